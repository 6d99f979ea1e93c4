// A macro applied to each argument of another one. Used by ENUM_NAMES and SHAPE only.
#pragma once
#pragma GCC system_header // a mistake is told at its own line, without the twenty scans below

/// take(owner, one) for each of the arguments, at most 80. An argument is a name, or a name with
/// more behind it in parentheses: take(owner, name, more…). Four arguments a step, so that the text
/// is scanned twenty times and not once for each argument.
#define WEICHENG_EACH(take, owner, ...)                                                            \
    __VA_OPT__(WEICHENG_SCAN(WEICHENG_STEP(take, owner, __VA_ARGS__)))

#define WEICHENG_STEP(take, owner, one, ...)                                                       \
    WEICHENG_TAKE(take, owner, one) __VA_OPT__(WEICHENG_STEP_2(take, owner, __VA_ARGS__))
#define WEICHENG_STEP_2(take, owner, one, ...)                                                     \
    WEICHENG_TAKE(take, owner, one) __VA_OPT__(WEICHENG_STEP_3(take, owner, __VA_ARGS__))
#define WEICHENG_STEP_3(take, owner, one, ...)                                                     \
    WEICHENG_TAKE(take, owner, one) __VA_OPT__(WEICHENG_STEP_4(take, owner, __VA_ARGS__))
#define WEICHENG_STEP_4(take, owner, one, ...)                                                     \
    WEICHENG_TAKE(take, owner, one)                                                                \
    __VA_OPT__(WEICHENG_AGAIN WEICHENG_NOTHING()(take, owner, __VA_ARGS__))

// A macro is not expanded inside itself: its name is put together late, for the next scan.
#define WEICHENG_AGAIN() WEICHENG_STEP
#define WEICHENG_NOTHING() ()

#define WEICHENG_SCAN(...)                                                                         \
    WEICHENG_SCAN_4(WEICHENG_SCAN_4(WEICHENG_SCAN_4(WEICHENG_SCAN_4(__VA_ARGS__))))
#define WEICHENG_SCAN_4(...)                                                                       \
    WEICHENG_SCAN_1(WEICHENG_SCAN_1(WEICHENG_SCAN_1(WEICHENG_SCAN_1(__VA_ARGS__))))
#define WEICHENG_SCAN_1(...) __VA_ARGS__

// take(owner, one) with the parentheses around `one` taken off, where there are some.
#define WEICHENG_TAKE(take, owner, one)                                                            \
    WEICHENG_CALL(take, owner, WEICHENG_WITHOUT_MARK(WEICHENG_OPEN one))
#define WEICHENG_CALL(take, ...) take(__VA_ARGS__)
#define WEICHENG_OPEN(...) WEICHENG_OPEN __VA_ARGS__
#define WEICHENG_WITHOUT_MARK(...) WEICHENG_CUT(__VA_ARGS__)
#define WEICHENG_CUT(...) WEICHENG_NO_##__VA_ARGS__
#define WEICHENG_NO_WEICHENG_OPEN

// The stable names of an enumeration, as stored and as sent. Any file may use it: ENUM_NAMES stands
// behind the enumeration, in its namespace; a name once persisted never changes.
#pragma once

#include "foundation/check.h"
#include "foundation/each_argument.h"

#include <array>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace weicheng {

template <class E>
concept Enumerated = requires {
    enum_names(std::type_identity<E>{});
};

/// all: std::array<std::pair<E, std::string_view>, N>, in the order of ENUM_NAMES.
template <class E>
struct EnumNames;
template <Enumerated E>
struct EnumNames<E> {
    static constexpr auto all = enum_names(std::type_identity<E>{});
};

template <class E>
constexpr std::string_view name_of(E value) {
    for (const auto& [known, name] : EnumNames<E>::all)
        if (known == value) return name;
    throw Bug("an enumerator without a name");
}

template <class E>
constexpr std::optional<E> from_name(std::string_view name) {
    for (const auto& [known, known_name] : EnumNames<E>::all)
        if (known_name == name) return known;
    return std::nullopt;
}

template <class E>
constexpr std::pair<E, std::string_view> enum_name(E value, std::string_view own,
                                                   std::string_view given = {}) {
    return {value, given.empty() ? own : given};
}

} // namespace weicheng

/// ENUM_NAMES(Sort, due, (newest, "-reported"), (oldest, "reported"));
/// An enumerator is its own name or stands with another one. -Wswitch tells which was forgotten.
#define ENUM_NAMES(E, ...)                                                                         \
    constexpr auto enum_names(std::type_identity<E>) {                                             \
        return std::array{WEICHENG_EACH(WEICHENG_ENUM_NAME, E, __VA_ARGS__)};                      \
    }                                                                                              \
    constexpr bool is_named(E value) {                                                             \
        switch (value) { WEICHENG_EACH(WEICHENG_ENUM_CASE, E, __VA_ARGS__) }                       \
        return false;                                                                              \
    }                                                                                              \
    static_assert(::weicheng::Enumerated<E>)
#define WEICHENG_ENUM_NAME(E, name, ...)                                                           \
    ::weicheng::enum_name(E::name, #name __VA_OPT__(, ) __VA_ARGS__),
#define WEICHENG_ENUM_CASE(E, name, ...)                                                           \
    case E::name: return true;

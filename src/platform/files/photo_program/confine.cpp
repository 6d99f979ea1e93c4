#include "platform/files/photo_program/confine.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <iterator>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace weicheng::photo {

namespace {
constexpr rlim_t memory_bytes = 1536ULL * 1024 * 1024;
constexpr rlim_t cpu_seconds = 20;
constexpr rlim_t written_bytes = 32ULL * 1024 * 1024;
constexpr int low_priority = 10;

void limit(decltype(RLIMIT_AS) what, rlim_t most) {
    const rlimit both{most, most};
    setrlimit(what, &both);
}

#if defined(__x86_64__)
constexpr unsigned this_machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned this_machine = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned this_machine = 0;
#endif

/// What decoding needs: memory, threads of its own, the files that are open already. Everything
/// else fails with EACCES, as a decoder's own wish for a plugin or a profile does.
constexpr unsigned allowed_calls[] = {
    SYS_read,         SYS_readv,          SYS_write,
    SYS_writev,       SYS_close,          SYS_lseek,
    SYS_fstat,        SYS_munmap,         SYS_mremap,
    SYS_brk,          SYS_madvise,        SYS_futex,
    SYS_exit,         SYS_exit_group,     SYS_set_robust_list,
    SYS_rseq,         SYS_sched_yield,    SYS_sched_getaffinity,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,
    SYS_sigaltstack,  SYS_getpid,         SYS_gettid,
    SYS_getrandom,    SYS_clock_gettime,  SYS_clock_nanosleep,
    SYS_nanosleep,    SYS_gettimeofday,   SYS_restart_syscall,
};

constexpr unsigned first_argument = offsetof(seccomp_data, args);
constexpr unsigned third_argument = offsetof(seccomp_data, args) + 2 * sizeof(__u64);

void add_answer(std::vector<sock_filter>& steps, unsigned call, unsigned answer) {
    steps.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
    steps.push_back(BPF_STMT(BPF_RET | BPF_K, answer));
}

/// The call is refused when, of the lower half of that argument, any of `bits` is set (or, with
/// `wanted`, when none is).
void add_condition(std::vector<sock_filter>& steps, unsigned call, unsigned argument, unsigned bits,
                   bool wanted) {
    const unsigned if_set = wanted ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EACCES;
    const unsigned if_not = wanted ? SECCOMP_RET_ERRNO | EACCES : SECCOMP_RET_ALLOW;
    steps.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
    steps.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, argument)); // little-endian machines only
    steps.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
    steps.push_back(BPF_STMT(BPF_RET | BPF_K, if_set));
    steps.push_back(BPF_STMT(BPF_RET | BPF_K, if_not));
}

/// The filter's program: another machine's call kills, a call that is not on the list fails.
std::vector<sock_filter> filter_program() {
    std::vector<sock_filter> steps{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, this_machine, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    };
    for (const unsigned call : allowed_calls)
        add_answer(steps, call, SECCOMP_RET_ALLOW);
    add_condition(steps, SYS_mmap, third_argument, PROT_EXEC, false);
    add_condition(steps, SYS_mprotect, third_argument, PROT_EXEC, false);
    add_condition(steps, SYS_clone, first_argument, CLONE_THREAD, true);
    // Its flags lie in memory, where a filter cannot look; glibc then takes clone.
    add_answer(steps, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
    steps.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES));
    return steps;
}
} // namespace

void limit_resources() {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // those map terabytes
    limit(RLIMIT_AS, memory_bytes);
#endif
    // Beyond the first it gets SIGXCPU, by which files::Store knows that the picture did it; a
    // plain SIGKILL may come from anybody.
    const rlimit time{cpu_seconds, cpu_seconds + 5};
    setrlimit(RLIMIT_CPU, &time);
    limit(RLIMIT_FSIZE, written_bytes);
    limit(RLIMIT_CORE, 0);
    mallopt(M_ARENA_MAX, 2);
    setpriority(PRIO_PROCESS, 0, low_priority);
}

void close_the_doors() {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (this_machine == 0) return;
    auto steps = filter_program();
    const sock_fprog program{static_cast<unsigned short>(steps.size()), steps.data()};
    // A kernel without seccomp leaves the limits and the blocked loaders.
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

} // namespace weicheng::photo

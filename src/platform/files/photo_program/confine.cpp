#include "platform/files/photo_program/confine.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <iterator>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
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

constexpr unsigned refused_calls[] = {
#ifdef SYS_open
    SYS_open,
    SYS_creat,
    SYS_unlink,
    SYS_rename,
    SYS_link,
    SYS_symlink,
    SYS_mkdir,
    SYS_rmdir,
    SYS_chmod,
    SYS_chown,
    SYS_mknod,
    SYS_fork,
    SYS_vfork,
#endif
    SYS_openat,
    SYS_openat2,
    SYS_unlinkat,
#ifdef SYS_renameat
    SYS_renameat,
#endif
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mkdirat,
    SYS_mknodat,
    SYS_fchmodat,
    SYS_fchownat,
    SYS_truncate,
    SYS_chdir,
    SYS_chroot,
    SYS_mount,
    SYS_umount2,
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_accept4,
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_kill,
    SYS_tkill,
    SYS_tgkill,
    SYS_rt_sigqueueinfo,
    SYS_pidfd_open,
    SYS_pidfd_getfd,
    SYS_pidfd_send_signal,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_bpf,
    SYS_io_uring_setup,
    SYS_userfaultfd,
    SYS_keyctl,
    SYS_add_key,
    SYS_setns,
    SYS_unshare,
    SYS_perf_event_open,
};

/// The filter's program: another machine's call kills, a refused call fails with EACCES.
std::vector<sock_filter> filter_program() {
    std::vector<sock_filter> steps{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, this_machine, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        // the x32 numbers of x86-64 would slip past the list
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000U, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    };
    for (const unsigned call : refused_calls) {
        steps.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
        steps.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES));
    }
    steps.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    return steps;
}
} // namespace

void limit_resources() {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // those map terabytes
    limit(RLIMIT_AS, memory_bytes);
#endif
    limit(RLIMIT_CPU, cpu_seconds);
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

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/walls.h"

#include <linux/seccomp.h>

#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <iterator>

namespace lambdarium {

namespace {

/// What programs use, in the sense of the default profile of container engines: every runtime and what its packages
/// bring as native code live with it, so one list serves all. clone, ioctl, socket and some more are looked at again by
/// the second filter.
// clang-format off
constexpr const char *listedNames[] = {
    "accept", "accept4", "access", "alarm", "arch_prctl", "bind", "brk", "cachestat", "capget", "capset", "chdir",
    "chmod", "chown", "clock_getres", "clock_gettime", "clock_nanosleep", "clone", "close", "close_range", "connect",
    "copy_file_range", "creat", "dup", "dup2", "dup3", "epoll_create", "epoll_create1", "epoll_ctl", "epoll_pwait",
    "epoll_pwait2", "epoll_wait", "eventfd", "eventfd2", "execve", "execveat", "exit", "exit_group", "faccessat",
    "faccessat2", "fadvise64", "fallocate", "fchdir", "fchmod", "fchmodat", "fchmodat2", "fchown", "fchownat",
    "fcntl", "fdatasync", "fgetxattr", "flistxattr", "flock", "fork", "fremovexattr", "fsetxattr", "fstat", "fstatfs",
    "fsync", "ftruncate", "futex", "futex_requeue", "futex_wait", "futex_waitv", "futex_wake", "futimesat",
    "get_mempolicy", "get_robust_list", "get_thread_area", "getcpu", "getcwd", "getdents", "getdents64", "getegid",
    "geteuid", "getgid", "getgroups", "getitimer", "getpeername", "getpgid", "getpgrp", "getpid", "getppid",
    "getpriority", "getrandom", "getresgid", "getresuid", "getrlimit", "getrusage", "getsid", "getsockname",
    "getsockopt", "gettid", "gettimeofday", "getuid", "getxattr", "getxattrat", "inotify_add_watch", "inotify_init",
    "inotify_init1", "inotify_rm_watch", "io_cancel", "io_destroy", "io_getevents", "io_pgetevents", "io_setup",
    "io_submit", "ioctl", "ioprio_get", "ioprio_set", "kill", "landlock_add_rule", "landlock_create_ruleset",
    "landlock_restrict_self", "lchown", "lgetxattr", "link", "linkat", "listen", "listxattr", "listxattrat",
    "llistxattr", "lremovexattr", "lseek", "lsetxattr", "lstat", "madvise", "map_shadow_stack", "membarrier",
    "mincore", "mkdir", "mkdirat", "mknod", "mknodat", "mlock", "mlock2", "mlockall", "mmap", "mprotect",
    "mq_getsetattr", "mq_notify", "mq_open", "mq_timedreceive", "mq_timedsend", "mq_unlink", "mremap", "mseal",
    "msgctl", "msgget", "msgrcv", "msgsnd", "msync", "munlock", "munlockall", "munmap", "nanosleep", "newfstatat",
    "open", "openat", "openat2", "pause", "pidfd_open", "pidfd_send_signal", "pipe", "pipe2", "pkey_alloc",
    "pkey_free", "pkey_mprotect", "poll", "ppoll", "prctl", "pread64", "preadv", "preadv2", "prlimit64", "pselect6",
    "pwrite64", "pwritev", "pwritev2", "read", "readahead", "readlink", "readlinkat", "readv", "recvfrom", "recvmmsg",
    "recvmsg", "remap_file_pages", "removexattr", "removexattrat", "rename", "renameat", "renameat2",
    "restart_syscall", "rmdir", "rseq", "rt_sigaction", "rt_sigpending", "rt_sigprocmask", "rt_sigqueueinfo",
    "rt_sigreturn", "rt_sigsuspend", "rt_sigtimedwait", "rt_tgsigqueueinfo", "sched_get_priority_max",
    "sched_get_priority_min", "sched_getaffinity", "sched_getattr", "sched_getparam", "sched_getscheduler",
    "sched_rr_get_interval", "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler",
    "sched_yield", "seccomp", "select", "semctl", "semget", "semop", "semtimedop", "sendfile", "sendmmsg", "sendmsg",
    "sendto", "set_robust_list", "set_thread_area", "set_tid_address", "setfsgid", "setfsuid", "setgid", "setgroups",
    "setitimer", "setpgid", "setpriority", "setregid", "setresgid", "setresuid", "setreuid", "setrlimit", "setsid",
    "setsockopt", "setuid", "setxattr", "setxattrat", "shmat", "shmctl", "shmdt", "shutdown", "sigaltstack",
    "signalfd", "signalfd4", "socket", "socketpair", "splice", "stat", "statfs", "statx", "symlink", "symlinkat",
    "sync", "sync_file_range", "syncfs", "sysinfo", "tee", "tgkill", "time", "timer_create", "timer_delete",
    "timer_getoverrun", "timer_gettime", "timer_settime", "timerfd_create", "timerfd_gettime", "timerfd_settime",
    "times", "tkill", "truncate", "umask", "uname", "unlink", "unlinkat", "utime", "utimensat", "utimes", "vfork",
    "vmsplice", "wait4", "waitid", "write", "writev"};
// clang-format on

constexpr const char *refusedNames[] = {"mount",
                                        "umount2",
                                        "pivot_root",
                                        "move_mount",
                                        "open_tree",
                                        "fsopen",
                                        "fsconfig",
                                        "fsmount",
                                        "fspick",
                                        "mount_setattr",
                                        "unshare",
                                        "setns",
                                        "ptrace",
                                        "process_vm_readv",
                                        "process_vm_writev",
                                        "kcmp",
                                        "bpf",
                                        "perf_event_open",
                                        "userfaultfd",
                                        "add_key",
                                        "request_key",
                                        "keyctl",
                                        "init_module",
                                        "finit_module",
                                        "delete_module",
                                        "kexec_load",
                                        "kexec_file_load",
                                        "reboot",
                                        "swapon",
                                        "swapoff",
                                        "acct",
                                        "quotactl",
                                        "quotactl_fd",
                                        "syslog",
                                        "iopl",
                                        "ioperm",
                                        "open_by_handle_at",
                                        "name_to_handle_at",
                                        "lookup_dcookie",
                                        "personality",
                                        "vhangup",
                                        "chroot",
                                        "settimeofday",
                                        "clock_settime",
                                        "adjtimex",
                                        "clock_adjtime",
                                        "sethostname",
                                        "setdomainname",
                                        "mbind",
                                        "migrate_pages",
                                        "move_pages",
                                        "set_mempolicy",
                                        "nfsservctl",
                                        "uselib",
                                        "modify_ldt",
                                        "fanotify_init",
                                        "pidfd_getfd",
                                        "process_madvise"};

// Memory that no process maps is memory that cannot be metered; io_uring passes the filter by; clone3's flags
// are behind a pointer, and ENOSYS makes libc use clone, whose flags are not.
constexpr const char *absentNames[] = {"memfd_create",   "memfd_secret",      "shmget", "io_uring_setup",
                                       "io_uring_enter", "io_uring_register", "clone3"};

void refuse(scmp_filter_ctx filter, const char *name, int error)
{
    const int number = seccomp_syscall_resolve_name(name);
    if (number != __NR_SCMP_ERROR)
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(error), number, 0);
}

void refuseNamespaces(scmp_filter_ctx filter)
{
    constexpr std::uint64_t flags[] = {CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,   CLONE_NEWNET,
                                       CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP};
    for (const std::uint64_t flag : flags)
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
}

void refuseSocketFamilies(scmp_filter_ctx filter)
{
    constexpr unsigned families = 46; // AF_MAX of Debian 12's kernel
    for (unsigned family = 0; family < families; ++family) {
        if (family == AF_UNIX || family == AF_INET || family == AF_INET6 || family == AF_NETLINK)
            continue;
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_EQ, family));
    }
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_GE, families));
}

/// A handler has pid 1's uid, so it could starve the meter: lower its descriptor limit, its priority, its
/// CPUs.
void protectInit(scmp_filter_ctx filter)
{
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_NE, 0));
    for (const int call :
         {SCMP_SYS(sched_setaffinity), SCMP_SYS(sched_setscheduler), SCMP_SYS(sched_setparam), SCMP_SYS(sched_setattr)})
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 1, SCMP_A0(SCMP_CMP_EQ, 1));
    for (const int call : {SCMP_SYS(setpriority), SCMP_SYS(ioprio_set)})
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 1, SCMP_A1(SCMP_CMP_EQ, 1));
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(setpriority), 1, SCMP_A0(SCMP_CMP_NE, PRIO_PROCESS));
    constexpr unsigned ioprioWhoProcess = 1;
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioprio_set), 1, SCMP_A0(SCMP_CMP_NE, ioprioWhoProcess));
}

} // namespace

std::vector<sock_filter> exportFilter(void *filter)
{
    std::vector<sock_filter> program;
    const int fd = memfd_create("filter", MFD_CLOEXEC);
    if (fd >= 0 && seccomp_export_bpf(filter, fd) == 0) {
        const off_t size = lseek(fd, 0, SEEK_END);
        program.resize(static_cast<std::size_t>(size) / sizeof(sock_filter));
        if (pread(fd, program.data(), static_cast<std::size_t>(size), 0) != size)
            program.clear();
    }
    if (fd >= 0)
        close(fd);
    return program;
}

std::vector<sock_filter> listedCalls()
{
    // What is on no list is absent: libc and runtimes then do without, as on an older kernel.
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
    if (!filter)
        return {};
    for (const char *name : listedNames) {
        const int number = seccomp_syscall_resolve_name(name);
        if (number != __NR_SCMP_ERROR) // newer than the library
            seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
    }
    constexpr std::uint32_t binaryTree = 2;
    seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, binaryTree);
    std::vector<sock_filter> program = exportFilter(filter);
    seccomp_release(filter);
    return program;
}

std::vector<sock_filter> refusedCalls()
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return {};
    for (const char *name : refusedNames)
        refuse(filter, name, EPERM);
    for (const char *name : absentNames)
        refuse(filter, name, ENOSYS);
    refuseNamespaces(filter);
    refuseSocketFamilies(filter);
    protectInit(filter);
    for (const std::uint64_t request : {std::uint64_t{TIOCSTI}, std::uint64_t{TIOCLINUX}})
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
                         SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffffU, request));
    std::vector<sock_filter> program = exportFilter(filter);
    seccomp_release(filter);
    return program;
}

} // namespace lambdarium

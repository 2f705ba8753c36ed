// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs a program as on a machine that refuses namespaces, with the errno that tells why: EPERM
/// (kernel.unprivileged_userns_clone=0), ENOSPC (user.max_user_namespaces=0), ENOSYS (the policy of a container, which
/// cannot look into the flags of clone3). A program that starts threads needs ENOSYS: libc falls back only then.
#include <sched.h>
#include <seccomp.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace {

int errorNamed(const char *name)
{
    if (std::strcmp(name, "EPERM") == 0)
        return EPERM;
    if (std::strcmp(name, "ENOSPC") == 0)
        return ENOSPC;
    return std::strcmp(name, "ENOSYS") == 0 ? ENOSYS : 0;
}

bool refuse(int error, bool landlock)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    constexpr std::uint64_t flags[] = {CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,   CLONE_NEWNET,
                                       CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP};
    const auto code = static_cast<unsigned>(error);
    for (const std::uint64_t flag : flags) {
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(code), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(code), SCMP_SYS(unshare), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
    }
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(code), SCMP_SYS(clone3), 0);
    if (!landlock)
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
    const bool loaded = seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

} // namespace

int main(int argc, char **argv)
{
    const bool landlock = argc < 2 || std::strcmp(argv[1], "--no-landlock") != 0;
    char **rest = argv + (landlock ? 1 : 2);
    const int error = argc > (landlock ? 2 : 3) ? errorNamed(rest[0]) : 0;
    if (error == 0) {
        std::fputs("withoutnamespaces [--no-landlock] EPERM|ENOSPC|ENOSYS PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    if (!refuse(error, landlock)) {
        std::perror("seccomp");
        return 2;
    }
    execvp(rest[1], rest + 1);
    std::perror(rest[1]);
    return 2;
}

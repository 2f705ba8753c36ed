// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/isolation.h"

#include "core/sandbox/wire.h"

#include <cerrno>
#include <cstring>

namespace lambdarium {

namespace {

bool startsWith(const std::string &text, const char *word) { return text.rfind(word, 0) == 0; }

} // namespace

std::string isolationRemedy(const std::string &step, int error)
{
    if (error == ENOSYS)
        return "This needs Linux 5.12 or newer, and in a container a policy that lets namespaces be made "
               "(Docker: --security-opt seccomp=unconfined).";
    if (startsWith(step, "making namespaces")) {
        if (error == ENOSPC)
            return "Raise the number of user namespaces: sudo sysctl user.max_user_namespaces=15000";
        if (error == EPERM)
            return "Allow unprivileged user namespaces: sudo sysctl kernel.unprivileged_userns_clone=1 "
                   "(inside a chroot or a locked container they stay refused).";
        return "The system is short of processes or memory; close something and try again.";
    }
    if (startsWith(step, "mounting /proc"))
        return "This container hides parts of /proc; run it with an unmasked /proc "
               "(Docker: --security-opt systempaths=unconfined).";
    if (error == EPERM || error == EACCES)
        return "AppArmor or a container policy restricts user namespaces: install the profile for "
               "lambdarium-spawner, or: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0";
    return "See the section on isolation in the README.";
}

Error setupError(const std::string &step, int error)
{
    const std::string message = step + ": " + std::strerror(error);
    const bool program = startsWith(step, wire::executingStep);
    if (!program && !startsWith(step, wire::openingStep))
        return {ErrorCode::Unavailable, message + ". " + isolationRemedy(step, error)};
    if (error == ENOENT || error == ENOTDIR)
        return {ErrorCode::NotFound, message};
    return {program ? ErrorCode::InvalidInput : ErrorCode::Io, message};
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/syscall.h>
#include <unistd.h>

namespace lambdarium {

// glibc 2.36 declares these two without C linkage.
inline int openPidfd(int pid) { return static_cast<int>(syscall(SYS_pidfd_open, pid, 0)); }
inline bool signalPidfd(int pidfd, int number)
{
    return syscall(SYS_pidfd_send_signal, pidfd, number, nullptr, 0) == 0;
}

} // namespace lambdarium

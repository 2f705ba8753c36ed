// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/boxplan.h"

#include <linux/filter.h>

#include <cstdint>
#include <vector>

namespace lambdarium {

/// What is decided once per process and used by every box it starts: compiled before the first clone.
struct Walls
{
    std::vector<sock_filter> listed;  ///< what is on no list of calls is absent
    std::vector<sock_filter> seccomp; ///< on top of it, so that its errors count: calls and arguments that are refused
    /// On top of it for boxes without namespaces: with the machine's network, and without.
    std::vector<sock_filter> guardedOpen;
    std::vector<sock_filter> guardedClosed;
    int landlockAbi = 0;     ///< 0: not usable here
    bool privileged = false; ///< started as root: boxes are mapped to nobody
    unsigned outsideUid = 0; ///< uid and gid of the host that a handler has
    unsigned outsideGid = 0;
};

/// Compiles the filters of system calls. An empty filter means that libseccomp failed.
Walls prepareWalls();
std::vector<sock_filter> listedCalls();
std::vector<sock_filter> refusedCalls();
/// A libseccomp filter (scmp_filter_ctx) as a program; empty when it cannot be had.
std::vector<sock_filter> exportFilter(void *filter);
/// Highest Landlock ABI of this kernel that the product can use (2 or more), else 0.
int usableLandlockAbi();

/// Every right over files that a Landlock of this ABI knows.
std::uint64_t landlockFileAccess(int abi);

/// The steps below run in a child between clone and exec. Each returns nullptr or the name of what failed
/// (errno is set); none allocates.
const char *dropCapabilities();
void dropBoundingSet();
/// ownUsers: the box has a user namespace, in which its processes are counted.
const char *applyResourceLimits(const BoxPlan &plan, bool ownUsers);
const char *applyLandlock(const BoxPlan &plan, int abi);
const char *applySeccomp(const std::vector<sock_filter> &filter);
/// The two that every box has.
const char *applyFilters(const Walls &walls);

} // namespace lambdarium

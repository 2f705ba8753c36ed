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
    std::vector<sock_filter> seccomp;
    int landlockAbi = 0;     ///< 0: not usable here
    bool privileged = false; ///< started as root: boxes are mapped to nobody
    unsigned outsideUid = 0; ///< uid and gid of the host that a handler has
    unsigned outsideGid = 0;
};

/// Compiles the system call filter. An empty filter means that libseccomp failed.
Walls prepareWalls();
/// Highest Landlock ABI of this kernel that the product can use (2 or more), else 0.
int usableLandlockAbi();

/// Every right over files that a Landlock of this ABI knows.
std::uint64_t landlockFileAccess(int abi);

/// The steps below run in a child between clone and exec. Each returns nullptr or the name of what failed
/// (errno is set); none allocates.
const char *dropCapabilities();
const char *applyResourceLimits(const BoxPlan &plan);
const char *applyLandlock(const BoxPlan &plan, int abi);
const char *applySeccomp(const Walls &walls);

} // namespace lambdarium

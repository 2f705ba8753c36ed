// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/boxplan.h"
#include "core/sandbox/walls.h"

#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lambdarium {

/// What stands in for a root of its own where the machine refuses namespaces (isolation.md A.5, levels 2 and 1): a
/// folder of the box for /tmp, for merged layers and, as root, for a copy of the code; everything else stays where the
/// host has it. What the plan calls /var/task, /opt, /var/runtime or /tmp is renamed in its arguments and variables.
/// Landlock and a stricter filter of system calls are the walls. Made in the box's supervisor, a plain fork of the
/// spawner, and so may allocate; ends the box through failBox when something is refused.
class GuardedRoot
{
public:
    /// Makes the folder. As root, what is in it belongs to nobody, whom the box runs as.
    GuardedRoot(const BoxPlan &plan, const Walls &walls, std::string folder);
    GuardedRoot(const GuardedRoot &) = delete;
    GuardedRoot &operator=(const GuardedRoot &) = delete;

    /// The plan as it is to be executed here. Lives as long as this.
    const BoxPlan &plan() const { return m_plan; }
    /// In a program of the box: limits on users' processes and files, Landlock, both filters. Returns what failed.
    const char *applyWalls(const Walls &walls) const;
    /// KiB in the box's /tmp; walks it.
    std::uint64_t tmpUsedKb() const;
    std::uint64_t tmpLimitKb() const { return static_cast<std::uint64_t>(m_plan.header.ephemeralMb) * 1024; }
    /// Removes the folder; when the spawner is gone, its parent, too, once that is empty.
    void remove() const;

    /// inside -> here, for each path of a colon-separated list and behind '='.
    std::string rename(std::string_view text) const;

private:
    void stageCode(const BoxPlan &plan, bool copies);
    void stageLayers(const BoxPlan &plan, bool copies);
    void stageBinds(const BoxPlan &plan, bool copies);
    void makePlan(const BoxPlan &plan);
    const char *keep(std::string text);
    const char *applyLandlock(int abi) const;

    std::string m_folder;
    int m_spawner = getppid();
    std::vector<std::pair<std::string, std::string>> m_names; ///< inside, here
    std::vector<std::string> m_readable;
    std::vector<std::string> m_writable;
    std::vector<std::string> m_texts; ///< what the plan's pointers lead to
    std::uint64_t m_processLimit = 0;
    BoxPlan m_plan;
};

/// The filter on top of the usual one: no local sockets (the desktop's services listen there), no signal to everybody;
/// without machineNetwork: TCP only, and where this Landlock cannot tell ports apart (before ABI 4) not even that.
std::vector<sock_filter> guardedFilter(int landlockAbi, bool machineNetwork);

/// From here on Landlock can hold TCP connections to the ports of BoxPlan::reachablePorts.
inline constexpr int landlockWithPorts = 4;

} // namespace lambdarium

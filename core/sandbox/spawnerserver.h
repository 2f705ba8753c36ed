// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/boxchild.h"
#include "core/sandbox/controlgroups.h"
#include "core/sandbox/walls.h"
#include "core/sandbox/wire.h"

#include <map>
#include <set>
#include <string>

namespace lambdarium {

/// The whole of lambdarium-spawner: starts boxes on request, reaps them, and takes all of them along when the
/// control socket closes. One thread; the process does nothing else.
class SpawnerServer
{
public:
    /// Owns the control socket.
    explicit SpawnerServer(int control);
    /// Returns the exit code once the core is gone and every child is reaped.
    int run();

private:
    bool serveRequest();
    void startPlan(const BoxPlan &plan);
    BoxStart startHelper(const BoxPlan &plan);
    void obtainGroups();
    void tryNamespaces();
    void guardBoxes();
    void endStrays();
    void refuse(std::uint64_t boxId, int error, const char *step);
    void reap();
    void endChildren();
    void reply(const wire::SpawnReply &reply, int descriptor = -1);

    UniqueFd m_control;
    UniqueFd m_childSignals;
    Walls m_walls;
    ControlGroups m_groups;
    std::map<int, std::uint64_t> m_groupOf; ///< by pid; a zygote's boxes are not here
    std::string m_place;                    ///< of boxes without namespaces; empty: boxes have them
    std::set<int> m_children;
    std::vector<char> m_packet;
};

} // namespace lambdarium

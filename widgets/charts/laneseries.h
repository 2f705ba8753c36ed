// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"

#include <map>
#include <vector>

namespace lambdarium {

/// What each execution environment did and when: one lane per environment. Value type without Qt; GUI thread.
class LaneSeries
{
public:
    enum class BarKind { Init, Restore, Run, Failed };
    struct Bar
    {
        Instant begin{};
        Instant end{};
        BarKind kind = BarKind::Run;
        bool open = false; ///< still running: end is not known
        std::string requestId;
        Duration simulated{}; ///< of an init: its last part was waiting added on the user's wish
    };
    /// Stopped by the user: no process ran.
    struct Pause
    {
        Instant begin{};
        Instant end{};
        bool open = false;
    };
    struct Lane
    {
        EnvironmentId environment{};
        NodeId function;
        Instant begin{};
        Instant end{};
        bool gone = false;
        std::int64_t served = 0;
        std::vector<Bar> bars; ///< in order of begin, never overlapping
        std::vector<Pause> pauses;
        std::string reason; ///< why it ended
    };

    static constexpr std::size_t maximumLanes = 5'000;

    bool add(const Fact &fact);
    /// What no fact tells: freezing by the user, restores while they go on.
    bool add(const Snapshot &snapshot);
    void clear();
    /// In order of first use.
    const std::vector<Lane> &lanes() const { return m_lanes; }

private:
    Lane &lane(EnvironmentId environment, const NodeId &function, Instant time);
    void ended(Instant time, const fact::InvocationEnded &end);
    void environmentChanged(Instant time, const fact::EnvironmentChanged &change);

    std::vector<Lane> m_lanes;
    std::map<EnvironmentId, std::size_t> m_index;
};

} // namespace lambdarium

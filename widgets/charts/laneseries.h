// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <map>
#include <vector>

namespace lambdarium {

/// What each execution environment did and when: one lane per environment. Value type without Qt; GUI thread.
class LaneSeries
{
public:
    enum class BarKind { Init, Run, Failed };
    struct Bar
    {
        Instant begin{};
        Instant end{};
        BarKind kind = BarKind::Run;
        bool open = false; ///< still running: end is not known
        std::string requestId;
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
    };

    static constexpr std::size_t maximumLanes = 5'000;

    bool add(const Fact &fact);
    void clear();
    /// In order of first use.
    const std::vector<Lane> &lanes() const { return m_lanes; }

private:
    Lane &lane(EnvironmentId environment, const NodeId &function, Instant time);
    void environmentChanged(Instant time, const fact::EnvironmentChanged &change);

    std::vector<Lane> m_lanes;
    std::map<EnvironmentId, std::size_t> m_index;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"

#include <map>
#include <vector>

namespace lambdarium {

/// Depth and age of each queue as snapshots showed them. Value type without Qt; GUI thread.
class QueueSeries
{
public:
    struct Sample
    {
        Instant time{};
        std::int64_t waiting = 0; ///< visible and delayed
        std::int64_t inFlight = 0;
        float oldestSeconds = 0;
    };

    static constexpr std::size_t capacity = 200'000; ///< per queue

    /// Snapshots in order of time; true when a value changed.
    bool add(const Snapshot &snapshot);
    void clear() { m_samples.clear(); }
    const std::vector<Sample> &samples(std::string_view queue) const;

private:
    std::map<NodeId, std::vector<Sample>, std::less<>> m_samples;
};

} // namespace lambdarium

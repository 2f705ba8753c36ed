// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <map>
#include <vector>

namespace lambdarium {

/// Durations of ended invocations, per function, in order of their end. Value type without Qt; GUI thread.
class DurationSeries
{
public:
    struct Sample
    {
        Instant time{}; ///< end of the invocation
        float milliseconds = 0;
        bool failed = false;
    };

    static constexpr std::size_t capacity = 500'000; ///< per function

    bool add(const Fact &fact);
    void clear() { m_samples.clear(); }
    /// Empty for unknown functions.
    const std::vector<Sample> &samples(std::string_view function) const;

private:
    std::map<NodeId, std::vector<Sample>, std::less<>> m_samples;
};

} // namespace lambdarium

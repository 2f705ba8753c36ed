// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <vector>

namespace lambdarium {

/// Counts of log events per span of time and grade, over everything that was received. The span doubles when
/// the time does not fit, so memory and cost are fixed. Value type without Qt.
class LogHistogram
{
public:
    struct Bucket
    {
        std::uint32_t other = 0, warnings = 0, errors = 0;
        std::uint32_t total() const { return other + warnings + errors; }
    };

    static constexpr std::size_t bucketsMax = 1024;

    void add(Instant time, LogLevel level);
    void clear();

    bool empty() const { return m_buckets.empty(); }
    Instant begin() const { return m_begin; }
    Duration width() const { return m_width; }
    const std::vector<Bucket> &buckets() const { return m_buckets; }
    /// Sum over [from, to), buckets counted where they begin.
    Bucket sum(Instant from, Instant to) const;

private:
    void halve();

    Instant m_begin{};
    Duration m_width = std::chrono::milliseconds(100);
    std::vector<Bucket> m_buckets;
};

} // namespace lambdarium

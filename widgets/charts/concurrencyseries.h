// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <map>
#include <set>
#include <vector>

namespace lambdarium {

/// How many environments were charged at each instant, exactly as the facts say it: initialising and busy ones
/// count, because Lambda charges concurrency from init. Value type without Qt; GUI thread.
class ConcurrencySeries
{
public:
    /// From time on, this function (index into functions()) has this value.
    struct Step
    {
        Instant time{};
        std::uint32_t function = 0;
        std::int32_t value = 0;
    };
    struct Mark
    {
        Instant time{};
        std::uint32_t function = 0;
    };

    /// Oldest steps go when there are more.
    static constexpr std::size_t capacity = 400'000;

    /// Facts in order of sequence; other kinds are ignored. True when something changed.
    bool add(const Fact &fact);
    void clear();

    const std::vector<NodeId> &functions() const { return m_functions; }
    /// -1 when the function was never seen.
    int indexOf(std::string_view function) const;
    const std::vector<Step> &steps() const { return m_steps; }
    const std::vector<Mark> &throttles() const { return m_throttles; }
    const std::vector<Mark> &coldStarts() const { return m_coldStarts; }
    /// Values just before the first kept step.
    const std::vector<std::int32_t> &initial() const { return m_initial; }
    /// Now; 0 for unknown functions. index -1: of all.
    std::int32_t current(int index) const;
    /// The value at a time (steps are right-continuous).
    std::int32_t valueAt(int index, Instant time) const;

private:
    std::uint32_t intern(const NodeId &function);
    bool charge(Instant time, std::uint32_t function, EnvironmentId environment, bool charged);
    void trim();

    std::vector<NodeId> m_functions;
    std::map<NodeId, std::uint32_t, std::less<>> m_index;
    std::vector<std::set<EnvironmentId>> m_charged;
    std::vector<std::int32_t> m_initial;
    std::vector<Step> m_steps;
    std::vector<Mark> m_throttles;
    std::vector<Mark> m_coldStarts;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/concurrencyseries.h"

#include <algorithm>
#include <numeric>

namespace lambdarium {

std::uint32_t ConcurrencySeries::intern(const NodeId &function)
{
    const auto [found, isNew] = m_index.try_emplace(function, std::uint32_t(m_functions.size()));
    if (isNew) {
        m_functions.push_back(function);
        m_charged.emplace_back();
        m_initial.push_back(0);
    }
    return found->second;
}

int ConcurrencySeries::indexOf(std::string_view function) const
{
    const auto found = m_index.find(function);
    return found == m_index.end() ? -1 : int(found->second);
}

bool ConcurrencySeries::charge(Instant time, std::uint32_t function, EnvironmentId environment, bool charged)
{
    auto &set = m_charged[function];
    const bool changed = charged ? set.insert(environment).second : set.erase(environment) > 0;
    if (!changed)
        return false;
    const auto value = std::int32_t(set.size());
    // Facts of one instant are one step: an environment that goes from init to its first invocation never was free.
    for (auto step = m_steps.rbegin(); step != m_steps.rend() && step->time == time; ++step)
        if (step->function == function) {
            step->value = value;
            return true;
        }
    m_steps.push_back({time, function, value});
    trim();
    return true;
}

void ConcurrencySeries::trim()
{
    if (m_steps.size() <= capacity)
        return;
    const auto keep = m_steps.begin() + capacity / 4;
    for (auto step = m_steps.begin(); step != keep; ++step)
        m_initial[step->function] = step->value;
    const Instant from = keep->time;
    m_steps.erase(m_steps.begin(), keep);
    const auto older = [from](const Mark &mark) { return mark.time < from; };
    std::erase_if(m_throttles, older);
    std::erase_if(m_coldStarts, older);
}

bool ConcurrencySeries::add(const Fact &fact)
{
    if (const auto *change = std::get_if<fact::EnvironmentChanged>(&fact.body)) {
        const bool charged = change->state == EnvironmentState::Starting
            || change->state == EnvironmentState::Initialising || change->state == EnvironmentState::Busy;
        return charge(fact.time, intern(change->function), change->environment, charged);
    }
    if (const auto *start = std::get_if<fact::InvocationStarted>(&fact.body)) {
        const std::uint32_t function = intern(start->function);
        if (start->cold)
            m_coldStarts.push_back({fact.time, function});
        return charge(fact.time, function, start->environment, true) || start->cold;
    }
    if (const auto *end = std::get_if<fact::InvocationEnded>(&fact.body))
        return charge(fact.time, intern(end->function), end->environment, false);
    if (const auto *throttled = std::get_if<fact::Throttled>(&fact.body)) {
        m_throttles.push_back({fact.time, intern(throttled->function)});
        if (m_throttles.size() > capacity)
            m_throttles.erase(m_throttles.begin(), m_throttles.begin() + capacity / 4);
        return true;
    }
    return false;
}

void ConcurrencySeries::clear() { *this = ConcurrencySeries(); }

std::int32_t ConcurrencySeries::current(int index) const
{
    if (index >= 0)
        return std::size_t(index) < m_charged.size() ? std::int32_t(m_charged[std::size_t(index)].size()) : 0;
    return std::accumulate(m_charged.begin(), m_charged.end(), std::int32_t(0),
                           [](std::int32_t sum, const auto &set) { return sum + std::int32_t(set.size()); });
}

std::int32_t ConcurrencySeries::valueAt(int index, Instant time) const
{
    std::vector<std::int32_t> values = m_initial;
    for (const Step &step : m_steps) {
        if (step.time > time)
            break;
        values[step.function] = step.value;
    }
    if (index >= 0)
        return std::size_t(index) < values.size() ? values[std::size_t(index)] : 0;
    return std::accumulate(values.begin(), values.end(), std::int32_t(0));
}

} // namespace lambdarium

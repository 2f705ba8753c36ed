// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/durationseries.h"

namespace lambdarium {

bool DurationSeries::add(const Fact &fact)
{
    const auto *end = std::get_if<fact::InvocationEnded>(&fact.body);
    if (!end)
        return false;
    auto &list = m_samples[end->function];
    if (list.size() >= capacity)
        list.erase(list.begin(), list.begin() + capacity / 4);
    list.push_back({fact.time, float(toMillis(end->duration)), end->outcome != InvocationOutcome::Success});
    return true;
}

const std::vector<DurationSeries::Sample> &DurationSeries::samples(std::string_view function) const
{
    static const std::vector<Sample> none;
    const auto found = m_samples.find(function);
    return found == m_samples.end() ? none : found->second;
}

} // namespace lambdarium

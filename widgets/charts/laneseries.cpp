// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/laneseries.h"

#include <algorithm>

namespace lambdarium {

LaneSeries::Lane &LaneSeries::lane(EnvironmentId environment, const NodeId &function, Instant time)
{
    if (const auto found = m_index.find(environment); found != m_index.end())
        return m_lanes[found->second];
    if (m_lanes.size() >= maximumLanes) {
        m_lanes.erase(m_lanes.begin(), m_lanes.begin() + maximumLanes / 4);
        m_index.clear();
        for (std::size_t i = 0; i < m_lanes.size(); ++i)
            m_index[m_lanes[i].environment] = i;
    }
    m_index[environment] = m_lanes.size();
    m_lanes.push_back({.environment = environment, .function = function, .begin = time, .end = time});
    return m_lanes.back();
}

void LaneSeries::environmentChanged(Instant time, const fact::EnvironmentChanged &change)
{
    Lane &one = lane(change.environment, change.function, time);
    one.end = std::max(one.end, time);
    Bar *last = one.bars.empty() ? nullptr : &one.bars.back();
    const bool open = last && last->open;
    const auto close = [&](bool failed) {
        if (!open)
            return;
        last->end = time;
        last->open = false;
        if (failed)
            last->kind = BarKind::Failed;
    };
    switch (change.state) {
    case EnvironmentState::Starting:
    case EnvironmentState::Initialising:
        if (!open)
            one.bars.push_back({time, time, BarKind::Init, true, {}});
        break;
    case EnvironmentState::Idle:
    case EnvironmentState::Busy:
        if (open && last->kind == BarKind::Init)
            close(false);
        break;
    case EnvironmentState::Failed: close(true); break;
    case EnvironmentState::Stopping: close(open && last->kind == BarKind::Run); break;
    case EnvironmentState::Gone:
        close(open && last->kind == BarKind::Run);
        one.gone = true;
        break;
    }
}

bool LaneSeries::add(const Fact &fact)
{
    if (const auto *change = std::get_if<fact::EnvironmentChanged>(&fact.body)) {
        environmentChanged(fact.time, *change);
        return true;
    }
    if (const auto *start = std::get_if<fact::InvocationStarted>(&fact.body)) {
        Lane &one = lane(start->environment, start->function, fact.time);
        if (!one.bars.empty() && one.bars.back().open) {
            one.bars.back().end = fact.time;
            one.bars.back().open = false;
        }
        one.bars.push_back({fact.time, fact.time, BarKind::Run, true, start->requestId});
        one.end = fact.time;
        return true;
    }
    if (const auto *end = std::get_if<fact::InvocationEnded>(&fact.body)) {
        Lane &one = lane(end->environment, end->function, fact.time);
        one.end = std::max(one.end, fact.time);
        ++one.served;
        const bool failed = end->outcome != InvocationOutcome::Success;
        for (auto bar = one.bars.rbegin(); bar != one.bars.rend(); ++bar)
            if (bar->requestId == end->requestId) {
                bar->end = bar->open ? fact.time : bar->end;
                bar->open = false;
                if (failed)
                    bar->kind = BarKind::Failed;
                break;
            }
        return true;
    }
    return false;
}

void LaneSeries::clear()
{
    m_lanes.clear();
    m_index.clear();
}

} // namespace lambdarium

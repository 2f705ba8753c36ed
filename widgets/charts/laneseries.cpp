// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/laneseries.h"

#include <algorithm>
#include <iterator>
#include <utility>

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
    if (!change.reason.empty())
        one.reason = change.reason;
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
        if (open && (last->kind == BarKind::Init || last->kind == BarKind::Restore))
            close(false);
        break;
    case EnvironmentState::Failed: close(true); break;
    case EnvironmentState::Stopping: close(open && last->kind == BarKind::Run); break;
    case EnvironmentState::Gone:
        close(open && last->kind == BarKind::Run);
        one.gone = true;
        if (!one.pauses.empty() && std::exchange(one.pauses.back().open, false))
            one.pauses.back().end = time;
        break;
    }
}

void LaneSeries::ended(Instant time, const fact::InvocationEnded &end)
{
    Lane &one = lane(end.environment, end.function, time);
    one.end = std::max(one.end, time);
    ++one.served;
    auto bar = std::find_if(one.bars.rbegin(), one.bars.rend(),
                            [&](const Bar &other) { return other.requestId == end.requestId; });
    if (bar == one.bars.rend())
        return;
    bar->end = bar->open ? time : bar->end;
    bar->open = false;
    if (end.outcome != InvocationOutcome::Success)
        bar->kind = BarKind::Failed;
    // What the invocation knows of the cold start that led to it.
    const auto init = std::find_if(std::next(bar), one.bars.rend(), [](const Bar &other) {
        return other.kind == BarKind::Init || other.kind == BarKind::Restore;
    });
    if (init == one.bars.rend() || (!end.restoreDuration && !end.initDuration))
        return;
    if (end.restoreDuration)
        init->kind = BarKind::Restore;
    init->simulated = std::min(end.simulatedColdStart, init->end - init->begin);
}

bool LaneSeries::add(const Snapshot &snapshot)
{
    bool changed = false;
    for (const FunctionView &function : snapshot.functions)
        for (const EnvironmentView &view : function.environments) {
            const auto found = m_index.find(view.id);
            if (found == m_index.end())
                continue;
            Lane &one = m_lanes[found->second];
            if (!one.bars.empty() && one.bars.back().open && one.bars.back().kind == BarKind::Init
                && view.initType == "snap-start") {
                one.bars.back().kind = BarKind::Restore;
                changed = true;
            }
            const bool known = !one.pauses.empty() && one.pauses.back().open;
            if (view.paused == known)
                continue;
            changed = true;
            const Instant now = std::max(snapshot.time, one.begin);
            if (view.paused) {
                one.pauses.push_back({now, now, true});
            } else {
                one.pauses.back().end = now;
                one.pauses.back().open = false;
            }
        }
    return changed;
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
        ended(fact.time, *end);
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

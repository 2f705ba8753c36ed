// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/livestate.h"

#include "widgets/canvas/canvastr.h"
#include "widgets/canvas/nodegeometry.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace lambdarium {

namespace {

int rank(EnvState state)
{
    static constexpr EnvState order[] = {EnvState::Provisioned, EnvState::Error, EnvState::Running,
                                         EnvState::Cold,        EnvState::Warm,  EnvState::Idle};
    return int(std::ranges::find(order, state) - std::begin(order));
}

EnvState cellState(EnvironmentState state)
{
    switch (state) {
    case EnvironmentState::Starting:
    case EnvironmentState::Initialising: return EnvState::Cold;
    case EnvironmentState::Idle: return EnvState::Warm;
    case EnvironmentState::Busy: return EnvState::Running;
    case EnvironmentState::Failed: return EnvState::Error;
    case EnvironmentState::Stopping:
    case EnvironmentState::Gone: break;
    }
    return EnvState::Idle;
}

struct Cell
{
    EnvState state = EnvState::Idle;
    EnvironmentId environment{};
    bool paused = false;
};

/// At most 24 cells; each of a scaled row shows the most telling state of its share.
void placeCells(LiveNode &live, std::vector<Cell> cells, std::size_t total)
{
    cells.resize(std::max(total, cells.size()));
    std::ranges::stable_sort(cells, {}, [](const Cell &cell) { return rank(cell.state); });
    const std::size_t count = cells.size();
    const auto most = std::size_t(geometry::maxCells);
    const std::size_t share = count <= most ? 1 : (count + most - 1) / most;
    live.perCell = int(share);
    for (std::size_t i = 0; i < count; i += share) {
        live.cells.push_back(cells[i].state);
        live.environments.push_back(share == 1 ? cells[i].environment : EnvironmentId{});
        live.paused.push_back(share == 1 && cells[i].paused);
    }
}

QString clockText(Instant time)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(unixMillis(time)).time(), QStringLiteral("HH:mm:ss"));
}

} // namespace

int gaugeLevel(std::int64_t messages)
{
    int level = 0;
    for (std::int64_t step = 1; level < 5 && messages >= step; step *= 5)
        ++level;
    return level;
}

void LiveState::take(const Fact &fact, Clock::time_point now)
{
    if (const auto *started = std::get_if<fact::InvocationStarted>(&fact.body)) {
        m_memory[started->function].busyUntil[started->environment] = now + runningHold;
    } else if (const auto *ended = std::get_if<fact::InvocationEnded>(&fact.body)) {
        m_memory[ended->function].failed = ended->outcome != InvocationOutcome::Success;
    } else if (const auto *throttled = std::get_if<fact::Throttled>(&fact.body)) {
        m_memory[throttled->function].throttledUntil = now + throttledHold;
    } else if (const auto *changed = std::get_if<fact::EnvironmentChanged>(&fact.body)) {
        if (changed->state == EnvironmentState::Gone)
            m_memory[changed->function].busyUntil.erase(changed->environment);
    }
}

void LiveState::clear()
{
    m_memory.clear();
    m_snapshot.reset();
}

std::optional<LiveState::Clock::time_point> LiveState::nextChange(Clock::time_point now) const
{
    std::optional<Clock::time_point> next;
    const auto consider = [&](Clock::time_point time) {
        if (time > now && (!next || time < *next))
            next = time;
    };
    for (const auto &[id, memory] : m_memory) {
        consider(memory.throttledUntil);
        for (const auto &[environment, until] : memory.busyUntil)
            consider(until);
    }
    return next;
}

LiveNode LiveState::ofFunction(const CanvasNode &node, Clock::time_point now) const
{
    static const Memory none;
    const auto found = m_memory.find(node.id);
    const Memory &memory = found == m_memory.end() ? none : found->second;
    const FunctionView *view = m_snapshot ? m_snapshot->function(node.id) : nullptr;
    LiveNode live{.fill = node.reserved.has_value()};
    bool initialising = false;
    std::vector<Cell> cells;
    for (const EnvironmentView &environment : view ? view->environments : std::vector<EnvironmentView>()) {
        EnvState state = cellState(environment.state);
        const auto held = memory.busyUntil.find(environment.id);
        if (state == EnvState::Warm && held != memory.busyUntil.end() && held->second > now)
            state = EnvState::Running;
        if (state == EnvState::Idle)
            continue;
        initialising |= state == EnvState::Cold;
        live.running += state == EnvState::Running;
        cells.push_back({state, environment.id, environment.paused});
    }
    const auto alive = std::int64_t(cells.size());
    live.refusing = memory.throttledUntil > now;
    if (live.refusing)
        live.state = EnvState::Throttled;
    else if (live.running > 0)
        live.state = EnvState::Running;
    else if (memory.failed)
        live.state = EnvState::Error;
    else if (alive > 0 && !initialising)
        live.state = EnvState::Warm;
    if (node.reserved)
        live.count = QStringLiteral("%1/%2").arg(view ? view->inUse : 0).arg(*node.reserved);
    else if (alive > 0)
        live.count = Canvas::tr("%1/%2 live").arg(live.running).arg(alive);
    showBuild(live, node.id, view);
    if (view && view->queuedEvents > 0)
        live.extra = QStringLiteral("+%1").arg(QLocale().toString(qlonglong(view->queuedEvents)));
    placeCells(live, std::move(cells), std::size_t(std::max<std::int64_t>(0, node.reserved.value_or(0))));
    return live;
}

void LiveState::showBuild(LiveNode &live, const NodeId &id, const FunctionView *view) const
{
    if (!m_snapshot)
        return;
    const auto build = std::ranges::find(m_snapshot->builds, id, &BuildView::id);
    using State = BuildView::State;
    if (build != m_snapshot->builds.end() && (build->state == State::Running || build->state == State::Waiting))
        live.fact = build->state == State::Waiting
            ? Canvas::tr("Waiting for a build")
            : Canvas::tr("Building · %1 s")
                  .arg(std::chrono::duration_cast<std::chrono::seconds>(m_snapshot->time - build->started).count());
    else if (build != m_snapshot->builds.end() && build->state == State::Failed)
        live.fact = Canvas::tr("The build failed");
    else if (view && !view->deployed && view->needsBuild)
        live.fact = Canvas::tr("Needs a build");
}

LiveNode LiveState::ofQueue(const CanvasNode &node) const
{
    LiveNode live;
    const QueueView *view = m_snapshot ? m_snapshot->queue(node.id) : nullptr;
    if (!view)
        return live;
    live.depth = view->visible + view->inFlight + view->delayed;
    live.level = gaugeLevel(live.depth);
    live.fact = live.depth == 0 ? Canvas::tr("Empty") : Canvas::tr("%n messages", nullptr, int(live.depth));
    return live;
}

LiveNode LiveState::of(const CanvasNode &node, Clock::time_point now) const
{
    if (node.kind == NodeKind::Function)
        return ofFunction(node, now);
    if (node.kind == NodeKind::Queue)
        return ofQueue(node);
    LiveNode live;
    if (!m_snapshot)
        return live;
    if (node.kind == NodeKind::Bucket) {
        const auto view = std::ranges::find(m_snapshot->buckets, node.id, &BucketView::id);
        if (view != m_snapshot->buckets.end())
            live.fact = view->objects == 0 ? Canvas::tr("Empty")
                                           : Canvas::tr("%n objects", nullptr, int(view->objects));
    } else if (node.kind == NodeKind::Schedule) {
        const auto view = std::ranges::find(m_snapshot->schedules, node.id, &ScheduleView::id);
        if (view != m_snapshot->schedules.end() && view->next)
            live.fact = Canvas::tr("Next at %1").arg(clockText(*view->next));
        else if (view != m_snapshot->schedules.end())
            live.fact = Canvas::tr("Triggers stopped");
    } else if (node.kind == NodeKind::Url && m_snapshot->port != 0) {
        live.fact = QStringLiteral("127.0.0.1:%1").arg(m_snapshot->port);
    }
    return live;
}

} // namespace lambdarium

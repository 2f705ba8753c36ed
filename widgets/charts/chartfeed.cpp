// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartfeed.h"

#include "widgets/bridge/functionpalette.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/bridge/timemodel.h"

#include <algorithm>

namespace lambdarium {

ChartFeed::ChartFeed(SessionBridge *bridge, TimeModel *time, QObject *parent)
    : QObject(parent), m_bridge(bridge), m_time(time)
{
    if (!bridge)
        return;
    connect(bridge, &SessionBridge::factsArrived, this, &ChartFeed::addFacts);
    connect(bridge, &SessionBridge::snapshotChanged, this,
            [this](const std::shared_ptr<const Snapshot> &snapshot) { addSnapshot(*snapshot); });
    connect(bridge, &SessionBridge::sessionChanged, this, &ChartFeed::clear);
}

void ChartFeed::setModel(const Model &model)
{
    m_model = model;
    for (const Function &function : m_model.functions)
        functionSlot(function.id);
    Q_EMIT namesChanged();
    Q_EMIT changed();
}

void ChartFeed::clear()
{
    m_concurrency.clear();
    m_lanes.clear();
    m_durations.clear();
    m_queues.clear();
    m_seen.clear();
    m_requests = 0;
    resetFunctionSlots();
    for (const Function &function : m_model.functions)
        functionSlot(function.id);
    m_time->reset();
    Q_EMIT namesChanged();
    Q_EMIT changed();
}

void ChartFeed::addFacts(const std::vector<Fact> &facts)
{
    bool anything = false;
    for (const Fact &fact : facts) {
        anything |= m_concurrency.add(fact);
        anything |= m_lanes.add(fact);
        anything |= m_durations.add(fact);
        m_requests += std::holds_alternative<fact::InvocationEnded>(fact.body);
    }
    if (!facts.empty()) {
        m_time->see(facts.front().time);
        m_time->see(facts.back().time);
    }
    const auto &known = m_concurrency.functions();
    if (std::size_t(m_seen.size()) != known.size()) {
        m_seen.clear();
        for (const NodeId &name : known)
            m_seen << QString::fromStdString(name);
        Q_EMIT namesChanged();
    }
    if (anything)
        Q_EMIT changed();
}

void ChartFeed::addSnapshot(const Snapshot &snapshot)
{
    const bool limitChanged = snapshot.accountLimit != m_accountLimit;
    m_accountLimit = snapshot.accountLimit;
    const bool lanesChanged = m_lanes.add(snapshot);
    if (m_queues.add(snapshot) || limitChanged || lanesChanged)
        Q_EMIT changed();
}

QStringList ChartFeed::functions() const
{
    QStringList list;
    for (const Function &function : m_model.functions)
        list << QString::fromStdString(function.id);
    for (const QString &seen : m_seen)
        if (!list.contains(seen))
            list << seen;
    return list;
}

QStringList ChartFeed::queueIds() const
{
    QStringList list;
    for (const Queue &queue : m_model.queues)
        list << QString::fromStdString(queue.id);
    return list;
}

std::int64_t ChartFeed::reserved(const NodeId &function) const
{
    const Function *found = m_model.function(function);
    return found ? found->reservedConcurrency.value_or(-1) : -1;
}

std::int64_t ChartFeed::timeoutSeconds(const NodeId &function) const
{
    const Function *found = m_model.function(function);
    return found ? found->timeoutSeconds : 0;
}

} // namespace lambdarium

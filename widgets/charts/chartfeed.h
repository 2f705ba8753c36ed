// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "widgets/charts/concurrencyseries.h"
#include "widgets/charts/durationseries.h"
#include "widgets/charts/laneseries.h"
#include "widgets/charts/queueseries.h"

#include <QObject>
#include <QStringList>

namespace lambdarium {

class SessionBridge;
class TimeModel;

/// Builds all chart series from the bridge's facts and snapshots. One per window; GUI thread. Charts borrow it.
class ChartFeed : public QObject
{
    Q_OBJECT

public:
    ChartFeed(SessionBridge *bridge, TimeModel *time, QObject *parent = nullptr);

    /// Names, reserved concurrency and timeouts, for limit lines; call when the template was parsed.
    void setModel(const Model &model);
    void clear();

    const ConcurrencySeries &concurrency() const { return m_concurrency; }
    const LaneSeries &lanes() const { return m_lanes; }
    const DurationSeries &durations() const { return m_durations; }
    const QueueSeries &queues() const { return m_queues; }
    TimeModel *time() const { return m_time; }

    /// Functions of the model, then others seen in facts.
    QStringList functions() const;
    QStringList queueIds() const;
    std::int64_t reserved(const NodeId &function) const;       ///< -1: none
    std::int64_t timeoutSeconds(const NodeId &function) const; ///< 0: unknown
    std::int64_t accountLimit() const { return m_accountLimit; }
    std::int64_t requests() const { return m_requests; }

Q_SIGNALS:
    /// New data (at most one a frame) or other limits.
    void changed();
    /// The set of functions or queues changed.
    void namesChanged();

private:
    void addFacts(const std::vector<Fact> &facts);
    void addSnapshot(const Snapshot &snapshot);

    SessionBridge *m_bridge;
    TimeModel *m_time;
    Model m_model;
    ConcurrencySeries m_concurrency;
    LaneSeries m_lanes;
    DurationSeries m_durations;
    QueueSeries m_queues;
    QStringList m_seen;
    std::int64_t m_accountLimit = 1000;
    std::int64_t m_requests = 0;
};

} // namespace lambdarium

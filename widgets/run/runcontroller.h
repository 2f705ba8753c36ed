// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace lambdarium {

class SessionBridge;

/// One press of Run: the same event, repeat times, at most parallel at once.
struct RunRequest
{
    QString function;   ///< logical id
    QByteArray payload; ///< JSON
    QString eventName;  ///< for the history
    int repeat = 1;     ///< 1 - 10,000
    int parallel = 1;   ///< 1 - 1,000
    InvocationType type = InvocationType::RequestResponse;
};

/// What came of it so far. Durations are those the core reported.
struct RunSummary
{
    RunRequest request;
    Instant started{};
    int done = 0;
    int succeeded = 0;
    int failed = 0;    ///< function errors, timeouts, crashes
    int throttled = 0; ///< 429
    int refused = 0;   ///< other refusals: not deployed, no such function
    Duration shortest{}, median{}, p95{}, longest{};
    std::optional<InvokeOutcome> last; ///< newest reply
    QString problem;                   ///< of the session itself (not an AWS reply), empty: none
    bool cancelled = false;

    bool good() const { return done > 0 && failed + throttled + refused == 0 && problem.isEmpty(); }
};

/// Sends events to functions through the bridge, for the Run view and the top bar alike. GUI thread; one run at
/// a time.
class RunController : public QObject
{
    Q_OBJECT

public:
    explicit RunController(SessionBridge *bridge, QObject *parent = nullptr);

    /// InvalidInput when the payload is not JSON or a count is out of range; Conflict while a run is going.
    Result<void> start(RunRequest request);
    /// No further invocations are sent; those on their way are awaited.
    void cancel();
    bool running() const { return m_running; }
    const RunSummary &summary() const { return m_summary; }
    /// Finished runs, oldest first, at most 200.
    const std::vector<RunSummary> &history() const { return m_history; }

    /// Where the text stops being JSON: empty when it is JSON.
    static QString jsonProblem(const QByteArray &text);

Q_SIGNALS:
    void started(const lambdarium::RunSummary &summary);
    void progressed(const lambdarium::RunSummary &summary);
    void finished(const lambdarium::RunSummary &summary);

private:
    void sendMore();
    void receive(Result<CommandOutcome> result);
    void count(const InvokeOutcome &outcome);
    void finish();

    SessionBridge *m_bridge;
    RunSummary m_summary;
    std::vector<RunSummary> m_history;
    std::vector<Duration> m_durations;
    int m_sent = 0;
    bool m_running = false;
};

} // namespace lambdarium

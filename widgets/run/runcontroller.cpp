// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runcontroller.h"

#include "widgets/bridge/sessionbridge.h"
#include "widgets/document/coretext.h"
#include "widgets/run/jsoncheck.h"

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

constexpr int repeatMax = 10'000;
constexpr int parallelMax = 1'000;
constexpr std::size_t historyMax = 200;

Error refusal(const QString &sentence) { return {ErrorCode::InvalidInput, sentence.toStdString()}; }

/// Nearest rank: a value that was really measured.
Duration percentile(const std::vector<Duration> &sorted, double fraction)
{
    const auto rank = std::size_t(std::ceil(fraction * double(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

RunController::RunController(SessionBridge *bridge, QObject *parent) : QObject(parent), m_bridge(bridge)
{
    connect(bridge, &SessionBridge::sessionChanged, this, [this] {
        m_history.clear();
        if (!m_running)
            return;
        m_summary.problem = tr("The workspace was closed while the run was going.");
        finish();
        m_history.clear();
    });
}

QString RunController::jsonProblem(const QByteArray &text)
{
    const std::optional<JsonFault> fault = findJsonFault(text);
    return fault ? fault->sentence() : QString();
}

Result<void> RunController::start(RunRequest request)
{
    if (m_running)
        return Error{ErrorCode::Conflict, tr("A run is going; cancel it first.").toStdString()};
    if (request.function.isEmpty())
        return refusal(tr("Choose a function first."));
    if (request.repeat < 1 || request.repeat > repeatMax)
        return refusal(tr("Repeat takes 1 to %1.").arg(repeatMax));
    if (request.parallel < 1 || request.parallel > parallelMax)
        return refusal(tr("Parallel takes 1 to %1.").arg(parallelMax));
    if (const QString problem = jsonProblem(request.payload); !problem.isEmpty())
        return refusal(problem);
    m_summary = {};
    m_summary.request = std::move(request);
    m_summary.started = wallNow();
    m_durations.clear();
    m_sent = 0;
    m_running = true;
    Q_EMIT started(m_summary);
    sendMore();
    return {};
}

void RunController::cancel()
{
    if (!m_running || m_summary.cancelled)
        return;
    m_summary.cancelled = true;
    if (m_summary.done == m_sent)
        finish();
    else
        Q_EMIT progressed(m_summary);
}

void RunController::sendMore()
{
    const RunRequest &request = m_summary.request;
    while (m_running && !m_summary.cancelled && m_summary.problem.isEmpty() && m_sent < request.repeat
           && m_sent - m_summary.done < request.parallel) {
        ++m_sent;
        m_bridge->submit(command::Invoke{.function = request.function.toStdString(),
                                         .payload = request.payload.toStdString(),
                                         .type = request.type,
                                         .qualifier = {},
                                         .clientContext = {},
                                         .tail = false},
                         this, [this](Result<CommandOutcome> result) { receive(std::move(result)); });
    }
}

void RunController::receive(Result<CommandOutcome> result)
{
    if (!m_running)
        return;
    ++m_summary.done;
    if (!result)
        m_summary.problem = coreText(result.error().message);
    else if (const auto *outcome = std::get_if<InvokeOutcome>(&*result))
        count(*outcome);
    const bool stop = m_summary.cancelled || !m_summary.problem.isEmpty() || m_sent == m_summary.request.repeat;
    if (stop && m_summary.done == m_sent) {
        finish();
        return;
    }
    Q_EMIT progressed(m_summary);
    sendMore();
}

void RunController::count(const InvokeOutcome &outcome)
{
    if (outcome.status == 429)
        ++m_summary.throttled;
    else if (outcome.status >= 400)
        ++m_summary.refused;
    else if (!outcome.functionError.empty())
        ++m_summary.failed;
    else
        ++m_summary.succeeded;
    m_summary.last = outcome;
    if (outcome.duration <= Duration::zero())
        return;
    m_durations.insert(std::ranges::upper_bound(m_durations, outcome.duration), outcome.duration);
    m_summary.shortest = m_durations.front();
    m_summary.median = percentile(m_durations, 0.5);
    m_summary.p95 = percentile(m_durations, 0.95);
    m_summary.longest = m_durations.back();
}

void RunController::finish()
{
    m_running = false;
    m_history.push_back(m_summary);
    if (m_history.size() > historyMax)
        m_history.erase(m_history.begin());
    Q_EMIT finished(m_summary);
}

} // namespace lambdarium

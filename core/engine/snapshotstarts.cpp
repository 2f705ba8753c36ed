// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/scheduler.h"

#include "core/engine/reportlines.h"
#include "core/engine/sandbox.h"

#include <algorithm>

// SnapStart: a function's environments are initialised once ahead, frozen, and restored when an invocation needs one.
// Lambda restores copies of one snapshot; here each restore takes an environment that was initialised for itself, and
// the next one is made ready behind it (why: core/runtimes/README.md, SnapStart).
namespace lambdarium {

void Scheduler::prepareSnapshots()
{
    for (const auto &[id, function] : m_parts.functions) {
        if (function->deployed() && function->spec().snapStart && function->preparedAhead()
            && function->problem().empty())
            prepareSnapshots(*function);
    }
}

/// As many as invocations wait for, and one to spare where one is to stand ready.
void Scheduler::prepareSnapshots(FunctionState &function)
{
    auto have = std::ranges::count_if(function.environments(), [](const auto &entry) {
        const Environment &each = *entry.second;
        return each.live() && each.snapshot && each.state() != EnvironmentState::Busy && each.leaving.empty();
    });
    const auto waiting = std::ranges::count_if(
        m_unrestored, [&](const auto &invocation) { return invocation->function == &function; });
    const auto spare = function.preparedAhead() ? 1 : 0;
    for (; have < waiting + spare; ++have) {
        if (!fits(function)) {
            if (have < waiting)
                reapOldestIdle();
            return;
        }
        Environment &environment = make(
            function, {lines::logStream(m_parts.loop.now(), m_prng, function.spec().version), {}, {}}, false);
        environment.snapshot = true;
        stateChanged(environment, "snapshot");
        m_log.initStarted(environment);
        const Duration timeout = std::chrono::seconds{environment.spec().timeoutSeconds};
        setTimer(environment, std::max(m_options.snapshotInitLimit, timeout), &Scheduler::snapshotTimedOut);
        environment.launch(m_parts.sandbox, InitPhase::Snapshot);
    }
}

std::unique_ptr<Invocation> Scheduler::takeUnrestored(const FunctionState &function)
{
    const auto found = std::ranges::find_if(m_unrestored,
                                            [&](const auto &invocation) { return invocation->function == &function; });
    if (found == m_unrestored.end())
        return nullptr;
    auto invocation = std::move(*found);
    m_unrestored.erase(found);
    return invocation;
}

void Scheduler::placeRestored(std::unique_ptr<Invocation> invocation)
{
    FunctionState &function = *invocation->function;
    for (const auto &[id, environment] : function.environments()) {
        if (environment->snapshot && environment->state() == EnvironmentState::Idle && !environment->paused())
            return restore(*environment, std::move(invocation));
    }
    m_unrestored.push_back(std::move(invocation));
    prepareSnapshots(function);
}

void Scheduler::offerSnapshot(Environment &environment)
{
    if (environment.state() != EnvironmentState::Idle || environment.paused())
        return;
    if (auto invocation = takeUnrestored(environment.function()))
        restore(environment, std::move(invocation));
}

void Scheduler::snapshotTimedOut(Environment &environment)
{
    InitReport report;
    report.success = false;
    report.duration = m_parts.loop.now() - environment.created();
    snapshotEnded(environment, report, "timeout");
}

void Scheduler::snapshotEnded(Environment &environment, const InitReport &report, const std::string &status)
{
    environment.timer.cancel();
    FunctionState &function = environment.function();
    if (report.success) {
        m_log.initSucceeded(environment, report.duration);
        environment.becomeIdle();
        offerSnapshot(environment);
        if (environment.state() == EnvironmentState::Idle && (!environment.leaving.empty() || !function.deployed()))
            discard(environment, EnvironmentState::Stopping, "code changed");
        return;
    }
    // There is no version that could stay without a snapshot: who waits for this one hears what went wrong.
    m_log.initFailed(environment, report.duration, status, report.errorType);
    FunctionState::Reset reset{environment.spec().logStream, environment.tmp(), {}};
    discard(environment, EnvironmentState::Failed, status == "timeout" ? "init timed out" : "init failed");
    if (auto invocation = takeUnrestored(function))
        launch(std::move(invocation), InitPhase::Invoke, std::move(reset));
}

void Scheduler::restore(Environment &environment, std::unique_ptr<Invocation> invocation)
{
    FunctionState &function = environment.function();
    ++function.stats.coldStarts;
    invocation->cold = true;
    environment.invocation = std::move(invocation);
    environment.restored = m_parts.loop.now();
    environment.moveTo(EnvironmentState::Idle, EnvironmentState::Busy, "restore");
    m_log.restoreStarted(environment);
    setTimer(environment, m_options.restoreLimit, &Scheduler::restoreTimedOut);
    environment.restore();
    if (function.preparedAhead())
        prepareSnapshots(function);
}

void Scheduler::restoreEnded(Environment &environment, InitReport report)
{
    environment.timer.cancel();
    const Duration duration = m_parts.loop.now() - environment.restored;
    if (report.success) {
        m_log.restoreEnded(environment, duration, "success", {});
        environment.snapshot = false;
        environment.invocation->restoreDuration = duration;
        begin(environment);
        return;
    }
    m_log.restoreEnded(environment, duration, report.errorType == "Sandbox.Timedout" ? "timeout" : "error",
                       report.errorType);
    Ending ending;
    ending.outcome = InvocationOutcome::InitError;
    ending.payload = lines::withRequestId(report.errorPayload, environment.invocation->requestId);
    ending.errorType = report.errorType;
    ending.maxMemoryUsedMb = environment.maxMemoryUsedMb();
    const Task reply = finish(environment, std::move(ending));
    discard(environment, EnvironmentState::Failed, "restore failed");
    reply();
}

void Scheduler::restoreTimedOut(Environment &environment)
{
    InitReport report;
    report.success = false;
    report.errorType = "Sandbox.Timedout";
    char text[64];
    std::snprintf(text, sizeof text, "Restore timed out after %.2f seconds", toMillis(m_options.restoreLimit) / 1000);
    report.errorPayload = lines::platformError(report.errorType, environment.invocation->requestId, text);
    restoreEnded(environment, std::move(report));
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/invocationlog.h"

#include "core/engine/errorplace.h"
#include "core/engine/factjournal.h"
#include "core/engine/functionstate.h"
#include "core/engine/reportlines.h"
#include "core/engine/responsestream.h"

#include <algorithm>
#include <cstdio>

namespace lambdarium {

namespace {

constexpr std::size_t tailBytes = 4096;

} // namespace

void InvocationLog::write(const Environment &environment, const std::string &requestId, LogKind kind, std::string text,
                          LogLevel level)
{
    if (const auto &invocation = environment.invocation;
        invocation && invocation->tail && !requestId.empty() && invocation->requestId == requestId) {
        invocation->log += text;
        invocation->log += '\n';
        if (invocation->log.size() > 4 * tailBytes)
            invocation->log.erase(0, invocation->log.size() - tailBytes);
    }
    m_facts.publish(
        fact::LogWritten{environment.function().id(), requestId, environment.id(), kind, level, std::move(text)});
}

void InvocationLog::initStarted(const Environment &environment)
{
    write(environment, {}, LogKind::InitStart, lines::initStart(environment.spec().runtime));
}

void InvocationLog::coldStartSimulated(const Environment &environment)
{
    char text[160];
    std::snprintf(text, sizeof text,
                  "Lambdarium: simulated cold start, INIT is lengthened by %.2f ms (an estimate, see Init Duration)",
                  toMillis(environment.spec().simulatedColdStart));
    write(environment, {}, LogKind::Platform, text, LogLevel::Info);
}

void InvocationLog::initFailed(const Environment &environment, Duration duration, const std::string &status,
                               const std::string &errorType)
{
    const bool inside = environment.initPhase() == InitPhase::Invoke;
    write(environment, {}, LogKind::InitReport,
          lines::initReport(duration, inside ? "invoke" : "init", status, errorType), LogLevel::Warn);
}

void InvocationLog::started(Environment &environment)
{
    Invocation &invocation = *environment.invocation;
    if (invocation.announced)
        return;
    invocation.announced = true;
    m_facts.publish(fact::InvocationStarted{environment.function().id(), invocation.requestId, environment.id(),
                                            invocation.cold, invocation.attempt, invocation.source});
    write(environment, invocation.requestId, LogKind::Start, lines::start(invocation.requestId));
}

void InvocationLog::text(const Environment &environment, const std::string &requestId, LogLevel level, std::string text)
{
    write(environment, requestId, LogKind::Text, std::move(text), level);
}

void InvocationLog::timedOut(Environment &environment)
{
    const Invocation &invocation = *environment.invocation;
    write(environment, invocation.requestId, LogKind::Platform,
          lines::timedOut(m_loop.now(), invocation.requestId, environment.spec().timeoutSeconds) + "\n",
          LogLevel::Error);
}

void InvocationLog::limitResponse(Ending &ending) const
{
    if (ending.outcome == InvocationOutcome::Success
        && std::cmp_greater(ending.payload.size(), m_limits.responsePayloadBytes)) {
        ending.outcome = InvocationOutcome::FunctionError;
        ending.errorType = "Function.ResponseSizeTooLarge";
        ending.payload = lines::responseTooLarge(m_limits.responsePayloadBytes);
    }
}

InvokeOutcome InvocationLog::ended(Environment &environment, Ending ending)
{
    Invocation &invocation = *environment.invocation;
    const bool streamed = invocation.stream && invocation.stream->begun();
    if (streamed && ending.outcome == InvocationOutcome::Success)
        ending.payload = invocation.stream->history();
    else
        limitResponse(ending);
    started(environment);
    const auto &spec = environment.spec();
    InvokeOutcome outcome;
    outcome.executedVersion = spec.version;
    outcome.requestId = invocation.requestId;
    outcome.outcome = ending.outcome;
    invocation.held += environment.takeHeld();
    outcome.duration = invocation.running ? m_loop.now() - invocation.started - invocation.held : Duration{0};
    outcome.initDuration = invocation.initDuration;
    outcome.billedMs = lines::billedMs(outcome.duration, invocation.initDuration, m_limits.billingStepMs);
    outcome.memoryMb = spec.memoryMb;
    outcome.maxMemoryUsedMb = ending.outcome == InvocationOutcome::OutOfMemory
        ? spec.memoryMb
        : std::min(spec.memoryMb, ending.maxMemoryUsedMb);
    ErrorDetails details;
    if (ending.outcome != InvocationOutcome::Success) {
        outcome.functionError = "Unhandled";
        details = errorDetails(ending.payload);
        outcome.errorFile = details.file;
        outcome.errorLine = details.line;
        if (ending.outcome == InvocationOutcome::Crash || ending.outcome == InvocationOutcome::OutOfMemory)
            write(environment, invocation.requestId, LogKind::Platform, details.message + "\n" + details.type,
                  LogLevel::Error);
    }
    outcome.payload = std::move(ending.payload);
    report(environment, outcome, ending.errorType);
    fact::InvocationEnded ended{environment.function().id(),
                                invocation.requestId,
                                environment.id(),
                                outcome.outcome,
                                invocation.started,
                                outcome.duration,
                                outcome.billedMs,
                                outcome.initDuration,
                                outcome.memoryMb,
                                outcome.maxMemoryUsedMb,
                                details.type.empty() ? ending.errorType : details.type,
                                details.message,
                                details.file,
                                details.line};
    if (invocation.initDuration)
        ended.simulatedColdStart = spec.simulatedColdStart;
    if (m_recorder)
        m_recorder(InvocationRecord{ended, invocation.source, invocation.cold, invocation.attempt, invocation.payload,
                                    outcome.payload});
    m_facts.publish(std::move(ended));
    if (invocation.tail)
        outcome.logTail = invocation.log.size() <= tailBytes ? std::move(invocation.log)
                                                             : invocation.log.substr(invocation.log.size() - tailBytes);
    environment.function().stats.add(outcome);
    return outcome;
}

void InvocationLog::report(Environment &environment, const InvokeOutcome &outcome, const std::string &errorType)
{
    const std::string &id = outcome.requestId;
    write(environment, id, LogKind::End, lines::end(id));
    lines::Report line{
        id, outcome.duration, outcome.billedMs, outcome.memoryMb, outcome.maxMemoryUsedMb, outcome.initDuration, {},
        {}};
    switch (outcome.outcome) {
    case InvocationOutcome::Success:
    case InvocationOutcome::FunctionError: break;
    case InvocationOutcome::Timeout: line.status = "timeout"; break;
    case InvocationOutcome::OutOfMemory:
        line.status = "error";
        line.errorType = "Runtime.OutOfMemory";
        break;
    case InvocationOutcome::Crash:
    case InvocationOutcome::InitError:
        line.status = "error";
        line.errorType = errorType;
        break;
    }
    write(environment, id, LogKind::Report, lines::report(line));
}

} // namespace lambdarium

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

platform::InitPlace placeOf(const Environment &environment)
{
    return {environment.initPhase() == InitPhase::Invoke ? "invoke" : "init",
            environment.spec().snapStart ? "snap-start" : "on-demand"};
}

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

void InvocationLog::platform(Environment &environment, const std::string &requestId, const PlatformEvent &event)
{
    const LoggingSettings &settings = environment.spec().logging;
    if (!systemLevelShown(settings, event.level))
        return;
    // Lines of success have no colour of their own.
    const LogLevel shown = event.level >= LogLevel::Warn && event.kind != LogKind::Report ? event.level
                                                                                          : LogLevel::None;
    if (settings.format == "JSON" && event.inJsonLogs)
        write(environment, requestId, event.kind, event.json(), shown);
    else if (settings.format != "JSON" && !event.text.empty())
        write(environment, requestId, event.kind, event.text, shown);
}

void InvocationLog::coldStartSimulated(const Environment &environment)
{
    char text[160];
    std::snprintf(text, sizeof text,
                  "Lambdarium: simulated cold start, INIT is lengthened by %.2f ms (an estimate, see Init Duration)",
                  toMillis(environment.spec().simulatedColdStart));
    write(environment, {}, LogKind::Platform, text, LogLevel::Info);
}

void InvocationLog::say(Environment &environment, const std::string &requestId, const PlatformEvent &event)
{
    platform(environment, requestId, event);
    environment.tell(event);
}

bool InvocationLog::isHeard(const Environment &environment)
{
    return environment.spec().logging.format == "JSON" || environment.hasSubscribers();
}

void InvocationLog::initStarted(Environment &environment)
{
    const auto &spec = environment.spec();
    say(environment, {},
        platform::initStart(m_loop.now(), placeOf(environment), spec.runtime, spec.functionName, spec.version));
}

void InvocationLog::initSucceeded(Environment &environment, Duration duration)
{
    if (isHeard(environment) || environment.spec().snapStart) // whose line is in the text log too
        say(environment, {}, platform::initReport(m_loop.now(), placeOf(environment), "success", {}, duration));
}

void InvocationLog::initFailed(Environment &environment, Duration duration, const std::string &status,
                               const std::string &errorType)
{
    say(environment, {}, platform::initReport(m_loop.now(), placeOf(environment), status, errorType, duration));
}

void InvocationLog::restoreStarted(Environment &environment)
{
    const auto &spec = environment.spec();
    say(environment, {}, platform::restoreStart(m_loop.now(), spec.runtime, spec.functionName, spec.version));
}

void InvocationLog::restoreEnded(Environment &environment, Duration duration, const std::string &status,
                                 const std::string &errorType)
{
    if (isHeard(environment))
        say(environment, {}, platform::restoreRuntimeDone(m_loop.now(), status, errorType));
    say(environment, {}, platform::restoreReport(m_loop.now(), status, errorType, duration));
}

void InvocationLog::started(Environment &environment)
{
    Invocation &invocation = *environment.invocation;
    if (invocation.announced)
        return;
    invocation.announced = true;
    m_facts.publish(fact::InvocationStarted{environment.function().id(), invocation.requestId, environment.id(),
                                            invocation.cold, invocation.attempt, invocation.source});
    const std::string &version = environment.spec().version;
    if (isHeard(environment))
        say(environment, invocation.requestId,
            platform::start(m_loop.now(), invocation.requestId, version, invocation.traceId));
    else
        write(environment, invocation.requestId, LogKind::Start, lines::start(invocation.requestId, version));
}

void InvocationLog::text(const Environment &environment, const std::string &requestId, LogLevel level, std::string text)
{
    if (applicationLineShown(environment.spec().logging, level, text))
        write(environment, requestId, LogKind::Text, std::move(text), level);
}

void InvocationLog::timedOut(Environment &environment)
{
    const Invocation &invocation = *environment.invocation;
    const std::string &id = invocation.requestId;
    if (isHeard(environment) && environment.state() == EnvironmentState::Busy)
        say(environment, id,
            platform::runtimeDone(m_loop.now(),
                                  {.requestId = id,
                                   .status = "timeout",
                                   .trace = invocation.traceId,
                                   .started = invocation.started,
                                   .duration = m_loop.now() - invocation.started}));
    write(environment, id, LogKind::Platform,
          lines::timedOut(m_loop.now(), id, environment.spec().timeoutSeconds) + "\n", LogLevel::Error);
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
            fault(environment, details.message + "\n" + details.type);
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
    ended.restoreDuration = invocation.restoreDuration;
    if (invocation.initDuration)
        ended.simulatedColdStart = spec.simulatedColdStart;
    ended.isolationLevel = environment.isolationLevel();
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

/// Raw in both formats: the reference records no JSON form of these lines.
void InvocationLog::fault(Environment &environment, std::string text)
{
    const PlatformEvent event = platform::fault(m_loop.now(), std::move(text));
    write(environment, environment.invocation->requestId, event.kind, event.text, event.level);
    environment.tell(event);
}

void InvocationLog::report(Environment &environment, const InvokeOutcome &outcome, const std::string &errorType)
{
    const std::string &id = outcome.requestId;
    platform::Report report{
        .requestId = id,
        .duration = outcome.duration,
        .billedMs = outcome.billedMs,
        .memoryMb = outcome.memoryMb,
        .maxMemoryUsedMb = outcome.maxMemoryUsedMb,
        .initDuration = outcome.initDuration,
        .restoreDuration = environment.invocation->restoreDuration,
        .billedRestoreMs = lines::billedMs(environment.invocation->restoreDuration.value_or(Duration{0}), {}, 1),
        .status = "success",
        .trace = environment.invocation->traceId};
    std::string_view lineStatus = "error";
    std::string_view lineErrorType = errorType;
    switch (outcome.outcome) {
    case InvocationOutcome::Success:
    case InvocationOutcome::FunctionError: lineStatus = lineErrorType = {}; break; // the runtime did its work
    case InvocationOutcome::Timeout:
        report.status = lineStatus = "timeout";
        lineErrorType = {};
        break;
    case InvocationOutcome::OutOfMemory: lineErrorType = "Runtime.OutOfMemory"; [[fallthrough]];
    case InvocationOutcome::Crash:
    case InvocationOutcome::InitError:
        report.status = "error";
        report.errorType = lineErrorType;
        break;
    }
    if (!isHeard(environment)) {
        write(environment, id, LogKind::End, lines::end(id));
        write(environment, id, LogKind::Report, platform::reportLine(report, lineStatus, lineErrorType));
        return;
    }
    say(environment, id, platform::end(m_loop.now(), id));
    say(environment, id, platform::report(m_loop.now(), report, lineStatus, lineErrorType));
}

} // namespace lambdarium

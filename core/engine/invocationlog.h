// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/environment.h"

#include <string>

namespace lambdarium {

class FactJournal;

/// How an invocation ended, before it is put into words.
struct Ending
{
    InvocationOutcome outcome = InvocationOutcome::Success;
    std::string payload;
    std::string errorType;
    std::int64_t maxMemoryUsedMb = 0;
};

/// Writes an invocation's platform lines and facts and makes its reply. Core thread; owned by the scheduler.
class InvocationLog
{
public:
    InvocationLog(const EventLoop &loop, FactJournal &facts) : m_loop(loop), m_facts(facts) {}

    void setRecorder(Engine::Recorder recorder) { m_recorder = std::move(recorder); }
    void configure(const LimitsProfile &limits) { m_limits = limits; }

    /// Our own line, which AWS has not: nobody shall take the waiting for this machine's.
    void coldStartSimulated(const Environment &environment);
    void initStarted(Environment &environment);
    void initSucceeded(Environment &environment, Duration duration);
    void initFailed(Environment &environment, Duration duration, const std::string &status,
                    const std::string &errorType);
    /// SnapStart: a restore belongs to no invocation.
    void restoreStarted(Environment &environment);
    void restoreEnded(Environment &environment, Duration duration, const std::string &status,
                      const std::string &errorType);
    /// InvocationStarted and START; once per invocation.
    void started(Environment &environment);
    void text(const Environment &environment, const std::string &requestId, LogLevel level, std::string text);
    /// What the environment itself says of the platform: extensions, subscriptions, the end of the runtime's part.
    void platform(Environment &environment, const std::string &requestId, const PlatformEvent &event);
    void timedOut(Environment &environment);
    /// END, REPORT, InvocationEnded, record. The environment still holds its invocation.
    InvokeOutcome ended(Environment &environment, Ending ending);

private:
    /// To the log, as its format and level have it, and to the environment's telemetry subscribers.
    void say(Environment &environment, const std::string &requestId, const PlatformEvent &event);
    void write(const Environment &environment, const std::string &requestId, LogKind kind, std::string text,
               LogLevel level = LogLevel::None);
    void report(Environment &environment, const InvokeOutcome &outcome, const std::string &errorType);
    void fault(Environment &environment, std::string text);
    /// Whether anybody sees the event; otherwise only its line is made, if it has one.
    static bool isHeard(const Environment &environment);
    void limitResponse(Ending &ending) const;

    const EventLoop &m_loop;
    FactJournal &m_facts;
    Engine::Recorder m_recorder;
    LimitsProfile m_limits;
};

} // namespace lambdarium

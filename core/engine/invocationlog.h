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

    void initStarted(const Environment &environment);
    /// Our own line, which AWS has not: nobody shall take the waiting for this machine's.
    void coldStartSimulated(const Environment &environment);
    void initFailed(const Environment &environment, Duration duration, const std::string &status,
                    const std::string &errorType);
    /// InvocationStarted and START; once per invocation.
    void started(Environment &environment);
    void text(const Environment &environment, const std::string &requestId, LogLevel level, std::string text);
    void timedOut(Environment &environment);
    /// END, REPORT, InvocationEnded, record. The environment still holds its invocation.
    InvokeOutcome ended(Environment &environment, Ending ending);

private:
    void write(const Environment &environment, const std::string &requestId, LogKind kind, std::string text,
               LogLevel level = LogLevel::None);
    void report(Environment &environment, const InvokeOutcome &outcome, const std::string &errorType);
    void limitResponse(Ending &ending) const;

    const EventLoop &m_loop;
    FactJournal &m_facts;
    Engine::Recorder m_recorder;
    LimitsProfile m_limits;
};

} // namespace lambdarium

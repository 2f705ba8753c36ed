// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <string>
#include <vector>

namespace lambdarium {

/// Facts of invocations as the engine tells them, for log tests and benchmarks.
class LogFacts
{
public:
    std::vector<Fact> facts;

    void at(Duration time) { m_now = Instant{std::chrono::seconds{1741064767}} + time; }
    void start(const std::string &function, const std::string &id, std::uint64_t environment = 1, bool cold = false,
               int attempt = 1)
    {
        add(fact::InvocationStarted{function, id, EnvironmentId{environment}, cold, attempt, {}});
        line(function, id, "START RequestId: " + id + " Version: $LATEST", LogKind::Start, LogLevel::None, environment);
    }
    void line(const std::string &function, const std::string &id, const std::string &text, LogKind kind = LogKind::Text,
              LogLevel level = LogLevel::None, std::uint64_t environment = 1)
    {
        add(fact::LogWritten{function, id, EnvironmentId{environment}, kind, level, text});
    }
    void end(const std::string &function, const std::string &id, Duration takes = std::chrono::milliseconds{10},
             InvocationOutcome outcome = InvocationOutcome::Success, std::uint64_t environment = 1)
    {
        line(function, id, "END RequestId: " + id, LogKind::End, LogLevel::None, environment);
        line(function, id, "REPORT RequestId: " + id + "\tDuration: 10.00 ms\t", LogKind::Report, LogLevel::None,
             environment);
        fact::InvocationEnded ended{function, id, EnvironmentId{environment}, outcome, m_now - takes, takes};
        ended.billedMs = takes / std::chrono::milliseconds{1};
        ended.memoryMb = 128;
        ended.maxMemoryUsedMb = 40;
        add(ended);
    }
    template <typename Body>
    void add(Body body)
    {
        facts.push_back({facts.size() + 1, m_now, std::move(body)});
    }
    std::vector<Fact> take() { return std::move(facts); }

private:
    Instant m_now{std::chrono::seconds{1741064767}};
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/loop/wallclock.h"
#include "core/runtimes/runtimesandbox.h"
#include "core/sandbox/spawner.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

/// A folder of code that every uid can read; removed at the end.
class CodeFolder
{
public:
    explicit CodeFolder(const std::string &parent = "/tmp");
    ~CodeFolder();
    std::string path() const { return m_path.string(); }
    void write(const std::string &name, const std::string &text, int mode = 0755) const;

private:
    std::filesystem::path m_path;
};

/// A loop, a spawner, a RuntimeSandbox and one environment at a time, with the waits that every test needs.
class RuntimeRunner : public EnvironmentObserver
{
public:
    struct Line
    {
        std::string requestId;
        LogLevel level = LogLevel::None;
        std::string text;
    };

    explicit RuntimeRunner(RuntimeSandboxOptions options = {});
    ~RuntimeRunner() override;

    /// Launches and waits for the end of init.
    InitReport start(const std::string &runtime, const std::string &handler);
    /// Invokes and waits for the end.
    InvocationResult invoke(const std::string &payload = "{}");
    void invokeWithoutWaiting(const std::string &payload = "{}");
    bool waitFor(const std::function<bool()> &condition, Duration limit = std::chrono::seconds(20));
    /// Runs the loop for a while, for what must not happen.
    void runFor(Duration time);
    void stop();
    /// All events joined by newlines.
    std::string log() const;

    void initEnded(EnvironmentId id, InitReport report) override;
    void invocationEnded(EnvironmentId id, const std::string &requestId, InvocationResult result) override;
    void logWritten(EnvironmentId id, const std::string &requestId, LogLevel level, std::string text) override;
    void environmentLost(EnvironmentId id, std::string reason) override;
    void connectionTried(EnvironmentId id, fact::Connected connected) override;
    void platformEvent(EnvironmentId id, const std::string &requestId, PlatformEvent event) override;
    /// SHUTDOWN as the engine orders it, then the end; how long the phase took.
    Duration shutDown(ShutdownReason reason);
    /// Text lines of the platform's events, in order.
    std::string platformLog() const;

    EventLoop loop;
    WallClock clock{loop};
    std::unique_ptr<SpawnerClient> spawner;
    std::unique_ptr<RuntimeSandbox> sandbox;
    CodeFolder code;
    EnvironmentSpec spec;      ///< what start() launches; change it before
    InvocationRequest request; ///< what invoke() sends, apart from id, deadline and payload
    std::unique_ptr<SandboxEnvironment> environment;
    std::optional<InitReport> init;
    std::optional<InvocationResult> result;
    std::optional<std::string> lost;
    std::vector<Line> lines;
    std::vector<fact::Connected> connections;
    std::vector<PlatformEvent> events;
    std::string lastRequestId;

private:
    int m_count = 0;
    bool m_standby = false; ///< the last start was from a standing interpreter
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/loop/eventloop.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lambdarium {

/// How one modelled invocation goes.
struct ModelledRun
{
    Duration takes = std::chrono::milliseconds{10};
    InvocationOutcome outcome = InvocationOutcome::Success;
    std::string payload = "null";
    std::string errorType;
    std::int64_t memoryMb = 40;
    std::vector<std::string> prints;
    std::vector<LogLevel> levels; ///< of the prints; None where it is shorter
    bool lost = false;            ///< the processes die with it

    static ModelledRun ok(Duration takes, std::string payload = "null");
    /// As Python's runtime reports a raised exception.
    static ModelledRun raises(Duration takes, const std::string &type, const std::string &message);
    /// As a process that exited with this status.
    static ModelledRun exits(Duration takes, const std::string &requestId, int status);
    static ModelledRun never() { return ok(std::chrono::hours{24 * 365}); }
};

/// How one modelled init goes.
struct ModelledInit
{
    Duration takes = std::chrono::milliseconds{100};
    std::string errorPayload; ///< with errorType: it fails
    std::string errorType;
    bool silent = false; ///< a death that is not told
};

/// A sandbox of modelled durations on the loop's clock. Core thread; outlives the engine.
class FakeSandbox : public Sandbox
{
public:
    /// One invocation as the sandbox got it.
    struct Seen
    {
        EnvironmentId environment{};
        NodeId function;
        std::string codeDirectory;
        InvocationRequest request;
        Instant at{};
    };
    using Handler = std::function<ModelledRun(const InvocationRequest &)>;
    using Init = std::function<ModelledInit(const EnvironmentSpec &)>;

    explicit FakeSandbox(EventLoop &loop) : m_loop(loop) {}
    ~FakeSandbox() override;

    /// Without one, invocations succeed after 10 ms.
    void handle(const NodeId &function, Handler handler) { m_handlers[function] = std::move(handler); }
    /// Without one, init succeeds after 100 ms.
    void init(const NodeId &function, Init init) { m_inits[function] = std::move(init); }
    /// Without one, a restore succeeds after 50 ms.
    void restore(const NodeId &function, Init restore) { m_restores[function] = std::move(restore); }
    void missRuntime(const std::string &runtime, std::string remedy) { m_missing[runtime] = std::move(remedy); }
    /// How long an environment's extensions take in SHUTDOWN; without one it ends at once.
    void shutdown(const NodeId &function, Duration takes) { m_shutdowns[function] = takes; }
    /// What the engine told the environments, in order: "env 2 timeout" for a SHUTDOWN, "env 1 platform.start".
    const std::vector<std::string> &told() const { return m_told; }
    /// Environments have telemetry subscribers.
    void subscribe() { m_subscribed = true; }
    /// A line of an environment outside invocations.
    void print(EnvironmentId id, const std::string &line);
    /// The processes of an environment die by themselves.
    void lose(EnvironmentId id, const std::string &reason);

    const std::vector<Seen> &seen() const { return m_seen; }
    const std::vector<EnvironmentSpec> &launched() const { return m_launched; }
    std::size_t alive() const { return m_alive.size(); }
    std::size_t frozen() const;

    std::unique_ptr<SandboxEnvironment> launch(EnvironmentSpec spec, EnvironmentObserver &observer) override;
    Result<std::string> runtimeNote(const std::string &runtime) const override;

private:
    class Box;
    EventLoop &m_loop;
    std::map<NodeId, Handler> m_handlers;
    std::map<NodeId, Init> m_inits;
    std::map<NodeId, Init> m_restores;
    std::map<std::string, std::string> m_missing;
    std::vector<Seen> m_seen;
    std::vector<EnvironmentSpec> m_launched;
    std::map<EnvironmentId, Box *> m_alive;
    std::map<NodeId, Duration> m_shutdowns;
    std::vector<std::string> m_told;
    bool m_subscribed = false;
};

} // namespace lambdarium

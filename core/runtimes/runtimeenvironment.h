// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/http/httpserver.h"
#include "core/loop/wallclock.h"
#include "core/runtimes/bootstrapfiles.h"
#include "core/runtimes/environmentnetwork.h"
#include "core/runtimes/extensions.h"
#include "core/runtimes/framechannel.h"
#include "core/runtimes/heldtime.h"
#include "core/runtimes/interpreters.h"
#include "core/runtimes/logpipe.h"
#include "core/runtimes/runtimeapi.h"
#include "core/runtimes/runtimesandbox.h"
#include "core/runtimes/streamedanswer.h"
#include "core/runtimes/standbys.h"
#include "core/runtimes/zygotes.h"
#include "core/sandbox/spawner.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace lambdarium {

class RuntimeEnvironment;

/// What all environments of a RuntimeSandbox share.
struct RuntimeHost
{
    WallClock &clock;
    SpawnerClient &spawner;
    RuntimeSandboxOptions options;
    BootstrapFiles files;
    Interpreters interpreters;
    std::unique_ptr<HttpServer> api;
    std::map<EnvironmentId, RuntimeEnvironment *> environments; ///< live ones, to find who asked over HTTP
    std::unique_ptr<Zygotes> zygotes;
    std::unique_ptr<Standbys> standbys;
    int isolationLevel = -1;          ///< of the self-test; -1: it has not ended
    std::vector<Task> awaitIsolation; ///< starts that wait for it
    std::string refusal;              ///< why nothing may run behind these walls; empty: it may
};

/// One live environment: a box, its log, and the way its runtime talks. Owned by the engine, core thread only.
class RuntimeEnvironment : public SandboxEnvironment
{
public:
    RuntimeEnvironment(RuntimeHost &host, EnvironmentSpec spec, EnvironmentObserver &observer);
    ~RuntimeEnvironment() override;

    void invoke(InvocationRequest request) override;
    void freeze() override;
    void restore() override;
    std::shared_ptr<KeptTmp> tmp() const override { return m_tmp; }
    std::int64_t maxMemoryUsedMb() const override;
    void pause() override;
    void resume() override;
    int isolationLevel() const override { return m_isolationLevel; }
    void describe(EnvironmentView &view) const override;
    void inspect(std::function<void(EnvironmentDetail)> reply) override;
    void shutdown(ShutdownReason reason, std::function<void()> done) override;
    void tell(const PlatformEvent &event) override { m_extensions.feed().add(event); }
    bool hasSubscribers() const override { return m_extensions.feed().listening(); }

    /// The Runtime API as HTTP requests see it; null for our own bootstraps, which use pipes.
    RuntimeApi *api() { return m_api ? &*m_api : nullptr; }
    Extensions &extensions() { return m_extensions; }
    /// Of its box as last measured; nothing before there is one.
    BoxUsage boxUsage() const { return m_box ? m_box->usage() : BoxUsage{}; }

private:
    enum class State {
        Starting,     ///< the box is being made
        Initialising, ///< the function's code is loading
        Restoring,    ///< SnapStart: its hooks run
        Idle,         ///< waits for an event
        Busy,         ///< an invocation runs
        Ended,        ///< failed or gone; nothing more is reported
    };

    void start();
    void begin();
    void spawn(const RuntimeChoice &choice, bool executed);
    void adopt(Standbys::Standby standby, const RuntimeChoice &choice);
    void onSpawned(Result<std::unique_ptr<Box>> box);
    void onSpawnFailed(const Error &error);
    void adoptListeners();
    void makeApi();
    Extensions::Events extensionEvents();
    void startRuntime();
    void extensionFailed(const PlatformError &error);
    /// The runtime has done its part of INIT; extensions may not have.
    void runtimeReady();
    void progressed();
    void sayRuntimeDone(const InvocationResult &result);
    bool isHeard() const { return m_spec.logging.format == "JSON" || m_extensions.feed().listening(); }
    platform::InitPlace initPlace() const { return {m_spec.initInsideInvocation ? "invoke" : "init", "on-demand"}; }
    void thaw();
    void onFrame(Frame frame);
    void onStreamed(const Frame &frame);
    void onBroken();
    void onExited(const BoxExit &exit);
    void initSucceeded();
    void initFailed(std::string payload, std::string errorType, bool silent = false);
    void restored();
    void restoreFailed(std::string payload, std::string errorType);
    void finish(InvocationResult result);
    void measureAndReport(InvocationResult result);
    void report(InvocationResult result);
    /// A task that is skipped once this environment is gone.
    Task guarded(Task task) const;

    RuntimeHost &m_host;
    EnvironmentSpec m_spec;
    EnvironmentObserver &m_observer;
    State m_state = State::Starting;
    RuntimeFamily m_family = RuntimeFamily::Unknown;
    Instant m_started{};
    Instant m_invoked{};
    std::string m_requestId;   ///< of the running invocation
    int m_isolationLevel = -1; ///< what the self-test had found when it started
    std::shared_ptr<ResponseStream> m_stream;
    std::unique_ptr<StreamedAnswer> m_streamed; ///< its response, when it comes in frames
    UniqueFd m_toRuntime;                       ///< between the plan and the box
    UniqueFd m_fromRuntime;
    EnvironmentNetwork m_network;
    std::unique_ptr<Box> m_box;
    std::shared_ptr<KeptTmp> m_tmp;
    std::unique_ptr<FrameChannel> m_channel;
    std::optional<RuntimeApi> m_api;
    std::unique_ptr<LogPipe> m_log;
    std::optional<InvocationResult> m_answer; ///< waits for extensions or a fresh measurement before it is reported
    bool m_awaitsExtensions = false;          ///< the answer does
    std::string m_trace;
    Extensions m_extensions;
    bool m_runtimeReady = false;
    bool m_runtimeRuns = false;
    std::optional<HttpListenerId> m_apiListener;
    Task m_closeEndpoint;
    std::optional<TimerId> m_freezeTimer;
    bool m_frozen = false;           ///< between invocations
    std::optional<Instant> m_paused; ///< by the user, since when
    std::unique_ptr<HeldTime> m_held;
    std::int64_t m_maxMemoryMb = 0; ///< from the box's end, once it ended
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/invocation.h"
#include "core/engine/pausabletimer.h"
#include "core/engine/sandbox.h"
#include "core/loop/eventloop.h"

#include <array>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <vector>

namespace lambdarium {

class Environment;
class FunctionState;

/// The one table of environment states: everything it does not allow is a programmer's error.
constexpr bool transitionAllowed(EnvironmentState from, EnvironmentState to)
{
    using enum EnvironmentState;
    switch (from) {
    case Starting: return to == Initialising || to == Failed || to == Stopping;
    case Initialising: return to == Idle || to == Busy || to == Failed || to == Stopping;
    case Idle: return to == Busy || to == Failed || to == Stopping;
    case Busy: return to == Idle || to == Failed || to == Stopping;
    case Stopping:
    case Failed: return to == Gone;
    case Gone: return false;
    }
    return false;
}

/// What an environment tells its owner; all on the core thread.
class EnvironmentOwner
{
public:
    virtual ~EnvironmentOwner() = default;
    virtual void stateChanged(Environment &environment, const std::string &reason) = 0;
    virtual void initEnded(Environment &environment, InitReport report) = 0;
    virtual void invocationEnded(Environment &environment, InvocationResult result) = 0;
    virtual void environmentLost(Environment &environment, const std::string &reason) = 0;
    virtual void restoreEnded(Environment &environment, InitReport report) = 0;
    virtual void logWritten(Environment &environment, const std::string &requestId, LogLevel level,
                            std::string text) = 0;
    virtual void platformEvent(Environment &environment, const std::string &requestId, const PlatformEvent &event) = 0;
    virtual void connectionTried(Environment &environment, fact::Connected connected) = 0;
};

/// How INIT is limited and billed.
enum class InitPhase {
    Init,     ///< on demand: 10 s, reported as Init Duration
    Invoke,   ///< repeated inside the invocation: function timeout, counts as its duration
    Snapshot, ///< ahead of any invocation, for SnapStart: 130 s or the function timeout
};

/// Life of one execution environment. Core thread; owned by its FunctionState's pool.
class Environment : private EnvironmentObserver
{
public:
    /// Made at the loop's present time; the loop outlives it.
    Environment(EnvironmentSpec spec, FunctionState &function, EnvironmentOwner &owner, EventLoop &loop);

    EnvironmentId id() const { return m_spec.id; }
    const EnvironmentSpec &spec() const { return m_spec; }
    EnvironmentState state() const { return m_state; }
    FunctionState &function() const { return m_function; }
    Instant created() const { return m_created; }
    std::int64_t served() const { return m_served; }
    bool live() const
    {
        return m_state != EnvironmentState::Stopping && m_state != EnvironmentState::Failed
            && m_state != EnvironmentState::Gone;
    }
    std::int64_t maxMemoryUsedMb() const;
    /// Of isolation.md A.5, as its sandbox has it; -1: unknown.
    int isolationLevel() const { return m_sandbox ? m_sandbox->isolationLevel() : -1; }

    /// Aborts when the table forbids it.
    void moveTo(EnvironmentState from, EnvironmentState to, const std::string &reason = {});
    void launch(Sandbox &sandbox, InitPhase phase);
    InitPhase initPhase() const { return m_initPhase; }
    /// Precondition: Initialising or Idle; an invocation is bound.
    void startInvocation(InvocationRequest request);
    /// Precondition: a snapshot, Busy, an invocation is bound.
    void restore();
    std::shared_ptr<KeptTmp> tmp() const { return m_sandbox ? m_sandbox->tmp() : m_spec.tmp; }
    /// After an invocation, or after an init whose invocation went away: frozen until the next one.
    void becomeIdle();
    /// The user's stop and go: processes and deadline stand still, whatever the state.
    void pause();
    void resume();
    bool paused() const { return m_pausedSince.has_value(); }
    /// Time it stood still since this was asked last, the pause it is in included.
    Duration takeHeld();
    EnvironmentView view() const;
    /// Processes and disk, measured now.
    void inspect(std::function<void(EnvironmentDetail)> reply) const;
    /// For the subscribers inside; what is said before the launch is told then.
    void tell(const PlatformEvent &event);
    bool hasSubscribers() const { return m_sandbox && m_sandbox->hasSubscribers(); }
    /// Begins the SHUTDOWN phase; done may run inside the call. Precondition: Stopping or Failed.
    void shutDown(std::function<void()> done);
    /// How its extensions hear of its end; set before shutDown.
    ShutdownReason shutdownReason = ShutdownReason::Spindown;
    bool abrupt = false; ///< ends without a SHUTDOWN phase: the user wants it gone
    /// Hands the process tree over for destruction outside the sandbox's own call.
    std::unique_ptr<SandboxEnvironment> takeSandbox() { return std::move(m_sandbox); }

    std::unique_ptr<Invocation> invocation; ///< bound from launch or start until its end
    PausableTimer timer;                    ///< init limit, invocation timeout or idle reaping: one at a time
    std::string leaving;                    ///< why it goes when its invocation ends; empty: it stays
    bool oldCode = false;                   ///< runs old code or settings
    bool snapshot = false;                  ///< initialised ahead, serves once it was restored
    Instant restored{};                     ///< when its restore began

private:
    void initEnded(EnvironmentId id, InitReport report) override;
    void invocationEnded(EnvironmentId id, const std::string &requestId, InvocationResult result) override;
    void logWritten(EnvironmentId id, const std::string &requestId, LogLevel level, std::string text) override;
    void environmentLost(EnvironmentId id, std::string reason) override;
    void platformEvent(EnvironmentId id, const std::string &requestId, PlatformEvent event) override;
    void connectionTried(EnvironmentId id, fact::Connected connected) override;
    void restoreEnded(EnvironmentId id, InitReport report) override;

    EnvironmentSpec m_spec;
    FunctionState &m_function;
    EnvironmentOwner &m_owner;
    EnvironmentState m_state = EnvironmentState::Starting;
    InitPhase m_initPhase = InitPhase::Init;
    EventLoop &m_loop;
    Instant m_created;
    std::optional<Instant> m_pausedSince;
    Duration m_held{};
    std::int64_t m_served = 0;
    std::vector<PlatformEvent> m_untold; ///< said before there was anybody to tell
    std::unique_ptr<SandboxEnvironment> m_sandbox;
};

} // namespace lambdarium

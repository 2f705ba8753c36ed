// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/concurrencypool.h"
#include "core/engine/engine.h"
#include "core/engine/functionstate.h"
#include "core/engine/initpace.h"
#include "core/engine/invocationlog.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace lambdarium {

class FactJournal;
class Sandbox;

using FunctionMap = std::map<NodeId, std::unique_ptr<FunctionState>, std::less<>>;

/// Decides where an admitted invocation runs: a warm environment, a new one, or the queue for the machine. Core
/// thread only; owned by Engine.
///
/// Never runs more than the account or a reservation allows, counting those still initialising: Lambda charges
/// concurrency from init. What this machine cannot hold waits and keeps its charge; it is never refused.
class Scheduler : private EnvironmentOwner
{
public:
    struct Parts
    {
        EventLoop &loop;
        Sandbox &sandbox;
        FactJournal &facts;
        FunctionMap &functions;
    };

    Scheduler(Parts parts, const EngineOptions &options);
    ~Scheduler() override;

    /// Runs it now or later; or says why concurrency refuses it. invocation->done is called once, later.
    std::optional<ConcurrencyRefusal> admit(std::unique_ptr<Invocation> invocation);
    /// Old code or settings: idle environments go now, others when their invocation ends.
    void retire(FunctionState &function, const std::string &reason);
    bool kill(EnvironmentId id);
    /// Ends it now when it is idle, else with its invocation.
    void recycle(Environment &environment);
    /// It may take what waits; without effect unless it is idle and not frozen.
    void available(Environment &environment);
    void simulateColdStarts(bool simulated) { m_simulateColdStarts = simulated; }
    bool simulatesColdStarts() const { return m_simulateColdStarts; }
    void stopEverything();
    /// Makes the snapshots that functions with SnapStart lack. Runs the functions' code: after the user's grant only.
    void prepareSnapshots();

    ConcurrencyPool &concurrency() { return m_concurrency; }
    const ConcurrencyPool &concurrency() const { return m_concurrency; }
    InvocationLog &log() { return m_log; }
    /// Not yet gone, those in their SHUTDOWN phase included.
    std::size_t liveEnvironments() const { return m_live + m_stopping; }
    /// What this machine can hold and holds.
    void fill(Snapshot &snapshot) const;
    std::size_t running() const { return static_cast<std::size_t>(m_concurrency.accountInUse()); }

private:
    void stateChanged(Environment &environment, const std::string &reason) override;
    void initEnded(Environment &environment, InitReport report) override;
    void invocationEnded(Environment &environment, InvocationResult result) override;
    void environmentLost(Environment &environment, const std::string &reason) override;
    void logWritten(Environment &environment, const std::string &requestId, LogLevel level, std::string text) override;
    void platformEvent(Environment &environment, const std::string &requestId, const PlatformEvent &event) override;
    void connectionTried(Environment &environment, fact::Connected connected) override;
    void restoreEnded(Environment &environment, InitReport report) override;

    void place(std::unique_ptr<Invocation> invocation);
    void wait(std::unique_ptr<Invocation> invocation, bool roomIsComing);
    Environment &make(FunctionState &function, FunctionState::Reset from, bool simulated);
    void launch(std::unique_ptr<Invocation> invocation, InitPhase phase, FunctionState::Reset from);

    // SnapStart (snapshotstarts.cpp): environments initialised ahead and frozen; a cold start restores one.
    void placeRestored(std::unique_ptr<Invocation> invocation);
    void prepareSnapshots(FunctionState &function);
    void offerSnapshot(Environment &environment);
    void snapshotEnded(Environment &environment, const InitReport &report, const std::string &status);
    void snapshotTimedOut(Environment &environment);
    void restore(Environment &environment, std::unique_ptr<Invocation> invocation);
    void restoreTimedOut(Environment &environment);
    std::unique_ptr<Invocation> takeUnrestored(const FunctionState &function);

    void startInit(Environment &environment);
    void runInit(Environment &environment);
    void begin(Environment &environment);
    void startClock(Environment &environment);
    void initFailed(Environment &environment, const InitReport &report, const std::string &status);
    void initTimedOut(Environment &environment);
    void invocationTimedOut(Environment &environment);
    void idleOver(Environment &environment);
    /// Ends the bound invocation and lets its concurrency go; call the result last.
    Task finish(Environment &environment, Ending ending, bool interrupted = false);
    void keepWarm(Environment &environment);
    void discard(Environment &environment, EnvironmentState how, const std::string &reason);
    void shutDown(FunctionState &function, EnvironmentId id);
    void gone(FunctionState &function, EnvironmentId id);
    void endBusy(Environment &environment, const std::string &why, bool interrupted);
    void serveWaiting();
    bool fits(const FunctionState &function) const;
    std::int64_t memoryBudgetMb() const;
    void lookAgainLater();
    bool reapOldestIdle();
    void setTimer(Environment &environment, Duration delay, void (Scheduler::*expired)(Environment &));

    Parts m_parts;
    EngineOptions m_options;
    Prng m_prng;
    ConcurrencyPool m_concurrency;
    InvocationLog m_log;
    std::deque<std::unique_ptr<Invocation>> m_waiting;
    std::deque<std::unique_ptr<Invocation>> m_unrestored; ///< wait for a snapshot of their function
    std::uint64_t m_nextEnvironment = 1;
    std::size_t m_live = 0;     ///< those that stop are no longer counted: they must not keep a new one waiting
    std::size_t m_stopping = 0; ///< in their SHUTDOWN phase
    std::int64_t m_liveMemoryMb = 0;
    bool m_looksAgain = false;
    InitPace m_pace;
    bool m_simulateColdStarts = false;
    bool m_crowded = false; ///< a Notice about the machine's limit was given and still holds
    std::shared_ptr<Scheduler *> m_self = std::make_shared<Scheduler *>(this); ///< posted tasks hold it weakly
};

} // namespace lambdarium

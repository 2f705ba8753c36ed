// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/scheduler.h"

#include "core/engine/coldstartmodel.h"
#include "core/engine/factjournal.h"
#include "core/engine/refusals.h"
#include "core/engine/reportlines.h"
#include "core/engine/sandbox.h"

#include <algorithm>
#include <iterator>

namespace lambdarium {

namespace {

ShutdownReason shutdownReasonOf(EnvironmentState how, const std::string &reason)
{
    if (reason == "timeout" || reason == "init timed out")
        return ShutdownReason::Timeout;
    return how == EnvironmentState::Failed ? ShutdownReason::Failure : ShutdownReason::Spindown;
}

} // namespace

Scheduler::Scheduler(Parts parts, const EngineOptions &options)
    : m_parts(parts), m_options(options), m_prng(Prng(options.seed).derive(1)), m_log(parts.loop, parts.facts),
      m_pace(parts.loop, options.initsAtOnce)
{}

Scheduler::~Scheduler()
{
    for (auto &[id, function] : m_parts.functions)
        for (const auto &[environmentId, environment] : function->environments())
            environment->timer.cancel();
}

std::optional<ConcurrencyRefusal> Scheduler::admit(std::unique_ptr<Invocation> invocation)
{
    FunctionState &function = *invocation->function;
    if (auto refusal = m_concurrency.tryAcquire(function.id())) {
        ++function.stats.throttles;
        m_parts.facts.publish(fact::Throttled{function.id(), invocation->requestId, invocation->source, refusal->reason,
                                              refusal->limit, refusal->inUse});
        return refusal;
    }
    place(std::move(invocation));
    return std::nullopt;
}

void Scheduler::place(std::unique_ptr<Invocation> invocation)
{
    FunctionState &function = *invocation->function;
    if (Environment *warm = function.takeIdle()) {
        warm->timer.cancel();
        warm->invocation = std::move(invocation);
        begin(*warm);
        return;
    }
    if (function.spec().snapStart)
        return placeRestored(std::move(invocation));
    if (!fits(function)) {
        wait(std::move(invocation), reapOldestIdle());
        return;
    }
    if (auto reset = function.takeReset(m_parts.loop.now() - m_options.idleReap))
        launch(std::move(invocation), InitPhase::Invoke, std::move(*reset));
    else
        launch(std::move(invocation), InitPhase::Init,
               {lines::logStream(m_parts.loop.now(), m_prng, function.spec().version), {}, {}});
}

void Scheduler::wait(std::unique_ptr<Invocation> invocation, bool roomIsComing)
{
    lookAgainLater();
    if (!roomIsComing && !m_crowded) {
        m_crowded = true;
        const std::string limit = std::cmp_greater_equal(m_live, m_options.environmentsMax)
            ? std::to_string(m_options.environmentsMax) + " environments"
            : std::to_string(memoryBudgetMb()) + " MB of memory for environments";
        m_parts.facts.publish(fact::Notice{invocation->function->id(), LogLevel::Warn,
                                           "This machine's limit of " + limit
                                               + " is reached: further invocations wait instead of being throttled."});
    }
    m_waiting.push_back(std::move(invocation));
}

bool Scheduler::fits(const FunctionState &function) const
{
    if (std::cmp_greater_equal(m_live, m_options.environmentsMax))
        return false;
    if (m_live == 0)
        return true;
    const std::int64_t budget = memoryBudgetMb();
    return budget == 0 || m_liveMemoryMb + function.config().memoryMb <= budget;
}

std::int64_t Scheduler::memoryBudgetMb() const
{
    return m_options.memoryBudget ? m_options.memoryBudget() : m_options.memoryBudgetMb;
}

/// Memory that other programs give back is no event of ours.
void Scheduler::lookAgainLater()
{
    if (!m_options.memoryBudget || m_looksAgain)
        return;
    m_looksAgain = true;
    m_parts.loop.callAfter(std::chrono::seconds{1}, [weak = std::weak_ptr(m_self)] {
        const auto self = weak.lock();
        if (!self)
            return;
        (*self)->m_looksAgain = false;
        (*self)->serveWaiting();
        if (!(*self)->m_waiting.empty())
            (*self)->lookAgainLater();
    });
}

bool Scheduler::reapOldestIdle()
{
    Environment *oldest = nullptr;
    Instant since = Instant::max();
    for (const auto &[id, function] : m_parts.functions)
        for (const auto &idle : function->idle())
            if (idle.since < since && !idle.environment->paused()) {
                since = idle.since;
                oldest = idle.environment;
            }
    if (!oldest)
        return false;
    discard(*oldest, EnvironmentState::Stopping, "made room");
    return true;
}

Environment &Scheduler::make(FunctionState &function, FunctionState::Reset from, bool simulated)
{
    EnvironmentSpec spec = function.spec();
    spec.id = EnvironmentId{m_nextEnvironment++};
    spec.logStream = std::move(from.logStream);
    spec.tmp = std::move(from.tmp);
    if (simulated)
        spec.simulatedColdStart = simulatedColdStart(spec.runtime, function.packageBytes());
    ++m_live;
    m_liveMemoryMb += spec.memoryMb;
    return function.add(
        std::make_unique<Environment>(std::move(spec), function, static_cast<EnvironmentOwner &>(*this), m_parts.loop));
}

void Scheduler::launch(std::unique_ptr<Invocation> invocation, InitPhase phase, FunctionState::Reset from)
{
    FunctionState &function = *invocation->function;
    Environment &environment = make(function, std::move(from), m_simulateColdStarts && phase == InitPhase::Init);
    if (!invocation->cold)
        ++function.stats.coldStarts;
    invocation->cold = true;
    environment.invocation = std::move(invocation);
    stateChanged(environment, {});
    if (phase == InitPhase::Invoke) {
        startClock(environment);
        environment.launch(m_parts.sandbox, phase);
        return;
    }
    if (environment.spec().simulatedColdStart == Duration{0})
        return startInit(environment);
    m_log.initStarted(environment);
    m_log.coldStartSimulated(environment);
    setTimer(environment, environment.spec().simulatedColdStart, &Scheduler::startInit);
}

void Scheduler::startInit(Environment &environment)
{
    m_pace.ask(environment.id(),
               [weak = std::weak_ptr(m_self), &function = environment.function(), id = environment.id()] {
                   const auto self = weak.lock();
                   Environment *started = self ? function.find(id) : nullptr;
                   if (started && started->live())
                       (*self)->runInit(*started);
               });
}

void Scheduler::runInit(Environment &environment)
{
    if (environment.spec().simulatedColdStart == Duration{0})
        m_log.initStarted(environment);
    environment.takeHeld(); // a pause before it is no part of it
    setTimer(environment, m_options.initLimit, &Scheduler::initTimedOut);
    environment.launch(m_parts.sandbox, InitPhase::Init);
}

void Scheduler::startClock(Environment &environment)
{
    Invocation &invocation = *environment.invocation;
    invocation.running = true;
    invocation.started = m_parts.loop.now();
    environment.takeHeld();
    setTimer(environment, std::chrono::seconds{environment.spec().timeoutSeconds}, &Scheduler::invocationTimedOut);
}

void Scheduler::begin(Environment &environment)
{
    Invocation &invocation = *environment.invocation;
    if (!invocation.running)
        startClock(environment);
    if (environment.state() != EnvironmentState::Busy) // it is after a restore
        environment.moveTo(environment.state(), EnvironmentState::Busy);
    m_log.started(environment);
    InvocationRequest request;
    request.requestId = invocation.requestId;
    request.payload = invocation.payload;
    request.deadline = invocation.started + std::chrono::seconds{environment.spec().timeoutSeconds};
    request.invokedFunctionArn = invocation.invokedArn;
    request.clientContext = invocation.clientContext;
    request.traceId = invocation.traceId;
    request.stream = invocation.stream;
    environment.startInvocation(std::move(request));
}

void Scheduler::initEnded(Environment &environment, InitReport report)
{
    m_pace.over(environment.id());
    if (environment.snapshot)
        return snapshotEnded(environment, report, "error");
    if (!report.success) {
        initFailed(environment, report, "error");
        return;
    }
    if (environment.initPhase() == InitPhase::Init) {
        environment.timer.cancel();
        environment.invocation->initDuration = std::max(Duration{0}, report.duration - environment.takeHeld())
            + environment.spec().simulatedColdStart;
    }
    m_log.initSucceeded(environment, report.duration);
    begin(environment);
}

void Scheduler::initTimedOut(Environment &environment)
{
    InitReport report;
    report.success = false;
    report.duration = m_options.initLimit;
    initFailed(environment, report, "timeout");
}

/// The first failure is not told to anyone: init runs again inside the invocation, on the function's own timeout.
void Scheduler::initFailed(Environment &environment, const InitReport &report, const std::string &status)
{
    if (report.silent && environment.initPhase() == InitPhase::Invoke) {
        m_parts.facts.publish(fact::Notice{environment.function().id(), LogLevel::Warn,
                                           "The process died of a segmentation fault while it loaded the code. As in "
                                           "Lambda, the caller hears of it when the function's time is over."});
        return;
    }
    m_log.initFailed(environment, report.duration, status, report.errorType);
    const std::string reason = status == "timeout" ? "init timed out" : "init failed";
    if (environment.initPhase() == InitPhase::Init) {
        auto invocation = std::move(environment.invocation);
        FunctionState::Reset reset{environment.spec().logStream, environment.tmp(), {}};
        discard(environment, EnvironmentState::Failed, reason);
        launch(std::move(invocation), InitPhase::Invoke, std::move(reset));
        return;
    }
    Ending ending;
    ending.outcome = InvocationOutcome::InitError;
    ending.payload = lines::withRequestId(report.errorPayload, environment.invocation->requestId);
    ending.errorType = report.errorType;
    ending.maxMemoryUsedMb = environment.maxMemoryUsedMb();
    Task reply = finish(environment, std::move(ending));
    environment.function().putReset({environment.spec().logStream, environment.tmp(), m_parts.loop.now()});
    discard(environment, EnvironmentState::Failed, reason);
    reply();
}

void Scheduler::invocationEnded(Environment &environment, InvocationResult result)
{
    const bool lost = result.environmentLost || result.outcome == InvocationOutcome::Crash
        || result.outcome == InvocationOutcome::OutOfMemory;
    Task reply = finish(
        environment, {result.outcome, std::move(result.payload), std::move(result.errorType), result.maxMemoryUsedMb});
    if (lost) {
        environment.function().putReset({environment.spec().logStream, environment.tmp(), m_parts.loop.now()});
        discard(environment, EnvironmentState::Failed,
                result.outcome == InvocationOutcome::OutOfMemory ? "out of memory" : "crash");
    } else {
        keepWarm(environment);
    }
    reply();
}

void Scheduler::keepWarm(Environment &environment)
{
    FunctionState &function = environment.function();
    environment.becomeIdle();
    if (!environment.leaving.empty() || !function.deployed()) {
        discard(environment, EnvironmentState::Stopping,
                environment.leaving.empty() ? "code changed" : environment.leaving);
        return;
    }
    function.putIdle(environment, m_parts.loop.now());
    setTimer(environment, m_options.idleReap, &Scheduler::idleOver);
    available(environment);
}

void Scheduler::available(Environment &environment)
{
    if (environment.snapshot)
        return offerSnapshot(environment);
    if (environment.state() != EnvironmentState::Idle || environment.paused() || m_waiting.empty())
        return;
    FunctionState &function = environment.function();
    const auto waiting = std::ranges::find_if(
        m_waiting, [&](const auto &invocation) { return invocation->function == &function; });
    if (waiting == m_waiting.end())
        return discard(environment, EnvironmentState::Stopping, "made room");
    function.dropIdle(environment);
    environment.timer.cancel();
    environment.invocation = std::move(*waiting);
    m_waiting.erase(waiting);
    begin(environment);
}

void Scheduler::recycle(Environment &environment)
{
    if (environment.state() == EnvironmentState::Idle)
        discard(environment, EnvironmentState::Stopping, "recycled");
    else if (environment.leaving.empty())
        environment.leaving = "recycled";
}

void Scheduler::idleOver(Environment &environment) { discard(environment, EnvironmentState::Stopping, "idle"); }

void Scheduler::invocationTimedOut(Environment &environment)
{
    // A repeated init that runs into the function's timeout leaves its own line first.
    if (environment.state() == EnvironmentState::Initialising)
        m_log.initFailed(environment, m_parts.loop.now() - environment.invocation->started, "timeout", {});
    m_log.started(environment);
    m_log.timedOut(environment);
    Ending ending;
    ending.outcome = InvocationOutcome::Timeout;
    ending.payload = lines::timedOutPayload(environment.invocation->requestId, environment.spec().timeoutSeconds);
    ending.errorType = "Sandbox.Timedout";
    ending.maxMemoryUsedMb = environment.maxMemoryUsedMb();
    Task reply = finish(environment, std::move(ending));
    environment.function().putReset({environment.spec().logStream, environment.tmp(), m_parts.loop.now()});
    discard(environment, EnvironmentState::Stopping, "timeout");
    reply();
}

Task Scheduler::finish(Environment &environment, Ending ending, bool interrupted)
{
    environment.timer.cancel();
    InvokeOutcome outcome = m_log.ended(environment, std::move(ending));
    const auto invocation = std::move(environment.invocation);
    m_concurrency.release(environment.function().id());
    if (!invocation->done)
        return [] {};
    return [done = std::move(invocation->done), outcome = std::move(outcome), interrupted]() mutable {
        done({std::move(outcome), interrupted});
    };
}

void Scheduler::environmentLost(Environment &environment, const std::string &reason)
{
    if (environment.invocation)
        endBusy(environment, reason, false);
    else
        discard(environment, EnvironmentState::Failed, reason);
}

void Scheduler::endBusy(Environment &environment, const std::string &why, bool interrupted)
{
    Ending ending;
    ending.outcome = InvocationOutcome::Crash;
    ending.payload = lines::platformError("Runtime.ExitError", environment.invocation->requestId,
                                          "Runtime exited with error: signal: killed");
    ending.errorType = "Runtime.ExitError";
    ending.maxMemoryUsedMb = environment.maxMemoryUsedMb();
    Task reply = finish(environment, std::move(ending), interrupted);
    discard(environment, EnvironmentState::Stopping, why);
    // Not from inside kill(): the caller may hold what the reply changes.
    m_parts.loop.post([weak = std::weak_ptr(m_self), reply = std::move(reply)] {
        if (weak.lock())
            reply();
    });
}

bool Scheduler::kill(EnvironmentId id)
{
    for (const auto &[functionId, function] : m_parts.functions) {
        Environment *environment = function->find(id);
        if (!environment || !environment->live())
            continue;
        environment->abrupt = true;
        if (environment->invocation)
            endBusy(*environment, "killed", false);
        else
            discard(*environment, EnvironmentState::Stopping, "killed");
        return true;
    }
    return false;
}

void Scheduler::stopEverything()
{
    std::ranges::move(std::exchange(m_unrestored, {}), std::back_inserter(m_waiting));
    for (auto &invocation : std::exchange(m_waiting, {})) {
        m_concurrency.release(invocation->function->id());
        m_parts.loop.post([done = std::move(invocation->done)] {
            done({refusals::serviceError("The invocation was stopped."), true});
        });
    }
    for (const auto &[functionId, function] : m_parts.functions) {
        for (const auto &[id, environment] : function->environments()) {
            if (!environment->live())
                continue;
            if (environment->invocation)
                endBusy(*environment, "stopped", true);
            else
                discard(*environment, EnvironmentState::Stopping, "stopped");
        }
        function->dropResets();
    }
}

void Scheduler::retire(FunctionState &function, const std::string &reason)
{
    function.dropResets();
    for (const auto &[id, environment] : function.environments()) {
        if (environment->state() == EnvironmentState::Idle)
            discard(*environment, EnvironmentState::Stopping, reason);
        else if (environment->live()) {
            environment->leaving = reason;
            environment->oldCode = true;
        }
    }
}

void Scheduler::discard(Environment &environment, EnvironmentState how, const std::string &reason)
{
    FunctionState &function = environment.function();
    environment.timer.cancel();
    m_pace.over(environment.id());
    function.dropIdle(environment);
    environment.shutdownReason = shutdownReasonOf(how, reason);
    environment.moveTo(environment.state(), how, reason);
    // The tree dies in a task of its own: the sandbox may be in the middle of telling us about it.
    m_parts.loop.post([weak = std::weak_ptr(m_self), &function, id = environment.id()] {
        if (const auto self = weak.lock())
            (*self)->shutDown(function, id);
    });
}

void Scheduler::shutDown(FunctionState &function, EnvironmentId id)
{
    Environment &environment = *function.find(id);
    --m_live;
    m_liveMemoryMb -= environment.spec().memoryMb;
    ++m_stopping;
    const auto over = std::make_shared<bool>(false);
    const auto inside = std::make_shared<bool>(true);
    environment.shutDown([weak = std::weak_ptr(m_self), &function, id, over, inside] {
        *over = true;
        const auto self = weak.lock();
        if (!self || *inside)
            return;
        // Not from inside the environment's own call.
        (*self)->m_parts.loop.post([weak, &function, id] {
            if (const auto scheduler = weak.lock())
                (*scheduler)->gone(function, id);
        });
    });
    *inside = false;
    if (*over)
        gone(function, id);
    else
        serveWaiting();
}

void Scheduler::gone(FunctionState &function, EnvironmentId id)
{
    Environment &environment = *function.find(id);
    environment.takeSandbox().reset();
    environment.moveTo(environment.state(), EnvironmentState::Gone);
    --m_stopping;
    function.erase(id);
    serveWaiting();
    if (!m_unrestored.empty())
        prepareSnapshots();
}

void Scheduler::fill(Snapshot &snapshot) const
{
    snapshot.environmentsMax = m_options.environmentsMax;
    snapshot.memoryBudgetMb = memoryBudgetMb();
    snapshot.environmentsLive = static_cast<std::int64_t>(m_live);
    snapshot.memoryReservedMb = m_liveMemoryMb;
}

void Scheduler::serveWaiting()
{
    while (!m_waiting.empty() && fits(*m_waiting.front()->function)) {
        auto invocation = std::move(m_waiting.front());
        m_waiting.pop_front();
        place(std::move(invocation));
    }
    if (m_waiting.empty())
        m_crowded = false;
    else
        reapOldestIdle(); // a large function may need the memory of several idle ones
}

void Scheduler::stateChanged(Environment &environment, const std::string &reason)
{
    m_parts.facts.publish(
        fact::EnvironmentChanged{environment.function().id(), environment.id(), environment.state(), reason});
}

void Scheduler::logWritten(Environment &environment, const std::string &requestId, LogLevel level, std::string text)
{
    m_log.text(environment, requestId, level, std::move(text));
}

void Scheduler::connectionTried(Environment &environment, fact::Connected connected)
{
    connected.function = environment.function().id();
    connected.environment = environment.id();
    if (environment.invocation && environment.state() == EnvironmentState::Busy)
        connected.requestId = environment.invocation->requestId;
    m_parts.facts.publish(std::move(connected));
}

void Scheduler::platformEvent(Environment &environment, const std::string &requestId, const PlatformEvent &event)
{
    m_log.platform(environment, requestId, event);
}

void Scheduler::setTimer(Environment &environment, Duration delay, void (Scheduler::*expired)(Environment &))
{
    environment.timer.start(delay, [this, &environment, expired] { (this->*expired)(environment); });
}

} // namespace lambdarium

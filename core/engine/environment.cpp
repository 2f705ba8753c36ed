// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/environment.h"

#include "core/base/check.h"

namespace lambdarium {

Environment::Environment(EnvironmentSpec spec, FunctionState &function, EnvironmentOwner &owner, EventLoop &loop)
    : timer(loop), m_spec(std::move(spec)), m_function(function), m_owner(owner), m_loop(loop), m_created(loop.now())
{}

std::int64_t Environment::maxMemoryUsedMb() const { return m_sandbox ? m_sandbox->maxMemoryUsedMb() : 0; }

void Environment::moveTo(EnvironmentState from, EnvironmentState to, const std::string &reason)
{
    LAMBDARIUM_CHECK(m_state == from);
    LAMBDARIUM_CHECK(transitionAllowed(from, to));
    m_state = to;
    m_owner.stateChanged(*this, reason);
}

void Environment::launch(Sandbox &sandbox, InitPhase phase)
{
    m_initPhase = phase;
    m_spec.initInsideInvocation = phase == InitPhase::Invoke;
    m_sandbox = sandbox.launch(m_spec, *this);
    for (const PlatformEvent &event : std::exchange(m_untold, {}))
        m_sandbox->tell(event);
    if (paused())
        m_sandbox->pause();
    moveTo(EnvironmentState::Starting, EnvironmentState::Initialising);
}

void Environment::tell(const PlatformEvent &event)
{
    if (m_sandbox)
        m_sandbox->tell(event);
    else if (m_state == EnvironmentState::Starting)
        m_untold.push_back(event);
}

void Environment::shutDown(std::function<void()> done)
{
    LAMBDARIUM_CHECK(!live() && m_state != EnvironmentState::Gone);
    if (m_sandbox && paused())
        m_sandbox->resume(); // what is stopped hears no shutdown
    if (m_sandbox && !abrupt)
        m_sandbox->shutdown(shutdownReason, std::move(done));
    else
        done();
}

void Environment::startInvocation(InvocationRequest request)
{
    LAMBDARIUM_CHECK(invocation && m_sandbox && m_state == EnvironmentState::Busy);
    m_sandbox->invoke(std::move(request));
}

void Environment::restore()
{
    LAMBDARIUM_CHECK(invocation && m_sandbox && m_state == EnvironmentState::Busy);
    m_sandbox->restore();
}

void Environment::pause()
{
    m_pausedSince = m_loop.now();
    timer.hold();
    if (m_sandbox)
        m_sandbox->pause();
}

void Environment::resume()
{
    m_held += m_loop.now() - *m_pausedSince;
    m_pausedSince.reset();
    if (m_sandbox)
        m_sandbox->resume();
    timer.release();
}

Duration Environment::takeHeld()
{
    if (m_pausedSince) {
        m_held += m_loop.now() - *m_pausedSince;
        m_pausedSince = m_loop.now();
    }
    return std::exchange(m_held, Duration{});
}

EnvironmentView Environment::view() const
{
    EnvironmentView view;
    view.id = m_spec.id;
    view.state = m_state;
    view.served = m_served;
    view.created = m_created;
    if (invocation)
        view.requestId = invocation->requestId;
    view.paused = paused();
    view.initType = m_spec.snapStart ? "snap-start" : "on-demand";
    view.memoryMb = m_spec.memoryMb;
    view.oldCode = oldCode;
    if (m_sandbox)
        m_sandbox->describe(view);
    return view;
}

void Environment::inspect(std::function<void(EnvironmentDetail)> reply) const
{
    if (m_sandbox)
        m_sandbox->inspect(std::move(reply));
    else
        reply({});
}

void Environment::becomeIdle()
{
    LAMBDARIUM_CHECK(!invocation && m_sandbox);
    m_sandbox->freeze();
    moveTo(m_state, EnvironmentState::Idle);
}

// The observer's calls may cross with a kill that is already under way: whatever comes too late is ignored.

void Environment::initEnded(EnvironmentId, InitReport report)
{
    if (m_state == EnvironmentState::Initialising)
        m_owner.initEnded(*this, std::move(report));
}

void Environment::invocationEnded(EnvironmentId, const std::string &requestId, InvocationResult result)
{
    if (m_state != EnvironmentState::Busy || !invocation || invocation->requestId != requestId)
        return;
    ++m_served;
    m_owner.invocationEnded(*this, std::move(result));
}

/// Extensions still speak while the environment stops.
void Environment::logWritten(EnvironmentId, const std::string &requestId, LogLevel level, std::string text)
{
    m_owner.logWritten(*this, requestId, level, std::move(text));
}

void Environment::connectionTried(EnvironmentId, fact::Connected connected)
{
    m_owner.connectionTried(*this, std::move(connected));
}

void Environment::platformEvent(EnvironmentId, const std::string &requestId, PlatformEvent event)
{
    m_owner.platformEvent(*this, requestId, event);
}

void Environment::environmentLost(EnvironmentId, std::string reason)
{
    if (live())
        m_owner.environmentLost(*this, reason);
}

void Environment::restoreEnded(EnvironmentId, InitReport report)
{
    if (m_state == EnvironmentState::Busy && snapshot)
        m_owner.restoreEnded(*this, std::move(report));
}

} // namespace lambdarium

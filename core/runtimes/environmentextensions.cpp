// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/outcomes.h"
#include "core/runtimes/runtimeenvironment.h"

/// What extensions make of an environment's phases: when INIT and INVOKE are over, and its SHUTDOWN.
namespace lambdarium {

Extensions::Events RuntimeEnvironment::extensionEvents()
{
    return {.startRuntime = [this] { startRuntime(); },
            .progressed = [this] { progressed(); },
            .failed = [this](const PlatformError &error) { extensionFailed(error); },
            .line = [this](LogLevel level,
                           std::string text) { m_observer.logWritten(m_spec.id, m_requestId, level, std::move(text)); },
            .said = [this](const PlatformEvent &event) { m_observer.platformEvent(m_spec.id, m_requestId, event); }};
}

void RuntimeEnvironment::startRuntime()
{
    if (m_state != State::Initialising)
        return;
    m_runtimeRuns = true;
    m_box->startHandler([this, alive = std::weak_ptr<bool>(m_alive)](const Result<void> &started) {
        if (!started && !alive.expired() && m_state == State::Initialising)
            onSpawnFailed(started.error());
    });
}

void RuntimeEnvironment::extensionFailed(const PlatformError &error)
{
    const std::string type = error.type;
    if (m_state == State::Starting || m_state == State::Initialising) {
        initFailed(platformPayload(error, {}), type);
    } else if (m_state == State::Busy) {
        InvocationResult result;
        result.outcome = InvocationOutcome::Crash;
        result.payload = platformPayload(error, m_requestId);
        result.errorType = type;
        result.environmentLost = true;
        m_answer.reset();
        m_awaitsExtensions = false;
        report(std::move(result));
    } else if (m_state == State::Idle) {
        m_state = State::Ended;
        m_observer.environmentLost(m_spec.id, error.text);
    }
}

void RuntimeEnvironment::runtimeReady()
{
    if (m_state != State::Initialising || std::exchange(m_runtimeReady, true))
        return;
    m_extensions.runtimeReady();
    if (isHeard())
        m_extensions.say(platform::initRuntimeDone(m_host.clock.loop().now(), initPlace(), "success"));
    progressed();
}

void RuntimeEnvironment::progressed()
{
    if (m_state == State::Initialising && m_runtimeReady && m_extensions.initOver())
        initSucceeded();
    else if (m_state == State::Busy && m_awaitsExtensions && m_extensions.invokeOver()) {
        m_awaitsExtensions = false;
        measureAndReport(*std::exchange(m_answer, std::nullopt));
    }
}

void RuntimeEnvironment::shutdown(ShutdownReason reason, std::function<void()> done)
{
    thaw();
    m_state = State::Ended;
    m_requestId.clear();
    m_extensions.shutdown(reason, m_runtimeRuns, std::move(done));
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/runtimeenvironment.h"

#include "core/base/log.h"
#include "core/model/limits.h"
#include "core/runtimes/environmentvariables.h"
#include "core/runtimes/launchplan.h"
#include "core/runtimes/outcomes.h"
#include "core/sandbox/processtree.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace lambdarium {

namespace {

/// Shorter invocations are reported with the last measurement; asking for a fresh one costs them too much.
constexpr Duration measureAfter = std::chrono::milliseconds(10);
constexpr Duration exitGrace = std::chrono::milliseconds(200);

PlatformError invalidEntrypoint(std::string text) { return {"Runtime.InvalidEntrypoint", std::move(text)}; }

/// What Go's fork/exec says; the spawner's message holds the system's text.
std::string execText(const std::string &program, const Error &error)
{
    std::string reason = "no such file or directory";
    if (error.message.find("xec format") != std::string::npos)
        reason = "exec format error";
    else if (error.message.find("ermission denied") != std::string::npos)
        reason = "permission denied";
    return "fork/exec " + program + ": " + reason;
}

} // namespace

RuntimeEnvironment::RuntimeEnvironment(RuntimeHost &host, EnvironmentSpec spec, EnvironmentObserver &observer)
    : m_host(host), m_spec(std::move(spec)), m_observer(observer), m_started(host.clock.loop().now()),
      m_network({host.clock, [this](fact::Connected tried) { m_observer.connectionTried(m_spec.id, std::move(tried)); },
                 [this] { return m_requestId; }},
                m_spec),
      m_extensions(host.clock, m_spec, extensionEvents())
{
    m_host.environments[m_spec.id] = this;
    // Posted, because the observer must not hear of a failure from inside launch().
    m_host.clock.loop().post(guarded([this] { start(); }));
}

RuntimeEnvironment::~RuntimeEnvironment()
{
    m_host.environments.erase(m_spec.id);
    if (m_freezeTimer)
        m_host.clock.loop().cancel(*m_freezeTimer);
    if (m_apiListener)
        m_host.api->close(*m_apiListener);
    if (m_closeEndpoint)
        m_closeEndpoint();
}

Task RuntimeEnvironment::guarded(Task task) const
{
    return [alive = std::weak_ptr<bool>(m_alive), task = std::move(task)] {
        if (!alive.expired())
            task();
    };
}

// --- start -------------------------------------------------------------------------------------------------------

void RuntimeEnvironment::start()
{
    m_host.spawner.whenLimitsKnown(guarded([this] { begin(); }));
}

void RuntimeEnvironment::begin()
{
    // Nothing runs before somebody has seen which walls stand, where it may be none.
    if (m_host.spawner.limits().guarded && m_host.isolationLevel < 0) {
        m_host.awaitIsolation.push_back(guarded([this] { begin(); }));
        return;
    }
    m_isolationLevel = m_host.isolationLevel;
    if (!m_host.refusal.empty()) {
        const PlatformError error{"Sandbox.Failure", m_host.refusal};
        initFailed(platformPayload(error, {}), error.type);
        return;
    }
    const auto choice = m_host.interpreters.choose(m_spec.runtime);
    if (!choice) {
        const PlatformError error = invalidEntrypoint(choice.error().message);
        initFailed(platformPayload(error, {}), error.type);
        return;
    }
    m_family = choice->family;
    if (const auto failure = m_extensions.find()) {
        initFailed(platformPayload(*failure, {}), failure->type);
        return;
    }
    auto standby = m_extensions.hasExternal() ? std::nullopt : m_host.standbys->take(m_spec, *choice);
    if (standby)
        adopt(std::move(*standby), *choice);
    else
        spawn(*choice, false);
}

/// An interpreter that stands already becomes this function's.
void RuntimeEnvironment::adopt(Standbys::Standby standby, const RuntimeChoice &choice)
{
    m_runtimeRuns = true;
    m_toRuntime = std::move(standby.toRuntime);
    m_fromRuntime = std::move(standby.fromRuntime);
    m_held = std::move(standby.held);
    m_box = std::move(standby.box);
    const auto otherwise = [this, choice] {
        m_box.reset();
        spawn(choice, false);
    };
    m_box->whenExited([this, otherwise](const BoxExit &) { m_host.clock.loop().post(guarded(otherwise)); });
    m_box->assign(m_spec.codeDirectory, m_spec.layers, [this, choice, otherwise](const Result<void> &assigned) {
        if (!assigned) {
            m_host.clock.loop().post(guarded(otherwise));
            return;
        }
        onSpawned(std::move(m_box));
        m_channel->sendEvent({}, Standbys::introduction(m_spec, choice));
    });
}

/// executed: without a zygote, which just failed.
void RuntimeEnvironment::spawn(const RuntimeChoice &choice, bool executed)
{
    auto launch = planLaunch(m_host, m_spec, choice);
    if (!launch) {
        const PlatformError error = invalidEntrypoint(launch.error().message);
        initFailed(platformPayload(error, {}), error.type);
        return;
    }
    m_runtimeRuns = !m_extensions.addTo(launch->box);
    m_toRuntime = std::move(launch->toRuntime);
    m_fromRuntime = std::move(launch->fromRuntime);
    m_held = std::move(launch->held);
    if (const auto planned = m_network.plan(*launch, m_host.spawner.limits(), !speaksFrames(m_family)); !planned) {
        onSpawnFailed(planned.error());
        return;
    }
    executed = executed || !m_network.fitsCopies() || m_host.spawner.limits().guarded;
    Zygote *zygote = executed || m_host.options.strictColdStart ? nullptr : m_host.zygotes->zygoteFor(m_spec, choice);
    if (!zygote) {
        m_host.spawner.spawn(std::move(launch->box), [this, alive = std::weak_ptr<bool>(m_alive)](auto box) {
            if (!alive.expired())
                onSpawned(std::move(box));
        });
        return;
    }
    zygote->spawn(std::move(launch->box), [this, choice, alive = std::weak_ptr<bool>(m_alive)](auto box) {
        if (alive.expired())
            return;
        if (box || box.error().code != ErrorCode::Unavailable)
            onSpawned(std::move(box));
        else
            spawn(choice, true);
    });
}

void RuntimeEnvironment::onSpawned(Result<std::unique_ptr<Box>> box)
{
    if (!box) {
        onSpawnFailed(box.error());
        return;
    }
    m_box = std::move(*box);
    if (m_paused)
        m_box->freeze();
    if (UniqueFd tmp = m_box->takeTmp())
        m_tmp = std::make_shared<KeptTmpFd>(std::move(tmp));
    m_state = State::Initialising;
    m_log = std::make_unique<LogPipe>(m_host.clock, m_box->takeLog(), [this](LogLevel level, std::string text) {
        m_extensions.feed().addLine(TelemetryFeed::Source::Function, m_host.clock.loop().now(), text);
        m_observer.logWritten(m_spec.id, m_requestId, level, std::move(text));
    });
    m_box->whenExited([this](const BoxExit &exit) { onExited(exit); });
    if (!speaksFrames(m_family))
        makeApi();
    else
        m_channel = std::make_unique<FrameChannel>(m_host.clock, std::move(m_fromRuntime), std::move(m_toRuntime),
                                                   [this](Frame frame) { onFrame(std::move(frame)); });
    adoptListeners();
    m_extensions.attach(*m_box);
}

void RuntimeEnvironment::onSpawnFailed(const Error &error)
{
    PlatformError platform{"Sandbox.Failure", error.message};
    if (m_family == RuntimeFamily::Provided && error.code != ErrorCode::Unavailable)
        platform = invalidEntrypoint(
            execText(entryPoint(m_spec) ? entryPoint(m_spec)->front() : "/var/task/bootstrap", error));
    for (const auto &[name, value] : m_spec.environment) {
        if (name == "AWS_LAMBDA_EXEC_WRAPPER" && !value.empty() && error.code == ErrorCode::NotFound)
            platform = {"Runtime.ExitError", "Runtime exited with error: exit status 127"};
    }
    log::warning("environment of " + m_spec.functionName + " did not start: " + error.message);
    initFailed(platformPayload(platform, {}), platform.type);
}

void RuntimeEnvironment::adoptListeners()
{
    m_network.serve(*m_box);
    HttpListenerTag tag{"runtime", m_spec.functionId, m_spec.id};
    if (UniqueFd listener = m_network.takeListener(*m_box, runtimeApiPort)) {
        if (auto adopted = m_host.api->adopt(listener.release(), tag))
            m_apiListener = *adopted;
    }
    if (UniqueFd listener = m_network.takeListener(*m_box, endpointPort); listener && m_host.options.serveEndpoint) {
        tag.role = "environment";
        tag.admits = m_network.admission();
        m_closeEndpoint = m_host.options.serveEndpoint(std::move(listener), tag);
    }
}

void RuntimeEnvironment::makeApi()
{
    // Posted: the API is in the middle of a request when it says so, and the engine may end this environment.
    const auto later = [this](Task task) { m_host.clock.loop().post(guarded(std::move(task))); };
    RuntimeApi::Events events{
        .ready = [this, later] { later([this] { runtimeReady(); }); },
        .initFailed = [this, later](std::string payload,
                                    std::string type) { later([this, payload, type] { initFailed(payload, type); }); },
        .finished = [this, later](InvocationResult result) { later([this, result] { finish(result); }); },
        .broken = [this] { onBroken(); },
        .restored = [this, later] { later([this] { restored(); }); },
        .restoreFailed = [this,
                          later](std::string payload,
                                 std::string type) { later([this, payload, type] { restoreFailed(payload, type); }); },
    };
    m_api.emplace(std::move(events), std::ranges::any_of(m_spec.environment, [](const auto &variable) {
                      return variable.first == "AWS_LAMBDA_MAX_CONCURRENCY";
                  }));
}

// --- what the runtime says ---------------------------------------------------------------------------------------

void RuntimeEnvironment::onFrame(Frame frame)
{
    const std::size_t split = frame.body.find('\0');
    const bool isError = frame.kind == FrameKind::Error || frame.kind == FrameKind::FatalError
        || frame.kind == FrameKind::InitError;
    std::string type = isError ? frame.body.substr(0, split) : std::string{};
    std::string payload = isError ? frame.body.substr(std::min(split, frame.body.size() - 1) + 1) : std::string{};
    if (m_state == State::Restoring) {
        if (frame.kind == FrameKind::Ready)
            restored();
        else if (isError)
            restoreFailed(std::move(payload), std::move(type));
        return;
    }
    if (m_state == State::Initialising) {
        if (frame.kind == FrameKind::Ready)
            runtimeReady();
        else if (isError)
            initFailed(std::move(payload), std::move(type));
        return;
    }
    if (m_state != State::Busy)
        return; // faults of code left behind between invocations: the exit that follows is what counts
    if (frame.kind == FrameKind::Response) {
        finish(InvocationResult{.payload = std::move(frame.body)});
    } else if (frame.kind == FrameKind::TooLarge) {
        finish(tooLargeResult(LimitsProfile::current().responsePayloadBytes));
    } else if (frame.kind == FrameKind::Begin) {
        m_streamed = std::make_unique<StreamedAnswer>(m_stream, std::move(frame.body));
    } else if (frame.kind == FrameKind::Piece || frame.kind == FrameKind::End) {
        onStreamed(frame);
    } else if (isError) {
        InvocationResult result = functionError(std::move(payload), std::move(type));
        result.environmentLost = frame.kind != FrameKind::Error;
        finish(std::move(result));
    }
}

void RuntimeEnvironment::onStreamed(const Frame &frame)
{
    if (!m_streamed)
        return;
    if (frame.kind == FrameKind::Piece) {
        m_streamed->append(frame.body);
        if (!m_streamed->wantsMore()) {
            m_channel->setPaused(true);
            m_streamed->whenWanted(guarded([this] { m_channel->setPaused(false); }));
        }
        return;
    }
    InvocationResult result = m_streamed->end();
    if (const std::size_t split = frame.body.find('\0'); split != std::string::npos)
        result = functionError(frame.body.substr(split + 1), frame.body.substr(0, split));
    finish(std::move(result));
}

/// A process that ends breaks its connections a moment before its end is known, and the end is what counts.
void RuntimeEnvironment::onBroken()
{
    m_host.clock.loop().callAfter(exitGrace, guarded([this, id = m_requestId] {
                                      if (m_requestId == id)
                                          finish(truncatedResult(id));
                                  }));
}

void RuntimeEnvironment::onExited(const BoxExit &exit)
{
    m_maxMemoryMb = exit.maxMemoryMb;
    m_runtimeRuns = false;
    if (m_extensions.stopping()) {
        m_log->endInvocation();
        return exit.lost ? m_extensions.lost() : m_extensions.handlerExited();
    }
    const std::weak_ptr<bool> alive = m_alive;
    if (m_channel)
        m_channel->drain(); // a last word written just before the end
    if (alive.expired() || m_state == State::Ended)
        return;
    const PlatformError error = exitError(exit);
    if (m_state == State::Initialising) {
        initFailed(platformPayload(error, {}), error.type, exit.signal == SIGSEGV);
    } else if (m_state == State::Restoring) {
        restoreFailed(platformPayload(error, {}), error.type);
    } else if (m_state == State::Busy) {
        m_awaitsExtensions = false;
        const bool answered = m_answer.has_value();
        auto answer = m_answer ? std::exchange(m_answer, std::nullopt) : m_api ? m_api->takeAnswer() : std::nullopt;
        InvocationResult result = answer ? std::move(*answer) : crashResult(exit, m_requestId);
        result.environmentLost = true;
        if (!answered)
            sayRuntimeDone(result);
        report(std::move(result));
    } else {
        m_log->endInvocation();
        m_state = State::Ended;
        m_observer.environmentLost(m_spec.id, error.text);
    }
}

void RuntimeEnvironment::initSucceeded()
{
    m_log->endInvocation();
    m_extensions.endInit();
    m_state = State::Idle;
    if (m_host.options.limitCpu)
        m_box->limitCpu(true);
    m_box->measure([](const BoxUsage &) {}); // so that the first short invocation has a figure to report
    m_observer.initEnded(m_spec.id, InitReport{.duration = m_host.clock.loop().now() - m_started});
}

void RuntimeEnvironment::initFailed(std::string payload, std::string errorType, bool silent)
{
    if (m_log)
        m_log->endInvocation();
    if (!m_runtimeReady && isHeard())
        m_extensions.say(platform::initRuntimeDone(m_host.clock.loop().now(), initPlace(), "error", errorType));
    m_extensions.endInit();
    m_state = State::Ended;
    InitReport report = initFailure(m_host.clock.loop().now() - m_started, std::move(payload), std::move(errorType));
    report.silent = silent;
    m_observer.initEnded(m_spec.id, std::move(report));
}

// --- SnapStart ---------------------------------------------------------------------------------------------------

void RuntimeEnvironment::thaw()
{
    if (m_freezeTimer) {
        m_host.clock.loop().cancel(*m_freezeTimer);
        m_freezeTimer.reset();
    }
    if (!std::exchange(m_frozen, false))
        return;
    m_box->thaw();
    m_extensions.feed().setFrozen(false);
}

void RuntimeEnvironment::restore()
{
    thaw();
    if (m_state != State::Idle)
        return; // it died a moment ago; environmentLost is on its way
    m_state = State::Restoring;
    if (m_channel)
        m_channel->sendRestored();
    else if (!m_api->restore()) // a runtime without hooks has nothing to do
        m_host.clock.loop().post(guarded([this] { restored(); }));
}

void RuntimeEnvironment::restored()
{
    if (m_state != State::Restoring)
        return;
    m_log->endInvocation();
    m_state = State::Idle;
    m_observer.restoreEnded(m_spec.id, InitReport{});
}

void RuntimeEnvironment::restoreFailed(std::string payload, std::string errorType)
{
    if (m_state != State::Restoring)
        return;
    m_log->endInvocation();
    m_state = State::Ended;
    m_observer.restoreEnded(m_spec.id, initFailure(Duration{0}, std::move(payload), std::move(errorType)));
}

// --- invocations -------------------------------------------------------------------------------------------------

void RuntimeEnvironment::invoke(InvocationRequest request)
{
    thaw();
    if (m_state != State::Idle)
        return; // it died a moment ago; environmentLost is on its way
    m_state = State::Busy;
    m_requestId = request.requestId;
    m_stream = request.stream;
    m_invoked = m_host.clock.loop().now();
    m_trace = request.traceId;
    m_log->beginInvocation();
    m_extensions.invoke(request);
    if (m_api) {
        m_api->invoke(std::move(request));
        return;
    }
    std::string fields = request.requestId;
    for (const std::string &field : {std::to_string(unixMillis(request.deadline)), request.invokedFunctionArn,
                                     request.traceId, request.clientContext})
        fields.append(1, '\0').append(field);
    m_channel->sendEvent(fields, request.payload);
}

/// Functions that fail in their own words are a success of the runtime.
void RuntimeEnvironment::sayRuntimeDone(const InvocationResult &result)
{
    if (!isHeard())
        return;
    const Instant now = m_host.clock.loop().now();
    const bool lost = result.environmentLost;
    m_extensions.say(platform::runtimeDone(now,
                                           {.requestId = m_requestId,
                                            .status = lost ? "failure" : "success",
                                            .errorType = lost ? result.errorType : std::string_view{},
                                            .trace = m_trace,
                                            .started = m_invoked,
                                            .duration = now - m_invoked,
                                            .producedBytes = static_cast<std::int64_t>(result.payload.size())}));
}

void RuntimeEnvironment::finish(InvocationResult result)
{
    if (m_state != State::Busy || m_answer)
        return;
    if (isHeard())
        m_log->endInvocation(); // before the word that the runtime is done
    sayRuntimeDone(result);
    if (!result.environmentLost && !m_extensions.invokeOver()) {
        m_answer = std::move(result);
        m_awaitsExtensions = true;
        return;
    }
    measureAndReport(std::move(result));
}

void RuntimeEnvironment::measureAndReport(InvocationResult result)
{
    const bool longEnough = m_host.clock.loop().now() - m_invoked >= measureAfter;
    const bool unmeasured = m_box->usage().peakMemoryKb == 0;
    if (result.environmentLost || (!longEnough && !unmeasured)) {
        report(std::move(result));
        return;
    }
    m_answer = std::move(result);
    m_box->measure([this, alive = std::weak_ptr<bool>(m_alive)](const BoxUsage &) {
        if (!alive.expired() && m_state == State::Busy && m_answer && !m_awaitsExtensions)
            report(*std::exchange(m_answer, std::nullopt));
    });
}

void RuntimeEnvironment::report(InvocationResult result)
{
    m_log->endInvocation();
    m_extensions.drainLog();
    result.maxMemoryUsedMb = maxMemoryUsedMb();
    if (result.outcome == InvocationOutcome::OutOfMemory)
        result.maxMemoryUsedMb = m_spec.memoryMb;
    m_state = result.environmentLost ? State::Ended : State::Idle;
    const std::string requestId = std::exchange(m_requestId, {});
    m_stream.reset();
    m_streamed.reset();
    m_observer.invocationEnded(m_spec.id, requestId, std::move(result));
}

void RuntimeEnvironment::freeze()
{
    if (m_state != State::Idle || m_frozen || m_freezeTimer)
        return;
    m_freezeTimer = m_host.clock.loop().callAfter(m_host.options.freezeDelay, guarded([this] {
                                                      m_freezeTimer.reset();
                                                      m_frozen = true;
                                                      m_extensions.feed().setFrozen(true);
                                                      m_box->freeze();
                                                  }));
}

void RuntimeEnvironment::pause()
{
    m_paused = m_host.clock.loop().now();
    if (m_box)
        m_box->freeze();
}

void RuntimeEnvironment::resume()
{
    if (m_paused && m_held)
        m_held->add(m_host.clock.loop().now() - *m_paused);
    m_paused.reset();
    if (m_box && !m_frozen)
        m_box->thaw();
}

void RuntimeEnvironment::describe(EnvironmentView &view) const
{
    view.isolationLevel = m_isolationLevel;
    if (!m_box)
        return;
    const BoxUsage usage = m_box->usage();
    // With the program's own pages, as in maxMemoryUsedMb.
    const std::int64_t limitKb = m_spec.memoryMb * 1024;
    view.memoryKb = std::min(usage.memoryKb + usage.filesKb, limitKb);
    view.peakMemoryKb = std::min(usage.peakMemoryKb + usage.filesKb, limitKb);
    view.cpu = Duration(usage.cpuNs);
}

void RuntimeEnvironment::inspect(std::function<void(EnvironmentDetail)> reply)
{
    if (!m_box)
        return reply({});
    m_box->measure([this, reply = std::move(reply), alive = std::weak_ptr<bool>(m_alive)](const BoxUsage &usage) {
        if (alive.expired())
            return;
        EnvironmentDetail detail;
        detail.processes = processTree(m_box->hostPid());
        detail.tmpUsedBytes = usage.tmpUsedKb * 1024;
        detail.connections = m_network.connections();
        reply(std::move(detail));
    });
}

/// As the cloud's: its figure holds the program's own pages too, which no environment shares with another there. The
/// limit is judged without them.
std::int64_t RuntimeEnvironment::maxMemoryUsedMb() const
{
    if (!m_box)
        return m_maxMemoryMb;
    const BoxUsage usage = m_box->usage();
    const std::int64_t peak = std::max((usage.peakMemoryKb + 1023) / 1024, m_maxMemoryMb);
    return std::min(peak + usage.filesKb / 1024, m_spec.memoryMb);
}

} // namespace lambdarium

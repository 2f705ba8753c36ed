// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include "testpaths.h"

#include "core/local/truststore.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace lambdarium {

namespace fs = std::filesystem;

CodeFolder::CodeFolder(const std::string &parent)
{
    std::string name = parent + "/lambdarium-code-XXXXXX";
    m_path = mkdtemp(name.data());
    fs::permissions(m_path, fs::perms{0755});
}

CodeFolder::~CodeFolder()
{
    std::error_code error;
    fs::remove_all(m_path, error);
}

void CodeFolder::write(const std::string &name, const std::string &text, int mode) const
{
    fs::create_directories((m_path / name).parent_path());
    std::ofstream(m_path / name, std::ios::binary) << text;
    fs::permissions(m_path / name, static_cast<fs::perms>(mode));
}

RuntimeRunner::RuntimeRunner(RuntimeSandboxOptions options)
{
    spawner = std::move(SpawnerClient::start(clock, LAMBDARIUM_BIN_DIR "/lambdarium-spawner")).value();
    spawner->allow(TrustStore::grant(Trust::Isolated));
    if (options.zygoteLibrary.empty())
        options.zygoteLibrary = LAMBDARIUM_BIN_DIR "/liblambdarium-zygote.so";
    options.standbys = std::getenv("LAMBDARIUM_TEST_STANDBY") != nullptr;
    sandbox = std::move(RuntimeSandbox::create(clock, *spawner, std::move(options))).value();
    sandbox->setIsolation(2, {}); // as a self-test would, before which nothing runs where namespaces are refused
    spec.functionId = "Fn";
    spec.functionName = "fn";
    spec.functionArn = spec.account.functionArn("fn");
    spec.codeDirectory = code.path();
    spec.memoryMb = 256;
    spec.logGroup = "/aws/lambda/fn";
    spec.logStream = "2026/01/02/[$LATEST]0123456789abcdef0123456789abcdef";
    request.invokedFunctionArn = spec.functionArn;
    request.traceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0";
}

RuntimeRunner::~RuntimeRunner()
{
    stop();
    sandbox.reset();
}

InitReport RuntimeRunner::start(const std::string &runtime, const std::string &handler)
{
    stop();
    init.reset();
    lost.reset();
    lines.clear();
    events.clear();
    spec.id = EnvironmentId{static_cast<std::uint64_t>(++m_count)};
    spec.runtime = runtime;
    spec.handler = handler;
    if (std::getenv("LAMBDARIUM_TEST_WARM") && runtime.starts_with("python3")
        && !waitFor([&] { return sandbox->warm(runtime); }))
        return InitReport{.success = false, .errorPayload = "no warm Python", .errorType = "Test.Timeout"};
    m_standby = std::getenv("LAMBDARIUM_TEST_STANDBY") && sandbox->runtimeNote(runtime)
        && (runtime.starts_with("python3") || runtime.starts_with("nodejs"));
    if (m_standby && !sandbox->prepare(spec) && !waitFor([&] { return sandbox->prepare(spec); }))
        return InitReport{.success = false, .errorPayload = "nothing stands ready", .errorType = "Test.Timeout"};
    environment = sandbox->launch(spec, *this);
    if (!waitFor([this] { return init.has_value(); }))
        return InitReport{.success = false, .errorPayload = "no word from init", .errorType = "Test.Timeout"};
    return *init;
}

void RuntimeRunner::invokeWithoutWaiting(const std::string &payload)
{
    char id[64];
    std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012d", ++m_count);
    lastRequestId = id;
    result.reset();
    request.requestId = id;
    request.payload = payload;
    request.deadline = loop.now() + std::chrono::seconds(10);
    environment->invoke(request);
}

InvocationResult RuntimeRunner::invoke(const std::string &payload)
{
    invokeWithoutWaiting(payload);
    if (!waitFor([this] { return result.has_value(); }))
        return InvocationResult{.outcome = InvocationOutcome::Timeout, .payload = "no word from the handler"};
    return *result;
}

bool RuntimeRunner::waitFor(const std::function<bool()> &condition, Duration limit)
{
    clock.runFor(limit, condition);
    return condition();
}

void RuntimeRunner::runFor(Duration time)
{
    const Instant until = loop.now() + time;
    bool over = false;
    loop.callAt(until, [&over] { over = true; });
    clock.runFor(time + std::chrono::seconds(5), [&over] { return over; });
}

void RuntimeRunner::stop()
{
    environment.reset();
    // The next one stands before anything is counted.
    if (m_standby && !sandbox->prepare(spec))
        waitFor([this] { return sandbox->prepare(spec); });
    waitFor([this] { return spawner->liveBoxes() == sandbox->standing(); });
}

std::string RuntimeRunner::log() const
{
    std::string text;
    for (const Line &line : lines)
        text += line.text + "\n";
    return text;
}

void RuntimeRunner::initEnded(EnvironmentId, InitReport report) { init = std::move(report); }

void RuntimeRunner::invocationEnded(EnvironmentId, const std::string &requestId, InvocationResult ended)
{
    if (requestId == lastRequestId)
        result = std::move(ended);
}

void RuntimeRunner::logWritten(EnvironmentId, const std::string &requestId, LogLevel level, std::string text)
{
    lines.push_back({requestId, level, std::move(text)});
}

void RuntimeRunner::connectionTried(EnvironmentId, fact::Connected connected)
{
    connections.push_back(std::move(connected));
}

void RuntimeRunner::platformEvent(EnvironmentId, const std::string &, PlatformEvent event)
{
    events.push_back(std::move(event));
}

Duration RuntimeRunner::shutDown(ShutdownReason reason)
{
    const Instant begun = loop.now();
    bool over = false;
    environment->shutdown(reason, [&over] { over = true; });
    waitFor([&over] { return over; });
    const Duration took = over ? loop.now() - begun : Duration::max();
    stop();
    return took;
}

std::string RuntimeRunner::platformLog() const
{
    std::string text;
    for (const PlatformEvent &event : events)
        text += event.text.empty() ? "" : event.text + "\n";
    return text;
}

void RuntimeRunner::environmentLost(EnvironmentId, std::string reason) { lost = std::move(reason); }

} // namespace lambdarium

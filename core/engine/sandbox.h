// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/engine/platformevent.h"
#include "core/model/model.h"
#include "core/session/session.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

/// The /tmp of an environment that was reset: it outlives the processes. What it is made of, the sandbox knows.
class KeptTmp
{
public:
    virtual ~KeptTmp() = default;
};

/// What one execution environment is made from. Bound to a code snapshot, never to the live folder.
struct EnvironmentSpec
{
    EnvironmentId id{};
    NodeId functionId;
    std::string functionName;
    std::string functionArn;
    std::string version = "$LATEST";
    std::string runtime;
    std::string handler;
    std::string codeDirectory;       ///< absolute; content-addressed snapshot, mounted at /var/task
    std::vector<std::string> layers; ///< absolute directories, later wins
    std::vector<std::pair<std::string, std::string>> environment; ///< the user's variables
    std::int64_t memoryMb = 128;
    std::int64_t ephemeralMb = 512;
    std::int64_t timeoutSeconds = 3;
    LoggingSettings logging;
    std::string tracing = "PassThrough";
    bool initInsideInvocation = false; ///< INIT is repeated within an invocation
    bool snapStart = false;            ///< cold starts restore an initialised environment
    NetworkSettings network;           ///< as granted, not as asked for
    Duration simulatedColdStart{};     ///< waiting added to INIT; 0: none
    std::shared_ptr<KeptTmp> tmp;      ///< of the environment that this one takes the place of; null: an empty /tmp
    std::string logGroup;              ///< /aws/lambda/<name>
    std::string logStream;             ///< YYYY/MM/DD/[$LATEST]<32 hex>
    Account account;
};

class ResponseStream;

struct InvocationRequest
{
    std::string requestId;
    std::string payload;
    Instant deadline{};
    std::string invokedFunctionArn;
    std::string clientContext; ///< decoded JSON, may be empty
    std::string traceId;       ///< "Root=1-...;Parent=...;Sampled=0"
    std::shared_ptr<ResponseStream>
        stream; ///< takes a streamed response in pieces; null: the caller waits for all of it
};

/// How the INIT phase ended.
struct InitReport
{
    bool success = true;
    Duration duration{};
    std::string errorPayload; ///< JSON posted to init/error, or the platform's own (Runtime.ExitError, ...)
    std::string errorType;
    bool silent = false; ///< a death that Lambda does not tell the caller: the invocation runs into its timeout
};

/// How an invocation ended, as the runtime said it or as its process died.
struct InvocationResult
{
    InvocationOutcome outcome = InvocationOutcome::Success; ///< never Timeout: the engine keeps that clock
    /// Response (empty when it went through InvocationRequest::stream), or error JSON exactly as the caller gets it.
    std::string payload;
    std::string errorType;
    std::int64_t maxMemoryUsedMb = 0;
    bool environmentLost = false; ///< processes are gone; the engine must not reuse it
};

/// Told by an environment on the core thread. Calls never arrive after the SandboxEnvironment was destroyed, and
/// never from inside a call into it.
class EnvironmentObserver
{
public:
    virtual ~EnvironmentObserver() = default;
    virtual void initEnded(EnvironmentId id, InitReport report) = 0;
    virtual void invocationEnded(EnvironmentId id, const std::string &requestId, InvocationResult result) = 0;
    /// One log event of the function or its runtime. requestId is empty during init.
    virtual void logWritten(EnvironmentId id, const std::string &requestId, LogLevel level, std::string text) = 0;
    /// Processes died outside an invocation (idle, after init).
    virtual void environmentLost(EnvironmentId id, std::string reason) = 0;
    /// What only the environment knows of the platform: its extensions and their subscriptions, and when the runtime
    /// had done its part. For the log; subscribers have heard it.
    virtual void platformEvent(EnvironmentId id, const std::string &requestId, PlatformEvent event)
    {
        static_cast<void>(id);
        static_cast<void>(requestId);
        static_cast<void>(event);
    }
    /// The environment tried to reach a host outside; function, environment and request are filled in by the engine.
    virtual void connectionTried(EnvironmentId id, fact::Connected connected)
    {
        static_cast<void>(id);
        static_cast<void>(connected);
    }
    /// How restore() ended: hooks ran, or their fault.
    virtual void restoreEnded(EnvironmentId id, InitReport report)
    {
        static_cast<void>(id);
        static_cast<void>(report);
    }
};

/// Why an environment ends, as extensions hear it.
enum class ShutdownReason { Spindown, Timeout, Failure };

/// One live environment. Destroying it kills the whole process tree and returns once that is certain to happen;
/// the tree is reaped asynchronously.
class SandboxEnvironment
{
public:
    virtual ~SandboxEnvironment() = default;
    /// Precondition: init succeeded and no invocation runs. Thaws the environment.
    virtual void invoke(InvocationRequest request) = 0;
    /// After invocationEnded: stops every process until the next invoke.
    virtual void freeze() = 0;
    /// SnapStart: after init succeeded and freeze(), once: thaws and runs what the function does after a restore.
    /// restoreEnded follows; invoke() may come then.
    virtual void restore() {}
    /// For EnvironmentSpec::tmp of another one; null when there is none to keep.
    virtual std::shared_ptr<KeptTmp> tmp() const { return nullptr; }
    /// High-water mark so far, MB.
    virtual std::int64_t maxMemoryUsedMb() const = 0;
    /// The user's own stop and go: every process, whatever the state. The engine holds the deadline meanwhile.
    virtual void pause() {}
    virtual void resume() {}
    /// SHUTDOWN phase (runtime-api.md 2): signals and extensions get their time, then done runs once, perhaps from
    /// inside the call. The engine destroys the environment then, from a task of its own.
    virtual void shutdown(ShutdownReason reason, std::function<void()> done)
    {
        static_cast<void>(reason);
        done();
    }
    /// What the engine says of this environment, for Telemetry API subscribers inside.
    virtual void tell(const PlatformEvent &event) { static_cast<void>(event); }
    /// Whether anybody inside listens to tell() (or still may, during INIT).
    virtual bool hasSubscribers() const { return false; }
    virtual int isolationLevel() const { return -1; }
    /// Fills memory, CPU and isolation of the view from the last measurement; costs nothing.
    virtual void describe(EnvironmentView &view) const { static_cast<void>(view); }
    /// Processes, /tmp, connections, measured now; may reply at once. Never after the environment was destroyed.
    virtual void inspect(std::function<void(EnvironmentDetail)> reply) { reply({}); }
};

/// Makes environments: real processes (core/runtimes) or modelled durations (tests, simulation).
class Sandbox
{
public:
    virtual ~Sandbox() = default;
    /// Starts INIT; observer hears of it. Never blocks. An impossible spec (no interpreter) is reported through
    /// initEnded with AWS's own error type where there is one.
    virtual std::unique_ptr<SandboxEnvironment> launch(EnvironmentSpec spec, EnvironmentObserver &observer) = 0;
    /// Whether the runtime can run here; error text holds the remedy, value is a note or empty
    /// ("python3.13 runs on the installed Python 3.11.2").
    virtual Result<std::string> runtimeNote(const std::string &runtime) const = 0;
};

} // namespace lambdarium

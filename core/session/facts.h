// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

/// What happened, append-only, in order. Values; copied freely between threads. Everything that moves in the
/// window (beads, cells, chart steps, log rows) is drawn from one of these and nothing else.
namespace lambdarium {

/// Life of one execution environment; transitions in core/engine/environment.h.
enum class EnvironmentState {
    Starting,     ///< sandbox and interpreter are being made
    Initialising, ///< the function's code is loading
    Idle,         ///< kept warm, frozen
    Busy,         ///< an invocation runs
    Stopping,     ///< being killed
    Gone,         ///< reaped; the id is never used again
    Failed,       ///< init failed, timed out or crashed; it will be replaced
};

enum class InvocationOutcome {
    Success,
    FunctionError, ///< the handler raised or returned an error
    Timeout,
    OutOfMemory,
    Crash,     ///< exited or was killed by a signal
    InitError, ///< import or handler fault, entry point
};

enum class LogLevel { None, Trace, Debug, Info, Warn, Error, Fatal };
/// Which line of AWS's log format this is; Text is the function's own output.
enum class LogKind {
    Text,
    InitStart,
    InitReport,
    Start,
    End,
    Report,
    Platform,
    Build, ///< output of a build step of the function; no request and no environment
};

enum class MovementKind {
    Event,    ///< asynchronous event or message on its way
    Call,     ///< synchronous: comes back
    Returned, ///< the reply of a Call, or a message that went back to its queue
    Failure,  ///< to a dead-letter queue or failure destination
};

namespace fact {

struct EnvironmentChanged
{
    NodeId function;
    EnvironmentId environment{};
    EnvironmentState state = EnvironmentState::Starting;
    std::string reason; ///< why, for Failed, Stopping and Gone ("timeout", "idle", "code changed")
};

struct InvocationStarted
{
    NodeId function;
    std::string requestId;
    EnvironmentId environment{};
    bool cold = false;
    int attempt = 1;
    NodeId source; ///< node that caused it; empty: Run or the Invoke API
};

struct InvocationEnded
{
    NodeId function;
    std::string requestId;
    EnvironmentId environment{};
    InvocationOutcome outcome = InvocationOutcome::Success;
    Instant started{};
    Duration duration{};
    std::int64_t billedMs = 0;
    std::optional<Duration> initDuration; ///< cold starts only
    std::int64_t memoryMb = 0;
    std::int64_t maxMemoryUsedMb = 0;
    std::string errorType;
    std::string errorMessage;
    std::string errorFile; ///< of the innermost frame in the user's code, relative to the code folder
    int errorLine = 0;
    std::optional<Duration> restoreDuration; ///< SnapStart cold starts; initDuration is empty then
    Duration simulatedColdStart{};           ///< waiting added on the trainer's wish, inside initDuration; 0: none
    int isolationLevel = -1;                 ///< of the environment that ran it (isolation.md A.5); -1: unknown
};

struct LogWritten
{
    NodeId function;
    std::string requestId; ///< empty outside an invocation (init)
    EnvironmentId environment{};
    LogKind kind = LogKind::Text;
    LogLevel level = LogLevel::None;
    std::string text; ///< one log event, without the trailing newline; raw bytes, shown through a neutraliser
};

struct Throttled
{
    NodeId function;
    std::string requestId;
    NodeId source;
    std::string reason;     ///< AWS's Reason ("ReservedFunctionConcurrentInvocationLimitExceeded")
    std::int64_t limit = 0; ///< the number that refused it
    std::int64_t inUse = 0;
};

struct RetryScheduled
{
    NodeId function;
    std::string requestId;
    int attempt = 0; ///< the attempt that will run
    Instant at{};
    std::string reason;
};

/// Something travelled along a wire.
struct Moved
{
    NodeId from;
    NodeId to;
    MovementKind kind = MovementKind::Event;
    std::string id; ///< request id of the event, message id of a message
    int count = 1;
};

/// An event or message reached an end that is not success.
struct Dropped
{
    NodeId node;
    std::string id;
    std::string condition; ///< "RetriesExhausted", "EventAgeExceeded", "ZeroReservedConcurrency"
    NodeId to;             ///< where it went; empty: lost, as AWS loses it
};

/// An API call served by the endpoint; `function` is the caller when a handler made it.
struct ServiceCalled
{
    std::string service;
    std::string operation;
    int status = 200;
    NodeId function;
    std::string requestId;
    Duration duration{};
    NodeId target;
};

/// A function tried to reach a host outside (network modes Endpoints, Egress and Full through the proxy).
struct Connected
{
    NodeId function;
    EnvironmentId environment{};
    std::string requestId; ///< running invocation; empty: init or between
    std::string host;
    std::uint16_t port = 0;
    bool allowed = true;
    std::string reason; ///< why not, or why it failed ("not in Allow", "connection refused")
};

/// Something the user should know that belongs to no invocation ("boto3 pointed at the local endpoint").
struct Notice
{
    NodeId node;
    LogLevel level = LogLevel::Info;
    std::string text;
};

} // namespace fact

struct Fact
{
    std::uint64_t sequence = 0; ///< 1, 2, 3 ... without gaps in a session
    Instant time{};
    std::variant<fact::EnvironmentChanged, fact::InvocationStarted, fact::InvocationEnded, fact::LogWritten,
                 fact::Throttled, fact::RetryScheduled, fact::Moved, fact::Dropped, fact::ServiceCalled,
                 fact::Connected, fact::Notice>
        body;
};

} // namespace lambdarium

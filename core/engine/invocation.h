// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"
#include "core/session/session.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace lambdarium {

class FunctionState;
class ResponseStream;

/// How an admitted invocation ended, with what only the asynchronous queue needs.
struct InvocationEnd
{
    InvokeOutcome outcome;
    bool interrupted = false; ///< stopped by the user: does not count as an attempt
};

/// One admitted invocation, from the charge of its concurrency to its end. Owned by the environment it is bound to,
/// or by the scheduler while it waits for the machine.
struct Invocation
{
    using Completion = std::function<void(InvocationEnd)>;

    std::string requestId;
    FunctionState *function = nullptr;
    std::string payload;
    std::string clientContext;
    std::string traceId;
    std::string invokedArn;
    NodeId source;
    int attempt = 1;
    bool tail = false;
    std::shared_ptr<ResponseStream> stream; ///< null: the caller waits for the whole response
    Completion done;

    // Set while it runs.
    bool cold = false;
    bool running = false;   ///< its clock runs (repeated init included)
    bool announced = false; ///< START was written
    Instant started{};
    Duration held{}; ///< of its running time: the user had frozen the environment
    std::optional<Duration> initDuration;
    std::optional<Duration> restoreDuration; ///< of SnapStart
    std::string log;                         ///< only when tail
    std::string initError;                   ///< payload of the failed init that ends it
};

} // namespace lambdarium

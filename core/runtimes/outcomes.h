// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/sandbox/box.h"

#include <cstdint>
#include <string>
#include <string_view>

/// The platform's own words for what happened to a process (runtime-api.md 3).
namespace lambdarium {

/// An error of the platform: type as the caller's payload has it, text without "RequestId: ... Error: ".
struct PlatformError
{
    std::string type;
    std::string text;
};

/// "Runtime exited with error: exit status 3", "... signal: killed", "Runtime exited without providing a reason".
PlatformError exitError(const BoxExit &exit);
/// Go's name of a signal, which is what AWS prints: "killed".
std::string signalName(int signal);
/// {"errorType":...,"errorMessage":"RequestId: <id> Error: <text>"}; during init the id is
/// empty and the engine fills it in.
std::string platformPayload(const PlatformError &error, const std::string &requestId);

/// A result that is an error of the function itself.
InvocationResult functionError(std::string payload, std::string errorType);
InvocationResult crashResult(const BoxExit &exit, const std::string &requestId);
InvocationResult tooLargeResult(std::int64_t limit);
/// The runtime's answer broke off; what came of it is worth nothing.
InvocationResult truncatedResult(const std::string &requestId);
InitReport initFailure(Duration duration, std::string payload, std::string errorType);

/// The value of Lambda-Runtime-Function-Error-Type as the service keeps it.
std::string normalisedErrorType(std::string_view header);

} // namespace lambdarium

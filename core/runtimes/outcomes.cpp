// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/outcomes.h"

#include <nlohmann/json.hpp>

#include <csignal>
#include <regex>

namespace lambdarium {

std::string signalName(int signal)
{
    switch (signal) {
    case SIGHUP: return "hangup";
    case SIGINT: return "interrupt";
    case SIGQUIT: return "quit";
    case SIGILL: return "illegal instruction";
    case SIGTRAP: return "trace/breakpoint trap";
    case SIGABRT: return "aborted";
    case SIGBUS: return "bus error";
    case SIGFPE: return "floating point exception";
    case SIGKILL: return "killed";
    case SIGUSR1: return "user defined signal 1";
    case SIGSEGV: return "segmentation fault";
    case SIGUSR2: return "user defined signal 2";
    case SIGPIPE: return "broken pipe";
    case SIGALRM: return "alarm clock";
    case SIGTERM: return "terminated";
    case SIGXCPU: return "CPU time limit exceeded";
    case SIGXFSZ: return "file size limit exceeded";
    case SIGSYS: return "bad system call";
    default: return "signal " + std::to_string(signal);
    }
}

PlatformError exitError(const BoxExit &exit)
{
    if (exit.oomKilled || exit.lost)
        return {"Runtime.ExitError", "Runtime exited with error: signal: killed"};
    if (exit.signal != 0)
        return {"Runtime.ExitError", "Runtime exited with error: signal: " + signalName(exit.signal)};
    if (exit.status != 0)
        return {"Runtime.ExitError", "Runtime exited with error: exit status " + std::to_string(exit.status)};
    return {"Runtime.ExitError", "Runtime exited without providing a reason"};
}

std::string platformPayload(const PlatformError &error, const std::string &requestId)
{
    const nlohmann::ordered_json payload{{"errorType", error.type},
                                         {"errorMessage", "RequestId: " + requestId + " Error: " + error.text}};
    return payload.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

InvocationResult functionError(std::string payload, std::string errorType)
{
    InvocationResult result;
    result.outcome = InvocationOutcome::FunctionError;
    result.payload = std::move(payload);
    result.errorType = std::move(errorType);
    return result;
}

InvocationResult crashResult(const BoxExit &exit, const std::string &requestId)
{
    const PlatformError error = exitError(exit);
    InvocationResult result;
    result.outcome = exit.oomKilled ? InvocationOutcome::OutOfMemory : InvocationOutcome::Crash;
    result.payload = platformPayload(error, requestId);
    result.errorType = exit.oomKilled ? "Runtime.OutOfMemory" : error.type;
    result.environmentLost = true;
    return result;
}

InvocationResult tooLargeResult(std::int64_t limit)
{
    return functionError(R"({"errorMessage":"Response payload size exceeded maximum allowed payload size ()"
                             + std::to_string(limit) + R"( bytes).","errorType":"Function.ResponseSizeTooLarge"})",
                         "Function.ResponseSizeTooLarge");
}

InvocationResult truncatedResult(const std::string &requestId)
{
    const PlatformError error{"Runtime.TruncatedResponse", "The runtime's response ended before it was complete"};
    InvocationResult result;
    result.outcome = InvocationOutcome::Crash;
    result.payload = platformPayload(error, requestId);
    result.errorType = error.type;
    result.environmentLost = true;
    return result;
}

InitReport initFailure(Duration duration, std::string payload, std::string errorType)
{
    InitReport report;
    report.success = false;
    report.duration = duration;
    report.errorPayload = std::move(payload);
    report.errorType = std::move(errorType);
    return report;
}

std::string normalisedErrorType(std::string_view header)
{
    static const std::regex kept("(Runtime|Function)\\.[A-Z][a-zA-Z]+");
    const std::string text(header);
    if (std::regex_search(text, kept))
        return text;
    return text.starts_with("Function.") ? "Function.Unknown" : "Runtime.Unknown";
}

} // namespace lambdarium

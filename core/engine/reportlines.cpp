// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reportlines.h"

#include "core/base/prng.h"
#include "core/engine/traceheader.h"

#include <algorithm>
#include <cstdio>

namespace lambdarium::lines {

std::string hex64(std::uint64_t value)
{
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
    return text;
}

namespace {

std::string millis(Duration duration)
{
    char text[40];
    std::snprintf(text, sizeof text, "%.2f ms", toMillis(duration));
    return text;
}

/// "python3.13" -> "python:3.13", "nodejs22.x" -> "nodejs:22", as AWS prints runtime versions.
std::string versionOf(std::string_view runtime)
{
    const std::size_t digit = runtime.find_first_of("0123456789");
    if (digit == std::string_view::npos || runtime.starts_with("provided"))
        return std::string(runtime);
    std::string_view version = runtime.substr(digit);
    if (version.ends_with(".x"))
        version.remove_suffix(2);
    return std::string(runtime.substr(0, digit)) + ":" + std::string(version);
}

/// A stable stand-in for the hash in AWS's runtime version ARN.
std::string runtimeHash(std::string_view runtime)
{
    std::uint64_t seed = 0xcbf29ce484222325u;
    for (const char c : runtime)
        seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    Prng prng(seed);
    std::string hash;
    for (int i = 0; i < 4; ++i)
        hash += hex64(prng.next());
    return hash;
}

} // namespace

std::string runtimeVersion(std::string_view runtime) { return versionOf(runtime) + ".v1"; }

std::string runtimeVersionArn(std::string_view runtime)
{
    return "arn:aws:lambda:us-east-1::runtime:" + runtimeHash(runtime);
}

std::string initStart(std::string_view runtime)
{
    return "INIT_START Runtime Version: " + runtimeVersion(runtime)
        + "\tRuntime Version ARN: " + runtimeVersionArn(runtime);
}

std::string restoreStart(std::string_view runtime)
{
    return "RESTORE_START Runtime Version: " + runtimeVersion(runtime)
        + "\tRuntime Version ARN: " + runtimeVersionArn(runtime);
}

std::string restoreReport(Duration duration, std::string_view status, std::string_view errorType)
{
    std::string text = "RESTORE_REPORT Restore Duration: " + millis(duration);
    if (!status.empty())
        text += "\tStatus: " + std::string(status);
    if (!errorType.empty())
        text += "\tError Type: " + std::string(errorType);
    return text;
}

std::string initReport(Duration duration, std::string_view phase, std::string_view status, std::string_view errorType)
{
    std::string text = "INIT_REPORT Init Duration: " + millis(duration) + "\tPhase: " + std::string(phase);
    if (!status.empty())
        text += "\tStatus: " + std::string(status);
    if (!errorType.empty())
        text += "\tError Type: " + std::string(errorType);
    return text;
}

std::string start(std::string_view requestId, std::string_view version)
{
    return "START RequestId: " + std::string(requestId) + " Version: " + std::string(version);
}

std::string end(std::string_view requestId) { return "END RequestId: " + std::string(requestId); }

std::string report(const Report &report)
{
    char numbers[200];
    std::snprintf(numbers, sizeof numbers,
                  "\tDuration: %.2f ms\tBilled Duration: %lld ms\tMemory Size: %lld MB\tMax Memory Used: %lld MB\t",
                  toMillis(report.duration), static_cast<long long>(report.billedMs),
                  static_cast<long long>(report.memoryMb), static_cast<long long>(report.maxMemoryUsedMb));
    std::string text = "REPORT RequestId: ";
    text += report.requestId;
    text += numbers;
    if (report.initDuration)
        text += "Init Duration: " + millis(*report.initDuration) + "\t";
    if (report.restoreDuration)
        text += "Restore Duration: " + millis(*report.restoreDuration)
            + "\tBilled Restore Duration: " + std::to_string(report.billedRestoreMs) + " ms\t";
    if (traceField(report.trace, "Sampled") == "1")
        text += "\nXRAY TraceId: " + traceField(report.trace, "Root")
            + "\tSegmentId: " + traceField(report.trace, "Parent") + "\tSampled: true\t";
    if (!report.status.empty())
        text += "Status: " + std::string(report.status);
    if (!report.errorType.empty())
        text += "\tError Type: " + std::string(report.errorType);
    return text;
}

namespace {

std::string timedOutText(std::int64_t timeoutSeconds)
{
    return "Task timed out after " + std::to_string(timeoutSeconds) + ".00 seconds";
}

} // namespace

std::string timedOut(Instant now, std::string_view requestId, std::int64_t timeoutSeconds)
{
    return isoMillis(now) + " " + std::string(requestId) + " " + timedOutText(timeoutSeconds);
}

std::string timedOutPayload(std::string_view requestId, std::int64_t timeoutSeconds)
{
    return platformError("Sandbox.Timedout", requestId, timedOutText(timeoutSeconds));
}

std::string platformError(std::string_view errorType, std::string_view requestId, std::string_view what)
{
    std::string text = "{\"errorType\":\"";
    text += errorType;
    text += "\",\"errorMessage\":\"RequestId: ";
    text += requestId;
    text += " Error: ";
    text += what;
    text += "\"}";
    return text;
}

std::string withRequestId(std::string payload, const std::string &requestId)
{
    constexpr std::string_view key = "\"errorMessage\":\"RequestId: ";
    for (const std::string_view end : {" Error: ", "Error: "}) {
        const std::string mark = std::string(key) + std::string(end);
        if (const auto at = payload.find(mark); at != std::string::npos)
            return payload.replace(at, mark.size(), std::string(key) + requestId + " Error: ");
    }
    return payload;
}

std::string responseTooLarge(std::int64_t limit)
{
    return "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (" + std::to_string(limit)
        + " bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}";
}

std::int64_t billedMs(Duration duration, std::optional<Duration> init, std::int64_t stepMs)
{
    // The classic step of 100 ms comes from before init was billed for managed runtimes.
    const Duration total = stepMs == 1 ? duration + init.value_or(Duration{0}) : duration;
    const std::int64_t step = stepMs * 1'000'000;
    return std::max<std::int64_t>(1, (total.count() + step - 1) / step) * stepMs;
}

std::string logStream(Instant now, Prng &prng, std::string_view version)
{
    const std::string date = isoMillis(now);
    const std::string first = hex64(prng.next());
    return date.substr(0, 4) + "/" + date.substr(5, 2) + "/" + date.substr(8, 2) + "/[" + std::string(version) + "]"
        + first + hex64(prng.next());
}

} // namespace lambdarium::lines

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lambdarium {
class Prng;
}

/// AWS's platform log lines and error payloads, to the byte (runtime-api.md 3 and 10). No trailing newline.
namespace lambdarium::lines {

/// "python3.13" -> "python:3.13.v1"
std::string runtimeVersion(std::string_view runtime);
std::string runtimeVersionArn(std::string_view runtime);
std::string initStart(std::string_view runtime);
/// status: "timeout", "error" or empty; phase: "init" or "invoke".
std::string initReport(Duration duration, std::string_view phase, std::string_view status,
                       std::string_view errorType = {});
std::string start(std::string_view requestId, std::string_view version = "$LATEST");
std::string restoreStart(std::string_view runtime);
/// status and errorType only when it failed.
std::string restoreReport(Duration duration, std::string_view status = {}, std::string_view errorType = {});
std::string end(std::string_view requestId);

struct Report
{
    std::string_view requestId;
    Duration duration{};
    std::int64_t billedMs = 0;
    std::int64_t memoryMb = 0;
    std::int64_t maxMemoryUsedMb = 0;
    std::optional<Duration> initDuration;
    std::string_view status; ///< empty, "timeout", "error"
    std::string_view errorType;
    std::optional<Duration> restoreDuration = {};
    std::int64_t billedRestoreMs = 0; ///< with restoreDuration
    std::string_view trace = {};      ///< trace header; its line is written when it is sampled
};
std::string report(const Report &report);

std::string timedOut(Instant now, std::string_view requestId, std::int64_t timeoutSeconds);
std::string timedOutPayload(std::string_view requestId, std::int64_t timeoutSeconds);
/// {"errorType":...,"errorMessage":"RequestId: <id> Error: <what>"}
std::string platformError(std::string_view errorType, std::string_view requestId, std::string_view what);
/// Platform errors of an init that no request caused carry no request id: the one that repeats it lends its own.
std::string withRequestId(std::string payload, const std::string &requestId);
std::string responseTooLarge(std::int64_t limit);

/// Billed milliseconds: duration plus init rounded up to the step, at least one step.
std::int64_t billedMs(Duration duration, std::optional<Duration> init, std::int64_t stepMs);

/// "2025/03/04/[$LATEST]<32 hex>"
std::string logStream(Instant now, Prng &prng, std::string_view version = "$LATEST");
/// 16 lower-case hex digits.
std::string hex64(std::uint64_t value);

} // namespace lambdarium::lines

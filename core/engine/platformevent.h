// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/model/model.h"
#include "core/session/facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// Something the platform says about an environment (runtime-api.md 6 and 10): a line of the text format, an object
/// of the JSON format, an entry for Telemetry API subscribers. A value; any thread.
struct PlatformEvent
{
    std::string type; ///< "platform.start"
    Instant time{};
    std::string record;              ///< JSON, without the envelope
    LogLevel level = LogLevel::Info; ///< what SystemLogLevel judges
    LogKind kind = LogKind::Platform;
    std::string text;       ///< the text format's line; empty: it has none
    bool inJsonLogs = true; ///< platform.end is one of the text format and the Logs API alone

    /// {"time":...,"type":...,"record":...}
    std::string json() const;
};

/// Whether a function's log shows what is of this level: Text shows everything.
bool systemLevelShown(const LoggingSettings &settings, LogLevel level);
/// The same for a line of the function: text that is no JSON always, JSON by its level, which is INFO unless given.
bool applicationLineShown(const LoggingSettings &settings, LogLevel level, std::string_view line);

/// Makers of the events. Durations are exact, the records hold milliseconds.
namespace platform {

/// phase: "init" or "invoke"; runtime: "python3.13".
struct InitPlace
{
    std::string_view phase = "init";
    std::string_view initializationType = "on-demand";
};

PlatformEvent initStart(Instant now, const InitPlace &place, std::string_view runtime, std::string_view functionName,
                        std::string_view version);
/// status: "success", "failure", "error", "timeout".
PlatformEvent initRuntimeDone(Instant now, const InitPlace &place, std::string_view status,
                              std::string_view errorType = {});
PlatformEvent initReport(Instant now, const InitPlace &place, std::string_view status, std::string_view errorType,
                         Duration duration);
/// Of SnapStart; status as above.
PlatformEvent restoreStart(Instant now, std::string_view runtime, std::string_view functionName,
                           std::string_view version);
/// The restored runtime's part, hooks included.
PlatformEvent restoreRuntimeDone(Instant now, std::string_view status, std::string_view errorType);
PlatformEvent restoreReport(Instant now, std::string_view status, std::string_view errorType, Duration duration);
PlatformEvent start(Instant now, std::string_view requestId, std::string_view version, std::string_view trace);
struct RuntimeDone
{
    std::string_view requestId;
    std::string_view status = "success";
    std::string_view errorType;
    std::string_view trace;
    Instant started{};
    Duration duration{};
    std::int64_t producedBytes = 0;
};
PlatformEvent runtimeDone(Instant now, const RuntimeDone &done);
PlatformEvent end(Instant now, std::string_view requestId);

struct Report
{
    std::string_view requestId;
    Duration duration{};
    std::int64_t billedMs = 0;
    std::int64_t memoryMb = 0;
    std::int64_t maxMemoryUsedMb = 0;
    std::optional<Duration> initDuration;
    std::optional<Duration> restoreDuration;
    std::int64_t billedRestoreMs = 0; ///< with restoreDuration
    std::string_view status;          ///< "success", "error", "failure", "timeout"
    std::string_view errorType;
    std::string_view trace; ///< "Root=1-...;Parent=...;Sampled=1"
};
/// The text format's line alone.
std::string reportLine(const Report &report, std::string_view lineStatus, std::string_view lineErrorType);
/// lineStatus and lineErrorType: what the text line shows; errors of the function itself are not shown there.
PlatformEvent report(Instant now, const Report &report, std::string_view lineStatus, std::string_view lineErrorType);

/// events: "INVOKE", "SHUTDOWN".
PlatformEvent extension(Instant now, std::string_view name, std::string_view state,
                        const std::vector<std::string> &events, std::string_view errorType = {});
/// The Telemetry API's, or the Logs API's ("platform.logsSubscription").
PlatformEvent subscription(Instant now, bool logsApi, std::string_view name, const std::vector<std::string> &types);
PlatformEvent logsDropped(Instant now, std::string_view reason, std::uint64_t records, std::uint64_t bytes);
/// The Logs API's word for a process that ended in the middle; text is the log's line.
PlatformEvent fault(Instant now, std::string text);

} // namespace platform

} // namespace lambdarium

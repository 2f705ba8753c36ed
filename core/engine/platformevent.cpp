// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/platformevent.h"

#include "core/engine/reportlines.h"
#include "core/engine/traceheader.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace lambdarium {

namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

LogLevel levelNamed(std::string_view name)
{
    static constexpr std::array<std::string_view, 6> names{"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return static_cast<LogLevel>(static_cast<std::size_t>(LogLevel::Trace) + i);
    }
    return LogLevel::Info;
}

} // namespace

std::string PlatformEvent::json() const
{
    return "{\"time\":\"" + isoMillis(time) + "\",\"type\":\"" + type + "\",\"record\":" + record + "}";
}

bool systemLevelShown(const LoggingSettings &settings, LogLevel level)
{
    return settings.format != "JSON" || level >= levelNamed(settings.systemLevel);
}

bool applicationLineShown(const LoggingSettings &settings, LogLevel level, std::string_view line)
{
    if (settings.format != "JSON")
        return true;
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line[first] != '{' || !Json::accept(line))
        return true;
    return (level == LogLevel::None ? LogLevel::Info : level) >= levelNamed(settings.applicationLevel);
}

namespace platform {

namespace {

/// As the lines have it: two decimals.
double millis(Duration duration) { return std::round(toMillis(duration) * 100.0) / 100.0; }

PlatformEvent make(Instant now, const char *type, const Json &record, LogKind kind, std::string text = {})
{
    PlatformEvent event;
    event.type = type;
    event.time = now;
    event.record = dump(record);
    event.kind = kind;
    event.text = std::move(text);
    return event;
}

Json tracing(std::string_view trace)
{
    Json record = Json::object();
    if (const std::string parent = traceField(trace, "Parent"); !parent.empty())
        record["spanId"] = parent;
    record["type"] = "X-Amzn-Trace-Id";
    record["value"] = trace;
    return record;
}

void addStatus(Json &record, std::string_view status, std::string_view errorType)
{
    record["status"] = status;
    if (!errorType.empty())
        record["errorType"] = errorType;
}

Json placed(const InitPlace &place)
{
    return Json{{"initializationType", place.initializationType}, {"phase", place.phase}};
}

} // namespace

PlatformEvent initStart(Instant now, const InitPlace &place, std::string_view runtime, std::string_view functionName,
                        std::string_view version)
{
    Json record = placed(place);
    record["runtimeVersion"] = lines::runtimeVersion(runtime);
    record["runtimeVersionArn"] = lines::runtimeVersionArn(runtime);
    record["functionName"] = functionName;
    record["functionVersion"] = version;
    return make(now, "platform.initStart", record, LogKind::InitStart, lines::initStart(runtime));
}

PlatformEvent initRuntimeDone(Instant now, const InitPlace &place, std::string_view status, std::string_view errorType)
{
    Json record = placed(place);
    addStatus(record, status, errorType);
    PlatformEvent event = make(now, "platform.initRuntimeDone", record, LogKind::Platform);
    event.level = status == "success" ? LogLevel::Debug : LogLevel::Warn;
    return event;
}

PlatformEvent initReport(Instant now, const InitPlace &place, std::string_view status, std::string_view errorType,
                         Duration duration)
{
    Json record = placed(place);
    addStatus(record, status, errorType);
    record["metrics"] = {{"durationMs", millis(duration)}};
    const bool success = status == "success";
    const bool prepared = place.initializationType != "on-demand";
    PlatformEvent event = make(now, "platform.initReport", record, LogKind::InitReport);
    if (!success || prepared)
        event.text = lines::initReport(duration, place.phase, success ? "" : status, errorType);
    if (success)
        event.level = prepared ? LogLevel::Info : LogLevel::Debug;
    else
        event.level = LogLevel::Warn;
    return event;
}

PlatformEvent restoreStart(Instant now, std::string_view runtime, std::string_view functionName,
                           std::string_view version)
{
    const Json record{{"runtimeVersion", lines::runtimeVersion(runtime)},
                      {"runtimeVersionArn", lines::runtimeVersionArn(runtime)},
                      {"functionName", functionName},
                      {"functionVersion", version}};
    return make(now, "platform.restoreStart", record, LogKind::Platform, lines::restoreStart(runtime));
}

PlatformEvent restoreRuntimeDone(Instant now, std::string_view status, std::string_view errorType)
{
    Json record = Json::object();
    addStatus(record, status, errorType);
    PlatformEvent event = make(now, "platform.restoreRuntimeDone", record, LogKind::Platform);
    event.level = status == "success" ? LogLevel::Debug : LogLevel::Warn; // as initRuntimeDone (unconfirmed)
    return event;
}

PlatformEvent restoreReport(Instant now, std::string_view status, std::string_view errorType, Duration duration)
{
    Json record = Json::object();
    addStatus(record, status, errorType);
    record["metrics"] = {{"durationMs", millis(duration)}};
    const bool success = status == "success";
    PlatformEvent event = make(now, "platform.restoreReport", record, LogKind::Platform,
                               lines::restoreReport(duration, success ? "" : status, errorType));
    event.level = success ? LogLevel::Info : LogLevel::Warn;
    return event;
}

PlatformEvent start(Instant now, std::string_view requestId, std::string_view version, std::string_view trace)
{
    Json record{{"requestId", requestId}, {"version", version}};
    if (!trace.empty())
        record["tracing"] = tracing(trace);
    return make(now, "platform.start", record, LogKind::Start, lines::start(requestId, version));
}

PlatformEvent runtimeDone(Instant now, const RuntimeDone &done)
{
    Json record{{"requestId", done.requestId}};
    addStatus(record, done.status, done.errorType);
    if (!done.trace.empty())
        record["tracing"] = tracing(done.trace);
    record["spans"] = Json::array(
        {{{"name", "responseLatency"}, {"start", isoMillis(done.started)}, {"durationMs", millis(done.duration)}}});
    record["metrics"] = {{"durationMs", millis(done.duration)}, {"producedBytes", done.producedBytes}};
    PlatformEvent event = make(now, "platform.runtimeDone", record, LogKind::Platform);
    event.level = done.status == "success" ? LogLevel::Debug : LogLevel::Warn;
    return event;
}

PlatformEvent end(Instant now, std::string_view requestId)
{
    PlatformEvent event = make(now, "platform.end", Json{{"requestId", requestId}}, LogKind::End,
                               lines::end(requestId));
    event.inJsonLogs = false;
    return event;
}

std::string reportLine(const Report &report, std::string_view lineStatus, std::string_view lineErrorType)
{
    lines::Report line{report.requestId,       report.duration,     report.billedMs, report.memoryMb,
                       report.maxMemoryUsedMb, report.initDuration, lineStatus,      lineErrorType};
    line.restoreDuration = report.restoreDuration;
    line.billedRestoreMs = report.billedRestoreMs;
    line.trace = report.trace;
    return lines::report(line);
}

PlatformEvent report(Instant now, const Report &report, std::string_view lineStatus, std::string_view lineErrorType)
{
    Json metrics{{"durationMs", millis(report.duration)},
                 {"billedDurationMs", report.billedMs},
                 {"memorySizeMB", report.memoryMb},
                 {"maxMemoryUsedMB", report.maxMemoryUsedMb}};
    if (report.initDuration)
        metrics["initDurationMs"] = millis(*report.initDuration);
    if (report.restoreDuration) {
        metrics["restoreDurationMs"] = millis(*report.restoreDuration);
        metrics["billedRestoreDurationMs"] = report.billedRestoreMs;
    }
    Json record{{"requestId", report.requestId}, {"metrics", metrics}};
    if (!report.trace.empty())
        record["tracing"] = tracing(report.trace);
    addStatus(record, report.status, report.errorType);
    PlatformEvent event = make(now, "platform.report", record, LogKind::Report,
                               reportLine(report, lineStatus, lineErrorType));
    event.level = report.status == "success" ? LogLevel::Info : LogLevel::Warn;
    return event;
}

PlatformEvent extension(Instant now, std::string_view name, std::string_view state,
                        const std::vector<std::string> &events, std::string_view errorType)
{
    Json record{{"name", name}, {"state", state}, {"events", events}};
    if (!errorType.empty())
        record["errorType"] = errorType;
    std::string list;
    for (const std::string &event : events)
        list += (list.empty() ? "" : ", ") + event;
    std::string text = "EXTENSION\tName: " + std::string(name) + "\tState: " + std::string(state) + "\tEvents: [" + list
        + "]";
    if (!errorType.empty())
        text += "\tError Type: " + std::string(errorType);
    return make(now, "platform.extension", record, LogKind::Platform, std::move(text));
}

PlatformEvent subscription(Instant now, bool logsApi, std::string_view name, const std::vector<std::string> &types)
{
    const Json record{{"name", name}, {"state", "Subscribed"}, {"types", types}};
    std::string list;
    for (const std::string &type : types)
        list += (list.empty() ? "" : ", ") + type;
    const char *word = logsApi ? "LOGS" : "TELEMETRY";
    return make(now, logsApi ? "platform.logsSubscription" : "platform.telemetrySubscription", record,
                LogKind::Platform,
                std::string(word) + "\tName: " + std::string(name) + "\tState: Subscribed\tTypes: [" + list + "]");
}

PlatformEvent logsDropped(Instant now, std::string_view reason, std::uint64_t records, std::uint64_t bytes)
{
    const Json record{{"reason", reason}, {"droppedRecords", records}, {"droppedBytes", bytes}};
    PlatformEvent event = make(now, "platform.logsDropped", record, LogKind::Platform);
    event.level = LogLevel::Warn;
    return event;
}

PlatformEvent fault(Instant now, std::string text)
{
    PlatformEvent event = make(now, "platform.fault", Json(text), LogKind::Platform, std::move(text));
    event.level = LogLevel::Error;
    return event;
}

} // namespace platform

} // namespace lambdarium

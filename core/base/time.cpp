// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"

#include <cstdio>
#include <ctime>

namespace lambdarium {

namespace {

std::tm utcFields(Instant time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch());
    const std::time_t value = static_cast<std::time_t>(seconds.count());
    std::tm fields{};
    gmtime_r(&value, &fields);
    return fields;
}

std::string formatted(Instant time, const char *dateFormat, const char *zone)
{
    const std::tm fields = utcFields(time);
    char date[40];
    std::strftime(date, sizeof date, dateFormat, &fields);
    char text[64];
    std::snprintf(text, sizeof text, "%s.%03d%s", date, static_cast<int>(unixMillis(time) % 1000), zone);
    return text;
}

} // namespace

std::string isoMillis(Instant time) { return formatted(time, "%Y-%m-%dT%H:%M:%S", "Z"); }

std::string isoMillisOffset(Instant time) { return formatted(time, "%Y-%m-%dT%H:%M:%S", "+0000"); }

std::string isoCompact(Instant time)
{
    const std::tm fields = utcFields(time);
    char text[24];
    std::strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &fields);
    return text;
}

std::int64_t unixMillis(Instant time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

double toMillis(Duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

Instant wallNow()
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return Instant{std::chrono::seconds{now.tv_sec} + Duration{now.tv_nsec}};
}

} // namespace lambdarium

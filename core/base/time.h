// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace lambdarium {

/// The engine's clock: UTC nanoseconds since the Unix epoch. It has no now(): time is pushed in by whoever
/// drives the EventLoop, and a time point of any other clock does not convert (decisions.md, "time").
struct EngineClock
{
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<EngineClock>;
    static constexpr bool is_steady = true;
};

using Instant = EngineClock::time_point;
using Duration = std::chrono::nanoseconds;

/// "2025-03-04T05:06:07.089Z", the form of AWS log lines and records.
std::string isoMillis(Instant time);
/// "2025-03-04T05:06:07.089+0000", the form of LastModified.
std::string isoMillisOffset(Instant time);
/// "20250304T050607Z"
std::string isoCompact(Instant time);
std::int64_t unixMillis(Instant time);
double toMillis(Duration duration);
/// The machine's UTC clock; wall drivers and stamps of files only, never the engine.
Instant wallNow();

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lambdarium {

enum class LimitsProfileName { Current, Classic };

/// AWS's numbers as data (configuration-and-limits.md 2 and 5). `classic` is the 2019-style mode for lessons.
struct LimitsProfile
{
    LimitsProfileName name = LimitsProfileName::Current;
    std::int64_t memoryMinMb = 128;
    std::int64_t memoryMaxMb = 10240;
    std::int64_t memoryStepMb = 1;
    std::int64_t timeoutMaxSeconds = 900;
    std::int64_t ephemeralMinMb = 512;
    std::int64_t ephemeralMaxMb = 10240;
    std::int64_t environmentBytes = 4096;
    std::int64_t accountConcurrency = 1000;
    std::int64_t unreservedMinimum = 100;
    std::int64_t syncPayloadBytes = 6291456;
    std::int64_t responsePayloadBytes = 6291556;
    std::int64_t asyncPayloadBytes = 1048576;
    std::int64_t billingStepMs = 1;

    static LimitsProfile current();
    static LimitsProfile classic();
};

/// AWS's sentence when the value is out of range, nothing when it is legal.
std::optional<std::string> memoryFault(const LimitsProfile &profile, std::int64_t megabytes);
std::optional<std::string> timeoutFault(const LimitsProfile &profile, std::int64_t seconds);
/// Why a function of this runtime cannot have SnapStart.
std::optional<std::string> snapStartFault(std::string_view runtime);
std::optional<std::string> ephemeralFault(const LimitsProfile &profile, std::int64_t megabytes);

} // namespace lambdarium

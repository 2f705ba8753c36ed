// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/limits.h"

#include <cstdlib>

#include <string_view>

namespace lambdarium {

namespace {

std::string constraint(std::int64_t value, std::string_view member, std::string_view rule)
{
    return "Value '" + std::to_string(value) + "' at '" + std::string(member)
        + "' failed to satisfy constraint: " + std::string(rule);
}

std::optional<std::string> rangeFault(std::int64_t value, std::string_view member, std::int64_t low, std::int64_t high)
{
    if (value < low)
        return constraint(value, member, "Member must have value greater than or equal to " + std::to_string(low));
    if (value > high)
        return constraint(value, member, "Member must have value less than or equal to " + std::to_string(high));
    return std::nullopt;
}

} // namespace

LimitsProfile LimitsProfile::current() { return {}; }

LimitsProfile LimitsProfile::classic()
{
    LimitsProfile profile;
    profile.name = LimitsProfileName::Classic;
    profile.memoryMaxMb = 3008;
    profile.memoryStepMb = 64;
    profile.ephemeralMaxMb = 512;
    profile.asyncPayloadBytes = 262144;
    profile.billingStepMs = 100;
    return profile;
}

std::optional<std::string> memoryFault(const LimitsProfile &profile, std::int64_t megabytes)
{
    if (megabytes > profile.memoryMaxMb)
        return "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to "
            + std::to_string(profile.memoryMaxMb);
    if (auto fault = rangeFault(megabytes, "memorySize", profile.memoryMinMb, profile.memoryMaxMb))
        return fault;
    if (megabytes % profile.memoryStepMb != 0) // the exact old wording is unconfirmed
        return constraint(megabytes, "memorySize",
                          "Member must be a multiple of " + std::to_string(profile.memoryStepMb));
    return std::nullopt;
}

std::optional<std::string> timeoutFault(const LimitsProfile &profile, std::int64_t seconds)
{
    return rangeFault(seconds, "timeout", 1, profile.timeoutMaxSeconds);
}

std::optional<std::string> ephemeralFault(const LimitsProfile &profile, std::int64_t megabytes)
{
    return rangeFault(megabytes, "ephemeralStorage.size", profile.ephemeralMinMb, profile.ephemeralMaxMb);
}

std::optional<std::string> snapStartFault(std::string_view runtime)
{
    const auto atLeast = [runtime](std::string_view family, std::string_view before, int version) {
        if (!runtime.starts_with(family))
            return false;
        std::string_view number = runtime.substr(family.size());
        if (!before.empty() && !number.starts_with(before))
            return false;
        number.remove_prefix(before.size());
        return std::atoi(std::string(number).c_str()) >= version;
    };
    if (atLeast("python", "3.", 12) || atLeast("java", "", 11) || atLeast("dotnet", "", 8))
        return std::nullopt;
    return std::string(runtime) + " is not supported for SnapStart enabled functions.";
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/functionrules.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lambdarium {

namespace {

/// Order and contents are AWS's (configuration-and-limits.md 2, Runtime).
constexpr std::array currentRuntimes{
    "nodejs20.x", "python3.14", "provided.al2023", "python3.12", "python3.13", "nodejs24.x", "nodejs22.x",
    "java25",     "python3.10", "python3.11",      "java21",     "ruby3.3",    "ruby3.4",    "ruby3.2",
    "python3.8",  "python3.9",  "java17",          "nodejs16.x", "dotnet10",   "dotnet8",    "java11",
    "dotnet6",    "nodejs18.x", "provided.al2",    "java8.al2",
};
constexpr std::array retiredRuntimes{"java8",      "go1.x",      "provided",  "ruby2.7",
                                     "nodejs12.x", "nodejs14.x", "python3.7", "dotnetcore3.1"};
constexpr std::array reservedNames{
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "LAMBDA_TASK_ROOT",
    "LAMBDA_RUNTIME_DIR",
    "TZ",
};

const std::string unable =
    "Lambda was unable to configure your environment variables because the environment variables you have provided ";

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

} // namespace

bool reservedVariableName(std::string_view name) { return std::ranges::count(reservedNames, name) > 0; }

bool legalVariableName(std::string_view name)
{
    return name.size() >= 2 && letter(name[0])
        && std::ranges::all_of(name, [](char c) { return letter(c) || c == '_' || (c >= '0' && c <= '9'); });
}

std::optional<RuntimeFault> runtimeFault(std::string_view runtime)
{
    if (std::ranges::count(retiredRuntimes, runtime) > 0)
        return RuntimeFault{true,
                            "The runtime parameter of " + std::string(runtime)
                                + " is no longer supported for creating or updating AWS Lambda functions. We recommend "
                                  "you use a supported runtime while creating or updating functions."};
    if (std::ranges::count(currentRuntimes, runtime) > 0)
        return std::nullopt;
    std::string list;
    for (const char *known : currentRuntimes)
        list.append(list.empty() ? "" : ", ").append(known);
    return RuntimeFault{false,
                        "Value " + std::string(runtime)
                            + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [" + list
                            + "] or be a valid ARN"};
}

std::optional<std::string> reservedVariablesFault(const std::vector<EnvironmentVariable> &environment)
{
    std::string reserved;
    for (const EnvironmentVariable &variable : environment)
        if (reservedVariableName(variable.name))
            reserved.append(reserved.empty() ? "" : ", ").append(variable.name);
    if (reserved.empty())
        return std::nullopt;
    return unable
        + "contains reserved keys that are currently not supported for modification. Reserved keys used in this "
          "request: "
        + reserved;
}

std::optional<std::string> environmentSizeFault(const LimitsProfile &profile,
                                                const std::vector<EnvironmentVariable> &environment)
{
    using Json = nlohmann::ordered_json;
    Json all = Json::object();
    for (const EnvironmentVariable &variable : environment)
        all[variable.name] = variable.value;
    const std::string measured = all.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (static_cast<std::int64_t>(measured.size()) <= profile.environmentBytes)
        return std::nullopt;
    return unable + "exceeded the 4KB limit. String measured: " + measured;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/limits.h"
#include "core/model/model.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Rules of function settings that template and API share, in AWS's words (configuration-and-limits.md 2).
namespace lambdarium {

struct RuntimeFault
{
    bool retired = false; ///< it was a runtime once
    std::string message;
};
std::optional<RuntimeFault> runtimeFault(std::string_view runtime);

/// Names that Lambda gives itself.
bool reservedVariableName(std::string_view name);
bool legalVariableName(std::string_view name);
/// What legalVariableName() asks for, as AWS says it.
inline constexpr std::string_view variableNameRule =
    "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]";
std::optional<std::string> reservedVariablesFault(const std::vector<EnvironmentVariable> &environment);
std::optional<std::string> environmentSizeFault(const LimitsProfile &profile,
                                                const std::vector<EnvironmentVariable> &environment);

} // namespace lambdarium

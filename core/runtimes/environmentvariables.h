// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/runtimes/interpreters.h"

#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

/// Where things are inside an environment.
inline constexpr std::uint16_t runtimeApiPort = 9001;
inline constexpr std::uint16_t endpointPort = 4566;
/// Where Lambda's X-Ray daemon takes segments, by UDP (runtime-api.md 7 and 11).
inline constexpr std::uint16_t xrayPort = 2000;
inline constexpr std::uint32_t xrayAddress = 0xa9fe6401; ///< 169.254.100.1

/// The complete environment of a function's process (runtime-api.md 7): defaults the function may replace, its own
/// variables, credentials, and the reserved names last.
std::vector<std::pair<std::string, std::string>> environmentVariables(const EnvironmentSpec &spec,
                                                                      const RuntimeChoice &choice);
/// What external extensions see of it (runtime-api.md 5).
std::vector<std::pair<std::string, std::string>> extensionVariables(
    const std::vector<std::pair<std::string, std::string>> &all);

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/lambdacall.h"

#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

/// The settings that CreateFunction and UpdateFunctionConfiguration share, as far as the request has them. Plain value.
struct FunctionSettings
{
    std::optional<std::string> runtime, handler, role, description, deadLetterArn, tracing, snapStart;
    std::optional<std::string> logFormat, logGroup, applicationLevel, systemLevel;
    std::optional<std::int64_t> memoryMb, timeoutSeconds, ephemeralMb;
    std::optional<std::vector<EnvironmentVariable>> environment;
    std::optional<std::vector<std::string>> layers; ///< ARNs
    NodeId deadLetter;                              ///< of deadLetterArn; empty: none
    std::string echoed;                             ///< LatestOverride::echoed of this request; empty: none
    std::string unsupported;                        ///< why something that the request asks for cannot be had

    /// Faults of the service model go to the validation.
    static FunctionSettings read(const GatewayContext &context, const nlohmann::json &body, Validation &validation);
    /// The first business rule that is broken (InvalidParameterValueException). before: the function as it is, nullptr
    /// for a new one.
    std::optional<std::string> fault(const GatewayContext &context, const std::string &name,
                                     const Function *before) const;
    void apply(Function &function) const;
};

/// {"Architectures":[...]} of a body that has them; empty otherwise.
std::string readArchitectures(const nlohmann::json &body, Validation &validation);
/// What is echoed of a function so far, with the members of `echoed` in their place.
std::string merged(const GatewayContext &context, const std::string &name, const std::string &echoed);

} // namespace lambdarium

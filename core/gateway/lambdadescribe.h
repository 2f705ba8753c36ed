// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/gatewayparts.h"
#include "core/services/eventsourcemapping.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <vector>

namespace lambdarium {

/// FunctionConfiguration (configuration-and-limits.md 4) of the deployed state. CodeSha256 and CodeSize are those of
/// the zip that its code makes, once withPackages() has them. Members whose value is not known here are absent.
nlohmann::json functionConfiguration(const GatewayContext &context, const Function &function,
                                     const std::string &qualifier);
/// Runs then once the packages of these functions are known; at once when they are, never after the gateway's end.
void withPackages(GatewayContext &context, const std::vector<NodeId> &functions, std::function<void()> then);
/// Stable as long as settings and code are, and the moment when the API changed them last: a UUID-shaped digest.
std::string revisionOf(const Function &function, const CodeSnapshot &code, Instant changed = {});
std::string roleArn(const Account &account, const Function &function);
nlohmann::json urlConfiguration(const GatewayContext &context, const Function &function);
nlohmann::json mappingConfiguration(const GatewayContext &context, const MappingView &mapping);

} // namespace lambdarium

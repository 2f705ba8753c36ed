// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/route.h"
#include "core/http/httpmessage.h"
#include "core/services/serviceresult.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

/// AWS Query: form arguments to the JSON shape of the same operation, and that shape's result to XML. Each service
/// is thereby written once, in JSON's terms.
namespace lambdarium {

/// "A.1.B=x" as {"A":{"1":{"B":"x"}}}; nothing beyond 10 levels or 2,000 arguments.
std::optional<nlohmann::json> queryTree(const QueryArguments &form);
/// SQS: flattened lists and Name/Value pairs become the JSON protocol's members ("Attributes", "Entries", ...).
nlohmann::json sqsInputFromQuery(const nlohmann::json &tree);
/// SNS and STS: "X.member.N" become arrays, "X.entry.N" with key/value or Name/Value become objects.
nlohmann::json inputFromQuery(const nlohmann::json &tree);

HttpResponse queryReply(const Route &route, const nlohmann::json &result, const std::string &requestId);
HttpResponse queryError(ApiService service, const ServiceError &error, const std::string &requestId);

} // namespace lambdarium

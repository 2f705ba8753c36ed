// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

/// Lambda's REST-JSON.
namespace lambdarium {

HttpResponse restJsonReply(const nlohmann::json &value, int status = 200);
/// Status, x-amzn-ErrorType and the body members that this type has on AWS: "message" or "Message", and "Type"
/// except for a few (aws-api.md 1).
HttpResponse restJsonError(int status, const std::string &type, const std::string &message);
/// ValidationException: "1 validation error detected: Value 'v' at 'path' failed to satisfy constraint: rule".
HttpResponse restJsonValidation(const std::string &value, const std::string &path, const std::string &rule);

} // namespace lambdarium

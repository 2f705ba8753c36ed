// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/services/serviceresult.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

/// AWS JSON 1.0 (X-Amz-Target) to values and back.
namespace lambdarium {

inline constexpr std::string_view jsonContentType = "application/x-amz-json-1.0";

/// A JSON object within security.md B.2.8's depth; nothing when it is not one. An empty body is {}.
std::optional<nlohmann::json> parseJsonObject(std::string_view body);
/// Text that is not UTF-8 is sent with replacement characters instead of failing.
std::string jsonText(const nlohmann::json &value);
HttpResponse jsonReply(const nlohmann::json &value);
HttpResponse jsonError(int status, const std::string &type, const std::string &message);

} // namespace lambdarium

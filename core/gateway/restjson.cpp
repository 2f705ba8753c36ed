// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/restjson.h"

#include "core/gateway/jsonprotocol.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lambdarium {

namespace {

bool contains(const auto &names, const std::string &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

HttpResponse restJsonReply(const nlohmann::json &value, int status)
{
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "application/json");
    response.body = jsonText(value);
    return response;
}

HttpResponse restJsonError(int status, const std::string &type, const std::string &message)
{
    static constexpr std::array<std::string_view, 7> capital{
        "ResourceNotFoundException",    "AccessDeniedException",           "ResourceInUseException", "ServiceException",
        "RecursiveInvocationException", "CodeVerificationFailedException", "SnapStartException"};
    static constexpr std::array<std::string_view, 5> bare{"ValidationException", "MissingAuthenticationTokenException",
                                                          "UnknownOperationException", "RequestEntityTooLargeException",
                                                          "IncompleteSignatureException"};
    nlohmann::json body = nlohmann::json::object();
    if (!contains(bare, type) && type != "AccessDeniedException")
        body["Type"] = status >= 500 ? "Service" : "User";
    body[contains(capital, type) ? "Message" : "message"] = message;
    HttpResponse response = restJsonReply(body, status);
    response.headers.add("x-amzn-ErrorType", type);
    return response;
}

HttpResponse restJsonValidation(const std::string &value, const std::string &path, const std::string &rule)
{
    return restJsonError(400, "ValidationException",
                         "1 validation error detected: Value '" + value + "' at '" + path
                             + "' failed to satisfy constraint: " + rule);
}

} // namespace lambdarium

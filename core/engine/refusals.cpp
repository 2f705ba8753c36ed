// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/refusals.h"

#include <nlohmann/json.hpp>

namespace lambdarium::refusals {

using Json = nlohmann::ordered_json;

namespace {

std::string dump(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

} // namespace

InvokeOutcome make(int status, std::string_view type, std::string_view messageKey, std::string_view message)
{
    InvokeOutcome outcome;
    outcome.status = status;
    outcome.errorType = type;
    Json body;
    body["Type"] = status >= 500 ? "Service" : "User";
    body[std::string(messageKey)] = std::string(message);
    outcome.payload = dump(body);
    return outcome;
}

InvokeOutcome notFound(const std::string &arnWithQualifier)
{
    return make(404, "ResourceNotFoundException", "Message", "Function not found: " + arnWithQualifier);
}

InvokeOutcome wrongRegion(std::string_view asked, std::string_view here)
{
    return make(404, "ResourceNotFoundException", "Message",
                "Functions from '" + std::string(asked) + "' are not reachable in this region ('" + std::string(here)
                    + "')");
}

/// The reference has the type; the sentence is that of the service model.
InvokeOutcome recursive()
{
    return make(400, "RecursiveInvocationException", "Message",
                "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services "
                "resources and stopped your function's invocation.");
}

InvokeOutcome qualifierMismatch()
{
    return make(400, "InvalidParameterValueException", "message",
                "The derived qualifier from the function name does not match the specified qualifier.");
}

InvokeOutcome invalidJson(const std::string &fault)
{
    return make(400, "InvalidRequestContentException", "message",
                "Could not parse request body into json: Could not parse payload into json: " + fault);
}

InvokeOutcome tooLarge(std::int64_t limit)
{
    return make(413, "RequestTooLargeException", "message",
                "Request must be smaller than " + std::to_string(limit) + " bytes for the InvokeFunction operation");
}

InvokeOutcome throttled(const ConcurrencyRefusal &refusal)
{
    InvokeOutcome outcome;
    outcome.status = 429;
    outcome.errorType = "TooManyRequestsException";
    Json body;
    body["Reason"] = refusal.reason;
    body["Type"] = "User";
    body["message"] = "Rate Exceeded.";
    outcome.payload = dump(body);
    return outcome;
}

InvokeOutcome notDeployed(const std::string &problem)
{
    return make(409, "ResourceConflictException", "message",
                "The operation cannot be performed at this time. The function is currently in the following state: "
                "Failed. "
                    + problem);
}

InvokeOutcome restricted(const std::string &why) { return make(403, "AccessDeniedException", "Message", why); }

InvokeOutcome serviceError(const std::string &message) { return make(500, "ServiceException", "Message", message); }

} // namespace lambdarium::refusals

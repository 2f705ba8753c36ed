// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdacall.h"

#include "core/gateway/base64.h"
#include "core/gateway/lambdadescribe.h"
#include "core/gateway/restjson.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::size_t pageMax = 50;

bool qualifierAllowed(const std::string &qualifier)
{
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'
            || c == '$';
    };
    return qualifier.size() <= 128 && (qualifier == "$LATEST.PUBLISHED" || std::ranges::all_of(qualifier, allowed));
}

/// Function, region and agreement of the two places that may hold a qualifier.
FunctionTarget findNamed(Lambda &lambda, std::string &qualifier, std::string &name)
{
    const FunctionName reference = parseFunctionName(lambda.segment);
    const Account &account = lambda.context.account;
    qualifier = argument(*lambda.call, "Qualifier");
    name = reference.name;
    if (!qualifierAllowed(qualifier)) {
        lambda.call->finish(
            qualifier.size() > 128
                ? restJsonValidation(qualifier, "qualifier", "Member must have length less than or equal to 128")
                : restJsonValidation(qualifier, "qualifier",
                                     "Member must satisfy regular expression pattern: "
                                     "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+"));
        return {};
    }
    if (!qualifier.empty() && !reference.qualifier.empty() && qualifier != reference.qualifier) {
        fail(lambda.call, 400, "InvalidParameterValueException",
             "The derived qualifier from the function name does not match the specified qualifier.");
        return {};
    }
    if (qualifier.empty())
        qualifier = reference.qualifier;
    if (!reference.region.empty() && reference.region != account.region) {
        fail(lambda.call, 404, "ResourceNotFoundException",
             "Functions from '" + reference.region + "' are not reachable in this region ('" + account.region + "')");
        return {};
    }
    FunctionTarget target{lambda.context.model.function(reference.name), qualifier, nullptr};
    if (!target.function)
        fail(lambda.call, 404, "ResourceNotFoundException",
             "Function not found: " + account.functionArn(reference.name, qualifier));
    else
        lambda.call->target = target.function->id;
    return target;
}

} // namespace

void fail(const ApiCallPtr &call, int status, const std::string &type, const std::string &message)
{
    call->finish(restJsonError(status, type, message));
}

void fail(const ApiCallPtr &call, const ApiRefusal &refusal)
{
    HttpResponse response = restJsonError(refusal.status, refusal.type, refusal.message);
    if (refusal.withoutType)
        response.body = json{{"message", refusal.message}}.dump(-1, ' ', false, json::error_handler_t::replace);
    call->finish(std::move(response));
}

bool offered(const Lambda &lambda, bool has)
{
    if (!has)
        fail(lambda.call, 501, "UnknownOperationException",
             "Lambda operation " + lambda.call->route.operation + " is not served here.");
    return has;
}

const char *const staleRevision =
    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the "
    "latest Revision Id";

std::string argument(const ApiCall &call, std::string_view name)
{
    const std::string *value = findArgument(call.route.query, name);
    return value ? *value : std::string();
}

FunctionName parseFunctionName(const std::string &text)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t colon = text.find(':', begin);
        parts.push_back(text.substr(begin, colon - begin));
        if (colon == std::string::npos)
            break;
        begin = colon + 1;
    }
    FunctionName reference;
    std::size_t at = 0;
    if (parts.front() == "arn" && parts.size() >= 7) {
        reference.region = parts[3];
        at = 6;
    } else if (parts.size() >= 3 && parts[1] == "function") {
        at = 2;
    } else if (parts.size() >= 2 && parts[0] == "function") {
        at = 1;
    }
    reference.name = parts[at];
    if (at + 1 < parts.size())
        reference.qualifier = parts[at + 1];
    return reference;
}

FunctionTarget findWholeFunction(Lambda &lambda)
{
    std::string qualifier, name;
    return findNamed(lambda, qualifier, name);
}

FunctionTarget findFunction(Lambda &lambda)
{
    std::string qualifier, name;
    FunctionTarget target = findNamed(lambda, qualifier, name);
    if (!target.function || qualifier.empty() || qualifier == "$LATEST")
        return target;
    const Releases &releases = lambda.context.engine.releases();
    const FunctionAlias *alias = releases.alias(target.function->name, qualifier);
    if (alias && alias->version == "$LATEST")
        return target;
    target.version = releases.version(target.function->name, alias ? alias->version : qualifier);
    if (target.version)
        return target;
    fail(lambda.call, 404, "ResourceNotFoundException",
         "Function not found: " + lambda.context.account.functionArn(target.function->name, qualifier));
    return {};
}

bool readPage(const ApiCallPtr &call, Page &page)
{
    const std::string items = argument(*call, "MaxItems");
    if (!items.empty()) {
        std::size_t wanted = 0;
        const auto [end, error] = std::from_chars(items.data(), items.data() + items.size(), wanted);
        if (error != std::errc{} || *end != '\0' || wanted < 1 || wanted > 10000) {
            call->finish(restJsonValidation(items, "maxItems",
                                            wanted < 1 ? "Member must have value greater than or equal to 1"
                                                       : "Member must have value less than or equal to 10000"));
            return false;
        }
        page.count = std::min(wanted, pageMax);
    }
    const std::string marker = base64Decode(argument(*call, "Marker")).value_or("x");
    if (marker.empty())
        return true;
    const auto [end, error] = std::from_chars(marker.data(), marker.data() + marker.size(), page.begin);
    if (error == std::errc{} && end == marker.data() + marker.size())
        return true;
    fail(call, 400, "InvalidParameterValueException", "Invalid marker");
    return false;
}

void finishPage(const ApiCallPtr &call, const json &all, Page page, const char *member)
{
    json list = json::array();
    for (std::size_t at = page.begin; at < all.size() && list.size() < page.count; ++at)
        list.push_back(all[at]);
    json result{{member, std::move(list)}};
    if (page.begin + page.count < all.size())
        result["NextMarker"] = base64Encode(std::to_string(page.begin + page.count));
    call->finish(restJsonReply(result));
}

std::optional<json> readBody(const ApiCallPtr &call)
{
    const auto text = call->http.bodyText();
    if (!text) {
        fail(call, 500, "ServiceException", text.error().message);
        return std::nullopt;
    }
    json body = text->empty() ? json::object() : json::parse(*text, nullptr, false);
    if (body.is_object())
        return body;
    fail(call, 400, "SerializationException", "The request body is no JSON object.");
    return std::nullopt;
}

void Validation::fault(const std::string &value, const std::string &path, const std::string &rule)
{
    m_faults.push_back("Value " + value + " at '" + path + "' failed to satisfy constraint: " + rule);
}

std::optional<std::string> Validation::text(const json &body, const char *member, bool required)
{
    std::string path = member;
    path.front() = static_cast<char>(path.front() | 0x20);
    const auto found = body.find(member);
    if (found == body.end() || found->is_null()) {
        if (required)
            fault("null", path, "Member must not be null");
        return std::nullopt;
    }
    if (found->is_string())
        return found->get<std::string>();
    fault("'" + found->dump() + "'", path, "Member must be a string");
    return std::nullopt;
}

bool Validation::refused(const ApiCallPtr &call) const
{
    if (m_faults.empty())
        return false;
    std::string message = std::to_string(m_faults.size())
        + (m_faults.size() == 1 ? " validation error detected: " : " validation errors detected: ");
    for (const std::string &each : m_faults)
        message += (&each == &m_faults.front() ? "" : "; ") + each;
    fail(call, 400, "ValidationException", message);
    return true;
}

} // namespace lambdarium

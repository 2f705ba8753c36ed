// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdacall.h"
#include "core/gateway/lambdadescribe.h"
#include "core/gateway/restjson.h"

#include <nlohmann/json.hpp>

#include <algorithm>

// What the API says of function URLs; serving them is functionurlapi.cpp.
namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::size_t qualifierMax = 128;

/// A URL belongs to a function or an alias, so versions and $LATEST are no qualifiers here (aws-api.md 1).
bool aliasAllowed(const std::string &qualifier)
{
    const auto letter = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return std::ranges::all_of(qualifier, letter) && (qualifier.empty() || !std::ranges::all_of(qualifier, digit));
}

/// False after a refusal was sent.
bool checkQualifier(const Lambda &lambda, const std::string &qualifier)
{
    const FunctionName reference = parseFunctionName(lambda.segment);
    const std::string given = argument(*lambda.call, "Qualifier");
    if (qualifier.size() > qualifierMax)
        lambda.call->finish(
            restJsonValidation(qualifier, "qualifier", "Member must have length less than or equal to 128"));
    else if (!aliasAllowed(qualifier))
        lambda.call->finish(restJsonValidation(
            qualifier, "qualifier", "Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)"));
    else if (!given.empty() && !reference.qualifier.empty() && given != reference.qualifier)
        fail(lambda.call, 400, "InvalidParameterValueException",
             "The derived qualifier from the function name does not match the specified qualifier.");
    else
        return true;
    return false;
}

} // namespace

void describeUrl(Lambda &lambda)
{
    const FunctionName reference = parseFunctionName(lambda.segment);
    std::string qualifier = argument(*lambda.call, "Qualifier");
    if (qualifier.empty())
        qualifier = reference.qualifier;
    if (!checkQualifier(lambda, qualifier))
        return;
    const Function *function = lambda.context.model.function(reference.name);
    // The template's URL leads to the alias that it publishes, if any; other aliases have none.
    if (!function || !function->url || (!qualifier.empty() && qualifier != function->autoPublishAlias))
        return fail(lambda.call, 404, "ResourceNotFoundException", "The resource you requested does not exist.");
    lambda.call->target = function->id;
    lambda.call->finish(restJsonReply(urlConfiguration(lambda.context, *function)));
}

void listUrls(Lambda &lambda)
{
    Page page;
    if (!readPage(lambda.call, page))
        return;
    const Function *function = lambda.context.model.function(parseFunctionName(lambda.segment).name);
    if (!function)
        return fail(lambda.call, 404, "ResourceNotFoundException", "Function does not exist");
    lambda.call->target = function->id;
    json all = json::array();
    if (function->url)
        all.push_back(urlConfiguration(lambda.context, *function));
    finishPage(lambda.call, all, page, "FunctionUrlConfigs");
}

} // namespace lambdarium

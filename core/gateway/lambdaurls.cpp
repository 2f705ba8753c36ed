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

namespace {

void checkWord(Validation &validation, const std::optional<std::string> &value, const char *path,
               std::initializer_list<std::string_view> allowed)
{
    if (!value || std::ranges::find(allowed, *value) != allowed.end())
        return;
    std::string list;
    for (const std::string_view each : allowed)
        list.append(list.empty() ? "" : ", ").append(each);
    validation.fault("'" + *value + "'", path, "Member must satisfy enum value set: [" + list + "]");
}

void readCors(const json &cors, Validation &validation, FunctionUrl &url)
{
    constexpr std::int64_t maxAge = 86400;
    const auto list = [&](const char *member, const char *path, std::size_t most) {
        std::vector<std::string> values;
        for (const json &value : cors.value(member, json::array()))
            values.push_back(value.is_string() ? value.get<std::string>() : value.dump());
        if (values.size() > most)
            validation.fault("'" + cors[member].dump() + "'", path,
                             "Member must have length less than or equal to " + std::to_string(most));
        return values;
    };
    url.allowOrigins = list("AllowOrigins", "cors.allowOrigins", 100);
    url.allowMethods = list("AllowMethods", "cors.allowMethods", 6);
    url.allowHeaders = list("AllowHeaders", "cors.allowHeaders", 100);
    url.exposeHeaders = list("ExposeHeaders", "cors.exposeHeaders", 100);
    const json credentials = cors.value("AllowCredentials", json()), age = cors.value("MaxAge", json());
    url.allowCredentials = credentials.is_boolean() && credentials.get<bool>();
    url.maxAgeSeconds = age.is_number_integer() ? age.get<std::int64_t>() : 0;
    if (url.maxAgeSeconds < 0 || url.maxAgeSeconds > maxAge)
        validation.fault("'" + age.dump() + "'", "cors.maxAge",
                         url.maxAgeSeconds < 0 ? "Member must have value greater than or equal to 0"
                                               : "Member must have value less than or equal to 86400");
}

/// What the body says, over what is there; nothing after a refusal was sent.
std::optional<UrlOverride> readUrl(const Lambda &lambda, const json &body, UrlOverride url, bool creates)
{
    Validation validation;
    const auto auth = validation.text(body, "AuthType", creates);
    const auto mode = validation.text(body, "InvokeMode");
    checkWord(validation, auth, "authType", {"NONE", "AWS_IAM"});
    checkWord(validation, mode, "invokeMode", {"RESPONSE_STREAM", "BUFFERED"});
    FunctionUrl value = url.value.value_or(FunctionUrl{});
    value.authType = auth.value_or(value.authType);
    value.invokeMode = mode.value_or(value.invokeMode);
    if (const json cors = body.value("Cors", json()); cors.is_object())
        readCors(cors, validation, value);
    if (validation.refused(lambda.call))
        return std::nullopt;
    url.value = std::move(value);
    url.modeGiven = url.modeGiven || mode;
    return url;
}

/// The function of a call that makes or changes a URL; nullptr after a refusal was sent.
const Function *target(const Lambda &lambda, bool exists)
{
    const FunctionName reference = parseFunctionName(lambda.segment);
    std::string qualifier = argument(*lambda.call, "Qualifier");
    if (qualifier.empty())
        qualifier = reference.qualifier;
    if (!offered(lambda, bool(lambda.context.changeStored)) || !checkQualifier(lambda, qualifier))
        return nullptr;
    const Function *function = lambda.context.model.function(reference.name);
    const bool ofAlias = !qualifier.empty() && function && qualifier != function->autoPublishAlias;
    if (function && ofAlias && !exists && lambda.context.engine.releases().alias(function->name, qualifier))
        fail(lambda.call, 400, "InvalidParameterValueException",
             "URLs of aliases are not served here: leave the qualifier out.");
    else if (exists && (!function || !function->url || ofAlias))
        fail(lambda.call, 404, "ResourceNotFoundException", "The resource you requested does not exist.");
    else if (!function || ofAlias)
        fail(lambda.call, 404, "ResourceNotFoundException", "Function does not exist");
    else
        return function;
    return nullptr;
}

/// Stores the URL, deploys it and answers.
void store(Lambda &lambda, const Function &function, UrlOverride url, bool created)
{
    GatewayContext &context = lambda.context;
    lambda.call->target = function.id;
    url.modified = context.loop.now();
    if (created)
        url.created = url.modified;
    const bool removed = !url.value, told = url.modeGiven;
    const auto mutate = [url = std::move(url)](FunctionReleases &releases) -> Releases::Refusal {
        releases.url = url;
        if (!url.value && !url.beside)
            releases.url.reset();
        return std::nullopt;
    };
    context.changeStored(function.name, mutate,
                         [&context, alive = std::weak_ptr(context.alive), call = lambda.call, id = function.id, created,
                          removed, told](const Releases::Refusal &refusal) {
                             if (alive.expired())
                                 return;
                             if (refusal)
                                 return fail(call, *refusal);
                             if (removed)
                                 return call->finish(HttpResponse{.status = 204});
                             const Function *now = context.model.function(id);
                             if (!now || !now->url)
                                 return fail(call, 404, "ResourceNotFoundException", "Function does not exist");
                             json reply = urlConfiguration(context, *now);
                             if (!told)
                                 reply.erase("InvokeMode");
                             if (created)
                                 reply.erase("LastModifiedTime");
                             call->finish(restJsonReply(reply, created ? 201 : 200));
                         });
}

/// What is stored of the function's URL now; beside: what the template says, in any case.
UrlOverride storedUrl(const GatewayContext &context, const Function &function)
{
    UrlOverride url = context.engine.releases().of(function.name).url.value_or(UrlOverride{std::nullopt, function.url});
    if (url.value != function.url) // the template spoke since
        url = UrlOverride{std::nullopt, function.url};
    url.value = function.url;
    return url;
}

} // namespace

void createUrl(Lambda &lambda)
{
    const Function *function = target(lambda, false);
    const auto body = function ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    if (function->url)
        return fail(lambda.call, 409, "ResourceConflictException",
                    "Failed to create function url config for [functionArn = "
                        + lambda.context.account.functionArn(function->name)
                        + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
    if (auto url = readUrl(lambda, *body, storedUrl(lambda.context, *function), true))
        store(lambda, *function, std::move(*url), true);
}

void updateUrl(Lambda &lambda)
{
    const Function *function = target(lambda, true);
    const auto body = function ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    if (auto url = readUrl(lambda, *body, storedUrl(lambda.context, *function), false))
        store(lambda, *function, std::move(*url), false);
}

void deleteUrl(Lambda &lambda)
{
    const Function *function = target(lambda, true);
    if (!function)
        return;
    UrlOverride url = storedUrl(lambda.context, *function);
    url.value.reset();
    store(lambda, *function, std::move(url), false);
}

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

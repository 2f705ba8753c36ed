// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdacall.h"
#include "core/gateway/restjson.h"

#include <nlohmann/json.hpp>

#include <algorithm>

// CreateAlias, GetAlias, ListAliases, UpdateAlias, DeleteAlias (versions-aliases-deploy.md 2).
namespace lambdarium {

using nlohmann::json;

namespace {

bool digits(const std::string &text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

json aliasJson(const Account &account, const std::string &function, const FunctionAlias &alias)
{
    json result{{"AliasArn", account.functionArn(function, alias.name)},
                {"Name", alias.name},
                {"FunctionVersion", alias.version},
                {"Description", alias.description},
                {"RevisionId", alias.revisionId}};
    if (!alias.otherVersion.empty())
        result["RoutingConfig"] = {{"AdditionalVersionWeights", {{alias.otherVersion, alias.weight}}}};
    return result;
}

void checkName(Validation &validation, const std::string &name)
{
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    };
    if (name.size() > 128)
        validation.fault("'" + name + "'", "name", "Member must have length less than or equal to 128");
    if (name.empty() || digits(name) || !std::ranges::all_of(name, allowed))
        validation.fault("'" + name + "'", "name",
                         "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
}

void checkVersion(Validation &validation, const std::string &version)
{
    if (version != "$LATEST" && !digits(version))
        validation.fault("'" + version + "'", "functionVersion",
                         "Member must satisfy regular expression pattern: (\\$LATEST|[0-9]+)");
}

/// AdditionalVersionWeights of the body; nothing when RoutingConfig is not there.
std::optional<std::vector<std::pair<std::string, double>>> readWeights(Validation &validation, const json &body)
{
    const auto routing = body.find("RoutingConfig");
    if (routing == body.end() || !routing->is_object())
        return std::nullopt;
    std::vector<std::pair<std::string, double>> weights;
    const json map = routing->value("AdditionalVersionWeights", json::object());
    std::string printed;
    bool keys = true, values = true;
    for (const auto &[version, weight] : map.items()) {
        printed += (printed.empty() ? "" : ", ") + version + "=" + weight.dump();
        keys = keys && digits(version);
        values = values && weight.is_number() && weight.get<double>() >= 0 && weight.get<double>() <= 1;
        weights.emplace_back(version, weight.is_number() ? weight.get<double>() : 0);
    }
    const std::string path = "routingConfig.additionalVersionWeights";
    if (!keys)
        validation.fault(
            "'{" + printed + "}'", path,
            "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member "
            "must have length greater than or equal to 1, Member must satisfy regular expression pattern: "
            "[0-9]+, Member must not be null]");
    if (!values)
        validation.fault("'{" + printed + "}'", path,
                         "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member "
                         "must have value greater than or equal to 0.0, Member must not be null]");
    return weights;
}

std::optional<Releases::AliasRequest> readRequest(const Lambda &lambda, bool creates)
{
    const auto body = readBody(lambda.call);
    if (!body)
        return std::nullopt;
    Validation validation;
    Releases::AliasRequest request;
    request.name = creates ? validation.text(*body, "Name", true).value_or("x") : lambda.second;
    checkName(validation, request.name);
    request.version = validation.text(*body, "FunctionVersion", creates);
    if (request.version)
        checkVersion(validation, *request.version);
    request.description = validation.text(*body, "Description");
    if (request.description && request.description->size() > 256)
        validation.fault("'" + *request.description + "'", "description",
                         "Member must have length less than or equal to 256");
    request.weights = readWeights(validation, *body);
    if (!creates)
        request.revisionId = validation.text(*body, "RevisionId").value_or("");
    if (validation.refused(lambda.call))
        return std::nullopt;
    return request;
}

/// What Create and Update answer once the change is on disk.
Releases::Done answerWith(const Lambda &lambda, const std::string &function, const std::string &alias, int status)
{
    return [&context = lambda.context, call = lambda.call, function, alias, status](const Releases::Refusal &refusal) {
        if (refusal)
            return fail(call, *refusal);
        const FunctionAlias *found = context.engine.releases().alias(function, alias);
        call->finish(restJsonReply(found ? aliasJson(context.account, function, *found) : json::object(), status));
    };
}

} // namespace

void createAlias(Lambda &lambda)
{
    const FunctionTarget target = findWholeFunction(lambda);
    auto request = target.function ? readRequest(lambda, true) : std::nullopt;
    if (!request)
        return;
    Releases::Done done = answerWith(lambda, target.function->name, request->name, 201);
    lambda.context.engine.releases().createAlias(target.function->name, std::move(*request), std::move(done));
}

void updateAlias(Lambda &lambda)
{
    const std::string name = parseFunctionName(lambda.segment).name;
    auto request = readRequest(lambda, false);
    if (!request)
        return;
    const Function *function = lambda.context.model.function(name);
    if (!function)
        return fail(lambda.call, 404, "ResourceNotFoundException",
                    "Alias not found: " + lambda.context.account.functionArn(name, request->name));
    lambda.call->target = function->id;
    Releases::Done done = answerWith(lambda, function->name, request->name, 200);
    lambda.context.engine.releases().updateAlias(function->name, std::move(*request), std::move(done));
}

void describeAlias(Lambda &lambda)
{
    Validation validation;
    checkName(validation, lambda.second);
    if (validation.refused(lambda.call))
        return;
    const std::string name = parseFunctionName(lambda.segment).name;
    const Function *function = lambda.context.model.function(name);
    const FunctionAlias *alias = function ? lambda.context.engine.releases().alias(function->name, lambda.second)
                                          : nullptr;
    if (!alias)
        return fail(lambda.call, 404, "ResourceNotFoundException",
                    "Cannot find alias arn: "
                        + lambda.context.account.functionArn(function ? function->name : name, lambda.second));
    lambda.call->target = function->id;
    lambda.call->finish(restJsonReply(aliasJson(lambda.context.account, function->name, *alias)));
}

void listAliases(Lambda &lambda)
{
    const FunctionTarget target = findWholeFunction(lambda);
    Page page;
    if (!target.function || !readPage(lambda.call, page))
        return;
    const std::string version = argument(*lambda.call, "FunctionVersion");
    Validation validation;
    if (!version.empty())
        checkVersion(validation, version);
    if (validation.refused(lambda.call))
        return;
    json all = json::array();
    for (const auto &[name, alias] : lambda.context.engine.releases().of(target.function->name).aliases)
        if (version.empty() || alias.version == version || alias.otherVersion == version)
            all.push_back(aliasJson(lambda.context.account, target.function->name, alias));
    finishPage(lambda.call, all, page, "Aliases");
}

void deleteAlias(Lambda &lambda)
{
    const FunctionTarget target = findWholeFunction(lambda);
    if (!target.function)
        return;
    lambda.context.engine.releases().removeAlias(target.function->name, lambda.second,
                                                 [call = lambda.call](const Releases::Refusal &refusal) {
                                                     if (refusal)
                                                         return fail(call, *refusal);
                                                     call->finish(HttpResponse{.status = 204});
                                                 });
}

} // namespace lambdarium

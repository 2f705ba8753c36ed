// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdacall.h"
#include "core/gateway/lambdadescribe.h"
#include "core/gateway/restjson.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

// PublishVersion, ListVersionsByFunction, DeleteFunction?Qualifier, and how a version is described.
namespace lambdarium {

using nlohmann::json;

namespace {

json versionConfiguration(const GatewayContext &context, const Function &latest, const PublishedVersion &version,
                          const std::string &qualifier)
{
    Function function = version.function;
    function.id = latest.id;
    const std::string number = std::to_string(version.number);
    json configuration = functionConfiguration(context, function, qualifier);
    configuration["Version"] = number;
    configuration["Description"] = version.description;
    configuration["RevisionId"] = version.revisionId;
    configuration["LastModified"] = isoMillisOffset(version.published);
    if (function.snapStart == "PublishedVersions" && !snapStartFault(function.runtime))
        configuration["SnapStart"]["OptimizationStatus"] = "On";
    configuration["CodeSize"] = 0;
    configuration.erase("CodeSha256");
    const auto measured = context.versionPackages.find(version.code.directory);
    const CodePackage package = version.code.package ? *version.code.package
        : measured == context.versionPackages.end()  ? CodePackage{}
                                                     : measured->second;
    if (!package.sha256.empty()) {
        configuration["CodeSize"] = package.bytes;
        configuration["CodeSha256"] = package.sha256;
    }
    for (const char *member : {"StateReason", "StateReasonCode"})
        configuration.erase(member);
    const std::string problem = context.engine.deployProblem(latest.id + ":" + number);
    configuration["State"] = problem.empty() ? "Active" : "Failed";
    if (!problem.empty()) {
        configuration["StateReason"] = problem;
        configuration["StateReasonCode"] = "InvalidConfiguration";
    }
    return configuration;
}

/// CodeSha256 and RevisionId of PublishVersion against $LATEST as it is when the version is made.
Releases::Refusal publishable(const GatewayContext &context, const std::string &name, const std::string &sha256,
                              const std::string &revision)
{
    const Function *function = context.model.function(name);
    if (!function)
        return std::nullopt; // the engine has the answer
    const auto deployed = context.functions.find(function->id);
    const std::string current = deployed != context.functions.end() && deployed->second.package
        ? deployed->second.package->sha256
        : std::string();
    if (!sha256.empty() && sha256 != current)
        return ApiRefusal{400, "InvalidParameterValueException",
                          "CodeSHA256 (" + sha256 + ") is different from current CodeSHA256 in $LATEST (" + current
                              + "). Please try again with the CodeSHA256 in $LATEST.",
                          false};
    if (!revision.empty() && revision != latestRevision(context, *function))
        return ApiRefusal{412, "PreconditionFailedException", staleRevision, false};
    return std::nullopt;
}

} // namespace

std::string latestRevision(const GatewayContext &context, const Function &function)
{
    const auto deployed = context.functions.find(function.id);
    if (deployed == context.functions.end())
        return {};
    const FunctionReleases &releases = context.engine.releases().of(function.name);
    if (releases.next == 1)
        return deployed->second.revisionId;
    Function marked = function;
    marked.description += '\n' + std::to_string(releases.next);
    return revisionOf(marked, deployed->second.code, releases.latest ? releases.latest->modified : Instant{});
}

json describeTarget(const GatewayContext &context, const FunctionTarget &target)
{
    if (target.version)
        return versionConfiguration(context, *target.function, *target.version, target.qualifier);
    json configuration = functionConfiguration(context, *target.function, target.qualifier);
    if (configuration.contains("RevisionId"))
        configuration["RevisionId"] = latestRevision(context, *target.function);
    return configuration;
}

json listed(json configuration)
{
    for (const char *name : {"State", "StateReason", "StateReasonCode", "LastUpdateStatus", "LastUpdateStatusReason",
                             "LastUpdateStatusReasonCode"})
        configuration.erase(name);
    return configuration;
}

void withVersionPackages(GatewayContext &context, const std::string &name, std::function<void()> then)
{
    if (context.package)
        for (const auto &[number, version] : context.engine.releases().of(name).versions) {
            const std::string &directory = version.code.directory;
            if (version.code.package || context.versionPackages.contains(directory))
                continue;
            return context.package(directory,
                                   [&context, alive = std::weak_ptr(context.alive), name, directory,
                                    then = std::move(then)](const CodePackage &package) {
                                       if (alive.expired())
                                           return;
                                       context.versionPackages[directory] = package;
                                       withVersionPackages(context, name, then);
                                   });
        }
    then();
}

void publishVersion(Lambda &lambda)
{
    const FunctionTarget target = findWholeFunction(lambda);
    const auto body = target.function ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    Validation validation;
    const auto sha256 = validation.text(*body, "CodeSha256");
    auto description = validation.text(*body, "Description");
    const auto revision = validation.text(*body, "RevisionId");
    if (description && description->size() > 256)
        validation.fault("'" + *description + "'", "description", "Member must have length less than or equal to 256");
    if (validation.refused(lambda.call))
        return;
    GatewayContext &context = lambda.context;
    const std::string name = target.function->name;
    const auto condition = [&context, name, sha256 = sha256.value_or(""), revision = revision.value_or("")] {
        return publishable(context, name, sha256, revision);
    };
    const auto answer = [&context, call = lambda.call, name](const Releases::Refusal &refusal, std::int64_t number) {
        if (refusal)
            return fail(call, *refusal);
        withVersionPackages(context, name, [&context, call, name, text = std::to_string(number)] {
            const Function *function = context.model.function(name);
            const PublishedVersion *version = context.engine.releases().version(name, text);
            if (!function || !version)
                return fail(call, 404, "ResourceNotFoundException",
                            "Function not found: " + context.account.functionArn(name, text));
            call->finish(restJsonReply(describeTarget(context, {function, text, version}), 201));
        });
    };
    context.engine.releases().publish(name, std::move(description), condition, answer);
}

void appendVersions(const GatewayContext &context, const Function &function, json &all)
{
    for (const auto &[number, version] : context.engine.releases().of(function.name).versions)
        all.push_back(listed(versionConfiguration(context, function, version, std::to_string(number))));
}

void listVersions(Lambda &lambda)
{
    const FunctionTarget target = findWholeFunction(lambda);
    Page page;
    if (!target.function || !readPage(lambda.call, page))
        return;
    GatewayContext &context = lambda.context;
    withVersionPackages(context, target.function->name, [&context, call = lambda.call, page, id = target.function->id] {
        const Function *function = context.model.function(id);
        if (!function)
            return fail(call, 404, "ResourceNotFoundException",
                        "Function not found: " + context.account.functionArn(id));
        json all = json::array({listed(describeTarget(context, {function, "$LATEST", nullptr}))});
        appendVersions(context, *function, all);
        finishPage(call, all, page, "Versions");
    });
}

void deleteFunction(Lambda &lambda)
{
    const FunctionTarget target = findWholeFunction(lambda);
    if (!target.function)
        return;
    const std::string &qualifier = target.qualifier;
    if (qualifier.empty())
        return removeFunction(lambda, target.function->name);
    if (qualifier == "$LATEST")
        return fail(lambda.call, 400, "InvalidParameterValueException",
                    "$LATEST version cannot be deleted without deleting the function.");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(qualifier.data(), qualifier.data() + qualifier.size(), number);
    if (error != std::errc{} || end != qualifier.data() + qualifier.size())
        return fail(lambda.call, 400, "InvalidParameterValueException",
                    "Deletion of aliases is not currently supported.");
    lambda.context.engine.releases().removeVersion(target.function->name, number,
                                                   [call = lambda.call](const Releases::Refusal &refusal) {
                                                       if (refusal)
                                                           return fail(call, *refusal);
                                                       call->finish(HttpResponse{.status = 204});
                                                   });
}

} // namespace lambdarium

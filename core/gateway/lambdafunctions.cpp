// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/base64.h"
#include "core/gateway/functionsettings.h"
#include "core/gateway/lambdacall.h"
#include "core/gateway/lambdadescribe.h"
#include "core/gateway/restjson.h"
#include "core/services/services.h"

#include <nlohmann/json.hpp>

#include <algorithm>

// CreateFunction, UpdateFunctionCode, UpdateFunctionConfiguration, DeleteFunction (configuration-and-limits.md 2-4).
namespace lambdarium {

using nlohmann::json;

namespace {

constexpr char latestName[] = "$LATEST";
constexpr std::size_t tagsMax = 50;

void refuseParameter(const ApiCallPtr &call, const std::string &message)
{
    fail(call, 400, "InvalidParameterValueException", message);
}

/// The answer while a change is not done: what AWS says then of a new function, or of one that is changed.
json underWay(json configuration, bool created)
{
    const std::string state = created ? "State" : "LastUpdateStatus";
    configuration[state] = created ? "Pending" : "InProgress";
    configuration[state + "Reason"] = "The function is being created.";
    configuration[state + "ReasonCode"] = "Creating";
    if (created)
        configuration.erase("LastUpdateStatus");
    return configuration;
}

/// Bytes of Code.S3Bucket and Code.S3Key; false: refused.
bool readObject(const Lambda &lambda, const std::string &bucket, const std::string &key, std::string &zip)
{
    const S3Service &s3 = lambda.context.services.s3();
    const auto refuse = [&](const ServiceError &error) {
        refuseParameter(lambda.call,
                        "Error occurred while GetObject. S3 Error Code: " + error.code
                            + ". S3 Error Message: " + error.message);
        return false;
    };
    const auto object = s3.headObject(bucket, key);
    if (!object)
        return refuse(object.error());
    auto bytes = s3.readObject(*object, 0, object->size);
    if (!bytes)
        return refuse(bytes.error());
    zip = std::move(*bytes);
    return true;
}

/// Publishes what the change made of $LATEST and answers with the version.
void publishThen(GatewayContext &context, const ApiCallPtr &call, const std::string &name, bool created)
{
    context.engine.releases().publish(
        name, std::nullopt, {}, [&context, call, name, created](const Releases::Refusal &refusal, std::int64_t number) {
            if (refusal)
                return fail(call, *refusal);
            const std::string text = std::to_string(number);
            withVersionPackages(context, name, [&context, call, name, text, created] {
                const Function *function = context.model.function(name);
                const PublishedVersion *version = context.engine.releases().version(name, text);
                if (!function || !version)
                    return fail(call, 404, "ResourceNotFoundException",
                                "Function not found: " + context.account.functionArn(name, text));
                json reply = underWay(describeTarget(context, {function, created ? "" : text, version}), true);
                call->finish(restJsonReply(reply, created ? 201 : 200));
            });
        });
}

/// Hands the change to who keeps functions, one at a time per function, and answers.
void make(Lambda &lambda, FunctionChange change, bool publish)
{
    GatewayContext &context = lambda.context;
    const std::string name = change.name;
    const bool created = change.kind == FunctionChange::Kind::Create, dryRun = change.dryRun;
    if (context.changing.contains(name))
        return fail(lambda.call, 409, "ResourceConflictException",
                    "The operation cannot be performed at this time. An update is in progress for resource: "
                        + context.account.functionArn(name));
    context.changing.insert(name);
    context.change(
        std::move(change),
        [&context, alive = std::weak_ptr(context.alive), call = lambda.call, name, created, dryRun,
         publish](const Releases::Refusal &refusal) {
            if (alive.expired())
                return;
            context.changing.erase(name);
            const Function *function = context.model.function(name);
            if (refusal || !function)
                return fail(
                    call,
                    refusal.value_or(ApiRefusal{404, "ResourceNotFoundException",
                                                "Function not found: " + context.account.functionArn(name), false}));
            if (publish && !dryRun)
                return publishThen(context, call, name, created);
            withPackages(context, {function->id}, [&context, call, name, created, dryRun] {
                const Function *now = context.model.function(name);
                if (!now)
                    return fail(call, 404, "ResourceNotFoundException",
                                "Function not found: " + context.account.functionArn(name));
                json reply = describeTarget(context, {now, "", nullptr});
                call->finish(restJsonReply(dryRun ? reply : underWay(std::move(reply), created), created ? 201 : 200));
            });
        });
}

/// The name that CreateFunction gives; nothing after a refusal was sent.
std::optional<std::string> newName(const Lambda &lambda, Validation &validation, const json &body)
{
    constexpr std::size_t nameMax = 64, referenceMax = 140;
    const auto text = validation.text(body, "FunctionName", true);
    if (!text)
        return std::string(); // validation has it
    const FunctionName reference = parseFunctionName(*text);
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    };
    if (text->size() > referenceMax)
        validation.fault("'" + *text + "'", "functionName", "Member must have length less than or equal to 140");
    else if (reference.name.empty() || !std::ranges::all_of(reference.name, allowed))
        validation.fault("'" + *text + "'", "functionName",
                         "Member must satisfy regular expression pattern: "
                         "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?"
                         "(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
    else if (reference.name.size() > nameMax) {
        refuseParameter(lambda.call,
                        "1 validation error detected: Value '" + reference.name
                            + "' at 'functionName' failed to satisfy constraint: Member must have length "
                              "less than or equal to 64");
        return std::nullopt;
    }
    const std::string &here = lambda.context.account.region;
    if (!reference.region.empty() && reference.region != here) {
        fail(lambda.call, 404, "ResourceNotFoundException",
             "Functions from '" + reference.region + "' are not reachable in this region ('" + here + "')");
        return std::nullopt;
    }
    return reference.name;
}

std::optional<std::map<std::string, std::string>> readTags(const Lambda &lambda, const json &body)
{
    std::map<std::string, std::string> tags;
    const json given = body.value("Tags", json::object());
    if (given.is_object())
        for (const auto &[key, value] : given.items())
            tags[key] = value.is_string() ? value.get<std::string>() : value.dump();
    if (tags.size() <= tagsMax)
        return tags;
    refuseParameter(lambda.call, "Number of tags exceeds resource tag limit.");
    return std::nullopt;
}

/// The function of an update, with its RevisionId compared; nullptr after a refusal was sent.
const Function *updated(Lambda &lambda, const json &body)
{
    const FunctionTarget target = findWholeFunction(lambda);
    if (!target.function)
        return nullptr;
    if (!target.qualifier.empty() && target.qualifier != latestName) {
        refuseParameter(lambda.call,
                        "This operation is permitted on Lambda functions only. Aliases and versions do not support "
                        "this operation. Please specify either a function name or an unqualified function ARN.");
        return nullptr;
    }
    const json revision = body.value("RevisionId", json());
    if (!revision.is_string() || revision.get<std::string>().empty()
        || revision == latestRevision(lambda.context, *target.function))
        return target.function;
    fail(lambda.call, 412, "PreconditionFailedException", staleRevision);
    return nullptr;
}

bool flag(const json &body, const char *member)
{
    const auto found = body.find(member);
    return found != body.end() && found->is_boolean() && found->get<bool>();
}

} // namespace

std::optional<std::string> readPackage(const Lambda &lambda, const json &code)
{
    const auto text = [&code](const char *member) {
        const auto found = code.find(member);
        return found != code.end() && found->is_string() ? found->get_ref<const std::string &>() : std::string();
    };
    if (!text("ImageUri").empty()) {
        refuseParameter(lambda.call, "Please don't provide ImageUri when updating a function with packageType Zip.");
        return std::nullopt;
    }
    if (const auto zip = code.find("ZipFile"); zip != code.end() && zip->is_string()) {
        auto bytes = base64Decode(zip->get_ref<const std::string &>());
        if (!bytes)
            fail(lambda.call, 400, "SerializationException", "ZipFile is no valid Base64.");
        return bytes;
    }
    std::string zip;
    if (!text("S3Bucket").empty() && !text("S3Key").empty())
        return readObject(lambda, text("S3Bucket"), text("S3Key"), zip) ? std::optional(std::move(zip)) : std::nullopt;
    refuseParameter(lambda.call, "Please provide a source for function code.");
    return std::nullopt;
}

void createFunction(Lambda &lambda)
{
    const auto body = offered(lambda, bool(lambda.context.change)) ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    Validation validation;
    const auto name = newName(lambda, validation, *body);
    if (!name)
        return;
    validation.text(*body, "Role", true);
    if (!body->contains("Code") || !(*body)["Code"].is_object())
        validation.fault("null", "code", "Member must not be null");
    auto settings = FunctionSettings::read(lambda.context, *body, validation);
    if (validation.refused(lambda.call))
        return;
    if (const auto fault = settings.fault(lambda.context, *name, nullptr))
        return refuseParameter(lambda.call, *fault);
    if (lambda.context.model.function(*name) || lambda.context.changing.contains(*name))
        return fail(lambda.call, 409, "ResourceConflictException", "Function already exist: " + *name);
    const auto tags = readTags(lambda, *body);
    auto zip = tags ? readPackage(lambda, (*body)["Code"]) : std::nullopt;
    if (!zip)
        return;
    FunctionChange change{.kind = FunctionChange::Kind::Create, .name = *name, .zip = std::move(zip), .tags = *tags};
    change.layers = settings.layers.value_or(std::vector<std::string>());
    change.echoed = settings.echoed;
    change.apply = [settings = std::move(settings)](Function &function) { settings.apply(function); };
    lambda.call->target = *name;
    make(lambda, std::move(change), flag(*body, "Publish"));
}

void updateFunctionConfiguration(Lambda &lambda)
{
    const auto body = offered(lambda, bool(lambda.context.change)) ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    Validation validation;
    auto settings = FunctionSettings::read(lambda.context, *body, validation);
    if (validation.refused(lambda.call))
        return;
    const Function *function = updated(lambda, *body);
    if (!function)
        return;
    if (const auto fault = settings.fault(lambda.context, function->name, function))
        return refuseParameter(lambda.call, *fault);
    FunctionChange change{.kind = FunctionChange::Kind::Update, .name = function->name};
    change.layers = settings.layers.value_or(std::vector<std::string>());
    if (!settings.echoed.empty())
        change.echoed = merged(lambda.context, function->name, settings.echoed);
    change.apply = [settings = std::move(settings)](Function &changed) { settings.apply(changed); };
    make(lambda, std::move(change), false);
}

void updateFunctionCode(Lambda &lambda)
{
    const auto body = offered(lambda, bool(lambda.context.change)) ? readBody(lambda.call) : std::nullopt;
    const Function *function = body ? updated(lambda, *body) : nullptr;
    if (!function)
        return;
    Validation validation;
    const std::string architectures = readArchitectures(*body, validation);
    if (validation.refused(lambda.call))
        return;
    auto zip = readPackage(lambda, *body);
    if (!zip)
        return;
    FunctionChange change{.kind = FunctionChange::Kind::Update, .name = function->name, .zip = std::move(zip)};
    if (!architectures.empty())
        change.echoed = merged(lambda.context, function->name, architectures);
    change.dryRun = flag(*body, "DryRun");
    make(lambda, std::move(change), flag(*body, "Publish"));
}

void removeFunction(Lambda &lambda, const std::string &name)
{
    if (!offered(lambda, bool(lambda.context.change)))
        return;
    lambda.context.change({.kind = FunctionChange::Kind::Remove, .name = name},
                          [call = lambda.call](const Releases::Refusal &refusal) {
                              if (refusal)
                                  return fail(call, *refusal);
                              call->finish(HttpResponse{.status = 204});
                          });
}

} // namespace lambdarium

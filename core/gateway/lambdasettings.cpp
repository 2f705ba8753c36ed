// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdacall.h"
#include "core/gateway/restjson.h"

#include <nlohmann/json.hpp>

// What the API sets on a function beside its template: reserved concurrency, event invoke configs, tags.
namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::int64_t unreservedMin = 100;
constexpr std::size_t tagsMax = 50;

Releases::Done answer204(const ApiCallPtr &call)
{
    return [call](const Releases::Refusal &refusal) {
        if (refusal)
            return fail(call, *refusal);
        call->finish(HttpResponse{.status = 204});
    };
}

/// The function of a call on a function as a whole; refuses qualified names.
const Function *unqualified(Lambda &lambda, bool latestInText)
{
    const FunctionName reference = parseFunctionName(lambda.segment);
    const Function *function = lambda.context.model.function(reference.name);
    if (!reference.qualifier.empty()) {
        fail(
            lambda.call, 400, "InvalidParameterValueException",
            "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. "
            "Please specify either a function name or an unqualified function ARN.");
        return nullptr;
    }
    if (!function)
        fail(lambda.call, 404, "ResourceNotFoundException",
             "Function not found: "
                 + lambda.context.account.functionArn(reference.name, latestInText ? "$LATEST" : ""));
    else
        lambda.call->target = function->id;
    return function;
}

std::optional<std::int64_t> readNumber(Validation &validation, const json &body, const char *member, std::int64_t least,
                                       std::int64_t most)
{
    std::string path = member;
    path.front() = static_cast<char>(path.front() | 0x20);
    const auto found = body.find(member);
    if (found == body.end() || found->is_null())
        return std::nullopt;
    if (!found->is_number_integer()) {
        validation.fault("'" + found->dump() + "'", path, "Member must be an integer");
        return std::nullopt;
    }
    const auto number = found->get<std::int64_t>();
    if (number < least)
        validation.fault("'" + std::to_string(number) + "'", path,
                         "Member must have value greater than or equal to " + std::to_string(least));
    if (number > most)
        validation.fault("'" + std::to_string(number) + "'", path,
                         "Member must have value less than or equal to " + std::to_string(most));
    return number;
}

} // namespace

void putConcurrency(Lambda &lambda)
{
    const Function *function = unqualified(lambda, true);
    const auto body = function ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    Validation validation;
    const auto wanted = readNumber(validation, *body, "ReservedConcurrentExecutions", 0, INT32_MAX);
    if (!wanted && body->value("ReservedConcurrentExecutions", json()).is_null())
        validation.fault("null", "reservedConcurrentExecutions", "Member must not be null");
    if (validation.refused(lambda.call))
        return;
    GatewayContext &context = lambda.context;
    const std::string name = function->name;
    const auto condition = [&context, name, wanted]() -> Releases::Refusal {
        std::int64_t left = context.limits.accountConcurrency - *wanted;
        for (const Function &each : context.model.functions)
            if (each.name != name)
                left -= context.engine.releases().reserved(each).value_or(0);
        if (left >= unreservedMin)
            return std::nullopt;
        return ApiRefusal{400, "InvalidParameterValueException",
                          "Specified ReservedConcurrentExecutions for function decreases account's "
                          "UnreservedConcurrentExecution below its minimum value of [100].",
                          true};
    };
    context.engine.releases().reserve(name, wanted, condition,
                                      [call = lambda.call, wanted](const Releases::Refusal &refusal) {
                                          if (refusal)
                                              return fail(call, *refusal);
                                          call->finish(restJsonReply({{"ReservedConcurrentExecutions", *wanted}}));
                                      });
}

void deleteConcurrency(Lambda &lambda)
{
    if (const Function *function = unqualified(lambda, false))
        lambda.context.engine.releases().reserve(function->name, std::nullopt, {}, answer204(lambda.call));
}

void describeConcurrency(Lambda &lambda)
{
    const FunctionTarget target = findWholeFunction(lambda);
    if (!target.function)
        return;
    json result = json::object();
    if (const auto reserved = lambda.context.engine.releases().reserved(*target.function))
        result["ReservedConcurrentExecutions"] = *reserved;
    lambda.call->finish(restJsonReply(result));
}

// Event invoke configs (invocation-and-concurrency.md 3).

namespace {

std::string arnOf(const GatewayContext &context, const AsyncSettings::Destination &destination)
{
    if (!destination.arn.empty() || destination.node.empty())
        return destination.arn;
    const Account &account = context.account;
    if (const Queue *queue = context.model.queue(destination.node))
        return account.queueArn(queue->name);
    if (const Topic *topic = context.model.topic(destination.node))
        return account.topicArn(topic->name);
    const Function *function = context.model.function(destination.node);
    return function ? account.functionArn(function->name) : std::string();
}

json asyncJson(const GatewayContext &context, const Function &function, const std::string &qualifier,
               const AsyncSettings &settings)
{
    Instant modified = settings.modified;
    if (const auto deployed = context.functions.find(function.id);
        modified == Instant{} && deployed != context.functions.end())
        modified = deployed->second.modified; // the template's own
    json destinations{{"OnSuccess", json::object()}, {"OnFailure", json::object()}};
    if (const std::string arn = arnOf(context, settings.onSuccess); !arn.empty())
        destinations["OnSuccess"]["Destination"] = arn;
    if (const std::string arn = arnOf(context, settings.onFailure); !arn.empty())
        destinations["OnFailure"]["Destination"] = arn;
    json result{{"LastModified", static_cast<double>(unixMillis(modified)) / 1000.0},
                {"FunctionArn", context.account.functionArn(function.name, qualifier.empty() ? "$LATEST" : qualifier)},
                {"DestinationConfig", std::move(destinations)}};
    if (settings.maximumRetryAttempts)
        result["MaximumRetryAttempts"] = *settings.maximumRetryAttempts;
    if (settings.maximumEventAgeSeconds)
        result["MaximumEventAgeInSeconds"] = *settings.maximumEventAgeSeconds;
    return result;
}

std::string qualifierOf(const Lambda &lambda)
{
    const std::string qualifier = argument(*lambda.call, "Qualifier");
    return qualifier.empty() ? parseFunctionName(lambda.segment).qualifier : qualifier;
}

void failWithoutConfig(const Lambda &lambda, const std::string &name, const std::string &qualifier)
{
    fail(lambda.call, 404, "ResourceNotFoundException",
         "The function " + lambda.context.account.functionArn(name, qualifier.empty() ? "$LATEST" : qualifier)
             + " doesn't have an EventInvokeConfig");
}

/// Whether the qualifier means something of the function.
bool known(const GatewayContext &context, const Function &function, const std::string &qualifier)
{
    const Releases &releases = context.engine.releases();
    return qualifier.empty() || qualifier == "$LATEST" || releases.alias(function.name, qualifier)
        || releases.version(function.name, qualifier);
}

/// One Destination of DestinationConfig; keeps what was there when the body does not say. False: refused.
bool readDestination(const Lambda &lambda, const Function &function, const json &body, const char *member,
                     AsyncSettings::Destination &destination)
{
    const auto config = body.find("DestinationConfig");
    if (config == body.end() || !config->is_object() || !config->contains(member) || !(*config)[member].is_object())
        return true;
    const json entry = (*config)[member].value("Destination", json());
    destination = {entry.is_string() ? entry.get<std::string>() : std::string(), {}};
    const std::string &arn = destination.arn;
    if (arn.empty())
        return true;
    const GatewayContext &context = lambda.context;
    if (parseFunctionName(arn).name == function.name && arn.find(":lambda:") != std::string::npos) {
        fail(lambda.call, 400, "InvalidParameterValueException",
             "You can't specify the function as a destination for itself.");
        return false;
    }
    for (const Queue &each : context.model.queues)
        if (arn == context.account.queueArn(each.name) && !each.fifo)
            destination.node = each.id;
    for (const Topic &each : context.model.topics)
        if (arn == context.account.topicArn(each.name))
            destination.node = each.id;
    for (const Function &each : context.model.functions)
        if (arn == context.account.functionArn(each.name))
            destination.node = each.id;
    if (!destination.node.empty())
        return true;
    fail(lambda.call, 400, "InvalidParameterValueException", "The destination ARN " + arn + " is invalid.");
    return false;
}

void writeAsyncConfig(Lambda &lambda, bool merges)
{
    const auto body = readBody(lambda.call);
    if (!body)
        return;
    Validation validation;
    AsyncSettings settings;
    const auto retries = readNumber(validation, *body, "MaximumRetryAttempts", 0, 2);
    const auto age = readNumber(validation, *body, "MaximumEventAgeInSeconds", 60, 21600);
    if (validation.refused(lambda.call))
        return;
    if (!retries && !age && !body->contains("DestinationConfig"))
        return fail(lambda.call, 400, "InvalidParameterValueException",
                    "You must specify at least one of error handling or destination setting.");
    GatewayContext &context = lambda.context;
    const std::string qualifier = qualifierOf(lambda), wanted = parseFunctionName(lambda.segment).name;
    const Function *function = context.model.function(wanted);
    if (!function || !known(context, *function, qualifier))
        return fail(lambda.call, 404, "ResourceNotFoundException", "The function doesn't exist.");
    lambda.call->target = function->id;
    if (merges) {
        const auto present = context.engine.releases().asyncSettings(*function, qualifier);
        if (!present)
            return failWithoutConfig(lambda, function->name, qualifier);
        settings = *present;
    }
    if (retries)
        settings.maximumRetryAttempts = retries;
    if (age)
        settings.maximumEventAgeSeconds = age;
    if (!readDestination(lambda, *function, *body, "OnSuccess", settings.onSuccess)
        || !readDestination(lambda, *function, *body, "OnFailure", settings.onFailure))
        return;
    context.engine.releases().setAsyncSettings(
        function->name, qualifier, std::move(settings),
        [&context, call = lambda.call, id = function->id, qualifier](const Releases::Refusal &refusal) {
            const Function *now = context.model.function(id);
            const auto written = now ? context.engine.releases().asyncSettings(*now, qualifier) : std::nullopt;
            if (refusal || !written)
                return fail(call,
                            refusal.value_or(
                                ApiRefusal{404, "ResourceNotFoundException", "The function doesn't exist.", false}));
            call->finish(restJsonReply(asyncJson(context, *now, qualifier, *written)));
        });
}

} // namespace

void putAsyncConfig(Lambda &lambda) { writeAsyncConfig(lambda, false); }

void updateAsyncConfig(Lambda &lambda) { writeAsyncConfig(lambda, true); }

void describeAsyncConfig(Lambda &lambda)
{
    const std::string qualifier = qualifierOf(lambda), name = parseFunctionName(lambda.segment).name;
    const Function *function = lambda.context.model.function(name);
    const auto settings = function ? lambda.context.engine.releases().asyncSettings(*function, qualifier)
                                   : std::nullopt;
    if (!settings)
        return failWithoutConfig(lambda, function ? function->name : name, qualifier);
    lambda.call->target = function->id;
    lambda.call->finish(restJsonReply(asyncJson(lambda.context, *function, qualifier, *settings)));
}

void deleteAsyncConfig(Lambda &lambda)
{
    const std::string qualifier = qualifierOf(lambda), name = parseFunctionName(lambda.segment).name;
    const Function *function = lambda.context.model.function(name);
    if (!function || !lambda.context.engine.releases().asyncSettings(*function, qualifier))
        return failWithoutConfig(lambda, function ? function->name : name, qualifier);
    lambda.call->target = function->id;
    lambda.context.engine.releases().setAsyncSettings(function->name, qualifier, std::nullopt, answer204(lambda.call));
}

void listAsyncConfigs(Lambda &lambda)
{
    const Function *function = lambda.context.model.function(parseFunctionName(lambda.segment).name);
    if (!function)
        return fail(lambda.call, 404, "ResourceNotFoundException", "The function doesn't exist.");
    Page page;
    if (!readPage(lambda.call, page))
        return;
    lambda.call->target = function->id;
    const Releases &releases = lambda.context.engine.releases();
    std::map<std::string, AsyncSettings> all = releases.of(function->name).asyncSettings;
    all["$LATEST"]; // the template's are in no map
    if (!function->autoPublishAlias.empty())
        all[function->autoPublishAlias];
    json list = json::array();
    for (const auto &[qualifier, stored] : all)
        if (const auto settings = releases.asyncSettings(*function, qualifier))
            list.push_back(asyncJson(lambda.context, *function, qualifier, *settings));
    finishPage(lambda.call, list, page, "FunctionEventInvokeConfigs");
}

// Recursive loop detection.

namespace {

json loopJson(const GatewayContext &context, const Function &function)
{
    return {{"RecursiveLoop", context.engine.releases().recursiveLoop(function)}};
}

} // namespace

void describeRecursion(Lambda &lambda)
{
    if (const Function *function = unqualified(lambda, false))
        lambda.call->finish(restJsonReply(loopJson(lambda.context, *function)));
}

void putRecursion(Lambda &lambda)
{
    const Function *function = unqualified(lambda, false);
    const auto body = function ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    Validation validation;
    const auto wanted = validation.text(*body, "RecursiveLoop", true);
    if (wanted && *wanted != "Terminate" && *wanted != "Allow")
        validation.fault("'" + *wanted + "'", "recursiveLoop",
                         "Member must satisfy enum value set: [Terminate, Allow]");
    if (validation.refused(lambda.call))
        return;
    const auto mutate =
        [said = std::pair(*wanted, function->recursiveLoop)](FunctionReleases &releases) -> Releases::Refusal {
        releases.recursiveLoop = said;
        return std::nullopt;
    };
    lambda.context.engine.releases().change(
        function->name, mutate,
        [&context = lambda.context, call = lambda.call, id = function->id](const Releases::Refusal &refusal) {
            const Function *now = context.model.function(id);
            if (refusal || !now)
                return fail(call,
                            refusal.value_or(ApiRefusal{404, "ResourceNotFoundException",
                                                        "The resource you requested does not exist.", false}));
            call->finish(restJsonReply(loopJson(context, *now)));
        });
}

// Tags.

namespace {

/// The function that a tag operation's ARN names.
const Function *tagged(Lambda &lambda)
{
    const FunctionName reference = parseFunctionName(lambda.segment);
    if (!reference.qualifier.empty()) {
        fail(lambda.call, 400, "InvalidParameterValueException",
             "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        return nullptr;
    }
    const Function *function = lambda.context.model.function(reference.name);
    if (!function)
        fail(lambda.call, 404, "ResourceNotFoundException",
             "Function not found: " + lambda.context.account.functionArn(reference.name));
    else
        lambda.call->target = function->id;
    return function;
}

} // namespace

void listTags(Lambda &lambda)
{
    if (const Function *function = tagged(lambda))
        lambda.call->finish(restJsonReply({{"Tags", lambda.context.engine.releases().of(function->name).tags}}));
}

void tagResource(Lambda &lambda)
{
    const Function *function = tagged(lambda);
    const auto body = function ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    const json map = body->value("Tags", json());
    if (!map.is_object() || map.empty())
        return map.is_object() ? fail(lambda.call, 400, "InvalidParameterValueException",
                                      "An error occurred and the request cannot be processed.")
                               : lambda.call->finish(restJsonError(
                                   400, "ValidationException",
                                   "1 validation error detected: Value null at 'tags' failed to satisfy constraint: "
                                   "Member must not be null"));
    std::map<std::string, std::string> tags;
    for (const auto &[key, value] : map.items())
        tags[key] = value.is_string() ? value.get<std::string>() : value.dump();
    const auto mutate = [tags](FunctionReleases &releases) -> Releases::Refusal {
        for (const auto &[key, value] : tags)
            releases.tags[key] = value;
        if (releases.tags.size() <= tagsMax)
            return std::nullopt;
        return ApiRefusal{400, "InvalidParameterValueException", "Number of tags exceeds resource tag limit.", false};
    };
    lambda.context.engine.releases().change(function->name, mutate, answer204(lambda.call));
}

void untagResource(Lambda &lambda)
{
    const Function *function = tagged(lambda);
    if (!function)
        return;
    std::vector<std::string> keys;
    for (const auto &[name, value] : lambda.call->route.query)
        if (name == "tagKeys")
            keys.push_back(value);
    if (keys.empty())
        return lambda.call->finish(restJsonError(400, "ValidationException",
                                                 "1 validation error detected: Value null at 'tagKeys' failed to "
                                                 "satisfy constraint: Member must not be null"));
    const auto mutate = [keys](FunctionReleases &releases) -> Releases::Refusal {
        for (const std::string &key : keys)
            releases.tags.erase(key);
        return std::nullopt;
    };
    lambda.context.engine.releases().change(function->name, mutate, answer204(lambda.call));
}

} // namespace lambdarium

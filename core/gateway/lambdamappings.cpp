// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdacall.h"
#include "core/gateway/lambdadescribe.h"
#include "core/gateway/restjson.h"
#include "core/services/services.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

// Event source mappings (event-source-mappings.md 2), as far as sources exist here: SQS queues.
namespace lambdarium {

using nlohmann::json;

namespace {

constexpr char unknown[] = "The resource you requested does not exist.";

void refuse(const ApiCallPtr &call, const std::string &message)
{
    fail(call, 400, "InvalidParameterValueException", message);
}

std::optional<MappingView> viewOf(const GatewayContext &context, const std::string &uuid)
{
    for (const MappingView &mapping : context.services.mappings().mappings())
        if (mapping.uuid == uuid)
            return mapping;
    return std::nullopt;
}

/// The members that Create and Update share; false: refused.
bool readBatches(const Lambda &lambda, const json &body, Edge &edge)
{
    Validation validation;
    const auto number = [&](const json &from, const char *member, const char *path, std::int64_t low,
                            std::int64_t high) -> std::optional<std::int64_t> {
        const auto found = from.find(member);
        if (found == from.end() || found->is_null())
            return std::nullopt;
        const std::int64_t value = found->is_number_integer() ? found->get<std::int64_t>() : low - 1;
        if (value < low)
            validation.fault("'" + found->dump() + "'", path,
                             "Member must have value greater than or equal to " + std::to_string(low));
        if (value > high)
            validation.fault("'" + found->dump() + "'", path,
                             "Member must have value less than or equal to " + std::to_string(high));
        return value;
    };
    edge.batchSize = number(body, "BatchSize", "batchSize", 1, 10000).value_or(edge.batchSize);
    edge.batchWindowSeconds = number(body, "MaximumBatchingWindowInSeconds", "maximumBatchingWindowInSeconds", 0, 300)
                                  .value_or(edge.batchWindowSeconds);
    if (const json scaling = body.value("ScalingConfig", json()); scaling.is_object())
        edge.maximumConcurrency = number(scaling, "MaximumConcurrency", "scalingConfig.maximumConcurrency", 2, 1000);
    if (const json enabled = body.value("Enabled", json()); enabled.is_boolean())
        edge.enabled = enabled.get<bool>();
    if (const json types = body.value("FunctionResponseTypes", json()); types.is_array())
        edge.reportBatchItemFailures = std::ranges::count(types, json("ReportBatchItemFailures")) > 0;
    if (validation.refused(lambda.call))
        return false;
    const json filters = body.value("FilterCriteria", json::object());
    const bool asks = filters.is_object() && filters.value("Filters", json::array()).is_array()
        && !filters.value("Filters", json::array()).empty();
    std::string fault;
    if (asks)
        fault = "Filters are not served here: FilterCriteria must be empty.";
    else if (body.value("DestinationConfig", json::object()).contains("OnSuccess"))
        fault = "Unsupported DestinationConfig parameter for given event source mapping type.";
    else if (edge.batchSize > 10 && edge.batchWindowSeconds == 0)
        fault = "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10";
    if (!fault.empty())
        refuse(lambda.call, fault);
    return fault.empty();
}

/// Whether something that qualifies a function in a mapping exists.
bool known(const GatewayContext &context, const Function &function, const std::string &qualifier)
{
    const Releases &releases = context.engine.releases();
    return qualifier.empty() || qualifier == "$LATEST" || releases.alias(function.name, qualifier)
        || releases.version(function.name, qualifier);
}

/// The queue of EventSourceArn; nothing after a refusal was sent.
std::optional<QueueInfo> queueOf(const Lambda &lambda, const json &body)
{
    const json arn = body.value("EventSourceArn", json());
    if (!arn.is_string() || arn.get<std::string>().find(":sqs:") == std::string::npos) {
        refuse(lambda.call, "Unrecognized event source.");
        return std::nullopt;
    }
    const auto queue = lambda.context.services.sqs().queue(arn.get<std::string>());
    if (queue && queue->arn == arn)
        return *queue;
    refuse(lambda.call,
           "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error "
           "Message: The specified queue does not exist.");
    return std::nullopt;
}

std::int64_t visibilityOf(const GatewayContext &context, const QueueInfo &queue)
{
    const auto attributes = context.services.sqs().attributes(queue.id);
    if (!attributes || !attributes->contains("VisibilityTimeout"))
        return 30;
    return std::atoll(attributes->at("VisibilityTimeout").c_str());
}

/// Stores the mapping with its function and answers with it, in the state that the change puts it into.
void store(Lambda &lambda, const std::string &function, MappingOverride mapping, const std::string &state)
{
    GatewayContext &context = lambda.context;
    mapping.modified = context.loop.now();
    const std::string uuid = mappingUuid(mapping.edge.from, function);
    const auto before = viewOf(context, uuid);
    const auto mutate = [uuid, mapping](FunctionReleases &releases) -> Releases::Refusal {
        if (mapping.removed && !mapping.beside)
            releases.mappings.erase(uuid);
        else
            releases.mappings[uuid] = mapping;
        return std::nullopt;
    };
    context.changeStored(
        function, mutate,
        [&context, alive = std::weak_ptr(context.alive), call = lambda.call, uuid, before,
         state](const Releases::Refusal &refusal) {
            if (alive.expired())
                return;
            const auto now = viewOf(context, uuid);
            const auto &shown = now ? now : before;
            if (refusal || !shown)
                return fail(call, refusal.value_or(ApiRefusal{404, "ResourceNotFoundException", unknown, false}));
            json reply = mappingConfiguration(context, *shown);
            if (!state.empty())
                reply["State"] = state;
            call->finish(restJsonReply(reply, 202));
        });
}

/// The mapping of {}, with what the template says of it; nothing after 404.
struct Known
{
    MappingView view;
    std::string function; ///< physical name
    MappingOverride stored;
};
std::optional<Known> find(const Lambda &lambda)
{
    const GatewayContext &context = lambda.context;
    const auto view = viewOf(context, lambda.segment);
    const Function *function = view ? context.model.function(view->edge.to) : nullptr;
    if (!function) {
        fail(lambda.call, 404, "ResourceNotFoundException", unknown);
        return std::nullopt;
    }
    lambda.call->target = function->id;
    Known known{*view, function->name, {}};
    const auto &mappings = context.engine.releases().of(function->name).mappings;
    if (const auto stored = mappings.find(lambda.segment); stored != mappings.end())
        known.stored = stored->second;
    else
        known.stored.beside = view->edge; // the template's alone
    known.stored.edge = view->edge;
    return known;
}

} // namespace

void createMapping(Lambda &lambda)
{
    const auto body = offered(lambda, bool(lambda.context.changeStored)) ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    Validation validation;
    const auto name = validation.text(*body, "FunctionName", true);
    if (validation.refused(lambda.call))
        return;
    GatewayContext &context = lambda.context;
    const FunctionName reference = parseFunctionName(*name);
    const Function *function = context.model.function(reference.name);
    if (!function || !known(context, *function, reference.qualifier))
        return refuse(lambda.call, "Function does not exist");
    lambda.call->target = function->id;
    const auto queue = queueOf(lambda, *body);
    MappingOverride mapping;
    mapping.edge.kind = EdgeKind::QueueToFunction;
    if (!queue || !readBatches(lambda, *body, mapping.edge))
        return;
    const std::string uuid = mappingUuid(queue->id, function->name);
    if (viewOf(context, uuid))
        return fail(lambda.call, 409, "ResourceConflictException",
                    "An event source mapping with SQS arn (\" " + queue->arn + " \") and function (\" " + function->name
                        + " \") already exists. Please update or delete the existing mapping with UUID " + uuid);
    const std::int64_t visibility = visibilityOf(context, *queue);
    if (visibility < function->timeoutSeconds)
        return refuse(lambda.call,
                      "Queue visibility timeout: " + std::to_string(visibility)
                          + " seconds is less than Function timeout: " + std::to_string(function->timeoutSeconds)
                          + " seconds");
    mapping.edge.from = queue->id;
    mapping.edge.to = function->id;
    mapping.edge.qualifier = reference.qualifier == "$LATEST" ? "" : reference.qualifier;
    const auto &mappings = context.engine.releases().of(function->name).mappings;
    if (const auto gone = mappings.find(uuid); gone != mappings.end())
        mapping.beside = gone->second.beside; // the template's, deleted here before
    store(lambda, function->name, mapping, mapping.edge.enabled ? "Creating" : "Disabled");
}

void updateMapping(Lambda &lambda)
{
    const auto body = offered(lambda, bool(lambda.context.changeStored)) ? readBody(lambda.call) : std::nullopt;
    auto known = body ? find(lambda) : std::nullopt;
    if (!known)
        return;
    MappingOverride mapping = known->stored;
    if (!readBatches(lambda, *body, mapping.edge))
        return;
    if (const json name = body->value("FunctionName", json());
        name.is_string() && parseFunctionName(name.get<std::string>()).name != known->function)
        return refuse(lambda.call, "The function of a mapping cannot be changed here: delete it and make another.");
    const bool switched = mapping.edge.enabled != known->view.edge.enabled;
    store(lambda, known->function, mapping, !switched ? "Updating" : mapping.edge.enabled ? "Enabling" : "Disabling");
}

void deleteMapping(Lambda &lambda)
{
    auto known = offered(lambda, bool(lambda.context.changeStored)) ? find(lambda) : std::nullopt;
    if (!known)
        return;
    known->stored.removed = true;
    store(lambda, known->function, known->stored, "Deleting");
}

void listMappings(Lambda &lambda)
{
    const std::string function = argument(*lambda.call, "FunctionName");
    const std::string source = argument(*lambda.call, "EventSourceArn");
    const Function *wanted = function.empty() ? nullptr
                                              : lambda.context.model.function(parseFunctionName(function).name);
    Page page;
    if (!readPage(lambda.call, page))
        return;
    json all = json::array();
    for (const MappingView &mapping : lambda.context.services.mappings().mappings()) {
        if ((function.empty() || (wanted && mapping.edge.to == wanted->id))
            && (source.empty() || mapping.queueArn == source))
            all.push_back(mappingConfiguration(lambda.context, mapping));
    }
    finishPage(lambda.call, all, page, "EventSourceMappings");
}

void describeMapping(Lambda &lambda)
{
    if (const auto mapping = viewOf(lambda.context, lambda.segment))
        return lambda.call->finish(restJsonReply(mappingConfiguration(lambda.context, *mapping)));
    fail(lambda.call, 404, "ResourceNotFoundException", unknown);
}

} // namespace lambdarium

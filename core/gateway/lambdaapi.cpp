// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/base64.h"
#include "core/gateway/gatewayparts.h"
#include "core/gateway/lambdadescribe.h"
#include "core/gateway/restjson.h"
#include "core/services/services.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::size_t pageMax = 50;
constexpr std::size_t clientContextMax = 3583;

/// The path of a request against a pattern: "{f}" takes one segment (decoded), "" at the end allows a last '/'.
struct Lambda
{
    GatewayContext &context;
    const ApiCallPtr &call;
    std::string segment; ///< decoded value of {f} or {UUID}
};

void fail(const ApiCallPtr &call, int status, const std::string &type, const std::string &message)
{
    call->finish(restJsonError(status, type, message));
}

std::string argument(const ApiCall &call, std::string_view name)
{
    const std::string *value = findArgument(call.route.query, name);
    return value ? *value : std::string();
}

/// Name and qualifier of "name", "name:q", "account:function:name:q" or a full ARN.
struct FunctionReference
{
    std::string name;
    std::string qualifier;
    std::string region; ///< of a full ARN
};

FunctionReference parseReference(const std::string &text)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t colon = text.find(':', begin);
        parts.push_back(text.substr(begin, colon - begin));
        if (colon == std::string::npos)
            break;
        begin = colon + 1;
    }
    FunctionReference reference;
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

struct Target
{
    const Function *function = nullptr;
    std::string qualifier;
};

/// The function of {f} and Qualifier; answers AWS's 404 and gives nullptr when there is none. Only $LATEST exists.
Target findFunction(Lambda &lambda)
{
    const FunctionReference reference = parseReference(lambda.segment);
    const Account &account = lambda.context.account;
    std::string qualifier = argument(*lambda.call, "Qualifier");
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
    const Function *function = lambda.context.model.function(reference.name);
    if (!function || (!qualifier.empty() && qualifier != "$LATEST")) {
        fail(lambda.call, 404, "ResourceNotFoundException",
             "Function not found: " + account.functionArn(function ? function->name : reference.name, qualifier));
        return {};
    }
    lambda.call->target = function->id;
    return {function, qualifier};
}

/// The request of an Invoke; nothing after a refusal was sent.
std::optional<InvokeRequest> readInvoke(Lambda &lambda, bool streamed)
{
    ApiCall &call = *lambda.call;
    const auto refuse = [&call](HttpResponse response) {
        call.finish(std::move(response));
        return std::nullopt;
    };
    const std::string type(call.http.headers.value("X-Amz-Invocation-Type"));
    InvokeRequest request{.function = lambda.segment};
    if (type == "Event" && !streamed)
        request.type = InvocationType::Event;
    else if (type == "DryRun")
        request.type = InvocationType::DryRun;
    else if (!type.empty() && type != "RequestResponse")
        return refuse(restJsonValidation(type, "invocationType",
                                         streamed
                                             ? "Member must satisfy enum value set: [RequestResponse, DryRun]"
                                             : "Member must satisfy enum value set: [Event, RequestResponse, DryRun]"));
    const std::string tail(call.http.headers.value("X-Amz-Log-Type"));
    if (!tail.empty() && tail != "None" && tail != "Tail")
        return refuse(restJsonValidation(tail, "logType", "Member must satisfy enum value set: [None, Tail]"));
    request.tail = tail == "Tail" && request.type == InvocationType::RequestResponse;
    const std::string_view context = call.http.headers.value("X-Amz-Client-Context");
    const auto decoded = base64Decode(context);
    if (!decoded || context.size() > clientContextMax)
        return refuse(
            restJsonError(400, "InvalidRequestContentException",
                          "Client context must be a valid Base64-encoded JSON object of at most 3583 bytes."));
    auto body = call.http.bodyText();
    if (!body)
        return refuse(restJsonError(500, "ServiceException", body.error().message));
    if (const Function *function = lambda.context.engine.function(parseReference(lambda.segment).name))
        call.target = function->id;
    request.payload = std::move(*body);
    request.qualifier = argument(call, "Qualifier");
    request.clientContext = *decoded;
    request.traceId = call.http.headers.value("X-Amzn-Trace-Id");
    request.source = call.caller;
    request.requestId = call.requestId;
    return request;
}

void invoke(Lambda &lambda)
{
    auto request = readInvoke(lambda, false);
    if (!request)
        return;
    const InvocationType kind = request->type;
    lambda.context.engine.invoke(std::move(*request), [call = lambda.call, kind](const InvokeOutcome &outcome) {
        call->finish(invokeResponse(outcome, kind));
    });
}

void invokeStreamed(Lambda &lambda)
{
    if (auto request = readInvoke(lambda, true))
        invokeWithResponseStream(lambda.context, lambda.call, std::move(*request));
}

struct Page
{
    std::size_t begin = 0;
    std::size_t count = pageMax;
};

/// Marker is the index of the first item, in base64 as AWS's are opaque; false after a refusal was sent.
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

void listFunctions(Lambda &lambda)
{
    const std::string version = argument(*lambda.call, "FunctionVersion");
    if (!version.empty() && version != "ALL")
        return lambda.call->finish(
            restJsonValidation(version, "functionVersion", "Member must satisfy enum value set: [ALL]"));
    Page page;
    if (!readPage(lambda.call, page))
        return;
    json all = json::array();
    for (const Function &function : lambda.context.model.functions) {
        json each = functionConfiguration(lambda.context, function, version.empty() ? "" : "$LATEST");
        for (const char *name : {"State", "StateReason", "StateReasonCode", "LastUpdateStatus"})
            each.erase(name);
        all.push_back(std::move(each));
    }
    std::sort(all.begin(), all.end(),
              [](const json &left, const json &right) { return left["FunctionName"] < right["FunctionName"]; });
    finishPage(lambda.call, all, page, "Functions");
}

void describeFunction(Lambda &lambda)
{
    const Target target = findFunction(lambda);
    if (!target.function)
        return;
    json result{{"Configuration", functionConfiguration(lambda.context, *target.function, target.qualifier)},
                {"Code", json::object()}};
    if (target.function->reservedConcurrency)
        result["Concurrency"] = {{"ReservedConcurrentExecutions", *target.function->reservedConcurrency}};
    lambda.call->finish(restJsonReply(result));
}

void describeConfiguration(Lambda &lambda)
{
    const Target target = findFunction(lambda);
    if (target.function)
        lambda.call->finish(restJsonReply(functionConfiguration(lambda.context, *target.function, target.qualifier)));
}

void describeConcurrency(Lambda &lambda)
{
    const Target target = findFunction(lambda);
    if (!target.function)
        return;
    json result = json::object();
    if (target.function->reservedConcurrency)
        result["ReservedConcurrentExecutions"] = *target.function->reservedConcurrency;
    lambda.call->finish(restJsonReply(result));
}

void describeUrl(Lambda &lambda)
{
    const Function *function = lambda.context.model.function(parseReference(lambda.segment).name);
    if (!function || !function->url)
        return fail(lambda.call, 404, "ResourceNotFoundException", "The resource you requested does not exist.");
    lambda.call->target = function->id;
    lambda.call->finish(restJsonReply(urlConfiguration(lambda.context, *function)));
}

void listUrls(Lambda &lambda)
{
    const Function *function = lambda.context.model.function(parseReference(lambda.segment).name);
    if (!function)
        return fail(lambda.call, 404, "ResourceNotFoundException", "Function does not exist");
    json list = json::array();
    if (function->url)
        list.push_back(urlConfiguration(lambda.context, *function));
    lambda.call->finish(restJsonReply({{"FunctionUrlConfigs", std::move(list)}}));
}

void listVersions(Lambda &lambda)
{
    const Target target = findFunction(lambda);
    if (!target.function)
        return;
    json latest = functionConfiguration(lambda.context, *target.function, "$LATEST");
    for (const char *name : {"State", "StateReason", "StateReasonCode", "LastUpdateStatus"})
        latest.erase(name);
    lambda.call->finish(restJsonReply({{"Versions", json::array({std::move(latest)})}}));
}

void accountSettings(Lambda &lambda)
{
    const GatewayContext &context = lambda.context;
    std::int64_t reserved = 0, bytes = 0;
    for (const Function &function : context.model.functions) {
        reserved += function.reservedConcurrency.value_or(0);
        bytes += functionConfiguration(context, function, {})["CodeSize"].get<std::int64_t>();
    }
    lambda.call->finish(restJsonReply(
        {{"AccountLimit",
          {{"TotalCodeSize", 80530636800},
           {"CodeSizeUnzipped", 262144000},
           {"CodeSizeZipped", 52428800},
           {"ConcurrentExecutions", context.limits.accountConcurrency},
           {"UnreservedConcurrentExecutions", context.limits.accountConcurrency - reserved}}},
         {"AccountUsage", {{"TotalCodeSize", bytes}, {"FunctionCount", context.model.functions.size()}}}}));
}

void listMappings(Lambda &lambda)
{
    const std::string function = argument(*lambda.call, "FunctionName");
    const std::string source = argument(*lambda.call, "EventSourceArn");
    const Function *wanted = function.empty() ? nullptr : lambda.context.model.function(parseReference(function).name);
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
    for (const MappingView &mapping : lambda.context.services.mappings().mappings()) {
        if (mapping.uuid == lambda.segment)
            return lambda.call->finish(restJsonReply(mappingConfiguration(lambda.context, mapping)));
    }
    fail(lambda.call, 404, "ResourceNotFoundException", "The resource you requested does not exist.");
}

struct Operation
{
    std::string_view name;
    std::string_view method;
    std::string_view pattern; ///< "{}" is one segment; compared after the last '/' was removed
    void (*run)(Lambda &lambda);
    /// Whose packages the answer describes: none, the function of {}, or all.
    enum class Packages { None, One, All } packages = Packages::None;
};
using enum Operation::Packages;
constexpr std::array operations{
    Operation{"Invoke", "POST", "/2015-03-31/functions/{}/invocations", invoke},
    Operation{"InvokeWithResponseStream", "POST", "/2021-11-15/functions/{}/response-streaming-invocations",
              invokeStreamed},
    Operation{"ListFunctions", "GET", "/2015-03-31/functions", listFunctions, All},
    Operation{"GetFunction", "GET", "/2015-03-31/functions/{}", describeFunction, One},
    Operation{"GetFunctionConfiguration", "GET", "/2015-03-31/functions/{}/configuration", describeConfiguration, One},
    Operation{"ListVersionsByFunction", "GET", "/2015-03-31/functions/{}/versions", listVersions, One},
    Operation{"GetFunctionConcurrency", "GET", "/2019-09-30/functions/{}/concurrency", describeConcurrency},
    Operation{"GetFunctionUrlConfig", "GET", "/2021-10-31/functions/{}/url", describeUrl},
    Operation{"ListFunctionUrlConfigs", "GET", "/2021-10-31/functions/{}/urls", listUrls},
    Operation{"GetAccountSettings", "GET", "/2016-08-19/account-settings", accountSettings, All},
    Operation{"ListEventSourceMappings", "GET", "/2015-03-31/event-source-mappings", listMappings},
    Operation{"GetEventSourceMapping", "GET", "/2015-03-31/event-source-mappings/{}", describeMapping},
};

bool matches(std::string_view pattern, std::string_view path, std::string &segment)
{
    const std::size_t hole = pattern.find("{}");
    if (hole == std::string_view::npos)
        return pattern == path;
    const std::string_view before = pattern.substr(0, hole), after = pattern.substr(hole + 2);
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after))
        return false;
    const std::string_view middle = path.substr(before.size(), path.size() - before.size() - after.size());
    if (middle.find('/') != std::string_view::npos)
        return false;
    segment = percentDecode(middle);
    return true;
}

} // namespace

HttpResponse invokeResponse(const InvokeOutcome &outcome, InvocationType type)
{
    HttpResponse response;
    response.status = outcome.status;
    if (!outcome.requestId.empty())
        response.headers.add("x-amzn-RequestId", outcome.requestId);
    if (outcome.status >= 400) {
        response.headers.add("Content-Type", "application/json");
        response.headers.add("x-amzn-ErrorType", outcome.errorType);
        response.body = outcome.payload;
        return response;
    }
    if (type != InvocationType::RequestResponse)
        return response;
    response.headers.add("Content-Type", "application/json");
    response.headers.add("X-Amz-Executed-Version",
                         outcome.executedVersion.empty() ? "$LATEST" : outcome.executedVersion);
    if (!outcome.functionError.empty())
        response.headers.add("X-Amz-Function-Error", outcome.functionError);
    if (!outcome.logTail.empty())
        response.headers.add("X-Amz-Log-Result", base64Encode(outcome.logTail));
    response.body = outcome.payload;
    return response;
}

void serveLambda(GatewayContext &context, const ApiCallPtr &call)
{
    std::string_view path = call->http.path;
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    Lambda lambda{context, call, {}};
    for (const Operation &operation : operations) {
        if (operation.method != call->http.method || !matches(operation.pattern, path, lambda.segment))
            continue;
        call->route.operation = operation.name;
        if (operation.packages == None)
            return operation.run(lambda);
        std::vector<NodeId> functions;
        const std::string wanted = parseReference(lambda.segment).name;
        for (const Function &function : context.model.functions)
            if (operation.packages == All || function.id == wanted || function.name == wanted)
                functions.push_back(function.id);
        return withPackages(context, functions, [&context, call, segment = lambda.segment, run = operation.run] {
            Lambda described{context, call, segment};
            run(described);
        });
    }
    call->route.operation = call->http.method + " " + std::string(path);
    if (!call->caller.empty() && call->http.method != "GET")
        return fail(call, 403, "AccessDeniedException",
                    "Handlers may not change functions: " + call->route.operation + " is not reachable from here.");
    fail(call, 501, "UnknownOperationException", "Lambda operation " + call->route.operation + " is not served here.");
}

} // namespace lambdarium

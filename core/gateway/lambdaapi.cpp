// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/base64.h"
#include "core/gateway/gatewayparts.h"
#include "core/gateway/lambdacall.h"
#include "core/gateway/lambdadescribe.h"
#include "core/gateway/restjson.h"
#include "core/services/services.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::size_t clientContextMax = 3583;

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
    if (const Function *function = lambda.context.engine.function(parseFunctionName(lambda.segment).name))
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

/// The old form of Invoke with type Event: the path says what it is, so headers and the argument Qualifier count for
/// nothing (aws-api.md 1). A qualifier may stand in the name.
void invokeAsync(Lambda &lambda)
{
    ApiCall &call = *lambda.call;
    auto body = call.http.bodyText();
    if (!body)
        return fail(lambda.call, 500, "ServiceException", body.error().message);
    InvokeRequest request{.function = lambda.segment, .type = InvocationType::Event};
    if (const Function *function = lambda.context.engine.function(parseFunctionName(lambda.segment).name))
        call.target = function->id;
    request.payload = std::move(*body);
    request.traceId = call.http.headers.value("X-Amzn-Trace-Id");
    request.source = call.caller;
    request.requestId = call.requestId;
    lambda.context.engine.invoke(std::move(request), [call = lambda.call](const InvokeOutcome &outcome) {
        call->finish(invokeResponse(outcome, InvocationType::Event));
    });
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
        all.push_back(listed(describeTarget(lambda.context, {&function, version.empty() ? "" : "$LATEST", nullptr})));
        if (!version.empty())
            appendVersions(lambda.context, function, all);
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const json &left, const json &right) { return left["FunctionName"] < right["FunctionName"]; });
    finishPage(lambda.call, all, page, "Functions");
}

/// Sends what make says of the target, once the packages of its versions are known.
void describe(Lambda &lambda, json (*make)(const GatewayContext &, const FunctionTarget &))
{
    const FunctionTarget target = findFunction(lambda);
    if (!target.function)
        return;
    if (!target.version)
        return lambda.call->finish(restJsonReply(make(lambda.context, target)));
    // Once more behind the wait: a deployment may have replaced the model.
    withVersionPackages(lambda.context, target.function->name, [later = lambda, make]() mutable {
        if (const FunctionTarget again = findFunction(later); again.function)
            later.call->finish(restJsonReply(make(later.context, again)));
    });
}

json functionReply(const GatewayContext &context, const FunctionTarget &target)
{
    json result{{"Configuration", describeTarget(context, target)}, {"Code", json::object()}};
    const Releases &releases = context.engine.releases();
    if (const auto reserved = releases.reserved(*target.function))
        result["Concurrency"] = {{"ReservedConcurrentExecutions", *reserved}};
    if (const auto &tags = releases.of(target.function->name).tags; !tags.empty())
        result["Tags"] = tags;
    return result;
}

void describeFunction(Lambda &lambda) { describe(lambda, functionReply); }

void describeConfiguration(Lambda &lambda) { describe(lambda, describeTarget); }

void accountSettings(Lambda &lambda)
{
    const GatewayContext &context = lambda.context;
    std::int64_t reserved = 0, bytes = 0;
    for (const Function &function : context.model.functions) {
        reserved += context.engine.releases().reserved(function).value_or(0);
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
    Operation{"InvokeAsync", "POST", "/2014-11-13/functions/{}/invoke-async", invokeAsync},
    Operation{"InvokeWithResponseStream", "POST", "/2021-11-15/functions/{}/response-streaming-invocations",
              invokeStreamed},
    Operation{"ListFunctions", "GET", "/2015-03-31/functions", listFunctions, All},
    Operation{"CreateFunction", "POST", "/2015-03-31/functions", createFunction},
    Operation{"UpdateFunctionCode", "PUT", "/2015-03-31/functions/{}/code", updateFunctionCode},
    Operation{"UpdateFunctionConfiguration", "PUT", "/2015-03-31/functions/{}/configuration",
              updateFunctionConfiguration},
    Operation{"GetFunction", "GET", "/2015-03-31/functions/{}", describeFunction, One},
    Operation{"GetFunctionConfiguration", "GET", "/2015-03-31/functions/{}/configuration", describeConfiguration, One},
    Operation{"ListVersionsByFunction", "GET", "/2015-03-31/functions/{}/versions", listVersions, One},
    Operation{"PublishVersion", "POST", "/2015-03-31/functions/{}/versions", publishVersion, One},
    Operation{"DeleteFunction", "DELETE", "/2015-03-31/functions/{}", deleteFunction},
    Operation{"CreateAlias", "POST", "/2015-03-31/functions/{}/aliases", createAlias},
    Operation{"ListAliases", "GET", "/2015-03-31/functions/{}/aliases", listAliases},
    Operation{"GetAlias", "GET", "/2015-03-31/functions/{}/aliases/{}", describeAlias},
    Operation{"UpdateAlias", "PUT", "/2015-03-31/functions/{}/aliases/{}", updateAlias},
    Operation{"DeleteAlias", "DELETE", "/2015-03-31/functions/{}/aliases/{}", deleteAlias},
    Operation{"PutFunctionConcurrency", "PUT", "/2017-10-31/functions/{}/concurrency", putConcurrency},
    Operation{"DeleteFunctionConcurrency", "DELETE", "/2017-10-31/functions/{}/concurrency", deleteConcurrency},
    Operation{"PutFunctionEventInvokeConfig", "PUT", "/2019-09-25/functions/{}/event-invoke-config", putAsyncConfig},
    Operation{"UpdateFunctionEventInvokeConfig", "POST", "/2019-09-25/functions/{}/event-invoke-config",
              updateAsyncConfig},
    Operation{"GetFunctionEventInvokeConfig", "GET", "/2019-09-25/functions/{}/event-invoke-config",
              describeAsyncConfig},
    Operation{"DeleteFunctionEventInvokeConfig", "DELETE", "/2019-09-25/functions/{}/event-invoke-config",
              deleteAsyncConfig},
    Operation{"ListFunctionEventInvokeConfigs", "GET", "/2019-09-25/functions/{}/event-invoke-config/list",
              listAsyncConfigs},
    Operation{"AddPermission", "POST", "/2015-03-31/functions/{}/policy", addPermission},
    Operation{"GetPolicy", "GET", "/2015-03-31/functions/{}/policy", describePolicy},
    Operation{"RemovePermission", "DELETE", "/2015-03-31/functions/{}/policy/{}", removePermission},
    Operation{"ListTags", "GET", "/2017-03-31/tags/{}", listTags},
    Operation{"TagResource", "POST", "/2017-03-31/tags/{}", tagResource},
    Operation{"UntagResource", "DELETE", "/2017-03-31/tags/{}", untagResource},
    Operation{"GetFunctionConcurrency", "GET", "/2019-09-30/functions/{}/concurrency", describeConcurrency},
    Operation{"GetFunctionRecursionConfig", "GET", "/2024-08-31/functions/{}/recursion-config", describeRecursion},
    Operation{"PutFunctionRecursionConfig", "PUT", "/2024-08-31/functions/{}/recursion-config", putRecursion},
    Operation{"GetFunctionUrlConfig", "GET", "/2021-10-31/functions/{}/url", describeUrl},
    Operation{"ListFunctionUrlConfigs", "GET", "/2021-10-31/functions/{}/urls", listUrls},
    Operation{"GetAccountSettings", "GET", "/2016-08-19/account-settings", accountSettings, All},
    Operation{"ListEventSourceMappings", "GET", "/2015-03-31/event-source-mappings", listMappings},
    Operation{"ListLayers", "GET", "/2018-10-31/layers", listLayers},
    Operation{"ListLayerVersions", "GET", "/2018-10-31/layers/{}/versions", listLayerVersions},
    Operation{"PublishLayerVersion", "POST", "/2018-10-31/layers/{}/versions", publishLayer},
    Operation{"GetLayerVersion", "GET", "/2018-10-31/layers/{}/versions/{}", describeLayer},
    Operation{"DeleteLayerVersion", "DELETE", "/2018-10-31/layers/{}/versions/{}", deleteLayer},
    Operation{"CreateEventSourceMapping", "POST", "/2015-03-31/event-source-mappings", createMapping},
    Operation{"UpdateEventSourceMapping", "PUT", "/2015-03-31/event-source-mappings/{}", updateMapping},
    Operation{"DeleteEventSourceMapping", "DELETE", "/2015-03-31/event-source-mappings/{}", deleteMapping},
    Operation{"CreateFunctionUrlConfig", "POST", "/2021-10-31/functions/{}/url", createUrl},
    Operation{"UpdateFunctionUrlConfig", "PUT", "/2021-10-31/functions/{}/url", updateUrl},
    Operation{"DeleteFunctionUrlConfig", "DELETE", "/2021-10-31/functions/{}/url", deleteUrl},
    Operation{"GetEventSourceMapping", "GET", "/2015-03-31/event-source-mappings/{}", describeMapping},
};

std::string_view takeSegment(std::string_view &path)
{
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    return segment;
}

/// Fills segment and second with what stands for the pattern's "{}".
bool matches(std::string_view pattern, std::string_view path, Lambda &lambda)
{
    std::vector<std::string> found;
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = takeSegment(pattern), given = takeSegment(path);
        if (wanted == "{}" && !given.empty())
            found.push_back(percentDecode(given));
        else if (wanted != given)
            return false;
    }
    if (!pattern.empty() || !path.empty())
        return false;
    found.resize(2);
    lambda.segment = std::move(found[0]);
    lambda.second = std::move(found[1]);
    return true;
}

/// An ARN of another region names no function here, whatever the operation; invocations are refused by the engine,
/// which records why. False after the refusal was sent.
bool checkRegion(const Lambda &lambda, const Operation &operation)
{
    if (operation.pattern.find("/functions/{}") == std::string_view::npos || operation.name.starts_with("Invoke"))
        return true;
    const std::string region = parseFunctionName(lambda.segment).region, &here = lambda.context.account.region;
    if (region.empty() || region == here)
        return true;
    fail(lambda.call, 404, "ResourceNotFoundException",
         "Functions from '" + region + "' are not reachable in this region ('" + here + "')");
    return false;
}

void refuseHandler(const ApiCallPtr &call)
{
    fail(call, 403, "AccessDeniedException",
         "Handlers may not change functions: " + call->route.operation + " is not reachable from here.");
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
    Lambda lambda{context, call};
    for (const Operation &operation : operations) {
        if (operation.method != call->http.method || !matches(operation.pattern, path, lambda))
            continue;
        call->route.operation = operation.name;
        if (!call->caller.empty() && operation.method != "GET" && !operation.name.starts_with("Invoke"))
            return refuseHandler(call);
        if (!checkRegion(lambda, operation))
            return;
        if (operation.packages == None)
            return operation.run(lambda);
        std::vector<NodeId> functions;
        const std::string wanted = parseFunctionName(lambda.segment).name;
        for (const Function &function : context.model.functions)
            if (operation.packages == All || function.id == wanted || function.name == wanted)
                functions.push_back(function.id);
        return withPackages(context, functions,
                            [described = lambda, run = operation.run]() mutable { run(described); });
    }
    call->route.operation = call->http.method + " " + std::string(path);
    if (!call->caller.empty() && call->http.method != "GET")
        return refuseHandler(call);
    fail(call, 501, "UnknownOperationException", "Lambda operation " + call->route.operation + " is not served here.");
}

} // namespace lambdarium

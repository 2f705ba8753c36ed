// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdadescribe.h"

#include "core/services/services.h"

#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include <array>

namespace lambdarium {

using nlohmann::json;

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

std::string sha256(std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
    return std::string(reinterpret_cast<const char *>(digest.data()), length);
}

json loggingConfiguration(const Function &function)
{
    const LoggingSettings &settings = function.logging;
    json logging{{"LogFormat", settings.format},
                 {"LogGroup", settings.group.empty() ? "/aws/lambda/" + function.name : settings.group}};
    if (settings.format == "JSON") {
        logging["ApplicationLogLevel"] = settings.applicationLevel;
        logging["SystemLogLevel"] = settings.systemLevel;
    }
    return logging;
}

void addOptional(const GatewayContext &context, const Function &function, json &configuration)
{
    if (!function.environment.empty()) {
        json variables = json::object();
        for (const EnvironmentVariable &variable : function.environment)
            variables[variable.name] = variable.value;
        configuration["Environment"] = {{"Variables", std::move(variables)}};
    }
    if (!function.layers.empty()) {
        json layers = json::array();
        for (const std::string &layer : function.layers) {
            const Layer *known = context.model.layer(layer); // of the template: in its only version
            const Account &account = context.account;
            layers.push_back(
                {{"Arn",
                  known ? "arn:aws:lambda:" + account.region + ":" + account.id + ":layer:" + known->name + ":1"
                        : layer}});
        }
        configuration["Layers"] = std::move(layers);
    }
    if (function.deadLetterTarget.empty())
        return;
    std::string arn;
    if (const auto queue = context.services.sqs().queue(function.deadLetterTarget))
        arn = queue->arn;
    else if (const Topic *topic = context.model.topic(function.deadLetterTarget))
        arn = context.account.topicArn(topic->name);
    if (!arn.empty())
        configuration["DeadLetterConfig"] = {{"TargetArn", arn}};
}

void addState(const GatewayContext &context, const Function &function, json &configuration)
{
    const std::string problem = context.engine.deployProblem(function.id);
    configuration["LastUpdateStatus"] = "Successful";
    configuration["State"] = problem.empty() ? "Active" : "Failed";
    if (problem.empty())
        return;
    configuration["StateReason"] = problem;
    configuration["StateReasonCode"] = "InvalidConfiguration";
}

} // namespace

std::string roleArn(const Account &account, const Function &function)
{
    if (function.role.starts_with("arn:"))
        return function.role;
    return "arn:aws:iam::" + account.id + ":role/" + (function.role.empty() ? function.id + "Role" : function.role);
}

std::string revisionOf(const Function &function, const CodeSnapshot &code, Instant changed)
{
    json settings{function.name,
                  function.runtime,
                  function.handler,
                  function.description,
                  function.role,
                  function.memoryMb,
                  function.timeoutSeconds,
                  function.ephemeralMb,
                  function.layers,
                  function.inlineCode,
                  function.deadLetterTarget,
                  code.directory,
                  code.layers,
                  changed.time_since_epoch().count()};
    for (const EnvironmentVariable &variable : function.environment)
        settings.push_back(variable.name + "=" + variable.value);
    const std::string digest = sha256(settings.dump(-1, ' ', false, json::error_handler_t::replace));
    std::string uuid;
    for (std::size_t at = 0; at < 16; ++at) {
        if (at == 4 || at == 6 || at == 8 || at == 10)
            uuid.push_back('-');
        const auto byte = static_cast<unsigned char>(digest[at]);
        uuid.push_back(hexDigits[byte >> 4]);
        uuid.push_back(hexDigits[byte & 15]);
    }
    uuid[14] = '4';
    uuid[19] = hexDigits[8 | (static_cast<unsigned char>(digest[8]) >> 4 & 3)];
    return uuid;
}

json functionConfiguration(const GatewayContext &context, const Function &function, const std::string &qualifier)
{
    json configuration{
        {"FunctionName", function.name},
        {"FunctionArn", context.account.functionArn(function.name, qualifier)},
        {"Runtime", function.runtime},
        {"Role", roleArn(context.account, function)},
        {"Handler", function.handler},
        {"Description", function.description},
        {"Timeout", function.timeoutSeconds},
        {"MemorySize", function.memoryMb},
        {"Version", "$LATEST"},
        {"TracingConfig", {{"Mode", function.tracing == "Active" ? "Active" : "PassThrough"}}},
        {"PackageType", "Zip"},
        {"Architectures", {"x86_64"}},
        {"EphemeralStorage", {{"Size", function.ephemeralMb}}},
        // Of $LATEST, which is never optimised.
        {"SnapStart", {{"ApplyOn", function.snapStart}, {"OptimizationStatus", "Off"}}},
        {"LoggingConfig", loggingConfiguration(function)},
        {"CodeSize", 0},
    };
    if (const auto deployed = context.functions.find(function.id); deployed != context.functions.end()) {
        configuration["LastModified"] = isoMillisOffset(deployed->second.modified);
        configuration["RevisionId"] = deployed->second.revisionId;
        if (const auto &package = deployed->second.package; package && !package->sha256.empty()) {
            configuration["CodeSize"] = package->bytes;
            configuration["CodeSha256"] = package->sha256;
        }
    }
    addOptional(context, function, configuration);
    addState(context, function, configuration);
    if (const auto &latest = context.engine.releases().of(function.name).latest; latest && !latest->echoed.empty())
        configuration.update(json::parse(latest->echoed, nullptr, false));
    return configuration;
}

void withPackages(GatewayContext &context, const std::vector<NodeId> &functions, std::function<void()> then)
{
    // One after the other: what is known costs nothing, and the rest waits for the same thread anyway. From the start
    // after each reply, since a deployment may have brought other code.
    for (const NodeId &id : functions) {
        const auto found = context.functions.find(id);
        if (!context.package || found == context.functions.end() || found->second.package
            || found->second.code.directory.empty())
            continue;
        const std::string directory = found->second.code.directory;
        return context.package(directory,
                               [&context, alive = std::weak_ptr(context.alive), id, directory, functions,
                                then = std::move(then)](const CodePackage &package) {
                                   if (alive.expired())
                                       return;
                                   const auto deployed = context.functions.find(id);
                                   if (deployed != context.functions.end()
                                       && deployed->second.code.directory == directory)
                                       deployed->second.package = package;
                                   withPackages(context, functions, then);
                               });
    }
    then();
}

namespace {

json corsJson(const FunctionUrl &url)
{
    json cors = json::object();
    const auto add = [&cors](const char *member, const std::vector<std::string> &values) {
        if (!values.empty())
            cors[member] = values;
    };
    add("AllowOrigins", url.allowOrigins);
    add("AllowMethods", url.allowMethods);
    add("AllowHeaders", url.allowHeaders);
    add("ExposeHeaders", url.exposeHeaders);
    if (url.allowCredentials)
        cors["AllowCredentials"] = true;
    if (url.maxAgeSeconds > 0)
        cors["MaxAge"] = url.maxAgeSeconds;
    return cors;
}

} // namespace

json urlConfiguration(const GatewayContext &context, const Function &function)
{
    json configuration{{"FunctionUrl", context.urlOf(function)},
                       {"FunctionArn", context.account.functionArn(function.name)},
                       {"AuthType", function.url->authType},
                       {"InvokeMode", function.url->invokeMode}};
    if (json cors = corsJson(*function.url); !cors.empty())
        configuration["Cors"] = std::move(cors);
    const auto &made = context.engine.releases().of(function.name).url;
    if (made && made->value == function.url) {
        configuration["CreationTime"] = isoMillis(made->created);
        configuration["LastModifiedTime"] = isoMillis(made->modified);
    } else if (const auto deployed = context.functions.find(function.id); deployed != context.functions.end()) {
        configuration["CreationTime"] = isoMillis(deployed->second.modified);
        configuration["LastModifiedTime"] = isoMillis(deployed->second.modified);
    }
    return configuration;
}

json mappingConfiguration(const GatewayContext &context, const MappingView &mapping)
{
    json types = json::array();
    if (mapping.edge.reportBatchItemFailures)
        types.push_back("ReportBatchItemFailures");
    json configuration{{"UUID", mapping.uuid},
                       {"BatchSize", mapping.edge.batchSize},
                       {"MaximumBatchingWindowInSeconds", mapping.edge.batchWindowSeconds},
                       {"EventSourceArn", mapping.queueArn},
                       {"FunctionArn", mapping.functionArn},
                       {"State", mapping.enabled ? "Enabled" : "Disabled"},
                       {"StateTransitionReason", "USER_INITIATED"},
                       {"FunctionResponseTypes", std::move(types)},
                       {"EventSourceMappingArn",
                        "arn:aws:lambda:" + context.account.region + ":" + context.account.id
                            + ":event-source-mapping:" + mapping.uuid}};
    if (mapping.edge.maximumConcurrency)
        configuration["ScalingConfig"] = {{"MaximumConcurrency", *mapping.edge.maximumConcurrency}};
    if (const auto deployed = context.functions.find(mapping.edge.to); deployed != context.functions.end())
        configuration["LastModified"] = static_cast<double>(unixMillis(deployed->second.modified)) / 1000.0;
    return configuration;
}

} // namespace lambdarium

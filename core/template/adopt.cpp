// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/changes.h"

#include <nlohmann/json.hpp>

namespace lambdarium {

using Json = nlohmann::ordered_json;

namespace {

Json loggingJson(const LoggingSettings &logging)
{
    Json json{{"LogFormat", logging.format}};
    if (logging.format == "JSON") {
        json["ApplicationLogLevel"] = logging.applicationLevel;
        json["SystemLogLevel"] = logging.systemLevel;
    }
    if (!logging.group.empty())
        json["LogGroup"] = logging.group;
    return json;
}

/// What differs from the defaults, in the order in which people write it.
Json propertiesOf(const Function &function, const Model &model, std::string_view codeUri)
{
    const Function defaults;
    Json properties{{"FunctionName", function.name},   {"CodeUri", std::string(codeUri)},
                    {"Handler", function.handler},     {"Runtime", function.runtime},
                    {"MemorySize", function.memoryMb}, {"Timeout", function.timeoutSeconds}};
    if (!function.description.empty())
        properties["Description"] = function.description;
    if (!function.role.empty())
        properties["Role"] = function.role;
    if (function.ephemeralMb != defaults.ephemeralMb)
        properties["EphemeralStorage"] = {{"Size", function.ephemeralMb}};
    for (const EnvironmentVariable &variable : function.environment)
        properties["Environment"]["Variables"][variable.name] = variable.value;
    for (const std::string &layer : function.layers)
        properties["Layers"].push_back(layer);
    if (function.tracing != defaults.tracing)
        properties["Tracing"] = function.tracing;
    if (function.snapStart != defaults.snapStart)
        properties["SnapStart"] = {{"ApplyOn", function.snapStart}};
    if (function.logging != defaults.logging)
        properties["LoggingConfig"] = loggingJson(function.logging);
    if (const Queue *queue = model.queue(function.deadLetterTarget))
        properties["DeadLetterQueue"] = {{"Type", "SQS"}, {"TargetArn", attributeJson(queue->id, "Arn")}};
    else if (const Topic *topic = model.topic(function.deadLetterTarget))
        properties["DeadLetterQueue"] = {{"Type", "SNS"}, {"TargetArn", refJson(topic->id)}};
    return properties;
}

Json urlJson(const FunctionUrl &url)
{
    Json json{{"AuthType", url.authType}};
    if (url.invokeMode != FunctionUrl{}.invokeMode)
        json["InvokeMode"] = url.invokeMode;
    const auto list = [&json](const char *member, const std::vector<std::string> &values) {
        if (!values.empty())
            json["Cors"][member] = values;
    };
    list("AllowOrigins", url.allowOrigins);
    list("AllowMethods", url.allowMethods);
    list("AllowHeaders", url.allowHeaders);
    list("ExposeHeaders", url.exposeHeaders);
    if (url.allowCredentials)
        json["Cors"]["AllowCredentials"] = true;
    if (url.maxAgeSeconds > 0)
        json["Cors"]["MaxAge"] = url.maxAgeSeconds;
    return json;
}

Json eventJson(const Edge &mapping)
{
    Json properties{{"Queue", attributeJson(mapping.from, "Arn")}, {"BatchSize", mapping.batchSize}};
    if (mapping.batchWindowSeconds > 0)
        properties["MaximumBatchingWindowInSeconds"] = mapping.batchWindowSeconds;
    if (!mapping.enabled)
        properties["Enabled"] = false;
    if (mapping.reportBatchItemFailures)
        properties["FunctionResponseTypes"] = Json::array({"ReportBatchItemFailures"});
    if (mapping.maximumConcurrency)
        properties["ScalingConfig"] = {{"MaximumConcurrency", *mapping.maximumConcurrency}};
    return {{"Type", "SQS"}, {"Properties", std::move(properties)}};
}

} // namespace

Result<TemplateChange> Template::adopt(const Function &function, std::string_view codeUri,
                                       const std::map<std::string, std::string> &tags,
                                       const std::vector<Edge> &mappings) const
{
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    const std::string id = freeResourceId(m_impl->tree, function.name);
    Json properties = propertiesOf(function, model(), codeUri);
    for (const auto &[key, value] : tags)
        properties["Tags"][key] = value;
    if (function.url)
        properties["FunctionUrlConfig"] = urlJson(*function.url);
    for (const Edge &mapping : mappings)
        if (model().queue(mapping.from))
            properties["Events"][mapping.from] = eventJson(mapping);
    if (auto done = addResource(editor, id, {{"Type", "AWS::Serverless::Function"}, {"Properties", properties}}); !done)
        return done.error();
    return TemplateChange{editor.edits(), id, {"AWS::Serverless::Function " + id}, textMark(editor.first())};
}

} // namespace lambdarium

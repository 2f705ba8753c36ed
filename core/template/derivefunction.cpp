// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/derive.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

namespace {

bool serverless(std::string_view type) { return type == "AWS::Serverless::Function"; }

} // namespace

NodeIndex Deriver::property(const Source &source, std::string_view key) const
{
    NodeIndex node = m_tree.find(source.properties, key);
    if (node == noNode && serverless(source.type))
        node = m_tree.find(m_globals, key);
    return m_resolver.chosen(node);
}

std::vector<TreeEntry> Deriver::merged(const Source &source, std::initializer_list<std::string_view> path) const
{
    std::vector<TreeEntry> result;
    const auto take = [&](NodeIndex from) {
        for (const std::string_view key : path)
            from = m_resolver.chosen(m_tree.find(from, key));
        for (const TreeEntry &entry : m_tree.entries(from)) {
            const auto same = std::ranges::find_if(result, [&](const TreeEntry &other) {
                return m_tree.at(other.key).value == m_tree.at(entry.key).value;
            });
            if (same == result.end())
                result.push_back(entry);
            else
                *same = entry;
        }
    };
    if (serverless(source.type))
        take(m_globals);
    take(source.properties);
    return result;
}

void Deriver::addFunction(const Source &source)
{
    Function function{.id = source.id, .name = m_resolver.physicalName(source.id), .range = source.range};
    function.runtime = m_resolver.text(property(source, "Runtime"));
    function.handler = m_resolver.text(property(source, "Handler"));
    function.description = m_resolver.text(property(source, "Description"));
    function.role = m_resolver.text(property(source, "Role"));
    readCode(source, function);
    readNumbers(source, function);
    readEnvironment(source, function);
    readPolicies(source, function);
    readSettings(source, function);
    const NodeIndex deadLetter = property(source, serverless(source.type) ? "DeadLetterQueue" : "DeadLetterConfig");
    if (m_tree.isMapping(deadLetter)) {
        function.deadLetterTarget = m_resolver.resource(m_tree.find(deadLetter, "TargetArn"));
        const std::string kind = m_resolver.type(function.deadLetterTarget);
        if (kind == "AWS::SQS::Queue" || kind == "AWS::SNS::Topic")
            m_model.edges.push_back({.id = source.id + ">FunctionDeadLetter>" + function.deadLetterTarget,
                                     .kind = EdgeKind::FunctionDeadLetter,
                                     .from = source.id,
                                     .to = function.deadLetterTarget,
                                     .range = rangeOf(deadLetter)});
    }
    readInvokeConfig(source, property(source, "EventInvokeConfig"), function);
    if (serverless(source.type))
        readUrl(source, property(source, "FunctionUrlConfig"), function);
    checkFunction(source, function);
    m_model.functions.push_back(function);
    if (serverless(source.type))
        readEvents(source, function);
}

void Deriver::readCode(const Source &source, Function &function)
{
    const bool sam = serverless(source.type);
    const NodeIndex code = property(source, sam ? "CodeUri" : "Code");
    function.inlineCode = m_resolver.text(sam ? property(source, "InlineCode") : m_tree.find(code, "ZipFile"));
    if (m_tree.isScalar(code))
        function.codeUri = m_resolver.text(code);
    const bool remote = function.codeUri.starts_with("s3://")
        || (m_tree.isMapping(code)
            && (m_tree.find(code, "S3Bucket") != noNode || m_tree.find(code, "Bucket") != noNode));
    if (remote) {
        function.codeUri.clear();
        note(source, code,
             {Severity::Warning, "CodeInS3",
              "The code of this function lies in S3, outside of the workspace; it cannot run here.",
              sam ? "CodeUri" : "Code"});
    }
    if (function.codeUri.empty() && function.inlineCode.empty() && !remote)
        function.codeUri = "."; // SAM's default: the folder of the template
}

void Deriver::readNumbers(const Source &source, Function &function)
{
    const auto read = [&](std::string_view key, NodeIndex node, std::int64_t otherwise) {
        const Resolved value = m_resolver.scalar(node);
        const auto number = m_resolver.integer(node);
        if (node != noNode && !number && value.known)
            note(source, node,
                 {Severity::Error, "NotANumber",
                  "Value of property " + std::string(key) + " must be of type Integer, not '" + value.text + "'.",
                  std::string(key)});
        return number.value_or(otherwise);
    };
    function.memoryMb = read("MemorySize", property(source, "MemorySize"), 128);
    function.timeoutSeconds = read("Timeout", property(source, "Timeout"), 3);
    NodeIndex size = m_tree.find(m_resolver.chosen(m_tree.find(source.properties, "EphemeralStorage")), "Size");
    if (size == noNode && serverless(source.type))
        size = m_tree.find(m_globals, {"EphemeralStorage", "Size"});
    function.ephemeralMb = read("EphemeralStorage.Size", m_resolver.chosen(size), 512);
    const NodeIndex reserved = property(source, "ReservedConcurrentExecutions");
    if (reserved != noNode)
        function.reservedConcurrency = read("ReservedConcurrentExecutions", reserved, 0);
}

void Deriver::readEnvironment(const Source &source, Function &function)
{
    for (const TreeEntry &entry : merged(source, {"Environment", "Variables"})) {
        if (m_resolver.chosen(entry.value) == noNode)
            continue; // AWS::NoValue
        Resolved value = m_resolver.scalar(entry.value);
        if (!value.known && value.literal)
            note(source, entry.value,
                 {Severity::Error, "EnvironmentValue", "The value of an environment variable must be text.",
                  "Environment.Variables." + m_tree.at(entry.key).value});
        function.environment.push_back(
            {m_tree.at(entry.key).value, std::move(value.text), std::move(value.reference), value.literal});
    }
}

void Deriver::readPolicies(const Source &source, Function &function)
{
    const NodeIndex policies = property(source, "Policies");
    if (policies == noNode)
        return;
    const auto take = [&](NodeIndex item) {
        item = m_resolver.chosen(item);
        if (item == noNode)
            return;
        PolicyGrant grant{.text = toJson(m_tree, item).dump()};
        if (!m_tree.isMapping(item) || intrinsicOf(m_tree, item)) {
            grant.kind = "ManagedPolicy";
        } else if (m_tree.find(item, "Statement") != noNode) {
            grant.kind = "Statement";
            for (const ResourceReference &reference : m_resolver.references(item)) {
                if (!nameProperty(m_resolver.type(reference.id)).empty())
                    grant.target = reference.id;
            }
        } else if (const auto entries = m_tree.entries(item); !entries.empty()) {
            grant.kind = m_tree.at(entries[0].key).value;
            for (const TreeEntry &parameter : m_tree.entries(entries[0].value)) {
                if (grant.target.empty())
                    grant.target = m_resolver.resource(parameter.value);
            }
        }
        function.policies.push_back(std::move(grant));
    };
    if (m_tree.isSequence(policies)) {
        for (const NodeIndex item : m_tree.items(policies))
            take(item);
    } else {
        take(policies);
    }
}

void Deriver::readInvokeConfig(const Source &source, NodeIndex config, Function &function)
{
    if (!m_tree.isMapping(config))
        return;
    const auto number = [&](std::string_view key, std::int64_t otherwise) {
        return m_resolver.integer(m_tree.find(config, key)).value_or(otherwise);
    };
    function.maximumRetryAttempts = number("MaximumRetryAttempts", 2);
    function.maximumEventAgeSeconds = number("MaximumEventAgeInSeconds", 21600);
    const auto destination = [&](std::string_view key, EdgeKind kind, NodeId &target) {
        const NodeIndex entry = m_resolver.chosen(m_tree.find(config, {"DestinationConfig", key}));
        if (!m_tree.isMapping(entry))
            return;
        target = m_resolver.resource(m_tree.find(entry, "Destination"));
        const std::string type = m_resolver.type(target);
        if (type == "AWS::SQS::Queue" || type == "AWS::SNS::Topic" || isFunctionType(type)) {
            m_model.edges.push_back({.id = function.id + ">" + std::string(key) + ">" + target,
                                     .kind = kind,
                                     .from = function.id,
                                     .to = target,
                                     .range = rangeOf(entry)});
            return;
        }
        target.clear();
        note(source, entry,
             {Severity::Warning, "DestinationOutside",
              "This destination is not a queue, topic or function of the template; nothing is sent.",
              "EventInvokeConfig.DestinationConfig." + std::string(key)});
    };
    destination("OnFailure", EdgeKind::OnFailure, function.onFailure);
    destination("OnSuccess", EdgeKind::OnSuccess, function.onSuccess);
}

void Deriver::readUrl(const Source &source, NodeIndex config, Function &function)
{
    if (!m_tree.isMapping(config))
        return;
    FunctionUrl url;
    if (const std::string auth = m_resolver.text(m_tree.find(config, "AuthType")); !auth.empty())
        url.authType = auth;
    if (const std::string mode = m_resolver.text(m_tree.find(config, "InvokeMode")); !mode.empty())
        url.invokeMode = mode;
    const auto list = [&](const char *member) {
        std::vector<std::string> texts;
        for (const NodeIndex item : m_tree.items(m_tree.find(config, {"Cors", member})))
            texts.push_back(m_resolver.text(item));
        return texts;
    };
    url.allowOrigins = list("AllowOrigins");
    url.allowMethods = list("AllowMethods");
    url.allowHeaders = list("AllowHeaders");
    url.exposeHeaders = list("ExposeHeaders");
    url.allowCredentials = m_resolver.text(m_tree.find(config, {"Cors", "AllowCredentials"})) == "true";
    url.maxAgeSeconds = std::atoll(m_resolver.text(m_tree.find(config, {"Cors", "MaxAge"})).c_str());
    function.url = std::move(url);
    const NodeId node = functionUrlNode(source.id);
    m_model.edges.push_back({.id = node,
                             .kind = EdgeKind::UrlToFunction,
                             .from = node,
                             .to = function.id,
                             .eventKey = "FunctionUrl",
                             .range = rangeOf(config)});
}

void Deriver::readEvents(const Source &source, const Function &function)
{
    for (const TreeEntry &event : m_tree.entries(m_resolver.chosen(m_tree.find(source.properties, "Events"))))
        readEvent(source, function, event);
}

void Deriver::readEvent(const Source &source, const Function &function, const TreeEntry &event)
{
    const std::string &key = m_tree.at(event.key).value;
    const std::string type = m_resolver.text(m_tree.find(event.value, "Type"));
    const NodeIndex properties = m_tree.find(event.value, "Properties");
    const std::string id = function.id + "/" + key;
    Edge edge{.id = id,
              .to = function.id,
              .eventKey = key,
              .range = {m_tree.at(event.key).range.begin, m_tree.at(event.value).range.end}};
    std::string_view member;
    std::string_view wanted;
    if (type == "SQS") {
        edge.kind = EdgeKind::QueueToFunction, member = "Queue", wanted = "AWS::SQS::Queue";
        readMapping(edge, properties);
    } else if (type == "SNS") {
        edge.kind = EdgeKind::TopicToFunction, member = "Topic", wanted = "AWS::SNS::Topic";
    } else if (type == "S3") {
        edge.kind = EdgeKind::BucketToFunction, member = "Bucket", wanted = "AWS::S3::Bucket";
        const NodeIndex events = m_resolver.chosen(m_tree.find(properties, "Events"));
        for (const NodeIndex item : m_tree.items(events))
            edge.s3Events.push_back(m_resolver.text(item));
        if (m_tree.isScalar(events))
            edge.s3Events.push_back(m_resolver.text(events));
        readFilter(edge, m_tree.find(properties, "Filter"));
    } else if (type == "Schedule" || type == "ScheduleV2") {
        Schedule schedule{.id = id, .function = function.id, .name = function.id + key, .range = edge.range};
        const std::string_view word = type == "Schedule" ? "Schedule" : "ScheduleExpression";
        const NodeIndex expression = m_tree.find(properties, word);
        schedule.expression = m_resolver.text(expression);
        checkSchedule({.id = id, .key = event.key}, schedule, expression, word);
        if (const std::string name = m_resolver.text(m_tree.find(properties, "Name")); !name.empty())
            schedule.name = name;
        schedule.input = m_resolver.text(m_tree.find(properties, "Input"));
        schedule.enabled = m_resolver.boolean(m_tree.find(properties, "Enabled"), true)
            && m_resolver.boolean(m_tree.find(properties, "State"), true);
        edge.kind = EdgeKind::ScheduleToFunction, edge.from = id, edge.enabled = schedule.enabled;
        m_model.schedules.push_back(std::move(schedule));
        m_model.edges.push_back(std::move(edge));
        return;
    } else {
        const bool api = type == "Api" || type == "HttpApi";
        note(source, event.key,
             {Severity::Hint, api ? "ApiEvent" : "EventNotRun",
              api ? "API events are kept but not served yet; a function URL calls this function "
                    "over HTTP."
                  : "Events of type " + type + " are kept but not run yet.",
              "Events." + key});
        return;
    }
    const NodeIndex named = m_tree.find(properties, member);
    edge.from = m_resolver.resource(named);
    if (m_resolver.type(edge.from) == wanted) {
        m_model.edges.push_back(std::move(edge));
        return;
    }
    note(source, named == noNode ? event.key : named,
         {named == noNode ? Severity::Error : Severity::Warning, "EventSourceOutside",
          "The " + std::string(member) + " of event " + key + " is not in this template, so nothing arrives from it.",
          "Events." + key + "." + std::string(member)});
}

void Deriver::addUses(const Function &function)
{
    std::vector<NodeId> seen;
    const auto add = [&](const NodeId &target) {
        const std::string type = m_resolver.type(target);
        if (type != "AWS::SQS::Queue" && type != "AWS::SNS::Topic" && type != "AWS::S3::Bucket")
            return;
        if (std::ranges::count(seen, target) > 0)
            return;
        seen.push_back(target);
        m_model.edges.push_back({.id = function.id + ">Uses>" + target,
                                 .kind = EdgeKind::Uses,
                                 .from = function.id,
                                 .to = target,
                                 .range = function.range});
    };
    for (const EnvironmentVariable &variable : function.environment)
        add(variable.reference);
    for (const PolicyGrant &grant : function.policies) {
        if (grant.kind.ends_with("Policy") && grant.kind != "SQSPollerPolicy" && grant.kind != "ManagedPolicy")
            add(grant.target);
    }
}

} // namespace lambdarium

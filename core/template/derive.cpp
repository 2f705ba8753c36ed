// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/derive.h"

#include <algorithm>

namespace lambdarium {

bool isFunctionType(std::string_view type)
{
    return type == "AWS::Serverless::Function" || type == "AWS::Lambda::Function";
}

Deriver::Deriver(const Tree &tree, const Account &account, const LimitsProfile &limits)
    : m_tree(tree), m_resolver(tree, account), m_limits(limits),
      m_globals(tree.find(tree.root(), {"Globals", "Function"}))
{}

TextRange Deriver::rangeOf(NodeIndex value) const
{
    if (value == noNode)
        return {};
    const NodeIndex key = m_tree.keyOf(value);
    return {m_tree.at(key == noNode ? value : key).range.begin, m_tree.at(value).range.end};
}

void Deriver::note(const Source &source, NodeIndex at, Finding finding)
{
    Problem problem{.severity = finding.severity,
                    .code = std::move(finding.code),
                    .message = std::move(finding.message),
                    .node = source.id,
                    .property = std::move(finding.property)};
    const NodeIndex place = at == noNode ? source.key : at;
    if (place != noNode) {
        problem.range = m_tree.at(place).range;
        problem.line = m_tree.at(place).line;
    }
    m_model.problems.push_back(std::move(problem));
}

Model Deriver::derive()
{
    m_model.description = m_resolver.text(m_tree.find(m_tree.root(), "Description"));
    std::vector<Source> later; // what changes functions that must be there first
    for (const TreeEntry &entry : m_tree.entries(m_tree.find(m_tree.root(), "Resources"))) {
        Source source{.id = m_tree.at(entry.key).value,
                      .type = m_resolver.type(m_tree.at(entry.key).value),
                      .key = entry.key,
                      .properties = m_tree.find(entry.value, "Properties"),
                      .range = {m_tree.at(entry.key).range.begin, m_tree.at(entry.value).range.end},
                      .metadata = m_tree.find(entry.value, "Metadata")};
        if (source.type == "AWS::Lambda::Url" || source.type == "AWS::Lambda::EventInvokeConfig")
            later.push_back(std::move(source));
        else
            addResource(source);
    }
    for (const Source &source : later)
        addResource(source);
    for (const Function &function : m_model.functions)
        addUses(function);
    checkReserved();
    checkReferences();
    checkWires();
    checkTemplate();
    std::ranges::stable_sort(m_model.problems, {}, [](const Problem &problem) { return problem.range.begin; });
    return std::move(m_model);
}

void Deriver::addResource(const Source &source)
{
    if (isFunctionType(source.type))
        addFunction(source);
    else if (source.type == "AWS::SQS::Queue")
        addQueue(source);
    else if (source.type == "AWS::SNS::Topic")
        addTopic(source);
    else if (source.type == "AWS::SNS::Subscription")
        addSubscription(source, m_resolver.resource(m_tree.find(source.properties, "TopicArn")), source.properties,
                        source.id);
    else if (source.type == "AWS::S3::Bucket")
        addBucket(source);
    else if (source.type == "AWS::Events::Rule")
        addRule(source);
    else if (source.type == "AWS::Lambda::EventSourceMapping")
        addMapping(source);
    else if (source.type == "AWS::Lambda::Url")
        addUrl(source);
    else if (source.type == "AWS::Lambda::EventInvokeConfig")
        addInvokeConfig(source);
    else if (source.type == "AWS::Serverless::LayerVersion" || source.type == "AWS::Lambda::LayerVersion")
        addLayer(source);
    else if (source.type.empty())
        note(
            source, noNode,
            {Severity::Error, "ResourceType",
             "Template format error: [/Resources/" + source.id + "] Every Resources object must contain a Type member.",
             ""});
    else
        m_model.others.push_back({source.id, source.type, source.range});
}

void Deriver::addQueue(const Source &source)
{
    Queue queue{.id = source.id, .name = m_resolver.physicalName(source.id), .range = source.range};
    const auto number = [&](std::string_view key, std::int64_t otherwise) {
        return m_resolver.integer(m_tree.find(source.properties, key)).value_or(otherwise);
    };
    queue.fifo = m_resolver.boolean(m_tree.find(source.properties, "FifoQueue"), false)
        || queue.name.ends_with(".fifo");
    queue.visibilityTimeoutSeconds = number("VisibilityTimeout", 30);
    queue.delaySeconds = number("DelaySeconds", 0);
    queue.retentionSeconds = number("MessageRetentionPeriod", 345600);
    const NodeIndex redrive = m_resolver.chosen(m_tree.find(source.properties, "RedrivePolicy"));
    if (m_tree.isMapping(redrive)) {
        const NodeIndex target = m_tree.find(redrive, "deadLetterTargetArn");
        queue.deadLetterQueue = m_resolver.resource(target);
        queue.maxReceiveCount = m_resolver.integer(m_tree.find(redrive, "maxReceiveCount")).value_or(10);
        if (m_resolver.type(queue.deadLetterQueue) == "AWS::SQS::Queue") {
            m_model.edges.push_back({.id = source.id + ">QueueToDeadLetter>" + queue.deadLetterQueue,
                                     .kind = EdgeKind::QueueToDeadLetter,
                                     .from = source.id,
                                     .to = queue.deadLetterQueue,
                                     .range = rangeOf(redrive)});
        } else {
            queue.deadLetterQueue.clear();
            note(source, target,
                 {Severity::Error, "DeadLetterTarget",
                  "Value for parameter RedrivePolicy is invalid. Reason: Dead letter target does not "
                  "exist.",
                  "RedrivePolicy.deadLetterTargetArn"});
        }
    }
    checkQueue(source, queue, m_tree.isMapping(redrive));
    m_model.queues.push_back(std::move(queue));
}

void Deriver::addTopic(const Source &source)
{
    m_model.topics.push_back({source.id, m_resolver.physicalName(source.id), source.range});
    int number = 0;
    for (const NodeIndex item : m_tree.items(m_resolver.chosen(m_tree.find(source.properties, "Subscription"))))
        addSubscription(source, source.id, item, source.id + "/Subscription/" + std::to_string(number++));
}

void Deriver::addSubscription(const Source &source, const NodeId &topic, NodeIndex properties,
                              const std::string &edgeId)
{
    const std::string protocol = m_resolver.text(m_tree.find(properties, "Protocol"));
    const NodeIndex endpoint = m_tree.find(properties, "Endpoint");
    const NodeId target = m_resolver.resource(endpoint);
    const std::string targetType = m_resolver.type(target);
    Edge edge{.id = edgeId, .from = topic, .to = target, .eventKey = edgeId, .range = source.range};
    edge.rawDelivery = m_resolver.boolean(m_tree.find(properties, "RawMessageDelivery"), false);
    if (m_resolver.type(topic) != "AWS::SNS::Topic" || (protocol != "sqs" && protocol != "lambda")) {
        note(source, properties,
             {Severity::Hint, "SubscriptionOutside",
              "This subscription (" + protocol + ") leads outside of the workspace and is not run.", ""});
        return;
    }
    if (protocol == "sqs" && targetType == "AWS::SQS::Queue")
        edge.kind = EdgeKind::TopicToQueue;
    else if (protocol == "lambda" && isFunctionType(targetType))
        edge.kind = EdgeKind::TopicToFunction;
    else {
        note(source, endpoint,
             {Severity::Warning, "SubscriptionEndpoint",
              "The endpoint of this subscription is not in the template, so nothing arrives there.", "Endpoint"});
        return;
    }
    m_model.edges.push_back(std::move(edge));
}

void Deriver::readFilter(Edge &edge, NodeIndex filter) const
{
    for (const NodeIndex rule : m_tree.items(m_tree.find(filter, {"S3Key", "Rules"}))) {
        std::string name = m_resolver.text(m_tree.find(rule, "Name"));
        std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        const std::string value = m_resolver.text(m_tree.find(rule, "Value"));
        if (name == "prefix")
            edge.s3Prefix = value;
        else if (name == "suffix")
            edge.s3Suffix = value;
    }
}

void Deriver::addBucket(const Source &source)
{
    m_model.buckets.push_back({source.id, m_resolver.physicalName(source.id), source.range});
    const NodeIndex notification = m_resolver.chosen(m_tree.find(source.properties, "NotificationConfiguration"));
    int number = 0;
    for (const NodeIndex item : m_tree.items(m_tree.find(notification, "LambdaConfigurations"))) {
        const NodeIndex function = m_tree.find(item, "Function");
        Edge edge{.id = source.id + "/Notification/" + std::to_string(number++),
                  .kind = EdgeKind::BucketToFunction,
                  .from = source.id,
                  .to = m_resolver.resource(function),
                  .range = m_tree.at(item).range};
        edge.eventKey = edge.id;
        edge.s3Events.push_back(m_resolver.text(m_tree.find(item, "Event")));
        readFilter(edge, m_tree.find(item, "Filter"));
        if (isFunctionType(m_resolver.type(edge.to)))
            m_model.edges.push_back(std::move(edge));
        else
            note(source, function,
                 {Severity::Error, "NotificationTarget", "Unable to validate the following destination configurations",
                  "NotificationConfiguration"});
    }
    for (const std::string_view other : {"QueueConfigurations", "TopicConfigurations"}) {
        if (!m_tree.items(m_tree.find(notification, other)).empty())
            note(source, m_tree.find(notification, other),
                 {Severity::Hint, "NotificationOutside", "Notifications to queues and topics are kept but not run yet.",
                  "NotificationConfiguration"});
    }
}

void Deriver::addRule(const Source &source)
{
    const NodeIndex expression = m_tree.find(source.properties, "ScheduleExpression");
    if (expression == noNode) {
        m_model.others.push_back({source.id, source.type, source.range});
        return;
    }
    Schedule schedule{.id = source.id,
                      .expression = m_resolver.text(expression),
                      .name = m_resolver.physicalName(source.id),
                      .range = source.range};
    schedule.enabled = m_resolver.boolean(m_tree.find(source.properties, "State"), true);
    int number = 0;
    for (const NodeIndex target : m_tree.items(m_tree.find(source.properties, "Targets"))) {
        const NodeId function = m_resolver.resource(m_tree.find(target, "Arn"));
        if (!isFunctionType(m_resolver.type(function)))
            continue;
        if (schedule.function.empty()) {
            schedule.function = function;
            schedule.input = m_resolver.text(m_tree.find(target, "Input"));
        }
        const std::string id = source.id + (number == 0 ? "" : "/Targets/" + std::to_string(number));
        m_model.edges.push_back({.id = id,
                                 .kind = EdgeKind::ScheduleToFunction,
                                 .from = source.id,
                                 .to = function,
                                 .eventKey = source.id,
                                 .enabled = schedule.enabled,
                                 .range = m_tree.at(target).range});
        ++number;
    }
    checkSchedule(source, schedule, expression, "ScheduleExpression");
    m_model.schedules.push_back(std::move(schedule));
}

void Deriver::readMapping(Edge &edge, NodeIndex properties) const
{
    const auto number = [&](std::string_view key, std::int64_t otherwise) {
        return m_resolver.integer(m_tree.find(properties, key)).value_or(otherwise);
    };
    edge.batchSize = number("BatchSize", 10);
    edge.batchWindowSeconds = number("MaximumBatchingWindowInSeconds", 0);
    edge.enabled = m_resolver.boolean(m_tree.find(properties, "Enabled"), true);
    edge.maximumConcurrency = m_resolver.integer(m_tree.find(properties, {"ScalingConfig", "MaximumConcurrency"}));
    for (const NodeIndex kind : m_tree.items(m_tree.find(properties, "FunctionResponseTypes")))
        edge.reportBatchItemFailures |= m_resolver.text(kind) == "ReportBatchItemFailures";
}

void Deriver::addMapping(const Source &source)
{
    const NodeIndex from = m_tree.find(source.properties, "EventSourceArn");
    const NodeIndex to = m_tree.find(source.properties, "FunctionName");
    Edge edge{.id = source.id,
              .kind = EdgeKind::QueueToFunction,
              .from = m_resolver.resource(from),
              .to = m_resolver.resource(to),
              .eventKey = source.id,
              .range = source.range};
    readMapping(edge, source.properties);
    if (m_resolver.type(edge.from) == "AWS::SQS::Queue" && isFunctionType(m_resolver.type(edge.to))) {
        m_model.edges.push_back(std::move(edge));
        return;
    }
    m_model.others.push_back({source.id, source.type, source.range});
    note(source, from,
         {Severity::Hint, "MappingOutside", "This event source mapping reads something the workbench does not run yet.",
          "EventSourceArn"});
}

void Deriver::addUrl(const Source &source)
{
    const NodeId target = m_resolver.resource(m_tree.find(source.properties, "TargetFunctionArn"));
    const auto function = std::ranges::find(m_model.functions, target, &Function::id);
    if (function == m_model.functions.end()) {
        note(source, m_tree.find(source.properties, "TargetFunctionArn"),
             {Severity::Error, "UrlTarget", "The function of this URL is not in the template.", "TargetFunctionArn"});
        return;
    }
    Source inner = source;
    inner.id = target;
    readUrl(inner, source.properties, *function);
    if (!m_model.edges.empty())
        m_model.edges.back().eventKey = source.id;
}

void Deriver::addInvokeConfig(const Source &source)
{
    const NodeId target = m_resolver.resource(m_tree.find(source.properties, "FunctionName"));
    const auto function = std::ranges::find(m_model.functions, target, &Function::id);
    if (function != m_model.functions.end())
        readInvokeConfig(source, source.properties, *function);
}

} // namespace lambdarium

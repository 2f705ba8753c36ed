// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/wiring.h"

#include "core/template/resolver.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

namespace {

/// "OrdersDLQ" -> "ORDERS_DLQ".
std::string constantCase(std::string_view id)
{
    const auto upper = [&](std::size_t i) { return i < id.size() && id[i] >= 'A' && id[i] <= 'Z'; };
    std::string result;
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (i > 0 && upper(i) && (!upper(i - 1) || (i + 1 < id.size() && !upper(i + 1))))
            result.push_back('_');
        result.push_back(id[i] >= 'a' && id[i] <= 'z' ? static_cast<char>(id[i] - 32) : id[i]);
    }
    return result;
}

std::string variableName(const std::string &id, std::string_view type)
{
    const std::string base = constantCase(id);
    if (type == "AWS::SQS::Queue")
        return base + (base.ends_with("QUEUE") || base.ends_with("DLQ") ? "_URL" : "_QUEUE_URL");
    if (type == "AWS::SNS::Topic")
        return base + (base.ends_with("TOPIC") ? "_ARN" : "_TOPIC_ARN");
    return base.ends_with("BUCKET") ? base : base + "_BUCKET";
}

} // namespace

bool Wiring::serverless(std::string_view function) const
{
    return resourceType(m_editor.tree(), function) == "AWS::Serverless::Function";
}

TreePath Wiring::property(std::string_view function, std::string_view key) const
{
    return {"Resources", std::string(function), "Properties", std::string(key)};
}

Wiring::Json Wiring::targetArn(const std::string &id) const
{
    return resourceType(m_editor.tree(), id) == "AWS::SNS::Topic" ? refJson(id) : attributeJson(id, "Arn");
}

Result<void> Wiring::connect(const WireRequest &wire)
{
    switch (wire.kind) {
    case EdgeKind::QueueToFunction: return connectQueue(wire);
    case EdgeKind::TopicToFunction: return connectTopic(wire);
    case EdgeKind::BucketToFunction: return connectBucket(wire);
    case EdgeKind::ScheduleToFunction: return connectSchedule(wire);
    case EdgeKind::UrlToFunction: return connectUrl(wire);
    case EdgeKind::TopicToQueue: return connectTopicToQueue(wire);
    case EdgeKind::QueueToDeadLetter: return connectDeadLetter(wire);
    case EdgeKind::OnFailure:
    case EdgeKind::OnSuccess:
    case EdgeKind::FunctionDeadLetter: return connectDestination(wire);
    case EdgeKind::Uses: return connectUses(wire);
    }
    return {};
}

Result<void> Wiring::addEvent(const std::string &function, std::string_view wish, const Json &event)
{
    TreePath path = property(function, "Events");
    path.push_back(freeKey(m_editor.tree(), m_editor.find(path), wish));
    return m_editor.set(path, event);
}

Result<void> Wiring::addPermission(const std::string &function, const std::string &principal, const Json &sourceArn,
                                   const std::string &wish)
{
    tell("Permission lambda:InvokeFunction for " + principal + " on " + function);
    return addResource(m_editor, freeResourceId(m_editor.tree(), wish),
                       {{"Type", "AWS::Lambda::Permission"},
                        {"Properties",
                         {{"FunctionName", refJson(function)},
                          {"Action", "lambda:InvokeFunction"},
                          {"Principal", principal},
                          {"SourceArn", sourceArn}}}});
}

Result<void> Wiring::connectQueue(const WireRequest &wire)
{
    const Queue *queue = m_source.model.queue(wire.from);
    const Function *function = m_source.model.function(wire.to);
    if (queue->visibilityTimeoutSeconds < function->timeoutSeconds) {
        const auto seconds = std::min<std::int64_t>(6 * function->timeoutSeconds, 43200);
        tell("VisibilityTimeout " + std::to_string(seconds) + " on " + wire.from);
        if (auto done = m_editor.set(property(wire.from, "VisibilityTimeout"), seconds); !done)
            return done;
    }
    tell("Event source mapping " + wire.from + " -> " + wire.to + ", batch size 10");
    if (serverless(wire.to)) {
        tell("Policy SQSPollerPolicy (AWSLambdaSQSQueueExecutionRole) on " + wire.from);
        return addEvent(
            wire.to, wire.from,
            {{"Type", "SQS"}, {"Properties", {{"Queue", attributeJson(wire.from, "Arn")}, {"BatchSize", 10}}}});
    }
    return addResource(m_editor, freeResourceId(m_editor.tree(), wire.to + wire.from),
                       {{"Type", "AWS::Lambda::EventSourceMapping"},
                        {"Properties",
                         {{"EventSourceArn", attributeJson(wire.from, "Arn")},
                          {"FunctionName", refJson(wire.to)},
                          {"BatchSize", 10}}}});
}

Result<void> Wiring::connectTopic(const WireRequest &wire)
{
    tell("Subscription " + wire.from + " -> " + wire.to);
    if (serverless(wire.to)) {
        tell("Permission lambda:InvokeFunction for sns.amazonaws.com on " + wire.to);
        return addEvent(wire.to, wire.from, {{"Type", "SNS"}, {"Properties", {{"Topic", refJson(wire.from)}}}});
    }
    if (auto done = addResource(m_editor, freeResourceId(m_editor.tree(), wire.to + wire.from),
                                {{"Type", "AWS::SNS::Subscription"},
                                 {"Properties",
                                  {{"Protocol", "lambda"},
                                   {"TopicArn", refJson(wire.from)},
                                   {"Endpoint", attributeJson(wire.to, "Arn")}}}});
        !done)
        return done;
    return addPermission(wire.to, "sns.amazonaws.com", refJson(wire.from), wire.to + wire.from + "Permission");
}

Result<void> Wiring::connectBucket(const WireRequest &wire)
{
    if (!serverless(wire.to))
        return Error{ErrorCode::InvalidInput,
                     wire.to
                         + " is an AWS::Lambda::Function; a bucket event needs an "
                           "AWS::Serverless::Function."};
    tell("Notification s3:ObjectCreated:* " + wire.from + " -> " + wire.to);
    tell("Permission lambda:InvokeFunction for s3.amazonaws.com on " + wire.to);
    return addEvent(
        wire.to, wire.from,
        {{"Type", "S3"}, {"Properties", {{"Bucket", refJson(wire.from)}, {"Events", "s3:ObjectCreated:*"}}}});
}

Result<void> Wiring::connectSchedule(const WireRequest &wire)
{
    const std::size_t slash = wire.from.find('/');
    if (slash == std::string::npos) { // a rule of its own gets one more target
        TreePath targets = property(wire.from, "Targets");
        tell("Target " + wire.to + " on rule " + wire.from);
        if (auto done = m_editor.append(targets, {{"Id", wire.to}, {"Arn", attributeJson(wire.to, "Arn")}}); !done)
            return done;
        return addPermission(wire.to, "events.amazonaws.com", attributeJson(wire.from, "Arn"),
                             wire.to + wire.from + "Permission");
    }
    if (!serverless(wire.to))
        return Error{ErrorCode::InvalidInput, wire.to + " is an AWS::Lambda::Function and has no events of its own."};
    const TreePath from = nodePath(m_editor.tree(), wire.from);
    const Json event = toJson(m_editor.tree(), m_editor.find(from));
    if (auto done = m_editor.remove(from, 2); !done)
        return done;
    tell("Schedule " + wire.from.substr(slash + 1) + " -> " + wire.to);
    tell("Permission lambda:InvokeFunction for events.amazonaws.com on " + wire.to);
    return addEvent(wire.to, wire.from.substr(slash + 1), event);
}

Result<void> Wiring::connectUrl(const WireRequest &wire)
{
    if (!serverless(wire.to))
        return Error{ErrorCode::InvalidInput,
                     wire.to
                         + " is an AWS::Lambda::Function; change its type in the text to give "
                           "it a FunctionUrlConfig."};
    Json config{{"AuthType", "NONE"}};
    if (!wire.from.empty()) {
        const TreePath from = nodePath(m_editor.tree(), wire.from);
        config = toJson(m_editor.tree(), m_editor.find(from));
        if (auto done = m_editor.remove(from, 2); !done)
            return done;
    }
    tell("Function URL on " + wire.to);
    tell("Permission lambda:InvokeFunctionUrl and lambda:InvokeFunction for * on " + wire.to);
    return m_editor.set(property(wire.to, "FunctionUrlConfig"), config);
}

Result<void> Wiring::connectTopicToQueue(const WireRequest &wire)
{
    const Json queueArn = attributeJson(wire.to, "Arn");
    tell("Subscription " + wire.from + " -> " + wire.to);
    if (auto done = addResource(
            m_editor, freeResourceId(m_editor.tree(), wire.from + "To" + wire.to),
            {{"Type", "AWS::SNS::Subscription"},
             {"Properties", {{"Protocol", "sqs"}, {"TopicArn", refJson(wire.from)}, {"Endpoint", queueArn}}}});
        !done)
        return done;
    tell("Queue policy sqs:SendMessage for sns.amazonaws.com on " + wire.to);
    const Json statement{{"Effect", "Allow"},
                         {"Principal", {{"Service", "sns.amazonaws.com"}}},
                         {"Action", "sqs:SendMessage"},
                         {"Resource", queueArn},
                         {"Condition", {{"ArnEquals", {{"aws:SourceArn", refJson(wire.from)}}}}}};
    return addResource(m_editor, freeResourceId(m_editor.tree(), wire.from + "To" + wire.to + "Policy"),
                       {{"Type", "AWS::SQS::QueuePolicy"},
                        {"Properties",
                         {{"Queues", Json::array({refJson(wire.to)})},
                          {"PolicyDocument", {{"Version", "2012-10-17"}, {"Statement", Json::array({statement})}}}}}});
}

Result<void> Wiring::connectDeadLetter(const WireRequest &wire)
{
    tell("RedrivePolicy on " + wire.from + ": to " + wire.to + " after 3 receives");
    if (!m_source.model.queue(wire.from)->deadLetterQueue.empty()) {
        TreePath target = property(wire.from, "RedrivePolicy");
        target.emplace_back("deadLetterTargetArn");
        return m_editor.set(target, attributeJson(wire.to, "Arn"));
    }
    return m_editor.set(property(wire.from, "RedrivePolicy"),
                        {{"deadLetterTargetArn", attributeJson(wire.to, "Arn")}, {"maxReceiveCount", 3}});
}

Result<void> Wiring::connectDestination(const WireRequest &wire)
{
    const std::string type = resourceType(m_editor.tree(), wire.to);
    const std::string kind = type == "AWS::SQS::Queue" ? "SQS" : type == "AWS::SNS::Topic" ? "SNS" : "Lambda";
    const std::string action = kind == "SQS" ? "sqs:SendMessage"
        : kind == "SNS"                      ? "sns:Publish"
                                             : "lambda:InvokeFunction";
    tell("Policy " + action + " on " + wire.to + " for " + wire.from);
    const Json arn = targetArn(wire.to);
    if (wire.kind == EdgeKind::FunctionDeadLetter) {
        tell("Dead-letter queue " + wire.to + " on " + wire.from);
        if (serverless(wire.from))
            return m_editor.set(property(wire.from, "DeadLetterQueue"), {{"Type", kind}, {"TargetArn", arn}});
        return m_editor.set(property(wire.from, "DeadLetterConfig"), Json{{"TargetArn", arn}});
    }
    const std::string outcome = wire.kind == EdgeKind::OnFailure ? "OnFailure" : "OnSuccess";
    tell(outcome + " destination " + wire.to + " on " + wire.from);
    if (serverless(wire.from)) {
        TreePath path = property(wire.from, "EventInvokeConfig");
        path.insert(path.end(), {"DestinationConfig", outcome});
        return m_editor.set(path, {{"Type", kind}, {"Destination", arn}});
    }
    const Resolver resolver(m_editor.tree(), m_source.account);
    const NodeIndex resources = m_editor.find({"Resources"});
    for (const TreeEntry &entry : m_editor.tree().ownEntries(resources)) {
        const std::string &id = m_editor.tree().at(entry.key).value;
        if (resolver.type(id) == "AWS::Lambda::EventInvokeConfig"
            && resolver.resource(m_editor.find(property(id, "FunctionName"))) == wire.from) {
            TreePath path = property(id, "DestinationConfig");
            path.push_back(outcome);
            return m_editor.set(path, Json{{"Destination", arn}});
        }
    }
    return addResource(m_editor, freeResourceId(m_editor.tree(), wire.from + "InvokeConfig"),
                       {{"Type", "AWS::Lambda::EventInvokeConfig"},
                        {"Properties",
                         {{"FunctionName", refJson(wire.from)},
                          {"Qualifier", "$LATEST"},
                          {"DestinationConfig", Json{{outcome, Json{{"Destination", arn}}}}}}}});
}

Result<void> Wiring::nameBucket(const std::string &bucket, Json &value)
{
    const NodeIndex name = m_editor.find(property(bucket, "BucketName"));
    if (name != noNode) {
        value = toJson(m_editor.tree(), name);
        return {};
    }
    value = m_source.model.bucket(bucket)->name;
    tell("BucketName " + value.get<std::string>() + " on " + bucket);
    return m_editor.set(property(bucket, "BucketName"), value);
}

Result<void> Wiring::addVariable(const WireRequest &wire, const Json &value)
{
    const std::string wish = variableName(wire.to, resourceType(m_editor.tree(), wire.to));
    const Function *function = m_source.model.function(wire.from);
    const auto taken = [&](std::string_view name) {
        return std::ranges::any_of(function->environment, [&](const auto &variable) { return variable.name == name; });
    };
    std::string name = wish;
    for (int number = 2; taken(name); ++number)
        name = wish + "_" + std::to_string(number);
    TreePath path = property(wire.from, "Environment");
    path.insert(path.end(), {"Variables", name});
    tell("Environment variable " + name + " on " + wire.from);
    return m_editor.set(path, value);
}

Result<void> Wiring::addPolicy(const WireRequest &wire, const Json &value)
{
    const std::string type = resourceType(m_editor.tree(), wire.to);
    const std::string policy = type == "AWS::SQS::Queue" ? "SQSSendMessagePolicy"
        : type == "AWS::SNS::Topic"                      ? "SNSPublishMessagePolicy"
                                                         : "S3CrudPolicy";
    const Function *function = m_source.model.function(wire.from);
    if (!serverless(wire.from) || !function->role.empty()) {
        tell("Role " + (function->role.empty() ? "of " + wire.from : function->role) + " must allow what " + policy
             + " allows on " + wire.to);
        return {};
    }
    const std::string parameter = type == "AWS::SQS::Queue" ? "QueueName"
        : type == "AWS::SNS::Topic"                         ? "TopicName"
                                                            : "BucketName";
    tell("Policy " + policy + " on " + wire.to);
    return m_editor.append(property(wire.from, "Policies"), Json{{policy, Json{{parameter, value}}}});
}

Result<void> Wiring::connectUses(const WireRequest &wire)
{
    const std::string type = resourceType(m_editor.tree(), wire.to);
    Json variable = refJson(wire.to);
    Json name = type == "AWS::SQS::Queue" ? attributeJson(wire.to, "QueueName")
        : type == "AWS::SNS::Topic"       ? attributeJson(wire.to, "TopicName")
                                          : refJson(wire.to);
    const bool triggered = std::ranges::any_of(m_source.model.edges, [&](const Edge &edge) {
        return edge.kind == EdgeKind::BucketToFunction && edge.from == wire.to && edge.to == wire.from;
    });
    if (triggered) { // the bucket's notification needs the function, so the function cannot need the bucket
        if (auto done = nameBucket(wire.to, name); !done)
            return done;
        variable = name;
    }
    if (auto done = addVariable(wire, variable); !done)
        return done;
    return addPolicy(wire, name);
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/derive.h"

#include "core/model/functionrules.h"
#include "core/model/scheduleexpression.h"

#include <algorithm>

namespace lambdarium {

namespace {

std::string rangeText(std::int64_t value, std::string_view member, std::int64_t low, std::int64_t high)
{
    const std::string head = "Value '" + std::to_string(value) + "' at '" + std::string(member)
        + "' failed to satisfy constraint: Member must have value ";
    return value < low ? head + "greater than or equal to " + std::to_string(low)
                       : head + "less than or equal to " + std::to_string(high);
}

} // namespace

void Deriver::checkFunction(const Source &source, const Function &function)
{
    const auto error = [&](std::string_view property_, std::string code, std::string message) {
        const std::string_view top = property_.substr(0, property_.find('.'));
        NodeIndex at = property(source, top);
        if (property_.ends_with(".Size") && m_tree.find(at, "Size") != noNode)
            at = m_tree.find(at, "Size");
        note(source, at, {Severity::Error, std::move(code), std::move(message), std::string(property_)});
    };
    if (const auto fault = memoryFault(m_limits, function.memoryMb))
        error("MemorySize", "MemorySizeRange", *fault);
    if (const auto fault = timeoutFault(m_limits, function.timeoutSeconds))
        error("Timeout", "TimeoutRange", *fault);
    if (const auto fault = ephemeralFault(m_limits, function.ephemeralMb))
        error("EphemeralStorage.Size", "EphemeralStorageRange", *fault);
    if (function.reservedConcurrency && *function.reservedConcurrency < 0)
        error("ReservedConcurrentExecutions", "ReservedConcurrencyRange",
              rangeText(*function.reservedConcurrency, "reservedConcurrentExecutions", 0, 0));
    if (function.maximumRetryAttempts < 0 || function.maximumRetryAttempts > 2)
        error("EventInvokeConfig", "MaximumRetryAttemptsRange",
              rangeText(function.maximumRetryAttempts, "maximumRetryAttempts", 0, 2));
    if (function.maximumEventAgeSeconds < 60 || function.maximumEventAgeSeconds > 21600)
        error("EventInvokeConfig", "MaximumEventAgeRange",
              rangeText(function.maximumEventAgeSeconds, "maximumEventAgeInSeconds", 60, 21600));
    if (function.description.size() > 256)
        error("Description", "DescriptionLength",
              "Value '" + function.description
                  + "' at 'description' failed to satisfy constraint: Member must have length less than or equal to "
                    "256");
    const bool image = m_resolver.text(property(source, "PackageType")) == "Image";
    if (image)
        note(
            source, noNode,
            {Severity::Warning, "ImagePackage", "Container images cannot run here; Zip functions can.", "PackageType"});
    else if (function.runtime.empty())
        error("Runtime", "RuntimeMissing",
              "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
    else if (const auto fault = runtimeFault(function.runtime))
        error("Runtime", fault->retired ? "RuntimeRetired" : "RuntimeUnknown", fault->message);
    if (!image && !function.runtime.empty() && function.handler.empty())
        error("Handler", "HandlerMissing",
              "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
    checkEnvironment(source, function);
    checkLayers(source, function);
    checkLogging(source, function);
}

void Deriver::checkEnvironment(const Source &source, const Function &function)
{
    const NodeIndex environment = property(source, "Environment");
    for (const EnvironmentVariable &variable : function.environment) {
        const NodeIndex at = m_tree.find(environment, {"Variables", variable.name});
        if (!reservedVariableName(variable.name) && !legalVariableName(variable.name))
            note(source, at,
                 {Severity::Error, "EnvironmentName",
                  "Value at 'environment.variables' failed to satisfy constraint: " + std::string(variableNameRule),
                  "Environment.Variables." + variable.name});
    }
    if (const auto fault = reservedVariablesFault(function.environment))
        note(source, environment, {Severity::Error, "ReservedEnvironmentName", *fault, "Environment.Variables"});
    if (const auto fault = environmentSizeFault(m_limits, function.environment))
        note(source, environment, {Severity::Error, "EnvironmentSize", *fault, "Environment.Variables"});
}

void Deriver::checkReserved()
{
    std::int64_t left = m_limits.accountConcurrency;
    for (const Function &function : m_model.functions) {
        if (function.reservedConcurrency.value_or(0) <= 0)
            continue;
        left -= std::min<std::int64_t>(*function.reservedConcurrency, 1000000);
        if (left >= m_limits.unreservedMinimum)
            continue;
        const NodeIndex at = m_tree.find(m_resolver.resourceNode(function.id),
                                         {"Properties", "ReservedConcurrentExecutions"});
        note({.id = function.id}, at,
             {Severity::Error, "ReservedConcurrencyUnreserved",
              "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution "
              "below "
              "its minimum value of ["
                  + std::to_string(m_limits.unreservedMinimum) + "].",
              "ReservedConcurrentExecutions"});
    }
}

void Deriver::checkReferences()
{
    const auto known = [&](const ResourceReference &reference) {
        if (m_resolver.resourceNode(reference.id) != noNode || m_resolver.isParameter(reference.id)
            || reference.id.starts_with("AWS::") || reference.id.starts_with("Serverless") || reference.id.empty())
            return true;
        return std::ranges::any_of(m_model.functions, [&](const Function &function) { // PlaceOrderRole, PlaceOrderUrl
            return reference.id.starts_with(function.id);
        });
    };
    for (const TreeEntry &resource : m_tree.ownEntries(m_tree.find(m_tree.root(), "Resources"))) {
        for (const ResourceReference &reference : m_resolver.references(resource.value)) {
            if (known(reference))
                continue;
            note({.id = m_tree.at(resource.key).value}, resource.key,
                 {Severity::Error, "UnresolvedReference",
                  "Template format error: Unresolved resource dependencies [" + reference.id
                      + "] in the Resources block of the template",
                  ""});
        }
    }
}

void Deriver::checkWires()
{
    for (const Edge &edge : m_model.edges) {
        const Source at{.id = edge.to};
        const NodeIndex place = m_resolver.resourceNode(edge.to);
        if (edge.kind == EdgeKind::QueueToFunction) {
            const Queue *queue = m_model.queue(edge.from);
            const Function *function = m_model.function(edge.to);
            if (queue && function && queue->visibilityTimeoutSeconds < function->timeoutSeconds)
                note(at, place,
                     {Severity::Error, "QueueVisibility",
                      "Queue visibility timeout: " + std::to_string(queue->visibilityTimeoutSeconds)
                          + " seconds is less than Function timeout: " + std::to_string(function->timeoutSeconds)
                          + " seconds",
                      "Timeout"});
            if (edge.batchSize > 10 && edge.batchWindowSeconds == 0)
                note(at, place,
                     {Severity::Error, "BatchWindow",
                      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
                      "Events." + edge.eventKey + ".MaximumBatchingWindowInSeconds"});
            if (edge.batchSize < 1 || edge.batchSize > 10000)
                note(at, place,
                     {Severity::Error, "BatchSizeRange", rangeText(edge.batchSize, "batchSize", 1, 10000),
                      "Events." + edge.eventKey + ".BatchSize"});
        }
        if (edge.kind == EdgeKind::QueueToDeadLetter) {
            const Queue *queue = m_model.queue(edge.from);
            const Queue *target = m_model.queue(edge.to);
            if (queue && target && queue->fifo != target->fifo)
                note({.id = edge.from}, m_resolver.resourceNode(edge.from),
                     {Severity::Error, "DeadLetterFifo",
                      "Value for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same type of "
                      "queue as "
                      "the source.",
                      "RedrivePolicy"});
        }
    }
}

void Deriver::checkQueue(const Source &source, const Queue &queue, bool redriven)
{
    const auto range = [&](std::string_view key, std::int64_t value, std::int64_t low, std::int64_t high) {
        if (value < low || value > high)
            note(source, m_tree.find(source.properties, key),
                 {Severity::Error, std::string(key) + "Range",
                  "Invalid value for the parameter " + std::string(key) + ".", std::string(key)});
    };
    range("VisibilityTimeout", queue.visibilityTimeoutSeconds, 0, 43200);
    range("DelaySeconds", queue.delaySeconds, 0, 900);
    range("MessageRetentionPeriod", queue.retentionSeconds, 60, 1209600);
    if (redriven && (queue.maxReceiveCount < 1 || queue.maxReceiveCount > 1000))
        note(source, m_tree.find(source.properties, "RedrivePolicy"),
             {Severity::Error, "MaxReceiveCountRange",
              "Value for parameter RedrivePolicy is invalid. Reason: Invalid value for maxReceiveCount: "
                  + std::to_string(queue.maxReceiveCount) + ", valid values are from 1 to 1000 both inclusive.",
              "RedrivePolicy.maxReceiveCount"});
}

void Deriver::checkSchedule(const Source &source, const Schedule &schedule, NodeIndex at, std::string_view property)
{
    if (schedule.expression.empty())
        return; // a parameter without a value
    if (const auto parsed = ScheduleExpression::parse(schedule.expression); !parsed)
        note(source, at, {Severity::Error, "ScheduleExpression", parsed.error().message, std::string(property)});
}

void Deriver::checkTemplate()
{
    const NodeIndex resources = m_tree.find(m_tree.root(), "Resources");
    if (m_tree.isNull(resources) || m_tree.entries(resources).empty())
        note({}, resources,
             {Severity::Hint, "NoResources", "Template format error: At least one Resources member must be defined.",
              ""});
    const bool usesSam = std::ranges::any_of(m_tree.ownEntries(resources), [&](const TreeEntry &entry) {
        return m_resolver.type(m_tree.at(entry.key).value).starts_with("AWS::Serverless::");
    });
    if (usesSam && m_tree.find(m_tree.root(), "Transform") == noNode)
        note({}, resources,
             {Severity::Warning, "TransformMissing",
              "AWS::Serverless resources need the line \"Transform: AWS::Serverless-2016-10-31\".", ""});
}

} // namespace lambdarium

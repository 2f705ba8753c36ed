// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/templateimpl.h"

#include <algorithm>
#include <array>

namespace lambdarium {

namespace {

enum class End { None, Function, Queue, Topic, Bucket, Schedule, Url, Other };

End endOf(const Model &model, std::string_view id)
{
    const auto has = [&](const auto &items) {
        return std::ranges::any_of(items, [&](const auto &item) { return item.id == id; });
    };
    if (id.ends_with("/FunctionUrl") && has(model.functions) == false) {
        const Function *function = model.function(id.substr(0, id.size() - 12));
        if (function && function->url)
            return End::Url;
    }
    if (has(model.functions))
        return End::Function;
    if (has(model.queues))
        return End::Queue;
    if (has(model.topics))
        return End::Topic;
    if (has(model.buckets))
        return End::Bucket;
    if (has(model.schedules))
        return End::Schedule;
    return has(model.others) ? End::Other : End::None;
}

bool fits(EdgeKind kind, End from, End to)
{
    switch (kind) {
    case EdgeKind::QueueToFunction: return from == End::Queue && to == End::Function;
    case EdgeKind::BucketToFunction: return from == End::Bucket && to == End::Function;
    case EdgeKind::TopicToFunction: return from == End::Topic && to == End::Function;
    case EdgeKind::ScheduleToFunction: return from == End::Schedule && to == End::Function;
    case EdgeKind::UrlToFunction: return from == End::Url && to == End::Function;
    case EdgeKind::TopicToQueue: return from == End::Topic && to == End::Queue;
    case EdgeKind::QueueToDeadLetter: return from == End::Queue && to == End::Queue;
    case EdgeKind::OnFailure:
    case EdgeKind::OnSuccess:
        return from == End::Function && (to == End::Queue || to == End::Topic || to == End::Function);
    case EdgeKind::FunctionDeadLetter: return from == End::Function && (to == End::Queue || to == End::Topic);
    case EdgeKind::Uses: return from == End::Function && (to == End::Queue || to == End::Topic || to == End::Bucket);
    }
    return false;
}

using Verdict = Template::Verdict;

Verdict refusal(std::string code, std::string message, std::vector<std::string> arguments = {})
{
    return {false, false, std::move(code), std::move(message), std::move(arguments)};
}

Verdict warning(std::string code, std::string message, std::vector<std::string> arguments)
{
    return {true, true, std::move(code), std::move(message), std::move(arguments)};
}

Verdict fine(std::string code, std::string message, std::vector<std::string> arguments)
{
    return {true, false, std::move(code), std::move(message), std::move(arguments)};
}

/// Why two nodes cannot be joined, and what could sit between.
Verdict misfit(End from, End to)
{
    if (to == End::Schedule || to == End::Url)
        return refusal("TargetStarts", "Nothing can be sent to a schedule or a URL: they only start functions.");
    if (from == End::Schedule && to == End::Queue)
        return refusal("ScheduleToQueue",
                       "A schedule cannot read from a queue. Drop on empty space to add a function.");
    if (from == End::Schedule)
        return refusal("ScheduleNeedsFunction",
                       "A schedule can only invoke a function. Drop on empty space to add one.");
    if (from == End::Url)
        return refusal("UrlNeedsFunction", "A URL can only invoke a function. Drop on empty space to add one.");
    if (from == End::Queue)
        return refusal("QueueDoesNotSend", "A queue does not send by itself: put a function in between that reads it.");
    if (from == End::Topic)
        return refusal("TopicTarget", "A topic delivers to functions and queues only: put a function in between.");
    if (from == End::Bucket)
        return refusal("BucketTarget", "A bucket can only notify a function here: put one in between.");
    if (from == End::Function && to == End::Bucket)
        return refusal("BucketDestination",
                       "A bucket cannot be this kind of destination here; the function can use it.");
    return refusal("FunctionToFunction",
                   "One function calls another from its code; as wires there are on failure and on success.");
}

bool joined(const Model &model, EdgeKind kind, std::string_view from, std::string_view to)
{
    return std::ranges::any_of(
        model.edges, [&](const Edge &edge) { return edge.kind == kind && edge.from == from && edge.to == to; });
}

Verdict judgeQueueToFunction(const Model &model, const WireRequest &wire)
{
    for (const Edge &edge : model.edges) {
        if (edge.kind == EdgeKind::QueueToFunction && edge.from == wire.from)
            return warning("QueueShared",
                           edge.to + " already reads this queue: each message will go to only one of the two.",
                           {edge.to});
    }
    if (joined(model, EdgeKind::Uses, wire.to, wire.from))
        return warning("QueueLoop", wire.to + " also sends to this queue: it can start itself again and again.",
                       {wire.to});
    const Queue *queue = model.queue(wire.from);
    const Function *function = model.function(wire.to);
    if (queue->visibilityTimeoutSeconds < function->timeoutSeconds)
        return warning("QueueVisibility",
                       "The queue's visibility timeout (" + std::to_string(queue->visibilityTimeoutSeconds)
                           + " s) is shorter than the function's timeout (" + std::to_string(function->timeoutSeconds)
                           + " s), which AWS refuses; it will be raised to six times that.",
                       {std::to_string(queue->visibilityTimeoutSeconds), std::to_string(function->timeoutSeconds)});
    if (queue->fifo)
        return fine("QueueToFunctionFifo",
                    wire.to + " reads batches of up to 10 messages, in order within each message group.", {wire.to});
    return fine("QueueToFunction", wire.to + " reads batches of up to 10 messages; what fails returns to the queue.",
                {wire.to});
}

Verdict judgeBucket(const Model &model, const WireRequest &wire, bool triggers)
{
    const std::string &bucket = triggers ? wire.from : wire.to;
    const std::string &function = triggers ? wire.to : wire.from;
    if (joined(model, triggers ? EdgeKind::Uses : EdgeKind::BucketToFunction, triggers ? function : bucket,
               triggers ? bucket : function))
        return warning("BucketLoop",
                       function
                           + " would both be started by and write to this bucket: use different prefixes, "
                             "or it starts itself again and again.",
                       {function});
    if (triggers)
        return fine("BucketToFunction", "Every new object in the bucket invokes " + function + " asynchronously.",
                    {function});
    return fine("UsesBucket", function + " may read and write the bucket: environment variable and S3CrudPolicy.",
                {function});
}

Verdict judgeUses(const Model &model, const WireRequest &wire, End to)
{
    if (to == End::Bucket)
        return judgeBucket(model, wire, false);
    const bool queue = to == End::Queue;
    const EdgeKind back = queue ? EdgeKind::QueueToFunction : EdgeKind::TopicToFunction;
    if (joined(model, back, wire.to, wire.from))
        return warning(queue ? "QueueLoop" : "TopicLoop",
                       wire.from
                           + (queue ? " also reads this queue: it can start itself again and again."
                                    : " also listens to this topic: it can start itself again and again."),
                       {wire.from});
    if (queue)
        return fine("UsesQueue", wire.from + " may send to the queue: environment variable and SQSSendMessagePolicy.",
                    {wire.from});
    return fine("UsesTopic", wire.from + " may publish to the topic: environment variable and SNSPublishMessagePolicy.",
                {wire.from});
}

Verdict judgeDestination(const Model &model, const WireRequest &wire)
{
    const Function *function = model.function(wire.from);
    const Queue *queue = model.queue(wire.to);
    if (queue && queue->id == wire.to && queue->fifo)
        return refusal("FifoDestination",
                       "A FIFO queue cannot receive the events of a function; use a standard queue.");
    const NodeId &old = wire.kind == EdgeKind::OnFailure ? function->onFailure
        : wire.kind == EdgeKind::OnSuccess               ? function->onSuccess
                                                         : function->deadLetterTarget;
    if (!old.empty())
        return warning("ReplacesDestination", "This replaces " + old + ".", {old});
    if (wire.kind == EdgeKind::OnSuccess)
        return fine("OnSuccess", "The result of every successful asynchronous event goes to " + wire.to + ".",
                    {wire.to});
    if (wire.kind == EdgeKind::OnFailure)
        return fine("OnFailure",
                    "Asynchronous events that still fail after " + std::to_string(function->maximumRetryAttempts)
                        + " retries go to " + wire.to + ".",
                    {std::to_string(function->maximumRetryAttempts), wire.to});
    return fine("FunctionDeadLetter", "Asynchronous events that still fail after their retries go to " + wire.to + ".",
                {wire.to});
}

Verdict judgeRedrive(const Model &model, const WireRequest &wire)
{
    const Queue *queue = model.queue(wire.from);
    if (queue->fifo != model.queue(wire.to)->fifo)
        return refusal("DeadLetterFifo", "Dead-letter queue must be same type of queue as the source.");
    if (!queue->deadLetterQueue.empty())
        return warning("ReplacesDeadLetter", "This replaces " + queue->deadLetterQueue + ".", {queue->deadLetterQueue});
    if (joined(model, EdgeKind::QueueToDeadLetter, wire.to, wire.from))
        return warning("DeadLetterLoop",
                       wire.to + " already dead-letters to this queue: messages would go in a circle.", {wire.to});
    return fine("QueueToDeadLetter", "Messages received 3 times without success move to " + wire.to + ".", {wire.to});
}

} // namespace

Template::Verdict Template::judge(const WireRequest &wire) const
{
    const Model &model = m_impl->model;
    const End to = endOf(model, wire.to);
    const bool fresh = wire.from.empty() && wire.kind == EdgeKind::UrlToFunction; // a new URL
    const End from = fresh ? End::Url : endOf(model, wire.from);
    if (from == End::None || to == End::None)
        return refusal("UnknownNode", "The template has no " + (from == End::None ? wire.from : wire.to) + ".");
    if (from == End::Other || to == End::Other)
        return refusal("NotRunHere", (from == End::Other ? wire.from : wire.to) + " is shown but not run here.");
    if (wire.from == wire.to)
        return refusal("SameNode",
                       from == End::Function ? "You can't specify the function as a destination for itself."
                                             : "A wire needs two different ends.");
    if (!fits(wire.kind, from, to))
        return misfit(from, to);
    if (joined(model, wire.kind, wire.from, wire.to))
        return refusal("AlreadyConnected", "This wire is there already.");
    switch (wire.kind) {
    case EdgeKind::QueueToFunction: return judgeQueueToFunction(model, wire);
    case EdgeKind::BucketToFunction: return judgeBucket(model, wire, true);
    case EdgeKind::TopicToFunction:
        if (joined(model, EdgeKind::Uses, wire.to, wire.from))
            return warning("TopicLoop", wire.to + " also publishes to this topic: it can start itself again and again.",
                           {wire.to});
        return fine("TopicToFunction", "Every message of the topic invokes " + wire.to + " asynchronously.", {wire.to});
    case EdgeKind::ScheduleToFunction:
        return fine("ScheduleToFunction", "The schedule will invoke " + wire.to + " asynchronously.", {wire.to});
    case EdgeKind::UrlToFunction:
        if (model.function(wire.to)->url)
            return refusal("UrlExists", wire.to + " already has a function URL.", {wire.to});
        return fine("UrlToFunction", "Callers of the URL wait for the answer of " + wire.to + ".", {wire.to});
    case EdgeKind::TopicToQueue:
        return fine("TopicToQueue", "Every message of the topic is put into " + wire.to + ".", {wire.to});
    case EdgeKind::QueueToDeadLetter: return judgeRedrive(model, wire);
    case EdgeKind::OnFailure:
    case EdgeKind::OnSuccess:
    case EdgeKind::FunctionDeadLetter: return judgeDestination(model, wire);
    case EdgeKind::Uses: return judgeUses(model, wire, to);
    }
    return misfit(from, to);
}

std::vector<EdgeKind> Template::kindsBetween(std::string_view from, std::string_view to) const
{
    constexpr std::array order{EdgeKind::QueueToFunction,   EdgeKind::BucketToFunction,
                               EdgeKind::TopicToFunction,   EdgeKind::ScheduleToFunction,
                               EdgeKind::UrlToFunction,     EdgeKind::TopicToQueue,
                               EdgeKind::QueueToDeadLetter, EdgeKind::Uses,
                               EdgeKind::OnFailure,         EdgeKind::OnSuccess,
                               EdgeKind::FunctionDeadLetter};
    std::vector<EdgeKind> result;
    for (const EdgeKind kind : order) {
        if (judge({kind, NodeId(from), NodeId(to)}).possible)
            result.push_back(kind);
    }
    return result;
}

} // namespace lambdarium

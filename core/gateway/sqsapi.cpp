// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/base64.h"
#include "core/gateway/gatewayparts.h"
#include "core/gateway/jsonprotocol.h"
#include "core/gateway/queryprotocol.h"
#include "core/services/services.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace lambdarium {

using nlohmann::json;

namespace {

/// One refusal has two names: the JSON protocol's shape and the Query protocol's code.
struct ErrorName
{
    std::string_view shape;
    std::string_view query;
};
constexpr std::array errorNames{
    ErrorName{"QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"},
    ErrorName{"QueueNameExists", "QueueAlreadyExists"},
    ErrorName{"QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently"},
    ErrorName{"PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress"},
    ErrorName{"TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"},
    ErrorName{"EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest"},
    ErrorName{"BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"},
    ErrorName{"BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong"},
    ErrorName{"InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId"},
    ErrorName{"UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation"},
    ErrorName{"MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight"},
    ErrorName{"ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid"},
    ErrorName{"InvalidAttributeName", "InvalidAttributeName"},
    ErrorName{"InvalidAttributeValue", "InvalidAttributeValue"},
    ErrorName{"InvalidMessageContents", "InvalidMessageContents"},
    ErrorName{"OverLimit", "OverLimit"},
    ErrorName{"InvalidParameterValueException", "InvalidParameterValue"},
    ErrorName{"MissingRequiredParameterException", "MissingParameter"},
};

ErrorName namesOf(const std::string &code)
{
    for (const ErrorName &name : errorNames) {
        if (code == name.shape || code == name.query)
            return name;
    }
    return {code, code};
}

HttpResponse renderError(const ApiCall &call, ServiceError error)
{
    const ErrorName names = namesOf(error.code);
    if (call.route.protocol == ApiProtocol::Query) {
        if (names.shape == "QueueDoesNotExist" && error.message == "The specified queue does not exist.")
            error.message = "The specified queue does not exist for this wsdl version.";
        error.code = names.query;
        return queryError(ApiService::Sqs, error, call.requestId);
    }
    const bool coral = names.shape.ends_with("Exception");
    HttpResponse response = jsonError(
        error.status, (coral ? "com.amazon.coral.service#" : "com.amazonaws.sqs#") + std::string(names.shape),
        error.message);
    response.headers.add("x-amzn-query-error",
                         std::string(names.query) + (error.status >= 500 ? ";Receiver" : ";Sender"));
    return response;
}

void succeed(const ApiCallPtr &call, const json &result)
{
    call->finish(call->route.protocol == ApiProtocol::Query ? queryReply(call->route, result, call->requestId)
                                                            : jsonReply(result.is_null() ? json::object() : result));
}

void fail(const ApiCallPtr &call, const ServiceError &error) { call->finish(renderError(*call, error)); }

ServiceError missing(const std::string &parameter)
{
    return {400, "MissingParameter", "The request must contain the parameter " + parameter + "."};
}

/// A reply that renders whatever the service gives with the given function.
template <typename T, typename Render>
ServiceReply<T> answer(const ApiCallPtr &call, Render render)
{
    return [call, render](ServiceResult<T> result) {
        if (result)
            succeed(call, render(*result));
        else
            fail(call, result.error());
    };
}

ServiceReply<Done> answerDone(const ApiCallPtr &call)
{
    return answer<Done>(call, [](const Done &) { return json(); });
}

std::string text(const json &input, const char *name)
{
    const auto found = input.find(name);
    if (found == input.end() || found->is_null())
        return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

std::optional<std::int64_t> number(const json &input, const char *name)
{
    const std::string digits = text(input, name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::vector<std::string> texts(const json &input, const char *name)
{
    std::vector<std::string> values;
    const auto found = input.find(name);
    if (found != input.end() && found->is_array()) {
        for (const json &item : *found)
            values.push_back(item.is_string() ? item.get<std::string>() : item.dump());
    }
    return values;
}

std::map<std::string, std::string> textMap(const json &input, const char *name)
{
    std::map<std::string, std::string> values;
    const auto found = input.find(name);
    if (found != input.end() && found->is_object()) {
        for (const auto &[key, value] : found->items())
            values[key] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return values;
}

std::vector<MessageAttribute> messageAttributes(const json &input)
{
    std::vector<MessageAttribute> attributes;
    const auto found = input.find("MessageAttributes");
    if (found == input.end() || !found->is_object())
        return attributes;
    for (const auto &[name, value] : found->items()) {
        MessageAttribute attribute{.name = name, .dataType = text(value, "DataType")};
        attribute.value = value.contains("BinaryValue")
            ? base64Decode(text(value, "BinaryValue")).value_or(std::string())
            : text(value, "StringValue");
        attributes.push_back(std::move(attribute));
    }
    return attributes;
}

SendMessageRequest sendRequest(const json &input, const ApiCall &call)
{
    SendMessageRequest request;
    request.body = text(input, "MessageBody");
    request.delaySeconds = number(input, "DelaySeconds");
    request.attributes = messageAttributes(input);
    if (const auto system = input.find("MessageSystemAttributes"); system != input.end() && system->is_object())
        request.traceHeader = text(system->value("AWSTraceHeader", json::object()), "StringValue");
    if (request.traceHeader.empty())
        request.traceHeader = call.http.headers.value("X-Amzn-Trace-Id");
    request.from = call.caller;
    return request;
}

json sentJson(const SentMessage &sent)
{
    json result{{"MessageId", sent.messageId}, {"MD5OfMessageBody", sent.md5OfBody}};
    if (!sent.md5OfAttributes.empty())
        result["MD5OfMessageAttributes"] = sent.md5OfAttributes;
    return result;
}

template <typename T, typename Render>
json batchJson(const std::vector<BatchEntryOutcome<T>> &outcomes, Render render)
{
    json successful = json::array(), failed = json::array();
    for (const BatchEntryOutcome<T> &entry : outcomes) {
        if (entry.outcome) {
            json result = render(*entry.outcome);
            result["Id"] = entry.id;
            successful.push_back(std::move(result));
        } else {
            const ServiceError &error = entry.outcome.error();
            failed.push_back({{"Id", entry.id},
                              {"Code", namesOf(error.code).query},
                              {"Message", error.message},
                              {"SenderFault", error.status < 500}});
        }
    }
    json result = json::object();
    if (!successful.empty())
        result["Successful"] = std::move(successful);
    if (!failed.empty())
        result["Failed"] = std::move(failed);
    return result;
}

json doneJson(const Done &) { return json::object(); }

bool wants(const std::vector<std::string> &names, const std::string &name)
{
    return std::any_of(names.begin(), names.end(), [&name](const std::string &wanted) {
        if (wanted == "All" || wanted == ".*" || wanted == name)
            return true;
        return wanted.ends_with(".*") && name.starts_with(wanted.substr(0, wanted.size() - 2));
    });
}

json attributeJson(const MessageAttribute &attribute)
{
    json value{{"DataType", attribute.dataType}};
    if (attribute.dataType.starts_with("Binary"))
        value["BinaryValue"] = base64Encode(attribute.value);
    else
        value["StringValue"] = attribute.value;
    return value;
}

/// What the receiver asked to see of a message.
struct Selection
{
    std::vector<std::string> system;
    std::vector<std::string> attributes;
};

json messageJson(const ReceivedMessage &message, const Selection &selection)
{
    json result{{"MessageId", message.messageId},
                {"ReceiptHandle", message.receiptHandle},
                {"MD5OfBody", message.md5OfBody},
                {"Body", message.body}};
    json system = json::object();
    for (const auto &[name, value] : message.system) {
        if (wants(selection.system, name))
            system[name] = value;
    }
    if (!system.empty())
        result["Attributes"] = std::move(system);
    json attributes = json::object();
    std::vector<MessageAttribute> shown;
    for (const MessageAttribute &attribute : message.attributes) {
        if (!wants(selection.attributes, attribute.name))
            continue;
        attributes[attribute.name] = attributeJson(attribute);
        shown.push_back(attribute);
    }
    if (!attributes.empty()) {
        result["MessageAttributes"] = std::move(attributes);
        result["MD5OfMessageAttributes"] = md5OfMessageAttributes(shown);
    }
    return result;
}

std::string queueUrl(const std::string &account, const ApiCall &call, const std::string &name)
{
    return call.endpoint() + "/" + account + "/" + name;
}

/// What one operation works on.
struct Sqs
{
    GatewayContext &context;
    const ApiCallPtr &call;
    const json &input;
    SqsService &service;
    std::string queue;
};

void createQueue(Sqs &sqs)
{
    const std::string name = text(sqs.input, "QueueName");
    if (name.empty())
        return fail(sqs.call, missing("QueueName"));
    sqs.service.createQueue(
        name, textMap(sqs.input, "Attributes"),
        answer<QueueInfo>(sqs.call, [call = sqs.call, account = sqs.context.account.id](const QueueInfo &info) {
            call->target = info.id;
            return json{{"QueueUrl", queueUrl(account, *call, info.name)}};
        }));
}

void queueUrlOf(Sqs &sqs)
{
    const auto info = sqs.service.queue(text(sqs.input, "QueueName"));
    if (!info)
        return fail(sqs.call, info.error());
    sqs.call->target = info->id;
    succeed(sqs.call, {{"QueueUrl", queueUrl(sqs.context.account.id, *sqs.call, info->name)}});
}

void listQueues(Sqs &sqs)
{
    json urls = json::array();
    for (const QueueInfo &info : sqs.service.queues(text(sqs.input, "QueueNamePrefix")))
        urls.push_back(queueUrl(sqs.context.account.id, *sqs.call, info.name));
    succeed(sqs.call, urls.empty() ? json::object() : json{{"QueueUrls", std::move(urls)}});
}

void listDeadLetterSources(Sqs &sqs)
{
    json urls = json::array();
    for (const std::string &name : sqs.service.deadLetterSources(sqs.queue)) {
        const auto info = sqs.service.queue(name);
        urls.push_back(queueUrl(sqs.context.account.id, *sqs.call, info ? info->name : name));
    }
    succeed(sqs.call, {{"queueUrls", std::move(urls)}});
}

void sendMessage(Sqs &sqs)
{
    if (!sqs.input.contains("MessageBody"))
        return fail(sqs.call, missing("MessageBody"));
    SendMessageRequest request = sendRequest(sqs.input, *sqs.call);
    request.queue = sqs.queue;
    sqs.service.send(std::move(request), answer<SentMessage>(sqs.call, sentJson));
}

json entriesOf(const json &input)
{
    const auto found = input.find("Entries");
    return found != input.end() && found->is_array() ? *found : json::array();
}

void sendBatch(Sqs &sqs)
{
    std::vector<BatchSendEntry> entries;
    for (const json &entry : entriesOf(sqs.input))
        entries.push_back({text(entry, "Id"), sendRequest(entry, *sqs.call)});
    using Outcomes = std::vector<BatchEntryOutcome<SentMessage>>;
    sqs.service.sendBatch(sqs.queue, std::move(entries), answer<Outcomes>(sqs.call, [](const Outcomes &outcomes) {
                              return batchJson(outcomes, sentJson);
                          }));
}

std::vector<BatchHandleEntry> handleEntries(const json &input)
{
    std::vector<BatchHandleEntry> entries;
    for (const json &entry : entriesOf(input))
        entries.push_back(
            {text(entry, "Id"), text(entry, "ReceiptHandle"), number(entry, "VisibilityTimeout").value_or(0)});
    return entries;
}

void receiveMessage(Sqs &sqs)
{
    ReceiveMessageRequest request{.queue = sqs.queue};
    request.maxMessages = number(sqs.input, "MaxNumberOfMessages").value_or(1);
    request.waitSeconds = number(sqs.input, "WaitTimeSeconds").value_or(-1);
    request.visibilityTimeout = number(sqs.input, "VisibilityTimeout");
    Selection selection{texts(sqs.input, "AttributeNames"), texts(sqs.input, "MessageAttributeNames")};
    for (std::string &name : texts(sqs.input, "MessageSystemAttributeNames"))
        selection.system.push_back(std::move(name));
    using Messages = std::vector<ReceivedMessage>;
    const auto waiting = sqs.service.receive(std::move(request),
                                             answer<Messages>(sqs.call, [selection](const Messages &messages) {
                                                 json result = json::object();
                                                 for (const ReceivedMessage &message : messages)
                                                     result["Messages"].push_back(messageJson(message, selection));
                                                 return result;
                                             }));
    // A client that hangs up must not swallow a message that arrives later.
    if (waiting != 0)
        sqs.call->whenDisconnected([&service = sqs.service, waiting] { service.cancelReceive(waiting); });
}

void deleteMessage(Sqs &sqs)
{
    const std::string handle = text(sqs.input, "ReceiptHandle");
    if (handle.empty())
        return fail(sqs.call, missing("ReceiptHandle"));
    sqs.service.deleteMessage(sqs.queue, handle, answerDone(sqs.call));
}

void deleteBatch(Sqs &sqs)
{
    using Outcomes = std::vector<BatchEntryOutcome<Done>>;
    sqs.service.deleteBatch(sqs.queue, handleEntries(sqs.input),
                            answer<Outcomes>(sqs.call, [](const Outcomes &all) { return batchJson(all, doneJson); }));
}

void changeVisibility(Sqs &sqs)
{
    const auto seconds = number(sqs.input, "VisibilityTimeout");
    if (!seconds)
        return fail(sqs.call, missing("VisibilityTimeout"));
    sqs.service.changeVisibility(sqs.queue, text(sqs.input, "ReceiptHandle"), *seconds, answerDone(sqs.call));
}

void changeVisibilityBatch(Sqs &sqs)
{
    using Outcomes = std::vector<BatchEntryOutcome<Done>>;
    sqs.service.changeVisibilityBatch(
        sqs.queue, handleEntries(sqs.input),
        answer<Outcomes>(sqs.call, [](const Outcomes &all) { return batchJson(all, doneJson); }));
}

void queueAttributes(Sqs &sqs)
{
    const auto all = sqs.service.attributes(sqs.queue);
    if (!all)
        return fail(sqs.call, all.error());
    const std::vector<std::string> names = texts(sqs.input, "AttributeNames");
    json chosen = json::object();
    for (const auto &[name, value] : *all) {
        if (wants(names, name))
            chosen[name] = value;
    }
    succeed(sqs.call, chosen.empty() ? json::object() : json{{"Attributes", std::move(chosen)}});
}

void setAttributes(Sqs &sqs)
{
    sqs.service.setAttributes(sqs.queue, textMap(sqs.input, "Attributes"), answerDone(sqs.call));
}

void purge(Sqs &sqs) { sqs.service.purge(sqs.queue, answerDone(sqs.call)); }

void deleteQueue(Sqs &sqs) { sqs.service.deleteQueue(sqs.queue, answerDone(sqs.call)); }

struct Operation
{
    std::string_view name;
    bool needsQueue;
    void (*run)(Sqs &sqs);
};
constexpr std::array operations{
    Operation{"CreateQueue", false, createQueue},
    Operation{"GetQueueUrl", false, queueUrlOf},
    Operation{"ListQueues", false, listQueues},
    Operation{"ListDeadLetterSourceQueues", true, listDeadLetterSources},
    Operation{"SendMessage", true, sendMessage},
    Operation{"SendMessageBatch", true, sendBatch},
    Operation{"ReceiveMessage", true, receiveMessage},
    Operation{"DeleteMessage", true, deleteMessage},
    Operation{"DeleteMessageBatch", true, deleteBatch},
    Operation{"ChangeMessageVisibility", true, changeVisibility},
    Operation{"ChangeMessageVisibilityBatch", true, changeVisibilityBatch},
    Operation{"GetQueueAttributes", true, queueAttributes},
    Operation{"SetQueueAttributes", true, setAttributes},
    Operation{"PurgeQueue", true, purge},
    Operation{"DeleteQueue", true, deleteQueue},
};

/// The queue of the request: its URL as a parameter or, in the Query protocol, as the path.
std::string queueReference(const json &input, const ApiCall &call)
{
    const std::string url = text(input, "QueueUrl");
    return url.empty() && call.http.path.size() > 1 ? call.endpoint() + call.http.path : url;
}

} // namespace

void serveSqs(GatewayContext &context, const ApiCallPtr &call)
{
    const auto operation = std::find_if(operations.begin(), operations.end(),
                                        [&call](const Operation &each) { return each.name == call->route.operation; });
    if (operation == operations.end())
        return fail(call,
                    {501, "AWS.SimpleQueueService.UnsupportedOperation",
                     "SQS operation '" + call->route.operation + "' is not served here."});
    std::optional<json> input;
    if (call->route.protocol == ApiProtocol::Query) {
        input = queryTree(call->route.form);
        if (input)
            input = sqsInputFromQuery(*input);
    } else {
        const auto body = call->http.bodyText();
        input = body ? parseJsonObject(*body) : std::nullopt;
    }
    if (!input)
        return fail(call, {400, "SerializationException", "The request body is not valid."});
    Sqs sqs{context, call, *input, context.services.sqs(), {}};
    if (operation->needsQueue) {
        sqs.queue = queueReference(*input, *call);
        if (sqs.queue.empty())
            return fail(call, missing("QueueUrl"));
        const auto info = sqs.service.queue(sqs.queue);
        if (!info)
            return fail(call, info.error());
        call->target = info->id;
    }
    operation->run(sqs);
}

} // namespace lambdarium

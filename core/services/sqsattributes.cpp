// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/sqsattributes.h"

#include "core/services/digests.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace lambdarium {

std::string md5OfMessageAttributes(std::vector<MessageAttribute> attributes)
{
    if (attributes.empty())
        return {};
    std::ranges::sort(attributes, {}, &MessageAttribute::name);
    std::string bytes;
    const auto append = [&bytes](const std::string &text) {
        const auto size = static_cast<std::uint32_t>(text.size());
        for (const int shift : {24, 16, 8, 0})
            bytes += static_cast<char>((size >> shift) & 0xff);
        bytes += text;
    };
    for (const auto &attribute : attributes) {
        append(attribute.name);
        append(attribute.dataType);
        bytes += attribute.dataType.starts_with("Binary") ? '\x02' : '\x01';
        append(attribute.value);
    }
    return md5Hex(bytes);
}

} // namespace lambdarium

namespace lambdarium::sqs {

ServiceError noSuchQueue()
{
    return {400, "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist."};
}

ServiceError invalidParameter(std::string message) { return {400, "InvalidParameterValue", std::move(message)}; }

ServiceError outOfRange(std::int64_t value, const std::string &parameter, const std::string &reason)
{
    return invalidParameter("Value " + std::to_string(value) + " for parameter " + parameter
                            + " is invalid. Reason: " + reason);
}

ServiceError notStored(const Error &error) { return {500, "InternalFailure", error.message}; }

namespace {

struct Range
{
    const char *name;
    std::int64_t QueueSettings::*member;
    std::int64_t min;
    std::int64_t max;
};
constexpr Range ranges[] = {
    {"VisibilityTimeout", &QueueSettings::visibilityTimeout, 0, 43200},
    {"DelaySeconds", &QueueSettings::delay, 0, 900},
    {"MessageRetentionPeriod", &QueueSettings::retention, 60, 1209600},
    {"ReceiveMessageWaitTimeSeconds", &QueueSettings::receiveWait, 0, 20},
    {"MaximumMessageSize", &QueueSettings::maximumMessageSize, 1024, 1048576},
};

ServiceError badAttribute(const std::string &name)
{
    return {400, "InvalidAttributeValue", "Invalid value for the parameter " + name + "."};
}

std::optional<ServiceError> applyRedrive(const std::string &value, QueueSettings &settings, const FindQueue &find)
{
    if (value.empty()) {
        settings.deadLetterQueue.clear();
        settings.maxReceiveCount = 0;
        return std::nullopt;
    }
    const auto json = nlohmann::json::parse(value, nullptr, false);
    const auto target = json.is_object() ? json.find("deadLetterTargetArn") : json.end();
    const auto count = json.is_object() ? json.find("maxReceiveCount") : json.end();
    if (!json.is_object() || target == json.end() || !target->is_string() || count == json.end())
        return badAttribute("RedrivePolicy");
    std::int64_t maximum = 0;
    if (count->is_number_integer()) {
        maximum = count->get<std::int64_t>();
    } else if (count->is_string()) {
        const auto &text = count->get_ref<const std::string &>();
        std::from_chars(text.data(), text.data() + text.size(), maximum);
    }
    const NodeId queue = find(target->get<std::string>());
    if (maximum < 1 || maximum > 1000)
        return invalidParameter("Value " + value
                                + " for parameter RedrivePolicy is invalid. Reason: Invalid value for "
                                  "maxReceiveCount: "
                                + std::to_string(maximum) + ", valid values are from 1 to 1000 both inclusive.");
    if (queue.empty())
        return invalidParameter("Value " + value
                                + " for parameter RedrivePolicy is invalid. Reason: Dead letter target "
                                  "does not exist.");
    settings.deadLetterQueue = queue;
    settings.maxReceiveCount = maximum;
    return std::nullopt;
}

} // namespace

std::optional<ServiceError> apply(const std::map<std::string, std::string> &attributes, QueueSettings &settings,
                                  const FindQueue &find)
{
    static const std::set<std::string> accepted{"SqsManagedSseEnabled", "RedriveAllowPolicy", "KmsMasterKeyId",
                                                "KmsDataKeyReusePeriodSeconds"};
    for (const auto &[name, value] : attributes) {
        const auto range = std::ranges::find_if(ranges, [&name = name](const Range &r) { return name == r.name; });
        if (range != std::end(ranges)) {
            std::int64_t number = -1;
            const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
            if (fault != std::errc{} || end != value.data() + value.size() || number < range->min
                || number > range->max)
                return badAttribute(name);
            settings.*(range->member) = number;
        } else if (name == "RedrivePolicy") {
            if (auto error = applyRedrive(value, settings, find))
                return error;
        } else if (name == "Policy") {
            settings.policy = value;
        } else if (!accepted.contains(name)) {
            return ServiceError{400, "InvalidAttributeName", "Unknown Attribute " + name + "."};
        }
    }
    return std::nullopt;
}

std::int64_t messageBytes(const SendMessageRequest &request)
{
    std::size_t size = request.body.size();
    for (const auto &attribute : request.attributes)
        size += attribute.name.size() + attribute.dataType.size() + attribute.value.size();
    return static_cast<std::int64_t>(size);
}

std::optional<ServiceError> checkMessage(const SendMessageRequest &request, std::int64_t maximumBytes)
{
    if (request.body.empty())
        return ServiceError{400, "MissingParameter", "The request must contain the parameter MessageBody."};
    if (messageBytes(request) > maximumBytes)
        return invalidParameter("One or more parameters are invalid. Reason: Message must be shorter than "
                                + std::to_string(maximumBytes) + " bytes.");
    if (request.delaySeconds && (*request.delaySeconds < 0 || *request.delaySeconds > 900))
        return outOfRange(*request.delaySeconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
    if (request.attributes.size() > 10)
        return invalidParameter("Number of message attributes [" + std::to_string(request.attributes.size())
                                + "] exceeds the allowed maximum [10].");
    for (const auto &attribute : request.attributes) {
        const std::string &type = attribute.dataType;
        const std::string base = type.substr(0, type.find('.'));
        if (base != "String" && base != "Number" && base != "Binary")
            return invalidParameter("The type of message (user) attribute '" + attribute.name
                                    + "' is invalid. You must use only the following supported type prefixes: Binary, "
                                      "Number, String.");
        if (attribute.value.empty())
            return invalidParameter("Message (user) attribute '" + attribute.name
                                    + "' must contain a non-empty value of type '" + type + "'.");
    }
    return std::nullopt;
}

bool validBatchId(const std::string &id)
{
    return !id.empty() && id.size() <= 80 && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

std::string makeHandle(const std::string &messageId, const std::string &nonce)
{
    return "AQEB" + base64(messageId + ":" + nonce);
}

std::optional<Handle> parseHandle(const std::string &text)
{
    if (!text.starts_with("AQEB"))
        return std::nullopt;
    const std::string plain = fromBase64(std::string_view(text).substr(4));
    const std::size_t colon = plain.find(':');
    if (colon == std::string::npos)
        return std::nullopt;
    return Handle{plain.substr(0, colon), plain.substr(colon + 1)};
}

} // namespace lambdarium::sqs

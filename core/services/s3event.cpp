// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/s3event.h"

#include <nlohmann/json.hpp>

namespace lambdarium::s3 {

bool matches(const Edge &edge, const Happening &happening)
{
    const std::string &key = happening.object.key;
    if (!key.starts_with(edge.s3Prefix) || !key.ends_with(edge.s3Suffix))
        return false;
    const std::string full = "s3:" + happening.name;
    for (const std::string &event : edge.s3Events) {
        if (event == full)
            return true;
        if (event.ends_with("*") && full.starts_with(event.substr(0, event.size() - 1)))
            return true;
    }
    return false;
}

std::string encodedKey(const std::string &key)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string text;
    for (const char c : key) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
            || c == '-' || c == '*' || c == '_' || c == '/';
        if (plain) {
            text += c;
        } else if (c == ' ') {
            text += '+';
        } else {
            text += '%';
            text += digits[static_cast<unsigned char>(c) >> 4];
            text += digits[static_cast<unsigned char>(c) & 15];
        }
    }
    return text;
}

std::string eventJson(const Happening &happening, const Account &account, const std::string &configurationId)
{
    using Json = nlohmann::ordered_json;
    const ObjectInfo &object = happening.object;
    Json objectJson{{"key", encodedKey(object.key)}};
    if (happening.name.starts_with("ObjectCreated")) {
        objectJson["size"] = object.size;
        objectJson["eTag"] = object.etag;
    }
    objectJson["sequencer"] = happening.sequencer;
    Json record{{"eventVersion", "2.1"},
                {"eventSource", "aws:s3"},
                {"awsRegion", account.region},
                {"eventTime", isoMillis(happening.time)},
                {"eventName", happening.name}};
    record["userIdentity"] = {{"principalId", "AWS:AIDAEXAMPLE"}};
    record["requestParameters"] = {{"sourceIPAddress", happening.sourceIp}};
    record["responseElements"] = {{"x-amz-request-id", happening.requestId}, {"x-amz-id-2", happening.requestId}};
    Json s3{{"s3SchemaVersion", "1.0"}, {"configurationId", configurationId}};
    s3["bucket"] = {{"name", object.bucketName},
                    {"ownerIdentity", {{"principalId", "A3NL1KOZZKExample"}}},
                    {"arn", account.bucketArn(object.bucketName)}};
    s3["object"] = std::move(objectJson);
    record["s3"] = std::move(s3);
    Json event;
    event["Records"] = Json::array({std::move(record)});
    return event.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace lambdarium::s3

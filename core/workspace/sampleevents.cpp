// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sampleevents.h"

#include "core/base/time.h"

#include <nlohmann/json.hpp>

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace lambdarium {

using Json = nlohmann::ordered_json;

namespace {

Instant when(const SampleEventOptions &options) { return Instant(std::chrono::milliseconds(options.epochMs)); }

/// "04/Mar/2025:05:06:07 +0000", the form of API Gateway.
std::string accessLogTime(const SampleEventOptions &options)
{
    const std::time_t seconds = options.epochMs / 1000;
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%02d/%s/%04d:%02d:%02d:%02d +0000", utc.tm_mday,
                  months.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
                  utc.tm_sec);
    return text.data();
}

/// "2025-03-04T05:06:00Z", the form of EventBridge.
std::string wholeSeconds(const SampleEventOptions &options) { return isoMillis(when(options)).substr(0, 19) + "Z"; }

std::string numberedUuid(int number)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "6a7e8feb-b491-4cf7-a9f1-%012x", static_cast<unsigned>(number));
    return text.data();
}

std::string hexDigest(const EVP_MD *kind, std::string_view bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, kind, nullptr);
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text.push_back("0123456789abcdef"[digest.at(i) >> 4U]);
        text.push_back("0123456789abcdef"[digest.at(i) & 15U]);
    }
    return text;
}

std::string base64(std::string_view bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()),
                                     reinterpret_cast<const unsigned char *>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

/// S3 writes keys form-url-encoded, "/" stays.
std::string formEncoded(std::string_view key)
{
    std::string text;
    for (const char c : key) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || std::string_view("-_.*/").find(c) != std::string_view::npos;
        if (plain)
            text.push_back(c);
        else if (c == ' ')
            text.push_back('+');
        else {
            const auto byte = static_cast<unsigned char>(c);
            text.append(1, '%').append(1, "0123456789ABCDEF"[byte >> 4U]).append(1, "0123456789ABCDEF"[byte & 15U]);
        }
    }
    return text;
}

std::string named(const SampleEventOptions &options, const char *example)
{
    return options.resource.empty() ? example : options.resource;
}

Json apiRest(const SampleEventOptions &options)
{
    const std::string domain = "abc1234567.execute-api." + options.account.region + ".amazonaws.com";
    const Json identity{{"cognitoIdentityPoolId", nullptr},
                        {"accountId", nullptr},
                        {"cognitoIdentityId", nullptr},
                        {"caller", nullptr},
                        {"sourceIp", "127.0.0.1"},
                        {"principalOrgId", nullptr},
                        {"accessKey", nullptr},
                        {"cognitoAuthenticationType", nullptr},
                        {"cognitoAuthenticationProvider", nullptr},
                        {"userArn", nullptr},
                        {"userAgent", "curl/8.5.0"},
                        {"user", nullptr}};
    const Json context{{"resourceId", "r1a2b3"},
                       {"deploymentId", "d1a2b3"},
                       {"resourcePath", "/items/{id}"},
                       {"httpMethod", "POST"},
                       {"extendedRequestId", "TWegAGf1oAMEJ5w="},
                       {"requestTime", accessLogTime(options)},
                       {"path", "/prod/items/7"},
                       {"accountId", options.account.id},
                       {"protocol", "HTTP/1.1"},
                       {"stage", "prod"},
                       {"domainPrefix", "abc1234567"},
                       {"requestTimeEpoch", options.epochMs},
                       {"requestId", numberedUuid(1)},
                       {"identity", identity},
                       {"domainName", domain},
                       {"apiId", "abc1234567"}};
    return {{"resource", "/items/{id}"},
            {"path", "/items/7"},
            {"httpMethod", "POST"},
            {"headers",
             {{"Content-Type", "application/json"},
              {"Host", domain},
              {"X-Amzn-Trace-Id", "Root=1-67c68a8f-0123456789abcdef01234567"},
              {"X-Forwarded-For", "127.0.0.1"}}},
            {"multiValueHeaders",
             {{"Content-Type", Json::array({"application/json"})},
              {"Host", Json::array({domain})},
              {"X-Amzn-Trace-Id", Json::array({"Root=1-67c68a8f-0123456789abcdef01234567"})},
              {"X-Forwarded-For", Json::array({"127.0.0.1"})}}},
            {"queryStringParameters", {{"q", "1"}}},
            {"multiValueQueryStringParameters", {{"q", Json::array({"1"})}}},
            {"pathParameters", {{"id", "7"}}},
            {"stageVariables", nullptr},
            {"requestContext", context},
            {"body", options.body},
            {"isBase64Encoded", false}};
}

Json httpEvent(const SampleEventOptions &options, bool url)
{
    const std::string id = url ? "k7jexampleurlidexampleurlid00000" : "abc1234567";
    const std::string domain = id
        + (url ? ".lambda-url." + options.account.region + ".on.aws"
               : ".execute-api." + options.account.region + ".amazonaws.com");
    const std::string path = url ? "/" : "/items/7";
    const std::string route = url ? "$default" : "POST /items/{id}";
    const Json context{{"accountId", url ? "anonymous" : options.account.id},
                       {"apiId", id},
                       {"domainName", domain},
                       {"domainPrefix", id},
                       {"http",
                        {{"method", "POST"},
                         {"path", path},
                         {"protocol", "HTTP/1.1"},
                         {"sourceIp", "127.0.0.1"},
                         {"userAgent", "curl/8.5.0"}}},
                       {"requestId", url ? numberedUuid(1) : "LV7fzho-PHcEJPw="},
                       {"routeKey", route},
                       {"stage", "$default"},
                       {"time", accessLogTime(options)},
                       {"timeEpoch", options.epochMs}};
    Json event{{"version", "2.0"},
               {"routeKey", route},
               {"rawPath", path},
               {"rawQueryString", "q=1"},
               {"headers",
                {{"content-type", "application/json"},
                 {"host", domain},
                 {"x-amzn-trace-id", "Root=1-67c68a8f-0123456789abcdef01234567"},
                 {"x-forwarded-for", "127.0.0.1"},
                 {"x-forwarded-port", "443"},
                 {"x-forwarded-proto", "https"}}},
               {"queryStringParameters", {{"q", "1"}}},
               {"requestContext", context}};
    if (!url)
        event["pathParameters"] = {{"id", "7"}};
    event["body"] = options.body;
    event["isBase64Encoded"] = false;
    return event;
}

Json s3Event(const SampleEventOptions &options, bool put)
{
    const std::string bucket = named(options, "photos");
    Json object{{"key", formEncoded(options.key)}};
    if (put) {
        object["size"] = options.sizeBytes;
        object["eTag"] = hexDigest(EVP_md5(), options.key);
    }
    object["sequencer"] = "0055AED6DCD90281E5";
    const Json record{{"eventVersion", "2.1"},
                      {"eventSource", "aws:s3"},
                      {"awsRegion", options.account.region},
                      {"eventTime", isoMillis(when(options))},
                      {"eventName", put ? "ObjectCreated:Put" : "ObjectRemoved:Delete"},
                      {"userIdentity", {{"principalId", "AWS:AIDAEXAMPLE"}}},
                      {"requestParameters", {{"sourceIPAddress", "127.0.0.1"}}},
                      {"responseElements",
                       {{"x-amz-request-id", "C3D13FE58DE4C810"},
                        {"x-amz-id-2", "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"}}},
                      {"s3",
                       {{"s3SchemaVersion", "1.0"},
                        {"configurationId", "on-upload"},
                        {"bucket",
                         {{"name", bucket},
                          {"ownerIdentity", {{"principalId", "A3NL1KOZZKExample"}}},
                          {"arn", options.account.bucketArn(bucket)}}},
                        {"object", object}}}};
    return Json{{"Records", Json::array({record})}};
}

Json sqsRecord(const SampleEventOptions &options, int number)
{
    return {{"messageId", numberedUuid(number)},
            {"receiptHandle", "AQEBexample" + std::to_string(number)},
            {"body", options.body},
            {"attributes",
             {{"ApproximateReceiveCount", "1"},
              {"SentTimestamp", std::to_string(options.epochMs)},
              {"SenderId", "AIDAEXAMPLE"},
              {"ApproximateFirstReceiveTimestamp", std::to_string(options.epochMs + 27)}}},
            {"messageAttributes", Json::object()},
            {"md5OfBody", hexDigest(EVP_md5(), options.body)},
            {"eventSource", "aws:sqs"},
            {"eventSourceARN", options.account.queueArn(named(options, "orders"))},
            {"awsRegion", options.account.region}};
}

Json snsEvent(const SampleEventOptions &options)
{
    const std::string topic = options.account.topicArn(named(options, "orders"));
    const std::string subscription = topic + ":" + numberedUuid(2);
    const std::string host = "https://sns." + options.account.region + ".amazonaws.com/";
    const Json message{{"Type", "Notification"},
                       {"MessageId", numberedUuid(1)},
                       {"TopicArn", topic},
                       {"Subject", nullptr},
                       {"Message", options.body},
                       {"Timestamp", isoMillis(when(options))},
                       {"SignatureVersion", "1"},
                       {"Signature", "EXAMPLE"},
                       {"SigningCertUrl", host + "SimpleNotificationService-example.pem"},
                       {"UnsubscribeUrl", host + "?Action=Unsubscribe&SubscriptionArn=" + subscription},
                       {"MessageAttributes", Json::object()}};
    const Json record{
        {"EventSource", "aws:sns"}, {"EventVersion", "1.0"}, {"EventSubscriptionArn", subscription}, {"Sns", message}};
    return Json{{"Records", Json::array({record})}};
}

Json scheduleEvent(const SampleEventOptions &options)
{
    return {{"version", "0"},
            {"id", numberedUuid(1)},
            {"detail-type", "Scheduled Event"},
            {"source", "aws.events"},
            {"account", options.account.id},
            {"time", wholeSeconds(options)},
            {"region", options.account.region},
            {"resources", Json::array({options.account.ruleArn(named(options, "nightly"))})},
            {"detail", Json::object()}};
}

Json kinesisRecord(const SampleEventOptions &options, int number)
{
    const std::string sequence = "4959033827149025660855969253836157109592157598913658" + std::to_string(1000 + number);
    return {{"kinesis",
             {{"kinesisSchemaVersion", "1.0"},
              {"partitionKey", "p" + std::to_string(number)},
              {"sequenceNumber", sequence},
              {"data", base64(options.body)},
              {"approximateArrivalTimestamp", static_cast<double>(options.epochMs) / 1000.0}}},
            {"eventSource", "aws:kinesis"},
            {"eventVersion", "1.0"},
            {"eventID", "shardId-000000000000:" + sequence},
            {"eventName", "aws:kinesis:record"},
            {"invokeIdentityArn", "arn:aws:iam::" + options.account.id + ":role/lambda-role"},
            {"awsRegion", options.account.region},
            {"eventSourceARN",
             "arn:aws:kinesis:" + options.account.region + ":" + options.account.id + ":stream/"
                 + named(options, "clicks")}};
}

Json dynamoRecord(const SampleEventOptions &options, int number)
{
    const Json key{{"id", {{"S", std::to_string(number)}}}};
    Json before = key;
    Json after = key;
    before["n"] = {{"N", "1"}};
    after["n"] = {{"N", "2"}};
    return {{"eventID", hexDigest(EVP_md5(), "record" + std::to_string(number))},
            {"eventName", "MODIFY"},
            {"eventVersion", "1.1"},
            {"eventSource", "aws:dynamodb"},
            {"awsRegion", options.account.region},
            {"dynamodb",
             {{"ApproximateCreationDateTime", static_cast<double>(options.epochMs / 1000)},
              {"Keys", key},
              {"NewImage", after},
              {"OldImage", before},
              {"SequenceNumber", std::to_string(110 + number)},
              {"SizeBytes", 26},
              {"StreamViewType", "NEW_AND_OLD_IMAGES"}}},
            {"eventSourceARN",
             "arn:aws:dynamodb:" + options.account.region + ":" + options.account.id + ":table/"
                 + named(options, "items") + "/stream/2025-01-01T00:00:00.000"}};
}

Json repeated(const SampleEventOptions &options, Json (*record)(const SampleEventOptions &, int))
{
    Json records = Json::array();
    for (int number = 1; number <= std::clamp(options.records, 1, 100); ++number)
        records.push_back(record(options, number));
    return Json{{"Records", std::move(records)}};
}

Json built(SampleEventKind kind, const SampleEventOptions &options)
{
    switch (kind) {
    case SampleEventKind::ApiRest: return apiRest(options);
    case SampleEventKind::HttpApi: return httpEvent(options, false);
    case SampleEventKind::FunctionUrl: return httpEvent(options, true);
    case SampleEventKind::S3Put: return s3Event(options, true);
    case SampleEventKind::S3Delete: return s3Event(options, false);
    case SampleEventKind::Sqs: return repeated(options, sqsRecord);
    case SampleEventKind::Sns: return snsEvent(options);
    case SampleEventKind::Schedule: return scheduleEvent(options);
    case SampleEventKind::Kinesis: return repeated(options, kinesisRecord);
    case SampleEventKind::DynamoDb: return repeated(options, dynamoRecord);
    }
    return Json::object();
}

} // namespace

std::vector<SampleEvent> sampleEvents()
{
    return {{SampleEventKind::ApiRest, "api-rest", "REST API request"},
            {SampleEventKind::HttpApi, "http-api", "HTTP API request"},
            {SampleEventKind::FunctionUrl, "function-url", "Function URL request"},
            {SampleEventKind::S3Put, "s3-put", "S3 object created"},
            {SampleEventKind::S3Delete, "s3-delete", "S3 object removed"},
            {SampleEventKind::Sqs, "sqs", "SQS message"},
            {SampleEventKind::Sns, "sns", "SNS message"},
            {SampleEventKind::Schedule, "schedule", "Schedule"},
            {SampleEventKind::Kinesis, "kinesis", "Kinesis record"},
            {SampleEventKind::DynamoDb, "dynamodb", "DynamoDB change"}};
}

std::string sampleEventJson(SampleEventKind kind, const SampleEventOptions &options)
{
    return built(kind, options).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <string>
#include <vector>

namespace lambdarium {

enum class SampleEventKind {
    ApiRest,     ///< API Gateway REST proxy, payload 1.0
    HttpApi,     ///< HTTP API, payload 2.0
    FunctionUrl, ///< payload 2.0, AuthType NONE
    S3Put,
    S3Delete,
    Sqs,
    Sns,
    Schedule, ///< EventBridge scheduled rule
    Kinesis,
    DynamoDb,
};

struct SampleEvent
{
    SampleEventKind kind = SampleEventKind::ApiRest;
    std::string id;    ///< stable ("sqs"), selects the translated title
    std::string title; ///< English ("SQS message")
    bool operator==(const SampleEvent &) const = default;
};

/// What a generated event speaks of; the defaults give a complete event.
struct SampleEventOptions
{
    Account account;
    std::string resource;                  ///< name of queue, topic, bucket, rule, stream or table; empty: an example
    std::string body = "{\"id\": 7}";      ///< message, request body or record data
    std::string key = "uploads/photo.png"; ///< S3
    std::int64_t sizeBytes = 1024;         ///< S3
    int records = 1;                       ///< SQS, Kinesis and DynamoDB: 1-100
    std::int64_t epochMs = 1741064767089;  ///< "now" in the event: the same input gives the same bytes
};

/// The generators in the order of the menu. Any thread.
std::vector<SampleEvent> sampleEvents();
/// The event as indented JSON in the shape of triggers-events.md.
std::string sampleEventJson(SampleEventKind kind, const SampleEventOptions &options = {});

} // namespace lambdarium

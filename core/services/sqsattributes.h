// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/serviceresult.h"
#include "core/services/sqsqueue.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

/// Texts and ranges of SQS attributes and parameters (aws-api.md 3). Pure functions.
namespace lambdarium::sqs {

ServiceError noSuchQueue();
ServiceError invalidParameter(std::string message);
ServiceError outOfRange(std::int64_t value, const std::string &parameter, const std::string &reason);
/// The store refused.
ServiceError notStored(const Error &error);

/// Names a queue by ARN; returns its id, empty when unknown.
using FindQueue = std::function<NodeId(const std::string &arn)>;
/// Applies attributes to settings; error when one is unknown or out of range.
std::optional<ServiceError> apply(const std::map<std::string, std::string> &attributes, QueueSettings &settings,
                                  const FindQueue &find);
std::optional<ServiceError> checkMessage(const SendMessageRequest &request, std::int64_t maximumBytes);
std::int64_t messageBytes(const SendMessageRequest &request);
bool validBatchId(const std::string &id);

/// Handles name message and receive: "AQEB" and base64 of "<message id>:<nonce>".
std::string makeHandle(const std::string &messageId, const std::string &nonce);
struct Handle
{
    std::string messageId;
    std::string nonce;
};
std::optional<Handle> parseHandle(const std::string &text);

} // namespace lambdarium::sqs

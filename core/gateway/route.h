// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpmessage.h"
#include "core/http/url.h"

#include <string>

namespace lambdarium {

enum class ApiService { Lambda, Sqs, Sns, S3, Sts, Iam, Unknown };
enum class ApiProtocol {
    RestJson, ///< Lambda
    Json,     ///< X-Amz-Target
    Query,    ///< Action=... in, XML out
    RestXml,  ///< S3
};

/// Which API a request means. Target header, path, Action and signing name decide together (clients.md).
struct Route
{
    ApiService service = ApiService::Unknown;
    ApiProtocol protocol = ApiProtocol::RestJson;
    std::string serviceName; ///< as facts and messages call it ("sqs"); the signing name when unknown
    std::string operation;   ///< Json and Query: from the request; else found by the service
    std::string bucket;      ///< RestXml; empty: the service itself
    std::string key;         ///< RestXml, decoded
    QueryArguments query;    ///< of the URL
    QueryArguments form;     ///< Query: body arguments followed by those of the URL
};

/// From the head alone: form bodies are not read yet.
Route routeHead(const HttpRequest &head);
/// Adds what only the body tells (Query protocol).
void routeBody(Route &route, const std::string &body);

/// "lambda" from Authorization or X-Amz-Credential; empty when unsigned.
std::string signingService(const HttpRequest &request, const QueryArguments &query);

} // namespace lambdarium

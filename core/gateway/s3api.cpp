// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/s3call.h"

#include <algorithm>
#include <array>

namespace lambdarium {

std::string S3Call::argument(std::string_view name) const
{
    const std::string *value = findArgument(call->route.query, name);
    return value ? *value : std::string();
}

void S3Call::notImplemented() const
{
    fail({501, "NotImplemented", "A header or query you provided implies functionality that is not implemented."});
}

std::string quotedEtag(const std::string &etag) { return '"' + etag + '"'; }

std::string unquotedEtag(std::string_view header)
{
    std::string etag(header);
    std::erase(etag, '"');
    return etag;
}

PutObjectRequest putRequestOf(const S3Call &s3)
{
    static constexpr std::string_view metaPrefix = "x-amz-meta-";
    static constexpr std::array<std::string_view, 5> kept{"Cache-Control", "Content-Disposition", "Content-Encoding",
                                                          "Content-Language", "Expires"};
    PutObjectRequest request{.bucket = s3.route().bucket, .key = s3.route().key};
    request.contentType = s3.headers().value("Content-Type");
    request.contentMd5 = s3.headers().value("Content-MD5");
    request.ifNoneMatchAny = s3.headers().value("If-None-Match") == "*";
    request.ifMatch = unquotedEtag(s3.headers().value("If-Match"));
    request.requestId = s3.call->requestId;
    request.traceHeader = s3.headers().value("X-Amzn-Trace-Id");
    request.from = s3.call->caller;
    request.sourceIp = s3.call->http.peerAddress;
    for (const auto &[name, value] : s3.headers()) {
        std::string lower(name);
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (lower.starts_with(metaPrefix))
            request.metadata[lower.substr(metaPrefix.size())] = value;
    }
    for (const std::string_view name : kept) {
        std::string value(s3.headers().value(name));
        if (name == "Content-Encoding" && value.starts_with("aws-chunked"))
            value.erase(0, std::min(value.size(), value.find_first_not_of(", ", 11)));
        if (!value.empty())
            request.headers[std::string(name)] = value;
    }
    return request;
}

CopySource copySourceOf(std::string_view header)
{
    header = header.substr(0, header.find("?versionId="));
    std::string decoded = percentDecode(header);
    if (decoded.starts_with('/'))
        decoded.erase(0, 1);
    const std::size_t slash = decoded.find('/');
    return {decoded.substr(0, slash), slash == std::string::npos ? std::string() : decoded.substr(slash + 1)};
}

void serveS3(GatewayContext &context, const ApiCallPtr &call)
{
    S3Call s3{context, call, context.services.s3()};
    if (call->route.bucket.empty())
        return call->http.method == "GET" ? listBuckets(s3) : s3.notImplemented();
    if (const auto bucket = s3.service.bucket(call->route.bucket))
        call->target = bucket->id;
    call->route.key.empty() ? serveBucket(s3) : serveObject(s3);
}

} // namespace lambdarium

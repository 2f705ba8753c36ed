// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/gatewayparts.h"
#include "core/gateway/restxml.h"
#include "core/services/services.h"

#include <memory>
#include <string>

namespace lambdarium {

class XmlWriter;

/// One S3 request among the files s3api (dispatch), s3buckets, s3objects and s3uploads.
struct S3Call
{
    GatewayContext &context;
    ApiCallPtr call;
    S3Service &service;

    const Route &route() const { return call->route; }
    const HttpHeaders &headers() const { return call->http.headers; }
    /// A query argument; empty when absent.
    std::string argument(std::string_view name) const;
    bool asks(std::string_view subresource) const { return findArgument(call->route.query, subresource) != nullptr; }

    void succeed(HttpResponse response = {}) const { call->finish(std::move(response)); }
    void fail(const ServiceError &error) const { call->finish(restXmlError(error, call->route, call->requestId)); }
    void notImplemented() const;

    template <typename T, typename Render>
    ServiceReply<T> answer(Render render) const
    {
        return [self = *this, render](ServiceResult<T> result) {
            if (result)
                self.succeed(render(*result));
            else
                self.fail(result.error());
        };
    }
};

std::string quotedEtag(const std::string &etag);
std::string unquotedEtag(std::string_view header);
/// Metadata, content headers and conditions of a put, copy or upload; everything but the body.
PutObjectRequest putRequestOf(const S3Call &s3);
/// "/bucket/key" of x-amz-copy-source, decoded.
struct CopySource
{
    std::string bucket;
    std::string key;
};
CopySource copySourceOf(std::string_view header);

void serveBucket(S3Call &s3);
void listBuckets(S3Call &s3);
void serveObject(S3Call &s3);
void deleteObjects(S3Call &s3);
void createUpload(S3Call &s3);
void uploadPart(S3Call &s3);
void completeUpload(S3Call &s3);
void abortUpload(S3Call &s3);
void listParts(S3Call &s3);
void listUploads(S3Call &s3);

} // namespace lambdarium

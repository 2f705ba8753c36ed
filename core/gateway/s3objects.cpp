// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/s3call.h"
#include "core/gateway/xmlwriter.h"

#include <array>

namespace lambdarium {

namespace {

void putObject(S3Call &s3)
{
    s3.call->route.operation = "PutObject";
    if (s3.headers().has("x-amz-tagging"))
        return s3.notImplemented(); // tags would be lost silently
    PutObjectRequest request = putRequestOf(s3);
    auto body = s3.call->http.bodyText();
    if (!body)
        return s3.fail({500, "InternalError", body.error().message});
    request.body = std::move(*body);
    s3.service.putObject(std::move(request), s3.answer<ObjectInfo>([](const ObjectInfo &object) {
        HttpResponse response;
        response.headers.add("ETag", quotedEtag(object.etag));
        return response;
    }));
}

void copyObject(S3Call &s3)
{
    s3.call->route.operation = "CopyObject";
    const CopySource source = copySourceOf(s3.headers().value("x-amz-copy-source"));
    CopyObjectRequest request{source.bucket, source.key, putRequestOf(s3), false};
    request.replaceMetadata = s3.headers().value("x-amz-metadata-directive") == "REPLACE";
    s3.service.copyObject(std::move(request), s3.answer<ObjectInfo>([](const ObjectInfo &object) {
        XmlWriter xml;
        xml.begin("CopyObjectResult", s3Namespace);
        xml.text("LastModified", isoMillis(object.modified)).text("ETag", quotedEtag(object.etag));
        return restXmlReply(xml.finish());
    }));
}

/// The headers that GET and HEAD share.
HttpResponse describe(const S3Call &s3, const ObjectInfo &object)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> overrides{{
        {"response-content-type", "Content-Type"},
        {"response-content-disposition", "Content-Disposition"},
        {"response-content-encoding", "Content-Encoding"},
        {"response-content-language", "Content-Language"},
        {"response-cache-control", "Cache-Control"},
        {"response-expires", "Expires"},
    }};
    HttpResponse response;
    response.headers.add("Last-Modified", httpTime(object.modified));
    response.headers.add("ETag", quotedEtag(object.etag));
    response.headers.add("Accept-Ranges", "bytes");
    response.headers.add("Content-Type", object.contentType.empty() ? "binary/octet-stream" : object.contentType);
    for (const auto &[name, value] : object.headers)
        response.headers.add(name, value);
    for (const auto &[name, value] : object.metadata)
        response.headers.add("x-amz-meta-" + name, value);
    for (const auto &[argument, header] : overrides) {
        if (const std::string *value = findArgument(s3.route().query, argument))
            response.headers.set(header, *value);
    }
    return response;
}

/// 0, or 304 and 412 of the request's conditions; entity tags win over dates.
int conditionStatus(const S3Call &s3, const ObjectInfo &object)
{
    const std::int64_t modified = unixMillis(object.modified) / 1000;
    const auto matches = [&object](std::string_view header) {
        return header == "*" || unquotedEtag(header) == object.etag;
    };
    const HttpHeaders &headers = s3.headers();
    if (headers.has("If-Match")) {
        if (!matches(headers.value("If-Match")))
            return 412;
    } else if (const auto since = parseHttpTime(std::string(headers.value("If-Unmodified-Since")));
               since && modified > *since) {
        return 412;
    }
    if (headers.has("If-None-Match"))
        return matches(headers.value("If-None-Match")) ? 304 : 0;
    const auto since = parseHttpTime(std::string(headers.value("If-Modified-Since")));
    return since && modified <= *since ? 304 : 0;
}

void getObject(S3Call &s3)
{
    const bool headOnly = s3.call->http.method == "HEAD";
    s3.call->route.operation = headOnly ? "HeadObject" : "GetObject";
    const auto object = s3.service.headObject(s3.route().bucket, s3.route().key);
    if (!object)
        return s3.fail(object.error());
    HttpResponse response = describe(s3, *object);
    if (const int status = conditionStatus(s3, *object)) {
        if (status == 412)
            return s3.fail(
                {412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold"});
        response.status = status;
        return s3.succeed(std::move(response));
    }
    ByteRange range{0, object->size - 1};
    switch (parseRange(s3.headers().value("Range"), object->size, range)) {
    case RangeKind::Unsatisfiable: return s3.fail({416, "InvalidRange", "The requested range is not satisfiable"});
    case RangeKind::Satisfiable:
        response.status = 206;
        response.headers.add("Content-Range",
                             "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/"
                                 + std::to_string(object->size));
        break;
    case RangeKind::None: range = {0, object->size - 1}; break;
    }
    const std::int64_t length = range.last - range.first + 1;
    if (headOnly) {
        response.headers.add("Content-Length", std::to_string(length));
        return s3.succeed(std::move(response));
    }
    auto body = s3.service.readObject(*object, range.first, length);
    if (!body)
        return s3.fail(body.error());
    response.body = std::move(*body);
    s3.succeed(std::move(response));
}

DeleteObjectRequest deleteRequest(const S3Call &s3, std::string key)
{
    return {.bucket = s3.route().bucket,
            .key = std::move(key),
            .requestId = s3.call->requestId,
            .traceHeader = std::string(s3.headers().value("X-Amzn-Trace-Id")),
            .from = s3.call->caller,
            .sourceIp = s3.call->http.peerAddress};
}

void deleteObject(S3Call &s3)
{
    s3.call->route.operation = "DeleteObject";
    s3.service.deleteObject(deleteRequest(s3, s3.route().key),
                            s3.answer<Done>([](const Done &) { return HttpResponse{.status = 204}; }));
}

void objectTagging(S3Call &s3)
{
    s3.call->route.operation = "GetObjectTagging";
    if (const auto object = s3.service.headObject(s3.route().bucket, s3.route().key); !object)
        return s3.fail(object.error());
    XmlWriter xml; // tags are refused on the way in, so there are none
    xml.begin("Tagging", s3Namespace).begin("TagSet");
    s3.succeed(restXmlReply(xml.finish()));
}

bool asksForUnserved(const S3Call &s3)
{
    for (const char *name : {"acl", "attributes", "legal-hold", "retention", "restore", "select", "torrent"}) {
        if (s3.asks(name))
            return true;
    }
    return s3.asks("tagging") && s3.call->http.method != "GET";
}

/// Objects are deleted one by one; the call ends with the last.
struct DeleteProgress
{
    std::size_t open = 0;
    bool quiet = false;
    std::string entries;
};

} // namespace

void deleteObjects(S3Call &s3)
{
    s3.call->route.operation = "DeleteObjects";
    const auto text = s3.call->http.bodyText();
    const auto body = text ? parseDeleteObjects(*text) : std::nullopt;
    if (!body)
        return s3.fail({400, "MalformedXML",
                        "The XML you provided was not well-formed or did not validate against our "
                        "published schema"});
    if (const auto bucket = s3.service.bucket(s3.route().bucket); !bucket)
        return s3.fail(bucket.error());
    const auto progress = std::make_shared<DeleteProgress>();
    progress->open = body->keys.size();
    progress->quiet = body->quiet;
    for (const std::string &key : body->keys) {
        s3.service.deleteObject(deleteRequest(s3, key), [progress, key, self = s3](const ServiceResult<Done> &result) {
            XmlWriter xml(false);
            if (!result)
                xml.begin("Error")
                    .text("Key", key)
                    .text("Code", result.error().code)
                    .text("Message", result.error().message);
            else if (!progress->quiet)
                xml.begin("Deleted").text("Key", key);
            progress->entries += xml.finish();
            if (--progress->open > 0)
                return;
            XmlWriter all;
            all.begin("DeleteResult", s3Namespace).raw(progress->entries);
            self.succeed(restXmlReply(all.finish()));
        });
    }
}

void serveObject(S3Call &s3)
{
    const std::string &method = s3.call->http.method;
    const bool upload = s3.asks("uploadId");
    if (asksForUnserved(s3))
        return s3.notImplemented();
    if (method == "PUT") {
        if (upload)
            return uploadPart(s3);
        return s3.headers().has("x-amz-copy-source") ? copyObject(s3) : putObject(s3);
    }
    if (method == "GET" && s3.asks("tagging"))
        return objectTagging(s3);
    if (method == "GET" || method == "HEAD")
        return upload ? listParts(s3) : getObject(s3);
    if (method == "DELETE")
        return upload ? abortUpload(s3) : deleteObject(s3);
    if (method == "POST" && s3.asks("uploads"))
        return createUpload(s3);
    if (method == "POST" && upload)
        return completeUpload(s3);
    s3.notImplemented();
}

} // namespace lambdarium

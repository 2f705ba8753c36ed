// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/s3call.h"
#include "core/gateway/xmlwriter.h"

#include <charconv>

namespace lambdarium {

void createUpload(S3Call &s3)
{
    s3.call->route.operation = "CreateMultipartUpload";
    s3.service.createUpload(putRequestOf(s3), s3.answer<std::string>([call = s3.call](const std::string &uploadId) {
        XmlWriter xml;
        xml.begin("InitiateMultipartUploadResult", s3Namespace);
        xml.text("Bucket", call->route.bucket).text("Key", call->route.key).text("UploadId", uploadId);
        return restXmlReply(xml.finish());
    }));
}

namespace {

/// The bytes of UploadPartCopy: all of the source or x-amz-copy-source-range.
ServiceResult<std::string> copiedPart(const S3Call &s3)
{
    const CopySource source = copySourceOf(s3.headers().value("x-amz-copy-source"));
    const auto object = s3.service.headObject(source.bucket, source.key);
    if (!object)
        return object.error();
    ByteRange range{0, object->size - 1};
    if (parseRange(s3.headers().value("x-amz-copy-source-range"), object->size, range) == RangeKind::Unsatisfiable)
        return ServiceError{416, "InvalidRange", "The requested range is not satisfiable"};
    return s3.service.readObject(*object, range.first, range.last - range.first + 1);
}

ServiceResult<std::string> partBody(const S3Call &s3, bool copy)
{
    if (copy)
        return copiedPart(s3);
    auto body = s3.call->http.bodyText();
    if (!body)
        return ServiceError{500, "InternalError", body.error().message};
    return std::move(*body);
}

} // namespace

void uploadPart(S3Call &s3)
{
    const bool copy = s3.headers().has("x-amz-copy-source");
    s3.call->route.operation = copy ? "UploadPartCopy" : "UploadPart";
    const std::string text = s3.argument("partNumber");
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > 10000)
        return s3.fail({400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive"});
    auto body = partBody(s3, copy);
    if (!body)
        return s3.fail(body.error());
    s3.service.uploadPart(s3.route().bucket, s3.argument("uploadId"), number, std::move(*body),
                          s3.answer<PartInfo>([copy](const PartInfo &part) {
                              if (!copy) {
                                  HttpResponse response;
                                  response.headers.add("ETag", quotedEtag(part.etag));
                                  return response;
                              }
                              XmlWriter xml;
                              xml.begin("CopyPartResult", s3Namespace).text("LastModified", isoMillis(part.modified));
                              xml.text("ETag", quotedEtag(part.etag));
                              return restXmlReply(xml.finish());
                          }));
}

void completeUpload(S3Call &s3)
{
    s3.call->route.operation = "CompleteMultipartUpload";
    const auto text = s3.call->http.bodyText();
    auto parts = text ? parseCompleteUpload(*text) : std::nullopt;
    if (!parts)
        return s3.fail({400, "MalformedXML",
                        "The XML you provided was not well-formed or did not validate against our "
                        "published schema"});
    s3.service.completeUpload(
        s3.route().bucket, s3.argument("uploadId"), std::move(*parts),
        s3.answer<ObjectInfo>([call = s3.call](const ObjectInfo &object) {
            XmlWriter xml;
            xml.begin("CompleteMultipartUploadResult", s3Namespace);
            xml.text("Location", call->endpoint() + "/" + object.bucketName + "/" + percentEncode(object.key, "/"));
            xml.text("Bucket", object.bucketName).text("Key", object.key);
            xml.text("ETag", quotedEtag(object.etag));
            return restXmlReply(xml.finish());
        }));
}

void abortUpload(S3Call &s3)
{
    s3.call->route.operation = "AbortMultipartUpload";
    s3.service.abortUpload(s3.route().bucket, s3.argument("uploadId"),
                           s3.answer<Done>([](const Done &) { return HttpResponse{.status = 204}; }));
}

void listParts(S3Call &s3)
{
    s3.call->route.operation = "ListParts";
    const auto parts = s3.service.parts(s3.route().bucket, s3.argument("uploadId"));
    if (!parts)
        return s3.fail(parts.error());
    XmlWriter xml;
    xml.begin("ListPartsResult", s3Namespace);
    xml.text("Bucket", s3.route().bucket).text("Key", s3.route().key).text("UploadId", s3.argument("uploadId"));
    xml.text("MaxParts", "10000").text("IsTruncated", "false").text("StorageClass", "STANDARD");
    for (const PartInfo &part : *parts) {
        xml.begin("Part").text("PartNumber", std::to_string(part.number));
        xml.text("LastModified", isoMillis(part.modified)).text("ETag", quotedEtag(part.etag));
        xml.text("Size", std::to_string(part.size)).end();
    }
    s3.succeed(restXmlReply(xml.finish()));
}

void listUploads(S3Call &s3)
{
    s3.call->route.operation = "ListMultipartUploads";
    const auto uploads = s3.service.uploads(s3.route().bucket);
    if (!uploads)
        return s3.fail(uploads.error());
    const std::string prefix = s3.argument("prefix");
    XmlWriter xml;
    xml.begin("ListMultipartUploadsResult", s3Namespace).text("Bucket", s3.route().bucket).text("Prefix", prefix);
    xml.text("MaxUploads", "10000").text("IsTruncated", "false");
    for (const UploadInfo &upload : *uploads) {
        if (!upload.key.starts_with(prefix))
            continue;
        xml.begin("Upload").text("Key", upload.key).text("UploadId", upload.uploadId);
        xml.text("StorageClass", "STANDARD").text("Initiated", isoMillis(upload.initiated)).end();
    }
    s3.succeed(restXmlReply(xml.finish()));
}

} // namespace lambdarium

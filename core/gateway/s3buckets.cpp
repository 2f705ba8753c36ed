// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/base64.h"
#include "core/gateway/s3call.h"
#include "core/gateway/xmlwriter.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace lambdarium {

namespace {

constexpr std::size_t listMax = 1000;

void writeOwner(XmlWriter &xml, const GatewayContext &context)
{
    xml.begin("Owner").text("ID", context.account.id).end();
}

void createBucket(S3Call &s3)
{
    s3.call->route.operation = "CreateBucket";
    s3.service.createBucket(s3.route().bucket, s3.answer<BucketInfo>([call = s3.call](const BucketInfo &bucket) {
        call->target = bucket.id;
        HttpResponse response;
        response.headers.add("Location", "/" + bucket.name);
        return response;
    }));
}

void deleteBucket(S3Call &s3)
{
    s3.call->route.operation = "DeleteBucket";
    s3.service.deleteBucket(s3.route().bucket,
                            s3.answer<Done>([](const Done &) { return HttpResponse{.status = 204}; }));
}

void headBucket(S3Call &s3)
{
    s3.call->route.operation = "HeadBucket";
    const auto bucket = s3.service.bucket(s3.route().bucket);
    if (!bucket)
        return s3.fail({404, "NotFound", "Not Found"});
    HttpResponse response;
    response.headers.add("x-amz-bucket-region", s3.context.account.region);
    s3.succeed(std::move(response));
}

void bucketLocation(S3Call &s3)
{
    s3.call->route.operation = "GetBucketLocation";
    // us-east-1 is the empty location, as it was the first region.
    const std::string &region = s3.context.account.region;
    XmlWriter xml;
    xml.begin("LocationConstraint", s3Namespace).content(region == "us-east-1" ? std::string() : region);
    s3.succeed(restXmlReply(xml.finish()));
}

void bucketVersioning(S3Call &s3)
{
    s3.call->route.operation = "GetBucketVersioning";
    XmlWriter xml; // never enabled: the empty configuration
    xml.begin("VersioningConfiguration", s3Namespace);
    s3.succeed(restXmlReply(xml.finish()));
}

/// Values shown as they are, or percent-encoded when the client asked for it (keys may hold what XML cannot).
struct KeyText
{
    bool encode = false;
    std::string operator()(const std::string &key) const { return encode ? percentEncode(key, "/") : key; }
};

struct ListQuery
{
    ListObjectsRequest request;
    bool second = false; ///< version 2 of the API
    std::string token;
    KeyText shown;
};

bool readListQuery(const S3Call &s3, ListQuery &query)
{
    query.second = s3.argument("list-type") == "2";
    query.token = s3.argument("continuation-token");
    query.shown.encode = s3.argument("encoding-type") == "url";
    query.request.bucket = s3.route().bucket;
    query.request.prefix = s3.argument("prefix");
    query.request.delimiter = s3.argument("delimiter");
    query.request.after = s3.argument(query.second ? "start-after" : "marker");
    if (query.second && !query.token.empty()) {
        const auto after = base64Decode(query.token);
        if (!after) {
            s3.fail({400, "InvalidArgument", "The continuation token provided is incorrect"});
            return false;
        }
        query.request.after = *after;
    }
    const std::string maxKeys = s3.argument("max-keys");
    if (maxKeys.empty())
        return true;
    std::size_t wanted = 0;
    const auto [end, error] = std::from_chars(maxKeys.data(), maxKeys.data() + maxKeys.size(), wanted);
    if (error != std::errc{} || end != maxKeys.data() + maxKeys.size()) {
        s3.fail({400, "InvalidArgument", "Provided max-keys not an integer or within integer range"});
        return false;
    }
    query.request.maxKeys = std::min(wanted, listMax);
    return true;
}

void writeListHead(XmlWriter &xml, const ListQuery &query, const ObjectListing &listing)
{
    const ListObjectsRequest &request = query.request;
    xml.text("Name", request.bucket).text("Prefix", query.shown(request.prefix));
    if (query.second) {
        xml.text("KeyCount", std::to_string(listing.objects.size() + listing.commonPrefixes.size()));
        if (!query.token.empty())
            xml.text("ContinuationToken", query.token);
        else if (!request.after.empty())
            xml.text("StartAfter", query.shown(request.after));
        if (listing.truncated)
            xml.text("NextContinuationToken", base64Encode(listing.next));
    } else {
        xml.text("Marker", query.shown(request.after));
        if (listing.truncated && !request.delimiter.empty())
            xml.text("NextMarker", query.shown(listing.next));
    }
    xml.text("MaxKeys", std::to_string(request.maxKeys));
    if (!request.delimiter.empty())
        xml.text("Delimiter", query.shown(request.delimiter));
    if (query.shown.encode)
        xml.text("EncodingType", "url");
    xml.text("IsTruncated", listing.truncated ? "true" : "false");
}

void listObjects(S3Call &s3)
{
    ListQuery query;
    if (!readListQuery(s3, query))
        return;
    s3.call->route.operation = query.second ? "ListObjectsV2" : "ListObjects";
    const auto listing = s3.service.listObjects(query.request);
    if (!listing)
        return s3.fail(listing.error());
    XmlWriter xml;
    xml.begin("ListBucketResult", s3Namespace);
    writeListHead(xml, query, *listing);
    for (const ObjectInfo &object : listing->objects) {
        xml.begin("Contents").text("Key", query.shown(object.key)).text("LastModified", isoMillis(object.modified));
        xml.text("ETag", quotedEtag(object.etag)).text("Size", std::to_string(object.size));
        if (!query.second || s3.argument("fetch-owner") == "true")
            writeOwner(xml, s3.context);
        xml.text("StorageClass", "STANDARD").end();
    }
    for (const std::string &prefix : listing->commonPrefixes)
        xml.begin("CommonPrefixes").text("Prefix", query.shown(prefix)).end();
    s3.succeed(restXmlReply(xml.finish()));
}

/// Subresources that exist on AWS and not here: an honest refusal, never the plain listing.
bool asksForUnserved(const S3Call &s3)
{
    static constexpr std::array<std::string_view, 22> unserved{"acl",
                                                               "accelerate",
                                                               "analytics",
                                                               "cors",
                                                               "encryption",
                                                               "intelligent-tiering",
                                                               "inventory",
                                                               "lifecycle",
                                                               "logging",
                                                               "metrics",
                                                               "notification",
                                                               "object-lock",
                                                               "ownershipControls",
                                                               "policy",
                                                               "policyStatus",
                                                               "publicAccessBlock",
                                                               "replication",
                                                               "requestPayment",
                                                               "tagging",
                                                               "versions",
                                                               "website",
                                                               "session"};
    return std::any_of(unserved.begin(), unserved.end(), [&s3](std::string_view name) { return s3.asks(name); });
}

} // namespace

void listBuckets(S3Call &s3)
{
    s3.call->route.operation = "ListBuckets";
    XmlWriter xml;
    xml.begin("ListAllMyBucketsResult", s3Namespace);
    writeOwner(xml, s3.context);
    xml.begin("Buckets");
    for (const BucketInfo &bucket : s3.service.buckets())
        xml.begin("Bucket").text("Name", bucket.name).text("CreationDate", isoMillis(bucket.created)).end();
    s3.succeed(restXmlReply(xml.finish()));
}

void serveBucket(S3Call &s3)
{
    const std::string &method = s3.call->http.method;
    if (asksForUnserved(s3))
        return s3.notImplemented();
    if (method == "POST" && s3.asks("delete"))
        return deleteObjects(s3);
    const bool versioning = s3.asks("versioning");
    if (method == "PUT" && !versioning)
        return createBucket(s3);
    if (method == "DELETE" && !versioning)
        return deleteBucket(s3);
    if (method == "HEAD")
        return headBucket(s3);
    if (method != "GET")
        return s3.notImplemented();
    if (const auto bucket = s3.service.bucket(s3.route().bucket); !bucket)
        return s3.fail(bucket.error());
    if (s3.asks("location"))
        return bucketLocation(s3);
    if (versioning)
        return bucketVersioning(s3);
    s3.asks("uploads") ? listUploads(s3) : listObjects(s3);
}

} // namespace lambdarium

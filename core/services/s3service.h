// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/sqsservice.h"

#include <filesystem>

namespace lambdarium {

class Engine;

struct BucketInfo
{
    NodeId id;
    std::string name;
    Instant created{};
};
struct ObjectInfo
{
    NodeId bucket;
    std::string bucketName;
    std::string key;
    std::string etag; ///< hex without quotes; "-N" for multipart
    std::int64_t size = 0;
    Instant modified{};
    std::string contentType;
    std::map<std::string, std::string> headers;  ///< Cache-Control, Content-Encoding, ... as given
    std::map<std::string, std::string> metadata; ///< x-amz-meta-*, names lower-case without the prefix
    std::string blob;                            ///< content hash: the file's name
};
struct PutObjectRequest
{
    std::string bucket; ///< id, name or ARN
    std::string key;
    std::string body;
    std::string contentType; ///< empty: binary/octet-stream
    std::map<std::string, std::string> headers;
    std::map<std::string, std::string> metadata;
    std::string contentMd5;      ///< base64, verified when present
    bool ifNoneMatchAny = false; ///< If-None-Match: *
    std::string ifMatch;         ///< ETag that must be current
    std::string requestId;       ///< of the API call, for the notification; empty: drawn
    std::string traceHeader;     ///< of the caller; empty: none
    NodeId from;                 ///< calling function; empty: outside
    std::string sourceIp = "127.0.0.1";
};
struct CopyObjectRequest
{
    std::string sourceBucket, sourceKey;
    PutObjectRequest target;      ///< body is ignored
    bool replaceMetadata = false; ///< x-amz-metadata-directive: REPLACE
};
struct DeleteObjectRequest
{
    std::string bucket;
    std::string key;
    std::string requestId;
    std::string traceHeader;
    NodeId from;
    std::string sourceIp = "127.0.0.1";
};
struct ListObjectsRequest
{
    std::string bucket;
    std::string prefix;
    std::string delimiter;
    std::string after; ///< marker (v1), start-after or decoded continuation token (v2)
    std::size_t maxKeys = 1000;
};
struct ObjectListing
{
    std::vector<ObjectInfo> objects;
    std::vector<std::string> commonPrefixes;
    bool truncated = false;
    std::string next; ///< last key or prefix returned: `after` of the next page
};
struct UploadInfo
{
    std::string uploadId;
    std::string key;
    Instant initiated{};
};
struct PartInfo
{
    int number = 0;
    std::string etag;
    std::int64_t size = 0;
    Instant modified{};
};

/// Buckets and objects: metadata in the store, bytes in files named by content hash below a directory. Core
/// thread; owned by Services.
///
/// An object and the asynchronous events of its notifications become durable in one change. Put, copy and
/// complete write their file before they reply (temporary file, rename).
class S3Service
{
public:
    S3Service(ServiceParts parts, Engine &engine, std::filesystem::path directory);
    ~S3Service();
    S3Service(const S3Service &) = delete;
    S3Service &operator=(const S3Service &) = delete;

    Result<void> load();
    void deploy(const Model &model, const Account &account);

    void createBucket(std::string name, ServiceReply<BucketInfo> reply);
    /// Refused for buckets of the template.
    void deleteBucket(const std::string &bucket, ServiceReply<Done> reply);
    ServiceResult<BucketInfo> bucket(std::string_view reference) const;
    std::vector<BucketInfo> buckets() const;

    void putObject(PutObjectRequest request, ServiceReply<ObjectInfo> reply);
    void copyObject(CopyObjectRequest request, ServiceReply<ObjectInfo> reply);
    ServiceResult<ObjectInfo> headObject(const std::string &bucket, const std::string &key) const;
    /// Bytes [offset, offset + length) of an object that headObject returned.
    ServiceResult<std::string> readObject(const ObjectInfo &object, std::int64_t offset, std::int64_t length) const;
    /// Deleting what is not there succeeds, as in S3.
    void deleteObject(DeleteObjectRequest request, ServiceReply<Done> reply);
    ServiceResult<ObjectListing> listObjects(const ListObjectsRequest &request) const;

    void createUpload(PutObjectRequest request, ServiceReply<std::string> reply); ///< upload id
    void uploadPart(const std::string &bucket, const std::string &uploadId, int number, std::string body,
                    ServiceReply<PartInfo> reply);
    /// parts: (number, ETag) in ascending order.
    void completeUpload(const std::string &bucket, const std::string &uploadId,
                        std::vector<std::pair<int, std::string>> parts, ServiceReply<ObjectInfo> reply);
    void abortUpload(const std::string &bucket, const std::string &uploadId, ServiceReply<Done> reply);
    ServiceResult<std::vector<UploadInfo>> uploads(const std::string &bucket) const;
    ServiceResult<std::vector<PartInfo>> parts(const std::string &bucket, const std::string &uploadId) const;

    /// Notification configuration of the template, for GetBucketNotificationConfiguration.
    std::vector<Edge> notifications(const std::string &bucket) const;
    std::vector<ObjectView> objects(const NodeId &bucket, const std::string &prefix, std::size_t limit) const;
    void fill(Snapshot &snapshot) const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/loop/eventloop.h"
#include "core/services/objectfiles.h"
#include "core/services/s3event.h"
#include "core/services/s3service.h"

namespace lambdarium {

/// Everything behind S3Service; only its own .cpp files include this.
class S3Service::Impl
{
public:
    struct Part
    {
        PartInfo info;
        std::string blob;
    };
    struct Upload
    {
        std::string id;
        PutObjectRequest request; ///< without body
        Instant initiated{};
        std::map<int, Part> parts;
    };
    struct Bucket
    {
        BucketInfo info;
        bool declared = true;
        bool fromTemplate = true;
        std::map<std::string, ObjectInfo> objects;
        std::map<std::string, Upload> uploads;
        std::int64_t bytes = 0;

        std::string space() const { return "objects/" + info.id; }
        std::string uploadSpace() const { return "uploads/" + info.id; }
    };

    Impl(ServiceParts parts, Engine &engine, std::filesystem::path directory)
        : parts(parts), prng(Prng(parts.seed).derive(13)), engine(engine), files(std::move(directory))
    {}

    Bucket *find(std::string_view reference);
    Bucket &ensure(const NodeId &id);
    std::optional<ServiceError> checkPut(Bucket *bucket, const PutObjectRequest &request);
    ObjectInfo describe(const Bucket &bucket, const PutObjectRequest &request);
    /// Object row, notification events, memory, facts and reply: the tail of put, copy and complete.
    void commitPut(Bucket &bucket, ObjectInfo object, const PutObjectRequest &request, const char *how,
                   ServiceReply<ObjectInfo> reply, StoreChange change = {}, std::vector<std::string> freed = {});
    std::vector<Task> notify(const ObjectInfo &object, const char *how, const std::string &requestId,
                             const std::string &sourceIp, const std::string &traceHeader, StoreChange &change);
    void replace(Bucket &bucket, const ObjectInfo &object);
    void forget(Bucket &bucket, const std::string &key);
    Result<void> loadBucket(Bucket &bucket);
    Result<void> loadUploads(Bucket &bucket);
    std::string amzId();

    ServiceParts parts;
    Prng prng;
    Engine &engine;
    ObjectFiles files;
    Account account;
    std::map<NodeId, std::unique_ptr<Bucket>> buckets;
    std::vector<Edge> notifications;
    std::uint64_t sequence = 0;
    std::shared_ptr<int> alive = std::make_shared<int>(0);
};

namespace s3 {

std::string toJson(const ObjectInfo &object);
ObjectInfo fromJson(const std::string &text);
ServiceError noSuchBucket();
ServiceError noSuchKey();
ServiceError notWritten(const Error &error);

} // namespace s3

} // namespace lambdarium

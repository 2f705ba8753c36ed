// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Put, copy, delete and multipart uploads of S3Service.
#include "core/engine/factjournal.h"
#include "core/engine/reportlines.h"
#include "core/services/digests.h"
#include "core/services/s3serviceimpl.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace lambdarium {

using Json = nlohmann::json;

namespace {

constexpr std::int64_t partBytesMin = 5 * 1024 * 1024;

ServiceError noSuchUpload()
{
    return {404, "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or "
            "completed."};
}

std::string partKey(const std::string &uploadId, int number)
{
    char digits[8];
    std::snprintf(digits, sizeof digits, "%05d", number);
    return uploadId + "/" + digits;
}

} // namespace

std::optional<ServiceError> S3Service::Impl::checkPut(Bucket *bucket, const PutObjectRequest &request)
{
    if (!bucket)
        return s3::noSuchBucket();
    if (request.key.empty() || request.key.size() > 1024)
        return ServiceError{400, "KeyTooLongError", "Your key is too long"};
    const auto existing = bucket->objects.find(request.key);
    const ServiceError failed{412, "PreconditionFailed",
                              "At least one of the pre-conditions you specified did not hold"};
    if (request.ifNoneMatchAny && existing != bucket->objects.end())
        return failed;
    if (!request.ifMatch.empty() && (existing == bucket->objects.end() || existing->second.etag != request.ifMatch))
        return failed;
    return std::nullopt;
}

ObjectInfo S3Service::Impl::describe(const Bucket &bucket, const PutObjectRequest &request)
{
    ObjectInfo object;
    object.bucket = bucket.info.id;
    object.bucketName = bucket.info.name;
    object.key = request.key;
    object.modified = parts.loop.now();
    object.contentType = request.contentType.empty() ? "binary/octet-stream" : request.contentType;
    object.headers = request.headers;
    object.metadata = request.metadata;
    return object;
}

std::vector<Task> S3Service::Impl::notify(const ObjectInfo &object, const char *how, const std::string &requestId,
                                          const std::string &sourceIp, const std::string &traceHeader,
                                          StoreChange &change)
{
    std::vector<Task> tasks;
    char sequencer[24];
    std::snprintf(sequencer, sizeof sequencer, "%018llX",
                  static_cast<unsigned long long>(unixMillis(parts.loop.now())) * 4096 + ++sequence % 4096);
    const s3::Happening happening{how,      parts.loop.now(), requestId.empty() ? amzId() : requestId,
                                  sourceIp, sequencer,        object};
    for (const Edge &edge : notifications)
        if (edge.from == object.bucket && s3::matches(edge, happening))
            tasks.push_back(
                engine.prepareEvent({edge.to,
                                     engine.makeRequestId(),
                                     s3::eventJson(happening, account, edge.eventKey.empty() ? edge.id : edge.eventKey),
                                     {},
                                     traceHeader,
                                     object.bucket},
                                    change));
    return tasks;
}

void S3Service::Impl::replace(Bucket &bucket, const ObjectInfo &object)
{
    forget(bucket, object.key);
    bucket.bytes += object.size;
    bucket.objects[object.key] = object;
}

void S3Service::Impl::forget(Bucket &bucket, const std::string &key)
{
    const auto old = bucket.objects.find(key);
    if (old == bucket.objects.end())
        return;
    bucket.bytes -= old->second.size;
    files.release(old->second.blob);
    bucket.objects.erase(old);
}

void S3Service::Impl::commitPut(Bucket &bucket, ObjectInfo object, const PutObjectRequest &request, const char *how,
                                ServiceReply<ObjectInfo> reply, StoreChange change, std::vector<std::string> freed)
{
    change.put(bucket.space(), object.key, s3::toJson(object));
    auto tasks = notify(object, how, request.requestId, request.sourceIp, request.traceHeader, change);
    parts.store.append(std::move(change),
                       [weak = std::weak_ptr(alive), this, id = bucket.info.id, object = std::move(object),
                        from = request.from, requestId = request.requestId, tasks = std::move(tasks),
                        freed = std::move(freed), reply = std::move(reply)](Result<void> written) {
                           if (!weak.lock())
                               return;
                           if (!written) {
                               files.release(object.blob);
                               return reply(s3::notWritten(written.error()));
                           }
                           replace(ensure(id), object);
                           for (const auto &blob : freed)
                               files.release(blob);
                           parts.facts.publish(fact::Moved{from, id, MovementKind::Event,
                                                           requestId.empty() ? object.key : requestId, 1});
                           for (const auto &task : tasks)
                               if (task)
                                   task();
                           reply(object);
                       });
}

void S3Service::putObject(PutObjectRequest request, ServiceReply<ObjectInfo> reply)
{
    auto *bucket = m_impl->find(request.bucket);
    if (auto error = m_impl->checkPut(bucket, request))
        return reply(*error);
    const std::string md5 = md5Raw(request.body);
    if (!request.contentMd5.empty() && fromBase64(request.contentMd5) != md5)
        return reply(ServiceError{400, "BadDigest", "The Content-MD5 you specified did not match what we received."});
    auto stored = m_impl->files.put(request.body);
    if (!stored)
        return reply(s3::notWritten(stored.error()));
    ObjectInfo object = m_impl->describe(*bucket, request);
    object.etag = toHex(md5);
    object.size = stored->size;
    object.blob = stored->blob;
    request.body.clear();
    m_impl->commitPut(*bucket, std::move(object), request, "ObjectCreated:Put", std::move(reply));
}

void S3Service::copyObject(CopyObjectRequest request, ServiceReply<ObjectInfo> reply)
{
    auto source = headObject(request.sourceBucket, request.sourceKey);
    if (!source)
        return reply(source.error());
    auto *bucket = m_impl->find(request.target.bucket);
    if (auto error = m_impl->checkPut(bucket, request.target))
        return reply(*error);
    if (source->bucket == bucket->info.id && source->key == request.target.key && !request.replaceMetadata)
        return reply(ServiceError{400, "InvalidRequest",
                                  "This copy request is illegal because it is trying to copy an object to itself "
                                  "without "
                                  "changing the object's metadata, storage class, website redirect location or "
                                  "encryption attributes."});
    ObjectInfo object = m_impl->describe(*bucket, request.target);
    if (!request.replaceMetadata) {
        object.contentType = source->contentType;
        object.headers = source->headers;
        object.metadata = source->metadata;
    }
    object.etag = source->etag;
    object.size = source->size;
    object.blob = source->blob;
    m_impl->files.addReference(object.blob);
    m_impl->commitPut(*bucket, std::move(object), request.target, "ObjectCreated:Copy", std::move(reply));
}

void S3Service::deleteObject(DeleteObjectRequest request, ServiceReply<Done> reply)
{
    auto *bucket = m_impl->find(request.bucket);
    if (!bucket)
        return reply(s3::noSuchBucket());
    const auto existing = bucket->objects.find(request.key);
    if (existing == bucket->objects.end())
        return reply(Done{});
    StoreChange change;
    change.remove(bucket->space(), request.key);
    auto tasks = m_impl->notify(existing->second, "ObjectRemoved:Delete", request.requestId, request.sourceIp,
                                request.traceHeader, change);
    m_impl->parts.store.append(
        std::move(change),
        [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), id = bucket->info.id, request = std::move(request),
         tasks = std::move(tasks), reply = std::move(reply)](Result<void> written) {
            if (!weak.lock())
                return;
            if (!written)
                return reply(s3::notWritten(written.error()));
            impl->forget(impl->ensure(id), request.key);
            impl->parts.facts.publish(fact::Moved{request.from, id, MovementKind::Event,
                                                  request.requestId.empty() ? request.key : request.requestId, 1});
            for (const auto &task : tasks)
                if (task)
                    task();
            reply(Done{});
        });
}

// --- Multipart uploads: parts are rows and files like objects, so an upload survives a restart. ---

Result<void> S3Service::Impl::loadUploads(Bucket &bucket)
{
    auto rows = parts.store.load(bucket.uploadSpace());
    if (!rows)
        return rows.error();
    for (const auto &[key, value] : *rows) {
        const Json json = Json::parse(value, nullptr, false);
        if (!json.is_object())
            return Error{ErrorCode::Corrupt, "The stored upload " + key + " cannot be read."};
        const std::size_t slash = key.find('/');
        Upload &upload = bucket.uploads[key.substr(0, slash)];
        if (slash == std::string::npos) {
            upload.id = key;
            upload.initiated = Instant{Duration{json.value("initiated", std::int64_t{0})}};
            upload.request.bucket = bucket.info.id;
            upload.request.key = json.value("key", "");
            upload.request.contentType = json.value("type", "");
            upload.request.headers = json.value("headers", std::map<std::string, std::string>{});
            upload.request.metadata = json.value("metadata", std::map<std::string, std::string>{});
            continue;
        }
        const int number = std::atoi(key.c_str() + slash + 1);
        const Part part{{number, json.value("etag", ""), json.value("size", std::int64_t{0}),
                         Instant{Duration{json.value("modified", std::int64_t{0})}}},
                        json.value("blob", "")};
        files.addReference(part.blob);
        upload.parts[number] = part;
    }
    return {};
}

void S3Service::createUpload(PutObjectRequest request, ServiceReply<std::string> reply)
{
    auto *bucket = m_impl->find(request.bucket);
    if (auto error = m_impl->checkPut(bucket, request))
        return reply(*error);
    Impl::Upload upload;
    upload.id = lines::hex64(m_impl->prng.next());
    upload.id += lines::hex64(m_impl->prng.next());
    upload.initiated = m_impl->parts.loop.now();
    upload.request = std::move(request);
    StoreChange change;
    change.put(bucket->uploadSpace(), upload.id,
               Json{{"key", upload.request.key},
                    {"type", upload.request.contentType},
                    {"headers", upload.request.headers},
                    {"metadata", upload.request.metadata},
                    {"initiated", upload.initiated.time_since_epoch().count()}}
                   .dump(-1, ' ', false, Json::error_handler_t::replace));
    m_impl->parts.store.append(std::move(change),
                               [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), id = bucket->info.id,
                                upload = std::move(upload), reply = std::move(reply)](Result<void> written) {
                                   if (!weak.lock())
                                       return;
                                   if (!written)
                                       return reply(s3::notWritten(written.error()));
                                   impl->ensure(id).uploads[upload.id] = upload;
                                   reply(upload.id);
                               });
}

void S3Service::uploadPart(const std::string &reference, const std::string &uploadId, int number, std::string body,
                           ServiceReply<PartInfo> reply)
{
    auto *bucket = m_impl->find(reference);
    if (!bucket)
        return reply(s3::noSuchBucket());
    if (!bucket->uploads.contains(uploadId))
        return reply(noSuchUpload());
    if (number < 1 || number > 10000)
        return reply(
            ServiceError{400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive"});
    auto stored = m_impl->files.put(body);
    if (!stored)
        return reply(s3::notWritten(stored.error()));
    const Impl::Part part{{number, md5Hex(body), stored->size, m_impl->parts.loop.now()}, stored->blob};
    StoreChange change;
    change.put(bucket->uploadSpace(), partKey(uploadId, number),
               Json{{"etag", part.info.etag},
                    {"size", part.info.size},
                    {"blob", part.blob},
                    {"modified", part.info.modified.time_since_epoch().count()}}
                   .dump());
    m_impl->parts.store.append(std::move(change),
                               [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), id = bucket->info.id,
                                uploadId, part, reply = std::move(reply)](Result<void> written) {
                                   if (!weak.lock())
                                       return;
                                   auto &uploads = impl->ensure(id).uploads;
                                   const auto upload = uploads.find(uploadId);
                                   if (!written || upload == uploads.end()) {
                                       impl->files.release(part.blob);
                                       return reply(written ? noSuchUpload() : s3::notWritten(written.error()));
                                   }
                                   if (const auto old = upload->second.parts.find(part.info.number);
                                       old != upload->second.parts.end())
                                       impl->files.release(old->second.blob);
                                   upload->second.parts[part.info.number] = part;
                                   reply(part.info);
                               });
}

void S3Service::completeUpload(const std::string &reference, const std::string &uploadId,
                               std::vector<std::pair<int, std::string>> wanted, ServiceReply<ObjectInfo> reply)
{
    auto *bucket = m_impl->find(reference);
    if (!bucket)
        return reply(s3::noSuchBucket());
    const auto found = bucket->uploads.find(uploadId);
    if (found == bucket->uploads.end())
        return reply(noSuchUpload());
    Impl::Upload upload = found->second;
    if (wanted.empty())
        return reply(ServiceError{400, "MalformedXML",
                                  "The XML you provided was not well-formed or did not validate "
                                  "against our published schema"});
    std::vector<std::string> blobs;
    std::string digests;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto &[number, etag] = wanted[i];
        if (i > 0 && number <= wanted[i - 1].first)
            return reply(ServiceError{400, "InvalidPartOrder",
                                      "The list of parts was not in ascending order. Parts must be ordered by part "
                                      "number."});
        const auto part = upload.parts.find(number);
        if (part == upload.parts.end() || part->second.info.etag != etag)
            return reply(ServiceError{400, "InvalidPart",
                                      "One or more of the specified parts could not be found.  The part may not have "
                                      "been "
                                      "uploaded, or the specified entity tag may not match the part's entity tag."});
        if (i + 1 < wanted.size() && part->second.info.size < partBytesMin)
            return reply(
                ServiceError{400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size"});
        blobs.push_back(part->second.blob);
        digests += fromHex(etag);
    }
    auto stored = m_impl->files.join(blobs);
    if (!stored)
        return reply(s3::notWritten(stored.error()));
    ObjectInfo object = m_impl->describe(*bucket, upload.request);
    object.etag = md5Hex(digests) + "-" + std::to_string(wanted.size());
    object.size = stored->size;
    object.blob = stored->blob;
    StoreChange change;
    change.remove(bucket->uploadSpace(), uploadId);
    std::vector<std::string> freed;
    for (const auto &[number, part] : upload.parts) {
        change.remove(bucket->uploadSpace(), partKey(uploadId, number));
        freed.push_back(part.blob);
    }
    // From here on the upload is spoken for; if the store refuses it comes back.
    bucket->uploads.erase(found);
    auto done = [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), id = bucket->info.id, upload,
                 reply = std::move(reply)](ServiceResult<ObjectInfo> result) {
        if (weak.lock() && !result)
            impl->ensure(id).uploads[upload.id] = upload;
        reply(std::move(result));
    };
    m_impl->commitPut(*bucket, std::move(object), upload.request, "ObjectCreated:CompleteMultipartUpload",
                      std::move(done), std::move(change), std::move(freed));
}

void S3Service::abortUpload(const std::string &reference, const std::string &uploadId, ServiceReply<Done> reply)
{
    auto *bucket = m_impl->find(reference);
    if (!bucket)
        return reply(s3::noSuchBucket());
    const auto found = bucket->uploads.find(uploadId);
    if (found == bucket->uploads.end())
        return reply(noSuchUpload());
    StoreChange change;
    change.remove(bucket->uploadSpace(), uploadId);
    for (const auto &[number, part] : found->second.parts) {
        change.remove(bucket->uploadSpace(), partKey(uploadId, number));
        m_impl->files.release(part.blob);
    }
    bucket->uploads.erase(found);
    m_impl->parts.store.append(std::move(change), [reply = std::move(reply)](Result<void> written) {
        written ? reply(Done{}) : reply(s3::notWritten(written.error()));
    });
}

ServiceResult<std::vector<UploadInfo>> S3Service::uploads(const std::string &reference) const
{
    const auto *bucket = m_impl->find(reference);
    if (!bucket)
        return s3::noSuchBucket();
    std::vector<UploadInfo> all;
    for (const auto &[id, upload] : bucket->uploads)
        all.push_back({id, upload.request.key, upload.initiated});
    return all;
}

ServiceResult<std::vector<PartInfo>> S3Service::parts(const std::string &reference, const std::string &uploadId) const
{
    const auto *bucket = m_impl->find(reference);
    if (!bucket)
        return s3::noSuchBucket();
    const auto upload = bucket->uploads.find(uploadId);
    if (upload == bucket->uploads.end())
        return noSuchUpload();
    std::vector<PartInfo> all;
    for (const auto &[number, part] : upload->second.parts)
        all.push_back(part.info);
    return all;
}

} // namespace lambdarium

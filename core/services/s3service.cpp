// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/s3service.h"

#include "core/engine/factjournal.h"
#include "core/engine/reportlines.h"
#include "core/services/digests.h"
#include "core/services/s3serviceimpl.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

using Json = nlohmann::json;

namespace s3 {

ServiceError noSuchBucket() { return {404, "NoSuchBucket", "The specified bucket does not exist"}; }

ServiceError noSuchKey() { return {404, "NoSuchKey", "The specified key does not exist."}; }

ServiceError notWritten(const Error &error) { return {500, "InternalError", error.message}; }

std::string toJson(const ObjectInfo &object)
{
    return Json{{"etag", object.etag},
                {"size", object.size},
                {"modified", object.modified.time_since_epoch().count()},
                {"type", object.contentType},
                {"headers", object.headers},
                {"metadata", object.metadata},
                {"blob", object.blob}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

ObjectInfo fromJson(const std::string &text)
{
    const Json json = Json::parse(text, nullptr, false);
    ObjectInfo object;
    if (!json.is_object())
        return object;
    object.etag = json.value("etag", "");
    object.size = json.value("size", std::int64_t{0});
    object.modified = Instant{Duration{json.value("modified", std::int64_t{0})}};
    object.contentType = json.value("type", "");
    object.headers = json.value("headers", std::map<std::string, std::string>{});
    object.metadata = json.value("metadata", std::map<std::string, std::string>{});
    object.blob = json.value("blob", "");
    return object;
}

} // namespace s3

S3Service::S3Service(ServiceParts parts, Engine &engine, std::filesystem::path directory)
    : m_impl(std::make_unique<Impl>(parts, engine, std::move(directory)))
{}

S3Service::~S3Service() = default;

Result<void> S3Service::load()
{
    auto saved = m_impl->parts.store.load("buckets");
    if (!saved)
        return saved.error();
    for (const auto &[name, value] : *saved) {
        auto &bucket = m_impl->ensure(name);
        bucket.declared = true;
        bucket.fromTemplate = false;
        const Json json = Json::parse(value, nullptr, false);
        if (json.is_object())
            bucket.info.created = Instant{Duration{json.value("created", std::int64_t{0})}};
    }
    for (const std::string prefix : {"objects/", "uploads/"}) {
        auto spaces = m_impl->parts.store.spaces(prefix);
        if (!spaces)
            return spaces.error();
        for (const auto &space : *spaces)
            m_impl->ensure(space.substr(prefix.size()));
    }
    for (const auto &[id, bucket] : m_impl->buckets) {
        if (auto loaded = m_impl->loadBucket(*bucket); !loaded)
            return loaded;
        if (auto loaded = m_impl->loadUploads(*bucket); !loaded)
            return loaded;
    }
    m_impl->files.sweep();
    return {};
}

Result<void> S3Service::Impl::loadBucket(Bucket &bucket)
{
    auto rows = parts.store.load(bucket.space());
    if (!rows)
        return rows.error();
    for (const auto &[key, value] : *rows) {
        ObjectInfo object = s3::fromJson(value);
        if (object.blob.empty())
            return Error{ErrorCode::Corrupt, "The stored object " + key + " cannot be read."};
        object.key = key;
        object.bucket = bucket.info.id;
        object.bucketName = bucket.info.name;
        files.addReference(object.blob);
        bucket.bytes += object.size;
        bucket.objects[key] = std::move(object);
    }
    return {};
}

S3Service::Impl::Bucket &S3Service::Impl::ensure(const NodeId &id)
{
    auto &bucket = buckets[id];
    if (!bucket) {
        bucket = std::make_unique<Bucket>();
        bucket->info = {id, id, parts.loop.now()};
        bucket->declared = false;
    }
    return *bucket;
}

S3Service::Impl::Bucket *S3Service::Impl::find(std::string_view reference)
{
    if (reference.starts_with("arn:"))
        reference = reference.substr(reference.rfind(':') + 1);
    for (const auto &[id, bucket] : buckets)
        if (bucket->declared && (bucket->info.name == reference || id == reference))
            return bucket.get();
    return nullptr;
}

std::string S3Service::Impl::amzId() { return lines::hex64(prng.next()); }

void S3Service::deploy(const Model &model, const Account &account)
{
    m_impl->account = account;
    for (const auto &[id, bucket] : m_impl->buckets)
        if (bucket->fromTemplate)
            bucket->declared = false;
    for (const auto &declared : model.buckets) {
        auto &bucket = m_impl->ensure(declared.id);
        bucket.declared = bucket.fromTemplate = true;
        bucket.info.name = declared.name;
        for (auto &[key, object] : bucket.objects)
            object.bucketName = declared.name;
    }
    m_impl->notifications.clear();
    for (const Edge &edge : model.edges)
        if (edge.kind == EdgeKind::BucketToFunction)
            m_impl->notifications.push_back(edge);
}

void S3Service::createBucket(std::string name, ServiceReply<BucketInfo> reply)
{
    const bool legal = name.size() >= 3 && name.size() <= 63 && std::ranges::all_of(name, [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
                       });
    if (!legal)
        return reply(ServiceError{400, "InvalidBucketName", "The specified bucket is not valid."});
    if (m_impl->find(name))
        return reply(ServiceError{409, "BucketAlreadyOwnedByYou",
                                  "Your previous request to create the named bucket succeeded and you already own "
                                  "it."});
    StoreChange change;
    const Instant now = m_impl->parts.loop.now();
    change.put("buckets", name, Json{{"created", now.time_since_epoch().count()}}.dump());
    m_impl->parts.store.append(
        std::move(change),
        [weak = std::weak_ptr(m_impl->alive), impl = m_impl.get(), name, now, reply](Result<void> written) {
            if (!weak.lock())
                return;
            if (!written)
                return reply(s3::notWritten(written.error()));
            auto &bucket = impl->ensure(name);
            bucket.declared = true;
            bucket.fromTemplate = false;
            bucket.info = {name, name, now};
            reply(bucket.info);
        });
}

void S3Service::deleteBucket(const std::string &reference, ServiceReply<Done> reply)
{
    auto *bucket = m_impl->find(reference);
    if (!bucket)
        return reply(s3::noSuchBucket());
    if (!bucket->objects.empty())
        return reply(ServiceError{409, "BucketNotEmpty", "The bucket you tried to delete is not empty"});
    if (bucket->fromTemplate)
        return reply(ServiceError{409, "OperationAborted",
                                  "The bucket " + bucket->info.name + " belongs to the template; remove it there."});
    const NodeId id = bucket->info.id;
    StoreChange change;
    change.remove("buckets", id);
    bucket->declared = false;
    m_impl->parts.store.append(std::move(change), [reply](Result<void> written) {
        written ? reply(Done{}) : reply(s3::notWritten(written.error()));
    });
}

ServiceResult<BucketInfo> S3Service::bucket(std::string_view reference) const
{
    const auto *bucket = m_impl->find(reference);
    if (!bucket)
        return s3::noSuchBucket();
    return bucket->info;
}

std::vector<BucketInfo> S3Service::buckets() const
{
    std::vector<BucketInfo> all;
    for (const auto &[id, bucket] : m_impl->buckets)
        if (bucket->declared)
            all.push_back(bucket->info);
    std::ranges::sort(all, {}, &BucketInfo::name);
    return all;
}

ServiceResult<ObjectInfo> S3Service::headObject(const std::string &reference, const std::string &key) const
{
    const auto *bucket = m_impl->find(reference);
    if (!bucket)
        return s3::noSuchBucket();
    const auto found = bucket->objects.find(key);
    if (found == bucket->objects.end())
        return s3::noSuchKey();
    return found->second;
}

ServiceResult<std::string> S3Service::readObject(const ObjectInfo &object, std::int64_t offset,
                                                 std::int64_t length) const
{
    if (offset < 0 || length < 0 || offset + length > object.size)
        return ServiceError{416, "InvalidRange", "The requested range is not satisfiable"};
    auto bytes = m_impl->files.read(object.blob, offset, length);
    if (!bytes)
        return s3::notWritten(bytes.error());
    return std::move(bytes).value();
}

ServiceResult<ObjectListing> S3Service::listObjects(const ListObjectsRequest &request) const
{
    const auto *bucket = m_impl->find(request.bucket);
    if (!bucket)
        return s3::noSuchBucket();
    ObjectListing listing;
    const auto &objects = bucket->objects;
    auto at = objects.lower_bound(std::max(request.prefix, request.after));
    std::size_t count = 0;
    while (at != objects.end() && at->first.starts_with(request.prefix)) {
        if (at->first <= request.after) {
            ++at;
            continue;
        }
        std::string group;
        if (!request.delimiter.empty())
            if (const auto end = at->first.find(request.delimiter, request.prefix.size()); end != std::string::npos)
                group = at->first.substr(0, end + request.delimiter.size());
        const bool alreadyGiven = !group.empty() && request.after.starts_with(group);
        if (!alreadyGiven && count == request.maxKeys) {
            listing.truncated = count > 0;
            break;
        }
        if (group.empty()) {
            listing.objects.push_back(at->second);
            listing.next = at->first;
            ++count;
            ++at;
            continue;
        }
        if (!alreadyGiven) {
            listing.commonPrefixes.push_back(group);
            listing.next = group;
            ++count;
        }
        while (at != objects.end() && at->first.starts_with(group))
            ++at;
    }
    if (!listing.truncated)
        listing.next.clear();
    return listing;
}

std::vector<Edge> S3Service::notifications(const std::string &reference) const
{
    std::vector<Edge> edges;
    if (const auto *bucket = m_impl->find(reference))
        std::ranges::copy_if(m_impl->notifications, std::back_inserter(edges),
                             [&](const Edge &edge) { return edge.from == bucket->info.id; });
    return edges;
}

std::vector<ObjectView> S3Service::objects(const NodeId &reference, const std::string &prefix, std::size_t limit) const
{
    std::vector<ObjectView> views;
    const auto *bucket = m_impl->find(reference);
    if (!bucket)
        return views;
    for (auto at = bucket->objects.lower_bound(prefix);
         at != bucket->objects.end() && views.size() < limit && at->first.starts_with(prefix); ++at)
        views.push_back({at->first, at->second.size, at->second.modified});
    return views;
}

void S3Service::fill(Snapshot &snapshot) const
{
    for (const auto &[id, bucket] : m_impl->buckets)
        if (bucket->declared)
            snapshot.buckets.push_back({id, static_cast<std::int64_t>(bucket->objects.size()), bucket->bytes});
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serviceworld.h"

#include <cstdlib>
#include <stdexcept>

namespace lambdarium {

namespace {

std::filesystem::path temporaryFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "lambdarium-objects-XXXXXX").string();
    if (!mkdtemp(name.data()))
        throw std::runtime_error("no temporary folder");
    return name;
}

template <typename T>
ServiceReply<T> into(std::optional<ServiceResult<T>> &answer)
{
    return [&answer](ServiceResult<T> result) { answer.emplace(std::move(result)); };
}

template <typename T>
T &take(std::optional<ServiceResult<T>> &answer)
{
    if (!answer)
        throw std::runtime_error("no answer");
    if (!*answer)
        throw std::runtime_error(answer->error().code + ": " + answer->error().message);
    return **answer;
}

} // namespace

ServiceWorld::ServiceWorld(EngineOptions options, Duration storeDelay)
    : World(options, storeDelay), m_folder(temporaryFolder())
{
    open();
}

ServiceWorld::~ServiceWorld()
{
    services.reset();
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

void ServiceWorld::open()
{
    services = std::make_unique<Services>(ServiceParts{loop, *store, *journal, options().seed}, *engine, m_folder);
}

void ServiceWorld::comeUp()
{
    open();
    if (const auto loaded = services->load(); !loaded)
        throw std::runtime_error(loaded.error().message);
}

void ServiceWorld::deploy()
{
    World::deploy();
    services->deploy(deployment.model, deployment.account);
}

Queue &ServiceWorld::addQueue(const NodeId &id)
{
    Queue queue;
    queue.id = queue.name = id;
    return deployment.model.queues.emplace_back(std::move(queue));
}

Topic &ServiceWorld::addTopic(const NodeId &id) { return deployment.model.topics.emplace_back(Topic{id, id, {}}); }

Bucket &ServiceWorld::addBucket(const NodeId &id) { return deployment.model.buckets.emplace_back(Bucket{id, id, {}}); }

Schedule &ServiceWorld::addSchedule(const NodeId &function, const std::string &name, const std::string &expression)
{
    Schedule schedule;
    schedule.id = function + "/" + name;
    schedule.function = function;
    schedule.name = name;
    schedule.expression = expression;
    return deployment.model.schedules.emplace_back(std::move(schedule));
}

Edge &ServiceWorld::addEdge(EdgeKind kind, const NodeId &from, const NodeId &to)
{
    Edge edge;
    edge.id = from + ">" + to;
    edge.eventKey = from + "To" + to;
    edge.kind = kind;
    edge.from = from;
    edge.to = to;
    return deployment.model.edges.emplace_back(std::move(edge));
}

std::string ServiceWorld::send(const NodeId &queue, const std::string &body)
{
    std::optional<ServiceResult<SentMessage>> answer;
    SendMessageRequest request;
    request.queue = queue;
    request.body = body;
    services->sqs().send(request, into(answer));
    run(Duration{0});
    return take(answer).messageId;
}

std::vector<ReceivedMessage> ServiceWorld::receive(const NodeId &queue, std::int64_t max,
                                                   std::optional<std::int64_t> visibility)
{
    std::optional<ServiceResult<std::vector<ReceivedMessage>>> answer;
    services->sqs().receive({queue, max, 0, visibility}, into(answer));
    run(Duration{0});
    return take(answer);
}

void ServiceWorld::put(const NodeId &bucket, const std::string &key, const std::string &content)
{
    std::optional<ServiceResult<ObjectInfo>> answer;
    PutObjectRequest request;
    request.bucket = bucket;
    request.key = key;
    request.body = content;
    services->s3().putObject(std::move(request), into(answer));
    run(Duration{0});
    take(answer);
}

void ServiceWorld::publish(const NodeId &topic, const std::string &message, const std::string &subject)
{
    std::optional<ServiceResult<std::string>> answer;
    PublishRequest request;
    request.topic = topic;
    request.message = message;
    request.subject = subject;
    services->sns().publish(std::move(request), into(answer));
    run(Duration{0});
    take(answer);
}

QueueView ServiceWorld::queueView(const NodeId &queue) const
{
    Snapshot snapshot;
    services->fill(snapshot);
    const QueueView *view = snapshot.queue(queue);
    return view ? *view : QueueView{};
}

std::optional<Instant> ServiceWorld::nextFire(const NodeId &schedule) const
{
    Snapshot snapshot;
    services->fill(snapshot);
    for (const ScheduleView &view : snapshot.schedules)
        if (view.id == schedule)
            return view.next;
    return std::nullopt;
}

} // namespace lambdarium

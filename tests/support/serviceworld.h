// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/services.h"
#include "tests/support/world.h"

#include <filesystem>
#include <optional>

namespace lambdarium {

/// A World with queues, topics, buckets and schedules on it. One thread; objects lie in a temporary folder.
class ServiceWorld : public World
{
public:
    explicit ServiceWorld(EngineOptions options = {}, Duration storeDelay = Duration{0});
    ~ServiceWorld() override;

    void deploy() override;
    Queue &addQueue(const NodeId &id);
    Topic &addTopic(const NodeId &id);
    Bucket &addBucket(const NodeId &id);
    Schedule &addSchedule(const NodeId &function, const std::string &name, const std::string &expression);
    Edge &addEdge(EdgeKind kind, const NodeId &from, const NodeId &to);

    /// Each runs the loop until the reply is there.
    std::string send(const NodeId &queue, const std::string &body);
    std::vector<ReceivedMessage> receive(const NodeId &queue, std::int64_t max = 10,
                                         std::optional<std::int64_t> visibility = {});
    void put(const NodeId &bucket, const std::string &key, const std::string &content = "x");
    void publish(const NodeId &topic, const std::string &message, const std::string &subject = {});

    QueueView queueView(const NodeId &queue) const;
    std::optional<Instant> nextFire(const NodeId &schedule) const;

    std::unique_ptr<Services> services;

protected:
    void goDown() override { services.reset(); }
    void comeUp() override;

private:
    void open();
    std::filesystem::path m_folder;
};

} // namespace lambdarium

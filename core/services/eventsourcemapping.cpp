// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/eventsourcemapping.h"

#include "core/engine/engine.h"
#include "core/services/digests.h"
#include "core/services/queuepoller.h"

#include <map>

namespace lambdarium {

class EventSourceMappings::Impl
{
public:
    Impl(ServiceParts parts, Engine &engine, SqsService &sqs) : parts(parts), engine(engine), sqs(sqs) {}

    ServiceParts parts;
    Engine &engine;
    SqsService &sqs;
    bool running = false;
    /// Shared so that a poller removed from the template lives until its batches end.
    std::map<std::string, std::shared_ptr<QueuePoller>> pollers;
    std::vector<std::shared_ptr<QueuePoller>> retired;
};

std::string mappingUuid(const NodeId &queue, const std::string &function)
{
    const std::string hash = md5Hex(queue + ">" + function);
    return hash.substr(0, 8) + "-" + hash.substr(8, 4) + "-" + hash.substr(12, 4) + "-" + hash.substr(16, 4) + "-"
        + hash.substr(20, 12);
}

EventSourceMappings::EventSourceMappings(ServiceParts parts, Engine &engine, SqsService &sqs)
    : m_impl(std::make_unique<Impl>(parts, engine, sqs))
{}

EventSourceMappings::~EventSourceMappings() = default;

void EventSourceMappings::deploy(const Model &model, const Account &)
{
    std::map<std::string, Edge> wanted;
    for (const Edge &edge : model.edges)
        if (edge.kind == EdgeKind::QueueToFunction)
            wanted[edge.from + ">" + edge.to] = edge;
    std::erase_if(m_impl->retired, [](const auto &poller) { return poller->running() == 0; });
    for (auto poller = m_impl->pollers.begin(); poller != m_impl->pollers.end();) {
        if (wanted.contains(poller->first)) {
            ++poller;
            continue;
        }
        poller->second->stop();
        m_impl->retired.push_back(poller->second);
        poller = m_impl->pollers.erase(poller);
    }
    for (const auto &[key, edge] : wanted) {
        auto &poller = m_impl->pollers[key];
        if (!poller) {
            poller = std::make_shared<QueuePoller>(m_impl->parts, m_impl->engine, m_impl->sqs, edge);
        } else if (!(poller->edge() == edge)) {
            poller->stop();
            poller->configure(edge);
        }
        if (m_impl->running && edge.enabled)
            poller->start();
        else if (!edge.enabled)
            poller->stop();
    }
}

void EventSourceMappings::start()
{
    m_impl->running = true;
    for (const auto &[key, poller] : m_impl->pollers)
        if (poller->edge().enabled)
            poller->start();
}

void EventSourceMappings::stop()
{
    m_impl->running = false;
    for (const auto &[key, poller] : m_impl->pollers)
        poller->stop();
}

std::vector<MappingView> EventSourceMappings::mappings() const
{
    std::vector<MappingView> views;
    for (const auto &[key, poller] : m_impl->pollers) {
        const Edge &edge = poller->edge();
        const auto queue = m_impl->sqs.queue(edge.from);
        const Function *function = m_impl->engine.function(edge.to);
        if (!queue || !function)
            continue;
        views.push_back({mappingUuid(edge.from, function->name), edge, queue->arn,
                         m_impl->engine.account().functionArn(function->name, edge.qualifier), edge.enabled});
    }
    return views;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/services.h"

#include "core/engine/engine.h"

namespace lambdarium {

Services::Services(ServiceParts parts, Engine &engine, std::filesystem::path objectDirectory)
    : m_engine(engine), m_sqs(parts), m_sns(parts, engine, m_sqs), m_s3(parts, engine, std::move(objectDirectory)),
      m_schedules(parts, engine), m_mappings(parts, engine, m_sqs), m_iam(parts)
{
    m_engine.setMessageTarget(this);
}

Services::~Services() { m_engine.setMessageTarget(nullptr); }

Result<void> Services::load()
{
    if (auto loaded = m_sqs.load(); !loaded)
        return loaded;
    if (auto loaded = m_sns.load(); !loaded)
        return loaded;
    if (auto loaded = m_iam.load(); !loaded)
        return loaded;
    return m_s3.load();
}

void Services::deploy(const Model &model, const Account &account)
{
    m_sqs.deploy(model, account);
    m_sns.deploy(model, account);
    m_s3.deploy(model, account);
    m_schedules.deploy(model, account);
    m_mappings.deploy(model, account);
}

void Services::startSources()
{
    m_running = true;
    m_engine.grantRun();
    m_schedules.start();
    m_mappings.start();
}

void Services::stopSources()
{
    m_running = false;
    m_schedules.stop();
    m_mappings.stop();
}

void Services::fill(Snapshot &snapshot) const
{
    m_sqs.fill(snapshot);
    m_s3.fill(snapshot);
    m_schedules.fill(snapshot);
    snapshot.sourcesRunning = m_running;
}

Task Services::prepare(const Delivery &delivery, StoreChange &change)
{
    if (m_sqs.queue(delivery.target)) {
        SendMessageRequest request;
        request.queue = delivery.target;
        request.body = delivery.body;
        request.attributes = delivery.attributes;
        request.traceHeader = delivery.traceHeader;
        request.from = delivery.from;
        request.failure = delivery.failure;
        return m_sqs.prepareSend(request, change);
    }
    PublishRequest request;
    request.topic = delivery.target;
    request.message = delivery.body;
    request.attributes = delivery.attributes;
    request.from = delivery.from;
    request.failure = delivery.failure;
    request.traceHeader = delivery.traceHeader;
    return m_sns.preparePublish(request, change);
}

} // namespace lambdarium

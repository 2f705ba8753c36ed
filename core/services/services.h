// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/eventsourcemapping.h"
#include "core/services/functionurl.h"
#include "core/services/iamservice.h"
#include "core/services/s3service.h"
#include "core/services/scheduleservice.h"
#include "core/services/snsservice.h"
#include "core/services/sqsservice.h"

namespace lambdarium {

/// All services and sources, wired to each other and to the engine's destinations. Core thread; owned by the
/// session after the engine. Order of use: load(), deploy(), then anything.
class Services : private MessageTarget
{
public:
    Services(ServiceParts parts, Engine &engine, std::filesystem::path objectDirectory);
    ~Services() override;

    /// Before the first append to the store.
    Result<void> load();
    /// After Engine::deploy with the same model.
    void deploy(const Model &model, const Account &account);
    /// Queue pollers and schedules run; grants running to the engine.
    void startSources();
    void stopSources();
    bool sourcesRunning() const { return m_running; }
    /// Queues, buckets, schedules, sourcesRunning.
    void fill(Snapshot &snapshot) const;

    SqsService &sqs() { return m_sqs; }
    SnsService &sns() { return m_sns; }
    S3Service &s3() { return m_s3; }
    ScheduleService &schedules() { return m_schedules; }
    EventSourceMappings &mappings() { return m_mappings; }
    IamService &iam() { return m_iam; }

private:
    Task prepare(const Delivery &delivery, StoreChange &change) override;

    Engine &m_engine;
    SqsService m_sqs;
    SnsService m_sns;
    S3Service m_s3;
    ScheduleService m_schedules;
    EventSourceMappings m_mappings;
    IamService m_iam;
    bool m_running = false;
};

} // namespace lambdarium

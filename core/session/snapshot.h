// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/session/facts.h"

#include <string>
#include <vector>

/// Current state, latest wins; immutable once published, shared as shared_ptr<const Snapshot>.
namespace lambdarium {

struct EnvironmentView
{
    EnvironmentId id{};
    EnvironmentState state = EnvironmentState::Starting;
    std::int64_t served = 0; ///< invocations finished
    Instant created{};
    std::string requestId; ///< running invocation
};

struct FunctionView
{
    NodeId id;
    std::vector<EnvironmentView> environments; ///< live ones, oldest first
    std::int64_t inUse = 0;                    ///< concurrency charged now (init included)
    std::int64_t queuedEvents = 0;             ///< asynchronous events waiting, retries included
    std::int64_t invocations = 0, errors = 0, throttles = 0, coldStarts = 0;
    std::int64_t memoryMedianMb = 0, memoryPeakMb = 0; ///< Max Memory Used over this session; 0: none yet
    double durationP95Ms = 0;
    bool deployed = false;     ///< code snapshot taken and settings legal
    std::string deployProblem; ///< why not
    std::string url;           ///< http://127.0.0.1:.../lambda-url/<id>/ when it has a function URL
    std::string runtimeNote;   ///< "python3.13 runs on the installed Python 3.11.2"
    int environmentsOnOldCode = 0;
};

struct QueueView
{
    NodeId id;
    std::int64_t visible = 0, inFlight = 0, delayed = 0;
    Duration oldestAge{};
};

struct BucketView
{
    NodeId id;
    std::int64_t objects = 0;
    std::int64_t bytes = 0;
};

struct ScheduleView
{
    NodeId id;
    std::optional<Instant> next; ///< none while sources are stopped or the rule is disabled
};

/// One interpreter or tool found (or not) on the machine.
struct RuntimeView
{
    std::string family;  ///< "Python", "Node.js"
    std::string version; ///< "3.11.2"; empty: missing
    std::string path;
    std::string remedy; ///< what to install when missing
};

struct Snapshot
{
    Instant time{};
    std::uint64_t lastSequence = 0; ///< newest fact contained
    std::vector<FunctionView> functions;
    std::vector<QueueView> queues;
    std::vector<BucketView> buckets;
    std::vector<ScheduleView> schedules;
    std::vector<RuntimeView> runtimes;
    std::int64_t accountLimit = 1000;
    std::int64_t accountInUse = 0;
    std::int64_t unreserved = 1000;
    bool sourcesRunning = false;
    std::uint16_t port = 0; ///< of the endpoint; 0: not listening
    std::string endpointProblem;
    std::string isolationLevel; ///< "3 Metered"
    std::string isolationNote;
    std::uint64_t droppedFacts = 0;

    const FunctionView *function(std::string_view id) const;
    const QueueView *queue(std::string_view id) const;
};

} // namespace lambdarium

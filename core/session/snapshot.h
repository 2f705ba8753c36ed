// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/session/facts.h"

#include <memory>
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
    std::string requestId;                       ///< running invocation
    bool paused = false;                         ///< stopped by the user (FreezeEnvironment), its deadline too
    std::string initType = "on-demand";          ///< "on-demand", "snap-start"
    std::int64_t memoryKb = 0, peakMemoryKb = 0; ///< last measurement; 0: not measured yet
    std::int64_t memoryMb = 0;                   ///< its limit
    Duration cpu{};                              ///< used by all its processes so far
    int isolationLevel = -1;                     ///< -1: unknown
    bool oldCode = false;                        ///< goes when its invocation ends
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
    bool needsBuild = false;   ///< command::Build of this function removes deployProblem
    std::string url;           ///< http://127.0.0.1:.../lambda-url/<id>/ when it has a function URL
    std::string runtimeNote;   ///< "python3.13 runs on the installed Python 3.11.2"
    int environmentsOnOldCode = 0;
    std::vector<std::string>
        overridden; ///< settings where the Lambda API has another word than the template: "Timeout"
    std::shared_ptr<const Function> outside; ///< its settings when the Lambda API made it; null: it is in the template
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

/// One probe of the self-test, or one wall: what was tried from inside an environment and what came of it.
struct IsolationProbe
{
    std::string code;  ///< stable, selects the translated title ("ReadHome", "HostLoopback", "OutliveKill", ...)
    std::string title; ///< English
    enum class Result { Held, Broken, NotTested } result = Result::NotTested;
    std::string detail; ///< "open(/root/.ssh): No such file or directory"
};

/// "Isolation of this machine" (isolation.md A.5). Immutable.
struct IsolationReport
{
    int level = 0;      ///< 4 Enforced, 3 Metered, 2 File-guarded, 1 Unprotected, 0 Simulation only
    std::string name;   ///< "Metered"
    std::string remedy; ///< how to reach the next level; empty at 4
    Instant tested{};
    std::vector<IsolationProbe> walls;  ///< user namespace, Landlock ABI, seccomp, cgroup, ...: engaged or not
    std::vector<IsolationProbe> probes; ///< the live self-test, 12 probes
};

/// Progress of one build step (CMake, cargo, go, mvn, pip, npm).
struct BuildView
{
    NodeId id; ///< function or layer
    enum class State { Waiting, Running, Succeeded, Failed, Cancelled } state = State::Waiting;
    std::string step; ///< "pip install -r requirements.txt"
    Instant started{};
    Duration duration{};
    std::string problem; ///< last line of the failure
};

/// What the user allows a workspace (security.md B.3). Kept in the user's configuration, never in the project.
enum class Trust {
    Restricted, ///< nothing of it runs
    Isolated,   ///< runs behind the walls; no network beyond the local endpoint ("Run isolated")
    Trusted,    ///< as Isolated, and the template's network settings and builds with downloads hold
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
    std::shared_ptr<const IsolationReport> isolation; ///< null until the self-test ended
    std::vector<BuildView> builds;                    ///< of this session, newest state per function or layer
    Trust trust = Trust::Isolated;
    bool unprotectedAllowed = false; ///< the user typed that this project may run at isolation level 1
    bool strictColdStart = false;    ///< every environment executes its interpreter
    bool simulatedColdStart = false; ///< cold starts are lengthened as in the cloud
    std::int64_t environmentsMax = 0, memoryBudgetMb = 0; ///< what this machine can hold
    std::int64_t environmentsLive = 0, memoryReservedMb = 0;
    std::uint64_t droppedFacts = 0;

    const FunctionView *function(std::string_view id) const;
    const QueueView *queue(std::string_view id) const;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/prng.h"
#include "core/base/result.h"
#include "core/engine/store.h"
#include "core/loop/eventloop.h"
#include "core/model/limits.h"
#include "core/model/model.h"
#include "core/session/session.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

class FactJournal;
class MessageTarget;
class Releases;
class ResponseStream;
class Sandbox;

/// The zip that a function's code makes, as AWS describes it (configuration-and-limits.md 3).
struct CodePackage
{
    std::string sha256;     ///< CodeSha256: base64 of the SHA-256 of its bytes; empty: unknown
    std::int64_t bytes = 0; ///< CodeSize
    bool operator==(const CodePackage &) const = default;
};

/// The frozen code of one function: what its environments mount.
struct CodeSnapshot
{
    std::string directory;              ///< absolute, content-addressed
    std::vector<std::string> layers;    ///< absolute directories, later wins
    std::string problem;                ///< why there is none ("src/x does not exist"); directory is empty then
    std::int64_t bytes = 0;             ///< code and layers, unzipped
    bool needsBuild = false;            ///< the problem goes away with a build (command::Build)
    std::optional<CodePackage> package; ///< the zip that it came from; nothing: whoever asks measures one
    bool operator==(const CodeSnapshot &) const = default;
};

/// Everything deploy() needs: the resolved template, with the network settings that are granted, and a code snapshot
/// per function.
struct Deployment
{
    Model model;
    Account account;
    LimitsProfile limits;
    std::map<NodeId, CodeSnapshot> code;
};

struct EngineOptions
{
    std::int64_t environmentsMax = 250; ///< live processes on this machine; more invocations wait, none is refused
    std::int64_t memoryBudgetMb = 0;    ///< sum of MemorySize of live environments; 0: no budget
    /// Asked before each start instead, since a machine's free memory changes. Same unit; may be empty.
    std::function<std::int64_t()> memoryBudget{};
    std::size_t initsAtOnce = 0; ///< environments that load their code at the same time (initpace.h); 0: any number
    Duration idleReap = std::chrono::seconds{600};
    Duration initLimit = std::chrono::seconds{10};          ///< of INIT on demand
    Duration snapshotInitLimit = std::chrono::seconds{130}; ///< of INIT before a snapshot, unless the timeout is longer
    Duration restoreLimit = std::chrono::seconds{10};       ///< of a restore with its hooks
    std::uint64_t seed = 1;                                 ///< request ids, log streams, trace ids
    std::string codeRoot{}; ///< where code snapshots are, for versions that outlive a move of the workspace
};

struct InvokeRequest
{
    std::string function; ///< logical id, name, name:qualifier, partial or full ARN
    std::string payload;  ///< empty: {}
    InvocationType type = InvocationType::RequestResponse;
    std::string qualifier;
    std::string clientContext; ///< decoded JSON
    std::string traceId;       ///< incoming X-Amzn-Trace-Id; empty: made
    std::string lineage;       ///< field of a trace header: the chain of what caused it, where that is no traceId
    bool tail = false;         ///< fill InvokeOutcome::logTail
    NodeId source;             ///< node that causes it (queue, schedule, URL, calling function); empty: Run or API
    std::string requestId;     ///< empty: drawn
    /// A caller that takes the response in pieces. When begun() at the reply, a success came through it whole and
    /// InvokeOutcome::payload is only its beginning.
    std::shared_ptr<ResponseStream> stream;
};

/// One event for a function's asynchronous queue.
struct AsyncEvent
{
    NodeId function;
    std::string requestId;
    std::string payload;
    std::string clientContext;
    std::string traceId;
    NodeId source;
    std::string qualifier{}; ///< version or alias as the caller wrote it; empty: none
};

/// Admission, environments, invocation and the asynchronous queue behind one face. Core thread only; owned by the
/// session after loop, store, sandbox and journal, all of which outlive it.
///
/// Deterministic: time and order come from the loop, chance from the seed.
class Engine
{
public:
    /// Called once per invoke on the core thread, never from inside invoke().
    using Reply = std::function<void(InvokeOutcome)>;
    using Recorder = std::function<void(const InvocationRecord &)>;
    struct Parts
    {
        EventLoop &loop;
        Sandbox &sandbox;
        Store &store;
        FactJournal &facts;
    };

    explicit Engine(Parts parts, EngineOptions options = {});
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    /// Queues and topics behind destinations; set before the first deploy. Must outlive the engine or be reset.
    void setMessageTarget(MessageTarget *target);
    /// Hears of every finished invocation with its event and response (history).
    void setRecorder(Recorder recorder);
    /// Reads the asynchronous queue back. Once, before the first append to the store. Nothing runs yet.
    Result<void> load();
    /// Takes the new state: what changed is replaced (idle environments at once, busy ones when they finish),
    /// what is gone is drained.
    void deploy(Deployment deployment);

    /// Invoke as the API defines it; refusals (400, 404, 413, 429, ...) come as InvokeOutcome with status >= 400.
    /// For Event the reply comes once the event is durable. Grants running.
    void invoke(InvokeRequest request, Reply reply);
    /// Lets reloaded asynchronous events run. Called by StartSources and by any invoke.
    void grantRun();
    bool runGranted() const;
    /// While why is not empty, no invocation is taken (403 AccessDeniedException with it) and no grant counts: the
    /// workspace is restricted. Empty: allowed.
    void restrict(std::string why);

    /// Makes an asynchronous event durable as part of a change that the caller appends; run the returned task
    /// once that change is on disk. Empty when the function does not exist or the payload is no event.
    Task prepareEvent(AsyncEvent event, StoreChange &change);

    /// Resolves id, name or ARN; nullptr when unknown.
    const Function *function(std::string_view reference) const;
    /// Versions and aliases.
    Releases &releases();
    const Account &account() const;
    const LimitsProfile &limits() const;
    /// Why the function (or with "name:3" that version) cannot run here; empty when it can.
    std::string deployProblem(std::string_view function) const;
    /// A new request id from the engine's stream, for callers that must know it beforehand.
    std::string makeRequestId();

    /// Kills one environment; its invocation ends as a crash. False when there is none.
    bool killEnvironment(EnvironmentId id);
    /// The user's hand on one environment (environmentcontrol.h). NotFound; Conflict when it is so already.
    Result<void> freezeEnvironment(EnvironmentId id);
    Result<void> thawEnvironment(EnvironmentId id);
    Result<void> recycleEnvironment(EnvironmentId id);
    /// Its view and function, with what the sandbox measures; NotFound when it is not alive.
    void inspectEnvironment(EnvironmentId id, std::function<void(Result<EnvironmentDetail>)> reply) const;
    /// Cold starts from now on wait as the cloud's do (coldstartmodel.h).
    void simulateColdStarts(bool simulated);
    bool simulatesColdStarts() const;
    /// Ends running invocations and environments; events keep waiting until the next grant.
    void stopEverything();
    /// Adds functions, concurrency and time to the snapshot.
    void fill(Snapshot &snapshot) const;

    /// For tests and shutdown: environments not yet gone, invocations running or waiting, events queued.
    std::size_t liveEnvironments() const;
    std::size_t runningInvocations() const;
    std::size_t queuedEvents() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace lambdarium

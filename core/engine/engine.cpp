// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/asyncqueue.h"
#include "core/engine/environmentcontrol.h"
#include "core/engine/factjournal.h"
#include "core/engine/functionreference.h"
#include "core/engine/jsonfault.h"
#include "core/engine/refusals.h"
#include "core/engine/releases.h"
#include "core/engine/sandbox.h"
#include "core/engine/scheduler.h"

#include <algorithm>

namespace lambdarium {

class Engine::Impl
{
public:
    Impl(Parts parts, const EngineOptions &options)
        : parts(parts), prng(Prng(options.seed).derive(3)),
          scheduler({parts.loop, parts.sandbox, parts.facts, functions}, options),
          control(functions, parts.facts, scheduler),
          releases({parts.loop, parts.store, account,
                    [this](const std::string &name) -> std::optional<Releases::Latest> {
                        if (const FunctionState *state = find(name))
                            return Releases::Latest{state->config(), state->code()};
                        return std::nullopt;
                    },
                    [this](const std::string &name) {
                        if (FunctionState *state = find(name)) {
                            configureVersions(*state);
                            configureConcurrency();
                        }
                    }},
                   options.seed, options.codeRoot),
          events({parts.loop, parts.store, parts.facts, functions, scheduler, account,
                  [this](FunctionState &latest, const std::string &qualifier) { return route(latest, qualifier); },
                  [this](const FunctionState &latest, const NodeId &source) { return aliasOf(latest, source); },
                  [this](const FunctionState &latest, const std::string &qualifier) {
                      return releases.asyncSettings(latest.config(), qualifier).value_or(AsyncSettings{});
                  },
                  [this](const FunctionState &state) { // no part of a version
                      const FunctionState *latest = find(state.config().name);
                      return releases.recursiveLoop((latest ? *latest : state).config());
                  }},
                 options.seed)
    {}

    void deploy(Deployment deployment);
    void invoke(InvokeRequest request, Reply reply);
    FunctionState *find(std::string_view idOrName) const;
    /// What an invocation with this qualifier runs; nullptr: there is no such version or alias.
    FunctionState *route(FunctionState &latest, const std::string &qualifier);

    Parts parts;
    Prng prng;
    Account account;
    LimitsProfile limits;
    std::string restriction; ///< why nothing runs; empty: it may
    FunctionMap functions;
    Scheduler scheduler;
    EnvironmentControl control;
    Releases releases;
    AsyncQueue events;
    bool snapshotsGranted = false; ///< those of the deployed functions were asked for

private:
    using Refusal = std::optional<InvokeOutcome>;
    /// Sets function, or says why there is none that this request may run.
    Refusal resolve(InvokeRequest &request, FunctionState *&function, std::string &invokedArn);
    /// Brings the states of a function's versions in line with what is published.
    void configureVersions(FunctionState &latest);
    void configureConcurrency();
    /// SAM lets events go to the alias that the template publishes (versions-aliases-deploy.md 6): what comes from a
    /// source and names no qualifier gets it. Empty: none.
    std::string aliasOf(const FunctionState &latest, const NodeId &source) const;
    Refusal checkPayload(InvokeRequest &request) const;
    void runNow(InvokeRequest request, FunctionState &function, std::string invokedArn, Reply reply);
    void runLater(InvokeRequest request, const FunctionState &function, Reply reply);
    void answer(InvokeOutcome outcome, const std::string &requestId, Reply reply);
};

FunctionState *Engine::Impl::find(std::string_view idOrName) const
{
    if (const auto byId = functions.find(idOrName); byId != functions.end() && byId->second->deployed())
        return byId->second.get();
    for (const auto &[id, function] : functions)
        if (function->deployed() && function->isLatest() && function->config().name == idOrName)
            return function.get();
    return nullptr;
}

void Engine::Impl::deploy(Deployment deployment)
{
    account = deployment.account;
    limits = deployment.limits;
    scheduler.log().configure(limits);
    for (const Function &function : deployment.model.functions) {
        auto &state = functions[function.id];
        if (!state)
            state = std::make_unique<FunctionState>(function.id);
        const bool changed = state->configure(function, deployment.code[function.id], account,
                                              parts.sandbox.runtimeNote(function.runtime));
        if (changed)
            scheduler.retire(*state, "code changed");
    }
    for (auto &[id, state] : functions)
        if (!deployment.model.function(state->id()) && state->deployed()) {
            state->remove();
            scheduler.retire(*state, "function deleted");
        }
    for (const Function &function : deployment.model.functions) {
        configureVersions(*functions[function.id]);
        if (!function.autoPublishAlias.empty())
            releases.autoPublish(function.name, function.autoPublishAlias, function.autoPublishAllProperties);
    }
    configureConcurrency();
    if (events.granted())
        scheduler.prepareSnapshots();
}

void Engine::Impl::configureConcurrency()
{
    std::map<NodeId, std::int64_t> reserved;
    for (const auto &[id, state] : functions)
        if (state->deployed() && state->isLatest())
            if (const auto count = releases.reserved(state->config()))
                reserved[id] = *count;
    scheduler.concurrency().configure(limits.accountConcurrency, std::move(reserved));
}

void Engine::Impl::configureVersions(FunctionState &latest)
{
    const std::string name = latest.config().name;
    const FunctionReleases &released = releases.of(name);
    for (auto at = functions.lower_bound(latest.id() + ":"); at != functions.end(); ++at) {
        if (!at->first.starts_with(latest.id() + ":"))
            break;
        FunctionState &version = *at->second;
        if (!version.deployed() || (latest.deployed() && releases.version(name, version.version())))
            continue;
        version.remove();
        scheduler.retire(version, "version deleted");
    }
    for (const auto &[number, version] : released.versions) {
        const std::string text = std::to_string(number);
        auto &state = functions[latest.id() + ":" + text];
        if (!state)
            state = std::make_unique<FunctionState>(latest, text);
        Function function = version.function;
        function.id = latest.id();
        function.network = latest.config().network; // what is granted today, not on the day it was published
        if (state->configure(function, version.code, account, parts.sandbox.runtimeNote(function.runtime)))
            scheduler.retire(*state, "settings changed");
        const bool named = std::ranges::any_of(released.aliases, [&text](const auto &entry) {
            return entry.second.version == text || entry.second.otherVersion == text;
        });
        if (state->prepareAhead(named) && !named && state->spec().snapStart)
            scheduler.retire(*state, "no alias names this version");
    }
    if (events.granted())
        scheduler.prepareSnapshots();
}

FunctionState *Engine::Impl::route(FunctionState &latest, const std::string &qualifier)
{
    const std::string version = releases.route(latest.config().name, qualifier);
    if (version == "$LATEST")
        return &latest;
    const auto found = version.empty() ? functions.end() : functions.find(latest.id() + ":" + version);
    return found == functions.end() || !found->second->deployed() ? nullptr : found->second.get();
}

std::string Engine::Impl::aliasOf(const FunctionState &latest, const NodeId &source) const
{
    const std::string &alias = latest.config().autoPublishAlias;
    if (alias.empty() || source.empty() || functions.contains(source))
        return {};
    // Until the first version is on disk there is no alias, and $LATEST is the same code.
    return releases.alias(latest.config().name, alias) ? alias : std::string();
}

Engine::Impl::Refusal Engine::Impl::resolve(InvokeRequest &request, FunctionState *&function, std::string &invokedArn)
{
    const auto reference = FunctionReference::parse(request.function);
    if (!reference.qualifier.empty() && !request.qualifier.empty() && reference.qualifier != request.qualifier)
        return refusals::qualifierMismatch();
    if (!reference.region.empty() && reference.region != account.region)
        return refusals::wrongRegion(reference.region, account.region);
    if (request.qualifier.empty())
        request.qualifier = reference.qualifier;
    FunctionState *latest = find(reference.name);
    if (latest && request.qualifier.empty())
        request.qualifier = aliasOf(*latest, request.source);
    function = latest ? route(*latest, request.qualifier) : nullptr;
    const std::string name = latest ? latest->config().name : reference.name;
    if (!function)
        return refusals::notFound(account.functionArn(name, request.qualifier.empty() ? "$LATEST" : request.qualifier));
    invokedArn = account.functionArn(name, request.qualifier);
    return std::nullopt;
}

Engine::Impl::Refusal Engine::Impl::checkPayload(InvokeRequest &request) const
{
    const std::int64_t limit = request.type == InvocationType::Event ? limits.asyncPayloadBytes
                                                                     : limits.syncPayloadBytes;
    if (std::cmp_greater(request.payload.size(), limit))
        return refusals::tooLarge(limit);
    if (request.payload.empty())
        request.payload = "{}";
    else if (const auto fault = jsonFault(request.payload))
        return refusals::invalidJson(*fault);
    return std::nullopt;
}

void Engine::Impl::invoke(InvokeRequest request, Reply reply)
{
    if (request.requestId.empty())
        request.requestId = makeUuid(prng);
    FunctionState *function = nullptr;
    std::string invokedArn;
    if (auto refusal = resolve(request, function, invokedArn))
        return answer(std::move(*refusal), request.requestId, std::move(reply));
    if (auto refusal = checkPayload(request))
        return answer(std::move(*refusal), request.requestId, std::move(reply));
    if (request.type == InvocationType::DryRun) {
        InvokeOutcome outcome;
        outcome.status = 204;
        return answer(std::move(outcome), request.requestId, std::move(reply));
    }
    if (!restriction.empty())
        return answer(refusals::restricted(restriction), request.requestId, std::move(reply));
    events.grant();
    if (!request.lineage.empty())
        request.traceId += (request.traceId.empty() ? "Lineage=" : ";Lineage=") + request.lineage;
    if (events.endlessLoop(*function, request.traceId))
        return answer(refusals::recursive(), request.requestId, std::move(reply));
    if (request.type == InvocationType::Event)
        return runLater(std::move(request), *function, std::move(reply));
    if (!function->problem().empty())
        return answer(refusals::notDeployed(function->problem()), request.requestId, std::move(reply));
    runNow(std::move(request), *function, std::move(invokedArn), std::move(reply));
}

void Engine::Impl::runNow(InvokeRequest request, FunctionState &function, std::string invokedArn, Reply reply)
{
    auto invocation = std::make_unique<Invocation>();
    invocation->requestId = request.requestId;
    invocation->function = &function;
    invocation->payload = std::move(request.payload);
    invocation->clientContext = std::move(request.clientContext);
    invocation->traceId = events.traceFor(function, std::move(request.traceId));
    invocation->invokedArn = std::move(invokedArn);
    invocation->source = request.source;
    invocation->tail = request.tail;
    invocation->stream = std::move(request.stream);
    // The reply's movement belongs to the same wire as the call; queue pollers report their own batches.
    const bool isCall = request.source == functionUrlNode(function.id()) || functions.contains(request.source);
    invocation->done = [this, reply, isCall, source = request.source, id = function.id()](InvocationEnd end) {
        if (isCall)
            parts.facts.publish(fact::Moved{id, source, MovementKind::Returned, end.outcome.requestId, 1});
        reply(std::move(end.outcome));
    };
    if (const auto refusal = scheduler.admit(std::move(invocation)))
        return answer(refusals::throttled(*refusal), request.requestId, std::move(reply));
    if (isCall)
        parts.facts.publish(fact::Moved{request.source, function.id(), MovementKind::Call, request.requestId, 1});
}

void Engine::Impl::runLater(InvokeRequest request, const FunctionState &function, Reply reply)
{
    StoreChange change;
    Task enqueue = events.prepare({function.id(), request.requestId, std::move(request.payload),
                                   std::move(request.clientContext), std::move(request.traceId), request.source,
                                   request.qualifier},
                                  change);
    parts.store.append(
        std::move(change),
        [enqueue = std::move(enqueue), reply = std::move(reply), id = request.requestId](Result<void> written) {
            InvokeOutcome outcome;
            if (written) {
                enqueue();
                outcome.status = 202;
            } else {
                outcome = refusals::serviceError(written.error().message);
            }
            outcome.requestId = id;
            reply(std::move(outcome));
        });
}

void Engine::Impl::answer(InvokeOutcome outcome, const std::string &requestId, Reply reply)
{
    outcome.requestId = requestId;
    parts.loop.post([outcome = std::move(outcome), reply = std::move(reply)] { reply(outcome); });
}

Engine::Engine(Parts parts, EngineOptions options) : m_impl(std::make_unique<Impl>(parts, options)) {}

Engine::~Engine() = default;

void Engine::setMessageTarget(MessageTarget *target) { m_impl->events.setMessageTarget(target); }

void Engine::setRecorder(Recorder recorder) { m_impl->scheduler.log().setRecorder(std::move(recorder)); }

Result<void> Engine::load()
{
    if (auto loaded = m_impl->releases.load(); !loaded)
        return loaded;
    return m_impl->events.load();
}

void Engine::deploy(Deployment deployment) { m_impl->deploy(std::move(deployment)); }

void Engine::invoke(InvokeRequest request, Reply reply) { m_impl->invoke(std::move(request), std::move(reply)); }

void Engine::grantRun()
{
    if (!m_impl->restriction.empty())
        return;
    if (std::exchange(m_impl->snapshotsGranted, true))
        return m_impl->events.grant();
    m_impl->events.grant();
    m_impl->scheduler.prepareSnapshots();
}

void Engine::restrict(std::string why)
{
    m_impl->restriction = std::move(why);
    if (!m_impl->restriction.empty())
        m_impl->events.hold();
}

bool Engine::runGranted() const { return m_impl->events.granted(); }

Task Engine::prepareEvent(AsyncEvent event, StoreChange &change)
{
    return m_impl->events.prepare(std::move(event), change);
}

const Function *Engine::function(std::string_view reference) const
{
    const FunctionState *state = m_impl->find(FunctionReference::parse(reference).name);
    return state ? &state->config() : nullptr;
}

Releases &Engine::releases() { return m_impl->releases; }

const Account &Engine::account() const { return m_impl->account; }

const LimitsProfile &Engine::limits() const { return m_impl->limits; }

std::string Engine::deployProblem(std::string_view function) const
{
    const FunctionState *state = m_impl->find(function);
    return state ? state->problem() : std::string();
}

std::string Engine::makeRequestId() { return makeUuid(m_impl->prng); }

bool Engine::killEnvironment(EnvironmentId id) { return m_impl->scheduler.kill(id); }

Result<void> Engine::freezeEnvironment(EnvironmentId id) { return m_impl->control.freeze(id); }

Result<void> Engine::thawEnvironment(EnvironmentId id) { return m_impl->control.thaw(id); }

Result<void> Engine::recycleEnvironment(EnvironmentId id) { return m_impl->control.recycle(id); }

void Engine::inspectEnvironment(EnvironmentId id, std::function<void(Result<EnvironmentDetail>)> reply) const
{
    m_impl->control.inspect(id, std::move(reply));
}

void Engine::simulateColdStarts(bool simulated) { m_impl->scheduler.simulateColdStarts(simulated); }

bool Engine::simulatesColdStarts() const { return m_impl->scheduler.simulatesColdStarts(); }

void Engine::stopEverything()
{
    m_impl->events.hold();
    m_impl->snapshotsGranted = false;
    m_impl->scheduler.stopEverything();
}

void Engine::fill(Snapshot &snapshot) const
{
    const ConcurrencyPool &concurrency = m_impl->scheduler.concurrency();
    for (const auto &[id, state] : m_impl->functions) {
        if (!state->deployed() || !state->isLatest())
            continue;
        snapshot.functions.push_back(state->view());
        snapshot.functions.back().inUse = concurrency.inUse(id);
        snapshot.functions.back().queuedEvents = m_impl->events.queuedFor(id);
    }
    for (const auto &[id, state] : m_impl->functions) {
        const auto view = std::ranges::find(snapshot.functions, state->id(), &FunctionView::id);
        if (!state->isLatest() && view != snapshot.functions.end())
            state->addEnvironments(*view);
    }
    m_impl->scheduler.fill(snapshot);
    snapshot.simulatedColdStart = m_impl->scheduler.simulatesColdStarts();
    snapshot.accountLimit = concurrency.accountLimit();
    snapshot.accountInUse = concurrency.accountInUse();
    snapshot.unreserved = concurrency.unreserved();
    snapshot.time = m_impl->parts.loop.now();
    snapshot.lastSequence = m_impl->parts.facts.lastSequence();
}

std::size_t Engine::liveEnvironments() const { return m_impl->scheduler.liveEnvironments(); }

std::size_t Engine::runningInvocations() const { return m_impl->scheduler.running(); }

std::size_t Engine::queuedEvents() const { return m_impl->events.size(); }

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/world.h"

#include <stdexcept>

namespace lambdarium {

Instant scenarioStart() { return Instant{std::chrono::seconds{1741064767}}; }

Task Inbox::prepare(const Delivery &delivery, StoreChange &change)
{
    if (!targets.contains(delivery.target))
        return {};
    change.put("inbox/" + delivery.target, delivery.requestId + "/" + std::to_string(m_next++), delivery.body);
    return [this, delivery] { deliveries.push_back(delivery); };
}

World::World(EngineOptions options, Duration storeDelay)
    : loop(scenarioStart()), store(std::make_unique<MemoryStore>(loop, storeDelay)), m_options(options),
      m_storeDelay(storeDelay)
{
    build();
}

World::~World() { engine.reset(); }

void World::build()
{
    sandbox = sandbox ? std::move(sandbox) : std::make_unique<FakeSandbox>(loop);
    journal = std::make_unique<FactJournal>(loop);
    journal->listen([this](const Fact &fact) { facts.push_back(fact); });
    engine = std::make_unique<Engine>(Engine::Parts{loop, *sandbox, *store, *journal}, m_options);
    engine->setMessageTarget(&inbox);
}

Function &World::add(const NodeId &id, const std::string &code)
{
    Function function;
    function.id = id;
    function.name = id;
    function.runtime = "python3.13";
    function.handler = "app.handler";
    deployment.code[id] = {"/snapshots/" + code, {}, {}};
    deployment.model.functions.push_back(function);
    return deployment.model.functions.back();
}

void World::deploy() { engine->deploy(deployment); }

std::string World::send(const std::string &function, std::string payload, InvocationType type)
{
    InvokeRequest request;
    request.function = function;
    request.payload = std::move(payload);
    request.type = type;
    request.requestId = engine->makeRequestId();
    request.tail = type == InvocationType::RequestResponse;
    const std::string id = request.requestId;
    engine->invoke(std::move(request), [this, id](InvokeOutcome outcome) { outcomes[id] = std::move(outcome); });
    return id;
}

std::string World::invoke(const std::string &function, std::string payload)
{
    return send(function, std::move(payload), InvocationType::RequestResponse);
}

std::string World::invokeLater(const std::string &function, std::string payload)
{
    return send(function, std::move(payload), InvocationType::Event);
}

void World::crash(std::size_t survivors)
{
    store->crash(survivors);
    goDown();
    engine.reset();
    auto fresh = std::make_unique<MemoryStore>(loop, m_storeDelay);
    fresh->restore(store->rows());
    store = std::move(fresh);
    ++m_options.seed; // ids of the next start must not repeat
    build();
    if (const auto loaded = engine->load(); !loaded)
        throw std::runtime_error(loaded.error().message);
    comeUp();
    deploy();
}

std::vector<std::string> World::trace(const std::vector<std::string> &words) const
{
    return Trace(scenarioStart()).lines(facts, words);
}

std::string World::traceText(const std::vector<std::string> &words) const
{
    std::string text;
    for (const std::string &line : trace(words))
        text += line + "\n";
    return text;
}

std::vector<std::string> World::log(const std::string &requestId) const
{
    std::vector<std::string> lines;
    for (const auto &line : all<fact::LogWritten>())
        if (line.requestId == requestId)
            lines.push_back(line.text);
    return lines;
}

} // namespace lambdarium

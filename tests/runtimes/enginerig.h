// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtimerunner.h"
#include "testpaths.h"

#include "core/engine/engine.h"
#include "core/engine/factjournal.h"
#include "core/local/truststore.h"
#include "core/store/memorystore.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

/// The engine over real processes, with one function "fn" whose log is kept. One thread.
class EngineRig
{
public:
    explicit EngineRig(EngineOptions options = {}, RuntimeSandboxOptions runtimes = {})
    {
        spawner = std::move(SpawnerClient::start(clock, LAMBDARIUM_BIN_DIR "/lambdarium-spawner")).value();
        spawner->allow(TrustStore::grant(Trust::Isolated));
        sandbox = std::move(RuntimeSandbox::create(clock, *spawner, std::move(runtimes))).value();
        sandbox->setIsolation(2, {}); // as a self-test would, before which nothing runs where namespaces are refused
        facts.listen([this](const Fact &fact) {
            if (const auto *line = std::get_if<fact::LogWritten>(&fact.body))
                lines.push_back(*line);
        });
        engine = std::make_unique<Engine>(Engine::Parts{loop, *sandbox, store, facts}, options);
        function.id = function.name = "fn";
        function.memoryMb = 256;
        function.timeoutSeconds = 1;
    }
    ~EngineRig() { end(); }
    EngineRig(const EngineRig &) = delete;
    EngineRig &operator=(const EngineRig &) = delete;

    void deploy(const std::string &runtime, const std::string &handler)
    {
        function.runtime = runtime;
        function.handler = handler;
        Deployment deployment;
        deployment.model.functions = {function};
        deployment.code["fn"] = {.directory = code.path()};
        engine->deploy(deployment);
    }
    InvokeOutcome invoke(const std::string &payload = "{}")
    {
        std::optional<InvokeOutcome> outcome;
        engine->invoke({.function = "fn", .payload = payload},
                       [&](InvokeOutcome ended) { outcome = std::move(ended); });
        clock.runFor(std::chrono::seconds(60), [&] { return outcome.has_value(); });
        return outcome.value_or(InvokeOutcome{.status = 599, .payload = "no reply"});
    }
    /// Everything stopped; true when no box is left.
    bool end()
    {
        if (!engine)
            return true;
        engine->stopEverything();
        clock.runFor(std::chrono::seconds(20),
                     [this] { return engine->liveEnvironments() == 0 && spawner->liveBoxes() == 0; });
        const bool clean = engine->liveEnvironments() == 0 && spawner->liveBoxes() == 0;
        engine.reset();
        sandbox.reset();
        return clean;
    }
    /// Lines of one request, of init when it is empty.
    std::string log(const std::string &requestId) const
    {
        std::string text;
        for (const fact::LogWritten &line : lines) {
            if (line.requestId == requestId)
                text += line.text + "\n";
        }
        return text;
    }

    EventLoop loop;
    WallClock clock{loop};
    MemoryStore store{loop};
    FactJournal facts{loop};
    std::unique_ptr<SpawnerClient> spawner;
    std::unique_ptr<RuntimeSandbox> sandbox;
    std::unique_ptr<Engine> engine;
    CodeFolder code;
    Function function;
    std::vector<fact::LogWritten> lines;
};

} // namespace lambdarium

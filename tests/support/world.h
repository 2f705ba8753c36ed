// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/engine/factjournal.h"
#include "core/engine/messagetarget.h"
#include "core/loop/virtualclock.h"
#include "core/store/memorystore.h"
#include "tests/support/fakesandbox.h"
#include "tests/support/trace.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace lambdarium {

/// A queue or topic that keeps what it gets, in the store as the real ones do: space "inbox/<target>".
class Inbox : public MessageTarget
{
public:
    Task prepare(const Delivery &delivery, StoreChange &change) override;

    std::set<NodeId> targets;         ///< everything else does not exist
    std::vector<Delivery> deliveries; ///< become visible when durable

private:
    std::uint64_t m_next = 0;
};

/// The engine on a virtual clock with a store in memory and a sandbox of modelled durations. One thread.
class World
{
public:
    explicit World(EngineOptions options = {}, Duration storeDelay = Duration{0});
    virtual ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    /// A function with defaults (python3.13, 128 MB, 3 s) whose code is `code`.
    Function &add(const NodeId &id, const std::string &code = "code-1");
    /// Deploys the model as it now is.
    virtual void deploy();
    /// Synchronous invoke; the outcome appears in outcomes[id] when it ends. Returns the request id.
    std::string invoke(const std::string &function, std::string payload = "{}");
    std::string invokeLater(const std::string &function, std::string payload = "{}");
    void run(Duration duration) { clock.runFor(duration); }
    /// Power cut: the engine and its environments are gone, what the store had stays; then a new engine over it.
    void crash(std::size_t survivors = 0);

    std::vector<std::string> trace(const std::vector<std::string> &words = {}) const;
    std::string traceText(const std::vector<std::string> &words = {}) const;
    /// Texts of the platform's and the function's log lines of one request; empty id: of init.
    std::vector<std::string> log(const std::string &requestId) const;
    template <typename Body>
    std::vector<Body> all() const
    {
        std::vector<Body> found;
        for (const Fact &fact : facts)
            if (const auto *body = std::get_if<Body>(&fact.body))
                found.push_back(*body);
        return found;
    }

    EventLoop loop;
    VirtualClock clock{loop};
    Deployment deployment;
    std::vector<Fact> facts;
    std::map<std::string, InvokeOutcome> outcomes; ///< by request id
    Inbox inbox;
    std::unique_ptr<MemoryStore> store;
    std::unique_ptr<FakeSandbox> sandbox;
    std::unique_ptr<FactJournal> journal;
    std::unique_ptr<Engine> engine;

protected:
    /// What is built on the engine goes before it and comes back before the model is deployed again.
    virtual void goDown() {}
    virtual void comeUp() {}
    const EngineOptions &options() const { return m_options; }

private:
    std::string send(const std::string &function, std::string payload, InvocationType type);
    void build();

    EngineOptions m_options;
    Duration m_storeDelay;
};

/// 2025-03-04T05:06:07Z, where scenarios start.
Instant scenarioStart();

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demofacts.h"

#include "core/base/prng.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace lambdarium::demo {

namespace {

using namespace std::chrono_literals;

struct Environment
{
    EnvironmentId id{};
    Instant freeAt{};
};

/// A crude clockwork: arrivals, one environment each, limits. Only its facts matter.
class Recorder
{
public:
    explicit Recorder(std::uint64_t seed) : m_prng(seed) {}

    void invoke(const NodeId &function, Instant at, Duration takes, bool fails, std::size_t limit)
    {
        auto &pool = m_pools[function];
        const std::string id = makeUuid(m_prng);
        const auto busy = std::size_t(std::ranges::count_if(pool, [&](const Environment &e) { return e.freeAt > at; }));
        if (busy >= limit) {
            put(at,
                fact::Throttled{function,
                                id,
                                {},
                                "ReservedFunctionConcurrentInvocationLimitExceeded",
                                std::int64_t(limit),
                                std::int64_t(busy)});
            return;
        }
        auto free = std::ranges::find_if(pool, [&](const Environment &e) { return e.freeAt <= at; });
        const bool cold = free == pool.end();
        Instant start = at;
        if (cold) {
            pool.push_back({EnvironmentId{++m_environments}, at});
            free = pool.end() - 1;
            start = at + 341ms;
            put(at, fact::EnvironmentChanged{function, free->id, EnvironmentState::Initialising, {}});
            put(at + 288ms, text(function, {}, free->id, LogLevel::Debug, "init: imported boto3 in 288 ms"));
        }
        const Instant end = start + takes;
        free->freeAt = end;
        run(function, id, free->id, cold, {start, end}, fails);
    }

    std::vector<Fact> take()
    {
        std::ranges::stable_sort(m_facts, {}, &Fact::time);
        for (std::size_t i = 0; i < m_facts.size(); ++i)
            m_facts[i].sequence = i + 1;
        return std::move(m_facts);
    }
    std::uint64_t below(std::uint64_t bound) { return m_prng.below(bound); }

private:
    struct Span
    {
        Instant begin, end;
    };

    void run(const NodeId &function, const std::string &id, EnvironmentId environment, bool cold, Span span, bool fails)
    {
        const auto log = [&](Instant at, LogLevel level, std::string line) {
            put(at, text(function, id, environment, level, std::move(line)));
        };
        const Duration takes = span.end - span.begin;
        put(span.begin, fact::InvocationStarted{function, id, environment, cold, 1, {}});
        put(span.begin,
            fact::LogWritten{function, id, environment, LogKind::Start, LogLevel::None,
                             "START RequestId: " + id + " Version: $LATEST\n"});
        const bool charge = function == "ChargeCard";
        log(span.begin + takes / 20, LogLevel::Info,
            charge ? "batch of 10 records received"
                   : "order A-" + std::to_string(1000 + below(999)) + " with 29812 ms left");
        if (fails) {
            log(span.begin + takes / 3, LogLevel::Warn, "gateway slow: 1 912 ms for card •••• 4242, retrying (2 of 3)");
            log(span.end - 2ms, LogLevel::Error,
                "GatewayTimeout: no answer in 2 000 ms\n    at charge (file:///var/task/index.mjs:48:11)\n    at "
                "async handler "
                "(file:///var/task/index.mjs:12:3)");
        } else {
            log(span.end - takes / 10, LogLevel::Info, "accepted, total " + std::to_string(10 + below(400)) + ".90");
        }
        put(span.end,
            fact::LogWritten{function, id, environment, LogKind::End, LogLevel::None, "END RequestId: " + id});
        put(span.end,
            fact::LogWritten{function, id, environment, LogKind::Report, LogLevel::None, "REPORT RequestId: " + id});
        fact::InvocationEnded ended{function, id, environment, InvocationOutcome::Success, span.begin, takes};
        ended.billedMs = takes / 1ms + 1;
        ended.memoryMb = charge ? 1024 : 512;
        ended.maxMemoryUsedMb = charge ? 141 : 88;
        if (cold)
            ended.initDuration = 341ms;
        if (fails) {
            ended.outcome = InvocationOutcome::FunctionError;
            ended.errorType = "GatewayTimeout";
            ended.errorMessage = "no answer in 2 000 ms";
            ended.errorFile = "index.mjs";
            ended.errorLine = 48;
        }
        put(span.end, ended);
        put(span.end, fact::EnvironmentChanged{function, environment, EnvironmentState::Idle, {}});
    }

    static fact::LogWritten text(const NodeId &function, const std::string &id, EnvironmentId environment,
                                 LogLevel level, std::string line)
    {
        return {function, id, environment, LogKind::Text, level, std::move(line)};
    }
    void put(Instant at, decltype(Fact::body) body) { m_facts.push_back({0, at, std::move(body)}); }

    Prng m_prng;
    std::vector<Fact> m_facts;
    std::map<NodeId, std::vector<Environment>> m_pools;
    std::uint64_t m_environments = 0;
};

} // namespace

Instant begin() { return Instant{std::chrono::seconds(1772807460)}; }

Model model()
{
    Model model;
    Function order;
    order.id = order.name = "PlaceOrder";
    order.runtime = "python3.13";
    order.memoryMb = 512;
    order.reservedConcurrency = 20;
    Function charge;
    charge.id = charge.name = "ChargeCard";
    charge.runtime = "nodejs22.x";
    charge.memoryMb = 1024;
    charge.timeoutSeconds = 10;
    charge.reservedConcurrency = 10;
    Function reconcile;
    reconcile.id = reconcile.name = "Reconcile";
    reconcile.runtime = "python3.13";
    model.functions = {order, charge, reconcile};
    Queue queue;
    queue.id = queue.name = "OrdersQueue";
    model.queues = {queue};
    return model;
}

std::vector<Fact> facts()
{
    Recorder recorder(7);
    std::vector<std::pair<Duration, int>> arrivals; // time, function
    for (Duration at = 200ms; at < 60s;) {
        const bool rush = at > 24s && at < 44s;
        arrivals.emplace_back(at, int(recorder.below(10) < 6 ? 0 : recorder.below(10) < 8 ? 1 : 2));
        at += std::chrono::milliseconds((rush ? 12 : 40) + std::int64_t(recorder.below(rush ? 30 : 80)));
    }
    for (const auto &[at, which] : arrivals) {
        const bool rush = at > 24s && at < 44s;
        const auto jitter = std::chrono::milliseconds(recorder.below(120));
        if (which == 0)
            recorder.invoke("PlaceOrder", begin() + at, 140ms + jitter, false, 20);
        else if (which == 1)
            recorder.invoke("ChargeCard", begin() + at, rush ? 1900ms + 5 * jitter : 210ms + jitter,
                            rush && recorder.below(6) == 0, 10);
        else if (recorder.below(4) == 0)
            recorder.invoke("Reconcile", begin() + at, 700ms + 3 * jitter, false, 5);
    }
    return recorder.take();
}

std::vector<Snapshot> snapshots()
{
    std::vector<Snapshot> list;
    for (int i = 0; i <= 120; ++i) {
        Snapshot snapshot;
        snapshot.time = begin() + i * 500ms;
        QueueView queue;
        queue.id = "OrdersQueue";
        const double s = i / 2.0;
        queue.visible = std::int64_t(s < 24 ? 0 : s < 44 ? (s - 24) * 62 : std::max(0.0, 1240 - (s - 44) * 66));
        queue.oldestAge = std::chrono::milliseconds(std::int64_t(queue.visible * 38));
        snapshot.queues = {queue};
        snapshot.accountLimit = 50;
        list.push_back(snapshot);
    }
    return list;
}

} // namespace lambdarium::demo

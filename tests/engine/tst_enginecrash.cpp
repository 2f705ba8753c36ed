// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/prng.h"
#include "tests/support/qttext.h"
#include "tests/support/world.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

/// One random life: events, failures, refusing disks, power cuts, stops and code changes; then everything settles.
class Scenario
{
public:
    explicit Scenario(std::uint64_t seed)
        : m_prng(seed), m_world(optionsFor(seed), std::chrono::milliseconds{Prng(seed).derive(9).below(30)})
    {
        for (const char *id : {"A", "B", "C"}) {
            Function &function = m_world.add(id);
            function.onSuccess = "Done";
            function.onFailure = "Failed";
            function.maximumRetryAttempts = static_cast<std::int64_t>(m_prng.below(3));
            if (m_prng.chance(1, 3))
                function.reservedConcurrency = static_cast<std::int64_t>(1 + m_prng.below(3));
            m_world.sandbox->handle(id, [this](const InvocationRequest &request) { return model(request); });
        }
        m_world.inbox.targets = {"Done", "Failed"};
        m_world.deploy();
    }

    void live(int steps)
    {
        for (int i = 0; i < steps; ++i)
            step();
        m_faults = false;
        m_world.engine->grantRun();
        m_world.run(8h); // older than any event may become
    }

    /// Empty when every accepted event ended exactly once; else the first fault.
    std::string check() const
    {
        std::map<std::string, int> ends;
        for (const char *box : {"inbox/Done", "inbox/Failed"})
            if (const auto rows = m_world.store->rows().find(box); rows != m_world.store->rows().end())
                for (const auto &[key, value] : rows->second)
                    ++ends[key.substr(0, key.find('/'))];
        for (const auto &[id, count] : ends)
            if (count > 1)
                return id + " ended " + std::to_string(count) + " times";
        for (const auto &[id, outcome] : m_world.outcomes)
            if (outcome.status == 202 && !ends.contains(id))
                return id + " was accepted and never ended";
            else if (outcome.status >= 400 && ends.contains(id))
                return id + " was refused and ended nevertheless";
        if (m_world.engine->queuedEvents() != 0 || m_world.engine->runningInvocations() != 0)
            return "something is still queued or running";
        if (m_world.sandbox->alive() != 0)
            return "environments are left";
        return {};
    }

    std::size_t accepted() const
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(m_world.outcomes, [](const auto &entry) { return entry.second.status == 202; }));
    }
    const World &world() const { return m_world; }

private:
    static EngineOptions optionsFor(std::uint64_t seed)
    {
        EngineOptions options;
        options.seed = seed;
        options.environmentsMax = static_cast<std::int64_t>(1 + Prng(seed).derive(8).below(6));
        return options;
    }

    ModelledRun model(const InvocationRequest &request)
    {
        if (!m_faults || m_prng.chance(1, 2))
            return ModelledRun::ok(std::chrono::milliseconds{m_prng.below(500)});
        if (m_prng.chance(1, 3))
            return ModelledRun::exits(std::chrono::milliseconds{m_prng.below(500)}, request.requestId, 1);
        return m_prng.chance(1, 5) ? ModelledRun::never() : ModelledRun::raises(20ms, "E", "boom");
    }

    void step()
    {
        const char *const ids[] = {"A", "B", "C"};
        const std::string function = ids[m_prng.below(3)];
        switch (m_prng.below(16)) {
        case 0: m_world.crash(m_prng.below(4)); break;
        case 1: m_world.store->failNext(static_cast<int>(1 + m_prng.below(2))); break;
        case 2: m_world.engine->stopEverything(); break;
        case 3: m_world.engine->grantRun(); break;
        case 4:
            m_world.deployment.code[function].directory = "/snapshots/" + std::to_string(m_prng.below(9));
            m_world.deploy();
            break;
        case 5: m_world.run(std::chrono::seconds{m_prng.below(120)}); break;
        case 6: m_world.invoke(function); break;
        case 7: m_world.engine->killEnvironment(EnvironmentId{1 + m_prng.below(40)}); break;
        default: m_world.invokeLater(function); break;
        }
        m_world.run(std::chrono::milliseconds{m_prng.below(300)});
    }

    Prng m_prng;
    bool m_faults = true;
    World m_world;
};

} // namespace

/// Random lives of the engine over a store that fails and crashes; every fault names its seed.
class TestEngineCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptedEventsSurviveACrash();
    void attemptsSurviveACrash();
    void aTornStoreEndsNothingTwice();
    void randomLivesLoseNothing();
    void theSameSeedGivesTheSameFacts();
    void anotherSeedGivesOtherFacts();
};

void TestEngineCrash::acceptedEventsSurviveACrash()
{
    World world({}, 10ms);
    world.add("F").onSuccess = "Done";
    world.inbox.targets = {"Done"};
    world.deploy();
    const std::string accepted = world.invokeLater("F");
    world.run(10ms);
    QCOMPARE(world.outcomes.at(accepted).status, 202);
    const std::string cut = world.invokeLater("F");
    world.crash();
    world.run(1h);
    QVERIFY(world.sandbox->launched().size() == 1); // started before the crash; nothing without a grant
    world.engine->grantRun();
    world.run(1h);
    QVERIFY(!world.outcomes.contains(cut));
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
    QCOMPARE(text(world.inbox.deliveries[0].requestId), text(accepted));
}

void TestEngineCrash::attemptsSurviveACrash()
{
    World world;
    world.add("F").onFailure = "Failed";
    world.inbox.targets = {"Failed"};
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::raises(0ms, "E", "boom"); });
    world.invokeLater("F");
    world.run(90s); // two attempts are over
    world.crash();
    world.engine->grantRun();
    world.run(1h);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{3});
    QVERIFY(world.sandbox->seen().back().at == scenarioStart() + 180200ms);
    QVERIFY(text(world.inbox.deliveries.at(0).body).contains(QStringLiteral("\"approximateInvokeCount\":3")));
}

void TestEngineCrash::aTornStoreEndsNothingTwice()
{
    // The end reaches the disk, the crash comes before anyone hears of it.
    World world({}, 10ms);
    world.add("F").onSuccess = "Done";
    world.inbox.targets = {"Done"};
    world.deploy();
    world.invokeLater("F");
    world.run(125ms);
    QCOMPARE(world.store->pending(), std::size_t{1});
    world.crash(1);
    world.engine->grantRun();
    world.run(1h);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    QCOMPARE(world.store->rows().at("inbox/Done").size(), std::size_t{1});
}

void TestEngineCrash::randomLivesLoseNothing()
{
    std::size_t accepted = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Scenario scenario(seed);
        scenario.live(60);
        const std::string fault = scenario.check();
        QVERIFY2(fault.empty(), ("seed " + std::to_string(seed) + ": " + fault).c_str());
        accepted += scenario.accepted();
    }
    QVERIFY(accepted > 3000); // the lives are worth living
}

void TestEngineCrash::theSameSeedGivesTheSameFacts()
{
    for (std::uint64_t seed = 1000; seed < 1010; ++seed) {
        Scenario first(seed), second(seed);
        first.live(60);
        second.live(60);
        QCOMPARE(text(first.world().trace()), text(second.world().trace()));
        QCOMPARE(first.world().store->rows() == second.world().store->rows(), true); // request ids too
    }
}

void TestEngineCrash::anotherSeedGivesOtherFacts()
{
    Scenario first(1), second(2);
    first.live(60);
    second.live(60);
    QVERIFY(first.world().trace() != second.world().trace());
}

QTEST_APPLESS_MAIN(TestEngineCrash)
#include "tst_enginecrash.moc"

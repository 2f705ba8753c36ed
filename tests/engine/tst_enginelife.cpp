// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qttext.h"
#include "tests/support/world.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {
const std::vector<std::string> lifeWords{"env  ", "start  ", "end  "};
}

/// Life of execution environments: cold, warm, reuse, idle reaping, code changes, limits of the machine.
class TestEngineLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coldThenWarm();
    void reusesTheMostRecentlyUsed();
    void reapsIdleEnvironmentsAfterTenMinutes();
    void aCodeChangeReplacesIdleAtOnceAndBusyAfter();
    void anUnchangedDeployKeepsEnvironments();
    void everySettingOfAnEnvironmentReplacesIt_data();
    void everySettingOfAnEnvironmentReplacesIt();
    void aDeletedFunctionDrains();
    void idleEnvironmentsThatDieAreReplaced();
    void fullMachineMakesInvocationsWait();
    void aFullMachineNamesMemoryWhenThatIsTheLimit();
    void aBusyMachineReapsIdleEnvironmentsForRoom();
    void memoryBudgetReapsAsManyAsNeeded();
    void aBudgetIsAskedForBeforeEachStart();
    void fewLoadTheirCodeAtOnce();
    void anInitThatWaitsHoldsNobodyUp();
    void killEndsTheInvocationAsACrash();
    void stopEverythingEndsAllAndKeepsEvents();
    void withoutAdvancingNothingHappens();
    void leavesNothingBehind();
};

void TestEngineLife::coldThenWarm()
{
    World world;
    world.add("F");
    world.deploy();
    const std::string first = world.invoke("F", "{\"n\":1}");
    world.run(1s);
    const std::string second = world.invoke("F");
    world.run(1s);
    QCOMPARE(text(world.trace(lifeWords)),
             lines("  0.000 env    F env 1 starting", "  0.000 env    F env 1 initialising",
                   "  0.100 env    F env 1 busy", "  0.100 start  F #1 env 1 cold",
                   "  0.110 end    F #1 env 1 success billed 110", "  0.110 env    F env 1 idle",
                   "  1.000 env    F env 1 busy", "  1.000 start  F #2 env 1 warm",
                   "  1.010 end    F #2 env 1 success billed 10", "  1.010 env    F env 1 idle"));
    QCOMPARE(world.outcomes.at(first).status, 200);
    QCOMPARE(world.outcomes.at(first).initDuration, std::optional<Duration>(100ms));
    QCOMPARE(world.outcomes.at(second).initDuration, std::optional<Duration>());
    QCOMPARE(text(world.outcomes.at(second).executedVersion), QStringLiteral("$LATEST"));
    const auto &seen = world.sandbox->seen();
    QCOMPARE(seen.size(), std::size_t{2});
    QCOMPARE(text(seen[0].request.payload), QStringLiteral("{\"n\":1}"));
    QCOMPARE(text(seen[0].request.invokedFunctionArn),
             QStringLiteral("arn:aws:lambda:us-east-1:000000000000:function:F"));
    QVERIFY(seen[0].request.deadline == scenarioStart() + 100ms + 3s);
    QVERIFY(QString::fromStdString(seen[0].request.traceId)
                .contains(QRegularExpression(QStringLiteral("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};"))));
    QCOMPARE(world.sandbox->frozen(), std::size_t{1});
}

void TestEngineLife::reusesTheMostRecentlyUsed()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle(
        "F", [](const InvocationRequest &request) { return ModelledRun::ok(request.payload == "1" ? 300ms : 100ms); });
    world.invoke("F", "1");
    world.invoke("F", "2");
    world.run(10s);
    world.invoke("F", "3");
    world.run(10s);
    // Environment 1 fell idle last.
    QCOMPARE(static_cast<int>(world.sandbox->seen().back().environment), 1);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
}

void TestEngineLife::reapsIdleEnvironmentsAfterTenMinutes()
{
    World world;
    world.add("F");
    world.deploy();
    world.invoke("F");
    world.run(10min);
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{1});
    world.run(200ms);
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
    QCOMPARE(world.sandbox->alive(), std::size_t{0});
    QCOMPARE(text(world.trace({"stopping", "gone"})),
             lines("600.110 env    F env 1 stopping (idle)", "600.110 env    F env 1 gone"));
}

void TestEngineLife::aCodeChangeReplacesIdleAtOnceAndBusyAfter()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle(
        "F", [](const InvocationRequest &request) { return ModelledRun::ok(request.payload == "1" ? 1s : 100ms); });
    world.invoke("F", "1");
    world.invoke("F", "2");
    world.run(500ms);
    world.deployment.code["F"].directory = "/snapshots/code-2";
    world.deploy();
    world.run(0ms);
    QCOMPARE(text(world.trace({"stopping", "gone"})),
             lines("  0.500 env    F env 2 stopping (code changed)", "  0.500 env    F env 2 gone"));
    Snapshot snapshot;
    world.engine->fill(snapshot);
    QCOMPARE(snapshot.function("F")->environmentsOnOldCode, 1);
    const std::string fresh = world.invoke("F", "3");
    world.run(10s);
    QCOMPARE(text(world.trace({"env 1 stopping"})), lines("  1.100 env    F env 1 stopping (code changed)"));
    QCOMPARE(text(world.sandbox->seen().front().codeDirectory), QStringLiteral("/snapshots/code-1"));
    QCOMPARE(text(world.sandbox->seen().back().codeDirectory), QStringLiteral("/snapshots/code-2"));
    QCOMPARE(text(world.sandbox->seen().back().request.requestId), text(fresh));
    for (const auto &[id, outcome] : world.outcomes)
        QVERIFY(outcome.functionError.empty());
}

void TestEngineLife::anUnchangedDeployKeepsEnvironments()
{
    World world;
    world.add("F");
    world.deploy();
    world.invoke("F");
    world.run(1s);
    world.deployment.model.functions.front().description = "only words";
    world.deployment.model.functions.front().reservedConcurrency = 5;
    world.deploy();
    world.run(1s);
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{1});
}

void TestEngineLife::everySettingOfAnEnvironmentReplacesIt_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("memory") << 0;
    QTest::newRow("timeout") << 1;
    QTest::newRow("handler") << 2;
    QTest::newRow("runtime") << 3;
    QTest::newRow("environment variable") << 4;
    QTest::newRow("temporary disk") << 5;
    QTest::newRow("layer") << 6;
    QTest::newRow("name") << 7;
}

void TestEngineLife::everySettingOfAnEnvironmentReplacesIt()
{
    QFETCH(int, which);
    World world;
    world.add("F");
    world.deploy();
    world.invoke("F");
    world.run(1s);
    Function &function = world.deployment.model.functions.front();
    switch (which) {
    case 0: function.memoryMb = 256; break;
    case 1: function.timeoutSeconds = 9; break;
    case 2: function.handler = "app.other"; break;
    case 3: function.runtime = "nodejs22.x"; break;
    case 4: function.environment.push_back({"A", "1", {}, true}); break;
    case 5: function.ephemeralMb = 1024; break;
    case 6: world.deployment.code["F"].layers = {"/layers/one"}; break;
    case 7: function.name = "renamed"; break;
    }
    world.deploy();
    world.run(1s);
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
    world.invoke("F");
    world.run(1s);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
}

void TestEngineLife::aDeletedFunctionDrains()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(1s); });
    const std::string running = world.invoke("F");
    world.run(500ms);
    world.deployment.model.functions.clear();
    world.deploy();
    const std::string late = world.invoke("F");
    world.run(5s);
    QCOMPARE(world.outcomes.at(running).status, 200);
    QCOMPARE(world.outcomes.at(late).status, 404);
    QCOMPARE(text(world.outcomes.at(late).payload),
             QStringLiteral("{\"Type\":\"User\",\"Message\":\"Function not found: "
                            "arn:aws:lambda:us-east-1:000000000000:function:F:$LATEST\"}"));
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
}

void TestEngineLife::idleEnvironmentsThatDieAreReplaced()
{
    World world;
    world.add("F");
    world.deploy();
    world.invoke("F");
    world.run(1s);
    world.sandbox->lose(EnvironmentId{1}, "killed from outside");
    world.run(1s);
    QCOMPARE(text(world.trace({"env 1 failed", "env 1 gone"})),
             lines("  1.000 env    F env 1 failed (killed from outside)", "  1.000 env    F env 1 gone"));
    const std::string next = world.invoke("F");
    world.run(1s);
    QVERIFY(world.outcomes.at(next).functionError.empty());
    QCOMPARE(static_cast<int>(world.sandbox->seen().back().environment), 2);
}

void TestEngineLife::fullMachineMakesInvocationsWait()
{
    EngineOptions options;
    options.environmentsMax = 2;
    World world(options);
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(1s); });
    for (int i = 0; i < 5; ++i)
        world.invoke("F");
    QCOMPARE(world.engine->runningInvocations(), std::size_t{5});
    world.run(10s);
    QCOMPARE(text(world.trace({"429", "notice"})),
             lines("  0.000 notice F This machine's limit of 2 environments is reached: further invocations wait "
                   "instead of being throttled."));
    QCOMPARE(world.outcomes.size(), std::size_t{5});
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
    // Their own clocks started when they ran: none timed out.
    for (const auto &[id, outcome] : world.outcomes)
        QVERIFY(outcome.functionError.empty());
    QCOMPARE(text(world.trace({"start  "})),
             lines("  0.100 start  F #1 env 1 cold", "  0.100 start  F #2 env 2 cold", "  1.100 start  F #3 env 1 warm",
                   "  1.100 start  F #4 env 2 warm", "  2.100 start  F #5 env 1 warm"));
}

void TestEngineLife::aFullMachineNamesMemoryWhenThatIsTheLimit()
{
    EngineOptions options;
    options.memoryBudgetMb = 256;
    World world(options);
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(1s); });
    for (int i = 0; i < 3; ++i)
        world.invoke("F");
    world.run(10s);
    QCOMPARE(text(world.trace({"429", "notice"})),
             lines("  0.000 notice F This machine's limit of 256 MB of memory for environments is reached: further "
                   "invocations wait instead of being throttled."));
    QCOMPARE(world.outcomes.size(), std::size_t{3});
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
}

void TestEngineLife::aBusyMachineReapsIdleEnvironmentsForRoom()
{
    EngineOptions options;
    options.environmentsMax = 1;
    World world(options);
    world.add("F");
    world.add("G");
    world.deploy();
    world.invoke("F");
    world.run(1s);
    const std::string other = world.invoke("G");
    world.run(1s);
    QCOMPARE(world.outcomes.at(other).status, 200);
    QVERIFY(world.all<fact::Notice>().empty());
    QCOMPARE(text(world.trace({"env 1 stopping"})), lines("  1.000 env    F env 1 stopping (made room)"));
}

void TestEngineLife::memoryBudgetReapsAsManyAsNeeded()
{
    EngineOptions options;
    options.memoryBudgetMb = 512;
    World world(options);
    world.add("Small");
    world.add("Large").memoryMb = 512;
    world.deploy();
    for (int i = 0; i < 3; ++i)
        world.invoke("Small");
    world.run(1s);
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{3});
    const std::string large = world.invoke("Large");
    world.run(1s);
    QVERIFY(world.outcomes.contains(large));
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{1});
}

void TestEngineLife::aBudgetIsAskedForBeforeEachStart()
{
    std::int64_t budget = 256;
    EngineOptions options;
    options.memoryBudget = [&budget] { return budget; };
    World world(options);
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(2500ms); });
    for (int i = 0; i < 4; ++i)
        world.invoke("F");
    world.run(500ms);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
    budget = 384; // nothing of the engine's happens, and it is seen within a second
    world.run(600ms);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{3});
    world.run(10s);
    QCOMPARE(world.outcomes.size(), std::size_t{4});
    QCOMPARE(text(world.trace({"429", "notice"})),
             lines("  0.000 notice F This machine's limit of 256 MB of memory for environments is reached: further "
                   "invocations wait instead of being throttled."));
}

void TestEngineLife::fewLoadTheirCodeAtOnce()
{
    EngineOptions options;
    options.initsAtOnce = 2;
    World world(options);
    world.add("F");
    world.deploy();
    world.sandbox->init("F", [](const EnvironmentSpec &) { return ModelledInit{.takes = 300ms}; });
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(10s); });
    for (int i = 0; i < 5; ++i)
        world.invoke("F");
    world.run(250ms);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{5}); // one for each, as in the cloud
    QVERIFY(world.engine->killEnvironment(EnvironmentId{3}));   // it waits for its turn
    world.run(100ms);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{4});
    world.run(20s);
    QCOMPARE(world.outcomes.size(), std::size_t{5});
    for (const fact::InvocationEnded &ended : world.all<fact::InvocationEnded>()) {
        if (ended.initDuration)
            QVERIFY(*ended.initDuration == Duration{300ms});
    }
}

void TestEngineLife::anInitThatWaitsHoldsNobodyUp()
{
    EngineOptions options;
    options.initsAtOnce = 1;
    World world(options);
    world.add("F");
    world.deploy();
    world.sandbox->init("F", [](const EnvironmentSpec &) { return ModelledInit{.takes = 8s}; });
    for (int i = 0; i < 3; ++i)
        world.invoke("F");
    world.run(900ms);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{1});
    world.run(200ms);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
    world.run(1s);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{3});
    world.run(20s);
    QCOMPARE(world.outcomes.size(), std::size_t{3});
}

void TestEngineLife::killEndsTheInvocationAsACrash()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::never(); });
    const std::string id = world.invoke("F");
    world.run(1s);
    QVERIFY(world.engine->killEnvironment(EnvironmentId{1}));
    QVERIFY(!world.engine->killEnvironment(EnvironmentId{1}));
    world.run(0ms);
    QCOMPARE(world.outcomes.at(id).outcome, InvocationOutcome::Crash);
    QCOMPARE(text(world.outcomes.at(id).payload),
             QStringLiteral("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: %1 Error: Runtime "
                            "exited with error: signal: killed\"}")
                 .arg(text(id)));
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
}

void TestEngineLife::stopEverythingEndsAllAndKeepsEvents()
{
    EngineOptions options;
    options.environmentsMax = 3;
    World world(options);
    world.add("F");
    world.deploy();
    bool slow = true;
    world.sandbox->handle(
        "F", [&](const InvocationRequest &) { return slow ? ModelledRun::never() : ModelledRun::ok(10ms); });
    world.deployment.model.functions.front().timeoutSeconds = 900;
    world.deploy();
    for (int i = 0; i < 2; ++i)
        world.invoke("F");
    for (int i = 0; i < 3; ++i)
        world.invokeLater("F");
    world.run(1s);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{5}); // two of them wait for the machine
    world.engine->stopEverything();
    world.run(1h);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
    QCOMPARE(world.sandbox->alive(), std::size_t{0});
    QCOMPARE(world.engine->queuedEvents(), std::size_t{3});
    QVERIFY(!world.engine->runGranted());
    slow = false;
    world.engine->grantRun();
    world.run(1min);
    QCOMPARE(world.engine->queuedEvents(), std::size_t{0});
    // Being stopped was no attempt.
    for (const auto &start : world.all<fact::InvocationStarted>())
        QCOMPARE(start.attempt, 1);
    QVERIFY(world.all<fact::RetryScheduled>().empty());
}

void TestEngineLife::withoutAdvancingNothingHappens()
{
    World world;
    world.add("F");
    world.deploy();
    world.invoke("F");
    world.invokeLater("F");
    const std::size_t published = world.facts.size();
    QThread::yieldCurrentThread();
    QCOMPARE(world.facts.size(), published);
    QVERIFY(world.outcomes.empty());
    world.run(1s);
    QVERIFY(world.facts.size() > published);
}

void TestEngineLife::leavesNothingBehind()
{
    World world;
    world.add("F");
    world.deploy();
    for (int i = 0; i < 20; ++i) {
        world.invoke("F");
        world.invokeLater("F");
    }
    world.run(2h);
    QCOMPARE(world.loop.pendingTimers(), std::size_t{0});
    QCOMPARE(world.sandbox->alive(), std::size_t{0});
    QVERIFY(world.store->rows().empty());
}

QTEST_APPLESS_MAIN(TestEngineLife)
#include "tst_enginelife.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/coldstartmodel.h"
#include "core/engine/pausabletimer.h"
#include "tests/support/qttext.h"
#include "tests/support/world.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> lifeWords{"env  ", "start  ", "end  "};
constexpr EnvironmentId first{1};

const EnvironmentView &viewOf(const Snapshot &snapshot, std::size_t number = 0)
{
    return snapshot.function("F")->environments.at(number);
}

Snapshot stateOf(const World &world)
{
    Snapshot snapshot;
    world.engine->fill(snapshot);
    return snapshot;
}

} // namespace

/// Freeze, thaw, recycle, and cold starts lengthened for a class, on virtual time.
class TestEnvironmentControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTimerKeepsWhatIsLeft();
    void theDeadlineStandsStill();
    void theTimeoutFiresAfterTheRest();
    void initStandsStillToo();
    void aFrozenIdleEnvironmentIsLeftAlone();
    void whatWaitsIsServedAtTheThaw();
    void aFrozenEnvironmentCanBeKilled();
    void codeChangesEndAFrozenEnvironment();
    void whatCannotBeDoneIsSaid();
    void recycleEndsIdleNowAndBusyLater();
    void aFrozenEnvironmentIsNoRoom();
    void simulatedColdStartsAreLonger();
    void aSimulatedColdStartCanBeFrozen();
    void theModelGrowsWithThePackage();
};

void TestEnvironmentControl::aTimerKeepsWhatIsLeft()
{
    EventLoop loop{scenarioStart()};
    PausableTimer timer(loop);
    std::vector<std::int64_t> fired;
    const auto note = [&] { fired.push_back((loop.now() - scenarioStart()) / 1s); };
    timer.start(10s, note);
    loop.advanceTo(scenarioStart() + 4s);
    timer.hold();
    timer.hold();
    loop.advanceTo(scenarioStart() + 100s);
    QVERIFY(fired.empty());
    timer.release();
    timer.release();
    loop.advanceTo(scenarioStart() + 105s);
    QVERIFY(fired.empty());
    loop.advanceTo(scenarioStart() + 106s);
    QCOMPARE(fired, std::vector<std::int64_t>{106});
    timer.hold();
    timer.start(1s, note);
    loop.advanceTo(scenarioStart() + 200s);
    timer.release();
    loop.advanceTo(scenarioStart() + 201s);
    QCOMPARE(fired, (std::vector<std::int64_t>{106, 201}));
    QVERIFY(loop.idle());
}

void TestEnvironmentControl::theDeadlineStandsStill()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(2s); });
    const std::string id = world.invoke("F");
    world.run(1s);
    QVERIFY(world.engine->freezeEnvironment(first));
    QVERIFY(viewOf(stateOf(world)).paused);
    QCOMPARE(viewOf(stateOf(world)).state, EnvironmentState::Busy);
    world.run(1h);
    QVERIFY(!world.outcomes.contains(id));
    QVERIFY(world.engine->thawEnvironment(first));
    QVERIFY(!viewOf(stateOf(world)).paused);
    world.run(2s);
    QCOMPARE(world.outcomes.at(id).outcome, InvocationOutcome::Success);
    QCOMPARE(world.outcomes.at(id).duration, Duration(2s));
    QCOMPARE(world.outcomes.at(id).billedMs, 2100);
    QCOMPARE(text(world.trace(lifeWords)),
             lines("  0.000 env    F env 1 starting", "  0.000 env    F env 1 initialising",
                   "  0.100 env    F env 1 busy", "  0.100 start  F #1 env 1 cold",
                   "  1.000 env    F env 1 busy (frozen)", "3601.000 env    F env 1 busy (thawed)",
                   "3602.100 end    F #1 env 1 success billed 2100", "3602.100 env    F env 1 idle"));
}

void TestEnvironmentControl::theTimeoutFiresAfterTheRest()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::never(); });
    const std::string id = world.invoke("F");
    world.run(2100ms); // two of three seconds are over
    QVERIFY(world.engine->freezeEnvironment(first));
    world.run(60s);
    QVERIFY(world.engine->thawEnvironment(first));
    world.run(999ms);
    QVERIFY(!world.outcomes.contains(id));
    world.run(1ms);
    QCOMPARE(world.outcomes.at(id).outcome, InvocationOutcome::Timeout);
    QCOMPARE(world.outcomes.at(id).duration, Duration(3s));
}

void TestEnvironmentControl::initStandsStillToo()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->init("F", [](const EnvironmentSpec &) { return ModelledInit{.takes = 9s}; });
    const std::string id = world.invoke("F");
    world.run(5s);
    QVERIFY(world.engine->freezeEnvironment(first));
    world.run(30s);
    QVERIFY(world.engine->thawEnvironment(first));
    world.run(5s);
    QCOMPARE(world.outcomes.at(id).outcome, InvocationOutcome::Success);
    QCOMPARE(world.outcomes.at(id).initDuration, std::optional<Duration>(9s));
}

void TestEnvironmentControl::aFrozenIdleEnvironmentIsLeftAlone()
{
    World world;
    world.add("F");
    world.deploy();
    world.invoke("F");
    world.run(1s);
    QVERIFY(world.engine->freezeEnvironment(first));
    world.run(2h); // idle reaping stands still
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{1});
    world.invoke("F");
    world.run(1s);
    QCOMPARE(stateOf(world).function("F")->coldStarts, 2);
    QCOMPARE(stateOf(world).function("F")->environments.size(), std::size_t{2});
    QVERIFY(world.engine->thawEnvironment(first));
    world.run(600s);
    // The first had nearly ten minutes left, the second fell idle a second ago: both are gone now.
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
}

void TestEnvironmentControl::whatWaitsIsServedAtTheThaw()
{
    World world({.environmentsMax = 1});
    world.add("F");
    world.deploy();
    world.invoke("F");
    world.run(1s);
    QVERIFY(world.engine->freezeEnvironment(first));
    const std::string waiting = world.invoke("F");
    world.run(1min);
    QVERIFY(!world.outcomes.contains(waiting));
    QVERIFY(world.engine->thawEnvironment(first));
    world.run(1s);
    QCOMPARE(world.outcomes.at(waiting).outcome, InvocationOutcome::Success);
    QCOMPARE(stateOf(world).function("F")->coldStarts, 1);
}

void TestEnvironmentControl::aFrozenEnvironmentCanBeKilled()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::never(); });
    const std::string id = world.invoke("F");
    world.run(1100ms);
    QVERIFY(world.engine->freezeEnvironment(first));
    world.run(10s);
    QVERIFY(world.engine->killEnvironment(first));
    world.run(1ms);
    QCOMPARE(world.outcomes.at(id).outcome, InvocationOutcome::Crash);
    QCOMPARE(world.outcomes.at(id).duration, Duration(1s));
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
    QVERIFY(world.loop.idle());
}

void TestEnvironmentControl::codeChangesEndAFrozenEnvironment()
{
    World world;
    world.add("F");
    world.deploy();
    world.invoke("F");
    world.run(1s);
    QVERIFY(world.engine->freezeEnvironment(first));
    world.deployment.code["F"].directory = "/code/2";
    world.deploy();
    world.run(1s);
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
}

void TestEnvironmentControl::whatCannotBeDoneIsSaid()
{
    World world;
    world.add("F");
    world.deploy();
    QCOMPARE(world.engine->freezeEnvironment(first).error().code, ErrorCode::NotFound);
    QCOMPARE(world.engine->recycleEnvironment(first).error().code, ErrorCode::NotFound);
    world.invoke("F");
    world.run(1s);
    QCOMPARE(world.engine->thawEnvironment(first).error().code, ErrorCode::Conflict);
    QVERIFY(world.engine->freezeEnvironment(first));
    QCOMPARE(world.engine->freezeEnvironment(first).error().code, ErrorCode::Conflict);
    std::optional<Result<EnvironmentDetail>> detail;
    world.engine->inspectEnvironment(first, [&](Result<EnvironmentDetail> told) { detail = std::move(told); });
    QVERIFY(detail && *detail);
    QCOMPARE(text((*detail)->function), QStringLiteral("F"));
    QVERIFY((*detail)->view.paused);
    QCOMPARE((*detail)->view.peakMemoryKb, 40 * 1024);
    QVERIFY((*detail)->logStream.find("[$LATEST]") != std::string::npos);
    QCOMPARE((*detail)->tmpLimitBytes, std::int64_t{512} << 20);
}

void TestEnvironmentControl::recycleEndsIdleNowAndBusyLater()
{
    World world;
    world.add("F");
    world.deploy();
    const std::string id = world.invoke("F");
    world.run(105ms);
    QVERIFY(world.engine->recycleEnvironment(first));
    world.run(1s);
    QCOMPARE(world.outcomes.at(id).outcome, InvocationOutcome::Success);
    world.invoke("F");
    world.run(1s);
    QVERIFY(world.engine->recycleEnvironment(EnvironmentId{2}));
    world.run(1s);
    QCOMPARE(text(world.trace({"stopping"})),
             lines("  0.110 env    F env 1 stopping (recycled)", "  2.105 env    F env 2 stopping (recycled)"));
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
}

void TestEnvironmentControl::aFrozenEnvironmentIsNoRoom()
{
    World world({.environmentsMax = 1});
    world.add("F");
    world.add("G");
    world.deploy();
    world.invoke("F");
    world.run(1s);
    QVERIFY(world.engine->freezeEnvironment(first));
    const std::string other = world.invoke("G");
    world.run(1min);
    QVERIFY(!world.outcomes.contains(other));
    QVERIFY(world.engine->recycleEnvironment(first));
    world.run(1s);
    QCOMPARE(world.outcomes.at(other).outcome, InvocationOutcome::Success);
}

void TestEnvironmentControl::simulatedColdStartsAreLonger()
{
    World world;
    world.add("F");
    world.deployment.code["F"].bytes = 6'000'000;
    world.deploy();
    world.engine->simulateColdStarts(true);
    const std::string cold = world.invoke("F");
    world.run(5s);
    const std::string warm = world.invoke("F");
    world.run(5s);
    // 120 ms of Python, 100 of 6 MB, 100 of the modelled init.
    QCOMPARE(world.outcomes.at(cold).initDuration, std::optional<Duration>(320ms));
    QCOMPARE(world.outcomes.at(cold).billedMs, 330);
    QVERIFY(!world.outcomes.at(warm).initDuration);
    const auto ends = world.all<fact::InvocationEnded>();
    QCOMPARE(ends.at(0).simulatedColdStart, Duration(220ms));
    QCOMPARE(ends.at(1).simulatedColdStart, Duration(0));
    const QString initLog = text(world.log({}));
    QVERIFY2(initLog.contains(QStringLiteral("simulated cold start, INIT is lengthened by 220.00 ms")),
             qPrintable(initLog));
    QVERIFY(text(world.log(cold)).contains(QStringLiteral("Init Duration: 320.00 ms")));
    world.engine->simulateColdStarts(false);
    QVERIFY(world.engine->recycleEnvironment(first));
    const std::string plain = world.invoke("F");
    world.run(5s);
    QCOMPARE(world.outcomes.at(plain).initDuration, std::optional<Duration>(100ms));
}

void TestEnvironmentControl::aSimulatedColdStartCanBeFrozen()
{
    World world;
    world.add("F");
    world.deploy();
    world.engine->simulateColdStarts(true);
    const std::string id = world.invoke("F");
    world.run(50ms); // its processes do not exist yet
    QVERIFY(world.engine->freezeEnvironment(first));
    world.run(1min);
    QVERIFY(world.sandbox->launched().empty());
    QVERIFY(world.engine->thawEnvironment(first));
    world.run(1s);
    QCOMPARE(world.outcomes.at(id).initDuration, std::optional<Duration>(220ms));
}

void TestEnvironmentControl::theModelGrowsWithThePackage()
{
    QCOMPARE(simulatedColdStart("nodejs22.x", 0), Duration(150ms));
    QCOMPARE(simulatedColdStart("ruby3.4", 60'000'000), Duration(1180ms));
    QCOMPARE(simulatedColdStart("java21", 0), Duration(450ms));
    QCOMPARE(simulatedColdStart("provided.al2023", -5), Duration(40ms));
    QCOMPARE(simulatedColdStart("python3.13", std::int64_t{1} << 60), simulatedColdStart("python3.13", 262'144'000));
}

QTEST_APPLESS_MAIN(TestEnvironmentControl)
#include "tst_environmentcontrol.moc"

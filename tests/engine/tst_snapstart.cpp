// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/world.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// SnapStart's side of the engine: environments initialised ahead and restored, and the /tmp that outlives a reset.
class TestSnapStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingRunsBeforeTheGrant();
    void coldStartsAreRestores();
    void theFirstInvocationWaitsForTheSnapshot();
    void manyAtOnceGetOneEach();
    void initMayTakeLonger();
    void aFailedInitIsToldToWhoWaits();
    void aFailedRestoreEndsTheInvocation();
    void aRestoreHasTenSeconds();
    void subscribersHearOfTheRestore();
    void newCodeMakesNewSnapshots();
    void latestStartsOnDemand();
    void versionsThatNoAliasNamesAreNotPrepared();
    void otherRuntimesStartOnDemand();
    void resetEnvironmentsKeepTheirTmp();
    void deathsThatLambdaKeepsSilentBecomeTimeouts();
};

namespace {

QString text(const std::string &value) { return QString::fromStdString(value); }

QString text(const std::vector<std::string> &lines)
{
    QStringList list;
    for (const std::string &line : lines)
        list << text(line);
    return list.join(QLatin1Char('\n'));
}

void addSnapStart(World &world)
{
    Function &function = world.add("F");
    function.snapStart = "PublishedVersions";
    function.autoPublishAlias = "live";
    world.deploy();
    world.run(1ms); // the version is stored
}

} // namespace

void TestSnapStart::nothingRunsBeforeTheGrant()
{
    World world;
    addSnapStart(world);
    world.run(1h);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{0});
    world.engine->grantRun();
    world.run(1s);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{1});
    QCOMPARE(world.sandbox->frozen(), std::size_t{1});
    QVERIFY(world.sandbox->launched().front().snapStart);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
}

void TestSnapStart::coldStartsAreRestores()
{
    World world;
    addSnapStart(world);
    world.engine->grantRun();
    world.run(1s);
    QCOMPARE(text(world.log({})).section(QLatin1Char('\n'), 1),
             QStringLiteral("INIT_REPORT Init Duration: 100.00 ms\tPhase: init"));
    const std::string id = world.invoke("F:live");
    world.run(1s);
    const QStringList lines = text(world.log({})).split(QLatin1Char('\n'));
    QVERIFY(
        lines[2].startsWith(QStringLiteral("RESTORE_START Runtime Version: python:3.13.v1\tRuntime Version ARN: ")));
    QVERIFY(lines.contains(QStringLiteral("RESTORE_REPORT Restore Duration: 50.00 ms")));
    QVERIFY2(text(world.log(id))
                 .endsWith(QStringLiteral("REPORT RequestId: %1\tDuration: 10.00 ms\tBilled Duration: 10 ms\tMemory "
                                          "Size: 128 MB\tMax Memory Used: "
                                          "40 MB\tRestore Duration: 50.00 ms\tBilled Restore Duration: 50 ms\t")
                               .arg(text(id))),
             qPrintable(text(world.log(id))));
    const auto ended = world.all<fact::InvocationEnded>().front();
    QVERIFY(!ended.initDuration);
    QVERIFY(ended.restoreDuration == Duration{50ms});
    QVERIFY(world.all<fact::InvocationStarted>().front().cold);
    Snapshot snapshot;
    world.engine->fill(snapshot);
    QCOMPARE(snapshot.function("F")->coldStarts, 1);
    QCOMPARE(snapshot.function("F")->environments.front().initType, std::string("snap-start"));
    // One serves, the next one is ready.
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
    const std::string warm = world.invoke("F:live");
    world.run(1s);
    QVERIFY(!text(world.log(warm)).contains(QStringLiteral("Restore")));
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
}

void TestSnapStart::theFirstInvocationWaitsForTheSnapshot()
{
    World world;
    addSnapStart(world);
    const std::string id = world.invoke("F:live");
    world.run(1s);
    QVERIFY(world.outcomes.at(id).functionError.empty());
    QVERIFY(world.outcomes.at(id).duration == 10ms);
    QVERIFY(!world.outcomes.at(id).initDuration);
    QVERIFY(text(world.log(id)).contains(QStringLiteral("\tRestore Duration: 50.00 ms")));
}

void TestSnapStart::manyAtOnceGetOneEach()
{
    World world;
    addSnapStart(world);
    std::vector<std::string> ids;
    for (int i = 0; i < 3; ++i)
        ids.push_back(world.invoke("F:live"));
    world.run(1s);
    for (const std::string &id : ids)
        QVERIFY(text(world.log(id)).contains(QStringLiteral("Restore Duration")));
    QCOMPARE(world.sandbox->launched().size(), std::size_t{4}); // and one to spare
}

void TestSnapStart::initMayTakeLonger()
{
    World world;
    addSnapStart(world);
    world.sandbox->init("F", [](const EnvironmentSpec &) { return ModelledInit{.takes = 129s}; });
    const std::string id = world.invoke("F:live");
    world.run(131s);
    QVERIFY(world.outcomes.at(id).functionError.empty());
}

void TestSnapStart::aFailedInitIsToldToWhoWaits()
{
    World world;
    addSnapStart(world);
    world.sandbox->init("F", [](const EnvironmentSpec &) {
        return ModelledInit{150ms, R"({"errorType":"Runtime.BeforeSnapshotError"})", "Runtime.BeforeSnapshotError"};
    });
    const std::string id = world.invoke("F:live");
    world.run(5s);
    QCOMPARE(text(world.outcomes.at(id).payload), QStringLiteral(R"({"errorType":"Runtime.BeforeSnapshotError"})"));
    QVERIFY(text(world.log({}))
                .contains(QStringLiteral("INIT_REPORT Init Duration: 150.00 ms\tPhase: init\tStatus: error\tError "
                                         "Type: Runtime.BeforeSnapshotError")));
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
}

void TestSnapStart::aFailedRestoreEndsTheInvocation()
{
    World world;
    addSnapStart(world);
    world.sandbox->restore("F", [](const EnvironmentSpec &) {
        return ModelledInit{20ms, R"({"errorType":"Runtime.AfterRestoreError"})", "Runtime.AfterRestoreError"};
    });
    const std::string id = world.invoke("F:live");
    world.run(5s);
    const InvokeOutcome &outcome = world.outcomes.at(id);
    QCOMPARE(outcome.status, 200);
    QCOMPARE(text(outcome.functionError), QStringLiteral("Unhandled"));
    QCOMPARE(text(outcome.payload), QStringLiteral(R"({"errorType":"Runtime.AfterRestoreError"})"));
    QVERIFY(
        text(world.log({}))
            .contains(QStringLiteral(
                "RESTORE_REPORT Restore Duration: 20.00 ms\tStatus: error\tError Type: Runtime.AfterRestoreError")));
    QVERIFY(text(world.log(id)).endsWith(QStringLiteral("Status: error\tError Type: Runtime.AfterRestoreError")));
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{1}); // the next snapshot
}

void TestSnapStart::aRestoreHasTenSeconds()
{
    World world;
    addSnapStart(world);
    world.sandbox->restore("F", [](const EnvironmentSpec &) { return ModelledInit{.takes = 1h}; });
    const std::string id = world.invoke("F:live");
    world.run(11s);
    QVERIFY(text(world.outcomes.at(id).payload).contains(QStringLiteral("Restore timed out after 10.00 seconds")));
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
}

void TestSnapStart::subscribersHearOfTheRestore()
{
    World world;
    world.sandbox->subscribe();
    Function &function = world.add("F");
    function.snapStart = "PublishedVersions";
    function.autoPublishAlias = "live";
    function.logging = {.format = "JSON", .systemLevel = "DEBUG"};
    world.deploy();
    world.run(1ms);
    const auto restoresTold = [&world] {
        QStringList list;
        for (const std::string &what : world.sandbox->told())
            if (what.find("platform.restore") != std::string::npos)
                list << text(what);
        return list.join(QLatin1Char('\n'));
    };
    world.invoke("F:live");
    world.run(1s);
    QCOMPARE(
        restoresTold(),
        QStringLiteral("env 1 platform.restoreStart\nenv 1 platform.restoreRuntimeDone\nenv 1 platform.restoreReport"));
    const QString log = text(world.log({}));
    QVERIFY2(log.contains(QStringLiteral(R"("type":"platform.restoreRuntimeDone","record":{"status":"success"}})")),
             qPrintable(log));
    world.sandbox->restore("F", [](const EnvironmentSpec &) {
        return ModelledInit{20ms, R"({"errorType":"Runtime.AfterRestoreError"})", "Runtime.AfterRestoreError"};
    });
    world.engine->stopEverything();
    world.run(1s);
    world.invoke("F:live");
    world.run(1s);
    QVERIFY(text(world.log({}))
                .contains(QStringLiteral(R"("type":"platform.restoreRuntimeDone","record":{"status":"error",)"
                                         R"("errorType":"Runtime.AfterRestoreError"}})")));
}

void TestSnapStart::newCodeMakesNewSnapshots()
{
    World world;
    addSnapStart(world);
    world.engine->grantRun();
    world.run(1s);
    world.deployment.code["F"].directory = "code-2";
    world.deploy();
    world.run(1s);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{2});
    QCOMPARE(text(world.sandbox->launched().back().codeDirectory), QStringLiteral("code-2"));
    QCOMPARE(world.sandbox->alive(), std::size_t{1});
    world.invoke("F:live");
    world.run(1s);
    QCOMPARE(text(world.sandbox->seen().back().codeDirectory), QStringLiteral("code-2"));
}

void TestSnapStart::latestStartsOnDemand()
{
    World world;
    addSnapStart(world);
    const std::string id = world.invoke("F");
    world.run(1s);
    QVERIFY(text(world.log(id)).contains(QStringLiteral("Init Duration")));
    QVERIFY(!text(world.log(id)).contains(QStringLiteral("Restore")));
}

void TestSnapStart::versionsThatNoAliasNamesAreNotPrepared()
{
    World world;
    addSnapStart(world);
    world.engine->grantRun();
    world.deployment.code["F"].directory = "code-2";
    world.deploy();
    world.run(1s);
    QCOMPARE(world.sandbox->alive(), std::size_t{1}); // of version 2, which the alias names now
    const std::string id = world.invoke("F:1");
    world.run(1s);
    QVERIFY(text(world.log(id)).contains(QStringLiteral("Restore Duration"))); // made when it is asked for
    QCOMPARE(text(world.sandbox->seen().back().codeDirectory), QStringLiteral("/snapshots/code-1"));
}

void TestSnapStart::otherRuntimesStartOnDemand()
{
    World world;
    Function &function = world.add("F");
    function.snapStart = "PublishedVersions";
    function.autoPublishAlias = "live";
    function.runtime = "nodejs22.x";
    world.deploy();
    world.run(1ms);
    const std::string id = world.invoke("F:live");
    world.run(1s);
    QVERIFY(text(world.log(id)).contains(QStringLiteral("Init Duration")));
    QCOMPARE(world.sandbox->launched().size(), std::size_t{1});
}

void TestSnapStart::resetEnvironmentsKeepTheirTmp()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        return request.payload == "1" ? ModelledRun::never() : ModelledRun{};
    });
    world.invoke("F", "1");
    world.run(5s);
    world.invoke("F", "2");
    world.run(5s);
    const auto &launched = world.sandbox->launched();
    QCOMPARE(launched.size(), std::size_t{2});
    QVERIFY(!launched[0].tmp);
    QVERIFY(launched[1].tmp);
    QCOMPARE(launched[1].logStream, launched[0].logStream);
}

void TestSnapStart::deathsThatLambdaKeepsSilentBecomeTimeouts()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->init("F", [](const EnvironmentSpec &) {
        return ModelledInit{20ms, "{}", "Runtime.ExitError", true};
    });
    const std::string id = world.invoke("F");
    world.run(5s);
    QCOMPARE(world.outcomes.at(id).outcome, InvocationOutcome::Timeout);
    QVERIFY(world.outcomes.at(id).duration == 3s);
    QCOMPARE(world.all<fact::Notice>().size(), std::size_t{1});
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestSnapStart)
#include "tst_snapstart.moc"

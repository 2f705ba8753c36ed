// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/traceheader.h"
#include "tests/support/qttext.h"
#include "tests/support/world.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// What surrounds invocations: the SHUTDOWN phase, platform events, the JSON log format, sampling of traces.
class TestEnginePhases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idleEnvironmentsAreShutDownBeforeTheyGo();
    void reasonsAreTheOnesExtensionsHear();
    void killingSkipsTheShutdown();
    void stoppingEnvironmentsKeepNobodyWaiting();
    void extensionsMayWriteWhileTheirEnvironmentStops();
    void subscribersHearInTheOrderOfThePhases();
    void withoutSubscribersNothingExtraIsSaid();
    void jsonLogsHoldTelemetryObjects();
    void systemLevelsFilterPlatformLines_data();
    void systemLevelsFilterPlatformLines();
    void applicationLevelsFilterJsonLinesOnly();
    void tailsOfJsonLogsEndWithTheReport();
    void activeTracingSamplesTheFirstOfEachSecond();
    void passedThroughTracesKeepTheirDecision();
    void sampledTracesStandInTheReport();
};

namespace {

Function &json(World &world, const std::string &systemLevel = "INFO", const std::string &applicationLevel = "INFO")
{
    Function &function = world.add("F");
    function.logging.format = "JSON";
    function.logging.systemLevel = systemLevel;
    function.logging.applicationLevel = applicationLevel;
    return function;
}

QStringList allLogs(const World &world)
{
    QStringList texts;
    for (const auto &line : world.all<fact::LogWritten>())
        texts << text(line.text);
    return texts;
}

QStringList types(const QStringList &lines)
{
    QStringList found;
    for (const QString &line : lines)
        found << QJsonDocument::fromJson(line.toUtf8()).object()[QStringLiteral("type")].toString();
    return found;
}

} // namespace

void TestEnginePhases::idleEnvironmentsAreShutDownBeforeTheyGo()
{
    World world;
    world.add("F");
    world.sandbox->shutdown("F", 2s);
    world.deploy();
    world.invoke("F");
    world.run(10min + 1s);
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{1});
    world.run(2s);
    QCOMPARE(text(world.trace({"stopping", "gone"})),
             lines("600.110 env    F env 1 stopping (idle)", "602.110 env    F env 1 gone"));
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
    QVERIFY(std::ranges::count(world.sandbox->told(), "env 1 spindown") == 1);
}

void TestEnginePhases::reasonsAreTheOnesExtensionsHear()
{
    World world;
    world.add("F");
    world.deploy();
    int turn = 0;
    world.sandbox->handle("F", [&turn](const InvocationRequest &request) {
        ++turn;
        if (turn == 1)
            return ModelledRun::never();
        return turn == 2 ? ModelledRun::exits(10ms, request.requestId, 1) : ModelledRun::ok(10ms);
    });
    for (int i = 0; i < 3; ++i) {
        world.invoke("F");
        world.run(10s);
    }
    world.deployment.code["F"].directory = "/snapshots/code-2";
    world.deploy();
    world.run(1s);
    std::vector<std::string> reasons;
    std::ranges::copy_if(world.sandbox->told(), std::back_inserter(reasons),
                         [](const std::string &what) { return what.find("platform") == std::string::npos; });
    QCOMPARE(text(reasons), lines("env 1 timeout", "env 2 failure", "env 3 spindown"));
}

void TestEnginePhases::killingSkipsTheShutdown()
{
    World world;
    world.add("F");
    world.sandbox->shutdown("F", 2s);
    world.deploy();
    world.invoke("F");
    world.run(1s);
    QVERIFY(world.engine->killEnvironment(EnvironmentId{1}));
    world.run(0ms);
    QCOMPARE(text(world.trace({"stopping", "gone"})),
             lines("  1.000 env    F env 1 stopping (killed)", "  1.000 env    F env 1 gone"));
}

void TestEnginePhases::stoppingEnvironmentsKeepNobodyWaiting()
{
    EngineOptions options;
    options.environmentsMax = 1;
    World world(options);
    world.add("F");
    world.sandbox->shutdown("F", 2s);
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        return request.payload == "1" ? ModelledRun::never() : ModelledRun::ok(10ms);
    });
    world.invoke("F", "1");
    world.run(100ms);
    const std::string second = world.invoke("F", "2"); // waits for the machine
    world.run(3200ms);                                 // the first times out at 3.1 s
    QVERIFY(world.outcomes.contains(second));
    QCOMPARE(text(world.trace({"env 1 stopping", "env 2 starting", "env 1 gone"})),
             lines("  3.100 env    F env 1 stopping (timeout)", "  3.100 env    F env 2 starting"));
    world.run(2s);
    QCOMPARE(text(world.trace({"env 1 gone"})), lines("  5.100 env    F env 1 gone"));
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{1});
}

void TestEnginePhases::extensionsMayWriteWhileTheirEnvironmentStops()
{
    World world;
    world.add("F");
    world.sandbox->shutdown("F", 2s);
    world.deploy();
    world.invoke("F");
    world.run(10min + 1s);
    world.sandbox->print(EnvironmentId{1}, "flushing");
    world.run(1s);
    QCOMPARE(allLogs(world).back(), QStringLiteral("flushing"));
}

void TestEnginePhases::subscribersHearInTheOrderOfThePhases()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->subscribe();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        return request.payload == "1" ? ModelledRun::ok(10ms) : ModelledRun::never();
    });
    world.invoke("F", "1");
    world.run(1s);
    world.invoke("F", "2");
    world.run(4s);
    QCOMPARE(text(world.sandbox->told()),
             lines("env 1 platform.initStart", "env 1 platform.initReport", "env 1 platform.start",
                   "env 1 platform.end", "env 1 platform.report", "env 1 platform.start", "env 1 platform.runtimeDone",
                   "env 1 platform.end", "env 1 platform.report", "env 1 timeout"));
}

void TestEnginePhases::withoutSubscribersNothingExtraIsSaid()
{
    World world;
    world.add("F");
    world.deploy();
    const std::string id = world.invoke("F");
    world.run(1s);
    QCOMPARE(world.log(id).size(), std::size_t{3});
    QCOMPARE(world.log({}).size(), std::size_t{1});
    QVERIFY(!std::ranges::count(world.sandbox->told(), "env 1 platform.initReport"));
}

void TestEnginePhases::jsonLogsHoldTelemetryObjects()
{
    World world;
    json(world);
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) {
        auto run = ModelledRun::ok(12340us);
        run.prints = {"plain text"};
        return run;
    });
    const std::string id = world.invoke("F");
    world.run(1s);
    const QStringList lines = allLogs(world);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[2], QStringLiteral("plain text"));
    QCOMPARE(types(lines),
             QStringList({QStringLiteral("platform.initStart"), QStringLiteral("platform.start"), QString(),
                          QStringLiteral("platform.report")}));
    const std::string trace = world.sandbox->seen().front().request.traceId;
    const QString parent = text(traceField(trace, "Parent"));
    QCOMPARE(lines[1],
             QStringLiteral(R"({"time":"2025-03-04T05:06:07.100Z","type":"platform.start","record":{"requestId":"%1",)"
                            R"("version":"$LATEST","tracing":{"spanId":"%2","type":"X-Amzn-Trace-Id","value":"%3"}}})")
                 .arg(text(id), parent, text(trace)));
    QCOMPARE(lines[3],
             QStringLiteral(R"({"time":"2025-03-04T05:06:07.112Z","type":"platform.report","record":{"requestId":"%1",)"
                            R"("metrics":{"durationMs":12.34,"billedDurationMs":113,"memorySizeMB":128,)"
                            R"("maxMemoryUsedMB":40,"initDurationMs":100.0},"tracing":{"spanId":"%2",)"
                            R"("type":"X-Amzn-Trace-Id","value":"%3"},"status":"success"}})")
                 .arg(text(id), parent, text(trace)));
    std::vector<LogKind> kinds;
    for (const auto &line : world.all<fact::LogWritten>())
        kinds.push_back(line.kind);
    QVERIFY((kinds == std::vector{LogKind::InitStart, LogKind::Start, LogKind::Text, LogKind::Report}));
}

void TestEnginePhases::systemLevelsFilterPlatformLines_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("shown");
    QTest::newRow("DEBUG") << "DEBUG"
                           << "initStart initReport start report start runtimeDone report";
    QTest::newRow("INFO") << "INFO"
                          << "initStart start report start runtimeDone report";
    QTest::newRow("WARN") << "WARN"
                          << "runtimeDone report";
}

void TestEnginePhases::systemLevelsFilterPlatformLines()
{
    QFETCH(QString, level);
    QFETCH(QString, shown);
    World world;
    json(world, level.toStdString());
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        return request.payload == "1" ? ModelledRun::ok(10ms) : ModelledRun::never();
    });
    world.invoke("F", "1");
    world.run(1s);
    world.invoke("F", "2"); // times out: not a success, hence WARN
    world.run(4s);
    QStringList found = types(allLogs(world));
    found.removeAll(QString()); // the line "Task timed out" has no JSON form
    QCOMPARE(found.join(QLatin1Char(' ')).remove(QStringLiteral("platform.")), shown);
}

void TestEnginePhases::applicationLevelsFilterJsonLinesOnly()
{
    World world;
    json(world, "WARN", "WARN");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) {
        auto run = ModelledRun::ok(10ms);
        run.prints = {"raw", R"({"a":1})", R"({"level":"INFO"})", R"({"level":"ERROR"})", "{broken"};
        run.levels = {LogLevel::None, LogLevel::None, LogLevel::Info, LogLevel::Error, LogLevel::None};
        return run;
    });
    world.invoke("F");
    world.run(1s);
    QCOMPARE(allLogs(world),
             QStringList({QStringLiteral("raw"), QStringLiteral(R"({"level":"ERROR"})"), QStringLiteral("{broken")}));
}

void TestEnginePhases::tailsOfJsonLogsEndWithTheReport()
{
    World world;
    json(world);
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) {
        auto run = ModelledRun::ok(10ms);
        for (int i = 0; i < 100; ++i)
            run.prints.push_back(std::string(100, 'x'));
        return run;
    });
    const std::string id = world.invoke("F");
    world.run(1s);
    const QString tail = text(world.outcomes.at(id).logTail);
    QCOMPARE(tail.toUtf8().size(), 4096);
    QCOMPARE(tail.trimmed().split(QLatin1Char('\n')).back(), allLogs(world).back());
}

void TestEnginePhases::activeTracingSamplesTheFirstOfEachSecond()
{
    World world;
    world.add("F").tracing = "Active";
    world.deploy();
    for (int i = 0; i < 400; ++i) {
        world.invoke("F");
        world.run(100ms);
    }
    std::map<std::int64_t, int> sampledPerSecond;
    int sampled = 0;
    for (const auto &seen : world.sandbox->seen()) {
        const bool isSampled = traceField(seen.request.traceId, "Sampled") == "1";
        sampled += isSampled;
        sampledPerSecond[unixMillis(seen.at) / 1000] += isSampled;
    }
    QVERIFY(std::ranges::all_of(sampledPerSecond, [](const auto &entry) { return entry.second >= 1; }));
    // 40 seconds, and 5 % of the other 360.
    QVERIFY2(sampled >= 45 && sampled <= 75, qPrintable(QString::number(sampled)));
}

void TestEnginePhases::passedThroughTracesKeepTheirDecision()
{
    EventLoop loop;
    Prng prng(1);
    TraceSampler sampler;
    const Instant now = scenarioStart();
    const std::string sampled = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    QCOMPARE(text(sampler.complete(sampled, "PassThrough", now, prng)), text(sampled));
    QCOMPARE(text(sampler.complete("Root=1-2-3", "PassThrough", now, prng)), QStringLiteral("Root=1-2-3"));
    QVERIFY(sampler.complete({}, "PassThrough", now, prng).ends_with(";Sampled=0"));
    const std::string refused = "Root=1-2-3;Parent=4;Sampled=0";
    QCOMPARE(text(sampler.complete(refused, "Active", now, prng)), text(refused));
    const std::string active = sampler.complete("Root=1-2-3", "Active", now, prng);
    QVERIFY2(
        QRegularExpression(QStringLiteral("^Root=1-2-3;Parent=[0-9a-f]{16};Sampled=1$")).match(text(active)).hasMatch(),
        active.c_str());
    // Lambda's own segment becomes the parent of what the function sends on.
    const std::string kept = sampler.complete(sampled, "Active", now, prng);
    QCOMPARE(text(traceField(kept, "Root")), text(traceField(sampled, "Root")));
    QVERIFY(traceField(kept, "Parent") != traceField(sampled, "Parent"));
}

void TestEnginePhases::sampledTracesStandInTheReport()
{
    World world;
    world.add("F").tracing = "Active";
    world.deploy();
    const std::string id = world.invoke("F");
    world.run(1s);
    const std::string trace = world.sandbox->seen().front().request.traceId;
    const QString report = text(world.log(id).back());
    QVERIFY2(
        report.endsWith(QStringLiteral("\tInit Duration: 100.00 ms\t\nXRAY TraceId: %1\tSegmentId: %2\tSampled: true\t")
                            .arg(text(traceField(trace, "Root")), text(traceField(trace, "Parent")))),
        qPrintable(report));
}

QTEST_APPLESS_MAIN(TestEnginePhases)
#include "tst_enginephases.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qttext.h"
#include "tests/support/world.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// What callers and logs get when something goes wrong, to the byte (runtime-api.md 3 and 10).
class TestEngineErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logLinesOfASuccess();
    void tailIsTheLastFourKilobytes();
    void timeoutHasAwsTextAndLines();
    void timeoutResetsTheEnvironment();
    void functionErrorKeepsTheEnvironment();
    void crashReplacesTheEnvironment();
    void outOfMemoryReportsTheLimit();
    void failedInitIsRepeatedInsideTheInvocation();
    void initThatSucceedsTheSecondTimeIsBilledAsDuration();
    void initThatTakesTooLongIsRepeated();
    void repeatedInitIsLimitedByTheTimeout();
    void oversizedResponses();
    void refusals_data();
    void refusals();
    void brokenJsonIsRefused_data();
    void brokenJsonIsRefused();
    void eventPayloadsHaveTheirOwnLimit();
    void dryRunChecksAndRunsNothing();
    void emptyBodyIsAnEmptyObject();
    void functionsWithoutCodeSayWhy();
    void classicLimitsBillInSteps();
};

void TestEngineErrors::logLinesOfASuccess()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) {
        ModelledRun run = ModelledRun::ok(12345678ns, "{}");
        run.prints = {"hello", "two\twords"};
        return run;
    });
    const std::string cold = world.invoke("F");
    world.run(1s);
    const std::string warm = world.invoke("F");
    world.run(1s);
    QVERIFY(QRegularExpression(QStringLiteral("^INIT_START Runtime Version: python:3\\.13\\.v\\d+\\tRuntime Version "
                                              "ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$"))
                .match(text(world.log({})))
                .hasMatch());
    const QString id = text(cold);
    QCOMPARE(text(world.log(cold)),
             QStringLiteral("START RequestId: %1 Version: $LATEST\nhello\ntwo\twords\nEND RequestId: %1\n"
                            "REPORT RequestId: %1\tDuration: 12.35 ms\tBilled Duration: 113 ms\tMemory Size: 128 MB\t"
                            "Max Memory Used: 40 MB\tInit Duration: 100.00 ms\t")
                 .arg(id));
    QVERIFY(text(world.log(warm))
                .endsWith(QStringLiteral(
                    "\tDuration: 12.35 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t")));
}

void TestEngineErrors::tailIsTheLastFourKilobytes()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        ModelledRun run;
        for (int i = 0; request.payload == "1" && i < 2000; ++i)
            run.prints.push_back("line " + std::to_string(i));
        return run;
    });
    const std::string small = world.invoke("F");
    world.run(1s);
    const std::string large = world.invoke("F", "1");
    world.run(1s);
    const std::string &tail = world.outcomes.at(small).logTail;
    QVERIFY(tail.starts_with("START RequestId: " + small));
    QVERIFY(tail.ends_with("Init Duration: 100.00 ms\t\n"));
    const std::string &cut = world.outcomes.at(large).logTail;
    QCOMPARE(cut.size(), std::size_t{4096});
    QVERIFY(cut.find("line 1999\nEND RequestId: " + large) != std::string::npos);
}

void TestEngineErrors::timeoutHasAwsTextAndLines()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::never(); });
    const std::string id = world.invoke("F");
    world.run(10s);
    const InvokeOutcome &outcome = world.outcomes.at(id);
    QCOMPARE(outcome.status, 200);
    QCOMPARE(text(outcome.functionError), QStringLiteral("Unhandled"));
    QCOMPARE(outcome.outcome, InvocationOutcome::Timeout);
    QVERIFY(outcome.duration == 3s);
    QCOMPARE(text(outcome.payload),
             QStringLiteral("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: "
                            "%1 Error: Task timed out after 3.00 seconds\"}")
                 .arg(text(id)));
    QCOMPARE(text(world.log(id)),
             QStringLiteral("START RequestId: %1 Version: $LATEST\n"
                            "2025-03-04T05:06:10.100Z %1 Task timed out after 3.00 seconds\n\n"
                            "END RequestId: %1\n"
                            "REPORT RequestId: %1\tDuration: 3000.00 ms\tBilled Duration: 3100 ms\tMemory Size: 128 "
                            "MB\tMax Memory Used: 0 MB\tInit Duration: 100.00 ms\tStatus: timeout")
                 .arg(text(id)));
    const auto ended = world.all<fact::InvocationEnded>();
    QCOMPARE(text(ended.front().errorType), QStringLiteral("Sandbox.Timedout"));
}

void TestEngineErrors::timeoutResetsTheEnvironment()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        return request.payload == "1" ? ModelledRun::never() : ModelledRun::ok(10ms);
    });
    world.invoke("F", "1");
    world.run(10s);
    QCOMPARE(world.sandbox->alive(), std::size_t{0}); // the whole tree is killed at once
    const std::string next = world.invoke("F");
    world.run(1s);
    // A suppressed init: no INIT_START, no Init Duration; its time is part of the duration; same log stream.
    QCOMPARE(world.log({}).size(), std::size_t{1});
    QVERIFY(!world.outcomes.at(next).initDuration);
    QVERIFY(world.outcomes.at(next).duration == 110ms);
    QVERIFY(text(world.log(next)).contains(QStringLiteral("\tDuration: 110.00 ms\tBilled Duration: 110 ms\t")));
    QCOMPARE(text(world.sandbox->launched()[0].logStream), text(world.sandbox->launched()[1].logStream));
    QVERIFY(world.sandbox->launched()[0].id != world.sandbox->launched()[1].id);
}

void TestEngineErrors::functionErrorKeepsTheEnvironment()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F",
                          [](const InvocationRequest &) { return ModelledRun::raises(10ms, "ValueError", "boom"); });
    const std::string id = world.invoke("F");
    world.run(1s);
    world.invoke("F");
    world.run(1s);
    const InvokeOutcome &outcome = world.outcomes.at(id);
    QCOMPARE(outcome.status, 200);
    QCOMPARE(text(outcome.functionError), QStringLiteral("Unhandled"));
    QCOMPARE(text(outcome.errorFile), QStringLiteral("app.py"));
    QCOMPARE(outcome.errorLine, 3);
    QCOMPARE(world.sandbox->launched().size(), std::size_t{1});
    QVERIFY(text(world.log(id)).endsWith(QStringLiteral("Init Duration: 100.00 ms\t"))); // no Status
    const auto ended = world.all<fact::InvocationEnded>().front();
    QCOMPARE(text(ended.errorType), QStringLiteral("ValueError"));
    QCOMPARE(text(ended.errorMessage), QStringLiteral("boom"));
}

void TestEngineErrors::crashReplacesTheEnvironment()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        return request.payload == "1" ? ModelledRun::exits(20ms, request.requestId, 7) : ModelledRun::ok(10ms);
    });
    const std::string id = world.invoke("F", "1");
    world.run(1s);
    const std::string next = world.invoke("F");
    world.run(1s);
    QCOMPARE(text(world.log(id)),
             QStringLiteral("START RequestId: %1 Version: $LATEST\n"
                            "RequestId: %1 Error: Runtime exited with error: exit status 7\nRuntime.ExitError\n"
                            "END RequestId: %1\n"
                            "REPORT RequestId: %1\tDuration: 20.00 ms\tBilled Duration: 120 ms\tMemory Size: 128 MB\t"
                            "Max Memory Used: 40 MB\tInit Duration: 100.00 ms\tStatus: error\t"
                            "Error Type: Runtime.ExitError")
                 .arg(text(id)));
    QCOMPARE(text(world.trace({"env 1 failed"})), lines("  0.120 env    F env 1 failed (crash)"));
    QVERIFY(world.outcomes.at(next).functionError.empty());
    QVERIFY(!world.outcomes.at(next).initDuration);
}

void TestEngineErrors::outOfMemoryReportsTheLimit()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        ModelledRun run = ModelledRun::exits(20ms, request.requestId, 0);
        run.outcome = InvocationOutcome::OutOfMemory;
        run.payload = "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: " + request.requestId
            + " Error: Runtime exited with error: signal: killed\"}";
        run.memoryMb = 127;
        return run;
    });
    const std::string id = world.invoke("F");
    world.run(1s);
    QVERIFY(
        text(world.log(id))
            .endsWith(QStringLiteral("Max Memory Used: 128 MB\tInit Duration: 100.00 ms\tStatus: error\tError Type: "
                                     "Runtime.OutOfMemory")));
    QCOMPARE(world.outcomes.at(id).maxMemoryUsedMb, 128);
}

void TestEngineErrors::failedInitIsRepeatedInsideTheInvocation()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->init("F", [](const EnvironmentSpec &) {
        return ModelledInit{150ms,
                            "{\"errorMessage\":\"RequestId:  Error: Unable to import module 'app'\","
                            "\"errorType\":\"Runtime.ImportModuleError\",\"stackTrace\":[]}",
                            "Runtime.ImportModuleError"};
    });
    const std::string id = world.invoke("F");
    world.run(5s);
    const QStringList init = text(world.log({})).split(QLatin1Char('\n'));
    QCOMPARE(init.size(), 3);
    QVERIFY(init[0].startsWith(QStringLiteral("INIT_START ")));
    QCOMPARE(init[1],
             QStringLiteral("INIT_REPORT Init Duration: 150.00 ms\tPhase: init\tStatus: error\t"
                            "Error Type: Runtime.ImportModuleError"));
    QCOMPARE(init[2],
             QStringLiteral("INIT_REPORT Init Duration: 150.00 ms\tPhase: invoke\tStatus: error\t"
                            "Error Type: Runtime.ImportModuleError"));
    const InvokeOutcome &outcome = world.outcomes.at(id);
    QCOMPARE(outcome.status, 200);
    QCOMPARE(outcome.outcome, InvocationOutcome::InitError);
    QVERIFY(outcome.duration == 150ms);
    QCOMPARE(outcome.billedMs, 150);
    QVERIFY(text(outcome.payload).contains(QStringLiteral("\"RequestId: %1 Error: Unable to import").arg(text(id))));
    QVERIFY(text(world.log(id)).endsWith(QStringLiteral("Status: error\tError Type: Runtime.ImportModuleError")));
    QCOMPARE(world.engine->liveEnvironments(), std::size_t{0});
    QCOMPARE(world.engine->runningInvocations(), std::size_t{0});
}

void TestEngineErrors::initThatSucceedsTheSecondTimeIsBilledAsDuration()
{
    World world;
    world.add("F");
    world.deploy();
    int launches = 0;
    world.sandbox->init("F", [&](const EnvironmentSpec &) {
        return ++launches == 1 ? ModelledInit{50ms, "{}", "Runtime.ExitError"} : ModelledInit{200ms, {}, {}};
    });
    const std::string id = world.invoke("F");
    world.run(5s);
    QVERIFY(world.outcomes.at(id).functionError.empty());
    QVERIFY(world.outcomes.at(id).duration == 210ms);
    QVERIFY(!world.outcomes.at(id).initDuration);
    Snapshot snapshot;
    world.engine->fill(snapshot);
    QCOMPARE(snapshot.function("F")->coldStarts, 1);
}

void TestEngineErrors::initThatTakesTooLongIsRepeated()
{
    World world;
    world.add("F").timeoutSeconds = 60;
    world.deploy();
    world.sandbox->init("F", [](const EnvironmentSpec &) { return ModelledInit{12s, {}, {}}; });
    const std::string id = world.invoke("F");
    world.run(30s);
    QVERIFY(text(world.log({}))
                .contains(QStringLiteral("INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout")));
    QVERIFY(world.outcomes.at(id).functionError.empty());
    QVERIFY(world.outcomes.at(id).duration == 12010ms);
}

void TestEngineErrors::repeatedInitIsLimitedByTheTimeout()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->init("F", [](const EnvironmentSpec &) { return ModelledInit{1h, {}, {}}; });
    const std::string id = world.invoke("F");
    world.run(30s);
    const InvokeOutcome &outcome = world.outcomes.at(id);
    QCOMPARE(outcome.outcome, InvocationOutcome::Timeout);
    QVERIFY(text(outcome.payload).contains(QStringLiteral("Task timed out after 3.00 seconds")));
    QVERIFY(outcome.duration == 3s);
    QVERIFY(text(world.log({}))
                .endsWith(QStringLiteral("INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout")));
    // START comes before the text of the timeout even though the handler never ran.
    QVERIFY(text(world.log(id)).startsWith(QStringLiteral("START RequestId: ")));
    QCOMPARE(world.sandbox->seen().size(), std::size_t{0});
}

void TestEngineErrors::oversizedResponses()
{
    World world;
    world.add("F");
    world.deploy();
    world.sandbox->handle(
        "F", [](const InvocationRequest &) { return ModelledRun::ok(10ms, "\"" + std::string(6291556, 'x') + "\""); });
    const std::string id = world.invoke("F");
    world.run(1s);
    QCOMPARE(text(world.outcomes.at(id).payload),
             QStringLiteral("{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 "
                            "bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}"));
    QCOMPARE(text(world.outcomes.at(id).functionError), QStringLiteral("Unhandled"));
}

void TestEngineErrors::refusals_data()
{
    QTest::addColumn<QString>("function");
    QTest::addColumn<QString>("qualifier");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("body");
    const QString arn = QStringLiteral("arn:aws:lambda:us-east-1:000000000000:function:");
    const auto notFound = [&](const QString &what) {
        return QStringLiteral("{\"Type\":\"User\",\"Message\":\"Function not found: %1%2\"}").arg(arn, what);
    };
    const QString missing = QStringLiteral("ResourceNotFoundException");
    QTest::newRow("id") << QStringLiteral("F") << QString() << 200 << QString() << QString();
    QTest::newRow("$LATEST") << QStringLiteral("F") << QStringLiteral("$LATEST") << 200 << QString() << QString();
    QTest::newRow("full ARN") << arn + QStringLiteral("F") << QString() << 200 << QString() << QString();
    QTest::newRow("partial ARN") << QStringLiteral("000000000000:function:F:$LATEST") << QString() << 200 << QString()
                                 << QString();
    QTest::newRow("unknown") << QStringLiteral("nope") << QString() << 404 << missing
                             << notFound(QStringLiteral("nope:$LATEST"));
    QTest::newRow("alias") << QStringLiteral("F:PROD") << QString() << 404 << missing
                           << notFound(QStringLiteral("F:PROD"));
    QTest::newRow("version") << QStringLiteral("F") << QStringLiteral("3") << 404 << missing
                             << notFound(QStringLiteral("F:3"));
    QTest::newRow("case matters") << QStringLiteral("F") << QStringLiteral("$latest") << 404 << missing
                                  << notFound(QStringLiteral("F:$latest"));
    QTest::newRow("two qualifiers")
        << QStringLiteral("F:1") << QStringLiteral("2") << 400 << QStringLiteral("InvalidParameterValueException")
        << QStringLiteral("{\"Type\":\"User\",\"message\":\"The derived qualifier from the function name does not "
                          "match the specified qualifier.\"}");
    QTest::newRow("other region")
        << QStringLiteral("arn:aws:lambda:eu-west-1:000000000000:function:F") << QString() << 404 << missing
        << QStringLiteral("{\"Type\":\"User\",\"Message\":\"Functions from 'eu-west-1' are not reachable in this "
                          "region ('us-east-1')\"}");
}

void TestEngineErrors::refusals()
{
    QFETCH(QString, function);
    QFETCH(QString, qualifier);
    QFETCH(int, status);
    QFETCH(QString, type);
    QFETCH(QString, body);
    World world;
    world.add("F");
    world.deploy();
    InvokeRequest request;
    request.function = function.toStdString();
    request.qualifier = qualifier.toStdString();
    std::optional<InvokeOutcome> outcome;
    world.engine->invoke(request, [&](InvokeOutcome result) { outcome = std::move(result); });
    QVERIFY(!outcome); // never from inside invoke()
    world.run(1s);
    QCOMPARE(outcome->status, status);
    QCOMPARE(text(outcome->errorType), type);
    if (status != 200)
        QCOMPARE(text(outcome->payload), body);
}

void TestEngineErrors::brokenJsonIsRefused_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("fault");
    QTest::newRow("bare word") << QByteArray("hello")
                               << QStringLiteral("Unrecognized token 'hello': was expecting (JSON String, Number, "
                                                 "Array, Object or token 'null', 'true' or 'false')");
    QTest::newRow("invalid UTF-8") << QByteArray("{\x87") << QStringLiteral("Invalid UTF-8 start byte 0x87");
    QTest::newRow("control character")
        << QByteArray("\x01")
        << QStringLiteral("Unexpected character ((CTRL-CHAR, code 1)): expected a valid value (JSON String, Number, "
                          "Array, Object or token 'null', 'true' or 'false')");
}

void TestEngineErrors::brokenJsonIsRefused()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, fault);
    World world;
    world.add("F");
    world.deploy();
    for (const bool event : {false, true}) {
        const std::string id = event ? world.invokeLater("F", payload.toStdString())
                                     : world.invoke("F", payload.toStdString());
        world.run(1s);
        const InvokeOutcome &outcome = world.outcomes.at(id);
        QCOMPARE(outcome.status, 400);
        QCOMPARE(text(outcome.errorType), QStringLiteral("InvalidRequestContentException"));
        const auto body = nlohmann::json::parse(outcome.payload);
        QCOMPARE(text(body.at("Type").get<std::string>()), QStringLiteral("User"));
        const QString source = QStringLiteral(
            "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: ");
        const QString message = text(body.at("message").get<std::string>());
        QVERIFY2(message.startsWith(
                     QStringLiteral("Could not parse request body into json: Could not parse payload into json: ")
                     + fault + source),
                 qPrintable(message));
    }
    QVERIFY(world.sandbox->launched().empty());
}

void TestEngineErrors::eventPayloadsHaveTheirOwnLimit()
{
    World world;
    world.add("F");
    world.deploy();
    const std::string twoMegabytes = "\"" + std::string(2'000'000, 'x') + "\"";
    const std::string sync = world.invoke("F", twoMegabytes);
    const std::string event = world.invokeLater("F", twoMegabytes);
    const std::string tooLarge = world.invoke("F", "\"" + std::string(6291456, 'x') + "\"");
    world.run(1s);
    QCOMPARE(world.outcomes.at(sync).status, 200);
    QCOMPARE(world.outcomes.at(event).status, 413);
    QCOMPARE(text(world.outcomes.at(event).payload),
             QStringLiteral("{\"Type\":\"User\",\"message\":\"Request must be smaller than 1048576 bytes for the "
                            "InvokeFunction operation\"}"));
    QCOMPARE(text(world.outcomes.at(tooLarge).errorType), QStringLiteral("RequestTooLargeException"));
    QCOMPARE(text(world.outcomes.at(tooLarge).payload),
             QStringLiteral("{\"Type\":\"User\",\"message\":\"Request must be smaller than 6291456 bytes for the "
                            "InvokeFunction operation\"}"));
}

void TestEngineErrors::dryRunChecksAndRunsNothing()
{
    World world;
    world.add("F");
    world.deploy();
    InvokeRequest request;
    request.function = "F";
    request.type = InvocationType::DryRun;
    int status = 0;
    world.engine->invoke(request, [&](const InvokeOutcome &outcome) { status = outcome.status; });
    world.run(1s);
    QCOMPARE(status, 204);
    QVERIFY(world.sandbox->launched().empty());
    QVERIFY(!world.engine->runGranted());
}

void TestEngineErrors::emptyBodyIsAnEmptyObject()
{
    World world;
    world.add("F");
    world.deploy();
    world.invoke("F", "");
    world.invokeLater("F", "");
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{2});
    for (const auto &seen : world.sandbox->seen())
        QCOMPARE(text(seen.request.payload), QStringLiteral("{}"));
}

void TestEngineErrors::functionsWithoutCodeSayWhy()
{
    World world;
    world.add("F");
    world.add("R").runtime = "ruby3.3";
    world.deployment.code["F"] = {{}, {}, "The folder src/orders does not exist."};
    world.sandbox->missRuntime("ruby3.3", "Ruby is not installed. Install it: sudo apt install ruby");
    world.deploy();
    const std::string code = world.invoke("F");
    const std::string runtime = world.invoke("R");
    world.run(1s);
    QCOMPARE(world.outcomes.at(code).status, 409);
    QVERIFY(text(world.outcomes.at(code).payload).contains(QStringLiteral("The folder src/orders does not exist.")));
    QVERIFY(text(world.outcomes.at(runtime).payload).contains(QStringLiteral("sudo apt install ruby")));
    QCOMPARE(text(world.engine->deployProblem("R")),
             QStringLiteral("Ruby is not installed. Install it: sudo apt install ruby"));
    QVERIFY(world.sandbox->launched().empty());
}

void TestEngineErrors::classicLimitsBillInSteps()
{
    World world;
    world.add("F");
    world.deployment.limits = LimitsProfile::classic();
    world.deploy();
    const std::string id = world.invoke("F");
    world.run(1s);
    QCOMPARE(world.outcomes.at(id).billedMs, 100); // 10 ms, init was free
}

QTEST_APPLESS_MAIN(TestEngineErrors)
#include "tst_engineerrors.moc"

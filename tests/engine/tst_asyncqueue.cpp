// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qttext.h"
#include "tests/support/world.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

namespace {

const std::vector<std::string> queueWords{"start  ", "retry", "drop"};

ModelledRun boom(const InvocationRequest &) { return ModelledRun::raises(0ms, "ValueError", "boom"); }

Json recordOf(const World &world, std::size_t index = 0) { return Json::parse(world.inbox.deliveries.at(index).body); }

} // namespace

/// Asynchronous invocation on virtual time: retries, ages, destinations, dead letters.
class TestAsyncQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsAndRuns();
    void retriesAfterOneAndTwoMinutesThenFails();
    void failureRecordHasAwsShape();
    void successRecordHasAwsShape();
    void neverRanRecordHasNoResponse();
    void deadLettersCarryTheEventAndAttributes();
    void bothDestinationAndDeadLetterAreSent();
    void longErrorMessagesAreCutAtOneKilobyte();
    void fewerRetriesAsConfigured_data();
    void fewerRetriesAsConfigured();
    void eventAgeLooksAhead_data();
    void eventAgeLooksAhead();
    void throttledEventsBackOffWithoutCounting();
    void throttledEventsExpire();
    void zeroReservedConcurrencyFailsAtOnce();
    void retriesRunTheNewCode();
    void deletedFunctionsDropTheirEvents();
    void destinationsToFunctionsChain();
    void aMissingTargetIsSaidToBeLost();
    void aRefusingDiskIsTold();
    void endsAreWrittenWhenTheDiskRecovers();
    void nothingRunsBeforeTheGrant();
};

void TestAsyncQueue::acceptsAndRuns()
{
    World world;
    world.add("F");
    world.deploy();
    const std::string id = world.invokeLater("F", "{\"order\":7}");
    world.run(1s);
    QCOMPARE(world.outcomes.at(id).status, 202);
    QVERIFY(world.outcomes.at(id).payload.empty());
    QVERIFY(world.outcomes.at(id).executedVersion.empty());
    QCOMPARE(text(world.sandbox->seen().front().request.requestId), text(id));
    QCOMPARE(text(world.sandbox->seen().front().request.payload), QStringLiteral("{\"order\":7}"));
    QVERIFY(world.store->rows().empty());
    QVERIFY(world.inbox.deliveries.empty());
}

void TestAsyncQueue::retriesAfterOneAndTwoMinutesThenFails()
{
    World world;
    world.add("F").onFailure = "Failed";
    world.inbox.targets = {"Failed"};
    world.deploy();
    world.sandbox->handle("F", boom);
    const std::string id = world.invokeLater("F");
    world.run(1h);
    QCOMPARE(text(world.trace(queueWords)),
             lines("  0.100 start  F #1 env 1 cold", "  0.100 retry  F #1 attempt 2 (function error)",
                   " 60.100 start  F #1 env 1 warm attempt 2", " 60.100 retry  F #1 attempt 3 (function error)",
                   "180.100 start  F #1 env 1 warm attempt 3", "180.100 drop   F #1 RetriesExhausted to Failed"));
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
    QCOMPARE(text(world.inbox.deliveries[0].requestId), text(id));
    QVERIFY(world.inbox.deliveries[0].failure);
    // One request id for all attempts; START, END and REPORT are written for each.
    QCOMPARE(world.log(id).size(), std::size_t{9});
    QCOMPARE(world.engine->queuedEvents(), std::size_t{0});
}

void TestAsyncQueue::failureRecordHasAwsShape()
{
    World world;
    world.add("F").onFailure = "Failed";
    world.inbox.targets = {"Failed"};
    world.deploy();
    world.sandbox->handle("F", boom);
    const std::string id = world.invokeLater("F", "{\"order\":7}");
    world.run(1h);
    const QString expected =
        QStringLiteral("{\"version\":\"1.0\",\"timestamp\":\"2025-03-04T05:09:07.100Z\",\"requestContext\":{"
                       "\"requestId\":\"%1\",\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:F:"
                       "$LATEST\",\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3},"
                       "\"requestPayload\":{\"order\":7},\"responseContext\":{\"statusCode\":200,"
                       "\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"},\"responsePayload\":")
            .arg(text(id));
    const QString body = text(world.inbox.deliveries.at(0).body);
    QVERIFY2(body.startsWith(expected), qPrintable(body));
    QCOMPARE(text(recordOf(world)["responsePayload"]["errorMessage"].get<std::string>()), QStringLiteral("boom"));
    QVERIFY(world.inbox.deliveries[0].attributes.empty());
    QVERIFY(text(world.inbox.deliveries[0].traceHeader).startsWith(QStringLiteral("Root=1-")));
}

void TestAsyncQueue::successRecordHasAwsShape()
{
    World world;
    Function &function = world.add("F");
    function.onSuccess = "Done";
    function.onFailure = "Failed";
    world.inbox.targets = {"Done", "Failed"};
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(10ms, "{\"ok\": true}"); });
    world.invokeLater("F", "[1, 2]");
    world.run(1h);
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
    QCOMPARE(text(world.inbox.deliveries[0].target), QStringLiteral("Done"));
    QVERIFY(!world.inbox.deliveries[0].failure);
    const Json record = recordOf(world);
    QCOMPARE(text(record["requestContext"]["condition"].get<std::string>()), QStringLiteral("Success"));
    QCOMPARE(record["requestContext"]["approximateInvokeCount"].get<int>(), 1);
    QCOMPARE(text(record["responseContext"].dump()),
             QStringLiteral("{\"statusCode\":200,\"executedVersion\":\"$LATEST\"}"));
    QCOMPARE(text(record["requestPayload"].dump()), QStringLiteral("[1,2]"));
    QCOMPARE(text(record["responsePayload"].dump()), QStringLiteral("{\"ok\":true}"));
    QVERIFY(world.all<fact::Dropped>().empty());
}

void TestAsyncQueue::neverRanRecordHasNoResponse()
{
    World world;
    Function &function = world.add("F");
    function.onFailure = "Failed";
    function.reservedConcurrency = 0;
    world.inbox.targets = {"Failed"};
    world.deploy();
    world.invokeLater("F");
    world.run(1s);
    const Json record = recordOf(world);
    QCOMPARE(text(record["requestContext"]["condition"].get<std::string>()), QStringLiteral("ZeroReservedConcurrency"));
    QCOMPARE(record["requestContext"]["approximateInvokeCount"].get<int>(), 0);
    QVERIFY(!record.contains("responseContext"));
    QVERIFY(!record.contains("responsePayload"));
}

void TestAsyncQueue::deadLettersCarryTheEventAndAttributes()
{
    World world;
    world.add("F").deadLetterTarget = "Dead";
    world.inbox.targets = {"Dead"};
    world.deploy();
    world.sandbox->handle("F", boom);
    const std::string id = world.invokeLater("F", "{\"order\": 7}");
    world.run(1h);
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
    const Delivery &letter = world.inbox.deliveries[0];
    QCOMPARE(text(letter.body), QStringLiteral("{\"order\": 7}"));
    QCOMPARE(letter.attributes,
             (std::vector<MessageAttribute>{
                 {"RequestID", "String", id}, {"ErrorCode", "Number", "200"}, {"ErrorMessage", "String", "boom"}}));
}

void TestAsyncQueue::bothDestinationAndDeadLetterAreSent()
{
    World world;
    Function &function = world.add("F");
    function.onFailure = "Failed";
    function.deadLetterTarget = "Dead";
    world.inbox.targets = {"Failed", "Dead"};
    world.deploy();
    world.sandbox->handle("F", boom);
    world.invokeLater("F");
    world.run(1h);
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{2});
    QCOMPARE(world.store->rows().size(), std::size_t{2}); // both in the same change, nothing of the event left
}

void TestAsyncQueue::longErrorMessagesAreCutAtOneKilobyte()
{
    World world;
    world.add("F").deadLetterTarget = "Dead";
    world.inbox.targets = {"Dead"};
    world.deploy();
    std::string message = "x";
    for (int i = 0; i < 1000; ++i)
        message += "é";
    world.sandbox->handle("F", [&](const InvocationRequest &) { return ModelledRun::raises(0ms, "E", message); });
    world.invokeLater("F");
    world.run(1h);
    const std::string &value = world.inbox.deliveries.at(0).attributes.at(2).value;
    QCOMPARE(value.size(), std::size_t{1023}); // 1024 would fall inside a character
    QVERIFY(message.starts_with(value));
}

void TestAsyncQueue::fewerRetriesAsConfigured_data()
{
    QTest::addColumn<int>("retries");
    for (const int retries : {0, 1, 2})
        QTest::newRow(qPrintable(QString::number(retries))) << retries;
}

void TestAsyncQueue::fewerRetriesAsConfigured()
{
    QFETCH(int, retries);
    World world;
    Function &function = world.add("F");
    function.maximumRetryAttempts = retries;
    function.onFailure = "Failed";
    world.inbox.targets = {"Failed"};
    world.deploy();
    world.sandbox->handle("F", boom);
    world.invokeLater("F");
    world.run(1h);
    QCOMPARE(world.sandbox->seen().size(), static_cast<std::size_t>(retries + 1));
    QCOMPARE(recordOf(world)["requestContext"]["approximateInvokeCount"].get<int>(), retries + 1);
}

void TestAsyncQueue::eventAgeLooksAhead_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<int>("attempts");
    QTest::newRow("60 s fails after the first") << 60 << 1; // 0.1 s + 60 s is too old
    QTest::newRow("100 s fails after the second") << 100 << 2;
    QTest::newRow("240 s suffices for all") << 240 << 3;
}

void TestAsyncQueue::eventAgeLooksAhead()
{
    QFETCH(int, age);
    QFETCH(int, attempts);
    World world;
    Function &function = world.add("F");
    function.maximumEventAgeSeconds = age;
    function.onFailure = "Failed";
    world.inbox.targets = {"Failed"};
    world.deploy();
    world.sandbox->handle("F", boom);
    world.invokeLater("F");
    world.run(1h);
    const Json record = recordOf(world);
    QCOMPARE(text(record["requestContext"]["condition"].get<std::string>()),
             attempts == 3 ? QStringLiteral("RetriesExhausted") : QStringLiteral("EventAgeExceeded"));
    QCOMPARE(record["requestContext"]["approximateInvokeCount"].get<int>(), attempts);
    QVERIFY(record.contains("responsePayload")); // the last response is attached
}

void TestAsyncQueue::throttledEventsBackOffWithoutCounting()
{
    World world;
    world.add("F").reservedConcurrency = 1;
    world.deploy();
    world.deployment.model.functions.front().timeoutSeconds = 900;
    world.deploy();
    world.sandbox->handle(
        "F", [](const InvocationRequest &request) { return ModelledRun::ok(request.payload == "1" ? 20s : 10ms); });
    world.invoke("F", "1");
    world.invokeLater("F", "2");
    world.run(10min);
    QCOMPARE(text(world.trace({"retry"})),
             lines("  0.000 retry  F #1 attempt 1 (ReservedFunctionConcurrentInvocationLimitExceeded)",
                   "  1.000 retry  F #1 attempt 1 (ReservedFunctionConcurrentInvocationLimitExceeded)",
                   "  3.000 retry  F #1 attempt 1 (ReservedFunctionConcurrentInvocationLimitExceeded)",
                   "  7.000 retry  F #1 attempt 1 (ReservedFunctionConcurrentInvocationLimitExceeded)",
                   " 15.000 retry  F #1 attempt 1 (ReservedFunctionConcurrentInvocationLimitExceeded)"));
    QCOMPARE(text(world.trace({"start  F #1"})), lines(" 31.000 start  F #1 env 1 warm"));
    QVERIFY(world.all<fact::Dropped>().empty());
}

void TestAsyncQueue::throttledEventsExpire()
{
    World world;
    Function &function = world.add("F");
    function.reservedConcurrency = 1;
    function.timeoutSeconds = 900;
    function.maximumEventAgeSeconds = 60;
    function.onFailure = "Failed";
    world.inbox.targets = {"Failed"};
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::never(); });
    world.invoke("F");
    world.invokeLater("F", "2");
    world.run(14min);
    const Json record = recordOf(world);
    QCOMPARE(text(record["requestContext"]["condition"].get<std::string>()), QStringLiteral("EventAgeExceeded"));
    QCOMPARE(record["requestContext"]["approximateInvokeCount"].get<int>(), 0);
    QVERIFY(!record.contains("responseContext"));
    const auto dropped = world.all<fact::Dropped>();
    QCOMPARE(dropped.size(), std::size_t{1});
}

void TestAsyncQueue::zeroReservedConcurrencyFailsAtOnce()
{
    World world;
    world.add("F").reservedConcurrency = 0;
    world.deploy();
    world.invokeLater("F");
    world.run(0ms);
    QCOMPARE(text(world.trace({"drop"})), lines("  0.000 drop   F #1 ZeroReservedConcurrency to "));
    QVERIFY(world.store->rows().empty());
}

void TestAsyncQueue::retriesRunTheNewCode()
{
    World world;
    world.add("F");
    world.deploy();
    bool broken = true;
    world.sandbox->handle(
        "F", [&](const InvocationRequest &request) { return broken ? boom(request) : ModelledRun::ok(10ms); });
    world.invokeLater("F");
    world.run(30s);
    broken = false;
    world.deployment.code["F"].directory = "/snapshots/code-2";
    world.deploy();
    world.run(5min);
    QCOMPARE(text(world.sandbox->seen().back().codeDirectory), QStringLiteral("/snapshots/code-2"));
    QCOMPARE(world.sandbox->seen().size(), std::size_t{2});
}

void TestAsyncQueue::deletedFunctionsDropTheirEvents()
{
    World world;
    world.add("F").onFailure = "Failed";
    world.inbox.targets = {"Failed"};
    world.deploy();
    world.sandbox->handle("F", boom);
    world.invokeLater("F");
    world.run(1s);
    world.deployment.model.functions.clear();
    world.deploy();
    world.run(1h);
    QCOMPARE(world.engine->queuedEvents(), std::size_t{0});
    QVERIFY(world.inbox.deliveries.empty());
    QVERIFY(world.store->rows().empty());
}

void TestAsyncQueue::destinationsToFunctionsChain()
{
    World world;
    world.add("First").onSuccess = "Second";
    world.add("Second");
    world.deploy();
    world.sandbox->handle("First", [](const InvocationRequest &) { return ModelledRun::ok(10ms, "\"done\""); });
    world.invokeLater("First", "{}");
    world.run(1min);
    const auto &seen = world.sandbox->seen();
    QCOMPARE(seen.size(), std::size_t{2});
    QCOMPARE(text(seen[1].function), QStringLiteral("Second"));
    const Json event = Json::parse(seen[1].request.payload);
    QCOMPARE(text(event["responsePayload"].get<std::string>()), QStringLiteral("done"));
    QVERIFY(seen[1].request.requestId != seen[0].request.requestId);
    QCOMPARE(text(world.trace({"moved"})), lines("  0.110 moved  First > Second event x1"));
}

void TestAsyncQueue::aMissingTargetIsSaidToBeLost()
{
    World world;
    world.add("F").onFailure = "Nowhere";
    world.deploy();
    world.deployment.model.functions.front().maximumRetryAttempts = 0;
    world.deploy();
    world.sandbox->handle("F", boom);
    world.invokeLater("F");
    world.run(1s);
    QCOMPARE(text(world.trace({"drop"})), lines("  0.100 drop   F #1 RetriesExhausted to "));
}

void TestAsyncQueue::aRefusingDiskIsTold()
{
    World world;
    world.add("F");
    world.deploy();
    world.store->failNext(1);
    const std::string id = world.invokeLater("F");
    world.run(1s);
    QCOMPARE(world.outcomes.at(id).status, 500);
    QCOMPARE(text(world.outcomes.at(id).payload),
             QStringLiteral("{\"Type\":\"Service\",\"Message\":\"No space left on device\"}"));
    QVERIFY(world.sandbox->seen().empty());
    QCOMPARE(world.engine->queuedEvents(), std::size_t{0});
}

void TestAsyncQueue::endsAreWrittenWhenTheDiskRecovers()
{
    World world;
    world.add("F").onSuccess = "Done";
    world.inbox.targets = {"Done"};
    world.deploy();
    world.invokeLater("F");
    world.run(50ms);
    world.store->failNext(3);
    world.run(1s);
    QVERIFY(world.inbox.deliveries.empty());
    QCOMPARE(world.engine->queuedEvents(), std::size_t{1});
    world.run(1min);
    QCOMPARE(world.inbox.deliveries.size(), std::size_t{1});
    QCOMPARE(world.engine->queuedEvents(), std::size_t{0});
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1}); // the handler did not run again
}

void TestAsyncQueue::nothingRunsBeforeTheGrant()
{
    World world;
    world.add("F");
    world.deploy();
    StoreChange change;
    const Task known = world.engine->prepareEvent({"F", {}, "{}", {}, {}, "Bucket"}, change);
    world.store->append(std::move(change), [known](Result<void>) { known(); });
    world.run(1h);
    QVERIFY(world.sandbox->launched().empty());
    QCOMPARE(world.engine->queuedEvents(), std::size_t{1});
    world.engine->grantRun();
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    QCOMPARE(text(world.trace({"moved"})), lines("  0.000 moved  Bucket > F event x1"));
}

QTEST_APPLESS_MAIN(TestAsyncQueue)
#include "tst_asyncqueue.moc"

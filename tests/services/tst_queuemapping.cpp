// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/batchresponse.h"
#include "tests/support/qttext.h"
#include "tests/support/serviceworld.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

namespace {

Json records(const FakeSandbox::Seen &seen) { return Json::parse(seen.request.payload).at("Records"); }

QStringList bodies(const FakeSandbox::Seen &seen)
{
    QStringList list;
    for (const Json &record : records(seen))
        list << text(record.at("body").get<std::string>());
    return list;
}

/// A queue, a function and the wire between them; sources run.
struct QueueWorld : ServiceWorld
{
    QueueWorld()
    {
        addQueue("Orders");
        add("F");
        addEdge(EdgeKind::QueueToFunction, "Orders", "F");
    }
    Edge &edge() { return deployment.model.edges.front(); }
    Queue &queue() { return deployment.model.queues.front(); }
    Function &function() { return deployment.model.functions.front(); }
    void begin()
    {
        deploy();
        services->startSources();
        run(0ms);
    }
    void sendMany(int count)
    {
        for (int i = 0; i < count; ++i) {
            SendMessageRequest request;
            request.queue = "Orders";
            request.body = std::to_string(i);
            services->sqs().send(request, [](const auto &) {});
        }
        run(0ms);
    }
    std::size_t most() const
    {
        std::size_t running = 0, high = 0;
        for (const Fact &fact : facts) {
            running += std::holds_alternative<fact::InvocationStarted>(fact.body);
            running -= std::holds_alternative<fact::InvocationEnded>(fact.body);
            high = std::max(high, running);
        }
        return high;
    }
};

} // namespace

/// Queue to function: batches, windows, pollers, results.
class TestQueueMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordHasAwsShape();
    void deletesAfterSuccess();
    void batchSizeClosesABatch();
    void largeBatchesMergeReceives();
    void theWindowGathers();
    void aFullBatchDoesNotWaitForTheWindow();
    void sixMegabytesCloseABatch();
    void severalPollersAtOnce();
    void pollersGrowWhileMessagesRemain();
    void maximumConcurrencyCapsWithoutReceives();
    void failedBatchesReturnAfterVisibility();
    void poisonGoesToTheDeadLetterQueue();
    void partialBatchResponse();
    void verdicts_data();
    void verdicts();
    void throttledBatchesAreTriedAgain();
    void throttledPollersDoNotSpin();
    void throttledForTooLongReturns();
    void slowFunctionsSeeAMessageTwice();
    void stoppingReturnsWhatIsGathered();
    void stoppingHoldsThrottledBatches();
    void disabledMappingsTakeNothing();
    void removedMappingsFinishTheirBatch();
    void messagesTellTheirWay();
    void standstill();
};

void TestQueueMapping::recordHasAwsShape()
{
    QueueWorld world;
    world.begin();
    SendMessageRequest request;
    request.queue = "Orders";
    request.body = "{\"id\":1}";
    request.attributes = {{"Author", "String", "Ann"}, {"Raw", "Binary", std::string("\0\1", 2)}};
    request.traceHeader = "Root=1-2-3";
    world.services->sqs().send(request, [](const auto &) {});
    world.run(1s);
    const Json record = records(world.sandbox->seen().at(0)).at(0);
    QStringList keys;
    for (const auto &[key, value] : record.items())
        keys << text(key);
    QCOMPARE(keys.join(QLatin1Char(' ')),
             QStringLiteral("messageId receiptHandle body attributes messageAttributes md5OfMessageAttributes "
                            "md5OfBody eventSource eventSourceARN awsRegion"));
    QCOMPARE(text(record["messageAttributes"].dump()),
             QStringLiteral("{\"Author\":{\"stringValue\":\"Ann\",\"stringListValues\":[],\"binaryListValues\":[],"
                            "\"dataType\":\"String\"},\"Raw\":{\"binaryValue\":\"AAE=\",\"stringListValues\":[],"
                            "\"binaryListValues\":[],\"dataType\":\"Binary\"}}"));
    QCOMPARE(text(record["attributes"]["ApproximateReceiveCount"].get<std::string>()), QStringLiteral("1"));
    QCOMPARE(text(record["attributes"]["AWSTraceHeader"].get<std::string>()), QStringLiteral("Root=1-2-3"));
    QCOMPARE(text(record["eventSource"].get<std::string>()), QStringLiteral("aws:sqs"));
    QCOMPARE(text(record["eventSourceARN"].get<std::string>()),
             QStringLiteral("arn:aws:sqs:us-east-1:000000000000:Orders"));
    QCOMPARE(text(record["awsRegion"].get<std::string>()), QStringLiteral("us-east-1"));
}

void TestQueueMapping::deletesAfterSuccess()
{
    QueueWorld world;
    world.begin();
    world.sendMany(3);
    world.run(50ms);
    QCOMPARE(world.queueView("Orders").inFlight, 3);
    world.run(1min);
    QCOMPARE(world.queueView("Orders").inFlight + world.queueView("Orders").visible, 0);
    QVERIFY(!world.store->rows().contains("queue/Orders"));
}

void TestQueueMapping::batchSizeClosesABatch()
{
    QueueWorld world;
    world.edge().batchSize = 4;
    world.deploy();
    world.sendMany(10);
    world.services->startSources();
    world.run(1s);
    QStringList sizes;
    for (const auto &seen : world.sandbox->seen())
        sizes << QString::number(bodies(seen).size());
    QCOMPARE(sizes, (QStringList{QStringLiteral("4"), QStringLiteral("4"), QStringLiteral("2")}));
    QCOMPARE(bodies(world.sandbox->seen()[0]),
             (QStringList{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")}));
}

void TestQueueMapping::largeBatchesMergeReceives()
{
    QueueWorld world;
    world.edge().batchSize = 100;
    world.edge().batchWindowSeconds = 1;
    world.deploy();
    world.sendMany(100);
    world.services->startSources();
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    QCOMPARE(bodies(world.sandbox->seen()[0]).size(), 100);
}

void TestQueueMapping::theWindowGathers()
{
    QueueWorld world;
    world.edge().batchWindowSeconds = 5;
    world.begin();
    world.sendMany(1);
    world.run(2s);
    world.sendMany(2);
    world.run(2999ms);
    QVERIFY(world.sandbox->launched().empty());
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    QCOMPARE(bodies(world.sandbox->seen()[0]).size(), 3);
    // Without attributes the digest is null when there is a window.
    QVERIFY(records(world.sandbox->seen()[0])[0].at("md5OfMessageAttributes").is_null());
    QCOMPARE(text(world.trace({"env 1 starting"})), lines("  5.000 env    F env 1 starting"));
}

void TestQueueMapping::aFullBatchDoesNotWaitForTheWindow()
{
    QueueWorld world;
    world.edge().batchSize = 2;
    world.edge().batchWindowSeconds = 300;
    world.begin();
    world.sendMany(3);
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    world.run(5min);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{2});
    // The visibility covers the window: the third was delivered once.
    QCOMPARE(text(records(world.sandbox->seen()[1])[0]["attributes"]["ApproximateReceiveCount"].get<std::string>()),
             QStringLiteral("1"));
}

void TestQueueMapping::sixMegabytesCloseABatch()
{
    QueueWorld world;
    world.edge().batchSize = 100;
    world.edge().batchWindowSeconds = 10;
    world.deploy();
    for (int i = 0; i < 9; ++i)
        world.send("Orders", std::string(1000000, static_cast<char>('a' + i)));
    world.services->startSources();
    world.run(1min);
    QStringList sizes;
    std::set<std::string> all;
    for (const auto &seen : world.sandbox->seen()) {
        QVERIFY(seen.request.payload.size() <= 6291456);
        sizes << QString::number(bodies(seen).size());
        for (const Json &record : records(seen))
            QVERIFY(all.insert(record.at("messageId")).second);
    }
    QCOMPARE(sizes, (QStringList{QStringLiteral("6"), QStringLiteral("3")}));
}

void TestQueueMapping::severalPollersAtOnce()
{
    QueueWorld world;
    world.edge().batchSize = 1;
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(100ms); });
    world.deploy();
    world.sendMany(20);
    world.services->startSources();
    world.run(150ms);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{5});
    world.run(1min);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{20});
}

void TestQueueMapping::pollersGrowWhileMessagesRemain()
{
    QueueWorld world;
    world.edge().batchSize = 1;
    world.function().timeoutSeconds = 20;
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(15s); });
    world.deploy();
    world.sendMany(200);
    world.services->startSources();
    world.run(0ms);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{5});
    world.run(10s);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{55}); // 300 a minute, without waiting for an end
    world.run(5min);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{200});
    // Idle again: the next burst starts with five.
    world.sendMany(20);
    QCOMPARE(world.engine->runningInvocations(), std::size_t{5});
}

void TestQueueMapping::maximumConcurrencyCapsWithoutReceives()
{
    QueueWorld world;
    world.edge().batchSize = 1;
    world.edge().maximumConcurrency = 2;
    world.queue().visibilityTimeoutSeconds = 600;
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(1s); });
    world.deploy();
    world.sendMany(30);
    world.services->startSources();
    world.run(5min);
    QCOMPARE(world.most(), std::size_t{2});
    QCOMPARE(world.sandbox->seen().size(), std::size_t{30});
    for (const auto &seen : world.sandbox->seen())
        QCOMPARE(text(records(seen)[0]["attributes"]["ApproximateReceiveCount"].get<std::string>()),
                 QStringLiteral("1"));
    QVERIFY(world.all<fact::Throttled>().empty());
}

void TestQueueMapping::failedBatchesReturnAfterVisibility()
{
    QueueWorld world;
    world.queue().visibilityTimeoutSeconds = 30;
    int runs = 0;
    world.sandbox->handle("F", [&](const InvocationRequest &) {
        return ++runs == 1 ? ModelledRun::raises(1s, "E", "boom") : ModelledRun::ok(10ms);
    });
    world.deploy();
    world.sendMany(2);
    world.services->startSources();
    world.run(2min);
    QCOMPARE(runs, 2);
    // Measured from the receive, not from the failure.
    QVERIFY(world.sandbox->seen()[1].at == scenarioStart() + 30s);
    QCOMPARE(text(records(world.sandbox->seen()[1])[0]["attributes"]["ApproximateReceiveCount"].get<std::string>()),
             QStringLiteral("2"));
    QCOMPARE(text(world.trace({"returned"})), lines("  1.100 moved  F > Orders returned x2"));
    QCOMPARE(world.queueView("Orders").visible + world.queueView("Orders").inFlight, 0);
}

void TestQueueMapping::poisonGoesToTheDeadLetterQueue()
{
    QueueWorld world;
    world.addQueue("Dead");
    world.queue().deadLetterQueue = "Dead";
    world.queue().maxReceiveCount = 3;
    world.queue().visibilityTimeoutSeconds = 10;
    world.function().onFailure = "Dead"; // not used for event source mappings
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::raises(10ms, "E", "boom"); });
    world.begin();
    const std::string id = world.send("Orders", "poison");
    world.run(5min);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{3});
    const auto dead = world.receive("Dead");
    QCOMPARE(dead.size(), std::size_t{1});
    QCOMPARE(text(dead[0].messageId), text(id));
    QCOMPARE(text(dead[0].body), QStringLiteral("poison"));
    QVERIFY(world.all<fact::RetryScheduled>().empty());
}

void TestQueueMapping::partialBatchResponse()
{
    QueueWorld world;
    world.edge().reportBatchItemFailures = true;
    world.queue().visibilityTimeoutSeconds = 10;
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        Json failures = Json::array();
        const Json event = Json::parse(request.payload);
        for (const Json &record : event["Records"])
            if (record["body"] == "1" && record["attributes"]["ApproximateReceiveCount"] == "1")
                failures.push_back({{"itemIdentifier", record["messageId"]}});
        Json answer = Json::object();
        answer["batchItemFailures"] = failures;
        return ModelledRun::ok(10ms, answer.dump());
    });
    world.deploy();
    world.sendMany(3);
    world.services->startSources();
    world.run(1s);
    QCOMPARE(world.queueView("Orders").inFlight, 1);
    world.run(1min);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{2});
    QCOMPARE(bodies(world.sandbox->seen()[1]), QStringList{QStringLiteral("1")});
    QVERIFY(world.sandbox->seen()[1].at == scenarioStart() + 10s);
    QCOMPARE(text(world.trace({"returned"})), lines("  0.110 moved  F > Orders returned x1"));
    QCOMPARE(world.queueView("Orders").inFlight, 0);
}

void TestQueueMapping::verdicts_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QString>("verdict");
    const QString all = QStringLiteral("all failed"), none = QStringLiteral("none failed");
    QTest::newRow("null") << QByteArray("null") << none;
    QTest::newRow("empty object") << QByteArray("{}") << none;
    QTest::newRow("empty string") << QByteArray("\"\"") << none;
    QTest::newRow("empty list") << QByteArray("[]") << none;
    QTest::newRow("no failures") << QByteArray("{\"batchItemFailures\":[]}") << none;
    QTest::newRow("null failures") << QByteArray("{\"batchItemFailures\":null}") << none;
    QTest::newRow("one") << QByteArray("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}") << QStringLiteral("b");
    QTest::newRow("twice the same") << QByteArray("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"},"
                                                  "{\"itemIdentifier\":\"b\"}]}")
                                    << QStringLiteral("b");
    QTest::newRow("unknown id") << QByteArray("{\"batchItemFailures\":[{\"itemIdentifier\":\"z\"}]}") << all;
    QTest::newRow("empty id") << QByteArray("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}") << all;
    QTest::newRow("null id") << QByteArray("{\"batchItemFailures\":[{\"itemIdentifier\":null}]}") << all;
    QTest::newRow("misspelt") << QByteArray("{\"batchItemFailures\":[{\"ItemIdentifier\":\"a\"}]}") << all;
    QTest::newRow("invalid JSON") << QByteArray("{\"batchItemFailures\":[") << all;
}

void TestQueueMapping::verdicts()
{
    QFETCH(QByteArray, response);
    QFETCH(QString, verdict);
    const BatchVerdict result = batchVerdict(response.toStdString(), {"a", "b", "c"});
    QString actual = result.wholeBatchFailed ? QStringLiteral("all failed") : text(result.failed);
    if (actual.isEmpty())
        actual = QStringLiteral("none failed");
    QCOMPARE(actual, verdict);
}

void TestQueueMapping::throttledBatchesAreTriedAgain()
{
    QueueWorld world;
    world.edge().batchSize = 1;
    world.function().reservedConcurrency = 1;
    world.queue().visibilityTimeoutSeconds = 300;
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(500ms); });
    world.deploy();
    world.sendMany(5);
    world.services->startSources();
    world.run(5min);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{5});
    QVERIFY(!world.all<fact::Throttled>().empty());
    for (const auto &seen : world.sandbox->seen())
        QCOMPARE(text(records(seen)[0]["attributes"]["ApproximateReceiveCount"].get<std::string>()),
                 QStringLiteral("1"));
    QCOMPARE(world.queueView("Orders").visible + world.queueView("Orders").inFlight, 0);
}

/// More messages than pollers wait while batches are refused: growth must not be asked for at one moment for ever.
void TestQueueMapping::throttledPollersDoNotSpin()
{
    QueueWorld world;
    world.edge().batchSize = 1;
    world.function().reservedConcurrency = 2;
    world.queue().visibilityTimeoutSeconds = 300;
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(2s); });
    world.deploy();
    world.sendMany(50);
    world.services->startSources();
    world.run(10min);
    QCOMPARE(world.most(), std::size_t{2});
    QCOMPARE(world.sandbox->seen().size(), std::size_t{50});
    QCOMPARE(world.queueView("Orders").visible + world.queueView("Orders").inFlight, 0);
}

void TestQueueMapping::throttledForTooLongReturns()
{
    QueueWorld world;
    world.function().reservedConcurrency = 0;
    world.begin();
    world.sendMany(1);
    world.run(29s);
    QCOMPARE(world.queueView("Orders").inFlight, 1);
    QCOMPARE(world.all<fact::Throttled>().size(), std::size_t{5}); // at 0, 1, 3, 7, 15 s; 31 s would be too late
    QCOMPARE(text(world.trace({"returned"})), lines(" 15.000 moved  F > Orders returned x1"));
    world.function().reservedConcurrency.reset();
    world.deploy();
    world.run(1min);
    // A throttled batch counts a receive.
    QCOMPARE(text(records(world.sandbox->seen().at(0))[0]["attributes"]["ApproximateReceiveCount"].get<std::string>()),
             QStringLiteral("2"));
}

void TestQueueMapping::slowFunctionsSeeAMessageTwice()
{
    QueueWorld world;
    world.queue().visibilityTimeoutSeconds = 2; // shorter than the function runs
    world.function().timeoutSeconds = 10;
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(3s); });
    world.begin();
    world.sendMany(1);
    world.run(5min);
    QVERIFY(world.sandbox->seen().size() >= 2);
    QCOMPARE(world.queueView("Orders").visible + world.queueView("Orders").inFlight, 0);
}

void TestQueueMapping::stoppingReturnsWhatIsGathered()
{
    QueueWorld world;
    world.edge().batchWindowSeconds = 60;
    world.begin();
    world.sendMany(2);
    world.run(1s);
    QCOMPARE(world.queueView("Orders").inFlight, 2);
    world.services->stopSources();
    QCOMPARE(world.queueView("Orders").visible, 2);
    world.run(10min);
    QVERIFY(world.sandbox->launched().empty());
    world.services->startSources();
    world.run(2min);
    QCOMPARE(text(records(world.sandbox->seen().at(0))[0]["attributes"]["ApproximateReceiveCount"].get<std::string>()),
             QStringLiteral("1")); // being stopped was no receive
}

void TestQueueMapping::stoppingHoldsThrottledBatches()
{
    QueueWorld world;
    world.function().reservedConcurrency = 0;
    world.begin();
    world.sendMany(1);
    world.run(2s); // it will try again at 3 s
    world.services->stopSources();
    world.engine->stopEverything();
    world.function().reservedConcurrency.reset();
    world.deploy();
    world.run(1h);
    QVERIFY(world.sandbox->launched().empty()); // nothing runs again without a grant
    QVERIFY(!world.engine->runGranted());
    QCOMPARE(world.queueView("Orders").visible, 1);
    world.services->startSources();
    world.run(1s);
    QCOMPARE(text(records(world.sandbox->seen().at(0))[0]["attributes"]["ApproximateReceiveCount"].get<std::string>()),
             QStringLiteral("1"));
}

void TestQueueMapping::disabledMappingsTakeNothing()
{
    QueueWorld world;
    world.edge().enabled = false;
    world.begin();
    world.sendMany(3);
    world.run(1h);
    QCOMPARE(world.queueView("Orders").visible, 3);
    world.edge().enabled = true;
    world.deploy();
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1}); // all three in one batch
}

void TestQueueMapping::removedMappingsFinishTheirBatch()
{
    QueueWorld world;
    world.deploy();
    world.sendMany(3);
    world.services->startSources();
    world.run(105ms);
    world.deployment.model.edges.clear();
    world.deploy();
    world.sendMany(1);
    world.run(1min);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    QCOMPARE(world.queueView("Orders").inFlight, 0);
    QCOMPARE(world.queueView("Orders").visible, 1);
}

void TestQueueMapping::messagesTellTheirWay()
{
    QueueWorld world;
    world.begin();
    world.send("Orders", "a");
    world.run(1min);
    QCOMPARE(text(world.trace({"moved", "start  ", "end  "})),
             lines("  0.000 moved   > Orders event x1", "  0.000 moved  Orders > F event x1",
                   "  0.100 start  F #1 env 1 cold", "  0.110 end    F #1 env 1 success billed 110"));
    const auto started = world.all<fact::InvocationStarted>();
    QCOMPARE(text(started[0].source), QStringLiteral("Orders"));
    const auto moved = world.all<fact::Moved>();
    QCOMPARE(text(moved[1].id), text(started[0].requestId)); // the bead and the invocation are one
}

void TestQueueMapping::standstill()
{
    // With the loop not advanced nothing moves: messages wait, schedules are due, a batch is half run.
    QueueWorld world;
    world.addSchedule("F", "Every", "rate(1 minute)");
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::ok(1s); });
    world.begin();
    world.sendMany(25);
    world.run(55s);
    world.sendMany(25);
    world.run(102ms);
    QVERIFY(world.engine->runningInvocations() > 0);
    const std::size_t published = world.facts.size();
    Snapshot before, after;
    world.engine->fill(before);
    world.services->fill(before);
    for (int i = 0; i < 100; ++i) { // what a window does in the meantime
        (void)world.services->sqs().messages("Orders", 100);
        (void)world.services->sqs().attributes("Orders");
        (void)world.services->mappings().mappings();
        QCoreApplication::processEvents();
    }
    world.engine->fill(after);
    world.services->fill(after);
    QCOMPARE(world.facts.size(), published);
    QCOMPARE(world.journal->lastSequence(), static_cast<std::uint64_t>(published));
    QVERIFY(before.time == after.time);
    QCOMPARE(before.queue("Orders")->inFlight, after.queue("Orders")->inFlight);
    QCOMPARE(before.function("F")->inUse, after.function("F")->inUse);
    world.run(10s);
    QVERIFY(world.facts.size() > published);
}

QTEST_GUILESS_MAIN(TestQueueMapping)
#include "tst_queuemapping.moc"

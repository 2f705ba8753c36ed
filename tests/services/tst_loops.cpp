// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/traceheader.h"
#include "tests/support/qttext.h"
#include "tests/support/serviceworld.h"

#include <QtTest>

#include <algorithm>

using namespace lambdarium;
using namespace std::chrono_literals;

/// Recursive loop detection on the virtual clock; with real clients it is in tst_apifunctions.
class TestLoops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineageCountsEachFunction();
    void loopsAreStopped_data();
    void loopsAreStopped();
    void directCallsAreRefused();
    void eventsGoToTheFailureDestination();
};

void TestLoops::lineageCountsEachFunction()
{
    std::string header = "Root=1-2-3;Parent=4;Sampled=0";
    QCOMPARE(lineageOf(header, "one"), 0);
    header = withLineage(withLineage(withLineage(header, "one"), "two"), "one");
    QCOMPARE(lineageOf(header, "one"), 2);
    QCOMPARE(lineageOf(header, "two"), 1);
    QCOMPARE(lineageOf(header, "three"), 0);
    QVERIFY(header.starts_with("Root=1-2-3;Parent=4;Sampled=0;Lineage="));
    for (int more = 0; more < 10; ++more)
        header = withLineage(header, "two");
    QCOMPARE(lineageOf(header, "two"), 11);
    QCOMPARE(lineageOf(header, "one"), 2);
    for (const char *broken : {"Lineage=", "Lineage=x", "Lineage=:::|||", "=;;=Lineage"})
        QCOMPARE(lineageOf(withLineage(broken, "one"), "one"), 1);
}

void TestLoops::loopsAreStopped_data()
{
    QTest::addColumn<QString>("recursiveLoop");
    QTest::addColumn<bool>("deadLetters");
    QTest::addColumn<int>("invocations");
    QTest::newRow("stopped") << QStringLiteral("Terminate") << false << 16;
    QTest::newRow("stopped, with a dead-letter queue") << QStringLiteral("Terminate") << true << 16;
    QTest::newRow("allowed") << QStringLiteral("Allow") << false << 40;
}

/// The function answers each message with another one, as clients do that copy their trace header.
void TestLoops::loopsAreStopped()
{
    QFETCH(QString, recursiveLoop);
    QFETCH(bool, deadLetters);
    QFETCH(int, invocations);
    ServiceWorld world;
    world.addQueue("Orders");
    world.add("F").recursiveLoop = recursiveLoop.toStdString();
    world.addEdge(EdgeKind::QueueToFunction, "Orders", "F");
    if (deadLetters) {
        world.addQueue("Dead");
        world.deployment.model.queues.front().deadLetterQueue = "Dead";
        world.deployment.model.queues.front().maxReceiveCount = 3;
    }
    world.deploy();
    world.services->startSources();
    std::string trace;
    for (int round = 0; round < 40; ++round) {
        SendMessageRequest request;
        request.queue = "Orders";
        request.body = "again";
        request.traceHeader = trace;
        world.services->sqs().send(request, [](const auto &) {});
        world.run(1s);
        if (world.sandbox->seen().size() == static_cast<std::size_t>(round))
            break;
        trace = world.sandbox->seen().back().request.traceId;
    }
    QCOMPARE(static_cast<int>(world.sandbox->seen().size()), invocations);
    const auto dropped = std::ranges::find_if(world.facts, [](const Fact &fact) {
        const auto *lost = std::get_if<fact::Dropped>(&fact.body);
        return lost != nullptr && lost->condition == "RecursiveLoop";
    });
    QCOMPARE(dropped != world.facts.end(), invocations == 16);
    QCOMPARE(world.services->sqs().visibleCount("Orders"), 0U);
    if (deadLetters)
        QCOMPARE(world.services->sqs().visibleCount("Dead"), 1U);
}

void TestLoops::directCallsAreRefused()
{
    ServiceWorld world;
    world.add("F");
    world.deploy();
    std::string trace;
    std::vector<int> statuses;
    for (int call = 0; call < 18; ++call) {
        world.engine->invoke({.function = "F", .traceId = trace},
                             [&](const InvokeOutcome &outcome) { statuses.push_back(outcome.status); });
        world.run(1s);
        trace = world.sandbox->seen().back().request.traceId;
    }
    QCOMPARE(statuses.size(), 18U);
    QCOMPARE(std::ranges::count(statuses, 200), 16);
    QCOMPARE(statuses.back(), 400);
}

void TestLoops::eventsGoToTheFailureDestination()
{
    ServiceWorld world;
    world.addQueue("Failed");
    world.add("F").onFailure = "Failed";
    world.deploy();
    world.engine->grantRun();
    std::string trace;
    for (int call = 0; call < 18; ++call) {
        StoreChange change;
        AsyncEvent event;
        event.function = "F";
        event.payload = "{}";
        event.traceId = trace;
        const Task enqueue = world.engine->prepareEvent(event, change);
        world.store->append(std::move(change), [enqueue](const Result<void> &) { enqueue(); });
        world.run(1s);
        if (!world.sandbox->seen().empty())
            trace = world.sandbox->seen().back().request.traceId;
    }
    QCOMPARE(world.sandbox->seen().size(), 16U);
    QCOMPARE(world.services->sqs().visibleCount("Failed"), 2U);
}

QTEST_GUILESS_MAIN(TestLoops)
#include "tst_loops.moc"

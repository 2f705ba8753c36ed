// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qttext.h"
#include "tests/support/serviceworld.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

template <typename T>
struct Answer
{
    std::optional<ServiceResult<T>> result;
    operator ServiceReply<T>()
    {
        return [this](ServiceResult<T> value) { result.emplace(std::move(value)); };
    }
    QString code() const { return result && !*result ? text(result->error().code) : QStringLiteral("no error"); }
};

QStringList bodies(const std::vector<ReceivedMessage> &messages)
{
    QStringList list;
    for (const auto &message : messages)
        list << text(message.body);
    return list;
}

} // namespace

/// Standard queues on virtual time.
class TestSqs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndReceives();
    void visibilityHidesAndReturns();
    void visibilityCanBeChanged();
    void oldReceiptHandlesDeleteNothing();
    void delayedMessagesWait();
    void redriveAfterTooManyReceives();
    void redriveKeepsTheMessage();
    void longPollWaitsAndIsServed();
    void longPollEndsEmpty();
    void cancelledWaitsTakeNothing();
    void batchesAnswerEachEntry();
    void wholeBatchRefusals_data();
    void wholeBatchRefusals();
    void retentionEnds();
    void purgeEmptiesOnceAMinute();
    void acknowledgesWhatIsDurable();
    void md5OfAttributesAsSdksVerify();
    void apiQueuesSurviveARestart();
    void templateQueuesCannotBeDeleted();
    void createQueueTwice();
};

void TestSqs::sendsAndReceives()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    const std::string id = world.send("Orders", "{\"id\":1}");
    world.run(150ms);
    const auto messages = world.receive("Orders");
    QCOMPARE(messages.size(), std::size_t{1});
    QCOMPARE(text(messages[0].messageId), text(id));
    QCOMPARE(text(messages[0].md5OfBody), QStringLiteral("d2ce28b9a7fd7e4407e2b0fd499b7fe4"));
    QCOMPARE(text(messages[0].system.at("ApproximateReceiveCount")), QStringLiteral("1"));
    QCOMPARE(text(messages[0].system.at("SentTimestamp")), QStringLiteral("1741064767000"));
    QCOMPARE(text(messages[0].system.at("ApproximateFirstReceiveTimestamp")), QStringLiteral("1741064767150"));
    // By name, ARN and URL alike.
    for (const char *reference :
         {"arn:aws:sqs:us-east-1:000000000000:Orders", "http://127.0.0.1:4566/000000000000/Orders"})
        QVERIFY(world.services->sqs().queue(reference).hasValue());
    QCOMPARE(text(world.services->sqs().queue("nope").error().code),
             QStringLiteral("AWS.SimpleQueueService.NonExistentQueue"));
}

void TestSqs::visibilityHidesAndReturns()
{
    ServiceWorld world;
    world.addQueue("Orders").visibilityTimeoutSeconds = 10;
    world.deploy();
    world.send("Orders", "a");
    QCOMPARE(world.receive("Orders").size(), std::size_t{1});
    QCOMPARE(world.queueView("Orders").inFlight, 1);
    world.run(9999ms);
    QVERIFY(world.receive("Orders").empty());
    world.run(1ms);
    const auto again = world.receive("Orders");
    QCOMPARE(again.size(), std::size_t{1});
    QCOMPARE(text(again[0].system.at("ApproximateReceiveCount")), QStringLiteral("2"));
    QCOMPARE(text(again[0].system.at("ApproximateFirstReceiveTimestamp")), QStringLiteral("1741064767000"));
    Answer<Done> deleted;
    world.services->sqs().deleteMessage("Orders", again[0].receiptHandle, deleted);
    world.run(1h);
    QVERIFY(deleted.result && *deleted.result);
    QVERIFY(world.receive("Orders").empty());
    QVERIFY(!world.store->rows().contains("queue/Orders"));
}

void TestSqs::visibilityCanBeChanged()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    world.send("Orders", "a");
    const auto first = world.receive("Orders", 1, 100);
    Answer<Done> changed;
    world.services->sqs().changeVisibility("Orders", first[0].receiptHandle, 0, changed);
    world.run(0ms);
    QVERIFY(changed.result && *changed.result);
    const auto second = world.receive("Orders", 1, 100);
    QCOMPARE(second.size(), std::size_t{1});
    Answer<Done> late, tooLong;
    world.services->sqs().changeVisibility("Orders", first[0].receiptHandle, 0, late);
    world.services->sqs().changeVisibility("Orders", second[0].receiptHandle, 43201, tooLong);
    world.run(0ms);
    QVERIFY(!*late.result);
    QVERIFY(!*tooLong.result);
    QCOMPARE(tooLong.code(), QStringLiteral("InvalidParameterValue"));
}

void TestSqs::oldReceiptHandlesDeleteNothing()
{
    ServiceWorld world;
    world.addQueue("Orders").visibilityTimeoutSeconds = 1;
    world.deploy();
    world.send("Orders", "a");
    const auto first = world.receive("Orders");
    world.run(2s);
    const auto second = world.receive("Orders");
    Answer<Done> stale, garbage;
    world.services->sqs().deleteMessage("Orders", first[0].receiptHandle, stale);
    world.services->sqs().deleteMessage("Orders", "nonsense", garbage);
    world.run(0ms);
    QVERIFY(*stale.result); // says nothing
    QCOMPARE(garbage.code(), QStringLiteral("ReceiptHandleIsInvalid"));
    world.run(2s);
    QCOMPARE(world.receive("Orders").size(), std::size_t{1});
}

void TestSqs::delayedMessagesWait()
{
    ServiceWorld world;
    world.addQueue("Orders").delaySeconds = 5;
    world.deploy();
    world.send("Orders", "queue's delay");
    SendMessageRequest request;
    request.queue = "Orders";
    request.body = "own delay";
    request.delaySeconds = 2;
    Answer<SentMessage> sent;
    world.services->sqs().send(request, sent);
    world.run(0ms);
    QCOMPARE(world.queueView("Orders").delayed, 2);
    QVERIFY(world.receive("Orders").empty());
    world.run(2s);
    QCOMPARE(bodies(world.receive("Orders")), QStringList{QStringLiteral("own delay")});
    world.run(3s);
    QCOMPARE(bodies(world.receive("Orders")), QStringList{QStringLiteral("queue's delay")});
    request.delaySeconds = 901;
    Answer<SentMessage> refused;
    world.services->sqs().send(request, refused);
    QCOMPARE(refused.code(), QStringLiteral("InvalidParameterValue"));
}

void TestSqs::redriveAfterTooManyReceives()
{
    ServiceWorld world;
    Queue &queue = world.addQueue("Orders");
    queue.deadLetterQueue = "Dead";
    queue.maxReceiveCount = 3;
    queue.visibilityTimeoutSeconds = 1;
    world.addQueue("Dead");
    world.deploy();
    const std::string id = world.send("Orders", "poison");
    for (int i = 1; i <= 3; ++i) {
        const auto messages = world.receive("Orders");
        QCOMPARE(messages.size(), std::size_t{1});
        QCOMPARE(text(messages[0].system.at("ApproximateReceiveCount")), QString::number(i));
        world.run(1s);
    }
    QCOMPARE(world.queueView("Dead").visible, 0); // it moves when a receive would exceed the count
    QVERIFY(world.receive("Orders").empty());
    QCOMPARE(world.queueView("Orders").visible, 0);
    const auto dead = world.receive("Dead");
    QCOMPARE(dead.size(), std::size_t{1});
    QCOMPARE(text(dead[0].messageId), text(id));
    QCOMPARE(text(dead[0].system.at("DeadLetterQueueSourceArn")),
             QStringLiteral("arn:aws:sqs:us-east-1:000000000000:Orders"));
    QCOMPARE(text(dead[0].system.at("ApproximateReceiveCount")), QStringLiteral("1"));
    QCOMPARE(
        text(world.trace({"moved  Orders", "drop"})),
        lines("  3.000 drop   Orders #1 MaxReceiveCountExceeded to Dead", "  3.000 moved  Orders > Dead failure x1"));
}

void TestSqs::redriveKeepsTheMessage()
{
    // The disk refuses the move: the message stays and moves with the next receive.
    ServiceWorld world;
    Queue &queue = world.addQueue("Orders");
    queue.deadLetterQueue = "Dead";
    queue.maxReceiveCount = 1;
    queue.visibilityTimeoutSeconds = 1;
    world.addQueue("Dead");
    world.deploy();
    world.send("Orders", "poison");
    world.receive("Orders");
    world.run(1s);
    world.store->failNext(1);
    QVERIFY(world.receive("Orders").empty());
    world.run(2s);
    QCOMPARE(world.queueView("Orders").visible, 1);
    QVERIFY(world.receive("Orders").empty());
    QCOMPARE(world.receive("Dead").size(), std::size_t{1});
}

void TestSqs::longPollWaitsAndIsServed()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    Answer<std::vector<ReceivedMessage>> first, second;
    QVERIFY(world.services->sqs().receive({"Orders", 10, 20, {}}, first) != 0);
    QVERIFY(world.services->sqs().receive({"Orders", 10, 20, {}}, second) != 0);
    world.run(7s);
    QVERIFY(!first.result);
    world.send("Orders", "a");
    QVERIFY(first.result && *first.result);
    QCOMPARE(bodies(**first.result), QStringList{QStringLiteral("a")});
    QVERIFY(!second.result); // one message, one poll
    world.run(30s);
    QVERIFY((*second.result)->empty());
}

void TestSqs::longPollEndsEmpty()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    Answer<std::vector<ReceivedMessage>> answer;
    world.services->sqs().receive({"Orders", 1, 3, {}}, answer);
    world.run(2999ms);
    QVERIFY(!answer.result);
    world.run(1ms);
    QVERIFY(answer.result && *answer.result && (*answer.result)->empty());
}

void TestSqs::cancelledWaitsTakeNothing()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    Answer<std::vector<ReceivedMessage>> answer;
    const auto id = world.services->sqs().receive({"Orders", 1, 20, {}}, answer);
    world.services->sqs().cancelReceive(id);
    world.send("Orders", "a");
    world.run(1min);
    QVERIFY(!answer.result);
    QCOMPARE(world.queueView("Orders").visible, 1);
}

void TestSqs::batchesAnswerEachEntry()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    std::vector<BatchSendEntry> entries(3);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].id = "e" + std::to_string(i);
        entries[i].message.body = i == 1 ? "" : "body " + std::to_string(i);
    }
    Answer<std::vector<BatchEntryOutcome<SentMessage>>> sent;
    world.services->sqs().sendBatch("Orders", entries, sent);
    world.run(0ms);
    const auto &outcomes = **sent.result;
    QCOMPARE(outcomes.size(), std::size_t{3});
    QVERIFY(outcomes[0].outcome && !outcomes[1].outcome && outcomes[2].outcome);
    const auto received = world.receive("Orders");
    QCOMPARE(bodies(received), (QStringList{QStringLiteral("body 0"), QStringLiteral("body 2")}));
    Answer<std::vector<BatchEntryOutcome<Done>>> deleted;
    world.services->sqs().deleteBatch("Orders", {{"a", received[0].receiptHandle, 0}, {"b", "nonsense", 0}}, deleted);
    world.run(0ms);
    QVERIFY((**deleted.result)[0].outcome && !(**deleted.result)[1].outcome);
    QCOMPARE(world.queueView("Orders").inFlight, 1);
}

void TestSqs::wholeBatchRefusals_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<QString>("code");
    const QString family = QStringLiteral("AWS.SimpleQueueService.");
    QTest::newRow("empty") << 0 << QString() << 1 << family + QStringLiteral("EmptyBatchRequest");
    QTest::newRow("eleven") << 11 << QString() << 1 << family + QStringLiteral("TooManyEntriesInBatchRequest");
    QTest::newRow("same id") << 2 << QStringLiteral("x") << 1 << family + QStringLiteral("BatchEntryIdsNotDistinct");
    QTest::newRow("bad id") << 1 << QStringLiteral("a b") << 1 << family + QStringLiteral("InvalidBatchEntryId");
    QTest::newRow("too long") << 3 << QString() << 400000 << family + QStringLiteral("BatchRequestTooLong");
}

void TestSqs::wholeBatchRefusals()
{
    QFETCH(int, count);
    QFETCH(QString, id);
    QFETCH(int, bytes);
    QFETCH(QString, code);
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    std::vector<BatchSendEntry> entries(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].id = id.isEmpty() ? "e" + std::to_string(i) : id.toStdString();
        entries[i].message.body = std::string(static_cast<std::size_t>(bytes), 'x');
    }
    Answer<std::vector<BatchEntryOutcome<SentMessage>>> answer;
    world.services->sqs().sendBatch("Orders", entries, answer);
    world.run(0ms);
    QCOMPARE(answer.code(), code);
    QCOMPARE(world.queueView("Orders").visible, 0);
}

void TestSqs::retentionEnds()
{
    ServiceWorld world;
    world.addQueue("Orders").retentionSeconds = 60;
    world.deploy();
    world.send("Orders", "a");
    world.run(59s);
    QCOMPARE(world.receive("Orders", 1, 0).size(), std::size_t{1});
    world.run(1s);
    QVERIFY(world.receive("Orders").empty());
    QCOMPARE(world.queueView("Orders").visible, 0);
    world.run(1s);
    QVERIFY(!world.store->rows().contains("queue/Orders"));
    QCOMPARE(world.all<fact::Dropped>().size(), std::size_t{1});
}

void TestSqs::purgeEmptiesOnceAMinute()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    world.send("Orders", "a");
    world.send("Orders", "b");
    world.receive("Orders", 1);
    Answer<Done> purged, again;
    world.services->sqs().purge("Orders", purged);
    world.services->sqs().purge("Orders", again);
    world.run(1s);
    QVERIFY(*purged.result);
    QCOMPARE(again.code(), QStringLiteral("AWS.SimpleQueueService.PurgeQueueInProgress"));
    const QueueView view = world.queueView("Orders");
    QCOMPARE(view.visible + view.inFlight + view.delayed, 0);
    QVERIFY(!world.store->rows().contains("queue/Orders"));
}

void TestSqs::acknowledgesWhatIsDurable()
{
    ServiceWorld world({}, 20ms);
    world.addQueue("Orders");
    world.deploy();
    SendMessageRequest request;
    request.queue = "Orders";
    request.body = "a";
    Answer<SentMessage> sent, lost, refused;
    world.services->sqs().send(request, sent);
    world.run(19ms);
    QVERIFY(!sent.result);
    QCOMPARE(world.queueView("Orders").visible, 0);
    world.run(1ms);
    QVERIFY(sent.result && *sent.result);
    world.store->failNext(1);
    world.services->sqs().send(request, refused);
    world.run(20ms);
    QVERIFY(refused.result && !*refused.result);
    QCOMPARE(refused.result->error().status, 500);
    world.services->sqs().send(request, lost);
    world.crash();
    QVERIFY(!lost.result);
    QCOMPARE(world.queueView("Orders").visible, 1);
}

void TestSqs::md5OfAttributesAsSdksVerify()
{
    // The digest was computed by hand: lengths as four bytes, name, type, 1 for text or 2 for binary, value.
    QCOMPARE(text(md5OfMessageAttributes({})), QString());
    const std::string one = md5OfMessageAttributes({{"b", "String", "2"}, {"a", "Number", "1"}});
    QCOMPARE(text(one), text(md5OfMessageAttributes({{"a", "Number", "1"}, {"b", "String", "2"}})));
    QVERIFY(one != md5OfMessageAttributes({{"a", "Number", "1"}, {"b", "Binary", "2"}}));
    QCOMPARE(text(one), QStringLiteral("02bc784682167881b554c14e8156ce95"));
}

void TestSqs::apiQueuesSurviveARestart()
{
    ServiceWorld world;
    world.deploy();
    Answer<QueueInfo> made;
    world.services->sqs().createQueue("jobs", {{"VisibilityTimeout", "7"}}, made);
    world.run(0ms);
    QVERIFY(made.result && *made.result);
    world.send("jobs", "a");
    world.receive("jobs", 1, 600);
    world.crash();
    const auto attributes = world.services->sqs().attributes("jobs");
    QVERIFY(attributes.hasValue());
    QCOMPARE(text(attributes->at("VisibilityTimeout")), QStringLiteral("7"));
    // A receive of a client holds across a restart: its handle still deletes.
    QCOMPARE(text(attributes->at("ApproximateNumberOfMessagesNotVisible")), QStringLiteral("1"));
}

void TestSqs::templateQueuesCannotBeDeleted()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.deploy();
    Answer<Done> refused;
    world.services->sqs().deleteQueue("Orders", refused);
    QCOMPARE(refused.code(), QStringLiteral("UnsupportedOperation"));
}

void TestSqs::createQueueTwice()
{
    ServiceWorld world;
    world.deploy();
    Answer<QueueInfo> first, same, other, bad;
    world.services->sqs().createQueue("jobs", {}, first);
    world.run(0ms);
    world.services->sqs().createQueue("jobs", {}, same);
    world.services->sqs().createQueue("jobs", {{"DelaySeconds", "9"}}, other);
    world.services->sqs().createQueue("no good", {}, bad);
    world.run(0ms);
    QVERIFY(*first.result && *same.result);
    QCOMPARE(other.code(), QStringLiteral("QueueAlreadyExists"));
    QCOMPARE(bad.code(), QStringLiteral("InvalidParameterValue"));
}

QTEST_APPLESS_MAIN(TestSqs)
#include "tst_sqs.moc"

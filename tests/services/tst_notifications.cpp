// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/s3event.h"
#include "tests/support/qttext.h"
#include "tests/support/serviceworld.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

namespace {

Json eventOf(const FakeSandbox::Seen &seen) { return Json::parse(seen.request.payload); }

QString keyOf(const FakeSandbox::Seen &seen)
{
    return text(eventOf(seen)["Records"][0]["s3"]["object"]["key"].get<std::string>());
}

QString keysOf(const Json &object)
{
    QStringList keys;
    for (const auto &[key, value] : object.items())
        keys << text(key);
    return keys.join(QLatin1Char(' '));
}

void del(ServiceWorld &world, const std::string &key)
{
    world.services->s3().deleteObject({"Photos", key, {}, {}, "127.0.0.1"}, [](const auto &) {});
    world.run(0ms);
}

} // namespace

/// Buckets and topics tell functions and queues, exactly once.
class TestNotifications : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putTellsTheFunctionOnce();
    void recordOfAPutHasAwsShape();
    void recordOfADeleteHasNoSize();
    void prefixAndSuffixFilter_data();
    void prefixAndSuffixFilter();
    void eventNamesFilter();
    void writingBackUnderAnotherPrefixDoesNotLoop();
    void copyAndMultipartHaveTheirNames();
    void objectAndEventAreOneChange();
    void refusedPutsTellNoOne();
    void keysAreEncoded();
    void failedHandlersAreRetriedAndDeadLettered();
    void topicTellsFunctionAndQueue();
    void rawDeliveryHandsOverTheMessage();
    void functionEventHasAwsShape();
    void messageStructureChoosesTheText();
    void publishRefusals();
    void removedSubscriptionsGetNothing();
    void functionDestinationsReachTopicsAndQueues();
};

void TestNotifications::putTellsTheFunctionOnce()
{
    ServiceWorld world;
    world.addBucket("Photos");
    world.add("Thumb");
    world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb").s3Events = {"s3:ObjectCreated:*"};
    world.deploy();
    world.engine->grantRun();
    for (int i = 0; i < 20; ++i)
        world.put("Photos", "in/" + std::to_string(i) + ".png");
    world.run(1h);
    QSet<QString> keys;
    for (const auto &seen : world.sandbox->seen())
        keys << keyOf(seen);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{20});
    QCOMPARE(keys.size(), 20);
    QCOMPARE(text(world.trace({"moved"})).section(QLatin1Char('\n'), 0, 1),
             lines("  0.000 moved   > Photos event x1", "  0.000 moved  Photos > Thumb event x1"));
}

void TestNotifications::recordOfAPutHasAwsShape()
{
    ServiceWorld world;
    world.addBucket("Photos").name = "photos";
    world.add("Thumb");
    Edge &edge = world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb");
    edge.s3Events = {"s3:ObjectCreated:Put"};
    edge.eventKey = "OnUpload";
    world.deploy();
    world.engine->grantRun();
    world.run(89ms);
    world.put("Photos", "in/my cat(1).jpg", "hello");
    world.run(1s);
    const Json event = eventOf(world.sandbox->seen().at(0));
    QCOMPARE(event["Records"].size(), std::size_t{1});
    const Json &record = event["Records"][0];
    QCOMPARE(keysOf(record),
             QStringLiteral("eventVersion eventSource awsRegion eventTime eventName userIdentity "
                            "requestParameters responseElements s3"));
    QCOMPARE(keysOf(record["s3"]), QStringLiteral("s3SchemaVersion configurationId bucket object"));
    QCOMPARE(keysOf(record["s3"]["object"]), QStringLiteral("key size eTag sequencer"));
    QCOMPARE(text(record["eventVersion"].get<std::string>()), QStringLiteral("2.1"));
    QCOMPARE(text(record["eventName"].get<std::string>()), QStringLiteral("ObjectCreated:Put"));
    QCOMPARE(text(record["eventTime"].get<std::string>()), QStringLiteral("2025-03-04T05:06:07.089Z"));
    QCOMPARE(text(record["s3"]["configurationId"].get<std::string>()), QStringLiteral("OnUpload"));
    QCOMPARE(text(record["s3"]["bucket"]["name"].get<std::string>()), QStringLiteral("photos"));
    QCOMPARE(text(record["s3"]["bucket"]["arn"].get<std::string>()), QStringLiteral("arn:aws:s3:::photos"));
    QCOMPARE(text(record["s3"]["object"]["key"].get<std::string>()), QStringLiteral("in/my+cat%281%29.jpg"));
    QCOMPARE(record["s3"]["object"]["size"].get<int>(), 5);
    QCOMPARE(text(record["s3"]["object"]["eTag"].get<std::string>()),
             QStringLiteral("5d41402abc4b2a76b9719d911017c592"));
}

void TestNotifications::recordOfADeleteHasNoSize()
{
    ServiceWorld world;
    world.addBucket("Photos");
    world.add("Thumb");
    world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb").s3Events = {"s3:ObjectRemoved:*"};
    world.deploy();
    world.engine->grantRun();
    world.put("Photos", "a");
    del(world, "a");
    del(world, "never there");
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    const Json record = eventOf(world.sandbox->seen()[0])["Records"][0];
    QCOMPARE(text(record["eventName"].get<std::string>()), QStringLiteral("ObjectRemoved:Delete"));
    QCOMPARE(keysOf(record["s3"]["object"]), QStringLiteral("key sequencer"));
}

void TestNotifications::prefixAndSuffixFilter_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("told");
    const QString in = QStringLiteral("in/"), png = QStringLiteral(".png");
    QTest::newRow("both") << in << png << QStringLiteral("in/a.png") << true;
    QTest::newRow("wrong prefix") << in << png << QStringLiteral("out/a.png") << false;
    QTest::newRow("wrong suffix") << in << png << QStringLiteral("in/a.jpg") << false;
    QTest::newRow("case matters") << in << png << QStringLiteral("in/a.PNG") << false;
    QTest::newRow("no filter") << QString() << QString() << QStringLiteral("anything") << true;
    QTest::newRow("prefix alone") << in << QString() << QStringLiteral("in/") << true;
    QTest::newRow("may overlap") << QStringLiteral("ab") << QStringLiteral("bc") << QStringLiteral("abc") << true;
}

void TestNotifications::prefixAndSuffixFilter()
{
    QFETCH(QString, prefix);
    QFETCH(QString, suffix);
    QFETCH(QString, key);
    QFETCH(bool, told);
    ServiceWorld world;
    world.addBucket("Photos");
    world.add("Thumb");
    Edge &edge = world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb");
    edge.s3Events = {"s3:ObjectCreated:*"};
    edge.s3Prefix = prefix.toStdString();
    edge.s3Suffix = suffix.toStdString();
    world.deploy();
    world.engine->grantRun();
    world.put("Photos", key.toStdString());
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), static_cast<std::size_t>(told));
}

void TestNotifications::eventNamesFilter()
{
    Edge edge;
    s3::Happening put{"ObjectCreated:Put", {}, {}, {}, {}, {}};
    s3::Happening removed{"ObjectRemoved:Delete", {}, {}, {}, {}, {}};
    edge.s3Events = {"s3:ObjectCreated:Copy"};
    QVERIFY(!s3::matches(edge, put));
    edge.s3Events = {"s3:ObjectCreated:Copy", "s3:ObjectCreated:Put"};
    QVERIFY(s3::matches(edge, put));
    edge.s3Events = {"s3:ObjectCreated:*"};
    QVERIFY(s3::matches(edge, put) && !s3::matches(edge, removed));
    edge.s3Events = {"s3:*"};
    QVERIFY(s3::matches(edge, put) && s3::matches(edge, removed));
}

void TestNotifications::writingBackUnderAnotherPrefixDoesNotLoop()
{
    ServiceWorld world;
    world.addBucket("Photos");
    world.add("Thumb");
    Edge &edge = world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb");
    edge.s3Events = {"s3:ObjectCreated:*"};
    edge.s3Prefix = "in/";
    world.deploy();
    world.engine->grantRun();
    world.sandbox->handle("Thumb", [&](const InvocationRequest &) {
        PutObjectRequest request;
        request.bucket = "Photos";
        request.key = "small/a.png";
        request.from = "Thumb";
        world.services->s3().putObject(std::move(request), [](const auto &) {});
        return ModelledRun::ok(10ms);
    });
    world.put("Photos", "in/a.png");
    world.run(1h);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    QCOMPARE(text(world.trace({"moved  Thumb"})), lines("  0.100 moved  Thumb > Photos event x1"));
}

void TestNotifications::copyAndMultipartHaveTheirNames()
{
    ServiceWorld world;
    world.addBucket("Photos");
    world.add("Thumb");
    world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb").s3Events = {"s3:ObjectCreated:*"};
    world.deploy();
    world.engine->grantRun();
    world.put("Photos", "a");
    S3Service &s3 = world.services->s3();
    CopyObjectRequest copy;
    copy.sourceBucket = copy.target.bucket = "Photos";
    copy.sourceKey = "a";
    copy.target.key = "b";
    s3.copyObject(copy, [](const auto &) {});
    world.run(0ms);
    std::string upload, part;
    PutObjectRequest request;
    request.bucket = "Photos";
    request.key = "c";
    s3.createUpload(request, [&](const auto &id) { upload = *id; });
    world.run(0ms);
    s3.uploadPart("Photos", upload, 1, "hello", [&](const auto &info) { part = info->etag; });
    world.run(0ms);
    s3.completeUpload("Photos", upload, {{1, part}}, [](const auto &) {});
    world.run(1s);
    QStringList names;
    for (const auto &seen : world.sandbox->seen())
        names << text(eventOf(seen)["Records"][0]["eventName"].get<std::string>());
    QCOMPARE(names.join(QLatin1Char(' ')),
             QStringLiteral("ObjectCreated:Put ObjectCreated:Copy ObjectCreated:CompleteMultipartUpload"));
    QVERIFY(text(eventOf(world.sandbox->seen()[2])["Records"][0]["s3"]["object"]["eTag"].get<std::string>())
                .endsWith(QStringLiteral("-1")));
}

void TestNotifications::objectAndEventAreOneChange()
{
    for (const std::size_t survivors : {0, 1}) {
        ServiceWorld world({}, 20ms);
        world.addBucket("Photos");
        world.add("Thumb");
        world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb").s3Events = {"s3:ObjectCreated:*"};
        world.deploy();
        PutObjectRequest request;
        request.bucket = "Photos";
        request.key = "a";
        request.body = "hello";
        bool answered = false;
        world.services->s3().putObject(std::move(request), [&](const auto &) { answered = true; });
        world.run(10ms);
        world.crash(survivors);
        world.engine->grantRun();
        world.run(1h);
        QVERIFY(!answered);
        QCOMPARE(world.sandbox->seen().size(), survivors);
        const auto object = world.services->s3().headObject("Photos", "a");
        QCOMPARE(object.hasValue(), survivors == 1);
        if (object)
            QCOMPARE(text(*world.services->s3().readObject(*object, 0, object->size)), QStringLiteral("hello"));
    }
}

void TestNotifications::refusedPutsTellNoOne()
{
    ServiceWorld world;
    world.addBucket("Photos");
    world.add("Thumb");
    world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb").s3Events = {"s3:ObjectCreated:*"};
    world.deploy();
    world.engine->grantRun();
    world.store->failNext(1);
    PutObjectRequest request;
    request.bucket = "Photos";
    request.key = "a";
    QString code;
    world.services->s3().putObject(request, [&](const auto &result) { code = text(result.error().code); });
    world.run(1s);
    QCOMPARE(code, QStringLiteral("InternalError"));
    request.contentMd5 = "AAAA";
    world.services->s3().putObject(request, [&](const auto &result) { code = text(result.error().code); });
    QCOMPARE(code, QStringLiteral("BadDigest"));
    request.bucket = "Nowhere";
    world.services->s3().putObject(request, [&](const auto &result) { code = text(result.error().code); });
    QCOMPARE(code, QStringLiteral("NoSuchBucket"));
    world.run(1s);
    QVERIFY(world.sandbox->seen().empty());
    QVERIFY(!world.services->s3().headObject("Photos", "a"));
}

void TestNotifications::keysAreEncoded()
{
    QCOMPARE(text(s3::encodedKey("in/a b@c+d.é")), QStringLiteral("in/a+b%40c%2Bd.%C3%A9"));
}

void TestNotifications::failedHandlersAreRetriedAndDeadLettered()
{
    ServiceWorld world;
    world.addBucket("Photos");
    world.addQueue("Dead");
    world.add("Thumb").deadLetterTarget = "Dead";
    world.addEdge(EdgeKind::BucketToFunction, "Photos", "Thumb").s3Events = {"s3:ObjectCreated:*"};
    world.deploy();
    world.engine->grantRun();
    world.sandbox->handle("Thumb", [](const InvocationRequest &) { return ModelledRun::raises(0ms, "E", "boom"); });
    world.put("Photos", "a");
    world.run(1h);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{3});
    const auto letters = world.receive("Dead");
    QCOMPARE(letters.size(), std::size_t{1});
    QCOMPARE(text(letters[0].body), text(world.sandbox->seen()[0].request.payload));
    QCOMPARE(text(letters[0].attributes.at(2).value), QStringLiteral("boom"));
}

void TestNotifications::topicTellsFunctionAndQueue()
{
    ServiceWorld world;
    world.addTopic("News");
    world.addQueue("Inbox");
    world.add("F");
    world.addEdge(EdgeKind::TopicToFunction, "News", "F");
    world.addEdge(EdgeKind::TopicToQueue, "News", "Inbox");
    world.deploy();
    world.engine->grantRun();
    world.run(89ms);
    world.publish("News", "{\"id\":7}", "Hello");
    world.run(1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    const auto messages = world.receive("Inbox");
    QCOMPARE(messages.size(), std::size_t{1});
    const Json envelope = Json::parse(messages[0].body);
    QCOMPARE(keysOf(envelope),
             QStringLiteral("Type MessageId TopicArn Subject Message Timestamp SignatureVersion "
                            "Signature SigningCertURL UnsubscribeURL"));
    QCOMPARE(text(envelope["Message"].get<std::string>()), QStringLiteral("{\"id\":7}"));
    QCOMPARE(text(envelope["TopicArn"].get<std::string>()), QStringLiteral("arn:aws:sns:us-east-1:000000000000:News"));
    QCOMPARE(text(envelope["Timestamp"].get<std::string>()), QStringLiteral("2025-03-04T05:06:07.089Z"));
    auto moved = world.trace({"moved"});
    std::ranges::sort(moved);
    QCOMPARE(text(moved),
             lines("  0.089 moved   > News event x1", "  0.089 moved  News > F event x1",
                   "  0.089 moved  News > Inbox event x1"));
}

void TestNotifications::rawDeliveryHandsOverTheMessage()
{
    ServiceWorld world;
    world.addTopic("News");
    world.addQueue("Inbox");
    world.addEdge(EdgeKind::TopicToQueue, "News", "Inbox").rawDelivery = true;
    world.deploy();
    PublishRequest request;
    request.topic = "News";
    request.message = "plain";
    request.attributes = {{"kind", "String", "new"}};
    world.services->sns().publish(request, [](const auto &) {});
    world.run(0ms);
    const auto messages = world.receive("Inbox");
    QCOMPARE(text(messages.at(0).body), QStringLiteral("plain"));
    QCOMPARE(messages[0].attributes, request.attributes);
}

void TestNotifications::functionEventHasAwsShape()
{
    ServiceWorld world;
    world.addTopic("News");
    world.add("F");
    world.addEdge(EdgeKind::TopicToFunction, "News", "F");
    world.deploy();
    world.engine->grantRun();
    world.publish("News", "hi");
    PublishRequest request;
    request.topic = "News";
    request.message = "hi";
    request.subject = "S";
    request.attributes = {{"kind", "String", "new"}};
    world.services->sns().publish(request, [](const auto &) {});
    world.run(1s);
    const Json plain = eventOf(world.sandbox->seen().at(0))["Records"][0];
    QCOMPARE(keysOf(plain), QStringLiteral("EventSource EventVersion EventSubscriptionArn Sns"));
    QCOMPARE(keysOf(plain["Sns"]),
             QStringLiteral("Type MessageId TopicArn Subject Message Timestamp SignatureVersion "
                            "Signature SigningCertUrl UnsubscribeUrl MessageAttributes"));
    QVERIFY(plain["Sns"]["Subject"].is_null());
    QCOMPARE(text(plain["Sns"]["MessageAttributes"].dump()), QStringLiteral("{}"));
    const Json full = eventOf(world.sandbox->seen().at(1))["Records"][0];
    QCOMPARE(text(full["Sns"]["Subject"].get<std::string>()), QStringLiteral("S"));
    QCOMPARE(text(full["Sns"]["MessageAttributes"].dump()),
             QStringLiteral("{\"kind\":{\"Type\":\"String\",\"Value\":\"new\"}}"));
}

void TestNotifications::messageStructureChoosesTheText()
{
    ServiceWorld world;
    world.addTopic("News");
    world.addQueue("Inbox");
    world.add("F");
    world.addEdge(EdgeKind::TopicToFunction, "News", "F");
    world.addEdge(EdgeKind::TopicToQueue, "News", "Inbox").rawDelivery = true;
    world.deploy();
    world.engine->grantRun();
    PublishRequest request;
    request.topic = "News";
    request.message = "{\"default\":\"d\",\"lambda\":\"for functions\"}";
    request.messageStructure = "json";
    world.services->sns().publish(request, [](const auto &) {});
    world.run(1s);
    QCOMPARE(text(world.receive("Inbox").at(0).body), QStringLiteral("d"));
    QCOMPARE(text(eventOf(world.sandbox->seen().at(0))["Records"][0]["Sns"]["Message"].get<std::string>()),
             QStringLiteral("for functions"));
}

void TestNotifications::publishRefusals()
{
    ServiceWorld world;
    world.addTopic("News");
    world.deploy();
    QString message;
    const auto answer = [&](const ServiceResult<std::string> &result) {
        message = result ? QStringLiteral("ok") : text(result.error().message);
    };
    PublishRequest request;
    request.topic = "News";
    world.services->sns().publish(request, answer);
    QCOMPARE(message, QStringLiteral("Invalid parameter: Empty message"));
    request.message = std::string(262145, 'x');
    world.services->sns().publish(request, answer);
    QCOMPARE(message, QStringLiteral("Invalid parameter: Message too long"));
    request.message = "{\"lambda\":\"x\"}";
    request.messageStructure = "json";
    world.services->sns().publish(request, answer);
    QCOMPARE(message, QStringLiteral("Invalid parameter: Message Structure - No default entry in JSON message body"));
    request.topic = "nope";
    world.services->sns().publish(request, answer);
    QCOMPARE(message, QStringLiteral("Topic does not exist"));
}

void TestNotifications::removedSubscriptionsGetNothing()
{
    ServiceWorld world;
    world.addTopic("News");
    world.addQueue("Inbox");
    world.addEdge(EdgeKind::TopicToQueue, "News", "Inbox");
    world.deploy();
    world.publish("News", "one");
    world.deployment.model.edges.clear();
    world.deploy();
    world.publish("News", "two");
    QCOMPARE(world.receive("Inbox").size(), std::size_t{1});
}

void TestNotifications::functionDestinationsReachTopicsAndQueues()
{
    ServiceWorld world;
    world.addTopic("Failures");
    world.addQueue("Inbox");
    world.addQueue("Done");
    Function &function = world.add("F");
    function.onFailure = "Failures";
    function.onSuccess = "Done";
    function.maximumRetryAttempts = 0;
    world.addEdge(EdgeKind::TopicToQueue, "Failures", "Inbox").rawDelivery = true;
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &request) {
        return request.payload == "1" ? ModelledRun::ok(0ms) : ModelledRun::raises(0ms, "E", "boom");
    });
    world.invokeLater("F", "1");
    world.invokeLater("F", "2");
    world.run(1h);
    const Json done = Json::parse(world.receive("Done").at(0).body);
    QCOMPARE(text(done["requestContext"]["condition"].get<std::string>()), QStringLiteral("Success"));
    const Json failed = Json::parse(world.receive("Inbox").at(0).body);
    QCOMPARE(text(failed["requestContext"]["condition"].get<std::string>()), QStringLiteral("RetriesExhausted"));
    QCOMPARE(failed["requestPayload"].get<int>(), 2);
}

QTEST_APPLESS_MAIN(TestNotifications)
#include "tst_notifications.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/functionurl.h"
#include "core/workspace/sampleevents.h"
#include "tests/support/qttext.h"
#include "tests/support/serviceworld.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

namespace {

/// Every member as "path:kind", list elements as [].
void shapeOf(const Json &json, const QString &path, QSet<QString> &shape)
{
    if (json.is_object()) {
        for (const auto &[key, value] : json.items())
            shapeOf(value, path + QLatin1Char('/') + text(key), shape);
    } else if (json.is_array()) {
        for (const Json &value : json)
            shapeOf(value, path + QStringLiteral("[]"), shape);
    } else {
        shape << path + QLatin1Char(':') + text(json.type_name());
    }
}

QStringList shape(const Json &json)
{
    QSet<QString> set;
    shapeOf(json, {}, set);
    QStringList list(set.begin(), set.end());
    list.sort();
    return list;
}

Json sample(SampleEventKind kind, const SampleEventOptions &options = {})
{
    return Json::parse(sampleEventJson(kind, options));
}

QString at(const Json &json, const char *pointer)
{
    const Json &value = json.at(Json::json_pointer(pointer));
    return value.is_string() ? text(value.get<std::string>()) : text(value.dump());
}

} // namespace

/// The generators beside what the services really send, and beside triggers-events.md where there is no service.
class TestSampleEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyGeneratorIsComplete();
    void sqsIsWhatAMappingSends();
    void snsIsWhatATopicSends();
    void s3IsWhatABucketSends();
    void scheduleIsWhatARuleSends();
    void functionUrlIsWhatTheUrlSends();
    void restProxy();
    void httpApi();
    void kinesis();
    void dynamoDb();
    void recordsAreCounted();
};

void TestSampleEvents::everyGeneratorIsComplete()
{
    QSet<QString> ids;
    for (const SampleEvent &event : sampleEvents()) {
        QVERIFY(!event.title.empty());
        ids << text(event.id);
        const std::string json = sampleEventJson(event.kind);
        QVERIFY2(Json::accept(json), event.id.c_str());
        QVERIFY(json.find("\n  ") != std::string::npos); // indented for the editor
        QCOMPARE(text(json), text(sampleEventJson(event.kind)));
    }
    QCOMPARE(ids.size(), 10);
}

void TestSampleEvents::sqsIsWhatAMappingSends()
{
    ServiceWorld world;
    world.addQueue("Orders");
    world.add("F");
    world.addEdge(EdgeKind::QueueToFunction, "Orders", "F");
    world.deploy();
    world.services->startSources();
    world.send("Orders", "{\"id\": 7}");
    world.run(1s);
    const Json real = Json::parse(world.sandbox->seen().at(0).request.payload);
    SampleEventOptions options;
    options.resource = "Orders";
    const Json generated = sample(SampleEventKind::Sqs, options);
    QCOMPARE(shape(generated), shape(real));
    QCOMPARE(at(generated, "/Records/0/body"), QStringLiteral("{\"id\": 7}"));
    QCOMPARE(at(generated, "/Records/0/eventSourceARN"), at(real, "/Records/0/eventSourceARN"));
    QCOMPARE(at(generated, "/Records/0/md5OfBody"), at(real, "/Records/0/md5OfBody"));
}

void TestSampleEvents::snsIsWhatATopicSends()
{
    ServiceWorld world;
    world.addTopic("News");
    world.add("F");
    world.addEdge(EdgeKind::TopicToFunction, "News", "F");
    world.deploy();
    world.engine->grantRun();
    world.publish("News", "{\"id\": 7}");
    world.run(1s);
    const Json real = Json::parse(world.sandbox->seen().at(0).request.payload);
    SampleEventOptions options;
    options.resource = "News";
    const Json generated = sample(SampleEventKind::Sns, options);
    QCOMPARE(shape(generated), shape(real));
    QCOMPARE(at(generated, "/Records/0/Sns/TopicArn"), at(real, "/Records/0/Sns/TopicArn"));
}

void TestSampleEvents::s3IsWhatABucketSends()
{
    ServiceWorld world;
    world.addBucket("photos");
    world.add("F");
    world.addEdge(EdgeKind::BucketToFunction, "photos", "F").s3Events = {"s3:*"};
    world.deploy();
    world.engine->grantRun();
    world.put("photos", "uploads/a b.png");
    world.run(1s);
    world.services->s3().deleteObject({"photos", "uploads/a b.png", {}, {}, "127.0.0.1"}, [](const auto &) {});
    world.run(1s);
    SampleEventOptions options;
    options.resource = "photos";
    options.key = "uploads/a b.png";
    const Json put = Json::parse(world.sandbox->seen().at(0).request.payload);
    QCOMPARE(shape(sample(SampleEventKind::S3Put, options)), shape(put));
    for (const char *path :
         {"/Records/0/s3/object/key", "/Records/0/s3/bucket/arn", "/Records/0/eventName", "/Records/0/eventVersion"})
        QCOMPARE(at(sample(SampleEventKind::S3Put, options), path), at(put, path));
    const Json removed = Json::parse(world.sandbox->seen().at(1).request.payload);
    QCOMPARE(shape(sample(SampleEventKind::S3Delete, options)), shape(removed));
    QCOMPARE(at(sample(SampleEventKind::S3Delete, options), "/Records/0/eventName"),
             at(removed, "/Records/0/eventName"));
}

void TestSampleEvents::scheduleIsWhatARuleSends()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "nightly", "rate(1 minute)");
    world.deploy();
    world.services->startSources();
    world.run(61s);
    SampleEventOptions options;
    options.resource = "nightly";
    const Json real = Json::parse(world.sandbox->seen().at(0).request.payload);
    const Json generated = sample(SampleEventKind::Schedule, options);
    QCOMPARE(shape(generated), shape(real));
    QCOMPARE(at(generated, "/resources/0"), at(real, "/resources/0"));
    QVERIFY(generated["detail"].is_object() && generated["detail"].empty());
}

void TestSampleEvents::functionUrlIsWhatTheUrlSends()
{
    const Json generated = sample(SampleEventKind::FunctionUrl);
    UrlRequest request;
    request.method = at(generated, "/requestContext/http/method").toStdString();
    request.path = at(generated, "/rawPath").toStdString();
    request.query = at(generated, "/rawQueryString").toStdString();
    for (const auto &[name, value] : generated["headers"].items())
        request.headers.emplace_back(name, value.get<std::string>());
    if (generated.contains("cookies"))
        for (const Json &cookie : generated["cookies"])
            request.headers.emplace_back("cookie", cookie.get<std::string>());
    if (generated.contains("body"))
        request.body = generated["body"].get<std::string>();
    const Json real = Json::parse(functionUrlEvent(request, {"id", "request", "Root=1-2-3", scenarioStart(), {}, 1}));
    const QStringList made = shape(generated);
    for (const QString &member : shape(real))
        if (!member.startsWith(QStringLiteral("/headers/")))
            QVERIFY2(made.contains(member), qPrintable(member));
    for (const QString &member : made)
        if (!member.startsWith(QStringLiteral("/headers/")))
            QVERIFY2(shape(real).contains(member), qPrintable(member));
    QCOMPARE(at(generated, "/requestContext/accountId"), QStringLiteral("anonymous"));
}

void TestSampleEvents::restProxy()
{
    const Json event = sample(SampleEventKind::ApiRest);
    for (const char *member : {"resource", "path", "httpMethod", "headers", "multiValueHeaders",
                               "queryStringParameters", "multiValueQueryStringParameters", "pathParameters",
                               "stageVariables", "requestContext", "body", "isBase64Encoded"})
        QVERIFY2(event.contains(member), member);
    QVERIFY(!event.contains("version")); // payload 1.0 of REST has none
    for (const char *member : {"resourceId", "resourcePath", "httpMethod", "requestId", "accountId", "stage",
                               "identity", "apiId", "requestTimeEpoch", "domainName", "protocol", "path"})
        QVERIFY2(event["requestContext"].contains(member), member);
    QVERIFY(event["stageVariables"].is_null());
    QVERIFY(event["body"].is_string());
}

void TestSampleEvents::httpApi()
{
    const Json event = sample(SampleEventKind::HttpApi);
    QCOMPARE(at(event, "/version"), QStringLiteral("2.0"));
    QCOMPARE(at(event, "/routeKey"), at(event, "/requestContext/routeKey"));
    QVERIFY(at(event, "/requestContext/domainName").contains(QStringLiteral(".execute-api.")));
    for (const auto &[name, value] : event["headers"].items())
        QCOMPARE(text(name), text(name).toLower());
}

void TestSampleEvents::kinesis()
{
    const Json event = sample(SampleEventKind::Kinesis);
    const Json &record = event["Records"][0];
    for (const char *member : {"kinesis", "eventSource", "eventVersion", "eventID", "eventName", "invokeIdentityArn",
                               "awsRegion", "eventSourceARN"})
        QVERIFY2(record.contains(member), member);
    for (const char *member :
         {"kinesisSchemaVersion", "partitionKey", "sequenceNumber", "data", "approximateArrivalTimestamp"})
        QVERIFY2(record["kinesis"].contains(member), member);
    QCOMPARE(at(event, "/Records/0/eventSource"), QStringLiteral("aws:kinesis"));
    QCOMPARE(QByteArray::fromBase64(at(event, "/Records/0/kinesis/data").toUtf8()), QByteArray("{\"id\": 7}"));
}

void TestSampleEvents::dynamoDb()
{
    const Json event = sample(SampleEventKind::DynamoDb);
    const Json &record = event["Records"][0];
    for (const char *member :
         {"eventID", "eventName", "eventVersion", "eventSource", "awsRegion", "dynamodb", "eventSourceARN"})
        QVERIFY2(record.contains(member), member);
    for (const char *member :
         {"ApproximateCreationDateTime", "Keys", "NewImage", "SequenceNumber", "SizeBytes", "StreamViewType"})
        QVERIFY2(record["dynamodb"].contains(member), member);
    QCOMPARE(at(event, "/Records/0/eventSource"), QStringLiteral("aws:dynamodb"));
}

void TestSampleEvents::recordsAreCounted()
{
    SampleEventOptions options;
    options.records = 3;
    for (const SampleEventKind kind : {SampleEventKind::Sqs, SampleEventKind::Kinesis, SampleEventKind::DynamoDb}) {
        const Json event = sample(kind, options);
        QCOMPARE(event["Records"].size(), std::size_t{3});
        QSet<QString> ids;
        for (const Json &record : event["Records"])
            ids << text(record.contains("messageId") ? record["messageId"].dump() : record["eventID"].dump());
        QCOMPARE(ids.size(), 3);
    }
}

QTEST_APPLESS_MAIN(TestSampleEvents)
#include "tst_sampleevents.moc"

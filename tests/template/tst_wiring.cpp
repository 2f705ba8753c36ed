// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/template.h"
#include "testpaths.h"

#include <QtTest>

using namespace lambdarium;

namespace {

QString q(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

const char *yaml = R"(AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31

Resources:
  # the worker
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: worker/   # folder
      Handler: app.handler
      Runtime: python3.13

  Other:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: other/
      Handler: app.handler
      Runtime: python3.13
      FunctionUrlConfig:
        AuthType: NONE
      Events:
        Nightly:
          Type: Schedule
          Properties:
            Schedule: cron(0 3 * * ? *)

  JobsQueue:
    Type: AWS::SQS::Queue

  DeadDLQ:
    Type: AWS::SQS::Queue

  NewsTopic:
    Type: AWS::SNS::Topic

  Files:
    Type: AWS::S3::Bucket
)";

const char *json = R"j({
	"Transform": "AWS::Serverless-2016-10-31",
	"Resources": {
		"Worker": {
			"Type": "AWS::Serverless::Function",
			"Properties": {"CodeUri": "worker/", "Handler": "app.handler", "Runtime": "python3.13"}
		},
		"Other": {
			"Type": "AWS::Serverless::Function",
			"Properties": {
				"CodeUri": "other/",
				"Handler": "app.handler",
				"Runtime": "python3.13",
				"FunctionUrlConfig": {"AuthType": "NONE"},
				"Events": {
					"Nightly": {"Type": "Schedule", "Properties": {"Schedule": "cron(0 3 * * ? *)"}}
				}
			}
		},
		"JobsQueue": {"Type": "AWS::SQS::Queue"},
		"DeadDLQ": {"Type": "AWS::SQS::Queue"},
		"NewsTopic": {"Type": "AWS::SNS::Topic"},
		"Files": {"Type": "AWS::S3::Bucket"}
	}
}
)j";

std::string crlf(std::string text)
{
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
        text.insert(at, "\r");
    return text;
}

const std::vector<WireRequest> allWires{
    {EdgeKind::QueueToFunction, "JobsQueue", "Worker"},
    {EdgeKind::TopicToFunction, "NewsTopic", "Worker"},
    {EdgeKind::BucketToFunction, "Files", "Worker"},
    {EdgeKind::TopicToQueue, "NewsTopic", "JobsQueue"},
    {EdgeKind::QueueToDeadLetter, "JobsQueue", "DeadDLQ"},
    {EdgeKind::OnFailure, "Worker", "DeadDLQ"},
    {EdgeKind::OnSuccess, "Worker", "Other"},
    {EdgeKind::FunctionDeadLetter, "Worker", "NewsTopic"},
    {EdgeKind::Uses, "Worker", "JobsQueue"},
    {EdgeKind::Uses, "Worker", "NewsTopic"},
    {EdgeKind::Uses, "Worker", "Files"},
    {EdgeKind::Uses, "Other", "JobsQueue"},
};

const Edge *edge(const Model &model, const WireRequest &wire)
{
    for (const Edge &candidate : model.edges) {
        if (candidate.kind == wire.kind && candidate.from == wire.from && candidate.to == wire.to)
            return &candidate;
    }
    return nullptr;
}

Template parsed(std::string text)
{
    auto result = Template::parse(std::move(text));
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return *result;
}

/// The template after a change, once undo has been seen to work.
Template after(const Template &before, const Result<TemplateChange> &change)
{
    if (!change)
        qFatal("%s", change.error().message.c_str());
    const std::string text = applied(before.text(), change->edits);
    if (applied(text, inverse(before.text(), change->edits)) != before.text())
        qFatal("undo failed");
    return parsed(text);
}

} // namespace

class TestWiring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAndUnmakesEveryWire_data();
    void makesAndUnmakesEveryWire();
    void buildsOrdersFromNothing();
    void writesAsAHumanWould();
    void asksForThePermissionItAdds();
    void movesSchedulesAndUrls();
    void keepsBucketsOutOfCircles();
    void wiresPlainFunctionsWithResources();
    void saysWhatAWireMeans_data();
    void saysWhatAWireMeans();
    void removesWhatPointsToANode();
    void renamesEveryReference();
    void duplicates();
};

void TestWiring::makesAndUnmakesEveryWire_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("wire");
    for (int i = 0; i < static_cast<int>(allWires.size()); ++i) {
        const QString name = q(std::string(edgeKindName(allWires[static_cast<std::size_t>(i)].kind)))
            + QString::number(i);
        QTest::newRow(qPrintable(QStringLiteral("yaml ") + name)) << QByteArray(yaml) << i;
        QTest::newRow(qPrintable(QStringLiteral("json ") + name)) << QByteArray(json) << i;
        QTest::newRow(qPrintable(QStringLiteral("crlf ") + name)) << QByteArray::fromStdString(crlf(yaml)) << i;
    }
}

void TestWiring::makesAndUnmakesEveryWire()
{
    QFETCH(QByteArray, text);
    QFETCH(int, wire);
    const WireRequest &request = allWires[static_cast<std::size_t>(wire)];
    const Template before = parsed(text.toStdString());
    QVERIFY(before.judge(request).possible);
    const auto change = before.connect(request);
    QVERIFY2(change, change ? "" : change.error().message.c_str());
    QVERIFY(!change->details.empty());
    const Template wired = after(before, change);
    const Edge *made = edge(wired.model(), request);
    QVERIFY2(made, wired.text().c_str());
    for (const Problem &problem : wired.model().problems)
        QVERIFY2(problem.severity != Severity::Error, problem.message.c_str());
    QCOMPARE(wired.isJson(), before.isJson());
    QCOMPARE(q(wired.judge(request).code), QStringLiteral("AlreadyConnected"));
    if (text.contains("\r\n"))
        QCOMPARE(QByteArray::fromStdString(wired.text()).count('\n'),
                 QByteArray::fromStdString(wired.text()).count("\r\n"));
    const Template back = after(wired, wired.disconnect(made->id));
    QVERIFY(!edge(back.model(), request));
    QCOMPARE(q(back.text()), q(before.text()));
}

void TestWiring::buildsOrdersFromNothing()
{
    for (const char *start :
         {"", "AWSTemplateFormatVersion: \"2010-09-09\"\nResources: {}\n", "{}", "{\n  \"Resources\": {}\n}\n"}) {
        Template at = parsed(start);
        const auto step = [&](const Result<TemplateChange> &change) { at = after(at, change); };
        step(at.add(ResourceKind::Function, "PlaceOrder"));
        step(at.add(ResourceKind::FunctionUrl, "", "PlaceOrder"));
        step(at.add(ResourceKind::Queue, "OrdersQueue"));
        step(at.add(ResourceKind::Queue, "OrdersDLQ"));
        step(at.add(ResourceKind::Function, "ChargeCard", "", "nodejs22.x"));
        step(at.add(ResourceKind::Bucket, "PhotosBucket"));
        step(at.add(ResourceKind::Function, "Thumbnail"));
        step(at.add(ResourceKind::Function, "Reconcile"));
        step(at.add(ResourceKind::Schedule, "EveryFive", "Reconcile"));
        step(at.add(ResourceKind::Topic, "Alarms"));
        step(at.connect({EdgeKind::Uses, "PlaceOrder", "OrdersQueue"}));
        step(at.connect({EdgeKind::QueueToFunction, "OrdersQueue", "ChargeCard"}));
        step(at.connect({EdgeKind::QueueToDeadLetter, "OrdersQueue", "OrdersDLQ"}));
        step(at.connect({EdgeKind::BucketToFunction, "PhotosBucket", "Thumbnail"}));
        step(at.connect({EdgeKind::OnFailure, "Thumbnail", "Alarms"}));
        step(at.connect({EdgeKind::TopicToQueue, "Alarms", "OrdersDLQ"}));
        QCOMPARE(at.model().edges.size(), 8U);
        QCOMPARE(at.model().functions.size(), 4U);
        for (const Problem &problem : at.model().problems)
            QFAIL(problem.message.c_str());
    }
}

void TestWiring::writesAsAHumanWould()
{
    const Template before = parsed(yaml);
    const Template wired = after(before, before.connect({EdgeKind::Uses, "Worker", "JobsQueue"}));
    const QString expected = QStringLiteral(
        "      CodeUri: worker/   # folder\n      Handler: app.handler\n      Runtime: python3.13\n"
        "      Environment:\n        Variables:\n          JOBS_QUEUE_URL: !Ref JobsQueue\n"
        "      Policies:\n        - SQSSendMessagePolicy:\n            QueueName: !GetAtt JobsQueue.QueueName\n\n  "
        "Other:\n");
    QVERIFY2(q(wired.text()).contains(expected), wired.text().c_str());
    const Template dead = after(before, before.connect({EdgeKind::QueueToDeadLetter, "JobsQueue", "DeadDLQ"}));
    QVERIFY2(q(dead.text())
                 .contains(QStringLiteral(
                     "  JobsQueue:\n    Type: AWS::SQS::Queue\n    Properties:\n      RedrivePolicy:\n"
                     "        deadLetterTargetArn: !GetAtt DeadDLQ.Arn\n        maxReceiveCount: 3\n\n  DeadDLQ:")),
             dead.text().c_str());
    const Template tabs = parsed(json);
    const Template written = after(tabs, tabs.connect({EdgeKind::Uses, "Other", "JobsQueue"}));
    QVERIFY2(q(written.text())
                 .contains(QStringLiteral(
                     "\n\t\t\t\t\"Environment\": {\n\t\t\t\t\t\"Variables\": {\n\t\t\t\t\t\t\"JOBS_QUEUE_URL\": {\n"
                     "\t\t\t\t\t\t\t\"Ref\": \"JobsQueue\"\n")),
             written.text().c_str());
    const Template added = after(before, before.add(ResourceKind::Queue, "Late"));
    QVERIFY2(added.text().ends_with("  Files:\n    Type: AWS::S3::Bucket\n\n  Late:\n    Type: AWS::SQS::Queue\n"),
             added.text().c_str());
}

void TestWiring::asksForThePermissionItAdds()
{
    const Template at = parsed(yaml);
    const auto has = [](const Result<TemplateChange> &change, const char *detail) {
        return change && std::ranges::count(change->details, std::string(detail)) == 1;
    };
    QVERIFY(has(at.connect({EdgeKind::Uses, "Worker", "JobsQueue"}), "Policy SQSSendMessagePolicy on JobsQueue"));
    QVERIFY(has(at.connect({EdgeKind::BucketToFunction, "Files", "Worker"}),
                "Permission lambda:InvokeFunction for s3.amazonaws.com on Worker"));
    QVERIFY(has(at.connect({EdgeKind::TopicToQueue, "NewsTopic", "JobsQueue"}),
                "Queue policy sqs:SendMessage for sns.amazonaws.com on JobsQueue"));
    const Template roled = after(at, at.set("Worker", "Role", "arn:aws:iam::000000000000:role/mine"));
    const auto change = roled.connect({EdgeKind::Uses, "Worker", "JobsQueue"});
    QVERIFY(has(change,
                "Role arn:aws:iam::000000000000:role/mine must allow what SQSSendMessagePolicy allows on "
                "JobsQueue"));
    QVERIFY(applied(roled.text(), change->edits).find("Policies") == std::string::npos); // SAM ignores them beside Role
}

void TestWiring::movesSchedulesAndUrls()
{
    const Template before = parsed(yaml);
    const Template moved = after(before, before.connect({EdgeKind::ScheduleToFunction, "Other/Nightly", "Worker"}));
    QCOMPARE(q(moved.model().schedules.at(0).id), QStringLiteral("Worker/Nightly"));
    QCOMPARE(q(moved.model().schedules.at(0).expression), QStringLiteral("cron(0 3 * * ? *)"));
    const Template url = after(moved, moved.connect({EdgeKind::UrlToFunction, "Other/FunctionUrl", "Worker"}));
    QVERIFY(!url.model().function("Other")->url);
    QVERIFY(url.model().function("Worker")->url);
    QCOMPARE(q(url.judge({EdgeKind::UrlToFunction, "", "Worker"}).code), QStringLiteral("UrlExists"));
    QVERIFY(url.connect({EdgeKind::UrlToFunction, "", "Other"}));
}

void TestWiring::keepsBucketsOutOfCircles()
{
    const Template before = parsed(yaml);
    const Template triggered = after(before, before.connect({EdgeKind::BucketToFunction, "Files", "Worker"}));
    QCOMPARE(q(triggered.judge({EdgeKind::Uses, "Worker", "Files"}).code), QStringLiteral("BucketLoop"));
    const Template both = after(triggered, triggered.connect({EdgeKind::Uses, "Worker", "Files"}));
    QVERIFY(edge(both.model(), {EdgeKind::Uses, "Worker", "Files"}));
    QVERIFY(both.text().find("BucketName: files") != std::string::npos);
    QCOMPARE(q(both.text()).count(QStringLiteral("!Ref Files")), 1); // the event's own
    QCOMPARE(q(both.model().bucket("Files")->name), QStringLiteral("files"));
}

void TestWiring::wiresPlainFunctionsWithResources()
{
    std::string text(yaml);
    text.replace(text.find("AWS::Serverless::Function"), 25, "AWS::Lambda::Function");
    const Template before = parsed(text);
    for (const WireRequest &wire : {WireRequest{EdgeKind::QueueToFunction, "JobsQueue", "Worker"},
                                    WireRequest{EdgeKind::TopicToFunction, "NewsTopic", "Worker"},
                                    WireRequest{EdgeKind::OnFailure, "Worker", "DeadDLQ"},
                                    WireRequest{EdgeKind::FunctionDeadLetter, "Worker", "DeadDLQ"}}) {
        const Template wired = after(before, before.connect(wire));
        const Edge *made = edge(wired.model(), wire);
        QVERIFY2(made, wired.text().c_str());
        QCOMPARE(q(after(wired, wired.disconnect(made->id)).text()), q(before.text()));
    }
    QVERIFY(!before.connect({EdgeKind::BucketToFunction, "Files", "Worker"}));
}

void TestWiring::saysWhatAWireMeans_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](EdgeKind kind, const char *from, const char *to, const char *code, const char *message) {
        QTest::newRow(code) << QByteArray(from) << QByteArray(to) << static_cast<int>(kind) << QString::fromUtf8(code)
                            << QString::fromUtf8(message);
    };
    row(EdgeKind::QueueToFunction, "Other/Nightly", "JobsQueue", "ScheduleToQueue",
        "A schedule cannot read from a queue. Drop on empty space to add a function.");
    row(EdgeKind::QueueToFunction, "Shared", "Other", "QueueShared",
        "Reader already reads this queue: each message will go to only one of the two.");
    row(EdgeKind::QueueToFunction, "JobsQueue", "Worker", "QueueToFunction",
        "Worker reads batches of up to 10 messages; what fails returns to the queue.");
    row(EdgeKind::Uses, "Reader", "Shared", "QueueLoop",
        "Reader also reads this queue: it can start itself again and again.");
    row(EdgeKind::QueueToDeadLetter, "JobsQueue", "Ordered", "DeadLetterFifo",
        "Dead-letter queue must be same type of queue as the source.");
    row(EdgeKind::OnFailure, "Worker", "Ordered", "FifoDestination",
        "A FIFO queue cannot receive the events of a function; use a standard queue.");
    row(EdgeKind::OnFailure, "Worker", "Worker", "SameNode",
        "You can't specify the function as a destination for itself.");
    row(EdgeKind::Uses, "Worker", "Nobody", "UnknownNode", "The template has no Nobody.");
    row(EdgeKind::Uses, "Worker", "Table", "NotRunHere", "Table is shown but not run here.");
    row(EdgeKind::Uses, "Files", "JobsQueue", "BucketTarget",
        "A bucket can only notify a function here: put one in between.");
    row(EdgeKind::OnFailure, "Worker", "DeadDLQ", "OnFailure",
        "Asynchronous events that still fail after 2 retries go to DeadDLQ.");
    row(EdgeKind::QueueToFunction, "Slow", "Worker", "QueueVisibility",
        "The queue's visibility timeout (1 s) is "
        "shorter than the function's timeout (3 s), which AWS refuses; it will be raised to six times that.");
}

void TestWiring::saysWhatAWireMeans()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, kind);
    const Template at = parsed(std::string(yaml) + R"(
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: r/
      Handler: app.handler
      Runtime: python3.13
      Events: {Jobs: {Type: SQS, Properties: {Queue: !GetAtt Shared.Arn}}}
  Shared: {Type: AWS::SQS::Queue}
  Slow: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 1}}
  Ordered: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: o.fifo}}
  Table: {Type: AWS::DynamoDB::Table}
)");
    const auto verdict = at.judge({static_cast<EdgeKind>(kind), from.toStdString(), to.toStdString()});
    QTEST(q(verdict.code), "code");
    QTEST(q(verdict.message), "message");
    const std::vector<EdgeKind> expected{EdgeKind::Uses, EdgeKind::OnFailure, EdgeKind::OnSuccess,
                                         EdgeKind::FunctionDeadLetter};
    QCOMPARE(at.kindsBetween("Worker", "JobsQueue"), expected);
    QCOMPARE(at.kindsBetween("JobsQueue", "Files"), std::vector<EdgeKind>());
}

void TestWiring::removesWhatPointsToANode()
{
    const Template empty = parsed(yaml);
    for (const std::string node : {"JobsQueue", "NewsTopic", "Files", "Worker", "DeadDLQ", "Other"}) {
        Template at = empty;
        for (const WireRequest &wire : allWires)
            at = after(at, at.connect(wire));
        at = after(at, at.remove(node));
        const Model &model = at.model();
        QVERIFY(!model.function(node) && !model.queue(node) && !model.topic(node) && !model.bucket(node));
        for (const Edge &left : model.edges)
            QVERIFY2(left.from != node && left.to != node, left.id.c_str());
        for (const Problem &problem : model.problems)
            QVERIFY2(problem.severity == Severity::Hint, (problem.message + "\n" + at.text()).c_str());
        QVERIFY2(at.text().find("!Ref " + node) == std::string::npos, at.text().c_str());
    }
    const Template removed = after(empty, empty.remove("Worker"));
    QVERIFY(removed.text().find("# the worker") == std::string::npos);
    QVERIFY2(removed.text().find("Resources:\n  Other:") != std::string::npos, removed.text().c_str());
    const Template event = after(empty, empty.remove("Other/Nightly"));
    QVERIFY(event.model().schedules.empty());
    QVERIFY(event.text().find("Events") == std::string::npos);
    Template last = parsed("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n");
    last = after(last, last.remove("Q"));
    QCOMPARE(q(last.text()), QStringLiteral("Resources:\n  {}\n"));
    last = after(last, last.add(ResourceKind::Queue, "Again"));
    QVERIFY(last.model().queue("Again"));
}

void TestWiring::renamesEveryReference()
{
    Template at = parsed(std::string(yaml)
                         + "\nOutputs:\n  A: {Value: !Sub \"x-${JobsQueue.Arn}-${JobsQueue}\"}\n  "
                           "B: {Value: {\"Fn::GetAtt\": [JobsQueue, Arn]}}\n");
    for (const WireRequest &wire : allWires)
        at = after(at, at.connect(wire));
    const std::size_t wires = at.model().edges.size();
    const Template renamed = after(at, at.rename("JobsQueue", "TaskQueue"));
    QCOMPARE(renamed.model().edges.size(), wires);
    QVERIFY(renamed.model().queue("TaskQueue"));
    QVERIFY(renamed.text().find("${TaskQueue.Arn}-${TaskQueue}") != std::string::npos);
    QVERIFY2(renamed.text().find("!Ref JobsQueue") == std::string::npos, renamed.text().c_str());
    QVERIFY2(renamed.text().find("!GetAtt JobsQueue") == std::string::npos, renamed.text().c_str());
    for (const Problem &problem : renamed.model().problems)
        QVERIFY2(problem.severity != Severity::Error, problem.message.c_str());
    QVERIFY(!at.rename("JobsQueue", "Worker"));
    QVERIFY(!at.rename("JobsQueue", "no spaces"));
    const Template event = after(at, at.rename("Other/Nightly", "Daily"));
    QCOMPARE(q(event.model().schedules.at(0).id), QStringLiteral("Other/Daily"));
}

void TestWiring::duplicates()
{
    for (const char *text : {yaml, json}) {
        const Template at = parsed(text);
        const Template twice = after(at, at.duplicate("Other"));
        QCOMPARE(twice.model().functions.size(), 3U);
        QVERIFY(twice.model().function("OtherCopy")->url);
        QCOMPARE(twice.model().schedules.size(), 2U);
        const Template event = after(at, at.duplicate("Other/Nightly"));
        QCOMPARE(q(event.model().schedules.at(1).id), QStringLiteral("Other/NightlyCopy"));
        QVERIFY(!at.duplicate("Other/FunctionUrl"));
    }
}

QTEST_APPLESS_MAIN(TestWiring)
#include "tst_wiring.moc"

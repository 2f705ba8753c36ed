// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/template.h"
#include "testpaths.h"

#include <QtTest>

#include <fstream>
#include <sstream>

using namespace lambdarium;

namespace {

std::string sample(const std::string &relative)
{
    std::ifstream file(std::string(LAMBDARIUM_SOURCE_DIR) + "/" + relative, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

QString q(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString fault(std::string text)
{
    const auto parsed = Template::parse(std::move(text));
    return parsed ? QStringLiteral("parsed") : q(parsed.error().message);
}

Model modelOf(std::string text)
{
    auto parsed = Template::parse(std::move(text));
    if (!parsed)
        qWarning("%s", parsed.error().message.c_str());
    return parsed ? parsed->model() : Model();
}

const Problem *problem(const Model &model, std::string_view code)
{
    const auto found = std::ranges::find(model.problems, code, &Problem::code);
    return found == model.problems.end() ? nullptr : &*found;
}

QString wires(const Model &model)
{
    QStringList lines;
    for (const Edge &edge : model.edges)
        lines << q(edge.from + " " + std::string(edgeKindName(edge.kind)) + " " + edge.to);
    lines.sort();
    return lines.join(QLatin1Char('\n'));
}

/// One SAM function F with these properties, each line as written.
std::string function(const std::string &properties)
{
    std::string text = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n  F:\n"
                       "    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: f/\n"
                       "      Handler: app.handler\n      Runtime: python3.13\n";
    std::istringstream lines(properties);
    for (std::string line; std::getline(lines, line);)
        text += "      " + line + "\n";
    return text;
}

} // namespace

class TestTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesSnapStartOfOtherRuntimes();
    void readsTheOrdersSample();
    void readsPlainCloudFormation();
    void resolvesIntrinsicFunctions();
    void mergesGlobalsAsSamDoes();
    void followsAnchorsAndMergeKeys();
    void givesByteRangesInNonAsciiText();
    void namesTheLineOfBrokenYaml_data();
    void namesTheLineOfBrokenYaml();
    void refusesAnAliasBomb();
    void refusesAFiveMegabyteTemplate();
    void refusesTooManyNodes();
    void saysWhatAwsWouldRefuse_data();
    void saysWhatAwsWouldRefuse();
    void judgesQueuesAndSchedules();
    void judgesNetworks_data();
    void judgesNetworks();
    void readsAnEmptyText();
    void survivesGarbage();
    void parsesQuickly();
};

void TestTemplate::refusesSnapStartOfOtherRuntimes()
{
    const auto judged = [](const char *runtime) {
        const Model model = modelOf(
            std::string("Transform: AWS::Serverless-2016-10-31\nResources:\n  F: {Type: "
                        "AWS::Serverless::Function, Properties: {CodeUri: f/, Handler: a.b, Runtime: ")
            + runtime + ", SnapStart: {ApplyOn: PublishedVersions}}}\n");
        const Problem *found = problem(model, "SnapStart");
        return found ? q(found->message) : QString();
    };
    for (const char *runtime : {"nodejs22.x", "python3.11", "ruby3.3", "provided.al2023"})
        QCOMPARE(judged(runtime), q(std::string(runtime) + " is not supported for SnapStart enabled functions."));
    for (const char *runtime : {"python3.12", "python3.13", "java17"})
        QCOMPARE(judged(runtime), QString());
}

void TestTemplate::readsTheOrdersSample()
{
    const Model model = modelOf(sample("resources/examples/orders/template.yaml"));
    QCOMPARE(model.functions.size(), 4U);
    QCOMPARE(model.queues.size(), 2U);
    QCOMPARE(model.buckets.size(), 1U);
    QCOMPARE(model.schedules.size(), 1U);
    QCOMPARE(wires(model),
             QStringLiteral("OrdersQueue QueueToDeadLetter OrdersDLQ\n"
                            "OrdersQueue QueueToFunction ChargeCard\n"
                            "PhotosBucket BucketToFunction Thumbnail\n"
                            "PlaceOrder Uses OrdersQueue\n"
                            "PlaceOrder/FunctionUrl UrlToFunction PlaceOrder\n"
                            "Reconcile Uses OrdersDLQ\n"
                            "Reconcile Uses OrdersQueue\n"
                            "Reconcile Uses PhotosBucket\n"
                            "Reconcile/EveryFive ScheduleToFunction Reconcile\n"
                            "Thumbnail Uses PhotosBucket"));
    const Function *place = model.function("PlaceOrder");
    QVERIFY(place && place->url);
    QCOMPARE(place->memoryMb, 512);
    QCOMPARE(place->timeoutSeconds, 10); // from Globals
    QCOMPARE(q(place->environment.at(0).value), QStringLiteral("http://127.0.0.1:4566/000000000000/OrdersQueue"));
    QCOMPARE(q(place->environment.at(0).reference), QStringLiteral("OrdersQueue"));
    QVERIFY(!place->environment.at(0).literal);
    QCOMPARE(q(place->policies.at(0).kind), QStringLiteral("SQSSendMessagePolicy"));
    const auto charge = std::ranges::find(model.edges, EdgeKind::QueueToFunction, &Edge::kind);
    QCOMPARE(charge->batchSize, 10);
    QVERIFY(charge->reportBatchItemFailures);
    QCOMPARE(q(charge->id), QStringLiteral("ChargeCard/Orders"));
    const auto upload = std::ranges::find(model.edges, EdgeKind::BucketToFunction, &Edge::kind);
    QCOMPARE(q(upload->s3Prefix), QStringLiteral("uploads/"));
    QCOMPARE(model.queue("OrdersQueue")->maxReceiveCount, 3);
    QCOMPARE(q(model.schedules[0].expression), QStringLiteral("rate(5 minutes)"));
    for (const Problem &found : model.problems)
        QVERIFY2(found.severity == Severity::Hint, found.message.c_str());
}

void TestTemplate::readsPlainCloudFormation()
{
    const Model model = modelOf(R"j({"Resources": {
        "Fn": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "nodejs22.x", "Handler": "index.handler",
            "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": {"ZipFile": "exports.handler = async () => 1\n"},
            "DeadLetterConfig": {"TargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}}}},
        "Role": {"Type": "AWS::IAM::Role", "Properties": {}},
        "Dead": {"Type": "AWS::SQS::Queue"}, "In": {"Type": "AWS::SQS::Queue"},
        "T": {"Type": "AWS::SNS::Topic", "Properties": {"Subscription": [
            {"Protocol": "lambda", "Endpoint": {"Fn::GetAtt": ["Fn", "Arn"]}},
                {"Protocol": "email", "Endpoint": "a@b.c"}]}},
        "B": {"Type": "AWS::S3::Bucket", "Properties": {"NotificationConfiguration": {"LambdaConfigurations": [
            {"Event": "s3:ObjectRemoved:*", "Function": {"Fn::GetAtt": ["Fn", "Arn"]}}]}}},
        "M": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"EventSourceArn": {"Fn::GetAtt": ["In", "Arn"]},
            "FunctionName": {"Ref": "Fn"}, "BatchSize": 5}},
        "R": {"Type": "AWS::Events::Rule", "Properties": {"ScheduleExpression": "cron(0 12 * * ? *)",
            "Targets": [{"Id": "1", "Arn": {"Fn::GetAtt": ["Fn", "Arn"]}, "Input": "{\"a\":1}"}]}},
        "U": {"Type": "AWS::Lambda::Url", "Properties": {"TargetFunctionArn": {"Ref": "Fn"}, "AuthType": "AWS_IAM"}},
        "S": {"Type": "AWS::SNS::Subscription", "Properties": {"Protocol": "sqs", "TopicArn": {"Ref": "T"},
            "Endpoint": {"Fn::GetAtt": ["In", "Arn"]}, "RawMessageDelivery": true}},
        "E": {"Type": "AWS::Lambda::EventInvokeConfig",
            "Properties": {"FunctionName": {"Ref": "Fn"}, "Qualifier": "$LATEST",
            "MaximumRetryAttempts": 1, "DestinationConfig": {"OnFailure": {"Destination": {"Ref": "T"}}}}}
    }})j");
    QCOMPARE(wires(model),
             QStringLiteral("B BucketToFunction Fn\nFn FunctionDeadLetter Dead\nFn OnFailure T\n"
                            "Fn/FunctionUrl UrlToFunction Fn\nIn QueueToFunction Fn\nR "
                            "ScheduleToFunction Fn\n"
                            "T TopicToFunction Fn\nT TopicToQueue In"));
    const Function *fn = model.function("Fn");
    QCOMPARE(q(fn->inlineCode), QStringLiteral("exports.handler = async () => 1\n"));
    QCOMPARE(q(fn->role), QStringLiteral("arn:aws:iam::000000000000:role/Role"));
    QCOMPARE(fn->maximumRetryAttempts, 1);
    QCOMPARE(q(fn->url->authType), QStringLiteral("AWS_IAM"));
    QCOMPARE(q(model.schedules.at(0).input), QStringLiteral("{\"a\":1}"));
    QVERIFY(problem(model, "SubscriptionOutside"));
}

void TestTemplate::resolvesIntrinsicFunctions()
{
    const Model model = modelOf(R"(
Parameters:
  Stage: {Type: String, Default: dev}
  Names: {Type: CommaDelimitedList, Default: "a,b,c"}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  Local: !Not [Condition: IsProd]
Mappings:
  Sizes: {dev: {Memory: 256}, prod: {Memory: 1024}}
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "${Stage}-jobs"}}
  T: {Type: AWS::SNS::Topic}
  B: {Type: AWS::S3::Bucket}
  MyBucket: {Type: AWS::S3::Bucket}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: .
      MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]
      Timeout: !If [IsProd, 60, 7]
      Environment:
        Variables:
          REF: !Ref Q
          ARN: {"Fn::GetAtt": [Q, Arn]}
          NAME: !GetAtt Q.QueueName
          TOPIC: !Ref T
          BUCKET: !Ref MyBucket
          SUB: !Sub "${AWS::Region}/${T.TopicName}/${!literal}/${x}"
          ALONE: !Sub ${Q.Arn}
          SUBMAP: !Sub ["${a}-${Stage}", {a: !Ref Stage}]
          JOIN: !Join ["-", [!Ref Stage, x, !Select [1, !Split [",", "p,q"]]]]
          PICK: !Select [2, !Ref Names]
          GONE: !If [IsProd, x, !Ref AWS::NoValue]
          HERE: !If [Local, "yes it is", x]
          CLOUD: !ImportValue other-stack
)");
    const Function *fn = model.function("F");
    QVERIFY(fn);
    QCOMPARE(fn->memoryMb, 256);
    QCOMPARE(fn->timeoutSeconds, 7);
    QStringList lines;
    for (const auto &variable : fn->environment)
        lines << q(variable.name + "=" + variable.value + "|" + variable.reference);
    QCOMPARE(lines.join(QLatin1Char('\n')),
             QStringLiteral("REF=http://127.0.0.1:4566/000000000000/dev-jobs|Q\n"
                            "ARN=arn:aws:sqs:us-east-1:000000000000:dev-jobs|Q\n"
                            "NAME=dev-jobs|Q\n"
                            "TOPIC=arn:aws:sns:us-east-1:000000000000:T|T\n"
                            "BUCKET=mybucket|MyBucket\n"
                            "SUB=us-east-1/T/${literal}/|\n"
                            "ALONE=arn:aws:sqs:us-east-1:000000000000:dev-jobs|Q\n"
                            "SUBMAP=dev-dev|\n"
                            "JOIN=dev-x-q|\n"
                            "PICK=c|\n"
                            "HERE=yes it is|\n"
                            "CLOUD=|"));
}

void TestTemplate::mergesGlobalsAsSamDoes()
{
    const Model model = modelOf("Globals:\n  Function:\n    Timeout: 20\n    MemorySize: 512\n    Runtime: nodejs22.x\n"
                                "    Environment:\n      Variables:\n        A: global\n        B: global\n"
                                + function("Environment:\n  Variables:\n    B: own\nMemorySize: 1024"));
    const Function *fn = model.function("F");
    QCOMPARE(fn->timeoutSeconds, 20);
    QCOMPARE(fn->memoryMb, 1024);
    QCOMPARE(q(fn->runtime), QStringLiteral("python3.13"));
    QCOMPARE(fn->environment.size(), 2U);
    QCOMPARE(q(fn->environment[0].value), QStringLiteral("global"));
    QCOMPARE(q(fn->environment[1].value), QStringLiteral("own"));
}

void TestTemplate::followsAnchorsAndMergeKeys()
{
    const Model model = modelOf("Defaults: &d\n  Timeout: 11\n  Runtime: python3.13\n  Handler: a.b\n  CodeUri: .\n"
                                "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      <<: *d\n"
                                "      MemorySize: &m 640\n  G:\n    Type: AWS::Lambda::Function\n    Properties:\n"
                                "      Timeout: 5\n      <<: [*d]\n      MemorySize: *m\n");
    QCOMPARE(model.function("F")->timeoutSeconds, 11);
    QCOMPARE(model.function("F")->memoryMb, 640);
    QCOMPARE(model.function("G")->timeoutSeconds, 5);
    QCOMPARE(model.function("G")->memoryMb, 640);
}

void TestTemplate::givesByteRangesInNonAsciiText()
{
    for (const std::string head : {"", "\xEF\xBB\xBF"}) {
        const std::string text = head + "Description: \"Pedidos \xC3\xA0 m\xC3\xA3o \xF0\x9F\x93\xA6\"\r\n"
            + function("MemorySize: 100");
        const Model model = modelOf(text);
        const Problem *found = problem(model, "MemorySizeRange");
        QVERIFY(found);
        QCOMPARE(q(text.substr(found->range.begin, found->range.end - found->range.begin)), QStringLiteral("100"));
        const TextRange range = model.function("F")->range;
        QVERIFY(text.substr(range.begin, range.end - range.begin).starts_with("F:\n"));
        QVERIFY(text.substr(range.begin, range.end - range.begin).ends_with("MemorySize: 100"));
    }
}

void TestTemplate::namesTheLineOfBrokenYaml_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *text, const char *message) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(message);
    };
    row("bad indentation", "Resources:\n  F:\n    Type: X\n   Properties: 1\n", "line 4, column 4: ");
    row("unclosed quote", "Resources:\n  F: \"abc\n", "line 3, column 1: found unexpected end of stream");
    row("tab", "Resources:\n\tF: 1\n", "line 2, column 1: found character that cannot start any token");
    row("duplicate key", "Resources:\n  F: 1\n  G: 2\n  F: 3\n", "line 4, column 3: the key F is there twice");
    row("duplicate key in JSON", "{\"a\": 1,\n \"a\": 2}", "line 2, column 2: the key a is there twice");
    row("unclosed JSON", "{\"a\": [1, 2}", "line 1, column 12: ");
    row("foreign tag", "A: !!python/object:os.system x\n", "parsed");
    row("own tag", "A: !Shell rm\n", "line 1, column 4: the tag !Shell is not one of CloudFormation's");
    row("unknown alias", "A: *nothing\n", "line 1, column 4: ");
    row("alias of itself", "A: &a\n  B: *a\n", "line 2, column 6: the alias *a contains itself");
    row("two documents", "A: 1\n---\nB: 2\n", "line 2, column 1: a template is one YAML document");
    row("map as key", "? {a: b}\n: c\n", "line 1, column 3: a key must be text");
    row("invalid UTF-8", "A: 1\nB: \xff\xfe\n", "line 2, column 4: invalid leading UTF-8 octet");
    row("list", "- a\n", "line 1, column 1: Template format error: the template is not an object");
}

void TestTemplate::namesTheLineOfBrokenYaml()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const QString found = fault(text.toStdString());
    QVERIFY2(found.startsWith(message), qPrintable(found));
    if (message.startsWith(QLatin1String("line"))) {
        const auto position = positionOf({ErrorCode::InvalidInput, found.toStdString()});
        QVERIFY(position);
        QVERIFY(message.startsWith(QStringLiteral("line %1, column %2: ").arg(position->line).arg(position->column)));
    }
}

void TestTemplate::refusesAnAliasBomb()
{
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int k = 0; k < 8; ++k)
            bomb += ", " + before;
        bomb += "]\n";
    }
    QElapsedTimer timer;
    timer.start();
    const QString found = fault(bomb);
    QVERIFY2(found.contains(QLatin1String("the aliases of the template expand to more than 10000")), qPrintable(found));
    QVERIFY(found.startsWith(QLatin1String("line ")));
    QVERIFY(timer.elapsed() < 100);
}

void TestTemplate::refusesAFiveMegabyteTemplate()
{
    std::string text = "Resources:\n";
    while (text.size() < 5000000)
        text += "  # padding padding padding padding padding padding padding\n";
    QElapsedTimer timer;
    timer.start();
    const QString found = fault(text);
    QVERIFY2(found.contains(QLatin1String("bytes; CloudFormation's limit, and this program's, is 1 MB")),
             qPrintable(found));
    QVERIFY(timer.elapsed() < 100);
}

void TestTemplate::refusesTooManyNodes()
{
    std::string wide = "A: [";
    for (int i = 0; i < 110000; ++i)
        wide += "1,";
    QCOMPARE(fault(wide + "1]\n"), QStringLiteral("The template has more than 100000 nodes."));
    const QString deep = fault("A: " + std::string(200, '[') + std::string(200, ']') + "\n");
    QVERIFY2(deep.contains(QLatin1String("nested deeper than 100 levels")), qPrintable(deep));
}

void TestTemplate::saysWhatAwsWouldRefuse_data()
{
    QTest::addColumn<QByteArray>("properties");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *code, const QByteArray &properties, const char *message) {
        QTest::newRow(qPrintable(QString::fromUtf8(code) + QLatin1Char(' ') + QString::fromUtf8(properties.left(30))))
            << properties << QString::fromUtf8(code) << QString::fromUtf8(message);
    };
    row("SettingsValue", "LoggingConfig: {LogFormat: XML}",
        "Value 'XML' at 'loggingConfig.logFormat' failed to satisfy constraint: Member must satisfy enum value set: "
        "[JSON, Text]");
    row("SettingsValue", "LoggingConfig: {LogFormat: JSON, SystemLogLevel: ERROR}",
        "Value 'ERROR' at 'loggingConfig.systemLogLevel' failed to satisfy constraint: Member must satisfy enum value "
        "set: [DEBUG, INFO, WARN]");
    row("SettingsValue", "Tracing: Sometimes",
        "Value 'Sometimes' at 'tracingConfig.mode' failed to satisfy constraint: Member must satisfy enum value set: "
        "[Active, PassThrough]");
    row("LogLevelNeedsJson", "LoggingConfig: {ApplicationLogLevel: DEBUG}",
        "ApplicationLogLevel and SystemLogLevel can only be set when LogFormat is JSON.");
    row("LogGroup", "LoggingConfig: {LogGroup: 'my group'}",
        "Value 'my group' at 'loggingConfig.logGroup' failed to satisfy constraint: Member must satisfy regular "
        "expression pattern: [\\.\\-_/#A-Za-z0-9]+");
    row("MemorySizeRange", "MemorySize: 127",
        "Value '127' at 'memorySize' failed to satisfy constraint: Member must "
        "have value greater than or equal to 128");
    row("MemorySizeRange", "MemorySize: 99999",
        "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240");
    row("TimeoutRange", "Timeout: 901",
        "Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900");
    row("EphemeralStorageRange", "EphemeralStorage:\n  Size: 100",
        "Value '100' at 'ephemeralStorage.size' failed to "
        "satisfy constraint: Member must have value greater than or equal to 512");
    row("NotANumber", "MemorySize: much", "Value of property MemorySize must be of type Integer, not 'much'.");
    row("ReservedConcurrencyUnreserved", "ReservedConcurrentExecutions: 901",
        "Specified ReservedConcurrentExecutions "
        "for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].");
    row("ReservedEnvironmentName", "Environment:\n  Variables:\n    AWS_REGION: x\n    TZ: y",
        "Lambda was unable to "
        "configure your environment variables because the environment variables you have provided contains reserved "
        "keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION, TZ");
    row("EnvironmentSize", "Environment:\n  Variables:\n    BIG: " + QByteArray(5000, 'x'),
        "Lambda was unable to "
        "configure your environment variables because the environment variables you have provided exceeded the 4KB "
        "limit. String measured: {\"BIG\":\"xxx");
    row("EnvironmentName", "Environment:\n  Variables:\n    1A: x", "Value at 'environment.variables' failed");
    row("MaximumRetryAttemptsRange", "EventInvokeConfig:\n  MaximumRetryAttempts: 3",
        "Value '3' at "
        "'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2");
    row("QueueVisibility", "Timeout: 60\nEvents:\n  E:\n    Type: SQS\n    Properties:\n      Queue: !GetAtt Q.Arn",
        "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds");
    row("BatchWindow",
        "Events:\n  E:\n    Type: SQS\n    Properties:\n      Queue: !GetAtt Q.Arn\n      BatchSize: "
        "100",
        "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
    row("EventSourceOutside",
        "Events:\n  E:\n    Type: SQS\n    Properties:\n      Queue: "
        "arn:aws:sqs:us-east-1:1:other",
        "The Queue of event E is not in this template");
    row("UnresolvedReference", "Role: !GetAtt Nobody.Arn",
        "Template format error: Unresolved resource dependencies [Nobody] in the Resources block of the template");
    row("ApiEvent", "Events:\n  E:\n    Type: HttpApi", "API events are kept but not served yet");
}

void TestTemplate::saysWhatAwsWouldRefuse()
{
    QFETCH(QByteArray, properties);
    QFETCH(QString, code);
    QFETCH(QString, message);
    const std::string text = function(properties.toStdString());
    const Model model = modelOf(text);
    const Problem *found = problem(model, code.toStdString());
    QVERIFY(found);
    QVERIFY2(q(found->message).startsWith(message), found->message.c_str());
    QCOMPARE(q(found->node), QStringLiteral("F"));
    QVERIFY(found->line > 1 && found->range.end <= text.size());

    std::string other = text;
    other.replace(other.find("python3.13"), 10, "python2.7");
    const Model unknown = modelOf(other);
    const Problem *runtime = problem(unknown, "RuntimeUnknown");
    QVERIFY(runtime);
    QVERIFY(runtime->message.starts_with("Value python2.7 at 'runtime' failed to satisfy constraint: Member must "
                                         "satisfy enum value set: [nodejs20.x, python3.14,"));
    QVERIFY(runtime->message.ends_with("java8.al2] or be a valid ARN"));
    LimitsProfile classic = LimitsProfile::classic();
    const auto old = Template::parse(function("MemorySize: 200"), {}, classic);
    QVERIFY(problem(old->model(), "MemorySizeRange"));
}

void TestTemplate::judgesQueuesAndSchedules()
{
    const auto faults = [](const std::string &queue, const std::string &schedule) {
        const Model model = modelOf(
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  D:\n    Type: AWS::SQS::Queue\n"
            "  Q:\n    Type: AWS::SQS::Queue\n    Properties: {"
            + queue
            + "}\n"
              "  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: f/\n"
              "      Handler: app.handler\n      Runtime: python3.13\n      Events:\n"
              "        E: {Type: Schedule, Properties: {Schedule: \""
            + schedule + "\"}}\n");
        QStringList found;
        for (const Problem &problem : model.problems)
            found << q(problem.node + " " + problem.property + ": " + problem.message);
        return found.join(QLatin1Char('\n'));
    };
    QCOMPARE(faults("VisibilityTimeout: 43200, DelaySeconds: 900", "rate(5 minutes)"), QString());
    QCOMPARE(faults("VisibilityTimeout: 43201", "cron(0 12 * * ? *)"),
             QStringLiteral("Q VisibilityTimeout: Invalid value for the parameter VisibilityTimeout."));
    QCOMPARE(faults("DelaySeconds: 901, MessageRetentionPeriod: 59", "rate(1 hour)"),
             QStringLiteral("Q DelaySeconds: Invalid value for the parameter DelaySeconds.\n"
                            "Q MessageRetentionPeriod: Invalid value for the parameter MessageRetentionPeriod."));
    QVERIFY(faults("RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount: 1001}", "rate(2 days)")
                .contains(QStringLiteral("Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000")));
    QCOMPARE(faults("", "every now and then"),
             QStringLiteral("F/E Schedule: Parameter ScheduleExpression is not valid."));
}

void TestTemplate::judgesNetworks_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("codes");
    const auto row = [](const char *network, const char *codes) {
        QTest::newRow(network) << QString::fromLatin1(network) << QString::fromLatin1(codes);
    };
    row("{ Mode: Isolated }", "");
    row("{ Mode: Full }", "");
    row("{ Mode: Endpoints, Allow: [sqs, s3, dynamodb] }", "");
    row("{ Mode: Egress, Allow: ['example.com:443', '10.0.0.5:5432', 'localhost:8080'] }", "");
    row("{ Mode: Wide }", "NetworkMode");
    row("{ Mode: NoRoute, Allow: [sqs] }", "AllowUnused");
    row("{ Allow: [sqs] }", "NetworkMode");
    row("{ Mode: Endpoints, Allow: [sqs, queues, 'example.com:443'] }", "AllowService AllowService");
    row("{ Mode: Egress, Allow: [sqs, 'a:0', 'localhost:4566'] }", "AllowFormat AllowFormat AllowFormat");
    row("{ Mode: Egress, Allow: 'example.com:443' }", "AllowFormat");
    std::string many = "{ Mode: Egress, Allow: [";
    for (int port = 1; port <= 65; ++port)
        many += "'a:" + std::to_string(port) + "', ";
    QTest::newRow("65 hosts") << QString::fromStdString(many + "] }") << QStringLiteral("AllowMaximum");
}

void TestTemplate::judgesNetworks()
{
    QFETCH(QString, network);
    QFETCH(QString, codes);
    const Model model = modelOf("Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n"
                                "    Type: AWS::Serverless::Function\n    Metadata: { Lambdarium: { Network: "
                                + network.toStdString()
                                + " } }\n    Properties: { CodeUri: src/, Handler: a.b, Runtime: python3.13 }\n");
    QStringList found;
    for (const Problem &problem : model.problems) {
        if (problem.code.starts_with("Network") || problem.code.starts_with("Allow")) {
            found << QString::fromStdString(problem.code);
            QVERIFY(problem.property.starts_with("Metadata.Lambdarium.Network."));
            QVERIFY(problem.range.begin < problem.range.end);
        }
    }
    QCOMPARE(found.join(QLatin1Char(' ')), codes);
}

void TestTemplate::readsAnEmptyText()
{
    for (const char *text : {"", "\n", "# only a comment\n", "{}", "Resources: {}\n", "Resources:\n"}) {
        const auto parsed = Template::parse(text);
        QVERIFY2(parsed, text);
        QVERIFY(problem(parsed->model(), "NoResources"));
    }
}

void TestTemplate::survivesGarbage()
{
    const std::string source = sample("resources/examples/orders/template.yaml");
    std::uint32_t seed = 12345;
    const auto next = [&seed] { return seed = seed * 1664525U + 1013904223U, seed >> 8U; };
    for (int round = 0; round < 300; ++round) {
        std::string text = source;
        for (std::uint32_t i = next() % 8 + 1; i > 0; --i) {
            const std::size_t at = next() % text.size();
            switch (next() % 4) {
            case 0: text.erase(at, next() % 40); break;
            case 1: text.insert(at, 1, "&*!{}[]:#-\"'\n\t|>%"[next() % 17]); break;
            case 2: text[at] = static_cast<char>(next()); break;
            default: text.insert(at, text.substr(next() % text.size(), next() % 60)); break;
            }
        }
        const auto parsed = Template::parse(text);
        if (!parsed)
            continue;
        for (const Function &fn : parsed->model().functions) { // edits either work or say why
            const auto change = parsed->set(fn.id, "MemorySize", "256");
            if (change)
                QVERIFY(Template::parse(applied(text, change->edits)));
            (void)parsed->remove(fn.id);
        }
    }
}

void TestTemplate::parsesQuickly()
{
    const std::string text = sample("resources/examples/orders/template.yaml");
    const auto parsed = Template::parse(text);
    QVERIFY(parsed);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 10; ++i)
        QVERIFY(Template::parse(text));
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed()))); // debug build, busy machine
    timer.restart();
    for (int i = 0; i < 1000; ++i)
        (void)parsed->judge({EdgeKind::Uses, "ChargeCard", "OrdersDLQ"});
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(TestTemplate)
#include "tst_template.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace {

QString text(const char *latin) { return QString::fromLatin1(latin); }
QStringList words(const char *line) { return text(line).split(QLatin1Char(' ')); }
QJsonObject object(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    writeFile(path.toStdString(), {content.constData(), static_cast<std::size_t>(content.size())});
}

} // namespace

/// Debian's command line client, unmodified, against a served copy of the demo. Every command and what it said is
/// kept in awscli-transcript.txt beside the test.
class TestAwsCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void functionsAreListedAndDescribed();
    void theDigestIsThatOfTheExportedPackage();
    void versionsKeepTheirCode();
    void samPublishesAnAlias();
    void snapStartIsOfVersions();
    void invokeRunsTheHandler();
    void aFunctionErrorIsNoCommandError();
    void unknownNamesAreAwsErrors();
    void queuesAreMadeUsedAndEmptied();
    void aMessageRunsTheFunctionOfItsQueue();
    void topicsReachTheirQueues();
    void twentyMegabytesGoUpAndDown();
    void foldersAreSynced();
    void callersHaveAnIdentity();

private:
    Finished aws(const QStringList &arguments);
    Finished aws(const char *line) { return aws(words(line)); }
    QString path(const char *name) const { return m_directory->path() + QLatin1Char('/') + text(name); }

    std::unique_ptr<QTemporaryDir> m_directory;
    ServedWorkspace m_served;
    QFile m_transcript;
};

void TestAwsCli::initTestCase()
{
    m_directory = std::make_unique<QTemporaryDir>();
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/resources/examples/orders", path("orders").toStdString(),
                          std::filesystem::copy_options::recursive);
    const QString name = QCoreApplication::applicationDirPath() + text("/awscli-transcript.txt");
    // The same test runs a second time as an ordinary user, who may not write beside root's programs.
    const bool mayWrite = QFileInfo(QCoreApplication::applicationDirPath()).isWritable()
        && (!QFile::exists(name) || QFileInfo(name).isWritable());
    m_transcript.setFileName(mayWrite ? name : path("awscli-transcript.txt"));
    QVERIFY(m_transcript.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QVERIFY2(m_served.start(path("orders")), m_served.output());
}

void TestAwsCli::cleanupTestCase() { QCOMPARE(m_served.stop(), 0); }

Finished TestAwsCli::aws(const QStringList &arguments)
{
    const Finished done = runAws(m_served.port(), arguments, m_directory->path());
    const QString line = text("$ aws --endpoint-url ") + m_served.endpoint() + QLatin1Char(' ')
        + arguments.join(QLatin1Char(' ')) + QLatin1Char('\n');
    m_transcript.write(line.toUtf8() + done.output + done.errors + "(exit " + QByteArray::number(done.exitCode)
                       + ")\n\n");
    m_transcript.flush();
    return done;
}

void TestAwsCli::functionsAreListedAndDescribed()
{
    const Finished list = aws("lambda list-functions");
    QVERIFY2(list.exitCode == 0, list.errors);
    QStringList names;
    for (const QJsonValue &function : object(list.output).value(text("Functions")).toArray())
        names << function[text("FunctionName")].toString();
    QCOMPARE(names, words("ChargeCard PlaceOrder Reconcile Thumbnail"));

    const Finished one = aws("lambda get-function --function-name PlaceOrder");
    QVERIFY2(one.exitCode == 0, one.errors);
    const QJsonObject configuration = object(one.output).value(text("Configuration")).toObject();
    QCOMPARE(configuration.value(text("Runtime")).toString(), text("python3.13"));
    QCOMPARE(configuration.value(text("Handler")).toString(), text("app.handler"));
    QCOMPARE(configuration.value(text("MemorySize")).toInt(), 512);
    QCOMPARE(configuration.value(text("Timeout")).toInt(), 10);
    QCOMPARE(configuration.value(text("FunctionArn")).toString(),
             text("arn:aws:lambda:us-east-1:000000000000:function:PlaceOrder"));
}

void TestAwsCli::theDigestIsThatOfTheExportedPackage()
{
    const auto packed = [this] {
        const Finished done = runLambdarium({text("package"), text("PlaceOrder"), text("--out"), path("order.zip"),
                                             text("--workspace"), path("orders")});
        return done.exitCode == 0 ? contentOf(path("order.zip")) : QByteArray();
    };
    const auto digestOf = [](const QByteArray &bytes) {
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toBase64());
    };
    const QByteArray zip = packed();
    QVERIFY(zip.startsWith("PK"));
    const Finished one = aws("lambda get-function-configuration --function-name PlaceOrder");
    QCOMPARE(object(one.output).value(text("CodeSha256")).toString(), digestOf(zip));
    QCOMPARE(object(one.output).value(text("CodeSize")).toInt(), zip.size());
    const QJsonObject whole = object(aws("lambda get-function --function-name PlaceOrder").output);
    QCOMPARE(whole[text("Configuration")][text("CodeSha256")].toString(), digestOf(zip));
    for (const QJsonValue &each : object(aws("lambda list-functions").output).value(text("Functions")).toArray())
        QVERIFY2(each[text("CodeSha256")].toString().size() == 44, one.output);
    // A changed comment is other code.
    const QString source = path("orders/place-order/app.py");
    const QByteArray before = contentOf(source);
    QVERIFY(!before.isEmpty());
    write(source, before + "# changed\n");
    QTRY_VERIFY_WITH_TIMEOUT(object(aws("lambda get-function-configuration --function-name PlaceOrder").output)
                                     .value(text("CodeSha256"))
                                     .toString()
                                 == digestOf(packed()),
                             20000);
    QVERIFY(packed() != zip);
    write(source, before);
}

void TestAwsCli::versionsKeepTheirCode()
{
    const QString source = path("orders/reconcile/app.py");
    const QByteArray before = contentOf(source);
    write(source,
          "def handler(event, context):\n    return ['old', context.function_version, "
          "context.invoked_function_arn, context.log_stream_name]\n");
    const auto run = [this](const char *function) {
        const Finished done = aws({text("lambda"), text("invoke"), text("--function-name"), text(function),
                                   text("--payload"), text("{}"), text("--cli-binary-format"),
                                   text("raw-in-base64-out"), path("out.json")});
        const QJsonArray said = QJsonDocument::fromJson(contentOf(path("out.json"))).array();
        return QStringList{object(done.output).value(text("ExecutedVersion")).toString(), said[0].toString(),
                           said[1].toString(), said[2].toString(),
                           said[3].toString().section(QLatin1Char('/'), 3, 3).section(QLatin1Char(']'), 0, 0)};
    };
    const QString arn = text("arn:aws:lambda:us-east-1:000000000000:function:Reconcile");
    QTRY_COMPARE_WITH_TIMEOUT(run("Reconcile").value(1), text("old"), 20000);
    QCOMPARE(run("Reconcile"), QStringList({text("$LATEST"), text("old"), text("$LATEST"), arn, text("[$LATEST")}));
    const QString digest = object(aws("lambda get-function-configuration --function-name Reconcile").output)
                               .value(text("CodeSha256"))
                               .toString();
    const Finished refused = aws("lambda publish-version --function-name Reconcile --code-sha256 other");
    QVERIFY2(QString::fromUtf8(refused.errors)
                 .contains(text("CodeSHA256 (other) is different from current CodeSHA256 in $LATEST (%1). Please try "
                                "again with the CodeSHA256 in $LATEST.")
                               .arg(digest)),
             refused.errors);
    const Finished first = aws({text("lambda"), text("publish-version"), text("--function-name"), text("Reconcile"),
                                text("--code-sha256"), digest, text("--description"), text("the old one")});
    QVERIFY2(first.exitCode == 0, first.errors);
    QCOMPARE(object(first.output).value(text("Version")).toString(), text("1"));
    QCOMPARE(object(first.output).value(text("CodeSha256")).toString(), digest);
    QVERIFY(aws("lambda wait published-version-active --function-name Reconcile --qualifier 1").exitCode == 0);
    QVERIFY(aws("lambda create-alias --function-name Reconcile --name live --function-version 1").exitCode == 0);

    write(source,
          "def handler(event, context):\n    return ['new', context.function_version, "
          "context.invoked_function_arn, context.log_stream_name]\n");
    QTRY_COMPARE_WITH_TIMEOUT(run("Reconcile").value(1), text("new"), 20000);
    const QStringList numbered{text("1"), text("old"), text("1"), arn + text(":1"), text("[1")};
    const QStringList named{text("1"), text("old"), text("1"), arn + text(":live"), text("[1")};
    QCOMPARE(run("Reconcile:1"), numbered);
    QCOMPARE(run("Reconcile:live"), named);
    QCOMPARE(object(aws("lambda publish-version --function-name Reconcile").output).value(text("Version")).toString(),
             text("2"));
    const Finished weighted = aws({text("lambda"), text("update-alias"), text("--function-name"), text("Reconcile"),
                                   text("--name"), text("live"), text("--routing-config"),
                                   text("AdditionalVersionWeights={2=1.0}")});
    QVERIFY2(weighted.exitCode == 0, weighted.errors);
    QCOMPARE(run("Reconcile:live").mid(0, 2), QStringList({text("2"), text("new")}));

    // All of it is there after a restart.
    QCOMPARE(m_served.stop(), 0);
    QVERIFY2(m_served.start(path("orders")), m_served.output());
    QCOMPARE(run("Reconcile:1"), numbered);
    QCOMPARE(run("Reconcile:live").value(0), text("2"));
    const QJsonArray versions = object(aws("lambda list-versions-by-function --function-name Reconcile").output)
                                    .value(text("Versions"))
                                    .toArray();
    QCOMPARE(versions.size(), 3);
    QCOMPARE(versions[1].toObject().value(text("CodeSha256")).toString(), digest);
    QCOMPARE(versions[1].toObject().value(text("Description")).toString(), text("the old one"));
    QVERIFY(aws("lambda delete-alias --function-name Reconcile --name live").exitCode == 0);
    QVERIFY(aws("lambda delete-function --function-name Reconcile --qualifier 1").exitCode == 0);
    QVERIFY(QString::fromUtf8(aws("lambda invoke --function-name Reconcile:1 out.json").errors)
                .contains(text("Function not found: %1:1").arg(arn)));
    write(source, before);
    QTRY_VERIFY_WITH_TIMEOUT(run("Reconcile").value(1) != text("new"), 20000);
}

void TestAwsCli::samPublishesAnAlias()
{
    const QString file = path("orders/template.yaml");
    const QByteArray before = contentOf(file);
    QByteArray changed = before;
    changed.replace("      CodeUri: charge-card/\n", "      CodeUri: charge-card/\n      AutoPublishAlias: live\n");
    QVERIFY(changed != before);
    write(file, changed);
    const auto version = [this] {
        return object(aws("lambda get-alias --function-name ChargeCard --name live").output)
            .value(text("FunctionVersion"))
            .toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(version(), text("1"), 20000);
    const QString source = path("orders/charge-card/index.mjs");
    write(source, contentOf(source) + "// changed\n");
    QTRY_COMPARE_WITH_TIMEOUT(version(), text("2"), 20000);
    QVERIFY(aws("lambda invoke --function-name ChargeCard:live --invocation-type DryRun out.json").exitCode == 0);
    write(file, before);
}

void TestAwsCli::snapStartIsOfVersions()
{
    const QString file = path("orders/template.yaml");
    const QByteArray before = contentOf(file);
    QByteArray changed = before;
    changed.replace("      CodeUri: reconcile/\n",
                    "      CodeUri: reconcile/\n      SnapStart: {ApplyOn: PublishedVersions}\n");
    QVERIFY(changed != before);
    write(file, changed);
    const auto snapStart = [this](const char *qualifier) -> QString {
        const QJsonObject said = object(
            aws(words("lambda get-function-configuration --function-name Reconcile --qualifier")
                + QStringList{text(qualifier)})
                .output);
        const QJsonObject snap = said.value(text("SnapStart")).toObject();
        return snap.value(text("ApplyOn")).toString() + text(" ") + snap.value(text("OptimizationStatus")).toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(snapStart("$LATEST"), text("PublishedVersions Off"), 20000);
    const QString version =
        object(aws("lambda publish-version --function-name Reconcile").output).value(text("Version")).toString();
    QCOMPARE(snapStart(qPrintable(version)), text("PublishedVersions On"));
    const auto report = [this](const QString &qualifier) {
        const Finished done = aws(words("lambda invoke --function-name Reconcile --log-type Tail --query LogResult")
                                  + QStringList{text("--qualifier"), qualifier, text("snap.json")});
        return QByteArray::fromBase64(done.output);
    };
    const QByteArray restored = report(version);
    QVERIFY2(restored.contains("\tRestore Duration: "), restored);
    const QByteArray latest = report(text("$LATEST"));
    QVERIFY2(latest.contains("REPORT") && !latest.contains("Restore"), latest);
    write(file, before);
}

void TestAwsCli::invokeRunsTheHandler()
{
    const Finished done = aws({text("lambda"), text("invoke"), text("--function-name"), text("Reconcile"),
                               text("--cli-binary-format"), text("raw-in-base64-out"), text("--payload"),
                               text(R"({"time":"2026-01-02T03:04:05Z"})"), text("--log-type"), text("Tail"),
                               text("--query"), text("[StatusCode,FunctionError,LogResult]"), text("reconcile.json")});
    QVERIFY2(done.exitCode == 0, done.errors);
    const QJsonArray said = QJsonDocument::fromJson(done.output).array();
    QCOMPARE(said.at(0).toInt(), 200);
    QVERIFY(said.at(1).isNull());
    QVERIFY(QByteArray::fromBase64(said.at(2).toString().toLatin1()).contains("REPORT RequestId: "));
    const QJsonObject result = object(contentOf(path("reconcile.json")));
    QVERIFY2(result.contains(text("ordersWaiting")), contentOf(path("reconcile.json")));
    QCOMPARE(result.value(text("at")).toString(), text("2026-01-02T03:04:05Z")); // the payload reached the handler

    const Finished event = aws({text("lambda"), text("invoke"), text("--function-name"), text("Reconcile"),
                                text("--invocation-type"), text("Event"), text("accepted.json")});
    QVERIFY2(event.exitCode == 0, event.errors);
    QCOMPARE(object(event.output).value(text("StatusCode")).toInt(), 202);
    QCOMPARE(contentOf(path("accepted.json")), QByteArray());
}

void TestAwsCli::aFunctionErrorIsNoCommandError()
{
    const Finished done = aws({text("lambda"), text("invoke"), text("--function-name"), text("Thumbnail"),
                               text("--cli-binary-format"), text("raw-in-base64-out"), text("--payload"),
                               text(R"({"Records":[{}]})"), text("failed.json")});
    QVERIFY2(done.exitCode == 0, done.errors);
    QCOMPARE(object(done.output).value(text("FunctionError")).toString(), text("Unhandled"));
    QCOMPARE(object(contentOf(path("failed.json"))).value(text("errorType")).toString(), text("KeyError"));
}

void TestAwsCli::unknownNamesAreAwsErrors()
{
    const Finished function = aws("lambda get-function --function-name Nobody");
    QCOMPARE(function.exitCode, 254);
    QVERIFY2(function.errors.contains("(ResourceNotFoundException)"), function.errors);
    const Finished queue = aws("sqs get-queue-url --queue-name nobody");
    QCOMPARE(queue.exitCode, 254);
    QVERIFY2(queue.errors.contains("(AWS.SimpleQueueService.NonExistentQueue)"), queue.errors);
    const Finished bucket = aws("s3 ls s3://nobody");
    QCOMPARE(bucket.exitCode, 254);
    QVERIFY2(bucket.errors.contains("(NoSuchBucket)"), bucket.errors);
}

void TestAwsCli::queuesAreMadeUsedAndEmptied()
{
    const Finished made = aws("sqs create-queue --queue-name jobs --attributes VisibilityTimeout=45");
    QVERIFY2(made.exitCode == 0, made.errors);
    const QString url = object(made.output).value(text("QueueUrl")).toString();
    QCOMPARE(url, m_served.endpoint() + text("/000000000000/jobs"));
    QCOMPARE(object(aws("sqs get-queue-url --queue-name jobs").output).value(text("QueueUrl")).toString(), url);
    const QJsonArray urls = object(aws("sqs list-queues").output).value(text("QueueUrls")).toArray();
    QCOMPARE(urls.size(), 3);
    QVERIFY(urls.contains(url));

    const QStringList queue{text("--queue-url"), url};
    const Finished sent = aws(words("sqs send-message --message-body hello") + queue);
    QVERIFY2(sent.exitCode == 0, sent.errors);
    QCOMPARE(object(sent.output).value(text("MD5OfMessageBody")).toString(), text("5d41402abc4b2a76b9719d911017c592"));
    const Finished received = aws(words("sqs receive-message --wait-time-seconds 2") + queue);
    QVERIFY2(received.exitCode == 0, received.errors);
    const QJsonArray messages = object(received.output).value(text("Messages")).toArray();
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0][text("Body")].toString(), text("hello"));
    QCOMPARE(messages[0][text("MessageId")].toString(), object(sent.output).value(text("MessageId")).toString());
    const QString handle = messages[0][text("ReceiptHandle")].toString();
    QCOMPARE(aws(words("sqs delete-message --receipt-handle") + QStringList{handle} + queue).exitCode, 0);
    const Finished empty = aws(words("sqs get-queue-attributes --attribute-names All") + queue);
    const QJsonObject attributes = object(empty.output).value(text("Attributes")).toObject();
    QCOMPARE(attributes.value(text("ApproximateNumberOfMessages")).toString(), text("0"));
    QCOMPARE(attributes.value(text("ApproximateNumberOfMessagesNotVisible")).toString(), text("0"));
    QCOMPARE(attributes.value(text("VisibilityTimeout")).toString(), text("45"));
}

void TestAwsCli::aMessageRunsTheFunctionOfItsQueue()
{
    const QString url =
        object(aws("sqs get-queue-url --queue-name OrdersQueue").output).value(text("QueueUrl")).toString();
    // What PlaceOrder puts on the queue, by another hand.
    const QString order = text(R"({"id":"cli-7","card":"4539148803436467","total":"25.00"})");
    const Finished sent = aws(
        {text("sqs"), text("send-message"), text("--queue-url"), url, text("--message-body"), order});
    QVERIFY2(sent.exitCode == 0, sent.errors);
    QVERIFY2(m_served.waitForOutput("order cli-7: 25.00 charged to"), m_served.output());
    // The handler reported success: the message is gone, not on its way to the dead-letter queue.
    const QStringList ask{text("sqs"), text("get-queue-attributes"), text("--queue-url"),
                          url,         text("--attribute-names"),    text("All")};
    QTRY_COMPARE_WITH_TIMEOUT(
        object(aws(ask).output)[text("Attributes")][text("ApproximateNumberOfMessagesNotVisible")].toString(),
        text("0"), 10000);
    m_transcript.write("lambdarium serve printed meanwhile:\n" + m_served.output() + '\n');
}

void TestAwsCli::topicsReachTheirQueues()
{
    const Finished made = aws("sns create-topic --name news");
    QVERIFY2(made.exitCode == 0, made.errors);
    const QString arn = object(made.output).value(text("TopicArn")).toString();
    QCOMPARE(arn, text("arn:aws:sns:us-east-1:000000000000:news"));
    const QString url = object(aws("sqs create-queue --queue-name inbox").output).value(text("QueueUrl")).toString();
    const QStringList topic{text("--topic-arn"), arn};
    const Finished subscribed = aws(
        words("sns subscribe --protocol sqs --notification-endpoint arn:aws:sqs:us-east-1:000000000000:inbox") + topic);
    QVERIFY2(subscribed.exitCode == 0, subscribed.errors);
    QVERIFY(object(subscribed.output).value(text("SubscriptionArn")).toString().startsWith(arn + QLatin1Char(':')));
    const Finished published = aws(words("sns publish --subject Notice --message hello-topic") + topic);
    QVERIFY2(published.exitCode == 0, published.errors);
    const QString id = object(published.output).value(text("MessageId")).toString();
    const Finished received = aws(words("sqs receive-message --wait-time-seconds 5")
                                  + QStringList{text("--queue-url"), url});
    const QJsonArray messages = object(received.output).value(text("Messages")).toArray();
    QCOMPARE(messages.size(), 1);
    const QJsonObject envelope = object(messages[0][text("Body")].toString().toUtf8());
    QCOMPARE(envelope.value(text("Message")).toString(), text("hello-topic"));
    QCOMPARE(envelope.value(text("Subject")).toString(), text("Notice"));
    QCOMPARE(envelope.value(text("MessageId")).toString(), id);
    QCOMPARE(envelope.value(text("TopicArn")).toString(), arn);
}

void TestAwsCli::twentyMegabytesGoUpAndDown()
{
    QByteArray content(20 * 1024 * 1024, Qt::Uninitialized);
    QRandomGenerator generator(20);
    for (qsizetype i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>(generator.generate());
    write(path("big.bin"), content);
    QCOMPARE(aws("s3 mb s3://backups").exitCode, 0);
    const Finished up = aws("s3 cp big.bin s3://backups/big.bin --no-progress");
    QVERIFY2(up.exitCode == 0, up.errors);
    // Three parts of 8 MB: the client really used multipart.
    const QJsonObject head = object(aws("s3api head-object --bucket backups --key big.bin").output);
    QVERIFY2(head.value(text("ETag")).toString().endsWith(text("-3\"")),
             qPrintable(head.value(text("ETag")).toString()));
    QCOMPARE(head.value(text("ContentLength")).toInt(), int(content.size()));
    const Finished down = aws("s3 cp s3://backups/big.bin back.bin --no-progress");
    QVERIFY2(down.exitCode == 0, down.errors);
    QVERIFY(contentOf(path("back.bin")) == content);
}

void TestAwsCli::foldersAreSynced()
{
    const QMap<QString, QByteArray> files{
        {text("a.txt"), "alpha"}, {text("deep/b.txt"), "beta"}, {text("deep/spa ce.txt"), QByteArray("gam\0ma", 6)}};
    for (auto it = files.begin(); it != files.end(); ++it)
        write(path("out/") + it.key(), it.value());
    QCOMPARE(aws("s3 mb s3://mirror").exitCode, 0);
    const Finished up = aws("s3 sync out s3://mirror/copy --no-progress");
    QVERIFY2(up.exitCode == 0, up.errors);
    QCOMPARE(up.output.count("upload: "), 3);
    QCOMPARE(aws("s3 sync out s3://mirror/copy --no-progress").output, QByteArray()); // nothing has changed
    const Finished list = aws("s3 ls s3://mirror/copy/ --recursive");
    QCOMPARE(list.output.count('\n'), 3);
    QVERIFY2(list.output.contains("6 copy/deep/spa ce.txt"), list.output);
    const Finished down = aws("s3 sync s3://mirror/copy in --no-progress");
    QVERIFY2(down.exitCode == 0, down.errors);
    for (auto it = files.begin(); it != files.end(); ++it)
        QCOMPARE(contentOf(path("in/") + it.key()), it.value());
    QCOMPARE(aws("s3 rm s3://mirror/copy/a.txt").exitCode, 0);
    QVERIFY(!aws("s3 ls s3://mirror/copy/").output.contains("a.txt"));
    QCOMPARE(aws("s3 rm s3://mirror --recursive").exitCode, 0);
    QCOMPARE(aws("s3 ls s3://mirror --recursive").output, QByteArray());
    QVERIFY(aws("s3 ls").output.contains("orders-photos-000000000000"));
}

void TestAwsCli::callersHaveAnIdentity()
{
    const Finished done = aws("sts get-caller-identity");
    QVERIFY2(done.exitCode == 0, done.errors);
    QCOMPARE(object(done.output).value(text("Account")).toString(), text("000000000000"));
    QCOMPARE(object(done.output).value(text("Arn")).toString(), text("arn:aws:iam::000000000000:root"));
}

QTEST_GUILESS_MAIN(TestAwsCli)
#include "tst_awscli.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

QString text(const char *latin) { return QString::fromLatin1(latin); }

QJsonObject object(const QByteArray &json) { return QJsonDocument::fromJson(json.trimmed()).object(); }

} // namespace

/// The verbs as a terminal user meets them: what they print where, and what they exit with.
class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void versionAndHelp();
    void invokePrintsTheResultAlone();
    void invokeReadsStandardInput();
    void invokeShowsTheLogTailOnAsking();
    void eventInvocationsAreAccepted();
    void faults_data();
    void faults();
    void hundredMegabytesOfOutputEndWell();
    void refusalsBeforeAnythingRuns_data();
    void refusalsBeforeAnythingRuns();
    void throttlesExitWithFour();
    void setChangesOneSpan();
    void setRefusesWhatAwsRefuses();
    void setOfAReadOnlyWorkspaceSaysSo();
    void validateNamesThePlace();
    void brokenYamlNamesThePlace();
    void anAliasBombIsRefused();
    void aHugeTemplateIsRefused();
    void invokeUsesTheCoreThatRuns();
    void anOccupiedPortIsNamed();
    void serveFollowsSavedTemplates();
    void demoFiresEveryTriggerOfTheOrders();

private:
    Finished run(const QStringList &arguments, const QByteArray &input = {})
    {
        return runLambdarium(arguments, input, m_root);
    }
    QByteArray templateText() const
    {
        QFile file(m_root + text("/template.yaml"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_root;
};

void TestCli::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_root = m_directory->path() + text("/faults");
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/process/data/faults", m_root.toStdString(),
                          std::filesystem::copy_options::recursive);
}

void TestCli::versionAndHelp()
{
    const Finished version = run({text("--version")});
    QCOMPARE(version.exitCode, 0);
    QVERIFY2(version.output.startsWith("lambdarium "), version.output);
    const Finished help = run({text("--help")});
    QCOMPARE(help.exitCode, 0);
    for (const char *verb : {"serve", "invoke", "set", "validate", "screenshot"})
        QVERIFY2(help.output.contains(QByteArray("lambdarium ").append(verb)), verb);
}

void TestCli::invokePrintsTheResultAlone()
{
    std::ofstream(m_root.toStdString() + "/event.json") << R"({"name": "Ada"})";
    const Finished done = run({text("invoke"), text("Good"), text("--event"), text("event.json")});
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.output, QByteArray("{\"hello\": \"Ada\"}\n"));
    QCOMPARE(done.errors, QByteArray());
}

void TestCli::invokeReadsStandardInput()
{
    const Finished done = run({text("invoke"), text("Good"), text("--event"), text("-")}, R"({"name":"Bo"})");
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.output, QByteArray("{\"hello\": \"Bo\"}\n"));
}

void TestCli::invokeShowsTheLogTailOnAsking()
{
    const Finished done = run({text("invoke"), text("Good"), text("--log"), text("Tail")});
    QCOMPARE(done.exitCode, 0);
    QVERIFY2(done.errors.contains("START RequestId: "), done.errors);
    QVERIFY2(done.errors.contains("seen None"), done.errors);
    QVERIFY2(done.errors.contains("REPORT RequestId: "), done.errors);
    QCOMPARE(done.output, QByteArray("{\"hello\": \"nobody\"}\n"));
}

void TestCli::eventInvocationsAreAccepted()
{
    const Finished done = run({text("invoke"), text("Good"), text("--type"), text("Event")});
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.output.trimmed(), QByteArray());
}

void TestCli::faults_data()
{
    QTest::addColumn<QString>("function");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("message"); // regular expression
    QTest::newRow("exception") << text("Raises") << text("ValueError") << text("^boom$");
    QTest::newRow("exit") << text("Exits") << text("Runtime.ExitError")
                          << text("^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$");
    QTest::newRow("too much time") << text("Loops") << text("Sandbox.Timedout")
                                   << text("^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$");
    QTest::newRow("too much memory") << text("Eats") << text("Runtime.ExitError")
                                     << text("^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: "
                                             "signal: killed$");
    QTest::newRow("unserialisable") << text("Unserialisable") << text("Runtime.MarshalError")
                                    << text(
                                           "^Unable to marshal response: Object of type set is not JSON serializable$");
    QTest::newRow("syntax error") << text("BadSyntax") << text("Runtime.UserCodeSyntaxError")
                                  << text("^Syntax error in module 'badsyntax': "
                                          "expected ':' \\(badsyntax.py, line 1\\)$");
    QTest::newRow("missing import") << text("MissingImport") << text("Runtime.ImportModuleError")
                                    << text("^Unable to import module 'missingimport': No module named "
                                            "'does_not_exist'$");
    QTest::newRow("missing handler") << text("MissingHandler") << text("Runtime.HandlerNotFound")
                                     << text("^Handler 'nobody' missing on module 'good'$");
    QTest::newRow("missing file") << text("MissingFile") << text("Runtime.ImportModuleError")
                                  << text("^Unable to import module 'nowhere': No module named 'nowhere'$");
}

void TestCli::faults()
{
    QFETCH(QString, function);
    QFETCH(QString, type);
    QFETCH(QString, message);
    const Finished done = run({text("invoke"), function});
    QCOMPARE(done.exitCode, 1);
    const QJsonObject payload = object(done.output);
    QCOMPARE(payload.value(text("errorType")).toString(), type);
    const QString said = payload.value(text("errorMessage")).toString();
    QVERIFY2(QRegularExpression(message).match(said).hasMatch(), qPrintable(said));
}

void TestCli::hundredMegabytesOfOutputEndWell()
{
    const Finished done = run({text("invoke"), text("Floods"), text("--log"), text("Tail")});
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.output, QByteArray("\"done\"\n"));
    QVERIFY(done.errors.size() <= 4096 + 100); // the tail is AWS's 4 KB
    QVERIFY(done.errors.contains("REPORT RequestId"));
}

void TestCli::refusalsBeforeAnythingRuns_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("no such function") << QStringList{text("invoke"), text("Nobody")} << 2
                                      << QByteArray("Function not found: arn:aws:lambda:us-east-1:000000000000:"
                                                    "function:Nobody");
    QTest::newRow("unknown runtime") << QStringList{text("invoke"), text("UnknownRuntime")} << 2
                                     << QByteArray("cobol85");
    QTest::newRow("no such event file") << QStringList{text("invoke"), text("Good"), text("--event"), text("none.json")}
                                        << 2 << QByteArray("none.json");
    QTest::newRow("no workspace") << QStringList{text("invoke"), text("Good"), text("--workspace"), text("/tmp")} << 2
                                  << QByteArray("template.yaml");
    QTest::newRow("unknown option") << QStringList{text("invoke"), text("Good"), text("--colour")} << 2
                                    << QByteArray("colour");
    QTest::newRow("unknown qualifier") << QStringList{text("invoke"), text("Good"), text("--qualifier"), text("PROD")}
                                       << 2 << QByteArray("PROD");
}

void TestCli::refusalsBeforeAnythingRuns()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, said);
    const Finished done = run(arguments);
    QCOMPARE(done.exitCode, exitCode);
    QCOMPARE(done.output, QByteArray());
    QVERIFY2(done.errors.contains(said), done.errors);
}

void TestCli::throttlesExitWithFour()
{
    const Finished done = run({text("invoke"), text("Throttled")});
    QCOMPARE(done.exitCode, 4);
    QVERIFY2(done.errors.contains("TooManyRequestsException"), done.errors);
    QVERIFY2(done.errors.contains("Rate Exceeded."), done.errors);
}

void TestCli::setChangesOneSpan()
{
    const QByteArray before = templateText();
    QCOMPARE(run({text("set"), text("Loops"), text("Timeout=7")}).exitCode, 0);
    QByteArray expected = before;
    expected.replace("Handler: faults.loops\n      Timeout: 1\n", "Handler: faults.loops\n      Timeout: 7\n");
    QVERIFY(expected != before);
    QCOMPARE(templateText(), expected);
    QCOMPARE(run({text("set"), text("Loops"), text("Timeout=1")}).exitCode, 0);
    QCOMPARE(templateText(), before);
}

void TestCli::setRefusesWhatAwsRefuses()
{
    const QByteArray before = templateText();
    const Finished done = run({text("set"), text("Good"), text("MemorySize=64")});
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.errors.contains("MemorySize"), done.errors);
    QVERIFY2(done.errors.contains("128"), done.errors);
    QCOMPARE(templateText(), before);
}

void TestCli::setOfAReadOnlyWorkspaceSaysSo()
{
    // Root may write anywhere: the verb runs as a user who may only read here.
    for (const auto &entry : std::filesystem::recursive_directory_iterator(m_directory->path().toStdString()))
        ::chmod(entry.path().c_str(), entry.is_directory() ? 0555 : 0444);
    ::chmod(m_directory->path().toStdString().c_str(), 0755);
    const Finished done = runCommand(
        text(LAMBDARIUM_SOURCE_DIR "/tests/sandbox/as-ordinary-user.sh"),
        {lambdariumPath(), text("set"), text("Good"), text("Timeout=9"), text("--workspace"), m_root});
    for (const auto &entry : std::filesystem::recursive_directory_iterator(m_directory->path().toStdString()))
        ::chmod(entry.path().c_str(), 0755);
    QCOMPARE(done.exitCode, 3);
    QVERIFY2(done.errors.contains("read-only"), done.errors);
}

void TestCli::validateNamesThePlace()
{
    QCOMPARE(run({text("set"), text("Good"), text("Description=fine")}).exitCode, 0);
    const Finished done = run({text("validate"), text(".")});
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.output.contains("MissingFile.Handler"), done.output);
    QVERIFY2(QRegularExpression(text("template\\.yaml:\\d+: error: UnknownRuntime\\.Runtime: .*cobol85"))
                 .match(QString::fromUtf8(done.output))
                 .hasMatch(),
             done.output);
}

void TestCli::brokenYamlNamesThePlace()
{
    std::ofstream(m_root.toStdString() + "/template.yaml") << "Resources:\n  A:\n    Type: [x\n  B: y\n";
    for (const QStringList &verb :
         {QStringList{text("validate"), text(".")}, QStringList{text("set"), text("A"), text("Timeout=3")}}) {
        const Finished done = run(verb);
        QCOMPARE(done.exitCode, 2);
        QVERIFY2(QRegularExpression(text("line \\d+, column \\d+")).match(QString::fromUtf8(done.errors)).hasMatch(),
                 done.errors);
    }
}

void TestCli::anAliasBombIsRefused()
{
    std::ofstream bomb(m_root.toStdString() + "/template.yaml");
    bomb << "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int level = 1; level < 12; ++level) {
        bomb << "a" << level << ": &a" << level << " [";
        for (int i = 0; i < 10; ++i)
            bomb << (i > 0 ? ",*a" : "*a") << level - 1;
        bomb << "]\n";
    }
    bomb.close();
    QElapsedTimer timer;
    timer.start();
    const Finished done = run({text("validate"), text(".")});
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.errors.contains("alias"), done.errors);
    QVERIFY(timer.elapsed() < 10000);
}

void TestCli::aHugeTemplateIsRefused()
{
    std::ofstream huge(m_root.toStdString() + "/template.yaml");
    huge << "Resources:\n";
    for (int i = 0; i < 60000; ++i)
        huge << "  Resource" << i << ":\n    Type: AWS::SQS::Queue\n    Properties: {DelaySeconds: 1}\n";
    huge.close();
    const Finished done = run({text("validate"), text(".")});
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.errors.contains("1 MB"), done.errors);
}

void TestCli::invokeUsesTheCoreThatRuns()
{
    ServedWorkspace served;
    QVERIFY2(served.start(m_root), served.output());
    const Finished done = run({text("invoke"), text("Good"), text("--event"), text("-")}, R"({"name":"through"})");
    QCOMPARE(done.exitCode, 0);
    QCOMPARE(done.output, QByteArray("{\"hello\": \"through\"}\n"));
    QVERIFY2(served.waitForOutput("seen through"), served.output());
    ServedWorkspace second;
    QVERIFY(!second.start(m_root));
    QVERIFY2(second.output().contains("already open"), second.output());
    QCOMPARE(served.stop(), 0);
}

void TestCli::anOccupiedPortIsNamed()
{
    const int occupier = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    socklen_t size = sizeof address;
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::bind(occupier, reinterpret_cast<sockaddr *>(&address), size), 0);
    QCOMPARE(::listen(occupier, 1), 0);
    QCOMPARE(::getsockname(occupier, reinterpret_cast<sockaddr *>(&address), &size), 0);
    const int port = ntohs(address.sin_port);
    const Finished done = run({text("serve"), text("."), text("--port"), QString::number(port)});
    ::close(occupier);
    QCOMPARE(done.exitCode, 3);
    QVERIFY2(done.errors.contains(QByteArray::number(port)), done.errors);
    QVERIFY2(done.errors.contains(QByteArray::number(QCoreApplication::applicationPid())), done.errors);
}

void TestCli::serveFollowsSavedTemplates()
{
    ServedWorkspace served;
    QVERIFY2(served.start(m_root), served.output());
    QCOMPARE(run({text("set"), text("Good"), text("Handler=faults.raises")}).exitCode, 0);
    QTRY_COMPARE_WITH_TIMEOUT(run({text("invoke"), text("Good")}).exitCode, 1, 20000);
    // A template that breaks meanwhile stops nothing.
    const QByteArray good = templateText();
    QFile file(m_root + text("/template.yaml"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(good + "\n  - broken: [\n");
    file.close();
    QVERIFY2(served.waitForOutput("template.yaml: "), served.output());
    QCOMPARE(run({text("invoke"), text("Raises")}).exitCode, 1);
    QCOMPARE(served.stop(), 0);
}

void TestCli::demoFiresEveryTriggerOfTheOrders()
{
    const QString orders = m_directory->path() + text("/orders");
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/resources/examples/orders", orders.toStdString(),
                          std::filesystem::copy_options::recursive);
    const Finished done = run({text("demo"), orders});
    QVERIFY2(done.exitCode == 0, done.errors);
    QVERIFY2(done.output.contains("PlaceOrder/FunctionUrl answered 202"), done.output);
    for (const char *function : {"PlaceOrder", "ChargeCard", "Thumbnail", "Reconcile"})
        QVERIFY2(done.errors.contains(QByteArray("lambdarium: ").append(function).append(" ran ")), done.errors);
    QVERIFY2(done.output.contains("-> thumbnails/photo.png"), done.output);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"

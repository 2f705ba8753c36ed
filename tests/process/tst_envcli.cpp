// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

QString text(const char *latin) { return QString::fromLatin1(latin); }

} // namespace

/// env, trust, doctor and the cold start options as a terminal user meets them.
class TestEnvCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void usageFaults_data();
    void usageFaults();
    void withoutACoreThereIsNothingToList();
    void environmentsAreListedShownAndEnded();
    void trustIsShownAndSet();
    void aProjectCanRefuseToRun();
    void doctorTellsTheMachine();
    void simulatedColdStartsAreMarked();

private:
    Finished run(const QStringList &arguments) { return runLambdarium(arguments, {}, m_root); }
    QJsonArray environments()
    {
        const Finished listed = run({text("env"), text("list"), text("--json")});
        return QJsonDocument::fromJson(listed.output).array();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_root;
};

void TestEnvCli::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_root = m_directory->path() + text("/faults");
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/process/data/faults", m_root.toStdString(),
                          std::filesystem::copy_options::recursive);
    qputenv("XDG_CONFIG_HOME", (m_directory->path() + text("/config")).toUtf8());
}

void TestEnvCli::usageFaults_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("unknown action") << QStringList{text("env"), text("eat")} << QByteArray("env eat: expected one of");
    QTest::newRow("no environment") << QStringList{text("env"), text("kill")} << QByteArray("name the environment");
    QTest::newRow("too many words") << QStringList{text("env"), text("show"), text("1"), text("2")}
                                    << QByteArray("unexpected argument: 2");
    QTest::newRow("trust of no kind") << QStringList{text("trust"), text("."), text("root")}
                                      << QByteArray("trust root: expected one of");
    QTest::newRow("trust of nothing") << QStringList{text("trust")} << QByteArray("name the workspace");
    QTest::newRow("doctor of something") << QStringList{text("doctor"), text("x")}
                                         << QByteArray("unexpected argument: x");
    QTest::newRow("option of another verb")
        << QStringList{text("env"), text("--strict-cold-start")} << QByteArray("strict-cold-start");
}

void TestEnvCli::usageFaults()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    const Finished done = run(arguments);
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.errors.contains(message), done.errors);
}

void TestEnvCli::withoutACoreThereIsNothingToList()
{
    const Finished done = run({text("env"), text("list")});
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.errors.contains("nothing runs in "), done.errors);
}

void TestEnvCli::environmentsAreListedShownAndEnded()
{
    ServedWorkspace served;
    QVERIFY2(served.start(m_root), served.output());
    QCOMPARE(environments().size(), 0);
    QCOMPARE(run({text("invoke"), text("Good")}).exitCode, 0);
    const QJsonArray all = environments();
    QCOMPARE(all.size(), 1);
    const QJsonObject one = all[0].toObject();
    QCOMPARE(one[text("function")].toString(), text("Good"));
    QCOMPARE(one[text("state")].toString(), text("Idle"));
    QCOMPARE(one[text("invocations")].toInt(), 1);
    const QString name = one[text("name")].toString();
    const Finished listed = run({text("env")});
    QVERIFY2(listed.output.startsWith("ID ") && listed.output.contains(name.toUtf8()), listed.output);

    const Finished shown = run({text("env"), text("show"), name});
    QCOMPARE(shown.exitCode, 0);
    QVERIFY2(shown.output.contains("of Good: Idle") && shown.output.contains("/tmp 0.0 of 512 MB")
                 && shown.output.contains("log stream "),
             shown.output);
    const Finished json = run({text("env"), text("show"), name, text("--json")});
    const QJsonArray processes = QJsonDocument::fromJson(json.output).object()[text("processes")].toArray();
    QVERIFY2(processes.size() >= 2, json.output);
    QCOMPARE(processes[1].toObject()[text("pid")].toInt(), 2);

    QCOMPARE(run({text("env"), text("freeze"), name}).exitCode, 0);
    QVERIFY(environments()[0].toObject()[text("frozen")].toBool());
    const Finished twice = run({text("env"), text("freeze"), name});
    QCOMPARE(twice.exitCode, 2);
    QVERIFY2(twice.errors.contains("is frozen already"), twice.errors);
    QCOMPARE(run({text("env"), text("thaw"), name}).exitCode, 0);
    QVERIFY(!environments()[0].toObject()[text("frozen")].toBool());
    QCOMPARE(run({text("env"), text("recycle"), name}).exitCode, 0);
    QTRY_COMPARE(environments().size(), 0);
    const Finished gone = run({text("env"), text("kill"), name});
    QCOMPARE(gone.exitCode, 2);
    QVERIFY2(gone.errors.contains("There is no environment"), gone.errors);
    // By number, too.
    QCOMPARE(run({text("invoke"), text("Good")}).exitCode, 0);
    QCOMPARE(run({text("env"), text("kill"), text("2")}).exitCode, 0);
    QTRY_COMPARE(environments().size(), 0);
    QCOMPARE(served.stop(), 0);
}

void TestEnvCli::trustIsShownAndSet()
{
    QCOMPARE(run({text("trust"), text(".")}).output, QByteArray("restricted\n"));
    QCOMPARE(run({text("trust"), text("."), text("isolated")}).output, QByteArray("isolated\n"));
    QCOMPARE(run({text("trust"), text(".")}).output, QByteArray("isolated\n"));
    QCOMPARE(run({text("trust"), text("."), text("trusted"), text("--unprotected")}).output,
             QByteArray("trusted unprotected\n"));
    QCOMPARE(run({text("trust"), text("."), text("restricted")}).output, QByteArray("restricted\n"));
    // A verb is the grant for its own run, and stores nothing.
    QCOMPARE(run({text("invoke"), text("Good")}).exitCode, 0);
    QCOMPARE(run({text("trust"), text(".")}).output, QByteArray("restricted\n"));
}

void TestEnvCli::aProjectCanRefuseToRun()
{
    writeFile(m_root.toStdString() + "/.lambdarium/trust", "restricted\n");
    const Finished done = run({text("invoke"), text("Good")});
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.errors.contains("AccessDeniedException") && done.errors.contains("is restricted"), done.errors);
    const Finished shown = run({text("trust"), text("."), text("isolated")});
    QCOMPARE(shown.output, QByteArray("restricted\n"));
    QVERIFY2(shown.errors.contains("no more than restricted"), shown.errors);
}

void TestEnvCli::doctorTellsTheMachine()
{
    const Finished told = run({text("doctor")});
    QVERIFY2(told.output.startsWith("Isolation level "), told.errors);
    QVERIFY2(told.output.contains("Python"), told.output);
    QVERIFY2(told.output.contains("This machine holds at most 250 environments"), told.output);
    const Finished json = run({text("doctor"), text("--json")});
    const QJsonObject machine = QJsonDocument::fromJson(json.output).object();
    QVERIFY(!machine[text("runtimes")].toArray().isEmpty());
    const QJsonObject isolation = machine[text("isolation")].toObject();
    QCOMPARE(isolation[text("probes")].toArray().size(), 12);
    QVERIFY2(told.output.contains("\nSelf-test\n"), told.output);
    const int level = machine[text("isolationLevel")].toString().left(1).toInt();
    QCOMPARE(told.exitCode, level == 0 ? 3 : 0);
}

void TestEnvCli::simulatedColdStartsAreMarked()
{
    const Finished plain = run({text("invoke"), text("Good"), text("--log"), text("Tail")});
    const Finished longer = run({text("invoke"), text("Good"), text("--log"), text("Tail"),
                                 text("--simulate-cold-start"), text("--strict-cold-start")});
    static const QRegularExpression init(text("Init Duration: ([0-9.]+) ms"));
    const auto of = [](const Finished &done) {
        return init.match(QString::fromUtf8(done.errors)).captured(1).toDouble();
    };
    QVERIFY2(of(plain) > 0, plain.errors);
    QVERIFY2(of(longer) > 120, longer.errors);
}

QTEST_GUILESS_MAIN(TestEnvCli)
#include "tst_envcli.moc"

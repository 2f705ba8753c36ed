// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace {

QString text(const char *latin) { return QString::fromLatin1(latin); }

/// What packaging/dev interop installed.
QString installed(const char *name) { return text(LAMBDARIUM_INTEROP_DIR "/") + text(name); }

QByteArray said(const Finished &done) { return QByteArray(done.output).append(done.errors); }

} // namespace

/// Clients that others wrote and published, unmodified, against the built program. Not part of the normal run: what
/// they need comes from npm and PyPI; `packaging/dev interop` installs it and runs this.
class TestInterop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void javaScriptClients();
    void newestBoto3();
    void stockRuntimeClient();

private:
    QString copyOf(const char *folder) const;
    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestInterop::initTestCase()
{
    for (const char *needed : {"node_modules/@aws-sdk/client-s3", "venv/bin/python3", "stock/awslambdaric"})
        QVERIFY2(QFile::exists(installed(needed)), qPrintable(installed(needed) + text(": run packaging/dev interop")));
}

void TestInterop::init() { m_directory = std::make_unique<QTemporaryDir>(); }

QString TestInterop::copyOf(const char *folder) const
{
    const QString target = m_directory->filePath(text(folder));
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/interop/" + std::string(folder), target.toStdString(),
                          std::filesystem::copy_options::recursive);
    return target;
}

void TestInterop::javaScriptClients()
{
    ServedWorkspace served;
    QVERIFY2(served.start(copyOf("workspace")), served.output());
    const Finished done = runCommand(
        text("/usr/bin/node"),
        {text(LAMBDARIUM_SOURCE_DIR "/tests/interop/sdk.mjs"), served.endpoint(), text(LAMBDARIUM_INTEROP_DIR)});
    QVERIFY2(done.exitCode == 0, said(done));
    QCOMPARE(done.output, QByteArray("lambdas ok\nqueues ok\ntopics ok\nbuckets ok\nidentity ok\n"));
    // The message on the wired queue went through its poller to the function.
    QVERIFY2(served.waitForOutput("received from the sdk"), served.output());
    QCOMPARE(served.stop(), 0);
}

void TestInterop::newestBoto3()
{
    ServedWorkspace served;
    QVERIFY2(served.start(copyOf("workspace")), served.output());
    const QString urls = text("http://127.0.0.1:%1").arg(served.port() + 1);
    const Finished done = runCommand(installed("venv/bin/python3"),
                                     {text(LAMBDARIUM_SOURCE_DIR "/tests/gateway/clients.py"), served.endpoint(), urls,
                                      text("lambda"), text("sqs"), text("sns"), text("s3"), text("others")});
    QVERIFY2(done.exitCode == 0, said(done));
    QCOMPARE(done.output, QByteArray("lambda ok\nsqs ok\nsns ok\ns3 ok\nothers ok\n"));
    QCOMPARE(served.stop(), 0);
}

void TestInterop::stockRuntimeClient()
{
    const QString workspace = copyOf("stock");
    std::filesystem::copy(installed("stock").toStdString(), workspace.toStdString() + "/code",
                          std::filesystem::copy_options::recursive);
    const QStringList invoke{text("invoke"), text("Stock"), text("--workspace"), workspace,
                             text("--log"),  text("Tail"),  text("--event"),     text("-")};
    const Finished good = runLambdarium(invoke, R"({"do":"work"})");
    QVERIFY2(good.exitCode == 0, said(good));
    const QJsonObject result = QJsonDocument::fromJson(good.output).object();
    QCOMPARE(result.value(text("client")).toString(), text("/var/task/awslambdaric/__init__.py"));
    QCOMPARE(result.value(text("arn")).toString(), text("arn:aws:lambda:us-east-1:000000000000:function:Stock"));
    const int left = result.value(text("left")).toInt();
    QVERIFY2(left > 1000 && left <= 2000, qPrintable(QString::number(left)));
    QVERIFY2(good.errors.contains("asked for work"), good.errors);
    const QString report = text("REPORT RequestId: ") + result.value(text("id")).toString();
    QVERIFY2(good.errors.contains(report.toLatin1()), good.errors);

    const Finished raised = runLambdarium(invoke, R"({"do":"raise"})");
    QCOMPARE(raised.exitCode, 1);
    const QJsonObject fault = QJsonDocument::fromJson(raised.output).object();
    QCOMPARE(fault.value(text("errorType")).toString(), text("ValueError"));
    QCOMPARE(fault.value(text("errorMessage")).toString(), text("no"));

    const Finished slept = runLambdarium(invoke, R"({"do":"sleep"})");
    QCOMPARE(slept.exitCode, 1);
    QCOMPARE(QJsonDocument::fromJson(slept.output).object().value(text("errorType")).toString(),
             text("Sandbox.Timedout"));
}

QTEST_GUILESS_MAIN(TestInterop)
#include "tst_interop.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

QJsonObject json(const std::string &text) { return QJsonDocument::fromJson(bytes(text)).object(); }

/// One function that packaging/dev interop built with somebody else's runtime client, and what that client makes of
/// things that go wrong. Null where it says nothing of its own.
struct Client
{
    const char *name;
    const char *runtime;
    const char *handler;
    const char *where;      ///< where "about" says that the client is
    const char *refused;    ///< errorType of an event that the handler refuses
    const char *panic;      ///< errorType of a fault that no handler expects; null: the process dies
    bool livesOnPanic;      ///< the client catches it
    bool livesOnTooLarge;   ///< most clients end themselves when a result is answered with 413
    const char *ends;       ///< the platform's words when the function ends its process
    const char *init;       ///< errorType of a failed init
    const char *initHeader; ///< the same as the platform was told
};

constexpr const char *custom = "provided.al2023";
constexpr const char *exited = "Runtime exited with error: exit status 3";
constexpr const char *exitError = "Runtime.ExitError";
constexpr const char *rustError =
    "&alloc::boxed::Box<dyn core::error::Error + core::marker::Send + core::marker::Sync>";

// clang-format off
constexpr Client clients[] = {
    {"python", custom, "app.handler", "/var/task/awslambdaric/", "ValueError", nullptr, false, false, exited,
     "RuntimeError", "Runtime.Unknown"},
    {"node", custom, "index.handler", "/var/task/node_modules/aws-lambda-ric/", "TypeError", nullptr, false, true,
     exited, "RangeError", "Runtime.Unknown"},
    {"java", "java17", "interop.Handler", "/var/task/lib/aws-lambda-java-runtime-interface-client",
     "java.lang.IllegalStateException", "java.lang.StackOverflowError", false, false, exited,
     "java.lang.IllegalArgumentException", "Runtime.BadFunctionCode"},
    {"rust", custom, "x", "lambda_runtime", rustError,
     "&alloc::boxed::Box<dyn core::any::Any + core::marker::Send>", true, true, exited, exitError, exitError},
    {"go", custom, "x", "aws-lambda-go", "errorString", "string", false, false, exited, nullptr, nullptr},
    {"cpp", custom, "x", "aws-lambda-cpp", "Interop.Refused", nullptr, false, false, exited, exitError, exitError},
    {"bash", custom, "function.handler", "curl", "Interop.Refused", nullptr, false, true,
     "Runtime exited with error: signal: killed", "Interop.Init", "Runtime.NoInit"},
};
// clang-format on

} // namespace

/// Runtime clients that others wrote and published, unmodified, in environments of ours. Not part of the normal run:
/// `packaging/dev interop` builds the functions from PyPI, npm, Maven, crates and Go modules.
class TestInteropRuntimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void warmEnvironmentsServeEveryEvent_data() { eachClient(); }
    void warmEnvironmentsServeEveryEvent();
    void resultsUpToSixMegabytesArrive_data() { eachClient(); }
    void resultsUpToSixMegabytesArrive();
    void processesThatEndAreNamed_data() { eachClient(); }
    void processesThatEndAreNamed();
    void panicsAreToldOrEndTheProcess_data() { eachClient(); }
    void panicsAreToldOrEndTheProcess();
    void failedInitsAreTold_data() { eachClient(); }
    void failedInitsAreTold();
    void goStreamsWithTrailers();
    void nodeAsksSeveralTimesAtOnce();

private:
    static void eachClient();
};

namespace {

/// An environment of the row's client that has started.
class Started : public RuntimeRunner
{
public:
    explicit Started(const Client &of, std::vector<std::pair<std::string, std::string>> environment = {})
    {
        spec.codeDirectory = LAMBDARIUM_INTEROP_DIR "/runtimes/" + std::string(of.name);
        spec.memoryMb = 512;
        spec.environment = std::move(environment);
        report = start(of.runtime, of.handler);
    }
    InitReport report;
};

const Client &row()
{
    static const Client &first = clients[0];
    for (const Client &client : clients) {
        if (QByteArray(QTest::currentDataTag()) == client.name)
            return client;
    }
    return first;
}

std::string eventFor(const std::string &what, const std::string &value = "0")
{
    return "{\"do\":\"" + what + "\",\"value\":" + value + "}";
}

QByteArray payloadOf(const InvocationResult &result) { return bytes(result.payload).trimmed(); }

} // namespace

void TestInteropRuntimes::eachClient()
{
    QTest::addColumn<bool>("unused");
    for (const Client &client : clients)
        QTest::newRow(client.name) << true;
}

void TestInteropRuntimes::initTestCase()
{
    for (const Client &client : clients) {
        const QString built =
            QStringLiteral(LAMBDARIUM_INTEROP_DIR "/runtimes/%1/.built").arg(QLatin1String(client.name));
        QVERIFY2(QFile::exists(built), qPrintable(built + QStringLiteral(": run packaging/dev interop")));
    }
}

void TestInteropRuntimes::warmEnvironmentsServeEveryEvent()
{
    const Client &client = row();
    Started runner(client);
    QVERIFY2(runner.report.success, runner.report.errorPayload.c_str());
    for (int i = 0; i < 3; ++i) {
        runner.request.traceId = "Root=1-5759e988-bd862e3fe1be46a99427279" + std::to_string(i)
            + ";Parent=53995c3f42cd8ad8;Sampled=1";
        const QJsonDocument echoed = QJsonDocument::fromJson(
            payloadOf(runner.invoke(eventFor("echo", R"({"a":[1,"\u00e9"]})"))));
        QCOMPARE(echoed.object(), (QJsonObject{{QStringLiteral("a"), QJsonArray{1, QStringLiteral("\u00e9")}}}));

        const QJsonObject about = json(runner.invoke(eventFor("about")).payload);
        QCOMPARE(about[QStringLiteral("id")].toString().toStdString(), runner.lastRequestId);
        QCOMPARE(about[QStringLiteral("arn")].toString().toStdString(), runner.request.invokedFunctionArn);
        QCOMPARE(about[QStringLiteral("trace")].toString().toStdString(), runner.request.traceId);
        QVERIFY(about[QStringLiteral("client")].toString().startsWith(QLatin1String(client.where)));
        const int left = about[QStringLiteral("left")].toInt();
        QVERIFY2(left > 5000 && left <= 10000, qPrintable(QString::number(left)));

        const InvocationResult refused = runner.invoke(eventFor("raise"));
        QCOMPARE(refused.outcome, InvocationOutcome::FunctionError);
        QVERIFY(!refused.environmentLost);
        QCOMPARE(json(refused.payload)[QStringLiteral("errorType")].toString(), QLatin1String(client.refused));
        QCOMPARE(json(refused.payload)[QStringLiteral("errorMessage")].toString(), QStringLiteral("no"));
    }
}

void TestInteropRuntimes::resultsUpToSixMegabytesArrive()
{
    const Client &client = row();
    Started runner(client);
    QVERIFY2(runner.report.success, runner.report.errorPayload.c_str());
    const std::string large = "\"" + std::string(6 * 1024 * 1024 - 100, 'z') + "\"";
    QVERIFY(payloadOf(runner.invoke(eventFor("echo", large))) == bytes(large));
    QCOMPARE(payloadOf(runner.invoke(eventFor("echo", "1"))), QByteArray("1"));

    const InvocationResult tooLarge = runner.invoke(eventFor("big", "6291600"));
    QCOMPARE(json(tooLarge.payload)[QStringLiteral("errorType")].toString(),
             QStringLiteral("Function.ResponseSizeTooLarge"));
    QCOMPARE(tooLarge.environmentLost, !client.livesOnTooLarge);
    if (client.livesOnTooLarge)
        QCOMPARE(payloadOf(runner.invoke(eventFor("echo", "2"))), QByteArray("2"));
}

void TestInteropRuntimes::processesThatEndAreNamed()
{
    const Client &client = row();
    Started runner(client);
    QVERIFY2(runner.report.success, runner.report.errorPayload.c_str());
    const InvocationResult result = runner.invoke(eventFor("exit"));
    QCOMPARE(result.outcome, InvocationOutcome::Crash);
    QVERIFY(result.environmentLost);
    QCOMPARE(json(result.payload)[QStringLiteral("errorType")].toString(), QLatin1String(exitError));
    QVERIFY2(result.payload.ends_with(client.ends + std::string("\"}")), result.payload.c_str());
    QVERIFY(runner.log().find("leaving\n") != std::string::npos);
}

void TestInteropRuntimes::panicsAreToldOrEndTheProcess()
{
    const Client &client = row();
    Started runner(client);
    QVERIFY2(runner.report.success, runner.report.errorPayload.c_str());
    const InvocationResult result = runner.invoke(eventFor("panic"));
    const char *expected = client.panic ? client.panic : exitError;
    QCOMPARE(json(result.payload)[QStringLiteral("errorType")].toString(), QLatin1String(expected));
    if (client.livesOnPanic)
        QCOMPARE(payloadOf(runner.invoke(eventFor("echo", "2"))), QByteArray("2"));
    else
        QVERIFY(result.environmentLost || runner.waitFor([&] { return runner.lost.has_value(); }));
}

void TestInteropRuntimes::failedInitsAreTold()
{
    const Client &client = row();
    Started runner(client, {{"FAIL_INIT", "1"}});
    if (!client.init) { // this one tells it at the first event
        QVERIFY(runner.report.success);
        const QJsonObject refused = json(runner.invoke().payload);
        QCOMPARE(refused[QStringLiteral("errorType")].toString(), QStringLiteral("errorString"));
        QCOMPARE(refused[QStringLiteral("errorMessage")].toString(),
                 QStringLiteral("handlers may not take more than two arguments, but handler takes 3"));
        return;
    }
    QVERIFY(!runner.report.success);
    QCOMPARE(json(runner.report.errorPayload)[QStringLiteral("errorType")].toString(), QLatin1String(client.init));
    QCOMPARE(runner.report.errorType, std::string(client.initHeader));
}

/// A reader as a result is posted chunked with declared trailers; one that breaks off says why in them.
void TestInteropRuntimes::goStreamsWithTrailers()
{
    RuntimeRunner runner;
    runner.spec.codeDirectory = LAMBDARIUM_INTEROP_DIR "/runtimes/go";
    QVERIFY(runner.start(custom, "streaming").success);
    QCOMPARE(runner.invoke(eventFor("words")).payload, std::string("streamed words"));
    const InvocationResult broken = runner.invoke(eventFor("raise"));
    QCOMPARE(broken.outcome, InvocationOutcome::FunctionError);
    QCOMPARE(json(broken.payload)[QStringLiteral("errorMessage")].toString(), QStringLiteral("broke off"));
    QCOMPARE(runner.invoke(eventFor("more")).payload, std::string("streamed more"));
}

void TestInteropRuntimes::nodeAsksSeveralTimesAtOnce()
{
    Started runner(clients[1], {{"AWS_LAMBDA_MAX_CONCURRENCY", "4"}});
    QVERIFY2(runner.report.success, runner.report.errorPayload.c_str());
    for (int i = 0; i < 12; ++i) {
        const std::string value = std::to_string(i);
        QCOMPARE(payloadOf(runner.invoke(eventFor("echo", value))), bytes(value));
    }
}

QTEST_APPLESS_MAIN(TestInteropRuntimes)
#include "tst_interopruntimes.moc"

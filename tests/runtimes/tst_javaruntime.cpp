// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include "testpaths.h"

#include <QProcess>
#include <QtTest>

using namespace lambdarium;

class TestJavaRuntime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runsHandlersOfEveryShape_data();
    void runsHandlersOfEveryShape();
    void outputAndLoggedEventsArriveBeforeTheResult();
    void jsonLogsAreOneObjectALine();
    void timeLeftStandsStillWithTheEnvironment();
    void faultsOfTheHandlerAreErrors_data();
    void faultsOfTheHandlerAreErrors();
    void faultsThatEndTheProcessLoseTheEnvironment_data();
    void faultsThatEndTheProcessLoseTheEnvironment();
    void wrongHandlersAreToldAtTheFirstInvocation_data();
    void wrongHandlersAreToldAtTheFirstInvocation();
    void throwingClassesEndInit_data();
    void throwingClassesEndInit();
    void contextSaysWhatLambdaSays();
    void environmentIsLambdas();
    void librariesOfPackageAndLayerAreOnTheClassPath();
    void longResults();
    void theSmallestFunctionRuns();

private:
    std::unique_ptr<CodeFolder> m_classes;
};

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

QJsonObject json(const std::string &text) { return QJsonDocument::fromJson(bytes(text)).object(); }

constexpr const char *runtime = "java17";

/// Runs a tool of the JDK; its output when it fails.
QByteArray run(const char *program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QString::fromLatin1(program), arguments);
    if (!process.waitForFinished(120000) || process.exitCode() != 0)
        return "failed: " + process.readAll();
    return {};
}

void copyTree(const std::string &from, const std::string &to)
{
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

} // namespace

/// Launches shop.Handlers<handler> with the compiled classes as its package.
#define START(runner, handler)                                                                                         \
    copyTree(m_classes->path() + "/shop", runner.code.path() + "/shop");                                               \
    const InitReport init = runner.start(runtime, std::string("shop.Handlers") + handler);                             \
    QVERIFY2(init.success, (init.errorPayload + runner.log()).c_str())

void TestJavaRuntime::initTestCase()
{
    m_classes = std::make_unique<CodeFolder>();
    const QString target = QString::fromStdString(m_classes->path());
    QCOMPARE(run(LAMBDARIUM_JAVAC,
                 {QStringLiteral("-cp"), QStringLiteral(LAMBDARIUM_JAVA_CLASSES), QStringLiteral("--release"),
                  QStringLiteral("11"), QStringLiteral("-d"), target,
                  QStringLiteral(LAMBDARIUM_SOURCE_DIR "/tests/runtimes/java/Handlers.java")}),
             QByteArray());
}

void TestJavaRuntime::runsHandlersOfEveryShape_data()
{
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *name, const char *handler, const char *event, const char *payload) {
        QTest::newRow(name) << QByteArray(handler) << QByteArray(event) << QByteArray(payload);
    };
    row("static method", "::twice", "\"ab\"", "\"abab\"");
    row("method and context", "::count", "[1,2,3]", "6");
    row("primitives", "::plus", "41", "42");
    row("text of a number", "::same", "12", "\"12\"");
    row("void", "::nothing", "{}", "null");
    row("any value", "::echo", R"({"a":[1,2.5,-3e2,true,null,"é\u0041\n",12345678901234567890],"b":{}})",
        "{\"a\":[1,2.5,-300.0,true,null,\"éA\\n\",12345678901234567890],\"b\":{}}");
    row("longest overload", "::overloaded", "{}", R"({"chosen":"long"})");
    row("streams", "::copy", "{ \"raw\" :1}", "{ \"raw\" :1}");
    row("request handler and beans", "$Pay", R"({"orderID":"o1","lines":[{"pieces":2},{"pieces":3}],"gift":true})",
        R"({"orderId":"o1","lines":[{"pieces":2},{"pieces":3}],"state":"PAID","gift":true,"total":5.0})");
    row("types given above", "$First", R"([{"pieces":7}])", R"({"pieces":7})");
    row("stream handler", "$Stream", "[1]", "<[1]>");
}

void TestJavaRuntime::runsHandlersOfEveryShape()
{
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, payload);
    RuntimeRunner runner;
    START(runner, handler.toStdString());
    for (int i = 0; i < 2; ++i) {
        const InvocationResult result = runner.invoke(event.toStdString());
        QVERIFY2(result.outcome == InvocationOutcome::Success, result.payload.c_str());
        QCOMPARE(bytes(result.payload), payload);
    }
    QCOMPARE(bytes(runner.log()), QByteArray());
}

void TestJavaRuntime::outputAndLoggedEventsArriveBeforeTheResult()
{
    RuntimeRunner runner;
    START(runner, "::log");
    QCOMPARE(runner.invoke().payload, std::string("null"));
    QCOMPARE(runner.lines.size(), std::size_t{5});
    QCOMPARE(runner.lines[0].text, std::string("printed é"));
    QCOMPARE(runner.lines[1].text, std::string("two\nlines"));
    QCOMPARE(runner.lines[2].text, std::string("to stderr"));
    QCOMPARE(runner.lines[3].text, std::string("levelled"));
    QCOMPARE(runner.lines[3].level, LogLevel::Warn);
    QCOMPARE(runner.lines[4].text, std::string("fine"));
    for (const auto &line : runner.lines)
        QCOMPARE(line.requestId, runner.lastRequestId);
}

void TestJavaRuntime::jsonLogsAreOneObjectALine()
{
    RuntimeRunner runner;
    runner.spec.logging = {.format = "JSON", .applicationLevel = "INFO"};
    START(runner, "::log");
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{4}); // the debug line is left out
    const QJsonObject line = json(runner.lines[3].text);
    QCOMPARE(line[QStringLiteral("level")].toString(), QStringLiteral("WARN"));
    QCOMPARE(line[QStringLiteral("message")].toString(), QStringLiteral("levelled"));
    QCOMPARE(line[QStringLiteral("AWSRequestId")].toString().toStdString(), runner.lastRequestId);
    // The members, in their order, of AWS's own runtime client; the managed runtime's are unconfirmed.
    const QRegularExpression shape(
        QStringLiteral(R"(^\{"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,3}Z","message":"levelled",)"
                       R"("level":"WARN","AWSRequestId":"[^"]+"\}$)"));
    QVERIFY2(shape.match(QString::fromStdString(runner.lines[3].text)).hasMatch(), runner.lines[3].text.c_str());
    QCOMPARE(json(runner.lines[1].text)[QStringLiteral("level")].toString(), QStringLiteral("UNDEFINED"));
}

void TestJavaRuntime::timeLeftStandsStillWithTheEnvironment()
{
    RuntimeRunner runner;
    START(runner, "::timeLeft");
    runner.invokeWithoutWaiting();
    QVERIFY(runner.waitFor([&] { return runner.log().find("begun") != std::string::npos; }));
    runner.environment->pause();
    runner.runFor(std::chrono::milliseconds(1500));
    runner.environment->resume();
    QVERIFY(runner.waitFor([&] { return runner.result.has_value(); }));
    // [passed by the clock, less by what the context says]
    const QJsonArray times = QJsonDocument::fromJson(bytes(runner.result->payload)).array();
    QVERIFY2(times[0].toInt() - times[1].toInt() >= 1400, runner.result->payload.c_str());
}

void TestJavaRuntime::faultsOfTheHandlerAreErrors_data()
{
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("frame");
    const auto row = [](const char *name, const char *handler, const char *type, const char *message,
                        const char *frame) {
        QTest::newRow(name) << QByteArray(handler) << QByteArray(type) << QByteArray(message) << QByteArray(frame);
    };
    row("throws", "::raise", "java.lang.IllegalStateException", "boom", "shop.Handlers.raise(Handlers.java:");
    row("cause", "::deep", "java.lang.Exception", "java.io.IOException: inside", "shop.Handlers.deep(Handlers.java:");
    row("event of another type", "::plus", "java.lang.RuntimeException", "An error occurred during JSON parsing", "");
    row("endless result", "::loop", "java.lang.RuntimeException",
        "An error occurred during JSON serialization of response", "");
}

void TestJavaRuntime::faultsOfTheHandlerAreErrors()
{
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, frame);
    RuntimeRunner runner;
    START(runner, handler.toStdString());
    for (int i = 0; i < 2; ++i) {
        runner.lines.clear();
        const InvocationResult result = runner.invoke();
        QCOMPARE(result.outcome, InvocationOutcome::FunctionError);
        QVERIFY(!result.environmentLost);
        QCOMPARE(result.errorType, std::string("Runtime.UserException"));
        const QJsonObject payload = json(result.payload);
        QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
        QCOMPARE(payload[QStringLiteral("errorMessage")].toString().toUtf8(), message);
        const QJsonArray trace = payload[QStringLiteral("stackTrace")].toArray();
        QVERIFY2(trace.at(0).toString().toUtf8().startsWith(frame), result.payload.c_str());
        QVERIFY2(result.payload.find("lambdarium") == std::string::npos, result.payload.c_str());
        QCOMPARE(runner.lines.size(), std::size_t{1});
        QVERIFY2(runner.lines[0].text.starts_with(QByteArray(message + ": " + type + "\n" + type).toStdString()),
                 runner.lines[0].text.c_str());
    }
}

void TestJavaRuntime::faultsThatEndTheProcessLoseTheEnvironment_data()
{
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("heap") << QByteArray("::fill") << QByteArray("java.lang.OutOfMemoryError");
    QTest::newRow("stack") << QByteArray("::recurse") << QByteArray("java.lang.StackOverflowError");
    QTest::newRow("exit") << QByteArray("::exit") << QByteArray("Runtime.ExitError");
}

void TestJavaRuntime::faultsThatEndTheProcessLoseTheEnvironment()
{
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, type);
    RuntimeRunner runner;
    START(runner, handler.toStdString());
    const InvocationResult result = runner.invoke();
    QCOMPARE(json(result.payload)[QStringLiteral("errorType")].toString().toUtf8(), type);
    // After an error of the machine the runtime answers first and ends then.
    QVERIFY(result.environmentLost || runner.waitFor([&] { return runner.lost.has_value(); }));
}

void TestJavaRuntime::wrongHandlersAreToldAtTheFirstInvocation_data()
{
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *name, const char *handler, const char *payload) {
        QTest::newRow(name) << QByteArray(handler) << QByteArray(payload);
    };
    row("no class", "shop.Absent::run",
        R"({"errorMessage":"Class not found: shop.Absent","errorType":"java.lang.ClassNotFoundException"})");
    row("no method", "shop.Handlers::absent",
        R"({"errorMessage":"No public method named absent with appropriate method signature found on class )"
        R"(shop.Handlers"})");
    row("no interface", "shop.Handlers$NoHandler",
        R"({"errorMessage":"Class does not implement an appropriate handler interface: shop.Handlers$NoHandler"})");
    row("no constructor", "shop.Handlers$Closed::run",
        R"({"errorMessage":"Class shop.Handlers$Closed has no public zero-argument constructor",)"
        R"("errorType":"java.lang.Exception"})");
    row("form", "a::b::c", R"({"errorMessage":"Invalid handler: `a::b::c'"})");
}

void TestJavaRuntime::wrongHandlersAreToldAtTheFirstInvocation()
{
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, payload);
    RuntimeRunner runner;
    copyTree(m_classes->path() + "/shop", runner.code.path() + "/shop");
    QVERIFY(runner.start(runtime, handler.toStdString()).success);
    const InvocationResult result = runner.invoke();
    QCOMPARE(result.outcome, InvocationOutcome::FunctionError);
    QCOMPARE(bytes(result.payload), payload);
    QCOMPARE(result.errorType, std::string("Runtime.BadFunctionCode"));
    QVERIFY(!result.environmentLost);
}

void TestJavaRuntime::throwingClassesEndInit_data()
{
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("constructor") << QByteArray("$FailsToStart") << QByteArray("java.lang.IllegalArgumentException")
                                 << QByteArray("early");
    QTest::newRow("class") << QByteArray("$FailsToLoad::run") << QByteArray("java.lang.ExceptionInInitializerError")
                           << QByteArray("Error loading class shop.Handlers$FailsToLoad");
}

void TestJavaRuntime::throwingClassesEndInit()
{
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    RuntimeRunner runner;
    copyTree(m_classes->path() + "/shop", runner.code.path() + "/shop");
    const InitReport init = runner.start(runtime, "shop.Handlers" + handler.toStdString());
    QVERIFY(!init.success);
    QCOMPARE(init.errorType, std::string("Runtime.BadFunctionCode"));
    const QJsonObject payload = json(init.errorPayload);
    QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
    QCOMPARE(payload[QStringLiteral("errorMessage")].toString().toUtf8(), message);
    QVERIFY(runner.log().find("\tat shop.Handlers") != std::string::npos);
}

void TestJavaRuntime::contextSaysWhatLambdaSays()
{
    RuntimeRunner runner;
    runner.request.clientContext = R"({"custom":{"k":"v"},"client":{"app_title":"t"}})";
    START(runner, "::about");
    const auto values = QJsonDocument::fromJson(bytes(runner.invoke().payload)).array();
    const QJsonArray expected{QString::fromStdString(runner.lastRequestId),
                              QStringLiteral("fn"),
                              QStringLiteral("$LATEST"),
                              256,
                              QStringLiteral("arn:aws:lambda:us-east-1:000000000000:function:fn"),
                              QStringLiteral("/aws/lambda/fn"),
                              QString::fromStdString(runner.spec.logStream),
                              QJsonObject{{QStringLiteral("k"), QStringLiteral("v")}},
                              QStringLiteral("t"),
                              true,
                              QString::fromStdString(runner.request.traceId)};
    QCOMPARE(values, expected);
}

void TestJavaRuntime::environmentIsLambdas()
{
    RuntimeRunner runner;
    runner.spec.environment = {{"TABLE", "orders"}, {"JAVA_TOOL_OPTIONS", "-Dshop.mode=test"}};
    START(runner, "::environment");
    const QJsonObject env = json(runner.invoke().payload);
    QCOMPARE(env[QStringLiteral("TABLE")].toString(), QStringLiteral("orders"));
    QCOMPARE(env[QStringLiteral("AWS_EXECUTION_ENV")].toString(), QStringLiteral("AWS_Lambda_java17"));
    QCOMPARE(env[QStringLiteral("_HANDLER")].toString(), QStringLiteral("shop.Handlers::environment"));
    QVERIFY(!env.contains(QStringLiteral("_X_AMZN_TRACE_ID")));
    QVERIFY(!env.contains(QStringLiteral("SHLVL")));
    for (const QString &key : env.keys())
        QVERIFY2(!key.startsWith(QStringLiteral("_LAMBDARIUM")), qPrintable(key));
    QVERIFY(runner.log().find("Picked up JAVA_TOOL_OPTIONS: -Dshop.mode=test") != std::string::npos);
}

void TestJavaRuntime::librariesOfPackageAndLayerAreOnTheClassPath()
{
    CodeFolder layer;
    RuntimeRunner runner;
    const QString jar = QString::fromLatin1(LAMBDARIUM_JAVAC).replace(QStringLiteral("javac"), QStringLiteral("jar"));
    const QString target = QString::fromStdString(layer.path() + "/java/lib/shop.jar");
    std::filesystem::create_directories(layer.path() + "/java/lib");
    QCOMPARE(run(qPrintable(jar),
                 {QStringLiteral("cf"), target, QStringLiteral("-C"), QString::fromStdString(m_classes->path()),
                  QStringLiteral("shop")}),
             QByteArray());
    runner.spec.layers = {layer.path()};
    QVERIFY(runner.start(runtime, "shop.Handlers::twice").success);
    QCOMPARE(runner.invoke("\"a\"").payload, std::string("\"aa\""));

    runner.stop();
    runner.spec.layers.clear();
    std::filesystem::create_directories(runner.code.path() + "/lib");
    std::filesystem::copy_file(target.toStdString(), runner.code.path() + "/lib/shop.jar");
    QVERIFY(runner.start(runtime, "shop.Handlers::twice").success);
    QCOMPARE(runner.invoke("\"b\"").payload, std::string("\"bb\""));
}

void TestJavaRuntime::longResults()
{
    RuntimeRunner runner;
    runner.spec.memoryMb = 512;
    START(runner, "::longText");
    QCOMPARE(runner.invoke("6291555").errorType, std::string("Function.ResponseSizeTooLarge"));
    QCOMPARE(runner.invoke("6291554").payload.size(), std::size_t{6291556});
}

void TestJavaRuntime::theSmallestFunctionRuns()
{
    RuntimeRunner runner;
    runner.spec.memoryMb = 128;
    START(runner, "::twice");
    for (int i = 0; i < 20; ++i)
        QCOMPARE(runner.invoke("\"ab\"").payload, std::string("\"abab\""));
    const InvocationResult result = runner.invoke("\"ab\"");
    QVERIFY2(result.maxMemoryUsedMb < 100, qPrintable(QString::number(result.maxMemoryUsedMb)));
}

QTEST_APPLESS_MAIN(TestJavaRuntime)
#include "tst_javaruntime.moc"

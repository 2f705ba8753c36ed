// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

class TestPythonRuntime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsTheHandlersResult();
    void printedLinesAndLoggedEventsArriveBeforeTheResult();
    void exceptionsCarryTypeMessageAndFrames();
    void initFaultsHaveAwsWords_data();
    void initFaultsHaveAwsWords();
    void unserialisableResultsAreMarshalErrors();
    void eventsThatAreNotJsonAreUnmarshalErrors();
    void decimalsKeepTheirDigitsAndBytesStayRaw();
    void exitsAreRuntimeExitErrors_data();
    void exitsAreRuntimeExitErrors();
    void exitDuringInitIsReported();
    void tooMuchMemoryIsOutOfMemory();
    void tooLongResultsAreRefusedAndTheEnvironmentLives();
    void hundredMegabytesOfOutputNeitherBlockNorGrow();
    void contextSaysWhatLambdaSays();
    void lazyImportsSeeTheSnapshot();
    void largePayloadsTravelBothWays();
};

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

QJsonObject json(const std::string &text) { return QJsonDocument::fromJson(bytes(text)).object(); }

constexpr const char *runtime = "python3.11";

} // namespace

#define START(runner, source, handler)                                                                                 \
    runner.code.write("app.py", source);                                                                               \
    const InitReport init = runner.start(runtime, handler);                                                            \
    QVERIFY2(init.success, init.errorPayload.c_str())

void TestPythonRuntime::returnsTheHandlersResult()
{
    RuntimeRunner runner;
    START(runner, "def handler(event, context):\n    return {'got': event}\n", "app.handler");
    QVERIFY(init.duration > 0ns);
    for (int i = 0; i < 3; ++i) {
        const InvocationResult result = runner.invoke(R"({"a":[1,2,"\u00e9"]})");
        QCOMPARE(result.outcome, InvocationOutcome::Success);
        QCOMPARE(json(result.payload)[QStringLiteral("got")][QStringLiteral("a")].toArray().at(2).toString(),
                 QStringLiteral("é"));
        QVERIFY(result.maxMemoryUsedMb > 2);
        QVERIFY(result.maxMemoryUsedMb < 100);
        QVERIFY(!result.environmentLost);
    }
    QCOMPARE(bytes(runner.log()), QByteArray());
}

void TestPythonRuntime::printedLinesAndLoggedEventsArriveBeforeTheResult()
{
    RuntimeRunner runner;
    START(runner, R"(
import logging, sys
print('loading')
logger = logging.getLogger()
logger.setLevel(logging.INFO)
def handler(event, context):
    print('one')
    logger.info('two\nlines')
    print('half', end='')
    logger.error('bad')
    sys.stderr.write('to stderr\n')
    logging.getLogger('x').debug('unseen')
)",
          "app.handler");
    QCOMPARE(bytes(runner.log()), QByteArray("loading\n"));
    QCOMPARE(runner.lines[0].requestId, std::string());
    runner.lines.clear();
    const InvocationResult result = runner.invoke();
    QCOMPARE(result.payload, std::string("null"));
    QCOMPARE(runner.lines.size(), std::size_t{5});
    QCOMPARE(runner.lines[0].text, std::string("one"));
    QCOMPARE(runner.lines[1].level, LogLevel::Info);
    const QRegularExpression logged(QStringLiteral("^\\[INFO\\]\t[-0-9]{10}T[:0-9]{8}\\.[0-9]{3}Z\t%1\ttwo\nlines$")
                                        .arg(QString::fromStdString(runner.lastRequestId)));
    QVERIFY2(logged.match(QString::fromStdString(runner.lines[1].text)).hasMatch(), runner.lines[1].text.c_str());
    QCOMPARE(runner.lines[2].text, std::string("half"));
    QCOMPARE(runner.lines[3].level, LogLevel::Error);
    QCOMPARE(runner.lines[4].text, std::string("to stderr"));
    for (const auto &line : runner.lines)
        QCOMPARE(line.requestId, runner.lastRequestId);
}

void TestPythonRuntime::exceptionsCarryTypeMessageAndFrames()
{
    RuntimeRunner runner;
    START(runner, "def handler(event, context):\n    raise ValueError(\"boom\")\n", "app.handler");
    const InvocationResult result = runner.invoke();
    QCOMPARE(result.outcome, InvocationOutcome::FunctionError);
    QCOMPARE(result.errorType, std::string("ValueError"));
    QVERIFY(!result.environmentLost);
    const std::string expected = R"({"errorMessage": "boom", "errorType": "ValueError", "requestId": ")"
        + runner.lastRequestId
        + R"(", "stackTrace": ["  File \"/var/task/app.py\", line 2, in handler\n    raise ValueError(\"boom\")\n"]})";
    QCOMPARE(bytes(result.payload), bytes(expected));
    QCOMPARE(runner.lines.size(), std::size_t{1});
    QCOMPARE(runner.lines[0].level, LogLevel::Error);
    QCOMPARE(bytes(runner.lines[0].text),
             QByteArray("[ERROR] ValueError: boom\nTraceback (most recent call last):\n\u00a0\u00a0File "
                        "\"/var/task/app.py\", line 2, in handler\n\u00a0\u00a0\u00a0\u00a0raise "
                        "ValueError(\"boom\")"));
    QCOMPARE(runner.invoke().outcome, InvocationOutcome::FunctionError);
}

void TestPythonRuntime::initFaultsHaveAwsWords_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no dot") << QByteArray("") << QByteArray("app") << QByteArray("Runtime.MalformedHandlerName")
                            << QByteArray("Bad handler 'app': not enough values to unpack (expected 2, got 1)");
    QTest::newRow("builtin") << QByteArray("") << QByteArray("sys.exit") << QByteArray("Runtime.BuiltInModuleConflict")
                             << QByteArray("Cannot use built-in module sys as a handler module");
    QTest::newRow("missing file") << QByteArray("") << QByteArray("other.handler")
                                  << QByteArray("Runtime.ImportModuleError")
                                  << QByteArray("Unable to import module 'other': No module named 'other'");
    QTest::newRow("missing import") << QByteArray("import requestz\n") << QByteArray("app.handler")
                                    << QByteArray("Runtime.ImportModuleError")
                                    << QByteArray("Unable to import module 'app': No module named 'requestz'");
    QTest::newRow("syntax") << QByteArray("x = 1\ndef handler(\n") << QByteArray("app.handler")
                            << QByteArray("Runtime.UserCodeSyntaxError")
                            << QByteArray("Syntax error in module 'app': '(' was never closed (app.py, line 2)");
    QTest::newRow("no handler") << QByteArray("x = 1\n") << QByteArray("app.handler")
                                << QByteArray("Runtime.HandlerNotFound")
                                << QByteArray("Handler 'handler' missing on module 'app'");
    QTest::newRow("exception") << QByteArray("raise RuntimeError('early')\n") << QByteArray("app.handler")
                               << QByteArray("RuntimeError") << QByteArray("early");
}

void TestPythonRuntime::initFaultsHaveAwsWords()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    RuntimeRunner runner;
    runner.code.write("app.py", source.toStdString());
    const InitReport init = runner.start(runtime, handler.toStdString());
    QVERIFY(!init.success);
    QCOMPARE(bytes(init.errorType), type);
    const QJsonObject payload = json(init.errorPayload);
    QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
    QCOMPARE(payload[QStringLiteral("errorMessage")].toString().toUtf8(), message);
    QCOMPARE(payload[QStringLiteral("requestId")], QJsonValue(QString()));
    QCOMPARE(runner.lines.size(), std::size_t{2});
    QVERIFY(runner.lines[0].text.starts_with("LAMBDA_WARNING: Unhandled exception."));
    QVERIFY(runner.lines[1].text.starts_with(QByteArray("[ERROR] " + type + ": " + message).toStdString()));
}

void TestPythonRuntime::unserialisableResultsAreMarshalErrors()
{
    RuntimeRunner runner;
    START(runner, "def handler(event, context):\n    return {1, 2}\n", "app.handler");
    const InvocationResult result = runner.invoke();
    QCOMPARE(bytes(result.payload),
             QByteArray(R"({"errorMessage": "Unable to marshal response: )"
                        R"(Object of type set is not JSON serializable", )"
                        R"("errorType": "Runtime.MarshalError", "requestId": ")")
                 + bytes(runner.lastRequestId) + QByteArray(R"(", "stackTrace": []})"));
}

void TestPythonRuntime::eventsThatAreNotJsonAreUnmarshalErrors()
{
    RuntimeRunner runner;
    START(runner, "def handler(event, context):\n    return 1\n", "app.handler");
    const InvocationResult result = runner.invoke("{not json");
    QCOMPARE(result.errorType, std::string("Runtime.UnmarshalError"));
    QVERIFY(result.payload.find("Unable to unmarshal input: ") != std::string::npos);
    QCOMPARE(runner.invoke("2").payload, std::string("1"));
}

void TestPythonRuntime::decimalsKeepTheirDigitsAndBytesStayRaw()
{
    RuntimeRunner runner;
    START(runner, R"(
from decimal import Decimal
def handler(event, context):
    return b'\x00\xff' if event == 'bytes' else [Decimal('1.10'), float('nan'), 0.5]
)",
          "app.handler");
    QCOMPARE(runner.invoke().payload, std::string("[1.10, NaN, 0.5]"));
    QCOMPARE(runner.invoke("\"bytes\"").payload, std::string("\0\xff", 2));
}

void TestPythonRuntime::exitsAreRuntimeExitErrors_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("sys.exit(0)") << QByteArray("sys.exit(0)")
                                 << QByteArray("Runtime exited without providing a reason");
    QTest::newRow("exit(1)") << QByteArray("exit(1)") << QByteArray("Runtime exited with error: exit status 1");
    QTest::newRow("os._exit(3)") << QByteArray("os._exit(3)") << QByteArray("Runtime exited with error: exit status 3");
    QTest::newRow("segfault") << QByteArray("ctypes.string_at(0)")
                              << QByteArray("Runtime exited with error: signal: segmentation fault");
    QTest::newRow("abort") << QByteArray("os.abort()") << QByteArray("Runtime exited with error: signal: aborted");
}

void TestPythonRuntime::exitsAreRuntimeExitErrors()
{
    QFETCH(QByteArray, statement);
    QFETCH(QByteArray, text);
    RuntimeRunner runner;
    START(runner,
          "import ctypes, os, sys\ndef handler(event, context):\n    print('before')\n    " + statement.toStdString()
              + "\n",
          "app.handler");
    const InvocationResult result = runner.invoke();
    QCOMPARE(result.outcome, InvocationOutcome::Crash);
    QVERIFY(result.environmentLost);
    QCOMPARE(result.errorType, std::string("Runtime.ExitError"));
    QCOMPARE(bytes(result.payload),
             QByteArray(R"({"errorType":"Runtime.ExitError","errorMessage":"RequestId: )") + bytes(runner.lastRequestId)
                 + " Error: " + text + "\"}");
    QVERIFY(runner.log().find("before\n") != std::string::npos);
    QVERIFY(!runner.lost);
}

void TestPythonRuntime::exitDuringInitIsReported()
{
    RuntimeRunner runner;
    runner.code.write("app.py", "import sys\nsys.exit(7)\n");
    const InitReport init = runner.start(runtime, "app.handler");
    QVERIFY(!init.success);
    QCOMPARE(bytes(init.errorPayload),
             QByteArray(R"({"errorType":"Runtime.ExitError","errorMessage":"RequestId:  Error: )"
                        R"(Runtime exited with error: exit status 7"})"));
}

void TestPythonRuntime::tooMuchMemoryIsOutOfMemory()
{
    RuntimeRunner runner;
    runner.spec.memoryMb = 128;
    START(runner, R"(
def handler(event, context):
    kept = []
    while True:
        kept.append(bytearray(1 << 20))
)",
          "app.handler");
    const InvocationResult result = runner.invoke();
    QCOMPARE(result.outcome, InvocationOutcome::OutOfMemory);
    QCOMPARE(result.errorType, std::string("Runtime.OutOfMemory"));
    QCOMPARE(result.maxMemoryUsedMb, std::int64_t{128});
    QVERIFY(result.environmentLost);
    QVERIFY(result.payload.find("Runtime exited with error: signal: killed") != std::string::npos);
}

void TestPythonRuntime::tooLongResultsAreRefusedAndTheEnvironmentLives()
{
    RuntimeRunner runner;
    START(runner, "def handler(event, context):\n    return 'x' * event\n", "app.handler");
    const InvocationResult result = runner.invoke("6291555");
    QCOMPARE(bytes(result.payload),
             QByteArray(R"({"errorMessage":"Response payload size exceeded )"
                        R"(maximum allowed payload size (6291556 bytes).",)"
                        R"("errorType":"Function.ResponseSizeTooLarge"})"));
    QCOMPARE(runner.invoke("6291554").payload.size(), std::size_t{6291556});
}

void TestPythonRuntime::hundredMegabytesOfOutputNeitherBlockNorGrow()
{
    RuntimeRunner runner;
    START(runner, R"(
import sys
def handler(event, context):
    for i in range(100):
        sys.stdout.write('x' * 99 + '\n' if event else ('y' * 1023 + '\n') * 1024)
    print('last words')
)",
          "app.handler");
    const InvocationResult result = runner.invoke("0");
    QCOMPARE(result.outcome, InvocationOutcome::Success);
    std::size_t kept = 0;
    for (const auto &line : runner.lines)
        kept += line.text.size();
    QVERIFY(kept < 300 * 1024);
    QVERIFY(kept > 200 * 1024);
    QCOMPARE(runner.lines.back().text, std::string("last words"));
    const auto suppressed = std::count_if(runner.lines.begin(), runner.lines.end(), [](const auto &line) {
        return line.text.starts_with("output suppressed: ");
    });
    QCOMPARE(suppressed, 1);
    runner.lines.clear();
    QCOMPARE(runner.invoke("1").outcome, InvocationOutcome::Success);
    QCOMPARE(runner.lines.size(), std::size_t{101});
}

void TestPythonRuntime::contextSaysWhatLambdaSays()
{
    RuntimeRunner runner;
    runner.request.clientContext = R"({"custom":{"k":"v"},"client":{"app_title":"t"}})";
    START(runner, R"(
import os
def handler(event, c):
    return [c.aws_request_id, c.function_name, c.function_version, c.memory_limit_in_mb, c.invoked_function_arn,
            c.log_group_name, c.log_stream_name, c.client_context.custom, c.client_context.client.app_title,
            0 < c.get_remaining_time_in_millis() <= 10000, os.environ['_X_AMZN_TRACE_ID']]
)",
          "app.handler");
    const auto values = QJsonDocument::fromJson(bytes(runner.invoke().payload)).array();
    const QJsonArray expected{QString::fromStdString(runner.lastRequestId),
                              QStringLiteral("fn"),
                              QStringLiteral("$LATEST"),
                              QStringLiteral("256"),
                              QStringLiteral("arn:aws:lambda:us-east-1:000000000000:function:fn"),
                              QStringLiteral("/aws/lambda/fn"),
                              QString::fromStdString(runner.spec.logStream),
                              QJsonObject{{QStringLiteral("k"), QStringLiteral("v")}},
                              QStringLiteral("t"),
                              true,
                              QString::fromStdString(runner.request.traceId)};
    QCOMPARE(values, expected);
}

void TestPythonRuntime::lazyImportsSeeTheSnapshot()
{
    RuntimeRunner runner;
    runner.code.write("pkg/late.py", "value = 'late'\n");
    runner.code.write("pkg/main.py", "def handler(event, context):\n    from pkg import late\n    return late.value\n");
    const InitReport init = runner.start(runtime, "pkg/main.handler");
    QVERIFY2(init.success, init.errorPayload.c_str());
    QCOMPARE(runner.invoke().payload, std::string("\"late\""));
}

void TestPythonRuntime::largePayloadsTravelBothWays()
{
    RuntimeRunner runner;
    START(runner, "def handler(event, context):\n    return event\n", "app.handler");
    const std::string payload = "\"" + std::string(6 * 1024 * 1024 - 2, 'z') + "\"";
    QVERIFY(runner.invoke(payload).payload == payload);
    QCOMPARE(runner.invoke("1").payload, std::string("1"));
}

QTEST_APPLESS_MAIN(TestPythonRuntime)
#include "tst_pythonruntime.moc"

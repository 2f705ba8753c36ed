// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

class TestNodeRuntime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsHandlersOfEveryShape_data();
    void runsHandlersOfEveryShape();
    void consoleLinesCarryTimeRequestAndLevel();
    void faultsOfTheHandlerAreErrors_data();
    void faultsOfTheHandlerAreErrors();
    void faultsThatEndTheProcessLoseTheEnvironment_data();
    void faultsThatEndTheProcessLoseTheEnvironment();
    void initFaultsHaveAwsWords_data();
    void initFaultsHaveAwsWords();
    void environmentIsLambdas();
    void contextSaysWhatLambdaSays();
    void callbacksAreWarnedOfAndGoneInNode24();
    void modulesOfPackageAndLayersAreFound();
    void tooLongResultsAreRefusedAndTheEnvironmentLives();
    void largePayloadsTravelBothWays();
};

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

QJsonObject json(const std::string &text) { return QJsonDocument::fromJson(bytes(text)).object(); }

constexpr const char *runtime = "nodejs20.x";

} // namespace

void TestNodeRuntime::runsHandlersOfEveryShape_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("handler");
    const auto row = [](const char *name, const char *file, const char *source, const char *payload,
                        const char *handler = "index.handler") {
        QTest::newRow(name) << QByteArray(file) << QByteArray(source) << QByteArray(payload) << QByteArray(handler);
    };
    row("async", "index.js", "exports.handler = async (e) => ({ got: e.n });", R"({"got":1})");
    row("module", "index.mjs", "import fs from 'fs';\nexport const handler = async () => fs.existsSync('/var/task');",
        "true");
    row("plain promise", "index.cjs", "exports.handler = () => new Promise(r => setTimeout(() => r('p'), 5));",
        "\"p\"");
    row("callback", "index.js", "exports.handler = (e, c, cb) => { cb(null, { ok: 1 }); };", R"({"ok":1})");
    row("callback waits for the loop", "index.js",
        "exports.handler = (e, c, cb) => { const r = {}; cb(null, r); setTimeout(() => { r.late = 1; }, 20); };",
        R"({"late":1})");
    row("callback does not wait", "index.js",
        "exports.handler = (e, c, cb) => { c.callbackWaitsForEmptyEventLoop = false; const r = {}; cb(null, r);"
        " setTimeout(() => { r.late = 1; }, 500); };",
        "{}");
    row("never calls back", "index.js", "exports.handler = () => {};", "null");
    row("undefined", "index.js", "exports.handler = async () => {};", "null");
    row("nested export", "index.js", "exports.a = { handler: async () => 'deep' };", "\"deep\"", "index.a.handler");
    row("folder", "src/api/index.js", "exports.handler = async () => __filename;", "\"/var/task/src/api/index.js\"",
        "src/api/index.handler");
    row("no extension", "index", "exports.handler = async () => 'plain';", "\"plain\"");
    row("streaming", "index.js",
        "exports.handler = awslambda.streamifyResponse(async (e, s) => { s.write('a'); s.end('b'); });", "ab");
    row("legacy succeed", "index.js", "exports.handler = (e, c) => { c.succeed(3); };", "3");
}

void TestNodeRuntime::runsHandlersOfEveryShape()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, handler);
    RuntimeRunner runner;
    runner.code.write(file.toStdString(), source.toStdString());
    const InitReport init = runner.start(runtime, handler.toStdString());
    QVERIFY2(init.success, init.errorPayload.c_str());
    for (int i = 0; i < 3; ++i) {
        const InvocationResult result = runner.invoke(R"({"n":1})");
        QCOMPARE(result.outcome, InvocationOutcome::Success);
        QCOMPARE(bytes(result.payload), payload);
    }
}

void TestNodeRuntime::consoleLinesCarryTimeRequestAndLevel()
{
    RuntimeRunner runner;
    runner.code.write("index.js", R"(
console.log('loading');
exports.handler = async () => {
  console.log('one', { a: 1 });
  console.error('two\nlines');
  console.warn('careful');
  console.debug('detail');
  process.stdout.write('raw\n');
};
)");
    QVERIFY(runner.start(runtime, "index.handler").success);
    QVERIFY(runner.log().find("Z\tundefined\tINFO\tloading\n") != std::string::npos);
    runner.lines.clear();
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{5});
    const QString expected = QStringLiteral("^[-0-9]{10}T[:0-9]{8}\\.[0-9]{3}Z\t%1\tINFO\tone { a: 1 }$")
                                 .arg(QString::fromStdString(runner.lastRequestId));
    QVERIFY(QRegularExpression(expected).match(QString::fromStdString(runner.lines[0].text)).hasMatch());
    QCOMPARE(runner.lines[0].level, LogLevel::Info);
    QVERIFY(runner.lines[1].text.ends_with("\tERROR\ttwo\nlines"));
    QCOMPARE(runner.lines[1].level, LogLevel::Error);
    QCOMPARE(runner.lines[2].level, LogLevel::Warn);
    QCOMPARE(runner.lines[3].level, LogLevel::Debug);
    QCOMPARE(runner.lines[4].text, std::string("raw"));
}

void TestNodeRuntime::faultsOfTheHandlerAreErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("throw") << QByteArray("throw new TypeError('boom')") << QByteArray("TypeError")
                           << QByteArray("boom");
    QTest::newRow("reject") << QByteArray("return Promise.reject(new Error('no'))") << QByteArray("Error")
                            << QByteArray("no");
    QTest::newRow("callback") << QByteArray("cb(new RangeError('far'))") << QByteArray("RangeError")
                              << QByteArray("far");
    QTest::newRow("string") << QByteArray("throw 'text'") << QByteArray("string") << QByteArray("text");
    QTest::newRow("circular") << QByteArray("const a = {}; a.a = a; cb(null, a)") << QByteArray("Error")
                              << QByteArray("Unable to stringify response body");
}

void TestNodeRuntime::faultsOfTheHandlerAreErrors()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    RuntimeRunner runner;
    runner.code.write("index.js", "exports.handler = (event, context, cb) => {\n  " + body.toStdString() + "\n};\n");
    QVERIFY(runner.start(runtime, "index.handler").success);
    for (int i = 0; i < 2; ++i) {
        const InvocationResult result = runner.invoke();
        QCOMPARE(result.outcome, InvocationOutcome::FunctionError);
        QVERIFY(!result.environmentLost);
        QCOMPARE(bytes(result.errorType), type);
        const QJsonObject payload = json(result.payload);
        QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
        QCOMPARE(payload[QStringLiteral("errorMessage")].toString().toUtf8(), message);
        QVERIFY(payload[QStringLiteral("trace")].isArray());
        if (body.startsWith("throw new"))
            QVERIFY(result.payload.find("(/var/task/index.js:2:9)") != std::string::npos);
        QVERIFY(runner.lines.back().text.find("\tERROR\tInvoke Error \t") != std::string::npos);
    }
}

void TestNodeRuntime::faultsThatEndTheProcessLoseTheEnvironment_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("uncaught") << QByteArray("setTimeout(() => { throw new TypeError('late') }, 1); await new "
                                            "Promise(r => setTimeout(r, 2000))")
                              << QByteArray("TypeError") << QByteArray("late");
    QTest::newRow("unhandled rejection") << QByteArray(
        "Promise.reject(new Error('lost')); await new Promise(r => setTimeout(r, 2000))")
                                         << QByteArray("Runtime.UnhandledPromiseRejection")
                                         << QByteArray("Error: lost");
    QTest::newRow("never settles") << QByteArray("await new Promise(() => {})") << QByteArray("Runtime.NodeJsExit")
                                   << QByteArray("The Lambda runtime client detected an unexpected Node.js exit code.");
    QTest::newRow("exit") << QByteArray("process.exit(0)") << QByteArray("Runtime.ExitError")
                          << QByteArray("RequestId: ");
}

void TestNodeRuntime::faultsThatEndTheProcessLoseTheEnvironment()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    RuntimeRunner runner;
    runner.code.write("index.js", "exports.handler = async () => { " + body.toStdString() + " };\n");
    QVERIFY(runner.start(runtime, "index.handler").success);
    const InvocationResult result = runner.invoke();
    QVERIFY(result.environmentLost);
    const QJsonObject payload = json(result.payload);
    QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
    QVERIFY(payload[QStringLiteral("errorMessage")].toString().toUtf8().startsWith(message));
}

void TestNodeRuntime::initFaultsHaveAwsWords_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *file, const char *source, const char *handler, const char *type,
                        const char *message) {
        QTest::newRow(name) << QByteArray(file) << QByteArray(source) << QByteArray(handler) << QByteArray(type)
                            << QByteArray(message);
    };
    row("no file", "a.js", "", "index.handler", "Runtime.ImportModuleError",
        "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs");
    row("missing require", "index.js", "require('nope')", "index.handler", "Runtime.ImportModuleError",
        "Error: Cannot find module 'nope'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs");
    row("missing import", "index.mjs", "import x from 'nope'", "index.handler", "Error",
        "Cannot find package 'nope' imported from /var/task/index.mjs");
    row("syntax", "index.js", "const a = 1;\nexports.handler = ( => 1", "index.handler", "Runtime.UserCodeSyntaxError",
        "SyntaxError: Unexpected token '=>'");
    row("not exported", "index.js", "", "index.handler", "Runtime.HandlerNotFound",
        "index.handler is undefined or not exported");
    row("not a function", "index.js", "exports.handler = 1", "index.handler", "Runtime.HandlerNotFound",
        "index.handler is not a function");
    row("dots", "index.js", "", "../index.handler", "Runtime.MalformedHandlerName",
        "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in "
        "handler names.");
    row("throws", "index.js", "throw new RangeError('early')", "index.handler", "RangeError", "early");
}

void TestNodeRuntime::initFaultsHaveAwsWords()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, handler);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, message);
    RuntimeRunner runner;
    runner.code.write(file.toStdString(), source.toStdString());
    const InitReport init = runner.start(runtime, handler.toStdString());
    QVERIFY(!init.success);
    QCOMPARE(bytes(init.errorType), type);
    const QJsonObject payload = json(init.errorPayload);
    QCOMPARE(payload[QStringLiteral("errorType")].toString().toUtf8(), type);
    QCOMPARE(payload[QStringLiteral("errorMessage")].toString().toUtf8(), message);
    if (type == "Runtime.UserCodeSyntaxError")
        QVERIFY(init.errorPayload.find("/var/task/index.js:2") != std::string::npos);
    QVERIFY(runner.log().find("\tundefined\tERROR\tUncaught Exception \t{") != std::string::npos);
}

void TestNodeRuntime::environmentIsLambdas()
{
    RuntimeRunner runner;
    runner.spec.environment = {{"TABLE", "orders"}};
    runner.code.write("index.js", "exports.handler = async () => process.env;\n");
    QVERIFY(runner.start(runtime, "index.handler").success);
    const QJsonObject env = json(runner.invoke().payload);
    QCOMPARE(env[QStringLiteral("TABLE")].toString(), QStringLiteral("orders"));
    QCOMPARE(env[QStringLiteral("NODE_PATH")].toString(),
             QStringLiteral("/opt/nodejs/node20/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:"
                            "/var/runtime:/var/task"));
    QCOMPARE(env[QStringLiteral("AWS_EXECUTION_ENV")].toString(), QStringLiteral("AWS_Lambda_nodejs20.x"));
    QCOMPARE(env[QStringLiteral("AWS_ENDPOINT_URL")].toString(), QStringLiteral("http://127.0.0.1:4566"));
    for (const QString &key : env.keys())
        QVERIFY2(!key.startsWith(QStringLiteral("_LAMBDARIUM")), qPrintable(key));
}

void TestNodeRuntime::contextSaysWhatLambdaSays()
{
    RuntimeRunner runner;
    runner.request.clientContext = R"({"custom":{"k":"v"}})";
    runner.code.write("index.js", R"(
exports.handler = async (event, c) => [
  c.awsRequestId, c.functionName, c.functionVersion, c.memoryLimitInMB, c.invokedFunctionArn, c.logGroupName,
  c.logStreamName, c.clientContext.custom, c.callbackWaitsForEmptyEventLoop, typeof c.identity,
  c.getRemainingTimeInMillis() > 0 && c.getRemainingTimeInMillis() <= 10000, process.env._X_AMZN_TRACE_ID,
  [typeof c.done, typeof c.fail, typeof c.succeed],
];
)");
    QVERIFY(runner.start(runtime, "index.handler").success);
    const auto values = QJsonDocument::fromJson(bytes(runner.invoke().payload)).array();
    const QString function = QStringLiteral("function");
    const QJsonArray expected{QString::fromStdString(runner.lastRequestId),
                              QStringLiteral("fn"),
                              QStringLiteral("$LATEST"),
                              QStringLiteral("256"),
                              QStringLiteral("arn:aws:lambda:us-east-1:000000000000:function:fn"),
                              QStringLiteral("/aws/lambda/fn"),
                              QString::fromStdString(runner.spec.logStream),
                              QJsonObject{{QStringLiteral("k"), QStringLiteral("v")}},
                              true,
                              QStringLiteral("undefined"),
                              true,
                              QString::fromStdString(runner.request.traceId),
                              QJsonArray{function, function, function}};
    QCOMPARE(values, expected);
}

void TestNodeRuntime::callbacksAreWarnedOfAndGoneInNode24()
{
    RuntimeRunner runner;
    runner.code.write("index.js", "exports.handler = (event, context, callback) => callback(null, 1);\n");
    QVERIFY(runner.start("nodejs20.x", "index.handler").success);
    QCOMPARE(runner.lines.size(), std::size_t{1});
    QCOMPARE(runner.lines[0].level, LogLevel::Warn);
    QVERIFY(runner.lines[0].text.find("AWS Lambda plans to remove support for callback-based function handlers")
            != std::string::npos);
    QCOMPARE(runner.invoke().payload, std::string("1"));

    runner.spec.environment = {{"AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING", "1"}};
    QVERIFY(runner.start("nodejs22.x", "index.handler").success);
    QVERIFY(runner.lines.empty());

    const InitReport init = runner.start("nodejs24.x", "index.handler");
    QVERIFY(!init.success);
    QCOMPARE(init.errorType, std::string("Runtime.CallbackHandlerDeprecated"));
    QVERIFY(json(init.errorPayload)[QStringLiteral("errorMessage")].toString().startsWith(
        QStringLiteral("ERROR: AWS Lambda has removed support for callback-based function handlers")));
}

void TestNodeRuntime::modulesOfPackageAndLayersAreFound()
{
    RuntimeRunner runner;
    CodeFolder layer;
    const std::string where = "exports.at = __filename;\n";
    runner.code.write("node_modules/own/index.js", where);
    layer.write("nodejs/node_modules/own/index.js", where);
    layer.write("nodejs/node_modules/shared/index.js", where);
    layer.write("nodejs/node20/node_modules/shared/index.js", where);
    layer.write("nodejs/node_modules/plain/index.js", where);
    runner.spec.layers = {layer.path()};
    runner.code.write("index.js",
                      "const at = (name) => require(name).at;\n"
                      "exports.handler = async () => [at('own'), at('shared'), at('plain')];\n");
    const InitReport init = runner.start(runtime, "index.handler");
    QVERIFY2(init.success, init.errorPayload.c_str());
    QCOMPARE(bytes(runner.invoke().payload),
             QByteArray(R"(["/var/task/node_modules/own/index.js",)"
                        R"("/opt/nodejs/node20/node_modules/shared/index.js",)"
                        R"("/opt/nodejs/node_modules/plain/index.js"])"));
}

void TestNodeRuntime::tooLongResultsAreRefusedAndTheEnvironmentLives()
{
    RuntimeRunner runner;
    runner.code.write("index.js", "exports.handler = async (length) => 'x'.repeat(length);\n");
    QVERIFY(runner.start(runtime, "index.handler").success);
    QCOMPARE(runner.invoke("6291555").errorType, std::string("Function.ResponseSizeTooLarge"));
    QCOMPARE(runner.invoke("6291554").payload.size(), std::size_t{6291556});
}

void TestNodeRuntime::largePayloadsTravelBothWays()
{
    RuntimeRunner runner;
    runner.code.write("index.js", "exports.handler = async (e) => e;\n");
    QVERIFY(runner.start(runtime, "index.handler").success);
    const std::string payload = "\"" + std::string(6 * 1024 * 1024 - 2, 'z') + "\"";
    QVERIFY(runner.invoke(payload).payload == payload);
    QCOMPARE(runner.invoke("1").payload, std::string("1"));
}

QTEST_APPLESS_MAIN(TestNodeRuntime)
#include "tst_noderuntime.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

class TestCustomRuntime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bashBootstrapSpeaksTheRuntimeApi();
    void stockHttpClientServesManyInvocations();
    void postedErrorsReachTheCallerAsTheyAre();
    void postedInitErrorsEndInit();
    void missingBootstrapIsAnInvalidEntrypoint();
    void bootstrapsThatCannotRunAreInvalidEntrypoints_data();
    void bootstrapsThatCannotRunAreInvalidEntrypoints();
    void layersMayHoldTheBootstrap();
    void exitAfterTheAnswerKeepsTheAnswer();
    void shellBootstrapsMayUseBash();
    void severalWorkersAskAtOnce();
    void programsRunHoweverTheyAreLinked_data();
    void programsRunHoweverTheyAreLinked();
    void environmentIsLambdas();
};

#ifndef Q_MOC_RUN // moc stumbles over the scripts
namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

constexpr const char *runtime = "provided.al2023";

/// Answers {"echo":<event>} over bare /dev/tcp, so that nothing but bash is needed.
constexpr const char *bashBootstrap = R"(#!/bin/bash
host=${AWS_LAMBDA_RUNTIME_API%:*} port=${AWS_LAMBDA_RUNTIME_API#*:}
call() { # method path body -> headers and body on stdout
  exec 5<>/dev/tcp/$host/$port
  printf '%s /2018-06-01/runtime/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' \
    "$1" "$2" "${#3}" "$3" >&5
  cat <&5
  exec 5>&-
}
echo "bootstrap up, handler $_HANDLER, execution environment [$AWS_EXECUTION_ENV]"
while true; do
  answer=$(call GET invocation/next)
  id=$(grep -i '^lambda-runtime-aws-request-id:' <<<"$answer" | tr -d '\r' | cut -d' ' -f2)
  event=${answer##*$'\r\n\r\n'}
  echo "working on $event"
  call POST "invocation/$id/response" "{\"echo\":$event}" >/dev/null
done
)";

/// The shape of a stock client: one connection kept alive, Content-Length bodies.
const std::string pythonBootstrap = R"(#!/usr/bin/python3
import http.client, json, os, sys
api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
base = '/2018-06-01/runtime/'
def call(method, path, body=None, headers={}):
    api.request(method, base + path, body, headers)
    answer = api.getresponse()
    return answer.status, answer.headers, answer.read()
MODE
while True:
    status, headers, event = call('GET', 'invocation/next')
    if status != 200:
        sys.exit(status)
    id = headers['Lambda-Runtime-Aws-Request-Id']
    handle(id, headers, json.loads(event))
)";

constexpr const char *stateFault =
    R"(403 {"errorMessage":"State transition from ResponseSent to InvocationResponse failed for runtime. )"
    R"(Error: State transition is not allowed","errorType":"InvalidStateTransition"})";

std::string python(const std::string &mode)
{
    std::string text = pythonBootstrap;
    return text.replace(text.find("MODE"), 4, mode);
}

} // namespace

void TestCustomRuntime::bashBootstrapSpeaksTheRuntimeApi()
{
    RuntimeRunner runner;
    runner.code.write("bootstrap", bashBootstrap);
    const InitReport init = runner.start(runtime, "anything");
    QVERIFY2(init.success, init.errorPayload.c_str());
    QCOMPARE(bytes(runner.log()), QByteArray("bootstrap up, handler anything, execution environment []\n"));
    for (const std::string event : {"1", "{\"a\":2}"}) {
        const InvocationResult result = runner.invoke(event);
        QCOMPARE(bytes(result.payload), bytes("{\"echo\":" + event + "}"));
        QCOMPARE(runner.lines.back().text, "working on " + event);
        QCOMPARE(runner.lines.back().requestId, runner.lastRequestId);
    }
}

void TestCustomRuntime::stockHttpClientServesManyInvocations()
{
    RuntimeRunner runner;
    runner.request.clientContext = R"({"custom":1})";
    runner.code.write("bootstrap", python(R"(
def handle(id, headers, event):
    status, _, body = call('POST', 'invocation/%s/response' % 'wrong-id', b'x')
    seen = {k: headers[k] for k in headers if k.startswith('Lambda-Runtime')}
    seen['wrong'] = [status, json.loads(body)['errorType']]
    status, _, body = call('POST', 'invocation/%s/response' % id, json.dumps(seen))
    if status != 202 or json.loads(body) != {'status': 'OK'}:
        sys.exit(body)
    status, _, body = call('POST', 'invocation/%s/response' % id, b'again')
    print(status, body.decode(), flush=True)
)"));
    QVERIFY(runner.start(runtime, "x").success);
    for (int i = 0; i < 20; ++i) {
        const QJsonObject seen = QJsonDocument::fromJson(bytes(runner.invoke().payload)).object();
        QCOMPARE(seen[QStringLiteral("Lambda-Runtime-Aws-Request-Id")].toString().toStdString(), runner.lastRequestId);
        QCOMPARE(seen[QStringLiteral("Lambda-Runtime-Invoked-Function-Arn")].toString().toStdString(),
                 runner.request.invokedFunctionArn);
        QCOMPARE(seen[QStringLiteral("Lambda-Runtime-Trace-Id")].toString().toStdString(), runner.request.traceId);
        QCOMPARE(seen[QStringLiteral("Lambda-Runtime-Client-Context")].toString(), QStringLiteral("{\"custom\":1}"));
        QVERIFY(seen[QStringLiteral("Lambda-Runtime-Deadline-Ms")].toString().toLongLong() > 1600000000000LL);
        QCOMPARE(seen[QStringLiteral("wrong")].toArray(), (QJsonArray{400, QStringLiteral("InvalidRequestID")}));
        QCOMPARE(bytes(runner.lines.back().text), QByteArray(stateFault));
    }
}

void TestCustomRuntime::postedErrorsReachTheCallerAsTheyAre()
{
    RuntimeRunner runner;
    runner.code.write("bootstrap", python(R"(
def handle(id, headers, event):
    call('POST', 'invocation/%s/error' % id, b'{"errorType":"Mine","errorMessage":"as is",  "extra":1}',
         {'Lambda-Runtime-Function-Error-Type': 'Function.Odd'})
)"));
    QVERIFY(runner.start(runtime, "x").success);
    const InvocationResult result = runner.invoke();
    QCOMPARE(result.outcome, InvocationOutcome::FunctionError);
    QCOMPARE(bytes(result.payload), QByteArray(R"({"errorType":"Mine","errorMessage":"as is",  "extra":1})"));
    QCOMPARE(result.errorType, std::string("Function.Odd"));
    QVERIFY(!result.environmentLost);
}

void TestCustomRuntime::postedInitErrorsEndInit()
{
    RuntimeRunner runner;
    runner.code.write("bootstrap", python(R"(
call('POST', 'init/error', b'{"errorType":"Broken","errorMessage":"cannot"}',
     {'Lambda-Runtime-Function-Error-Type': 'Runtime.Broken'})
sys.exit(1)
)"));
    const InitReport init = runner.start(runtime, "x");
    QVERIFY(!init.success);
    QCOMPARE(bytes(init.errorPayload), QByteArray(R"({"errorType":"Broken","errorMessage":"cannot"})"));
    QCOMPARE(init.errorType, std::string("Runtime.Broken"));
}

void TestCustomRuntime::missingBootstrapIsAnInvalidEntrypoint()
{
    RuntimeRunner runner;
    const InitReport init = runner.start(runtime, "x");
    QVERIFY(!init.success);
    QCOMPARE(bytes(init.errorPayload),
             QByteArray(R"({"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId:  Error: Couldn't find )"
                        R"(valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"})"));
}

void TestCustomRuntime::bootstrapsThatCannotRunAreInvalidEntrypoints_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("not executable") << QByteArray("#!/bin/bash\n") << 0644 << QByteArray("permission denied");
    QTest::newRow("wrong format") << QByteArray("\x7f"
                                                "ELF nonsense")
                                  << 0755 << QByteArray("exec format error");
    QTest::newRow("no interpreter") << QByteArray("#!/no/such/shell\n") << 0755
                                    << QByteArray("no such file or directory");
}

void TestCustomRuntime::bootstrapsThatCannotRunAreInvalidEntrypoints()
{
    QFETCH(QByteArray, text);
    QFETCH(int, mode);
    QFETCH(QByteArray, reason);
    RuntimeRunner runner;
    runner.code.write("bootstrap", text.toStdString(), mode);
    const InitReport init = runner.start(runtime, "x");
    QVERIFY(!init.success);
    QCOMPARE(bytes(init.errorPayload),
             QByteArray(R"({"errorType":"Runtime.InvalidEntrypoint","errorMessage":)"
                        R"("RequestId:  Error: fork/exec /var/task/bootstrap: )")
                 + reason + "\"}");
}

void TestCustomRuntime::layersMayHoldTheBootstrap()
{
    RuntimeRunner runner;
    CodeFolder layer;
    layer.write("bootstrap", bashBootstrap);
    runner.spec.layers = {layer.path()};
    QVERIFY(runner.start(runtime, "x").success);
    QCOMPARE(runner.invoke("7").payload, std::string("{\"echo\":7}"));
}

void TestCustomRuntime::exitAfterTheAnswerKeepsTheAnswer()
{
    RuntimeRunner runner;
    runner.code.write("bootstrap", python(R"(
def handle(id, headers, event):
    call('POST', 'invocation/%s/response' % id, b'"done"')
    sys.exit(0)
)"));
    QVERIFY(runner.start(runtime, "x").success);
    const InvocationResult result = runner.invoke();
    QCOMPARE(result.outcome, InvocationOutcome::Success);
    QCOMPARE(result.payload, std::string("\"done\""));
    QVERIFY(result.environmentLost);
}

void TestCustomRuntime::shellBootstrapsMayUseBash()
{
    RuntimeRunner runner;
    std::string text = bashBootstrap;
    text.replace(0, std::string("#!/bin/bash").size(), "#!/bin/sh\nset -eo pipefail\nsource /var/task/lib.sh");
    runner.code.write("lib.sh", "[[ -n $LAMBDA_TASK_ROOT ]] && array=(one two) && echo \"${array[1]} from sh\"\n");
    runner.code.write("bootstrap", text);
    QVERIFY(runner.start(runtime, "x").success);
    QVERIFY(runner.log().starts_with("two from sh\n"));
    QCOMPARE(runner.invoke("7").payload, std::string("{\"echo\":7}"));
}

/// Clients with several workers in one process hold a "next" each; one event goes to one of them.
void TestCustomRuntime::severalWorkersAskAtOnce()
{
    RuntimeRunner runner;
    runner.spec.environment = {{"AWS_LAMBDA_MAX_CONCURRENCY", "4"}};
    runner.code.write("bootstrap", R"(#!/usr/bin/python3
import http.client, os, threading
def work(number):
    api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
    while True:
        api.request('GET', '/2018-06-01/runtime/invocation/next')
        answer = api.getresponse()
        event, id = answer.read(), answer.headers['Lambda-Runtime-Aws-Request-Id']
        os.write(1, b'worker took %s\n' % event)
        api.request('POST', '/2018-06-01/runtime/invocation/%s/response' % id, event)
        api.getresponse().read()
for number in range(4):
    threading.Thread(target=work, args=(number,)).start()
)");
    QVERIFY(runner.start(runtime, "x").success);
    for (int i = 0; i < 20; ++i) {
        const std::string event = std::to_string(i);
        QCOMPARE(runner.invoke(event).payload, event);
    }
    QCOMPARE(runner.lines.size(), std::size_t{20});
}

void TestCustomRuntime::programsRunHoweverTheyAreLinked_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<bool>("layer");
    QTest::newRow("dynamic") << QByteArray(LAMBDARIUM_NATIVE) << false;
    QTest::newRow("static") << QByteArray(LAMBDARIUM_NATIVE "_static") << false;
    QTest::newRow("static in a layer") << QByteArray(LAMBDARIUM_NATIVE "_static") << true;
}

void TestCustomRuntime::programsRunHoweverTheyAreLinked()
{
    QFETCH(QByteArray, program);
    QFETCH(bool, layer);
    RuntimeRunner runner;
    CodeFolder folder;
    std::filesystem::copy_file(program.toStdString(), (layer ? folder : runner.code).path() + "/bootstrap");
    if (layer)
        runner.spec.layers = {folder.path()};
    runner.spec.memoryMb = 128;
    const InitReport init = runner.start("provided.al2", "x");
    QVERIFY2(init.success, init.errorPayload.c_str());
    for (const std::string event : {"{}", "[1,2,3]"})
        QCOMPARE(runner.invoke(event).payload, event);
    const InvocationResult broken = runner.invoke("\"break\"");
    QCOMPARE(broken.errorType, std::string("Function.Native"));
    QCOMPARE(bytes(broken.payload), QByteArray(R"({"errorMessage":"broke","errorType":"Native"})"));
    const std::string large = "\"" + std::string(6 * 1024 * 1024 - 2, 'z') + "\"";
    QVERIFY(runner.invoke(large).payload == large);
}

void TestCustomRuntime::environmentIsLambdas()
{
    RuntimeRunner runner;
    runner.code.write("bootstrap", python(R"(
def handle(id, headers, event):
    call('POST', 'invocation/%s/response' % id, json.dumps([dict(os.environ), os.getcwd()]))
)"));
    QVERIFY(runner.start(runtime, "any text").success);
    const QJsonArray seen = QJsonDocument::fromJson(bytes(runner.invoke().payload)).array();
    const QJsonObject env = seen[0].toObject();
    QCOMPARE(env[QStringLiteral("_HANDLER")].toString(), QStringLiteral("any text"));
    QCOMPARE(env[QStringLiteral("LAMBDA_TASK_ROOT")].toString(), QStringLiteral("/var/task"));
    QCOMPARE(env[QStringLiteral("AWS_LAMBDA_RUNTIME_API")].toString(), QStringLiteral("127.0.0.1:9001"));
    for (const char *absent : {"AWS_EXECUTION_ENV", "SHLVL", "PWD", "_LAMBDA_TELEMETRY_LOG_FD", "_X_AMZN_TRACE_ID"})
        QVERIFY2(!env.contains(QLatin1String(absent)), absent);
    QCOMPARE(seen[1].toString(), QStringLiteral("/var/task"));
}

#endif

QTEST_APPLESS_MAIN(TestCustomRuntime)
#include "tst_customruntime.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// Extensions as processes: external ones from layers, internal ones in the runtime, subscribers to telemetry.
class TestExtensions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void externalOnesLiveThroughThePhases();
    void theyPrepareWhatTheRuntimeFinds();
    void theySeeLessOfTheEnvironment();
    void bashAloneIsEnough();
    void theirWorkAfterTheAnswerCounts();
    void internalOnesRunInsideTheRuntime();
    void withoutExtensionsTheEndIsImmediate();
    void whoIgnoresShutdownIsKilledAfterTwoSeconds();
    void telemetrySubscribersHearPlatformAndFunction();
    void logsApiSubscribersHearOverTcp();
    void crashesDuringInitAreItsFailure();
    void crashesEndTheInvocation();
    void errorsTheyReportAreNamed_data();
    void errorsTheyReportAreNamed();
    void filesThatCannotRunAreLaunchErrors();
    void elevenAreTooMany();
    void lateRegistrationsAreRefused();
};

#ifndef Q_MOC_RUN // moc stumbles over the scripts
namespace {

constexpr const char *runtime = "python3.11";

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

/// The shape of a stock extension. SETUP runs once registered, EVENT for each event.
const std::string pythonExtension = R"(#!/usr/bin/python3
import http.client, json, os, signal, sys, time
base = '/2020-01-01/extension/'
def call(method, path, body=None, headers={}):
    api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
    api.request(method, path, body, headers)
    answer = api.getresponse()
    return answer.status, answer.headers, answer.read().decode()
def say(*words):
    print(*words, flush=True)
BEFORE
status, headers, body = call('POST', base + 'register', json.dumps({'events': EVENTS}),
                             {'Lambda-Extension-Name': os.path.basename(sys.argv[0])})
me = {'Lambda-Extension-Identifier': headers['Lambda-Extension-Identifier']}
def fail(where, why):
    return call('POST', base + where, '', dict(me, **{'Lambda-Extension-Function-Error-Type': why}))[0]
SETUP
while True:
    event = json.loads(call('GET', base + 'event/next', None, me)[2])
    kind = event['eventType']
EVENT
)";

struct Script
{
    std::string before = "pass";
    std::string events = "['INVOKE', 'SHUTDOWN']";
    std::string setup = "pass";
    std::string event = "    if kind == 'SHUTDOWN': sys.exit(0)";
};

std::string extension(const Script &script)
{
    std::string text = pythonExtension;
    const auto put = [&text](const std::string &mark, const std::string &code) {
        text.replace(text.find(mark), mark.size(), code);
    };
    put("BEFORE", script.before);
    put("EVENTS", script.events);
    put("SETUP", script.setup);
    put("\nEVENT\n", "\n" + script.event + "\n");
    return text;
}

/// A runner whose function has one layer.
struct Layered : RuntimeRunner
{
    Layered() { spec.layers = {layer.path()}; }
    void add(const std::string &name, const Script &script) const { add(name, extension(script)); }
    void add(const std::string &name, const std::string &text) const { layer.write("extensions/" + name, text); }
    void handler(const std::string &body) const
    {
        code.write("app.py", "import os, time\ndef handler(event, context):\n    " + body + "\n");
    }
    InitReport start() { return RuntimeRunner::start(runtime, "app.handler"); }
    bool logged(const std::string &text)
    {
        return waitFor([&] { return log().find(text) != std::string::npos; }, 5s);
    }

    CodeFolder layer;
};

} // namespace

void TestExtensions::externalOnesLiveThroughThePhases()
{
    Layered runner;
    runner.add("watch", Script{.event = R"(
    if kind == 'INVOKE': say('told of', event['requestId'], event['tracing']['value'][:6])
    else:
        left = event['deadlineMs'] - time.time() * 1000
        say('bye', event['shutdownReason'], 1300 < left <= 2000)
        sys.exit(0))"});
    runner.code.write("app.py", R"(
import signal, sys, time
def end(*_):
    print('runtime told', flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
def handler(event, context):
    return 'done'
)");
    const InitReport init = runner.start();
    QVERIFY2(init.success, init.errorPayload.c_str());
    QCOMPARE(bytes(runner.platformLog()),
             QByteArray("EXTENSION\tName: watch\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n"));
    for (int i = 0; i < 2; ++i) {
        const InvocationResult result = runner.invoke();
        QCOMPARE(bytes(result.payload), QByteArray("\"done\""));
        QCOMPARE(runner.lines.back().text, "told of " + runner.lastRequestId + " Root=1");
        QCOMPARE(runner.lines.back().requestId, runner.lastRequestId);
        runner.environment->freeze();
        runner.runFor(30ms);
    }
    const Duration took = runner.shutDown(ShutdownReason::Spindown);
    QVERIFY2(took < 1500ms, qPrintable(QString::number(toMillis(took))));
    QVERIFY2(runner.log().ends_with("runtime told\nbye spindown True\n"), runner.log().c_str());
}

void TestExtensions::theyPrepareWhatTheRuntimeFinds()
{
    Layered runner;
    runner.add("secrets", Script{.before = "time.sleep(0.3); open('/tmp/secret', 'w').write('sesame')"});
    runner.code.write("app.py", "secret = open('/tmp/secret').read()\ndef handler(e, c):\n    return secret\n");
    const InitReport init = runner.start();
    QVERIFY2(init.success, init.errorPayload.c_str());
    QVERIFY(init.duration >= 300ms);
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("\"sesame\""));
}

void TestExtensions::theySeeLessOfTheEnvironment()
{
    Layered runner;
    runner.spec.environment = {{"TABLE", "orders"}, {"_MINE", "hidden"}};
    runner.add("look", Script{.before = "say(*sorted(os.environ))"});
    runner.handler("return sorted(os.environ)");
    QVERIFY(runner.start().success);
    const QByteArray seen = bytes(runner.lines.front().text);
    for (const char *hidden :
         {"_HANDLER", "_MINE", "_X_AMZN", "AWS_XRAY_CONTEXT_MISSING", "AWS_EXECUTION_ENV", "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "_LAMBDARIUM"})
        QVERIFY2(!seen.contains(hidden), seen.constData());
    for (const char *shown :
         {"TABLE", "AWS_LAMBDA_RUNTIME_API", "AWS_LAMBDA_FUNCTION_NAME", "AWS_ACCESS_KEY_ID", "PATH"})
        QVERIFY2(seen.contains(shown), seen.constData());
}

void TestExtensions::bashAloneIsEnough()
{
    Layered runner;
    runner.add("shell", std::string(R"(#!/bin/sh
call() { # method path header body
  exec 5<>/dev/tcp/127.0.0.1/9001
  printf '%s /2020-01-01/extension/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\nContent-Length: %d\r\n\r\n%s' \
    "$1" "$2" "$3" "${#4}" "$4" >&5
  cat <&5
  exec 5>&-
}
answer=$(call POST register "Lambda-Extension-Name: shell" '{"events":["INVOKE"]}')
id=$(grep -i '^lambda-extension-identifier:' <<<"$answer" | tr -d '\r' | cut -d' ' -f2)
while true; do
  event=$(call GET event/next "Lambda-Extension-Identifier: $id" "")
  echo "shell got ${event##*$'\r\n\r\n'}"
done
)"));
    runner.handler("return 1");
    const InitReport init = runner.start();
    QVERIFY2(init.success, init.errorPayload.c_str());
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("1"));
    QVERIFY2(runner.log().find("shell got {\"eventType\":\"INVOKE\"") != std::string::npos, runner.log().c_str());
    // It is not subscribed to SHUTDOWN, so nobody waits for it once the runtime is gone.
    QVERIFY(runner.shutDown(ShutdownReason::Spindown) < 1500ms);
}

void TestExtensions::theirWorkAfterTheAnswerCounts()
{
    Layered runner;
    runner.add("slow", Script{.event = "    time.sleep(0.3)"});
    runner.handler("return 1");
    QVERIFY(runner.start().success);
    const Instant begun = runner.loop.now();
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("1"));
    QVERIFY(runner.loop.now() - begun >= 300ms);
}

void TestExtensions::internalOnesRunInsideTheRuntime()
{
    Layered runner;
    runner.spec.layers.clear();
    runner.code.write("app.py", R"(
import http.client, json, os, signal, sys, threading
base = '/2020-01-01/extension/'
def call(method, path, body=None, headers={}):
    api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
    api.request(method, base + path, body, headers)
    answer = api.getresponse()
    return answer.headers, json.loads(answer.read())
refused = call('POST', 'register', json.dumps({'events': ['SHUTDOWN']}), {'Lambda-Extension-Name': 'inside'})[1]
headers, facts = call('POST', 'register', json.dumps({'events': ['INVOKE']}), {'Lambda-Extension-Name': 'inside'})
me = {'Lambda-Extension-Identifier': headers['Lambda-Extension-Identifier']}
seen = []
def watch():
    while True:
        seen.append(call('GET', 'event/next', None, me)[1]['requestId'])
threading.Thread(target=watch, daemon=True).start()
signal.signal(signal.SIGTERM, lambda *_: (print('told', flush=True), os._exit(0)))
def handler(event, context):
    return [refused['errorType'], facts['handler'], len(seen) <= event]
)");
    const InitReport init = runner.start();
    QVERIFY2(init.success, init.errorPayload.c_str());
    QCOMPARE(bytes(runner.platformLog()), QByteArray("EXTENSION\tName: inside\tState: Ready\tEvents: [INVOKE]\n"));
    for (const char *turn : {"1", "2"}) {
        QCOMPARE(bytes(runner.invoke(turn).payload),
                 QByteArray(R"(["Extension.InvalidEventType", "app.handler", true])"));
        runner.environment->freeze();
        runner.runFor(20ms);
    }
    QVERIFY(runner.shutDown(ShutdownReason::Spindown) < 450ms);
    QVERIFY2(runner.log().ends_with("told\n"), runner.log().c_str());
}

void TestExtensions::withoutExtensionsTheEndIsImmediate()
{
    Layered runner;
    runner.spec.layers.clear();
    runner.code.write("app.py", R"(
import signal
signal.signal(signal.SIGTERM, lambda *_: print('told', flush=True))
def handler(event, context):
    return 1
)");
    QVERIFY(runner.start().success);
    bool over = false;
    runner.environment->shutdown(ShutdownReason::Spindown, [&over] { over = true; });
    QVERIFY(over);
    runner.stop();
    QCOMPARE(runner.log(), std::string());
}

void TestExtensions::whoIgnoresShutdownIsKilledAfterTwoSeconds()
{
    Layered runner;
    runner.add("deaf",
               Script{.event = "    if kind == 'SHUTDOWN': say('told', event['shutdownReason']); time.sleep(60)"});
    runner.handler("return 1");
    QVERIFY(runner.start().success);
    const Duration took = runner.shutDown(ShutdownReason::Timeout);
    QVERIFY2(took >= 1990ms && took < 4s, qPrintable(QString::number(toMillis(took))));
    QVERIFY2(runner.log().ends_with("told timeout\n"), runner.log().c_str());
}

void TestExtensions::telemetrySubscribersHearPlatformAndFunction()
{
    Layered runner;
    runner.add("telemetry",
               Script{.setup = R"(
import http.server, threading
class Sink(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        batch = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        for entry in batch:
            record = entry['record']
            say('heard', entry['type'], record if isinstance(record, str) else record.get('status', '-'))
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(('sandbox.localdomain', 8080), Sink)
threading.Thread(target=server.serve_forever, daemon=True).start()
def subscribe(port, types):
    return call('PUT', '/2022-07-01/telemetry', json.dumps({'schemaVersion': '2022-12-13', 'types': types,
        'buffering': {'maxItems': 1000, 'maxBytes': 262144, 'timeoutMs': 25},
        'destination': {'protocol': 'HTTP', 'URI': 'http://sandbox.localdomain' + port}}), me)
status, _, body = subscribe('', [])
say(status, body)
status, _, body = subscribe(':8080', ['platform', 'function'])
say(status, body))",
                      .event = R"(
    if kind == 'INVOKE': time.sleep(0.2)
    else:
        time.sleep(0.2)
        sys.exit(0))"});
    runner.handler("print('hello')");
    const InitReport init = runner.start();
    QVERIFY2(init.success, init.errorPayload.c_str());
    runner.environment->tell(platform::start(runner.loop.now(), "r1", "$LATEST", {}));
    QVERIFY(runner.environment->hasSubscribers());
    runner.invoke();
    runner.environment->freeze();
    runner.runFor(30ms);
    // Said between invocations; heard when the environment goes on.
    runner.environment->tell(platform::report(runner.loop.now(), {.requestId = "r1", .status = "success"}, {}, {}));
    runner.shutDown(ShutdownReason::Spindown);
    const std::string log = runner.log();
    for (const char *line :
         {R"(400 {"errorMessage":"URI port is not provided; types should not be empty","errorType":"ValidationError"})",
          "200 \"OK\"", "heard platform.telemetrySubscription -", "heard platform.initRuntimeDone success",
          "heard platform.extension -", "heard platform.start -", "heard function hello",
          "heard platform.runtimeDone success", "heard platform.report success"})
        QVERIFY2(log.find(line) != std::string::npos, (line + ("\nis not in\n" + log)).c_str());
    QVERIFY(log.find("platform.end") == std::string::npos);
    QVERIFY(runner.platformLog().starts_with(
        "TELEMETRY\tName: telemetry\tState: Subscribed\tTypes: [platform, function]\n"));
}

void TestExtensions::logsApiSubscribersHearOverTcp()
{
    Layered runner;
    runner.add("tcp",
               Script{.setup = R"(
import socket, threading
server = socket.create_server(('127.0.0.1', 8081))
def serve():
    while True:
        for line in server.accept()[0].makefile():
            entry = json.loads(line)
            say('heard', entry['type'], entry['record'])
threading.Thread(target=serve, daemon=True).start()
say(*call('PUT', '/2020-08-15/logs', json.dumps({'types': ['function'], 'buffering': {'timeoutMs': 25},
    'destination': {'protocol': 'TCP', 'port': 8081}}), me)[::2]))",
                      .event = R"(
    time.sleep(0.2)
    if kind == 'SHUTDOWN': sys.exit(0))"});
    runner.handler("print('hello')");
    const InitReport init = runner.start();
    QVERIFY2(init.success, init.errorPayload.c_str());
    runner.invoke();
    QVERIFY2(runner.logged("heard function hello"), runner.log().c_str());
    QVERIFY2(runner.log().starts_with("200 \"OK\"\n"), runner.log().c_str());
}

void TestExtensions::crashesDuringInitAreItsFailure()
{
    Layered runner;
    runner.add("crash", Script{.setup = "sys.exit(3)"});
    runner.handler("return 1");
    const InitReport init = runner.start();
    QVERIFY(!init.success);
    QCOMPARE(init.errorType, std::string("Extension.Crash"));
    QCOMPARE(bytes(init.errorPayload),
             QByteArray(R"({"errorType":"Extension.Crash","errorMessage":"RequestId:  Error: exit status 3"})"));
    QVERIFY2(runner.platformLog().find("EXTENSION\tName: crash\tState: Exited\tEvents: [INVOKE, SHUTDOWN]\n")
                 != std::string::npos,
             runner.platformLog().c_str());
}

void TestExtensions::crashesEndTheInvocation()
{
    Layered runner;
    runner.add("crash", Script{.event = "    if kind == 'INVOKE': sys.exit(0)"});
    runner.handler("time.sleep(5)");
    QVERIFY(runner.start().success);
    const InvocationResult result = runner.invoke();
    QCOMPARE(bytes(result.payload),
             bytes(R"({"errorType":"Extension.Crash","errorMessage":"RequestId: )" + runner.lastRequestId
                   + R"( Error: exit code 0"})"));
    QCOMPARE(result.errorType, std::string("Extension.Crash"));
    QVERIFY(result.outcome == InvocationOutcome::Crash);
    QVERIFY(result.environmentLost);
}

void TestExtensions::errorsTheyReportAreNamed_data()
{
    QTest::addColumn<QString>("setup");
    QTest::addColumn<QString>("event");
    QTest::addColumn<QString>("type");
    QTest::newRow("init/error") << "fail('init/error', 'Extension.NoConfig'); sys.exit(1)"
                                << "    pass"
                                << "Extension.InitError";
    QTest::newRow("exit/error") << "pass"
                                << "    fail('exit/error', 'Extension.NoConfig'); sys.exit(1)"
                                << "Extension.ExitError";
}

void TestExtensions::errorsTheyReportAreNamed()
{
    QFETCH(QString, setup);
    QFETCH(QString, event);
    QFETCH(QString, type);
    Layered runner;
    runner.add("fails", Script{.setup = setup.toStdString(), .event = event.toStdString()});
    runner.handler("time.sleep(5)");
    const InitReport init = runner.start();
    std::string errorType = init.errorType;
    std::string payload = init.errorPayload;
    if (init.success) {
        const InvocationResult result = runner.invoke();
        errorType = result.errorType;
        payload = result.payload;
    }
    QCOMPARE(QString::fromStdString(errorType), type);
    QVERIFY2(payload.find("Error: Extension.NoConfig\"") != std::string::npos, payload.c_str());
}

void TestExtensions::filesThatCannotRunAreLaunchErrors()
{
    Layered runner;
    runner.add("broken", std::string("no interpreter line\n"));
    runner.layer.write("extensions/notes.txt", "no program", 0644); // not executable: no extension
    runner.handler("return 1");
    const InitReport init = runner.start();
    QVERIFY(!init.success);
    QCOMPARE(init.errorType, std::string("Extension.LaunchError"));
    QVERIFY2(init.errorPayload.find("xec format error") != std::string::npos, init.errorPayload.c_str());
}

void TestExtensions::elevenAreTooMany()
{
    Layered runner;
    for (char name = 'a'; name <= 'k'; ++name)
        runner.add(std::string(1, name), Script{});
    runner.handler("return 1");
    const InitReport eleven = runner.start();
    QVERIFY(!eleven.success);
    QCOMPARE(eleven.errorType, std::string("Extension.LaunchError"));
    QVERIFY(eleven.errorPayload.find("Extension limit (10) reached") != std::string::npos);
    runner.layer.write("extensions/k", "", 0644);
    const InitReport ten = runner.start();
    QVERIFY2(ten.success, ten.errorPayload.c_str());
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("1"));
}

void TestExtensions::lateRegistrationsAreRefused()
{
    Layered runner;
    runner.spec.layers.clear();
    runner.code.write("app.py", R"(
import http.client, json, os
def handler(event, context):
    api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
    api.request('POST', '/2020-01-01/extension/register', '{"events":[]}', {'Lambda-Extension-Name': 'late'})
    answer = api.getresponse()
    return [answer.status, json.loads(answer.read())]
)");
    QVERIFY(runner.start().success);
    QCOMPARE(bytes(runner.invoke().payload),
             QByteArray(R"([403, {"errorMessage": "Extension registration closed already", )"
                        R"("errorType": "Extension.RegistrationClosed"}])"));
}

#endif

QTEST_APPLESS_MAIN(TestExtensions)
#include "tst_extensions.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpserver.h"
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

class TestEnvironments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variablesAreLambdas();
    void codeIsReadOnlyAndTmpIsNot();
    void backgroundThreadsStandStillBetweenInvocations();
    void deathBetweenInvocationsIsReported();
    void destroyingKillsTheWholeTree();
    void runtimeNamesLeadToWhatIsInstalled();
    void unknownRuntimesSaySo();
    void shimsLeadToTheRealInterpreter();
    void interpretersOutsideUsrAreBound();
    void debiansBoto3ReachesTheEndpoint();
    void modulesOfLayersAreFound();
    void whatStandsCanBeEnded();
    void manyEnvironmentsLeaveNothingBehind();
};

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

constexpr const char *runtime = "python3.11";

} // namespace

void TestEnvironments::variablesAreLambdas()
{
    RuntimeRunner runner;
    runner.spec.environment = {{"TABLE", "orders"}, {"AWS_REGION", "mars-1"}, {"PATH", "/opt/mine"}};
    runner.code.write("app.py", "import os\ndef handler(e, c):\n    return dict(os.environ, cwd=os.getcwd())\n");
    QVERIFY(runner.start(runtime, "app.handler").success);
    QJsonObject env = QJsonDocument::fromJson(bytes(runner.invoke().payload)).object();
    const auto expect = [&](const char *name, const char *value) {
        QCOMPARE(env[QLatin1String(name)].toString().toUtf8(), QByteArray(value));
    };
    expect("TABLE", "orders");
    expect("AWS_REGION", "us-east-1");
    expect("AWS_DEFAULT_REGION", "us-east-1");
    expect("PATH", "/opt/mine");
    expect("_HANDLER", "app.handler");
    expect("AWS_EXECUTION_ENV", "AWS_Lambda_python3.11");
    expect("AWS_LAMBDA_FUNCTION_NAME", "fn");
    expect("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    expect("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
    expect("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    expect("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001");
    expect("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");
    expect("LAMBDA_TASK_ROOT", "/var/task");
    expect("LAMBDA_RUNTIME_DIR", "/var/runtime");
    expect("TZ", ":UTC");
    expect("LANG", "en_US.UTF-8");
    expect("cwd", "/var/task");
    QVERIFY(env[QStringLiteral("AWS_ACCESS_KEY_ID")].toString().startsWith(QStringLiteral("ASIA")));
    QCOMPARE(env[QStringLiteral("AWS_ACCESS_KEY_ID")].toString().size(), 20);
    for (const QString &key : env.keys())
        QVERIFY2(!key.startsWith(QStringLiteral("_LAMBDARIUM")), qPrintable(key));
}

void TestEnvironments::codeIsReadOnlyAndTmpIsNot()
{
    RuntimeRunner runner;
    runner.code.write("app.py", R"(
def attempt(path):
    try:
        open(path, 'w').write('x')
        return 'written'
    except OSError as fault:
        return fault.strerror
def handler(e, c):
    return [attempt('/var/task/app.py'), attempt('/var/task/new'), attempt('/tmp/new'), attempt('/var/runtime/new')]
)");
    QVERIFY(runner.start(runtime, "app.handler").success);
    QCOMPARE(bytes(runner.invoke().payload),
             QByteArray(R"(["Read-only file system", "Read-only file system", "written", "Read-only file system"])"));
}

void TestEnvironments::backgroundThreadsStandStillBetweenInvocations()
{
    RuntimeRunner runner;
    runner.code.write("app.py", R"(
import threading, time
count = 0
def tick():
    global count
    while True:
        count += 1
        time.sleep(0.001)
threading.Thread(target=tick, daemon=True).start()
def handler(e, c):
    return count
)");
    QVERIFY(runner.start(runtime, "app.handler").success);
    const int first = std::stoi(runner.invoke().payload);
    runner.environment->freeze();
    runner.runFor(600ms);
    const int second = std::stoi(runner.invoke().payload);
    runner.runFor(200ms); // not frozen: the thread goes on
    const int third = std::stoi(runner.invoke().payload);
    QVERIFY2(second - first < 120, qPrintable(QString::number(second - first)));
    QVERIFY2(third - second > 30, qPrintable(QString::number(third - second)));
}

void TestEnvironments::deathBetweenInvocationsIsReported()
{
    RuntimeRunner runner;
    runner.code.write("app.py", R"(
import os, threading
def handler(e, c):
    threading.Timer(0.02, lambda: os._exit(5)).start()
)");
    QVERIFY(runner.start(runtime, "app.handler").success);
    QCOMPARE(runner.invoke().outcome, InvocationOutcome::Success);
    QVERIFY(runner.waitFor([&] { return runner.lost.has_value(); }));
    QCOMPARE(*runner.lost, std::string("Runtime exited with error: exit status 5"));
}

void TestEnvironments::destroyingKillsTheWholeTree()
{
    RuntimeRunner runner;
    runner.code.write("app.py", R"(
import subprocess
def handler(e, c):
    subprocess.Popen(['/bin/sleep', '600'], start_new_session=True)
    while True:
        pass
)");
    QVERIFY(runner.start(runtime, "app.handler").success);
    runner.invokeWithoutWaiting();
    runner.runFor(100ms);
    QCOMPARE(runner.spawner->liveBoxes(), 1 + runner.sandbox->standing());
    runner.environment.reset();
    QVERIFY(runner.waitFor([&] { return runner.spawner->liveBoxes() == runner.sandbox->standing(); }));
    QVERIFY(!runner.result);
}

void TestEnvironments::runtimeNamesLeadToWhatIsInstalled()
{
    RuntimeRunner runner;
    const auto note = runner.sandbox->runtimeNote("python3.99");
    QVERIFY(note);
    QVERIFY2(note->starts_with("python3.99 runs on the installed Python 3."), note->c_str());
    const auto node = runner.sandbox->runtimeNote("nodejs99.x");
    QVERIFY(node);
    QVERIFY2(node->starts_with("nodejs99.x runs on the installed Node.js "), node->c_str());
    QCOMPARE(runner.sandbox->runtimeNote("provided.al2023").value(), std::string());
    const std::string installed = note->substr(note->rfind(' ') + 1);
    const std::string exact = "python" + installed.substr(0, installed.rfind('.'));
    QCOMPARE(runner.sandbox->runtimeNote(exact).value(), std::string());
}

void TestEnvironments::unknownRuntimesSaySo()
{
    RuntimeRunner runner;
    for (const std::string name : {"dotnet8", "cobol85"}) {
        const auto note = runner.sandbox->runtimeNote(name);
        QVERIFY(!note);
        QCOMPARE(note.error().code, ErrorCode::Unavailable);
        const InitReport init = runner.start(name, "app.handler");
        QVERIFY(!init.success);
        QCOMPARE(init.errorType, std::string("Runtime.InvalidEntrypoint"));
        QVERIFY(init.errorPayload.find("The runtime " + name + " cannot run here") != std::string::npos);
        QVERIFY(init.errorPayload.find("provided.al2023") != std::string::npos);
    }
}

void TestEnvironments::shimsLeadToTheRealInterpreter()
{
    CodeFolder shims;
    shims.write("python3", "#!/bin/sh\nexec /usr/bin/python3 \"$@\"\n");
    RuntimeSandboxOptions options;
    options.interpreterDirectories = {"/no/such/folder", shims.path()};
    RuntimeRunner runner(options);
    runner.code.write("app.py", "import sys\ndef handler(e, c):\n    return sys.executable\n");
    QVERIFY(runner.start(runtime, "app.handler").success);
    QVERIFY(runner.invoke().payload.starts_with("\"/usr/bin/python3."));
}

void TestEnvironments::interpretersOutsideUsrAreBound()
{
    CodeFolder prefix("/var/tmp");
    std::filesystem::create_directories(prefix.path() + "/bin");
    const std::string node = prefix.path() + "/bin/node";
    std::filesystem::copy_file("/usr/bin/node", node);
    RuntimeSandboxOptions options;
    options.interpreterDirectories = {prefix.path() + "/bin"};
    RuntimeRunner runner(options);
    runner.code.write("index.js",
                      "const { execSync } = require('child_process');\n"
                      "exports.handler = async () => [process.execPath, String(execSync('command -v "
                      "node'))];\n");
    const InitReport init = runner.start("nodejs20.x", "index.handler");
    QVERIFY2(init.success, init.errorPayload.c_str());
    QCOMPARE(runner.invoke().payload, "[\"" + node + "\",\"" + node + "\\n\"]");
}

namespace {

/// The smallest endpoint that satisfies an SQS client, and remembers who called.
class FakeEndpoint : public HttpHandler
{
public:
    void handle(HttpRequest request, HttpResponder responder) override
    {
        callers.push_back(*request.listener);
        HttpResponse response;
        response.headers.add("Content-Type", "text/xml");
        response.body = "<ListQueuesResponse><ListQueuesResult><QueueUrl>http://127.0.0.1:4566/0/q</QueueUrl>"
                        "</ListQueuesResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
                        "</ListQueuesResponse>";
        responder.send(std::move(response));
    }
    std::vector<HttpListenerTag> callers;
};

} // namespace

void TestEnvironments::debiansBoto3ReachesTheEndpoint()
{
    FakeEndpoint endpoint;
    std::unique_ptr<HttpServer> server;
    RuntimeSandboxOptions options;
    int closed = 0;
    options.serveEndpoint = [&](UniqueFd listener, HttpListenerTag tag) -> Task {
        const auto id = server->adopt(listener.release(), tag);
        return [&, id] {
            server->close(*id);
            ++closed;
        };
    };
    RuntimeRunner runner(options);
    server = std::make_unique<HttpServer>(runner.clock, endpoint);
    runner.code.write("app.py", R"(
import boto3
def handler(e, c):
    return boto3.client('sqs').list_queues()['QueueUrls']
)");
    QVERIFY(runner.start(runtime, "app.handler").success);
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("[\"http://127.0.0.1:4566/0/q\"]"));
    QCOMPARE(runner.invoke().outcome, InvocationOutcome::Success);
    QVERIFY(!endpoint.callers.empty());
    QCOMPARE(endpoint.callers[0].function, std::string("Fn"));
    QCOMPARE(endpoint.callers[0].environment, runner.spec.id);
    const std::string log = runner.log();
    QVERIFY2(log.find("does not know AWS_ENDPOINT_URL; its clients were pointed at http://127.0.0.1:4566")
                 != std::string::npos,
             log.c_str());
    QCOMPARE(std::count(log.begin(), log.end(), '\n'), 1); // said once
    runner.stop();
    QCOMPARE(closed, 1);
    server.reset();
}

void TestEnvironments::modulesOfLayersAreFound()
{
    RuntimeRunner runner;
    CodeFolder layer;
    layer.write("python/shared.py", "value = 'from the layer'\n");
    runner.spec.layers = {layer.path()};
    runner.code.write("app.py", R"(
import sys, shared
def handler(e, c):
    return [shared.value, sys.path[:4], sys.path[-2:]]
)");
    QVERIFY(runner.start(runtime, "app.handler").success);
    const QJsonArray seen = QJsonDocument::fromJson(bytes(runner.invoke().payload)).array();
    QCOMPARE(seen[0].toString(), QStringLiteral("from the layer"));
    QCOMPARE(seen[1].toArray().at(0).toString(), QStringLiteral("/var/task"));
    QCOMPARE(seen[1].toArray().at(2).toString(), QStringLiteral("/opt/python"));
    QCOMPARE(seen[1].toArray().at(3).toString(), QStringLiteral("/var/runtime"));
    QCOMPARE(seen[2].toArray().at(1).toString(), QStringLiteral("/opt/python"));
}

/// As when a workspace becomes restricted.
void TestEnvironments::whatStandsCanBeEnded()
{
    const QByteArray before = qgetenv("LAMBDARIUM_TEST_STANDBY");
    qputenv("LAMBDARIUM_TEST_STANDBY", "1");
    RuntimeRunner runner;
    if (before.isEmpty())
        qunsetenv("LAMBDARIUM_TEST_STANDBY");
    runner.code.write("app.py", "def handler(e, c):\n    return 1\n");
    QVERIFY(runner.start(runtime, "app.handler").success);
    QVERIFY(runner.waitFor([&] { return runner.sandbox->standing() == 1; }));
    runner.sandbox->dropStanding();
    QCOMPARE(runner.sandbox->standing(), 0);
    QVERIFY(runner.waitFor([&] { return runner.spawner->liveBoxes() == 1; }));
    QCOMPARE(runner.invoke().payload, std::string("1"));
    runner.runFor(100ms);
    QCOMPARE(runner.sandbox->standing(), 0); // and no other takes its place
}

void TestEnvironments::manyEnvironmentsLeaveNothingBehind()
{
    RuntimeRunner runner;
    runner.code.write("app.py", "def handler(e, c):\n    return 1\n");
    const auto descriptors = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                             std::filesystem::directory_iterator());
    };
    QVERIFY(runner.start(runtime, "app.handler").success);
    runner.stop();
    // The search for other languages holds a pipe as long as it runs.
    QVERIFY(runner.waitFor([&] { return !runner.sandbox->runtimes().empty(); }));
    const auto before = descriptors();
    for (int i = 0; i < 20; ++i) {
        QVERIFY(runner.start(runtime, "app.handler").success);
        QCOMPARE(runner.invoke().payload, std::string("1"));
    }
    runner.stop();
    QCOMPARE(runner.spawner->liveBoxes(), runner.sandbox->standing());
    QCOMPARE(descriptors(), before);
}

QTEST_APPLESS_MAIN(TestEnvironments)
#include "tst_environments.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// SnapStart's hooks and the /tmp that a reset keeps, with real processes.
class TestSnapshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pythonHooksRunAroundTheSnapshot();
    void faultsBeforeTheSnapshotEndInit();
    void faultsAfterTheRestoreEndIt();
    void customRuntimesWaitForTheRestore();
    void customRuntimesMayFailTheRestore();
    void runtimesThatDoNotWaitAreRestoredAtOnce();
    void tmpOutlivesItsEnvironment();
};

#ifndef Q_MOC_RUN // moc stumbles over the scripts
namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

class SnapshotRunner : public RuntimeRunner
{
public:
    SnapshotRunner() { spec.snapStart = true; }
    void restoreEnded(EnvironmentId, InitReport report) override { restored = std::move(report); }
    bool restore()
    {
        restored.reset();
        environment->freeze();
        runFor(50ms); // beyond the freeze delay, so that it really stands still
        environment->restore();
        return waitFor([this] { return restored.has_value(); });
    }
    std::optional<InitReport> restored;
};

const std::string python = R"(#!/usr/bin/python3
import http.client, os
api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
def call(method, path, body=None, headers={}):
    api.request(method, '/2018-06-01/runtime/' + path, body, headers)
    answer = api.getresponse()
    return answer.status, answer.headers, answer.read()
BODY
while True:
    _, headers, event = call('GET', 'invocation/next')
    call('POST', 'invocation/%s/response' % headers['Lambda-Runtime-Aws-Request-Id'], b'"ok"')
)";

std::string bootstrap(const std::string &body)
{
    std::string text = python;
    return text.replace(text.find("BODY"), 4, body);
}

} // namespace

void TestSnapshots::pythonHooksRunAroundTheSnapshot()
{
    SnapshotRunner runner;
    runner.code.write("app.py", R"(
import os
from snapshot_restore_py import register_after_restore, register_before_snapshot
said = [os.environ['AWS_LAMBDA_INITIALIZATION_TYPE']]
register_before_snapshot(said.append, 'before 1')
register_before_snapshot(said.append, 'before 2')
@register_after_restore
def restored():
    said.append('after 1')
register_after_restore(said.append, 'after 2')
def handler(event, context):
    return said
)");
    const InitReport init = runner.start("python3.13", "app.handler");
    QVERIFY2(init.success, init.errorPayload.c_str());
    QVERIFY(runner.restore());
    QVERIFY(runner.restored->success);
    QCOMPARE(bytes(runner.invoke().payload),
             QByteArray(R"(["snap-start", "before 2", "before 1", "after 1", "after 2"])"));
    QCOMPARE(bytes(runner.invoke().payload).count("after"), 2);
}

void TestSnapshots::faultsBeforeTheSnapshotEndInit()
{
    SnapshotRunner runner;
    runner.code.write("app.py", R"(
from snapshot_restore_py import register_before_snapshot
@register_before_snapshot
def boom():
    raise ValueError('not now')
def handler(event, context):
    return 1
)");
    const InitReport init = runner.start("python3.13", "app.handler");
    QVERIFY(!init.success);
    QCOMPARE(init.errorType, std::string("Runtime.BeforeSnapshotError"));
    const QJsonObject error = QJsonDocument::fromJson(bytes(init.errorPayload)).object();
    QCOMPARE(error[QStringLiteral("errorMessage")].toString(), QStringLiteral("not now"));
    QCOMPARE(error[QStringLiteral("errorType")].toString(), QStringLiteral("Runtime.BeforeSnapshotError"));
    QVERIFY(runner.log().find("[ERROR] Runtime.BeforeSnapshotError: not now") != std::string::npos);
}

void TestSnapshots::faultsAfterTheRestoreEndIt()
{
    SnapshotRunner runner;
    runner.code.write("app.py", R"(
from snapshot_restore_py import register_after_restore
@register_after_restore
def boom():
    raise ValueError('too late')
def handler(event, context):
    return 1
)");
    QVERIFY(runner.start("python3.13", "app.handler").success);
    QVERIFY(runner.restore());
    QVERIFY(!runner.restored->success);
    QCOMPARE(runner.restored->errorType, std::string("Runtime.AfterRestoreError"));
    QVERIFY(runner.restored->errorPayload.find("too late") != std::string::npos);
}

void TestSnapshots::customRuntimesWaitForTheRestore()
{
    SnapshotRunner runner;
    runner.code.write("bootstrap", bootstrap(R"(
print(call('GET', 'restore/next')[0], flush=True)
)"));
    QVERIFY(runner.start("provided.al2023", "x").success);
    QCOMPARE(bytes(runner.log()), QByteArray());
    QVERIFY(runner.restore());
    QVERIFY(runner.restored->success);
    QCOMPARE(bytes(runner.log()), QByteArray("200\n"));
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("\"ok\""));
}

void TestSnapshots::customRuntimesMayFailTheRestore()
{
    SnapshotRunner runner;
    runner.code.write("bootstrap", bootstrap(R"(
call('GET', 'restore/next')
print(call('POST', 'restore/error', b'{"errorMessage":"no"}',
           {'Lambda-Runtime-Function-Error-Type': 'Runtime.AfterRestoreError'})[0], flush=True)
)"));
    QVERIFY(runner.start("provided.al2023", "x").success);
    QVERIFY(runner.restore());
    QVERIFY(!runner.restored->success);
    QCOMPARE(bytes(runner.restored->errorPayload), QByteArray(R"({"errorMessage":"no"})"));
    QCOMPARE(runner.restored->errorType, std::string("Runtime.AfterRestoreError"));
}

void TestSnapshots::runtimesThatDoNotWaitAreRestoredAtOnce()
{
    SnapshotRunner runner;
    runner.code.write("bootstrap", bootstrap(""));
    QVERIFY(runner.start("provided.al2023", "x").success);
    QVERIFY(runner.restore());
    QVERIFY(runner.restored->success);
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("\"ok\""));
}

void TestSnapshots::tmpOutlivesItsEnvironment()
{
    RuntimeRunner runner;
    runner.code.write("app.py", R"(
import os
runs = 0
def handler(event, context):
    global runs
    runs += 1
    if event == 'exit':
        open('/tmp/kept', 'a').write('x')
        os._exit(1)
    found = open('/tmp/kept').read() if os.path.exists('/tmp/kept') else None
    open('/tmp/more', 'w').write('still writable')
    size = os.statvfs('/tmp')
    return [found, runs, size.f_blocks * size.f_frsize >> 20]
)");
    QVERIFY(runner.start("python3.13", "app.handler").success);
    for (int i = 1; i <= 3; ++i) {
        QCOMPARE(runner.invoke("\"exit\"").outcome, InvocationOutcome::Crash);
        runner.spec.tmp = runner.environment->tmp();
        QVERIFY(runner.spec.tmp);
        QVERIFY(runner.start("python3.13", "app.handler").success);
        QCOMPARE(bytes(runner.invoke().payload), "[\"" + QByteArray(i, 'x') + "\", 1, 512]");
    }
    runner.spec.tmp.reset();
    QVERIFY(runner.start("python3.13", "app.handler").success);
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("[null, 1, 512]"));
}

#endif

QTEST_APPLESS_MAIN(TestSnapshots)
#include "tst_snapshots.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerig.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// The tables of runtime-api.md 3 and 9 with the engine over real processes: what the caller gets, what the log says.
class TestOutcomes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handlersEndAsRecorded_data();
    void handlersEndAsRecorded();
    void initFaultsAreRepeatedAndTold_data();
    void initFaultsAreRepeatedAndTold();
    void aSegmentationFaultDuringImportIsATimeout();
    void initBeyondItsLimitRunsAgainInsideTheInvocation();
    void aResetKeepsTmpAndLosesGlobals_data();
    void aResetKeepsTmpAndLosesGlobals();
    void memoryIsAHighWaterMarkWithTheProgramsPages();
    void theCpuShareFollowsTheMemory();
};

#ifndef Q_MOC_RUN // moc stumbles over the scripts
namespace {

QString text(const std::string &value) { return QString::fromStdString(value); }

constexpr const char *python = R"(
import ctypes, os, sys, time
runs = 0
def handler(event, context):
    global runs
    runs += 1
    what = event.get('do')
    if what == 'raise': raise ValueError('boom')
    if what == 'exit 0': os._exit(0)
    if what == 'exit 3': sys.stdout.flush(); os._exit(3)
    if what == 'abort': os.abort()
    if what == 'segfault': ctypes.string_at(0)
    if what == 'sleep': open('/tmp/kept', 'w').write('x'); time.sleep(60)
    if what == 'eat':
        eaten = []
        while True: eaten.append(bytearray(16 << 20))
    if what == 'set': return {1, 2}
    if what == 'hold': held = bytearray(60 << 20); time.sleep(0.05); return len(held)
    if what == 'spin':
        end = time.process_time() + 0.1
        while time.process_time() < end: pass
        return None
    if what == 'state': return [runs, os.path.exists('/tmp/kept')]
    return None
)";

constexpr const char *node = R"(
const fs = require('fs');
let runs = 0;
exports.handler = async (event) => {
  runs += 1;
  switch (event.do) {
    case 'raise': throw new TypeError('boom');
    case 'exit 0': process.exit(0);
    case 'exit 3': process.exit(3);
    case 'abort': process.abort();
    case 'segfault': process.kill(process.pid, 'SIGSEGV'); await new Promise(() => setTimeout(() => {}, 60000));
    case 'sleep': fs.writeFileSync('/tmp/kept', 'x'); await new Promise((done) => setTimeout(done, 60000));
    case 'eat': { const eaten = []; for (;;) eaten.push(Buffer.alloc(16 << 20, 1)); }
    case 'set': { const ring = {}; ring.self = ring; return ring; }
    case 'state': return [runs, fs.existsSync('/tmp/kept')];
    case 'pause': await new Promise((done) => setTimeout(done, 20)); return 1;
  }
  return undefined;
};
)";

} // namespace

void TestOutcomes::handlersEndAsRecorded_data()
{
    QTest::addColumn<QString>("runtime");
    QTest::addColumn<QString>("payload"); ///< regular expression; ID is the request id
    QTest::addColumn<QString>("log");     ///< regular expression, somewhere between START and END
    QTest::addColumn<QString>("report");  ///< what REPORT ends with
    const auto both = [](const char *name, const QString &payload, const QString &log, const QString &report) {
        QTest::addRow("python %s", name) << QStringLiteral("python3.13") << payload << log << report;
        QTest::addRow("nodejs %s", name) << QStringLiteral("nodejs22.x") << payload << log << report;
    };
    const auto platformJson = [](const QString &type, const QString &message) {
        return QStringLiteral(R"(^\{"errorType":"%1","errorMessage":"RequestId: ID Error: %2"\}$)").arg(type, message);
    };
    const auto exits = [&](const char *name, const QString &how) {
        both(name, platformJson(QStringLiteral("Runtime\\.ExitError"), QStringLiteral("Runtime exited ") + how),
             QStringLiteral("\nRequestId: ID Error: Runtime exited %1\nRuntime\\.ExitError\n").arg(how),
             QStringLiteral("Status: error\tError Type: Runtime.ExitError"));
    };
    QTest::newRow("python raise")
        << QStringLiteral("python3.13")
        << QStringLiteral(R"(^\{"errorMessage": "boom", "errorType": "ValueError", "requestId": "ID", "stackTrace": )"
                          R"(\["  File \\"/var/task/index\.py\\", line \d+, in handler\\n    if what == 'raise': )"
                          R"(raise ValueError\('boom'\)\\n"\]\}$)")
        << QStringLiteral("\n\\[ERROR\\] ValueError: boom\nTraceback \\(most recent call last\\):\n\u00a0\u00a0File ")
        << QString();
    QTest::newRow("nodejs raise")
        << QStringLiteral("nodejs22.x")
        << QStringLiteral(R"(^\{"errorType":"TypeError","errorMessage":"boom","trace":\["TypeError: boom","    at )")
        << QStringLiteral("Z\tID\tERROR\tInvoke Error \t\\{\"errorType\":\"TypeError\",\"errorMessage\":\"boom\"")
        << QString();
    exits("exit 0", QStringLiteral("without providing a reason"));
    exits("exit 3", QStringLiteral("with error: exit status 3"));
    exits("abort", QStringLiteral("with error: signal: aborted"));
    exits("segfault", QStringLiteral("with error: signal: segmentation fault"));
    both("sleep",
         platformJson(QStringLiteral("Sandbox\\.Timedout"), QStringLiteral("Task timed out after 2\\.00 seconds")),
         QStringLiteral(
             "\n\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ID Task timed out after 2\\.00 seconds\n\n"),
         QStringLiteral("Status: timeout"));
    both("eat",
         platformJson(QStringLiteral("Runtime\\.ExitError"),
                      QStringLiteral("Runtime exited with error: signal: killed")),
         QString(), QStringLiteral("Status: error\tError Type: Runtime.OutOfMemory"));
    QTest::newRow("python set")
        << QStringLiteral("python3.13")
        << QStringLiteral(
               R"(^\{"errorMessage": "Unable to marshal response: Object of type set is not JSON )"
               R"(serializable", "errorType": "Runtime\.MarshalError", "requestId": "ID", "stackTrace": \[\]\}$)")
        << QString() << QString();
    QTest::newRow("nodejs set") << QStringLiteral("nodejs22.x")
                                << QStringLiteral(R"("errorMessage":"Unable to stringify response body")") << QString()
                                << QString();
    both("nothing", QStringLiteral("^null$"), QString(), QString());
}

void TestOutcomes::handlersEndAsRecorded()
{
    QFETCH(QString, runtime);
    QFETCH(QString, payload);
    QFETCH(QString, log);
    QFETCH(QString, report);
    const QByteArray name = QByteArray(QTest::currentDataTag()).mid(7);
    EngineRig rig;
    rig.function.timeoutSeconds = name == "sleep" ? 2 : 30;
    rig.code.write("index.py", python);
    rig.code.write("index.js", node);
    rig.deploy(runtime.toStdString(), "index.handler");
    const InvokeOutcome outcome = rig.invoke("{\"do\":\"" + name.toStdString() + "\"}");
    const QString id = text(outcome.requestId);
    QCOMPARE(outcome.status, 200);
    const auto matches = [&id](QString pattern, const QString &subject) {
        return QRegularExpression(pattern.replace(QStringLiteral("ID"), id)).match(subject).hasMatch();
    };
    QVERIFY2(matches(payload, text(outcome.payload)), outcome.payload.c_str());
    QCOMPARE(text(outcome.functionError), name == "nothing" ? QString() : QStringLiteral("Unhandled"));
    const QString lines = text(rig.log(outcome.requestId));
    QVERIFY2(matches(log, lines), qPrintable(lines));
    QVERIFY2(lines.startsWith(QStringLiteral("START RequestId: %1 Version: $LATEST\n").arg(id)), qPrintable(lines));
    QVERIFY2(matches(QStringLiteral(
                         "\nEND RequestId: ID\nREPORT RequestId: ID\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: "
                         "\\d+ ms\tMemory Size: 256 MB\tMax Memory Used: \\d+ MB\tInit Duration: \\d+\\.\\d\\d "
                         "ms\t"),
                     lines),
             qPrintable(lines));
    QVERIFY2(lines.endsWith(report + QLatin1Char('\n')), qPrintable(lines));
    if (name == "eat")
        QVERIFY2(lines.contains(QStringLiteral("Max Memory Used: 256 MB")), qPrintable(lines));
    QVERIFY(rig.end());
}

void TestOutcomes::initFaultsAreRepeatedAndTold_data()
{
    QTest::addColumn<QString>("runtime");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("payload");
    QTest::addColumn<QString>("errorType");
    const auto exit = [](const QString &how) {
        return QStringLiteral(
                   R"({"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited %1"})")
            .arg(how);
    };
    const QString py = QStringLiteral("python3.13"), js = QStringLiteral("nodejs22.x"),
                  custom = QStringLiteral("provided.al2023");
    const QString exitType = QStringLiteral("Runtime.ExitError");
    QTest::newRow("python exit 0") << py << QStringLiteral("import sys; sys.exit(0)")
                                   << exit(QStringLiteral("without providing a reason")) << exitType;
    QTest::newRow("python exit 5") << py << QStringLiteral("import os; os._exit(5)")
                                   << exit(QStringLiteral("with error: exit status 5")) << exitType;
    QTest::newRow("nodejs exit 5") << js << QStringLiteral("process.exit(5)")
                                   << exit(QStringLiteral("with error: exit status 5")) << exitType;
    QTest::newRow("python import")
        << py << QStringLiteral("import requestsx")
        << QStringLiteral(R"({"errorMessage": "Unable to import module 'index': No module named 'requestsx'", )"
                          R"("errorType": "Runtime.ImportModuleError", "requestId": "", "stackTrace": []})")
        << QStringLiteral("Runtime.ImportModuleError");
    QTest::newRow("no bootstrap")
        << custom << QString()
        << QStringLiteral(
               R"({"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: ID Error: Couldn't find )"
               R"(valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]"})")
        << QStringLiteral("Runtime.InvalidEntrypoint");
    QTest::newRow("custom exit 4") << custom << QStringLiteral("#!/bin/sh\nexit 4\n")
                                   << exit(QStringLiteral("with error: exit status 4")) << exitType;
}

void TestOutcomes::initFaultsAreRepeatedAndTold()
{
    QFETCH(QString, runtime);
    QFETCH(QString, code);
    QFETCH(QString, payload);
    QFETCH(QString, errorType);
    EngineRig rig;
    rig.function.timeoutSeconds = 30;
    const char *const file = runtime.startsWith(QLatin1Char('p')) && runtime.startsWith(QStringLiteral("python"))
        ? "index.py"
        : runtime.startsWith(QStringLiteral("node")) ? "index.js"
                                                     : "bootstrap";
    if (!code.isEmpty())
        rig.code.write(file, code.toStdString());
    rig.deploy(runtime.toStdString(), "index.handler");
    const InvokeOutcome outcome = rig.invoke();
    QCOMPARE(text(outcome.payload), payload.replace(QStringLiteral("ID"), text(outcome.requestId)));
    QCOMPARE(text(outcome.functionError), QStringLiteral("Unhandled"));
    const QString init = text(rig.log({}));
    for (const char *phase : {"init", "invoke"}) {
        const QString line =
            QStringLiteral("\tPhase: %1\tStatus: error\tError Type: %2\n").arg(QString::fromUtf8(phase), errorType);
        QVERIFY2(init.contains(line), qPrintable(init));
    }
    const QString lines = text(rig.log(outcome.requestId));
    QVERIFY2(lines.endsWith(QStringLiteral("Status: error\tError Type: %1\n").arg(errorType)), qPrintable(lines));
    QVERIFY(rig.end());
}

void TestOutcomes::aSegmentationFaultDuringImportIsATimeout()
{
    EngineRig rig;
    rig.function.timeoutSeconds = 1;
    rig.code.write("index.py", "import ctypes\nctypes.string_at(0)\n");
    rig.deploy("python3.13", "index.handler");
    const InvokeOutcome outcome = rig.invoke();
    QCOMPARE(
        text(outcome.payload),
        QStringLiteral(R"({"errorType":"Sandbox.Timedout","errorMessage":"RequestId: %1 Error: Task timed out after )"
                       R"(1.00 seconds"})")
            .arg(text(outcome.requestId)));
}

void TestOutcomes::initBeyondItsLimitRunsAgainInsideTheInvocation()
{
    EngineOptions options;
    options.initLimit = 500ms;
    EngineRig rig(options);
    rig.function.timeoutSeconds = 30;
    // The second start finds what the first one left in /tmp.
    rig.code.write("index.py", R"(
import os, time
if not os.path.exists('/tmp/again'):
    open('/tmp/again', 'w').close()
    time.sleep(60)
def handler(event, context):
    return 'second'
)");
    rig.deploy("python3.13", "index.handler");
    const InvokeOutcome outcome = rig.invoke();
    QCOMPARE(text(outcome.payload), QStringLiteral("\"second\""));
    QVERIFY(!outcome.initDuration);
    QVERIFY(text(rig.log({}))
                .contains(QStringLiteral("INIT_REPORT Init Duration: 500.00 ms\tPhase: init\tStatus: timeout\n")));
}

void TestOutcomes::aResetKeepsTmpAndLosesGlobals_data()
{
    QTest::addColumn<QString>("runtime");
    QTest::newRow("python") << QStringLiteral("python3.13");
    QTest::newRow("nodejs") << QStringLiteral("nodejs22.x");
}

void TestOutcomes::aResetKeepsTmpAndLosesGlobals()
{
    QFETCH(QString, runtime);
    EngineRig rig;
    rig.function.timeoutSeconds = 2;
    rig.code.write("index.py", python);
    rig.code.write("index.js", node);
    rig.deploy(runtime.toStdString(), "index.handler");
    const auto state = [&rig] { return text(rig.invoke(R"({"do":"state"})").payload).remove(QLatin1Char(' ')); };
    QCOMPARE(state(), QStringLiteral("[1,false]"));
    QCOMPARE(rig.invoke(R"({"do":"sleep"})").outcome, InvocationOutcome::Timeout);
    QCOMPARE(state(), QStringLiteral("[1,true]"));
    QCOMPARE(rig.invoke(R"({"do":"exit 3"})").outcome, InvocationOutcome::Crash);
    QCOMPARE(state(), QStringLiteral("[1,true]"));
    QCOMPARE(state(), QStringLiteral("[2,true]"));
}

void TestOutcomes::memoryIsAHighWaterMarkWithTheProgramsPages()
{
    EngineRig rig;
    rig.function.timeoutSeconds = 30;
    rig.code.write("index.py", python);
    rig.code.write("index.js", node);
    rig.deploy("python3.13", "index.handler");
    const std::int64_t peak = rig.invoke(R"({"do":"hold"})").maxMemoryUsedMb;
    QVERIFY2(peak >= 64 && peak < 120, qPrintable(QString::number(peak)));
    QVERIFY(rig.invoke().maxMemoryUsedMb >= peak); // although it was given back
    rig.deploy("nodejs22.x", "index.handler");
    const std::int64_t plain = rig.invoke(R"({"do":"pause"})").maxMemoryUsedMb;
    QVERIFY2(plain >= 30 && plain < 120, qPrintable(QString::number(plain)));
}

void TestOutcomes::theCpuShareFollowsTheMemory()
{
    RuntimeSandboxOptions sandbox;
    sandbox.limitCpu = true;
    EngineRig rig({}, std::move(sandbox));
    rig.function.timeoutSeconds = 30;
    rig.code.write("index.py", python);
    const auto spin = [&rig](std::int64_t memoryMb) {
        rig.function.memoryMb = memoryMb;
        rig.deploy("python3.13", "index.handler");
        return rig.invoke(R"({"do":"spin"})").duration; // 100 ms of CPU
    };
    const Duration small = spin(177); // a tenth of a CPU: about a second, however busy this machine is
    QVERIFY2(small > 700ms, qPrintable(QString::number(toMillis(small))));
    rig.function.memoryMb = 177;
    const std::string init = "import time\nend = time.process_time() + 0.1\nwhile time.process_time() < end: pass\n";
    rig.code.write("boosted.py", init + "def handler(event, context): pass\n");
    rig.deploy("python3.13", "boosted.handler");
    const InvokeOutcome boosted = rig.invoke();
    QVERIFY(boosted.initDuration.has_value());
    QVERIFY2(*boosted.initDuration < small, qPrintable(QString::number(toMillis(*boosted.initDuration))));
}

#endif

QTEST_APPLESS_MAIN(TestOutcomes)
#include "tst_outcomes.moc"

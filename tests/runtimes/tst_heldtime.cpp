// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// What the context says is left while the user has an environment frozen (Java: tst_javaruntime).
class TestHeldTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeLeftStandsStillWithTheEnvironment_data();
    void timeLeftStandsStillWithTheEnvironment();
    void handlersCannotChangeIt();
};

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

} // namespace

void TestHeldTime::timeLeftStandsStillWithTheEnvironment_data()
{
    QTest::addColumn<QByteArray>("runtime");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("code");
    // [milliseconds by the clock, less by what the context says]
    QTest::newRow("Python") << QByteArray("python3.11") << QByteArray("app.py") << QByteArray(R"(
import time
def handler(event, context):
    before, left = time.time(), context.get_remaining_time_in_millis()
    print('begun', flush=True)
    for _ in range(50): time.sleep(0.01)
    return [int((time.time() - before) * 1000), left - context.get_remaining_time_in_millis()]
)");
    QTest::newRow("Node.js") << QByteArray("nodejs18.x") << QByteArray("app.mjs") << QByteArray(R"(
export const handler = async (event, context) => {
  const before = Date.now(), left = context.getRemainingTimeInMillis();
  console.log('begun');
  for (let i = 0; i < 50; i++) await new Promise((done) => setTimeout(done, 10));
  return [Date.now() - before, left - context.getRemainingTimeInMillis()];
};
)");
    QTest::newRow("Ruby") << QByteArray("ruby3.3") << QByteArray("app.rb") << QByteArray(R"(
def handler(event:, context:)
  before, left = Time.now, context.get_remaining_time_in_millis
  puts 'begun'
  50.times { sleep 0.01 }
  [((Time.now - before) * 1000).to_i, left - context.get_remaining_time_in_millis]
end
)");
}

void TestHeldTime::timeLeftStandsStillWithTheEnvironment()
{
    QFETCH(QByteArray, runtime);
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, code);
    RuntimeRunner runner;
    runner.code.write(file.toStdString(), code.toStdString());
    QVERIFY(runner.start(runtime.toStdString(), "app.handler").success);
    for (int turn = 1; turn <= 2; ++turn) { // what was held before an invocation counts in no later one
        const std::size_t heard = runner.lines.size();
        runner.invokeWithoutWaiting();
        QVERIFY(runner.waitFor([&] { return runner.lines.size() > heard; }));
        runner.environment->pause();
        runner.runFor(1500ms);
        runner.environment->resume();
        QVERIFY(runner.waitFor([&] { return runner.result.has_value(); }));
        const QJsonArray times = QJsonDocument::fromJson(bytes(runner.result->payload)).array();
        // Both clocks ran through the pause, which may have swallowed a sleep; only the pause is made up for.
        QVERIFY2(times[0].toInt() >= 1600, runner.result->payload.c_str());
        QVERIFY2(times[0].toInt() - times[1].toInt() >= 1400, runner.result->payload.c_str());
        QVERIFY2(times[1].toInt() >= 300, runner.result->payload.c_str());
    }
}

void TestHeldTime::handlersCannotChangeIt()
{
    RuntimeRunner runner;
    runner.code.write("app.py", R"(
import mmap, os
def attempt(call, *arguments, **names):
    try:
        call(*arguments, **names)
    except (OSError, ValueError) as fault:
        return type(fault).__name__
    return 'changed'
def handler(event, context):
    path = '/proc/self/fd/59'
    ways = [attempt(os.write, 59, b'x' * 8), attempt(os.ftruncate, 59, 0), attempt(mmap.mmap, 59, 8)]
    try:
        fd = os.open(path, os.O_RDWR)
        ways += [attempt(os.pwrite, fd, b'x' * 8, 0), attempt(mmap.mmap, fd, 8)]
    except OSError as fault:
        ways += [type(fault).__name__] * 2
    left = context.get_remaining_time_in_millis()
    os.close(59)
    return [way != 'changed' for way in ways] + [0 < left <= 60000, context.get_remaining_time_in_millis() > 0]
)");
    QVERIFY(runner.start("python3.11", "app.handler").success);
    QCOMPARE(bytes(runner.invoke().payload), QByteArray("[true, true, true, true, true, true, true]"));
}

QTEST_GUILESS_MAIN(TestHeldTime)
#include "tst_heldtime.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtimerunner.h"

#include <QtTest>

using namespace lambdarium;

/// LogFormat JSON as the runtimes write it.
class TestJsonLogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variablesSayFormatAndLevel();
    void pythonLogsObjects();
    void pythonKeepsBelowTheLevelOut();
    void pythonErrorsAreObjects();
    void nodeLogsObjects();
    void nodeErrorsAreObjects();
};

#ifndef Q_MOC_RUN // moc stumbles over the scripts
namespace {

constexpr const char *python = "python3.11";
constexpr const char *node = "nodejs18.x";

QJsonObject objectAt(const RuntimeRunner &runner, std::size_t line)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(runner.lines.at(line).text)).object();
}

QString at(const QJsonObject &object, const char *name) { return object[QLatin1String(name)].toString(); }

void useJson(RuntimeRunner &runner, const std::string &level = "INFO")
{
    runner.spec.logging.format = "JSON";
    runner.spec.logging.applicationLevel = level;
}

} // namespace

void TestJsonLogs::variablesSayFormatAndLevel()
{
    RuntimeRunner runner;
    runner.code.write("app.py",
                      "import os\ndef handler(e, c):\n    return [os.environ.get('AWS_LAMBDA_LOG_FORMAT'), "
                      "os.environ.get('AWS_LAMBDA_LOG_LEVEL')]\n");
    QVERIFY(runner.start(python, "app.handler").success);
    QCOMPARE(runner.invoke().payload, std::string("[null, null]"));
    useJson(runner, "WARN");
    QVERIFY(runner.start(python, "app.handler").success);
    QCOMPARE(runner.invoke().payload, std::string(R"(["JSON", "WARN"])"));
}

void TestJsonLogs::pythonLogsObjects()
{
    RuntimeRunner runner;
    useJson(runner);
    runner.code.write("app.py", R"(
import logging
def handler(event, context):
    print('raw')
    logging.getLogger('shop').info('sold %s', 'é', extra={'order': 7})
    try:
        1 / 0
    except ZeroDivisionError:
        logging.exception('oops')
)");
    QVERIFY(runner.start(python, "app.handler").success);
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{3});
    QCOMPARE(runner.lines[0].text, std::string("raw"));
    const QJsonObject sold = objectAt(runner, 1);
    QVERIFY(runner.lines[1].level == LogLevel::Info);
    QVERIFY2(QRegularExpression(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"))
                 .match(at(sold, "timestamp"))
                 .hasMatch(),
             qPrintable(at(sold, "timestamp")));
    QCOMPARE(at(sold, "level"), QStringLiteral("INFO"));
    QCOMPARE(at(sold, "message"), QStringLiteral("sold é"));
    QCOMPARE(at(sold, "logger"), QStringLiteral("shop"));
    QCOMPARE(at(sold, "requestId").toStdString(), runner.lastRequestId);
    QCOMPARE(sold[QStringLiteral("order")].toInt(), 7);
    QCOMPARE(sold.size(), 6);
    const QJsonObject oops = objectAt(runner, 2);
    QCOMPARE(at(oops, "errorType"), QStringLiteral("ZeroDivisionError"));
    QCOMPARE(at(oops, "errorMessage"), QStringLiteral("division by zero"));
    QCOMPARE(at(oops, "location"), QStringLiteral("/var/task/app.py:handler:9"));
    QVERIFY(oops[QStringLiteral("stackTrace")].toArray()[0].toString().contains(QStringLiteral("app.py")));
}

void TestJsonLogs::pythonKeepsBelowTheLevelOut()
{
    RuntimeRunner runner;
    useJson(runner, "ERROR");
    runner.code.write("app.py", R"(
import logging
def handler(event, context):
    for level in ('debug', 'info', 'warning', 'error', 'critical'):
        getattr(logging, level)(level)
)");
    QVERIFY(runner.start(python, "app.handler").success);
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{2});
    QCOMPARE(at(objectAt(runner, 0), "message"), QStringLiteral("error"));
    QVERIFY(runner.lines[1].level == LogLevel::Fatal);
}

void TestJsonLogs::pythonErrorsAreObjects()
{
    RuntimeRunner runner;
    useJson(runner);
    runner.code.write("app.py", "def handler(e, c):\n    raise ValueError('boom')\n");
    QVERIFY(runner.start(python, "app.handler").success);
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{1});
    QVERIFY(runner.lines[0].level == LogLevel::Error);
    const QJsonObject error = objectAt(runner, 0);
    QCOMPARE(at(error, "log_level"), QStringLiteral("ERROR"));
    QCOMPARE(at(error, "errorType"), QStringLiteral("ValueError"));
    QCOMPARE(at(error, "errorMessage"), QStringLiteral("boom"));
    QCOMPARE(at(error, "requestId").toStdString(), runner.lastRequestId);
    QCOMPARE(error[QStringLiteral("stackTrace")].toArray().size(), 1);
    runner.code.write("app.py", "raise ValueError('early')\n");
    QVERIFY(!runner.start(python, "app.handler").success);
    QCOMPARE(runner.lines.size(), std::size_t{2});
    QVERIFY(at(objectAt(runner, 0), "message").startsWith(QStringLiteral("LAMBDA_WARNING: ")));
    QCOMPARE(at(objectAt(runner, 1), "errorMessage"), QStringLiteral("early"));
}

void TestJsonLogs::nodeLogsObjects()
{
    RuntimeRunner runner;
    useJson(runner);
    runner.code.write("index.mjs", R"(
export const handler = async () => {
  console.debug('below');
  console.log('plain');
  console.warn({ order: 7 });
  console.error('failed:', new TypeError('oops'));
  const ring = {};
  ring.self = ring;
  console.info(ring);
  process.stdout.write('raw\n');
};
)");
    QVERIFY(runner.start(node, "index.handler").success);
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{5});
    const QJsonObject plain = objectAt(runner, 0);
    QVERIFY(QRegularExpression(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"))
                .match(at(plain, "timestamp"))
                .hasMatch());
    QCOMPARE(at(plain, "level"), QStringLiteral("INFO"));
    QCOMPARE(at(plain, "requestId").toStdString(), runner.lastRequestId);
    QCOMPARE(at(plain, "message"), QStringLiteral("plain"));
    QCOMPARE(plain.size(), 4);
    QCOMPARE(objectAt(runner, 1)[QStringLiteral("message")][QStringLiteral("order")].toInt(), 7);
    QVERIFY(runner.lines[1].level == LogLevel::Warn);
    const QJsonObject failed = objectAt(runner, 2);
    QVERIFY(at(failed, "message").startsWith(QStringLiteral("failed: TypeError: oops")));
    QCOMPARE(at(failed, "errorType"), QStringLiteral("TypeError"));
    QCOMPARE(at(failed, "errorMessage"), QStringLiteral("oops"));
    QVERIFY(failed[QStringLiteral("stackTrace")].toArray().size() > 1);
    QVERIFY(at(objectAt(runner, 3), "message").contains(QStringLiteral("[Circular")));
    QCOMPARE(runner.lines[4].text, std::string("raw"));
}

void TestJsonLogs::nodeErrorsAreObjects()
{
    RuntimeRunner runner;
    useJson(runner, "ERROR");
    runner.code.write("index.mjs",
                      "export const handler = async () => { console.warn('no'); throw new RangeError('boom'); };\n");
    QVERIFY(runner.start(node, "index.handler").success);
    runner.invoke();
    QCOMPARE(runner.lines.size(), std::size_t{1});
    const QJsonObject error = objectAt(runner, 0);
    QCOMPARE(at(error, "level"), QStringLiteral("ERROR"));
    QCOMPARE(at(error, "errorType"), QStringLiteral("RangeError"));
    QCOMPARE(at(error, "errorMessage"), QStringLiteral("boom"));
    QVERIFY(at(error, "message").startsWith(QStringLiteral("Invoke Error")));
}

#endif

QTEST_APPLESS_MAIN(TestJsonLogs)
#include "tst_jsonlogs.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/scheduleexpression.h"
#include "tests/support/qttext.h"
#include "tests/support/serviceworld.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

namespace {

Instant at(const QString &iso)
{
    const QDateTime time = QDateTime::fromString(iso + QLatin1Char('Z'), Qt::ISODate);
    return Instant{std::chrono::milliseconds{time.toMSecsSinceEpoch()}};
}

/// The next `count` fires after a time, as "2025-03-04T05:06".
QString fires(const QString &expression, const QString &after, int count)
{
    const auto parsed = ScheduleExpression::parse(expression.toStdString());
    if (!parsed)
        return text(parsed.error().message);
    QStringList list;
    Instant now = at(after);
    const Instant anchor = now;
    for (int i = 0; i < count; ++i) {
        const auto next = parsed->next(now, anchor);
        if (!next) {
            list << QStringLiteral("never");
            break;
        }
        list << text(isoMillis(*next)).left(16);
        now = *next;
    }
    return list.join(QLatin1Char(' '));
}

} // namespace

/// rate() and cron(): the expressions and the rules that fire by them on virtual time.
class TestSchedules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expressions_data();
    void expressions();
    void rejected_data();
    void rejected();
    void rateFiresOneIntervalAfterItsStart();
    void cronFiresAtItsMinute();
    void eventHasAwsShape();
    void inputReplacesTheEvent();
    void editsKeepTheBeat();
    void disabledAndStoppedRulesAreSilent();
    void firesOnceByHand();
    void removedRulesFallSilent();
    void aBadExpressionNeverFires();
    void failingHandlersAreRetriedBetweenBeats();
};

void TestSchedules::expressions_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *expression, const char *after, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(expression) << QString::fromLatin1(after)
                            << QString::fromLatin1(expected);
    };
    row("one minute", "rate(1 minute)", "2025-03-04T05:06:07", "2025-03-04T05:07 2025-03-04T05:08");
    row("two days", "rate(2 days)", "2025-02-27T05:06:00", "2025-03-01T05:06 2025-03-03T05:06");
    row("daily", "cron(0 12 * * ? *)", "2025-03-04T12:00:00", "2025-03-05T12:00 2025-03-06T12:00");
    row("strictly after", "cron(0 12 * * ? *)", "2025-03-04T11:59:59", "2025-03-04T12:00");
    row("every 15", "cron(0/15 * * * ? *)", "2025-03-04T05:06:00", "2025-03-04T05:15 2025-03-04T05:30");
    row("every 15 from *", "cron(*/15 * * * ? *)", "2025-03-04T05:46:00", "2025-03-04T06:00 2025-03-04T06:15");
    row("from 5 every 20", "cron(5/20 * * * ? *)", "2025-03-04T05:30:00", "2025-03-04T05:45 2025-03-04T06:05");
    row("weekdays", "cron(0 8 ? * MON-FRI *)", "2025-03-07T09:00:00", "2025-03-10T08:00 2025-03-11T08:00");
    row("weekday numbers", "cron(0 8 ? * 1,7 *)", "2025-03-04T00:00:00", "2025-03-08T08:00 2025-03-09T08:00");
    row("last day", "cron(0 0 L * ? *)", "2024-02-01T00:00:00", "2024-02-29T00:00 2024-03-31T00:00");
    row("last workday", "cron(0 0 LW * ? *)", "2025-05-01T00:00:00", "2025-05-30T00:00 2025-06-30T00:00");
    row("nearest workday back", "cron(0 0 15W * ? *)", "2025-02-01T00:00:00", "2025-02-14T00:00");
    row("nearest workday on", "cron(0 0 1W * ? *)", "2025-02-02T00:00:00", "2025-02-03T00:00 2025-03-03T00:00");
    row("last Saturday", "cron(0 0 ? * 7L *)", "2025-03-01T00:00:00", "2025-03-29T00:00");
    row("L alone is Saturday", "cron(0 0 ? * L *)", "2025-03-04T00:00:00", "2025-03-08T00:00 2025-03-15T00:00");
    row("last Friday", "cron(0 0 ? * 6L *)", "2025-03-01T00:00:00", "2025-03-28T00:00 2025-04-25T00:00");
    row("second Tuesday", "cron(0 0 ? * 3#2 *)", "2025-03-01T00:00:00", "2025-03-11T00:00 2025-04-08T00:00");
    row("third Saturday by name", "cron(0 0 ? * SAT#3 *)", "2025-03-01T00:00:00", "2025-03-15T00:00");
    row("fifth Monday skips months", "cron(0 0 ? * 2#5 *)", "2025-01-01T00:00:00", "2025-03-31T00:00 2025-06-30T00:00");
    row("names in any case", "cron(0 0 1 jan,Jul ? *)", "2025-01-01T00:00:00", "2025-07-01T00:00 2026-01-01T00:00");
    row("hours wrap", "cron(0 20-2/3 * * ? *)", "2025-03-04T12:00:00",
        "2025-03-04T20:00 2025-03-04T23:00 2025-03-05T02:00 2025-03-05T20:00");
    row("29 February", "cron(0 0 29 2 ? *)", "2025-01-01T00:00:00", "2028-02-29T00:00 2032-02-29T00:00");
    row("one year", "cron(0 0 1 1 ? 2030)", "2025-01-01T00:00:00", "2030-01-01T00:00 never");
    row("a past year", "cron(0 0 1 1 ? 2020)", "2025-01-01T00:00:00", "never");
    row("31 February", "cron(0 0 31 2 ? *)", "2025-01-01T00:00:00", "never");
    row("year steps", "cron(0 0 1 1 ? 2025/5)", "2025-06-01T00:00:00", "2030-01-01T00:00 2035-01-01T00:00");
    row("day 31 skips short months", "cron(0 0 31 * ? *)", "2025-03-31T00:00:00", "2025-05-31T00:00");
    row("one time", "at(2025-03-04T05:07:00)", "2025-03-04T05:06:07", "2025-03-04T05:07 never");
}

void TestSchedules::expressions()
{
    QFETCH(QString, expression);
    QFETCH(QString, after);
    QFETCH(QString, expected);
    QCOMPARE(fires(expression, after, static_cast<int>(expected.count(QLatin1Char(' '))) + 1), expected);
}

void TestSchedules::rejected_data()
{
    QTest::addColumn<QString>("expression");
    for (const char *bad : {"rate(1 minutes)",
                            "rate(10 minute)",
                            "rate(0 minutes)",
                            "rate(10 seconds)",
                            "rate(10 MINUTES)",
                            "rate( 5 minutes)",
                            "rate(5 minutes )",
                            " rate(5 minutes)",
                            "rate(5  minutes)",
                            "rate(-5 minutes)",
                            "rate(5minutes)",
                            "rate(1.5 hours)",
                            "rate()",
                            "rate",
                            "",
                            "cron(0 1 * * * *)",
                            "cron(71 8 1 * ? *)",
                            "cron(0 24 * * ? *)",
                            "cron(0 0 0 * ? *)",
                            "cron(0 0 32 * ? *)",
                            "cron(0 0 1 13 ? *)",
                            "cron(0 0 ? * 8 *)",
                            "cron(0 0 ? * 0 *)",
                            "cron(0 0 ? * ? *)",
                            "cron(0 0 * * ?)",
                            "cron(0 0 * * ? * *)",
                            "cron(0 0 1 1 ? 1969)",
                            "cron(0 0 1 1 ? 2200)",
                            "cron(a 0 1 1 ? *)",
                            "cron(0/0 * * * ? *)",
                            "cron(0 0 ? * 3#6 *)",
                            "cron(0 0 ? * FOO *)",
                            "cron(0 0 1 1 ? *",
                            "cron(0  0 1 1 ? *)",
                            "at(2025-03-04T05:07:00Z)",
                            "at(2025-03-04)",
                            "at(2025-02-30T00:00:00)",
                            "CRON(0 0 1 1 ? *)",
                            "every(5 minutes)",
                            "cron(0 0 , * ? *)",
                            "cron(0 0 1- * ? *)"})
        QTest::newRow(*bad ? bad : "empty") << QString::fromLatin1(bad);
}

void TestSchedules::rejected()
{
    QFETCH(QString, expression);
    const auto parsed = ScheduleExpression::parse(expression.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(text(parsed.error().message), QStringLiteral("Parameter ScheduleExpression is not valid."));
}

void TestSchedules::rateFiresOneIntervalAfterItsStart()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Every", "rate(5 minutes)");
    world.deploy();
    world.run(1h);
    QVERIFY(world.sandbox->launched().empty()); // nothing runs before sources are started
    world.services->startSources();
    QVERIFY(world.nextFire("F/Every") == scenarioStart() + 65min);
    world.run(5min - 1ns);
    QVERIFY(world.sandbox->launched().empty());
    world.run(26min);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{6});
    QCOMPARE(text(world.trace({"moved"})).section(QLatin1Char('\n'), 0, 0),
             QStringLiteral("3900.000 moved  F/Every > F event x1"));
}

void TestSchedules::cronFiresAtItsMinute()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Nightly", "cron(0 6 * * ? *)");
    world.deploy();
    world.services->startSources();
    world.run(std::chrono::days{3});
    QCOMPARE(world.sandbox->seen().size(), std::size_t{3});
    QVERIFY(world.sandbox->seen()[0].at == at(QStringLiteral("2025-03-04T06:00:00")) + 100ms);
    QCOMPARE(text(Json::parse(world.sandbox->seen()[1].request.payload)["time"].get<std::string>()),
             QStringLiteral("2025-03-05T06:00:00Z"));
}

void TestSchedules::eventHasAwsShape()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Nightly", "cron(7 5 * * ? *)").name = "nightly";
    world.deploy();
    world.services->startSources();
    world.run(5min);
    Json event = Json::parse(world.sandbox->seen().at(0).request.payload);
    QCOMPARE(event["id"].get<std::string>().size(), std::size_t{36});
    event["id"] = "x";
    QCOMPARE(text(event.dump()),
             QStringLiteral("{\"version\":\"0\",\"id\":\"x\",\"detail-type\":\"Scheduled Event\",\"source\":\"aws."
                            "events\",\"account\":\"000000000000\",\"time\":\"2025-03-04T05:07:00Z\",\"region\":\"us-"
                            "east-1\",\"resources\":[\"arn:aws:events:us-east-1:000000000000:rule/nightly\"],"
                            "\"detail\":{}}"));
}

void TestSchedules::inputReplacesTheEvent()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Every", "rate(1 minute)").input = "{\"mode\":\"full\"}";
    world.deploy();
    world.services->startSources();
    world.run(61s);
    QCOMPARE(text(world.sandbox->seen().at(0).request.payload), QStringLiteral("{\"mode\":\"full\"}"));
}

void TestSchedules::editsKeepTheBeat()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Every", "rate(10 minutes)");
    world.deploy();
    world.services->startSources();
    world.run(9min);
    world.deployment.model.functions.front().memoryMb = 512;
    world.deployment.model.schedules.front().input = "{}";
    world.deploy();
    QVERIFY(world.nextFire("F/Every") == scenarioStart() + 10min);
    world.deployment.model.schedules.front().expression = "rate(3 minutes)";
    world.deploy();
    QVERIFY(world.nextFire("F/Every") == scenarioStart() + 12min);
}

void TestSchedules::disabledAndStoppedRulesAreSilent()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Every", "rate(1 minute)").enabled = false;
    world.deploy();
    world.services->startSources();
    world.run(10min);
    QVERIFY(!world.nextFire("F/Every"));
    world.deployment.model.schedules.front().enabled = true;
    world.deploy();
    world.run(2min);
    world.services->stopSources();
    world.run(1h);
    QCOMPARE(world.all<fact::Moved>().size(), std::size_t{2});
    QVERIFY(!world.nextFire("F/Every"));
    // What was missed is not made up for.
    world.services->startSources();
    world.run(1min);
    QCOMPARE(world.all<fact::Moved>().size(), std::size_t{3});
}

void TestSchedules::firesOnceByHand()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Every", "rate(1 day)");
    world.deploy();
    std::string id;
    world.services->schedules().fire("F/Every", [&](const ServiceResult<std::string> &result) { id = *result; });
    world.run(1h);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
    QCOMPARE(text(Json::parse(world.sandbox->seen()[0].request.payload)["id"].get<std::string>()), text(id));
    int status = 0;
    world.services->schedules().fire("F/Nope",
                                     [&](const ServiceResult<std::string> &result) { status = result.error().status; });
    QCOMPARE(status, 404);
}

void TestSchedules::removedRulesFallSilent()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Every", "rate(1 minute)");
    world.deploy();
    world.services->startSources();
    world.run(90s);
    world.deployment.model.schedules.clear();
    world.deploy();
    world.run(1h);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{1});
}

void TestSchedules::aBadExpressionNeverFires()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Every", "rate(1 minutes)");
    world.deploy();
    world.services->startSources();
    world.run(1h);
    QVERIFY(world.sandbox->launched().empty());
    QVERIFY(!world.nextFire("F/Every"));
}

void TestSchedules::failingHandlersAreRetriedBetweenBeats()
{
    ServiceWorld world;
    world.add("F");
    world.addSchedule("F", "Every", "rate(1 hour)");
    world.deploy();
    world.sandbox->handle("F", [](const InvocationRequest &) { return ModelledRun::raises(0ms, "E", "boom"); });
    world.services->startSources();
    world.run(2h - 1s);
    QCOMPARE(world.sandbox->seen().size(), std::size_t{3});
}

QTEST_APPLESS_MAIN(TestSchedules)
#include "tst_schedules.moc"

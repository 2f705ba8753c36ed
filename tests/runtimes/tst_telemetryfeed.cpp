// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/virtualclock.h"
#include "core/runtimes/telemetryfeed.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// Subscriptions and batches of the Telemetry and Logs APIs on virtual time.
class TestTelemetryFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subscriptionsAreChecked_data();
    void subscriptionsAreChecked();
    void settingsAreTaken();
    void batchesGoWhenTheyAreOldEnough();
    void fullBatchesGoAtOnce();
    void lateSubscribersHearWhatInitSaid();
    void onlyWantedTypesAreSent();
    void eachApiHasItsOwnEvents();
    void jsonLinesBecomeObjects();
    void oneBatchAtATimeAndDropsAreSaid();
    void refusedBatchesComeAgain();
    void nothingIsSentWhileFrozen();
};

#ifndef Q_MOC_RUN // moc stumbles over the raw strings
namespace {

TelemetrySubscription subscription(std::vector<std::string> types = {"platform", "function", "extension"})
{
    TelemetrySubscription value;
    value.schemaVersion = "2022-12-13";
    value.types = std::move(types);
    value.maxItems = 1000;
    value.timeout = 100ms;
    return value;
}

struct Feed
{
    EventLoop loop{Instant{std::chrono::seconds{1741064767}}};
    VirtualClock clock{loop};
    std::vector<QByteArray> batches;
    std::vector<std::function<void(bool)>> acknowledge;
    std::vector<PlatformEvent> said;
    TelemetryFeed feed;

    explicit Feed(bool json = false)
        : feed(
            loop, json,
            [this](const TelemetryTarget &, const std::string &batch, std::function<void(bool)> done) {
                batches.push_back(QByteArray::fromStdString(batch));
                acknowledge.push_back(std::move(done));
            },
            [this](const PlatformEvent &event) { said.push_back(event); })
    {}
    void line(const std::string &text) { feed.addLine(TelemetryFeed::Source::Function, loop.now(), text); }
    QStringList types(std::size_t batch) const
    {
        QStringList found;
        for (const QJsonValue &entry : QJsonDocument::fromJson(batches.at(batch)).array())
            found << entry[QStringLiteral("type")].toString();
        return found;
    }
};

} // namespace

void TestTelemetryFeed::subscriptionsAreChecked_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("fault");
    const QString rest = QStringLiteral(R"("schemaVersion":"2022-07-01","types":["platform"])");
    const auto at = [&](const char *uri) {
        return QStringLiteral(R"({"destination":{"protocol":"HTTP","URI":"%1"},%2})").arg(QLatin1String(uri), rest);
    };
    QTest::newRow("AWS's example") << R"({"schemaVersion":"2022-07-01","types":[],)"
                                      R"("destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain"}})"
                                   << "URI port is not provided; types should not be empty";
    QTest::newRow("reserved port") << at("http://sandbox.localdomain:9001") << "port 9001 is reserved";
    QTest::newRow("elsewhere") << at("http://example.com:80") << "URI host should be sandbox.localdomain";
    QTest::newRow("scheme") << at("https://sandbox:8080") << "URI scheme should be http";
    QTest::newRow("injection") << at("http://sandbox:8080/\\r\\nX: y") << "URI is malformed";
    QTest::newRow("no JSON") << "[]"
                             << "the body should be a JSON object";
    QTest::newRow("protocol") << QStringLiteral(R"({"destination":{"protocol":"TCP","port":8080},%1})").arg(rest)
                              << "destination protocol should be HTTP";
    QTest::newRow("type") << R"({"schemaVersion":"2022-07-01","types":["all"],)"
                             R"("destination":{"protocol":"HTTP","URI":"http://sandbox:1"}})"
                          << "types should be one of platform, function, extension";
    QTest::newRow("schema") << R"({"types":["function"],"destination":{"protocol":"HTTP","URI":"http://sandbox:1"}})"
                            << "schemaVersion is not supported";
    QTest::newRow("ranges")
        << QStringLiteral(R"({"buffering":{"maxItems":999,"maxBytes":1048577,"timeoutMs":"x"},)"
                          R"("destination":{"protocol":"HTTP","URI":"http://sandbox:1"},%1})")
               .arg(rest)
        << "maxItems should be between 1000 and 10000; maxBytes should be between 262144 and 1048576; "
           "timeoutMs should be between 25 and 30000";
}

void TestTelemetryFeed::subscriptionsAreChecked()
{
    QFETCH(QString, body);
    QFETCH(QString, fault);
    const auto parsed = TelemetrySubscription::parse(false, body.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(QString::fromStdString(parsed.error().message), fault);
}

void TestTelemetryFeed::settingsAreTaken()
{
    const auto http = TelemetrySubscription::parse(
        false,
        R"({"schemaVersion":"2025-01-29","types":["function","function"],"buffering":{"maxItems":2000,)"
        R"("timeoutMs":25},"destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:8080/a?b"}})");
    QVERIFY2(http, http ? "" : http.error().message.c_str());
    QCOMPARE(http->maxItems, std::int64_t{2000});
    QCOMPARE(http->maxBytes, std::int64_t{262144});
    QVERIFY(http->timeout == 25ms);
    QCOMPARE(http->types.size(), std::size_t{1});
    QCOMPARE(http->target.port, std::uint16_t{8080});
    QCOMPARE(http->target.path, std::string("/a?b"));
    const auto tcp = TelemetrySubscription::parse(
        true, R"({"types":["platform"],"destination":{"protocol":"TCP","port":8081}})");
    QVERIFY2(tcp, tcp ? "" : tcp.error().message.c_str());
    QVERIFY(tcp->target.tcp);
    QCOMPARE(tcp->schemaVersion, std::string("2020-08-15"));
}

void TestTelemetryFeed::batchesGoWhenTheyAreOldEnough()
{
    Feed feed;
    feed.feed.subscribe("x", subscription());
    feed.line("one");
    feed.clock.runFor(50ms);
    feed.line("two");
    feed.clock.runFor(49ms);
    QVERIFY(feed.batches.empty());
    feed.clock.runFor(1ms);
    QCOMPARE(feed.batches.size(), std::size_t{1});
    QCOMPARE(feed.batches[0],
             QByteArray(R"([{"time":"2025-03-04T05:06:07.000Z","type":"function","record":"one"},)"
                        R"({"time":"2025-03-04T05:06:07.050Z","type":"function","record":"two"}])"));
}

void TestTelemetryFeed::fullBatchesGoAtOnce()
{
    Feed feed;
    feed.feed.subscribe("x", subscription());
    for (int i = 0; i < 1000; ++i)
        feed.line("line");
    QCOMPARE(feed.batches.size(), std::size_t{1});
    QCOMPARE(feed.types(0).size(), 1000);
}

void TestTelemetryFeed::lateSubscribersHearWhatInitSaid()
{
    Feed feed;
    feed.feed.add(platform::initStart(feed.loop.now(), {}, "python3.13", "fn", "$LATEST"));
    feed.feed.subscribe("x", subscription({"platform"}));
    feed.clock.runFor(100ms);
    QCOMPARE(feed.types(0), QStringList({QStringLiteral("platform.initStart")}));
    QVERIFY(feed.feed.listening());
    Feed other;
    other.feed.close();
    QVERIFY(!other.feed.listening());
}

void TestTelemetryFeed::onlyWantedTypesAreSent()
{
    Feed feed;
    feed.feed.subscribe("x", subscription({"extension"}));
    feed.line("no");
    feed.feed.addLine(TelemetryFeed::Source::Extension, feed.loop.now(), "yes");
    feed.clock.runFor(1s);
    QCOMPARE(feed.types(0), QStringList({QStringLiteral("extension")}));
}

void TestTelemetryFeed::eachApiHasItsOwnEvents()
{
    Feed feed;
    auto logs = subscription({"platform"});
    logs.logsApi = true;
    logs.schemaVersion = "2020-08-15";
    QVERIFY(feed.feed.subscribe("logs", logs));
    QVERIFY(!feed.feed.subscribe("logs", subscription()));
    QVERIFY(feed.feed.subscribe("telemetry", subscription({"platform"})));
    const Instant now = feed.loop.now();
    feed.feed.add(platform::runtimeDone(now, {.requestId = "r"}));
    feed.feed.add(platform::end(now, "r"));
    feed.feed.add(platform::fault(now, "died"));
    feed.clock.runFor(1s);
    QCOMPARE(feed.types(0), QStringList({QStringLiteral("platform.runtimeDone")}));
    QCOMPARE(feed.types(1), QStringList({QStringLiteral("platform.end"), QStringLiteral("platform.fault")}));
}

void TestTelemetryFeed::jsonLinesBecomeObjects()
{
    Feed feed(true);
    feed.feed.subscribe("x", subscription());
    feed.line(R"({"level":"INFO","message":"hello"})");
    feed.line("{broken");
    feed.clock.runFor(1s);
    const QJsonArray batch = QJsonDocument::fromJson(feed.batches[0]).array();
    QCOMPARE(batch[0][QStringLiteral("record")][QStringLiteral("message")].toString(), QStringLiteral("hello"));
    QCOMPARE(batch[1][QStringLiteral("record")].toString(), QStringLiteral("{broken"));
}

void TestTelemetryFeed::oneBatchAtATimeAndDropsAreSaid()
{
    Feed feed;
    feed.feed.subscribe("x", subscription());
    for (int i = 0; i < 4000; ++i)
        feed.line("line");
    feed.clock.runFor(10s);
    QCOMPARE(feed.batches.size(), std::size_t{1}); // not acknowledged yet
    feed.acknowledge[0](true);
    QCOMPARE(feed.said.size(), std::size_t{1});
    QCOMPARE(feed.said[0].type, std::string("platform.logsDropped"));
    QVERIFY(feed.said[0].record.find("\"droppedRecords\":1000") != std::string::npos);
    QCOMPARE(feed.types(1).size(), 1000);
    feed.acknowledge[1](true);
    feed.acknowledge[2](true);
    feed.clock.runFor(1s);
    QCOMPARE(feed.types(3), QStringList({QStringLiteral("platform.logsDropped")}));
}

void TestTelemetryFeed::refusedBatchesComeAgain()
{
    Feed feed;
    feed.feed.subscribe("x", subscription());
    feed.line("one");
    feed.clock.runFor(100ms);
    feed.acknowledge[0](false);
    feed.line("two");
    feed.clock.runFor(1s);
    QCOMPARE(feed.batches.size(), std::size_t{2});
    QCOMPARE(feed.batches[1], feed.batches[0]);
    feed.acknowledge[1](true);
    feed.clock.runFor(1s);
    QCOMPARE(feed.batches.size(), std::size_t{3});
    QVERIFY(feed.batches[2].contains("two"));
}

void TestTelemetryFeed::nothingIsSentWhileFrozen()
{
    Feed feed;
    feed.feed.subscribe("x", subscription());
    feed.feed.setFrozen(true);
    feed.line("report");
    feed.clock.runFor(1min);
    QVERIFY(feed.batches.empty());
    feed.feed.setFrozen(false);
    QCOMPARE(feed.batches.size(), std::size_t{1});
    feed.acknowledge[0](false);
    feed.feed.setFrozen(true);
    feed.clock.runFor(1min);
    QCOMPARE(feed.batches.size(), std::size_t{1});
}

#endif

QTEST_APPLESS_MAIN(TestTelemetryFeed)
#include "tst_telemetryfeed.moc"

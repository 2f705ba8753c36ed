// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfacts.h"
#include "tests/support/qttext.h"
#include "widgets/logs/logfilter.h"
#include "widgets/logs/loghistogram.h"
#include "widgets/logs/logmodel.h"
#include "widgets/logs/logtext.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

QString view(std::string_view bytes) { return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())); }

/// Shown rows, one word for the kind, then the message.
QString shown(const LogModel &model)
{
    static constexpr const char *names[] = {"start", "text", "end", "report", "init", "platform", "event"};
    QStringList list;
    for (std::size_t i = 0; i < model.shownCount(); ++i) {
        const LogRow &row = model.row(model.shownRow(i));
        const bool words = row.kind == LogRowKind::Text || row.kind == LogRowKind::Platform
            || row.kind == LogRowKind::Event || row.kind == LogRowKind::Init;
        list << QString::fromLatin1(names[static_cast<int>(row.kind)])
                + (words ? QLatin1Char(' ') + view(model.message(row)) : QString());
    }
    return list.join(QStringLiteral(" | "));
}

bool holds(const QString &filter, const LogFilterSubject &subject) { return LogFilter::parse(filter).matches(subject); }

LogFilterSubject subject()
{
    LogFilterSubject row;
    row.text = "GatewayTimeout: order A-1042 was refused";
    row.function = "ChargeCard";
    row.requestId = "7c1d0a00-0000-4000-8000-000000000000";
    row.environment = "3f0a";
    row.level = LogLevel::Warn;
    row.cold = true;
    row.ended = true;
    row.duration = 1500ms;
    return row;
}

} // namespace

/// The log model and its filter: rows, requests, a million of them.
class TestLogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByRequest();
    void interleavedRequestsKeepTheirLanes();
    void initHasAGroupOfItsOwn();
    void retriesAreRequestsOfTheirOwn();
    void linesAreSplit();
    void longLinesAndEventsAreCut();
    void prefixesAreRead_data();
    void prefixesAreRead();
    void errorsAreCountedOnce();
    void foldingHidesTheRest();
    void eventsOfTheCoreAreRows();
    void filters_data();
    void filters();
    void wrongFiltersSayWhyAndHideNothing_data();
    void wrongFiltersSayWhyAndHideNothing();
    void filterShowsAndCounts();
    void durationFilterWaitsForTheEnd();
    void levelFilterFindsTimeouts();
    void timeRangeAndRequest();
    void aMillionRows();
    void oldestGoFirst();
    void clearing();
    void histogramHasFixedSize();
    void sourceLinks_data();
    void sourceLinks();
};

void TestLogs::groupsByRequest()
{
    LogModel model;
    LogFacts log;
    log.start("F", "r1", 1, true);
    log.line("F", "r1", "hello\n");
    log.line("F", "r1", "[ERROR]\t2025-03-04T05:06:07.089Z\tr1\tboom\n");
    log.end("F", "r1", 250ms, InvocationOutcome::FunctionError);
    model.append(log.take());
    QCOMPARE(shown(model), QStringLiteral("start | text hello | text boom | report"));
    const LogRequest *request = model.request(model.row(0));
    QVERIFY(request);
    QCOMPARE(text(request->id), QStringLiteral("r1"));
    QVERIFY(request->cold && request->ended);
    QCOMPARE(request->rows, 2);
    QCOMPARE(request->errorRow, 2U);
    QVERIFY(request->end.duration == 250ms);
    QCOMPARE(text(model.functionName(request->function)), QStringLiteral("F"));
    QCOMPARE(model.row(2).level, LogLevel::Error);
    QCOMPARE(model.errorCount(), 1);
    model.setRaw(true);
    QCOMPARE(shown(model), QStringLiteral("start | text hello | text boom | end | report"));
    QCOMPARE(view(model.text(model.row(0))), QStringLiteral("START RequestId: r1 Version: $LATEST"));
}

void TestLogs::interleavedRequestsKeepTheirLanes()
{
    LogModel model;
    LogFacts log;
    log.start("F", "a", 1);
    log.start("G", "b", 2);
    log.line("F", "a", "one", LogKind::Text, LogLevel::None, 1);
    log.line("G", "b", "two", LogKind::Text, LogLevel::None, 2);
    log.end("F", "a", 1ms, InvocationOutcome::Success, 1);
    log.start("F", "c", 1);
    log.line("G", "b", "three", LogKind::Text, LogLevel::None, 2);
    model.append(log.take());
    QCOMPARE(shown(model), QStringLiteral("start | start | text one | text two | report | start | text three"));
    const auto lane = [&](std::size_t position) { return int(model.row(model.shownRow(position)).lane); };
    QCOMPARE(lane(0), 0);
    QCOMPARE(lane(1), 1);
    QCOMPARE(lane(2), 0);
    QCOMPARE(lane(3), 1);
    QCOMPARE(lane(5), 0); // the lane that became free
    QCOMPARE(lane(6), 1);
    QVERIFY(model.row(model.shownRow(2)).open[1] != 0); // b's bracket runs past it
}

void TestLogs::initHasAGroupOfItsOwn()
{
    LogModel model;
    LogFacts log;
    log.line("F", {}, "INIT_START Runtime Version: python:3.13.v1", LogKind::InitStart);
    log.line("F", {}, "imported in 288 ms");
    log.start("F", "r1", 1, true);
    log.end("F", "r1");
    model.append(log.take());
    QCOMPARE(shown(model), QStringLiteral("start | text imported in 288 ms | start | report"));
    const LogRequest *init = model.request(model.row(0));
    QVERIFY(init && init->init && init->ended && init->id.empty());
    QVERIFY(model.request(model.row(2)) != init);
}

void TestLogs::retriesAreRequestsOfTheirOwn()
{
    LogModel model;
    LogFacts log;
    for (int attempt = 1; attempt <= 3; ++attempt) {
        log.start("F", "same", 1, attempt == 1, attempt);
        log.line("F", "same", "attempt " + std::to_string(attempt));
        log.end("F", "same", 1ms, InvocationOutcome::FunctionError);
    }
    model.append(log.take());
    QCOMPARE(shown(model),
             QStringLiteral("start | text attempt 1 | report | start | text attempt 2 | report | "
                            "start | text attempt 3 | report"));
    QCOMPARE(model.request(model.row(model.shownRow(7)))->attempt, 3);
    QVERIFY(model.row(model.shownRow(1)).request != model.row(model.shownRow(4)).request);
    model.setRequestFilter("same"); // all attempts are that request
    QCOMPARE(model.shownCount(), std::size_t{9});
}

void TestLogs::linesAreSplit()
{
    LogModel model;
    LogFacts log;
    log.start("F", "r");
    log.line("F", "r", "one\ntwo\r\nthree\rfour\n\n");
    log.line("F", "r", "");
    log.line("F", "r", std::string("nul\0inside", 10));
    model.append(log.take());
    QCOMPARE(shown(model),
             QStringLiteral("start | text one | text two | text three | text four | text  | text nul") + QChar(0)
                 + QStringLiteral("inside"));
    QVERIFY(!(model.row(1).flags & LogRow::Continuation));
    QVERIFY(model.row(2).flags & LogRow::Continuation);
    QVERIFY(!(model.row(5).flags & LogRow::Continuation));
}

void TestLogs::longLinesAndEventsAreCut()
{
    LogModel model;
    LogFacts log;
    log.start("F", "r");
    log.line("F", "r", std::string(200000, 'x'));
    std::string many;
    for (int i = 0; i < 12000; ++i)
        many += "line\n";
    log.line("F", "r", many);
    model.append(log.take());
    QCOMPARE(model.row(1).length, std::uint32_t(LogModel::lineBytesMax));
    QVERIFY(model.row(1).flags & LogRow::Clipped);
    QCOMPARE(model.rowCount(), std::size_t(2 + LogModel::eventLinesMax + 1));
    QVERIFY(view(model.text(model.row(model.endRow() - 1))).contains(QStringLiteral("more byte")));
}

void TestLogs::prefixesAreRead_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("level");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *line, LogLevel level, const char *message) {
        QTest::newRow(name) << QString::fromUtf8(line) << int(level) << QString::fromUtf8(message);
    };
    row("plain", "hello", LogLevel::None, "hello");
    row("Python logging", "[WARNING]\t2025-03-04T05:06:07.089Z\t7c1d\tslow", LogLevel::Warn, "slow");
    row("Python error", "[ERROR] ValueError: boom", LogLevel::Error, "ValueError: boom");
    row("Node", "2025-03-04T05:06:07.089Z\t7c1d\tINFO\thello", LogLevel::Info, "hello");
    row("Node without an id", "2025-03-04T05:06:07.089Z\tundefined\tERROR\tUncaught", LogLevel::Error, "Uncaught");
    row("word", "WARN: careful", LogLevel::Warn, "careful");
    row("word in a sentence", "ERRORS were none", LogLevel::None, "ERRORS were none");
    row("JSON", "{\"level\":\"ERROR\",\"message\":\"x\"}", LogLevel::Error, "{\"level\":\"ERROR\",\"message\":\"x\"}");
    row("brackets", "[1, 2, 3]", LogLevel::None, "[1, 2, 3]");
    row("empty", "", LogLevel::None, "");
    row("half a stamp", "2025-03-04T05:06:07.089Z\t", LogLevel::None, "2025-03-04T05:06:07.089Z\t");
}

void TestLogs::prefixesAreRead()
{
    QFETCH(QString, line);
    QFETCH(int, level);
    QFETCH(QString, message);
    const std::string bytes = line.toStdString();
    const LogPrefix prefix = logPrefix(bytes);
    QCOMPARE(int(prefix.level), level);
    QCOMPARE(view(std::string_view(bytes).substr(prefix.length)), message);
}

void TestLogs::errorsAreCountedOnce()
{
    LogModel model;
    LogFacts log;
    log.start("F", "a");
    log.line("F", "a", "[ERROR] ValueError: boom\nTraceback\n  File", LogKind::Text, LogLevel::Error);
    log.end("F", "a", 1ms, InvocationOutcome::FunctionError); // the same failure
    log.start("F", "b");
    log.line("F", "b", "WARN: slow");
    log.end("F", "b");
    log.start("F", "c");
    log.end("F", "c", 3s, InvocationOutcome::Timeout); // says nothing itself
    model.append(log.take());
    QCOMPARE(model.errorCount(), 2);
    QCOMPARE(model.warningCount(), 1);
}

void TestLogs::foldingHidesTheRest()
{
    LogModel model;
    LogFacts log;
    for (const char *id : {"a", "b"}) {
        log.start("F", id);
        log.line("F", id, std::string("in ") + id);
        log.end("F", id);
    }
    model.append(log.take());
    QSignalSpy rebuilt(&model, &LogModel::rebuilt);
    model.setFolded(model.row(0).request, true);
    QCOMPARE(shown(model), QStringLiteral("start | start | text in b | report"));
    model.setFolded(model.row(0).request, true);
    QCOMPARE(rebuilt.count(), 1);
    model.setAllFolded(true);
    QCOMPARE(shown(model), QStringLiteral("start | start"));
    model.setAllFolded(false);
    QCOMPARE(model.shownCount(), std::size_t{6});
}

void TestLogs::eventsOfTheCoreAreRows()
{
    LogModel model;
    LogFacts log;
    log.add(fact::Throttled{"F", "r", "Orders", "ReservedFunctionConcurrentInvocationLimitExceeded", 2, 2});
    log.add(fact::RetryScheduled{"F", "r", 2, Instant{1741064827s}, "function error"});
    log.add(fact::Dropped{"F", "r", "RetriesExhausted", "Dead"});
    log.add(fact::Dropped{"F", "r", "EventAgeExceeded", {}});
    log.add(fact::Notice{"F", LogLevel::Info, "boto3 is pointed at the local endpoint"});
    log.add(fact::Moved{"A", "B", MovementKind::Event, "m", 1}); // is drawn, not written
    model.append(log.take());
    QCOMPARE(model.rowCount(), std::size_t{5});
    QCOMPARE(model.row(0).level, LogLevel::Warn);
    QVERIFY(view(model.text(model.row(0))).contains(QStringLiteral("2 of 2 in use")));
    QVERIFY(view(model.text(model.row(2))).contains(QStringLiteral("sent to Dead")));
    QVERIFY(view(model.text(model.row(3))).contains(QStringLiteral("lost")));
    model.appendDropped(1234);
    QCOMPARE(model.row(5).level, LogLevel::Warn);
    QVERIFY(view(model.text(model.row(5))).contains(QStringLiteral("1234")));
}

void TestLogs::filters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("match");
    const auto row = [](const char *filter, bool match) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << match;
    };
    row("", true);
    row("gatewaytimeout", true);
    row("gateway refused", true);
    row("gateway accepted", false);
    row("-accepted", true);
    row("-gateway", false);
    row("GatewayTimeout", true);
    row("GATEWAY", false); // a capital letter makes it exact
    row("\"order A-1042\"", true);
    row("\"order  A\"", false);
    row("\"fn:ChargeCard\"", false); // quoted: only a word
    row("re:/A-10\\d+/", true);
    row("re:/^order/", false);
    row("-re:/A-10\\d+/", false);
    row("fn:ChargeCard", true);
    row("fn:charge", true);
    row("fn:Place,charge", true);
    row("fn:Place", false);
    row("-fn:Place", true);
    row("level:warn", true);
    row("level>=warn", true);
    row("level>warn", false);
    row("level<error", true);
    row("level:warning", true);
    row("level:error", false);
    row("dur>1s", true);
    row("dur>=1500ms", true);
    row("dur<1.5s", false);
    row("dur:1500", true);
    row("dur<2m", true);
    row("cold:yes", true);
    row("cold:no", false);
    row("req:7c1d", true);
    row("req:c1d", false); // from the beginning
    row("env:3f0a", true);
    row("env:ffff", false);
    row("fn:charge level>=warn dur>1s refused", true);
    row("fn:charge level>=error", false);
    row("  gateway   refused  ", true);
    row("-", false); // a lone dash is a word
}

void TestLogs::filters()
{
    QFETCH(QString, filter);
    QFETCH(bool, match);
    QVERIFY(LogFilter::parse(filter).valid());
    if (filter == QStringLiteral("-"))
        QVERIFY(holds(filter, subject())); // there is one in A-1042
    else
        QCOMPARE(holds(filter, subject()), match);
}

void TestLogs::wrongFiltersSayWhyAndHideNothing_data()
{
    QTest::addColumn<QString>("filter");
    for (const char *filter :
         {"\"open", "re:/open", "re:/(/", "level:loud", "dur>fast", "dur:", "fn:", "cold:maybe", "fn>Charge", "level:"})
        QTest::newRow(filter) << QString::fromUtf8(filter);
}

void TestLogs::wrongFiltersSayWhyAndHideNothing()
{
    QFETCH(QString, filter);
    const LogFilter parsed = LogFilter::parse(filter);
    QVERIFY(!parsed.valid());
    QVERIFY(parsed.problem().endsWith(QLatin1Char('.')) || parsed.problem().contains(QLatin1Char(':')));
    QVERIFY(parsed.matches(subject()));
}

void TestLogs::filterShowsAndCounts()
{
    LogModel model;
    LogFacts log;
    for (int i = 0; i < 100; ++i) {
        const std::string id = "r" + std::to_string(i);
        log.start(i % 2 ? "F" : "G", id);
        log.line(i % 2 ? "F" : "G", id, i % 10 ? "fine" : "WARN: slow");
        log.end(i % 2 ? "F" : "G", id);
    }
    model.append(log.take());
    model.setFilter(LogFilter::parse(QStringLiteral("level:warn")));
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(model.shownCount(), std::size_t{10});
    QVERIFY(model.filtered());
    LogFacts more;
    more.start("F", "new");
    more.line("F", "new", "WARN: slow again");
    model.append(more.take()); // what comes is filtered as it comes
    QCOMPARE(model.shownCount(), std::size_t{11});
    QCOMPARE(model.warningCount(), 11); // counts are of everything
    model.setFilter(LogFilter::parse(QStringLiteral("fn:G slow")));
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(model.shownCount(), std::size_t{10});
    model.setFilter({});
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(model.shownCount(), std::size_t{302});
}

void TestLogs::durationFilterWaitsForTheEnd()
{
    LogModel model;
    model.setFilter(LogFilter::parse(QStringLiteral("dur>1s")));
    LogFacts log;
    log.start("F", "slow");
    log.line("F", "slow", "working");
    model.append(log.take());
    QCOMPARE(model.shownCount(), std::size_t{0});
    LogFacts end;
    end.end("F", "slow", 2s);
    model.append(end.take());
    QTRY_COMPARE_WITH_TIMEOUT(shown(model), QStringLiteral("start | text working | report"), 5000);
}

void TestLogs::levelFilterFindsTimeouts()
{
    // The REPORT row becomes an error only when the invocation has ended.
    LogModel model;
    model.setFilter(LogFilter::parse(QStringLiteral("level:error")));
    LogFacts log;
    log.start("F", "r");
    log.end("F", "r", 3s, InvocationOutcome::Timeout);
    model.append(log.take());
    QTRY_COMPARE_WITH_TIMEOUT(shown(model), QStringLiteral("report"), 5000);
}

void TestLogs::timeRangeAndRequest()
{
    LogModel model;
    LogFacts log;
    for (int i = 0; i < 10; ++i) {
        log.at(std::chrono::seconds{i});
        log.start("F", "r" + std::to_string(i));
        log.line("F", "r" + std::to_string(i), "second " + std::to_string(i));
    }
    model.append(log.take());
    const Instant begin{1741064767s};
    model.setTimeRange(TimeRange{begin + 3s, begin + 5s});
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(shown(model), QStringLiteral("start | text second 3 | start | text second 4"));
    model.setTimeRange({});
    model.setRequestFilter("r7");
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(shown(model), QStringLiteral("start | text second 7"));
}

void TestLogs::aMillionRows()
{
    LogModel model;
    std::vector<Fact> batch;
    LogFacts log;
    for (int i = 0; i < 2000; ++i) {
        const std::string id = "request-" + std::to_string(i);
        log.start("F", id);
        for (int k = 0; k < 3; ++k)
            log.line("F", id,
                     i == 77 && k == 1 ? "WARN: the needle" : "2025-03-04T05:06:07.089Z\tid\tINFO\tsome words");
        log.end("F", id);
    }
    batch = log.take();
    const std::size_t rowsPerBatch = 2000 * 6; // START, three lines, END and REPORT
    std::size_t appended = 0;
    while (appended < 1'100'000) {
        model.append(batch);
        appended += rowsPerBatch;
    }
    QCOMPARE(model.rowCount(), LogModel::defaultCapacity);
    QCOMPARE(model.endRow(), std::uint64_t(appended));
    QCOMPARE(model.firstRow(), std::uint64_t(appended - LogModel::defaultCapacity));
    QCOMPARE(model.warningCount(), std::int64_t(LogModel::defaultCapacity / rowsPerBatch));
    // Filtering goes in slices: the window gets its turns.
    int turns = 0;
    QTimer other;
    connect(&other, &QTimer::timeout, this, [&] { ++turns; });
    other.start(0);
    model.setFilter(LogFilter::parse(QStringLiteral("needle")));
    QVERIFY(model.filtering());
    QTRY_VERIFY_WITH_TIMEOUT(!model.filtering(), 60000);
    QVERIFY(turns >= 3);
    QCOMPARE(model.shownCount(), std::size_t(model.warningCount()));
    const std::uint64_t found = model.shownRow(0);
    QCOMPARE(model.positionOf(found), std::size_t{0});
    QCOMPARE(model.positionOf(found + 1), std::size_t{1});
    QCOMPARE(view(model.message(model.row(found))), QStringLiteral("the needle"));
    model.setFilter({});
    QTRY_VERIFY_WITH_TIMEOUT(!model.filtering(), 60000);
    QVERIFY(model.shownCount() > 800'000);
}

void TestLogs::oldestGoFirst()
{
    LogModel model(nullptr, 100);
    QSignalSpy appended(&model, &LogModel::appended);
    LogFacts log;
    for (int i = 0; i < 50; ++i) {
        const std::string id = "r" + std::to_string(i);
        log.start("F", id);
        log.line("F", id, i < 10 ? "WARN: early" : "late " + std::to_string(i));
        log.end("F", id);
    }
    model.append(log.take());
    QCOMPARE(model.rowCount(), std::size_t{100});
    QCOMPARE(model.warningCount(), 0);                  // went with their rows
    QVERIFY(appended.last().first().toULongLong() > 0); // the view moves by so many
    QCOMPARE(view(model.message(model.row(model.endRow() - 3))), QStringLiteral("late 49"));
    QVERIFY(model.request(model.row(model.firstRow()).request));
    QVERIFY(!model.request(1)); // forgotten with its rows
}

void TestLogs::clearing()
{
    LogModel model;
    LogFacts log;
    log.start("F", "r");
    log.line("F", "r", "WARN: x");
    model.append(log.take());
    model.clear();
    QCOMPARE(model.rowCount(), std::size_t{0});
    QCOMPARE(model.shownCount(), std::size_t{0});
    QCOMPARE(model.warningCount(), 0);
    QVERIFY(model.histogram().empty());
    LogFacts more; // the end of a request whose start was cleared
    more.line("F", "r", "still here");
    more.end("F", "r");
    model.append(more.take());
    QVERIFY(shown(model).contains(QStringLiteral("text still here")));
}

void TestLogs::histogramHasFixedSize()
{
    LogHistogram histogram;
    const Instant begin{1741064767s};
    for (int i = 0; i < 100'000; ++i)
        histogram.add(begin + i * 100ms,
                      i % 1000 == 0      ? LogLevel::Error
                          : i % 100 == 0 ? LogLevel::Warn
                                         : LogLevel::Info);
    QVERIFY(histogram.buckets().size() <= LogHistogram::bucketsMax);
    const auto all = histogram.sum(begin - 1h, begin + 100h);
    QCOMPARE(all.errors, 100U);
    QCOMPARE(all.warnings, 900U);
    QCOMPARE(all.total(), 100'000U);
    QCOMPARE(histogram.sum(begin - 2h, begin).total(), 0U);
    histogram.clear();
    QVERIFY(histogram.empty());
}

void TestLogs::sourceLinks_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("number");
    const auto row = [](const char *line, const char *file, int number) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(file) << number;
    };
    row("  File \"/var/task/app.py\", line 12, in handler", "app.py", 12);
    row("    at charge (file:///var/task/src/index.mjs:48:11)", "src/index.mjs", 48);
    row("    at Runtime.handler (/var/task/index.js:2:9)", "index.js", 2);
    row("  File \"/usr/lib/python3.11/json/decoder.py\", line 355", "", 0);
    row("nothing here", "", 0);
}

void TestLogs::sourceLinks()
{
    QFETCH(QString, line);
    QFETCH(QString, file);
    QFETCH(int, number);
    const auto link = sourceLink(line);
    QCOMPARE(link.has_value(), !file.isEmpty());
    if (link) {
        QCOMPARE(link->file, file);
        QCOMPARE(link->line, number);
        QVERIFY(link->begin >= 0 && link->begin + link->length <= line.size());
    }
}

QTEST_GUILESS_MAIN(TestLogs)
#include "tst_logs.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/wallclock.h"
#include "core/store/history.h"

#include <QtTest>

#include <sqlite3.h>

using namespace lambdarium;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

InvocationRecord record(const std::string &function, const std::string &requestId, int attempt = 1)
{
    InvocationRecord value;
    value.end.function = function;
    value.end.requestId = requestId;
    value.end.environment = EnvironmentId{7};
    value.end.outcome = InvocationOutcome::FunctionError;
    value.end.started = Instant{1741064767s};
    value.end.duration = 12345678ns;
    value.end.billedMs = 13;
    value.end.memoryMb = 128;
    value.end.maxMemoryUsedMb = 40;
    value.end.errorType = "ValueError";
    value.end.errorMessage = "boom é";
    value.end.errorFile = "app.py";
    value.end.errorLine = 3;
    value.source = "Orders";
    value.cold = attempt == 1;
    value.attempt = attempt;
    value.event = "{\"n\":" + std::to_string(attempt) + "}";
    value.response = std::string("nul\0inside", 10);
    return value;
}

Fact line(std::uint64_t sequence, const std::string &function, const std::string &requestId, const std::string &text)
{
    return {sequence, Instant{1741064767s},
            fact::LogWritten{function, requestId, EnvironmentId{7}, LogKind::Text, LogLevel::Warn, text}};
}

struct Bench
{
    QTemporaryDir folder;
    EventLoop loop;
    WallClock clock{loop};
    std::unique_ptr<History> history;

    fs::path file() const { return fs::path(folder.path().toStdString()) / "history.db"; }
    Result<void> open()
    {
        history.reset();
        auto opened = History::open(file(), clock.mailbox());
        if (!opened)
            return opened.error();
        history = std::move(*opened);
        return {};
    }
    template <typename Query>
    Result<QueryOutcome> ask(Query query)
    {
        std::optional<Result<QueryOutcome>> answer;
        history->query(query, [&](Result<QueryOutcome> outcome) { answer = std::move(outcome); });
        clock.runFor(30s, [&] { return answer.has_value(); });
        return answer ? *answer : Result<QueryOutcome>(Error{ErrorCode::Cancelled, "no answer"});
    }
    QString invocations(const NodeId &function, std::size_t limit = 200)
    {
        const auto outcome = ask(query::Invocations{function, limit});
        if (!outcome)
            return QString::fromStdString(outcome.error().message);
        QStringList ids;
        for (const auto &entry : std::get<std::vector<InvocationRecord>>(*outcome))
            ids << QString::fromStdString(entry.end.requestId);
        return ids.join(QLatin1Char(' '));
    }
    QString logs(const query::Logs &query)
    {
        const auto outcome = ask(query);
        if (!outcome)
            return QString::fromStdString(outcome.error().message);
        QStringList texts;
        for (const Fact &fact : std::get<std::vector<Fact>>(*outcome))
            texts << QString::fromStdString(std::get<fact::LogWritten>(fact.body).text);
        return texts.join(QLatin1Char(' '));
    }
};

} // namespace

/// Invocations and log lines of earlier and of this session.
class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryField();
    void newestFirst();
    void theLastAttemptIsTold();
    void unknownRequestsAreNotFound();
    void logsAreFiltered();
    void logsOfEarlierSessionsComeBefore();
    void otherFactsAreIgnored();
    void corruptAndNewerFilesAreSaidToBe();
    void olderFilesAreBroughtUpToDate();
};

void TestHistory::keepsEveryField()
{
    Bench bench;
    QVERIFY(bench.open());
    InvocationRecord given = record("F", "r1");
    given.end.initDuration = 100ms;
    given.end.isolationLevel = 3;
    given.end.simulatedColdStart = 50ms;
    bench.history->add(given);
    bench.history->add(record("F", "r2", 2));
    QVERIFY(bench.open()); // closing writes what waits
    const auto outcome = bench.ask(query::Invocation{"r1"});
    QVERIFY(outcome.hasValue());
    const auto &kept = std::get<std::vector<InvocationRecord>>(*outcome).at(0);
    QCOMPARE(kept.end.function, given.end.function);
    QCOMPARE(kept.end.environment, given.end.environment);
    QCOMPARE(kept.end.outcome, given.end.outcome);
    QVERIFY(kept.end.started == given.end.started && kept.end.duration == given.end.duration);
    QVERIFY(kept.end.initDuration == given.end.initDuration);
    QVERIFY(kept.end.simulatedColdStart == given.end.simulatedColdStart && !kept.end.restoreDuration);
    QCOMPARE(kept.end.isolationLevel, 3);
    QCOMPARE(kept.end.billedMs, given.end.billedMs);
    QCOMPARE(kept.end.memoryMb, given.end.memoryMb);
    QCOMPARE(kept.end.maxMemoryUsedMb, given.end.maxMemoryUsedMb);
    QCOMPARE(kept.end.errorType, given.end.errorType);
    QCOMPARE(kept.end.errorMessage, given.end.errorMessage);
    QCOMPARE(kept.end.errorFile, given.end.errorFile);
    QCOMPARE(kept.end.errorLine, given.end.errorLine);
    QCOMPARE(kept.source, given.source);
    QCOMPARE(kept.cold, given.cold);
    QCOMPARE(kept.event, given.event);
    QCOMPARE(kept.response, given.response);
    const auto warm = bench.ask(query::Invocation{"r2"});
    QVERIFY(!std::get<std::vector<InvocationRecord>>(*warm).at(0).end.initDuration);
}

void TestHistory::newestFirst()
{
    Bench bench;
    QVERIFY(bench.open());
    for (const char *id : {"r1", "r2", "r3"})
        bench.history->add(record(*id == 'r' && id[1] == '2' ? "G" : "F", id));
    QCOMPARE(bench.invocations({}), QStringLiteral("r3 r2 r1"));
    QCOMPARE(bench.invocations("F"), QStringLiteral("r3 r1"));
    QCOMPARE(bench.invocations({}, 2), QStringLiteral("r3 r2"));
    const auto list = bench.ask(query::Invocations{});
    QVERIFY(std::get<std::vector<InvocationRecord>>(*list).at(0).event.empty()); // payloads only one by one
}

void TestHistory::theLastAttemptIsTold()
{
    Bench bench;
    QVERIFY(bench.open());
    for (int attempt = 1; attempt <= 3; ++attempt)
        bench.history->add(record("F", "same", attempt));
    const auto outcome = bench.ask(query::Invocation{"same"});
    QCOMPARE(std::get<std::vector<InvocationRecord>>(*outcome).at(0).attempt, 3);
    QCOMPARE(bench.invocations("F"), QStringLiteral("same same same"));
}

void TestHistory::unknownRequestsAreNotFound()
{
    Bench bench;
    QVERIFY(bench.open());
    const auto outcome = bench.ask(query::Invocation{"nope"});
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::NotFound);
}

void TestHistory::logsAreFiltered()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.history->add(line(1, "F", "r1", "one"));
    bench.history->add(line(2, "G", "r2", "two"));
    bench.history->add(line(3, "F", "r3", "One 100%"));
    bench.history->add(line(4, "F", "r3", "four"));
    QCOMPARE(bench.logs({}), QStringLiteral("one two One 100% four")); // oldest first
    QCOMPARE(bench.logs({.function = "F"}), QStringLiteral("one One 100% four"));
    QCOMPARE(bench.logs({.requestId = "r3"}), QStringLiteral("One 100% four"));
    QCOMPARE(bench.logs({.contains = "One"}), QStringLiteral("One 100%"));
    QCOMPARE(bench.logs({.contains = "100%"}), QStringLiteral("One 100%"));
    QCOMPARE(bench.logs({.contains = "_"}), QString()); // no wildcards
    QCOMPARE(bench.logs({.before = 3}), QStringLiteral("one two"));
    QCOMPARE(bench.logs({.limit = 2}), QStringLiteral("One 100% four")); // the newest two
}

void TestHistory::logsOfEarlierSessionsComeBefore()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.history->add(line(100, "F", "r1", "yesterday"));
    QVERIFY(bench.open());
    bench.history->add(line(1, "F", "r2", "today"));
    bench.history->add(line(2, "F", "r2", "later"));
    QCOMPARE(bench.logs({}), QStringLiteral("yesterday today later"));
    QCOMPARE(bench.logs({.before = 2}), QStringLiteral("yesterday today"));
}

void TestHistory::otherFactsAreIgnored()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.history->add(Fact{1, Instant{}, fact::Notice{"F", LogLevel::Info, "notice"}});
    bench.history->add(line(2, "F", "r1", "line"));
    QCOMPARE(bench.logs({}), QStringLiteral("line"));
}

void TestHistory::corruptAndNewerFilesAreSaidToBe()
{
    Bench bench;
    {
        QFile out(QString::fromStdString(bench.file().string()));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QByteArray(20000, 'z'));
    }
    auto opened = bench.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Corrupt);
    fs::remove(bench.file());
    QVERIFY(bench.open());
    bench.history.reset();
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(bench.file().c_str(), &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle, "PRAGMA user_version=99", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
    opened = bench.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::ReadOnly);
}

void TestHistory::olderFilesAreBroughtUpToDate()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.history->add(record("F", "r1"));
    bench.history.reset();
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(bench.file().c_str(), &handle), SQLITE_OK);
    QCOMPARE(sqlite3_exec(handle,
                          "ALTER TABLE invocations DROP COLUMN isolation; ALTER TABLE invocations DROP COLUMN restore;"
                          "ALTER TABLE invocations DROP COLUMN simulated; PRAGMA user_version=1",
                          nullptr, nullptr, nullptr),
             SQLITE_OK);
    sqlite3_close(handle);
    QVERIFY(bench.open());
    const auto outcome = bench.ask(query::Invocation{"r1"});
    QVERIFY(outcome.hasValue());
    const auto &kept = std::get<std::vector<InvocationRecord>>(*outcome).at(0);
    QCOMPARE(kept.end.requestId, std::string("r1"));
    QCOMPARE(kept.end.isolationLevel, -1);
    QVERIFY(fs::exists(bench.file().string() + ".v1"));
}

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"

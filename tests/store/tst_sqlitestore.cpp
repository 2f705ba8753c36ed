// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/wallclock.h"
#include "core/store/sqlitestore.h"

#include <QtTest>

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <set>

using namespace lambdarium;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

/// A store on a folder of its own, and the loop its answers arrive on.
struct Bench
{
    QTemporaryDir folder;
    EventLoop loop;
    WallClock clock{loop};
    std::unique_ptr<SqliteStore> store;

    fs::path file() const { return fs::path(folder.path().toStdString()) / "state.db"; }
    Result<void> open()
    {
        store.reset();
        auto opened = SqliteStore::open(file(), clock.mailbox());
        if (!opened)
            return opened.error();
        store = std::move(*opened);
        return {};
    }
    /// Waits for the answer.
    Result<void> append(StoreChange change)
    {
        std::optional<Result<void>> answer;
        store->append(std::move(change), [&](Result<void> result) { answer = std::move(result); });
        clock.runFor(30s, [&] { return answer.has_value(); });
        return answer ? *answer : Result<void>(Error{ErrorCode::Cancelled, "no answer"});
    }
    Result<void> put(const std::string &space, const std::string &key, const std::string &value)
    {
        StoreChange change;
        change.put(space, key, value);
        return append(std::move(change));
    }
};

void write(const fs::path &file, const QByteArray &bytes)
{
    QFile out(QString::fromStdString(file.string()));
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(bytes);
}

QByteArray read(const fs::path &file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

void run(const fs::path &file, const char *sql)
{
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
    char *fault = nullptr;
    QVERIFY2(sqlite3_exec(handle, sql, nullptr, nullptr, &fault) == SQLITE_OK, fault ? fault : "");
    sqlite3_close(handle);
}

} // namespace

/// The durable store on a real file.
class TestSqliteStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAcrossReopen();
    void changesAreWhole();
    void bytesAreKept();
    void answersComeInOrder();
    void closingWritesWhatWaits();
    void corruptFilesAreSaidToBe();
    void damagedPagesAreSaidToBe();
    void newerFormatsAreLeftAlone();
    void anUnwritableFolderIsReadOnly();
    void killedWritersLoseNothingAcknowledged();
};

void TestSqliteStore::keepsAcrossReopen()
{
    Bench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.put("queue/A", "2", "two"));
    QVERIFY(bench.put("queue/A", "1", "one"));
    QVERIFY(bench.put("queue/B", "1", "b"));
    QVERIFY(bench.put("queue/A", "1", "uno"));
    StoreChange removal;
    removal.remove("queue/A", "2");
    removal.remove("queue/A", "never there");
    QVERIFY(bench.append(std::move(removal)));
    QVERIFY(bench.open());
    QCOMPARE(*bench.store->load("queue/A"), (Rows{{"1", "uno"}}));
    QVERIFY(bench.store->load("nothing")->empty());
    QCOMPARE(*bench.store->spaces("queue/"), (std::vector<std::string>{"queue/A", "queue/B"}));
    QVERIFY(bench.store->spaces("queue_")->empty()); // no wildcard
}

void TestSqliteStore::changesAreWhole()
{
    Bench bench;
    QVERIFY(bench.open());
    StoreChange both;
    both.put("from", "1", "x");
    both.put("to", "1", "x");
    QVERIFY(bench.append(std::move(both)));
    StoreChange move;
    move.remove("from", "1");
    move.put("to", "2", "x");
    QVERIFY(bench.append(std::move(move)));
    QVERIFY(bench.open());
    QVERIFY(bench.store->load("from")->empty());
    QCOMPARE(bench.store->load("to")->size(), std::size_t{2});
}

void TestSqliteStore::bytesAreKept()
{
    Bench bench;
    QVERIFY(bench.open());
    std::string bytes;
    for (int i = 0; i < 256; ++i)
        bytes += static_cast<char>(i);
    QVERIFY(bench.put("s", "bytes", bytes));
    QVERIFY(bench.put("s", "empty", ""));
    QVERIFY(bench.put("s", "éñ", std::string(1 << 20, 'x')));
    QVERIFY(bench.open());
    const Rows rows = *bench.store->load("s");
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[0].second, bytes);
    QCOMPARE(rows[1].second, std::string());
    QCOMPARE(rows[2].second.size(), std::size_t{1 << 20});
}

void TestSqliteStore::answersComeInOrder()
{
    Bench bench;
    QVERIFY(bench.open());
    std::vector<int> order;
    for (int i = 0; i < 500; ++i) {
        StoreChange change;
        change.put("s", std::to_string(i), "x");
        bench.store->append(std::move(change), [&order, i](const Result<void> &result) {
            if (result)
                order.push_back(i);
        });
    }
    QVERIFY(order.empty()); // never from inside append
    bench.clock.runFor(30s, [&] { return order.size() == 500; });
    QCOMPARE(order.size(), std::size_t{500});
    QVERIFY(std::ranges::is_sorted(order));
}

void TestSqliteStore::closingWritesWhatWaits()
{
    Bench bench;
    QVERIFY(bench.open());
    int told = 0;
    for (int i = 0; i < 100; ++i) {
        StoreChange change;
        change.put("s", std::to_string(i), "x");
        bench.store->append(std::move(change), [&](const Result<void> &) { ++told; });
    }
    bench.store.reset();
    bench.clock.runFor(10ms, [] { return false; });
    QCOMPARE(told, 0); // its owner is gone
    QVERIFY(bench.open());
    QCOMPARE(bench.store->load("s")->size(), std::size_t{100});
}

void TestSqliteStore::corruptFilesAreSaidToBe()
{
    Bench bench;
    const QByteArray garbage(20000, 'z');
    write(bench.file(), garbage);
    const auto opened = bench.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Corrupt);
    QVERIFY2(QString::fromStdString(opened.error().message).contains(QStringLiteral("state.db")),
             opened.error().message.c_str());
    QCOMPARE(read(bench.file()), garbage); // left for whoever wants to rescue it
}

void TestSqliteStore::damagedPagesAreSaidToBe()
{
    Bench bench;
    QVERIFY(bench.open());
    for (int i = 0; i < 50; ++i)
        QVERIFY(bench.put("s", std::to_string(i), std::string(3000, 'x')));
    bench.store.reset();
    run(bench.file(), "PRAGMA wal_checkpoint(TRUNCATE)");
    QByteArray bytes = read(bench.file());
    QVERIFY(bytes.size() > 50000);
    for (qsizetype i = 4096; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(0xa5);
    write(bench.file(), bytes);
    // The first page is whole: it opens, and reading says what is wrong.
    const auto opened = bench.open();
    const auto rows = opened ? bench.store->load("s") : Result<Rows>(opened.error());
    QVERIFY(!rows);
    QCOMPARE(rows.error().code, ErrorCode::Corrupt);
}

void TestSqliteStore::newerFormatsAreLeftAlone()
{
    Bench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.put("s", "1", "x"));
    bench.store.reset();
    run(bench.file(), "PRAGMA user_version=99");
    const QByteArray before = read(bench.file());
    const auto opened = bench.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::ReadOnly);
    QCOMPARE(QString::fromStdString(opened.error().message),
             QStringLiteral("state.db was written by a newer version of Lambdarium (format 99, this one knows 1). "
                            "It is left as it is."));
    QCOMPARE(read(bench.file()), before);
}

void TestSqliteStore::anUnwritableFolderIsReadOnly()
{
    Bench bench;
    const auto opened = SqliteStore::open("/proc/self/state.db", bench.clock.mailbox());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::ReadOnly);
}

void TestSqliteStore::killedWritersLoseNothingAcknowledged()
{
    Bench bench;
    for (int round = 0; round < 5; ++round) {
        int pipes[2];
        QCOMPARE(pipe(pipes), 0);
        const pid_t child = fork();
        if (child == 0) {
            // Writes numbers and tells each one that is durable, until it is killed.
            EventLoop loop;
            WallClock clock(loop);
            auto store = SqliteStore::open(bench.file(), clock.mailbox());
            std::uint32_t answers = 0;
            for (std::uint32_t i = 0; store && i < 100000; ++i) {
                const std::uint32_t number = static_cast<std::uint32_t>(round) * 100000 + i;
                StoreChange change;
                change.put("left", std::to_string(number), "x");
                change.put("right", std::to_string(number), "x");
                (*store)->append(std::move(change), [&answers, number, out = pipes[1]](const Result<void> &result) {
                    ++answers;
                    if (result && ::write(out, &number, sizeof number) != sizeof number)
                        _exit(2);
                });
                if (i % 4 == 0) // some alone, some in a group
                    clock.runFor(10s, [&] { return answers == i + 1; });
            }
            _exit(1);
        }
        ::close(pipes[1]);
        std::vector<std::string> told;
        std::uint32_t number = 0;
        const int enough = 20 + round * 37;
        while (static_cast<int>(told.size()) < enough && ::read(pipes[0], &number, sizeof number) == sizeof number)
            told.push_back(std::to_string(number));
        QCOMPARE(kill(child, SIGKILL), 0);
        while (::read(pipes[0], &number, sizeof number) == sizeof number)
            told.push_back(std::to_string(number));
        ::close(pipes[0]);
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QVERIFY(static_cast<int>(told.size()) >= enough);
        const auto opened = bench.open();
        QVERIFY2(opened.hasValue(), opened ? "" : opened.error().message.c_str());
        const Rows left = *bench.store->load("left"), right = *bench.store->load("right");
        QCOMPARE(left, right); // never half a change
        std::set<std::string> keys;
        for (const auto &[key, value] : left)
            keys.insert(key);
        for (const std::string &key : told)
            QVERIFY2(keys.contains(key), key.c_str());
        bench.store.reset(); // its thread must not be there at the next fork
    }
}

QTEST_APPLESS_MAIN(TestSqliteStore)
#include "tst_sqlitestore.moc"

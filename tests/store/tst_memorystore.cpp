// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/virtualclock.h"
#include "core/store/memorystore.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

StoreChange put(const std::string &key, const std::string &value)
{
    StoreChange change;
    change.put("space", key, value);
    return change;
}

} // namespace

/// The store of tests and simulation: its faults must be the faults that it promises.
class TestMemoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doneComesLaterAndInOrder();
    void aCrashForgetsWhatWasNotDurable();
    void survivorsReachedTheDiskUntold();
    void failuresChangeNothing();
    void emptySpacesAreGone();
};

void TestMemoryStore::doneComesLaterAndInOrder()
{
    EventLoop loop;
    MemoryStore store(loop, 10ms);
    QString order;
    store.append(put("a", "1"), [&](Result<void>) { order += QLatin1Char('a'); });
    store.append(put("a", "2"), [&](Result<void>) { order += QLatin1Char('b'); });
    VirtualClock(loop).runFor(9ms);
    QVERIFY(order.isEmpty());
    QVERIFY(store.rows().empty());
    VirtualClock(loop).runFor(1ms);
    QCOMPARE(order, QStringLiteral("ab"));
    QCOMPARE(store.rows().at("space").at("a"), std::string("2"));
    QVERIFY(loop.idle());
}

void TestMemoryStore::aCrashForgetsWhatWasNotDurable()
{
    EventLoop loop;
    MemoryStore store(loop, 10ms);
    int told = 0;
    store.append(put("a", "1"), [&](Result<void>) { ++told; });
    VirtualClock(loop).runFor(10ms);
    store.append(put("b", "1"), [&](Result<void>) { ++told; });
    store.crash();
    VirtualClock(loop).runFor(1s);
    QCOMPARE(told, 1);
    QCOMPARE(store.rows().at("space").size(), std::size_t{1});
    QVERIFY(loop.idle());
}

void TestMemoryStore::survivorsReachedTheDiskUntold()
{
    EventLoop loop;
    MemoryStore store(loop, 10ms);
    int told = 0;
    for (const char *key : {"a", "b", "c"})
        store.append(put(key, "1"), [&](Result<void>) { ++told; });
    store.crash(2); // always a prefix: changes become durable in order
    QCOMPARE(told, 0);
    QVERIFY(store.rows().at("space").contains("b"));
    QVERIFY(!store.rows().at("space").contains("c"));
}

void TestMemoryStore::failuresChangeNothing()
{
    EventLoop loop;
    MemoryStore store(loop);
    store.failNext(1);
    QStringList answers;
    const auto note = [&](const Result<void> &result) {
        answers << (result ? QStringLiteral("ok") : QString::fromStdString(result.error().message));
    };
    store.append(put("a", "1"), note);
    store.append(put("b", "1"), note);
    VirtualClock(loop).runFor(1s);
    QCOMPARE(answers, (QStringList{QStringLiteral("No space left on device"), QStringLiteral("ok")}));
    QVERIFY(!store.rows().at("space").contains("a"));
}

void TestMemoryStore::emptySpacesAreGone()
{
    EventLoop loop;
    MemoryStore store(loop);
    store.append(put("a", "1"), [](Result<void>) {});
    StoreChange removal;
    removal.remove("space", "a");
    removal.remove("never", "there");
    store.append(std::move(removal), [](Result<void>) {});
    VirtualClock(loop).runFor(1s);
    QVERIFY(store.rows().empty());
    QVERIFY(store.spaces("s")->empty());
}

QTEST_APPLESS_MAIN(TestMemoryStore)
#include "tst_memorystore.moc"

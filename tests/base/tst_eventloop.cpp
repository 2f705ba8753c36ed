// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/eventloop.h"
#include "core/loop/virtualclock.h"
#include "core/loop/wallclock.h"

#include <QtTest>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <thread>

#include <unistd.h>

using namespace lambdarium;
using namespace std::chrono_literals;

class TestEventLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsTiesInCreationOrder();
    void postedTasksRunBeforeTheNextTimer();
    void cancelledTimersNeverRun();
    void timeNeverGoesBack();
    void wallClockRunsTimersAndMail();
    void aWatchThatIsGoneIsNotCalled();
};

void TestEventLoop::runsTiesInCreationOrder()
{
    EventLoop loop;
    QStringList order;
    loop.callAt(Instant{20ms}, [&] { order << QStringLiteral("c"); });
    loop.callAt(Instant{10ms}, [&] { order << QStringLiteral("a"); });
    loop.callAt(Instant{10ms}, [&] { order << QStringLiteral("b"); });
    VirtualClock(loop).runFor(1s);
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("a b c"));
    QCOMPARE(loop.now(), Instant{1s});
    QVERIFY(loop.idle());
}

void TestEventLoop::postedTasksRunBeforeTheNextTimer()
{
    EventLoop loop;
    QStringList order;
    loop.callAt(Instant{1ms}, [&] { loop.post([&] { order << QStringLiteral("posted"); }); });
    loop.callAt(Instant{1ms}, [&] { order << QStringLiteral("timer"); });
    VirtualClock(loop).runFor(1ms);
    QCOMPARE(order, (QStringList{QStringLiteral("posted"), QStringLiteral("timer")}));
}

void TestEventLoop::cancelledTimersNeverRun()
{
    EventLoop loop;
    bool ran = false;
    const TimerId id = loop.callAfter(1ms, [&] { ran = true; });
    QVERIFY(loop.cancel(id));
    QVERIFY(!loop.cancel(id));
    VirtualClock(loop).runFor(1s);
    QVERIFY(!ran);
    QCOMPARE(loop.pendingTimers(), std::size_t{0});
}

void TestEventLoop::timeNeverGoesBack()
{
    EventLoop loop(Instant{5s});
    loop.advanceTo(Instant{1s});
    QCOMPARE(loop.now(), Instant{5s});
}

void TestEventLoop::wallClockRunsTimersAndMail()
{
    EventLoop loop;
    WallClock clock(loop);
    int seen = 0;
    loop.callAfter(5ms, [&] { ++seen; });
    std::thread other([&] { clock.mailbox().post([&] { ++seen; }); });
    clock.runFor(5s, [&] { return seen == 2; });
    other.join();
    QCOMPARE(seen, 2);
}

/// Its descriptor is ready, and before it is told a task ends what it would call.
void TestEventLoop::aWatchThatIsGoneIsNotCalled()
{
    EventLoop loop;
    WallClock clock(loop);
    int pipe[2] = {-1, -1};
    QCOMPARE(::pipe(pipe), 0);
    bool called = false, gone = false, calledAfter = false;
    auto watch = clock.watch(pipe[0], WallClock::For::Read, [&] {
        called = true;
        calledAfter = gone;
    });
    QCOMPARE(::write(pipe[1], "x", 1), ssize_t{1});
    // A completion that does not run the loop, as those of connections: the task waits for the next turn.
    boost::asio::post(clock.ioContext(), [&] {
        loop.post([&] {
            watch.reset();
            gone = true;
        });
    });
    clock.runFor(5s, [&] { return gone || called; });
    bool later = false;
    loop.callAfter(5ms, [&] { later = true; });
    clock.runFor(5s, [&] { return later; });
    QVERIFY(gone);
    QVERIFY(!calledAfter);
    ::close(pipe[0]);
    ::close(pipe[1]);
}

QTEST_APPLESS_MAIN(TestEventLoop)
#include "tst_eventloop.moc"

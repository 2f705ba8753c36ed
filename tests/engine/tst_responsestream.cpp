// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/responsestream.h"
#include "core/loop/virtualclock.h"

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

class TestResponseStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesArriveInTheOrderTheyWereWritten();
    void aFullBufferWaitsForTheCaller();
    void beyondSixMegabytesTwoPerSecondPass();
    void moreThanTheWholeIsRefused();
    void anAbandonedResponseFlowsOnAtTheSamePace();
    void callbacksNeverComeAfterTheEnd();
};

namespace {

struct Rig
{
    EventLoop loop;
    VirtualClock clock{loop};
    StreamLimits limits;
};

} // namespace

void TestResponseStream::bytesArriveInTheOrderTheyWereWritten()
{
    Rig rig;
    ResponseStream stream(rig.loop);
    std::string got;
    int calls = 0;
    stream.whenReadable([&] {
        ++calls;
        got += stream.take();
    });
    stream.begin("text/plain");
    stream.write("one ");
    stream.write("two ");
    QCOMPARE(calls, 0); // never from inside a call
    rig.clock.runFor(0s);
    QCOMPARE(calls, 1);
    stream.write("three");
    rig.clock.runFor(0s);
    QCOMPARE(got, std::string("one two three"));
    QCOMPARE(stream.contentType(), std::string("text/plain"));
    QCOMPARE(stream.history(), got);
}

void TestResponseStream::aFullBufferWaitsForTheCaller()
{
    Rig rig;
    rig.limits.bufferBytes = 10;
    ResponseStream stream(rig.loop, rig.limits);
    stream.begin({});
    QVERIFY(stream.wantsMore());
    stream.write("0123456789");
    QVERIFY(!stream.wantsMore());
    bool wanted = false;
    stream.whenWanted([&] { wanted = true; });
    rig.clock.runFor(1h);
    QVERIFY(!wanted);
    QCOMPARE(stream.take(), std::string("0123456789"));
    rig.clock.runFor(0s);
    QVERIFY(wanted);
}

void TestResponseStream::beyondSixMegabytesTwoPerSecondPass()
{
    Rig rig;
    ResponseStream stream(rig.loop);
    stream.begin({});
    const std::string piece(64 * 1024, 'x');
    const Instant begun = rig.loop.now();
    // A producer as eager as it may be and a caller that takes at once.
    std::int64_t wantedBytes = 10 * 1024 * 1024;
    std::function<void()> produce = [&] {
        while (stream.total() < wantedBytes && stream.wantsMore()) {
            stream.write(piece);
            stream.take();
        }
        if (stream.total() < wantedBytes)
            stream.whenWanted(produce);
    };
    produce();
    QVERIFY(stream.total() >= 6 * 1024 * 1024); // those at once
    QVERIFY(stream.total() <= 6 * 1024 * 1024 + 65536);
    rig.clock.runFor(1s);
    QVERIFY(stream.total() >= 8 * 1024 * 1024);
    QVERIFY(stream.total() <= 8 * 1024 * 1024 + 2 * 65536);
    rig.clock.runFor(2s);
    QCOMPARE(stream.total(), wantedBytes);
    QVERIFY(rig.loop.now() - begun >= 2s);
}

void TestResponseStream::moreThanTheWholeIsRefused()
{
    Rig rig;
    rig.limits.bytesMax = 10;
    ResponseStream stream(rig.loop, rig.limits);
    stream.begin({});
    QVERIFY(stream.write("0123456789"));
    QVERIFY(stream.write(""));
    QVERIFY(!stream.write("x"));
    QCOMPARE(stream.total(), 10);
    QCOMPARE(stream.take(), std::string("0123456789"));
}

void TestResponseStream::anAbandonedResponseFlowsOnAtTheSamePace()
{
    Rig rig;
    rig.limits.bufferBytes = 4;
    rig.limits.unthrottledBytes = 8;
    rig.limits.bytesPerSecond = 4;
    ResponseStream stream(rig.loop, rig.limits);
    stream.begin({});
    bool heard = false;
    stream.whenReadable([&] { heard = true; });
    stream.write("0123");
    bool wanted = false;
    stream.whenWanted([&] { wanted = true; });
    stream.abandon();
    rig.clock.runFor(0s);
    QVERIFY(wanted); // nobody has to take what waits
    QVERIFY(!heard);
    stream.write("456789ab");
    QVERIFY(!stream.wantsMore());
    wanted = false;
    stream.whenWanted([&] { wanted = true; });
    rig.clock.runFor(900ms);
    QVERIFY(!wanted);
    rig.clock.runFor(200ms);
    QVERIFY(wanted);
    QVERIFY(stream.take().empty());
}

void TestResponseStream::callbacksNeverComeAfterTheEnd()
{
    Rig rig;
    bool called = false;
    {
        ResponseStream stream(rig.loop);
        stream.begin({});
        stream.whenReadable([&] { called = true; });
        stream.write("x");
        stream.whenWanted([&] { called = true; });
    }
    rig.clock.runFor(1h);
    QVERIFY(!called);
}

QTEST_APPLESS_MAIN(TestResponseStream)
#include "tst_responsestream.moc"

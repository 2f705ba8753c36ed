// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"
#include "testpaths.h"

#include <QtTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace lambdarium;

/// How a box starts, is talked to, is measured and ends.
class TestBoxLife : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BoxRunner> m_runner;

private Q_SLOTS:
    void init()
    {
        m_runner = std::make_unique<BoxRunner>();
        QVERIFY(m_runner->client);
    }
    void cleanup()
    {
        QVERIFY(m_runner->allReaped());
        m_runner.reset();
    }

    void exitStatusIsReported()
    {
        const Outcome outcome = m_runner->bash("exit 42");
        QCOMPARE(outcome.error, std::string());
        QCOMPARE(outcome.exit.status, 42);
        QCOMPARE(outcome.exit.signal, 0);
        QVERIFY(!outcome.exit.oomKilled && !outcome.exit.lost);
    }

    void signalIsReported()
    {
        const Outcome outcome = m_runner->bash("kill -SEGV $$");
        QCOMPARE(outcome.exit.signal, SIGSEGV);
        QVERIFY(!outcome.exit.lost);
    }

    /// What the core says meanwhile may stay unread at the end; the box's last word is heard all the same.
    void lastWordIsHeardWhateverWasOnItsWay()
    {
        for (int i = 0; i < 20; ++i) {
            BoxSpec spec = BoxRunner::bashSpec("read -u 5; exit 3");
            auto go = makePipe();
            QVERIFY(go);
            spec.descriptors.push_back({std::move(go->read), 5});
            auto box = m_runner->spawn(std::move(spec));
            QVERIFY2(box, box ? "" : box.error().message.c_str());
            std::optional<BoxExit> exit;
            (*box)->whenExited([&](BoxExit seen) { exit = seen; });
            QCOMPARE(write(go->write.value(), "\n", 1), ssize_t{1});
            QVERIFY(m_runner->waitFor([&] {
                (*box)->limitCpu(false); // no answer comes to these
                return exit.has_value();
            }));
            QVERIFY(!exit->lost);
            QCOMPARE(exit->status, 3);
        }
    }

    void impossibleSpecsAreNamed()
    {
        BoxSpec spec;
        spec.argv = {"/var/runtime/bootstrap"};
        auto missing = m_runner->spawn(std::move(spec));
        QVERIFY(!missing);
        QVERIFY(missing.error().code == ErrorCode::NotFound);
        QCOMPARE(missing.error().message, std::string("executing /var/runtime/bootstrap: No such file or directory"));

        OpenDirectory task;
        task.write("bootstrap", "no interpreter line", 0755);
        task.write("data", "not executable", 0644);
        for (const char *program : {"/var/task/bootstrap", "/var/task/data"}) {
            spec = BoxSpec{};
            spec.argv = {program};
            spec.taskDirectory = task.path();
            auto refused = m_runner->spawn(std::move(spec));
            QVERIFY(!refused);
            QVERIFY(refused.error().code == ErrorCode::InvalidInput);
        }
        spec = BoxRunner::bashSpec("true");
        spec.taskDirectory = "/nowhere/at/all";
        auto lost = m_runner->spawn(std::move(spec));
        QVERIFY(!lost);
        QVERIFY(lost.error().code == ErrorCode::NotFound);
        QCOMPARE(lost.error().message, std::string("opening /nowhere/at/all: No such file or directory"));

        auto relative = m_runner->spawn(BoxSpec{{"true"}});
        QVERIFY(!relative);
        QVERIFY(relative.error().code == ErrorCode::InvalidInput);
    }

    void handedOutListenerAnswersCallsFromInside()
    {
        BoxSpec spec = BoxRunner::bashSpec(
            "exec 5<>/dev/tcp/127.0.0.1/9001; echo hello >&5; read -r reply <&5; echo got $reply");
        spec.listeners = {9001, 4566};
        auto box = m_runner->spawn(std::move(spec));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        const UniqueFd listener = (*box)->takeListener(9001);
        QVERIFY((*box)->takeListener(4566));
        QVERIFY(!(*box)->takeListener(9001));
        QVERIFY(!(*box)->takeListener(80));
        LogReader log(m_runner->clock, (*box)->takeLog());
        UniqueFd connection;
        const auto watch = m_runner->clock.watch(listener.value(), WallClock::For::Read, [&] {
            if (!connection)
                connection.reset(accept4(listener.value(), nullptr, nullptr, SOCK_CLOEXEC));
        });
        QVERIFY(m_runner->waitFor([&] { return static_cast<bool>(connection); }));
        char line[6] = {};
        QCOMPARE(recv(connection.value(), line, sizeof line, MSG_WAITALL), ssize_t{6});
        QCOMPARE(QByteArray(line, 6), QByteArray("hello\n"));
        QCOMPARE(send(connection.value(), "world\n", 6, 0), ssize_t{6});
        QVERIFY(m_runner->waitFor([&] { return log.ended(); }));
        QCOMPARE(log.text(), std::string("got world\n"));
    }

    void dialReachesAPortInside()
    {
        BoxSpec spec;
        spec.argv = {"/usr/bin/python3", "-I", "-c",
                     "import socket\ns = socket.create_server(('127.0.0.1', 9229))\nprint('up', flush=True)\n"
                     "c, _ = s.accept()\nc.sendall(c.recv(100).upper())\n"};
        auto box = m_runner->spawn(std::move(spec));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        LogReader log(m_runner->clock, (*box)->takeLog());
        QVERIFY(m_runner->waitFor([&] { return log.text() == "up\n"; }));
        std::optional<Result<UniqueFd>> refused;
        std::optional<Result<UniqueFd>> dialled;
        (*box)->dial(9230, [&](Result<UniqueFd> fd) { refused.emplace(std::move(fd)); });
        (*box)->dial(9229, [&](Result<UniqueFd> fd) { dialled.emplace(std::move(fd)); });
        QVERIFY(m_runner->waitFor([&] { return refused && dialled; }));
        QVERIFY(!*refused);
        QVERIFY2(*dialled, dialled->hasValue() ? "" : dialled->error().message.c_str());
        const int stream = dialled->value().value();
        QCOMPARE(send(stream, "inspect", 7, 0), ssize_t{7});
        char reply[8] = {};
        ssize_t got = 0;
        const bool answered = m_runner->waitFor([&] {
            got = got == 7 ? 7 : recv(stream, reply, 7, MSG_DONTWAIT);
            return got == 7;
        });
        QVERIFY2(answered, (log.text() + " errno " + std::to_string(errno) + " got " + std::to_string(got)).c_str());
        QCOMPARE(QByteArray(reply), QByteArray("INSPECT"));
    }

    void descriptorsArriveUnderTheirNumbers()
    {
        auto requests = makePipe();
        auto replies = makePipe();
        QVERIFY(requests && replies);
        BoxSpec spec = BoxRunner::bashSpec("read -r line <&3; echo \"reply to $line\" >&62; ls -l /proc/self/fd >&2");
        spec.descriptors.push_back({std::move(requests->read), 3});
        spec.descriptors.push_back({std::move(replies->write), 62});
        spec.separateErrorLog = true;
        auto box = m_runner->spawn(std::move(spec));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        QCOMPARE(write(requests->write.value(), "first\n", 6), ssize_t{6});
        LogReader out(m_runner->clock, (*box)->takeLog());
        LogReader errors(m_runner->clock, (*box)->takeErrorLog());
        LogReader reply(m_runner->clock, std::move(replies->read));
        QVERIFY(m_runner->waitFor([&] { return out.ended() && errors.ended() && reply.ended(); }));
        QCOMPARE(reply.text(), std::string("reply to first\n"));
        QCOMPARE(out.text(), std::string());
        QVERIFY(errors.text().find(" 62 -> pipe:") != std::string::npos);
    }

    void memoryOverTheLimitIsAnOutOfMemoryKill_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("one process") << QStringLiteral("a = bytearray(400 << 20); print('passed', len(a))");
        QTest::newRow("growing") << QStringLiteral("a = []\nwhile True: a.append(bytearray(1 << 20))");
        QTest::newRow("shared mapping") << QStringLiteral(
            "import mmap\nm = mmap.mmap(-1, 400 << 20)\nfor i in range(0, 400 << 20, 4096): m[i] = 1");
        QTest::newRow("ten children") << QStringLiteral(
            "import os, time\nfor i in range(10):\n if os.fork() == 0:\n  a = bytearray(b'x') * (30 << 20); "
            "time.sleep(30)\nos.wait()");
    }
    void memoryOverTheLimitIsAnOutOfMemoryKill()
    {
        QFETCH(QString, script);
        BoxSpec spec;
        spec.argv = {"/usr/bin/python3", "-I", "-c", script.toStdString()};
        spec.memoryMb = 128;
        const Outcome outcome = m_runner->run(std::move(spec));
        QCOMPARE(outcome.error, std::string());
        QVERIFY2(outcome.exit.oomKilled, outcome.log.c_str());
        QCOMPARE(outcome.exit.signal, SIGKILL);
        qInfo("killed at %d MB of 128", static_cast<int>(outcome.exit.maxMemoryMb));
        QVERIFY(outcome.exit.maxMemoryMb > 128);
        QVERIFY(outcome.exit.maxMemoryMb < 400);
    }

    void memoryBelowTheLimitLivesAndIsMeasured()
    {
        BoxSpec spec;
        spec.argv = {"/usr/bin/python3", "-I", "-c",
                     "import os, time\na = bytearray(b'x') * (90 << 20)\nfor i in range(6):\n if os.fork() == 0:\n"
                     "  time.sleep(0.3); os._exit(0)\nfor i in range(6): os.wait()\nprint('fine')"};
        spec.memoryMb = 128;
        const Outcome outcome = m_runner->run(std::move(spec));
        QCOMPARE(outcome.log, std::string("fine\n"));
        QVERIFY(!outcome.exit.oomKilled);
        QVERIFY2(outcome.exit.maxMemoryMb >= 90 && outcome.exit.maxMemoryMb <= 118,
                 std::to_string(outcome.exit.maxMemoryMb).c_str());
        QVERIFY(outcome.exit.cpuNs > 1'000'000);
    }

    void measureIsFresh()
    {
        BoxSpec spec;
        spec.argv = {"/usr/bin/python3", "-I", "-c",
                     "a = bytearray(b'x') * (50 << 20); print('up', flush=True); import time; time.sleep(60)"};
        auto requests = makePipe();
        auto box = m_runner->spawn(std::move(spec));
        QVERIFY(requests && box);
        LogReader log(m_runner->clock, (*box)->takeLog());
        QVERIFY(m_runner->waitFor([&] { return log.text().find("up") == 0; }));
        std::optional<BoxUsage> usage;
        (*box)->measure([&](BoxUsage now) { usage = now; });
        QVERIFY(m_runner->waitFor([&] { return usage || log.ended(); }));
        QVERIFY((*box)->peakMemoryMb() >= 50);
    }

    void killTakesDownDaemonisedProcesses()
    {
        const std::string mark = "60" + std::to_string(getpid());
        auto box = m_runner->spawn(BoxRunner::bashSpec(
            "trap '' TERM HUP INT; for i in $(seq 20); do (setsid bash -c 'trap \"\" TERM HUP; exec sleep " + mark
            + "' &) ; done; sleep 0.1; echo up; exec sleep " + mark));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        LogReader log(m_runner->clock, (*box)->takeLog());
        QVERIFY(m_runner->waitFor([&] { return log.text() == "up\n" && processesNamed(mark) == 21; }));
        std::optional<BoxExit> exit;
        (*box)->whenExited([&](BoxExit seen) { exit = seen; });
        (*box)->kill();
        QVERIFY(m_runner->waitFor([&] { return exit && log.ended(); }));
        QVERIFY(exit->lost);
        QCOMPARE(exit->signal, SIGKILL);
        QVERIFY(m_runner->allReaped());
        QCOMPARE(processesNamed(mark), 0);
    }

    void endOfTheHandlerEndsItsDaemons()
    {
        const std::string mark = "61" + std::to_string(getpid());
        const Outcome outcome = m_runner->bash("setsid sleep " + mark + " & disown; exit 3");
        QCOMPARE(outcome.exit.status, 3);
        QVERIFY(m_runner->allReaped());
        QCOMPARE(processesNamed(mark), 0);
    }

    void destroyingABoxKillsIt()
    {
        const std::string mark = "62" + std::to_string(getpid());
        auto box = m_runner->spawn(BoxRunner::bashSpec("exec sleep " + mark));
        QVERIFY(box);
        QVERIFY(m_runner->waitFor([&] { return processesNamed("sleep" + std::string(1, '\0') + mark) == 1; }));
        box->reset();
        QVERIFY(m_runner->allReaped());
        QCOMPARE(processesNamed(mark), 0);
    }

    void frozenBoxWritesNothing()
    {
        auto box = m_runner->spawn(BoxRunner::bashSpec("(while :; do echo child; done) & while :; do echo tick; done"));
        QVERIFY(box);
        LogReader log(m_runner->clock, (*box)->takeLog());
        QVERIFY(m_runner->waitFor([&] { return log.bytes() > 100000; }));
        bool frozen = false;
        (*box)->freeze([&] { frozen = true; });
        QVERIFY(m_runner->waitFor([&] { return frozen; }));
        // What was in the pipe comes still; then nothing more.
        m_runner->clock.runFor(std::chrono::milliseconds{200}, [] { return false; });
        const std::size_t before = log.bytes();
        m_runner->clock.runFor(std::chrono::milliseconds{500}, [] { return false; });
        QCOMPARE(log.bytes(), before);
        (*box)->thaw();
        QVERIFY(m_runner->waitFor([&] { return log.bytes() > before + 100000; }));
        (*box)->freeze();
        (*box)->kill(); // a frozen tree dies as well
        QVERIFY(m_runner->waitFor([&] { return log.ended(); }));
    }

    void hundredMegabytesOfOutputDoNotHang()
    {
        const Outcome outcome = m_runner->bash("head -c 100M /dev/zero; echo end >&2");
        QCOMPARE(outcome.error, std::string());
        QCOMPARE(outcome.logBytes, std::size_t{100 * 1024 * 1024 + 4});
        QCOMPARE(outcome.exit.status, 0);
    }

    void cpuShareFollowsMemory()
    {
        BoxSpec spec = BoxRunner::bashSpec("while :; do :; done");
        spec.memoryMb = 442; // a quarter of 1769
        spec.cpuLimited = true;
        auto box = m_runner->spawn(std::move(spec));
        QVERIFY(box);
        m_runner->clock.runFor(std::chrono::milliseconds{200}, [] { return false; });
        const auto share = [&] {
            const auto begin = std::chrono::steady_clock::now();
            const std::int64_t cpu = (*box)->usage().cpuNs;
            m_runner->clock.runFor(std::chrono::seconds{2}, [] { return false; });
            const std::chrono::duration<double, std::nano> wall = std::chrono::steady_clock::now() - begin;
            return static_cast<double>((*box)->usage().cpuNs - cpu) / wall.count();
        };
        const double limited = share();
        (*box)->limitCpu(false);
        const double boosted = share();
        qInfo("share %.3f of a core limited (want 0.25), %.3f boosted", limited, boosted);
        QVERIFY(limited > 0.05 && limited < 0.29); // a crowded machine may give less, never more
        QVERIFY(boosted > limited);
    }

    void forkBombEndsAtTheProcessLimit()
    {
        BoxSpec spec;
        spec.argv = {"/usr/bin/python3", "-I", "-c",
                     "import os, signal\nn = 0\ntry:\n while True:\n  if os.fork() == 0:\n   "
                     "signal.pause()\n  n += 1\n"
                     "except OSError as e: print(n, e.errno)\n"};
        spec.memoryMb = 4096;
        const Outcome outcome = m_runner->run(std::move(spec));
        QCOMPARE(outcome.log, std::string("1022 11\n"));
        QVERIFY(m_runner->allReaped());
    }

    void deathOfTheSpawnerLeavesNoOrphan()
    {
        const std::string mark = "63" + std::to_string(getpid());
        std::vector<std::unique_ptr<Box>> boxes;
        int lost = 0;
        for (int i = 0; i < 5; ++i) {
            auto box = m_runner->spawn(
                BoxRunner::bashSpec("for i in 1 2 3; do setsid sleep " + mark + " & done; wait"));
            QVERIFY(box);
            (*box)->whenExited([&](BoxExit exit) { lost += exit.lost ? 1 : 0; });
            boxes.push_back(std::move(*box));
        }
        QVERIFY(m_runner->waitFor([&] { return processesNamed("sleep" + std::string(1, '\0') + mark) == 15; }));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(::kill(m_runner->client->spawnerPid(), SIGKILL), 0);
        QVERIFY(m_runner->waitFor([&] { return lost == 5; }));
        QVERIFY(m_runner->waitFor([&] { return processesNamed(mark) == 0; }));
        qInfo("15 processes of 5 boxes gone %lld ms after the spawner's death", timer.elapsed());
        // The next spawn starts a new spawner.
        QCOMPARE(m_runner->bash("echo again").log, std::string("again\n"));
    }

    void deathOfTheCoreLeavesNoOrphan()
    {
        const std::string mark = "65" + std::to_string(getpid());
        QProcess core;
        core.start(QStringLiteral(LAMBDARIUM_BIN_DIR "/../tests/boxholder"), {QString::fromStdString(mark)});
        QVERIFY(core.waitForStarted());
        QVERIFY(core.waitForReadyRead());
        const int spawner = core.readLine().trimmed().toInt();
        QVERIFY(spawner > 0);
        QVERIFY(m_runner->waitFor([&] { return processesNamed("sleep" + std::string(1, '\0') + mark) == 15; }));
        QElapsedTimer timer;
        timer.start();
        core.kill();
        QVERIFY(core.waitForFinished());
        QVERIFY(m_runner->waitFor([&] { return processesNamed(mark) == 0; }));
        qInfo("15 processes of 5 boxes gone %lld ms after the core's death", timer.elapsed());
        QVERIFY(m_runner->waitFor([&] { return ::kill(spawner, 0) != 0; })); // whoever inherited it takes its time
    }

    void closingTheClientLeavesNoOrphan()
    {
        const std::string mark = "64" + std::to_string(getpid());
        auto box = m_runner->spawn(BoxRunner::bashSpec("exec sleep " + mark));
        QVERIFY(box);
        const int spawner = m_runner->client->spawnerPid();
        m_runner->client.reset();
        QCOMPARE(::kill(spawner, 0), -1);
        QVERIFY(m_runner->waitFor([&] { return processesNamed(mark) == 0; }));
        box->reset(); // before its clock
        m_runner = std::make_unique<BoxRunner>();
    }

    void twoHundredSpawnsLeaveNothingBehind()
    {
        const auto mounts = [] {
            QFile file(QStringLiteral("/proc/self/mountinfo"));
            return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : -1;
        };
        const auto one = [this] {
            BoxSpec spec;
            spec.argv = {"/usr/bin/true"};
            spec.listeners = {9001, 4566};
            const Outcome outcome = m_runner->run(std::move(spec));
            return outcome.error.empty() && outcome.exit.status == 0 && outcome.exit.signal == 0;
        };
        const auto sleeper = [] {
            BoxSpec spec;
            spec.argv = {"/usr/bin/sleep", "60"};
            spec.listeners = {9001, 4566};
            return spec;
        };
        QVERIFY(one() && m_runner->allReaped());
        const int own = openDescriptors(getpid());
        const int spawners = openDescriptors(m_runner->client->spawnerPid());
        const auto mounted = mounts();
        std::vector<double> spawns;
        std::vector<double> ends;
        for (int i = 0; i < 200; ++i) {
            QElapsedTimer timer;
            timer.start();
            auto box = m_runner->spawn(sleeper());
            spawns.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            QVERIFY2(box, box ? "" : box.error().message.c_str());
            timer.start();
            box->reset();
            QVERIFY(m_runner->allReaped());
            ends.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            QVERIFY(one());
        }
        QVERIFY(m_runner->allReaped());
        std::sort(spawns.begin(), spawns.end());
        std::sort(ends.begin(), ends.end());
        qInfo("spawn to exec p50 %.2f ms, p90 %.2f ms; kill to reaped p50 %.2f ms, p90 %.2f ms", spawns[100],
              spawns[180], ends[100], ends[180]);
        QCOMPARE(openDescriptors(getpid()), own);
        QCOMPARE(openDescriptors(m_runner->client->spawnerPid()), spawners);
        QCOMPARE(mounts(), mounted);
        QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(m_runner->client->spawnerPid()));
        QVERIFY(children.open(QIODevice::ReadOnly));
        QCOMPARE(children.readAll().trimmed(), QByteArray());
    }
};

QTEST_APPLESS_MAIN(TestBoxLife)
#include "tst_boxlife.moc"

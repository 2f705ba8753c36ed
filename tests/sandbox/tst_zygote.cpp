// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"
#include "testpaths.h"

#include <QtTest>

#include <signal.h>
#include <unistd.h>

#include <algorithm>

using namespace lambdarium;

/// Boxes that are copies of a warm interpreter: the same walls as executed ones.
class TestZygote : public QObject
{
    Q_OBJECT

private:
    static BoxSpec spec(const char *program)
    {
        BoxSpec spec;
        spec.argv = {"handler", program};
        spec.environment = {{"ONLY", "this"}};
        spec.ephemeralMb = 64;
        return spec;
    }
    Result<std::unique_ptr<Box>> spawn(BoxSpec spec)
    {
        auto result = std::make_shared<std::optional<Result<std::unique_ptr<Box>>>>();
        m_zygote->spawn(std::move(spec),
                        [result](Result<std::unique_ptr<Box>> box) { result->emplace(std::move(box)); });
        if (!m_runner->waitFor([result] { return result->has_value(); }))
            return Error{ErrorCode::Unavailable, "no answer"};
        return std::move(**result);
    }
    QString run(BoxSpec spec, BoxExit *exit = nullptr)
    {
        auto box = spawn(std::move(spec));
        if (!box)
            return QStringLiteral("not started: ") + QString::fromStdString(box.error().message);
        LogReader log(m_runner->clock, (*box)->takeLog());
        std::optional<BoxExit> seen;
        (*box)->whenExited([&](BoxExit end) { seen = end; });
        if (!m_runner->waitFor([&] { return seen && log.ended(); }))
            return QStringLiteral("did not end");
        if (exit)
            *exit = *seen;
        return QString::fromStdString(log.text());
    }

    std::unique_ptr<BoxRunner> m_runner;
    std::unique_ptr<Zygote> m_zygote;

private Q_SLOTS:
    void init()
    {
        m_runner = std::make_unique<BoxRunner>();
        QVERIFY(m_runner->client);
        auto zygote = m_runner->client->startZygote({"/usr/bin/python3", "-I", "-S",
                                                     LAMBDARIUM_SOURCE_DIR "/tests/sandbox/zygote.py",
                                                     LAMBDARIUM_BIN_DIR "/liblambdarium-zygote.so"},
                                                    {{"LANG", "C.UTF-8"}});
        QVERIFY2(zygote, zygote ? "" : zygote.error().message.c_str());
        m_zygote = std::move(*zygote);
    }
    void cleanup()
    {
        QVERIFY(m_runner->allReaped());
        m_zygote.reset();
        m_runner.reset();
    }

    void copyIsProcessTwoBehindAllWalls()
    {
        const QString seen = run(spec("import os, socket\n"
                                      "print(os.getpid(), os.getuid(), os.getgid(), dict(os.environ), "
                                      "sorted(os.listdir('/')), flush=True)\n"
                                      "print(sorted(p for p in os.listdir('/proc') if p.isdigit()), "
                                      "sorted(os.listdir('/proc/self/fd'))[:3])\n"
                                      "print([l.split()[1] for l in open('/proc/self/status') if l.split(':')[0] in "
                                      "('CapEff', 'CapBnd', 'NoNewPrivs', 'Seccomp')])\n"
                                      "for path in ('/usr/x', '/etc/x', '/x', '/var/task/x'):\n"
                                      "    try: open(path, 'w'); print('wrote', path)\n"
                                      "    except OSError: pass\n"
                                      "open('/tmp/x', 'w').close()\n"
                                      "try: socket.create_connection(('192.0.2.1', 80), 1)\n"
                                      "except OSError as error: print(error.strerror)\n"
                                      "print(os.path.exists('/home'), os.path.exists('/work'))\n"));
        QCOMPARE(seen,
                 QStringLiteral(
                     "2 993 990 {'ONLY': 'this'} ['bin', 'dev', 'etc', 'lib', 'lib64', 'opt', 'proc', 'sbin', "
                     "'tmp', 'usr', 'var']\n"
                     "['1', '2'] ['0', '1', '2']\n"
                     "['0000000000000000', '0000000000000000', '1', '2']\nNetwork is unreachable\nFalse False\n"));
    }

    void copiesAreIndependent()
    {
        QCOMPARE(run(spec("import sys\nsys.modules['leak'] = 1\nopen('/tmp/leak', 'w').close()\nprint('first')")),
                 QStringLiteral("first\n"));
        QCOMPARE(run(spec("import sys, os\nprint('leak' in sys.modules, os.path.exists('/tmp/leak'))")),
                 QStringLiteral("False False\n"));
    }

    void statusSignalAndMemoryAreReported()
    {
        BoxExit exit;
        run(spec("import sys; sys.exit(7)"), &exit);
        QCOMPARE(exit.status, 7);
        run(spec("import os; os.kill(os.getpid(), 11)"), &exit);
        QCOMPARE(exit.signal, SIGSEGV);
        run(spec("a = []\nwhile True: a.append(bytearray(1 << 20))"), &exit);
        QVERIFY(exit.oomKilled);
        QVERIFY(exit.maxMemoryMb > 128);
    }

    void descriptorsAndListenersArrive()
    {
        auto replies = makePipe();
        QVERIFY(replies);
        BoxSpec box = spec(
            "import os, socket\nos.write(62, b'framed')\nc = socket.create_connection(('127.0.0.1', 9001))\n"
            "print(c.getpeername()[1])");
        box.listeners = {9001};
        box.descriptors.push_back({std::move(replies->write), 62});
        QCOMPARE(run(std::move(box)), QStringLiteral("9001\n"));
        char text[6] = {};
        QCOMPARE(read(replies->read.value(), text, 6), ssize_t{6});
        QCOMPARE(QByteArray(text, 6), QByteArray("framed"));
    }

    void lowDescriptorNumbersStayOpen()
    {
        for (int round = 0; round < 3; ++round) {
            auto replies = makePipe();
            QVERIFY(replies);
            BoxSpec box = spec("import os\nfor fd in range(3, 16): os.fstat(fd)\nos.write(9, b'ok')\n"
                               "print(sorted(map(int, os.listdir('/proc/self/fd')))[:16])");
            for (int inside = 3; inside < 16; ++inside)
                box.descriptors.push_back({UniqueFd(dup(replies->write.value())), inside});
            replies->write.reset();
            QCOMPARE(run(std::move(box)), QStringLiteral("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]\n"));
            char text[2] = {};
            QCOMPARE(read(replies->read.value(), text, 2), ssize_t{2});
        }
    }

    void manyAtOnceAreServed()
    {
        // Each must stand within ten seconds, which an emulated machine takes for some fifty.
        const int count = qEnvironmentVariableIsSet("LAMBDARIUM_PATIENCE") ? 10 : 30;
        int ready = 0;
        std::string error;
        std::vector<std::unique_ptr<Box>> boxes;
        for (int i = 0; i < count; ++i)
            m_zygote->spawn(spec("import time; time.sleep(60)"), [&](Result<std::unique_ptr<Box>> box) {
                ready += box ? 1 : 0;
                if (box)
                    boxes.push_back(std::move(*box));
                else
                    error = box.error().message;
            });
        QVERIFY2(m_runner->waitFor([&] { return ready == count || !error.empty(); }), std::to_string(ready).c_str());
        QCOMPARE(QString::fromStdString(error), QString());
        QCOMPARE(m_runner->client->liveBoxes(), count);
    }

    void impossibleDirectoryIsNamed()
    {
        BoxSpec box = spec("pass");
        box.taskDirectory = "/nowhere";
        QCOMPARE(run(std::move(box)), QStringLiteral("not started: opening /nowhere: No such file or directory"));
        QCOMPARE(run(spec("print('next')")), QStringLiteral("next\n"));
    }

    void endOfTheZygoteFailsWhatWaits()
    {
        bool ended = false;
        m_zygote->whenEnded([&] { ended = true; });
        auto first = spawn(spec("import time; time.sleep(60)"));
        QVERIFY(first);
        const QByteArray parent = "PPid:\t" + QByteArray::number(m_runner->client->spawnerPid()) + '\n';
        QFile status(QStringLiteral("/proc/%1/status").arg((*first)->hostPid()));
        QVERIFY(status.open(QIODevice::ReadOnly));
        QVERIFY(status.readAll().contains(parent)); // the spawner's own child
        m_zygote.reset();
        QVERIFY(!ended); // let go, not lost
        auto lost = m_runner->client->startZygote({"/usr/bin/false"}, {});
        QVERIFY(lost);
        m_zygote = std::move(*lost);
        m_zygote->whenEnded([&] { ended = true; });
        auto refused = spawn(spec("pass"));
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Unavailable);
        QVERIFY(m_runner->waitFor([&] { return ended; }));
    }

    void hundredCopiesLeaveNothingBehind()
    {
        QCOMPARE(run(spec("pass")), QString());
        QVERIFY(m_runner->allReaped());
        const int own = openDescriptors(getpid());
        const int spawners = openDescriptors(m_runner->client->spawnerPid());
        std::vector<double> times;
        for (int i = 0; i < 100; ++i) {
            QElapsedTimer timer;
            timer.start();
            auto box = spawn(spec("print('ran', flush=True)\nimport time; time.sleep(60)"));
            QVERIFY2(box, box ? "" : box.error().message.c_str());
            LogReader log(m_runner->clock, (*box)->takeLog());
            QVERIFY(m_runner->waitFor([&] { return log.text() == "ran\n"; }));
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        QVERIFY(m_runner->allReaped());
        QCOMPARE(openDescriptors(getpid()), own);
        QCOMPARE(openDescriptors(m_runner->client->spawnerPid()), spawners);
        std::sort(times.begin(), times.end());
        std::vector<double> cold;
        for (int i = 0; i < 21; ++i) {
            QElapsedTimer timer;
            timer.start();
            QProcess::execute(QStringLiteral("/usr/bin/python3"),
                              {QStringLiteral("-I"), QStringLiteral("-c"), QStringLiteral("pass")});
            cold.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(cold.begin(), cold.end());
        qInfo("request to first line of Python: p10 %.2f, p50 %.2f ms; python3 -I -c pass: p10 %.2f, p50 "
              "%.2f ms",
              times[10], times[50], cold[2], cold[10]);
    }
};

QTEST_APPLESS_MAIN(TestZygote)
#include "tst_zygote.moc"

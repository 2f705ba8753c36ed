// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"
#include "testpaths.h"

#include <QtTest>

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace lambdarium;

/// What limits a box: control groups v2, v1, or none of them, whatever this machine gives this user. Usually root has
/// one of them and others have none. LAMBDARIUM_EXPECT_GROUPS=2 (packaging/dev guest) makes any other a failure.
class TestControlGroups : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BoxRunner> m_runner;

    /// 2, 1, or 0: by metering.
    int limitedBy() { return m_runner->client->limits().version; }

    static BoxSpec python(const std::string &script, std::int64_t memoryMb)
    {
        BoxSpec spec;
        spec.argv = {"/usr/bin/python3", "-I", "-S", "-c", script};
        spec.memoryMb = memoryMb;
        return spec;
    }
    static std::string content(const std::filesystem::path &file)
    {
        std::stringstream text;
        text << std::ifstream(file).rdbuf();
        return text.str();
    }
    /// The groups of boxes that exist now.
    std::vector<std::filesystem::path> groups()
    {
        if (limitedBy() == 0)
            return {};
        std::filesystem::path home = m_runner->client->limits().detail;
        if (limitedBy() == 2)
            home /= "envs";
        std::vector<std::filesystem::path> found;
        std::error_code ignored;
        for (const auto &entry : std::filesystem::directory_iterator(home, ignored)) {
            if (entry.is_directory())
                found.push_back(entry.path());
        }
        return found;
    }
    /// Groups made for one of these spawners, wherever they are.
    static int homesOf(const std::vector<int> &spawners)
    {
        int count = 0;
        std::error_code ignored;
        using Walk = std::filesystem::recursive_directory_iterator;
        for (Walk at("/sys/fs/cgroup", std::filesystem::directory_options::skip_permission_denied, ignored), end;
             at != end; at.increment(ignored)) {
            const std::string name = at->path().filename().string();
            count += static_cast<int>(std::ranges::count_if(
                spawners, [&](int pid) { return name.starts_with("lambdarium-" + std::to_string(pid) + '-'); }));
        }
        return count;
    }

private Q_SLOTS:
    void init()
    {
        m_runner = std::make_unique<BoxRunner>();
        QVERIFY(m_runner->client);
        QCOMPARE(m_runner->bash("echo up").log, std::string("up\n"));
        if (qEnvironmentVariableIsSet("LAMBDARIUM_EXPECT_GROUPS"))
            QCOMPARE(limitedBy(), qEnvironmentVariableIntValue("LAMBDARIUM_EXPECT_GROUPS"));
    }
    void cleanup()
    {
        QVERIFY(m_runner->allReaped());
        m_runner.reset();
    }

    void initTestCase()
    {
        init();
        qInfo("limited by control groups v%d (0: none): %s", limitedBy(), m_runner->client->limits().detail.c_str());
        cleanup();
    }
    void memoryOverTheLimitIsKilled()
    {
        const int version = limitedBy();
        const Outcome growing = m_runner->run(python("a = []\nwhile True: a.append(bytearray(b'x') * (1 << 20))", 256));
        const Outcome forks = m_runner->run(python("import os, time\nfor i in range(8):\n if os.fork() == 0:\n"
                                                   "  a = bytearray(b'x') * (64 << 20)\n  time.sleep(30)\nos.wait()",
                                                   256));
        for (const Outcome &outcome : {growing, forks}) {
            QVERIFY2(outcome.exit.oomKilled, (outcome.error + outcome.log).c_str());
            QCOMPARE(outcome.exit.signal, SIGKILL);
            QVERIFY(outcome.exit.maxMemoryMb > 256);
            // The kernel's own bound lies 64 MB above; without it, whatever is taken between two looks.
            const std::int64_t most = version > 0 ? 256 + 64 + 1 : 512;
            QVERIFY2(outcome.exit.maxMemoryMb <= most, std::to_string(outcome.exit.maxMemoryMb).c_str());
        }
        qInfo("of 256 MB: one process killed at %d MB, eight at %d MB", static_cast<int>(growing.exit.maxMemoryMb),
              static_cast<int>(forks.exit.maxMemoryMb));
    }

    void memoryBelowTheLimitLives()
    {
        const Outcome outcome = m_runner->run(
            python("import os, time\na = bytearray(b'x') * (200 << 20)\nfor i in range(6):\n if os.fork() == 0:\n"
                   "  time.sleep(0.2); os._exit(0)\nfor i in range(6): os.wait()\nprint('fine')",
                   256));
        QCOMPARE(outcome.log, std::string("fine\n"));
        QVERIFY(!outcome.exit.oomKilled);
        QVERIFY2(outcome.exit.maxMemoryMb >= 200 && outcome.exit.maxMemoryMb <= 230,
                 std::to_string(outcome.exit.maxMemoryMb).c_str());
    }

    /// The kernel counts /tmp as memory of whoever writes it; here it is a disk of its own.
    void filesInTmpAreNotMemory()
    {
        const std::string fill =
            "import os\nwith open('/tmp/f', 'wb') as f:\n for i in range(400): f.write(b'x' * (1 << 20))\n";
        const Outcome living = m_runner->run(python(fill
                                                        + "a = bytearray(b'x') * (150 << 20)\nos.remove('/tmp/f')\n"
                                                          "print('wrote 400 MB')",
                                                    256));
        QCOMPARE(living.log, std::string("wrote 400 MB\n"));
        QVERIFY(!living.exit.oomKilled);
        QVERIFY2(living.exit.maxMemoryMb >= 150 && living.exit.maxMemoryMb < 200,
                 std::to_string(living.exit.maxMemoryMb).c_str());
        const Outcome greedy = m_runner->run(
            python(fill + "a = []\nwhile True: a.append(bytearray(b'x') * (1 << 20))", 256));
        QVERIFY2(greedy.exit.oomKilled, (greedy.error + greedy.log).c_str());
        QVERIFY2(greedy.exit.maxMemoryMb > 256 && greedy.exit.maxMemoryMb < 400,
                 std::to_string(greedy.exit.maxMemoryMb).c_str());
        qInfo("beside 400 MB in /tmp: %d MB of 256 lived, killed at %d MB", static_cast<int>(living.exit.maxMemoryMb),
              static_cast<int>(greedy.exit.maxMemoryMb));
    }

    void shortPeaksAreSeen()
    {
        const int version = limitedBy();
        const Outcome outcome = m_runner->run(
            python("a = bytearray(60 << 20)\ndel a\nimport time\ntime.sleep(0.1)", 256));
        // Between two looks nobody but the kernel sees it.
        QVERIFY2((version == 0 || outcome.exit.maxMemoryMb >= 60) && outcome.exit.maxMemoryMb < 90,
                 std::to_string(outcome.exit.maxMemoryMb).c_str());
    }

    void cpuShareFollowsMemory()
    {
        for (const int memoryMb : {128, 512, 1024}) {
            BoxSpec spec = BoxRunner::bashSpec("for i in 1 2 3; do (while :; do :; done) & done; wait");
            spec.memoryMb = memoryMb;
            spec.cpuLimited = true;
            auto box = m_runner->spawn(std::move(spec));
            QVERIFY(box);
            m_runner->clock.runFor(std::chrono::milliseconds{200}, [] { return false; });
            const auto begin = std::chrono::steady_clock::now();
            const std::int64_t cpu = (*box)->usage().cpuNs;
            m_runner->clock.runFor(std::chrono::seconds{2}, [] { return false; });
            const std::chrono::duration<double, std::nano> wall = std::chrono::steady_clock::now() - begin;
            const double share = static_cast<double>((*box)->usage().cpuNs - cpu) / wall.count();
            const double want = memoryMb / 1769.0;
            qInfo("%d MB: %.4f of a core, want %.4f", memoryMb, share, want);
            QVERIFY(share > want / 20 && share < want + 0.03); // a crowded machine may give less, never more
        }
    }

    void frozenTreesStandStill()
    {
        const int version = limitedBy();
        auto box = m_runner->spawn(BoxRunner::bashSpec("(kill -STOP $BASHPID; echo woken) & (while :; do echo tick; "
                                                       "done) & while :; do echo tock; done"));
        QVERIFY(box);
        LogReader log(m_runner->clock, (*box)->takeLog());
        QVERIFY(m_runner->waitFor([&] { return log.bytes() > 100000; }));
        bool frozen = false;
        (*box)->freeze([&] { frozen = true; });
        QVERIFY(m_runner->waitFor([&] { return frozen; }));
        m_runner->clock.runFor(std::chrono::milliseconds{200}, [] { return false; }); // what was in the pipe
        (*box)->measure([](BoxUsage) {}); // the reading before is older than the freeze
        m_runner->clock.runFor(std::chrono::milliseconds{50}, [] { return false; });
        const std::size_t before = log.bytes();
        const std::int64_t cpu = (*box)->usage().cpuNs;
        m_runner->clock.runFor(std::chrono::milliseconds{300}, [] { return false; });
        QCOMPARE(log.bytes(), before);
        (*box)->measure([](BoxUsage) {});
        m_runner->clock.runFor(std::chrono::milliseconds{50}, [] { return false; });
        QVERIFY((*box)->usage().cpuNs - cpu < 2'000'000);
        (*box)->thaw();
        QVERIFY(m_runner->waitFor([&] { return log.bytes() > before + 100000; }));
        // Only v2 leaves alone what the function itself stopped.
        QCOMPARE(log.text().find("woken") == std::string::npos, version == 2);
        (*box)->freeze();
        m_runner->clock.runFor(std::chrono::milliseconds{50}, [] { return false; });
        (*box)->kill(); // frozen, it dies all the same
        QVERIFY(m_runner->waitFor([&] { return log.ended(); }));
        QVERIFY(m_runner->allReaped());
    }

    void theKernelHoldsTheLimits()
    {
        const int version = limitedBy();
        BoxSpec spec = BoxRunner::bashSpec("cat /proc/self/cgroup; exec sleep 60");
        spec.memoryMb = 442; // a quarter of 1769
        spec.cpuLimited = true;
        auto box = m_runner->spawn(std::move(spec));
        QVERIFY(box);
        LogReader log(m_runner->clock, (*box)->takeLog());
        QVERIFY(m_runner->waitFor([&] { return !log.text().empty(); }));
        QVERIFY2(log.text().find("lambdarium") == std::string::npos || version == 1, log.text().c_str());
        const auto made = groups();
        QCOMPARE(made.size(), std::size_t{version > 0 ? 1U : 0U});
        if (version == 0) {
            QCOMPARE(homesOf({m_runner->client->spawnerPid()}), 0);
            return;
        }
        const std::string inside = content(made[0] / "cgroup.procs");
        QVERIFY2(QTest::qWaitFor(
                     [&] { return QByteArray::fromStdString(content(made[0] / "cgroup.procs")).count('\n') == 1; }),
                 inside.c_str()); // the handler alone: pid 1 has left
        QVERIFY(content(made[0] / "cgroup.procs").find(std::to_string((*box)->hostPid()) + '\n') == std::string::npos);
        const std::string bound = content(made[0] / (version == 2 ? "memory.max" : "memory.limit_in_bytes"));
        const long long boundMb = std::stoll(bound) >> 20;
        QVERIFY2(boundMb >= 442 + 64 && boundMb <= 442 + 70, bound.c_str());
        if (version == 2) {
            QCOMPARE(content(made[0] / "cpu.max"), std::string("4997 20000\n"));
            QCOMPARE(content(made[0] / "pids.max"), std::string("1024\n"));
            (*box)->limitCpu(false);
            QVERIFY(m_runner->waitFor([&] { return content(made[0] / "cpu.max") == "max 20000\n"; }));
        }
    }

    void spawnsLeaveNoGroups()
    {
        auto zygote = m_runner->client->startZygote({"/usr/bin/python3", "-I", "-S",
                                                     LAMBDARIUM_SOURCE_DIR "/tests/sandbox/zygote.py",
                                                     LAMBDARIUM_BIN_DIR "/liblambdarium-zygote.so"},
                                                    {});
        QVERIFY(zygote);
        int copies = 0;
        for (int i = 0; i < 40; ++i) {
            QCOMPARE(m_runner->bash("echo one").log, std::string("one\n"));
            BoxSpec spec;
            spec.argv = {"handler", "print('copy')"};
            std::optional<Result<std::unique_ptr<Box>>> copy;
            (*zygote)->spawn(std::move(spec), [&](Result<std::unique_ptr<Box>> box) { copy.emplace(std::move(box)); });
            QVERIFY(m_runner->waitFor([&] { return copy.has_value(); }));
            QVERIFY2(*copy, copy->hasValue() ? "" : copy->error().message.c_str());
            LogReader log(m_runner->clock, copy->value()->takeLog());
            QVERIFY(m_runner->waitFor([&] { return log.ended(); }));
            copies += log.text() == "copy\n" ? 1 : 0;
        }
        QCOMPARE(copies, 40);
        QVERIFY(m_runner->allReaped());
        QVERIFY(m_runner->waitFor([&] { return groups().size() <= 1; })); // the zygote's spare
        zygote->reset();
        QVERIFY(m_runner->waitFor([&] { return groups().empty(); }));
    }

    void twentyKilledSpawnersLeaveNothing()
    {
        const int version = limitedBy();
        const std::string mark = "66" + std::to_string(getpid());
        std::vector<int> killed;
        for (int i = 0; i < 20; ++i) {
            std::vector<std::unique_ptr<Box>> boxes;
            for (int k = 0; k < 3; ++k) {
                auto box = m_runner->spawn(BoxRunner::bashSpec("setsid sleep " + mark + " & exec sleep " + mark));
                QVERIFY2(box, box ? "" : box.error().message.c_str());
                boxes.push_back(std::move(*box));
            }
            boxes[0]->freeze();
            int lost = 0;
            for (const auto &box : boxes)
                box->whenExited([&](BoxExit exit) { lost += exit.lost ? 1 : 0; });
            killed.push_back(m_runner->client->spawnerPid());
            QCOMPARE(::kill(killed.back(), SIGKILL), 0);
            QVERIFY(m_runner->waitFor([&] { return lost == 3; }));
        }
        QVERIFY(m_runner->waitFor([&] { return processesNamed(mark) == 0; }));
        QCOMPARE(m_runner->bash("echo again").log, std::string("again\n"));
        QCOMPARE(limitedBy(), version);
        QVERIFY(m_runner->allReaped());
        QVERIFY(m_runner->waitFor([&] { return version == 0 || groups().empty(); }));
        // The next start removes them; of v2, systemd does when a scope is empty.
        QVERIFY2(m_runner->waitFor([&] { return homesOf(killed) == 0; }), std::to_string(homesOf(killed)).c_str());
        const std::vector<int> last{m_runner->client->spawnerPid()};
        // Of v1 a home is three groups; one that this program was started in has another's name.
        const bool given = m_runner->client->limits().detail.find("/lambdarium-") == std::string::npos;
        QCOMPARE(homesOf(last), given ? 0 : version == 2 ? 1 : 3);
        m_runner->client.reset();
        QTRY_COMPARE(homesOf(last), 0);
        m_runner = std::make_unique<BoxRunner>();
    }
};

QTEST_APPLESS_MAIN(TestControlGroups)
#include "tst_controlgroups.moc"

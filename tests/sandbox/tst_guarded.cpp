// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"

#include "testpaths.h"

#include "core/local/truststore.h"
#include "core/sandbox/guardedroot.h"
#include "core/sandbox/selftest.h"
#include "core/sandbox/walls.h"

#include <QDir>
#include <QtTest>

#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>

using namespace lambdarium;

/// Boxes of a machine that refuses namespaces (isolation.md A.5, levels 2 and 1).
class TestGuarded : public QObject
{
    Q_OBJECT

private:
    using Result = IsolationProbe::Result;

    static std::string text(const Outcome &outcome)
    {
        return outcome.error.empty() ? outcome.log : "not started: " + outcome.error;
    }
    void start(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), LAMBDARIUM_BIN_DIR "/../tests/withoutnamespaces");
        m_runner = std::make_unique<BoxRunner>(std::move(arguments));
        QVERIFY(m_runner->client);
        bool known = false;
        m_runner->client->whenLimitsKnown([&] { known = true; });
        QVERIFY(m_runner->waitFor([&] { return known; }));
        m_spawner = m_runner->client->spawnerPid();
        QCOMPARE(foldersLeft(), 1);
    }
    std::shared_ptr<const IsolationReport> selfTest()
    {
        SelfTest test(m_runner->clock, *m_runner->client);
        std::shared_ptr<const IsolationReport> report;
        test.run([&](std::shared_ptr<const IsolationReport> found) { report = std::move(found); });
        m_runner->waitFor([&] { return report != nullptr; });
        return report;
    }
    static Result resultOf(const IsolationReport &report, const char *code)
    {
        for (const IsolationProbe &probe : report.probes) {
            if (probe.code == code)
                return probe.result;
        }
        return Result::NotTested;
    }
    /// Of this test's own spawner: other tests run beside this one.
    int foldersLeft() const
    {
        const std::string own = "lambdarium-boxes-" + std::to_string(m_spawner) + "-";
        int count = 0;
        for (const auto &entry : std::filesystem::directory_iterator("/tmp"))
            count += entry.path().filename().string().starts_with(own) ? 1 : 0;
        return count;
    }

    std::unique_ptr<BoxRunner> m_runner;
    int m_spawner = 0;

private Q_SLOTS:
    void cleanup()
    {
        if (m_runner)
            QVERIFY(m_runner->allReaped());
        m_runner.reset();
        QTRY_COMPARE(foldersLeft(), 0);
    }

    void theRefusalIsToldWithItsRemedy_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("EPERM") << QStringLiteral("EPERM") << QStringLiteral("kernel.unprivileged_userns_clone=1");
        QTest::newRow("ENOSPC") << QStringLiteral("ENOSPC") << QStringLiteral("user.max_user_namespaces=");
        QTest::newRow("ENOSYS") << QStringLiteral("ENOSYS") << QStringLiteral("Linux 5.12");
    }
    void theRefusalIsToldWithItsRemedy()
    {
        QFETCH(QString, error);
        QFETCH(QString, remedy);
        start({error.toStdString()});
        const SpawnLimits &limits = m_runner->client->limits();
        QVERIFY(limits.guarded);
        QCOMPARE(limits.landlockAbi, usableLandlockAbi());
        QVERIFY2(QString::fromStdString(limits.refusal).contains(remedy), limits.refusal.c_str());
        const auto report = selfTest();
        QVERIFY(report);
        QCOMPARE(report->level, 2);
        QCOMPARE(report->name, std::string("File-guarded"));
        QCOMPARE(report->remedy, limits.refusal);
    }

    void theSelfTestHoldsWhatLevelTwoPromises()
    {
        start({"EPERM"});
        const auto report = selfTest();
        QVERIFY(report);
        for (const char *code : {"ReadHome", "WriteSystem", "HostLoopback", "OutsideNetwork", "AbstractSocket",
                                 "TouchInit", "RegainRights", "Inherited", "MemoryLimit", "OutliveKill"})
            QVERIFY2(resultOf(*report, code) == Result::Held, code);
        for (const char *code : {"OtherProcesses", "DiskBound"}) // and says what it does not promise
            QVERIFY2(resultOf(*report, code) == Result::Broken, code);
    }

    void withoutLandlockNothingIsPromised()
    {
        start({"--no-landlock", "EPERM"});
        QCOMPARE(m_runner->client->limits().landlockAbi, 0);
        const auto report = selfTest();
        QVERIFY(report);
        QCOMPARE(report->level, 1);
        QCOMPARE(report->name, std::string("Unprotected"));
        const Outcome refused = m_runner->bash("echo ran");
        QCOMPARE(refused.error,
                 std::string("No wall stands on this machine, and nobody agreed to that for this project."));
        m_runner->client->allow(TrustStore::grant(Trust::Isolated, true));
        QCOMPARE(text(m_runner->bash("echo ran")), std::string("ran\n"));
    }

    void pathsOfTheInsideLeadToTheirPlaces()
    {
        OpenDirectory code;
        OpenDirectory first;
        OpenDirectory second;
        code.write("file", "code\n", 0644);
        first.write("lib/a", "one\n", 0644);
        first.write("lib/b", "one\n", 0644);
        second.write("lib/b", "two\n", 0644);
        start({"EPERM"});
        BoxSpec spec = BoxRunner::bashSpec("cat file $ROOT/file $LAYERS/lib/a $LAYERS/lib/b; "
                                           "echo x > $TMPDIR/mine && cat $TMPDIR/mine; echo no > $ROOT/file; "
                                           "echo no > $LAYERS/lib/a; echo no > /tmp/elsewhere; true");
        spec.environment.emplace_back("ROOT", "/var/task");
        spec.environment.emplace_back("LAYERS", "/opt");
        spec.taskDirectory = code.path();
        spec.layers = {first.path(), second.path()};
        const std::string said = text(m_runner->run(std::move(spec)));
        QVERIFY2(said.starts_with("code\ncode\none\ntwo\nx\n"), said.c_str());
        QCOMPARE(QString::fromStdString(said).count(QStringLiteral("Permission denied")), 3);
        QVERIFY(!std::filesystem::exists("/tmp/elsewhere"));
    }

    void aMissingDirectoryOrProgramIsTheSpecsFault()
    {
        start({"EPERM"});
        BoxSpec spec = BoxRunner::bashSpec("true");
        spec.taskDirectory = "/not/there";
        QVERIFY(m_runner->run(std::move(spec)).error.starts_with("opening /not/there: No such file"));
        BoxSpec program;
        program.argv = {"/usr/bin/not-there"};
        QVERIFY(m_runner->run(std::move(program)).error.starts_with("executing /usr/bin/not-there: No such file"));
    }

    void memoryIsMeteredAndKilledFor()
    {
        start({"EPERM"});
        BoxSpec spec = BoxRunner::bashSpec("exec python3 -c 'kept = []\nwhile True: kept.append(bytearray(1 << 20))'");
        spec.memoryMb = 128;
        const Outcome outcome = m_runner->run(std::move(spec));
        QVERIFY(outcome.exit.oomKilled);
        QVERIFY2(outcome.exit.maxMemoryMb > 128 && outcome.exit.maxMemoryMb < 256,
                 std::to_string(outcome.exit.maxMemoryMb).c_str());
    }

    void aFullTmpEndsTheBox()
    {
        start({"EPERM"});
        BoxSpec spec = BoxRunner::bashSpec(
            "for i in 1 2 3 4; do head -c 6000000 /dev/zero > $TMPDIR/$i || echo refused; sleep 0.3; done; echo whole");
        spec.ephemeralMb = 16;
        const Outcome outcome = m_runner->run(std::move(spec));
        QCOMPARE(outcome.exit.signal, SIGKILL);
        QVERIFY2(outcome.log.find("/tmp holds more than the function may") != std::string::npos, outcome.log.c_str());
        BoxSpec single = BoxRunner::bashSpec("head -c 20000000 /dev/zero > $TMPDIR/big || echo refused");
        single.ephemeralMb = 16;
        const std::string said = text(m_runner->run(std::move(single)));
        QVERIFY2(said.ends_with("refused\n"), said.c_str());
    }

    void frozenBoxesStandStill()
    {
        start({"EPERM"});
        auto box = m_runner->spawn(BoxRunner::bashSpec("(while :; do echo child; sleep 0.01; done) & "
                                                       "while :; do echo parent; sleep 0.01; done"));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        LogReader log(m_runner->clock, (*box)->takeLog());
        QVERIFY(m_runner->waitFor([&] { return log.text().find("child") != std::string::npos; }));
        bool frozen = false;
        (*box)->freeze([&] { frozen = true; });
        QVERIFY(m_runner->waitFor([&] { return frozen; }));
        m_runner->clock.runFor(std::chrono::milliseconds(50), [] { return false; }); // what was in the pipe
        const std::size_t before = log.bytes();
        m_runner->clock.runFor(std::chrono::milliseconds(300), [] { return false; });
        QCOMPARE(log.bytes(), before);
        (*box)->thaw();
        QVERIFY(m_runner->waitFor([&] { return log.bytes() > before; }));
    }

    void daemonsEndWithTheirBox_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"kill", "exit", "supervisor", "spawner"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void daemonsEndWithTheirBox()
    {
        QFETCH(QString, how);
        start({"EPERM"});
        const std::string mark = "86400." + std::to_string(getpid());
        auto box = m_runner->spawn(BoxRunner::bashSpec("for i in 1 2 3; do setsid bash -c 'trap \"\" TERM HUP; (sleep "
                                                       + mark
                                                       + " & wait) & disown; sleep 1' & done; "
                                                         "sleep 0.2; echo up; "
                                                       + (how == QLatin1String("exit") ? "exit 3" : "sleep 100")));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        LogReader log(m_runner->clock, (*box)->takeLog());
        QVERIFY(m_runner->waitFor([&] { return log.text() == "up\n"; }));
        if (how != QLatin1String("exit"))
            QVERIFY(m_runner->waitFor([&] { return processesNamed(mark) >= 3; }));
        QElapsedTimer timer;
        timer.start();
        if (how == QLatin1String("kill"))
            (*box)->kill();
        else if (how == QLatin1String("supervisor"))
            ::kill((*box)->hostPid(), SIGKILL);
        else if (how == QLatin1String("spawner"))
            ::kill(m_runner->client->spawnerPid(), SIGKILL);
        QVERIFY(m_runner->waitFor([&] { return processesNamed(mark) == 0; }));
        qInfo("nothing left after %lld ms", timer.elapsed());
        box->reset();
        if (how == QLatin1String("spawner"))
            start({"EPERM"}); // the next one removes what this one could not
    }

    /// What the filter alone does where Landlock knows no ports yet, which this kernel's may.
    void closedNetworksOpenNoSocketBeforeAbiFour_data()
    {
        QTest::addColumn<int>("abi");
        QTest::addColumn<bool>("machineNetwork");
        QTest::addColumn<int>("error");
        QTest::newRow("no Landlock, nothing promised") << 0 << false << 0;
        QTest::newRow("ABI 2, closed") << 2 << false << EACCES;
        QTest::newRow("ABI 2, the machine's network") << 2 << true << 0;
        QTest::newRow("ABI 4, Landlock holds the ports") << 4 << false << 0;
    }
    void closedNetworksOpenNoSocketBeforeAbiFour()
    {
        QFETCH(int, abi);
        QFETCH(bool, machineNetwork);
        QFETCH(int, error);
        const std::vector<sock_filter> filter = guardedFilter(abi, machineNetwork);
        const pid_t child = fork();
        if (child == 0) {
            prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
            if (applySeccomp(filter))
                _exit(255);
            _exit(socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : errno);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QCOMPARE(WEXITSTATUS(status), error);
    }

    void nobodyElseIsReached()
    {
        const UniqueFd listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *any = reinterpret_cast<sockaddr *>(&address);
        QVERIFY(bind(listener.value(), any, size) == 0 && listen(listener.value(), 4) == 0
                && getsockname(listener.value(), any, &size) == 0);
        const std::uint16_t port = ntohs(address.sin_port);
        start({"EPERM"});
        const std::string script = R"(
import os, signal, socket, sys
def attempt(what, call):
    try:
        call()
        print(what, 'possible')
    except OSError as error:
        print(what, 'refused')
port = int(sys.argv[1])
attempt('tcp', lambda: socket.create_connection(('127.0.0.1', port), 2))
attempt('udp', lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
attempt('mptcp', lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262))
attempt('fast open', lambda: socket.socket().sendto(b'x', 0x20000000, ('127.0.0.1', port)))
attempt('local', lambda: socket.socket(socket.AF_UNIX))
attempt('everybody', lambda: os.kill(-1, 0))
attempt('another', lambda: os.kill(int(sys.argv[2]), 0))
attempt('environ', lambda: open('/proc/%s/environ' % sys.argv[2]).read())
attempt('home', lambda: os.listdir(sys.argv[3]))
)";
        const auto run = [&](std::vector<std::uint16_t> ports) {
            BoxSpec spec;
            spec.argv = {"/usr/bin/python3",
                         "-c",
                         script,
                         std::to_string(port),
                         std::to_string(getpid()),
                         QDir::homePath().toStdString()};
            spec.environment = {{"PATH", "/usr/bin"}};
            spec.reachablePorts = std::move(ports);
            return QString::fromStdString(text(m_runner->run(std::move(spec))));
        };
        const std::string signals = usableLandlockAbi() >= 6 || geteuid() == 0 ? "refused" : "possible";
        const QString rest = QString::fromStdString(
            "udp refused\nmptcp refused\nfast open refused\nlocal refused\neverybody refused\nanother " + signals
            + "\nenviron refused\nhome refused\n");
        QCOMPARE(run({}), QStringLiteral("tcp refused\n") + rest);
        if (usableLandlockAbi() >= 4)
            QCOMPARE(run({port}), QStringLiteral("tcp possible\n") + rest);
    }
};

QTEST_GUILESS_MAIN(TestGuarded)
#include "tst_guarded.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"

#include "testpaths.h"

#include "core/sandbox/grading.h"
#include "core/sandbox/selftest.h"
#include "core/sandbox/walls.h"

#include <QDir>
#include <QProcess>
#include <QtTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <utility>

using namespace lambdarium;

/// What each way out is answered with, in the order of escapes.py; "": depends on the kernel.
constexpr std::pair<const char *, const char *> refusals[] = {
    {"unshare user", "EPERM"},
    {"unshare mounts", "EPERM"},
    {"clone net", "EPERM"},
    {"clone3", "ENOSYS"},
    {"setns", "EPERM"},
    {"mount", "EPERM"},
    {"remount", "EPERM"},
    {"umount", "EPERM"},
    {"pivot_root", "EPERM"},
    {"chroot", "EPERM"},
    {"open_tree", "EPERM"},
    {"fsopen", "EPERM"},
    {"ptrace pid 1", "EPERM"},
    {"read pid 1's memory", "EACCES"},
    {"process_vm_readv", "EPERM"},
    {"kill pid 1", ""},
    {"bpf", "EPERM"},
    {"perf_event_open", "EPERM"},
    {"keyctl", "EPERM"},
    {"userfaultfd", "EPERM"},
    {"io_uring_setup", "ENOSYS"},
    {"memfd_create", "ENOSYS"},
    {"open_by_handle_at", "EPERM"},
    {"packet socket", "EAFNOSUPPORT"},
    {"vsock", "EAFNOSUPPORT"},
};

/// What a handler sees and what it is refused.
class TestWalls : public QObject
{
    Q_OBJECT

private:
    static QString text(const Outcome &outcome)
    {
        return QString::fromStdString(outcome.error.empty() ? outcome.log : "not started: " + outcome.error);
    }
    QString bash(const char *script) { return text(m_runner->bash(script)); }

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

    void selfTestReachesTheLevelOfThisMachine()
    {
        SelfTest test(m_runner->clock, *m_runner->client);
        std::shared_ptr<const IsolationReport> report;
        int answers = 0;
        for (int i = 0; i < 2; ++i) // the second joins the first
            test.run([&](std::shared_ptr<const IsolationReport> found) { report = std::move(found), ++answers; });
        QVERIFY(m_runner->waitFor([&] { return answers == 2; }));
        QCOMPARE(report->remedy, std::string());
        const bool enforced = m_runner->client->limits().version > 0;
        QCOMPARE(report->level, enforced ? 4 : 3);
        QCOMPARE(report->name, std::string(enforced ? "Enforced" : "Metered"));
        QCOMPARE(report->probes.size(), std::size_t{12});
        for (const IsolationProbe &probe : report->probes)
            QVERIFY2(probe.result == IsolationProbe::Result::Held, (probe.code + ": " + probe.detail).c_str());
        for (const IsolationProbe &wall : report->walls)
            QVERIFY2(wall.result != IsolationProbe::Result::Broken, wall.code.c_str());
    }

    void theWorstProbeGivesTheLevel_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("name");
        for (const char *code : {"ReadHome", "WriteSystem", "HostLoopback", "OutsideNetwork", "TouchInit",
                                 "RegainRights", "Inherited", "MemoryLimit"})
            QTest::newRow(code) << QString::fromLatin1(code) << 1 << QStringLiteral("Unprotected");
        for (const char *code : {"AbstractSocket", "OtherProcesses", "DiskBound"})
            QTest::newRow(code) << QString::fromLatin1(code) << 2 << QStringLiteral("File-guarded");
        QTest::newRow("OutliveKill") << QStringLiteral("OutliveKill") << 0 << QStringLiteral("Unavailable");
        QTest::newRow("of nobody") << QStringLiteral("Unheard") << 0 << QStringLiteral("Unavailable");
    }
    void theWorstProbeGivesTheLevel()
    {
        QFETCH(QString, code);
        QFETCH(int, level);
        QFETCH(QString, name);
        using Result = IsolationProbe::Result;
        for (const Result result : {Result::Broken, Result::NotTested}) {
            IsolationReport report;
            report.probes = {{"Other", "Held", Result::Held, {}},
                             {code.toStdString(), "Try it", result, "it went"},
                             {"DiskBound", "Weighs less", Result::NotTested, {}}};
            gradeIsolation(report, true);
            QCOMPARE(report.level, level);
            QCOMPARE(report.name, name.toStdString());
            QCOMPARE(report.remedy,
                     std::string(result == Result::Broken
                                     ? "The self-test found a hole: Try it (it went)."
                                     : "The self-test could not try this, so it is not promised: Try it."));
        }
    }
    void aFullSelfTestGivesTheLevelOfTheLimits()
    {
        IsolationReport report;
        report.probes = {{"ReadHome", "Held", IsolationProbe::Result::Held, {}}};
        gradeIsolation(report, false);
        QCOMPARE(report.name, std::string("Metered"));
        gradeIsolation(report, true);
        QCOMPARE(report.level, 4);
        QCOMPARE(report.remedy, std::string());
    }

    /// The probes are no ornaments: outside the walls, each finds what it looks for.
    void probesComeThroughWhereThereAreNoWalls()
    {
        const UniqueFd loopback(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *any = reinterpret_cast<sockaddr *>(&address);
        QVERIFY(bind(loopback.value(), any, size) == 0 && listen(loopback.value(), 1) == 0
                && getsockname(loopback.value(), any, &size) == 0);
        QProcess bare;
        bare.start(QStringLiteral(LAMBDARIUM_BIN_DIR "/lambdarium-spawner"),
                   {QStringLiteral("--probe"), QString::number(ntohs(address.sin_port)),
                    QStringLiteral("nobody-listens"), QStringLiteral("home") + QDir::homePath(), QStringLiteral("8"),
                    QStringLiteral("/tmp"), QStringLiteral("/var/task")});
        QVERIFY(bare.waitForFinished());
        const QString said = QString::fromUtf8(bare.readAllStandardOutput());
        for (const char *code : {"ReadHome", "HostLoopback", "OtherProcesses", "Inherited", "DiskBound"})
            QVERIFY2(said.contains(QLatin1String(code) + QStringLiteral("\t-\t")), qPrintable(said));
    }

    void callsOnNoListAreAbsent()
    {
        // ustat, sysfs, fanotify_mark, and a number that no kernel has.
        const QString said = bash("exec python3 -c '\n"
                                  "import ctypes, errno\n"
                                  "libc = ctypes.CDLL(None, use_errno=True)\n"
                                  "for number in (136, 139, 301, 9999):\n"
                                  "    libc.syscall(number, 1, 0, 0, 0, 0)\n"
                                  "    print(errno.errorcode[ctypes.get_errno()])'");
        QCOMPARE(said, QStringLiteral("ENOSYS\nENOSYS\nENOSYS\nENOSYS\n"));
    }

    void environmentHoldsOnlyWhatWasGiven()
    {
        BoxSpec spec;
        spec.argv = {"/usr/bin/env"};
        spec.environment = {{"GREETING", "olá"}, {"EMPTY", ""}};
        QCOMPARE(text(m_runner->run(std::move(spec))), QStringLiteral("GREETING=olá\nEMPTY=\n"));
    }

    void idsAreLambdasAndNoCapabilityIsLeft()
    {
        const QString seen = bash("id -u; id -g; id -un; grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status");
        QVERIFY2(seen.startsWith(QStringLiteral("993\n990\nsbx_user1051\n")), qPrintable(seen));
        for (const char *line :
             {"CapInh:\t0000000000000000", "CapPrm:\t0000000000000000", "CapEff:\t0000000000000000",
              "CapBnd:\t0000000000000000", "CapAmb:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"})
            QVERIFY2(seen.contains(QLatin1String(line)), qPrintable(seen));
    }

    void hostKnowsTheHandlerAsAnUnprivilegedUser()
    {
        auto box = m_runner->spawn(BoxRunner::bashSpec("sleep 60"));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        struct stat status;
        QVERIFY(stat(("/proc/" + std::to_string((*box)->hostPid())).c_str(), &status) == 0);
        QFile file(QStringLiteral("/proc/%1/status").arg((*box)->hostPid()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray expected = "Uid:\t" + QByteArray::number(geteuid() == 0 ? 65534U : geteuid());
        QVERIFY2(file.readAll().contains(expected), expected.constData());
    }

    void writableBindsTakeWritesAndNothingElseDoes()
    {
        const OpenDirectory open, shut;
        open.write("old", "was here\n", 0644);
        shut.write("old", "was here\n", 0644);
        if (geteuid() == 0)
            QCOMPARE(chown(open.path().c_str(), 65534, 65534), 0);
        BoxSpec spec = BoxRunner::bashSpec("cd /build && cat old && mkdir d && echo made > d/new && mv d/new moved; "
                                           "touch /shut/new || echo refused; touch /var/task/new || echo refused");
        spec.binds = {{open.path(), "/build", true}, {shut.path(), "/shut"}};
        const QString seen = text(m_runner->run(std::move(spec)));
        QVERIFY2(seen.startsWith(QStringLiteral("was here\n")), qPrintable(seen));
        QCOMPARE(seen.count(QStringLiteral("refused")), 2);
        QFile made(QString::fromStdString(open.path() + "/moved"));
        QVERIFY(made.open(QIODevice::ReadOnly));
        QCOMPARE(made.readAll(), QByteArray("made\n"));
        QVERIFY(access((shut.path() + "/new").c_str(), F_OK) != 0);
    }

    void theMachinesNetworkIsThereWhenAskedFor()
    {
        const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        QCOMPARE(bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(listen(listener, 4), 0);
        QCOMPARE(getsockname(listener, reinterpret_cast<sockaddr *>(&address), &length), 0);
        const std::string dial = "(echo > /dev/tcp/127.0.0.1/" + std::to_string(ntohs(address.sin_port))
            + ") 2>/dev/null && echo reached || echo refused";
        QCOMPARE(bash(dial.c_str()), QStringLiteral("refused\n"));
        BoxSpec spec = BoxRunner::bashSpec(dial + "; id -u");
        spec.machineNetwork = true;
        QCOMPARE(text(m_runner->run(std::move(spec))), QStringLiteral("reached\n993\n"));
        ::close(listener);
    }

    void onlyProcessesOneAndTwoAreVisible()
    {
        QCOMPARE(bash("cd /proc; for p in [0-9]*; do echo $p; done"), QStringLiteral("1\n2\n"));
    }

    void processOneCannotBeLookedInto()
    {
        QCOMPARE(bash("for f in mem environ maps fd/0; do cat /proc/1/$f >/dev/null 2>&1 && echo read $f; done; "
                      "ls /proc/1/fd 2>/dev/null; ls /proc/1/root 2>/dev/null; kill -9 1 2>/dev/null; echo alive"),
                 QStringLiteral("alive\n"));
    }

    void meterCannotBeStarved()
    {
        QCOMPARE(bash("prlimit --pid 1 --nofile=0 2>/dev/null && echo limited; "
                      "renice -n 19 -p 1 >/dev/null 2>&1 && echo reniced; "
                      "taskset -p 1 1 >/dev/null 2>&1 && echo pinned; chrt -i -p 0 1 2>/dev/null && echo "
                      "idle; echo done"),
                 QStringLiteral("done\n"));
    }

    void hostFilesAreAbsent()
    {
        QCOMPARE(bash("for p in /home /root /sys /run /mnt /media /etc/shadow /etc/hostname /var/lib /var/log "
                      "/dev/shm /dev/tty /dev/sda /work; do [ -e $p ] && echo $p; done; ls /"),
                 QStringLiteral("bin\ndev\netc\nlib\nlib64\nopt\nproc\nsbin\ntmp\nusr\nvar\n"));
    }

    void everythingButTmpIsReadOnly()
    {
        OpenDirectory task;
        task.write("app.txt", "code");
        BoxSpec spec = BoxRunner::bashSpec(
            "pwd; cat app.txt; echo; for p in / /usr /usr/bin /etc /etc/passwd /var /var/task "
            "/var/task/app.txt /opt "
            "/dev /proc/meminfo; do if [ -d $p ]; then touch $p/x; else echo x >> $p; fi 2>/dev/null && echo "
            "wrote $p; done; "
            "rm -f /var/task/app.txt 2>/dev/null && echo removed; touch /tmp/x && echo tmp");
        spec.taskDirectory = task.path();
        QCOMPARE(text(m_runner->run(std::move(spec))), QStringLiteral("/var/task\ncode\ntmp\n"));
    }

    void tmpIsBoundedInBytesAndFiles()
    {
        BoxSpec spec = BoxRunner::bashSpec("stat -c %a /tmp; error=$(head -c 100M /dev/zero 2>&1 > /tmp/big); stat -c "
                                           "%s /tmp/big; rm -f /tmp/big; "
                                           "echo \"$error\"; i=0; while : 2>/dev/null > /tmp/f$i; do i=$((i+1)); done; "
                                           "[ $i -gt 500 -a $i -lt 513 ] && echo bounded || echo $i");
        spec.ephemeralMb = 8;
        const QString seen = text(m_runner->run(std::move(spec)));
        QVERIFY2(seen.startsWith(QStringLiteral("1777\n8388608\n")), qPrintable(seen));
        QVERIFY2(seen.contains(QStringLiteral("No space left on device")), qPrintable(seen));
        QVERIFY2(seen.endsWith(QStringLiteral("bounded\n")), qPrintable(seen));
    }

    void shellIsBash()
    {
        QCOMPARE(bash("/bin/sh -c 'a=(x y z); [[ ${#a[@]} == 3 ]] && echo ${a[2]}'"), QStringLiteral("z\n"));
    }

    void memoryOfTheMachineIsTheFunctions()
    {
        BoxSpec spec = BoxRunner::bashSpec("grep MemTotal /proc/meminfo");
        spec.memoryMb = 300;
        QVERIFY(text(m_runner->run(std::move(spec))).contains(QStringLiteral(" 307200 kB")));
    }

    void networkIsLoopbackOnly()
    {
        QCOMPARE(bash("cd /proc/net; tail -n +3 dev | cut -d: -f1; "
                      "(echo > /dev/tcp/192.0.2.1/80) 2>&1 | grep -o 'Network is unreachable' | head -1; "
                      "(echo > /dev/tcp/169.254.169.254/80) 2>&1 | grep -o 'Network is unreachable' | head -1"),
                 QStringLiteral("    lo\nNetwork is unreachable\nNetwork is unreachable\n"));
    }

    void layersMergeAndLaterWins()
    {
        OpenDirectory first;
        OpenDirectory second;
        first.write("lib/a", "a1");
        first.write("lib/b", "b1");
        second.write("lib/b", "b2");
        second.write("bin/tool", "#!/bin/sh\necho tool\n");
        BoxSpec spec = BoxRunner::bashSpec(
            "cat /opt/lib/a /opt/lib/b; /opt/bin/tool; touch /opt/x 2>/dev/null && echo wrote; "
            "ls -A / | grep build");
        spec.layers = {first.path(), second.path()};
        QCOMPARE(text(m_runner->run(std::move(spec))), QStringLiteral("a1b2tool\n"));
        BoxSpec one = BoxRunner::bashSpec("cat /opt/lib/b");
        one.layers = {first.path()};
        QCOMPARE(text(m_runner->run(std::move(one))), QStringLiteral("b1"));
    }

    void bindsAppearReadOnlyWhereAskedFor()
    {
        OpenDirectory runtime;
        runtime.write("bootstrap", "#!/bin/bash\necho started $1\n");
        BoxSpec spec;
        spec.argv = {"/var/runtime/bootstrap", "now"};
        spec.binds = {{runtime.path(), "/var/runtime"}, {runtime.path() + "/bootstrap", "/srv/some/where/copy"}};
        QCOMPARE(text(m_runner->run(std::move(spec))), QStringLiteral("started now\n"));
        spec = BoxRunner::bashSpec(
            "/srv/some/where/copy too; { echo x >> /srv/some/where/copy; } 2>/dev/null || echo kept");
        spec.binds = {{runtime.path() + "/bootstrap", "/srv/some/where/copy"}};
        QCOMPARE(text(m_runner->run(std::move(spec))), QStringLiteral("started too\nkept\n"));
    }

    void codeBelowAPrivateDirectoryIsReadable()
    {
        OpenDirectory home;
        home.write("private/code/app.txt", "seen");
        QVERIFY(chmod((home.path() + "/private").c_str(), 0700) == 0);
        BoxSpec spec = BoxRunner::bashSpec("cat /var/task/app.txt");
        spec.taskDirectory = home.path() + "/private/code";
        QCOMPARE(text(m_runner->run(std::move(spec))), QStringLiteral("seen"));
    }

    void resourceLimitsStand()
    {
        QCOMPARE(bash("ulimit -n; ulimit -u; ulimit -c; cat /proc/self/oom_score_adj"),
                 QStringLiteral("1024\n1024\n0\n1000\n"));
    }

    void onlyStandardDescriptorsAreOpen()
    {
        QCOMPARE(bash("ls /proc/$$/fd; readlink /proc/$$/fd/0"), QStringLiteral("0\n1\n2\n/dev/null\n"));
    }

    void interpretersRunInTheSmallestFunction_data()
    {
        QTest::addColumn<QStringList>("argv");
        QTest::newRow("python") << QStringList{
            QStringLiteral("/usr/bin/python3"), QStringLiteral("-I"), QStringLiteral("-c"),
            QStringLiteral("import json, threading, subprocess\nt = [threading.Thread(target=lambda: None) "
                           "for i in range(32)]\n"
                           "[x.start() for x in t]; [x.join() for x in t]\nsubprocess.run(['/bin/echo', "
                           "json.dumps('runs')])")};
        QTest::newRow("node") << QStringList{
            QStringLiteral("/usr/bin/node"), QStringLiteral("-e"),
            QStringLiteral("const w = new WebAssembly.Memory({initial: 1}); const {Worker} = require('worker_threads');"
                           "new Worker('1', {eval: true}).on('exit', () => console.log(JSON.stringify(w ? 'runs' : "
                           "0)))")};
    }
    void interpretersRunInTheSmallestFunction()
    {
        QFETCH(QStringList, argv);
        BoxSpec spec;
        for (const QString &argument : argv)
            spec.argv.push_back(argument.toStdString());
        spec.memoryMb = 128;
        spec.environment = {{"PATH", "/usr/bin"}};
        QCOMPARE(text(m_runner->run(std::move(spec))), QStringLiteral("\"runs\"\n"));
    }

    /// The calls of the design's table, numbered for x86-64.
    void twentyFiveWaysOutAreClosed()
    {
        BoxSpec spec;
        spec.argv = {"/usr/bin/python3", "/var/task/escapes.py"};
        OpenDirectory code;
        QFile source(QStringLiteral(LAMBDARIUM_SOURCE_DIR "/tests/sandbox/escapes.py"));
        QVERIFY(source.open(QIODevice::ReadOnly));
        code.write("escapes.py", source.readAll().toStdString(), 0644);
        spec.taskDirectory = code.path();
        spec.memoryMb = 256;
        const QStringList lines = text(m_runner->run(std::move(spec))).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        // The kernel drops a signal from inside to pid 1 in silence; Landlock refuses it aloud from ABI 6 on.
        const QString signal = QString::fromLatin1(usableLandlockAbi() >= 6 ? "EPERM" : "CAME THROUGH");
        QStringList expected;
        for (const auto &[name, error] : refusals)
            expected.append(QLatin1String(name) + QLatin1Char('\t') + (*error ? QString::fromLatin1(error) : signal));
        QCOMPARE(lines, expected);
    }

    /// The signal that does nothing to pid 1 inside ends a process where there are no walls.
    void theSameSignalKillsOutside()
    {
        QProcess victim;
        victim.start(QStringLiteral("/bin/sleep"), {QStringLiteral("60")});
        QVERIFY(victim.waitForStarted());
        const int sent = QProcess::execute(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral(LAMBDARIUM_SOURCE_DIR "/tests/sandbox/escapes.py"), QString::number(victim.processId())});
        QCOMPARE(sent, 0);
        QVERIFY(victim.waitForFinished());
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
        QCOMPARE(victim.exitCode(), SIGKILL);
    }

    void escapesAreRefused()
    {
        const QString seen = bash(
            "unshare -U true 2>/dev/null && echo userns; unshare -n true 2>/dev/null && echo netns; "
            "mount -t tmpfs x /tmp 2>/dev/null && echo mount; chroot /tmp true 2>/dev/null && echo chroot; "
            "nsenter -t 1 -m true 2>/dev/null && echo setns; umount /proc/meminfo 2>/dev/null && echo "
            "umount; "
            "mount -o remount,rw /usr 2>/dev/null && echo remount; hostname x 2>/dev/null && echo hostname; "
            "setpriv --reuid=0 true 2>/dev/null && echo root; mknod /tmp/d b 8 0 2>/dev/null && echo mknod; "
            "echo done");
        QCOMPARE(seen, QStringLiteral("done\n"));
    }

    void memoryThatNobodyMapsIsRefused()
    {
        const QString seen = bash(
            "/usr/bin/python3 -I -c '\nimport os, ctypes, socket\nlibc = ctypes.CDLL(None, use_errno=True)\n"
            "try:\n os.memfd_create(\"x\"); print(\"memfd\")\nexcept OSError: pass\n"
            "if libc.shmget(0, 4096, 0o1600) >= 0: print(\"shm\")\n"
            "for nr in (425, 321, 323, 298): \n if libc.syscall(nr, 0, 0, 0, 0, 0) >= 0: print(nr)\n"
            "for family in (17, 38, 40):\n try:\n  socket.socket(family, socket.SOCK_RAW); print(family)\n "
            "except OSError: pass\n"
            "print(\"done\")'");
        QCOMPARE(seen, QStringLiteral("done\n"));
    }
};

QTEST_APPLESS_MAIN(TestWalls)
#include "tst_walls.moc"

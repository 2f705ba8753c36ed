// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"

#include <QtTest>

#include <unistd.h>

using namespace lambdarium;

/// Boxes that are made before anybody knows what they will run.
class TestStandby : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BoxRunner> m_runner;

    /// Waits for a word on descriptor 3, then runs the script.
    BoxSpec waiting(const std::string &script, UniqueFd &start)
    {
        BoxSpec spec = BoxRunner::bashSpec("read -r -u 3 word; cd /var/task; " + script);
        spec.standby = true;
        auto pipe = makePipe();
        start = std::move(pipe->write);
        spec.descriptors.push_back({std::move(pipe->read), 3});
        return spec;
    }

    /// Assigns, says the word, and gathers what the box wrote.
    std::string run(const std::string &script, const std::string &task, const std::vector<std::string> &layers)
    {
        UniqueFd start;
        auto box = m_runner->spawn(waiting(script, start));
        if (!box)
            return box.error().message;
        LogReader log(m_runner->clock, (*box)->takeLog());
        std::optional<BoxExit> exit;
        std::optional<Result<void>> assigned;
        (*box)->whenExited([&](const BoxExit &ended) { exit = ended; });
        (*box)->assign(task, layers, [&](Result<void> done) { assigned = std::move(done); });
        if (!m_runner->waitFor([&] { return assigned || exit; }) || !assigned)
            return "not assigned";
        if (!*assigned)
            return assigned->error().message;
        if (write(start.value(), "go\n", 3) != 3 || !m_runner->waitFor([&] { return exit && log.ended(); }))
            return "not ended";
        return log.text();
    }

private Q_SLOTS:
    void init() { m_runner = std::make_unique<BoxRunner>(); }

    void cleanup()
    {
        QVERIFY(m_runner->allReaped());
        m_runner.reset();
    }

    void codeAndLayersComeLater()
    {
        OpenDirectory task;
        task.write("app", "code", 0644);
        OpenDirectory first;
        first.write("name", "first", 0644);
        first.write("only", "one", 0644);
        OpenDirectory second;
        second.write("name", "second", 0644);
        QCOMPARE(run("cat app; ls /opt", task.path(), {}), std::string("code"));
        QCOMPARE(run("cat app /opt/name", task.path(), {first.path()}), std::string("codefirst"));
        QCOMPARE(run("cat app /opt/name /opt/only; ls -A / | tr '\\n' ' '", task.path(), {first.path(), second.path()}),
                 std::string("codesecondonebin dev etc lib lib64 opt proc sbin tmp usr var "));
        QCOMPARE(run("pwd; ls -A /var/task /opt", {}, {}), std::string("/var/task\n/opt:\n\n/var/task:\n"));
    }

    void theWallsAreThoseOfEveryBox()
    {
        OpenDirectory task;
        task.write("app", "code", 0644);
        QCOMPARE(
            run("grep -E '^(CapEff|CapPrm|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status | tr -d '\\t' | tr '\\n' ' '",
                task.path(), {}),
            std::string("CapPrm:0000000000000000 CapEff:0000000000000000 CapBnd:0000000000000000 NoNewPrivs:1 "
                        "Seccomp:2 "));
        // pid 1 gave up what it needed for mounting, and the host's files with it.
        QCOMPARE(run("grep -E '^Cap(Eff|Prm|Bnd):' /proc/1/status | tr -d '\\t' | tr '\\n' ' '", task.path(), {}),
                 std::string("CapPrm:0000000000000000 CapEff:0000000000000000 CapBnd:0000000000000000 "));
        QCOMPARE(run("for f in /var/task/x /opt/x /x /usr/x; do (: > $f) 2>/dev/null && echo wrote $f; done; "
                     "echo ok > /tmp/x; cat /tmp/x; ls /root /home /sys 2>/dev/null; grep MemTotal /proc/meminfo",
                     task.path(), {}),
                 std::string("ok\nMemTotal:          131072 kB\n"));
        QCOMPARE(run("echo /proc/[0-9]*; (ls /proc/1/root /proc/1/cwd) 2>&1 | grep -c denied", task.path(), {}),
                 std::string("/proc/1 /proc/2\n2\n"));
    }

    void aFolderThatIsGoneEndsTheStandby()
    {
        UniqueFd start;
        auto box = m_runner->spawn(waiting("true", start));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        bool over = false;
        (*box)->whenExited([&](const BoxExit &) { over = true; });
        (*box)->assign("/nowhere/at/all", {}, [&](const Result<void> &assigned) { over = !assigned; });
        QVERIFY(m_runner->waitFor([&] { return over; }));
    }

    void freezesAndMetersLikeEveryBox()
    {
        OpenDirectory task;
        UniqueFd start;
        auto box = m_runner->spawn(waiting("sleep 100 & wait", start));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        bool assigned = false;
        bool measured = false;
        (*box)->assign(task.path(), {}, [&](const Result<void> &done) { assigned = static_cast<bool>(done); });
        QVERIFY(m_runner->waitFor([&] { return assigned; }));
        QCOMPARE(write(start.value(), "go\n", 3), ssize_t{3});
        QVERIFY(m_runner->waitFor([&] { return (*box)->usage().processes == 2; }));
        (*box)->freeze([&] { measured = true; });
        QVERIFY(m_runner->waitFor([&] { return measured; }));
        QVERIFY((*box)->usage().memoryKb > 0);
    }
};

QTEST_APPLESS_MAIN(TestStandby)
#include "tst_standby.moc"

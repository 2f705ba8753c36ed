// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxrunner.h"

#include <QtTest>

#include <signal.h>

#include <map>
#include <optional>

using namespace lambdarium;

/// Programs that run beside a box's handler.
class TestCompanions : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<BoxRunner> m_runner;
    OpenDirectory m_layer;

    BoxSpec spec(const std::string &script) const
    {
        BoxSpec spec = BoxRunner::bashSpec(script);
        spec.layers = {m_layer.path()};
        spec.companions = {"/opt/helper"};
        spec.companionEnvironment = {{"ONLY", "mine"}, {"PATH", "/usr/bin"}};
        return spec;
    }

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

    void handlersWaitUntilTheyMayStart()
    {
        m_layer.write("helper", "#!/bin/bash\necho helper $ONLY $PWD $(ls /proc/self/fd | wc -l)\nexec sleep 100\n");
        auto box = m_runner->spawn(spec("echo handler; exec sleep 100"));
        QVERIFY2(box, box ? "" : box.error().message.c_str());
        LogReader log(m_runner->clock, (*box)->takeLog());
        LogReader companions(m_runner->clock, (*box)->takeCompanionLog());
        QVERIFY(m_runner->waitFor([&] { return companions.text().ends_with('\n'); }));
        QCOMPARE(companions.text(), std::string("helper mine /var/task 4\n")); // three and ls's own
        QCOMPARE(log.text(), std::string());
        bool started = false;
        (*box)->startHandler([&](Result<void> result) { started = bool(result); });
        QVERIFY(m_runner->waitFor([&] { return started && !log.text().empty(); }));
        QCOMPARE(log.text(), std::string("handler\n"));
    }

    void theEndOfTheHandlerLeavesThemAlive()
    {
        m_layer.write("helper", "#!/bin/bash\necho up\nread -t 100 line <> <(:)\n");
        auto box = m_runner->spawn(
            spec("exec 9<> <(:); trap 'echo told; exit 3' TERM; echo ready; while :; do read -t 0.01 -u 9; done"));
        QVERIFY(box);
        LogReader log(m_runner->clock, (*box)->takeLog());
        std::optional<BoxExit> exit;
        (*box)->whenExited([&](const BoxExit &how) { exit = how; });
        (*box)->startHandler([](Result<void>) {});
        QVERIFY(m_runner->waitFor([&] { return log.text() == "ready\n"; }));
        (*box)->signalHandler(SIGTERM);
        QVERIFY(m_runner->waitFor([&] { return exit.has_value() && log.ended(); }));
        QCOMPARE(exit->status, 3);
        QVERIFY(!exit->lost);
        QCOMPARE(QString::fromStdString(log.text()), QStringLiteral("ready\ntold\n"));
        bool measured = false;
        (*box)->measure([&](const BoxUsage &usage) { measured = usage.processes > 0; });
        QVERIFY(m_runner->waitFor([&] { return measured; })); // pid 1 and the companion go on
        QCOMPARE(m_runner->client->liveBoxes(), 1);
    }

    void theirEndsAreReported()
    {
        m_layer.write("helper", "#!/bin/bash\nexit 7\n");
        m_layer.write("killed", "#!/bin/bash\nkill -SEGV $$\n");
        m_layer.write("unreadable", "no interpreter line\n");
        BoxSpec three = spec("exec sleep 100");
        three.companions = {"/opt/helper", "/opt/killed", "/opt/unreadable"};
        auto box = m_runner->spawn(std::move(three));
        QVERIFY(box);
        std::map<std::size_t, CompanionExit> ends;
        (*box)->whenCompanionExited([&](const CompanionExit &end) { ends.emplace(end.index, end); });
        QVERIFY(m_runner->waitFor([&] { return ends.size() == 3; }));
        QCOMPARE(ends[0].status, 7);
        QCOMPARE(ends[1].signal, SIGSEGV);
        QCOMPARE(ends[2].launchError, std::string("Exec format error"));
    }

    void handlersThatCannotStartSaySo()
    {
        m_layer.write("helper", "#!/bin/bash\nexec sleep 100\n");
        BoxSpec missing = spec("");
        missing.argv = {"/var/task/bootstrap"};
        auto box = m_runner->spawn(std::move(missing));
        QVERIFY(box);
        std::optional<Error> error;
        (*box)->startHandler([&](Result<void> result) {
            if (!result)
                error = result.error();
        });
        QVERIFY(m_runner->waitFor([&] { return error.has_value(); }));
        QVERIFY(error->code == ErrorCode::NotFound);
        QCOMPARE(error->message, std::string("executing /var/task/bootstrap: No such file or directory"));
    }

    void theirNameOfThisMachineIsKnown()
    {
        const Outcome outcome = m_runner->bash(
            "python3 -c \"import socket as s; print(s.gethostbyname('sandbox.localdomain'), "
            "s.gethostbyname('sandbox'))\"");
        QCOMPARE(outcome.log, std::string("127.0.0.1 127.0.0.1\n"));
    }
};

QTEST_APPLESS_MAIN(TestCompanions)
#include "tst_companions.moc"

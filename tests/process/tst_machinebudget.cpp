// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "watched.h"

#include "core/local/machinebudget.h"
#include "core/loop/wallclock.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

/// What a machine can hold, told as the machine's limit (isolation.md A.4, rule 10).
class TestMachineBudget : public QObject
{
    Q_OBJECT

private:
    void setAvailable(int megabytes) const
    {
        writeFile(m_memoryInfo,
                  "MemTotal:       99999999 kB\nMemFree:        1 kB\nMemAvailable:   "
                      + std::to_string(megabytes * 1024) + " kB\n");
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_root;
    std::filesystem::path m_memoryInfo;

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString() + "/work";
        m_memoryInfo = m_directory->path().toStdString() + "/meminfo";
        writeFile(m_root / "template.yaml",
                  "Transform: AWS::Serverless-2016-10-31\n"
                  "Resources:\n"
                  "  Slow:\n"
                  "    Type: AWS::Serverless::Function\n"
                  "    Properties:\n"
                  "      CodeUri: src/\n"
                  "      Runtime: python3.13\n"
                  "      Handler: app.handler\n"
                  "      MemorySize: 128\n"
                  "      Timeout: 30\n");
        writeFile(m_root / "src/app.py",
                  "import time\n"
                  "def handler(event, context):\n"
                  "    time.sleep(1.5)\n"
                  "    return 'done'\n");
    }

    void whatEnvironmentsHoldIsNotTakenTwice()
    {
        EventLoop loop;
        WallClock clock(loop);
        MachineBudget::Use use;
        setAvailable(1000);
        MachineBudget budget(loop, m_memoryInfo.string(), [&] { return use; });
        QCOMPARE(budget.megabytes(), 600);
        setAvailable(700);
        use = {300 * 1024, 0};             // what they took is missing in what is free
        QCOMPARE(budget.megabytes(), 600); // within 100 ms it is not read again
        clock.runFor(120ms, [] { return false; });
        QCOMPARE(budget.megabytes(), 600);
        setAvailable(600);
        use.tmpKb = 100 * 1024; // files are no memory that a function has
        clock.runFor(120ms, [] { return false; });
        QCOMPARE(budget.megabytes(), 500);
        setAvailable(400); // another program's
        clock.runFor(120ms, [] { return false; });
        QCOMPARE(budget.megabytes(), 380);
        setAvailable(0);
        use = {};
        clock.runFor(120ms, [] { return false; });
        QCOMPARE(budget.megabytes(), 1);
        std::filesystem::remove(m_memoryInfo);
        clock.runFor(120ms, [] { return false; });
        QCOMPARE(budget.megabytes(), 0);
    }

    void whatDoesNotFitWaitsAndIsNoThrottle()
    {
        setAvailable(500); // 300 MB: two of 128
        LocalSession::Options options{.workspace = m_root, .spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner"};
        options.memoryInfo = m_memoryInfo.string();
        Watched core(options);
        QVERIFY2(core.session != nullptr, core.problem ? core.problem->message.c_str() : "");
        std::vector<std::future<Result<CommandOutcome>>> running;
        for (int i = 0; i < 3; ++i)
            running.push_back(core.submit(command::Invoke{.function = "Slow"}));
        for (auto &each : running) {
            const auto result = each.get();
            QVERIFY2(result, result ? "" : result.error().message.c_str());
            QCOMPARE(std::get<InvokeOutcome>(*result).status, 200);
            QCOMPARE(std::get<InvokeOutcome>(*result).payload, std::string("\"done\""));
        }
        int said = 0;
        for (const auto &notice : core.told<fact::Notice>()) {
            const QString text = QString::fromStdString(notice.text);
            said += text.startsWith(QStringLiteral("This machine's limit of "))
                && text.contains(QStringLiteral("MB of memory"));
        }
        QCOMPARE(said, 1);
    }

    void memoryThatComesBackIsUsed()
    {
        setAvailable(300); // 180 MB: one of 128
        LocalSession::Options options{.workspace = m_root, .spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner"};
        options.memoryInfo = m_memoryInfo.string();
        writeFile(m_root / "src/app.py",
                  "import time\n"
                  "def handler(event, context):\n"
                  "    time.sleep(event)\n"
                  "    return 'done'\n");
        Watched core(options);
        QVERIFY2(core.session != nullptr, core.problem ? core.problem->message.c_str() : "");
        auto slow = core.submit(command::Invoke{.function = "Slow", .payload = "20"});
        auto other = core.submit(command::Invoke{.function = "Slow", .payload = "0"});
        QVERIFY(other.wait_for(1s) == std::future_status::timeout);
        setAvailable(3000);
        QVERIFY(other.wait_for(10s) == std::future_status::ready); // and not only when the slow one has ended
        QVERIFY(slow.wait_for(0s) == std::future_status::timeout);
    }
};

QTEST_GUILESS_MAIN(TestMachineBudget)
#include "tst_machinebudget.moc"

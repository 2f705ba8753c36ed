// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "watched.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

constexpr EnvironmentId first{1};

constexpr const char *templateText = R"(Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    CodeUri: src/
    Runtime: python3.13
    Timeout: 3
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.count
  Family:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.family
  Node:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
)";

/// Its own clock: the time that its processes see to run.
constexpr const char *code = R"(import os, subprocess, time

def count(event, context):
    for i in range(40):
        print("count", i, flush=True)
        time.sleep(0.05)
    return "counted"

def family(event, context):
    with open("/tmp/five", "wb") as file:
        file.write(b"x" * (5 << 20))
    child = subprocess.Popen(["sleep", "1000"])
    print("family", flush=True)
    return child.pid
)";

std::size_t counts(Watched &core)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        core.told<fact::LogWritten>(), [](const fact::LogWritten &line) { return line.text.starts_with("count "); }));
}

/// The facts of a reply come with the next frame at the latest.
std::vector<fact::InvocationEnded> endsOf(Watched &core, std::size_t count)
{
    std::vector<fact::InvocationEnded> ends;
    const bool complete = QTest::qWaitFor([&] { return (ends = core.told<fact::InvocationEnded>()).size() >= count; });
    return complete ? ends : std::vector<fact::InvocationEnded>(count);
}

/// The command line of one process of the first environment, as its page shows it.
std::string commandOf(Watched &core, int pid)
{
    const auto asked = core.query(query::Environment{first});
    if (!asked)
        return asked.error().message;
    const auto &processes = std::get<EnvironmentDetail>(*asked).processes;
    const auto found = std::ranges::find(processes, pid, &ProcessView::pid);
    return found == processes.end() ? "" : found->command;
}

} // namespace

/// Freeze, thaw, recycle and the page of an environment, with real processes.
class TestEnvControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFrozenHandlerStandsStillAndGoesOn();
    void aFrozenIdleEnvironmentIsSkipped();
    void recycleMakesTheNextOneCold();
    void thePageOfAnEnvironment();
    void strictColdStartsExecute();
    void simulatedColdStartsAreMarked();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_root;
};

void TestEnvControl::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_root = m_directory->path().toStdString() + "/work";
    writeFile(m_root / "template.yaml", templateText);
    writeFile(m_root / "src/app.py", code);
    writeFile(m_root / "src/index.js", "exports.handler = async () => 'node';\n");
}

void TestEnvControl::aFrozenHandlerStandsStillAndGoesOn()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    auto running = core.submit(command::Invoke{.function = "Count"});
    QTRY_VERIFY_WITH_TIMEOUT(core.logged("count 3"), 20000);
    QVERIFY(core.call(command::FreezeEnvironment{first}));
    QTRY_VERIFY(core.session->snapshot()->function("Count")->environments.at(0).paused);
    // What was in the pipe arrives; then nothing, longer than the function's whole time.
    QTRY_VERIFY_WITH_TIMEOUT(!core.tellsSomething(300ms), 5000);
    const std::size_t before = counts(core);
    QVERIFY(before < 35);
    QVERIFY(!core.tellsSomething(3500ms));
    QCOMPARE(counts(core), before);
    QVERIFY(core.call(command::ThawEnvironment{first}));
    const auto outcome = std::get<InvokeOutcome>(running.get().value());
    QCOMPARE(outcome.payload, std::string("\"counted\""));
    QTRY_COMPARE(counts(core), std::size_t{40});
    QVERIFY2(outcome.duration < 3s, std::to_string(toMillis(outcome.duration)).c_str());
}

void TestEnvControl::aFrozenIdleEnvironmentIsSkipped()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    QCOMPARE(core.invoke("Node"), std::string("\"node\""));
    QVERIFY(core.call(command::FreezeEnvironment{first}));
    QCOMPARE(core.invoke("Node"), std::string("\"node\""));
    const auto ends = endsOf(core, 2);
    QVERIFY(ends.at(1).environment != first);
    QVERIFY(core.call(command::KillEnvironment{ends[1].environment}));
    QVERIFY(core.call(command::ThawEnvironment{first}));
    QCOMPARE(core.invoke("Node"), std::string("\"node\""));
    QCOMPARE(endsOf(core, 3).back().environment, first);
}

void TestEnvControl::recycleMakesTheNextOneCold()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    core.invoke("Node");
    QVERIFY(core.call(command::RecycleEnvironment{first}));
    core.invoke("Node");
    QVERIFY(endsOf(core, 2).at(1).initDuration);
    QVERIFY(std::ranges::any_of(core.told<fact::EnvironmentChanged>(), [](const auto &change) {
        return change.environment == first && change.reason == "recycled";
    }));
}

void TestEnvControl::thePageOfAnEnvironment()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    const int child = std::stoi(core.invoke("Family"));
    const auto asked = core.query(query::Environment{first});
    QVERIFY2(asked, asked ? "" : asked.error().message.c_str());
    const auto &detail = std::get<EnvironmentDetail>(*asked);
    QCOMPARE(detail.function, std::string("Family"));
    QVERIFY2(detail.processes.size() >= 3, std::to_string(detail.processes.size()).c_str());
    QCOMPARE(detail.processes[0].pid, 1);
    QCOMPARE(detail.processes[0].command, std::string("lambdarium-box"));
    QCOMPARE(detail.processes[0].parent, 0);
    QCOMPARE(detail.processes[1].pid, 2);
    QCOMPARE(detail.processes[1].parent, 1);
    QVERIFY2(detail.processes[1].command.find("python") != std::string::npos, detail.processes[1].command.c_str());
    QVERIFY(detail.processes[1].memoryKb > 1000);
    const auto sleeper = std::ranges::find(detail.processes, child, &ProcessView::pid);
    QVERIFY(sleeper != detail.processes.end());
    QCOMPARE(sleeper->parent, 2);
    // The handler can answer before its child's exec has laid out the new command line.
    QTRY_COMPARE_WITH_TIMEOUT(commandOf(core, child), std::string("sleep 1000"), 5000);
    QVERIFY(detail.tmpUsedBytes >= 5 << 20 && detail.tmpUsedBytes < 6 << 20);
    QCOMPARE(detail.tmpLimitBytes, std::int64_t{512} << 20);
    QVERIFY(detail.view.memoryKb > 1000 && detail.view.peakMemoryKb >= detail.view.memoryKb);
    QVERIFY(detail.view.cpu > 0ms);
    // Stopped between invocations, and so is its child.
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto again = core.query(query::Environment{first});
            const auto &now = std::get<EnvironmentDetail>(*again).processes;
            return std::ranges::all_of(now, [](const ProcessView &view) { return view.pid == 1 || view.state == 'T'; });
        }(),
        5000);
    const auto missing = core.query(query::Environment{EnvironmentId{77}});
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

void TestEnvControl::strictColdStartsExecute()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    std::size_t run = 0;
    const auto zygoteCopy = [&] {
        core.invoke("Family");
        const EnvironmentId id = endsOf(core, ++run).back().environment;
        const auto detail = std::get<EnvironmentDetail>(*core.query(query::Environment{id}));
        static_cast<void>(core.call(command::KillEnvironment{id}));
        // A copy still has the command line of the warm interpreter that it was forked from.
        return detail.processes.at(1).command.find("zygote") != std::string::npos;
    };
    QTRY_VERIFY_WITH_TIMEOUT(zygoteCopy(), 20000); // the warm interpreter starts beside the first invocations
    QVERIFY(core.call(command::SetColdStart{.strict = true}));
    QVERIFY(core.session->snapshot()->strictColdStart);
    QVERIFY(!zygoteCopy());
    QVERIFY(core.call(command::SetColdStart{}));
    QVERIFY(zygoteCopy());
}

void TestEnvControl::simulatedColdStartsAreMarked()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    QVERIFY(!core.session->snapshot()->simulatedColdStart);
    QVERIFY(core.call(command::SetColdStart{.simulated = true}));
    QVERIFY(core.session->snapshot()->simulatedColdStart);
    core.invoke("Node");
    const auto end = endsOf(core, 1).at(0);
    QCOMPARE(end.simulatedColdStart, Duration(150ms));
    QVERIFY(end.initDuration && *end.initDuration > 150ms);
    QVERIFY(std::ranges::any_of(core.told<fact::LogWritten>(), [](const fact::LogWritten &line) {
        return line.text.find("simulated cold start, INIT is lengthened by 150.00 ms") != std::string::npos;
    }));
}

QTEST_GUILESS_MAIN(TestEnvControl)
#include "tst_envcontrol.moc"

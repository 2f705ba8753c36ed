// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/truststore.h"
#include "core/packaging/builder.h"
#include "core/packaging/codechoice.h"
#include "core/store/worker.h"
#include "core/template/template.h"
#include "testpaths.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace lambdarium;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr const char *twoFunctions = R"(Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Handler: app.handler, Runtime: python3.13}}
Resources:
  A: {Type: AWS::Serverless::Function, Metadata: {BuildMethod: makefile}, Properties: {CodeUri: a/}}
  B: {Type: AWS::Serverless::Function, Metadata: {BuildMethod: makefile}, Properties: {CodeUri: b/}}
)";

void write(const fs::path &path, std::string_view content)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path) << content;
}

} // namespace

/// The queue of builds, with real boxes.
class TestBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void buildsOneAfterTheOther();
    void sharesWhatWaits();
    void cancelsWhatWaitsAndWhatRuns();
    void keepsTheLastOutputOfAFailedBuild();
    void tellsLinesAsTheyStand();
    void endsWithABuildUnderWay();

private:
    std::vector<BuildSubject> subjects(const std::vector<NodeId> &wanted = {}) const
    {
        const auto parsed = Template::parse(*m_workspace->readText("template.yaml"));
        return *buildSubjects(*m_workspace, parsed->model(), wanted);
    }
    std::string problemOf(const char *function) const
    {
        const auto parsed = Template::parse(*m_workspace->readText("template.yaml"));
        return chooseCode(*m_workspace, parsed->model(), *parsed->model().function(function)).problem;
    }
    std::shared_ptr<std::optional<BuildOutcome>> build(const std::vector<NodeId> &wanted = {})
    {
        auto outcome = std::make_shared<std::optional<BuildOutcome>>();
        m_builder->build(subjects(wanted), Trust::Isolated,
                         [outcome](BuildOutcome done) { *outcome = std::move(done); });
        return outcome;
    }
    bool waitFor(const std::function<bool()> &done)
    {
        m_clock->runFor(60s, done);
        return done();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
    std::optional<Workspace> m_workspace;
    std::unique_ptr<EventLoop> m_loop;
    std::unique_ptr<WallClock> m_clock;
    std::unique_ptr<SpawnerClient> m_spawner;
    std::unique_ptr<Worker<Task>> m_worker;
    std::unique_ptr<Builder> m_builder;
    std::vector<std::string> m_lines;
};

void TestBuilder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->path().toStdString();
    write(m_root / "template.yaml", twoFunctions);
    write(m_root / "a/Makefile", "build-A:\n\t@echo from a; echo 1 > $(ARTIFACTS_DIR)/app.py\n");
    write(m_root / "b/Makefile", "build-B:\n\t@echo from b; echo 2 > $(ARTIFACTS_DIR)/app.py\n");
    m_workspace = *Workspace::open(m_root);
    m_loop = std::make_unique<EventLoop>();
    m_clock = std::make_unique<WallClock>(*m_loop);
    auto spawner = SpawnerClient::start(*m_clock, LAMBDARIUM_BIN_DIR "/lambdarium-spawner");
    QVERIFY2(spawner, spawner ? "" : spawner.error().message.c_str());
    m_spawner = std::move(*spawner);
    m_spawner->allow(TrustStore::grant(Trust::Isolated));
    m_worker = std::make_unique<Worker<Task>>([](std::vector<Task> tasks) {
        for (Task &task : tasks)
            task();
    });
    m_lines.clear();
    m_builder = std::make_unique<Builder>(Builder::Parts{
        .clock = *m_clock,
        .spawner = *m_spawner,
        .workspace = *m_workspace,
        .blocking = [this](Task task) { m_worker->post(std::move(task)); },
        .log = [this](const fact::LogWritten &line) { m_lines.push_back(line.function + ": " + line.text); },
        .changed = [] {},
        .interpreter = [](const std::string &) -> Result<RuntimeChoice> { return RuntimeChoice{}; }});
}

void TestBuilder::cleanup()
{
    m_builder.reset();
    m_worker.reset();
    QVERIFY(waitFor([&] { return m_spawner->liveBoxes() == 0; }));
    for (const auto &entry : fs::directory_iterator(m_root / ".lambdarium/build"))
        QVERIFY2(!entry.path().filename().string().starts_with(".work"), entry.path().c_str());
    m_spawner.reset();
    m_loop->clear();
    m_clock.reset();
}

void TestBuilder::buildsOneAfterTheOther()
{
    QVERIFY(!problemOf("A").empty());
    const auto outcome = build();
    QCOMPARE(m_builder->views().size(), std::size_t{2});
    QVERIFY(m_builder->views()[0].state == BuildView::State::Running);
    QVERIFY(m_builder->views()[1].state == BuildView::State::Waiting);
    QCOMPARE(m_builder->views()[1].step, std::string("make build-B"));
    QVERIFY(waitFor([&] { return outcome->has_value(); }));
    for (const BuildView &view : (*outcome)->builds)
        QVERIFY2(view.state == BuildView::State::Succeeded, view.problem.c_str());
    QCOMPARE(m_lines, (std::vector<std::string>{"A: from a", "B: from b"}));
    QCOMPARE(problemOf("A"), std::string());
    QCOMPARE(problemOf("B"), std::string());
}

void TestBuilder::sharesWhatWaits()
{
    const auto first = build({"A"}), second = build({"B"}), third = build({"B"});
    QVERIFY(waitFor([&] { return first->has_value() && second->has_value() && third->has_value(); }));
    QCOMPARE(m_lines, (std::vector<std::string>{"A: from a", "B: from b"}));
    QVERIFY((*third)->builds.front().state == BuildView::State::Succeeded);
}

void TestBuilder::cancelsWhatWaitsAndWhatRuns()
{
    write(m_root / "a/Makefile", "build-A:\n\t@echo from a; sleep 1000\n");
    const auto outcome = build();
    QVERIFY(waitFor([&] { return !m_lines.empty(); }));
    QVERIFY(!m_builder->cancel("C"));
    QVERIFY(m_builder->cancel({}));
    QVERIFY(waitFor([&] { return outcome->has_value(); }));
    QCOMPARE((*outcome)->builds.size(), std::size_t{2});
    for (const BuildView &view : (*outcome)->builds)
        QVERIFY(view.state == BuildView::State::Cancelled);
    QVERIFY(!m_builder->cancel({}));
    QCOMPARE(m_lines, std::vector<std::string>{"A: from a"});
    const auto again = build({"B"});
    QVERIFY(waitFor([&] { return again->has_value(); }));
    QVERIFY((*again)->builds.front().state == BuildView::State::Succeeded);
}

void TestBuilder::keepsTheLastOutputOfAFailedBuild()
{
    const std::string good = "build-A:\n\t@echo 1 > $(ARTIFACTS_DIR)/app.py\n";
    write(m_root / "a/Makefile", good);
    const auto first = build({"A"});
    QVERIFY(waitFor([&] { return first->has_value(); }));
    write(m_root / "a/Makefile", "build-A:\n\t@echo 3 > $(ARTIFACTS_DIR)/app.py; false\n");
    const auto second = build({"A"});
    QVERIFY(waitFor([&] { return second->has_value(); }));
    QVERIFY((*second)->builds.front().state == BuildView::State::Failed);
    QVERIFY(problemOf("A").find("its sources changed") != std::string::npos);
    write(m_root / "a/Makefile", good); // what is there was made from just this
    QCOMPARE(problemOf("A"), std::string());
}

void TestBuilder::tellsLinesAsTheyStand()
{
    write(m_root / "a/Makefile", "build-A:\n\t@printf 'windows\\r\\n10%%\\r90%%\\rdone\\nno end'\n");
    const auto outcome = build({"A"});
    QVERIFY(waitFor([&] { return outcome->has_value(); }));
    QCOMPARE(m_lines, (std::vector<std::string>{"A: windows", "A: done", "A: no end"}));
}

void TestBuilder::endsWithABuildUnderWay()
{
    write(m_root / "a/Makefile", "build-A:\n\t@echo from a; sleep 1000\n");
    const auto outcome = build({"A"});
    QVERIFY(waitFor([&] { return !m_lines.empty(); }));
    QCOMPARE(m_spawner->liveBoxes(), 1); // cleanup() sees it gone, and its folder
    QVERIFY(!outcome->has_value());
}

QTEST_GUILESS_MAIN(TestBuilder)
#include "tst_builder.moc"

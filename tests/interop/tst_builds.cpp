// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "testpaths.h"

#include "core/local/truststore.h"
#include "core/packaging/builder.h"
#include "core/packaging/codechoice.h"
#include "core/runtimes/runtimesandbox.h"
#include "core/store/worker.h"
#include "core/template/template.h"
#include "core/workspace/functiontemplates.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace lambdarium;

namespace {

QString text(const char *latin) { return QString::fromLatin1(latin); }

constexpr const char *pythonFunction = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Greeter:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: app.handler, Runtime: python3.13, Layers: [!Ref Words]}
  Words:
    Type: AWS::Serverless::LayerVersion
    Metadata: {BuildMethod: python3.13}
    Properties: {ContentUri: words/}
)";

constexpr const char *nodeFunction = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Greeter:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: index.handler, Runtime: nodejs22.x, Layers: [!Ref Words]}
  Words:
    Type: AWS::Serverless::LayerVersion
    Metadata: {BuildMethod: nodejs22.x}
    Properties: {ContentUri: words/}
)";

/// A trusted workspace's builds, without the rest of a core.
class Building
{
public:
    explicit Building(Workspace workspace) : m_workspace(std::move(workspace))
    {
        auto started = SpawnerClient::start(m_clock, LAMBDARIUM_BIN_DIR "/lambdarium-spawner");
        if (!started)
            return;
        m_spawner = std::move(*started);
        m_spawner->allow(TrustStore::grant(Trust::Trusted));
        auto sandbox = RuntimeSandbox::create(m_clock, *m_spawner);
        if (!sandbox)
            return;
        m_sandbox = std::move(*sandbox);
    }

    BuildOutcome build()
    {
        const auto parsed = Template::parse(*m_workspace.readText(m_workspace.templatePath().filename()));
        auto subjects = buildSubjects(m_workspace, parsed->model(), {});
        if (!subjects)
            return {};
        auto worker = std::make_unique<Worker<Task>>([](std::vector<Task> tasks) {
            for (Task &task : tasks)
                task();
        });
        std::optional<BuildOutcome> outcome;
        {
            Builder builder({.clock = m_clock,
                             .spawner = *m_spawner,
                             .workspace = m_workspace,
                             .blocking = [&](Task task) { worker->post(std::move(task)); },
                             .log = [&](const fact::LogWritten &line) { log += line.text + "\n"; },
                             .changed = [] {},
                             .interpreter = [&](const std::string &name) { return m_sandbox->interpreter(name); }});
            builder.build(std::move(*subjects), Trust::Trusted, [&](BuildOutcome done) { outcome = std::move(done); });
            m_clock.runFor(std::chrono::minutes(10), [&] { return outcome.has_value(); });
        }
        worker.reset();
        return outcome.value_or(BuildOutcome{});
    }

    std::string log;

private:
    Workspace m_workspace;
    EventLoop m_loop;
    WallClock m_clock{m_loop};
    std::unique_ptr<SpawnerClient> m_spawner;
    std::unique_ptr<RuntimeSandbox> m_sandbox;
};

} // namespace

/// Builds that download: each tool's own registry, then the function that came of it runs.
class TestBuilds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void templates_data();
    void templates();
    void pipAndALayer();
    void npmAndALayer();

private:
    static void buildAndGreet(const QString &folder, std::size_t builds, const QByteArray &greeting)
    {
        Building building(*Workspace::open(folder.toStdString()));
        const BuildOutcome outcome = building.build();
        QCOMPARE(outcome.builds.size(), builds);
        for (const BuildView &view : outcome.builds) {
            QVERIFY2(view.state == BuildView::State::Succeeded, (view.problem + "\n" + building.log).c_str());
            qInfo("%s: %s in %.1f s", view.id.c_str(), view.step.c_str(),
                  std::chrono::duration<double>(view.duration).count());
        }
        const Finished answer = runLambdarium(
            {text("invoke"), text("Greeter"), text("--event"), text("-"), text("--log"), text("Tail")},
            R"({"name": "Ada"})", folder);
        QVERIFY2(answer.exitCode == 0, QByteArray(answer.errors + answer.output));
        QVERIFY2(answer.output.contains(greeting), answer.output);
        // What was built holds no name of a registry's host.
        const Finished hosts = runCommand(text("/bin/grep"),
                                          {text("-rlIE"), text("registry\\.npmjs|files\\.pythonhosted"),
                                           folder + text("/.lambdarium/build"), text("--include=package-lock.json"),
                                           text("--include=.package-lock.json")});
        QCOMPARE(hosts.output, QByteArray());
    }
};

void TestBuilds::templates_data()
{
    QTest::addColumn<QString>("kind");
    for (const FunctionTemplate &kind : functionTemplates())
        if (kind.needsDownloads)
            QTest::newRow(kind.id.c_str()) << QString::fromStdString(kind.id);
}

void TestBuilds::templates()
{
    QFETCH(QString, kind);
    QTemporaryDir folder;
    writeFile(folder.filePath(text("template.yaml")).toStdString(), "Resources: {}\n");
    QVERIFY(addNewFunction(*Workspace::open(folder.path().toStdString()),
                           {.templateId = kind.toStdString(), .wishedId = "Greeter"}));
    buildAndGreet(folder.path(), 1, "Hello, Ada, from Greeter");
}

void TestBuilds::pipAndALayer()
{
    QTemporaryDir folder;
    const auto write = [&](const char *path, std::string_view content) {
        writeFile(folder.filePath(text(path)).toStdString(), content);
    };
    write("template.yaml", pythonFunction);
    write("src/requirements.txt", "six==1.16.0\n");
    write("src/app.py",
          "import six, idna, words\n"
          "def handler(event, context):\n"
          "    return f\"{words.hello}, {event['name']} {six.__version__} {idna.__version__}\"\n");
    write("words/requirements.txt", "idna==3.7\n");
    write("words/words.py", "hello = 'Hello'\n");
    buildAndGreet(folder.path(), 2, "Hello, Ada 1.16.0 3.7");
}

void TestBuilds::npmAndALayer()
{
    QTemporaryDir folder;
    const auto write = [&](const char *path, std::string_view content) {
        writeFile(folder.filePath(text(path)).toStdString(), content);
    };
    write("template.yaml", nodeFunction);
    write("src/package.json", R"({"name": "f", "version": "1.0.0", "dependencies": {"ms": "2.1.3"}})");
    write("src/index.js",
          "const ms = require('ms'), upper = require('left-pad');\n"
          "exports.handler = async (event) => `Hello, ${event.name} ${ms('1s')} ${upper('x', 3)}`;\n");
    write("words/package.json", R"({"name": "l", "version": "1.0.0", "dependencies": {"left-pad": "1.3.0"}})");
    buildAndGreet(folder.path(), 2, "Hello, Ada 1000   x");
}

QTEST_GUILESS_MAIN(TestBuilds)
#include "tst_builds.moc"

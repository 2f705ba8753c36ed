// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/buildplan.h"
#include "core/packaging/buildpreview.h"
#include "core/packaging/recipe.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace lambdarium;
namespace fs = std::filesystem;

namespace {

using Files = QList<QPair<QString, QString>>;

QString text(const char *latin) { return QString::fromLatin1(latin); }

bool hasVariable(const BoxSpec &box, const std::string &name)
{
    return std::ranges::any_of(box.environment, [&](const auto &entry) { return entry.first == name; });
}

} // namespace

Q_DECLARE_METATYPE(Files)

/// Which build step a folder has, and what its box may touch.
class TestRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void refusesUnknownMethods();
    void givesTheNetworkToTheTrustedOnly();
    void keepsOwnSettingsFromUntrustedBuilds();
    void tellsEveryLineThatABuildWouldRun();
    void tellsWhyABuildWouldNotRun();
};

void TestRecipe::decides_data()
{
    QTest::addColumn<QString>("runtime");
    QTest::addColumn<QString>("method");
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("step");
    QTest::addColumn<bool>("downloads");
    const auto row = [](const char *name, const char *runtime, const char *method, const Files &files, const char *step,
                        bool downloads) {
        QTest::newRow(name) << text(runtime) << text(method) << files << text(step) << downloads;
    };
    const auto file = [](const char *path, const char *content = "") { return QPair(text(path), text(content)); };
    row("plain python", "python3.13", "", {file("app.py")}, "", false);
    row("requirements", "python3.13", "", {file("requirements.txt", "requests>=2\n")},
        "pip install -r requirements.txt", true);
    row("comments", "python3.13", "", {file("requirements.txt", "# nothing\n\n")}, "", false);
    row("vendored", "python3.13", "",
        {file("requirements.txt", "Typing-Extensions==4.1\n"), file("typing_extensions-4.1.dist-info/METADATA")}, "",
        false);
    row("asked, empty", "python3.13", "python3.13", {file("requirements.txt", "")}, "pip install -r requirements.txt",
        false);
    row("asked, none", "python3.13", "python3.13", {file("app.py")}, "", false);
    row("other runtime's file", "nodejs22.x", "", {file("requirements.txt", "requests\n")}, "", false);
    row("node module", "nodejs22.x", "", {file("package.json", R"({"type":"module"})")}, "", false);
    row("node dependencies", "nodejs22.x", "", {file("package.json", R"({"dependencies":{"ms":"2"}})")},
        "npm install --omit=dev", true);
    row("node installed", "nodejs22.x", "",
        {file("package.json", R"({"dependencies":{"ms":"2"}})"), file("node_modules/ms/index.js")}, "", false);
    row("broken package.json", "nodejs22.x", "", {file("package.json", "{")}, "", false);
    row("make", "provided.al2023", "", {file("Makefile", "build-F:\n\ttrue\n")}, "make build-F", false);
    row("make for another", "provided.al2023", "", {file("Makefile", "build-G:\n\ttrue\n")}, "", false);
    row("make asked", "python3.13", "makefile", {file("Makefile")}, "make build-F", false);
    row("cmake", "provided.al2023", "", {file("CMakeLists.txt")}, "cmake --build", false);
    row("finished", "provided.al2023", "", {file("CMakeLists.txt"), file("bootstrap")}, "", false);
    row("finished but asked", "provided.al2023", "cmake", {file("CMakeLists.txt"), file("bootstrap")}, "cmake --build",
        false);
    row("cargo alone", "provided.al2023", "", {file("Cargo.toml", "[package]\nname = \"f\"\n")},
        "cargo build --release", false);
    row("cargo", "provided.al2023", "rust-cargolambda", {file("Cargo.toml", "[dependencies]\nserde = \"1\"\n")},
        "cargo build --release", true);
    row("go alone", "provided.al2023", "", {file("go.mod", "module f\n")}, "go build", false);
    row("go", "provided.al2023", "go1.x", {file("go.mod", "module f\n\nrequire x v1\n")}, "go build", true);
    row("go vendored", "provided.al2023", "",
        {file("go.mod", "module f\n\nrequire x v1\n"), file("vendor/modules.txt")}, "go build", false);
    row("maven", "java21", "", {file("pom.xml")}, "mvn package", true);
    row("jars", "java21", "", {file("pom.xml"), file("lib/a.jar")}, "", false);
    row("bundler", "ruby3.3", "", {file("Gemfile")}, "bundle install", true);
}

void TestRecipe::decides()
{
    QFETCH(QString, runtime);
    QFETCH(QString, method);
    QFETCH(Files, files);
    QFETCH(QString, step);
    QFETCH(bool, downloads);
    QTemporaryDir folder;
    for (const auto &[path, content] : files) {
        const fs::path target = folder.filePath(path).toStdString();
        fs::create_directories(target.parent_path());
        std::ofstream(target) << content.toStdString();
    }
    const BuildRecipe recipe = recipeFor({.id = "F",
                                          .runtime = runtime.toStdString(),
                                          .buildMethod = method.toStdString(),
                                          .source = folder.path().toStdString()});
    QCOMPARE(QString::fromStdString(recipe.step), step);
    QCOMPARE(recipe.tool == BuildTool::None, step.isEmpty());
    QCOMPARE(recipe.downloads, downloads);
    QCOMPARE(recipe.problem, std::string());
}

void TestRecipe::refusesUnknownMethods()
{
    QTemporaryDir folder;
    const BuildRecipe recipe = recipeFor(
        {.id = "F", .runtime = "nodejs22.x", .buildMethod = "esbuild", .source = folder.path().toStdString()});
    QVERIFY(recipe.tool == BuildTool::None);
    QVERIFY(recipe.problem.find("esbuild of F is not served here") != std::string::npos);
}

void TestRecipe::givesTheNetworkToTheTrustedOnly()
{
    const BuildSubject subject{.id = "F", .runtime = "provided.al2023"};
    const BuildRecipe recipe{.tool = BuildTool::Makefile};
    const BuildPlace place{"/w", "/c"};
    QVERIFY(!planBuild(subject, recipe, {}, place, Trust::Isolated).machineNetwork);
    const BoxSpec box = planBuild(subject, recipe, {}, place, Trust::Trusted);
    QVERIFY(box.machineNetwork);
    QCOMPARE(std::ranges::count_if(box.binds, &BoxBind::writable), 2);
    QVERIFY(!box.cpuLimited);
}

void TestRecipe::keepsOwnSettingsFromUntrustedBuilds()
{
    qputenv("PIP_INDEX_URL", "https://user:secret@mirror.example/simple");
    qputenv("AWS_SECRET_ACCESS_KEY", "never");
    const BuildSubject subject{.id = "F", .runtime = "python3.13"};
    const BuildRecipe recipe{.tool = BuildTool::Pip};
    const BoxSpec isolated = planBuild(subject, recipe, {}, {"/w", "/c"}, Trust::Isolated);
    const BoxSpec trusted = planBuild(subject, recipe, {}, {"/w", "/c"}, Trust::Trusted);
    QVERIFY(!hasVariable(isolated, "PIP_INDEX_URL"));
    QVERIFY(hasVariable(trusted, "PIP_INDEX_URL"));
    QVERIFY(!hasVariable(trusted, "AWS_SECRET_ACCESS_KEY"));
}

void TestRecipe::tellsEveryLineThatABuildWouldRun()
{
    QTemporaryDir folder;
    const fs::path source = folder.path().toStdString();
    std::ofstream(source / "Makefile") << "build-G:\n\tother\nbuild-F: dep\n\tcc app.c\n# why\n\tcp a $@\ndep:\n\tno\n";
    std::ofstream(source / "package.json") << R"({"scripts":{"postinstall":"node evil.js","test":"no"}})";
    const auto none = []() -> Result<Interpreter> { return Error{ErrorCode::Unavailable, "no Python"}; };
    const BuildSubject made{.id = "F", .runtime = "provided.al2023", .buildMethod = "makefile", .source = source};
    const BuildStepView make = previewBuild(made, none, Trust::Isolated);
    QCOMPARE(make.commands, (std::vector<std::string>{"make build-F"}));
    QCOMPARE(make.workspaceCommands, (std::vector<std::string>{"cc app.c", "cp a $@"}));
    QCOMPARE(make.decidedBy, std::vector<std::string>{"Makefile"});
    QVERIFY(!make.network && !make.downloads);

    // Just what its box is given.
    const BuildSubject node{.id = "F", .runtime = "nodejs22.x", .buildMethod = "nodejs22.x", .source = source};
    const BuildStepView npm = previewBuild(node, none, Trust::Trusted);
    std::string script;
    for (const std::string &line : npm.commands)
        script += line + "\n";
    QCOMPARE(script, planBuild(node, recipeFor(node), {}, {}, Trust::Trusted).argv.back());
    QVERIFY(std::ranges::count(npm.variables, "ARTIFACTS_DIR=/build/out") == 1);
    QVERIFY(std::ranges::none_of(npm.variables, [](const auto &entry) { return entry.starts_with("CARGO"); }));
    QCOMPARE(npm.workspaceCommands, std::vector<std::string>{"postinstall: node evil.js"});
    QVERIFY(npm.network);
}

void TestRecipe::tellsWhyABuildWouldNotRun()
{
    QTemporaryDir folder;
    const fs::path source = folder.path().toStdString();
    std::ofstream(source / "requirements.txt") << "six==1.16.0\n";
    const BuildSubject subject{.id = "F", .runtime = "python3.13", .source = source};
    const auto python = []() -> Result<Interpreter> { return Interpreter{.executable = "/usr/bin/python3"}; };
    const auto none = []() -> Result<Interpreter> { return Error{ErrorCode::Unavailable, "no Python"}; };
    QCOMPARE(previewBuild(subject, none, Trust::Trusted).problem, std::string("no Python"));
    QVERIFY(!previewBuild(subject, none, Trust::Trusted).commands.empty());
    QVERIFY(previewBuild(subject, python, Trust::Isolated).problem.find("not trusted with the network")
            != std::string::npos);
    QVERIFY(previewBuild(subject, python, Trust::Restricted).problem.find("restricted") != std::string::npos);
    QCOMPARE(previewBuild(subject, python, Trust::Trusted).problem, std::string());
}

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/template.h"
#include "core/workspace/sampleevents.h"
#include "core/workspace/workspace.h"
#include "testpaths.h"

#include <QtTest>

#include <sys/stat.h>

using namespace lambdarium;
namespace fs = std::filesystem;

namespace {

const fs::path examples = fs::path(LAMBDARIUM_SOURCE_DIR) / "resources/examples";

void write(const fs::path &path, const QByteArray &text)
{
    fs::create_directories(path.parent_path());
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray read(const fs::path &path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<missing>");
}

unsigned mode(const fs::path &path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

Function python(std::string handler = "app.handler", std::string codeUri = "src/")
{
    return {
        .id = "F", .name = "F", .runtime = "python3.13", .handler = std::move(handler), .codeUri = std::move(codeUri)};
}

QString message(const Error &error) { return QString::fromStdString(error.message); }

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensWhatHasATemplate();
    void copiesASample_data();
    void copiesASample();
    void savesAtomicallyAndKeepsModes();
    void neverLeavesTheRoot();
    void keepsUnknownLayoutMembers();
    void listsEvents();
    void findsHandlersByTheRuntimesRules();
    void snapshotsByContent();
    void refusesLinksThatLeave();
    void writesInlineCode();
    void limitsInlineCodeToFourMillionCharacters();
    void takesInlineCodeOfNodeAndPythonOnly();
    void scaffoldsANewFunction();
    void reportsWhatTheFolderLacks();
    void generatesEventsOfEveryKind();

private:
    Workspace open() const { return *Workspace::open(m_root); }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

void TestWorkspace::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = fs::canonical(m_folder->path().toStdString()) / "space";
    write(m_root / "template.yaml", "Resources: {}\n");
}

void TestWorkspace::cleanup()
{
    m_folder.reset();
    QVERIFY(!fs::exists(m_root));
}

void TestWorkspace::opensWhatHasATemplate()
{
    QCOMPARE(open().templatePath(), m_root / "template.yaml");
    QCOMPARE(open().name(), std::string("space"));
    QVERIFY(!fs::exists(m_root / ".lambdarium")); // opening writes nothing
    fs::rename(m_root / "template.yaml", m_root / "template.json");
    QCOMPARE(open().templatePath(), m_root / "template.json");
    fs::remove(m_root / "template.json");
    const auto none = Workspace::open(m_root);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
    QVERIFY(!Workspace::open(m_root / "nowhere"));
}

void TestWorkspace::copiesASample_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"orders", "one-function", "queue-worker", "scheduled-job", "empty"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestWorkspace::copiesASample()
{
    QFETCH(QString, name);
    const fs::path folder = m_root.parent_path() / "copy";
    const auto workspace = Workspace::createFrom(examples / name.toStdString(), folder);
    QVERIFY2(workspace, workspace ? "" : workspace.error().message.c_str());
    const auto parsed = Template::parse(*workspace->readText(workspace->templatePath().filename()));
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    for (const Problem &problem : parsed->model().problems)
        QVERIFY2(problem.code == "NoResources", problem.message.c_str());
    for (const Problem &problem : workspace->validate(parsed->model()))
        QFAIL(problem.message.c_str());
    const auto layout = workspace->loadLayout();
    QVERIFY(layout);
    const Model &model = parsed->model();
    for (const auto &[id, position] : layout->positions)
        QVERIFY2(model.function(id) || model.queue(id) || model.topic(id) || model.bucket(id) || model.schedule(id)
                     || id.ends_with("/FunctionUrl"),
                 id.c_str());
    for (const Function &function : model.functions) {
        QVERIFY2(layout->positions.count(function.id), function.id.c_str());
        QVERIFY(std::ranges::any_of(workspace->events(),
                                    [&](const SavedEvent &event) { return event.function == function.id; }));
    }
    for (const SavedEvent &event : workspace->events()) {
        QJsonParseError fault;
        QJsonDocument::fromJson(read(event.path), &fault);
        QVERIFY2(fault.error == QJsonParseError::NoError, event.path.c_str());
    }
    const auto again = Workspace::createFrom(examples / name.toStdString(), folder);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
}

void TestWorkspace::savesAtomicallyAndKeepsModes()
{
    const Workspace workspace = open();
    QVERIFY(workspace.writeText("deep/er/new.py", "one\n"));
    fs::permissions(m_root / "deep/er/new.py", static_cast<fs::perms>(0750));
    QVERIFY(workspace.writeText("deep/er/new.py", "two\n"));
    QCOMPARE(read(m_root / "deep/er/new.py"), QByteArray("two\n"));
    QCOMPARE(mode(m_root / "deep/er/new.py"), 0750U);
    QCOMPARE(std::distance(fs::directory_iterator(m_root / "deep/er"), {}), 1); // no temporary file is left
    QCOMPARE(*workspace.readText("deep/er/new.py"), std::string("two\n"));
    QVERIFY(!workspace.readText("deep/er/new.py", 2));
    QVERIFY(!workspace.readText("deep"));
    QCOMPARE(workspace.readText("none.txt").error().code, ErrorCode::NotFound);
}

void TestWorkspace::neverLeavesTheRoot()
{
    const Workspace workspace = open();
    write(m_root.parent_path() / "secret", "secret");
    fs::create_symlink(m_root.parent_path() / "secret", m_root / "link");
    fs::create_directory_symlink(m_root.parent_path(), m_root / "up");
    for (const char *path : {"../secret", "link", "up/secret", "a/../../secret", "/etc/passwd"}) {
        const auto text = workspace.readText(path);
        QVERIFY2(!text, path);
        QCOMPARE(text.error().code, ErrorCode::InvalidInput);
        QVERIFY2(!workspace.writeText(path, "x"), path);
    }
    QCOMPARE(read(m_root.parent_path() / "secret"), QByteArray("secret"));
    for (const char *uri : {"..", "../", "/etc", "up"}) {
        const auto folder = workspace.codeDirectory(python("app.handler", uri));
        QVERIFY2(!folder, uri);
        QVERIFY(message(folder.error()).contains(QStringLiteral("leads out of the workspace")));
    }
    QVERIFY(!workspace.handlerFile(python("../../secret.handler", ".")));
}

void TestWorkspace::keepsUnknownLayoutMembers()
{
    write(m_root / ".lambdarium/layout.json",
          R"({"version": 2, "zoom": 0.8, "nodes": {"A": {"x": 1, "y": 2, "collapsed": true}}})");
    const Workspace workspace = open();
    auto layout = workspace.loadLayout();
    QVERIFY(layout);
    QCOMPARE(layout->positions.at("A"), (NodePosition{1, 2}));
    layout->positions["A"] = {10.5, 20};
    layout->positions["B/Every"] = {3, 4};
    layout->notes.push_back({"n1", {5, 6}, "Exercise *4*\n"});
    QVERIFY(workspace.saveLayout(*layout));
    QCOMPARE(*workspace.loadLayout(), *layout);
    const QByteArray text = read(m_root / ".lambdarium/layout.json");
    QVERIFY2(text.contains("\"zoom\": 0.8") && text.contains("\"collapsed\": true") && text.contains("\"version\": 2"),
             text.constData());
    QVERIFY(read(m_root / ".lambdarium/.gitignore").contains("!layout.json"));
    QCOMPARE(read(m_root / ".lambdarium/format"), QByteArray("1\n"));
    write(m_root / ".lambdarium/layout.json", "{broken");
    QCOMPARE(workspace.loadLayout().error().code, ErrorCode::Corrupt);
    QVERIFY(!workspace.saveLayout(*layout)); // never over what it does not understand
    QCOMPARE(read(m_root / ".lambdarium/layout.json"), QByteArray("{broken"));
}

void TestWorkspace::listsEvents()
{
    write(m_root / "events/all.json", "{}");
    write(m_root / "events/F/new order.json", "{}");
    write(m_root / "events/F/notes.txt", "no event");
    const auto events = open().events();
    QCOMPARE(events.size(), 2U);
    QVERIFY(events[0].function.empty());
    QCOMPARE(events[0].name, std::string("all"));
    QCOMPARE(events[1].function, std::string("F"));
    QCOMPARE(events[1].name, std::string("new order"));
}

void TestWorkspace::findsHandlersByTheRuntimesRules()
{
    const Workspace workspace = open();
    for (const char *file :
         {"src/app.py", "src/pkg/mod.py", "src/pack/__init__.py", "src/index.mjs", "src/lib/other.js", "src/bootstrap"})
        write(m_root / file, "x");
    const auto found = [&](std::string handler, std::string runtime) {
        Function function = python(std::move(handler));
        function.runtime = std::move(runtime);
        const auto file = workspace.handlerFile(function);
        return QString::fromStdString(file ? file->string() : file.error().message);
    };
    QCOMPARE(found("app.handler", "python3.13"), QStringLiteral("src/app.py"));
    QCOMPARE(found("pkg/mod.handler", "python3.12"), QStringLiteral("src/pkg/mod.py"));
    QCOMPARE(found("pkg.mod.handler", "python3.12"), QStringLiteral("src/pkg/mod.py"));
    QCOMPARE(found("pack.handler", "python3.12"), QStringLiteral("src/pack/__init__.py"));
    QCOMPARE(found("index.handler", "nodejs22.x"), QStringLiteral("src/index.mjs"));
    QCOMPARE(found("lib/other.a.b", "nodejs22.x"), QStringLiteral("src/lib/other.js"));
    QCOMPARE(found("anything", "provided.al2023"), QStringLiteral("src/bootstrap"));
    QCOMPARE(found("none.handler", "python3.13"),
             QStringLiteral("No file for handler none.handler of F (tried src/none.py, src/none/__init__.py)."));
    QVERIFY(found("nodot", "python3.13").startsWith(QStringLiteral("Bad handler 'nodot'")));
}

void TestWorkspace::snapshotsByContent()
{
    const Workspace workspace = open();
    write(m_root / "src/app.py", "print(1)\n");
    write(m_root / "src/run.sh", "#!/bin/sh\n");
    write(m_root / "src/.git/config", "no");
    write(m_root / "src/node_modules/a/index.js", "yes");
    fs::permissions(m_root / "src/run.sh", static_cast<fs::perms>(0700));
    fs::permissions(m_root / "src/app.py", static_cast<fs::perms>(0600));
    fs::permissions(m_root / "src", static_cast<fs::perms>(0700));
    fs::create_symlink("app.py", m_root / "src/main.py");
    const auto first = workspace.snapshotCode(python());
    QVERIFY2(first, first ? "" : first.error().message.c_str());
    QCOMPARE(first->parent_path(), workspace.stateDirectory() / "code");
    QCOMPARE(first->filename().string().size(), 64U);
    QCOMPARE(read(*first / "app.py"), QByteArray("print(1)\n"));
    QCOMPARE(read(*first / "main.py"), QByteArray("print(1)\n"));
    QCOMPARE(mode(*first), 0755U);
    QCOMPARE(mode(*first / "app.py"), 0644U);
    QCOMPARE(mode(*first / "run.sh"), 0755U);
    QCOMPARE(mode(*first / "node_modules/a"), 0755U);
    QVERIFY(!fs::exists(*first / ".git"));
    QCOMPARE(*workspace.snapshotCode(python()), *first);
    write(m_root / "src/app.py", "print(2)\n");
    const auto second = workspace.snapshotCode(python());
    QVERIFY(second && *second != *first);
    QCOMPARE(read(*first / "app.py"), QByteArray("print(1)\n")); // running invocations keep the old text
    write(m_root / "src/app.py", "print(1)\n");
    QCOMPARE(*workspace.snapshotCode(python()), *first);
    write(*first / "app.py", ""); // as after a power cut
    const auto repaired = open().snapshotCode(python());
    QVERIFY(repaired);
    QCOMPARE(read(*repaired / "app.py"), QByteArray("print(1)\n"));
    for (const auto &entry : fs::directory_iterator(workspace.stateDirectory() / "code"))
        QVERIFY2(!entry.path().filename().string().starts_with(".tmp"), entry.path().c_str());
}

void TestWorkspace::refusesLinksThatLeave()
{
    write(m_root / "src/app.py", "x");
    fs::create_symlink("../../secret", m_root / "src/out");
    const auto snapshot = open().snapshotCode(python());
    QVERIFY(!snapshot);
    QVERIFY(message(snapshot.error()).contains(QStringLiteral("The link out leads out of the code folder")));
}

void TestWorkspace::writesInlineCode()
{
    Function function = python("index.handler");
    function.inlineCode = "def handler(event, context):\n    return 1\n";
    const auto place = open().snapshotCode(function);
    QVERIFY(place);
    QCOMPARE(read(*place / "index.py"), QByteArray::fromStdString(function.inlineCode));
    QCOMPARE(mode(*place / "index.py"), 0644U);
    QCOMPARE(*open().snapshotCode(function), *place);
}

void TestWorkspace::limitsInlineCodeToFourMillionCharacters()
{
    Function function = python("index.handler");
    const std::string start = "x = '";
    function.inlineCode = start;
    while (function.inlineCode.size() < start.size() + 2 * (4194304 - start.size()))
        function.inlineCode += "\u00e9"; // two bytes, one character
    QVERIFY(open().snapshotCode(function));
    function.inlineCode += "'";
    const auto refused = open().snapshotCode(function);
    QVERIFY(!refused);
    QVERIFY(message(refused.error()).contains(QStringLiteral("has more than 4194304 characters")));
}

void TestWorkspace::takesInlineCodeOfNodeAndPythonOnly()
{
    Function function = python("index.handler");
    function.inlineCode = "exports.handler = async () => 1\n";
    function.runtime = "nodejs22.x";
    const auto place = open().snapshotCode(function);
    QVERIFY(place);
    QVERIFY(fs::exists(*place / "index.js"));
    function.runtime = "ruby3.3";
    QVERIFY(!open().snapshotCode(function));
}

void TestWorkspace::scaffoldsANewFunction()
{
    const Workspace workspace = open();
    const auto parsed = Template::parse(*workspace.readText("template.yaml"));
    const auto change = parsed->add(ResourceKind::Function, "SendMail");
    QVERIFY(change);
    const auto after = Template::parse(applied(parsed->text(), change->edits));
    const Function &function = after->model().functions.at(0);
    const auto file = workspace.scaffold(function);
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    QCOMPARE(*file, fs::path("send-mail/app.py"));
    QVERIFY(read(m_root / *file).contains("def handler(event, context):"));
    write(m_root / *file, "mine");
    QVERIFY(workspace.scaffold(function));
    QCOMPARE(read(m_root / *file), QByteArray("mine"));
    QVERIFY(workspace.validate(after->model()).empty());
}

void TestWorkspace::reportsWhatTheFolderLacks()
{
    const Workspace workspace = open();
    write(m_root / "src/app.py", "x");
    Model model;
    for (const auto &[id, handler, uri] :
         {std::tuple{"A", "app.handler", "src"}, std::tuple{"B", "app.handler", "gone"},
          std::tuple{"C", "other.handler", "src"}, std::tuple{"D", "app.handler", "../x"}}) {
        Function function = python(handler, uri);
        function.id = id;
        model.functions.push_back(function);
    }
    QStringList found;
    for (const Problem &problem : workspace.validate(model))
        found << QString::fromStdString(problem.node + " " + problem.code + " " + problem.property);
    QCOMPARE(found.join(QLatin1Char('|')),
             QStringLiteral("B CodeMissing CodeUri|C HandlerFileMissing Handler|D CodeOutside CodeUri"));
}

void TestWorkspace::generatesEventsOfEveryKind()
{
    QCOMPARE(sampleEvents().size(), 10U);
    for (const SampleEvent &sample : sampleEvents()) {
        const QByteArray text = QByteArray::fromStdString(sampleEventJson(sample.kind));
        QVERIFY2(QJsonDocument::fromJson(text).isObject(), sample.id.c_str());
        QCOMPARE(text, QByteArray::fromStdString(sampleEventJson(sample.kind)));
    }
    SampleEventOptions options;
    options.account.region = "eu-west-1";
    options.resource = "my-queue";
    options.records = 3;
    options.body = "hello";
    const auto records = QJsonDocument::fromJson(
                             QByteArray::fromStdString(sampleEventJson(SampleEventKind::Sqs, options)))
                             .object()
                             .value(QStringLiteral("Records"))
                             .toArray();
    QCOMPARE(records.size(), 3);
    const QJsonObject last = records.at(2).toObject();
    QCOMPARE(last.value(QStringLiteral("eventSourceARN")).toString(),
             QStringLiteral("arn:aws:sqs:eu-west-1:000000000000:my-queue"));
    QCOMPARE(last.value(QStringLiteral("md5OfBody")).toString(), QStringLiteral("5d41402abc4b2a76b9719d911017c592"));
    options.key = "in/my cat(1).jpg";
    const QByteArray removed = QByteArray::fromStdString(sampleEventJson(SampleEventKind::S3Delete, options));
    QVERIFY(removed.contains("\"key\": \"in/my+cat%281%29.jpg\"") && !removed.contains("\"size\"")
            && removed.contains("ObjectRemoved:Delete"));
    QVERIFY(sampleEventJson(SampleEventKind::ApiRest)
                .find("\"requestTime\": \"04/Mar/2025:05:06:07 "
                      "+0000\"")
            != std::string::npos);
    QVERIFY(sampleEventJson(SampleEventKind::FunctionUrl).find("\"accountId\": \"anonymous\"") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"

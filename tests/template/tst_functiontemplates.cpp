// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/functiontemplates.h"

#include <QtTest>

#include <sys/stat.h>

#include <fstream>

using namespace lambdarium;
namespace fs = std::filesystem;

/// New functions: one edit of the template, files where it points, nothing overwritten.
class TestFunctionTemplates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyTemplateFitsItsFolder_data();
    void everyTemplateFitsItsFolder();
    void undoesAsOneEdit();
    void keepsClearOfWhatIsThere();
    void refusesWhatDoesNotExist();

private:
    Workspace open() const { return *Workspace::open(m_root); }
    Template parsed() const { return *Template::parse(*open().readText("template.yaml")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

void TestFunctionTemplates::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->path().toStdString();
    std::ofstream(m_root / "template.yaml") << "Resources:\n  Old:\n    Type: AWS::SQS::Queue\n";
}

void TestFunctionTemplates::everyTemplateFitsItsFolder_data()
{
    QTest::addColumn<QString>("id");
    for (const FunctionTemplate &kind : functionTemplates())
        QTest::newRow(kind.id.c_str()) << QString::fromStdString(kind.id);
}

void TestFunctionTemplates::everyTemplateFitsItsFolder()
{
    QFETCH(QString, id);
    const FunctionTemplate &kind = *functionTemplate(id.toStdString());
    QVERIFY(std::ranges::count(kind.runtimes, kind.runtime) == 1);
    const auto node = addNewFunction(open(), {.templateId = kind.id, .wishedId = "Say Hello!"});
    QVERIFY2(node, node ? "" : node.error().message.c_str());
    QCOMPARE(*node, std::string("SayHello"));
    const Template after = parsed();
    const Function *function = after.model().function(*node);
    QVERIFY(function);
    QCOMPARE(function->runtime, kind.runtime);
    QVERIFY(after.model().queue("Old"));
    for (const Problem &problem : after.model().problems)
        QVERIFY2(problem.severity == Severity::Hint, problem.message.c_str());
    const auto findings = open().validate(after.model());
    QVERIFY2(findings.empty(), findings.empty() ? "" : findings.front().message.c_str());
    QVERIFY(fs::exists(m_root / "events/SayHello/hello.json"));
    int files = 0;
    for (const auto &entry : fs::recursive_directory_iterator(m_root / function->codeUri)) {
        if (!entry.is_regular_file())
            continue;
        ++files;
        std::ifstream stream(entry.path());
        const std::string text(std::istreambuf_iterator<char>(stream), {});
        QVERIFY2(text.find("{{") == std::string::npos, entry.path().c_str());
        struct stat status = {};
        QCOMPARE(::stat(entry.path().c_str(), &status), 0);
        QCOMPARE((status.st_mode & 0111U) != 0, text.starts_with("#!"));
    }
    QVERIFY(files > 0);
}

void TestFunctionTemplates::undoesAsOneEdit()
{
    const Template before = parsed();
    const auto plan = planNewFunction(open(), before, {.templateId = "rust"});
    QVERIFY(plan);
    QCOMPARE(plan->change.base, textMark(before.text()));
    const std::string after = applied(before.text(), plan->change.edits);
    QVERIFY(after != before.text());
    QCOMPARE(applied(after, inverse(before.text(), plan->change.edits)), before.text());
    QVERIFY2(!fs::exists(m_root / "function"), "planning changes nothing");
}

void TestFunctionTemplates::keepsClearOfWhatIsThere()
{
    QVERIFY(addNewFunction(open(), {.templateId = "python", .wishedId = "Twice"}));
    const auto second = addNewFunction(open(), {.templateId = "node", .wishedId = "Twice"});
    QVERIFY(second);
    QCOMPARE(*second, std::string("Twice2"));
    fs::create_directories(m_root / "third");
    std::ofstream(m_root / "third/app.py") << "mine";
    const auto third = addNewFunction(open(), {.templateId = "python", .wishedId = "third"});
    QVERIFY(!third);
    QCOMPARE(third.error().code, ErrorCode::Conflict);
    QVERIFY(!parsed().model().function("third"));
}

void TestFunctionTemplates::refusesWhatDoesNotExist()
{
    QCOMPARE(planNewFunction(open(), parsed(), {.templateId = "cobol"}).error().code, ErrorCode::NotFound);
    QCOMPARE(planNewFunction(open(), parsed(), {.templateId = "go", .runtime = "python3.13"}).error().code,
             ErrorCode::InvalidInput);
}

QTEST_GUILESS_MAIN(TestFunctionTemplates)
#include "tst_functiontemplates.moc"

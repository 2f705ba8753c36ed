// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

QString text(const char *latin) { return QString::fromLatin1(latin); }

} // namespace

/// Every template whose tools are Debian packages of ours, from `lambdarium add` to an answer. The others are built
/// from their registries in tests/interop.
class TestFunctionTemplatesRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsThem();
    void runs_data();
    void runs();
    void refusesWhatIsNotThere();
};

void TestFunctionTemplatesRun::listsThem()
{
    const Finished listed = runLambdarium({text("templates")});
    QCOMPARE(listed.exitCode, 0);
    for (const char *name : {"python", "node-streaming", "java", "cpp", "rust", "go", "bash", "ruby"})
        QVERIFY2(listed.output.contains(name), name);
}

void TestFunctionTemplatesRun::runs_data()
{
    QTest::addColumn<bool>("built");
    QTest::newRow("python") << false;
    QTest::newRow("node") << false;
    QTest::newRow("node-esm") << false;
    QTest::newRow("node-streaming") << false;
    QTest::newRow("bash") << false;
    QTest::newRow("ruby") << false;
    QTest::newRow("cpp") << true;
}

void TestFunctionTemplatesRun::runs()
{
    QFETCH(bool, built);
    const QString kind = text(QTest::currentDataTag());
    QTemporaryDir folder;
    writeFile(folder.filePath(text("template.yaml")).toStdString(), "Resources: {}\n");
    const auto run = [&](const QStringList &arguments, const QByteArray &input = {}) {
        return runLambdarium(arguments, input, folder.path());
    };
    const Finished added = run({text("add"), text("Greeter"), text("--template"), kind});
    QVERIFY2(added.exitCode == 0, added.errors);
    QCOMPARE(added.output.trimmed(), QByteArray("Greeter"));
    const Finished valid = run({text("validate"), text(".")});
    QVERIFY2(valid.exitCode == 0, valid.output);
    if (built) {
        const Finished refused = run({text("invoke"), text("Greeter")});
        QVERIFY2(refused.exitCode != 0, "not built yet");
        QVERIFY2(refused.errors.contains("Greeter needs a build"), refused.errors);
        const Finished build = run({text("build")});
        QVERIFY2(build.exitCode == 0, build.errors);
        QVERIFY2(build.errors.contains("Greeter: built"), build.errors);
    }
    const Finished answer = run(
        {text("invoke"), text("Greeter"), text("--event"), text("-"), text("--log"), text("Tail")},
        R"({"name": "Ada"})");
    QVERIFY2(answer.exitCode == 0, QByteArray(answer.errors + answer.output));
    QVERIFY2(answer.output.contains("Hello, Ada"), answer.output);
    QVERIFY2(answer.output.contains("Greeter"), answer.output);
    QVERIFY2(answer.errors.contains("event:"), answer.errors);
    if (kind != text("node-streaming"))
        QVERIFY2(QJsonDocument::fromJson(answer.output.trimmed()).object().contains(text("message")), answer.output);
}

void TestFunctionTemplatesRun::refusesWhatIsNotThere()
{
    QTemporaryDir folder;
    writeFile(folder.filePath(text("template.yaml")).toStdString(), "Resources: {}\n");
    const Finished unknown = runLambdarium({text("add"), text("F"), text("--template"), text("cobol")}, {},
                                           folder.path());
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY(unknown.errors.contains("cobol"));
    const Finished runtime = runLambdarium({text("add"), text("F"), text("--runtime"), text("go1.x")}, {},
                                           folder.path());
    QCOMPARE(runtime.exitCode, 2);
    QCOMPARE(runLambdarium({text("add")}).exitCode, 2);
}

QTEST_GUILESS_MAIN(TestFunctionTemplatesRun)
#include "tst_functiontemplatesrun.moc"

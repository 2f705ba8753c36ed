// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "testpaths.h"

#include <QTemporaryDir>
#include <QtTest>

/// CreateFunction and its kin by boto3 against the served program: through restarts, edits and a template that changes
/// (functions.py).
class TestApiFunctions : public QObject
{
    Q_OBJECT

private:
    QString workspace() const { return m_directory.path() + QStringLiteral("/work"); }
    QByteArray phase(const char *name)
    {
        const Finished done = runCommand(QStringLiteral("/usr/bin/python3"),
                                         {QStringLiteral(LAMBDARIUM_SOURCE_DIR "/tests/process/functions.py"),
                                          QString::number(m_served.port()), QString::fromLatin1(name)});
        return done.exitCode == 0
            ? QByteArray()
            : QByteArray(name).append(": ").append(done.errors.right(700)); // the end of the traceback
    }
    void edit(const char *file, const QByteArray &before, const QByteArray &after)
    {
        QFile text(workspace() + QLatin1Char('/') + QString::fromLatin1(file));
        QVERIFY(text.open(QIODevice::ReadOnly));
        QByteArray content = text.readAll();
        QVERIFY(content.contains(before));
        writeFile(text.fileName().toStdString(), content.replace(before, after).toStdString());
    }

    QTemporaryDir m_directory;
    ServedWorkspace m_served;

private Q_SLOTS:
    void initTestCase()
    {
        std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/resources/examples/one-function", workspace().toStdString(),
                              std::filesystem::copy_options::recursive);
        QVERIFY2(m_served.start(workspace()), m_served.output());
    }
    void cleanupTestCase() { QCOMPARE(m_served.stop(), 0); }

    void clientsMakeAndChangeFunctions()
    {
        for (const char *name :
             {"made", "changed", "overlaid", "faults", "urls", "mappings", "roles", "loops", "layers"}) {
            const QByteArray fault = phase(name);
            QVERIFY2(fault.isEmpty(), fault);
        }
    }
    void theyOutliveTheProgram()
    {
        m_served.kill();
        edit("template.yaml", "Timeout: 5", "Timeout: 6");
        QVERIFY2(m_served.start(workspace()), m_served.output());
        const QByteArray fault = phase("kept");
        QVERIFY2(fault.isEmpty(), fault);
    }
    void editedCodeCountsAgain()
    {
        writeFile(workspace().toStdString() + "/src/app.py", "def handler(event, context):\n    return 'edited'\n");
        QByteArray fault;
        QElapsedTimer timer;
        timer.start();
        while (!(fault = phase("reloaded")).isEmpty() && timer.elapsed() < 20000) {
        }
        QVERIFY2(fault.isEmpty(), fault);
    }
    void removedOnesTakeTheirVersionsAlong()
    {
        const QByteArray fault = phase("removed");
        QVERIFY2(fault.isEmpty(), fault);
    }
    void adoptionPutsItIntoTheTemplate()
    {
        const Finished done = runLambdarium(
            {QStringLiteral("adopt"), QStringLiteral("Stored"), QStringLiteral("--workspace"), workspace()});
        QVERIFY2(done.exitCode == 0, done.errors);
        QCOMPARE(done.output, QByteArray("Stored\n"));
        QFile code(workspace() + QStringLiteral("/Stored/app.py"));
        QVERIFY(code.open(QIODevice::ReadWrite)); // the user's to edit
        QVERIFY(code.readAll().contains("'stored'"));
        const QByteArray fault = phase("adopted");
        QVERIFY2(fault.isEmpty(), fault);
        QVERIFY(runLambdarium(
                    {QStringLiteral("adopt"), QStringLiteral("Stored"), QStringLiteral("--workspace"), workspace()})
                    .errors.contains("has made no function Stored"));
    }
    /// Adopted, or by chance: from then on the template's function is the one.
    void aTemplateThatTakesTheNameWins()
    {
        edit("template.yaml", "MemorySize: 256", "MemorySize: 256\n      FunctionName: Hello");
        QByteArray fault;
        QElapsedTimer timer;
        timer.start();
        const auto answers = [this] {
            const Finished done = runAws(m_served.port(),
                                         {QStringLiteral("lambda"), QStringLiteral("get-function-configuration"),
                                          QStringLiteral("--function-name"), QStringLiteral("Hello")});
            return done.output.contains("\"MemorySize\": 256");
        };
        while (!answers() && timer.elapsed() < 20000) {
        }
        QVERIFY(answers());
    }
};

QTEST_GUILESS_MAIN(TestApiFunctions)
#include "tst_apifunctions.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"

#include <QtTest>

using namespace lambdarium;

namespace {

Result<Options> parsed(const char *line) { return parseOptions(QString::fromLatin1(line).split(QLatin1Char(' '))); }

} // namespace

class TestOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noWordsOpenTheWindow();
    void aFolderAloneOpensTheWindowOnIt();
    void invokeTakesItsOptionsInAnyOrder();
    void setKeepsAssignmentsInOrder();
    void refusesWithTheWordAtFault_data();
    void refusesWithTheWordAtFault();
};

void TestOptions::noWordsOpenTheWindow()
{
    const auto options = parsed("lambdarium");
    QVERIFY(options);
    QVERIFY(options->verb == Verb::Window);
    QVERIFY(options->workspace.isEmpty());
}

void TestOptions::aFolderAloneOpensTheWindowOnIt()
{
    const auto options = parsed("lambdarium some/folder --theme dark");
    QVERIFY(options);
    QVERIFY(options->verb == Verb::Window);
    QCOMPARE(options->workspace, QStringLiteral("some/folder"));
    QCOMPARE(options->theme, QStringLiteral("dark"));
}

void TestOptions::invokeTakesItsOptionsInAnyOrder()
{
    const auto options = parsed("lambdarium invoke --type Event F --event - --log Tail --workspace w");
    QVERIFY(options);
    QCOMPARE(options->function, QStringLiteral("F"));
    QCOMPARE(options->event, QStringLiteral("-"));
    QCOMPARE(options->type, QStringLiteral("Event"));
    QCOMPARE(options->workspace, QStringLiteral("w"));
    QVERIFY(options->tail);
}

void TestOptions::setKeepsAssignmentsInOrder()
{
    const auto options = parsed("lambdarium set F MemorySize=512 Timeout=");
    QVERIFY(options);
    QCOMPARE(options->assignments, (QStringList{QStringLiteral("MemorySize=512"), QStringLiteral("Timeout=")}));
}

void TestOptions::refusesWithTheWordAtFault_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *line, const char *word) {
        QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(word);
    };
    row("unknown option", "lambdarium serve w --nope", "nope");
    row("port", "lambdarium serve w --port 99999", "99999");
    row("type", "lambdarium invoke F --type Later", "Later");
    row("view", "lambdarium screenshot w --out a.png --view sky", "sky");
    row("size", "lambdarium screenshot w --out a.png --size big", "big");
    row("out missing", "lambdarium screenshot w", "--out");
    row("function missing", "lambdarium invoke", "function");
    row("workspace missing", "lambdarium validate", "workspace");
    row("too many words", "lambdarium validate a b", "b");
    row("language", "lambdarium w --lang tlh", "tlh");
}

void TestOptions::refusesWithTheWordAtFault()
{
    QFETCH(QString, line);
    QFETCH(QString, word);
    const auto options = parseOptions(line.split(QLatin1Char(' ')));
    QVERIFY(!options);
    QVERIFY2(options.error().message.find(word.toStdString()) != std::string::npos, options.error().message.c_str());
    QCOMPARE(exitCodeOf(options.error()), static_cast<int>(ExitUsage));
}

QTEST_APPLESS_MAIN(TestOptions)
#include "tst_options.moc"

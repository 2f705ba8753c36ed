// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowhost.h"
#include "core/local/truststore.h"
#include "core/workspace/workspace.h"
#include "testpaths.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/environments/environmentpage.h"
#include "widgets/environments/processtable.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/environmentdesk.h"
#include "widgets/shell/preferences.h"
#include "widgets/shell/trustdialog.h"

#include <QtTest>
#include <QtWidgets>

#include <fstream>

using namespace lambdarium;

namespace {

const std::filesystem::path examples = LAMBDARIUM_SOURCE_DIR "/resources/examples";
const std::string spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner";
constexpr int startMillis = 30000;

QAction *action(WindowHost &host, const char *id)
{
    return host.window().findChild<QAction *>(QString::fromLatin1(id));
}

std::int64_t invocations(const WindowHost &host, const char *function)
{
    const FunctionView *view = host.session() ? host.session()->snapshot()->function(function) : nullptr;
    return view ? view->invocations : 0;
}

/// Beside the function of the sample, which runs as it is.
void addFunctionToBuild(const std::string &folder)
{
    std::ofstream(folder + "/template.yaml", std::ios::app)
        << "  Padded:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: padded/\n"
           "      Handler: app.handler\n      Runtime: python3.13\n";
    std::filesystem::create_directory(folder + "/padded");
    std::ofstream(folder + "/padded/app.py") << "def handler(event, context):\n    return 1\n";
    std::ofstream(folder + "/padded/requirements.txt") << "left-pad==1.0\n";
}

} // namespace

/// Window and real core together.
class TestWindowHost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_temporary.isValid());
        qputenv("HOME", m_temporary.path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_temporary.path().toUtf8());
        qputenv("XDG_STATE_HOME", m_temporary.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_temporary.path().toUtf8());
        m_appearance = std::make_unique<Appearance>(*qApp, m_preferences);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void runsOnlyWhenAsked();
    void aNewWorkspaceIsRestricted();
    void ourOwnSampleIsNot();
    void trustIsGivenInTheWindow();
    void thePageActsOnTheEnvironment();
    void changesTheWorkspace();
    void bringsTheFirstWindowToTheFront();
    void saysWhyAFolderCannotBeOpened();

private:
    QString sample(const char *name)
    {
        const QString folder =
            QStringLiteral("%1/%2-%3").arg(m_temporary.path(), QString::fromLatin1(name)).arg(++m_count);
        const auto made = Workspace::createFrom(examples / name, folder.toStdString());
        return made && TrustStore().decide(made->root(), made->stateDirectory(), Trust::Isolated) ? folder : QString();
    }

    QTemporaryDir m_temporary;
    Preferences m_preferences{QString()};
    std::unique_ptr<Appearance> m_appearance;
    int m_count = 0;
};

void TestWindowHost::runsOnlyWhenAsked()
{
    WindowHost host(&m_preferences, {.examples = examples, .spawner = spawner});
    host.window().show();
    QSignalSpy opened(&host, &WindowHost::opened);
    host.open(sample("orders"));
    QVERIFY(opened.wait(startMillis));
    QCOMPARE(opened.at(0).at(0).toString(), QString());
    QVERIFY(host.window().document());
    QVERIFY(host.session()->snapshot()->port != 0);
    QVERIFY(!host.session()->snapshot()->sourcesRunning);
    QCOMPARE(host.session()->snapshot()->accountInUse, std::int64_t(0));
    action(host, "run")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(invocations(host, "PlaceOrder"), std::int64_t(1), startMillis);
    // Its message waits: queues are read only after Start triggers.
    QCOMPARE(host.session()->snapshot()->queue("OrdersQueue")->visible, std::int64_t(1));
    action(host, "sources.toggle")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(invocations(host, "ChargeCard"), std::int64_t(1), startMillis);
    QTRY_COMPARE_WITH_TIMEOUT(host.session()->snapshot()->queue("OrdersQueue")->visible, std::int64_t(0), startMillis);
}

void TestWindowHost::aNewWorkspaceIsRestricted()
{
    const QString folder = m_temporary.path() + QStringLiteral("/foreign");
    QVERIFY(Workspace::createFrom(examples / "one-function", folder.toStdString()));
    WindowHost host(&m_preferences, {.examples = examples, .spawner = spawner});
    QSignalSpy opened(&host, &WindowHost::opened);
    host.open(folder);
    QVERIFY(opened.wait(startMillis));
    QCOMPARE(host.session()->snapshot()->trust, Trust::Restricted);
}

void TestWindowHost::ourOwnSampleIsNot()
{
    const QString folder = m_temporary.path() + QStringLiteral("/ours");
    QVERIFY(Workspace::createFrom(examples / "one-function", folder.toStdString()));
    WindowHost host(&m_preferences, {.examples = examples, .spawner = spawner});
    QSignalSpy opened(&host, &WindowHost::opened);
    Q_EMIT host.window().sampleCreated(folder);
    Q_EMIT host.window().openWorkspace(folder);
    QVERIFY(opened.wait(startMillis));
    QCOMPARE(host.session()->snapshot()->trust, Trust::Isolated);
}

void TestWindowHost::trustIsGivenInTheWindow()
{
    const QString folder = m_temporary.path() + QStringLiteral("/decide");
    QVERIFY(Workspace::createFrom(examples / "one-function", folder.toStdString()));
    addFunctionToBuild(folder.toStdString());
    WindowHost host(&m_preferences, {.examples = examples, .spawner = spawner});
    host.window().show();
    QSignalSpy opened(&host, &WindowHost::opened);
    host.open(folder);
    QVERIFY(opened.wait(startMillis));
    action(host, "run")->trigger();
    QPointer<TrustDialog> dialog;
    QTRY_VERIFY(dialog = host.window().findChild<TrustDialog *>());
    // The very lines that a build would run come from the core, which runs none of them.
    const auto commands = [&dialog] {
        QString all;
        for (const QPlainTextEdit *area : dialog->findChildren<QPlainTextEdit *>())
            all += area->toPlainText();
        return all;
    };
    QTRY_VERIFY2(commands().contains(QStringLiteral("requirements.txt")), qPrintable(commands()));
    QCOMPARE(invocations(host, "WordCount"), std::int64_t(0));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("trust.restricted")), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QCOMPARE(host.session()->snapshot()->trust, Trust::Restricted);
    QCOMPARE(invocations(host, "WordCount"), std::int64_t(0));
    action(host, "run")->trigger();
    QTRY_VERIFY(dialog = host.window().findChild<TrustDialog *>());
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("trust.isolated")), Qt::LeftButton);
    // What waited for the decision runs without being asked for again.
    QTRY_COMPARE_WITH_TIMEOUT(invocations(host, "WordCount"), std::int64_t(1), startMillis);
    QCOMPARE(host.session()->snapshot()->trust, Trust::Isolated);
}

void TestWindowHost::thePageActsOnTheEnvironment()
{
    WindowHost host(&m_preferences, {.examples = examples, .spawner = spawner});
    host.window().show();
    QSignalSpy opened(&host, &WindowHost::opened);
    host.open(sample("one-function"));
    QVERIFY(opened.wait(startMillis));
    const auto live = [&host] {
        const auto snapshot = host.session()->snapshot();
        const FunctionView *view = snapshot->function("WordCount");
        return view && !view->environments.empty() ? std::optional(view->environments.front()) : std::nullopt;
    };
    const auto openPage = [&](std::int64_t runs) {
        action(host, "run")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(invocations(host, "WordCount"), runs, startMillis);
        QTRY_VERIFY_WITH_TIMEOUT(live() && live()->state == EnvironmentState::Idle, startMillis);
        host.window().findChild<EnvironmentDesk *>()->act(live()->id, EnvironmentAction::Open);
    };
    const auto press = [&host](const char *name) {
        auto *button = host.window().findChild<QPushButton *>(QString::fromLatin1(name));
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), startMillis);
        QTest::mouseClick(button, Qt::LeftButton);
    };
    openPage(1);
    auto *page = host.window().findChild<EnvironmentPage *>();
    auto *processes = page->findChild<ProcessTable *>();
    QTRY_COMPARE_WITH_TIMEOUT(processes->topLevelItemCount(), 1, startMillis);
    press("environment.freeze");
    QTRY_VERIFY_WITH_TIMEOUT(live() && live()->paused, startMillis);
    auto *freeze = page->findChild<QPushButton *>(QStringLiteral("environment.freeze"));
    QTRY_COMPARE(freeze->text(), QStringLiteral("Thaw"));
    press("environment.freeze");
    QTRY_VERIFY_WITH_TIMEOUT(live() && !live()->paused, startMillis);
    press("environment.kill");
    QTRY_VERIFY_WITH_TIMEOUT(!live() && page->gone(), startMillis);
    openPage(2);
    QTRY_VERIFY(!page->gone());
    press("environment.recycle");
    QTRY_VERIFY_WITH_TIMEOUT(!live() && page->gone(), startMillis);
}

void TestWindowHost::changesTheWorkspace()
{
    WindowHost host(&m_preferences, {.examples = examples, .spawner = spawner});
    QSignalSpy opened(&host, &WindowHost::opened);
    host.open(sample("orders"));
    QVERIFY(opened.wait(startMillis));
    const QString second = sample("one-function");
    Q_EMIT host.window().openWorkspace(second);
    QVERIFY(opened.wait(startMillis));
    QCOMPARE(host.window().document()->workspace().root(), std::filesystem::path(second.toStdString()));
    action(host, "run")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(invocations(host, "WordCount"), std::int64_t(1), startMillis);
    // Back to Welcome: nothing is left running, and the folder can be opened again.
    action(host, "workspace.welcome")->trigger();
    QVERIFY(!host.window().document());
    QVERIFY(!host.session());
    host.open(second);
    QVERIFY(opened.wait(startMillis));
    QCOMPARE(opened.last().at(0).toString(), QString());
}

void TestWindowHost::bringsTheFirstWindowToTheFront()
{
    WindowHost first(&m_preferences, {.examples = examples, .spawner = spawner});
    QSignalSpy opened(&first, &WindowHost::opened);
    const QString folder = sample("one-function");
    first.open(folder);
    QVERIFY(opened.wait(startMillis));
    QVERIFY(!first.window().isVisible());
    WindowHost second(&m_preferences, {.examples = examples, .spawner = spawner});
    QSignalSpy raised(&second, &WindowHost::otherWindowRaised);
    second.open(folder);
    QVERIFY(raised.wait(startMillis));
    QVERIFY(!second.window().document());
    QTRY_VERIFY(first.window().isVisible());
}

void TestWindowHost::saysWhyAFolderCannotBeOpened()
{
    WindowHost host(&m_preferences, {.examples = examples, .spawner = spawner});
    host.window().show();
    QSignalSpy failed(&host, &WindowHost::failed);
    QVERIFY(QDir(m_temporary.path()).mkdir(QStringLiteral("bare")));
    host.open(m_temporary.path() + QStringLiteral("/bare"));
    QCOMPARE(failed.size(), 1);
    const QString sentence = failed.at(0).at(0).toString();
    QVERIFY2(sentence.contains(QStringLiteral("template")), qPrintable(sentence));
    QVERIFY(std::ranges::any_of(host.window().findChildren<QLabel *>(),
                                [&](const QLabel *label) { return label->isVisible() && label->text() == sentence; }));
}

QTEST_MAIN(TestWindowHost)
#include "tst_windowhost.moc"

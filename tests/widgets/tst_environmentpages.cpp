// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qttext.h"
#include "tests/widgets/windowrig.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/environments/environmentpage.h"
#include "widgets/environments/isolationpage.h"
#include "widgets/environments/processtable.h"
#include "widgets/inspector/inspector.h"
#include "widgets/logs/logmodel.h"
#include "widgets/logs/logpanel.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/commandlines.h"
#include "widgets/shell/deskpage.h"
#include "widgets/shell/environmentdesk.h"
#include "widgets/shell/newfunctiondialog.h"
#include "widgets/shell/packagedesk.h"
#include "widgets/shell/statusbar.h"
#include "widgets/shell/topbar.h"
#include "widgets/shell/trustdialog.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;

namespace {

constexpr EnvironmentId first{7};

IsolationProbe probe(const char *code, const char *title, IsolationProbe::Result result, const char *detail)
{
    return {code, title, result, detail};
}

/// PlaceOrder with one environment, on a metered machine.
Snapshot machine(EnvironmentState state = EnvironmentState::Busy, bool paused = false)
{
    Snapshot snapshot;
    auto report = std::make_shared<IsolationReport>();
    using Result = IsolationProbe::Result;
    report->level = 3;
    report->name = "Metered";
    report->remedy = "log in through a systemd session";
    report->probes = {probe("ReadHome", "Read your home folder", Result::Held, "open(/root/.ssh): ENOENT"),
                      probe("HostLoopback", "Reach services of this machine", Result::Broken, "connected"),
                      probe("OutliveKill", "Outlive the kill", Result::NotTested, "")};
    report->walls = {probe("Cgroup", "Delegated cgroup v2", Result::Broken, "none")};
    snapshot.isolation = report;
    snapshot.time = Instant{std::chrono::seconds{1772807460}};
    snapshot.memoryBudgetMb = 4096;
    FunctionView view{.id = "PlaceOrder"};
    EnvironmentView environment{.id = first, .state = state, .served = 12};
    environment.paused = paused;
    environment.memoryKb = 90 * 1024;
    environment.peakMemoryKb = 131 * 1024;
    environment.memoryMb = 512;
    view.environments = {environment};
    view.deployed = true;
    snapshot.functions = {view};
    return snapshot;
}

EnvironmentDetail detailOf(const Snapshot &snapshot)
{
    EnvironmentDetail detail;
    detail.function = "PlaceOrder";
    detail.view = snapshot.functions[0].environments[0];
    detail.processes = {{1, 0, "lambdarium-init", 'S', 500, {}},
                        {2, 1, "python3 bootstrap.py", 'R', 90000, std::chrono::milliseconds(250)}};
    detail.tmpUsedBytes = 3 * 1024 * 1024;
    detail.tmpLimitBytes = 512LL * 1024 * 1024;
    detail.network = NetworkMode::Egress;
    detail.connections = {{"PlaceOrder", first, {}, "example.com", 443, false, "not in Allow"}};
    return detail;
}

/// Shows the snapshot and waits until the window has it.
void publish(Rig &rig, Snapshot snapshot)
{
    const std::shared_ptr<const IsolationReport> report = snapshot.isolation;
    rig.session.setSnapshot(std::move(snapshot));
    rig.session.publish(Instant{}, fact::Notice{});
    QTRY_VERIFY(rig.part<SessionBridge>()->snapshot()->isolation == report);
}

template <typename T>
T *named(const Rig &rig, const char *name)
{
    return rig.window.findChild<T *>(QString::fromLatin1(name));
}

} // namespace

class TestEnvironmentPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("HOME", m_home.path().toUtf8());
        qunsetenv("XDG_CONFIG_HOME");
        m_appearance = std::make_unique<Appearance>(*qApp, m_appearancePreferences);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void badgeOpensThePage();
    void thePageFollowsTheLevel_data();
    void thePageFollowsTheLevel();
    void cellOpensItsEnvironment();
    void handsActOnTheEnvironment();
    void saysThatItIsGoneAndWhy();
    void asksOnlyWhileItIsSeen();
    void asksForTrustBeforeTheFirstRun();
    void asksForATypedConsentWhereNoWallStands();
    void listsTheExactCommandsOfBuilds();
    void saysWhenCommandsAreUnknown();
    void staysRestricted();
    void setsColdStarts();
    void createsAFunctionFromAKind();
    void layersMoveByKeyboard();
    void bracketsABuild();

private:
    QTemporaryDir m_home;
    Preferences m_appearancePreferences{QString()};
    std::unique_ptr<Appearance> m_appearance;
};

void TestEnvironmentPages::badgeOpensThePage()
{
    Rig rig("orders");
    publish(rig, machine());
    auto *badge = named<Chip>(rig, "isolation.badge");
    QTRY_COMPARE(badge->text(), QStringLiteral("3 Metered"));
    QTest::mouseClick(badge, Qt::LeftButton);
    auto *page = rig.part<IsolationPage>();
    QVERIFY(page->isVisible());
    QStringList texts;
    for (const QLabel *label : page->findChildren<QLabel *>())
        texts << label->text();
    for (const char *word : {"3 Metered", "Read your home folder", "held", "broken", "not tested", "not engaged",
                             "log in through a systemd session", "open(/root/.ssh): ENOENT"})
        QVERIFY2(texts.contains(QString::fromLatin1(word)), word);
    QTest::mouseClick(named<QPushButton>(rig, "isolation.test"), Qt::LeftButton);
    QCOMPARE(sent<command::TestIsolation>(rig.session).size(), 1U);
    page->setFocus();
    rig.key(Qt::Key_Escape);
    QVERIFY(rig.canvas()->isVisible());
}

void TestEnvironmentPages::thePageFollowsTheLevel_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("gap");
    const auto row = [](int level, const char *sentence, const char *gap) {
        QTest::addRow("%d", level) << level << QString::fromLatin1(sentence) << QString::fromLatin1(gap);
    };
    row(4, "ordinary malice are held", "A fault of the kernel itself.");
    row(3, "ordinary malice are held", "Shares of the CPU are met within about two points.");
    row(2, "Your files are held, other things are not", "Other processes can be seen.");
    row(1, "run only code of your own", "This code can read your files. Run only code of your own.");
    row(0, "No function runs here", "Nothing of your code really runs.");
}

void TestEnvironmentPages::thePageFollowsTheLevel()
{
    QFETCH(int, level);
    QFETCH(QString, sentence);
    QFETCH(QString, gap);
    Rig rig("orders");
    Snapshot snapshot = machine();
    auto report = std::make_shared<IsolationReport>(*snapshot.isolation);
    report->level = level;
    report->probes = {probe("HostLoopback", "Reach services of this machine", IsolationProbe::Result::NotTested, "")};
    report->walls.clear();
    snapshot.isolation = report;
    publish(rig, snapshot);
    QTest::mouseClick(named<Chip>(rig, "isolation.badge"), Qt::LeftButton);
    QStringList texts;
    for (const QLabel *label : rig.part<IsolationPage>()->findChildren<QLabel *>())
        texts << label->text();
    QVERIFY2(!texts.filter(sentence).isEmpty(), qPrintable(texts.join(QLatin1Char('|'))));
    QVERIFY(texts.contains(gap));
    // A level without walls must not be praised with the words of one that has them.
    QCOMPARE(texts.filter(QStringLiteral("malice")).isEmpty(), level < 3);
    QVERIFY(texts.contains(QStringLiteral("not tested")));
    QVERIFY(!texts.contains(QStringLiteral("held")));
}

void TestEnvironmentPages::cellOpensItsEnvironment()
{
    Rig rig("orders");
    const Snapshot now = machine();
    rig.session.setQueryResponder([now](const Query &query) -> Result<QueryOutcome> {
        if (std::holds_alternative<query::Environment>(query))
            return QueryOutcome(detailOf(now));
        return QueryOutcome(std::vector<Fact>());
    });
    publish(rig, now);
    NodeItem *item = rig.canvas()->canvasScene()->nodeItem("PlaceOrder");
    QTRY_COMPARE(item->live().environments.size(), 1U);
    rig.canvas()->setZoom(1);
    rig.canvas()->centerOn(item);
    const QPointF cell = item->pos() + geometry::cellRect(0, 1, item->live().fill).center();
    QVERIFY(item->environmentAt(cell) == first);
    QTest::mouseClick(rig.canvas()->viewport(), Qt::LeftButton, {}, rig.canvas()->mapFromScene(cell));
    auto *page = rig.part<EnvironmentPage>();
    QVERIFY(page->isVisible());
    QVERIFY(page->environment() == first);
    auto *processes = page->findChild<ProcessTable *>();
    QTRY_COMPARE(processes->topLevelItemCount(), 1);
    QCOMPARE(processes->topLevelItem(0)->childCount(), 1);
    QCOMPARE(processes->topLevelItem(0)->child(0)->text(0), QStringLiteral("python3 bootstrap.py"));
    QStringList texts;
    for (const QLabel *label : page->findChildren<QLabel *>())
        texts << label->text();
    QVERIFY(texts.contains(QStringLiteral("Named hosts only")));
    QVERIFY(texts.filter(QStringLiteral("example.com:443")).size() == 1);
}

void TestEnvironmentPages::handsActOnTheEnvironment()
{
    Rig rig("orders");
    publish(rig, machine());
    rig.part<EnvironmentDesk>()->act(first, EnvironmentAction::Open);
    auto *freeze = named<QPushButton>(rig, "environment.freeze");
    QTRY_VERIFY(freeze->isEnabled());
    QTest::mouseClick(freeze, Qt::LeftButton);
    QCOMPARE(sent<command::FreezeEnvironment>(rig.session).size(), 1U);
    QVERIFY(sent<command::FreezeEnvironment>(rig.session)[0].environment == first);
    publish(rig, machine(EnvironmentState::Busy, true));
    QTRY_COMPARE(freeze->text(), QStringLiteral("Thaw"));
    rig.part<EnvironmentPage>()->setFocus();
    rig.key(Qt::Key_F);
    QTRY_COMPARE(sent<command::ThawEnvironment>(rig.session).size(), 1U);
    rig.key(Qt::Key_R);
    QTRY_COMPARE(sent<command::RecycleEnvironment>(rig.session).size(), 1U);
    rig.key(Qt::Key_K);
    QTRY_COMPARE(sent<command::KillEnvironment>(rig.session).size(), 1U);
}

void TestEnvironmentPages::saysThatItIsGoneAndWhy()
{
    Rig rig("orders");
    publish(rig, machine());
    rig.part<EnvironmentDesk>()->act(first, EnvironmentAction::Open);
    auto *page = rig.part<EnvironmentPage>();
    QTRY_VERIFY(page->view());
    Snapshot empty = machine();
    empty.functions[0].environments.clear();
    rig.session.setSnapshot(empty);
    rig.session.publish(Instant{}, fact::EnvironmentChanged{"PlaceOrder", first, EnvironmentState::Stopping, "idle"});
    rig.session.publish(Instant{}, fact::EnvironmentChanged{"PlaceOrder", first, EnvironmentState::Gone, {}});
    QTRY_VERIFY(page->gone());
    QStringList texts;
    for (const QLabel *label : page->findChildren<QLabel *>())
        texts << label->text();
    QVERIFY(!texts.filter(QStringLiteral("idle for too long")).isEmpty());
    auto *kill = named<QPushButton>(rig, "environment.kill");
    QVERIFY(!kill->isEnabled());
    QCOMPARE(kill->toolTip(), QStringLiteral("The environment is gone."));
}

void TestEnvironmentPages::asksOnlyWhileItIsSeen()
{
    Rig rig("orders");
    int asked = 0;
    const Snapshot now = machine();
    rig.session.setQueryResponder([&asked, now](const Query &query) -> Result<QueryOutcome> {
        const auto *environment = std::get_if<query::Environment>(&query);
        if (!environment)
            return QueryOutcome(std::vector<Fact>());
        asked += environment->environment == first;
        return QueryOutcome(detailOf(now));
    });
    publish(rig, now);
    rig.part<EnvironmentDesk>()->act(first, EnvironmentAction::Open);
    QTRY_VERIFY(asked >= 2);
    auto *page = rig.part<EnvironmentPage>();
    const auto timers = page->findChildren<QTimer *>();
    rig.window.setView(MainWindow::View::Observe);
    QVERIFY(!page->isVisible());
    const int before = asked;
    publish(rig, machine());
    QTRY_VERIFY(rig.part<StatusBar>()->isVisible());
    QCOMPARE(asked, before);
}

void TestEnvironmentPages::asksForTrustBeforeTheFirstRun()
{
    Rig rig("orders");
    Snapshot restricted = machine();
    restricted.trust = Trust::Restricted;
    publish(rig, restricted);
    auto *chip = named<Chip>(rig, "trust.chip");
    QTRY_COMPARE(chip->text(), QStringLiteral("Restricted"));
    QVERIFY(!rig.part<TrustDialog>()); // opening asks nothing
    rig.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rig.part<TrustDialog>());
    QVERIFY(sent<command::Invoke>(rig.session).empty());
    QStringList texts;
    for (const QLabel *label : rig.part<TrustDialog>()->findChildren<QLabel *>())
        texts << label->text();
    QVERIFY(!texts.filter(QStringLiteral("PlaceOrder · Python 3.13")).isEmpty());
    auto *isolated = named<QPushButton>(rig, "trust.isolated");
    QVERIFY(isolated->isDefault());
    QTest::mouseClick(isolated, Qt::LeftButton);
    QTRY_COMPARE(sent<command::Invoke>(rig.session).size(), 1U);
    QCOMPARE(sent<command::SetTrust>(rig.session).size(), 1U);
    QVERIFY(sent<command::SetTrust>(rig.session)[0].trust == Trust::Isolated);
}

void TestEnvironmentPages::asksForATypedConsentWhereNoWallStands()
{
    Rig rig("orders");
    Snapshot open = machine();
    open.trust = Trust::Isolated; // decided long ago, behind walls
    auto report = std::make_shared<IsolationReport>();
    report->level = 1;
    report->name = "Unprotected";
    open.isolation = report;
    open.isolationLevel = "1 Unprotected";
    publish(rig, open);
    rig.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rig.part<TrustDialog>());
    QVERIFY(sent<command::Invoke>(rig.session).empty());
    auto *consent = named<QLineEdit>(rig, "trust.consent");
    auto *run = named<QPushButton>(rig, "trust.isolated");
    auto *trust = named<QPushButton>(rig, "trust.trusted");
    QCOMPARE(run->text(), QStringLiteral("Run unprotected"));
    QVERIFY(!run->isEnabled() && !trust->isEnabled());
    QVERIFY(named<QPushButton>(rig, "trust.restricted")->isEnabled());
    const QString name = text(rig.part<TrustDialog>()->findChild<QLineEdit *>()->placeholderText().toStdString());
    QTest::keyClicks(consent, name.chopped(1));
    QVERIFY(!run->isEnabled() && !trust->isEnabled());
    QTest::keyClicks(consent, name.last(1));
    QVERIFY(run->isEnabled() && trust->isEnabled());
    QTest::mouseClick(run, Qt::LeftButton);
    QTRY_COMPARE(sent<command::Invoke>(rig.session).size(), 1U);
    QCOMPARE(sent<command::SetTrust>(rig.session).size(), 1U);
    QVERIFY(sent<command::SetTrust>(rig.session)[0].trust == Trust::Isolated);
    QCOMPARE(sent<command::SetTrust>(rig.session)[0].unprotected, std::optional(true));
    // Agreed, the name is not asked for again; restricting takes it back.
    open.unprotectedAllowed = true;
    open.trust = Trust::Trusted;
    publish(rig, open);
    QTRY_COMPARE(named<Chip>(rig, "trust.chip")->text(), QStringLiteral("Trusted"));
    QTRY_VERIFY(!rig.part<TrustDialog>());
    rig.part<EnvironmentDesk>()->askTrust(false);
    QVERIFY(!rig.window.findChild<QLineEdit *>(QStringLiteral("trust.consent")));
    QTest::mouseClick(named<QPushButton>(rig, "trust.restricted"), Qt::LeftButton);
    QTRY_COMPARE(sent<command::SetTrust>(rig.session).size(), 2U);
    QCOMPARE(sent<command::SetTrust>(rig.session)[1].unprotected, std::optional(false));
}

void TestEnvironmentPages::listsTheExactCommandsOfBuilds()
{
    Rig rig("orders");
    Snapshot restricted = machine();
    restricted.trust = Trust::Restricted;
    const std::string install = "\"$PYTHON\" -m pip install --no-input --target \"$OUT\" -r requirements.txt "
        + std::string(200, 'x');
    rig.session.setQueryResponder([&install](const Query &query) -> Result<QueryOutcome> {
        if (!std::holds_alternative<query::BuildPlan>(query))
            return QueryOutcome(std::vector<Fact>());
        BuildStepView pip{.id = "PlaceOrder", .step = "pip install", .commands = {"umask 022", install}};
        pip.variables = {"PYTHON=/usr/bin/python3"};
        pip.decidedBy = {"requirements.txt"};
        pip.downloads = true;
        BuildStepView make{.id = "Tools", .layer = true, .step = "make build-Tools", .commands = {"make build-Tools"}};
        make.workspaceCommands = {"curl -o tool \xe2\x80\xae example.com"};
        make.problem = "This workspace is restricted: nothing of it runs.";
        return QueryOutcome(BuildPlanView{{make, pip}});
    });
    publish(rig, restricted);
    rig.part<EnvironmentDesk>()->askTrust(false);
    QTRY_COMPARE(rig.part<TrustDialog>()->findChildren<CommandLines *>().size(), 3);
    const auto areas = rig.part<TrustDialog>()->findChildren<CommandLines *>();
    QCOMPARE(areas[0]->toPlainText(), QStringLiteral("make build-Tools"));
    QVERIFY(areas[1]->toPlainText().startsWith(QStringLiteral("curl -o tool ")));
    QVERIFY(!areas[1]->toPlainText().contains(QChar(0x202e))); // nothing may turn the line around
    QCOMPARE(areas[2]->toPlainText(), text("umask 022\n" + install));
    // The end of a long line is wrapped into sight, not beside the edge.
    QTRY_VERIFY(areas[2]->height() > areas[0]->height() + 2 * areas[0]->fontMetrics().lineSpacing());
    QCOMPARE(areas[2]->horizontalScrollBar()->maximum(), 0);
    QStringList texts;
    for (const QLabel *label : rig.part<TrustDialog>()->findChildren<QLabel *>())
        texts << label->text();
    QVERIFY(!texts.filter(QStringLiteral("PYTHON=/usr/bin/python3")).isEmpty());
    QVERIFY(!texts.filter(QStringLiteral("Decided by requirements.txt")).isEmpty());
    QVERIFY(!texts.filter(QStringLiteral("only if you trust")).isEmpty());
    QVERIFY(texts.filter(QStringLiteral("is restricted")).isEmpty());
    QVERIFY(texts.filter(QStringLiteral("Reading")).isEmpty());
}

void TestEnvironmentPages::saysWhenCommandsAreUnknown()
{
    Rig rig("orders");
    rig.session.setQueryResponder([](const Query &query) -> Result<QueryOutcome> {
        if (std::holds_alternative<query::BuildPlan>(query))
            return Error{ErrorCode::Io, "the disk is gone"};
        return QueryOutcome(std::vector<Fact>());
    });
    publish(rig, machine());
    rig.part<EnvironmentDesk>()->askTrust(false);
    const auto told = [&rig] {
        const auto labels = rig.part<TrustDialog>()->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [](const QLabel *label) { return label->text().contains(QStringLiteral("the disk is gone")); });
    };
    QTRY_VERIFY(told());
}

void TestEnvironmentPages::staysRestricted()
{
    Rig rig("orders");
    Snapshot restricted = machine();
    restricted.trust = Trust::Restricted;
    publish(rig, restricted);
    QTRY_COMPARE(named<Chip>(rig, "trust.chip")->text(), QStringLiteral("Restricted"));
    rig.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(rig.part<TrustDialog>());
    QTest::mouseClick(named<QPushButton>(rig, "trust.restricted"), Qt::LeftButton);
    QTRY_VERIFY(!rig.part<TrustDialog>());
    QCOMPARE(rig.part<SessionBridge>()->heldCommands(), 0U);
    QVERIFY(sent<command::Invoke>(rig.session).empty());
    QVERIFY(sent<command::SetTrust>(rig.session).empty());
}

void TestEnvironmentPages::setsColdStarts()
{
    Rig rig("orders");
    publish(rig, machine());
    auto *chip = named<Chip>(rig, "simulated.chip");
    QVERIFY(chip->isHidden());
    named<QAction>(rig, "view.settings")->trigger();
    auto *box = named<QCheckBox>(rig, "settings.simulated");
    QTRY_VERIFY(box->isVisible());
    box->setFocus();
    rig.key(Qt::Key_Space);
    QTRY_COMPARE(sent<command::SetColdStart>(rig.session).size(), 1U);
    QVERIFY(sent<command::SetColdStart>(rig.session)[0].simulated);
    QVERIFY(!sent<command::SetColdStart>(rig.session)[0].strict);
    Snapshot simulated = machine();
    simulated.simulatedColdStart = true;
    publish(rig, simulated);
    QTRY_VERIFY(chip->isVisible());
    QVERIFY(box->isChecked());
}

void TestEnvironmentPages::createsAFunctionFromAKind()
{
    Rig rig("orders");
    const std::string before = rig.document().text();
    rig.key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(rig.part<NewFunctionDialog>());
    auto *kinds = named<QListWidget>(rig, "newfunction.kinds");
    QCOMPARE(kinds->count(), int(functionTemplates().size()));
    auto *name = named<QLineEdit>(rig, "newfunction.name");
    auto *create = named<QPushButton>(rig, "newfunction.create");
    name->setText(QStringLiteral("Place Order"));
    QVERIFY(!create->isEnabled());
    name->setText(QStringLiteral("PlaceOrder")); // taken
    QVERIFY(!create->isEnabled());
    name->setText(QStringLiteral("Greeter"));
    QVERIFY(create->isEnabled());
    QTest::mouseClick(create, Qt::LeftButton);
    const Function *made = rig.document().model().function("Greeter");
    QVERIFY(made);
    QVERIFY(QFileInfo::exists(rig.folder + QLatin1Char('/') + text(made->codeUri) + QStringLiteral("/app.py")));
    QCOMPARE(rig.document().undoStack()->count(), 1);
    rig.document().undoStack()->undo();
    QCOMPARE(text(rig.document().text()), text(before));
}

void TestEnvironmentPages::layersMoveByKeyboard()
{
    Rig rig("orders");
    const std::string before = rig.document().text();
    QVERIFY(QDir(rig.folder).mkpath(QStringLiteral("shared/python")));
    auto *desk = rig.part<PackageDesk>();
    desk->makeLayer("PlaceOrder", rig.folder + QStringLiteral("/shared"));
    QCOMPARE(rig.document().model().layers.size(), 1U);
    QCOMPARE(text(rig.document().model().layers[0].contentUri), QStringLiteral("shared/"));
    QCOMPARE(rig.document().undoStack()->count(), 1);
    QVERIFY(QDir(rig.folder).mkpath(QStringLiteral("other")));
    desk->makeLayer("PlaceOrder", rig.folder + QStringLiteral("/other"));
    QCOMPARE(rig.document().model().function("PlaceOrder")->layers,
             (std::vector<std::string>{"SharedLayer", "OtherLayer"}));
    rig.part<Inspector>()->setNode("PlaceOrder");
    rig.part<Inspector>()->focusField(QStringLiteral("Layers"));
    auto *list = named<QListWidget>(rig, "layers");
    QCOMPARE(QApplication::focusWidget(), list);
    list->setCurrentRow(0);
    rig.key(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(rig.document().model().function("PlaceOrder")->layers,
             (std::vector<std::string>{"OtherLayer", "SharedLayer"}));
    rig.key(Qt::Key_Delete);
    QCOMPARE(rig.document().model().function("PlaceOrder")->layers, (std::vector<std::string>{"OtherLayer"}));
    while (rig.document().undoStack()->canUndo())
        rig.document().undoStack()->undo();
    QCOMPARE(text(rig.document().text()), text(before));
}

void TestEnvironmentPages::bracketsABuild()
{
    Rig rig("orders");
    publish(rig, machine());
    rig.canvas()->selectNode("PlaceOrder");
    rig.part<Inspector>()->focusField(QStringLiteral("LoggingConfig.LogFormat"));
    auto *build = named<QPushButton>(rig, "build.start");
    QTRY_VERIFY(build->isEnabled());
    QTest::mouseClick(build, Qt::LeftButton);
    QCOMPARE(sent<command::Build>(rig.session).size(), 1U);
    QCOMPARE(sent<command::Build>(rig.session)[0].resources, std::vector<NodeId>{"PlaceOrder"});
    Snapshot running = machine();
    running.builds = {{"PlaceOrder", BuildView::State::Running, "cmake --build .", running.time, {}, {}}};
    rig.session.setSnapshot(running);
    rig.session.publish(
        Instant{},
        fact::LogWritten{
            "PlaceOrder", {}, {}, LogKind::Build, LogLevel::None, "src/main.cpp:12:5: error: expected ';'"});
    auto *cancel = named<QPushButton>(rig, "build.cancel");
    QTRY_VERIFY(cancel->isEnabled());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QCOMPARE(sent<command::CancelBuild>(rig.session).size(), 1U);
    LogModel *log = rig.part<DeskPage>()->logs()->model();
    QTRY_COMPARE(log->rowCount(), 3U); // the notice before, the header, the line
    QVERIFY(log->request(log->row(2))->build);
    QVERIFY(log->row(2).level == LogLevel::Error);
    running.builds[0].state = BuildView::State::Failed;
    running.builds[0].problem = "cmake ended with 2";
    publish(rig, running);
    QTRY_VERIFY(log->request(log->row(2))->ended);
}

QTEST_MAIN(TestEnvironmentPages)
#include "tst_environmentpages.moc"

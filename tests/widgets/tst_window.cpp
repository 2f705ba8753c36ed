// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/windowrig.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/wiringinteraction.h"
#include "widgets/editor/editorpane.h"
#include "widgets/inspector/inspector.h"
#include "widgets/run/runview.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/filelist.h"
#include "widgets/shell/palette.h"
#include "widgets/shell/problemspanel.h"
#include "widgets/shell/triggerdialogs.h"
#include "widgets/shell/welcome.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;

namespace {

using Wire = std::tuple<EdgeKind, NodeId, NodeId>;

std::set<Wire> wires(const Model &model)
{
    std::set<Wire> all;
    for (const Edge &edge : model.edges)
        all.insert({edge.kind, edge.from, edge.to});
    return all;
}

/// Arrow keys until the node has the canvas's focus.
bool goTo(Rig &rig, const NodeId &node)
{
    const std::size_t most = 4 * (rig.canvas()->canvasScene()->graph().nodes.size() + 1);
    const Qt::Key arrows[] = {Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up};
    std::set<std::pair<NodeId, Qt::Key>> tried;
    for (std::size_t step = 0; step < most && rig.canvas()->currentNode() != node; ++step) {
        Qt::Key chosen = arrows[step % 4];
        for (const Qt::Key arrow : arrows) {
            if (tried.insert({rig.canvas()->currentNode(), arrow}).second) {
                chosen = arrow;
                break;
            }
        }
        rig.key(chosen);
    }
    return rig.canvas()->currentNode() == node;
}

NodeId rename(Rig &rig, const QString &name)
{
    rig.key(Qt::Key_F2);
    rig.type(name);
    rig.key(Qt::Key_Return);
    return rig.canvas()->currentNode();
}

/// W, arrows to the target, Enter; then the meaning, if several are possible.
bool connectByKeys(Rig &rig, const NodeId &from, const NodeId &to, EdgeKind kind)
{
    if (!goTo(rig, from))
        return false;
    const std::set<Wire> before = wires(rig.document().model());
    rig.key(Qt::Key_W);
    WiringInteraction *wiring = rig.canvas()->wiring();
    for (int step = 0; step < 20 && wiring->target() != to; ++step)
        rig.key(Qt::Key_Right);
    if (wiring->target() != to)
        return false;
    rig.key(Qt::Key_Return);
    if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
        for (int step = 0; step < 6 && menu->activeAction()->text() != wireName(kind); ++step)
            rig.key(Qt::Key_Down);
        rig.key(Qt::Key_Return);
    }
    return wires(rig.document().model()).contains({kind, from, to}) && !before.contains({kind, from, to});
}

} // namespace

class TestWindow : public QObject
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

    void startsWithSomethingThatRuns();
    void showsTheWorkspaceWithoutRunningIt();
    void switchesViewsByKeyAndRail();
    void switchesTheThemeLive();
    void translatesEverythingLive();
    void findsAnythingInThePalette();
    void runsTheCurrentEvent();
    void reloadsSavedCode();
    void letsTheUserDecideAboutAConflict();
    void keepsTheLastGoodCanvas();
    void saysWhatIsWrongWithoutALine();
    void showsAnErrorAtItsLine();
    void startsAndStopsTriggers();
    void sendsWhatADialogSays();
    void putsDroppedFiles();
    void undoesInTheFocusedPlace();
    void savesAtClosing();
    void givesNewFunctionsAHandler();
    void followsTheWireToTheCore();
    void buildsTheOrdersByKeyboard();

private:
    QTemporaryDir m_home;
    Preferences m_appearancePreferences{QString()};
    std::unique_ptr<Appearance> m_appearance;
};

void TestWindow::startsWithSomethingThatRuns()
{
    Preferences preferences{QString()};
    MainWindow window({&preferences, examples, {}});
    window.show();
    QSignalSpy opened(&window, &MainWindow::openWorkspace);
    auto *welcome = window.findChild<Welcome *>();
    QVERIFY(welcome->isVisible());
    for (SampleCard *card : welcome->findChildren<SampleCard *>()) {
        opened.clear();
        card->click();
        QCOMPARE(opened.size(), 1);
        const QString folder = opened.at(0).at(0).toString();
        QVERIFY2(Workspace::open(folder.toStdString()).hasValue(), qPrintable(folder));
        // A second click makes another folder and leaves the first one alone.
        card->click();
        QVERIFY(opened.at(1).at(0).toString() != folder);
    }
    window.showError(QStringLiteral("There is no template in this folder."));
    QTRY_VERIFY(std::ranges::any_of(welcome->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && label->text() == QStringLiteral("There is no template in this folder.");
    }));
}

void TestWindow::showsTheWorkspaceWithoutRunningIt()
{
    Rig rig("orders");
    QVERIFY(rig.canvas()->isVisible());
    QCOMPARE(rig.canvas()->canvasScene()->graph().nodes.size(), std::size_t(9));
    QTRY_COMPARE(sent<command::ApplyModel>(rig.session).size(), std::size_t(1));
    QVERIFY(sent<command::ApplyModel>(rig.session).front().model == rig.document().model());
    // One command in all: nothing is started, invoked or polled because a folder was opened.
    QCOMPARE(rig.session.submitted().size(), std::size_t(1));
    QCOMPARE(rig.part<Inspector>()->node(), NodeId("PlaceOrder"));
    QCOMPARE(rig.preferences.recent().value(0), rig.folder);
    rig.window.closeWorkspace();
    QVERIFY(rig.part<Welcome>()->isVisible());
    QVERIFY(!rig.window.document());
}

void TestWindow::switchesViewsByKeyAndRail()
{
    Rig rig("orders");
    using View = MainWindow::View;
    const std::pair<Qt::Key, View> keys[] = {
        {Qt::Key_2, View::Code}, {Qt::Key_3, View::Run}, {Qt::Key_4, View::Observe}, {Qt::Key_1, View::Design}};
    for (const auto &[key, view] : keys) {
        rig.key(key, Qt::AltModifier);
        QCOMPARE(rig.window.view(), view);
    }
    rig.window.findChild<QToolButton *>(QStringLiteral("view.code"))->click();
    QCOMPARE(rig.window.view(), View::Code);
    QVERIFY(rig.part<FileList>()->isVisible());
    QVERIFY(rig.part<FileList>()->files().contains(QStringLiteral("place-order/app.py")));
    QVERIFY(!rig.canvas()->isVisible());
    QVERIFY(rig.part<EditorPane>()->isVisible());
    QCOMPARE(rig.part<EditorPane>()->currentBuffer()->path(), QStringLiteral("place-order/app.py"));
    for (const QString &absent :
         {QStringLiteral("view.whatif"), QStringLiteral("view.learn"), QStringLiteral("view.debug")})
        QVERIFY(!rig.window.findChild<QObject *>(absent));
}

void TestWindow::switchesTheThemeLive()
{
    Rig rig("orders");
    const auto lightness = [&] { return rig.window.grab().toImage().pixelColor(30, 500).lightness(); };
    m_appearancePreferences.setTheme(ThemeChoice::Light);
    QVERIFY(lightness() > 200);
    m_appearancePreferences.setTheme(ThemeChoice::Dark);
    QVERIFY(lightness() < 60);
    m_appearancePreferences.setTheme(ThemeChoice::Light);
    rig.key(Qt::Key_T, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(rig.preferences.theme(), ThemeChoice::Dark);
}

void TestWindow::translatesEverythingLive()
{
    Rig rig("orders");
    Marker marker;
    QVERIFY(QCoreApplication::installTranslator(&marker));
    QCoreApplication::processEvents();
    QStringList missed;
    using View = MainWindow::View;
    for (const View view : {View::Design, View::Code, View::Run, View::Observe}) {
        rig.window.setView(view);
        QCoreApplication::processEvents();
        for (const QAbstractButton *button : rig.window.findChildren<QAbstractButton *>()) {
            static const QRegularExpression words(QStringLiteral("[A-Za-z]{3,}"));
            // Names are data: of functions, of the folder, of what an inspector's link leads to.
            const bool data = rig.document().model().function(button->text().toStdString())
                || button->text() == QStringLiteral("work") || button->text().startsWith(QChar(0x2192));
            if (button->isVisible() && button->text().contains(words) && !data && !button->text().contains(QChar(0xAB)))
                missed.append(button->text());
        }
    }
    QCoreApplication::removeTranslator(&marker);
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QStringLiteral(", "))));
    QCoreApplication::processEvents();
    QCOMPARE(rig.window.findChild<QToolButton *>(QStringLiteral("view.design"))->text(), QStringLiteral("Design"));
}

void TestWindow::findsAnythingInThePalette()
{
    Rig rig("orders");
    auto *palette = rig.part<CommandPalette>();
    rig.key(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette->isVisible());
    rig.type(QStringLiteral("obser"));
    QCOMPARE(palette->shownTitles().value(0), QStringLiteral("Observe"));
    rig.key(Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(rig.window.view(), MainWindow::View::Observe);
    rig.key(Qt::Key_K, Qt::ControlModifier);
    rig.type(QStringLiteral("ChargeCard"));
    rig.key(Qt::Key_Return);
    QCOMPARE(rig.window.view(), MainWindow::View::Design);
    QCOMPARE(rig.canvas()->currentNode(), NodeId("ChargeCard"));
    QCOMPARE(rig.part<Inspector>()->node(), NodeId("ChargeCard"));
    rig.key(Qt::Key_P, Qt::ControlModifier);
    rig.type(QStringLiteral("png"));
    rig.key(Qt::Key_Return);
    QCOMPARE(rig.part<EditorPane>()->currentBuffer()->path(), QStringLiteral("thumbnail/png.py"));
    rig.key(Qt::Key_K, Qt::ControlModifier);
    rig.type(QStringLiteral("= MemorySize PlaceOrder 1024"));
    rig.key(Qt::Key_Return);
    QCOMPARE(rig.document().model().function("PlaceOrder")->memoryMb, std::int64_t(1024));
}

void TestWindow::runsTheCurrentEvent()
{
    Rig rig("orders");
    rig.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(sent<command::Invoke>(rig.session).size(), std::size_t(1));
    const command::Invoke invoke = sent<command::Invoke>(rig.session).front();
    QCOMPARE(invoke.function, NodeId("PlaceOrder"));
    QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(invoke.payload)).isObject());
    const auto isReady = [](const QPushButton *button) { return button->text() == QStringLiteral("Run"); };
    QTRY_VERIFY(std::ranges::any_of(rig.window.findChildren<QPushButton *>(), isReady));
    rig.canvas()->selectNode("ChargeCard");
    rig.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(sent<command::Invoke>(rig.session).size(), std::size_t(2));
    QCOMPARE(sent<command::Invoke>(rig.session).back().function, NodeId("ChargeCard"));
    QCOMPARE(rig.part<RunView>()->function(), QStringLiteral("ChargeCard"));
}

void TestWindow::reloadsSavedCode()
{
    Rig rig("orders");
    rig.window.setView(MainWindow::View::Code);
    auto *pane = rig.part<EditorPane>();
    pane->setFocus();
    rig.type(QStringLiteral("# changed\n"));
    rig.key(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(sent<command::ReloadCode>(rig.session).size(), std::size_t(1));
    QCOMPARE(sent<command::ReloadCode>(rig.session).front().functions, std::vector<NodeId>{"PlaceOrder"});
    QVERIFY(readFile(rig.folder + QStringLiteral("/place-order/app.py")).startsWith(QStringLiteral("# changed")));
    // Without Ctrl+S the same happens soon after the last key.
    rig.type(QStringLiteral("# again\n"));
    QTRY_COMPARE(sent<command::ReloadCode>(rig.session).size(), std::size_t(2));
}

void TestWindow::letsTheUserDecideAboutAConflict()
{
    Rig rig("orders");
    rig.window.setView(MainWindow::View::Code);
    auto *pane = rig.part<EditorPane>();
    pane->setFocus();
    const QString path = rig.folder + QStringLiteral("/place-order/app.py");
    rig.type(QStringLiteral("# mine\n"));
    QTRY_VERIFY(pane->currentBuffer()->dirty());
    QFile theirs(path);
    QVERIFY(theirs.open(QIODevice::WriteOnly | QIODevice::Truncate) && theirs.write("# theirs\n") > 0);
    theirs.close();
    QTRY_VERIFY(pane->currentBuffer()->inConflict());
    const auto press = [&](const QString &text) {
        for (QPushButton *button : rig.window.findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == text)
                return button->click(), true;
        return false;
    };
    // Nothing is written over the other's work, not even by Ctrl+S or at the end, before someone chose.
    rig.key(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(readFile(path), QStringLiteral("# theirs\n"));
    rig.window.close();
    QVERIFY(rig.window.isVisible());
    QVERIFY(press(QStringLiteral("Keep mine")));
    QTRY_VERIFY(readFile(path).startsWith(QStringLiteral("# mine")));
    QTRY_VERIFY(!sent<command::ReloadCode>(rig.session).empty());
}

void TestWindow::keepsTheLastGoodCanvas()
{
    Rig rig("orders");
    QTRY_COMPARE(sent<command::ApplyModel>(rig.session).size(), std::size_t(1));
    rig.window.setView(MainWindow::View::Code);
    auto *pane = rig.part<EditorPane>();
    TextBuffer *file = pane->buffers().at(1);
    QCOMPARE(file->path(), QStringLiteral("template.yaml"));
    pane->showBuffer(file, 12);
    pane->setFocus();
    rig.type(QStringLiteral("  broken: [1, 2\n"));
    QTRY_VERIFY(rig.document().broken());
    QCOMPARE(rig.canvas()->canvasScene()->graph().nodes.size(), std::size_t(9));
    auto *problems = rig.part<ProblemsPanel>();
    QTRY_VERIFY(problems->errorCount() > 0);
    const Problem &fault = rig.document().problems().front();
    QVERIFY2(fault.line >= 12, qPrintable(QString::number(fault.line)));
    QTRY_VERIFY(!pane->currentEditor()->problemAt(fault.line).isEmpty());
    rig.window.setView(MainWindow::View::Design);
    QVERIFY(std::ranges::any_of(rig.window.findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("the canvas shows what it last said"));
    }));
    // F8 goes there from another view, and says where in the list.
    rig.window.setView(MainWindow::View::Observe);
    rig.key(Qt::Key_F8);
    QCOMPARE(rig.window.view(), MainWindow::View::Code);
    QCOMPARE(pane->currentEditor()->line(), fault.line);
    const auto *list = problems->findChild<QListView *>();
    QVERIFY(list->model()->index(0, 0).data().toString().contains(QString::fromStdString(fault.message)));
    // The core is not told of a template that cannot be read.
    QCOMPARE(sent<command::ApplyModel>(rig.session).size(), std::size_t(1));
    pane->currentEditor()->undo();
    QTRY_VERIFY(!rig.document().broken());
    QTRY_COMPARE(problems->errorCount(), 0);
}

void TestWindow::saysWhatIsWrongWithoutALine()
{
    Rig rig("empty");
    auto document = WorkspaceDocument::open(rig.folder.toStdString());
    QVERIFY(document.hasValue());
    (*document)->setTemplateText("Description: " + std::string(2'000'000, 'x') + "\n");
    rig.window.showWorkspace(std::move(*document), &rig.session);
    QTRY_VERIFY(rig.document().broken());
    const auto says = [&](const QString &words) {
        return std::ranges::any_of(rig.window.findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    QTRY_VERIFY(says(QStringLiteral("1 MB")));
    QVERIFY(!says(QStringLiteral("line 0")));
    rig.document().undoStack()->undo();
    QTRY_VERIFY(!rig.document().broken());
    QTRY_VERIFY(!says(QStringLiteral("1 MB")));
}

void TestWindow::showsAnErrorAtItsLine()
{
    Rig rig("orders");
    rig.window.setView(MainWindow::View::Code);
    auto *pane = rig.part<EditorPane>();
    fact::InvocationEnded end;
    end.function = "PlaceOrder";
    end.requestId = "r-1";
    end.outcome = InvocationOutcome::FunctionError;
    end.errorType = "KeyError";
    end.errorMessage = "'body'";
    end.errorFile = "app.py";
    end.errorLine = 7;
    rig.session.publish(wallNow(), end);
    QTRY_COMPARE(pane->currentEditor()->problemAt(7), QStringLiteral("KeyError: 'body'"));
    end.outcome = InvocationOutcome::Success;
    end.errorFile.clear();
    rig.session.publish(wallNow(), end);
    QTRY_VERIFY(pane->currentEditor()->problemAt(7).isEmpty());
    // A file that is not open yet shows it when it is opened.
    end.outcome = InvocationOutcome::FunctionError;
    end.function = "Thumbnail";
    end.errorFile = "png.py";
    end.errorLine = 3;
    rig.session.publish(wallNow(), end);
    QCoreApplication::processEvents();
    rig.key(Qt::Key_P, Qt::ControlModifier);
    rig.type(QStringLiteral("png"));
    rig.key(Qt::Key_Return);
    QTRY_COMPARE(pane->currentEditor()->problemAt(3), QStringLiteral("KeyError: 'body'"));
}

void TestWindow::startsAndStopsTriggers()
{
    Rig rig("orders");
    QAction *toggle = rig.window.findChild<QAction *>(QStringLiteral("sources.toggle"));
    toggle->trigger();
    QTRY_COMPARE(sent<command::StartSources>(rig.session).size(), std::size_t(1));
    Snapshot snapshot;
    snapshot.sourcesRunning = true;
    rig.session.setSnapshot(snapshot);
    QTRY_VERIFY(std::ranges::any_of(rig.window.findChildren<QPushButton *>(),
                                    [](const QPushButton *b) { return b->text() == QStringLiteral("Stop triggers"); }));
    toggle->trigger();
    QTRY_COMPARE(sent<command::StopSources>(rig.session).size(), std::size_t(1));
    rig.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(sent<command::StopEverything>(rig.session).size(), std::size_t(1));
}

void TestWindow::sendsWhatADialogSays()
{
    Rig rig("orders");
    rig.canvas()->play("OrdersQueue");
    auto *dialog = rig.part<TriggerDialog>();
    QVERIFY(dialog && dialog->isVisible());
    auto *body = dialog->findChild<QPlainTextEdit *>();
    // What the consumer's saved event carries is a better start than nothing.
    QVERIFY(body->toPlainText().contains(QStringLiteral("card")));
    body->setPlainText(QStringLiteral("{\"id\": 9}"));
    QTest::keyClick(body, Qt::Key_Tab);
    for (QPushButton *button : dialog->findChildren<QPushButton *>())
        if (button->isDefault())
            button->click();
    QTRY_COMPARE(sent<command::SendMessage>(rig.session).size(), std::size_t(1));
    QCOMPARE(sent<command::SendMessage>(rig.session).front().body, std::string("{\"id\": 9}"));
    rig.canvas()->play("Reconcile/EveryFive");
    QTRY_COMPARE(sent<command::FireSchedule>(rig.session).size(), std::size_t(1));
    QCOMPARE(sent<command::FireSchedule>(rig.session).front().schedule, NodeId("Reconcile/EveryFive"));
    // Purging cannot be undone: it asks first, and Escape leaves everything as it is.
    Q_EMIT rig.canvas()->purgeRequested("OrdersDLQ");
    QTRY_VERIFY(QApplication::activeModalWidget());
    QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    QVERIFY(sent<command::PurgeQueue>(rig.session).empty());
}

void TestWindow::putsDroppedFiles()
{
    Rig rig("orders");
    const QString file = rig.temporary.path() + QStringLiteral("/cat.png");
    QFile picture(file);
    QVERIFY(picture.open(QIODevice::WriteOnly) && picture.write("png") == 3);
    picture.close();
    CanvasView *canvas = rig.canvas();
    rig.canvas()->selectNode("PhotosBucket");
    const auto at = rig.document().layout().positions.at("PhotosBucket");
    const QPoint place = canvas->mapFromScene(QPointF(at.x + 60, at.y + 20));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(canvas->viewport(), &enter);
    QApplication::sendEvent(canvas->viewport(), &drop);
    QTRY_COMPARE(sent<command::PutObject>(rig.session).size(), std::size_t(1));
    const command::PutObject put = sent<command::PutObject>(rig.session).front();
    QCOMPARE(put.bucket, NodeId("PhotosBucket"));
    QCOMPARE(put.key, std::string("uploads/cat.png"));
    QCOMPARE(put.file, file.toStdString());
}

void TestWindow::undoesInTheFocusedPlace()
{
    Rig rig("orders");
    const std::string before = rig.document().text();
    QVERIFY(rig.document().set("PlaceOrder", "MemorySize", "1024").hasValue());
    auto *pane = rig.part<EditorPane>();
    pane->setFocus();
    const QString code = pane->currentEditor()->text();
    rig.type(QStringLiteral("x"));
    QVERIFY(pane->currentEditor()->text() != code);
    rig.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(pane->currentEditor()->text(), code);
    QVERIFY(rig.document().text() != before);
    rig.canvas()->setFocus();
    rig.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rig.document().text(), before);
    rig.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(rig.document().model().function("PlaceOrder")->memoryMb, std::int64_t(1024));
}

void TestWindow::savesAtClosing()
{
    Rig rig("orders");
    auto *pane = rig.part<EditorPane>();
    pane->setFocus();
    rig.type(QStringLiteral("# last words\n"));
    QVERIFY(rig.document().set("PlaceOrder", "Timeout", "77").hasValue());
    QSignalSpy closed(&rig.window, &MainWindow::closed);
    rig.window.close();
    QCOMPARE(closed.size(), 1);
    QVERIFY(readFile(rig.folder + QStringLiteral("/place-order/app.py")).startsWith(QStringLiteral("# last words")));
    QVERIFY(readFile(rig.folder + QStringLiteral("/template.yaml")).contains(QStringLiteral("Timeout: 77")));
    QVERIFY(!rig.preferences.layout(QStringLiteral("desk")).isEmpty());
}

void TestWindow::givesNewFunctionsAHandler()
{
    Rig rig("empty");
    rig.canvas()->setFocus();
    rig.key(Qt::Key_F);
    QCOMPARE(rig.document().model().functions.size(), std::size_t(1));
    const Function &function = rig.document().model().functions.front();
    QVERIFY(rig.document().workspace().handlerFile(function).hasValue());
    QCOMPARE(rig.part<ProblemsPanel>()->errorCount(), 0);
    // The core hears of it once, with its handler in place.
    QTRY_VERIFY(!sent<command::ApplyModel>(rig.session).empty()
                && sent<command::ApplyModel>(rig.session).back().model.functions.size() == 1);
    QVERIFY(rig.part<EditorPane>()->buffers().size() == 2);
}

void TestWindow::followsTheWireToTheCore()
{
    Rig rig("orders");
    QTRY_COMPARE(sent<command::ApplyModel>(rig.session).size(), std::size_t(1));
    QVERIFY(rig.document().set("PlaceOrder", "Timeout", "20").hasValue());
    QTRY_COMPARE(sent<command::ApplyModel>(rig.session).size(), std::size_t(2));
    QCOMPARE(sent<command::ApplyModel>(rig.session).back().model.function("PlaceOrder")->timeoutSeconds,
             std::int64_t(20));
    rig.document().moveNodes({{"PlaceOrder", {300, 60}}});
    rig.preferences.setLimitsProfile(LimitsProfileName::Classic);
    QTRY_COMPARE(sent<command::ApplyModel>(rig.session).size(), std::size_t(3));
    QCOMPARE(sent<command::ApplyModel>(rig.session).back().limits.memoryMaxMb, std::int64_t(3008));
}

void TestWindow::buildsTheOrdersByKeyboard()
{
    Rig rig("empty");
    rig.canvas()->setFocus();
    const std::pair<Qt::Key, const char *> nodes[] = {
        {Qt::Key_F, "PlaceOrder"},   {Qt::Key_Q, "OrdersQueue"}, {Qt::Key_Q, "OrdersDLQ"}, {Qt::Key_F, "ChargeCard"},
        {Qt::Key_B, "PhotosBucket"}, {Qt::Key_F, "Thumbnail"},   {Qt::Key_F, "Reconcile"}};
    for (const auto &[key, name] : nodes) {
        rig.key(key);
        QCOMPARE(rename(rig, QString::fromLatin1(name)), NodeId(name));
    }
    QVERIFY(goTo(rig, "PlaceOrder"));
    rig.key(Qt::Key_A);
    QVERIFY(goTo(rig, "Reconcile"));
    rig.key(Qt::Key_S);
    QCOMPARE(rename(rig, QStringLiteral("EveryFive")), NodeId("Reconcile/EveryFive"));
    QVERIFY(connectByKeys(rig, "PlaceOrder", "OrdersQueue", EdgeKind::Uses));
    QVERIFY(connectByKeys(rig, "OrdersQueue", "ChargeCard", EdgeKind::QueueToFunction));
    QVERIFY(connectByKeys(rig, "OrdersQueue", "OrdersDLQ", EdgeKind::QueueToDeadLetter));
    QVERIFY(connectByKeys(rig, "PhotosBucket", "Thumbnail", EdgeKind::BucketToFunction));
    QVERIFY(connectByKeys(rig, "Reconcile", "OrdersQueue", EdgeKind::Uses));
    QVERIFY(connectByKeys(rig, "Reconcile", "OrdersDLQ", EdgeKind::Uses));
    QVERIFY(connectByKeys(rig, "Reconcile", "PhotosBucket", EdgeKind::Uses));

    auto sample = WorkspaceDocument::open(examples / "orders");
    QVERIFY(sample.hasValue());
    std::set<Wire> wanted = wires((*sample)->model());
    // Thumbnail names its bucket by text, which no wire of the canvas would write.
    wanted.erase({EdgeKind::Uses, "Thumbnail", "PhotosBucket"});
    QCOMPARE(wires(rig.document().model()), wanted);
    QVERIFY(rig.document().model().problems.empty());
    // All of it is one undo history.
    while (rig.document().undoStack()->canUndo())
        rig.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(rig.document().model().functions.empty());
    QVERIFY(rig.document().model().edges.empty());
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"

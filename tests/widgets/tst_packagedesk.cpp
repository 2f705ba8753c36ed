// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qttext.h"
#include "tests/widgets/windowrig.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/outsidepage.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/foldercopy.h"
#include "widgets/shell/packagedesk.h"
#include "widgets/theme/controls.h"

#include <QtTest>
#include <QtWidgets>

#include <filesystem>
#include <fstream>

using namespace lambdarium;

namespace {

void writeFile(const std::filesystem::path &path, std::string_view text)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

/// Whether some message of the window says it.
bool told(const Rig &rig, const QString &words)
{
    const auto hosts = rig.window.findChildren<ToastHost *>();
    return std::ranges::any_of(hosts,
                               [&words](const ToastHost *host) { return !host->history().filter(words).isEmpty(); });
}

QFileDialog *chooser(const Rig &rig) { return rig.part<QFileDialog>(); }

/// As the person does who types the name and presses Enter.
void choose(const Rig &rig, const QString &file)
{
    auto *name = chooser(rig)->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(name);
    name->setText(file);
    QTest::keyClick(name, Qt::Key_Return);
}

} // namespace

/// Builds and packages as the window's own commands give them, and what it says of their outcome.
class TestPackageDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("HOME", m_home.path().toUtf8());
        qunsetenv("XDG_CONFIG_HOME");
        // The dialog of the desktop would be another program's.
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        m_appearance = std::make_unique<Appearance>(*qApp, m_preferences);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void exportsAPackage();
    void importsAPackageAndSaysWhereTheOldCodeIs();
    void saysWhyAnImportFailed();
    void buildsAllAndSaysWhatFailed();
    void cancelsAllBuilds();
    void layersFromOutsideAreCopied();
    void aCancelledCopyLeavesNothing();
    void layersMoveByDragging();
    void functionsOfTheApiAreShownAndAdopted();
    void functionsOfTheApiAreDeletedAfterAQuestion();
    void whatTheApiChangedIsToldInTheInspector();

private:
    QTemporaryDir m_home;
    Preferences m_preferences{QString()};
    std::unique_ptr<Appearance> m_appearance;
};

void TestPackageDesk::exportsAPackage()
{
    Rig rig("orders");
    rig.session.setResponder([](const Command &) -> Result<CommandOutcome> {
        return CommandOutcome(
            PackageOutcome{.zippedBytes = 2048, .unzippedBytes = 4096, .files = 3, .sha256 = "Qm9v="});
    });
    rig.part<PackageDesk>()->act({BuildRequest::Kind::Export, "PlaceOrder"});
    QTRY_VERIFY(chooser(rig) && chooser(rig)->isVisible());
    const QString file = rig.temporary.path() + QStringLiteral("/out.zip");
    choose(rig, file);
    QTRY_COMPARE(sent<command::ExportPackage>(rig.session).size(), 1U);
    const auto sentCommand = sent<command::ExportPackage>(rig.session)[0];
    QCOMPARE(text(sentCommand.resource), QStringLiteral("PlaceOrder"));
    QCOMPARE(text(sentCommand.file), file);
    QTRY_VERIFY(told(rig, QStringLiteral("Qm9v=")));
    QVERIFY(told(rig, QStringLiteral("2.0 kB zipped, 4.0 kB unzipped, 3 files")));
}

void TestPackageDesk::importsAPackageAndSaysWhereTheOldCodeIs()
{
    Rig rig("orders");
    rig.session.setResponder([](const Command &) -> Result<CommandOutcome> {
        return CommandOutcome(PackageOutcome{.files = 3, .previous = ".lambdarium/previous/place-order"});
    });
    const QString file = rig.temporary.path() + QStringLiteral("/in.zip");
    QFile zip(file);
    QVERIFY(zip.open(QIODevice::WriteOnly));
    zip.close();
    rig.part<PackageDesk>()->act({BuildRequest::Kind::Import, "PlaceOrder"});
    QTRY_VERIFY(chooser(rig) && chooser(rig)->isVisible());
    choose(rig, file);
    QTRY_COMPARE(sent<command::ImportPackage>(rig.session).size(), 1U);
    QCOMPARE(text(sent<command::ImportPackage>(rig.session)[0].file), file);
    QTRY_VERIFY(told(rig, QStringLiteral("The code of PlaceOrder was replaced")));
    QVERIFY(told(rig, QStringLiteral(".lambdarium/previous/place-order")));
}

void TestPackageDesk::saysWhyAnImportFailed()
{
    Rig rig("orders");
    rig.session.setResponder([](const Command &) -> Result<CommandOutcome> {
        return Error{ErrorCode::InvalidInput, "in.zip leads out of its folder"};
    });
    const QString file = rig.temporary.path() + QStringLiteral("/in.zip");
    QFile zip(file);
    QVERIFY(zip.open(QIODevice::WriteOnly));
    zip.close();
    rig.part<PackageDesk>()->act({BuildRequest::Kind::Import, "PlaceOrder"});
    QTRY_VERIFY(chooser(rig) && chooser(rig)->isVisible());
    choose(rig, file);
    QTRY_VERIFY(told(rig, QStringLiteral("leads out of its folder")));
}

void TestPackageDesk::buildsAllAndSaysWhatFailed()
{
    Rig rig("orders");
    rig.session.setResponder([](const Command &) -> Result<CommandOutcome> {
        BuildOutcome outcome;
        outcome.builds = {{.id = "PlaceOrder", .state = BuildView::State::Succeeded},
                          {.id = "ChargeCard", .state = BuildView::State::Failed, .problem = "npm ended with 1"}};
        return CommandOutcome(outcome);
    });
    rig.part<PackageDesk>()->buildAll();
    QCOMPARE(sent<command::Build>(rig.session).size(), 1U);
    QVERIFY(sent<command::Build>(rig.session)[0].resources.empty());
    QTRY_VERIFY(told(rig, QStringLiteral("ChargeCard was not built: npm ended with 1")));
}

void TestPackageDesk::cancelsAllBuilds()
{
    Rig rig("orders");
    Snapshot running;
    running.trust = Trust::Isolated;
    running.builds = {{.id = "PlaceOrder", .state = BuildView::State::Running}};
    rig.session.setSnapshot(running);
    rig.session.publish(Instant{}, fact::Notice{});
    auto *cancel = rig.window.findChild<QAction *>(QStringLiteral("build.cancel"));
    QVERIFY(cancel);
    QTRY_VERIFY(cancel->isEnabled());
    cancel->trigger();
    QTRY_COMPARE(sent<command::CancelBuild>(rig.session).size(), 1U);
}

void TestPackageDesk::layersFromOutsideAreCopied()
{
    Rig rig("orders");
    QTemporaryDir outside;
    writeFile(outside.path().toStdString() + "/tools/python/tool.py", "x = 1\n");
    QVERIFY(QFile::link(QStringLiteral("python/tool.py"), outside.path() + QStringLiteral("/tools/link")));
    auto *desk = rig.part<PackageDesk>();
    desk->makeLayer("PlaceOrder", outside.path() + QStringLiteral("/tools"));
    const QString copy = rig.folder + QStringLiteral("/layers/tools");
    QTRY_VERIFY(rig.document().text().find("ToolsLayer") != std::string::npos);
    QVERIFY(QFile::exists(copy + QStringLiteral("/python/tool.py")));
    QVERIFY(QFileInfo(copy + QStringLiteral("/link")).isSymLink());
    QVERIFY(!QFile::exists(copy + QStringLiteral(".part")));
    desk->makeLayer("PlaceOrder", outside.path() + QStringLiteral("/tools"));
    QTRY_VERIFY(told(rig, QStringLiteral("layers/tools exists already in the workspace.")));
}

void TestPackageDesk::aCancelledCopyLeavesNothing()
{
    QTemporaryDir folder;
    const std::string from = folder.path().toStdString() + "/from";
    for (int i = 0; i < 3000; ++i)
        writeFile(from + "/" + std::to_string(i / 100) + "/" + std::to_string(i), "content");
    const std::filesystem::path to = folder.path().toStdString() + "/to/copy";
    FolderCopy copy(from, to);
    QSignalSpy finished(&copy, &FolderCopy::finished);
    copy.start();
    copy.cancel();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(finished[0][0].toBool());
    QVERIFY(!std::filesystem::exists(to));
    QVERIFY(std::filesystem::is_empty(to.parent_path()));
    FolderCopy whole(from, to);
    QSignalSpy done(&whole, &FolderCopy::finished);
    whole.start();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(done[0][1].toString(), QString());
    QVERIFY(std::filesystem::exists(to / "29" / "2999"));
}

void TestPackageDesk::layersMoveByDragging()
{
    Rig rig("orders");
    auto *desk = rig.part<PackageDesk>();
    for (const char *name : {"first", "second", "third"}) {
        QVERIFY(QDir(rig.folder).mkpath(QString::fromLatin1(name)));
        desk->makeLayer("PlaceOrder", rig.folder + QLatin1Char('/') + QString::fromLatin1(name));
    }
    const std::string before = rig.document().text();
    rig.part<Inspector>()->setNode("PlaceOrder");
    rig.part<Inspector>()->focusField(QStringLiteral("Layers"));
    auto *list = rig.window.findChild<QListWidget *>(QStringLiteral("layers"));
    QTRY_COMPARE(list->count(), 3);
    // What the view itself asks its model for when the row is dropped at the top.
    QVERIFY(list->model()->moveRow({}, 2, {}, 0));
    const std::vector<std::string> moved{"ThirdLayer", "FirstLayer", "SecondLayer"};
    QTRY_COMPARE(rig.document().model().function("PlaceOrder")->layers, moved);
    rig.document().undoStack()->undo();
    QCOMPARE(text(rig.document().text()), text(before));
    QTRY_COMPARE(list->item(0)->text(), QStringLiteral("FirstLayer"));
}

namespace {

/// A core that has a function which the template has not.
void deploy(Rig &rig)
{
    Snapshot snapshot;
    FunctionView view;
    view.id = "hello";
    view.deployed = true;
    Function function;
    function.name = "hello";
    function.runtime = "python3.13";
    function.handler = "app.handler";
    function.memoryMb = 256;
    view.outside = std::make_shared<const Function>(function);
    snapshot.functions = {view};
    rig.session.setSnapshot(std::move(snapshot));
    QTRY_VERIFY(rig.part<SessionBridge>()->snapshot()->function("hello"));
}

} // namespace

void TestPackageDesk::functionsOfTheApiAreShownAndAdopted()
{
    Rig rig("orders");
    rig.session.setResponder(
        [](const Command &) -> Result<CommandOutcome> { return CommandOutcome(Accepted{"Hello"}); });
    deploy(rig);
    auto *canvas = rig.part<CanvasView>();
    canvas->selectNode("hello");
    QTRY_VERIFY(rig.part<OutsidePage>());
    const auto buttons = rig.part<OutsidePage>()->findChildren<QPushButton *>();
    const auto adopt = std::ranges::find(buttons, QStringLiteral("Adopt into template"), &QPushButton::text);
    QVERIFY(adopt != buttons.end());
    (*adopt)->click();
    QTRY_COMPARE(sent<command::AdoptFunction>(rig.session).size(), 1U);
    QCOMPARE(text(sent<command::AdoptFunction>(rig.session)[0].function), QStringLiteral("hello"));
    QTRY_VERIFY(told(rig, QStringLiteral("hello is in the template now, as Hello")));
    // Its node goes when the core has it no longer.
    rig.session.setSnapshot({});
    QTRY_VERIFY(!rig.part<OutsidePage>());
}

void TestPackageDesk::functionsOfTheApiAreDeletedAfterAQuestion()
{
    Rig rig("orders");
    rig.session.setResponder([](const Command &) -> Result<CommandOutcome> { return CommandOutcome(); });
    deploy(rig);
    auto *canvas = rig.part<CanvasView>();
    canvas->selectNode("hello");
    canvas->duplicateSelection();
    QTRY_VERIFY(told(rig, QStringLiteral("hello is not in the template. Adopt it first.")));
    for (const bool yes : {false, true}) {
        canvas->removeSelection();
        QTRY_VERIFY(rig.part<QMessageBox>() && rig.part<QMessageBox>()->isVisible());
        const auto buttons = rig.part<QMessageBox>()->buttons();
        const auto wanted = std::ranges::find(buttons, yes ? QStringLiteral("Delete") : QStringLiteral("Cancel"),
                                              &QAbstractButton::text);
        QVERIFY(wanted != buttons.end());
        (*wanted)->click();
        QTRY_VERIFY(!rig.part<QMessageBox>());
        QTRY_COMPARE(sent<command::RemoveFunction>(rig.session).size(), yes ? 1U : 0U);
    }
    QTRY_VERIFY(told(rig, QStringLiteral("hello was deleted")));
}

void TestPackageDesk::whatTheApiChangedIsToldInTheInspector()
{
    Rig rig("orders");
    rig.part<CanvasView>()->selectNode("PlaceOrder");
    const auto told = [&rig] {
        const auto labels = rig.part<Inspector>()->findChildren<TextLabel *>();
        return std::ranges::any_of(labels, [](const TextLabel *label) {
            return label->isVisible()
                && label->text().startsWith(QStringLiteral("The Lambda API changed Code and Timeout"));
        });
    };
    Snapshot snapshot;
    FunctionView view;
    view.id = "PlaceOrder";
    view.deployed = true;
    view.overridden = {"Code", "Timeout"};
    snapshot.functions = {view};
    rig.session.setSnapshot(snapshot);
    QTRY_VERIFY(told());
    snapshot.functions[0].overridden.clear();
    rig.session.setSnapshot(snapshot);
    QTRY_VERIFY(!told());
}

QTEST_MAIN(TestPackageDesk)
#include "tst_packagedesk.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "tests/support/qttext.h"

#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace lambdarium;

namespace {

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const auto at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

template <typename T>
QString fault(const Result<T> &result)
{
    return result ? QString() : text(result.error().message);
}

using Act = std::function<QString(WorkspaceDocument &)>;

} // namespace

Q_DECLARE_METATYPE(Act)

/// The document: one undo history of text, model and layout, and its file.
class TestDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEditIsOneStepAndUndone_data();
    void everyEditIsOneStepAndUndone();
    void manyEditsUndoAllTheWay();
    void settingsInARowMerge();
    void typingIsOneStepAndParsedSoon();
    void brokenTextKeepsTheLastGoodModel();
    void staleChangesAreRefused();
    void autosaves();
    void savesLayoutBesideTheTemplate();
    void externalChangeIsReadAgain();
    void externalChangeElsewhereIsMerged();
    void externalChangeAtTheSamePlaceConflicts_data();
    void externalChangeAtTheSamePlaceConflicts();
    void aConflictThatIsTakenBackEnds();
    void savingNeverOverwritesUnseen();
    void readOnlyFoldersKeepTheTextInMemory();
    void largeTemplatesAreParsedAside();
    void foldersWithoutATemplateAreRefused();
    void signalsTellWhatChanged();
};

void TestDocument::everyEditIsOneStepAndUndone_data()
{
    QTest::addColumn<Act>("act");
    const auto row = [](const char *name, Act act) { QTest::newRow(name) << act; };
    row("set", [](WorkspaceDocument &d) { return fault(d.set("PlaceOrder", "MemorySize", "1024")); });
    row("set a new key", [](WorkspaceDocument &d) { return fault(d.set("PlaceOrder", "Timeout", "42")); });
    row("set a variable",
        [](WorkspaceDocument &d) { return fault(d.set("ChargeCard", "Environment.Variables.A", "b: c")); });
    row("reset", [](WorkspaceDocument &d) { return fault(d.set("PlaceOrder", "MemorySize", std::nullopt)); });
    row("add a function", [](WorkspaceDocument &d) { return fault(d.add(ResourceKind::Function, {10, 20})); });
    row("add a queue", [](WorkspaceDocument &d) { return fault(d.add(ResourceKind::Queue, {10, 20})); });
    row("add a topic", [](WorkspaceDocument &d) { return fault(d.add(ResourceKind::Topic, {10, 20})); });
    row("add a bucket", [](WorkspaceDocument &d) { return fault(d.add(ResourceKind::Bucket, {10, 20})); });
    row("add a schedule", [](WorkspaceDocument &d) {
        return fault(d.add(ResourceKind::Schedule, {10, 20}, "Nightly", "ChargeCard"));
    });
    row("add a URL", [](WorkspaceDocument &d) {
        return fault(d.add(ResourceKind::FunctionUrl, {10, 20}, {}, "ChargeCard"));
    });
    row("add wired", [](WorkspaceDocument &d) {
        return fault(d.addWired(ResourceKind::Queue, {10, 20}, "Thumbnail", EdgeKind::QueueToFunction, true));
    });
    row("remove a function", [](WorkspaceDocument &d) { return fault(d.remove({"PlaceOrder"})); });
    row("remove a queue that others need", [](WorkspaceDocument &d) { return fault(d.remove({"OrdersQueue"})); });
    row("remove several", [](WorkspaceDocument &d) { return fault(d.remove({"OrdersDLQ", "Thumbnail"})); });
    row("remove all functions", [](WorkspaceDocument &d) {
        return fault(d.remove({"PlaceOrder", "ChargeCard", "Thumbnail", "Reconcile"}));
    });
    row("rename", [](WorkspaceDocument &d) { return fault(d.rename("OrdersQueue", "Inbox")); });
    row("duplicate", [](WorkspaceDocument &d) { return fault(d.duplicate({"PlaceOrder", "OrdersQueue"})); });
    row("connect", [](WorkspaceDocument &d) {
        return fault(d.connectNodes({EdgeKind::OnFailure, "Reconcile", "OrdersDLQ"}));
    });
    row("disconnect", [](WorkspaceDocument &d) { return fault(d.disconnectEdge("ChargeCard/Orders")); });
    row("move", [](WorkspaceDocument &d) {
        d.moveNodes({{"PlaceOrder", {5, 6}}, {"OrdersQueue", {7, 8}}});
        return QString();
    });
    row("note", [](WorkspaceDocument &d) {
        d.addNote({1, 2}, "remember");
        return QString();
    });
    row("type", [](WorkspaceDocument &d) {
        d.setTemplateText(d.text() + "# typed\n");
        return QString();
    });
}

void TestDocument::everyEditIsOneStepAndUndone()
{
    QFETCH(Act, act);
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    document.placeNodes({{"PlaceOrder", {100, 100}}, {"OrdersQueue", {400, 100}}, {"OrdersDLQ", {700, 100}}});
    const std::string text = document.text();
    const Layout layout = document.layout();
    const Model model = document.model();
    QCOMPARE(act(document), QString());
    QCOMPARE(document.undoStack()->count(), 1);
    QVERIFY(!document.undoStack()->undoText().isEmpty());
    QVERIFY(document.text() != text || !(document.layout() == layout));
    document.flushParse();
    QVERIFY(!document.broken());
    const std::string after = document.text();
    const Layout layoutAfter = document.layout();
    document.undoStack()->undo();
    QCOMPARE(document.text(), text);
    QVERIFY(document.layout() == layout);
    QVERIFY(document.model() == model);
    document.undoStack()->redo();
    document.flushParse();
    QCOMPARE(document.text(), after);
    QVERIFY(document.layout() == layoutAfter);
}

void TestDocument::manyEditsUndoAllTheWay()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    std::vector<std::string> texts{document.text()};
    const auto note = [&](const QString &problem) {
        QCOMPARE(problem, QString());
        texts.push_back(document.text());
    };
    note(fault(document.set("PlaceOrder", "MemorySize", "640")));
    note(fault(document.add(ResourceKind::Topic, {0, 0}, "News")));
    note(fault(document.connectNodes({EdgeKind::TopicToFunction, "News", "Reconcile"})));
    note(fault(document.rename("News", "Announcements")));
    note(fault(document.duplicate({"ChargeCard"})));
    note(fault(document.remove({"OrdersQueue"})));
    document.setTemplateText(document.text() + "# end\n");
    note({});
    QCOMPARE(document.undoStack()->count(), static_cast<int>(texts.size()) - 1);
    for (std::size_t i = texts.size() - 1; i-- > 0;) {
        document.undoStack()->undo();
        QCOMPARE(document.text(), texts[i]);
        QVERIFY(!document.broken());
    }
    for (std::size_t i = 1; i < texts.size(); ++i) {
        document.undoStack()->redo();
        QCOMPARE(document.text(), texts[i]);
    }
}

void TestDocument::settingsInARowMerge()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    const std::string text = document.text();
    for (const char *value : {"256", "300", "384"})
        QVERIFY(document.set("PlaceOrder", "MemorySize", value, {}, 7));
    QCOMPARE(document.undoStack()->count(), 1);
    QCOMPARE(document.undoStack()->undoText(), QStringLiteral("Change memory of PlaceOrder to 384 MB"));
    QVERIFY(document.set("PlaceOrder", "Timeout", "20", {}, 7)); // another property is another step
    QVERIFY(document.set("PlaceOrder", "MemorySize", "400", {}, 8));
    QCOMPARE(document.undoStack()->count(), 3);
    document.undoStack()->undo();
    document.undoStack()->undo();
    QCOMPARE(document.model().function("PlaceOrder")->memoryMb, 384);
    document.undoStack()->undo();
    QCOMPARE(document.text(), text);
    // Back where it began: no step is left.
    QVERIFY(document.set("PlaceOrder", "MemorySize", "600", {}, 9));
    QVERIFY(document.set("PlaceOrder", "MemorySize", "512", {}, 9));
    QCOMPARE(document.undoStack()->count(), 0);
    QCOMPARE(document.text(), text);
    QVERIFY(document.set("PlaceOrder", "Environment.Variables.SECRET", "hunter2"));
    QVERIFY(!document.undoStack()->undoText().contains(QStringLiteral("hunter2")));
}

void TestDocument::typingIsOneStepAndParsedSoon()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    QSignalSpy models(&document, &WorkspaceDocument::modelChanged);
    QSignalSpy echoes(&document, &WorkspaceDocument::textChanged);
    const std::string text = document.text();
    std::string typed = text;
    for (const char letter : std::string("# hello\n")) {
        typed += letter;
        document.setTemplateText(typed);
    }
    QCOMPARE(document.undoStack()->count(), 1);
    QVERIFY(document.parsing());
    QCOMPARE(models.count(), 0);
    QCOMPARE(echoes.count(), 0); // the editor's own typing does not come back
    QTRY_COMPARE(models.count(), 1);
    QVERIFY(!document.parsing());
    document.undoStack()->undo();
    QCOMPARE(document.text(), text);
    QCOMPARE(echoes.count(), 1);
}

void TestDocument::brokenTextKeepsTheLastGoodModel()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    const Model model = document.model();
    const std::string good = document.text();
    document.setTemplateText(good + "Resources: [\n");
    document.flushParse();
    QVERIFY(document.broken());
    QVERIFY(document.model() == model);
    QVERIFY(!document.problems().empty());
    QVERIFY(document.problems().front().line > 0);
    QCOMPARE(text(document.problems().front().code), QStringLiteral("TemplateSyntax"));
    const auto refused = document.set("PlaceOrder", "MemorySize", "1024");
    QVERIFY(!refused);
    QVERIFY(fault(refused).startsWith(QStringLiteral("The template has an error; correct it first: line ")));
    QVERIFY(!document.add(ResourceKind::Queue, {}));
    QVERIFY(!document.remove({"PlaceOrder"}));
    document.moveNodes({{"PlaceOrder", {1, 2}}}); // the layout needs no template
    QVERIFY(document.save());                     // what is typed is never lost, broken or not
    QCOMPARE(desk.onDisk(), good + "Resources: [\n");
    document.setTemplateText(good + "# fine\n");
    QTRY_VERIFY(!document.broken());
    QVERIFY(document.set("PlaceOrder", "MemorySize", "1024"));
    // A folder whose template is broken opens all the same.
    desk.overwrite("Resources: [\n");
    desk.open();
    QVERIFY(desk.document->broken());
    QVERIFY(!desk.document->templateFile());
    QVERIFY(desk.document->model().functions.empty());
}

void TestDocument::staleChangesAreRefused()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    const auto change = document.templateFile()->set("PlaceOrder", "MemorySize", "1024");
    QVERIFY(change);
    QVERIFY(document.set("PlaceOrder", "Description", "something much longer than it was before"));
    const std::string text = document.text();
    const auto applied = document.apply(*change, QStringLiteral("Change memory"));
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::Conflict);
    QCOMPARE(document.text(), text);
    const auto fresh = document.templateFile()->set("PlaceOrder", "MemorySize", "1024");
    QVERIFY(document.apply(*fresh, QStringLiteral("Change memory")));
    QCOMPARE(document.model().function("PlaceOrder")->memoryMb, 1024);
}

void TestDocument::autosaves()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    QSignalSpy saved(&document, &WorkspaceDocument::saved);
    QVERIFY(document.set("PlaceOrder", "MemorySize", "1024"));
    QVERIFY(document.dirty());
    QVERIFY(desk.onDisk() != document.text());
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 10000);
    QVERIFY(!document.dirty());
    QCOMPARE(desk.onDisk(), document.text());
    QCOMPARE(document.undoStack()->count(), 1); // its own write is no change from outside
    QVERIFY(document.set("PlaceOrder", "MemorySize", "1536"));
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 2, 10000); // long after the watcher told of the first
    QCOMPARE(document.undoStack()->count(), 2);
    // Closing saves as well.
    QVERIFY(document.set("PlaceOrder", "MemorySize", "2048"));
    desk.document.reset();
    QVERIFY(desk.onDisk().find("MemorySize: 2048") != std::string::npos);
}

void TestDocument::savesLayoutBesideTheTemplate()
{
    Desk desk;
    const std::string text = desk.onDisk();
    desk.document->moveNodes({{"PlaceOrder", {12, 34}}});
    const NodeId note = desk.document->addNote({5, 6}, "ação 🛒");
    QVERIFY(desk.document->save());
    QCOMPARE(desk.onDisk(), text);
    desk.open();
    QVERIFY((desk.document->layout().positions.at("PlaceOrder") == NodePosition{12, 34}));
    QVERIFY(desk.document->note(note));
    QCOMPARE(desk.document->note(note)->text, std::string("ação 🛒"));
}

void TestDocument::externalChangeIsReadAgain()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    QSignalSpy reloaded(&document, &WorkspaceDocument::reloaded);
    const std::string text = document.text();
    desk.overwrite(replaced(text, "MemorySize: 512", "MemorySize: 768"));
    QTRY_COMPARE_WITH_TIMEOUT(reloaded.count(), 1, 10000);
    QCOMPARE(document.model().function("PlaceOrder")->memoryMb, 768);
    QVERIFY(!document.dirty());
    QCOMPARE(document.undoStack()->count(), 1);
    document.undoStack()->undo();
    QCOMPARE(document.text(), text);
    QVERIFY(document.dirty());
}

void TestDocument::externalChangeElsewhereIsMerged()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    QSignalSpy reloaded(&document, &WorkspaceDocument::reloaded);
    const std::string text = document.text();
    QVERIFY(document.set("PlaceOrder", "MemorySize", "1024"));
    desk.overwrite(replaced(text, "VisibilityTimeout: 12", "VisibilityTimeout: 60"));
    QTRY_COMPARE_WITH_TIMEOUT(reloaded.count(), 1, 10000);
    QCOMPARE(document.model().function("PlaceOrder")->memoryMb, 1024);
    QCOMPARE(document.model().queue("OrdersQueue")->visibilityTimeoutSeconds, 60);
    QTRY_COMPARE_WITH_TIMEOUT(desk.onDisk(), document.text(), 10000);
}

void TestDocument::externalChangeAtTheSamePlaceConflicts_data()
{
    QTest::addColumn<bool>("takeDisk");
    QTest::newRow("take theirs") << true;
    QTest::newRow("keep ours") << false;
}

void TestDocument::externalChangeAtTheSamePlaceConflicts()
{
    QFETCH(bool, takeDisk);
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    QSignalSpy conflicts(&document, &WorkspaceDocument::conflictFound);
    const std::string theirs = replaced(document.text(), "MemorySize: 512", "MemorySize: 768");
    QVERIFY(document.set("PlaceOrder", "MemorySize", "1024"));
    const std::string ours = document.text();
    desk.overwrite(theirs);
    QTRY_COMPARE_WITH_TIMEOUT(conflicts.count(), 1, 10000);
    QVERIFY(document.inConflict());
    QCOMPARE(document.diskText(), theirs);
    QCOMPARE(document.text(), ours);
    // While it is open nothing is written, whatever is edited.
    QVERIFY(document.set("PlaceOrder", "Timeout", "20"));
    const auto saved = document.save();
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::Conflict);
    for (const QTimer *timer : document.findChildren<QTimer *>())
        QVERIFY(timer->interval() != 800 || !timer->isActive()); // the autosave holds still
    QCOMPARE(desk.onDisk(), theirs);
    document.resolveConflict(takeDisk);
    QVERIFY(!document.inConflict());
    QVERIFY(document.save());
    QCOMPARE(desk.onDisk(), document.text());
    QCOMPARE(document.model().function("PlaceOrder")->memoryMb, takeDisk ? 768 : 1024);
    if (takeDisk) {
        document.undoStack()->undo(); // ours is one step back
        QCOMPARE(document.model().function("PlaceOrder")->memoryMb, 1024);
    }
}

void TestDocument::aConflictThatIsTakenBackEnds()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    QSignalSpy conflicts(&document, &WorkspaceDocument::conflictFound);
    const std::string text = document.text();
    QVERIFY(document.set("PlaceOrder", "MemorySize", "1024"));
    desk.overwrite(replaced(text, "MemorySize: 512", "MemorySize: 768"));
    QTRY_COMPARE_WITH_TIMEOUT(conflicts.count(), 1, 10000);
    desk.overwrite(text);
    QTRY_VERIFY_WITH_TIMEOUT(!document.inConflict(), 10000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.onDisk(), document.text(), 10000);
}

void TestDocument::savingNeverOverwritesUnseen()
{
    // The change from outside is there, but no one has told of it yet.
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    const std::string theirs = replaced(document.text(), "MemorySize: 512", "MemorySize: 768");
    QVERIFY(document.set("PlaceOrder", "MemorySize", "1024"));
    desk.overwrite(theirs);
    QVERIFY(!document.save());
    QVERIFY(document.inConflict());
    QCOMPARE(desk.onDisk(), theirs);
}

void TestDocument::readOnlyFoldersKeepTheTextInMemory()
{
    // Root may write anywhere: for it, this test is someone else for a while.
    const bool root = geteuid() == 0;
    QTemporaryDir state;
    chmod(state.path().toLocal8Bit().constData(), 0777);
    qputenv("XDG_STATE_HOME", state.path().toLocal8Bit());
    Desk desk;
    desk.document.reset();
    chmod(desk.folder.path().toLocal8Bit().constData(), 0555);
    if (root)
        QCOMPARE(setresuid(65534, 65534, 0), 0);
    {
        auto opened = WorkspaceDocument::open(desk.root());
        QVERIFY2(opened.hasValue(), qPrintable(fault(opened)));
        WorkspaceDocument &document = **opened;
        QVERIFY(document.workspace().readOnly());
        QSignalSpy failed(&document, &WorkspaceDocument::saveFailed);
        const std::string before = desk.onDisk();
        QVERIFY(document.set("PlaceOrder", "MemorySize", "1024"));
        QTRY_VERIFY_WITH_TIMEOUT(failed.count() > 0, 10000);
        QVERIFY(!failed.first().first().toString().isEmpty());
        QVERIFY(document.dirty());
        QCOMPARE(document.model().function("PlaceOrder")->memoryMb, 1024);
        QCOMPARE(desk.onDisk(), before);
        QVERIFY(!document.save());
    }
    if (root)
        QCOMPARE(setresuid(0, 0, 0), 0);
    chmod(desk.folder.path().toLocal8Bit().constData(), 0755);
    qunsetenv("XDG_STATE_HOME");
}

void TestDocument::largeTemplatesAreParsedAside()
{
    Desk desk;
    std::string large = desk.onDisk();
    while (large.size() < 400 * 1024)
        large += "# padding that makes the template large\n";
    desk.document.reset();
    desk.overwrite(large);
    desk.open();
    WorkspaceDocument &document = *desk.document;
    QVERIFY(document.parsing());
    QTRY_VERIFY_WITH_TIMEOUT(!document.parsing(), 20000);
    QCOMPARE(document.model().functions.size(), std::size_t{4});
    QVERIFY(document.set("PlaceOrder", "MemorySize", "1024"));
    QVERIFY(document.set("PlaceOrder", "Timeout", "20")); // waits for what is awaited
    QTRY_VERIFY_WITH_TIMEOUT(!document.parsing(), 20000);
    QCOMPARE(document.model().function("PlaceOrder")->timeoutSeconds, 20);
}

void TestDocument::foldersWithoutATemplateAreRefused()
{
    QTemporaryDir folder;
    const auto opened = WorkspaceDocument::open(folder.path().toStdString());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::NotFound);
}

void TestDocument::signalsTellWhatChanged()
{
    Desk desk;
    WorkspaceDocument &document = *desk.document;
    QSignalSpy texts(&document, &WorkspaceDocument::textChanged);
    QSignalSpy models(&document, &WorkspaceDocument::modelChanged);
    QSignalSpy layouts(&document, &WorkspaceDocument::layoutChanged);
    QSignalSpy toasts(&document, &WorkspaceDocument::changeApplied);
    document.moveNodes({{"PlaceOrder", {1, 2}}});
    QCOMPARE(layouts.count(), 1);
    QCOMPARE(texts.count() + models.count() + toasts.count(), 0);
    QVERIFY(document.connectNodes({EdgeKind::Uses, "ChargeCard", "OrdersDLQ"}));
    QCOMPARE(texts.count(), 1);
    QCOMPARE(models.count(), 1);
    QCOMPARE(toasts.count(), 1);
    QCOMPARE(toasts.first().first().toString(), QStringLiteral("Connected ChargeCard to OrdersDLQ"));
    QVERIFY(!toasts.first().at(1).toStringList().isEmpty()); // what it created
    QCOMPARE(document.undoStack()->undoText(), QStringLiteral("Connect ChargeCard to OrdersDLQ"));
    document.moveNodes({{"PlaceOrder", {1, 2}}}); // nowhere: no step
    QCOMPARE(document.undoStack()->count(), 2);
}

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbench.h"

using namespace lambdarium;
using namespace std::chrono_literals;

using Bench = RunBench;

namespace {

QString readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// Run: what is typed is what is sent, what comes back is what is shown.
class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonFaultsNameTheirPlace_data();
    void jsonFaultsNameTheirPlace();
    void prettyKeepsValuesAndOrder();
    void runSendsTheEvent();
    void badJsonIsRefusedAtItsLine();
    void badJsonIsMarkedInTheCodeEditor();
    void countsOutOfRangeAreRefused();
    void neverMoreThanParallelAtOnce_data();
    void neverMoreThanParallelAtOnce();
    void outcomesAreCounted();
    void cancelSendsNoMore();
    void withoutASessionItSaysSo();
    void closingTheWorkspaceEndsTheRun();
    void responsesAreShown();
    void stackLinesOpenTheSource();
    void refusalsAreShown();
    void savedEventsAreOffered();
    void draftsSurviveLookingElsewhere();
    void filesChangedElsewhereAreRead();
    void eventsAreSavedDeletedAndRestored();
    void illegalNamesAreRefused();
    void samplesSpeakOfTheTrigger();
    void historySendsAgain();
    void replayAsksForTheEvent();
    void everyControlHasAName();
    void theLanguageChangesLive();
    void pictures();
};

void TestRun::jsonFaultsNameTheirPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("object") << QByteArray("{\"a\": [1, 2.5, null]}") << 0 << 0;
    QTest::newRow("text") << QByteArray(" \"x\" ") << 0 << 0;
    QTest::newRow("number") << QByteArray("42") << 0 << 0;
    QTest::newRow("empty") << QByteArray(" \n") << 1 << 1;
    QTest::newRow("two values") << QByteArray("1, 2") << 1 << 5;
    QTest::newRow("bare word") << QByteArray("{\n  \"a\": yes\n}") << 2 << 8;
    QTest::newRow("after umlaut") << QByteArray("{\n  \"ä\": yes\n}") << 2 << 8;
    QTest::newRow("closed too often") << QByteArray("{}]") << 1 << 3;
}

void TestRun::jsonFaultsNameTheirPlace()
{
    QFETCH(QByteArray, json);
    QFETCH(int, line);
    QFETCH(int, column);
    const auto fault = findJsonFault(json);
    QCOMPARE(fault ? fault->line : 0, line);
    if (!fault)
        return;
    QVERIFY2(std::abs(fault->column - column) <= 1, qPrintable(fault->sentence()));
    QCOMPARE(RunController::jsonProblem(json), fault->sentence());
}

void TestRun::prettyKeepsValuesAndOrder()
{
    QCOMPARE(prettyJson("{\"b\":1.10,\"a\":[],\"c\":{\"x\":\"a\\\"{,\"},\"d\":[1,12345678901234567890]}"),
             lines("{", "  \"b\": 1.10,", "  \"a\": [],", "  \"c\": {", "    \"x\": \"a\\\"{,\"", "  },", "  \"d\": [",
                   "    1,", "    12345678901234567890", "  ]", "}"));
    QCOMPARE(prettyJson("not json"), QStringLiteral("not json"));
    const QByteArray deep = QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QCOMPARE(prettyJson(deep).size(), deep.size());
}

void TestRun::runSendsTheEvent()
{
    Bench bench;
    QCOMPARE(bench.view.function(), QStringLiteral("PlaceOrder"));
    QCOMPARE(bench.view.currentEvent(), QStringLiteral("new order"));
    QTest::mouseClick(bench.button(QStringLiteral("Run")), Qt::LeftButton);
    QCOMPARE(bench.invocations().size(), 1U);
    QCOMPARE(text(bench.invocations()[0].function), QStringLiteral("PlaceOrder"));
    QCOMPARE(text(bench.invocations()[0].payload), readFile(bench.file("events/PlaceOrder/new order.json")));
    QCOMPARE(int(bench.invocations()[0].type), int(InvocationType::RequestResponse));
    QVERIFY(bench.session.answer(CommandOutcome(success())));
    QTRY_VERIFY(!bench.controller.running());
    bench.type(QStringLiteral("{\"typed\": true}"));
    bench.view.run();
    QCOMPARE(text(bench.invocations()[1].payload), QStringLiteral("{\"typed\": true}"));
}

void TestRun::badJsonIsRefusedAtItsLine()
{
    Bench bench;
    bench.type(QStringLiteral("{\n\"a\": yes\n}"));
    bench.view.run();
    QVERIFY(bench.invocations().empty());
    QVERIFY(bench.says(QStringLiteral("Line 2")));
    const auto marks = bench.plain()->extraSelections();
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks[0].cursor.blockNumber(), 1);
    QCOMPARE(bench.plain()->toPlainText(), QStringLiteral("{\n\"a\": yes\n}"));
    bench.type(QStringLiteral("{}"));
    QVERIFY(bench.plain()->extraSelections().isEmpty());
    const Result<void> refused = bench.controller.start({.function = QStringLiteral("PlaceOrder"), .payload = "{"});
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().code), int(ErrorCode::InvalidInput));
}

void TestRun::badJsonIsMarkedInTheCodeEditor()
{
    Bench bench(true);
    auto *code = bench.view.findChild<EventPane *>()->findChild<CodeEditor *>();
    code->replaceText(QStringLiteral("{\n\n  \"a\": yes\n}"));
    bench.view.run();
    QVERIFY(bench.invocations().empty());
    QVERIFY(!code->problemAt(3).isEmpty());
    QCOMPARE(code->line(), 3);
}

void TestRun::countsOutOfRangeAreRefused()
{
    Bench bench;
    RunRequest request{.function = QStringLiteral("PlaceOrder"), .payload = "{}"};
    request.repeat = 0;
    QVERIFY(!bench.controller.start(request));
    request.repeat = 10'001;
    QVERIFY(!bench.controller.start(request));
    request.repeat = 1;
    request.parallel = 1'001;
    QVERIFY(!bench.controller.start(request));
    request.parallel = 1;
    QVERIFY(bench.controller.start(request));
    const Result<void> second = bench.controller.start(request);
    QVERIFY(!second);
    QCOMPARE(int(second.error().code), int(ErrorCode::Conflict));
    QCOMPARE(bench.invocations().size(), 1U);
}

void TestRun::neverMoreThanParallelAtOnce_data()
{
    QTest::addColumn<int>("repeat");
    QTest::addColumn<int>("parallel");
    QTest::newRow("one by one") << 7 << 1;
    QTest::newRow("four at once") << 30 << 4;
    QTest::newRow("more at once than there are") << 3 << 10;
}

void TestRun::neverMoreThanParallelAtOnce()
{
    QFETCH(int, repeat);
    QFETCH(int, parallel);
    Bench bench;
    QSignalSpy finished(&bench.controller, &RunController::finished);
    QVERIFY(bench.controller.start(times(repeat, parallel)));
    int answered = 0;
    int most = 0;
    while (answered < repeat) {
        const int open = int(bench.invocations().size()) - answered;
        most = std::max(most, open);
        QVERIFY(open <= parallel);
        QVERIFY(bench.session.answer(CommandOutcome(success("{}", std::chrono::milliseconds(++answered)))));
        QTRY_COMPARE(bench.controller.summary().done, answered);
    }
    QCOMPARE(most, std::min(repeat, parallel));
    QCOMPARE(finished.count(), 1);
    QCOMPARE(int(bench.invocations().size()), repeat);
    const RunSummary &summary = bench.controller.summary();
    QVERIFY(summary.good());
    QVERIFY(summary.shortest == 1ms);
    QVERIFY(summary.longest == std::chrono::milliseconds(repeat));
    QVERIFY(summary.median == std::chrono::milliseconds((repeat + 1) / 2));
}

void TestRun::outcomesAreCounted()
{
    Bench bench;
    std::vector<InvokeOutcome> replies{success(), failure(), throttled(), success()};
    replies.push_back(throttled());
    replies.back().status = 404;
    std::size_t next = 0;
    bench.session.setResponder(
        [&](const Command &) { return Result<CommandOutcome>(CommandOutcome(replies[next++])); });
    QVERIFY(bench.controller.start(times(5, 2)));
    QTRY_VERIFY(!bench.controller.running());
    const RunSummary &summary = bench.controller.summary();
    QCOMPARE(summary.succeeded, 2);
    QCOMPARE(summary.failed, 1);
    QCOMPARE(summary.throttled, 1);
    QCOMPARE(summary.refused, 1);
    QVERIFY(!summary.good());
    QVERIFY(bench.says(QStringLiteral("5 of 5 done")));
    QVERIFY(bench.says(QStringLiteral("1 throttled")));
}

void TestRun::cancelSendsNoMore()
{
    Bench bench;
    QVERIFY(bench.controller.start(times(100, 3)));
    QCOMPARE(bench.invocations().size(), 3U);
    QTest::mouseClick(bench.button(QStringLiteral("Stop")), Qt::LeftButton);
    QVERIFY(bench.controller.running()); // three are on their way
    for (int i = 0; i < 3; ++i)
        QVERIFY(bench.session.answer(CommandOutcome(success())));
    QTRY_VERIFY(!bench.controller.running());
    QCOMPARE(bench.invocations().size(), 3U);
    QVERIFY(bench.controller.summary().cancelled);
    QVERIFY(bench.says(QStringLiteral("stopped")));
    QVERIFY(bench.button(QStringLiteral("Run"))->isEnabled());
}

void TestRun::withoutASessionItSaysSo()
{
    Bench bench;
    bench.bridge.setSession(nullptr);
    bench.view.run();
    QTRY_VERIFY(!bench.controller.running());
    QVERIFY(!bench.controller.summary().problem.isEmpty());
    QVERIFY(bench.says(bench.controller.summary().problem));
}

void TestRun::closingTheWorkspaceEndsTheRun()
{
    Bench bench;
    bench.view.run();
    QVERIFY(bench.controller.running());
    QSignalSpy finished(&bench.controller, &RunController::finished);
    bench.bridge.setSession(nullptr);
    QVERIFY(!bench.controller.running());
    QCOMPARE(finished.count(), 1);
    QVERIFY(bench.controller.history().empty());
}

void TestRun::responsesAreShown()
{
    Bench bench;
    bench.session.setResponder([](const Command &) { return Result<CommandOutcome>(CommandOutcome(success())); });
    bench.view.run();
    QTRY_COMPARE(bench.response(), lines("{", "  \"statusCode\": 202,", "  \"body\": \"1990\"", "}"));
    QVERIFY(bench.says(QStringLiteral("200 OK")));
    QVERIFY(bench.says(QStringLiteral("Cold start")));
    for (const char *figure : {"212 ms", "billed 213 ms", "88/512 MB", "init 341 ms"})
        QVERIFY2(bench.says(QString::fromLatin1(figure)), figure);
    auto *tabs = bench.view.findChild<ResponsePane *>()->findChild<QTabBar *>();
    tabs->setCurrentIndex(1);
    QCOMPARE(bench.response(), QStringLiteral("{\"statusCode\":202,\"body\":\"1990\"}"));
}

void TestRun::stackLinesOpenTheSource()
{
    Bench bench;
    bench.session.setResponder([](const Command &) { return Result<CommandOutcome>(CommandOutcome(failure())); });
    QSignalSpy opened(&bench.view, &RunView::openSource);
    bench.view.run();
    QTRY_VERIFY(bench.says(QStringLiteral("KeyError")));
    QVERIFY(bench.says(QStringLiteral("'items'")));
    QVERIFY(bench.says(QStringLiteral("Function error")));
    const auto stack = bench.view.findChildren<StackLine *>();
    QCOMPARE(std::ranges::count_if(stack, [](StackLine *line) { return line->isEnabled(); }), 1);
    QTest::mouseClick(bench.button(QStringLiteral("Open app.py, line 18")), Qt::LeftButton);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toString(), QStringLiteral("PlaceOrder"));
    QCOMPARE(opened[0][1].toString(), QStringLiteral("app.py"));
    QCOMPARE(opened[0][2].toInt(), 18);
}

void TestRun::refusalsAreShown()
{
    Bench bench;
    bench.session.setResponder([](const Command &) { return Result<CommandOutcome>(CommandOutcome(throttled())); });
    bench.view.run();
    QTRY_VERIFY(bench.says(QStringLiteral("429 refused")));
    QVERIFY(bench.says(QStringLiteral("TooManyRequestsException")));
    QVERIFY(bench.says(QStringLiteral("Rate Exceeded.")));
}

void TestRun::savedEventsAreOffered()
{
    Bench bench;
    QCOMPARE(bench.view.events(QStringLiteral("PlaceOrder")),
             (QStringList{QStringLiteral("new order"), QStringLiteral("order without items"),
                          QStringLiteral("refused card")}));
    QSignalSpy changed(&bench.view, &RunView::eventsChanged);
    bench.view.setEvent(QStringLiteral("refused card"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(bench.plain()->toPlainText(), readFile(bench.file("events/PlaceOrder/refused card.json")));
    bench.view.setFunction(QStringLiteral("Reconcile"));
    QCOMPARE(bench.view.currentEvent(), QStringLiteral("every five minutes"));
    bench.view.setFunction(QStringLiteral("PlaceOrder"));
    QCOMPARE(bench.view.currentEvent(), QStringLiteral("refused card"));
}

void TestRun::draftsSurviveLookingElsewhere()
{
    Bench bench;
    const QString stored = readFile(bench.file("events/PlaceOrder/new order.json"));
    bench.type(QStringLiteral("[1]"));
    bench.view.setEvent(QStringLiteral("refused card"));
    bench.view.setFunction(QStringLiteral("ChargeCard"));
    bench.view.setFunction(QStringLiteral("PlaceOrder"));
    bench.view.setEvent(QStringLiteral("new order"));
    QCOMPARE(bench.plain()->toPlainText(), QStringLiteral("[1]"));
    QCOMPARE(readFile(bench.file("events/PlaceOrder/new order.json")), stored);
    QTest::mouseClick(bench.button(QStringLiteral("Save the event")), Qt::LeftButton);
    QCOMPARE(readFile(bench.file("events/PlaceOrder/new order.json")), QStringLiteral("[1]"));
}

void TestRun::filesChangedElsewhereAreRead()
{
    Bench bench;
    bench.view.hide();
    const Workspace &workspace = bench.desk.document->workspace();
    QVERIFY(workspace.writeText("events/PlaceOrder/new order.json", "[\"elsewhere\"]"));
    QVERIFY(workspace.writeText("events/PlaceOrder/a new one.json", "[]"));
    bench.view.show();
    QCOMPARE(bench.plain()->toPlainText(), QStringLiteral("[\"elsewhere\"]"));
    QVERIFY(bench.view.events(QStringLiteral("PlaceOrder")).contains(QStringLiteral("a new one")));
    bench.type(QStringLiteral("[\"typed\"]"));
    bench.view.hide();
    QVERIFY(std::filesystem::remove(bench.desk.root() / "events/PlaceOrder/new order.json"));
    bench.view.show();
    QCOMPARE(bench.plain()->toPlainText(), QStringLiteral("[\"typed\"]")); // what was typed is kept
    QVERIFY(bench.view.currentEvent().isEmpty());
}

void TestRun::eventsAreSavedDeletedAndRestored()
{
    Bench bench;
    bench.type(QStringLiteral("{\"mine\": 1}"));
    QTest::mouseClick(bench.button(QStringLiteral("Save the event under a new name")), Qt::LeftButton);
    QLineEdit *name = bench.nameField();
    QVERIFY(name->hasFocus());
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("mine"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(readFile(bench.file("events/PlaceOrder/mine.json")), QStringLiteral("{\"mine\": 1}"));
    QCOMPARE(bench.view.currentEvent(), QStringLiteral("mine"));
    QVERIFY(bench.view.events(QStringLiteral("PlaceOrder")).contains(QStringLiteral("mine")));
    QTest::mouseClick(bench.button(QStringLiteral("Delete the saved event")), Qt::LeftButton);
    QVERIFY(!QFile::exists(bench.file("events/PlaceOrder/mine.json")));
    QVERIFY(!bench.view.events(QStringLiteral("PlaceOrder")).contains(QStringLiteral("mine")));
    QTest::mouseClick(bench.button(QStringLiteral("Restore")), Qt::LeftButton);
    QCOMPARE(readFile(bench.file("events/PlaceOrder/mine.json")), QStringLiteral("{\"mine\": 1}"));
    QCOMPARE(bench.view.currentEvent(), QStringLiteral("mine"));
}

void TestRun::illegalNamesAreRefused()
{
    Bench bench;
    const auto before = bench.view.events(QStringLiteral("PlaceOrder"));
    for (const char *typed : {"../escape", "", ".hidden", "new order"}) {
        QTest::mouseClick(bench.button(QStringLiteral("Save the event under a new name")), Qt::LeftButton);
        bench.nameField()->setText(QString::fromLatin1(typed));
        QTest::keyClick(bench.nameField(), Qt::Key_Return);
        QCOMPARE(bench.view.events(QStringLiteral("PlaceOrder")), before);
    }
    QVERIFY(bench.says(QStringLiteral("An event named new order exists already.")));
    QVERIFY(!QFile::exists(bench.file("events/escape.json")));
}

void TestRun::samplesSpeakOfTheTrigger()
{
    Bench bench;
    bench.view.setFunction(QStringLiteral("ChargeCard"));
    auto *menu = bench.view.findChild<EventPane *>()->findChild<QMenu *>();
    QCOMPARE(menu->actions().size(), qsizetype(sampleEvents().size()));
    for (QAction *action : menu->actions())
        if (action->text() == QStringLiteral("SQS message"))
            action->trigger();
    QVERIFY(bench.plain()->toPlainText().contains(QStringLiteral(":OrdersQueue\"")));
    QVERIFY(bench.view.currentEvent().isEmpty());
    QVERIFY(RunController::jsonProblem(bench.plain()->toPlainText().toUtf8()).isEmpty());
    QCOMPARE(bench.view.request().eventName, QStringLiteral("SQS message"));
}

void TestRun::historySendsAgain()
{
    Bench bench;
    bench.session.setResponder([](const Command &) { return Result<CommandOutcome>(CommandOutcome(success())); });
    auto *history = bench.view.findChild<HistoryPane *>();
    bench.view.run();
    QTRY_COMPARE(history->count(), 1);
    bench.type(QStringLiteral("[2]"));
    bench.view.run();
    QTRY_COMPARE(history->count(), 2);
    auto *list = history->findChild<QListView *>();
    list->setCurrentIndex(list->model()->index(1, 0));
    QVERIFY(list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("new order")));
    QTest::mouseClick(bench.button(QStringLiteral("Send it again")), Qt::LeftButton);
    QTRY_COMPARE(history->count(), 3);
    QCOMPARE(text(bench.invocations()[2].payload), text(bench.invocations()[0].payload));
}

void TestRun::replayAsksForTheEvent()
{
    Bench bench;
    bench.session.setQueryResponder([](const Query &query) -> Result<QueryOutcome> {
        if (std::get<query::Invocation>(query).requestId != "7c1daaaa")
            return QueryOutcome(std::vector<InvocationRecord>());
        InvocationRecord record;
        record.event = "{\"old\": true}";
        return QueryOutcome(std::vector{record});
    });
    bench.view.replay(QStringLiteral("ChargeCard"), QStringLiteral("7c1daaaa"));
    QTRY_COMPARE(bench.invocations().size(), 1U);
    QCOMPARE(text(bench.invocations()[0].payload), QStringLiteral("{\"old\": true}"));
    QCOMPARE(text(bench.invocations()[0].function), QStringLiteral("ChargeCard"));
    QCOMPARE(bench.plain()->toPlainText(), QStringLiteral("{\"old\": true}"));
    QVERIFY(bench.session.answer(CommandOutcome(success())));
    QTRY_VERIFY(!bench.controller.running());
    bench.view.replay(QStringLiteral("ChargeCard"), QStringLiteral("gone"));
    QTRY_VERIFY(bench.says(QStringLiteral("not kept any more")));
    QCOMPARE(bench.invocations().size(), 1U);
}

void TestRun::everyControlHasAName()
{
    Bench bench;
    int controls = 0;
    const auto widgets = bench.view.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->isWindow()
            || qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
            || bench.view.findChild<LogPanel *>()->isAncestorOf(widget))
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        ++controls;
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
    QVERIFY(controls > 8);
}

void TestRun::theLanguageChangesLive()
{
    Bench bench;
    bench.type(QStringLiteral("[typed]"));
    OneWord translator;
    QCoreApplication::installTranslator(&translator);
    QCoreApplication::processEvents();
    const bool said = bench.says(QStringLiteral("Repetir"));
    QCoreApplication::removeTranslator(&translator);
    QVERIFY(said);
    QCOMPARE(bench.plain()->toPlainText(), QStringLiteral("[typed]"));
}

/// Writes what a designer looks at, when asked to by LAMBDARIUM_PICTURES=folder.
void TestRun::pictures()
{
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        ThemeHub::instance().apply(kind);
        Bench bench(true);
        std::vector<InvokeOutcome> replies{success(), throttled(), failure()};
        std::size_t next = 0;
        bench.session.setResponder(
            [&](const Command &) { return Result<CommandOutcome>(CommandOutcome(replies[next % replies.size()])); });
        for (; next < replies.size(); ++next) {
            bench.view.run();
            QTRY_VERIFY(!bench.controller.running());
            QCoreApplication::processEvents();
            const QImage image = bench.view.grab().toImage();
            QCOMPARE(image.size(), QSize(1200, 800));
            const QString theme = kind == ThemeKind::Light ? QStringLiteral("light") : QStringLiteral("dark");
            const QString folder = qEnvironmentVariable("LAMBDARIUM_PICTURES");
            if (!folder.isEmpty())
                QVERIFY(image.save(QStringLiteral("%1/run-%2-%3.png").arg(folder, theme).arg(next)));
        }
    }
    ThemeHub::instance().apply(ThemeKind::Light);
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    installTheme(app, ThemeKind::Light);
    TestRun test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_run.moc"

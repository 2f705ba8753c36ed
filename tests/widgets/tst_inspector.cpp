// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectorbench.h"

using namespace lambdarium;
using Bench = InspectorBench;

/// The inspector: what is set reaches the template as one step, what the core refuses stays in the field.
class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryChangesThatSpanOnly();
    void memoryTheCoreRefusesStaysInTheField();
    void escapeRevertsWhatWasTyped();
    void whatWasTypedGoesToItsNode();
    void aSliderDragIsOneStep();
    void stepsOfABoxAreOneStep();
    void everyNumberIsWritten_data();
    void everyNumberIsWritten();
    void reservedConcurrencyCanBeUnset();
    void runtimeIsChosen();
    void textsAreWritten();
    void resetGoesBackToTheDefault();
    void aTimeoutBeyondTheQueueOffersTheRemedy();
    void variablesAreAddedRenamedAndRemoved();
    void variablesOfTheTemplateStayReferences();
    void variablesTheCoreRefusesStayInTheRow();
    void secretsAreMasked();
    void problemsLeadToTheirLine();
    void undoIsSeen();
    void aBrokenTemplateRefusesEdits();
};

void TestInspector::memoryChangesThatSpanOnly()
{
    Bench bench;
    const QString before = bench.yaml();
    bench.typeNumber("MemorySize", QStringLiteral("1024"));
    QCOMPARE(bench.yaml(), replaced(before, "MemorySize: 512", "MemorySize: 1024"));
    QCOMPARE(bench.undo().count(), 1);
    bench.undo().undo();
    QCOMPARE(bench.yaml(), before);
    QCOMPARE(bench.box<NumberBox>("MemorySize")->value(), 512);
}

void TestInspector::memoryTheCoreRefusesStaysInTheField()
{
    Bench bench;
    const QString before = bench.yaml();
    bench.typeNumber("MemorySize", QStringLiteral("100"));
    QCOMPARE(bench.yaml(), before);
    QCOMPARE(bench.undo().count(), 0);
    auto *box = bench.box<NumberBox>("MemorySize");
    QCOMPARE(box->value(), 100);
    QVERIFY(box->property("invalid").toBool());
    const QString sentence = text(memoryFault(LimitsProfile::current(), 100).value());
    QCOMPARE(bench.field("MemorySize")->message(), sentence);
    QTest::mouseClick(bench.button(QStringLiteral("Set 128")), Qt::LeftButton);
    QCOMPARE(bench.yaml(), replaced(before, "MemorySize: 512", "MemorySize: 128"));
    QVERIFY(bench.field("MemorySize")->message().isEmpty());
    QVERIFY(!box->property("invalid").toBool());
}

void TestInspector::escapeRevertsWhatWasTyped()
{
    Bench bench;
    const QString before = bench.yaml();
    bench.typeNumber("MemorySize", QStringLiteral("100"));
    auto *box = bench.box<NumberBox>("MemorySize");
    QTest::keyClick(box, Qt::Key_Escape);
    QCOMPARE(box->value(), 512);
    QVERIFY(bench.field("MemorySize")->message().isEmpty());
    auto *handler = bench.box<QLineEdit>("Handler");
    handler->selectAll();
    QTest::keyClicks(handler, QStringLiteral("other.main"));
    QTest::keyClick(handler, Qt::Key_Escape);
    QCOMPARE(handler->text(), QStringLiteral("app.handler"));
    QCOMPARE(bench.yaml(), before);
}

void TestInspector::whatWasTypedGoesToItsNode()
{
    Bench bench;
    auto *handler = bench.box<QLineEdit>("Handler");
    handler->selectAll();
    QTest::keyClicks(handler, QStringLiteral("typed.handler"));
    bench.inspector.setNode("OrdersQueue");
    QCOMPARE(text(bench.document().model().function("PlaceOrder")->handler), QStringLiteral("typed.handler"));
    auto *timeout = bench.box<NumberBox>("VisibilityTimeout");
    timeout->selectAll();
    QTest::keyClicks(timeout, QStringLiteral("77"));
    bench.inspector.setNode("ChargeCard");
    QCOMPARE(bench.document().model().queue("OrdersQueue")->visibilityTimeoutSeconds, 77);
    QCOMPARE(bench.undo().count(), 2);
    handler = bench.box<QLineEdit>("Handler");
    handler->selectAll();
    QTest::keyClicks(handler, QStringLiteral("last.handler"));
    QVERIFY(bench.document().remove({"ChargeCard"})); // the fields go while one is being typed into
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!bench.document().model().function("ChargeCard"));
}

void TestInspector::aSliderDragIsOneStep()
{
    Bench bench;
    const QString before = bench.yaml();
    auto *slider = bench.field("MemorySize")->findChild<QSlider *>();
    slider->setSliderDown(true);
    for (const int position : {600, 700, 800}) {
        const std::string text = bench.document().text();
        slider->setSliderPosition(position);
        QTRY_VERIFY(bench.document().text() != text); // written during the drag
        QCOMPARE(bench.undo().count(), 1);
    }
    slider->setSliderDown(false);
    QCOMPARE(bench.undo().count(), 1);
    const int memory = int(bench.document().model().function("PlaceOrder")->memoryMb);
    QVERIFY2(memory > 2000 && memory < 6000, qPrintable(QString::number(memory)));
    QCOMPARE(bench.box<NumberBox>("MemorySize")->value(), memory);
    bench.undo().undo();
    QCOMPARE(bench.yaml(), before);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_End);
    QTRY_COMPARE(bench.document().model().function("PlaceOrder")->memoryMb, 10240);
}

void TestInspector::stepsOfABoxAreOneStep()
{
    Bench bench;
    auto *box = bench.box<NumberBox>("Timeout");
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(box, Qt::Key_Up);
    QCOMPARE(bench.document().model().function("PlaceOrder")->timeoutSeconds, 15);
    QCOMPARE(bench.undo().count(), 1);
}

void TestInspector::everyNumberIsWritten_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("good");
    QTest::addColumn<QString>("bad");
    QTest::newRow("memory") << "MemorySize"
                            << "10240"
                            << "10241";
    QTest::newRow("timeout") << "Timeout"
                             << "900"
                             << "901";
    QTest::newRow("disk") << "EphemeralStorage.Size"
                          << "1024"
                          << "511";
    QTest::newRow("reserved") << "ReservedConcurrentExecutions"
                              << "900"
                              << "901";
    QTest::newRow("retries") << "EventInvokeConfig.MaximumRetryAttempts"
                             << "0"
                             << "3";
    QTest::newRow("age") << "EventInvokeConfig.MaximumEventAgeInSeconds"
                         << "60"
                         << "59";
}

void TestInspector::everyNumberIsWritten()
{
    QFETCH(QString, path);
    QFETCH(QString, good);
    QFETCH(QString, bad);
    Bench bench;
    bench.typeNumber(path.toStdString(), good);
    QCOMPARE(text(bench.field(path.toStdString())->binding().value(bench.document().model())), good);
    QCOMPARE(bench.undo().count(), 1);
    const QString before = bench.yaml();
    bench.typeNumber(path.toStdString(), bad);
    QVERIFY(!bench.field(path.toStdString())->message().isEmpty());
    QCOMPARE(bench.yaml(), before);
    QCOMPARE(QString::number(bench.box<NumberBox>(path.toStdString())->value()), bad);
}

void TestInspector::reservedConcurrencyCanBeUnset()
{
    Bench bench;
    const QString before = bench.yaml();
    auto *box = bench.box<NumberBox>("ReservedConcurrentExecutions");
    QCOMPARE(box->text(), QStringLiteral("None"));
    bench.typeNumber("ReservedConcurrentExecutions", QStringLiteral("0"));
    QCOMPARE(bench.document().model().function("PlaceOrder")->reservedConcurrency, std::optional<std::int64_t>(0));
    box->selectAll();
    QTest::keyClick(box, Qt::Key_Delete);
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(bench.yaml(), before);
    QCOMPARE(box->text(), QStringLiteral("None"));
}

void TestInspector::runtimeIsChosen()
{
    Bench bench;
    const QString before = bench.yaml();
    auto *combo = bench.box<QComboBox>("Runtime");
    QCOMPARE(combo->currentText(), QStringLiteral("Python 3.13"));
    const int index = combo->findText(QStringLiteral("Python 3.12"));
    QVERIFY(index >= 0);
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
    QCOMPARE(bench.yaml(), replaced(before, "Runtime: python3.13", "Runtime: python3.12"));
    QCOMPARE(bench.undo().count(), 1);
}

void TestInspector::textsAreWritten()
{
    Bench bench;
    bench.type(bench.box<QLineEdit>("Handler"), QStringLiteral("orders.main"));
    bench.type(bench.box<QLineEdit>("Role"), QStringLiteral("arn:aws:iam::000000000000:role/orders"));
    bench.type(bench.box<QLineEdit>("Description"), QStringLiteral("Über: alles # nicht"));
    bench.type(bench.box<QLineEdit>("FunctionName"), QStringLiteral("orders-place"));
    const Function *function = bench.document().model().function("PlaceOrder");
    QCOMPARE(text(function->handler), QStringLiteral("orders.main"));
    QCOMPARE(text(function->role), QStringLiteral("arn:aws:iam::000000000000:role/orders"));
    QCOMPARE(text(function->description), QStringLiteral("Über: alles # nicht"));
    QCOMPARE(text(function->name), QStringLiteral("orders-place"));
    QCOMPARE(bench.undo().count(), 4);
    bench.type(bench.box<QLineEdit>("Role"), QStringLiteral(" "));
    auto *role = bench.box<QLineEdit>("Role");
    role->clear();
    QTest::keyClick(role, Qt::Key_Backspace);
    QTest::keyClicks(role, QStringLiteral("x"));
    QTest::keyClick(role, Qt::Key_Backspace);
    QTest::keyClick(role, Qt::Key_Return);
    QVERIFY(bench.document().model().function("PlaceOrder")->role.empty());
}

void TestInspector::resetGoesBackToTheDefault()
{
    Bench bench;
    const QString before = bench.yaml();
    QTest::mouseClick(bench.button(QStringLiteral("Reset Memory to its default")), Qt::LeftButton);
    QCOMPARE(bench.yaml(), replaced(before, "      MemorySize: 512\n", ""));
    QCOMPARE(bench.box<NumberBox>("MemorySize")->value(), 256); // of Globals
    QCOMPARE(bench.undo().count(), 1);
    QVERIFY(!bench.field("MemorySize")->findChild<ResetDot *>()->isVisible());
}

void TestInspector::aTimeoutBeyondTheQueueOffersTheRemedy()
{
    Bench bench("ChargeCard");
    bench.typeNumber("Timeout", QStringLiteral("20"));
    QCOMPARE(bench.document().model().function("ChargeCard")->timeoutSeconds, 20);
    QVERIFY(bench.field("Timeout")->message().contains(QStringLiteral("visibility timeout")));
    QTest::mouseClick(bench.button(QStringLiteral("Raise it to 120 s")), Qt::LeftButton);
    QCOMPARE(bench.document().model().queue("OrdersQueue")->visibilityTimeoutSeconds, 120);
    QVERIFY(bench.field("Timeout")->message().isEmpty());
    QCOMPARE(bench.undo().count(), 2);
}

void TestInspector::variablesAreAddedRenamedAndRemoved()
{
    Bench bench("Thumbnail");
    const QString before = bench.yaml();
    QCOMPARE(bench.variables().size(), 1U);
    QTest::mouseClick(bench.button(QStringLiteral("Add a variable")), Qt::LeftButton);
    QCOMPARE(bench.variables().size(), 2U);
    auto boxes = bench.variables().back()->findChildren<TextBox *>();
    QVERIFY(boxes[0]->hasFocus());
    QTest::keyClicks(boxes[0], QStringLiteral("STAGE"));
    QTest::keyClick(boxes[0], Qt::Key_Return);
    QVERIFY(boxes[1]->hasFocus());
    bench.type(boxes[1], QStringLiteral("local: yes"));
    QCOMPARE(bench.yaml(),
             replaced(before, "THUMBNAIL_SIDE: \"96\"\n",
                      "THUMBNAIL_SIDE: \"96\"\n"
                      "          STAGE: \"local: yes\"\n"));
    QCOMPARE(bench.undo().count(), 1);
    QCOMPARE(bench.variables().size(), 2U);
    boxes = bench.variables().back()->findChildren<TextBox *>();
    bench.type(boxes[0], QStringLiteral("PHASE"));
    const Function *function = bench.document().model().function("Thumbnail");
    QCOMPARE(function->environment.size(), 2U);
    QCOMPARE(text(function->environment[1].name), QStringLiteral("PHASE"));
    QCOMPARE(text(function->environment[1].value), QStringLiteral("local: yes"));
    QCOMPARE(bench.undo().count(), 2);
    boxes = bench.variables().back()->findChildren<TextBox *>();
    bench.type(boxes[1], QStringLiteral("new"));
    QCOMPARE(text(bench.document().model().function("Thumbnail")->environment[1].value), QStringLiteral("new"));
    QTest::mouseClick(bench.button(QStringLiteral("Remove PHASE")), Qt::LeftButton);
    QCOMPARE(bench.yaml(), before);
    QCOMPARE(bench.undo().count(), 4);
    bench.undo().undo();
    bench.undo().undo();
    bench.undo().undo();
    bench.undo().undo();
    QCOMPARE(bench.yaml(), before);
    QCOMPARE(bench.variables().size(), 1U);
}

void TestInspector::variablesOfTheTemplateStayReferences()
{
    Bench bench;
    const auto rows = bench.variables();
    QCOMPARE(rows.size(), 1U);
    QVERIFY(rows[0]->findChildren<TextBox *>().isEmpty());
    auto *link = rows[0]->findChild<LinkButton *>();
    QCOMPARE(link->text(), QStringLiteral("→ OrdersQueue"));
    QSignalSpy asked(&bench.inspector, &Inspector::nodeRequested);
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(text(asked[0][0].value<NodeId>()), QStringLiteral("OrdersQueue"));
}

void TestInspector::variablesTheCoreRefusesStayInTheRow()
{
    Bench bench("Thumbnail");
    const QString before = bench.yaml();
    QTest::mouseClick(bench.button(QStringLiteral("Add a variable")), Qt::LeftButton);
    auto boxes = bench.variables().back()->findChildren<TextBox *>();
    QTest::keyClicks(boxes[0], QStringLiteral("AWS_REGION"));
    bench.type(boxes[1], QStringLiteral("eu"));
    QCOMPARE(bench.yaml(), before);
    const auto message = bench.variables().back()->findChild<FieldMessage *>();
    QVERIFY2(message->sentence().contains(QStringLiteral("reserved keys")), qPrintable(message->sentence()));
    QCOMPARE(boxes[0]->text(), QStringLiteral("AWS_REGION"));
    QCOMPARE(boxes[1]->text(), QStringLiteral("eu"));
    QTest::keyClick(boxes[1], Qt::Key_Escape);
    QCOMPARE(bench.variables().size(), 1U);
    boxes = bench.variables().front()->findChildren<TextBox *>();
    bench.type(boxes[1], QString(5000, QLatin1Char('x')));
    QCOMPARE(bench.yaml(), before);
    QVERIFY(bench.variables().front()->findChild<FieldMessage *>()->sentence().contains(QStringLiteral("4KB")));
    QCOMPARE(boxes[1]->text().size(), 5000);
}

void TestInspector::secretsAreMasked()
{
    Bench bench("Thumbnail");
    QVERIFY(bench.document().set("Thumbnail", "Environment.Variables.API_TOKEN", "hush"));
    auto *row = bench.variables().back();
    auto *value = row->findChildren<TextBox *>().back();
    QCOMPARE(value->echoMode(), QLineEdit::Password);
    auto *eye = bench.button(QStringLiteral("Show the value while held"));
    QTest::mousePress(eye, Qt::LeftButton);
    QCOMPARE(value->echoMode(), QLineEdit::Normal);
    QTest::mouseRelease(eye, Qt::LeftButton);
    QCOMPARE(value->echoMode(), QLineEdit::Password);
}

void TestInspector::problemsLeadToTheirLine()
{
    Bench bench;
    QVERIFY(bench.document().set("PlaceOrder", "MemorySize", "100"));
    QVERIFY(bench.box<NumberBox>("MemorySize")->property("invalid").toBool());
    QSignalSpy asked(&bench.inspector, &Inspector::templateLineRequested);
    const auto problems = bench.document().problemsOf("PlaceOrder");
    QCOMPARE(problems.size(), 1U);
    const QString name = QStringLiteral("Show line %1 of the template").arg(problems[0].line);
    QTest::mouseClick(bench.button(name), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toInt(), problems[0].line);
}

void TestInspector::undoIsSeen()
{
    Bench bench;
    bench.typeNumber("MemorySize", QStringLiteral("1024"));
    bench.typeNumber("MemorySize", QStringLiteral("100"));
    bench.undo().undo();
    QCOMPARE(bench.box<NumberBox>("MemorySize")->value(), 512);
    QVERIFY(bench.field("MemorySize")->message().isEmpty());
    QVERIFY(bench.document().remove({"PlaceOrder"}));
    QVERIFY(bench.inspector.findChildren<Field *>().isEmpty()
            || std::ranges::none_of(bench.inspector.findChildren<Field *>(), [](Field *f) { return f->isVisible(); }));
    bench.undo().undo();
    QVERIFY(bench.field("MemorySize"));
}

void TestInspector::aBrokenTemplateRefusesEdits()
{
    Bench bench;
    bench.document().setTemplateText("Resources: [\n");
    bench.document().flushParse();
    QVERIFY(bench.document().broken());
    QVERIFY(!bench.box<NumberBox>("MemorySize")->isEnabled());
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    installTheme(app, ThemeKind::Light);
    TestInspector test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_inspector.moc"

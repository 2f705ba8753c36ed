// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "tests/support/qttext.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/inspector/editors.h"
#include "widgets/inspector/environment.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/links.h"
#include "widgets/inspector/usagebar.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;

namespace {

/// A shown inspector of the orders sample.
struct Bench
{
    Desk desk;
    RecordedSession session;
    SessionBridge bridge;
    Inspector inspector{&bridge};

    explicit Bench(const NodeId &node = "PlaceOrder", const char *sample = "orders") : desk(sample)
    {
        bridge.setSession(&session);
        inspector.resize(316, 1100);
        inspector.setDocument(desk.document.get());
        inspector.setNode(node);
        inspector.show();
        inspector.activateWindow();
        QCoreApplication::processEvents();
    }
    ~Bench()
    {
        inspector.setDocument(nullptr);
        bridge.setSession(nullptr);
    }

    WorkspaceDocument &document() { return *desk.document; }
    QUndoStack &undo() { return *desk.document->undoStack(); }
    QString yaml() { return text(desk.document->text()); }

    Field *field(const std::string &path, const NodeId &node = {})
    {
        const auto fields = inspector.findChildren<Field *>();
        for (Field *field : fields)
            if (field->binding().path == path && (node.empty() || field->binding().node == node))
                return field;
        qFatal("no field %s", path.c_str());
    }
    template <typename Box>
    Box *box(const std::string &path)
    {
        inspector.focusField(text(path));
        return field(path)->findChild<Box *>();
    }
    /// Types into a field as a user does: replaces what is there, then Enter.
    void type(QLineEdit *line, const QString &typed)
    {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, typed);
        QTest::keyClick(line, Qt::Key_Return);
    }
    void typeNumber(const std::string &path, const QString &typed)
    {
        auto *number = box<NumberBox>(path);
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, typed);
        QTest::keyClick(number, Qt::Key_Return);
    }
    QAbstractButton *button(const QString &name)
    {
        QCoreApplication::processEvents(); // layouts show new widgets from there
        const auto buttons = inspector.findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons)
            if (button->isVisible() && button->accessibleName() == name)
                return button;
        qFatal("no button %s", qPrintable(name));
    }
    std::vector<VariableRow *> variables()
    {
        std::vector<VariableRow *> rows;
        const auto all = inspector.findChildren<VariableRow *>();
        for (VariableRow *row : all)
            if (row->isVisibleTo(&inspector))
                rows.push_back(row);
        return rows;
    }
    void publish(Snapshot snapshot)
    {
        session.setSnapshot(std::move(snapshot));
        session.publish(Instant{}, fact::Notice{});
    }
};

QString replaced(QString text, const char *from, const char *to)
{
    const QString old = QString::fromLatin1(from);
    const qsizetype at = text.indexOf(old);
    return at < 0 ? QString() : text.replace(at, old.size(), QString::fromLatin1(to));
}

Snapshot busySnapshot()
{
    Snapshot snapshot;
    FunctionView view{.id = "PlaceOrder"};
    view.environments = {{EnvironmentId{1}, EnvironmentState::Busy, 12, {}, "r"}, {EnvironmentId{2}, EnvironmentState::Idle}};
    view.inUse = 13;
    view.invocations = 2304;
    view.errors = 12;
    view.throttles = 38;
    view.coldStarts = 9;
    view.memoryMedianMb = 88;
    view.memoryPeakMb = 131;
    view.durationP95Ms = 184;
    view.deployed = true;
    view.url = "http://127.0.0.1:4566/lambda-url/abcdef0123456789/";
    view.runtimeNote = "python3.13 runs on the installed Python 3.11.2";
    snapshot.functions.push_back(view);
    snapshot.queues.push_back({.id = "OrdersQueue", .visible = 1284, .inFlight = 10, .delayed = 0,
                               .oldestAge = std::chrono::seconds(48)});
    snapshot.unreserved = 980;
    return snapshot;
}

} // namespace

/// The inspector: what is set reaches the template as one step, what the core refuses stays in the field.
class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryChangesThatSpanOnly();
    void memoryTheCoreRefusesStaysInTheField();
    void escapeRevertsWhatWasTyped();
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
    void aWireHasItsBatch();
    void aBucketsFilterIsWritten();
    void servicesHaveTheirSettings();
    void schedulesAreSet();
    void urlsAreSet();
    void problemsLeadToTheirLine();
    void figuresAreOfTheSession();
    void undoIsSeen();
    void aBrokenTemplateRefusesEdits();
    void linksGoToNodes();
    void everyNodeHasNamedControls();
    void tabWalksThroughTheFields();
    void pictures();
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

void TestInspector::aSliderDragIsOneStep()
{
    Bench bench;
    const QString before = bench.yaml();
    auto *slider = bench.field("MemorySize")->findChild<QSlider *>();
    slider->setSliderDown(true);
    for (int position = slider->value(); position <= 800; position += 20) {
        slider->setSliderPosition(position);
        QTest::qWait(4); // several writes during one drag
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
    QTest::newRow("memory") << "MemorySize" << "10240" << "10241";
    QTest::newRow("timeout") << "Timeout" << "900" << "901";
    QTest::newRow("disk") << "EphemeralStorage.Size" << "1024" << "511";
    QTest::newRow("reserved") << "ReservedConcurrentExecutions" << "900" << "901";
    QTest::newRow("retries") << "EventInvokeConfig.MaximumRetryAttempts" << "0" << "3";
    QTest::newRow("age") << "EventInvokeConfig.MaximumEventAgeInSeconds" << "60" << "59";
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
    QCOMPARE(bench.yaml(), replaced(before, "THUMBNAIL_SIDE: \"96\"\n", "THUMBNAIL_SIDE: \"96\"\n"
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

void TestInspector::aWireHasItsBatch()
{
    Bench bench("OrdersQueue");
    const QString before = bench.yaml();
    bench.typeNumber("Events.Orders.BatchSize", QStringLiteral("5"));
    QCOMPARE(bench.yaml(), replaced(before, "BatchSize: 10", "BatchSize: 5"));
    bench.typeNumber("RedrivePolicy.maxReceiveCount", QStringLiteral("7"));
    QCOMPARE(bench.document().model().queue("OrdersQueue")->maxReceiveCount, 7);
    const QString valid = bench.yaml();
    bench.typeNumber("Events.Orders.BatchSize", QStringLiteral("10001"));
    QCOMPARE(bench.yaml(), valid);
    QVERIFY(!bench.field("Events.Orders.BatchSize")->message().isEmpty());
    QCOMPARE(bench.undo().count(), 2);
    auto *single = bench.box<QCheckBox>("Events.Orders.FunctionResponseTypes");
    QVERIFY(single->isChecked());
    single->click();
    const auto &edges = bench.document().model().edges;
    const auto mapping = std::ranges::find(edges, EdgeKind::QueueToFunction, &Edge::kind);
    QVERIFY(!mapping->reportBatchItemFailures);
}

void TestInspector::aBucketsFilterIsWritten()
{
    Bench bench("PhotosBucket");
    const auto fields = bench.inspector.findChildren<TextFieldRow *>();
    TextFieldRow *suffix = nullptr;
    for (TextFieldRow *field : fields)
        if (field->label() == QStringLiteral("Key ends with"))
            suffix = field;
    QVERIFY(suffix);
    bench.type(suffix->findChild<TextBox *>(), QStringLiteral(".png"));
    const auto edge = std::ranges::find(bench.document().model().edges, EdgeKind::BucketToFunction, &Edge::kind);
    QCOMPARE(text(edge->s3Prefix), QStringLiteral("uploads/"));
    QCOMPARE(text(edge->s3Suffix), QStringLiteral(".png"));
    QCOMPARE(bench.undo().count(), 1);
}

void TestInspector::servicesHaveTheirSettings()
{
    Bench bench("OrdersQueue");
    const QString before = bench.yaml();
    bench.typeNumber("VisibilityTimeout", QStringLiteral("60"));
    QCOMPARE(bench.yaml(), replaced(before, "VisibilityTimeout: 12", "VisibilityTimeout: 60"));
    bench.typeNumber("DelaySeconds", QStringLiteral("5"));
    bench.typeNumber("MessageRetentionPeriod", QStringLiteral("3600"));
    const Queue *queue = bench.document().model().queue("OrdersQueue");
    QCOMPARE(queue->delaySeconds, 5);
    QCOMPARE(queue->retentionSeconds, 3600);
    bench.inspector.setNode("PhotosBucket");
    bench.type(bench.box<QLineEdit>("BucketName"), QStringLiteral("photos"));
    QCOMPARE(text(bench.document().model().bucket("PhotosBucket")->name), QStringLiteral("photos"));
}

void TestInspector::schedulesAreSet()
{
    Bench bench("Reconcile/EveryFive");
    const QString before = bench.yaml();
    bench.type(bench.box<QLineEdit>("Schedule"), QStringLiteral("rate(1 hour)"));
    QCOMPARE(bench.yaml(), replaced(before, "rate(5 minutes)", "rate(1 hour)"));
    bench.box<QCheckBox>("Enabled")->click();
    QVERIFY(!bench.document().model().schedule("Reconcile/EveryFive")->enabled);
    QCOMPARE(bench.undo().count(), 2);
}

void TestInspector::urlsAreSet()
{
    Bench bench("PlaceOrder/FunctionUrl");
    const QString before = bench.yaml();
    auto *combo = bench.box<QComboBox>("AuthType");
    combo->setCurrentIndex(1);
    Q_EMIT combo->activated(1);
    QCOMPARE(bench.yaml(), replaced(before, "AuthType: NONE", "AuthType: AWS_IAM"));
    bench.type(bench.box<QLineEdit>("Cors.AllowOrigins"), QStringLiteral("https://a.example, https://b.example"));
    const auto origins = bench.document().model().function("PlaceOrder")->url->allowOrigins;
    QCOMPARE(text(origins), lines("https://a.example", "https://b.example"));
    bench.publish(busySnapshot());
    const QString url = QStringLiteral("http://127.0.0.1:4566/lambda-url/abcdef0123456789/");
    QTRY_VERIFY(bench.inspector.findChild<LinkButton *>()->text() == url);
    QTest::mouseClick(bench.button(QStringLiteral("Copy the URL")), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), url);
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

void TestInspector::figuresAreOfTheSession()
{
    Bench bench;
    bench.publish(busySnapshot());
    auto *usage = bench.inspector.findChild<UsageBar *>();
    QTRY_VERIFY(usage->isVisible());
    QCOMPARE(usage->accessibleName(), QStringLiteral("Used 88 MB median, 131 MB peak of 512"));
    QCOMPARE(bench.inspector.findChild<StatePill *>()->state(), EnvState::Running);
    const auto labels = bench.inspector.findChildren<QLabel *>();
    const auto shows = [&](const QString &wanted) {
        return std::ranges::any_of(labels, [&](QLabel *label) {
            return label->accessibleName() == wanted || label->text() == wanted;
        });
    };
    QVERIFY(shows(QStringLiteral("13 in use")));
    QVERIFY(shows(QStringLiteral("python3.13 runs on the installed Python 3.11.2")));
    QVERIFY(shows(QStringLiteral("Errors: 12")));
    QVERIFY(shows(QStringLiteral("Throttles: 38")));
    QVERIFY(shows(QStringLiteral("Duration, p95: 184 ms")));
    Snapshot broken = busySnapshot();
    broken.functions[0].deployed = false;
    broken.functions[0].deployProblem = "Python is not installed: apt install python3";
    bench.publish(broken);
    QTRY_VERIFY(shows(QStringLiteral("Not deployed: Python is not installed: apt install python3")));
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

void TestInspector::linksGoToNodes()
{
    Bench bench("OrdersQueue");
    QSignalSpy asked(&bench.inspector, &Inspector::nodeRequested);
    QTest::mouseClick(bench.button(QStringLiteral("Go to OrdersDLQ")), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(text(asked[0][0].value<NodeId>()), QStringLiteral("OrdersDLQ"));
    bench.inspector.setNode("PlaceOrder");
    QSignalSpy code(&bench.inspector, &Inspector::openCodeRequested);
    QSignalSpy run(&bench.inspector, &Inspector::runRequested);
    QTest::mouseClick(bench.button(QStringLiteral("Open the code")), Qt::LeftButton);
    QTest::mouseClick(bench.button(QStringLiteral("Run this function")), Qt::LeftButton);
    QCOMPARE(code.count() + run.count(), 2);
}

void TestInspector::everyNodeHasNamedControls()
{
    Bench bench;
    for (const char *node : {"PlaceOrder", "ChargeCard", "Thumbnail", "OrdersQueue", "OrdersDLQ", "PhotosBucket",
                             "Reconcile/EveryFive", "PlaceOrder/FunctionUrl"}) {
        bench.inspector.setNode(node);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        int controls = 0;
        const auto widgets = bench.inspector.findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            const bool part = qobject_cast<QAbstractSpinBox *>(widget->parentWidget());
            if (widget->focusPolicy() == Qt::NoFocus || part || widget->inherits("QAbstractScrollArea")
                || widget->inherits("QComboBoxPrivateContainer") || widget->isWindow())
                continue;
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            if (button && !button->isVisible() && button->text().isEmpty() && button->icon().isNull())
                continue; // a fix button without a fix
            ++controls;
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     widget->metaObject()->className());
        }
        QVERIFY2(controls > 2, node);
    }
}

void TestInspector::tabWalksThroughTheFields()
{
    Bench bench;
    bench.inspector.focusField();
    QVERIFY(QApplication::focusWidget());
    QStringList names;
    for (int i = 0; i < 30; ++i) {
        names << QApplication::focusWidget()->accessibleName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    qsizetype before = -1;
    for (const char *name : {"Runtime", "Handler", "Memory", "Timeout", "Temporary disk", "Execution role", "Reserved"}) {
        const qsizetype at = names.indexOf(QString::fromLatin1(name));
        QVERIFY2(at > before, name);
        before = at;
    }
}

/// Writes what a designer looks at, when asked to by LAMBDARIUM_PICTURES=folder.
void TestInspector::pictures()
{
    const QString folder = qEnvironmentVariable("LAMBDARIUM_PICTURES", QDir::tempPath());
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        ThemeHub::instance().apply(kind);
        for (const char *node : {"PlaceOrder", "OrdersQueue", "Thumbnail", "Reconcile/EveryFive", "PlaceOrder/FunctionUrl"}) {
            Bench bench(node);
            bench.publish(busySnapshot());
            QTRY_COMPARE(bench.bridge.snapshot()->unreserved, 980);
            if (QByteArray(node) == "PlaceOrder") {
                bench.typeNumber("Timeout", QStringLiteral("901"));
                bench.typeNumber("ReservedConcurrentExecutions", QStringLiteral("20"));
                QTRY_VERIFY(bench.inspector.findChild<UsageBar *>()->isVisible());
                bench.inspector.setFocus();
            }
            const QString theme = kind == ThemeKind::Light ? QStringLiteral("light") : QStringLiteral("dark");
            const auto *tabs = bench.inspector.findChild<QTabBar *>();
            for (int tab = 0; tab < std::max(1, tabs->count()); ++tab) {
                const_cast<QTabBar *>(tabs)->setCurrentIndex(tab);
                QTest::qWait(40);
                const QImage image = bench.inspector.grab().toImage();
                QCOMPARE(image.width(), 316);
                QCOMPARE(image.pixelColor(310, 1090), th().surface);
                const QString name = QString::fromLatin1(node).replace(QLatin1Char('/'), QLatin1Char('-'));
                if (qEnvironmentVariableIsSet("LAMBDARIUM_PICTURES"))
                    QVERIFY(image.save(QStringLiteral("%1/inspector-%2-%3-%4.png").arg(folder, name, theme).arg(tab)));
            }
        }
    }
    ThemeHub::instance().apply(ThemeKind::Light);
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    installTheme(app, ThemeKind::Light);
    TestInspector test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_inspector.moc"

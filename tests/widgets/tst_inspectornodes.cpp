// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspectorbench.h"

using namespace lambdarium;
using Bench = InspectorBench;

namespace {

/// One word of another language.
class OneWord : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return QByteArray(source) == "Oldest event" ? QStringLiteral("Evento mais antigo") : QString();
    }
};

} // namespace

/// The inspector of every kind of node: wires, services, figures, and how it looks.
class TestInspectorNodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWireHasItsBatch();
    void aBucketsFilterIsWritten();
    void servicesHaveTheirSettings();
    void schedulesAreSet();
    void urlsAreSet();
    void figuresAreOfTheSession();
    void linksGoToNodes();
    void theLanguageChangesLive();
    void everyNodeHasNamedControls();
    void tabWalksThroughTheFields();
    void pictures();
};

void TestInspectorNodes::aWireHasItsBatch()
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

void TestInspectorNodes::aBucketsFilterIsWritten()
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

void TestInspectorNodes::servicesHaveTheirSettings()
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
    const QString valid = bench.yaml();
    bench.typeNumber("VisibilityTimeout", QStringLiteral("43201"));
    QCOMPARE(bench.field("VisibilityTimeout")->message(),
             QStringLiteral("Invalid value for the parameter VisibilityTimeout."));
    QCOMPARE(bench.yaml(), valid);
    bench.inspector.setNode("PhotosBucket");
    bench.type(bench.box<QLineEdit>("BucketName"), QStringLiteral("photos"));
    QCOMPARE(text(bench.document().model().bucket("PhotosBucket")->name), QStringLiteral("photos"));
}

void TestInspectorNodes::schedulesAreSet()
{
    Bench bench("Reconcile/EveryFive");
    const QString before = bench.yaml();
    bench.type(bench.box<QLineEdit>("Schedule"), QStringLiteral("rate(1 hour)"));
    QCOMPARE(bench.yaml(), replaced(before, "rate(5 minutes)", "rate(1 hour)"));
    const QString valid = bench.yaml();
    bench.type(bench.box<QLineEdit>("Schedule"), QStringLiteral("every now and then"));
    QCOMPARE(bench.yaml(), valid);
    QCOMPARE(bench.field("Schedule")->message(), QStringLiteral("Parameter ScheduleExpression is not valid."));
    QCOMPARE(bench.box<QLineEdit>("Schedule")->text(), QStringLiteral("every now and then"));
    QTest::keyClick(bench.box<QLineEdit>("Schedule"), Qt::Key_Escape);
    bench.box<QCheckBox>("Enabled")->click();
    QVERIFY(!bench.document().model().schedule("Reconcile/EveryFive")->enabled);
    QCOMPARE(bench.undo().count(), 2);
}

void TestInspectorNodes::urlsAreSet()
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

void TestInspectorNodes::figuresAreOfTheSession()
{
    Bench bench;
    bench.publish(busySnapshot());
    auto *usage = bench.inspector.findChild<UsageBar *>();
    QTRY_VERIFY(usage->isVisible());
    QCOMPARE(usage->accessibleName(), QStringLiteral("Used 88 MB median, 131 MB peak of 512"));
    QCOMPARE(bench.inspector.findChild<StatePill *>()->state(), EnvState::Running);
    const auto labels = bench.inspector.findChildren<QLabel *>();
    const auto shows = [&](const QString &wanted) {
        return std::ranges::any_of(
            labels, [&](QLabel *label) { return label->accessibleName() == wanted || label->text() == wanted; });
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

void TestInspectorNodes::linksGoToNodes()
{
    Bench bench("OrdersQueue");
    QSignalSpy asked(&bench.inspector, &Inspector::nodeRequested);
    QTest::mouseClick(bench.button(QStringLiteral("Go to OrdersDLQ")), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(text(asked[0][0].value<NodeId>()), QStringLiteral("OrdersDLQ"));
    bench.inspector.setNode("PlaceOrder");
    QSignalSpy code(&bench.inspector, &Inspector::openCodeRequested);
    QSignalSpy run(&bench.inspector, &Inspector::runRequested);
    const auto actions = bench.inspector.findChild<QMenu *>()->actions();
    QCOMPARE(actions.size(), 2);
    actions[0]->trigger();
    QCOMPARE(code.count(), 1);
    actions[1]->trigger();
    QCOMPARE(run.count(), 1);
    QCOMPARE(text(run[0][0].value<NodeId>()), QStringLiteral("PlaceOrder"));
}

void TestInspectorNodes::theLanguageChangesLive()
{
    Bench bench;
    bench.inspector.focusField(QStringLiteral("EventInvokeConfig.MaximumEventAgeInSeconds"));
    QCOMPARE(bench.inspector.findChild<QTabBar *>()->currentIndex(), 1);
    OneWord translator;
    QCoreApplication::installTranslator(&translator);
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const QString label = bench.field("EventInvokeConfig.MaximumEventAgeInSeconds")->label();
    QCoreApplication::removeTranslator(&translator);
    QCOMPARE(label, QStringLiteral("Evento mais antigo"));
    QCOMPARE(bench.inspector.findChild<QTabBar *>()->currentIndex(), 1);
}

void TestInspectorNodes::everyNodeHasNamedControls()
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

void TestInspectorNodes::tabWalksThroughTheFields()
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
    for (const char *name :
         {"Runtime", "Handler", "Memory", "Timeout", "Temporary disk", "Execution role", "Reserved"}) {
        const qsizetype at = names.indexOf(QString::fromLatin1(name));
        QVERIFY2(at > before, name);
        before = at;
    }
}

/// Writes what a designer looks at, when asked to by LAMBDARIUM_PICTURES=folder.
void TestInspectorNodes::pictures()
{
    const QString folder = qEnvironmentVariable("LAMBDARIUM_PICTURES", QDir::tempPath());
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        ThemeHub::instance().apply(kind);
        for (const char *node :
             {"PlaceOrder", "OrdersQueue", "Thumbnail", "Reconcile/EveryFive", "PlaceOrder/FunctionUrl"}) {
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
                QCoreApplication::processEvents();
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
    TestInspectorNodes test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_inspectornodes.moc"

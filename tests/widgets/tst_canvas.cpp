// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvasbench.h"
#include "tests/support/qttext.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;

/// The canvas by mouse: wiring, selecting, moving, and what menus and keys ask for.
class TestCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsNodesAndWiresOfTheModel();
    void draggingPortToPortMakesWireAndPermission_data();
    void draggingPortToPortMakesWireAndPermission();
    void theTipSaysWhatTheWireWillMean();
    void illegalDropsSayWhy_data();
    void illegalDropsSayWhy();
    void whatFitsStaysBright();
    void severalMeaningsAreAsked();
    void emptyGroundOffersNewNodes();
    void escapeEndsAWire();
    void aBrokenTemplateKeepsThePictureAndRefusesWires();
    void clickingAndBandingSelect();
    void draggingMovesAsOneStep();
    void deletesNodesAndWires();
    void duplicatesAndSelectsTheCopies();
    void renamesInPlace();
    void urlsHaveNoName();
    void tidyLaysOutLeftToRight();
    void zoomsWithinBounds();
    void fitShowsEverything();
    void playAsksTheShell();
    void filesDropOnBuckets();
};

void TestCanvas::initTestCase() { installTheme(*qApp, ThemeKind::Light); }

void TestCanvas::showsNodesAndWiresOfTheModel()
{
    CanvasBench bench;
    const Model &model = bench.document().model();
    QCOMPARE(bench.scene().graph().nodes.size(), std::size_t{9}); // with the URL and the schedule
    for (const Edge &edge : model.edges)
        QVERIFY2(bench.scene().wireItem(edge.id), edge.id.c_str());
    for (const CanvasNode &node : bench.scene().graph().nodes) {
        QVERIFY(bench.scene().nodeItem(node.id));
        QVERIFY(bench.view.viewport()->rect().contains(bench.middle(node.id)));
    }
    // No two lie on each other.
    for (const CanvasNode &a : bench.scene().graph().nodes)
        for (const CanvasNode &b : bench.scene().graph().nodes)
            QVERIFY(a.id == b.id || !bench.node(a.id).sceneRect().intersects(bench.node(b.id).sceneRect()));
    bench.view.setDocument(nullptr);
    QVERIFY(bench.scene().graph().nodes.empty());
    bench.view.setDocument(bench.desk.document.get());
}

void TestCanvas::draggingPortToPortMakesWireAndPermission_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("permission");
    const auto row = [](const char *name, const char *from, Port port, const char *to, EdgeKind kind,
                        const char *permission) {
        QTest::newRow(name) << QString::fromLatin1(from) << int(port) << QString::fromLatin1(to) << int(kind)
                            << QString::fromLatin1(permission);
    };
    row("queue to function", "OrdersDLQ", Port::Out, "Reconcile", EdgeKind::QueueToFunction, "Type: SQS");
    row("bucket to function", "PhotosBucket", Port::Out, "PlaceOrder", EdgeKind::BucketToFunction, "Type: S3");
    row("failure to queue", "Reconcile", Port::Failure, "OrdersDLQ", EdgeKind::OnFailure,
        "Destination: !GetAtt OrdersDLQ.Arn");
    row("queue to dead-letter queue", "OrdersDLQ", Port::Failure, "OrdersQueue", EdgeKind::QueueToDeadLetter,
        "deadLetterTargetArn: !GetAtt OrdersQueue.Arn");
}

void TestCanvas::draggingPortToPortMakesWireAndPermission()
{
    QFETCH(QString, from);
    QFETCH(int, port);
    QFETCH(QString, to);
    QFETCH(int, kind);
    QFETCH(QString, permission);
    CanvasBench bench;
    const NodeId source = from.toStdString(), target = to.toStdString();
    const std::string before = bench.document().text();
    const auto count = QString::fromStdString(before).count(permission);
    bench.drag(bench.port(source, Port(port)), bench.middle(target));
    QCOMPARE(bench.refusals, QStringList());
    if (bench.menu()) // a function's failures may also go to a dead-letter queue
        QVERIFY(bench.choose(wireName(EdgeKind(kind))));
    const Edge *edge = bench.edge(EdgeKind(kind), source, target);
    QVERIFY(edge);
    QVERIFY(bench.scene().wireItem(edge->id));
    QCOMPARE(QString::fromStdString(bench.document().text()).count(permission), count + 1);
    QCOMPARE(bench.document().undoStack()->count(), 1);
    bench.document().undoStack()->undo();
    QCOMPARE(bench.document().text(), before);
    QVERIFY(!bench.edge(EdgeKind(kind), source, target));
}

void TestCanvas::theTipSaysWhatTheWireWillMean()
{
    CanvasBench bench;
    bench.carry(bench.port("OrdersDLQ", Port::Out), bench.middle("Reconcile"));
    WiringInteraction &wiring = *bench.view.wiring();
    QVERIFY(wiring.active());
    QCOMPARE(text(wiring.target()), QStringLiteral("Reconcile"));
    QCOMPARE(wiring.tipTitle(), QStringLiteral("Release to connect Reconcile"));
    const auto said = bench.document().templateFile()->judge({EdgeKind::QueueToFunction, "OrdersDLQ", "Reconcile"});
    QVERIFY(said.possible);
    QCOMPARE(wiring.tipText(), text(said.message));
    QVERIFY(!wiring.tipText().isEmpty());
    // A second reader of the same queue: the tip warns before it is made.
    bench.key(Qt::Key_Escape);
    bench.release(bench.middle("Reconcile"));
    bench.carry(bench.port("OrdersQueue", Port::Out), bench.middle("Reconcile"));
    QVERIFY2(wiring.tipText().contains(QStringLiteral("ChargeCard")), qPrintable(wiring.tipText()));
    QVERIFY(bench.document().undoStack()->count() == 0);
}

void TestCanvas::illegalDropsSayWhy_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("to");
    const auto row = [](const char *name, const char *from, Port port, const char *to) {
        QTest::newRow(name) << QString::fromLatin1(from) << int(port) << QString::fromLatin1(to);
    };
    row("bucket to queue", "PhotosBucket", Port::Out, "OrdersQueue");
    row("schedule to queue", "Reconcile/EveryFive", Port::Out, "OrdersQueue");
    row("queue to bucket", "OrdersQueue", Port::Out, "PhotosBucket");
    row("function to schedule", "PlaceOrder", Port::Out, "Reconcile/EveryFive");
    row("the same again", "OrdersQueue", Port::Out, "ChargeCard");
}

void TestCanvas::illegalDropsSayWhy()
{
    QFETCH(QString, from);
    QFETCH(int, port);
    QFETCH(QString, to);
    CanvasBench bench;
    const std::string before = bench.document().text();
    bench.carry(bench.port(from.toStdString(), Port(port)), bench.middle(to.toStdString()));
    const QString title = bench.view.wiring()->tipTitle();
    const QString why = bench.view.wiring()->tipText();
    QVERIFY2(title.endsWith(QStringLiteral(" does not fit")), qPrintable(title));
    QVERIFY2(why.size() > 20 && why.endsWith(QLatin1Char('.')), qPrintable(why));
    bench.release(bench.middle(to.toStdString()));
    QCOMPARE(bench.refusals, QStringList{why});
    QCOMPARE(bench.document().text(), before);
    QCOMPARE(bench.document().undoStack()->count(), 0);
    QVERIFY(!bench.view.wiring()->active());
}

void TestCanvas::whatFitsStaysBright()
{
    CanvasBench bench;
    bench.carry(bench.port("PhotosBucket", Port::Out), bench.at(bench.scene().contentRect().bottomRight()));
    QCOMPARE(bench.node("PlaceOrder").opacity(), 1.0);
    QVERIFY(bench.node("OrdersQueue").opacity() < 1.0);
    QVERIFY(bench.node("Thumbnail").opacity() < 1.0); // is wired already
    bench.key(Qt::Key_Escape);
    QCOMPARE(bench.node("OrdersQueue").opacity(), 1.0);
    bench.release({5, 5});
    QVERIFY(!bench.menu());
}

void TestCanvas::severalMeaningsAreAsked()
{
    CanvasBench bench;
    const std::string before = bench.document().text();
    bench.drag(bench.port("ChargeCard", Port::Out), bench.middle("OrdersDLQ"));
    QVERIFY(bench.menu());
    QCOMPARE(bench.document().text(), before); // nothing before the answer
    QStringList entries;
    for (const QAction *action : bench.menu()->actions())
        entries << action->text();
    QVERIFY(entries.contains(wireName(EdgeKind::Uses)) && entries.contains(wireName(EdgeKind::OnSuccess)));
    QVERIFY(bench.choose(wireName(EdgeKind::Uses)));
    QVERIFY(bench.edge(EdgeKind::Uses, "ChargeCard", "OrdersDLQ"));
    const QString after = text(bench.document().text());
    QCOMPARE(after.count(QStringLiteral("SQSSendMessagePolicy")),
             text(before).count(QStringLiteral("SQSSendMessagePolicy")) + 1);
    QVERIFY(after.contains(QStringLiteral(": !Ref OrdersDLQ")));
}

void TestCanvas::emptyGroundOffersNewNodes()
{
    CanvasBench bench;
    const QRectF content = bench.scene().contentRect();
    bench.drag(bench.port("OrdersDLQ", Port::Out), bench.at(content.bottomLeft() + QPointF(20, 10)));
    QVERIFY(bench.menu());
    const QString entry = bench.menu()->actions().constFirst()->text();
    QVERIFY2(entry.startsWith(kindName(ResourceKind::Function)), qPrintable(entry));
    const std::size_t functions = bench.document().model().functions.size();
    QVERIFY(bench.choose(entry));
    QCOMPARE(bench.document().model().functions.size(), functions + 1);
    QCOMPARE(bench.document().undoStack()->count(), 1); // node, wire and permission
    const NodeId made = bench.view.currentNode();
    QVERIFY(bench.edge(EdgeKind::QueueToFunction, "OrdersDLQ", made));
    QCOMPARE(bench.view.selectedNodes(), std::vector<NodeId>{made});
}

void TestCanvas::escapeEndsAWire()
{
    CanvasBench bench;
    bench.carry(bench.port("OrdersDLQ", Port::Out), bench.middle("Reconcile"));
    QVERIFY(bench.view.wiring()->active());
    bench.key(Qt::Key_Escape);
    QVERIFY(!bench.view.wiring()->active());
    bench.release(bench.middle("Reconcile"));
    QCOMPARE(bench.document().undoStack()->count(), 0);
    QCOMPARE(bench.refusals, QStringList());
}

void TestCanvas::aBrokenTemplateKeepsThePictureAndRefusesWires()
{
    CanvasBench bench;
    bench.document().setTemplateText(bench.document().text() + "Resources: [\n");
    bench.document().flushParse();
    QVERIFY(bench.document().broken());
    QCOMPARE(bench.scene().graph().nodes.size(), std::size_t{9});
    bench.drag(bench.port("OrdersDLQ", Port::Out), bench.middle("Reconcile"));
    QCOMPARE(bench.refusals, QStringList{QStringLiteral("The template has an error; correct it before connecting.")});
    bench.click(bench.middle("PlaceOrder"));
    bench.key(Qt::Key_Delete);
    QCOMPARE(bench.refusals.size(), 2);
    QVERIFY(bench.scene().nodeItem("PlaceOrder"));
}

void TestCanvas::clickingAndBandingSelect()
{
    CanvasBench bench;
    QSignalSpy selected(&bench.view, &CanvasView::nodeSelected);
    bench.click(bench.middle("PlaceOrder"));
    QCOMPARE(bench.view.selectedNodes(), std::vector<NodeId>{"PlaceOrder"});
    QCOMPARE(text(selected.last().first().value<NodeId>()), QStringLiteral("PlaceOrder"));
    bench.click(bench.middle("Reconcile"), Qt::ControlModifier);
    QCOMPARE(bench.view.selectedNodes().size(), std::size_t{2});
    QCOMPARE(text(selected.last().first().value<NodeId>()), QString()); // several: none of them
    const QRectF content = bench.scene().contentRect();
    bench.click(bench.at(content.topLeft() - QPointF(30, 30)));
    QVERIFY(bench.view.selectedNodes().empty());
    bench.drag(bench.at(content.topLeft() - QPointF(15, 15)), bench.at(content.bottomRight() + QPointF(15, 15)));
    QCOMPARE(bench.view.selectedNodes().size(), std::size_t{9});
    QCOMPARE(bench.document().undoStack()->count(), 0);
}

void TestCanvas::draggingMovesAsOneStep()
{
    CanvasBench bench;
    const QPointF before = bench.node("PlaceOrder").pos();
    const std::string text = bench.document().text();
    bench.drag(bench.middle("PlaceOrder"), bench.middle("PlaceOrder") + QPoint(0, 150));
    QCOMPARE(bench.document().undoStack()->count(), 1);
    const QPointF after = bench.node("PlaceOrder").pos();
    QVERIFY(after.y() > before.y() + 50);
    QCOMPARE(bench.document().layout().positions.at("PlaceOrder").y, after.y());
    QCOMPARE(bench.document().text(), text); // places are not the template's business
    bench.document().undoStack()->undo();
    QCOMPARE(bench.node("PlaceOrder").pos(), before);
    // Escape puts it back without a step.
    bench.document().undoStack()->clear();
    bench.carry(bench.middle("PlaceOrder"), bench.middle("PlaceOrder") + QPoint(0, 150));
    bench.key(Qt::Key_Escape);
    bench.release({5, 5});
    QCOMPARE(bench.node("PlaceOrder").pos(), before);
    QCOMPARE(bench.document().undoStack()->count(), 0);
}

void TestCanvas::deletesNodesAndWires()
{
    CanvasBench bench;
    const std::string before = bench.document().text();
    bench.scene().wireItem("ChargeCard/Orders")->setSelected(true);
    bench.key(Qt::Key_Delete);
    QVERIFY(!bench.edge(EdgeKind::QueueToFunction, "OrdersQueue", "ChargeCard"));
    QVERIFY(!bench.scene().wireItem("ChargeCard/Orders"));
    QVERIFY(bench.scene().nodeItem("ChargeCard"));
    bench.click(bench.middle("OrdersQueue"));
    bench.key(Qt::Key_Backspace);
    QVERIFY(!bench.scene().nodeItem("OrdersQueue"));
    QVERIFY(text(bench.document().text()).contains(QStringLiteral("OrdersDLQ")));
    QVERIFY(!text(bench.document().text()).contains(QStringLiteral("!Ref OrdersQueue"))); // nothing dangles
    bench.document().undoStack()->undo();
    bench.document().undoStack()->undo();
    QCOMPARE(bench.document().text(), before);
    QVERIFY(bench.scene().nodeItem("OrdersQueue"));
}

void TestCanvas::duplicatesAndSelectsTheCopies()
{
    CanvasBench bench;
    bench.click(bench.middle("PlaceOrder"));
    bench.click(bench.middle("OrdersDLQ"), Qt::ControlModifier);
    bench.key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(bench.document().undoStack()->count(), 1);
    const auto copies = bench.view.selectedNodes();
    QCOMPARE(copies.size(), std::size_t{2});
    for (const NodeId &copy : copies) {
        QVERIFY(copy != "PlaceOrder" && copy != "OrdersDLQ");
        QVERIFY(bench.scene().nodeItem(copy));
    }
    QCOMPARE(bench.document().model().functions.size(), std::size_t{5});
}

void TestCanvas::renamesInPlace()
{
    CanvasBench bench;
    bench.click(bench.middle("OrdersQueue"));
    bench.key(Qt::Key_F2);
    bench.type(QStringLiteral("Inbox"), Qt::Key_Return);
    QVERIFY(bench.scene().nodeItem("Inbox") && !bench.scene().nodeItem("OrdersQueue"));
    QVERIFY(bench.edge(EdgeKind::QueueToFunction, "Inbox", "ChargeCard"));
    QCOMPARE(text(bench.view.currentNode()), QStringLiteral("Inbox"));
    // A name that is taken or not legal is refused with a sentence.
    bench.key(Qt::Key_F2);
    bench.type(QStringLiteral("OrdersDLQ"), Qt::Key_Return);
    QCOMPARE(bench.refusals, QStringList{QStringLiteral("The template already has OrdersDLQ.")});
    bench.type({}, Qt::Key_Escape);
    QVERIFY(bench.scene().nodeItem("Inbox"));
    bench.key(Qt::Key_F2);
    bench.type(QStringLiteral("Never"), Qt::Key_Escape);
    QVERIFY(bench.scene().nodeItem("Inbox"));
    QCOMPARE(bench.document().undoStack()->count(), 1);
}

void TestCanvas::urlsHaveNoName()
{
    CanvasBench bench;
    bench.click(bench.middle("PlaceOrder/FunctionUrl"));
    bench.key(Qt::Key_F2);
    QCOMPARE(bench.refusals,
             QStringList{QStringLiteral("A function URL has no name of its own; rename its function.")});
}

void TestCanvas::tidyLaysOutLeftToRight()
{
    CanvasBench bench;
    ThemeHub::instance().setReducedMotion(true);
    std::map<NodeId, NodePosition> heap;
    double x = 0;
    for (const CanvasNode &node : bench.scene().graph().nodes)
        heap[node.id] = {x -= 30, 0};
    bench.document().moveNodes(heap);
    bench.key(Qt::Key_L);
    QCOMPARE(bench.document().undoStack()->count(), 2);
    QCOMPARE(bench.document().undoStack()->undoText(), QStringLiteral("Tidy the layout"));
    for (const CanvasEdge &edge : bench.scene().graph().edges)
        if (edge.kind != EdgeKind::Uses) // a user of what feeds it stands where its other wires put it
            QVERIFY2(bench.node(edge.from).sceneRect().center().x() < bench.node(edge.to).sceneRect().center().x()
                         || edge.kind == EdgeKind::QueueToDeadLetter,
                     edge.id.c_str());
    for (const CanvasNode &a : bench.scene().graph().nodes)
        for (const CanvasNode &b : bench.scene().graph().nodes)
            QVERIFY(a.id == b.id || !bench.node(a.id).sceneRect().intersects(bench.node(b.id).sceneRect()));
    const QPointF first = bench.node("ChargeCard").pos();
    bench.key(Qt::Key_L); // the same wires give the same picture
    QCOMPARE(bench.node("ChargeCard").pos(), first);
    ThemeHub::instance().setReducedMotion(false);
}

void TestCanvas::zoomsWithinBounds()
{
    CanvasBench bench;
    QSignalSpy changed(&bench.view, &CanvasView::zoomChanged);
    bench.view.setZoom(1.0);
    bench.key(Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(bench.view.zoom() > 1.0);
    bench.key(Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(qAbs(bench.view.zoom() - 1.0) < 1e-6);
    for (int i = 0; i < 40; ++i)
        bench.view.zoomIn();
    QCOMPARE(bench.view.zoom(), 3.0);
    for (int i = 0; i < 80; ++i)
        bench.view.zoomOut();
    QCOMPARE(bench.view.zoom(), 0.1);
    QVERIFY(changed.count() >= 100);
    // The wheel keeps the point under the pointer where it is.
    bench.view.setZoom(1.0);
    const QPoint pointer(400, 300);
    const QPointF under = bench.view.mapToScene(pointer);
    QWheelEvent wheel(QPointF(pointer), bench.view.viewport()->mapToGlobal(QPointF(pointer)), {}, {0, 240},
                      Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(bench.view.viewport(), &wheel);
    QVERIFY(bench.view.zoom() > 1.2);
    const QPointF now = bench.view.mapToScene(pointer);
    QVERIFY(QLineF(under, now).length() < 2.5);
}

void TestCanvas::fitShowsEverything()
{
    CanvasBench bench;
    bench.view.setZoom(3.0);
    bench.view.panBy({900, 900});
    bench.key(Qt::Key_0, Qt::ControlModifier);
    for (const CanvasNode &node : bench.scene().graph().nodes)
        QVERIFY(bench.view.viewport()->rect().contains(
            bench.view.mapFromScene(bench.node(node.id).sceneRect()).boundingRect()));
    QVERIFY(bench.view.zoom() <= 1.0);
}

void TestCanvas::playAsksTheShell()
{
    CanvasBench bench;
    QSignalSpy run(&bench.view, &CanvasView::runRequested), sent(&bench.view, &CanvasView::sendMessageRequested),
        put(&bench.view, &CanvasView::putFileRequested), fire(&bench.view, &CanvasView::fireScheduleRequested),
        call(&bench.view, &CanvasView::callUrlRequested);
    const auto playAt = [&](const NodeId &id) {
        NodeItem &item = bench.node(id);
        bench.click(bench.at(item.pos() + NodePainter::playRect(item.node()).center()));
    };
    bench.view.setZoom(1.0);
    for (const char *id :
         {"PlaceOrder", "OrdersQueue", "PhotosBucket", "Reconcile/EveryFive", "PlaceOrder/FunctionUrl"}) {
        bench.view.centerOn(&bench.node(id));
        playAt(id);
    }
    QCOMPARE(run.count(), 1);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(put.count(), 1);
    QCOMPARE(fire.count(), 1);
    QCOMPARE(text(call.first().first().value<NodeId>()), QStringLiteral("PlaceOrder"));
}

void TestCanvas::filesDropOnBuckets()
{
    CanvasBench bench;
    QSignalSpy dropped(&bench.view, &CanvasView::fileDropped);
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a.png"))});
    const auto dropAt = [&](const QPoint &point) {
        QDragEnterEvent enter(point, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(bench.view.viewport(), &enter);
        QDragMoveEvent over(point, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(bench.view.viewport(), &over);
        QDropEvent drop(point, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(bench.view.viewport(), &drop);
    };
    dropAt(bench.middle("OrdersQueue"));
    QCOMPARE(dropped.count(), 0);
    dropAt(bench.middle("PhotosBucket"));
    QCOMPARE(dropped.count(), 1);
    QCOMPARE(text(dropped.first().first().value<NodeId>()), QStringLiteral("PhotosBucket"));
    QCOMPARE(dropped.first().at(1).toStringList(), QStringList{QStringLiteral("/tmp/a.png")});
}

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"

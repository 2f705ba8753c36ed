// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvasbench.h"
#include "core/base/prng.h"
#include "tests/support/qttext.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;

namespace {

/// Works the canvas by keyboard alone.
class Typist
{
public:
    explicit Typist(CanvasBench &bench) : m_bench(bench) {}

    void add(Qt::Key key, const QString &name)
    {
        m_bench.key(key);
        if (!name.isEmpty()) {
            m_bench.key(Qt::Key_F2);
            m_bench.type(name, Qt::Key_Return);
        }
    }
    /// Arrows only.
    bool walkTo(const NodeId &node)
    {
        Prng prng(1);
        constexpr Qt::Key arrows[] = {Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up};
        for (int i = 0; i < 400 && m_bench.view.currentNode() != node; ++i)
            m_bench.key(arrows[prng.below(4)]);
        return m_bench.view.currentNode() == node;
    }
    bool wire(const NodeId &from, const NodeId &to, EdgeKind kind)
    {
        if (!walkTo(from))
            return false;
        m_bench.key(Qt::Key_W);
        for (int i = 0; i < 30 && m_bench.view.wiring()->target() != to; ++i)
            m_bench.key(Qt::Key_Right);
        if (m_bench.view.wiring()->target() != to) {
            m_bench.key(Qt::Key_Escape);
            return false;
        }
        m_bench.key(Qt::Key_Return);
        QCoreApplication::processEvents();
        if (m_bench.menu() && !m_bench.choose(wireName(kind)))
            return false;
        return m_bench.edge(kind, from, to) != nullptr;
    }

private:
    CanvasBench &m_bench;
};

QString wires(const Model &model)
{
    QStringList lines;
    for (const Edge &edge : model.edges)
        lines << text(edge.from + " " + std::string(edgeKindName(edge.kind)) + " " + edge.to);
    lines.sort();
    return lines.join(QLatin1Char('\n'));
}

} // namespace

/// The canvas without a mouse.
class TestCanvasKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void buildsTheOrdersWiringFromEmpty();
    void everyNodeCanBeReached();
    void arrowsFollowWires();
    void shiftArrowsMove();
    void enterGoesToTheInspector();
    void controlASelectsAll();
    void wiringByKeyboardCanBeLeft();
    void nothingToConnectIsSaid();
    void lettersWithModifiersAreNotTaken();
    void notesAreWritten();
};

void TestCanvasKeys::initTestCase() { installTheme(*qApp, ThemeKind::Light); }

void TestCanvasKeys::buildsTheOrdersWiringFromEmpty()
{
    CanvasBench bench("empty");
    Typist typist(bench);
    typist.add(Qt::Key_F, QStringLiteral("PlaceOrder"));
    typist.add(Qt::Key_A, {}); // its URL
    QVERIFY(typist.walkTo("PlaceOrder"));
    typist.add(Qt::Key_Q, QStringLiteral("OrdersQueue"));
    typist.add(Qt::Key_F, QStringLiteral("ChargeCard"));
    QVERIFY(typist.walkTo("OrdersQueue"));
    typist.add(Qt::Key_Q, QStringLiteral("OrdersDLQ"));
    bench.key(Qt::Key_Escape);
    typist.add(Qt::Key_B, QStringLiteral("PhotosBucket"));
    typist.add(Qt::Key_F, QStringLiteral("Thumbnail"));
    typist.add(Qt::Key_F, QStringLiteral("Reconcile"));
    typist.add(Qt::Key_S, QStringLiteral("EveryFive"));
    QCOMPARE(bench.refusals, QStringList());
    QVERIFY(typist.wire("PlaceOrder", "OrdersQueue", EdgeKind::Uses));
    QVERIFY(typist.wire("OrdersQueue", "ChargeCard", EdgeKind::QueueToFunction));
    QVERIFY(typist.wire("OrdersQueue", "OrdersDLQ", EdgeKind::QueueToDeadLetter));
    QVERIFY(typist.wire("PhotosBucket", "Thumbnail", EdgeKind::BucketToFunction));
    QVERIFY(typist.wire("Thumbnail", "PhotosBucket", EdgeKind::Uses));
    QVERIFY(typist.wire("Reconcile", "OrdersQueue", EdgeKind::Uses));
    QVERIFY(typist.wire("Reconcile", "OrdersDLQ", EdgeKind::Uses));
    QVERIFY(typist.wire("Reconcile", "PhotosBucket", EdgeKind::Uses));
    QCOMPARE(bench.refusals, QStringList());
    Desk orders;
    QCOMPARE(wires(bench.document().model()), wires(orders.document->model()));
    for (const Problem &problem : bench.document().model().problems)
        QVERIFY2(problem.severity != Severity::Error, problem.message.c_str());
    // And all the way back.
    while (bench.document().undoStack()->canUndo())
        bench.document().undoStack()->undo();
    QCOMPARE(bench.document().text(), Desk("empty").document->text());
}

void TestCanvasKeys::everyNodeCanBeReached()
{
    CanvasBench bench;
    Typist typist(bench);
    for (const CanvasNode &node : bench.scene().graph().nodes)
        QVERIFY2(typist.walkTo(node.id), node.id.c_str());
}

void TestCanvasKeys::arrowsFollowWires()
{
    CanvasBench bench;
    bench.view.selectNode("OrdersQueue");
    bench.key(Qt::Key_Right);
    QVERIFY(bench.view.currentNode() == "ChargeCard" || bench.view.currentNode() == "OrdersDLQ");
    bench.key(Qt::Key_Left);
    QCOMPARE(text(bench.view.currentNode()), QStringLiteral("OrdersQueue"));
    QCOMPARE(bench.view.selectedNodes(), std::vector<NodeId>{"OrdersQueue"}); // the inspector follows
}

void TestCanvasKeys::shiftArrowsMove()
{
    CanvasBench bench;
    bench.view.selectNode("OrdersQueue");
    const QPointF before = bench.node("OrdersQueue").pos();
    bench.key(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(bench.node("OrdersQueue").pos(), before + QPointF(geometry::gridStep, 0));
    QCOMPARE(bench.document().undoStack()->count(), 1);
}

void TestCanvasKeys::enterGoesToTheInspector()
{
    CanvasBench bench;
    QSignalSpy asked(&bench.view, &CanvasView::inspectorRequested);
    bench.key(Qt::Key_Return);
    QCOMPARE(asked.count(), 0);
    bench.view.selectNode("OrdersQueue");
    bench.key(Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
}

void TestCanvasKeys::controlASelectsAll()
{
    CanvasBench bench;
    bench.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(bench.view.selectedNodes().size(), std::size_t{9});
    bench.key(Qt::Key_Escape);
    QVERIFY(bench.view.selectedNodes().empty());
    QCOMPARE(bench.document().undoStack()->count(), 0); // Ctrl+A is not A
}

void TestCanvasKeys::wiringByKeyboardCanBeLeft()
{
    CanvasBench bench;
    bench.view.selectNode("OrdersDLQ");
    bench.key(Qt::Key_W);
    QVERIFY(bench.view.wiring()->byKeyboard());
    const QString title = bench.view.wiring()->tipTitle();
    QVERIFY2(title.startsWith(QStringLiteral("Press Enter to connect ")), qPrintable(title));
    bench.key(Qt::Key_F); // not a new function now
    bench.key(Qt::Key_Delete);
    QCOMPARE(bench.document().undoStack()->count(), 0);
    bench.key(Qt::Key_Escape);
    QVERIFY(!bench.view.wiring()->active());
    QCOMPARE(bench.document().undoStack()->count(), 0);
}

void TestCanvasKeys::nothingToConnectIsSaid()
{
    CanvasBench bench("empty");
    bench.key(Qt::Key_Q);
    bench.key(Qt::Key_W);
    QCOMPARE(bench.refusals.size(), 1);
    QVERIFY2(bench.refusals[0].startsWith(QStringLiteral("Nothing here can be connected to ")),
             qPrintable(bench.refusals[0]));
    bench.key(Qt::Key_S);
    QCOMPARE(bench.refusals.size(), 2);
    QVERIFY2(bench.refusals[1].startsWith(QStringLiteral("Add a function first")), qPrintable(bench.refusals[1]));
}

void TestCanvasKeys::lettersWithModifiersAreNotTaken()
{
    CanvasBench bench;
    QKeyEvent event(QEvent::KeyPress, Qt::Key_F, Qt::ControlModifier, QStringLiteral("f"));
    QCoreApplication::sendEvent(&bench.view, &event);
    QVERIFY(!event.isAccepted()); // find, not function
    QCOMPARE(bench.document().undoStack()->count(), 0);
}

void TestCanvasKeys::notesAreWritten()
{
    CanvasBench bench;
    bench.key(Qt::Key_N);
    bench.type(QStringLiteral("remember"), Qt::Key_Escape);
    QCOMPARE(bench.document().layout().notes.size(), std::size_t{1});
    QCOMPARE(text(bench.document().layout().notes[0].text), QStringLiteral("remember"));
    bench.key(Qt::Key_Delete);
    QVERIFY(bench.document().layout().notes.empty());
}

QTEST_MAIN(TestCanvasKeys)
#include "tst_canvaskeys.moc"

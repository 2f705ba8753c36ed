// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvasbench.h"
#include "tests/support/qttext.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/canvas/wirepieces.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

Fact moved(const NodeId &from, const NodeId &to, MovementKind kind = MovementKind::Event, const std::string &id = "m",
           int count = 1)
{
    return {1, Instant{1s}, fact::Moved{from, to, kind, id, count}};
}

Snapshot snapshotOf(const NodeId &function, const std::vector<EnvironmentState> &states)
{
    Snapshot snapshot;
    FunctionView view;
    view.id = function;
    for (std::size_t i = 0; i < states.size(); ++i)
        view.environments.push_back({EnvironmentId{i + 1}, states[i], 0, {}, {}});
    view.inUse = static_cast<std::int64_t>(std::ranges::count(states, EnvironmentState::Busy));
    snapshot.functions.push_back(view);
    return snapshot;
}

std::shared_ptr<const Snapshot> shared(Snapshot snapshot)
{
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

CanvasNode functionNode(std::optional<std::int64_t> reserved = {})
{
    CanvasNode node;
    node.id = "F";
    node.kind = NodeKind::Function;
    node.reserved = reserved;
    return node;
}

QString cells(const LiveNode &live)
{
    QString text;
    for (const EnvState state : live.cells)
        text += state == EnvState::Running ? QLatin1Char('R')
            : state == EnvState::Warm      ? QLatin1Char('W')
            : state == EnvState::Cold      ? QLatin1Char('C')
            : state == EnvState::Error     ? QLatin1Char('E')
                                           : QLatin1Char('-');
    return text;
}

const LiveState::Clock::time_point t0{std::chrono::hours{1}};

} // namespace

/// Beads and cells: drawn from facts and snapshots of the core, and from nothing else.
class TestCanvasLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutFactsNothingMoves();
    void aStoppedCoreStopsThePicture();
    void movementsBecomeBeads();
    void aCrowdThickensTheWire();
    void refusalsComeBack();
    void hiddenCanvasesDrawNoBeads();
    void reducedMotionHasNoBeads();
    void removedWiresLoseTheirBeads();
    void cellsComeFromEnvironments();
    void shortInvocationsAreHeld();
    void refusalsAreHeld();
    void failuresStayUntilASuccess();
    void reservedConcurrencyFillsTheRow();
    void manyCellsAreScaled();
    void queuesBucketsAndSchedules();
    void gaugeSteps();
    void stateFilterDims();
    void wiresInPiecesLookWhole();
};

void TestCanvasLive::initTestCase() { installTheme(*qApp, ThemeKind::Dark); }

void TestCanvasLive::withoutFactsNothingMoves()
{
    CanvasBench bench;
    QVERIFY(!bench.scene().beads()->isRunning());
    const QImage before = bench.view.grab().toImage();
    for (const QTimer *timer : bench.scene().beads()->findChildren<QTimer *>())
        QVERIFY(!timer->isActive());
    bench.view.applyFacts({});
    bench.view.applyFacts(
        {{1, Instant{},
          fact::LogWritten{"PlaceOrder", "r", EnvironmentId{1}, LogKind::Text, LogLevel::Info, "only words"}}});
    QCoreApplication::processEvents();
    QCOMPARE(bench.scene().beads()->beadCount(), 0);
    QVERIFY(!bench.scene().beads()->isRunning());
    for (const CanvasNode &node : bench.scene().graph().nodes)
        QVERIFY(bench.scene().live(node.id)->cells.empty());
    QVERIFY(bench.view.grab().toImage() == before);
}

void TestCanvasLive::aStoppedCoreStopsThePicture()
{
    CanvasBench bench;
    RecordedSession session;
    SessionBridge bridge;
    bridge.setSession(&session);
    bench.view.setBridge(&bridge);
    QSignalSpy batches(&bridge, &SessionBridge::factsArrived);
    session.publish(Instant{1s}, fact::Moved{"PlaceOrder", "OrdersQueue", MovementKind::Event, "a", 1});
    QTRY_COMPARE(batches.count(), 1);
    QTRY_COMPARE(bench.scene().beads()->beadCount(), 1);
    // The bead arrives, then all is still, for as long as the core says nothing.
    QTRY_VERIFY_WITH_TIMEOUT(!bench.scene().beads()->isRunning(), 10000);
    const QImage still = bench.view.grab().toImage();
    QCoreApplication::processEvents();
    QCOMPARE(batches.count(), 1);
    QVERIFY(bench.view.grab().toImage() == still);
    session.publish(Instant{2s}, fact::Moved{"PlaceOrder", "OrdersQueue", MovementKind::Event, "b", 1});
    QTRY_COMPARE(bench.scene().beads()->beadCount(), 1);
    bridge.setSession(nullptr);
    QCOMPARE(bench.scene().beads()->beadCount(), 0); // another workspace starts empty
    bench.view.setBridge(nullptr);
}

void TestCanvasLive::movementsBecomeBeads()
{
    CanvasBench bench;
    BeadLayer &beads = *bench.scene().beads();
    bench.view.applyFacts({moved("PlaceOrder", "OrdersQueue"),
                           moved("OrdersQueue", "ChargeCard", MovementKind::Event, "b"),
                           moved("OrdersQueue", "OrdersDLQ", MovementKind::Failure, "c"),
                           moved("ChargeCard", "OrdersQueue", MovementKind::Returned, "d"),
                           moved("PlaceOrder/FunctionUrl", "PlaceOrder", MovementKind::Call, "e"),
                           moved("PlaceOrder", "PlaceOrder/FunctionUrl", MovementKind::Returned, "e")});
    QCOMPARE(beads.beadCount(), 6);
    QVERIFY(beads.isRunning());
    beads.advanceBy(BeadLayer::travel - 1ms);
    QCOMPARE(beads.beadCount(), 6);
    beads.advanceBy(1ms);
    QCOMPARE(beads.beadCount(), 0);
    // A movement without a wire has no bead: nothing is invented.
    bench.view.applyFacts({moved("PlaceOrder", "Nowhere"), moved("", "OrdersQueue"), moved("Thumbnail", "OrdersDLQ")});
    QCOMPARE(beads.beadCount(), 0);
}

void TestCanvasLive::aCrowdThickensTheWire()
{
    CanvasBench bench;
    std::vector<Fact> facts;
    for (int i = 0; i < 50; ++i)
        facts.push_back(moved("PlaceOrder", "OrdersQueue", MovementKind::Event, std::to_string(i)));
    bench.view.applyFacts(facts);
    QCOMPARE(bench.scene().beads()->beadCount(), BeadLayer::beadsPerWire);
    const std::string edge = bench.edge(EdgeKind::Uses, "PlaceOrder", "OrdersQueue")->id;
    QCOMPARE(bench.scene().wireItem(edge)->pressure(), 50 - BeadLayer::beadsPerWire);
    QTRY_COMPARE_WITH_TIMEOUT(bench.scene().wireItem(edge)->pressure(), 0, 10000);
}

void TestCanvasLive::refusalsComeBack()
{
    CanvasBench bench;
    BeadLayer &beads = *bench.scene().beads();
    bench.view.applyFacts({moved("OrdersQueue", "ChargeCard", MovementKind::Event, "r1"),
                           {2, Instant{1s}, fact::Throttled{"ChargeCard", "r1", "OrdersQueue", "x", 1, 1}}});
    QCOMPARE(beads.beadCount(), 1); // its own bead turns, no second one
    beads.advanceBy(BeadLayer::travel + 10ms);
    QCOMPARE(beads.beadCount(), 1);
    QCOMPARE(bench.scene().live("ChargeCard")->state, EnvState::Throttled);
    QVERIFY(bench.scene().live("ChargeCard")->refusing);
    beads.advanceBy(BeadLayer::flash + BeadLayer::travel);
    QCOMPARE(beads.beadCount(), 0);
}

void TestCanvasLive::hiddenCanvasesDrawNoBeads()
{
    CanvasBench bench;
    bench.view.applyFacts({moved("PlaceOrder", "OrdersQueue")});
    QCOMPARE(bench.scene().beads()->beadCount(), 1);
    bench.view.hide();
    QCOMPARE(bench.scene().beads()->beadCount(), 0);
    bench.view.applyFacts({moved("PlaceOrder", "OrdersQueue")});
    QCOMPARE(bench.scene().beads()->beadCount(), 0);
    QVERIFY(!bench.scene().beads()->isRunning());
}

void TestCanvasLive::reducedMotionHasNoBeads()
{
    CanvasBench bench;
    ThemeHub::instance().setReducedMotion(true);
    bench.view.applyFacts({moved("PlaceOrder", "OrdersQueue")});
    QCOMPARE(bench.scene().beads()->beadCount(), 0);
    const std::string edge = bench.edge(EdgeKind::Uses, "PlaceOrder", "OrdersQueue")->id;
    QCOMPARE(bench.scene().wireItem(edge)->pressure(), 1); // it is shown all the same, standing
    ThemeHub::instance().setReducedMotion(false);
}

void TestCanvasLive::removedWiresLoseTheirBeads()
{
    CanvasBench bench;
    bench.view.applyFacts({moved("OrdersQueue", "ChargeCard")});
    QCOMPARE(bench.scene().beads()->beadCount(), 1);
    QVERIFY(bench.document().disconnectEdge("ChargeCard/Orders"));
    QCOMPARE(bench.scene().beads()->beadCount(), 0);
}

void TestCanvasLive::cellsComeFromEnvironments()
{
    using enum EnvironmentState;
    LiveState live;
    QVERIFY(live.of(functionNode(), t0) == LiveNode{});
    live.setSnapshot(shared(snapshotOf("F", {Busy, Idle, Initialising, Starting, Failed, Stopping, Gone})));
    const LiveNode node = live.of(functionNode(), t0);
    QCOMPARE(cells(node), QStringLiteral("ERCCW"));
    QCOMPARE(node.count, QStringLiteral("1/5 live"));
    QCOMPARE(node.state, EnvState::Running);
    live.setSnapshot(shared(snapshotOf("F", {Idle, Idle})));
    QCOMPARE(live.of(functionNode(), t0).state, EnvState::Warm);
    live.setSnapshot(shared(snapshotOf("Other", {Idle, Idle})));
    QVERIFY(live.of(functionNode(), t0).cells.empty());
}

void TestCanvasLive::shortInvocationsAreHeld()
{
    LiveState live;
    live.setSnapshot(shared(snapshotOf("F", {EnvironmentState::Idle})));
    live.take({1, {}, fact::InvocationStarted{"F", "r", EnvironmentId{1}, false, 1, {}}}, t0);
    QCOMPARE(cells(live.of(functionNode(), t0 + 100ms)), QStringLiteral("R"));
    QVERIFY(live.nextChange(t0) == t0 + LiveState::runningHold);
    QCOMPARE(cells(live.of(functionNode(), t0 + LiveState::runningHold)), QStringLiteral("W"));
    QVERIFY(!live.nextChange(t0 + LiveState::runningHold));
}

void TestCanvasLive::refusalsAreHeld()
{
    LiveState live;
    live.take({1, {}, fact::Throttled{"F", "r", {}, "x", 1, 1}}, t0);
    QVERIFY(live.of(functionNode(), t0 + 2999ms).refusing);
    QCOMPARE(live.of(functionNode(), t0 + 2999ms).state, EnvState::Throttled);
    QVERIFY(!live.of(functionNode(), t0 + 3000ms).refusing);
}

void TestCanvasLive::failuresStayUntilASuccess()
{
    LiveState live;
    live.setSnapshot(shared(snapshotOf("F", {EnvironmentState::Idle})));
    fact::InvocationEnded ended{"F", "r", EnvironmentId{1}, InvocationOutcome::Timeout};
    live.take({1, {}, ended}, t0);
    QCOMPARE(live.of(functionNode(), t0 + 1h).state, EnvState::Error);
    ended.outcome = InvocationOutcome::Success;
    live.take({2, {}, ended}, t0 + 2h);
    QCOMPARE(live.of(functionNode(), t0 + 2h).state, EnvState::Warm);
    live.clear();
    QVERIFY(live.of(functionNode(), t0) == LiveNode{});
}

void TestCanvasLive::reservedConcurrencyFillsTheRow()
{
    using enum EnvironmentState;
    LiveState live;
    Snapshot snapshot = snapshotOf("F", {Busy, Busy, Idle});
    snapshot.functions[0].queuedEvents = 42;
    live.setSnapshot(shared(snapshot));
    const LiveNode node = live.of(functionNode(5), t0);
    QCOMPARE(cells(node), QStringLiteral("RRW--"));
    QVERIFY(node.fill);
    QCOMPARE(node.count, QStringLiteral("2/5"));
    QCOMPARE(node.extra, QStringLiteral("+42"));
}

void TestCanvasLive::manyCellsAreScaled()
{
    LiveState live;
    std::vector<EnvironmentState> states(100, EnvironmentState::Idle);
    states[99] = EnvironmentState::Busy;
    live.setSnapshot(shared(snapshotOf("F", states)));
    const LiveNode node = live.of(functionNode(), t0);
    QVERIFY(node.cells.size() <= 24);
    QCOMPARE(node.perCell, 5);
    QVERIFY(cells(node).startsWith(QLatin1Char('R'))); // one busy among hundred is not lost
    QCOMPARE(node.count, QStringLiteral("1/100 live"));
}

void TestCanvasLive::queuesBucketsAndSchedules()
{
    CanvasBench bench;
    Snapshot snapshot;
    snapshot.queues = {{"OrdersQueue", 3, 2, 1, {}}, {"OrdersDLQ", 0, 0, 0, {}}};
    snapshot.buckets = {{"PhotosBucket", 1, 10}};
    snapshot.schedules = {{"Reconcile/EveryFive", std::nullopt}};
    snapshot.port = 4567;
    bench.view.applySnapshot(shared(snapshot));
    QCOMPARE(bench.scene().live("OrdersQueue")->depth, 6);
    QCOMPARE(bench.scene().live("OrdersQueue")->level, 2);
    QVERIFY(bench.scene().live("OrdersQueue")->fact.contains(QLatin1Char('6')));
    QCOMPARE(bench.scene().live("OrdersDLQ")->fact, QStringLiteral("Empty"));
    QVERIFY(bench.scene().live("PhotosBucket")->fact.contains(QLatin1Char('1')));
    QCOMPARE(bench.scene().live("Reconcile/EveryFive")->fact, QStringLiteral("Triggers stopped"));
    QCOMPARE(bench.scene().live("PlaceOrder/FunctionUrl")->fact, QStringLiteral("127.0.0.1:4567"));
    snapshot.schedules[0].next = Instant{1741064767s};
    bench.view.applySnapshot(shared(snapshot));
    QVERIFY(bench.scene().live("Reconcile/EveryFive")->fact.startsWith(QStringLiteral("Next at ")));
}

void TestCanvasLive::gaugeSteps()
{
    QCOMPARE(gaugeLevel(0), 0);
    QCOMPARE(gaugeLevel(1), 1);
    QCOMPARE(gaugeLevel(4), 1);
    QCOMPARE(gaugeLevel(5), 2);
    QCOMPARE(gaugeLevel(624), 4);
    QCOMPARE(gaugeLevel(625), 5);
    QCOMPARE(gaugeLevel(1'000'000'000'000), 5);
}

void TestCanvasLive::stateFilterDims()
{
    CanvasBench bench;
    bench.view.applySnapshot(shared(snapshotOf("PlaceOrder", {EnvironmentState::Busy})));
    bench.scene().setStateFilter(EnvState::Running);
    QCOMPARE(bench.node("PlaceOrder").opacity(), 1.0);
    QVERIFY(bench.node("ChargeCard").opacity() < 1.0);
    bench.view.applySnapshot(shared(snapshotOf("ChargeCard", {EnvironmentState::Busy})));
    QVERIFY(bench.node("PlaceOrder").opacity() < 1.0);
    QCOMPARE(bench.node("ChargeCard").opacity(), 1.0);
    bench.scene().setStateFilter({});
    QCOMPARE(bench.node("PlaceOrder").opacity(), 1.0);
}

void TestCanvasLive::wiresInPiecesLookWhole()
{
    // Only what is in sight is stroked; it must look as if all of it were.
    QPainterPath path({10, 40});
    path.cubicTo({400, 40}, {-100, 300}, {300, 300});
    path.lineTo(300, 340);
    path.cubicTo({300, 390}, {20, 200}, {380, 380});
    const WirePieces pieces(path);
    QVERIFY(std::abs(pieces.length() - path.length()) < 0.5);
    for (const bool dotted : {false, true}) {
        QPen pen(Qt::black, 2, Qt::SolidLine, Qt::RoundCap);
        if (dotted)
            pen.setDashPattern({0.1, 2.6});
        for (const QRect &seen : {QRect(0, 0, 400, 400), QRect(120, 130, 70, 60), QRect(290, 290, 30, 60)}) {
            const auto drawn = [&](auto stroke) {
                QImage image(400, 400, QImage::Format_Grayscale8);
                image.fill(Qt::white);
                QPainter painter(&image);
                painter.setRenderHint(QPainter::Antialiasing);
                painter.setClipRect(seen);
                stroke(painter);
                return image;
            };
            const QImage whole = drawn([&](QPainter &painter) { painter.strokePath(path, pen); });
            const QImage cut = drawn([&](QPainter &painter) { pieces.stroke(&painter, pen, seen, !dotted); });
            int different = 0, ink = 0;
            for (int y = 0; y < 400; ++y)
                for (int x = 0; x < 400; ++x) {
                    ink += qGray(whole.pixel(x, y)) < 128;
                    different += std::abs(qGray(whole.pixel(x, y)) - qGray(cut.pixel(x, y))) > 110;
                }
            QVERIFY(ink > 20);
            // Dots may stand a fraction of a pixel aside.
            QVERIFY2(different * 4 < ink, qPrintable(QStringLiteral("%1 of %2").arg(different).arg(ink)));
        }
    }
}

QTEST_MAIN(TestCanvasLive)
#include "tst_canvaslive.moc"

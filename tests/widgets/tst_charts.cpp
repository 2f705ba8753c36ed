// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demofacts.h"
#include "tests/support/qttext.h"
#include "tests/support/world.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/charts/chartfeed.h"
#include "widgets/charts/charttable.h"
#include "widgets/charts/concurrencychart.h"
#include "widgets/charts/durationheatmap.h"
#include "widgets/charts/environmentlanes.h"
#include "widgets/charts/queuechart.h"
#include "widgets/charts/stepcolumns.h"
#include "widgets/theme/theme.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

const Instant begin{1741064767s};

Fact environment(Duration at, const NodeId &function, std::uint64_t id, EnvironmentState state)
{
    return {1, begin + at, fact::EnvironmentChanged{function, EnvironmentId{id}, state, {}}};
}
Fact started(Duration at, const NodeId &function, std::uint64_t id, bool cold = false, const std::string &request = "r")
{
    return {1, begin + at, fact::InvocationStarted{function, request, EnvironmentId{id}, cold, 1, {}}};
}
Fact ended(Duration at, const NodeId &function, std::uint64_t id, Duration takes = 1s,
           InvocationOutcome outcome = InvocationOutcome::Success, const std::string &request = "r")
{
    return {1, begin + at,
            fact::InvocationEnded{function, request, EnvironmentId{id}, outcome, begin + at - takes, takes}};
}

/// "0:1 500:2": milliseconds and value of each step of one function.
QString steps(const ConcurrencySeries &series, const NodeId &function)
{
    QStringList list;
    for (const auto &step : series.steps())
        if (series.functions()[step.function] == function)
            list << QStringLiteral("%1:%2").arg((step.time - begin) / 1ms).arg(step.value);
    return list.join(QLatin1Char(' '));
}

/// Charts fed by a recorded session.
struct Board
{
    RecordedSession session;
    SessionBridge bridge;
    TimeModel time;
    ChartFeed feed{&bridge, &time};

    explicit Board(std::vector<Fact> facts = {}) : session(std::move(facts)) { bridge.setSession(&session); }
    void play()
    {
        QSignalSpy changed(&feed, &ChartFeed::changed);
        session.play();
        QVERIFY(changed.wait(10000));
    }
};

} // namespace

/// Charts: steps from facts, exactly, and what the widgets say of them.
class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stepsFollowTheFacts();
    void initIsCharged();
    void failedAndLostEnvironmentsAreFree();
    void stepsEqualWhatTheEngineCharges();
    void marksComeFromFacts();
    void oldStepsGoButTheValueStays();
    void otherFactsChangeNothing();
    void columnsKeepEverySpike();
    void columnsBeginWithWhatWasBefore();
    void lanesShowReuse();
    void lanesTellPausesAndRestores();
    void durationsPerFunction();
    void queuesFromSnapshots();
    void withoutFactsChartsStandStill();
    void concurrencyChartSaysItsNumbers();
    void tablesHoldTheSteps();
    void csvIsSafeForSpreadsheets();
    void everyChartPaintsTheRecording();
    void anotherSessionStartsEmpty();
    void niceSteps();
};

void TestCharts::initTestCase() { installTheme(*qApp, ThemeKind::Dark); }

void TestCharts::stepsFollowTheFacts()
{
    ConcurrencySeries series;
    for (const Fact &fact :
         {started(0ms, "F", 1), started(200ms, "F", 2), started(200ms, "G", 3), ended(1000ms, "F", 1),
          environment(1000ms, "F", 1, EnvironmentState::Idle), ended(1200ms, "F", 2), started(1200ms, "F", 1)})
        series.add(fact);
    QCOMPARE(steps(series, "F"), QStringLiteral("0:1 200:2 1000:1 1200:1")); // one left, one came, at one instant
    QCOMPARE(steps(series, "G"), QStringLiteral("200:1"));
    QCOMPARE(series.current(series.indexOf("F")), 1);
    QCOMPARE(series.current(-1), 2);
    QCOMPARE(series.valueAt(series.indexOf("F"), begin - 1ns), 0);
    QCOMPARE(series.valueAt(series.indexOf("F"), begin), 1);
    QCOMPARE(series.valueAt(series.indexOf("F"), begin + 999ms), 2);
    QCOMPARE(series.valueAt(series.indexOf("F"), begin + 1s), 1);
    QCOMPARE(series.valueAt(-1, begin + 500ms), 3);
    QCOMPARE(series.indexOf("H"), -1);
    QCOMPARE(series.current(99), 0);
}

void TestCharts::initIsCharged()
{
    ConcurrencySeries series;
    series.add(environment(0ms, "F", 1, EnvironmentState::Starting));
    series.add(environment(1ms, "F", 1, EnvironmentState::Initialising));
    QCOMPARE(series.current(0), 1); // Lambda charges concurrency from init
    series.add(environment(300ms, "F", 1, EnvironmentState::Busy));
    series.add(started(300ms, "F", 1, true));
    QCOMPARE(steps(series, "F"), QStringLiteral("0:1"));
    series.add(ended(800ms, "F", 1));
    series.add(environment(800ms, "F", 1, EnvironmentState::Idle));
    QCOMPARE(steps(series, "F"), QStringLiteral("0:1 800:0"));
}

void TestCharts::failedAndLostEnvironmentsAreFree()
{
    using enum EnvironmentState;
    ConcurrencySeries series;
    series.add(environment(0ms, "F", 1, Initialising));
    series.add(environment(100ms, "F", 1, Failed));
    series.add(environment(100ms, "F", 2, Starting)); // the init is repeated at once
    QCOMPARE(steps(series, "F"), QStringLiteral("0:1 100:1"));
    series.add(environment(200ms, "F", 2, Stopping));
    series.add(environment(200ms, "F", 2, Gone));
    QCOMPARE(series.current(0), 0);
}

void TestCharts::stepsEqualWhatTheEngineCharges()
{
    // The real engine on a virtual clock: at every probe the chart's value is the engine's own count.
    World world;
    world.add("F").reservedConcurrency = 6;
    world.add("G");
    world.deploy();
    Prng prng(11);
    const auto model = [&](const InvocationRequest &request) {
        const Duration takes = std::chrono::milliseconds{20 + prng.below(400)};
        return prng.chance(1, 6) ? ModelledRun::exits(takes, request.requestId, 1)
            : prng.chance(1, 9)  ? ModelledRun::never()
                                 : ModelledRun::ok(takes);
    };
    int inits = 0;
    for (const char *id : {"F", "G"}) {
        world.sandbox->handle(id, model);
        world.sandbox->init(id, [&](const EnvironmentSpec &) {
            return ++inits % 7 == 0 ? ModelledInit{50ms, "{}", "Runtime.ExitError"} : ModelledInit{80ms, {}, {}};
        });
    }
    ConcurrencySeries series;
    std::size_t seen = 0;
    for (int i = 0; i < 600; ++i) {
        prng.chance(1, 3) ? (void)world.invokeLater("G") : (void)world.invoke(prng.chance(1, 2) ? "F" : "G");
        world.run(std::chrono::milliseconds{prng.below(60)});
        for (; seen < world.facts.size(); ++seen)
            series.add(world.facts[seen]);
        Snapshot snapshot;
        world.engine->fill(snapshot);
        for (const char *id : {"F", "G"})
            if (const int index = series.indexOf(id); index >= 0 || snapshot.function(id)->inUse != 0)
                QCOMPARE(std::int64_t(series.current(index)), snapshot.function(id)->inUse);
        QCOMPARE(std::int64_t(series.current(-1)), snapshot.accountInUse);
    }
    QVERIFY(series.steps().size() > 500);
    QVERIFY(!series.throttles().empty() && !series.coldStarts().empty());
    QCOMPARE(series.throttles().size(), world.all<fact::Throttled>().size());
}

void TestCharts::marksComeFromFacts()
{
    ConcurrencySeries series;
    series.add(started(0ms, "F", 1, true));
    series.add(started(5ms, "F", 2, false));
    series.add({1, begin + 10ms, fact::Throttled{"F", "r", {}, "x", 2, 2}});
    QCOMPARE(series.coldStarts().size(), std::size_t{1});
    QCOMPARE(series.throttles().size(), std::size_t{1});
    QVERIFY(series.throttles()[0].time == begin + 10ms);
    QCOMPARE(series.current(0), 2); // a refusal takes nothing
}

void TestCharts::oldStepsGoButTheValueStays()
{
    ConcurrencySeries series;
    series.add(started(0ms, "Long", 1));
    for (std::size_t i = 0; i < ConcurrencySeries::capacity; ++i) {
        const Duration at = std::chrono::milliseconds{i + 1};
        series.add(i % 2 == 0 ? started(at, "F", 2) : ended(at, "F", 2));
    }
    QVERIFY(series.steps().size() <= ConcurrencySeries::capacity);
    QVERIFY(series.steps().front().time > begin);
    QCOMPARE(series.initial()[0], 1); // it still runs, long before the first step that is kept
    QCOMPARE(series.valueAt(0, series.steps().front().time), 1);
}

void TestCharts::otherFactsChangeNothing()
{
    ConcurrencySeries series;
    QVERIFY(!series.add({1, begin, fact::LogWritten{"F", "r", EnvironmentId{1}, LogKind::Text, LogLevel::Info, "x"}}));
    QVERIFY(!series.add({1, begin, fact::Moved{"A", "F", MovementKind::Event, "r", 1}}));
    QVERIFY(!series.add(environment(0ms, "F", 1, EnvironmentState::Idle)));
    QVERIFY(series.steps().empty());
    LaneSeries lanes;
    QVERIFY(!lanes.add({1, begin, fact::Moved{"A", "F", MovementKind::Event, "r", 1}}));
    QVERIFY(lanes.lanes().empty());
}

void TestCharts::columnsKeepEverySpike()
{
    const TimeAxis axis({begin, begin + 100s}, 0, 100); // one second a column
    StepColumns columns(axis, 0);
    columns.add(begin + 10s, 3);
    columns.add(begin + 20s + 1ms, 50); // a spike of 2 ms
    columns.add(begin + 20s + 3ms, 3);
    columns.add(begin + 30s, 0);
    columns.finish(begin + 50s);
    QCOMPARE(columns.filled(), std::size_t{51});
    QCOMPARE(columns.highest(), 50.0);
    const auto &list = columns.columns();
    QCOMPARE(list[9].high, 0.0);
    QCOMPARE(list[10].high, 3.0);
    QCOMPARE(list[15].low, 3.0);
    QCOMPARE(list[20].high, 50.0);
    QCOMPARE(list[20].last, 3.0);
    QCOMPARE(list[21].high, 3.0);
    QCOMPARE(list[40].high, 0.0);
}

void TestCharts::columnsBeginWithWhatWasBefore()
{
    const TimeAxis axis({begin + 10s, begin + 20s}, 40, 100);
    StepColumns columns(axis, 7);
    columns.add(begin + 5s, 2);
    columns.add(begin + 15s, 4);
    columns.add(begin + 25s, 9); // after the range
    columns.finish(begin + 30s);
    QCOMPARE(columns.filled(), std::size_t{100});
    QCOMPARE(columns.columns().front().last, 2.0);
    QCOMPARE(columns.columns().back().last, 4.0);
    QCOMPARE(columns.highest(), 4.0);
    StepColumns future(axis, 1);
    future.finish(begin); // now lies before the range: nothing to draw yet
    QCOMPARE(future.filled(), std::size_t{0});
}

void TestCharts::lanesShowReuse()
{
    using enum EnvironmentState;
    LaneSeries series;
    for (const Fact &fact :
         {environment(0ms, "F", 1, Starting), environment(0ms, "F", 1, Initialising), environment(300ms, "F", 1, Busy),
          started(300ms, "F", 1, true, "a"), ended(500ms, "F", 1, 200ms, InvocationOutcome::Success, "a"),
          environment(500ms, "F", 1, Idle), environment(900ms, "F", 1, Busy), started(900ms, "F", 1, false, "b"),
          ended(1000ms, "F", 1, 100ms, InvocationOutcome::FunctionError, "b"), environment(1000ms, "F", 1, Idle),
          environment(2000ms, "F", 1, Stopping), environment(2000ms, "F", 1, Gone)})
        series.add(fact);
    QCOMPARE(series.lanes().size(), std::size_t{1});
    const LaneSeries::Lane &lane = series.lanes()[0];
    QCOMPARE(lane.served, 2);
    QVERIFY(lane.gone);
    QCOMPARE(lane.bars.size(), std::size_t{3});
    QCOMPARE(lane.bars[0].kind, LaneSeries::BarKind::Init);
    QVERIFY(lane.bars[0].end == begin + 300ms);
    QCOMPARE(text(lane.bars[1].requestId), QStringLiteral("a"));
    QCOMPARE(lane.bars[2].kind, LaneSeries::BarKind::Failed);
    for (std::size_t i = 1; i < lane.bars.size(); ++i)
        QVERIFY(lane.bars[i].begin >= lane.bars[i - 1].end);
    // A killed one ends its open bar as a failure.
    series.add(started(3000ms, "F", 2, false, "c"));
    QVERIFY(series.lanes()[1].bars[0].open);
    series.add(environment(3500ms, "F", 2, Stopping));
    QVERIFY(!series.lanes()[1].bars[0].open);
    QCOMPARE(series.lanes()[1].bars[0].kind, LaneSeries::BarKind::Failed);
}

void TestCharts::lanesTellPausesAndRestores()
{
    using enum EnvironmentState;
    LaneSeries series;
    series.add(environment(0ms, "F", 1, Initialising));
    series.add(started(400ms, "F", 1, true, "a"));
    Fact restored = ended(500ms, "F", 1, 100ms, InvocationOutcome::Success, "a");
    std::get<fact::InvocationEnded>(restored.body).restoreDuration = 150ms;
    std::get<fact::InvocationEnded>(restored.body).simulatedColdStart = 250ms;
    series.add(restored);
    QCOMPARE(series.lanes()[0].bars[0].kind, LaneSeries::BarKind::Restore);
    QVERIFY(series.lanes()[0].bars[0].simulated == 250ms);
    Snapshot snapshot;
    snapshot.time = begin + 600ms;
    EnvironmentView view{.id = EnvironmentId{1}, .state = Idle};
    view.paused = true;
    snapshot.functions = {{.id = "F", .environments = {view}}};
    QVERIFY(series.add(snapshot));
    QVERIFY(!series.add(snapshot)); // nothing new
    QVERIFY(series.lanes()[0].pauses.back().open);
    snapshot.time = begin + 900ms;
    snapshot.functions[0].environments[0].paused = false;
    QVERIFY(series.add(snapshot));
    QVERIFY(!series.lanes()[0].pauses.back().open);
    QVERIFY(series.lanes()[0].pauses.back().end == begin + 900ms);
}

void TestCharts::durationsPerFunction()
{
    DurationSeries series;
    series.add(ended(0ms, "F", 1, 1500us));
    series.add(ended(10ms, "F", 1, 20ms, InvocationOutcome::Timeout));
    series.add(started(10ms, "F", 1));
    QCOMPARE(series.samples("F").size(), std::size_t{2});
    QCOMPARE(series.samples("F")[0].milliseconds, 1.5F);
    QVERIFY(series.samples("F")[1].failed);
    QVERIFY(series.samples("G").empty());
}

void TestCharts::queuesFromSnapshots()
{
    QueueSeries series;
    Snapshot snapshot;
    snapshot.time = begin;
    snapshot.queues = {{"Q", 3, 2, 1, 5s}};
    QVERIFY(series.add(snapshot));
    snapshot.time = begin + 1s;
    QVERIFY(!series.add(snapshot)); // the same again
    snapshot.queues[0].visible = 0;
    QVERIFY(series.add(snapshot));
    QCOMPARE(series.samples("Q").size(), std::size_t{2});
    QCOMPARE(series.samples("Q")[0].waiting, 4);
    QCOMPARE(series.samples("Q")[0].inFlight, 2);
    QCOMPARE(series.samples("Q")[0].oldestSeconds, 5.0F);
    QVERIFY(series.samples("P").empty());
}

void TestCharts::withoutFactsChartsStandStill()
{
    Board board(demo::facts());
    board.feed.setModel(demo::model());
    ConcurrencyChart chart(&board.feed);
    chart.resize(600, 300);
    chart.show();
    QSignalSpy changed(&board.feed, &ChartFeed::changed);
    QCoreApplication::processEvents();
    const QImage before = chart.grab().toImage();
    for (int i = 0; i < 50; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(changed.count(), 0);
    QVERIFY(board.feed.concurrency().steps().empty());
    QVERIFY(chart.grab().toImage() == before);
    board.play();
    QVERIFY(!board.feed.concurrency().steps().empty());
    QVERIFY(chart.grab().toImage() != before);
}

void TestCharts::concurrencyChartSaysItsNumbers()
{
    Board board(demo::facts());
    board.feed.setModel(demo::model());
    ConcurrencyChart chart(&board.feed);
    chart.resize(800, 300);
    chart.setFunction(QStringLiteral("ChargeCard"));
    board.play();
    board.time.fit();
    int throttles = 0, cold = 0;
    for (const Fact &fact : demo::facts()) {
        const auto *refused = std::get_if<fact::Throttled>(&fact.body);
        const auto *start = std::get_if<fact::InvocationStarted>(&fact.body);
        throttles += refused && refused->function == "ChargeCard";
        cold += start && start->function == "ChargeCard" && start->cold;
    }
    QVERIFY(throttles > 0 && cold > 0);
    QCOMPARE(chart.throttlesInRange(), throttles);
    QCOMPARE(chart.coldStartsInRange(), cold);
    QVERIFY2(chart.summary().contains(QString::number(throttles)), qPrintable(chart.summary()));
    // Only what is in sight counts.
    board.time.setRange({demo::begin(), demo::begin() + 10s});
    QCOMPARE(chart.throttlesInRange(), 0);
}

void TestCharts::tablesHoldTheSteps()
{
    Board board({started(0ms, "F", 1), started(500ms, "F", 2), ended(1500ms, "F", 1), ended(2s, "F", 2)});
    ConcurrencyChart chart(&board.feed);
    chart.resize(600, 300);
    chart.setFunction(QStringLiteral("F"));
    board.play();
    board.time.setRange({begin - 1s, begin + 3s});
    const ChartWidget::Table table = chart.table();
    QVERIFY(table.columns.size() >= 2);
    QCOMPARE(table.rows.size(), 4);
    QStringList values;
    for (const QStringList &row : table.rows)
        values << row.at(table.columns.size() - 1);
    QCOMPARE(values.join(QLatin1Char(' ')), QStringLiteral("1 2 1 0"));
    ChartTableModel model(table);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 4);
}

void TestCharts::csvIsSafeForSpreadsheets()
{
    Board board({started(0ms, "=cmd()", 1), ended(1s, "=cmd()", 1)});
    ConcurrencyChart chart(&board.feed);
    chart.resize(600, 300);
    board.play();
    board.time.setRange({begin - 1s, begin + 3s});
    for (const QString &line : chart.csv().split(QLatin1Char('\n')))
        for (const QString &cell : line.split(QLatin1Char(',')))
            QVERIFY2(!cell.startsWith(QLatin1Char('=')) && !cell.startsWith(QStringLiteral("\"=")), qPrintable(line));
    QVERIFY(chart.csv().contains(QStringLiteral("'=cmd()")));
}

void TestCharts::everyChartPaintsTheRecording()
{
    Board board(demo::facts());
    board.feed.setModel(demo::model());
    ConcurrencyChart one(&board.feed), all(&board.feed);
    DurationHeatmap heat(&board.feed);
    EnvironmentLanes lanes(&board.feed);
    QueueChart queue(&board.feed);
    one.setFunction(QStringLiteral("PlaceOrder"));
    heat.setFunction(QStringLiteral("ChargeCard"));
    lanes.setFunction(QStringLiteral("ChargeCard"));
    queue.setQueue(QStringLiteral("OrdersQueue"));
    std::map<ChartWidget *, QImage> empty;
    for (ChartWidget *chart : std::initializer_list<ChartWidget *>{&one, &all, &heat, &lanes, &queue}) {
        chart->resize(700, 300);
        chart->show();
        empty[chart] = chart->grab().toImage();
    }
    board.play();
    QSignalSpy changed(&board.feed, &ChartFeed::changed);
    for (const Snapshot &snapshot : demo::snapshots()) {
        board.session.setSnapshot(snapshot);
        board.session.publish(snapshot.time, fact::Notice{{}, LogLevel::Info, "tick"});
        QTRY_VERIFY(board.bridge.snapshot()->time == snapshot.time);
        if (snapshot.time - demo::begin() > 3s)
            break;
    }
    board.time.fit();
    for (const auto &[chart, before] : empty) {
        if (chart != &queue)
            QVERIFY(chart->grab().toImage() != before);
        QVERIFY(!chart->summary().isEmpty());
        const ChartWidget::Table table = chart->table();
        QVERIFY(!table.columns.isEmpty());
        for (const QStringList &row : table.rows)
            QCOMPARE(row.size(), table.columns.size());
    }
}

void TestCharts::anotherSessionStartsEmpty()
{
    Board board(demo::facts());
    board.play();
    QVERIFY(!board.feed.functions().isEmpty());
    QVERIFY(board.feed.requests() > 0);
    board.bridge.setSession(nullptr);
    QVERIFY(board.feed.concurrency().steps().empty());
    QVERIFY(board.feed.functions().isEmpty());
    QCOMPARE(board.feed.requests(), 0);
    QVERIFY(board.time.empty());
}

void TestCharts::niceSteps()
{
    const std::map<double, double> expected{{0.7, 1}, {1, 1}, {1.2, 2}, {3, 5}, {6, 10}, {51, 100}, {1000, 1000}};
    for (const auto &[value, nice] : expected)
        QCOMPARE(niceStep(value), nice);
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"

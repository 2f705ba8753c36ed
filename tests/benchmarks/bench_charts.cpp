// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// G3: ten functions with 2,000 steps each, one frame of the concurrency chart.
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/frames.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/bridge/timemodel.h"
#include "widgets/charts/chartfeed.h"
#include "widgets/charts/concurrencychart.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QtMath>

#ifdef LAMBDARIUM_QTCHARTS
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#endif

#include <cstdio>

using namespace benchmarks;
using namespace lambdarium;

namespace {

constexpr int pairs = 9;
constexpr int functions = 10;
constexpr int points = 2000;
const Instant begin{std::chrono::seconds{1741064767}};

/// Environments that start and end, 2,000 steps for each function, within a minute.
std::vector<Fact> facts()
{
    std::vector<Fact> list;
    for (int i = 0; i < points; ++i)
        for (int f = 0; f < functions; ++f) {
            const std::string name = "Function" + std::to_string(f);
            const EnvironmentId environment{static_cast<std::uint64_t>(f * 100 + i / 2 % 25 + 1)};
            const Instant at = begin + std::chrono::milliseconds{30 * i + f};
            if (i % 2 == 0)
                list.push_back({list.size() + 1, at, fact::InvocationStarted{name, "r", environment, false, 1, {}}});
            else
                list.push_back({list.size() + 1, at, fact::InvocationEnded{name, "r", environment}});
        }
    return list;
}

/// The same number of points as antialiased lines, nothing else.
class Lines : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(rect(), Qt::white);
        for (int f = 0; f < functions; ++f) {
            QPolygonF line;
            for (int i = 0; i < points; ++i)
                line << QPointF(i / 2.0, 40 * f + 30 * qSin(i * 0.05 + f));
            painter.setPen(QPen(QColor::fromHsv(f * 36, 200, 200), 2));
            painter.drawPolyline(line);
        }
    }
};

double frameOf(QWidget &widget)
{
    return median(frames(widget, 20, [](int) {}));
}

#ifdef LAMBDARIUM_QTCHARTS
std::unique_ptr<QChartView> qtCharts()
{
    auto *chart = new QChart;
    for (int f = 0; f < functions; ++f) {
        auto *series = new QLineSeries;
        for (int i = 0; i < points; ++i)
            series->append(i, 40 * f + 30 * qSin(i * 0.05 + f));
        chart->addSeries(series);
    }
    chart->createDefaultAxes();
    auto view = std::make_unique<QChartView>(chart);
    view->setRenderHint(QPainter::Antialiasing);
    view->resize(1000, 500);
    return view;
}
#endif

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    installTheme(application, ThemeKind::Dark);
    printMachine();
    RecordedSession session(facts());
    SessionBridge bridge;
    TimeModel time;
    ChartFeed feed(&bridge, &time);
    bridge.setSession(&session);
    session.play();
    while (feed.requests() < std::int64_t{functions} * points / 2)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    time.fit();
    ConcurrencyChart all(&feed), one(&feed);
    one.setFunction(QStringLiteral("Function3"));
    Lines lines;
    for (QWidget *widget : std::initializer_list<QWidget *>{&all, &one, &lines}) {
        widget->resize(1000, 500);
        widget->show();
    }
    QApplication::processEvents();
    printHeading("A frame of 1000 x 500 with 10 x 2,000 steps");
    print(paired(
        {.id = "G3",
         .what = "all functions, stacked, against 4 ms",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 1}},
        pairs, [&] { return frameOf(all); }, [] { return 4.0; }));
    print(paired(
        {.id = "", .what = "all functions, against bare antialiased lines", .unit = "ms", .goal = {}}, pairs,
        [&] { return frameOf(all); }, [&] { return frameOf(lines); }));
    print(paired(
        {.id = "", .what = "one function, against bare antialiased lines", .unit = "ms", .goal = {}}, pairs,
        [&] { return frameOf(one); }, [&] { return frameOf(lines); }));
#ifdef LAMBDARIUM_QTCHARTS
    const auto peer = qtCharts();
    peer->show();
    QApplication::processEvents();
    print(paired(
        {.id = "G3",
         .what = "frames a second, against QtCharts",
         .unit = "/s",
         .goal = Goal{Goal::Kind::RatioAtLeast, 5}},
        pairs, [&] { return 1000 / frameOf(all); }, [&] { return 1000 / frameOf(*peer->viewport()); }));
#else
    std::printf("G3  against QtCharts: not measured, libqt6charts6-dev is not installed\n");
#endif
    return 0;
}

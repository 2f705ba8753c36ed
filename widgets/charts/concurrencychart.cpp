// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/concurrencychart.h"

#include "widgets/bridge/functionpalette.h"
#include "widgets/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace lambdarium {

namespace {

constexpr auto shrinkAfter = std::chrono::seconds(10);

QColor faded(QColor colour, qreal alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

QColor asText(const QColor &colour) { return th().dark ? colour : mix(colour, th().text, .2); }

Qt::BrushStyle hatchOf(int slot)
{
    constexpr Qt::BrushStyle styles[] = {Qt::NoBrush, Qt::BDiagPattern, Qt::Dense6Pattern, Qt::FDiagPattern};
    return styles[slot & 3];
}

} // namespace

ConcurrencyChart::ConcurrencyChart(ChartFeed *feed, QWidget *parent) : ChartWidget(feed, parent)
{
    setEmptyText(tr("Nothing has run yet. Press Ctrl+Enter to send an event: each environment in use raises the line "
                    "by one."));
    m_pulse.setInterval(100);
    connect(&m_pulse, &QTimer::timeout, this, &ConcurrencyChart::pulse);
    connect(feed, &ChartFeed::changed, this, [this] {
        if (!reducedMotion() && isVisible() && time()->live() && !m_pulse.isActive())
            m_pulse.start();
    });
}

void ConcurrencyChart::setFunction(const QString &function)
{
    m_function = function;
    m_top = 0;
    update();
}

bool ConcurrencyChart::empty() const
{
    const ConcurrencySeries &series = feed()->concurrency();
    return series.steps().empty() && series.throttles().empty();
}

QMarginsF ConcurrencyChart::plotMargins() const
{
    QStringList labels;
    for (const Limit &limit : limits())
        labels << tr("%1 ↑").arg(limit.text);
    return {58, 12, edgeRoom(labels, 124), 28};
}

/// The dot breathes only while something runs; otherwise nothing moves and nothing costs.
void ConcurrencyChart::pulse()
{
    const int index = m_function.isEmpty() ? -1 : feed()->concurrency().indexOf(m_function.toStdString());
    const bool runs = (m_function.isEmpty() || index >= 0) && feed()->concurrency().current(index) > 0;
    m_phase = runs ? (m_phase + 1) % 20 : 0;
    if (!runs || !isVisible() || reducedMotion() || !time()->live())
        m_pulse.stop();
    const int r = dp(12);
    update(QRectF(m_dot.x() - r, m_dot.y() - r, 2 * r, 2 * r).toAlignedRect());
}

StepColumns ConcurrencyChart::columnsOf(int function, const TimeAxis &axis) const
{
    const ConcurrencySeries &series = feed()->concurrency();
    StepColumns columns(axis, function >= 0 ? series.initial()[std::size_t(function)] : 0);
    for (const ConcurrencySeries::Step &step : series.steps()) {
        if (step.time >= axis.range().end)
            break;
        if (int(step.function) == function)
            columns.add(step.time, step.value);
    }
    columns.finish(std::min(time()->now(), axis.range().end));
    return columns;
}

/// Per column the values at the moment of the highest total: the crest is true, and the bands add up to it.
std::vector<ConcurrencyChart::Band> ConcurrencyChart::bands(const TimeAxis &axis, std::size_t &filled) const
{
    const ConcurrencySeries &series = feed()->concurrency();
    const std::size_t width = std::size_t(std::max(1.0, axis.width()));
    const Theme &t = th();
    constexpr int slots = 4;
    std::vector<Band> result(slots);
    std::vector<int> slotOf;
    for (const NodeId &name : series.functions()) {
        const int slot = functionSlot(name);
        slotOf.push_back(slot);
        Band &band = result[std::size_t(slot)];
        band.name = band.name.isEmpty() ? QString::fromStdString(name) : tr("other");
        band.current += series.current(int(slotOf.size()) - 1);
    }
    std::vector<std::int32_t> values = series.initial();
    std::array<double, slots> now{};
    for (std::size_t f = 0; f < values.size(); ++f)
        now[std::size_t(slotOf[f])] += values[f];
    const auto total = [&] { return now[0] + now[1] + now[2] + now[3]; };
    for (int slot = 0; slot < slots; ++slot) {
        result[std::size_t(slot)].colour = t.series[std::size_t(slot)];
        result[std::size_t(slot)].hatch = hatchOf(slot);
        result[std::size_t(slot)].values.assign(width, 0);
    }
    std::size_t column = 0;
    double best = total();
    const auto put = [&](std::size_t at) {
        for (int slot = 0; slot < slots; ++slot)
            result[std::size_t(slot)].values[at] = now[std::size_t(slot)];
    };
    const auto advance = [&](std::size_t to) {
        for (; column < to && column + 1 < width; best = total())
            put(++column);
    };
    put(0);
    for (const ConcurrencySeries::Step &step : series.steps()) {
        if (step.time >= axis.range().end)
            break;
        if (step.time > axis.range().begin)
            advance(std::size_t(std::clamp(axis.x(step.time) - axis.left(), 0.0, double(width - 1))));
        const double before = best;
        now[std::size_t(slotOf[step.function])] += step.value - values[step.function];
        values[step.function] = step.value;
        if (total() >= before || step.time <= axis.range().begin) {
            best = total();
            put(column);
        }
    }
    advance(std::size_t(std::clamp(axis.x(std::min(time()->now(), axis.range().end)) - axis.left(), double(column),
                                   double(width - 1))));
    filled = column + 1;
    std::erase_if(result, [](const Band &band) { return band.name.isEmpty(); });
    return result;
}

QList<ConcurrencyChart::Limit> ConcurrencyChart::limits() const
{
    const Theme &t = th();
    QList<Limit> list;
    const QLocale locale;
    const std::int64_t reserved = m_function.isEmpty() ? -1 : feed()->reserved(m_function.toStdString());
    if (reserved >= 0)
        list << Limit{double(reserved),
                      tr("Reserved %1").arg(locale.toString(qlonglong(reserved))),
                      t.state(EnvState::Running),
                      {7, 4}};
    else
        list << Limit{double(feed()->accountLimit()),
                      tr("Account limit %1").arg(locale.toString(qlonglong(feed()->accountLimit()))),
                      t.text2,
                      {10, 5}};
    return list;
}

double ConcurrencyChart::scaleTop(double highest, const QList<Limit> &limits)
{
    double top = std::max(4.0, highest);
    for (const Limit &limit : limits)
        if (limit.value <= std::max(20.0, 5 * highest))
            top = std::max(top, limit.value);
    top *= 1.25;
    // Grows at once, shrinks after a while: the scale must not jump with every request.
    const Instant now = time()->now();
    if (top >= m_top || now - m_topSince > shrinkAfter || now < m_topSince) {
        m_top = top;
        m_topSince = now;
    }
    return m_top;
}

void ConcurrencyChart::paintScale(QPainter &painter, const QRectF &plot, double top)
{
    const double step = std::max(1.0, niceStep(top / std::max(2.0, plot.height() / dp(44))));
    for (double value = 0; value <= top; value += step)
        paintAxisLabel(painter, plot, plot.bottom() - value / top * plot.height(), QLocale().toString(qlonglong(value)),
                       true);
}

void ConcurrencyChart::paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis)
{
    QList<EdgeLabel> labels;
    const QList<Limit> lines = limits();
    if (!m_function.isEmpty()) {
        const StepColumns columns = columnsOf(feed()->concurrency().indexOf(m_function.toStdString()), axis);
        const StepPainter steps{painter, plot, scaleTop(columns.highest(), lines)};
        paintScale(painter, plot, steps.top);
        paintOne(painter, steps, columns, labels);
        paintLimits(painter, steps, lines, labels);
        const double above = std::max(lines.front().value <= steps.top ? lines.front().value : 0.0, columns.highest());
        paintMarks(painter, steps, axis, std::vector<double>(columns.columns().size(), above));
    } else {
        std::size_t filled = 0;
        const std::vector<Band> stack = bands(axis, filled);
        std::vector<double> crest(std::size_t(std::max(1.0, axis.width())), 0);
        for (const Band &band : stack)
            for (std::size_t i = 0; i < crest.size(); ++i)
                crest[i] += band.values[i];
        const StepPainter steps{painter, plot, scaleTop(*std::ranges::max_element(crest), lines)};
        paintScale(painter, plot, steps.top);
        paintStack(steps, stack, filled, labels);
        paintLimits(painter, steps, lines, labels);
        paintMarks(painter, steps, axis, crest);
    }
    paintEdgeLabels(painter, plot, labels);
}

void ConcurrencyChart::paintOne(QPainter &painter, const StepPainter &steps, const StepColumns &columns,
                                QList<EdgeLabel> &labels)
{
    const Theme &t = th();
    const QColor colour = t.state(EnvState::Running);
    const std::size_t count = columns.filled();
    std::vector<double> zero(count, 0), high(count);
    for (std::size_t i = 0; i < count; ++i)
        high[i] = columns.columns()[i].high;
    steps.fill(zero, high, faded(colour, t.dark ? .30 : .22));
    steps.line(columns.columns(), count, colour, dp(2));
    if (count == 0)
        return;
    const double last = columns.columns()[count - 1].last;
    const QPointF dot(steps.plot.left() + double(count), steps.y(last));
    m_dot = dot;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double swing = m_phase == 0 ? 0 : 1.5 * std::sin(m_phase / 20.0 * 2 * M_PI);
    painter.setBrush(faded(colour, .28));
    painter.drawEllipse(dot, dp(7) + swing, dp(7) + swing);
    painter.setBrush(colour);
    painter.drawEllipse(dot, dp(4), dp(4));
    painter.setRenderHint(QPainter::Antialiasing, false);
    labels << EdgeLabel{dot.y(), tr("%1 now").arg(last), t.text, QFont::DemiBold};
}

void ConcurrencyChart::paintStack(const StepPainter &steps, const std::vector<Band> &bands, std::size_t filled,
                                  QList<EdgeLabel> &labels)
{
    const Theme &t = th();
    std::vector<double> below(filled, 0);
    for (const Band &band : bands) {
        std::vector<double> above(filled);
        std::vector<StepColumns::Column> line(filled);
        for (std::size_t i = 0; i < filled; ++i) {
            above[i] = below[i] + band.values[i];
            line[i] = {above[i], above[i], above[i]};
        }
        if (std::ranges::any_of(band.values, [](double value) { return value > 0; })) {
            steps.fill(below, above, faded(band.colour, t.dark ? .34 : .24));
            if (band.hatch != Qt::NoBrush)
                steps.fill(below, above, QBrush(faded(band.colour, .55), band.hatch));
            steps.line(line, filled, band.colour, std::max(1, dp(2)));
        }
        const double middle = filled > 0 ? (below.back() + above.back()) / 2 : 0;
        labels << EdgeLabel{double(steps.y(middle)), QStringLiteral("%1  %2").arg(band.name).arg(band.current),
                            asText(band.colour), QFont::DemiBold};
        below = std::move(above);
    }
}

void ConcurrencyChart::paintLimits(QPainter &painter, const StepPainter &steps, const QList<Limit> &limits,
                                   QList<EdgeLabel> &labels)
{
    for (const Limit &limit : limits) {
        // A limit far above the data stays at the edge, with an arrow, instead of flattening what happened.
        const bool beyond = limit.value > steps.top;
        const double y = beyond ? steps.plot.top() : steps.y(limit.value);
        QPen pen(limit.colour, dp(2));
        pen.setCosmetic(true);
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern(beyond ? QList<qreal>{1, 6} : QList<qreal>{limit.dash[0] / 1.25, limit.dash[1] / 1.25});
        painter.setPen(pen);
        painter.drawLine(QPointF(steps.plot.left(), y), QPointF(steps.plot.right() + dp(6), y));
        labels << EdgeLabel{y, beyond ? tr("%1 ↑").arg(limit.text) : limit.text, asText(limit.colour), QFont::Medium};
    }
}

void ConcurrencyChart::paintMarks(QPainter &painter, const StepPainter &steps, const TimeAxis &axis,
                                  const std::vector<double> &crest)
{
    const Theme &t = th();
    const int wanted = m_function.isEmpty() ? -1 : feed()->concurrency().indexOf(m_function.toStdString());
    // One mark per six pixels at most: a thousand refusals still read as a row of crosses.
    const auto each = [&](const std::vector<ConcurrencySeries::Mark> &marks, auto draw) {
        double free = -1e9;
        for (const ConcurrencySeries::Mark &mark : marks) {
            if ((wanted < 0 && !m_function.isEmpty()) || (wanted >= 0 && int(mark.function) != wanted)
                || !axis.range().contains(mark.time))
                continue;
            const double x = axis.x(mark.time);
            if (x < free)
                continue;
            free = x + dp(6);
            draw(x, crest[std::size_t(std::clamp(x - axis.left(), 0.0, double(crest.size() - 1)))]);
        }
    };
    painter.setRenderHint(QPainter::Antialiasing);
    const double arm = 2.8 * dp(10) / 10;
    each(feed()->concurrency().throttles(), [&](double x, double value) {
        const QPointF c(x, std::max(steps.plot.top() + arm, double(steps.y(value)) - dp(11)));
        painter.setPen(QPen(t.state(EnvState::Throttled), 1.8, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(c + QPointF(-arm, -arm), c + QPointF(arm, arm));
        painter.drawLine(c + QPointF(-arm, arm), c + QPointF(arm, -arm));
    });
    each(feed()->concurrency().coldStarts(), [&](double x, double) {
        const QPointF c(x, steps.plot.bottom() - dp(5));
        const double r = dp(4);
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(t.state(EnvState::Cold));
        painter.drawPolygon(QPolygonF{c + QPointF(0, -r), c + QPointF(r, 0), c + QPointF(0, r), c + QPointF(-r, 0)});
    });
    painter.setRenderHint(QPainter::Antialiasing, false);
}

int ConcurrencyChart::count(const std::vector<ConcurrencySeries::Mark> &marks) const
{
    const int wanted = m_function.isEmpty() ? -1 : feed()->concurrency().indexOf(m_function.toStdString());
    if (wanted < 0 && !m_function.isEmpty())
        return 0;
    const TimeRange range = time()->range();
    return int(std::ranges::count_if(marks, [&](const ConcurrencySeries::Mark &mark) {
        return (wanted < 0 || int(mark.function) == wanted) && mark.time >= range.begin && mark.time <= range.end;
    }));
}

int ConcurrencyChart::throttlesInRange() const { return count(feed()->concurrency().throttles()); }
int ConcurrencyChart::coldStartsInRange() const { return count(feed()->concurrency().coldStarts()); }

QString ConcurrencyChart::summary() const
{
    if (empty())
        return tr("Nothing has run yet.");
    const ConcurrencySeries &series = feed()->concurrency();
    const int index = m_function.isEmpty() ? -1 : series.indexOf(m_function.toStdString());
    const QString who = m_function.isEmpty() ? tr("all functions") : m_function;
    std::size_t filled = 0;
    double highest = 0;
    const TimeAxis time = axis();
    if (m_function.isEmpty()) {
        std::vector<double> crest(std::size_t(std::max(1.0, time.width())), 0);
        for (const Band &band : bands(time, filled))
            for (std::size_t i = 0; i < crest.size(); ++i)
                crest[i] += band.values[i];
        highest = *std::ranges::max_element(crest);
    } else {
        highest = columnsOf(index, time).highest();
    }
    const int now = m_function.isEmpty() || index >= 0 ? series.current(index) : 0;
    const Limit limit = limits().front();
    return tr("Concurrency of %1: %2 now, at most %3 in view; %4; %5 refused, %6 cold starts in view.")
        .arg(who)
        .arg(now)
        .arg(highest)
        .arg(limit.text)
        .arg(throttlesInRange())
        .arg(coldStartsInRange());
}

ChartWidget::Table ConcurrencyChart::table() const
{
    Table table{{tr("Time"), tr("Function"), tr("In use")}, {}};
    const ConcurrencySeries &series = feed()->concurrency();
    const TimeRange range = time()->range();
    for (const ConcurrencySeries::Step &step : series.steps()) {
        const QString name = QString::fromStdString(series.functions()[step.function]);
        if (range.contains(step.time) && (m_function.isEmpty() || name == m_function))
            table.rows << QStringList{QString::fromStdString(isoMillis(step.time)), name, QString::number(step.value)};
    }
    return table;
}

QString ConcurrencyChart::toolTipAt(const QPointF &at) const
{
    const QRectF plot = plotRect();
    if (!plot.contains(at))
        return {};
    const Instant when = axis().timeAt(at.x());
    const ConcurrencySeries &series = feed()->concurrency();
    const int index = m_function.isEmpty() ? -1 : series.indexOf(m_function.toStdString());
    const int value = m_function.isEmpty() || index >= 0 ? series.valueAt(index, when) : 0;
    const Duration near = axis().perPixel() * 6;
    const auto refused = std::ranges::count_if(series.throttles(), [&](const ConcurrencySeries::Mark &mark) {
        return (m_function.isEmpty() || int(mark.function) == index) && mark.time >= when - near
            && mark.time <= when + near;
    });
    return refused > 0 ? tr("%1 in use, %2 refused about here").arg(value).arg(refused) : tr("%1 in use").arg(value);
}

} // namespace lambdarium

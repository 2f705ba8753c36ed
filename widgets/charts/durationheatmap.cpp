// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/durationheatmap.h"

#include "widgets/theme/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

constexpr double cellWidth = 7;

double percentile(std::vector<float> &sorted, double share)
{
    if (sorted.empty())
        return 0;
    const auto index = std::size_t(std::ceil(share * double(sorted.size()))) - (share > 0 ? 1 : 0);
    return sorted[std::min(index, sorted.size() - 1)];
}

QString shortDuration(double ms)
{
    const QLocale locale;
    // Seconds to the end, as timeouts are set: 100 s is a mark of the axis, 1.67 min is not.
    if (ms >= 1000)
        return DurationHeatmap::tr("%1 s").arg(locale.toString(ms / 1000, 'g', ms < 1'000'000 ? 3 : 4));
    return DurationHeatmap::tr("%1 ms").arg(locale.toString(ms, 'g', 3));
}

} // namespace

DurationHeatmap::DurationHeatmap(ChartFeed *feed, QWidget *parent) : ChartWidget(feed, parent)
{
    setEmptyText(tr("No invocation has ended yet. Run one: its duration appears here."));
}

void DurationHeatmap::setFunction(const QString &function)
{
    m_function = function;
    update();
}

bool DurationHeatmap::empty() const { return feed()->durations().samples(m_function.toStdString()).empty(); }

double DurationHeatmap::Scale::y(double ms, const QRectF &plot) const
{
    const double share = std::log(std::max(ms, 0.01) / low) / std::log(high / low);
    return plot.bottom() - std::clamp(share, 0.0, 1.0) * plot.height();
}

int DurationHeatmap::Scale::row(double ms) const
{
    const double share = std::log(std::max(ms, 0.01) / low) / std::log(high / low);
    return std::clamp(int(share * rows), 0, rows - 1);
}

DurationHeatmap::Scale DurationHeatmap::scale() const
{
    // Over everything recorded, not the view: panning must not stretch the scale.
    double low = 1e9, high = 0;
    for (const DurationSeries::Sample &sample : feed()->durations().samples(m_function.toStdString())) {
        low = std::min(low, double(sample.milliseconds));
        high = std::max(high, double(sample.milliseconds));
    }
    Scale scale;
    scale.low = std::max(0.1, std::pow(10, std::floor(std::log10(std::max(low, 0.1) * 0.9))));
    scale.high = std::max(scale.low * 100, std::pow(10, std::ceil(std::log10(std::max(high, 0.1) * 2) * 2) / 2));
    return scale;
}

std::vector<DurationHeatmap::Column> DurationHeatmap::columns(const TimeAxis &axis, const Scale &scale) const
{
    const auto &samples = feed()->durations().samples(m_function.toStdString());
    const Duration width = std::max<Duration>(axis.perPixel() * std::int64_t(dp(cellWidth)), Duration(1));
    // Buckets stand at multiples of their width, so that a live view moves whole columns.
    const auto bucketOf = [&](Instant time) { return time.time_since_epoch() / width; };
    std::vector<Column> result;
    std::vector<float> values;
    const auto close = [&] {
        if (result.empty() || values.empty())
            return;
        std::ranges::sort(values);
        Column &column = result.back();
        column.count = int(values.size());
        column.p50 = percentile(values, .50);
        column.p95 = percentile(values, .95);
        column.p99 = percentile(values, .99);
        values.clear();
    };
    auto sample = std::ranges::lower_bound(samples, Instant(Duration(bucketOf(axis.range().begin) * width)), {},
                                           &DurationSeries::Sample::time);
    for (; sample != samples.end() && sample->time < axis.range().end; ++sample) {
        const Instant begin{bucketOf(sample->time) * width};
        if (result.empty() || result.back().begin != begin) {
            close();
            result.push_back({.begin = begin, .cells = std::vector<int>(std::size_t(scale.rows), 0)});
        }
        values.push_back(sample->milliseconds);
        ++result.back().cells[std::size_t(scale.row(sample->milliseconds))];
    }
    close();
    return result;
}

void DurationHeatmap::paintCells(QPainter &painter, const QRectF &plot, const TimeAxis &axis,
                                 const std::vector<Column> &columns) const
{
    const Theme &t = th();
    const QColor low = mix(t.surface, t.dark ? QColor(0x1F, 0x5E, 0x86) : QColor(0x8F, 0xC3, 0xE3), .35);
    const QColor middle = t.dark ? QColor(0x1F, 0x5E, 0x86) : QColor(0x8F, 0xC3, 0xE3);
    const QColor high = t.dark ? QColor(0xD8, 0xF1, 0xFF) : QColor(0x0B, 0x3C, 0x5D);
    int most = 1;
    for (const Column &column : columns)
        most = std::max(most, *std::ranges::max_element(column.cells));
    const double width = dp(cellWidth);
    for (const Column &column : columns) {
        const double x = axis.x(column.begin);
        const double left = std::max(x, plot.left()), right = std::min(x + width, plot.right());
        if (right <= left)
            continue;
        for (std::size_t row = 0; row < column.cells.size(); ++row) {
            if (column.cells[row] == 0)
                continue;
            // Square root: one request is visible beside a hundred.
            const double v = std::sqrt(double(column.cells[row]) / most);
            const QColor colour = v < .5 ? mix(low, middle, v * 2) : mix(middle, high, (v - .5) * 2);
            const double y1 = plot.bottom() - double(row) / double(column.cells.size()) * plot.height();
            const double y0 = plot.bottom() - double(row + 1) / double(column.cells.size()) * plot.height();
            painter.fillRect(QRectF(left, std::round(y0), right - left - .6, std::round(y1) - std::round(y0) - .6),
                             colour);
        }
    }
}

void DurationHeatmap::paintLine(QPainter &painter, const QRectF &plot, const TimeAxis &axis, const Scale &scale,
                                const std::vector<Column> &columns, double Column::*value, const QColor &colour) const
{
    QPolygonF points;
    for (const Column &column : columns)
        points << QPointF(std::clamp(axis.x(column.begin) + dp(cellWidth) / 2.0, plot.left(), plot.right()),
                          scale.y(column.*value, plot));
    if (points.size() == 1)
        points << points.first() + QPointF(dp(cellWidth), 0);
    painter.setPen(QPen(th().surface, dp(4), Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPolyline(points);
    painter.setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPolyline(points);
}

void DurationHeatmap::paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis)
{
    const Theme &t = th();
    const Scale scale = this->scale();
    double last = 1e9;
    for (double decade = scale.low; decade <= scale.high * 1.001; decade *= 10)
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double ms = decade * factor;
            const double y = scale.y(ms, plot);
            if (ms > scale.high * 1.001 || last - y < dp(30))
                continue;
            paintAxisLabel(painter, plot, y, shortDuration(ms), true);
            last = y;
        }
    const auto columns = this->columns(axis, scale);
    paintCells(painter, plot, axis, columns);
    painter.save();
    painter.setClipRect(plot);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::int64_t timeout = feed()->timeoutSeconds(m_function.toStdString());
    QList<EdgeLabel> labels;
    if (timeout > 0 && double(timeout) * 1000 <= scale.high) {
        const double y = scale.y(double(timeout) * 1000, plot);
        QPen pen(t.text2, 1.4);
        pen.setDashPattern({5, 4});
        painter.setPen(pen);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        labels << EdgeLabel{y, tr("timeout"), t.text2, QFont::Medium};
    }
    if (!columns.empty()) {
        const struct
        {
            double Column::*value;
            QString name;
            QColor colour, text;
        } lines[] = {{&Column::p99, QStringLiteral("p99"), t.state(EnvState::Error), t.stateText(EnvState::Error)},
                     {&Column::p95, QStringLiteral("p95"), t.state(EnvState::Warm), t.stateText(EnvState::Warm)},
                     {&Column::p50, QStringLiteral("p50"), t.text, t.text}};
        for (const auto &line : lines) {
            paintLine(painter, plot, axis, scale, columns, line.value, line.colour);
            labels << EdgeLabel{scale.y(columns.back().*line.value, plot), line.name, line.text, QFont::DemiBold};
        }
    }
    painter.restore();
    paintEdgeLabels(painter, plot, labels);
}

QString DurationHeatmap::summary() const
{
    std::vector<float> values;
    int failed = 0;
    const TimeRange range = time()->range();
    for (const DurationSeries::Sample &sample : feed()->durations().samples(m_function.toStdString()))
        if (sample.time >= range.begin && sample.time <= range.end) {
            values.push_back(sample.milliseconds);
            failed += sample.failed;
        }
    if (values.empty())
        return tr("No invocation of %1 ended in view.").arg(m_function);
    std::ranges::sort(values);
    return tr("%1 invocations of %2 in view, %3 failed: half took at most %4, 95 % at most %5, 99 % at most %6.")
        .arg(QString::number(values.size()), m_function, QString::number(failed), shortDuration(percentile(values, .5)),
             shortDuration(percentile(values, .95)), shortDuration(percentile(values, .99)));
}

ChartWidget::Table DurationHeatmap::table() const
{
    Table table{{tr("From"), tr("Invocations"), tr("p50 ms"), tr("p95 ms"), tr("p99 ms")}, {}};
    for (const Column &column : columns(axis(), scale()))
        table.rows << QStringList{QString::fromStdString(isoMillis(column.begin)), QString::number(column.count),
                                  QString::number(column.p50, 'f', 1), QString::number(column.p95, 'f', 1),
                                  QString::number(column.p99, 'f', 1)};
    return table;
}

} // namespace lambdarium

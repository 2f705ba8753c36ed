// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/queuechart.h"

#include "widgets/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lambdarium {

QueueChart::QueueChart(ChartFeed *feed, QWidget *parent) : ChartWidget(feed, parent)
{
    setEmptyText(tr("No queue has been used yet. Send a message to one from the canvas."));
}

void QueueChart::setQueue(const QString &queue)
{
    m_queue = queue;
    update();
}

bool QueueChart::empty() const { return feed()->queues().samples(m_queue.toStdString()).empty(); }

void QueueChart::paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis)
{
    const Theme &t = th();
    StepColumns waiting(axis, 0), age(axis, 0);
    for (const QueueSeries::Sample &sample : feed()->queues().samples(m_queue.toStdString())) {
        waiting.add(sample.time, double(sample.waiting));
        age.add(sample.time, sample.oldestSeconds);
    }
    const Instant until = std::min(time()->now(), axis.range().end);
    waiting.finish(until);
    age.finish(until);
    QList<EdgeLabel> labels;
    const double upper = std::round(plot.height() * .56), gap = std::round(plot.height() * .08);
    paintStrip(
        painter,
        {QRectF(plot.left(), plot.top(), plot.width(), upper), 4, QStringLiteral("%1"), tr("waiting"), t.series[1]},
        waiting, labels);
    paintStrip(painter,
               {QRectF(plot.left(), plot.top() + upper + gap, plot.width(), plot.height() - upper - gap), 1, tr("%1 s"),
                tr("oldest"), t.state(EnvState::Throttled)},
               age, labels);
    paintEdgeLabels(painter, plot, labels);
}

void QueueChart::paintStrip(QPainter &painter, const Strip &strip, const StepColumns &columns,
                            QList<EdgeLabel> &labels) const
{
    const Theme &t = th();
    const double top = niceStep(std::max(strip.floor, columns.highest() * 1.1));
    const StepPainter steps{painter, strip.plot, top};
    paintAxisLabel(painter, strip.plot, strip.plot.top(), strip.unit.arg(QLocale().toString(qlonglong(top))), false);
    paintAxisLabel(painter, strip.plot, strip.plot.bottom(), QStringLiteral("0"), false);
    painter.fillRect(QRectF(strip.plot.left(), strip.plot.bottom(), strip.plot.width(), 1), t.borderStrong);
    const std::size_t count = columns.filled();
    if (count == 0)
        return;
    std::vector<double> zero(count, 0), high(count);
    for (std::size_t i = 0; i < count; ++i)
        high[i] = columns.columns()[i].high;
    steps.fill(zero, high, t.tint(strip.colour, .2));
    steps.line(columns.columns(), count, strip.colour, dp(2));
    labels << EdgeLabel{double(steps.y(columns.columns()[count - 1].last)), strip.label,
                        t.dark ? strip.colour : mix(strip.colour, t.text, .2), QFont::DemiBold};
}

QString QueueChart::summary() const
{
    const auto &samples = feed()->queues().samples(m_queue.toStdString());
    if (samples.empty())
        return tr("Nothing is known of %1 yet.").arg(m_queue);
    const auto most = std::ranges::max_element(samples, {}, &QueueSeries::Sample::waiting);
    return tr("%1: %2 messages wait, %3 are in flight, the oldest is %4 s old; at most %5 waited.")
        .arg(m_queue)
        .arg(samples.back().waiting)
        .arg(samples.back().inFlight)
        .arg(QLocale().toString(samples.back().oldestSeconds, 'f', 1))
        .arg(most->waiting);
}

ChartWidget::Table QueueChart::table() const
{
    Table table{{tr("Time"), tr("Waiting"), tr("In flight"), tr("Oldest, s")}, {}};
    const TimeRange range = time()->range();
    for (const QueueSeries::Sample &sample : feed()->queues().samples(m_queue.toStdString()))
        if (range.contains(sample.time))
            table.rows << QStringList{QString::fromStdString(isoMillis(sample.time)), QString::number(sample.waiting),
                                      QString::number(sample.inFlight), QString::number(sample.oldestSeconds, 'f', 1)};
    return table;
}

} // namespace lambdarium

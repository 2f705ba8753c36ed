// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/environmentlanes.h"

#include "widgets/bridge/environmentwords.h"
#include "widgets/theme/theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace lambdarium {

EnvironmentLanes::EnvironmentLanes(ChartFeed *feed, QWidget *parent) : ChartWidget(feed, parent)
{
    setEmptyText(tr("No environment yet. The first request makes one: that is a cold start."));
}

void EnvironmentLanes::setFunction(const QString &function)
{
    m_function = function;
    update();
}

bool EnvironmentLanes::empty() const
{
    const std::string name = m_function.toStdString();
    return std::ranges::none_of(feed()->lanes().lanes(),
                                [&](const LaneSeries::Lane &lane) { return lane.function == name; });
}

std::vector<const LaneSeries::Lane *> EnvironmentLanes::lanesInSight(const QRectF &plot, std::size_t *hidden) const
{
    const std::string name = m_function.toStdString();
    const TimeRange range = time()->range();
    std::vector<const LaneSeries::Lane *> list;
    for (const LaneSeries::Lane &lane : feed()->lanes().lanes())
        if (lane.function == name && lane.begin < range.end && (!lane.gone || lane.end >= range.begin))
            list.push_back(&lane);
    const std::size_t fits = std::max<std::size_t>(1, std::size_t(plot.height() / dp(12)));
    if (hidden)
        *hidden = list.size() > fits ? list.size() - fits : 0;
    if (list.size() > fits)
        list.erase(list.begin(), list.end() - std::ptrdiff_t(fits));
    return list;
}

double EnvironmentLanes::laneHeight(const QRectF &plot, std::size_t count) const
{
    return std::min<double>(dp(36), plot.height() / double(std::max<std::size_t>(1, count)));
}

void EnvironmentLanes::paintPlot(QPainter &painter, const QRectF &plot, const TimeAxis &axis)
{
    const Theme &t = th();
    std::size_t hidden = 0;
    const auto lanes = lanesInSight(plot, &hidden);
    const double height = laneHeight(plot, lanes.size());
    double y = plot.top();
    for (const LaneSeries::Lane *lane : lanes) {
        paintName(painter, QRectF(dp(8), y, plot.left() - dp(12), height), *lane);
        paintLane(painter, QRectF(plot.left(), y, plot.width(), height), axis, *lane);
        y += height;
    }
    if (hidden > 0) {
        painter.setFont(uiFont(11));
        painter.setPen(t.text3);
        painter.drawText(QRectF(plot.left(), plot.top() - dp(16), plot.width(), dp(14)), Qt::AlignRight,
                         tr("%1 earlier ones do not fit").arg(QLocale().toString(qulonglong(hidden))));
    }
    const int index = feed()->concurrency().indexOf(m_function.toStdString());
    double free = -1e9;
    for (const ConcurrencySeries::Mark &mark : feed()->concurrency().throttles()) {
        const double x = axis.x(mark.time);
        if (int(mark.function) != index || !axis.range().contains(mark.time) || x < free)
            continue;
        painter.fillRect(QRectF(x, plot.bottom() - 1, dp(2), dp(6)), t.state(EnvState::Throttled));
        free = x + dp(4);
    }
}

void EnvironmentLanes::paintName(QPainter &painter, const QRectF &row, const LaneSeries::Lane &lane) const
{
    const Theme &t = th();
    if (lane.environment == m_selected) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(t.accent, t.focusWidth / 1.5) : QPen(Qt::NoPen));
        painter.setBrush(t.sel);
        const double thick = std::min<double>(dp(22), row.height() - 1);
        painter.drawRoundedRect(QRectF(row.left(), row.center().y() - thick / 2, row.width(), thick), 5, 5);
    }
    painter.setPen(t.text2);
    painter.setFont(monoFont(11));
    painter.drawText(QRectF(dp(16), row.top(), dp(44), row.height()), Qt::AlignVCenter,
                     QString::fromStdString(shortId(lane.environment)));
    painter.setPen(t.text3);
    painter.setFont(monoFont(10.5));
    painter.drawText(QRectF(dp(50), row.top(), dp(38), row.height()), Qt::AlignVCenter | Qt::AlignRight,
                     QString::number(lane.served));
}

void EnvironmentLanes::paintLane(QPainter &painter, const QRectF &row, const TimeAxis &axis,
                                 const LaneSeries::Lane &lane) const
{
    const Theme &t = th();
    painter.save();
    painter.setClipRect(row.adjusted(0, 0, dp(2), 0));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Instant now = time()->now();
    const double thick = std::min<double>(dp(15), row.height() - dp(3));
    const double middle = row.center().y();
    // Warm: kept between the first and the last thing it did, or until now.
    const double left = axis.x(lane.begin), right = axis.x(lane.gone ? lane.end : now);
    painter.setBrush(t.tint(t.state(EnvState::Warm), t.dark ? .24 : .22));
    painter.drawRoundedRect(QRectF(left, middle - dp(2), std::min(right, row.right()) - left, dp(5)), dp(2), dp(2));
    double drawn = -1e9;
    for (const LaneSeries::Bar &bar : lane.bars) {
        const double x0 = axis.x(bar.begin), x1 = axis.x(bar.open ? now : bar.end);
        if (x1 < row.left() || x0 > row.right())
            continue;
        if (x1 < drawn && bar.kind == LaneSeries::BarKind::Run)
            continue; // Thinner than the pixel already painted.
        const QRectF rect(x0, middle - thick / 2, std::max(2.0, x1 - x0 - 1), thick);
        if (bar.simulated > Duration::zero()) {
            // The waiting came last: it is drawn in a line style of its own (ux.md 0.7).
            const double real = std::clamp(axis.x(bar.end - bar.simulated) - x0, 0.0, rect.width());
            if (real >= 2)
                paintBar(painter, QRectF(rect.left(), rect.top(), real, thick), bar.kind);
            paintSimulated(painter, rect.adjusted(real, 0, 0, 0));
        } else {
            paintBar(painter, rect, bar.kind);
        }
        drawn = std::max(x0 + 2, x1 - 1);
    }
    for (const LaneSeries::Pause &pause : lane.pauses) {
        const double x0 = axis.x(pause.begin), x1 = axis.x(pause.open ? now : pause.end);
        if (x1 >= row.left() && x0 <= row.right())
            paintPause(painter, QRectF(x0, middle - thick / 2, std::max(3.0, x1 - x0), thick));
    }
    painter.restore();
}

void EnvironmentLanes::paintBar(QPainter &painter, const QRectF &rect, LaneSeries::BarKind kind) const
{
    const Theme &t = th();
    const double radius = dp(2.5);
    if (kind == LaneSeries::BarKind::Init || kind == LaneSeries::BarKind::Restore) {
        paintHatched(painter, rect, kind == LaneSeries::BarKind::Restore);
        return;
    }
    const bool failed = kind == LaneSeries::BarKind::Failed;
    QColor fill = t.state(failed ? EnvState::Error : EnvState::Running);
    if (!failed)
        fill.setAlphaF(t.dark ? .85 : .9);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect, radius, radius);
    if (failed && rect.width() > dp(14) && rect.height() > dp(10)) {
        const double side = dp(11);
        drawIcon(&painter, QStringLiteral("triangle-alert"),
                 QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side), t.surface, 2.6);
    }
}

/// Init leans forwards, a restored snapshot backwards in a frame: they differ without colour.
void EnvironmentLanes::paintHatched(QPainter &painter, const QRectF &rect, bool backwards) const
{
    const QColor colour = th().state(EnvState::Cold);
    const double radius = dp(2.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(th().tint(colour, .25));
    painter.drawRoundedRect(rect, radius, radius);
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(colour, 1.5));
    const double from = backwards ? rect.top() : rect.bottom();
    const double to = backwards ? rect.bottom() : rect.top();
    for (double x = -rect.height(); x < std::min(rect.width(), 4000.0); x += dp(5))
        painter.drawLine(QPointF(rect.left() + x, from), QPointF(rect.left() + x + rect.height(), to));
    painter.restore();
    if (backwards) {
        painter.setPen(QPen(colour, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(.6, .6, -.6, -.6), radius, radius);
        painter.setPen(Qt::NoPen);
    }
}

void EnvironmentLanes::paintSimulated(QPainter &painter, const QRectF &rect) const
{
    const Theme &t = th();
    painter.setPen(QPen(t.stateText(EnvState::Cold), 1.2, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(.6, .6, -.6, -.6), dp(2.5), dp(2.5));
    painter.setFont(uiFont(9.5));
    const QString word = tr("simulated");
    if (painter.fontMetrics().horizontalAdvance(word) + dp(8) < rect.width()) {
        painter.setPen(t.stateText(EnvState::Cold));
        painter.drawText(rect, Qt::AlignCenter, word);
    }
    painter.setPen(Qt::NoPen);
}

void EnvironmentLanes::paintPause(QPainter &painter, const QRectF &rect) const
{
    const Theme &t = th();
    const QColor colour = t.state(EnvState::Idle);
    painter.setPen(QPen(colour, 1.2, Qt::DashLine));
    painter.setBrush(mix(t.surface, colour, t.dark ? .3 : .2));
    painter.drawRoundedRect(rect.adjusted(.6, .6, -.6, -.6), dp(2.5), dp(2.5));
    painter.setPen(Qt::NoPen);
    const double side = std::min<double>(dp(10), rect.height() - 2);
    if (rect.width() > side + dp(4) && side > 4)
        drawIcon(&painter, QStringLiteral("pause"),
                 QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side), t.text2, 2.4);
}

const LaneSeries::Lane *EnvironmentLanes::laneAt(const QPointF &at) const
{
    const LaneSeries::Lane *lane = nullptr;
    static_cast<void>(barAt(at, &lane));
    return lane;
}

const LaneSeries::Bar *EnvironmentLanes::barAt(const QPointF &at, const LaneSeries::Lane **lane) const
{
    const QRectF plot = plotRect();
    const auto lanes = lanesInSight(plot);
    const double height = laneHeight(plot, lanes.size());
    const auto index = std::size_t((at.y() - plot.top()) / height);
    if (at.y() < plot.top() || index >= lanes.size())
        return nullptr;
    *lane = lanes[index];
    const TimeAxis time = axis();
    const Instant from = time.timeAt(at.x() - 2), to = time.timeAt(at.x() + 2);
    for (const LaneSeries::Bar &bar : lanes[index]->bars)
        if (bar.begin <= to && (bar.open || bar.end >= from))
            return &bar;
    return nullptr;
}

void EnvironmentLanes::clicked(const QPointF &at)
{
    const LaneSeries::Lane *lane = nullptr;
    const LaneSeries::Bar *bar = barAt(at, &lane);
    if (!lane)
        return;
    m_selected = lane->environment;
    update();
    const bool name = at.x() < plotRect().left();
    if (bar && !name && !bar->requestId.empty())
        Q_EMIT requestChosen(m_function, QString::fromStdString(bar->requestId));
    else
        Q_EMIT environmentChosen(quint64(lane->environment));
}

void EnvironmentLanes::moveSelection(int step)
{
    const auto lanes = lanesInSight(plotRect());
    if (lanes.empty())
        return;
    const auto now = std::ranges::find(lanes, m_selected, &LaneSeries::Lane::environment);
    const auto index = now == lanes.end() ? (step > 0 ? -1 : std::ptrdiff_t(lanes.size())) : now - lanes.begin();
    m_selected =
        lanes[std::size_t(std::clamp<std::ptrdiff_t>(index + step, 0, std::ptrdiff_t(lanes.size()) - 1))]->environment;
    setAccessibleDescription(tr("Environment %1").arg(QString::fromStdString(shortId(m_selected))));
    update();
}

void EnvironmentLanes::keyPressEvent(QKeyEvent *event)
{
    const bool chosen = std::uint64_t(m_selected) != 0;
    switch (event->key()) {
    case Qt::Key_Up: moveSelection(-1); return;
    case Qt::Key_Down: moveSelection(1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (chosen)
            Q_EMIT environmentChosen(quint64(m_selected));
        return;
    default: ChartWidget::keyPressEvent(event);
    }
}

void EnvironmentLanes::contextMenuEvent(QContextMenuEvent *event)
{
    const bool keys = event->reason() == QContextMenuEvent::Keyboard;
    const LaneSeries::Lane *lane = keys ? nullptr : laneAt(event->pos());
    const EnvironmentId environment = keys ? m_selected : lane ? lane->environment : EnvironmentId{};
    if (std::uint64_t(environment) == 0) {
        ChartWidget::contextMenuEvent(event);
        return;
    }
    m_selected = environment;
    update();
    Q_EMIT environmentMenuRequested(quint64(environment), event->globalPos());
}

QString EnvironmentLanes::barText(const LaneSeries::Bar &bar, const QString &environment) const
{
    const double ms = toMillis((bar.open ? time()->now() : bar.end) - bar.begin);
    const QString length = QLocale().toString(ms, 'f', 0);
    if (bar.kind == LaneSeries::BarKind::Init || bar.kind == LaneSeries::BarKind::Restore) {
        QString text = (bar.kind == LaneSeries::BarKind::Init ? tr("Environment %1: init, %2 ms")
                                                              : tr("Environment %1: restored from a snapshot, %2 ms"))
                           .arg(environment, length);
        if (bar.simulated > Duration::zero())
            text += QLatin1Char('\n')
                + tr("of it simulated: %1 ms").arg(QLocale().toString(toMillis(bar.simulated), 'f', 0));
        return text;
    }
    const QString id = QString::fromStdString(shortId(bar.requestId));
    return (bar.kind == LaneSeries::BarKind::Failed ? tr("Request #%1 in %2: failed after %3 ms")
                                                    : tr("Request #%1 in %2: %3 ms"))
        .arg(id, environment, length);
}

QString EnvironmentLanes::toolTipAt(const QPointF &at) const
{
    const LaneSeries::Lane *lane = nullptr;
    const LaneSeries::Bar *bar = barAt(at, &lane);
    if (!lane)
        return {};
    const QString environment = QString::fromStdString(shortId(lane->environment));
    const Instant when = axis().timeAt(at.x());
    const bool paused = at.x() >= plotRect().left() && std::ranges::any_of(lane->pauses, [&](const auto &pause) {
                            return pause.begin <= when && (pause.open ? time()->now() : pause.end) >= when;
                        });
    if (paused)
        return tr("Environment %1: frozen by you").arg(environment);
    if (bar && at.x() >= plotRect().left())
        return barText(*bar, environment);
    if (!lane->gone)
        return tr("Environment %1, kept warm. Click to open it.").arg(environment);
    return lane->reason.empty() ? tr("Environment %1, gone").arg(environment)
                                : tr("Environment %1, gone: %2").arg(environment, endReason(lane->reason));
}

QString EnvironmentLanes::summary() const
{
    const std::string name = m_function.toStdString();
    int alive = 0, all = 0, failures = 0;
    std::int64_t served = 0;
    for (const LaneSeries::Lane &lane : feed()->lanes().lanes()) {
        if (lane.function != name)
            continue;
        ++all;
        alive += !lane.gone;
        served += lane.served;
        failures += int(std::ranges::count(lane.bars, LaneSeries::BarKind::Failed, &LaneSeries::Bar::kind));
    }
    return tr("%1 had %2 environments, %3 of them alive; together they served %4 requests, %5 failed.")
        .arg(m_function)
        .arg(all)
        .arg(alive)
        .arg(served)
        .arg(failures);
}

ChartWidget::Table EnvironmentLanes::table() const
{
    Table table{{tr("Environment"), tr("From"), tr("To"), tr("What"), tr("Request")}, {}};
    const std::string name = m_function.toStdString();
    const TimeRange range = time()->range();
    for (const LaneSeries::Lane &lane : feed()->lanes().lanes()) {
        if (lane.function != name)
            continue;
        for (const LaneSeries::Bar &bar : lane.bars) {
            if (bar.begin >= range.end || (!bar.open && bar.end < range.begin))
                continue;
            const QString what = bar.kind == LaneSeries::BarKind::Init ? tr("init")
                : bar.kind == LaneSeries::BarKind::Restore             ? tr("restore")
                : bar.kind == LaneSeries::BarKind::Failed              ? tr("failed")
                                                                       : tr("run");
            table.rows << QStringList{QString::fromStdString(shortId(lane.environment)),
                                      QString::fromStdString(isoMillis(bar.begin)),
                                      bar.open ? QString() : QString::fromStdString(isoMillis(bar.end)), what,
                                      QString::fromStdString(bar.requestId)};
        }
    }
    return table;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/loghistogramstrip.h"

#include "widgets/bridge/timemodel.h"
#include "widgets/logs/loghistogram.h"
#include "widgets/logs/logmodel.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace lambdarium {

/// Bars of whole buckets, so that a bar never changes because another came.
struct LogHistogramStrip::Scale
{
    int left = 0;
    int pitch = 6;
    int bars = 0;
    Instant begin{};
    Duration perBar{1};

    Instant timeAt(int x) const { return begin + perBar * std::clamp((x - left) / pitch, 0, bars); }
    double xOf(Instant time) const { return left + double((time - begin).count()) / double(perBar.count()) * pitch; }
};

LogHistogramStrip::LogHistogramStrip(const LogModel *model, TimeModel *time, QWidget *parent)
    : QWidget(parent), m_model(model), m_time(time)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Events over time, by level"));
    setToolTip(tr("Drag to select a time; Esc clears it"));
    connect(model, &LogModel::appended, this, qOverload<>(&QWidget::update));
    connect(model, &LogModel::rebuilt, this, qOverload<>(&QWidget::update));
    connect(time, &TimeModel::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, &QWidget::updateGeometry);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
}

QSize LogHistogramStrip::sizeHint() const { return {dp(320), dp(30)}; }
QSize LogHistogramStrip::minimumSizeHint() const { return {0, dp(30)}; }

LogHistogramStrip::Scale LogHistogramStrip::scale() const
{
    const LogHistogram &data = m_model->histogram();
    Scale scale;
    scale.left = dp(12);
    scale.pitch = dp(6);
    scale.bars = std::max(1, (width() - 2 * scale.left) / scale.pitch);
    scale.begin = data.begin();
    const auto buckets = std::max<std::size_t>(1, data.buckets().size());
    const auto perBar = (buckets + std::size_t(scale.bars) - 1) / std::size_t(scale.bars);
    scale.perBar = data.width() * std::int64_t(perBar);
    return scale;
}

void LogHistogramStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &t = th();
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.border);
    const LogHistogram &data = m_model->histogram();
    if (data.empty())
        return;
    const Scale s = scale();
    std::vector<LogHistogram::Bucket> bars;
    std::uint32_t highest = 1;
    for (int i = 0; i < s.bars; ++i) {
        bars.push_back(data.sum(s.begin + s.perBar * i, s.begin + s.perBar * (i + 1)));
        highest = std::max(highest, bars.back().total());
    }
    const int room = height() - dp(7);
    const QColor quiet = t.dark ? t.borderStrong : mix(t.border, t.borderStrong, .5);
    for (int i = 0; i < s.bars; ++i) {
        const LogHistogram::Bucket &bar = bars[std::size_t(i)];
        if (bar.total() == 0)
            continue;
        int bottom = height() - dp(3);
        const auto part = [&](std::uint32_t count, const QColor &colour) {
            if (count == 0)
                return;
            const int h = std::max(1, int(std::int64_t(count) * room / highest));
            painter.fillRect(QRect(s.left + i * s.pitch, bottom - h, s.pitch - dp(2), h), colour);
            bottom -= h;
        };
        part(bar.errors, t.state(EnvState::Error));
        part(bar.warnings, t.state(EnvState::Warm));
        part(bar.other, quiet);
    }
    if (const auto selection = m_time->selection()) {
        painter.setRenderHint(QPainter::Antialiasing);
        const double left = std::clamp(s.xOf(selection->begin), 2.0, double(width()) - 4);
        const double right = std::clamp(s.xOf(selection->end), left + 3, double(width()) - 2);
        painter.setPen(QPen(t.accent, 1.2));
        painter.setBrush(t.tint(t.accent, .10));
        painter.drawRoundedRect(QRectF(left, 1, right - left, height() - 3), 4, 4);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, t.focusWidth));
        painter.drawRect(rect().adjusted(1, 1, -2, -2));
    }
}

void LogHistogramStrip::select(int from, int to)
{
    if (m_model->histogram().empty())
        return;
    const Scale s = scale();
    const Instant a = s.timeAt(std::min(from, to)), b = s.timeAt(std::max(from, to)) + s.perBar;
    m_time->setSelection(TimeRange{a, b});
}

void LogHistogramStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = event->pos().x();
}

void LogHistogramStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed >= 0 && std::abs(event->pos().x() - m_pressed) >= 3)
        select(m_pressed, event->pos().x());
}

void LogHistogramStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_pressed >= 0 && std::abs(event->pos().x() - m_pressed) < 3)
        m_time->setSelection({});
    m_pressed = -1;
}

void LogHistogramStrip::mouseDoubleClickEvent(QMouseEvent *) { m_time->setSelection({}); }

void LogHistogramStrip::keyPressEvent(QKeyEvent *event)
{
    const auto selection = m_time->selection();
    if (event->key() == Qt::Key_Escape && selection) {
        m_time->setSelection({});
        return;
    }
    const int direction = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (direction == 0 || m_model->histogram().empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    // Arrows move a selection of five bars, from the end when there is none.
    const Scale s = scale();
    const Duration step = s.perBar * direction;
    const Instant last = s.begin + s.perBar * s.bars;
    const TimeRange range = selection ? TimeRange{selection->begin + step, selection->end + step}
                                      : TimeRange{last - s.perBar * 5, last};
    m_time->setSelection(range);
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/stepcolumns.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lambdarium {

StepColumns::StepColumns(const TimeAxis &axis, double initial)
    : m_axis(axis), m_columns(std::size_t(std::max(1.0, axis.width()))), m_value(initial)
{
    m_columns[0] = {initial, initial, initial};
}

void StepColumns::advanceTo(std::size_t column)
{
    while (m_at < column && m_at + 1 < m_columns.size()) {
        m_columns[m_at].last = m_value;
        ++m_at;
        m_columns[m_at] = {m_value, m_value, m_value};
    }
}

void StepColumns::add(Instant time, double value)
{
    if (time >= m_axis.range().end)
        return;
    if (time <= m_axis.range().begin) {
        m_value = value;
        m_columns[0] = {value, value, value};
        return;
    }
    advanceTo(std::size_t(std::clamp(m_axis.x(time) - m_axis.left(), 0.0, double(m_columns.size() - 1))));
    m_value = value;
    Column &column = m_columns[m_at];
    column.low = std::min(column.low, value);
    column.high = std::max(column.high, value);
    column.last = value;
}

void StepColumns::finish(Instant until)
{
    const double end = std::clamp(m_axis.x(until) - m_axis.left(), double(m_at), double(m_columns.size() - 1));
    advanceTo(std::size_t(end));
    m_filled = until < m_axis.range().begin ? 0 : m_at + 1;
}

double StepColumns::highest() const
{
    double result = 0;
    for (std::size_t i = 0; i < m_filled; ++i)
        result = std::max(result, m_columns[i].high);
    return result;
}

int StepPainter::y(double value) const
{
    const double share = (value - bottom) / (top - bottom);
    return int(std::lround(plot.bottom() - std::clamp(share, 0.0, 1.0) * plot.height()));
}

void StepPainter::fill(const std::vector<double> &from, const std::vector<double> &to, const QBrush &brush) const
{
    for (std::size_t i = 0; i < to.size();) {
        std::size_t end = i + 1;
        while (end < to.size() && to[end] == to[i] && from[end] == from[i])
            ++end;
        const int upper = y(to[i]), lower = y(from[i]);
        if (lower > upper)
            painter.fillRect(QRectF(plot.left() + double(i), upper, double(end - i), lower - upper), brush);
        i = end;
    }
}

void StepPainter::line(const std::vector<StepColumns::Column> &columns, std::size_t count, const QColor &colour,
                       int thickness) const
{
    for (std::size_t i = 0; i < count;) {
        const StepColumns::Column &column = columns[i];
        std::size_t end = i + 1;
        while (end < count && column.low == column.high && columns[end] == column)
            ++end;
        const double left = plot.left() + double(i);
        painter.fillRect(QRectF(left, y(column.last) - thickness / 2, double(end - i), thickness), colour);
        const double before = i > 0 ? columns[i - 1].last : column.last;
        const int upper = y(std::max(column.high, before)), lower = y(std::min(column.low, before));
        if (lower > upper)
            painter.fillRect(QRectF(left, upper - thickness / 2, thickness, lower - upper + thickness), colour);
        i = end;
    }
}

double niceStep(double value)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(value, 1e-9))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (factor * power >= value * 0.9999)
            return factor * power;
    return 10 * power;
}

} // namespace lambdarium

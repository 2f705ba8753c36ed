// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/timeaxis.h"

#include <QColor>
#include <QRectF>

#include <functional>
#include <limits>
#include <vector>

class QPainter;

namespace lambdarium {

/// A step function reduced to pixel columns: lowest and highest value in each, so that no spike is averaged away,
/// and the value it leaves with. Building costs one pass over the steps.
class StepColumns
{
public:
    struct Column
    {
        double low = 0, high = 0, last = 0;
        bool operator==(const Column &) const = default;
    };

    /// One column per pixel of the axis; before the first step the value is initial.
    StepColumns(const TimeAxis &axis, double initial);
    /// Steps in order of time; those before the range set the value it begins with.
    void add(Instant time, double value);
    /// Fills up to the given time (now); columns after it stay empty.
    void finish(Instant until);

    const std::vector<Column> &columns() const { return m_columns; }
    /// Columns with data, from the left.
    std::size_t filled() const { return m_filled; }
    double highest() const;

private:
    void advanceTo(std::size_t column);

    TimeAxis m_axis;
    std::vector<Column> m_columns;
    std::size_t m_at = 0;
    std::size_t m_filled = 0;
    double m_value;
};

/// Draws steps as filled rectangles on whole pixels: exact, never smoothed, and fast without antialiasing.
struct StepPainter
{
    QPainter &painter;
    QRectF plot;
    double top; ///< value at the top edge
    double bottom = 0;

    int y(double value) const;
    /// Area between two step functions, as the highest of each column.
    void fill(const std::vector<double> &from, const std::vector<double> &to, const QBrush &brush) const;
    /// The line, thickness in pixels; vertical parts cover each column's whole range.
    void line(const std::vector<StepColumns::Column> &columns, std::size_t count, const QColor &colour,
              int thickness) const;
};

/// Next "nice" number (1, 2, 5 times a power of ten) at or above value.
double niceStep(double value);

} // namespace lambdarium

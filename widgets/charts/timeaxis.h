// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bridge/timemodel.h"

#include <QString>

#include <vector>

namespace lambdarium {

/// Maps engine time to x and back, and chooses the marks. Value type.
class TimeAxis
{
public:
    struct Tick
    {
        double x = 0;
        QString label;
    };

    TimeAxis(TimeRange range, double left, double width) : m_range(range), m_left(left), m_width(width) {}

    const TimeRange &range() const { return m_range; }
    double left() const { return m_left; }
    double width() const { return m_width; }
    double x(Instant time) const;
    Instant timeAt(double x) const;
    Duration perPixel() const;
    /// At most one mark per minimumGap pixels. Relative labels count back from now ("-15 s", "now").
    std::vector<Tick> ticks(double minimumGap, bool relative) const;

private:
    TimeRange m_range;
    double m_left;
    double m_width;
};

/// "14:31:05", with milliseconds when spans are that short.
QString axisClock(Instant time, Duration step);

} // namespace lambdarium

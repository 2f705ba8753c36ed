// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/timeaxis.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace lambdarium {

namespace {

using namespace std::chrono_literals;

constexpr std::array<Duration, 22> steps{1ms, 2ms, 5ms, 10ms, 20ms, 50ms, 100ms, 200ms, 500ms, 1s, 2s,
                                         5s,  10s, 15s, 30s,  1min, 2min, 5min,  15min, 1h,    6h, 24h};

Duration stepFor(Duration span, double room)
{
    for (const Duration step : steps)
        if (double(span.count()) / double(step.count()) <= room)
            return step;
    return 7 * 24h;
}

QString relativeLabel(Duration back)
{
    if (back == Duration{})
        return QCoreApplication::translate("TimeAxis", "now");
    if (back % 1min == Duration{} && back >= 2min)
        return QCoreApplication::translate("TimeAxis", "-%1 min").arg(back / 1min);
    if (back % 1s == Duration{})
        return QCoreApplication::translate("TimeAxis", "-%1 s").arg(back / 1s);
    return QCoreApplication::translate("TimeAxis", "-%1 ms").arg(back / 1ms);
}

} // namespace

double TimeAxis::x(Instant time) const
{
    return m_left + double((time - m_range.begin).count()) / double(m_range.span().count()) * m_width;
}

Instant TimeAxis::timeAt(double x) const
{
    const double share = m_width > 0 ? (x - m_left) / m_width : 0;
    return m_range.begin + Duration(Duration::rep(share * double(m_range.span().count())));
}

Duration TimeAxis::perPixel() const { return m_range.span() / std::max<Duration::rep>(1, Duration::rep(m_width)); }

std::vector<TimeAxis::Tick> TimeAxis::ticks(double minimumGap, bool relative) const
{
    const Duration step = stepFor(m_range.span(), std::max(1.0, m_width / minimumGap));
    std::vector<Tick> result;
    if (relative) {
        for (Duration back{}; back <= m_range.span(); back += step)
            result.insert(result.begin(), {x(m_range.end - back), relativeLabel(back)});
        return result;
    }
    const Duration since = m_range.begin.time_since_epoch();
    Instant time{since - since % step};
    if (time < m_range.begin)
        time += step;
    for (; time <= m_range.end; time += step)
        result.push_back({x(time), axisClock(time, step)});
    return result;
}

QString axisClock(Instant time, Duration step)
{
    const QTime clock = QDateTime::fromMSecsSinceEpoch(unixMillis(time)).time();
    return clock.toString(step < 1s ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss"));
}

} // namespace lambdarium

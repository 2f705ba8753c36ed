// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/timemodel.h"

#include <algorithm>

namespace lambdarium {

namespace {

using namespace std::chrono_literals;

constexpr Duration shortestRange = 10ms;
constexpr Duration longestRange = 30 * 24h;
constexpr auto tickTime = 250ms;

} // namespace

TimeModel::TimeModel(QObject *parent) : QObject(parent), m_range{Instant{} - 60s, Instant{}}
{
    m_tick.setInterval(tickTime);
    connect(&m_tick, &QTimer::timeout, this, &TimeModel::tick);
}

void TimeModel::setClock(std::function<Instant()> clock)
{
    m_clock = std::move(clock);
    if (m_clock) {
        m_tick.start();
        tick();
    } else {
        m_tick.stop();
    }
}

void TimeModel::tick()
{
    m_now = std::max(m_last, m_clock());
    if (m_live)
        follow();
}

void TimeModel::see(Instant time)
{
    const bool wasEmpty = !m_first;
    if (wasEmpty)
        m_first = m_last = time;
    m_last = std::max(m_last, time);
    m_now = std::max(m_now, m_last);
    if (!m_clock && (m_live || wasEmpty))
        follow();
}

void TimeModel::reset()
{
    m_first.reset();
    m_now = m_last = m_clock ? m_clock() : Instant{};
    m_span = Span::Minute;
    setSelection({});
    setCursor({});
    setLive(true);
    follow();
}

void TimeModel::follow()
{
    switch (m_span) {
    case Span::Minute: applyRange({m_now - 60s, m_now}); break;
    case Span::FiveMinutes: applyRange({m_now - 300s, m_now}); break;
    case Span::All: applyRange({first(), std::max(m_now, first() + 1s)}); break;
    case Span::Custom: applyRange({m_now - m_range.span(), m_now}); break;
    }
}

void TimeModel::setSpan(Span span)
{
    m_span = span;
    // Without live, a span button shows the newest data of that length, wherever the clock is.
    const Instant now = m_now;
    if (!m_live && m_first)
        m_now = m_last;
    follow();
    m_now = now;
    Q_EMIT rangeChanged();
}

void TimeModel::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    Q_EMIT liveChanged(live);
    if (live)
        follow();
}

void TimeModel::setRange(TimeRange range)
{
    setLive(false);
    m_span = Span::Custom;
    applyRange(range);
}

void TimeModel::applyRange(TimeRange range)
{
    const Duration span = std::clamp<Duration>(range.span(), shortestRange, longestRange);
    range.end = range.begin + span;
    if (range == m_range)
        return;
    m_range = range;
    Q_EMIT rangeChanged();
}

void TimeModel::zoom(Instant about, double factor)
{
    const auto scaled = [factor](Duration part) {
        return Duration(static_cast<Duration::rep>(static_cast<double>(part.count()) * factor));
    };
    const Duration span = scaled(m_range.span());
    if (span < shortestRange || span > longestRange)
        return;
    setRange({about - scaled(about - m_range.begin), about + scaled(m_range.end - about)});
}

void TimeModel::pan(Duration by) { setRange({m_range.begin + by, m_range.end + by}); }

void TimeModel::fit()
{
    setLive(false);
    setSpan(Span::All);
}

void TimeModel::setSelection(std::optional<TimeRange> selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    Q_EMIT selectionChanged();
}

void TimeModel::setCursor(std::optional<Instant> cursor)
{
    if (cursor == m_cursor)
        return;
    m_cursor = cursor;
    Q_EMIT cursorChanged();
}

} // namespace lambdarium

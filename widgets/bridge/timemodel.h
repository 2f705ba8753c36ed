// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace lambdarium {

/// Half-open span of engine time.
struct TimeRange
{
    Instant begin{};
    Instant end{};

    Duration span() const { return end - begin; }
    bool contains(Instant time) const { return time >= begin && time < end; }
    bool operator==(const TimeRange &) const = default;
};

/// The one visible range, selection and cursor that all charts and the log share: time is an object (ux.md 1.4).
/// GUI thread; owned by the main window.
class TimeModel : public QObject
{
    Q_OBJECT

public:
    /// What the range follows; Custom after zooming or panning.
    enum class Span { Minute, FiveMinutes, All, Custom };

    explicit TimeModel(QObject *parent = nullptr);

    /// Where "now" comes from while live (the window passes wallNow). Without a clock, now is the newest time
    /// seen: recordings and tests.
    void setClock(std::function<Instant()> clock);
    /// Data reached this time; the first call sets where All begins.
    void see(Instant time);
    /// Forgets data, selection and cursor (another workspace).
    void reset();

    bool empty() const { return !m_first; }
    Instant first() const { return m_first.value_or(m_now); }
    Instant now() const { return m_now; }

    /// Never empty; at least 10 ms long.
    TimeRange range() const { return m_range; }
    Span span() const { return m_span; }
    void setSpan(Span span);
    /// The range ends at now and moves with it.
    bool live() const { return m_live; }
    void setLive(bool live);
    /// Leaves live mode.
    void setRange(TimeRange range);
    void zoom(Instant about, double factor);
    void pan(Duration by);
    /// Back to everything that was recorded.
    void fit();

    std::optional<TimeRange> selection() const { return m_selection; }
    void setSelection(std::optional<TimeRange> selection);
    std::optional<Instant> cursor() const { return m_cursor; }
    void setCursor(std::optional<Instant> cursor);

Q_SIGNALS:
    void rangeChanged();
    void liveChanged(bool live);
    void selectionChanged();
    void cursorChanged();

private:
    void tick();
    void follow();
    void applyRange(TimeRange range);

    std::function<Instant()> m_clock;
    QTimer m_tick;
    std::optional<Instant> m_first;
    Instant m_last{};
    Instant m_now{};
    TimeRange m_range;
    Span m_span = Span::Minute;
    bool m_live = true;
    std::optional<TimeRange> m_selection;
    std::optional<Instant> m_cursor;
};

} // namespace lambdarium

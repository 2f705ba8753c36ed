// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of LogModel are shown: filter, folding, raw.
#include "widgets/logs/logmodel.h"

#include <QElapsedTimer>

#include <algorithm>

namespace lambdarium {

namespace {

/// Work per turn of the event loop: half of the GUI thread's budget.
constexpr qint64 sliceMs = 4;
constexpr int rowsPerCheck = 256;

} // namespace

std::size_t LogModel::positionOf(std::uint64_t sequence) const
{
    return std::size_t(std::ranges::lower_bound(m_shown, sequence) - m_shown.begin());
}

void LogModel::setFilter(const LogFilter &filter)
{
    m_filter = filter;
    refilter();
}

void LogModel::setTimeRange(std::optional<TimeRange> range)
{
    if (range == m_range)
        return;
    m_range = range;
    refilter();
}

void LogModel::setRequestFilter(const std::string &requestId)
{
    if (requestId == m_requestFilter)
        return;
    m_requestFilter = requestId;
    refilter();
}

bool LogModel::matches(const LogRow &row) const
{
    if (m_range && !m_range->contains(row.time))
        return false;
    const LogRequest *owner = request(row.request);
    if (!m_requestFilter.empty() && (!owner || owner->id != m_requestFilter))
        return false;
    if (m_filter.empty())
        return true;
    const std::string environment = owner ? shortId(owner->environment) : std::string();
    LogFilterSubject subject;
    subject.text = text(row);
    subject.function = m_functions[row.function];
    subject.environment = environment;
    subject.level = row.level;
    if (owner) {
        subject.requestId = owner->id;
        subject.cold = owner->cold;
        subject.ended = owner->ended && !owner->init;
        subject.duration = owner->end.duration;
    }
    return m_filter.matches(subject);
}

bool LogModel::shown(const LogRow &row, std::uint64_t sequence) const
{
    if (!(row.flags & LogRow::Matched))
        return false;
    if (row.kind == LogRowKind::End && !m_raw)
        return false;
    const LogRequest *owner = request(row.request);
    return !owner || !owner->folded || owner->startRow == sequence || owner->startRow < m_first;
}

void LogModel::refilter()
{
    m_filterAt = m_first;
    if (!m_slice.isActive()) {
        m_slice.start();
        Q_EMIT filteringChanged(true);
    }
    filterSlice(); // small logs are done at once
}

/// Marks a few thousand rows; the shown list changes only when all are done, so that nothing flickers.
void LogModel::filterSlice()
{
    QElapsedTimer timer;
    timer.start();
    m_filterAt = std::max(m_filterAt, m_first);
    while (m_filterAt < m_end) {
        const std::uint64_t until = std::min(m_end, m_filterAt + rowsPerCheck);
        for (; m_filterAt < until; ++m_filterAt) {
            LogRow &row = mutableRow(m_filterAt);
            const bool match = matches(row);
            row.flags = std::uint8_t(match ? row.flags | LogRow::Matched : row.flags & ~LogRow::Matched);
        }
        if (timer.elapsed() >= sliceMs)
            return;
    }
    m_slice.stop();
    rebuild();
    Q_EMIT filteringChanged(false);
}

void LogModel::rebuild()
{
    std::deque<std::uint64_t> list;
    for (std::uint64_t i = m_first; i < m_end; ++i)
        if (shown(row(i), i))
            list.push_back(i);
    m_shown = std::move(list);
    Q_EMIT rebuilt();
}

void LogModel::setRaw(bool raw)
{
    if (raw == m_raw)
        return;
    m_raw = raw;
    rebuild();
}

void LogModel::setFolded(std::uint32_t sequence, bool folded)
{
    if (!request(sequence) || mutableRequest(sequence).folded == folded)
        return;
    mutableRequest(sequence).folded = folded;
    rebuild();
}

void LogModel::setAllFolded(bool folded)
{
    for (LogRequest &request : m_requests)
        request.folded = folded;
    rebuild();
}

} // namespace lambdarium

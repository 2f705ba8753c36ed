// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logmodel.h"

#include "widgets/logs/loghistogram.h"
#include "widgets/logs/logtext.h"

#include <algorithm>

namespace lambdarium {

namespace {

/// Bytes are bounded too: a million long lines must not fill the memory.
constexpr std::size_t bytesMax = 512u << 20;

template <class... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::string sentence(const QString &text) { return text.toStdString(); }

} // namespace

LogModel::LogModel(QObject *parent, std::size_t capacity)
    : QObject(parent), m_capacity(std::max<std::size_t>(capacity, 16)), m_histogram(std::make_unique<LogHistogram>())
{
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &LogModel::filterSlice);
    m_outcome.setSingleShot(true);
    m_outcome.setInterval(500);
    connect(&m_outcome, &QTimer::timeout, this, &LogModel::refilter);
}

LogModel::~LogModel() = default;

void LogModel::clear()
{
    m_rows.clear();
    m_bytes.clear();
    m_first = m_end = 0;
    m_shown.clear();
    m_requestBase += std::uint32_t(m_requests.size());
    m_requests.clear();
    m_requestIndex.clear();
    m_initIndex.clear();
    m_buildIndex.clear();
    m_lanes.fill(0);
    m_overflow = 0;
    m_errors = m_warnings = 0;
    m_histogram->clear();
    m_slice.stop();
    Q_EMIT filteringChanged(false);
    Q_EMIT rebuilt();
}

void LogModel::append(const std::vector<Fact> &facts)
{
    const std::uint64_t before = m_end;
    m_droppedShown = 0;
    for (const Fact &fact : facts)
        add(fact);
    if (m_end != before)
        dropRequests();
    Q_EMIT appended(m_droppedShown);
}

void LogModel::appendDropped(quint64 count)
{
    m_droppedShown = 0;
    const std::string text = sentence(tr("%n event(s) came too fast to be shown here", nullptr, int(count)));
    push(m_end > m_first ? row(m_end - 1).time : wallNow(), 0, 0,
         {.text = text, .kind = LogRowKind::Event, .level = LogLevel::Warn});
    Q_EMIT appended(m_droppedShown);
}

void LogModel::add(const Fact &fact)
{
    const Instant time = fact.time;
    std::visit(
        Overloaded{
            [&](const fact::InvocationStarted &start) { started(time, start); },
            [&](const fact::InvocationEnded &end) { ended(time, end); },
            [&](const fact::LogWritten &log) { written(time, log); },
            [&](const fact::Throttled &t) {
                const std::string text = sentence(
                    tr("refused, %1 of %2 in use: %3").arg(t.inUse).arg(t.limit).arg(QString::fromStdString(t.reason)));
                writeEvent(time, t.function, t.requestId,
                           {.text = text, .kind = LogRowKind::Event, .level = LogLevel::Warn});
            },
            [&](const fact::RetryScheduled &r) {
                const std::string text = sentence(tr("attempt %1 follows at %2: %3")
                                                      .arg(r.attempt)
                                                      .arg(clockText(r.at), QString::fromStdString(r.reason)));
                writeEvent(time, r.function, r.requestId, {.text = text, .kind = LogRowKind::Event});
            },
            [&](const fact::Dropped &d) {
                const QString to = QString::fromStdString(d.to);
                const std::string text = sentence(
                    d.to.empty()
                        ? tr("given up (%1) and lost: no target for failures").arg(QString::fromStdString(d.condition))
                        : tr("given up (%1), sent to %2").arg(QString::fromStdString(d.condition), to));
                writeEvent(time, d.node, d.id, {.text = text, .kind = LogRowKind::Event, .level = LogLevel::Error});
            },
            [&](const fact::Notice &n) {
                writeEvent(time, n.node, {}, {.text = n.text, .kind = LogRowKind::Event, .level = n.level});
            },
            [](const auto &) {},
        },
        fact.body);
}

void LogModel::writeEvent(Instant time, const NodeId &function, const std::string &requestId, Line line)
{
    const auto found = m_requestIndex.find(requestId);
    std::uint32_t request = found == m_requestIndex.end() ? 0 : found->second;
    if (request != 0 && mutableRequest(request).ended)
        request = 0;
    push(time, request, intern(function), line);
}

std::uint64_t LogModel::push(Instant time, std::uint32_t request, std::uint16_t function, const Line &line)
{
    while (rowCount() > 0 && (rowCount() == m_capacity || m_bytes.allocatedBytes() > bytesMax))
        drop();
    LogRow row;
    row.time = time;
    row.request = request;
    row.function = function;
    row.kind = line.kind;
    row.level = line.level;
    row.skip = line.skip;
    row.flags = line.flags;
    std::string_view text = line.text;
    if (text.size() > lineBytesMax) {
        text = text.substr(0, lineBytesMax);
        row.flags |= LogRow::Clipped;
    }
    row.offset = m_bytes.append(text);
    row.length = std::uint32_t(text.size());
    const std::uint64_t sequence = m_end++;
    note(row, sequence);
    if (matches(row))
        row.flags |= LogRow::Matched;
    if (m_rows.size() < m_capacity && sequence == m_rows.size())
        m_rows.push_back(row);
    else
        mutableRow(sequence) = row;
    if (shown(row, sequence))
        m_shown.push_back(sequence);
    return sequence;
}

/// Brackets, counts and the request's own record of the row.
void LogModel::note(LogRow &row, std::uint64_t sequence)
{
    for (std::size_t i = 0; i < m_lanes.size(); ++i)
        if (const LogRequest *holder = request(m_lanes[i]))
            row.open[i] = std::uint8_t(std::min<int>(holder->function, 254) + 1);
    row.overflow = m_overflow;
    if (row.request != 0) {
        LogRequest &owner = mutableRequest(row.request);
        row.lane = owner.lane;
        owner.lastRow = sequence;
        if (row.kind == LogRowKind::Text || row.kind == LogRowKind::Platform)
            ++owner.rows;
        if (row.level >= LogLevel::Error && owner.errorRow == LogRequest::none)
            owner.errorRow = sequence;
    }
    if (row.flags & LogRow::Continuation)
        return;
    m_histogram->add(row.time, row.level);
    if (row.level >= LogLevel::Warn) {
        row.flags |= LogRow::Counted;
        ++(row.level == LogLevel::Warn ? m_warnings : m_errors);
    }
}

void LogModel::drop()
{
    const LogRow &oldest = row(m_first);
    if (oldest.flags & LogRow::Counted)
        --(oldest.level == LogLevel::Warn ? m_warnings : m_errors);
    if (!m_shown.empty() && m_shown.front() == m_first) {
        m_shown.pop_front();
        ++m_droppedShown;
    }
    // The raw text of START and REPORT may lie behind that of younger rows.
    if (oldest.kind != LogRowKind::Start && oldest.kind != LogRowKind::Report)
        m_bytes.releaseBefore(oldest.offset);
    ++m_first;
}

void LogModel::dropRequests()
{
    while (!m_requests.empty() && m_requests.front().ended && m_requests.front().lastRow < m_first) {
        const auto found = m_requestIndex.find(m_requests.front().id);
        if (found != m_requestIndex.end() && found->second == m_requestBase)
            m_requestIndex.erase(found);
        m_requests.pop_front();
        ++m_requestBase;
    }
}

const LogRequest *LogModel::request(std::uint32_t sequence) const
{
    if (sequence < m_requestBase || sequence - m_requestBase >= m_requests.size())
        return nullptr;
    return &m_requests[sequence - m_requestBase];
}

std::uint16_t LogModel::intern(const std::string &function)
{
    if (function.empty())
        return 0;
    const auto [found, isNew] = m_functionIndex.try_emplace(function, std::uint16_t(m_functions.size()));
    if (isNew)
        m_functions.push_back(function);
    return found->second;
}

} // namespace lambdarium

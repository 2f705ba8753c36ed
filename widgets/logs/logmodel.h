// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"
#include "widgets/bridge/timemodel.h"
#include "widgets/logs/logbytes.h"
#include "widgets/logs/logfilter.h"

#include <QObject>

#include <array>
#include <deque>
#include <unordered_map>

namespace lambdarium {

class LogHistogram;

/// What a row is, after AWS's lines were read.
enum class LogRowKind : std::uint8_t { Start, Text, End, Report, Init, Platform, Event };

/// One line of the log; text lies in LogBytes.
struct LogRow
{
    static constexpr std::uint8_t laneCount = 4;
    enum Flag {           // without a fixed type: lupdate loses the classes after one
        Continuation = 1, ///< further line of the log event above
        Clipped = 2,      ///< more bytes were written than are kept
        Matched = 4,      ///< by the filter
        Counted = 8,      ///< in the error and warning counts
    };

    Instant time{};
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    std::uint32_t request = 0; ///< sequence of a LogRequest; 0: none
    std::uint16_t function = 0;
    LogRowKind kind = LogRowKind::Text;
    LogLevel level = LogLevel::None;
    std::uint8_t skip = 0; ///< bytes of runtime prefix before the message
    std::uint8_t flags = Matched;
    std::uint8_t lane = noLane;                 ///< bracket of its own request
    std::uint8_t overflow = 0;                  ///< open requests beyond the lanes
    std::array<std::uint8_t, laneCount> open{}; ///< function colour + 1 of the request open in each lane

    static constexpr std::uint8_t noLane = 0xff;
};

/// One attempt of one invocation, or the init of one environment.
struct LogRequest
{
    std::string id; ///< empty: init
    std::uint16_t function = 0;
    EnvironmentId environment{};
    bool init = false;
    bool build = false; ///< output of a build step: neither request nor environment (init is set as well)
    bool cold = false;
    bool folded = false;
    bool ended = false;
    int attempt = 1;
    std::uint64_t firstRow = 0;
    std::uint64_t lastRow = 0;
    std::uint64_t startRow = none; ///< its header
    std::uint64_t reportRow = none;
    std::uint64_t errorRow = none; ///< first row at ERROR
    std::int64_t rows = 0;         ///< text rows
    Instant started{};
    fact::InvocationEnded end; ///< meaningful once ended and not init
    std::uint8_t lane = LogRow::noLane;

    static constexpr std::uint64_t none = ~std::uint64_t{0};
};

/// The newest million log rows, their requests, and which of them are shown. Rows have sequence numbers that
/// only grow; shown rows have positions 0 ... shownCount() - 1. GUI thread; filtering works in slices of a few
/// milliseconds, so nothing here blocks.
class LogModel : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t defaultCapacity = 1'000'000;
    /// Longer lines are kept to this length and marked.
    static constexpr std::size_t lineBytesMax = 64 * 1024;
    /// Lines of one log event; the rest is counted in one row.
    static constexpr std::size_t eventLinesMax = 10'000;

    explicit LogModel(QObject *parent = nullptr, std::size_t capacity = defaultCapacity);
    ~LogModel() override;

    void append(const std::vector<Fact> &facts);
    /// Says in the log that facts were lost on the way to the window.
    void appendDropped(quint64 count);
    /// Ends the brackets of builds that are over, with what came of them.
    void setBuilds(const std::vector<BuildView> &builds, Instant now);
    void clear();

    std::uint64_t firstRow() const { return m_first; }
    std::uint64_t endRow() const { return m_end; }
    std::size_t rowCount() const { return std::size_t(m_end - m_first); }
    const LogRow &row(std::uint64_t sequence) const { return m_rows[sequence % m_capacity]; }
    std::string_view text(const LogRow &row) const { return m_bytes.at(row.offset, row.length); }
    /// Text without the runtime's prefix.
    std::string_view message(const LogRow &row) const { return text(row).substr(row.skip); }
    const LogRequest *request(std::uint32_t sequence) const;
    const LogRequest *request(const LogRow &row) const { return request(row.request); }
    const std::string &functionName(std::uint16_t function) const { return m_functions[function]; }

    std::size_t shownCount() const { return m_shown.size(); }
    std::uint64_t shownRow(std::size_t position) const { return m_shown[position]; }
    /// Position of the row or of the next shown one.
    std::size_t positionOf(std::uint64_t sequence) const;

    void setFilter(const LogFilter &filter);
    void setTimeRange(std::optional<TimeRange> range);
    void setRequestFilter(const std::string &requestId);
    bool filtered() const { return !m_filter.empty() || m_range || !m_requestFilter.empty(); }
    bool filtering() const { return m_slice.isActive(); }
    /// Raw shows AWS's own START, END and REPORT lines.
    void setRaw(bool raw);
    bool raw() const { return m_raw; }

    void setFolded(std::uint32_t request, bool folded);
    void setAllFolded(bool folded);

    std::int64_t errorCount() const { return m_errors; }
    std::int64_t warningCount() const { return m_warnings; }
    const LogHistogram &histogram() const { return *m_histogram; }

Q_SIGNALS:
    /// Rows came in and perhaps old ones went; dropped: shown rows that disappeared at the top.
    void appended(std::size_t dropped);
    /// Positions changed: filter, fold, clear.
    void rebuilt();
    void filteringChanged(bool active);

private:
    struct Line
    {
        std::string_view text;
        LogRowKind kind = LogRowKind::Text;
        LogLevel level = LogLevel::None;
        std::uint8_t skip = 0;
        std::uint8_t flags = 0;
    };

    void add(const Fact &fact);
    void started(Instant time, const fact::InvocationStarted &start);
    void ended(Instant time, const fact::InvocationEnded &end);
    void written(Instant time, const fact::LogWritten &log);
    void writeText(Instant time, std::uint32_t request, const fact::LogWritten &log);
    void writeEvent(Instant time, const NodeId &function, const std::string &requestId, Line line);
    std::uint64_t push(Instant time, std::uint32_t request, std::uint16_t function, const Line &line);
    void note(LogRow &row, std::uint64_t sequence);
    void drop();
    void dropRequests();

    std::uint16_t intern(const std::string &function);
    std::uint32_t open(LogRequest request);
    void close(std::uint32_t request);
    std::uint32_t requestFor(Instant time, const fact::LogWritten &log);
    std::uint32_t initOf(Instant time, const NodeId &function, EnvironmentId environment);
    std::uint32_t buildOf(Instant time, const NodeId &function);
    void ensureStartRow(Instant time, std::uint32_t request, std::string_view text);
    void ensureReportRow(Instant time, std::uint32_t request, std::string_view text);
    LogRequest &mutableRequest(std::uint32_t sequence) { return m_requests[sequence - m_requestBase]; }
    LogRow &mutableRow(std::uint64_t sequence) { return m_rows[sequence % m_capacity]; }

    bool matches(const LogRow &row) const;
    bool shown(const LogRow &row, std::uint64_t sequence) const;
    void refilter();
    void filterSlice();
    void rebuild();

    std::size_t m_capacity;
    std::vector<LogRow> m_rows;
    LogBytes m_bytes;
    std::uint64_t m_first = 0;
    std::uint64_t m_end = 0;
    std::deque<std::uint64_t> m_shown;
    std::size_t m_droppedShown = 0;

    std::vector<std::string> m_functions{std::string()};
    std::unordered_map<std::string, std::uint16_t> m_functionIndex;
    std::deque<LogRequest> m_requests;
    std::uint32_t m_requestBase = 1;
    std::unordered_map<std::string, std::uint32_t> m_requestIndex; ///< newest attempt of each id
    std::unordered_map<std::uint64_t, std::uint32_t> m_initIndex;  ///< open init of each environment
    std::unordered_map<std::string, std::uint32_t> m_buildIndex;   ///< open build of each function or layer
    std::array<std::uint32_t, LogRow::laneCount> m_lanes{};
    std::uint8_t m_overflow = 0;

    LogFilter m_filter;
    std::optional<TimeRange> m_range;
    std::string m_requestFilter;
    bool m_raw = false;
    QTimer m_slice;
    QTimer m_outcome; ///< a request ended that an outcome filter may now match
    std::uint64_t m_filterAt = 0;

    std::int64_t m_errors = 0;
    std::int64_t m_warnings = 0;
    std::unique_ptr<LogHistogram> m_histogram;
};

} // namespace lambdarium

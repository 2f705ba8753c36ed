// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How LogModel groups facts into requests and their brackets.
#include "widgets/logs/logmodel.h"

#include "widgets/logs/logtext.h"

#include <algorithm>

namespace lambdarium {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

} // namespace

std::uint32_t LogModel::open(LogRequest request)
{
    const auto free = std::ranges::find(m_lanes, 0u);
    request.firstRow = m_end;
    request.lastRow = m_end;
    const std::uint32_t sequence = m_requestBase + std::uint32_t(m_requests.size());
    if (free != m_lanes.end()) {
        *free = sequence;
        request.lane = std::uint8_t(free - m_lanes.begin());
    } else if (m_overflow < 0xff) {
        ++m_overflow;
    }
    m_requests.push_back(std::move(request));
    return sequence;
}

void LogModel::close(std::uint32_t sequence)
{
    LogRequest &request = mutableRequest(sequence);
    request.ended = true;
    if (request.lane != LogRow::noLane)
        m_lanes[request.lane] = 0;
    else if (m_overflow > 0)
        --m_overflow;
}

void LogModel::started(Instant time, const fact::InvocationStarted &start)
{
    if (const auto init = m_initIndex.find(std::uint64_t(start.environment)); init != m_initIndex.end()) {
        close(init->second);
        m_initIndex.erase(init);
    }
    const auto found = m_requestIndex.find(start.requestId);
    if (found != m_requestIndex.end() && !mutableRequest(found->second).ended) {
        // Its START line came first.
        LogRequest &request = mutableRequest(found->second);
        if (request.attempt == start.attempt || request.started == Instant{}) {
            request.environment = start.environment;
            request.cold = start.cold;
            request.attempt = start.attempt;
            request.started = time;
            return;
        }
        close(found->second);
    }
    LogRequest request;
    request.id = start.requestId;
    request.function = intern(start.function);
    request.environment = start.environment;
    request.cold = start.cold;
    request.attempt = start.attempt;
    request.started = time;
    const std::uint32_t sequence = open(std::move(request));
    m_requestIndex[start.requestId] = sequence;
    ensureStartRow(time, sequence, {});
}

void LogModel::ended(Instant time, const fact::InvocationEnded &end)
{
    const auto found = m_requestIndex.find(end.requestId);
    if (found == m_requestIndex.end() || mutableRequest(found->second).ended)
        return;
    const std::uint32_t sequence = found->second;
    mutableRequest(sequence).end = end;
    ensureReportRow(time, sequence, {});
    close(sequence);
    const LogRequest &request = mutableRequest(sequence);
    LogRow &report = mutableRow(request.reportRow);
    if (request.reportRow >= m_first && end.outcome != InvocationOutcome::Success) {
        report.level = LogLevel::Error;
        if (request.errorRow == LogRequest::none) {
            // A timeout or a killed process writes no error line of its own, and is one all the same.
            report.flags |= LogRow::Counted;
            ++m_errors;
        }
    }
    // The REPORT row has just become an error: a filter by level may want it.
    const bool graded = end.outcome != InvocationOutcome::Success && !m_filter.empty();
    if ((graded || m_filter.dependsOnOutcome()) && !m_outcome.isActive())
        m_outcome.start();
}

std::uint32_t LogModel::initOf(Instant time, const NodeId &function, EnvironmentId environment)
{
    const auto found = m_initIndex.find(std::uint64_t(environment));
    if (found != m_initIndex.end())
        return found->second;
    LogRequest request;
    request.function = intern(function);
    request.environment = environment;
    request.init = true;
    request.cold = true;
    request.started = time;
    const std::uint32_t sequence = open(std::move(request));
    m_initIndex[std::uint64_t(environment)] = sequence;
    return sequence;
}

std::uint32_t LogModel::buildOf(Instant time, const NodeId &function)
{
    const auto found = m_buildIndex.find(function);
    if (found != m_buildIndex.end())
        return found->second;
    LogRequest request;
    request.function = intern(function);
    request.init = true;
    request.build = true;
    request.started = time;
    const std::uint32_t sequence = open(std::move(request));
    m_buildIndex[function] = sequence;
    ensureStartRow(time, sequence, {});
    return sequence;
}

void LogModel::setBuilds(const std::vector<BuildView> &builds, Instant now)
{
    m_droppedShown = 0;
    bool ended = false;
    for (const BuildView &build : builds) {
        using State = BuildView::State;
        const auto found = m_buildIndex.find(build.id);
        if (found == m_buildIndex.end() || build.state == State::Waiting || build.state == State::Running)
            continue;
        const QString length = durationText(build.duration);
        QString text = build.state == State::Succeeded ? tr("built in %1").arg(length)
            : build.state == State::Cancelled          ? tr("build cancelled after %1").arg(length)
                                                       : tr("build failed after %1").arg(length);
        if (build.state == State::Failed && !build.problem.empty())
            text += QStringLiteral(": ") + QString::fromStdString(build.problem);
        const std::uint32_t sequence = found->second;
        const std::string words = text.toStdString();
        mutableRequest(sequence).reportRow = m_end;
        push(now, sequence, mutableRequest(sequence).function,
             {.text = words,
              .kind = LogRowKind::Report,
              .level = build.state == State::Failed ? LogLevel::Error : LogLevel::None});
        close(sequence);
        m_buildIndex.erase(found);
        ended = true;
    }
    if (ended)
        Q_EMIT appended(m_droppedShown);
}

std::uint32_t LogModel::requestFor(Instant time, const fact::LogWritten &log)
{
    if (log.kind == LogKind::Build)
        return buildOf(time, log.function);
    if (log.requestId.empty())
        return std::uint64_t(log.environment) == 0 ? 0 : initOf(time, log.function, log.environment);
    const auto found = m_requestIndex.find(log.requestId);
    if (found != m_requestIndex.end()) {
        // A second START of the same id is a retry of an asynchronous event.
        if (log.kind != LogKind::Start || !mutableRequest(found->second).ended)
            return found->second;
    }
    LogRequest request;
    request.id = log.requestId;
    request.function = intern(log.function);
    request.environment = log.environment;
    const std::uint32_t sequence = open(std::move(request));
    m_requestIndex[log.requestId] = sequence;
    return sequence;
}

void LogModel::written(Instant time, const fact::LogWritten &log)
{
    const std::uint32_t request = requestFor(time, log);
    switch (log.kind) {
    case LogKind::Start: ensureStartRow(time, request, trimmed(log.text)); return;
    case LogKind::Report: ensureReportRow(time, request, trimmed(log.text)); return;
    case LogKind::InitStart:
        if (request != 0) {
            ensureStartRow(time, request, trimmed(log.text));
            return;
        }
        break;
    default: break;
    }
    if (request != 0 && log.requestId.empty() && mutableRequest(request).startRow == LogRequest::none)
        ensureStartRow(time, request, {});
    writeText(time, request, log);
}

void LogModel::writeText(Instant time, std::uint32_t request, const fact::LogWritten &log)
{
    std::string_view rest = trimmed(log.text);
    const std::uint16_t function = intern(log.function);
    Line line;
    line.kind = log.kind == LogKind::Text || log.kind == LogKind::Build ? LogRowKind::Text
        : log.kind == LogKind::End                                      ? LogRowKind::End
        : log.kind == LogKind::InitReport                               ? LogRowKind::Init
                                                                        : LogRowKind::Platform;
    const LogPrefix prefix = log.kind == LogKind::Text ? logPrefix(rest) : LogPrefix{};
    line.level = log.level != LogLevel::None ? log.level : log.kind == LogKind::Build ? buildLevel(rest) : prefix.level;
    line.skip = std::uint8_t(std::min<std::size_t>(prefix.length, 255));
    for (std::size_t lines = 0;; ++lines) {
        const std::size_t end = rest.find_first_of("\n\r");
        if (lines == eventLinesMax) {
            const int left = int(std::min<std::size_t>(rest.size(), 2000000000));
            const std::string more = tr("… %n more byte(s) in this event", nullptr, left).toStdString();
            push(time, request, function, {.text = more, .kind = LogRowKind::Platform, .flags = LogRow::Continuation});
            return;
        }
        line.text = rest.substr(0, end);
        push(time, request, function, line);
        if (end == std::string_view::npos)
            return;
        rest.remove_prefix(end + (rest.substr(end).starts_with("\r\n") ? 2 : 1));
        line.flags = LogRow::Continuation;
        line.skip = 0;
    }
}

/// START can be told twice: by the fact and by AWS's line. The first makes the row, the line gives its raw text.
void LogModel::ensureStartRow(Instant time, std::uint32_t sequence, std::string_view text)
{
    LogRequest &request = mutableRequest(sequence);
    if (request.startRow == LogRequest::none) {
        request.startRow = m_end;
        push(time, sequence, request.function, {.text = text, .kind = LogRowKind::Start});
    } else if (!text.empty() && request.startRow >= m_first) {
        LogRow &row = mutableRow(request.startRow);
        row.offset = m_bytes.append(text);
        row.length = std::uint32_t(text.size());
    }
}

void LogModel::ensureReportRow(Instant time, std::uint32_t sequence, std::string_view text)
{
    if (sequence == 0) {
        push(time, 0, 0, {.text = text, .kind = LogRowKind::Platform});
        return;
    }
    LogRequest &request = mutableRequest(sequence);
    if (request.reportRow == LogRequest::none) {
        request.reportRow = m_end;
        push(time, sequence, request.function, {.text = text, .kind = LogRowKind::Report});
    } else if (!text.empty() && request.reportRow >= m_first) {
        LogRow &row = mutableRow(request.reportRow);
        row.offset = m_bytes.append(text);
        row.length = std::uint32_t(text.size());
    }
}

} // namespace lambdarium

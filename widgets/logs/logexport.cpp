// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logexport.h"

#include "core/base/time.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lambdarium {

namespace {

QString kindName(LogRowKind kind)
{
    switch (kind) {
    case LogRowKind::Start: return QStringLiteral("start");
    case LogRowKind::Text: return QStringLiteral("function");
    case LogRowKind::End: return QStringLiteral("end");
    case LogRowKind::Report: return QStringLiteral("report");
    case LogRowKind::Init: return QStringLiteral("init");
    case LogRowKind::Platform: return QStringLiteral("platform");
    case LogRowKind::Event: return QStringLiteral("event");
    }
    return {};
}

QString utf8(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

} // namespace

void LogExport::add(std::uint64_t row, LogView::CopyForm form)
{
    m_text += form == LogView::CopyForm::JsonLines ? jsonLine(row) : m_painter.plainText(row);
    m_text += QLatin1Char('\n');
}

QString LogExport::finished(LogView::CopyForm form) const
{
    if (form != LogView::CopyForm::Markdown || m_text.isEmpty())
        return m_text;
    // A fence longer than any in the text cannot be closed by it.
    QString fence = QStringLiteral("```");
    while (m_text.contains(fence))
        fence += QLatin1Char('`');
    return fence + QStringLiteral("text\n") + m_text + fence + QLatin1Char('\n');
}

QString LogExport::jsonLine(std::uint64_t sequence) const
{
    const LogRow &row = m_model.row(sequence);
    const LogRequest *request = m_model.request(row);
    QJsonObject line{{QStringLiteral("time"), QString::fromStdString(isoMillis(row.time))},
                     {QStringLiteral("type"), kindName(row.kind)},
                     {QStringLiteral("function"), utf8(m_model.functionName(row.function))}};
    if (request && !request->init)
        line.insert(QStringLiteral("requestId"), utf8(request->id));
    if (request && request->build)
        line.insert(QStringLiteral("build"), true);
    else if (request)
        line.insert(QStringLiteral("environment"), utf8(shortId(request->environment)));
    if (row.level != LogLevel::None)
        line.insert(QStringLiteral("level"), levelWord(row.level));
    if (row.length > 0)
        line.insert(QStringLiteral("message"), utf8(m_model.message(row)));
    if (row.kind == LogRowKind::Report && request && request->ended && !request->build) {
        line.insert(QStringLiteral("durationMs"), toMillis(request->end.duration));
        line.insert(QStringLiteral("billedDurationMs"), double(request->end.billedMs));
        line.insert(QStringLiteral("memorySizeMB"), double(request->end.memoryMb));
        line.insert(QStringLiteral("maxMemoryUsedMB"), double(request->end.maxMemoryUsedMb));
        if (request->end.initDuration)
            line.insert(QStringLiteral("initDurationMs"), toMillis(*request->end.initDuration));
        if (request->end.restoreDuration)
            line.insert(QStringLiteral("restoreDurationMs"), toMillis(*request->end.restoreDuration));
        if (request->end.simulatedColdStart > Duration::zero())
            line.insert(QStringLiteral("simulatedColdStartMs"), toMillis(request->end.simulatedColdStart));
    }
    return QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact));
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logrowpainter.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/functionpalette.h"
#include "widgets/theme/theme.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

QColor levelColour(LogLevel level)
{
    const Theme &t = th();
    if (level >= LogLevel::Error)
        return t.stateText(EnvState::Error);
    if (level == LogLevel::Warn)
        return t.stateText(EnvState::Warm);
    return level == LogLevel::Info ? t.text2 : t.text3;
}

QString outcomeWords(const fact::InvocationEnded &end)
{
    switch (end.outcome) {
    case InvocationOutcome::Success: return {};
    case InvocationOutcome::Timeout: return LogRowPainter::tr("timed out");
    case InvocationOutcome::OutOfMemory: return LogRowPainter::tr("out of memory");
    case InvocationOutcome::Crash: return LogRowPainter::tr("process ended");
    case InvocationOutcome::InitError: return LogRowPainter::tr("init failed");
    case InvocationOutcome::FunctionError: break;
    }
    return end.errorType.empty() ? LogRowPainter::tr("failed") : displayText(end.errorType, 120);
}

} // namespace

void LogRowPainter::refresh()
{
    m_mono = monoFont(11.5);
    m_monoMedium = monoFont(11.5, QFont::Medium);
    m_monoBold = monoFont(10.5, QFont::Bold);
    m_monoSmall = monoFont(11);
    m_ui = uiFont(11.5);
    m_uiMedium = uiFont(11.5, QFont::Medium);
    m_uiBold = uiFont(12.5, QFont::DemiBold);
    m_rowHeight = dp(24);
    const QFontMetrics mono(m_mono);
    m_timeWidth = mono.horizontalAdvance(QStringLiteral("00:00:00.000"));
    m_monoWidth = std::max(1, mono.horizontalAdvance(QLatin1Char('0')));
}

int LogRowPainter::textLeft() const
{
    return dp(16) + m_timeWidth + dp(18) + (m_lanes - 1) * dp(7) + dp(14) + (m_overflow ? dp(14) : 0);
}
int LogRowPainter::levelColumn() const
{
    return QFontMetrics(m_monoBold).horizontalAdvance(QStringLiteral("DEBUG")) + dp(14);
}

QColor LogRowPainter::functionColour(std::uint16_t function) const
{
    return function == 0 ? th().control : th().series[std::size_t(functionSlot(m_model.functionName(function)))];
}

void LogRowPainter::put(QPainter &painter, QRect &rect, const QString &text, const QFont &font, const QColor &colour,
                        int gap) const
{
    painter.setFont(font);
    painter.setPen(colour);
    const QFontMetrics metrics(font);
    const int width = metrics.horizontalAdvance(text);
    if (width <= rect.width())
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    else
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, rect.width()));
    rect.setLeft(std::min(rect.left() + width + gap, rect.right() + 1));
}

void LogRowPainter::paint(QPainter &painter, const QRect &rect, std::uint64_t sequence, State state) const
{
    const Theme &t = th();
    const LogRow &row = m_model.row(sequence);
    const bool tinted = row.kind == LogRowKind::Text || row.kind == LogRowKind::Platform
        || row.kind == LogRowKind::Event;
    if (state.selected)
        painter.fillRect(rect, t.sel);
    else if (tinted && row.level >= LogLevel::Error)
        painter.fillRect(rect, t.tint(t.state(EnvState::Error), t.dark ? .13 : .07));
    else if (tinted && row.level == LogLevel::Warn)
        painter.fillRect(rect, t.tint(t.state(EnvState::Warm), t.dark ? .09 : .08));
    else if (state.hovered)
        painter.fillRect(rect, t.hover);
    if (row.kind == LogRowKind::Start)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), t.border);

    if (!(row.flags & LogRow::Continuation)) {
        QRect clock(rect.left() + dp(16), rect.top(), m_timeWidth + 2, rect.height());
        painter.setFont(m_mono);
        painter.setPen(t.text3);
        painter.drawText(clock, Qt::AlignVCenter, clockText(row.time));
    }
    paintBracket(painter, rect, row, state.connected);

    const QRect body = rect.adjusted(textLeft(), 0, -dp(12), 0);
    const LogRequest *request = m_model.request(row);
    if (row.kind == LogRowKind::Start && request)
        request->folded ? paintFolded(painter, body, *request) : paintStart(painter, body, row);
    else if (row.kind == LogRowKind::Report && request && request->build)
        paintBuildEnd(painter, body, row);
    else if (row.kind == LogRowKind::Report && request && request->ended && !m_model.raw())
        paintReport(painter, body, row);
    else
        paintText(painter, body, row, state.connected);
    if (state.current) {
        painter.setPen(QPen(t.accent, t.focusWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(1, 1, -2, -2));
    }
}

void LogRowPainter::paintBracket(QPainter &painter, const QRect &rect, const LogRow &row, bool connected) const
{
    const int left = rect.left() + dp(16) + m_timeWidth + dp(18);
    const int middle = rect.center().y();
    const int width = dp(2);
    for (int lane = 0; lane < LogRow::laneCount; ++lane) {
        const int x = left + lane * dp(7);
        if (lane != row.lane) {
            if (connected && row.open[std::size_t(lane)] != 0)
                painter.fillRect(QRect(x, rect.top(), width, rect.height()),
                                 functionColour(row.open[std::size_t(lane)] - 1));
            continue;
        }
        const QColor colour = functionColour(row.function);
        const LogRequest *request = m_model.request(row);
        const bool start = row.kind == LogRowKind::Start, end = row.kind == LogRowKind::Report;
        if (start && request && request->folded) {
            painter.fillRect(QRect(x, middle - dp(3), dp(8), dp(6)), colour);
            continue;
        }
        painter.fillRect(QRect(x, start ? middle : rect.top(), width,
                               end         ? middle - rect.top()
                                   : start ? rect.bottom() - middle + 1
                                           : rect.height()),
                         colour);
        if (start || end)
            painter.fillRect(QRect(x, middle - (end ? 1 : 0), dp(8), width), colour);
    }
    if (connected && row.overflow > 0) {
        painter.setFont(uiFont(9.5));
        painter.setPen(th().text3);
        painter.drawText(QRect(left + m_lanes * dp(7) + dp(2), rect.top(), dp(18), rect.height()), Qt::AlignVCenter,
                         QStringLiteral("+%1").arg(row.overflow));
    }
}

QRect LogRowPainter::foldRect(const QRect &row) const
{
    return QRect(row.left() + textLeft() - dp(2), row.top(), dp(18), row.height());
}

void LogRowPainter::paintStart(QPainter &painter, QRect rect, const LogRow &row) const
{
    const Theme &t = th();
    if (m_model.raw() && row.length > 0) {
        put(painter, rect, displayText(m_model.text(row), 500), m_mono, t.text2, 0);
        return;
    }
    const LogRequest &request = *m_model.request(row);
    const QRectF chevron(rect.left(), rect.center().y() - dp(6), dp(13), dp(13));
    drawIcon(&painter, QStringLiteral("chevron-down"), chevron, t.text3);
    rect.setLeft(rect.left() + dp(18));
    put(painter, rect, displayText(m_model.functionName(row.function), 200), m_uiBold, t.text, dp(9));
    if (!request.init)
        put(painter, rect, QLatin1Char('#') + displayText(shortId(request.id), 20), m_monoSmall, t.text3, dp(14));
    const QString environment = environmentText(request);
    if (request.cold && !environment.isEmpty()) {
        drawIcon(&painter, QStringLiteral("snowflake"), QRectF(rect.left(), rect.center().y() - dp(6), dp(12), dp(12)),
                 t.state(EnvState::Cold), 2.2);
        rect.setLeft(rect.left() + dp(17));
        put(painter, rect, environment, m_ui, t.stateText(EnvState::Cold), dp(12));
    } else if (!environment.isEmpty()) {
        put(painter, rect, environment, m_ui, t.text3, dp(12));
    }
    if (request.build) {
        drawIcon(&painter, QStringLiteral("wrench"), QRectF(rect.left(), rect.center().y() - dp(6), dp(12), dp(12)),
                 t.text2, 2.2);
        rect.setLeft(rect.left() + dp(17));
        put(painter, rect, tr("build"), m_ui, t.text2, dp(12));
    }
    if (request.attempt > 1)
        put(painter, rect, tr("attempt %1").arg(request.attempt), m_uiMedium, t.stateText(EnvState::Warm), dp(12));
}

QString LogRowPainter::environmentText(const LogRequest &request) const
{
    if (std::uint64_t(request.environment) == 0)
        return {};
    return (request.init       ? tr("env %1 · init")
                : request.cold ? tr("env %1 · cold start")
                               : tr("env %1 · warm"))
        .arg(QString::fromStdString(shortId(request.environment)));
}

QRect LogRowPainter::environmentRect(const QRect &rect, std::uint64_t sequence) const
{
    const LogRow &row = m_model.row(sequence);
    const LogRequest *request = m_model.request(row);
    if (row.kind != LogRowKind::Start || !request || request->folded || (m_model.raw() && row.length > 0))
        return {};
    const QString text = environmentText(*request);
    if (text.isEmpty())
        return {};
    // The same steps as in paintStart().
    int left = rect.left() + textLeft() + dp(18)
        + QFontMetrics(m_uiBold).horizontalAdvance(displayText(m_model.functionName(row.function), 200)) + dp(9);
    if (!request->init)
        left += QFontMetrics(m_monoSmall).horizontalAdvance(QLatin1Char('#') + displayText(shortId(request->id), 20))
            + dp(14);
    const int icon = request->cold ? dp(17) : 0;
    return QRect(left, rect.top(), icon + QFontMetrics(m_ui).horizontalAdvance(text), rect.height());
}

void LogRowPainter::paintBuildEnd(QPainter &painter, QRect rect, const LogRow &row) const
{
    const Theme &t = th();
    const bool failed = row.level >= LogLevel::Error;
    const EnvState state = failed ? EnvState::Error : EnvState::Running;
    drawIcon(&painter, failed ? stateIcon(EnvState::Error) : QStringLiteral("check"),
             QRectF(rect.left(), rect.center().y() - dp(6), dp(13), dp(13)), t.state(state), 2.2);
    rect.setLeft(rect.left() + dp(19));
    put(painter, rect, displayText(m_model.text(row), 500), m_uiMedium, failed ? t.stateText(EnvState::Error) : t.text,
        0);
}

std::optional<SourceLink> LogRowPainter::linkOf(const LogRow &row, const QString &text) const
{
    const LogRequest *request = m_model.request(row);
    return request && request->build ? buildLink(text) : sourceLink(text);
}

void LogRowPainter::paintFolded(QPainter &painter, QRect rect, const LogRequest &request) const
{
    const Theme &t = th();
    drawIcon(&painter, QStringLiteral("chevron-right"), QRectF(rect.left(), rect.center().y() - dp(6), dp(13), dp(13)),
             t.text3);
    rect.setLeft(rect.left() + dp(18));
    const bool failed = request.ended && !request.init && request.end.outcome != InvocationOutcome::Success;
    const EnvState state = failed ? EnvState::Error
        : request.build           ? EnvState::Idle
        : request.init            ? EnvState::Cold
        : request.ended           ? EnvState::Idle
                                  : EnvState::Running;
    const QString icon = failed ? stateIcon(EnvState::Error)
        : request.ended         ? QStringLiteral("check")
                                : stateIcon(state);
    drawIcon(&painter, icon, QRectF(rect.left(), rect.center().y() - dp(6), dp(13), dp(13)), t.state(state), 2.2);
    rect.setLeft(rect.left() + dp(19));
    put(painter, rect, displayText(m_model.functionName(request.function), 200), m_uiBold, t.text, dp(9));
    if (!request.init)
        put(painter, rect, QLatin1Char('#') + displayText(shortId(request.id), 20), m_monoSmall, t.text3, dp(12));
    if (request.ended && !request.init) {
        // The bar is logarithmic, 1 ms to 15 min over 60 px: a glance tells fast from slow.
        const double ms = std::clamp(toMillis(request.end.duration), 1.0, 900'000.0);
        const int width = std::max(2, int(dp(60) * std::log10(ms) / std::log10(900'000.0)));
        painter.fillRect(QRect(rect.left(), rect.center().y() - dp(2), dp(60), dp(5)), t.hover);
        painter.fillRect(QRect(rect.left(), rect.center().y() - dp(2), width, dp(5)),
                         t.state(failed ? EnvState::Error : EnvState::Running));
        rect.setLeft(rect.left() + dp(68));
        put(painter, rect, durationText(request.end.duration), m_monoMedium, t.text, dp(14));
    }
    put(painter, rect, tr("%n line(s)", nullptr, int(request.rows)), m_ui, t.text3, dp(14));
    if (request.errorRow != LogRequest::none && request.errorRow >= m_model.firstRow())
        put(painter, rect, displayText(m_model.message(m_model.row(request.errorRow)), 300), m_mono,
            t.stateText(EnvState::Error), 0);
    else if (failed)
        put(painter, rect, outcomeWords(request.end), m_uiMedium, t.stateText(EnvState::Error), 0);
}

QStringList LogRowPainter::reportFacts(const LogRequest &request) const
{
    const fact::InvocationEnded &end = request.end;
    QStringList facts{tr("took"),   durationText(end.duration),
                      tr("billed"), tr("%1 ms").arg(QLocale().toString(qlonglong(end.billedMs))),
                      tr("memory"), tr("%1 / %2 MB").arg(end.maxMemoryUsedMb).arg(end.memoryMb)};
    if (end.initDuration)
        facts << tr("init") << durationText(*end.initDuration);
    if (end.restoreDuration)
        facts << tr("restore") << durationText(*end.restoreDuration);
    if (end.simulatedColdStart > Duration::zero())
        facts << tr("of it simulated") << durationText(end.simulatedColdStart);
    return facts;
}

void LogRowPainter::paintReport(QPainter &painter, QRect rect, const LogRow &row) const
{
    const Theme &t = th();
    const LogRequest &request = *m_model.request(row);
    const QStringList facts = reportFacts(request);
    for (qsizetype i = 0; i + 1 < facts.size(); i += 2) {
        put(painter, rect, facts[i], m_ui, t.text3, dp(6));
        put(painter, rect, facts[i + 1], m_monoMedium, t.text, dp(18));
    }
    const QString outcome = outcomeWords(request.end);
    if (outcome.isEmpty())
        return;
    drawIcon(&painter, QStringLiteral("triangle-alert"), QRectF(rect.left(), rect.center().y() - dp(6), dp(13), dp(13)),
             t.state(EnvState::Error), 2.2);
    rect.setLeft(rect.left() + dp(19));
    put(painter, rect, outcome, m_uiMedium, t.stateText(EnvState::Error), 0);
}

void LogRowPainter::paintText(QPainter &painter, QRect rect, const LogRow &row, bool connected) const
{
    const Theme &t = th();
    if (!connected && row.function != 0) {
        // Without the rows around it a line must say whose it is.
        const LogRequest *request = m_model.request(row);
        put(painter, rect, displayText(m_model.functionName(row.function), 60), m_uiMedium, t.text2, dp(7));
        if (request && !request->init)
            put(painter, rect, QLatin1Char('#') + displayText(shortId(request->id), 20), m_monoSmall, t.text3, dp(12));
    }
    if (row.kind == LogRowKind::End || row.kind == LogRowKind::Init || row.kind == LogRowKind::Report) {
        put(painter, rect, displayText(m_model.text(row), 500), m_mono, t.text3, 0);
        return;
    }
    const QString word = row.flags & LogRow::Continuation ? QString() : levelWord(row.level);
    if (row.kind == LogRowKind::Event) {
        const EnvState state = row.level >= LogLevel::Error ? EnvState::Error
            : row.level == LogLevel::Warn                   ? EnvState::Throttled
                                                            : EnvState::Idle;
        drawIcon(&painter,
                 row.level == LogLevel::None || row.level == LogLevel::Info ? QStringLiteral("info") : stateIcon(state),
                 QRectF(rect.left(), rect.center().y() - dp(6), dp(13), dp(13)), t.state(state), 2.2);
    } else if (!word.isEmpty()) {
        QRect level = rect;
        put(painter, level, word, m_monoBold, levelColour(row.level), 0);
    }
    rect.setLeft(rect.left() + levelColumn());
    if (connected && row.kind == LogRowKind::Event && row.lane == LogRow::noLane && row.function != 0)
        put(painter, rect, displayText(m_model.functionName(row.function), 60), m_uiMedium, t.text, dp(9));
    const int columns = std::max(8, rect.width() / m_monoWidth + 2);
    const QString text = displayText(m_model.message(row), columns);
    const QColor ink = row.level == LogLevel::Debug || row.level == LogLevel::Trace || row.kind == LogRowKind::Platform
        ? t.text2
        : t.text;
    const auto link = row.kind == LogRowKind::Text ? linkOf(row, text) : std::nullopt;
    if (!link) {
        put(painter, rect, text, m_mono, ink, 0);
        return;
    }
    QFont underlined = m_mono;
    underlined.setUnderline(true);
    put(painter, rect, text.left(link->begin), m_mono, ink, 0);
    put(painter, rect, text.mid(link->begin, link->length), underlined, t.accent, 0);
    put(painter, rect, text.mid(link->begin + link->length), m_mono, ink, 0);
}

QRect LogRowPainter::linkRect(const QRect &rect, std::uint64_t sequence, std::optional<SourceLink> *out) const
{
    const LogRow &row = m_model.row(sequence);
    if (row.kind != LogRowKind::Text)
        return {};
    int left = rect.left() + textLeft() + levelColumn();
    if (m_model.filtered() && row.function != 0) {
        const LogRequest *request = m_model.request(row);
        left += QFontMetrics(m_uiMedium).horizontalAdvance(displayText(m_model.functionName(row.function), 60)) + dp(7);
        if (request && !request->init)
            left +=
                QFontMetrics(m_monoSmall).horizontalAdvance(QLatin1Char('#') + displayText(shortId(request->id), 20))
                + dp(12);
    }
    const int columns = std::max(8, (rect.right() - dp(12) - left) / m_monoWidth + 2);
    const QString text = displayText(m_model.message(row), columns);
    const auto link = linkOf(row, text);
    if (!link)
        return {};
    if (out)
        *out = link;
    const QFontMetrics metrics(m_mono);
    return QRect(left + metrics.horizontalAdvance(text.left(link->begin)), rect.top(),
                 metrics.horizontalAdvance(text.mid(link->begin, link->length)), rect.height());
}

QString LogRowPainter::plainText(std::uint64_t sequence) const
{
    const LogRow &row = m_model.row(sequence);
    const LogRequest *request = m_model.request(row);
    QStringList parts{clockText(row.time)};
    if (row.kind == LogRowKind::Start && request) {
        parts << displayText(m_model.functionName(row.function), 200);
        if (!request->init)
            parts << QLatin1Char('#') + displayText(shortId(request->id), 20);
        parts << environmentText(*request);
        if (request->build)
            parts << tr("build");
        if (request->folded)
            parts << tr("folded");
    } else if (row.kind == LogRowKind::Report && request && request->ended && !request->build) {
        parts << reportFacts(*request).join(QLatin1Char(' ')) << outcomeWords(request->end);
    } else {
        parts << levelWord(row.level) << displayText(m_model.message(row), 20'000);
        if (row.flags & LogRow::Clipped)
            parts << tr("(longer; the rest is not kept)");
    }
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

} // namespace lambdarium

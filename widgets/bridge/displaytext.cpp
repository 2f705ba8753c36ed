// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/displaytext.h"

namespace lambdarium {

namespace {

bool plain(char16_t c) { return c >= 0x20 && c < 0x7f; }

/// True for characters that change how others are drawn, or that cannot be seen.
bool invisible(char16_t c)
{
    return (c >= 0x80 && c <= 0x9f) || c == 0xad || c == 0x61c || c == 0x180e || c == 0x200b || c == 0x200e
        || c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff
        || (c >= 0xfff9 && c <= 0xfffb);
}

void appendMark(QString &out, char16_t c)
{
    if (c < 0x20)
        out += QChar(char16_t(0x2400 + c)); // control pictures: ␛ for ESC
    else if (c == 0x7f)
        out += QChar(u'\u2421');
    else
        out += QStringLiteral("\u2039U+%1\u203a").arg(uint(c), 4, 16, QLatin1Char('0'));
}

QString neutralise(QStringView raw, qsizetype limit, bool keepLines)
{
    QString out;
    out.reserve(qMin(raw.size(), limit) + 8);
    for (const QChar ch : raw) {
        if (out.size() >= limit) {
            out += QChar(u'\u2026');
            break;
        }
        const char16_t c = ch.unicode();
        if (plain(c))
            out += ch;
        else if (c == u'\t')
            out += keepLines ? QStringLiteral("\t") : QStringLiteral("    ");
        else if (c == u'\n' && keepLines)
            out += ch;
        else if (c < 0x20 || c == 0x7f || invisible(c))
            appendMark(out, c);
        else
            out += ch;
    }
    return out;
}

QString decode(std::string_view raw, qsizetype limit)
{
    // A character takes at most four bytes: what lies behind them cannot be shown anyway.
    const auto bytes = qMin<qsizetype>(qsizetype(raw.size()), limit * 4 + 4);
    return QString::fromUtf8(raw.data(), bytes);
}

} // namespace

QString displayText(std::string_view raw, qsizetype limit) { return neutralise(decode(raw, limit), limit, false); }

QString displayText(const QString &raw, qsizetype limit) { return neutralise(raw, limit, false); }

QString displayLines(std::string_view raw, qsizetype limit) { return neutralise(decode(raw, limit), limit, true); }

QString toolTipText(const QString &text) { return QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped()); }

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace lambdarium {

/// Text of functions, messages and files as the window may show it: one line, every control character (C0, C1,
/// ESC, line and paragraph separators, bidirectional overrides, zero-width marks) as a visible mark, invalid UTF-8
/// as U+FFFD; a tab becomes four spaces. Nothing is interpreted (security.md B.2.11); labels must still be set to
/// Qt::PlainText. At most limit characters, then "…". Any thread.
QString displayText(std::string_view raw, qsizetype limit = 4096);
QString displayText(const QString &raw, qsizetype limit = 4096);
/// The same, but line feeds and tabs stay: for multi-line read-only text areas.
QString displayLines(std::string_view raw, qsizetype limit = 1'000'000);
/// displayLines() made safe for places that guess rich text (tool tips).
QString toolTipText(const QString &text);

} // namespace lambdarium

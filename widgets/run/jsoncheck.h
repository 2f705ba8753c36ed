// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace lambdarium {

/// Where a text stops being JSON. line and column are 1-based, column counts characters.
struct JsonFault
{
    int line = 1;
    int column = 1;
    QString reason;

    /// "Line 3, column 5: unterminated string"
    QString sentence() const;
};

/// Nothing when the text is one JSON value of any kind (Lambda takes plain strings and numbers too). Any thread.
std::optional<JsonFault> findJsonFault(const QByteArray &text);
/// Objects and arrays indented by two, members in their own order; what is not JSON comes back as it is. Any thread.
QString prettyJson(const QByteArray &text);

} // namespace lambdarium

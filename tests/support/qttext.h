// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

/// The core's texts as QTest compares and prints them.
inline QString text(const std::string &bytes) { return QString::fromStdString(bytes); }

inline QString text(const std::vector<std::string> &lines)
{
    QStringList list;
    for (const std::string &line : lines)
        list << QString::fromStdString(line);
    return list.join(QLatin1Char('\n'));
}

/// Expected lines, written one per argument.
template <typename... Lines>
QString lines(Lines... line)
{
    return (QStringList{} << ... << QString::fromUtf8(line)).join(QLatin1Char('\n'));
}

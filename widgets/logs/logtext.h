// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/session/facts.h"

#include <QString>

#include <optional>
#include <string_view>

/// Small readings of log text. Pure functions, any thread.
namespace lambdarium {

struct LogPrefix
{
    LogLevel level = LogLevel::None;
    std::size_t length = 0; ///< bytes of time stamp, request id and level word before the message
};

/// What the runtimes put before a message ("[ERROR]\t2026-...Z\t<id>\t", "2026-...Z\t<id>\tINFO\t", "WARN: ").
LogPrefix logPrefix(std::string_view text);
/// "ERROR"; empty for None.
QString levelWord(LogLevel level);
/// Any case, "warning" too; nothing when it is no level.
std::optional<LogLevel> levelFromWord(QStringView word);

/// A place in the function's own code that a line names.
struct SourceLink
{
    qsizetype begin = 0;
    qsizetype length = 0;
    QString file; ///< relative to the code folder
    int line = 0; ///< 1-based
};
/// The first stack frame of the line that lies in the code folder (/var/task); none for system files.
std::optional<SourceLink> sourceLink(const QString &text);

/// The file and line that a compiler or build tool complains of (gcc, CMake, cargo, go, javac and Maven). The path may
/// be absolute; Python's and Node's frames count too.
std::optional<SourceLink> buildLink(const QString &text);
/// Error or Warn for the complaints of such a tool, None for the rest.
LogLevel buildLevel(std::string_view text);

/// "14:31:51.030", in the machine's time zone.
QString clockText(Instant time);
/// "2,374 ms", "1.52 ms", in the current locale.
QString durationText(Duration duration);

} // namespace lambdarium

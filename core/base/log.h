// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

/// The program's own log (never the functions' logs). Any thread. spdlog stays behind this header.
namespace lambdarium::log {

enum class Level { Debug, Info, Warning, Error };

/// 5 files of 5 MB in directory, and stderr from the given level on (decisions.md). Call once, before threads.
void open(const std::filesystem::path &directory, Level stderrLevel);
void write(Level level, std::string_view message);
inline void debug(std::string_view message) { write(Level::Debug, message); }
inline void info(std::string_view message) { write(Level::Info, message); }
inline void warning(std::string_view message) { write(Level::Warning, message); }
inline void error(std::string_view message) { write(Level::Error, message); }

} // namespace lambdarium::log

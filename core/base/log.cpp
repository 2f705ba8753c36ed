// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace lambdarium::log {

namespace {

spdlog::level::level_enum spdlogLevel(Level level)
{
    switch (level) {
    case Level::Debug: return spdlog::level::debug;
    case Level::Info: return spdlog::level::info;
    case Level::Warning: return spdlog::level::warn;
    case Level::Error: break;
    }
    return spdlog::level::err;
}

} // namespace

void open(const std::filesystem::path &directory, Level stderrLevel)
{
    auto terminal = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    terminal->set_level(spdlogLevel(stderrLevel));
    terminal->set_pattern("lambdarium: %v");
    std::vector<spdlog::sink_ptr> sinks{terminal};
    try {
        std::filesystem::create_directories(directory);
        constexpr std::size_t fileBytes = 5 * 1024 * 1024;
        sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>((directory / "lambdarium.log").string(),
                                                                               fileBytes, 5));
    } catch (const std::exception &failure) {
        // A full or read-only disk must not keep the program from starting; the terminal still has it.
        terminal->log(spdlog::details::log_msg("", spdlog::level::warn, failure.what()));
    }
    auto logger = std::make_shared<spdlog::logger>("lambdarium", sinks.begin(), sinks.end());
    logger->set_level(spdlog::level::debug);
    logger->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(std::move(logger));
}

void write(Level level, std::string_view message) { spdlog::log(spdlogLevel(level), "{}", message); }

} // namespace lambdarium::log

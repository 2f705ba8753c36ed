// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/machinebudget.h"

#include <algorithm>
#include <fstream>
#include <utility>

namespace lambdarium {

namespace {

std::optional<std::int64_t> availableKb(const std::string &path)
{
    std::ifstream file(path);
    std::string key;
    std::int64_t kilobytes = 0;
    for (std::string rest; file >> key >> kilobytes;) {
        if (key == "MemAvailable:")
            return kilobytes;
        std::getline(file, rest);
    }
    return std::nullopt;
}

} // namespace

MachineBudget::MachineBudget(EventLoop &loop, std::string memoryInfo, std::function<Use()> use)
    : m_loop(loop), m_memoryInfo(std::move(memoryInfo)), m_use(std::move(use))
{}

std::int64_t MachineBudget::megabytes()
{
    constexpr Duration fresh = std::chrono::milliseconds{100};
    const Instant now = m_loop.now();
    if (m_read && now - *m_read < fresh)
        return m_megabytes;
    m_read = now;
    const auto available = availableKb(m_memoryInfo);
    if (!available)
        return m_megabytes = 0;
    const Use use = m_use();
    const std::int64_t kilobytes = (*available + use.memoryKb + use.tmpKb) * 6 / 10 - use.tmpKb;
    return m_megabytes = std::max<std::int64_t>(kilobytes / 1024, 1);
}

} // namespace lambdarium

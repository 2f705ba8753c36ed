// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace lambdarium {

/// How much MemorySize environments may have together on this machine, now (isolation.md A.4, rule 10): 60 % of what
/// would be free without them, less what their /tmp hold. A machine's limit, told as such, never as a throttle of
/// AWS's. Owned by LocalCore; core thread.
class MachineBudget
{
public:
    /// What live environments hold at the moment, as last measured.
    struct Use
    {
        std::int64_t memoryKb = 0;
        std::int64_t tmpKb = 0;
    };

    /// memoryInfo: a file like /proc/meminfo. The loop outlives this.
    MachineBudget(EventLoop &loop, std::string memoryInfo, std::function<Use()> use);
    MachineBudget(const MachineBudget &) = delete;
    MachineBudget &operator=(const MachineBudget &) = delete;

    /// In MB, at least 1; read again when the last answer is older than 100 ms. 0: unknown, no budget.
    std::int64_t megabytes();

private:
    EventLoop &m_loop;
    std::string m_memoryInfo;
    std::function<Use()> m_use;
    std::int64_t m_megabytes = 0;
    std::optional<Instant> m_read;
};

} // namespace lambdarium

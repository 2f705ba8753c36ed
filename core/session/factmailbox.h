// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/facts.h"

#include <functional>
#include <mutex>
#include <vector>

namespace lambdarium {

/// The only door out of the core thread: the core publishes, one reader drains batches. Bounded; what does not
/// fit is counted, never silently lost (architecture.md 5).
class FactMailbox
{
public:
    struct Batch
    {
        std::vector<Fact> facts;
        std::uint64_t dropped = 0; ///< since the last drain
    };

    /// wake is called on the core thread when the box goes from empty to non-empty; it must not block.
    FactMailbox(std::size_t capacity, std::function<void()> wake) : m_capacity(capacity), m_wake(std::move(wake)) {}
    FactMailbox(const FactMailbox &) = delete;
    FactMailbox &operator=(const FactMailbox &) = delete;

    /// Core thread; never blocks on the reader's work.
    void publish(const Fact &fact);
    /// Reader's thread.
    Batch drain();

private:
    std::size_t m_capacity;
    std::function<void()> m_wake;
    std::mutex m_mutex;
    Batch m_batch; // guarded by m_mutex
};

} // namespace lambdarium

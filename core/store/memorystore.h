// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/prng.h"
#include "core/engine/store.h"
#include "core/loop/eventloop.h"

#include <deque>
#include <map>

namespace lambdarium {

/// A store in memory that can delay, fail and crash; for tests, simulation and sessions without a workspace.
class MemoryStore : public Store
{
public:
    /// Changes become durable after the delay (0: in the next task of the loop).
    explicit MemoryStore(EventLoop &loop, Duration delay = Duration{0}) : m_loop(loop), m_delay(delay) {}
    ~MemoryStore() override;

    void append(StoreChange change, Done done) override;
    Result<std::vector<std::pair<std::string, std::string>>> load(const std::string &space) override;
    Result<std::vector<std::string>> spaces(const std::string &prefix) override;

    /// The next `count` appends answer with an Io error and change nothing.
    void failNext(int count) { m_failures = count; }
    /// Power cut: changes not yet durable vanish, except that the first `survivors` of them had reached the disk
    /// without their done being told. Nothing is called any more; rows() is what the next start finds.
    void crash(std::size_t survivors = 0);
    /// space -> key -> value
    using Rows = std::map<std::string, std::map<std::string, std::string>>;
    const Rows &rows() const { return m_rows; }
    /// Starts with what a crashed store left.
    void restore(Rows rows) { m_rows = std::move(rows); }
    std::size_t pending() const { return m_pending.size(); }

private:
    struct Pending
    {
        StoreChange change;
        Done done;
        bool fails = false;
    };
    void commitFirst();
    void apply(const StoreChange &change);

    EventLoop &m_loop;
    Duration m_delay;
    Rows m_rows;
    std::deque<Pending> m_pending;
    std::deque<TimerId> m_timers;
    int m_failures = 0;
};

} // namespace lambdarium

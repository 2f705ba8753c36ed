// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/eventloop.h"
#include "core/session/session.h"

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace lambdarium {

/// Where facts and snapshots leave the core: collected for at most one frame (16 ms), the snapshot first, so that
/// no reader has a fact that the snapshot does not know. Core thread unless said otherwise; owned by LocalSession,
/// outlives the core.
class Outlet
{
public:
    /// Makes the current snapshot; called on the core thread only while somebody may read it.
    using Build = std::function<std::shared_ptr<const Snapshot>()>;

    /// Between start and stop, facts are passed on and snapshots made.
    void start(EventLoop &loop, Build build);
    void stop();
    void add(const Fact &fact);
    /// State changed without a fact (deploy, sources started): visible before the command's reply.
    void refresh();
    /// Everything told so far is with its readers now: before a reply that sums it up.
    void flush();

    /// Any thread.
    std::unique_ptr<Subscription> subscribe(FactMailbox &mailbox);
    /// Any thread; never null.
    std::shared_ptr<const Snapshot> snapshot() const;

private:
    class Entry;
    struct Readers
    {
        std::mutex mutex;
        std::vector<FactMailbox *> mailboxes; // guarded by mutex
    };
    void scheduleFlush();
    void scheduleAgeing();

    std::shared_ptr<Readers> m_readers = std::make_shared<Readers>();
    mutable std::mutex m_snapshotMutex;
    std::shared_ptr<const Snapshot> m_snapshot = std::make_shared<Snapshot>(); // guarded by m_snapshotMutex

    EventLoop *m_loop = nullptr;
    Build m_build;
    std::vector<Fact> m_pending;
    Instant m_lastFlush{};
    std::optional<TimerId> m_flushTimer;
    std::optional<TimerId> m_ageTimer;
};

} // namespace lambdarium

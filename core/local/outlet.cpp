// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/outlet.h"

#include <algorithm>
#include <utility>

namespace lambdarium {

namespace {

constexpr Duration frame = std::chrono::milliseconds(16);
/// Ages, next schedules and what API calls changed silently are read anew this often.
constexpr Duration ageing = std::chrono::milliseconds(500);

} // namespace

/// Takes its mailbox out before it dies.
class Outlet::Entry : public Subscription
{
public:
    Entry(std::shared_ptr<Readers> readers, FactMailbox &mailbox) : m_readers(std::move(readers)), m_mailbox(&mailbox)
    {
        const std::scoped_lock lock(m_readers->mutex);
        m_readers->mailboxes.push_back(m_mailbox);
    }
    ~Entry() override
    {
        const std::scoped_lock lock(m_readers->mutex);
        std::erase(m_readers->mailboxes, m_mailbox);
    }

private:
    std::shared_ptr<Readers> m_readers;
    FactMailbox *m_mailbox;
};

void Outlet::start(EventLoop &loop, Build build)
{
    m_loop = &loop;
    m_build = std::move(build);
    m_lastFlush = loop.now() - frame;
    refresh();
    scheduleAgeing();
}

void Outlet::stop()
{
    if (m_loop == nullptr)
        return;
    flush();
    if (m_flushTimer)
        m_loop->cancel(*m_flushTimer);
    if (m_ageTimer)
        m_loop->cancel(*m_ageTimer);
    m_flushTimer.reset();
    m_ageTimer.reset();
    m_loop = nullptr;
    m_build = {};
}

void Outlet::add(const Fact &fact)
{
    if (m_loop == nullptr)
        return;
    {
        const std::scoped_lock lock(m_readers->mutex);
        if (!m_readers->mailboxes.empty())
            m_pending.push_back(fact);
    }
    scheduleFlush(); // the snapshot is for those, too, that read no facts
}

/// The first fact after a quiet moment goes out at once, after what the loop has in hand.
void Outlet::scheduleFlush()
{
    if (m_flushTimer)
        return;
    const Instant due = std::max(m_loop->now(), m_lastFlush + frame);
    m_flushTimer = m_loop->callAt(due, [this] {
        m_flushTimer.reset();
        flush();
    });
}

void Outlet::flush()
{
    refresh();
    m_lastFlush = m_loop->now();
    const std::vector<Fact> facts = std::exchange(m_pending, {});
    const std::scoped_lock lock(m_readers->mutex);
    for (FactMailbox *mailbox : m_readers->mailboxes)
        for (const Fact &fact : facts)
            mailbox->publish(fact);
}

void Outlet::refresh()
{
    if (!m_build)
        return;
    auto next = m_build();
    const std::scoped_lock lock(m_snapshotMutex);
    m_snapshot = std::move(next);
}

void Outlet::scheduleAgeing()
{
    m_ageTimer = m_loop->callAfter(ageing, [this] {
        bool read = false;
        {
            const std::scoped_lock lock(m_readers->mutex);
            read = !m_readers->mailboxes.empty();
        }
        if (read)
            refresh();
        scheduleAgeing();
    });
}

std::unique_ptr<Subscription> Outlet::subscribe(FactMailbox &mailbox)
{
    return std::make_unique<Entry>(m_readers, mailbox);
}

std::shared_ptr<const Snapshot> Outlet::snapshot() const
{
    const std::scoped_lock lock(m_snapshotMutex);
    return m_snapshot;
}

} // namespace lambdarium

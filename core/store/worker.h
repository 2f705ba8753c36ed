// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lambdarium {

/// One thread that takes everything posted since its last turn as one group. Owned by a store; posting is for one
/// other thread.
template <typename Item>
class Worker
{
public:
    /// work runs on the worker's thread with all waiting items, in order. gather: how long the first of them waits
    /// for others, for work that costs the same for one as for many.
    explicit Worker(std::function<void(std::vector<Item>)> work, std::chrono::milliseconds gather = {})
        : m_work(std::move(work)), m_gather(gather), m_thread([this] { run(); })
    {}
    /// Works off what is waiting, then ends the thread.
    ~Worker()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_ending = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// urgent: somebody waits for it, so nothing is gathered any more.
    void post(Item item, bool urgent = false)
    {
        bool wake = urgent;
        {
            const std::scoped_lock lock(m_mutex);
            wake = wake || m_items.empty();
            m_urgent = m_urgent || urgent;
            m_items.push_back(std::move(item));
        }
        if (wake)
            m_wake.notify_one();
    }

private:
    void run()
    {
        while (true) {
            std::vector<Item> items;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [this] { return m_ending || !m_items.empty(); });
                if (m_items.empty())
                    return;
                if (m_gather.count() > 0)
                    m_wake.wait_for(lock, m_gather, [this] { return m_ending || m_urgent; });
                items.swap(m_items);
                m_urgent = false;
            }
            m_work(std::move(items));
        }
    }

    std::function<void(std::vector<Item>)> m_work;
    std::chrono::milliseconds m_gather;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Item> m_items; // guarded by m_mutex
    bool m_urgent = false;     // guarded by m_mutex
    bool m_ending = false;     // guarded by m_mutex
    std::thread m_thread;      // last: starts when all else exists
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    /// work runs on the worker's thread with all waiting items, in order.
    explicit Worker(std::function<void(std::vector<Item>)> work) : m_work(std::move(work)), m_thread([this] { run(); })
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

    void post(Item item)
    {
        bool first = false;
        {
            const std::scoped_lock lock(m_mutex);
            first = m_items.empty();
            m_items.push_back(std::move(item));
        }
        if (first)
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
                items.swap(m_items);
            }
            m_work(std::move(items));
        }
    }

    std::function<void(std::vector<Item>)> m_work;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Item> m_items; // guarded by m_mutex
    bool m_ending = false;     // guarded by m_mutex
    std::thread m_thread;      // last: starts when all else exists
};

} // namespace lambdarium

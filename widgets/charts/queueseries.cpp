// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/queueseries.h"

namespace lambdarium {

bool QueueSeries::add(const Snapshot &snapshot)
{
    bool changed = false;
    for (const QueueView &queue : snapshot.queues) {
        auto &list = m_samples[queue.id];
        const Sample sample{snapshot.time, queue.visible + queue.delayed, queue.inFlight,
                            float(toMillis(queue.oldestAge) / 1000)};
        if (!list.empty() && list.back().waiting == sample.waiting && list.back().inFlight == sample.inFlight
            && list.back().oldestSeconds == sample.oldestSeconds)
            continue;
        if (!list.empty() && snapshot.time < list.back().time)
            continue;
        if (list.size() >= capacity)
            list.erase(list.begin(), list.begin() + capacity / 4);
        list.push_back(sample);
        changed = true;
    }
    return changed;
}

const std::vector<QueueSeries::Sample> &QueueSeries::samples(std::string_view queue) const
{
    static const std::vector<Sample> none;
    const auto found = m_samples.find(queue);
    return found == m_samples.end() ? none : found->second;
}

} // namespace lambdarium

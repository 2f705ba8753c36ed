// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/factmailbox.h"

#include <utility>

namespace lambdarium {

void FactMailbox::publish(const Fact &fact)
{
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_mutex);
        wasEmpty = m_batch.facts.empty() && m_batch.dropped == 0;
        if (m_batch.facts.size() < m_capacity)
            m_batch.facts.push_back(fact);
        else
            ++m_batch.dropped;
    }
    if (wasEmpty && m_wake)
        m_wake();
}

FactMailbox::Batch FactMailbox::drain()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_batch, {});
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/concurrencypool.h"

#include "core/base/check.h"

#include <algorithm>

namespace lambdarium {

void ConcurrencyPool::configure(std::int64_t accountLimit, std::map<NodeId, std::int64_t> reserved)
{
    m_accountLimit = accountLimit;
    m_reserved = std::move(reserved);
    std::int64_t sum = 0;
    for (const auto &[function, count] : m_reserved)
        sum += count;
    m_unreserved = std::max<std::int64_t>(0, accountLimit - sum);
    m_unreservedInUse = 0;
    for (const auto &[function, count] : m_inUse)
        if (!m_reserved.contains(function))
            m_unreservedInUse += count;
}

std::optional<ConcurrencyRefusal> ConcurrencyPool::tryAcquire(const NodeId &function)
{
    std::int64_t &used = m_inUse[function];
    const auto limit = m_reserved.find(function);
    if (limit != m_reserved.end()) {
        if (used >= limit->second)
            return ConcurrencyRefusal{"ReservedFunctionConcurrentInvocationLimitExceeded", limit->second, used};
    } else {
        if (m_unreservedInUse >= m_unreserved)
            return ConcurrencyRefusal{"ConcurrentInvocationLimitExceeded", m_unreserved, m_unreservedInUse};
        ++m_unreservedInUse;
    }
    ++used;
    ++m_accountInUse;
    return std::nullopt;
}

void ConcurrencyPool::release(const NodeId &function)
{
    std::int64_t &used = m_inUse[function];
    LAMBDARIUM_CHECK(used > 0 && m_accountInUse > 0);
    --used;
    --m_accountInUse;
    if (!m_reserved.contains(function))
        --m_unreservedInUse;
}

std::int64_t ConcurrencyPool::inUse(const NodeId &function) const
{
    const auto found = m_inUse.find(function);
    return found == m_inUse.end() ? 0 : found->second;
}

std::optional<std::int64_t> ConcurrencyPool::reserved(const NodeId &function) const
{
    const auto found = m_reserved.find(function);
    return found == m_reserved.end() ? std::nullopt : std::optional(found->second);
}

} // namespace lambdarium

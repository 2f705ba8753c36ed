// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace lambdarium {

struct ConcurrencyRefusal
{
    std::string reason; ///< AWS's Reason
    std::int64_t limit = 0;
    std::int64_t inUse = 0;
};

/// Counts concurrency against the account, reserved and unreserved limits. Core thread; owned by the scheduler.
///
/// A charge begins with init, not with the first byte of the handler, as Lambda counts it.
class ConcurrencyPool
{
public:
    /// Limits may fall below what is in use: nothing is taken away, new charges are refused.
    void configure(std::int64_t accountLimit, std::map<NodeId, std::int64_t> reserved);
    /// Charges one, or says why not.
    std::optional<ConcurrencyRefusal> tryAcquire(const NodeId &function);
    /// Precondition: one is charged.
    void release(const NodeId &function);

    std::int64_t accountLimit() const { return m_accountLimit; }
    std::int64_t accountInUse() const { return m_accountInUse; }
    /// Size of the shared pool: account less all reserved.
    std::int64_t unreserved() const { return m_unreserved; }
    std::int64_t inUse(const NodeId &function) const;
    std::optional<std::int64_t> reserved(const NodeId &function) const;

private:
    std::int64_t m_accountLimit = 1000;
    std::int64_t m_unreserved = 1000;
    std::int64_t m_accountInUse = 0;
    std::int64_t m_unreservedInUse = 0;
    std::map<NodeId, std::int64_t> m_reserved;
    std::map<NodeId, std::int64_t> m_inUse;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/wallclock.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace lambdarium {

/// Answers the name questions of one environment from a socket made in its network namespace. Owned by its
/// environment, core thread; asks nobody, keeps nothing.
class DnsResponder
{
public:
    struct Reply
    {
        bool exists = false;
        std::uint32_t address = 0; ///< IPv4, host order
    };
    using Decide = std::function<Reply(const std::string &name)>;

    /// Takes ownership of a non-blocking datagram socket. decide is asked once per question.
    DnsResponder(WallClock &clock, int descriptor, Decide decide);
    ~DnsResponder();
    DnsResponder(const DnsResponder &) = delete;
    DnsResponder &operator=(const DnsResponder &) = delete;

private:
    void receive();
    std::string answer(std::string_view packet) const;

    int m_descriptor;
    Decide m_decide;
    std::unique_ptr<WallClock::Watch> m_watch;
};

} // namespace lambdarium

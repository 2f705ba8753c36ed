// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace lambdarium {

class WallClock;

/// Carries TCP connections from a listening socket inside an environment to one host and port outside, and to no other.
/// Names are resolved off the core thread at each connection. Owned by an environment; core thread.
///
/// Each direction holds 16 KB at the most: a side that does not read stops the other. Destroying it closes everything.
class EgressProxy
{
public:
    /// One attempt: failure is empty once the connection stands, else why it does not.
    using Attempt = std::function<void(const std::string &failure)>;

    /// Takes the listening descriptor over. attempt runs on the loop.
    EgressProxy(WallClock &clock, int listener, std::string host, std::uint16_t port, Attempt attempt);
    ~EgressProxy();
    EgressProxy(const EgressProxy &) = delete;
    EgressProxy &operator=(const EgressProxy &) = delete;

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace lambdarium

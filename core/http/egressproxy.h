// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace lambdarium {

class WallClock;

/// Where the connections of one listener lead.
struct EgressTarget
{
    std::string host; ///< as reported
    std::uint16_t port = 0;
    std::string address; ///< where it is when that is known; empty: asked for, each time
    /// Whether it may be this machine itself (loopback, link-local). A name on the net that leads back here is refused.
    bool thisMachine = false;
};

/// The way out of an environment: accepts on listeners made in its network namespace and passes bytes on to one real
/// host each. Owned by its environment, core thread; its end ends every connection.
class EgressProxy
{
public:
    /// Once per accepted connection, when it is known how it went; problem is empty then.
    using Report = std::function<void(const EgressTarget &target, const std::string &problem)>;

    EgressProxy(WallClock &clock, Report report);
    ~EgressProxy();
    EgressProxy(const EgressProxy &) = delete;
    EgressProxy &operator=(const EgressProxy &) = delete;

    /// Takes ownership of a listening TCP socket.
    void serve(int listener, EgressTarget target);
    std::size_t connections() const;

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace lambdarium

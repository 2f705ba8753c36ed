// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/http/egressproxy.h"
#include "core/loop/wallclock.h"
#include "core/sandbox/box.h"
#include "core/sandbox/boxspec.h"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace lambdarium {

/// The network of one environment beyond loopback (isolation.md A.4, "Networks"): what its box needs, and the
/// connections to named hosts. Owned by the environment; core thread.
class EnvironmentNetwork
{
public:
    /// An allowed destination; nothing when the text is not "host:port".
    struct Destination
    {
        std::string host;
        std::uint16_t port = 0;
        static std::optional<Destination> parse(const std::string &text);
        bool operator==(const Destination &) const = default;
    };
    using Tried = std::function<void(fact::Connected)>;

    EnvironmentNetwork(WallClock &clock, NetworkSettings settings, Tried tried);

    /// Route, names and listeners; directory: where a hosts file may be written that every uid can read.
    static Result<void> apply(const NetworkSettings &settings, const std::string &directory, BoxSpec &box);
    /// Takes the listeners of the box over.
    void adopt(Box &box);
    const std::deque<fact::Connected> &connections() const { return m_connections; }

private:
    void note(const Destination &to, const std::string &failure);

    WallClock &m_clock;
    NetworkSettings m_settings;
    Tried m_tried;
    std::deque<fact::Connected> m_connections; ///< the newest hundred
    std::vector<std::unique_ptr<EgressProxy>> m_proxies;
};

} // namespace lambdarium

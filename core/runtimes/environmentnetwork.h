// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/http/dnsresponder.h"
#include "core/http/egressproxy.h"
#include "core/loop/wallclock.h"
#include "core/model/networkallow.h"
#include "core/sandbox/spawner.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

struct LaunchPlan;

/// What one environment reaches (NetworkMode), from the plan of its box to its end, and the record of what it tried.
/// Owned by its environment, core thread only.
class EnvironmentNetwork
{
public:
    struct Parts
    {
        WallClock &clock;
        std::function<void(fact::Connected)> publish; ///< may be empty
        std::function<std::string()> requestId;       ///< of the running invocation
    };

    EnvironmentNetwork(Parts parts, const EnvironmentSpec &spec);

    /// Changes a box with loopback, Runtime API and endpoint into one of the mode. bySocket: its runtime asks for
    /// events over the Runtime API. Unavailable when the machine refuses a port (mode Full), or the mode where boxes
    /// have no network of their own.
    Result<void> plan(LaunchPlan &plan, const SpawnLimits &limits, bool bySocket);
    /// Whether the box may be a zygote's or a standing one's.
    bool fitsCopies() const { return m_mode != NetworkMode::Full; }
    /// Runtime API or endpoint, wherever it listens; empty where the mode closes it.
    UniqueFd takeListener(Box &box, std::uint16_t port);
    /// Begins to answer names and to pass connections on.
    void serve(Box &box);
    /// Whether a call to this service of the endpoint is answered; empty: all are.
    std::function<bool(const std::string &service)> admission();
    /// Newest 100, oldest first.
    std::vector<fact::Connected> connections() const { return {m_connections.begin(), m_connections.end()}; }

private:
    struct Way
    {
        AllowedHost host;
        std::uint32_t address = 0; ///< inside
        std::size_t listener = 0;  ///< in BoxSpec::listeners
    };

    void planWays(BoxSpec &box);
    Result<void> planGuarded(LaunchPlan &plan, const SpawnLimits &limits, bool bySocket);
    Result<void> planOnMachine(LaunchPlan &plan);
    DnsResponder::Reply answer(const std::string &name);
    void record(std::string host, std::uint16_t port, bool allowed, std::string reason);
    void recordRefusal(const std::string &host, const char *reason);

    Parts m_parts;
    NodeId m_function;
    EnvironmentId m_environment;
    NetworkMode m_mode;
    std::vector<std::string> m_services; ///< mode Endpoints
    std::vector<Way> m_ways;             ///< mode Egress
    std::size_t m_dnsListener = 0;
    bool m_onMachine = false;           ///< mode Full, and every mode of a guarded box
    UniqueFd m_api, m_endpoint, m_xray; ///< of such a one: on the machine itself
    UniqueFd m_closedEndpoint;          ///< mode NoRoute: held, never served
    std::deque<fact::Connected> m_connections;
    std::string m_refusedIn;         ///< the invocation that m_refused belongs to
    std::set<std::string> m_refused; ///< said already: resolvers ask several times
    std::unique_ptr<DnsResponder> m_dns;
    std::unique_ptr<EgressProxy> m_proxy;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium

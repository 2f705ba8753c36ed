// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/environmentnetwork.h"

#include "core/runtimes/environmentvariables.h"
#include "core/runtimes/launchplan.h"
#include "core/sandbox/guardedroot.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace lambdarium {

namespace {

constexpr std::uint16_t dnsPort = 53;
/// The network for tests between networks (RFC 2544): nobody's real address. Way i has .0.i, what leads nowhere .1.1.
constexpr std::uint32_t wayAddress = 0xc6120000;
constexpr std::uint32_t nowhereAddress = 0xc6120101;
constexpr std::size_t connectionsKept = 100;
constexpr std::size_t refusalsPerInvocation = 100;

struct HostListener
{
    UniqueFd socket;
    std::uint16_t port = 0;
};

/// On the machine's loopback, any free port. type: SOCK_STREAM or SOCK_DGRAM.
Result<HostListener> listenOnHost(int type)
{
    HostListener listener;
    listener.socket.reset(socket(AF_INET, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *const generic = reinterpret_cast<sockaddr *>(&address);
    constexpr int backlog = 128;
    if (!listener.socket || bind(listener.socket.value(), generic, size) != 0
        || (type == SOCK_STREAM && listen(listener.socket.value(), backlog) != 0)
        || getsockname(listener.socket.value(), generic, &size) != 0)
        return Error::fromErrno("listening for an environment", errno);
    listener.port = ntohs(address.sin_port);
    return listener;
}

void replaceValue(std::vector<std::pair<std::string, std::string>> &environment, const std::string &from,
                  const std::string &to)
{
    for (auto &[name, value] : environment) {
        if (value == from)
            value = to;
    }
}

void setValue(std::vector<std::pair<std::string, std::string>> &environment, std::string_view variable,
              const std::string &to)
{
    for (auto &[name, value] : environment) {
        if (name == variable)
            value = to;
    }
}

} // namespace

EnvironmentNetwork::EnvironmentNetwork(Parts parts, const EnvironmentSpec &spec)
    : m_parts(std::move(parts)), m_function(spec.functionId), m_environment(spec.id), m_mode(spec.network.mode)
{
    if (m_mode == NetworkMode::Endpoints)
        m_services = spec.network.allow;
    if (m_mode != NetworkMode::Egress)
        return;
    for (const std::string &text : spec.network.allow) {
        const auto host = parseAllowedHost(text);
        const bool known = !host || std::ranges::find(m_ways, *host, &Way::host) != m_ways.end();
        if (!known && m_ways.size() < allowedHostsMax)
            m_ways.push_back({*host, 0, 0});
    }
}

Result<void> EnvironmentNetwork::plan(LaunchPlan &plan, const SpawnLimits &limits, bool bySocket)
{
    BoxSpec &box = plan.box;
    if (limits.guarded)
        return planGuarded(plan, limits, bySocket);
    if (m_mode == NetworkMode::Full) {
        box.machineNetwork = true;
        return planOnMachine(plan);
    }
    if (m_mode == NetworkMode::Isolated)
        return {};
    box.blackHole = true;
    if (m_mode == NetworkMode::NoRoute) {
        std::erase(box.listeners, BoxListener(endpointPort));
        box.listeners.emplace_back(endpointPort, BoxListener::Kind::Silent);
    }
    m_dnsListener = box.listeners.size();
    box.listeners.emplace_back(dnsPort, BoxListener::Kind::Datagram);
    if (m_mode == NetworkMode::Egress)
        planWays(box);
    return {};
}

/// An address per name, so that what listens tells which name was meant. Localhost and addresses in figures are what
/// they are.
void EnvironmentNetwork::planWays(BoxSpec &box)
{
    std::uint32_t next = wayAddress;
    for (Way &way : m_ways) {
        const auto figures = parseIpv4(way.host.host);
        const auto same = std::ranges::find_if(
            m_ways, [&](const Way &other) { return other.host.host == way.host.host && other.address != 0; });
        if (way.host.host == "localhost")
            way.address = BoxListener::loopback;
        else if (figures)
            way.address = *figures;
        else
            way.address = same != m_ways.end() ? same->address : ++next;
        way.listener = box.listeners.size();
        box.listeners.emplace_back(way.host.port, BoxListener::Kind::Stream, way.address);
    }
}

/// Without a network of its own a box has all of the machine's or, where Landlock knows ports, those of its own API and
/// endpoint.
Result<void> EnvironmentNetwork::planGuarded(LaunchPlan &plan, const SpawnLimits &limits, bool bySocket)
{
    if (m_mode != NetworkMode::Full && m_mode != NetworkMode::Isolated)
        return Error{ErrorCode::Unavailable,
                     "This network mode needs network namespaces; Isolated and Full work without. " + limits.refusal};
    if (m_mode == NetworkMode::Isolated && bySocket && limits.landlockAbi > 0 && limits.landlockAbi < landlockWithPorts)
        return Error{ErrorCode::Unavailable,
                     "This runtime asks for events over the network, which this machine can only close as a whole: "
                     "Landlock knows ports from Linux 6.7 on. "
                         + limits.refusal};
    plan.box.machineNetwork = m_mode == NetworkMode::Full;
    return planOnMachine(plan);
}

/// In the machine's network a port of 127.0.0.1 is everybody's: each environment gets ports of its own.
Result<void> EnvironmentNetwork::planOnMachine(LaunchPlan &plan)
{
    m_onMachine = true;
    plan.box.listeners.clear();
    auto api = listenOnHost(SOCK_STREAM);
    auto endpoint = listenOnHost(SOCK_STREAM);
    auto xray = listenOnHost(SOCK_DGRAM);
    for (const auto *each : {&api, &endpoint, &xray})
        if (!*each)
            return each->error();
    m_api = std::move(api->socket);
    m_endpoint = std::move(endpoint->socket);
    m_xray = std::move(xray->socket);
    plan.box.reachablePorts = {api->port, endpoint->port};
    const auto moved = [](const char *head, std::uint16_t port) { return head + std::to_string(port); };
    for (auto *environment : {&plan.box.environment, &plan.box.companionEnvironment}) {
        replaceValue(*environment, moved("127.0.0.1:", runtimeApiPort), moved("127.0.0.1:", api->port));
        replaceValue(*environment, moved("http://127.0.0.1:", endpointPort),
                     moved("http://127.0.0.1:", endpoint->port));
        setValue(*environment, "AWS_XRAY_DAEMON_ADDRESS", moved("127.0.0.1:", xray->port));
        setValue(*environment, "_AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1");
        setValue(*environment, "_AWS_XRAY_DAEMON_PORT", std::to_string(xray->port));
    }
    return {};
}

UniqueFd EnvironmentNetwork::takeListener(Box &box, std::uint16_t port)
{
    if (m_onMachine)
        return std::move(port == runtimeApiPort ? m_api : m_endpoint);
    if (m_mode == NetworkMode::NoRoute && port == endpointPort)
        return {};
    return box.takeListener(port);
}

void EnvironmentNetwork::serve(Box &box)
{
    if (m_onMachine || m_mode == NetworkMode::Isolated)
        return;
    if (m_mode == NetworkMode::NoRoute)
        m_closedEndpoint = box.takeListenerAt(m_dnsListener - 1);
    if (UniqueFd socket = box.takeListenerAt(m_dnsListener))
        m_dns = std::make_unique<DnsResponder>(m_parts.clock, socket.release(),
                                               [this](const std::string &name) { return answer(name); });
    m_proxy = std::make_unique<EgressProxy>(m_parts.clock,
                                            [this](const EgressTarget &target, const std::string &problem) {
                                                record(target.host, target.port, true, problem);
                                            });
    for (const Way &way : m_ways) {
        EgressTarget target{.host = way.host.host, .port = way.host.port};
        target.thisMachine = namesThisMachine(way.host.host);
        if (parseIpv4(way.host.host)) {
            target.address = way.host.host;
            target.thisMachine = true; // said in figures
        } else if (target.thisMachine) {
            target.address = "127.0.0.1"; // RFC 6761
        }
        if (UniqueFd listener = box.takeListenerAt(way.listener))
            m_proxy->serve(listener.release(), std::move(target));
    }
}

std::function<bool(const std::string &)> EnvironmentNetwork::admission()
{
    if (m_mode != NetworkMode::Endpoints)
        return {};
    return [this, alive = std::weak_ptr<bool>(m_alive), services = m_services](const std::string &service) {
        const bool admitted = std::ranges::find(services, service) != services.end();
        if (!alive.expired()) {
            constexpr std::uint16_t httpsPort = 443;
            record(service, httpsPort, admitted, admitted ? "" : "no endpoint for this service");
        }
        return admitted;
    };
}

DnsResponder::Reply EnvironmentNetwork::answer(const std::string &name)
{
    if (m_mode != NetworkMode::Egress) { // the resolver of a VPC answers without any way out
        recordRefusal(name, "no route");
        return {true, nowhereAddress};
    }
    const auto way = std::ranges::find_if(m_ways, [&](const Way &each) { return each.host.host == name; });
    if (way != m_ways.end())
        return {true, way->address};
    recordRefusal(name, "not in Allow");
    return {};
}

void EnvironmentNetwork::record(std::string host, std::uint16_t port, bool allowed, std::string reason)
{
    fact::Connected connected{.function = m_function,
                              .environment = m_environment,
                              .requestId = m_parts.requestId(),
                              .host = std::move(host),
                              .port = port,
                              .allowed = allowed,
                              .reason = std::move(reason)};
    m_connections.push_back(connected);
    if (m_connections.size() > connectionsKept)
        m_connections.pop_front();
    if (m_parts.publish)
        m_parts.publish(std::move(connected));
}

/// Once per name and invocation: a resolver asks for both kinds of addresses, and again.
void EnvironmentNetwork::recordRefusal(const std::string &host, const char *reason)
{
    if (const std::string now = m_parts.requestId(); now != m_refusedIn) {
        m_refusedIn = now;
        m_refused.clear();
    }
    if (m_refused.size() < refusalsPerInvocation && m_refused.insert(host).second)
        record(host, 0, false, reason);
}

} // namespace lambdarium

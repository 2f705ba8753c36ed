// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/environmentnetwork.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>

namespace lambdarium {

namespace {

constexpr std::size_t connectionsKept = 100;

std::vector<EnvironmentNetwork::Destination> destinations(const NetworkSettings &settings)
{
    std::vector<EnvironmentNetwork::Destination> found;
    for (const std::string &text : settings.allow) {
        auto destination = EnvironmentNetwork::Destination::parse(text);
        if (destination && std::ranges::find(found, *destination) == found.end() && found.size() < egressMax)
            found.push_back(std::move(*destination));
    }
    return found;
}

/// One address per name, however many of its ports are allowed.
std::vector<std::string> namesOf(const std::vector<EnvironmentNetwork::Destination> &all)
{
    std::vector<std::string> names;
    for (const auto &destination : all) {
        if (std::ranges::find(names, destination.host) == names.end())
            names.push_back(destination.host);
    }
    return names;
}

} // namespace

std::optional<EnvironmentNetwork::Destination> EnvironmentNetwork::Destination::parse(const std::string &text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        return std::nullopt;
    Destination destination{text.substr(0, colon), 0};
    const char *end = text.data() + text.size();
    const auto [rest, failure] = std::from_chars(text.data() + colon + 1, end, destination.port);
    const bool named = std::ranges::all_of(destination.host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
    if (failure != std::errc{} || rest != end || destination.port == 0 || !named)
        return std::nullopt;
    return destination;
}

EnvironmentNetwork::EnvironmentNetwork(WallClock &clock, NetworkSettings settings, Tried tried)
    : m_clock(clock), m_settings(std::move(settings)), m_tried(std::move(tried))
{}

Result<void> EnvironmentNetwork::apply(const NetworkSettings &settings, const std::string &directory, BoxSpec &box)
{
    if (settings.mode == NetworkMode::Isolated)
        return {};
    if (settings.mode == NetworkMode::Full) {
        box.machineNetwork = true;
        return {};
    }
    box.blackHole = true;
    if (settings.mode != NetworkMode::Egress)
        return {};
    const auto allowed = destinations(settings);
    const auto names = namesOf(allowed);
    std::string hosts = "127.0.0.1 localhost\n127.0.0.1 sandbox.localdomain sandbox\n";
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] != "localhost")
            hosts += "198.18.0." + std::to_string(i + 1) + " " + names[i] + "\n";
    }
    for (const Destination &destination : allowed) {
        const auto name = std::ranges::find(names, destination.host) - names.begin();
        box.egress.push_back({static_cast<std::uint8_t>(name + 1), destination.port});
    }
    const std::string file = directory + "/hosts-" + std::to_string(std::hash<std::string>{}(hosts));
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        std::ofstream(file, std::ios::binary) << hosts;
        std::filesystem::permissions(file, std::filesystem::perms{0644}, ignored);
    }
    box.binds.push_back({file, "/etc/hosts"});
    return {};
}

void EnvironmentNetwork::adopt(Box &box)
{
    if (m_settings.mode != NetworkMode::Egress)
        return;
    const auto allowed = destinations(m_settings);
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        if (UniqueFd listener = box.takeEgress(i))
            m_proxies.push_back(std::make_unique<EgressProxy>(
                m_clock, listener.release(), allowed[i].host, allowed[i].port,
                [this, to = allowed[i]](const std::string &failure) { note(to, failure); }));
    }
}

void EnvironmentNetwork::note(const Destination &to, const std::string &failure)
{
    fact::Connected connected;
    connected.host = to.host;
    connected.port = to.port;
    connected.reason = failure;
    m_connections.push_back(connected);
    if (m_connections.size() > connectionsKept)
        m_connections.pop_front();
    m_tried(std::move(connected));
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/telemetryfeed.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace lambdarium {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint16_t reservedPort = 9001;

const Json &member(const Json &object, const char *name)
{
    static const Json nothing;
    if (!object.is_object())
        return nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

std::string textOf(const Json &value) { return value.is_string() ? value.get<std::string>() : std::string(); }

class Parser
{
public:
    Parser(bool logsApi, const Json &json) : m_json(json) { m_subscription.logsApi = logsApi; }

    Result<TelemetrySubscription> run()
    {
        readDestination();
        readTypes();
        readSchema();
        readBuffering();
        if (m_faults.empty())
            return m_subscription;
        return Error{ErrorCode::InvalidInput, m_faults};
    }

private:
    void fault(const std::string &text) { m_faults += (m_faults.empty() ? "" : "; ") + text; }

    void readDestination()
    {
        const Json &destination = member(m_json, "destination");
        const std::string protocol = textOf(member(destination, "protocol"));
        TelemetryTarget &target = m_subscription.target;
        target.tcp = protocol == "TCP" && m_subscription.logsApi;
        if (protocol != "HTTP" && !target.tcp)
            return fault("destination protocol should be HTTP");
        if (target.tcp) {
            const Json &port = member(destination, "port");
            setPort(port.is_number_integer() ? port.get<std::int64_t>() : 0, "port is not provided");
            return;
        }
        if (const std::string method = textOf(member(destination, "method")); !method.empty()) {
            if (method == "POST" || method == "PUT")
                target.method = method;
            else
                fault("method should be POST or PUT");
        }
        readUri(textOf(member(destination, "URI")));
    }

    void readUri(std::string_view uri)
    {
        constexpr std::string_view scheme = "http://";
        TelemetryTarget &target = m_subscription.target;
        if (uri.empty())
            return fault("URI is not provided");
        if (!uri.starts_with(scheme))
            return fault("URI scheme should be http");
        uri.remove_prefix(scheme.size());
        const std::size_t slash = uri.find('/');
        if (slash != std::string_view::npos)
            target.path = uri.substr(slash);
        target.host = uri.substr(0, slash);
        if (target.path.find_first_of("\r\n ") != std::string::npos
            || target.host.find_first_of("\r\n ") != std::string::npos)
            return fault("URI is malformed");
        const std::size_t colon = target.host.find(':');
        const std::string name = target.host.substr(0, colon);
        if (name != "sandbox.localdomain" && name != "sandbox")
            return fault("URI host should be sandbox.localdomain");
        std::int64_t port = 0;
        if (colon != std::string::npos)
            std::from_chars(target.host.data() + colon + 1, target.host.data() + target.host.size(), port);
        setPort(port, "URI port is not provided");
    }

    void setPort(std::int64_t port, const char *missing)
    {
        if (port <= 0 || port > 65535)
            fault(missing);
        else if (port == reservedPort)
            fault("port 9001 is reserved");
        m_subscription.target.port = static_cast<std::uint16_t>(port);
    }

    void readTypes()
    {
        const Json &types = member(m_json, "types");
        if (!types.is_array() || types.empty())
            return fault("types should not be empty");
        for (const Json &type : types) {
            const std::string name = textOf(type);
            if (name != "platform" && name != "function" && name != "extension")
                fault("types should be one of platform, function, extension");
            else if (std::ranges::find(m_subscription.types, name) == m_subscription.types.end())
                m_subscription.types.push_back(name);
        }
    }

    void readSchema()
    {
        const std::vector<std::string> known = m_subscription.logsApi
            ? std::vector<std::string>{"2020-08-15", "2021-03-18"}
            : std::vector<std::string>{"2022-07-01", "2022-12-13", "2025-01-29"};
        m_subscription.schemaVersion = textOf(member(m_json, "schemaVersion"));
        if (m_subscription.schemaVersion.empty() && m_subscription.logsApi)
            m_subscription.schemaVersion = known.front();
        if (std::ranges::find(known, m_subscription.schemaVersion) == known.end())
            fault("schemaVersion is not supported");
    }

    void readBuffering()
    {
        const Json &buffering = member(m_json, "buffering");
        std::int64_t timeoutMs = 1000;
        readNumber(buffering, "maxItems", 1000, 10000, m_subscription.maxItems);
        readNumber(buffering, "maxBytes", 262144, 1048576, m_subscription.maxBytes);
        readNumber(buffering, "timeoutMs", 25, 30000, timeoutMs);
        m_subscription.timeout = std::chrono::milliseconds(timeoutMs);
    }

    void readNumber(const Json &buffering, const char *name, std::int64_t least, std::int64_t most,
                    std::int64_t &target)
    {
        const Json &value = member(buffering, name);
        if (value.is_null())
            return;
        const std::int64_t number = value.is_number_integer() ? value.get<std::int64_t>() : -1;
        if (number < least || number > most)
            fault(std::string(name) + " should be between " + std::to_string(least) + " and " + std::to_string(most));
        else
            target = number;
    }

    const Json &m_json;
    TelemetrySubscription m_subscription;
    std::string m_faults;
};

} // namespace

Result<TelemetrySubscription> TelemetrySubscription::parse(bool logsApi, const std::string &body)
{
    const auto json = Json::parse(body, nullptr, false);
    if (!json.is_object())
        return Error{ErrorCode::InvalidInput, "the body should be a JSON object"};
    return Parser(logsApi, json).run();
}

} // namespace lambdarium

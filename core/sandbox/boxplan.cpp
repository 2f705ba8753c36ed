// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxplan.h"

#include <cstring>

namespace lambdarium {

namespace {

/// Reads NUL-terminated strings and numbers behind the header; never past the end.
class Reader
{
public:
    Reader(const char *at, const char *end) : m_at(at), m_end(end) {}

    const char *string()
    {
        const auto left = static_cast<std::size_t>(m_end - m_at);
        const void *zero = left ? std::memchr(m_at, 0, left) : nullptr;
        if (!zero) {
            m_good = false;
            return "";
        }
        return std::exchange(m_at, static_cast<const char *>(zero) + 1);
    }

    std::uint32_t number()
    {
        std::uint32_t value = 0;
        if (static_cast<std::size_t>(m_end - m_at) < sizeof value) {
            m_good = false;
            return 0;
        }
        std::memcpy(&value, m_at, sizeof value);
        m_at += sizeof value;
        return value;
    }

    bool finished() const { return m_good && m_at == m_end; }
    bool good() const { return m_good; }

private:
    const char *m_at;
    const char *m_end;
    bool m_good = true;
};

void putString(std::string &packet, const std::string &text) { packet.append(text.c_str(), text.size() + 1); }

void putNumber(std::string &packet, std::uint32_t value)
{
    packet.append(reinterpret_cast<const char *>(&value), sizeof value);
}

} // namespace

std::string encodeSpec(const BoxSpec &spec, wire::Verb verb, std::uint64_t boxId)
{
    wire::SpawnHeader header;
    header.verb = verb;
    header.boxId = boxId;
    header.machineNetwork = spec.machineNetwork ? 1 : 0;
    header.blackHole = spec.blackHole ? 1 : 0;
    header.cpuLimited = spec.cpuLimited ? 1 : 0;
    header.standby = spec.standby ? 1 : 0;
    header.memoryMb = spec.memoryMb;
    header.ephemeralMb = spec.ephemeralMb;
    header.argvCount = static_cast<std::uint32_t>(spec.argv.size());
    header.environmentCount = static_cast<std::uint32_t>(spec.environment.size());
    header.layerCount = static_cast<std::uint32_t>(spec.layers.size());
    header.bindCount = static_cast<std::uint32_t>(spec.binds.size());
    header.listenerCount = static_cast<std::uint32_t>(spec.listeners.size());
    header.descriptorCount = static_cast<std::uint32_t>(spec.descriptors.size());
    header.reachableCount = static_cast<std::uint32_t>(spec.reachablePorts.size());
    header.companionCount = static_cast<std::uint32_t>(spec.companions.size());
    header.companionEnvironmentCount = static_cast<std::uint32_t>(spec.companionEnvironment.size());

    std::string packet(reinterpret_cast<const char *>(&header), sizeof header);
    putString(packet, spec.workingDirectory);
    putString(packet, spec.taskDirectory);
    for (const std::string &argument : spec.argv)
        putString(packet, argument);
    for (const auto &[name, value] : spec.environment)
        putString(packet, name + '=' + value);
    for (const std::string &layer : spec.layers)
        putString(packet, layer);
    for (const BoxBind &bind : spec.binds) {
        putString(packet, bind.host);
        putString(packet, bind.inside);
        putNumber(packet, bind.writable ? 1 : 0);
    }
    for (const std::string &companion : spec.companions)
        putString(packet, companion);
    for (const auto &[name, value] : spec.companionEnvironment)
        putString(packet, name + '=' + value);
    for (const BoxListener &listener : spec.listeners) {
        putNumber(packet, listener.port);
        putNumber(packet, static_cast<std::uint32_t>(listener.kind));
        putNumber(packet, listener.address);
    }
    for (const std::uint16_t port : spec.reachablePorts)
        putNumber(packet, port);
    for (const BoxDescriptor &descriptor : spec.descriptors)
        putNumber(packet, static_cast<std::uint32_t>(descriptor.inside));
    return packet;
}

bool decodePlan(const char *packet, std::size_t size, BoxPlan &plan)
{
    if (size < sizeof plan.header)
        return false;
    std::memcpy(&plan.header, packet, sizeof plan.header);
    Reader reader(packet + sizeof plan.header, packet + size);
    const wire::SpawnHeader &header = plan.header;
    plan.workingDirectory = reader.string();
    plan.taskDirectory = reader.string();
    for (std::uint32_t i = 0; i < header.argvCount && reader.good(); ++i)
        plan.argv.push_back(reader.string());
    for (std::uint32_t i = 0; i < header.environmentCount && reader.good(); ++i)
        plan.environment.push_back(reader.string());
    for (std::uint32_t i = 0; i < header.layerCount && reader.good(); ++i)
        plan.layers.push_back(reader.string());
    for (std::uint32_t i = 0; i < header.bindCount && reader.good(); ++i) {
        const char *host = reader.string();
        const char *inside = reader.string();
        plan.binds.push_back({host, inside, reader.number() != 0});
    }
    for (std::uint32_t i = 0; i < header.companionCount && reader.good(); ++i)
        plan.companions.push_back(reader.string());
    for (std::uint32_t i = 0; i < header.companionEnvironmentCount && reader.good(); ++i)
        plan.companionEnvironment.push_back(reader.string());
    for (std::uint32_t i = 0; i < header.listenerCount && reader.good(); ++i) {
        const std::uint32_t port = reader.number();
        const auto kind = static_cast<BoxListener::Kind>(reader.number());
        plan.listeners.push_back({port, kind, reader.number()});
    }
    for (std::uint32_t i = 0; i < header.reachableCount && reader.good(); ++i)
        plan.reachablePorts.push_back(reader.number());
    for (std::uint32_t i = 0; i < header.descriptorCount && reader.good(); ++i)
        plan.insideNumbers.push_back(reader.number());
    plan.argv.push_back(nullptr);
    plan.environment.push_back(nullptr);
    plan.companionEnvironment.push_back(nullptr);
    return reader.finished() && header.argvCount > 0 && header.listenerCount <= BoxPlan::maxListeners
        && header.companionCount <= BoxPlan::maxCompanions && header.memoryMb > 0 && header.ephemeralMb > 0;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/boxspec.h"
#include "core/sandbox/wire.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lambdarium {

/// A BoxSpec as the spawner holds it: everything a child needs without allocating after the clone.
/// Strings point into the packet, which must outlive the plan.
struct BoxPlan
{
    struct Bind
    {
        const char *host;
        const char *inside;
        bool writable;
    };
    struct Listener
    {
        std::uint32_t port;
        BoxListener::Kind kind;
        std::uint32_t address;
    };
    static constexpr std::size_t maxListeners = 72;
    static constexpr std::size_t maxCompanions = 16;

    wire::SpawnHeader header;
    const char *workingDirectory = "";
    const char *taskDirectory = "";
    std::vector<const char *> argv;        ///< ends with nullptr
    std::vector<const char *> environment; ///< "NAME=value", ends with nullptr
    std::vector<const char *> layers;
    std::vector<Bind> binds;
    std::vector<Listener> listeners;
    std::vector<std::uint32_t> reachablePorts;
    std::vector<std::uint32_t> insideNumbers; ///< of descriptors after the fixed ones
    std::vector<int> descriptors;             ///< as received, fixed ones first; not owned
    std::vector<const char *> companions;
    std::vector<const char *> companionEnvironment; ///< "NAME=value", ends with nullptr

    /// BoxSpec::tmp, or -1.
    int keptTmp() const
    {
        for (std::size_t i = 0; i < insideNumbers.size(); ++i) {
            if (insideNumbers[i] == wire::keptTmp)
                return descriptors[wire::fixedDescriptors + i];
        }
        return -1;
    }
    bool hasCompanions() const { return !companions.empty(); }
    int companionLog() const { return descriptors.back(); } ///< only with companions
    /// Whether as many descriptors came as the packet speaks of.
    bool isComplete() const
    {
        return descriptors.size() == wire::fixedDescriptors + insideNumbers.size() + (hasCompanions() ? 1 : 0);
    }
};

/// The packet for the spawner. The spec has been checked by the caller.
std::string encodeSpec(const BoxSpec &spec, wire::Verb verb, std::uint64_t boxId);
/// False when the packet is malformed. `packet` must be writable for size bytes and outlive the plan.
bool decodePlan(const char *packet, std::size_t size, BoxPlan &plan);

} // namespace lambdarium

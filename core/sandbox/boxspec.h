// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/uniquefd.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

/// A host file or directory seen inside, read-only unless writable. Both paths absolute.
struct BoxBind
{
    std::string host;
    std::string inside; ///< must exist there if it lies under /usr; is made otherwise
    /// For builds: what is written stays on the host, owned by whom the box runs as (walls.h).
    bool writable = false;
};

/// A descriptor of the core that the handler (pid 2) gets under a fixed number.
struct BoxDescriptor
{
    UniqueFd fd;
    int inside = 3; ///< 3..199
};

/// A socket that is made inside a box and served by the core (Box::takeListener).
struct BoxListener
{
    enum class Kind : std::uint32_t {
        Stream,   ///< TCP, listening
        Datagram, ///< UDP
        Silent,   ///< TCP that never answers: what connects waits for ever, as where no route leads
    };
    static constexpr std::uint32_t loopback = 0x7f000001;

    BoxListener(std::uint16_t listenPort, Kind listenKind = Kind::Stream, std::uint32_t listenAddress = loopback)
        : port(listenPort), kind(listenKind), address(listenAddress)
    {}
    bool operator==(const BoxListener &) const = default;

    std::uint16_t port;
    Kind kind;
    std::uint32_t address; ///< IPv4, host order; one outside 127/8 becomes an address of the box
};

/// Everything one box (a walled process tree) is made from. A value; moved into SpawnerClient::spawn.
///
/// Inside: pid 1 is ours, pid 2 runs argv as uid 993; /usr and a generated /etc are read-only, /tmp is
/// private and bounded, there is no network but loopback unless machineNetwork is set. Nothing is inherited:
/// not the environment, not a descriptor.
struct BoxSpec
{
    std::vector<std::string> argv;                                ///< argv[0] is an absolute path inside
    std::vector<std::pair<std::string, std::string>> environment; ///< complete
    std::string workingDirectory = "/var/task";                   ///< falls back to / when it is not there
    std::string taskDirectory;       ///< absolute host directory seen at /var/task; empty: an empty directory
    std::vector<std::string> layers; ///< absolute host directories merged at /opt, later wins
    std::vector<BoxBind> binds;      ///< mounted in order, after task and layers
    /// At most 72; each becomes a non-blocking socket of the core. Not with machineNetwork.
    std::vector<BoxListener> listeners;
    /// What leads to an address that is not the box's own vanishes, as in a subnet without a way out: connecting
    /// hangs. Otherwise it is refused at once.
    bool blackHole = false;
    std::int64_t memoryMb = 128;    ///< of anonymous and shared memory of the whole tree; /tmp not counted
    std::int64_t ephemeralMb = 512; ///< size of /tmp
    /// CPU limited to memoryMb/1769 of one core from the start; Box::limitCpu switches it later (init is
    /// boosted).
    bool cpuLimited = false;
    /// Made ahead of need: the program runs behind every wall, but what belongs at /var/task and /opt comes later,
    /// once, by Box::assign. Until then the program must be one of ours: its pid 1 still holds the rights to mount.
    bool standby = false;
    UniqueFd tmp; ///< the /tmp of an earlier box (Box::takeTmp) with all that is in it; empty: a new one
    /// The machine's own network instead of a network of its own, with its name servers. Abstract sockets stay closed
    /// where Landlock can close them. Not for boxes of a zygote.
    bool machineNetwork = false;
    /// Where boxes have no network of their own (SpawnLimits::guarded) and machineNetwork is not set: the ports of the
    /// machine's loopback that this one may connect to. Listeners are not made there.
    std::vector<std::uint16_t> reachablePorts;
    bool separateErrorLog = false; ///< stderr gets its own pipe; otherwise it shares stdout's
    std::vector<BoxDescriptor> descriptors;
    /// Programs started beside the handler, before it, behind the same walls (Lambda extensions); absolute paths
    /// inside. They share one log (Box::takeCompanionLog) and get none of the descriptors. With companions the
    /// handler does not start by itself: Box::startHandler does that, and its end does not end the box.
    std::vector<std::string> companions;
    std::vector<std::pair<std::string, std::string>> companionEnvironment; ///< complete
};

/// Both ends of a pipe, close-on-exec, blocking.
struct PipeEnds
{
    UniqueFd read;
    UniqueFd write;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/uniquefd.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

/// What the core, the spawner and every pid 1 say to each other over SOCK_SEQPACKET sockets. All of them are
/// built from the same sources and run on one machine, so messages are plain structures; sizes are checked on
/// receipt.
namespace lambdarium::wire {

/// One packet must fit the default socket buffer of 208 KiB.
inline constexpr std::size_t maxPacketBytes = 128 * 1024;
inline constexpr std::size_t maxDescriptors = 100;

/// Descriptors that travel in front of BoxSpec::descriptors in a Spawn packet; behind them comes the companions' log.
enum FixedDescriptor : std::size_t { ControlFd, UsageFd, OutFd, ErrFd, fixedDescriptors };

/// The number inside of a descriptor that is no descriptor inside: BoxSpec::tmp.
inline constexpr int keptTmp = 0;

enum class Verb : std::uint32_t {
    SpawnBox = 0x4c420001,    ///< a SpawnHeader packet: a walled box
    StartHelper = 0x4c420002, ///< a SpawnHeader packet: our own program outside the walls (a zygote)
};

/// Head of a packet to the spawner; NUL-terminated strings follow in the order of the counts, then the
/// numbers.
struct SpawnHeader
{
    Verb verb = Verb::SpawnBox;
    std::uint32_t cpuLimited = 0;
    std::uint64_t boxId = 0;
    std::uint32_t machineNetwork = 0;
    std::uint32_t blackHole = 0;
    std::int64_t memoryMb = 0;
    std::int64_t ephemeralMb = 0;
    std::uint32_t argvCount = 0;
    std::uint32_t environmentCount = 0;
    std::uint32_t layerCount = 0;
    std::uint32_t bindCount = 0;
    std::uint32_t listenerCount = 0;
    std::uint32_t descriptorCount = 0;
    std::uint32_t companionCount = 0;
    std::uint32_t companionEnvironmentCount = 0;
    std::uint32_t standby = 0;
    std::uint32_t reachableCount = 0;
    std::uint32_t reserved = 0;
};

/// The spawner's (or a zygote's) word about a process it started.
struct SpawnReply
{
    enum class Kind : std::uint32_t {
        Spawned, ///< carries the pidfd
        Failed,  ///< error and step say why; no process exists
        Reaped,  ///< pid has ended and its whole tree is gone
        Limits,  ///< the spawner's first word: boxes get control groups of version error (0: none), step says where
        Guarded, ///< right before it: no namespaces here, step says what was refused with error; pid: Landlock's ABI
    };
    Kind kind = Kind::Spawned;
    std::int32_t pid = 0;
    std::uint64_t boxId = 0;
    std::int32_t error = 0;
    char step[108] = {};
};

/// Steps whose failure is the spec's fault, not the machine's; the first word of BoxMessage::text.
inline constexpr char openingStep[] = "opening";
inline constexpr char executingStep[] = "executing";

/// From a box's pid 1 to the core.
struct BoxMessage
{
    enum class Kind : std::uint32_t {
        Ready,           ///< pid 2 has been executed; carries the listeners, then what holds /tmp if it can be
        Failed,          ///< set-up stopped at text with errno number; the box ends
        Exited,          ///< pid 2 ended with wait status number; flag: out of memory
        Frozen,          ///< every process is stopped
        Dialled,         ///< answers Dial; number is an errno, 0 carries the connected socket
        Measured,        ///< the usage page is fresh
        Started,         ///< answers StartHandler: pid 2 has been executed
        CompanionFailed, ///< companion number token could not be executed; errno number, step text
        CompanionExited, ///< companion number token ended with wait status number
        Assigned,        ///< code and layers of a standby are in place
    };
    Kind kind = Kind::Ready;
    std::int32_t number = 0;
    std::uint32_t flag = 0;
    std::uint32_t token = 0;
    char text[160] = {};
};

/// One order and its texts must fit: the paths of an Assign order.
inline constexpr std::size_t maxOrderBytes = 32 * 1024;
inline constexpr std::size_t maxAssigned = 17; // code and 16 layers

/// From the core to a box's pid 1. Behind an Assign order stand `argument` NUL-terminated paths: the code, then the
/// layers. If as many descriptors come along, they are detached mounts of the same, made by a core that may.
struct BoxOrder
{
    enum class Kind : std::uint32_t { Freeze, Thaw, Dial, LimitCpu, Measure, StartHandler, SignalHandler, Assign };
    Kind kind = Kind::Freeze;
    std::uint32_t argument = 0; ///< Dial: port; LimitCpu: 0 or 1; SignalHandler: number
    std::uint32_t token = 0;
};

/// One page shared by pid 1 (writes) and the core (reads). The memfd is sealed against shrinking.
struct UsagePage
{
    std::atomic<std::uint64_t> memoryKb;
    std::atomic<std::uint64_t> peakMemoryKb;
    std::atomic<std::uint64_t> filesKb;
    std::atomic<std::uint64_t> cpuNs;
    std::atomic<std::uint64_t> processes;
    std::atomic<std::uint64_t> tmpUsedKb; ///< as of the last exact measurement
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

struct Bytes
{
    const void *data = nullptr;
    std::size_t size = 0;
};

/// Sends one packet with descriptors; never blocks, never raises SIGPIPE. 0 or an errno.
int sendPacket(int socket, Bytes bytes, const int *descriptors = nullptr, std::size_t count = 0);

struct Received
{
    std::ptrdiff_t bytes = 0; ///< 0: the other end is closed; -1: error
    int error = 0;            ///< errno when bytes is -1
    std::vector<UniqueFd> descriptors;
};

/// Receives one packet; descriptors arrive close-on-exec. Does not wait unless `wait` is set.
Received receivePacket(int socket, void *data, std::size_t capacity, bool wait = false);

} // namespace lambdarium::wire

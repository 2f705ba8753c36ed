// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/loop/wallclock.h"
#include "core/runtimes/heldtime.h"
#include "core/runtimes/interpreters.h"
#include "core/sandbox/box.h"
#include "core/sandbox/uniquefd.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

namespace lambdarium {

struct RuntimeHost;

/// Interpreters that stand behind walls of their own before anybody asks for them: our bootstrap runs, waits for its
/// function, and holds nothing of a workspace. A cold start that finds one only mounts the code and says which
/// function it is. Owned by the RuntimeSandbox, core thread.
///
/// One stands per interpreter and size that is in use, four at most; the next is made when starting has quietened down.
/// Functions whose settings an interpreter reads only at its start never get one.
class Standbys
{
public:
    struct Standby
    {
        std::unique_ptr<Box> box;
        UniqueFd toRuntime;
        UniqueFd fromRuntime;
        std::unique_ptr<HeldTime> held;
    };

    explicit Standbys(RuntimeHost &host) : m_host(host) {}
    ~Standbys();
    Standbys(const Standbys &) = delete;
    Standbys &operator=(const Standbys &) = delete;

    /// Whether such an environment can start from a standby at all.
    bool eligible(const EnvironmentSpec &spec, const RuntimeChoice &choice) const;
    /// The one that stands, if it does. In any case the next one is made a little later.
    std::optional<Standby> take(const EnvironmentSpec &spec, const RuntimeChoice &choice);
    /// Has one made for environments like this one, unless it is on its way. True when it stands.
    bool want(const EnvironmentSpec &spec, const RuntimeChoice &choice);
    int standing() const;
    /// Ends those that stand and forgets those on their way.
    void dropAll();
    /// The first thing that a standby reads from its channel.
    static std::string introduction(const EnvironmentSpec &spec, const RuntimeChoice &choice);

private:
    /// Interpreter, memory, temporary disk.
    using Key = std::tuple<std::string, std::int64_t, std::int64_t>;
    struct Place
    {
        Standby standby;
        RuntimeChoice choice;
        std::optional<TimerId> timer; ///< until it is made
        bool starting = false;
        int failures = 0;
        std::uint64_t used = 0;
    };

    static Key keyOf(const EnvironmentSpec &spec, const RuntimeChoice &choice);
    void plan(const Key &key);
    void make(const Key &key);
    void ended(const Key &key);
    void settle(const Key &key, Standby standby, Result<std::unique_ptr<Box>> box);
    void dropOldest(const Key &except);

    RuntimeHost &m_host;
    std::map<Key, Place> m_places;
    std::uint64_t m_uses = 0;
    std::uint64_t m_generation = 0; ///< of dropAll: who was asked for before does not stand after
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium

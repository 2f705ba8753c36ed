// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/boxgroup.h"
#include "core/sandbox/uniquefd.h"

#include <string>
#include <vector>

namespace lambdarium {

/// Where boxes get their control groups. Found once by the spawner; a zygote works in the same place.
struct GroupHome
{
    BoxGroup::Kind kind = BoxGroup::Kind::None;
    /// Folders in which a box's group is made. v2: one, envs/ beside sup/ where the spawner and every pid 1 are.
    /// v1: those of memory, cpu and pids.
    std::vector<UniqueFd> folders;
    std::vector<std::string> made; ///< what the spawner made and removes, innermost first
    std::string origin;            ///< v2, made by hand: where the spawner goes back to before it removes its own group
    std::string detail;            ///< where, or why there is none; for people

    /// Looks for a subtree with cpu, memory and pids by making groups in it: the one this process was given, one that
    /// the systemd manager of this user gives, one of its own as root; else v1. Moves the caller to sup/ in it, and
    /// removes what dead spawners left. Takes up to two seconds where systemd does not answer.
    static GroupHome find();
};

/// Makes and removes the groups of boxes. Spawner or zygote; one thread.
class ControlGroups
{
public:
    /// None: boxes are metered instead.
    ControlGroups() = default;
    ControlGroups(GroupHome home, std::string prefix) : m_home(std::move(home)), m_prefix(std::move(prefix)) {}
    ControlGroups(ControlGroups &&) = default;
    ControlGroups &operator=(ControlGroups &&) = default;

    /// In a zygote: the home whose folders the spawner left open from this number on, if it did.
    static ControlGroups inherited(int firstFolder);

    const GroupHome &home() const { return m_home; }
    bool stand() const { return m_home.kind != BoxGroup::Kind::None; }
    /// A group that stands, or one that does not with errno set.
    BoxGroup make();
    /// Of a box whose processes are gone. One that is still in use stays for the next sweep.
    void remove(std::uint64_t id);
    /// Removes the groups of dead boxes that others than this object made: a zygote's.
    void sweep();
    /// Tries with a process of its own whether a group limits, and whether it can be removed again.
    bool work();
    /// Kills what is left in all groups, where the kernel can.
    void killAll();
    /// Removes every group, the empty home as well.
    void clear();

private:
    std::string name(std::uint64_t id) const { return m_prefix + std::to_string(id); }
    bool makeSecond(BoxGroup &group, const std::string &name);
    bool makeFirst(BoxGroup &group, const std::string &name);

    GroupHome m_home;
    std::string m_prefix;
    std::uint64_t m_next = 1;
};

/// As clone3 with CLONE_INTO_CGROUP wants it; 0 where the child joins by itself.
std::uint64_t birthGroup(const BoxGroup &group);

} // namespace lambdarium

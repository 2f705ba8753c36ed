// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/loop/wallclock.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace lambdarium {

/// Tells of saved files below a folder (inotify), gathered for a few milliseconds so that one save is one report.
/// Folders whose name begins with a dot, node_modules and __pycache__ are not watched. Core thread; owned by
/// LocalSession, destroyed before its clock.
class FolderWatch
{
public:
    /// Paths relative to the root; an empty path: events were lost, look at everything.
    using Changed = std::function<void(const std::set<std::filesystem::path> &)>;

    /// Unavailable when the machine has no watch left; the workbench then reloads on its own saves only.
    static Result<std::unique_ptr<FolderWatch>> start(WallClock &clock, std::filesystem::path root, Changed changed);
    ~FolderWatch();
    FolderWatch(const FolderWatch &) = delete;
    FolderWatch &operator=(const FolderWatch &) = delete;

private:
    FolderWatch(WallClock &clock, std::filesystem::path root, Changed changed, int fd);
    void watchTree(const std::filesystem::path &relative);
    void read();
    void report();

    WallClock &m_clock;
    std::filesystem::path m_root;
    Changed m_changed;
    int m_fd;
    std::map<int, std::filesystem::path> m_folders; ///< by watch descriptor, relative
    std::set<std::filesystem::path> m_pending;
    std::optional<TimerId> m_timer;
    std::unique_ptr<WallClock::Watch> m_watch; // last: ends first
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace lambdarium {

/// Stable short id of a workspace on this machine: hash of its canonical path.
std::string workspaceId(const std::filesystem::path &root);

/// $XDG_RUNTIME_DIR/lambdarium, or /tmp/lambdarium-<uid> where there is none; made 0700, refused when another user
/// owns it.
Result<std::filesystem::path> runtimeDirectory();

/// At most one core per workspace: holds flock on <state>/lock while it lives. Any thread; blocks never.
class InstanceLock
{
public:
    /// Conflict when another process holds it; the message names its pid.
    static Result<InstanceLock> take(const std::filesystem::path &stateDirectory);
    InstanceLock(InstanceLock &&other) noexcept;
    InstanceLock &operator=(InstanceLock &&other) noexcept;
    ~InstanceLock();

private:
    explicit InstanceLock(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

} // namespace lambdarium

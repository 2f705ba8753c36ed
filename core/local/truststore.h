// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/spawngrant.h"
#include "core/session/snapshot.h"

#include <filesystem>
#include <optional>
#include <string>

namespace lambdarium {

/// What the user decided about workspaces (security.md B.3): $XDG_CONFIG_HOME/lambdarium/trust.json, never the project.
///
/// An entry holds for one canonical path, one random id in the workspace's state folder (`project-id`) and one owner:
/// it is lost when the folder moves, is replaced or changes hands. Parent folders count for nothing. A project may
/// lower what it gets by the word in `.lambdarium/trust`, never raise it. A file that cannot be read makes everything
/// restricted; the next decision puts it aside as trust.json.broken.
///
/// Reads the file at each call; any thread, several processes. Written atomically under a lock.
class TrustStore
{
public:
    struct Decision
    {
        Trust trust = Trust::Restricted;
        bool unprotected = false; ///< consent to isolation level 1 for this project
        std::string problem;      ///< why the file does not count
    };

    /// Empty: the user's own file.
    explicit TrustStore(std::filesystem::path file = {});

    /// root and state as Workspace has them. Restricted when nothing was decided.
    Decision decision(const std::filesystem::path &root, const std::filesystem::path &state) const;
    /// Restricted forgets the entry. Makes the project id, for which the state folder must be writable.
    Result<void> decide(const std::filesystem::path &root, const std::filesystem::path &state, Trust trust,
                        bool unprotected = false) const;

    /// The most that the project itself allows.
    static Trust projectMaximum(const std::filesystem::path &root);
    /// The capability for a decision, or for a verb that is the grant of its own run. Nothing while restricted.
    static std::optional<SpawnGrant> grant(Trust trust, bool unprotected = false);

private:
    std::filesystem::path m_file;
};

} // namespace lambdarium

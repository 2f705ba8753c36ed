// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/local/truststore.h"
#include "core/workspace/workspace.h"

namespace lambdarium {

/// What one open workspace may do: the most of what the user stored and what this session was opened with, but no more
/// than the project itself allows. Core thread; owned by LocalCore.
class WorkspaceTrust
{
public:
    static constexpr const char *restrictedText =
        "This workspace is restricted: nothing of it may run. Allow it in the window or with 'lambdarium trust'.";

    static constexpr const char *unprotectedText =
        "Isolation level 1 (Unprotected): this code could read your files, so it does not run. Allow it for this "
        "project alone in the window or with 'lambdarium trust --unprotected'.";

    WorkspaceTrust(const Workspace &workspace, std::optional<Trust> given, const std::filesystem::path &file);

    Trust now() const { return m_trust; }
    /// Of the spawner; nothing while restricted.
    std::optional<SpawnGrant> grant() const { return TrustStore::grant(m_trust, m_unprotected); }
    /// The user typed that this project may run at isolation level 1.
    bool unprotected() const { return m_unprotected; }
    /// Why the stored decision does not count.
    const std::string &problem() const { return m_problem; }
    /// Stores the user's decision; it holds at once, also when it could not be stored (the error says so).
    /// unprotected: the consent to isolation level 1; nothing: as it is stored. Restricting takes it back.
    Result<void> decide(Trust trust, std::optional<bool> unprotected);

private:
    TrustStore m_store;
    std::filesystem::path m_root;
    std::filesystem::path m_state;
    Trust m_trust = Trust::Restricted;
    bool m_unprotected = false;
    std::string m_problem;
};

} // namespace lambdarium

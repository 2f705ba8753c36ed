// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/workspacetrust.h"

#include <algorithm>

namespace lambdarium {

WorkspaceTrust::WorkspaceTrust(const Workspace &workspace, std::optional<Trust> given,
                               const std::filesystem::path &file)
    : m_store(file), m_root(workspace.root()), m_state(workspace.stateDirectory())
{
    TrustStore::Decision stored = m_store.decision(m_root, m_state);
    m_trust = std::min(std::max(stored.trust, given.value_or(Trust::Restricted)), TrustStore::projectMaximum(m_root));
    m_unprotected = stored.unprotected;
    m_problem = std::move(stored.problem);
}

Result<void> WorkspaceTrust::decide(Trust trust, std::optional<bool> unprotected)
{
    const Trust most = TrustStore::projectMaximum(m_root);
    m_trust = std::min(trust, most);
    // Read again: 'lambdarium trust --unprotected' stores the consent and then tells an open workspace of the trust.
    m_unprotected = trust != Trust::Restricted
        && (unprotected ? *unprotected : m_store.decision(m_root, m_state).unprotected);
    auto stored = m_store.decide(m_root, m_state, trust, m_unprotected);
    if (stored && trust > most)
        return Error{ErrorCode::Conflict, "The project itself allows less than that: see .lambdarium/trust."};
    return stored;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lambdarium {

/// The right to run code of one workspace. SpawnerClient starts nothing of a workspace without it, and only the trust
/// store makes one (security.md B.3): whatever a window or a verb does wrong, restricted code does not run.
class SpawnGrant
{
public:
    /// The user typed that this project may run where no wall stands (isolation level 1).
    bool unprotected() const { return m_unprotected; }

private:
    friend class TrustStore;
    explicit SpawnGrant(bool unprotected) : m_unprotected(unprotected) {}
    bool m_unprotected;
};

} // namespace lambdarium

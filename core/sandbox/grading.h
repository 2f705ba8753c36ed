// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"

#include <string>

namespace lambdarium {

/// The best level (isolation.md A.5) whose promises still hold although this probe of the self-test failed; 0 for a
/// probe that nobody knows. Pure; any thread.
int levelWithout(const IsolationProbe &probe);

/// Fills level, name and remedy of a report whose probes are filled in: the level of the worst probe that did not hold.
/// A probe that could not be tried counts as one that failed: what nobody has seen is not promised. enforced: the
/// kernel's control groups hold the limits.
void gradeIsolation(IsolationReport &report, bool enforced);

/// The same where boxes are made without namespaces: at best level 2, without Landlock level 1, and the remedy is the
/// one for that.
void gradeGuarded(IsolationReport &report, bool landlock, const std::string &remedy);

} // namespace lambdarium

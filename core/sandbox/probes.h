// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lambdarium {

/// The part of the self-test that runs inside a box, as `lambdarium-spawner --probe...` (core/sandbox/selftest.h).
/// Tries what the walls forbid and prints a line per probe: code, TAB, one of + (held) - (came through) ? (could not be
/// tried), TAB, detail. Returns the exit code.
///
/// --probe PORT ABSTRACT-NAME HOME DISK-MB: everything that one process can try.
/// --probe-memory: takes more memory than any probe box has and waits for its end.
/// --probe-daemon: leaves a process behind that wants to outlive everything.
int runProbes(int argc, char **argv);

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"

namespace lambdarium {

/// The headless verbs. Each blocks until done and returns the exit code of decisions.md; results go to standard
/// output, everything else to standard error.
int runInvoke(const Options &options);
int runServe(const Options &options);
int runSet(const Options &options);
int runValidate(const Options &options);
/// Runs build steps; their output goes to standard error. 1 when one failed.
int runBuild(const Options &options);
int runPackage(const Options &options);
int runImport(const Options &options);
/// Adds a function from a template; its logical id goes to standard output.
int runAdd(const Options &options);
int runTemplates();
/// Fires every trigger of the workspace once and prints what happens; for machines without a display.
int runDemo(const Options &options, const char *program);

/// Prints "lambdarium: message" on standard error and gives the exit code of the error.
int failed(const Error &error);

} // namespace lambdarium

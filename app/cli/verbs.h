// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"
#include "core/local/localsession.h"

#include <cstdio>

namespace lambdarium {

/// The headless verbs. Each blocks until done and returns the exit code of decisions.md; results go to standard
/// output, everything else to standard error.
int runInvoke(const Options &options);
int runServe(const Options &options);
int runSet(const Options &options);
int runValidate(const Options &options);
/// Runs build steps; their output goes to standard error. 1 when one failed. --dry-run: prints what they would run.
int runBuild(const Options &options);
/// The lines that builds would run, of all resources when none is named; runs nothing.
int showBuildPlan(const Options &options, query::BuildPlan asked, std::FILE *to);
int runPackage(const Options &options);
int runImport(const Options &options);
/// Adds a function from a template; its logical id goes to standard output.
int runAdd(const Options &options);
int runAdopt(const Options &options);
int runTemplates();
/// Fires every trigger of the workspace once and prints what happens; for machines without a display.
int runDemo(const Options &options, const char *program);

/// Environments of a core that runs.
int runEnvironments(const Options &options);
/// The self-test of this machine; exit code 3 at isolation level 0.
int runDoctor(const Options &options);
/// Shows or sets the user's decision about a workspace.
int runTrust(const Options &options);

/// How a verb that runs code opens the workspace: it is the grant for its own run.
LocalSession::Options sessionOptions(const Options &options, const std::filesystem::path &workspace);

/// Prints "lambdarium: message" on standard error and gives the exit code of the error.
int failed(const Error &error);

} // namespace lambdarium

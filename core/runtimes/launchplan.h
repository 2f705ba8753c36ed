// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/runtimes/heldtime.h"
#include "core/runtimes/interpreters.h"
#include "core/sandbox/boxspec.h"

#include <memory>
#include <string>
#include <vector>

namespace lambdarium {

struct RuntimeHost;

/// A box's /tmp, held by the core.
struct KeptTmpFd : KeptTmp
{
    explicit KeptTmpFd(UniqueFd held) : fd(std::move(held)) {}
    UniqueFd fd;
};

/// What an environment's box is made from, and the core's ends of the pipes to a bootstrap of ours.
struct LaunchPlan
{
    BoxSpec box;
    UniqueFd toRuntime; ///< empty for runtimes that speak HTTP
    UniqueFd fromRuntime;
    std::unique_ptr<HeldTime> held; ///< null for runtimes that are not ours
};

/// The program of a custom runtime inside, /var/task/bootstrap or /opt/bootstrap; the error is AWS's sentence.
Result<std::vector<std::string>> entryPoint(const EnvironmentSpec &spec);
/// InvalidInput and NotFound carry the text of a Runtime.InvalidEntrypoint.
Result<LaunchPlan> planLaunch(const RuntimeHost &host, const EnvironmentSpec &spec, const RuntimeChoice &choice);

} // namespace lambdarium

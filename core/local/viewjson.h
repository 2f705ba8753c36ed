// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

/// The session's views as JSON and back; used by attachjson.cpp. Readers never throw: what is missing or of another
/// type is the default.
namespace lambdarium::attach::viewjson {

using Json = nlohmann::json;

std::string text(const Json &json, const char *key);
std::int64_t number(const Json &json, const char *key, std::int64_t otherwise = 0);
bool flag(const Json &json, const char *key);

Json toJson(const RuntimeView &runtime);
Json toJson(const IsolationProbe &probe);
Json toJson(const BuildView &build);
Json toJson(const ProcessView &process);
Json toJson(const fact::Connected &connection);
Json toJson(const EnvironmentView &view);
Json toJson(const FunctionView &function);
Json toJson(const EnvironmentDetail &detail);
Json toJson(const std::vector<BuildView> &builds);
Json toJson(const PackageOutcome &package);
Json toJson(const BuildPlanView &plan);
/// What verbs show of a snapshot: functions with their environments, machine, builds, trust.
Json toJson(const Snapshot &snapshot);
/// Isolation, runtimes and budget.
Json machineOf(const Snapshot &snapshot);

EnvironmentDetail detailFrom(const Json &json);
/// Of an array.
std::vector<BuildView> buildsFrom(const Json &json);
PackageOutcome packageFrom(const Json &json);
BuildPlanView planFrom(const Json &json);
Snapshot snapshotFrom(const Json &json);

} // namespace lambdarium::attach::viewjson

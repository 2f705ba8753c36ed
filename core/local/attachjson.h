// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/session/session.h"

#include <string>
#include <string_view>
#include <variant>

/// What travels over the control socket: one JSON object per line, enumerations as words, times in milliseconds. The
/// same objects are what the verbs print with --json. Pure functions; any thread.
namespace lambdarium::attach {

struct Raise
{};
struct WantSnapshot
{};
using Request = std::variant<Command, Query, WantSnapshot, Raise>;

/// Ends with a newline. Empty for what has no JSON form: commands of the window that a terminal has no verb for.
std::string requestLine(const Request &request);
/// InvalidInput for an unknown verb or a malformed line; nothing in a line can make it throw.
Result<Request> parseRequest(std::string_view line);

std::string replyLine(const Result<CommandOutcome> &outcome);
std::string replyLine(const Result<QueryOutcome> &outcome);
std::string replyLine(const Snapshot &snapshot);
std::string raisedLine(bool raised);
/// One line of a build, sent before the reply.
std::string progressLine(const fact::LogWritten &line);

Result<CommandOutcome> parseOutcome(std::string_view line);
Result<QueryOutcome> parseQueryOutcome(std::string_view line);
Result<Snapshot> parseSnapshot(std::string_view line);
bool parseRaised(std::string_view line);
std::optional<fact::LogWritten> parseProgress(std::string_view line);

/// For --json: indented, without a newline at the end.
std::string environmentsJson(const Snapshot &snapshot);
std::string environmentJson(const EnvironmentDetail &detail);
std::string buildPlanJson(const BuildPlanView &plan);
/// Level, walls, probes, runtimes and budget of this machine.
std::string machineJson(const Snapshot &snapshot);

const char *word(EnvironmentState state);
const char *word(Trust trust);
std::optional<Trust> trustOf(std::string_view word);
const char *word(IsolationProbe::Result result);
const char *word(BuildView::State state);
const char *word(NetworkMode mode);

} // namespace lambdarium::attach

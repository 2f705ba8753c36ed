// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "widgets/theme/theme.h"

#include <QString>

/// Words and looks of environments and of isolation, the same in cells, lanes, menus and pages. Pure; GUI thread.
namespace lambdarium {

enum class EnvironmentAction { Open, Freeze, Thaw, Recycle, Kill };

/// "Running", "Kept warm", "Frozen by you".
QString environmentWord(const EnvironmentView &view);
EnvState environmentLook(const EnvironmentView &view);
/// Why the action is not possible now; empty: it is.
QString whyNot(EnvironmentAction action, const EnvironmentView &view);
QString actionName(EnvironmentAction action);
QString actionIcon(EnvironmentAction action);
/// What the action does, said before it is done.
QString actionMeaning(EnvironmentAction action);
/// The command of an action; not for Open.
Command commandOf(EnvironmentAction action, EnvironmentId environment);
/// Why an environment ended, as facts say it ("idle", "code changed").
QString endReason(const std::string &reason);
/// "3 min 12 s", "840 ms".
QString spanText(Duration span);
/// "88.4 MB" of kilobytes.
QString memoryText(std::int64_t kilobytes);

/// Level 4 to 0 of isolation.md A.5; -1: not known yet.
EnvState isolationLook(int level);
QString isolationIcon(int level);
/// "3 Metered"
QString isolationName(int level);
/// The level of the report; before it, the one that the core expects; -1: nothing is known.
int isolationLevelOf(const Snapshot &snapshot);
/// What the level holds, and what it does not; one sentence each.
QStringList isolationPromises(int level);
QStringList isolationGaps(int level);

QString networkName(NetworkMode mode);
/// What a function can reach then, in plain words.
QString networkMeaning(NetworkMode mode);
/// The template's word: "Isolated", "NoRoute", "Endpoints", "Egress", "Full".
std::string networkWord(NetworkMode mode);
NetworkMode networkMode(const std::string &word);

QString trustName(Trust trust);
QString trustMeaning(Trust trust);
QString trustIcon(Trust trust);

} // namespace lambdarium

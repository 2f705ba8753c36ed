// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/releases.h"

#include <optional>
#include <string>

/// How releases are stored. Paths below codeRoot are written relative to it.
namespace lambdarium::releasesjson {

/// What a version carries of a function, and nothing else: versions with equal ones have the same settings.
/// Concurrency, asynchronous settings, URL and policies belong to the function or a qualifier; the network to what is
/// granted now.
Function versioned(const Function &function);
/// `now` with the members that `wanted` has otherwise, as far as `now` still says what `beside` says.
Function overlaid(const Function &now, const Function &beside, const Function &wanted);
/// The template's event invoke config of a function; empty when it has none but the defaults.
std::string asyncText(const Function &function);
std::string write(const FunctionReleases &releases, const std::string &codeRoot);
/// Nothing: the text cannot be read.
std::optional<FunctionReleases> read(const std::string &text, const std::string &codeRoot);

} // namespace lambdarium::releasesjson

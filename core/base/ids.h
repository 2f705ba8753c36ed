// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lambdarium {

class Prng;

/// A canvas node and the engine's name of a resource: the template's logical id ("PlaceOrder"). A trigger that
/// is an event of a function, not a resource of its own, is "<function>/<event id>" ("Reconcile/EveryFive",
/// "PlaceOrder/FunctionUrl").
using NodeId = std::string;

/// One execution environment, counted from 1 in a session and never reused.
enum class EnvironmentId : std::uint64_t {};

/// UUID v4 in AWS's lower-case form, drawn from the given stream so that simulations repeat.
std::string makeUuid(Prng &prng);
/// First characters of an id as the window shows them ("7c1d").
std::string shortId(std::string_view id);
/// Four hex digits of an environment as logs, cells and lanes show it ("3f0a").
std::string shortId(EnvironmentId id);

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <vector>

namespace lambdarium {

class Workspace;

/// One trigger of a workspace with something to send through it.
struct Trigger
{
    NodeId node;     ///< the source: queue, topic, bucket, schedule, function URL
    NodeId function; ///< what it starts
    Command command;
};

/// Every wire that starts a function, each with the workspace's own saved events and files below samples/ as input
/// where they fit. Any thread; reads files.
std::vector<Trigger> triggersOf(const Workspace &workspace, const Model &model);

} // namespace lambdarium

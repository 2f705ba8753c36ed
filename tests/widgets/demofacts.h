// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <vector>

/// A recorded rush hour of the orders demo for GUI tests and pictures: the same facts every time.
namespace lambdarium::demo {

/// 2026-03-06 14:31:00 UTC.
Instant begin();
Model model();
/// One minute: PlaceOrder busy, ChargeCard refused at its reserved 10 and failing for a while, Reconcile now and then.
std::vector<Fact> facts();
/// Queue depth at each half second of that minute.
std::vector<Snapshot> snapshots();

} // namespace lambdarium::demo

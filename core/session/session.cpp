// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include <algorithm>

namespace lambdarium {

const FunctionView *Snapshot::function(std::string_view id) const
{
    const auto found = std::ranges::find(functions, id, &FunctionView::id);
    return found == functions.end() ? nullptr : &*found;
}

const QueueView *Snapshot::queue(std::string_view id) const
{
    const auto found = std::ranges::find(queues, id, &QueueView::id);
    return found == queues.end() ? nullptr : &*found;
}

} // namespace lambdarium

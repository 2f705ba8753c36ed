// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/session/snapshot.h"

namespace lambdarium {

/// What a function gets of the network that its template asks for (security.md B.3): what narrows always holds, what
/// opens holds in a workspace that its user trusts; otherwise the function is isolated.
inline NetworkSettings grantedNetwork(const NetworkSettings &asked, Trust trust)
{
    const bool opens = asked.mode == NetworkMode::Egress || asked.mode == NetworkMode::Full;
    return opens && trust != Trust::Trusted ? NetworkSettings{} : asked;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/localcore.h"
#include "core/local/outlet.h"

namespace lambdarium {

namespace {

Error notBuilt() { return {ErrorCode::Unavailable, "This command is not served yet."}; }

} // namespace

void LocalCore::run(const command::FreezeEnvironment &, Session::Reply reply) { reply(notBuilt()); }

void LocalCore::run(const command::ThawEnvironment &, Session::Reply reply) { reply(notBuilt()); }

void LocalCore::run(const command::RecycleEnvironment &, Session::Reply reply) { reply(notBuilt()); }

void LocalCore::run(const command::SetTrust &, Session::Reply reply) { reply(notBuilt()); }

void LocalCore::run(const command::SetColdStart &, Session::Reply reply) { reply(notBuilt()); }

void LocalCore::run(const command::TestIsolation &, Session::Reply reply) { reply(notBuilt()); }

} // namespace lambdarium

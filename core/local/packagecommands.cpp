// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/localcore.h"
#include "core/local/outlet.h"

namespace lambdarium {

namespace {

Error notBuilt() { return {ErrorCode::Unavailable, "This command is not served yet."}; }

} // namespace

void LocalCore::run(const command::Build &, Session::Reply reply) { reply(notBuilt()); }

void LocalCore::run(const command::CancelBuild &, Session::Reply reply) { reply(notBuilt()); }

void LocalCore::run(const command::ExportPackage &, Session::Reply reply) { reply(notBuilt()); }

void LocalCore::run(const command::ImportPackage &, Session::Reply reply) { reply(notBuilt()); }

} // namespace lambdarium

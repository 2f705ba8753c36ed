// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/gatewayparts.h"
#include "core/gateway/queryprotocol.h"

#include <nlohmann/json.hpp>

namespace lambdarium {

using nlohmann::json;

namespace {

std::string roleName(const Function &function)
{
    if (function.role.empty())
        return function.id + "Role";
    return function.role.substr(function.role.rfind('/') + 1); // an ARN's last part, or the name itself
}

/// A handler is its function's role, anybody else the account's root: keys are not told apart.
json identity(const GatewayContext &context, const NodeId &caller)
{
    const std::string &account = context.account.id;
    const Function *function = caller.empty() ? nullptr : context.model.function(caller);
    if (!function)
        return {{"UserId", account}, {"Account", account}, {"Arn", "arn:aws:iam::" + account + ":root"}};
    return {{"UserId", "AROALAMBDARIUM0000000:" + function->name},
            {"Account", account},
            {"Arn", "arn:aws:sts::" + account + ":assumed-role/" + roleName(*function) + "/" + function->name}};
}

} // namespace

void serveSts(GatewayContext &context, const ApiCallPtr &call)
{
    if (call->route.operation == "GetCallerIdentity")
        return call->finish(queryReply(call->route, identity(context, call->caller), call->requestId));
    call->finish(queryError(ApiService::Sts,
                            {501, "InvalidAction", "STS operation '" + call->route.operation + "' is not served here."},
                            call->requestId));
}

} // namespace lambdarium

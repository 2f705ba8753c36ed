// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdacall.h"
#include "core/gateway/restjson.h"

#include <nlohmann/json.hpp>

#include <algorithm>

// AddPermission, GetPolicy, RemovePermission (iam-vpc.md 4): stored and shown per qualifier, not enforced.
namespace lambdarium {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr std::size_t policyBytesMax = 20480;

std::string text(const ordered_json &value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

bool isName(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

bool isAction(std::string_view action)
{
    if (action == "*" || action == "lambda:*")
        return true;
    return action.starts_with("lambda:") && action.size() > 7 && std::ranges::all_of(action.substr(7), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
}

/// Function and qualifier of a policy call; the qualifier exists. Answers AWS's 404s, of which Remove and Add share one
/// for aliases.
FunctionTarget policyTarget(Lambda &lambda, const std::string &unknownFunction)
{
    const FunctionName reference = parseFunctionName(lambda.segment);
    const Account &account = lambda.context.account;
    std::string qualifier = argument(*lambda.call, "Qualifier");
    if (qualifier.empty())
        qualifier = reference.qualifier;
    const Function *function = lambda.context.model.function(reference.name);
    const std::string name = function ? function->name : reference.name;
    const Releases &releases = lambda.context.engine.releases();
    const bool number = !qualifier.empty() && qualifier.find_first_not_of("0123456789") == std::string::npos;
    const auto refuse = [&lambda](const std::string &message) {
        fail(lambda.call, 404, "ResourceNotFoundException", message);
        return FunctionTarget{};
    };
    if (!qualifier.empty() && qualifier != "$LATEST" && !number && !releases.alias(name, qualifier))
        return refuse("Cannot find alias arn: " + account.functionArn(name, qualifier));
    if (!function)
        return refuse(unknownFunction + account.functionArn(name, qualifier));
    if (number && !releases.version(name, qualifier))
        return refuse("Function not found: " + account.functionArn(name, qualifier));
    lambda.call->target = function->id;
    return {function, qualifier, nullptr};
}

ordered_json principalOf(const std::string &principal)
{
    if (principal == "*")
        return "*";
    if (principal.size() == 12 && principal.find_first_not_of("0123456789") == std::string::npos)
        return {{"AWS", "arn:aws:iam::" + principal + ":root"}};
    if (principal.starts_with("arn:"))
        return {{"AWS", principal}};
    return {{"Service", principal}};
}

struct Grant
{
    std::string id, action, principal;
    std::optional<std::string> account, urlAuthType, organization, sourceArn, token, revision;
    bool viaUrl = false;
};

std::optional<Grant> readGrant(const Lambda &lambda)
{
    const auto body = readBody(lambda.call);
    if (!body)
        return std::nullopt;
    Validation validation;
    Grant grant;
    const auto id = validation.text(*body, "StatementId", true);
    const auto action = validation.text(*body, "Action", true);
    const auto principal = validation.text(*body, "Principal", true);
    if (id && id->size() > 100)
        validation.fault("'" + *id + "'", "statementId", "Member must have length less than or equal to 100");
    if (id && !isName(*id))
        validation.fault("'" + *id + "'", "statementId",
                         "Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)");
    if (action && !isAction(*action))
        validation.fault("'" + *action + "'", "action",
                         "Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])");
    grant.account = validation.text(*body, "SourceAccount");
    grant.urlAuthType = validation.text(*body, "FunctionUrlAuthType");
    if (grant.urlAuthType && grant.urlAuthType != "NONE" && grant.urlAuthType != "AWS_IAM")
        validation.fault("'" + *grant.urlAuthType + "'", "functionUrlAuthType",
                         "Member must satisfy enum value set: [NONE, AWS_IAM]");
    grant.organization = validation.text(*body, "PrincipalOrgID");
    grant.sourceArn = validation.text(*body, "SourceArn");
    grant.token = validation.text(*body, "EventSourceToken");
    grant.revision = validation.text(*body, "RevisionId");
    grant.viaUrl = body->value("InvokedViaFunctionUrl", json(false)) == json(true);
    if (validation.refused(lambda.call))
        return std::nullopt;
    grant.id = *id;
    grant.action = *action;
    grant.principal = *principal;
    return grant;
}

ordered_json statementOf(const Grant &grant, const std::string &resource)
{
    ordered_json statement{{"Sid", grant.id},
                           {"Effect", "Allow"},
                           {"Principal", principalOf(grant.principal)},
                           {"Action", grant.action},
                           {"Resource", resource}};
    ordered_json condition = ordered_json::object();
    if (grant.account)
        condition["StringEquals"]["AWS:SourceAccount"] = *grant.account;
    if (grant.urlAuthType)
        condition["StringEquals"]["lambda:FunctionUrlAuthType"] = *grant.urlAuthType;
    if (grant.organization)
        condition["StringEquals"]["aws:PrincipalOrgID"] = *grant.organization;
    if (grant.token)
        condition["StringEquals"]["lambda:EventSourceToken"] = *grant.token;
    if (grant.viaUrl)
        condition["Bool"]["lambda:InvokedViaFunctionUrl"] = "true";
    if (grant.sourceArn)
        condition["ArnLike"]["AWS:SourceArn"] = *grant.sourceArn;
    if (!condition.empty())
        statement["Condition"] = std::move(condition);
    return statement;
}

std::string documentOf(const ResourcePolicy &policy)
{
    ordered_json statements = ordered_json::array();
    for (const auto &[id, statement] : policy.statements)
        statements.push_back(ordered_json::parse(statement));
    ordered_json document{{"Version", "2012-10-17"}, {"Id", "default"}};
    document["Statement"] = std::move(statements);
    return text(document);
}

ApiRefusal stale()
{
    return {412, "PreconditionFailedException",
            "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the "
            "latest Revision Id",
            false};
}

auto statementIn(ResourcePolicy &policy, const std::string &id)
{
    return std::ranges::find(policy.statements, id, &std::pair<std::string, std::string>::first);
}

} // namespace

void addPermission(Lambda &lambda)
{
    const auto grant = readGrant(lambda);
    const FunctionTarget target = grant ? policyTarget(lambda, "Function not found: ") : FunctionTarget{};
    if (!target.function)
        return;
    if (target.qualifier == "$LATEST")
        return fail(lambda.call, 400, "InvalidParameterValueException",
                    "We currently do not support adding policies for $LATEST.");
    const std::string name = target.function->name;
    Releases &releases = lambda.context.engine.releases();
    const std::string statement = text(statementOf(*grant, lambda.context.account.functionArn(name, target.qualifier)));
    const auto mutate = [&releases, grant, statement,
                         qualifier = target.qualifier](FunctionReleases &now) -> Releases::Refusal {
        ResourcePolicy &policy = now.policies[qualifier];
        if (grant->revision && *grant->revision != policy.revisionId)
            return stale();
        if (statementIn(policy, grant->id) != policy.statements.end())
            return ApiRefusal{409, "ResourceConflictException",
                              "The statement id (" + grant->id
                                  + ") provided already exists. Please provide a new statement id, or remove the "
                                    "existing statement.",
                              false};
        policy.statements.emplace_back(grant->id, statement);
        policy.revisionId = releases.makeRevision();
        if (documentOf(policy).size() > policyBytesMax)
            return ApiRefusal{400, "PolicyLengthExceededException",
                              "The final policy size (" + std::to_string(documentOf(policy).size())
                                  + ") is bigger than the limit (" + std::to_string(policyBytesMax) + ").",
                              false};
        return std::nullopt;
    };
    releases.change(name, mutate, [call = lambda.call, statement](const Releases::Refusal &refusal) {
        if (refusal)
            return fail(call, *refusal);
        call->finish(restJsonReply({{"Statement", statement}}, 201));
    });
}

void describePolicy(Lambda &lambda)
{
    const FunctionTarget target = policyTarget(lambda, "Function not found: ");
    if (!target.function)
        return;
    const auto &policies = lambda.context.engine.releases().of(target.function->name).policies;
    const auto found = policies.find(target.qualifier);
    if (found == policies.end())
        return fail(lambda.call, 404, "ResourceNotFoundException", "The resource you requested does not exist.");
    lambda.call->finish(
        restJsonReply({{"Policy", documentOf(found->second)}, {"RevisionId", found->second.revisionId}}));
}

void removePermission(Lambda &lambda)
{
    const FunctionTarget target = policyTarget(lambda, "No policy found for: ");
    if (!target.function)
        return;
    Releases &releases = lambda.context.engine.releases();
    const auto mutate = [&releases, sid = lambda.second, revision = argument(*lambda.call, "RevisionId"),
                         qualifier = target.qualifier](FunctionReleases &now) -> Releases::Refusal {
        const auto policy = now.policies.find(qualifier);
        if (policy == now.policies.end())
            return ApiRefusal{404, "ResourceNotFoundException", "No policy is associated with the given resource.",
                              false};
        const auto statement = statementIn(policy->second, sid);
        if (statement == policy->second.statements.end())
            return ApiRefusal{404, "ResourceNotFoundException",
                              "Statement " + sid + " is not found in resource policy.", false};
        if (!revision.empty() && revision != policy->second.revisionId)
            return stale();
        policy->second.statements.erase(statement);
        policy->second.revisionId = releases.makeRevision();
        if (policy->second.statements.empty())
            now.policies.erase(policy);
        return std::nullopt;
    };
    releases.change(target.function->name, mutate, [call = lambda.call](const Releases::Refusal &refusal) {
        if (refusal)
            return fail(call, *refusal);
        call->finish(HttpResponse{.status = 204});
    });
}

} // namespace lambdarium

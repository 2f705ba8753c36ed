// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/gatewayparts.h"
#include "core/gateway/queryprotocol.h"
#include "core/services/services.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

// IAM as far as functions need it: roles with their policies, kept and told, not enforced.
namespace lambdarium {

using nlohmann::json;

namespace {

constexpr std::size_t nameMax = 64;

/// One request of the IAM API.
struct Iam
{
    GatewayContext &context;
    ApiCallPtr call;
    json input;

    IamService &service() const { return context.services.iam(); }
    std::string text(const char *name) const
    {
        const auto found = input.find(name);
        return found != input.end() && found->is_string() ? found->get<std::string>() : std::string();
    }
    void succeed(const json &result) const { call->finish(queryReply(call->route, result, call->requestId)); }
    void fail(const ServiceError &error) const { call->finish(queryError(ApiService::Iam, error, call->requestId)); }
    template <typename T, typename Render>
    ServiceReply<T> answer(Render render) const
    {
        return [self = *this, render](ServiceResult<T> result) {
            if (result)
                self.succeed(render(*result));
            else
                self.fail(result.error());
        };
    }
    /// For operations that answer with nothing.
    template <typename T>
    ServiceReply<T> answerDone() const
    {
        return answer<T>([](const T &) { return json(); });
    }
};

/// Documents travel percent-encoded in answers.
std::string encoded(const std::string &text)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'
            || c == '_' || c == '.' || c == '~';
        if (plain) {
            result.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        result.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return result;
}

/// "2026-03-06T14:31:00Z"
std::string secondsOf(Instant time) { return isoMillis(time).substr(0, 19) + "Z"; }

json tagsJson(const std::map<std::string, std::string> &tags)
{
    json list = json::array();
    for (const auto &[key, value] : tags)
        list.push_back({{"Key", key}, {"Value", value}});
    return list;
}

std::map<std::string, std::string> readTags(const Iam &iam)
{
    std::map<std::string, std::string> tags;
    const json given = iam.input.value("Tags", json::array());
    if (given.is_array())
        for (const json &tag : given)
            if (tag.is_object())
                tags[tag.value("Key", "")] = tag.value("Value", "");
    return tags;
}

json roleJson(const GatewayContext &context, const IamRole &role)
{
    json result{{"Path", role.path},
                {"RoleName", role.name},
                {"RoleId", role.id},
                {"Arn", "arn:aws:iam::" + context.account.id + ":role" + role.path + role.name},
                {"CreateDate", secondsOf(role.created)},
                {"AssumeRolePolicyDocument", encoded(role.trust)},
                {"MaxSessionDuration", std::to_string(role.maxSessionSeconds)}};
    if (!role.description.empty())
        result["Description"] = role.description;
    if (!role.tags.empty())
        result["Tags"] = tagsJson(role.tags);
    return result;
}

std::string policyArn(const GatewayContext &context, const IamPolicy &policy)
{
    return "arn:aws:iam::" + context.account.id + ":policy" + policy.path + policy.name;
}

json policyJson(const GatewayContext &context, const IamPolicy &policy)
{
    const std::string arn = policyArn(context, policy);
    const auto roles = context.services.iam().roles();
    const auto uses = std::ranges::count_if(roles, [&arn](const IamRole &role) { return role.attached.contains(arn); });
    json result{{"PolicyName", policy.name},
                {"PolicyId", policy.id},
                {"Arn", arn},
                {"Path", policy.path},
                {"DefaultVersionId", "v1"},
                {"AttachmentCount", std::to_string(uses)},
                {"IsAttachable", "true"},
                {"CreateDate", secondsOf(policy.created)},
                {"UpdateDate", secondsOf(policy.created)}};
    if (!policy.description.empty())
        result["Description"] = policy.description;
    return result;
}

/// False after a refusal was sent.
bool legalName(const Iam &iam, const char *member, std::string_view path, std::size_t most = nameMax)
{
    const std::string name = iam.text(member);
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || std::string_view("+=,.@-_").find(c) != std::string_view::npos;
    };
    std::string rule;
    if (name.empty())
        rule = "Member must not be null";
    else if (name.size() > most)
        rule = "Member must have length less than or equal to " + std::to_string(most);
    else if (!std::ranges::all_of(name, allowed))
        rule = "Member must satisfy regular expression pattern: [\\w+=,.@-]+";
    if (rule.empty())
        return true;
    iam.fail({400, "ValidationError",
              "1 validation error detected: Value " + (name.empty() ? "null" : "'" + name + "'") + " at '"
                  + std::string(path) + "' failed to satisfy constraint: " + rule});
    return false;
}

bool legalDocument(const Iam &iam, const char *member)
{
    const json document = json::parse(iam.text(member), nullptr, false);
    if (document.is_object() && document.contains("Statement"))
        return true;
    iam.fail({400, "MalformedPolicyDocument",
              document.is_object() ? "Syntax errors in policy." : "This policy contains invalid Json"});
    return false;
}

void createRole(const Iam &iam)
{
    if (!legalName(iam, "RoleName", "roleName") || !legalDocument(iam, "AssumeRolePolicyDocument"))
        return;
    IamRole role{.name = iam.text("RoleName")};
    if (const std::string path = iam.text("Path"); !path.empty())
        role.path = path;
    role.description = iam.text("Description");
    role.trust = iam.text("AssumeRolePolicyDocument");
    if (const std::string seconds = iam.text("MaxSessionDuration"); !seconds.empty())
        role.maxSessionSeconds = std::atoll(seconds.c_str());
    role.tags = readTags(iam);
    iam.service().createRole(std::move(role), iam.answer<IamRole>([context = &iam.context](const IamRole &made) {
        return json{{"Role", roleJson(*context, made)}};
    }));
}

void getRole(const Iam &iam)
{
    const auto role = iam.service().role(iam.text("RoleName"));
    role ? iam.succeed({{"Role", roleJson(iam.context, *role)}}) : iam.fail(role.error());
}

void listRoles(const Iam &iam)
{
    json list = json::array();
    for (const IamRole &role : iam.service().roles(iam.text("PathPrefix")))
        list.push_back(roleJson(iam.context, role));
    iam.succeed({{"Roles", list}, {"IsTruncated", "false"}});
}

void deleteRole(const Iam &iam) { iam.service().deleteRole(iam.text("RoleName"), iam.answerDone<Done>()); }

void changeRole(const Iam &iam, const std::function<ServiceResult<Done>(IamRole &)> &mutate)
{
    iam.service().changeRole(iam.text("RoleName"), mutate, iam.answerDone<IamRole>());
}

void updateTrust(const Iam &iam)
{
    if (legalDocument(iam, "PolicyDocument"))
        changeRole(iam, [document = iam.text("PolicyDocument")](IamRole &role) -> ServiceResult<Done> {
            role.trust = document;
            return Done{};
        });
}

void attachPolicy(const Iam &iam)
{
    const std::string arn = iam.text("PolicyArn");
    const bool managed = arn.starts_with("arn:aws:iam::aws:policy/");
    if (!managed && !iam.service().policy(iam.context.account.id, arn))
        return iam.fail({404, "NoSuchEntity", "Policy " + arn + " does not exist or is not attachable."});
    changeRole(iam, [arn](IamRole &role) -> ServiceResult<Done> {
        role.attached[arn] = arn.substr(arn.rfind('/') + 1);
        return Done{};
    });
}

void detachPolicy(const Iam &iam)
{
    changeRole(iam, [arn = iam.text("PolicyArn")](IamRole &role) -> ServiceResult<Done> {
        if (role.attached.erase(arn) == 0)
            return ServiceError{404, "NoSuchEntity", "Policy " + arn + " was not found."};
        return Done{};
    });
}

void listAttached(const Iam &iam)
{
    const auto role = iam.service().role(iam.text("RoleName"));
    if (!role)
        return iam.fail(role.error());
    json list = json::array();
    for (const auto &[arn, name] : role->attached)
        list.push_back({{"PolicyName", name}, {"PolicyArn", arn}});
    iam.succeed({{"AttachedPolicies", list}, {"IsTruncated", "false"}});
}

void putInline(const Iam &iam)
{
    if (!legalName(iam, "PolicyName", "policyName", 128) || !legalDocument(iam, "PolicyDocument"))
        return;
    changeRole(
        iam,
        [name = iam.text("PolicyName"), document = iam.text("PolicyDocument")](IamRole &role) -> ServiceResult<Done> {
            role.policies[name] = document;
            return Done{};
        });
}

ServiceError noInline(const std::string &name)
{
    return {404, "NoSuchEntity", "The role policy with name " + name + " cannot be found."};
}

void getInline(const Iam &iam)
{
    const auto role = iam.service().role(iam.text("RoleName"));
    if (!role)
        return iam.fail(role.error());
    const auto found = role->policies.find(iam.text("PolicyName"));
    if (found == role->policies.end())
        return iam.fail(noInline(iam.text("PolicyName")));
    iam.succeed({{"RoleName", role->name}, {"PolicyName", found->first}, {"PolicyDocument", encoded(found->second)}});
}

void deleteInline(const Iam &iam)
{
    changeRole(iam, [name = iam.text("PolicyName")](IamRole &role) -> ServiceResult<Done> {
        if (role.policies.erase(name) == 0)
            return noInline(name);
        return Done{};
    });
}

void listInline(const Iam &iam)
{
    const auto role = iam.service().role(iam.text("RoleName"));
    if (!role)
        return iam.fail(role.error());
    json list = json::array();
    for (const auto &[name, document] : role->policies)
        list.push_back(name);
    iam.succeed({{"PolicyNames", list}, {"IsTruncated", "false"}});
}

void createPolicy(const Iam &iam)
{
    if (!legalName(iam, "PolicyName", "policyName", 128) || !legalDocument(iam, "PolicyDocument"))
        return;
    IamPolicy policy{.name = iam.text("PolicyName")};
    if (const std::string path = iam.text("Path"); !path.empty())
        policy.path = path;
    policy.description = iam.text("Description");
    policy.document = iam.text("PolicyDocument");
    iam.service().createPolicy(std::move(policy),
                               iam.answer<IamPolicy>([context = &iam.context](const IamPolicy &made) {
                                   return json{{"Policy", policyJson(*context, made)}};
                               }));
}

void getPolicy(const Iam &iam)
{
    const auto policy = iam.service().policy(iam.context.account.id, iam.text("PolicyArn"));
    policy ? iam.succeed({{"Policy", policyJson(iam.context, *policy)}}) : iam.fail(policy.error());
}

void getPolicyVersion(const Iam &iam)
{
    const auto policy = iam.service().policy(iam.context.account.id, iam.text("PolicyArn"));
    if (!policy)
        return iam.fail(policy.error());
    if (iam.text("VersionId") != "v1")
        return iam.fail({404, "NoSuchEntity",
                         "Policy " + iam.text("PolicyArn") + " version " + iam.text("VersionId")
                             + " does not exist or is not attachable."});
    iam.succeed({{"PolicyVersion",
                  {{"Document", encoded(policy->document)},
                   {"VersionId", "v1"},
                   {"IsDefaultVersion", "true"},
                   {"CreateDate", secondsOf(policy->created)}}}});
}

void listPolicies(const Iam &iam)
{
    json list = json::array();
    for (const IamPolicy &policy : iam.service().policies())
        list.push_back(policyJson(iam.context, policy));
    iam.succeed({{"Policies", list}, {"IsTruncated", "false"}});
}

void deletePolicy(const Iam &iam)
{
    iam.service().deletePolicy(iam.context.account.id, iam.text("PolicyArn"), iam.answerDone<Done>());
}

void listInstanceProfiles(const Iam &iam)
{
    const auto role = iam.service().role(iam.text("RoleName"));
    role ? iam.succeed({{"InstanceProfiles", json::array()}, {"IsTruncated", "false"}}) : iam.fail(role.error());
}

struct Operation
{
    std::string_view name;
    void (*run)(const Iam &iam);
};
constexpr std::array operations{
    Operation{"CreateRole", createRole},
    Operation{"GetRole", getRole},
    Operation{"ListRoles", listRoles},
    Operation{"DeleteRole", deleteRole},
    Operation{"UpdateAssumeRolePolicy", updateTrust},
    Operation{"AttachRolePolicy", attachPolicy},
    Operation{"DetachRolePolicy", detachPolicy},
    Operation{"ListAttachedRolePolicies", listAttached},
    Operation{"PutRolePolicy", putInline},
    Operation{"GetRolePolicy", getInline},
    Operation{"DeleteRolePolicy", deleteInline},
    Operation{"ListRolePolicies", listInline},
    Operation{"ListInstanceProfilesForRole", listInstanceProfiles},
    Operation{"CreatePolicy", createPolicy},
    Operation{"GetPolicy", getPolicy},
    Operation{"GetPolicyVersion", getPolicyVersion},
    Operation{"ListPolicies", listPolicies},
    Operation{"DeletePolicy", deletePolicy},
};

} // namespace

void serveIam(GatewayContext &context, const ApiCallPtr &call)
{
    Iam iam{context, call, {}};
    const auto refuse = [&](int status, const char *code, const std::string &message) {
        iam.fail({status, code, message});
    };
    const auto found = std::ranges::find(operations, call->route.operation, &Operation::name);
    if (found == operations.end())
        return refuse(501, "InvalidAction", "IAM operation '" + call->route.operation + "' is not served here.");
    const bool reads = found->name.starts_with("Get") || found->name.starts_with("List");
    if (!call->caller.empty() && !reads)
        return refuse(403, "AccessDenied", "Handlers may not change roles and policies.");
    const auto tree = queryTree(call->route.form);
    if (!tree)
        return refuse(400, "MalformedInput", "The request has too many arguments.");
    iam.input = inputFromQuery(*tree);
    found->run(iam);
}

} // namespace lambdarium

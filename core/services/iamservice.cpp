// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/iamservice.h"

#include "core/base/prng.h"
#include "core/services/sqsattributes.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

using nlohmann::json;

namespace {

const std::string roleSpace = "iam-roles";
const std::string policySpace = "iam-policies";

std::string written(const json &value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string toText(const IamRole &role)
{
    return written({{"path", role.path},
                    {"id", role.id},
                    {"description", role.description},
                    {"trust", role.trust},
                    {"maxSession", role.maxSessionSeconds},
                    {"attached", role.attached},
                    {"policies", role.policies},
                    {"tags", role.tags},
                    {"created", role.created.time_since_epoch().count()}});
}

std::string toText(const IamPolicy &policy)
{
    return written({{"path", policy.path},
                    {"id", policy.id},
                    {"description", policy.description},
                    {"document", policy.document},
                    {"created", policy.created.time_since_epoch().count()}});
}

Instant createdOf(const json &value) { return Instant{Duration{value.at("created").get<std::int64_t>()}}; }

IamRole roleFrom(const std::string &name, const json &value)
{
    return {name,
            value.at("path"),
            value.at("id"),
            value.at("description"),
            value.at("trust"),
            value.at("maxSession"),
            value.at("attached").get<std::map<std::string, std::string>>(),
            value.at("policies").get<std::map<std::string, std::string>>(),
            value.at("tags").get<std::map<std::string, std::string>>(),
            createdOf(value)};
}

IamPolicy policyFrom(const std::string &name, const json &value)
{
    return {name, value.at("path"), value.at("id"), value.at("description"), value.at("document"), createdOf(value)};
}

bool mentions(const json &value, const std::string &wanted)
{
    return value == wanted
        || (value.is_array() && std::ranges::any_of(value, [&](const json &each) { return each == wanted; }));
}

} // namespace

class IamService::Impl
{
public:
    explicit Impl(ServiceParts parts) : parts(parts), ids(Prng(parts.seed).derive(9)) {}

    /// 21 characters, as IAM's ids have.
    std::string makeId(std::string prefix)
    {
        constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        while (prefix.size() < 21)
            prefix.push_back(letters[ids.next() % 32]);
        return prefix;
    }

    template <typename Entity>
    void store(const std::string &space, std::map<std::string, Entity> &all, Entity entity, ServiceReply<Entity> reply)
    {
        StoreChange change;
        change.put(space, entity.name, toText(entity));
        parts.store.append(std::move(change),
                           [weak = std::weak_ptr(alive), &all, entity = std::move(entity),
                            reply = std::move(reply)](Result<void> stored) mutable {
                               if (!weak.lock())
                                   return;
                               if (!stored)
                                   return reply(sqs::notStored(stored.error()));
                               all[entity.name] = entity;
                               reply(std::move(entity));
                           });
    }

    template <typename Entity>
    void remove(const std::string &space, std::map<std::string, Entity> &all, const std::string &name,
                ServiceReply<Done> reply)
    {
        StoreChange change;
        change.remove(space, name);
        all.erase(name);
        parts.store.append(std::move(change), [reply = std::move(reply)](Result<void> stored) {
            stored ? reply(Done{}) : reply(sqs::notStored(stored.error()));
        });
    }

    ServiceParts parts;
    Prng ids;
    std::map<std::string, IamRole> roles;
    std::map<std::string, IamPolicy> policies;
    std::shared_ptr<bool> alive = std::make_shared<bool>(true);
};

IamService::IamService(ServiceParts parts) : m_impl(std::make_unique<Impl>(parts)) {}

IamService::~IamService() = default;

Result<void> IamService::load()
{
    const auto roles = m_impl->parts.store.load(roleSpace), policies = m_impl->parts.store.load(policySpace);
    if (!roles || !policies)
        return roles ? policies.error() : roles.error();
    try {
        for (const auto &[name, text] : *roles)
            m_impl->roles[name] = roleFrom(name, json::parse(text));
        for (const auto &[name, text] : *policies)
            m_impl->policies[name] = policyFrom(name, json::parse(text));
    } catch (const json::exception &) {
        return Error{ErrorCode::Corrupt, "The stored roles cannot be read."};
    }
    return {};
}

ServiceResult<IamRole> IamService::role(const std::string &name) const
{
    const auto found = m_impl->roles.find(name);
    if (found == m_impl->roles.end())
        return ServiceError{404, "NoSuchEntity", "The role with name " + name + " cannot be found."};
    return found->second;
}

std::vector<IamRole> IamService::roles(const std::string &pathPrefix) const
{
    std::vector<IamRole> all;
    for (const auto &[name, role] : m_impl->roles)
        if (role.path.starts_with(pathPrefix))
            all.push_back(role);
    return all;
}

void IamService::createRole(IamRole role, ServiceReply<IamRole> reply)
{
    if (m_impl->roles.contains(role.name))
        return reply(ServiceError{409, "EntityAlreadyExists", "Role with name " + role.name + " already exists."});
    role.id = m_impl->makeId("AROA");
    role.created = m_impl->parts.loop.now();
    m_impl->store(roleSpace, m_impl->roles, std::move(role), std::move(reply));
}

void IamService::changeRole(const std::string &name, const std::function<ServiceResult<Done>(IamRole &)> &mutate,
                            ServiceReply<IamRole> reply)
{
    auto changed = role(name);
    if (!changed)
        return reply(changed.error());
    if (const auto done = mutate(*changed); !done)
        return reply(done.error());
    m_impl->store(roleSpace, m_impl->roles, *changed, std::move(reply));
}

void IamService::deleteRole(const std::string &name, ServiceReply<Done> reply)
{
    const auto found = role(name);
    if (!found)
        return reply(found.error());
    if (!found->attached.empty())
        return reply(ServiceError{409, "DeleteConflict", "Cannot delete entity, must detach all policies first."});
    if (!found->policies.empty())
        return reply(ServiceError{409, "DeleteConflict", "Cannot delete entity, must delete policies first."});
    m_impl->remove(roleSpace, m_impl->roles, name, std::move(reply));
}

ServiceResult<IamPolicy> IamService::policy(const std::string &account, const std::string &arn) const
{
    for (const auto &[name, policy] : m_impl->policies)
        if (arn == "arn:aws:iam::" + account + ":policy" + policy.path + name)
            return policy;
    return ServiceError{404, "NoSuchEntity", "Policy " + arn + " was not found."};
}

std::vector<IamPolicy> IamService::policies() const
{
    std::vector<IamPolicy> all;
    for (const auto &[name, policy] : m_impl->policies)
        all.push_back(policy);
    return all;
}

void IamService::createPolicy(IamPolicy policy, ServiceReply<IamPolicy> reply)
{
    if (m_impl->policies.contains(policy.name))
        return reply(
            ServiceError{409, "EntityAlreadyExists",
                         "A policy called " + policy.name + " already exists. Duplicate names are not allowed."});
    policy.id = m_impl->makeId("ANPA");
    policy.created = m_impl->parts.loop.now();
    m_impl->store(policySpace, m_impl->policies, std::move(policy), std::move(reply));
}

void IamService::deletePolicy(const std::string &account, const std::string &arn, ServiceReply<Done> reply)
{
    const auto found = policy(account, arn);
    if (!found)
        return reply(found.error());
    for (const auto &[name, role] : m_impl->roles)
        if (role.attached.contains(arn))
            return reply(ServiceError{409, "DeleteConflict", "Cannot delete a policy attached to entities."});
    m_impl->remove(policySpace, m_impl->policies, found->name, std::move(reply));
}

bool trustsLambda(const IamRole &role)
{
    const json document = json::parse(role.trust, nullptr, false);
    if (!document.is_object() || !document.contains("Statement"))
        return false;
    json statements = document["Statement"];
    if (statements.is_object())
        statements = json::array({statements});
    return std::ranges::any_of(statements, [](const json &statement) {
        if (!statement.is_object() || statement.value("Effect", "") != "Allow")
            return false;
        const json principal = statement.value("Principal", json());
        const bool service = principal.is_object()
            && mentions(principal.value("Service", json()), "lambda.amazonaws.com");
        return service
            && (mentions(statement.value("Action", json()), "sts:AssumeRole")
                || mentions(statement.value("Action", json()), "sts:*"));
    });
}

} // namespace lambdarium

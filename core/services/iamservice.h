// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/sqsservice.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lambdarium {

struct IamRole
{
    std::string name;
    std::string path = "/";
    std::string id; ///< AROA...
    std::string description;
    std::string trust; ///< AssumeRolePolicyDocument, JSON
    std::int64_t maxSessionSeconds = 3600;
    std::map<std::string, std::string> attached; ///< ARN of a policy and its name
    std::map<std::string, std::string> policies; ///< inline: name and document
    std::map<std::string, std::string> tags;
    Instant created{};
};

/// A customer managed policy, in its only version.
struct IamPolicy
{
    std::string name;
    std::string path = "/";
    std::string id; ///< ANPA...
    std::string description;
    std::string document;
    Instant created{};
};

/// Roles and policies, kept and told, never enforced: as much as scripts need that make a role before a function.
/// Core thread; owned by Services.
class IamService
{
public:
    explicit IamService(ServiceParts parts);
    ~IamService();
    IamService(const IamService &) = delete;
    IamService &operator=(const IamService &) = delete;

    Result<void> load();

    /// NoSuchEntity.
    ServiceResult<IamRole> role(const std::string &name) const;
    std::vector<IamRole> roles(const std::string &pathPrefix = {}) const;
    void createRole(IamRole role, ServiceReply<IamRole> reply);
    /// mutate may refuse.
    void changeRole(const std::string &name, const std::function<ServiceResult<Done>(IamRole &)> &mutate,
                    ServiceReply<IamRole> reply);
    /// DeleteConflict while it has policies.
    void deleteRole(const std::string &name, ServiceReply<Done> reply);

    ServiceResult<IamPolicy> policy(const std::string &account, const std::string &arn) const;
    std::vector<IamPolicy> policies() const;
    void createPolicy(IamPolicy policy, ServiceReply<IamPolicy> reply);
    /// DeleteConflict while a role has it.
    void deletePolicy(const std::string &account, const std::string &arn, ServiceReply<Done> reply);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Whether the trust policy lets Lambda assume the role.
bool trustsLambda(const IamRole &role);

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/releases.h"
#include "core/gateway/gatewayparts.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the operations of the Lambda API share: the request, its paths, pages and refusals. Core thread.
namespace lambdarium {

/// One request of the Lambda API.
struct Lambda
{
    GatewayContext &context;
    ApiCallPtr call;
    std::string segment{}; ///< decoded value of the first "{}" of the pattern: a function or a UUID
    std::string second{};  ///< of the second one
};

void fail(const ApiCallPtr &call, int status, const std::string &type, const std::string &message);
void fail(const ApiCallPtr &call, const ApiRefusal &refusal);
/// False after 501 was sent: who runs this endpoint has not what the operation needs (Gateway::Options).
bool offered(const Lambda &lambda, bool has);
/// Of PreconditionFailedException (configuration-and-limits.md 3).
extern const char *const staleRevision;
/// A query argument; empty when absent.
std::string argument(const ApiCall &call, std::string_view name);

/// Name and qualifier of "name", "name:q", "function:name:q", "account:function:name:q" or a full ARN.
struct FunctionName
{
    std::string name;
    std::string qualifier;
    std::string region; ///< of a full ARN
};
FunctionName parseFunctionName(const std::string &text);

/// A deployed function, and what a qualifier means of it.
struct FunctionTarget
{
    const Function *function = nullptr;        ///< nullptr: the refusal was sent
    std::string qualifier;                     ///< as the caller wrote it
    const PublishedVersion *version = nullptr; ///< nullptr: $LATEST
};
/// The function of {f} and the argument Qualifier; answers AWS's 404 when there is no such function, version or alias.
FunctionTarget findFunction(Lambda &lambda);
/// The same for operations on a function as a whole; a qualifier is not looked up.
FunctionTarget findWholeFunction(Lambda &lambda);

struct Page
{
    std::size_t begin = 0;
    std::size_t count = 50;
};
/// Marker is the index of the first item, in base64 as AWS's are opaque; false after a refusal was sent.
bool readPage(const ApiCallPtr &call, Page &page);
void finishPage(const ApiCallPtr &call, const nlohmann::json &all, Page page, const char *member);

/// The body as a JSON object ({} when empty); nothing after SerializationException was sent.
std::optional<nlohmann::json> readBody(const ApiCallPtr &call);
/// Members that break a rule of the service model, answered together in one ValidationException.
class Validation
{
public:
    /// value as it is printed, with its quotes where there are any.
    void fault(const std::string &value, const std::string &path, const std::string &rule);
    /// A string member of the body, or nothing; faults when it is required and missing, or no string.
    std::optional<std::string> text(const nlohmann::json &body, const char *member, bool required = false);
    /// Sends what was found; true when there was something.
    bool refused(const ApiCallPtr &call) const;

private:
    std::vector<std::string> m_faults;
};

/// FunctionConfiguration of a target: its function, version or alias.
nlohmann::json describeTarget(const GatewayContext &context, const FunctionTarget &target);
/// Without what lists leave out: State* and LastUpdateStatus*.
nlohmann::json listed(nlohmann::json configuration);
/// Runs then once the packages of a function's versions are known.
void withVersionPackages(GatewayContext &context, const std::string &name, std::function<void()> then);
/// RevisionId of $LATEST: it changes with settings, code, and each new version.
std::string latestRevision(const GatewayContext &context, const Function &function);

/// The package of a Code or Content object, or of UpdateFunctionCode's body. Nothing after a refusal was sent.
std::optional<std::string> readPackage(const Lambda &lambda, const nlohmann::json &code);

// lambdalayers.cpp
void publishLayer(Lambda &lambda);
void listLayerVersions(Lambda &lambda);
/// ListLayers and GetLayerVersionByArn, which share a path.
void listLayers(Lambda &lambda);
void describeLayer(Lambda &lambda);
void deleteLayer(Lambda &lambda);
// lambdafunctions.cpp
void createFunction(Lambda &lambda);
void updateFunctionCode(Lambda &lambda);
void updateFunctionConfiguration(Lambda &lambda);
/// DeleteFunction without a qualifier.
void removeFunction(Lambda &lambda, const std::string &name);
// lambdaversions.cpp
void publishVersion(Lambda &lambda);
void listVersions(Lambda &lambda);
/// The entries that ListFunctions has of a function with FunctionVersion=ALL, behind $LATEST.
void appendVersions(const GatewayContext &context, const Function &function, nlohmann::json &all);
void deleteFunction(Lambda &lambda);
// lambdaaliases.cpp
void createAlias(Lambda &lambda);
void listAliases(Lambda &lambda);
void describeAlias(Lambda &lambda);
void updateAlias(Lambda &lambda);
void deleteAlias(Lambda &lambda);
// lambdasettings.cpp
void putConcurrency(Lambda &lambda);
void deleteConcurrency(Lambda &lambda);
void describeConcurrency(Lambda &lambda);
void putAsyncConfig(Lambda &lambda);
void updateAsyncConfig(Lambda &lambda);
void describeAsyncConfig(Lambda &lambda);
void deleteAsyncConfig(Lambda &lambda);
void listAsyncConfigs(Lambda &lambda);
void describeRecursion(Lambda &lambda);
void putRecursion(Lambda &lambda);
void listTags(Lambda &lambda);
void tagResource(Lambda &lambda);
void untagResource(Lambda &lambda);
// lambdaurls.cpp
void createUrl(Lambda &lambda);
void updateUrl(Lambda &lambda);
void deleteUrl(Lambda &lambda);
void describeUrl(Lambda &lambda);
void listUrls(Lambda &lambda);
// lambdamappings.cpp
void createMapping(Lambda &lambda);
void updateMapping(Lambda &lambda);
void deleteMapping(Lambda &lambda);
void listMappings(Lambda &lambda);
void describeMapping(Lambda &lambda);
// lambdapolicy.cpp
void addPermission(Lambda &lambda);
void describePolicy(Lambda &lambda);
void removePermission(Lambda &lambda);

} // namespace lambdarium

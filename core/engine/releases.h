// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lambdarium {

/// Why an operation of the Lambda API is refused: AWS's status, type and text.
struct ApiRefusal
{
    int status = 400;
    std::string type;
    std::string message;
    bool withoutType = false; ///< the body lacks its member Type (configuration-and-limits.md 1)
};

/// An immutable version: settings and code as they were when it was published.
struct PublishedVersion
{
    std::int64_t number = 0;
    Function function; ///< what a version carries of it; the rest has default values
    CodeSnapshot code;
    std::string description; ///< its own, or that of $LATEST at the time
    std::string revisionId;
    Instant published{};
    bool operator==(const PublishedVersion &) const = default;
};

/// A name for a version, or for two of them that share its invocations.
struct FunctionAlias
{
    std::string name;
    std::string version; ///< "$LATEST" or a number
    std::string description;
    std::string otherVersion; ///< gets `weight` of the invocations; empty: `version` gets all
    double weight = 0;        ///< 0-1
    std::string revisionId;
    bool operator==(const FunctionAlias &) const = default;
};

/// PutFunctionConcurrency beside the template's ReservedConcurrentExecutions.
struct ReservedOverride
{
    std::optional<std::int64_t> value;  ///< nothing: DeleteFunctionConcurrency
    std::optional<std::int64_t> beside; ///< what the template said then: once it says something else, that counts
    bool operator==(const ReservedOverride &) const = default;
};

/// An event invoke config: how asynchronous invocations through one qualifier are retried and what hears of their end.
struct AsyncSettings
{
    struct Destination
    {
        std::string arn;
        NodeId node; ///< empty: none
        bool operator==(const Destination &) const = default;
    };
    std::optional<std::int64_t> maximumRetryAttempts;   ///< 0-2; nothing: 2
    std::optional<std::int64_t> maximumEventAgeSeconds; ///< 60-21600; nothing: 21600
    Destination onSuccess;
    Destination onFailure;
    Instant modified{};
    bool removed = false; ///< DeleteFunctionEventInvokeConfig of what the template has
    std::string beside;   ///< what the template said then, as ReservedOverride::beside
    bool operator==(const AsyncSettings &) const = default;
};

/// Statements of one function, version or alias, in the order of their making.
struct ResourcePolicy
{
    std::vector<std::pair<std::string, std::string>> statements; ///< id and compact JSON
    std::string revisionId;
    bool operator==(const ResourcePolicy &) const = default;
};

/// What CreateFunction, UpdateFunctionCode and UpdateFunctionConfiguration made of $LATEST.
struct LatestOverride
{
    bool created = false; ///< by CreateFunction: it stands without the template, until that has the name, too
    std::optional<Function> settings; ///< what a version carries of it; nothing: the template's
    Function beside;                  ///< what the template said then: a member counts until the template changes it
    std::optional<CodeSnapshot> code; ///< without layers; nothing: the template's
    std::string codeBeside;           ///< the folder of the template's frozen code then
    std::string echoed;               ///< compact JSON of members that are told and have no effect here
    Instant modified{};
    bool operator==(const LatestOverride &) const = default;
};

/// CreateFunctionUrlConfig and its kin beside the template's FunctionUrlConfig.
struct UrlOverride
{
    std::optional<FunctionUrl> value;  ///< nothing: DeleteFunctionUrlConfig
    std::optional<FunctionUrl> beside; ///< what the template said then: once it says something else, that counts
    bool modeGiven = false;            ///< InvokeMode was told, so Create and Update tell it
    Instant created{}, modified{};
    bool operator==(const UrlOverride &) const = default;
};

/// An event source mapping that the API made, or what it says of one of the template's.
struct MappingOverride
{
    Edge edge;                  ///< QueueToFunction; from: id of the queue
    std::optional<Edge> beside; ///< what the template said then; nothing: the template has no such mapping
    bool removed = false;       ///< of the template's
    Instant modified{};
    bool operator==(const MappingOverride &) const = default;
};

/// What the API keeps of one function beside the template.
struct FunctionReleases
{
    std::int64_t next = 1; ///< the number of the next version; never goes back
    std::map<std::int64_t, PublishedVersion> versions;
    std::map<std::string, FunctionAlias> aliases;
    std::optional<ReservedOverride> reserved;
    std::map<std::string, AsyncSettings> asyncSettings; ///< by qualifier, "$LATEST" included
    std::map<std::string, std::string> tags;
    std::map<std::string, ResourcePolicy> policies; ///< by qualifier; empty: the function's
    std::optional<LatestOverride> latest;
    std::optional<UrlOverride> url;
    std::map<std::string, MappingOverride> mappings; ///< by UUID
    /// PutFunctionRecursionConfig, and what the template said then.
    std::optional<std::pair<std::string, std::string>> recursiveLoop;
    bool operator==(const FunctionReleases &) const = default;
};

/// Versions, aliases and settings that the API gave to every function, by its physical name, and the rules of changing
/// them (versions-aliases-deploy.md 1, 2). Core thread; owned by Engine.
///
/// One change at a time: each sees the one before it, counts once it is on disk, and is told to its caller then.
class Releases
{
public:
    /// What $LATEST is now.
    struct Latest
    {
        Function function;
        CodeSnapshot code;
    };
    struct Parts
    {
        EventLoop &loop;
        Store &store;
        const Account &account;
        std::function<std::optional<Latest>(const std::string &name)> latest;
        std::function<void(const std::string &name)> changed; ///< after each change of a function's releases
    };
    using Refusal = std::optional<ApiRefusal>;
    using Done = std::function<void(Refusal)>;
    /// Asked when the change is made, not when it was requested.
    using Condition = std::function<Refusal()>;

    /// codeRoot: stored paths below it are relative to it, so that a workspace can be moved.
    Releases(Parts parts, std::uint64_t seed, std::string codeRoot);

    Result<void> load();
    /// Empty ones for a function without any.
    const FunctionReleases &of(const std::string &name) const;
    const PublishedVersion *version(const std::string &name, const std::string &number) const;
    const FunctionAlias *alias(const std::string &name, const std::string &alias) const;
    /// The version that an invocation with this qualifier runs ("$LATEST" or a number), drawn when the alias is
    /// weighted; empty: there is no such version or alias.
    std::string route(const std::string &name, const std::string &qualifier);

    /// $LATEST becomes the next version; the last one again when nothing has changed since.
    void publish(const std::string &name, std::optional<std::string> description, Condition condition,
                 std::function<void(Refusal, std::int64_t number)> done);
    /// A version that does not exist is no error.
    void removeVersion(const std::string &name, std::int64_t number, Done done);

    /// What CreateAlias and UpdateAlias say; absent members keep their value.
    struct AliasRequest
    {
        std::string name;
        std::optional<std::string> version;
        std::optional<std::string> description;
        std::optional<std::vector<std::pair<std::string, double>>> weights; ///< empty: all to `version`
        std::string revisionId;                                             ///< UpdateAlias; empty: whatever it is
    };
    void createAlias(const std::string &name, AliasRequest request, Done done);
    void updateAlias(const std::string &name, AliasRequest request, Done done);
    /// An alias that does not exist is no error.
    void removeAlias(const std::string &name, const std::string &alias, Done done);
    /// SAM's AutoPublishAlias: other code (or, with all, any other setting) becomes a version, and the alias names it.
    void autoPublish(const std::string &name, const std::string &alias, bool all);

    /// The reserved concurrency that counts: the API's, or the template's when it changed since.
    std::optional<std::int64_t> reserved(const Function &function) const;
    /// Nothing: it shares the unreserved pool.
    void reserve(const std::string &name, std::optional<std::int64_t> value, Condition condition, Done done);
    /// The event invoke config that counts for a qualifier (empty: $LATEST); the template's is that of $LATEST, or of
    /// the alias that it publishes. Nothing: the defaults.
    std::optional<AsyncSettings> asyncSettings(const Function &function, const std::string &qualifier) const;
    /// Nothing: removed.
    void setAsyncSettings(const std::string &name, const std::string &qualifier, std::optional<AsyncSettings> settings,
                          Done done);
    /// "Terminate" or "Allow": the API's word, or the template's when it changed since.
    std::string recursiveLoop(const Function &function) const;
    /// What the API says of functions instead of the template, by name.
    struct Overlay
    {
        std::optional<LatestOverride> latest;
        std::optional<UrlOverride> url;
        std::map<std::string, MappingOverride> mappings;
    };
    std::map<std::string, Overlay> overlays() const;
    using Mutation = std::function<Refusal(FunctionReleases &)>;
    std::string makeRevision() { return makeUuid(m_ids); }
    /// Any other change; mutate sees the change before it.
    void change(std::string name, Mutation mutate, Done done);

private:
    struct Change
    {
        std::string name;
        Mutation mutate;
        Done done;
    };
    void work();
    void write(Change change, FunctionReleases after);
    std::int64_t add(FunctionReleases &releases, const Latest &latest, const std::optional<std::string> &description);
    Refusal assign(const std::string &name, const FunctionReleases &releases, const AliasRequest &request,
                   FunctionAlias &alias);
    Refusal unknownVersion(const std::string &name, const FunctionReleases &releases, const std::string &version) const;

    Parts m_parts;
    Prng m_ids;
    Prng m_routing;
    std::string m_codeRoot;
    std::map<std::string, FunctionReleases> m_releases;
    std::deque<Change> m_changes;
    bool m_writing = false;
    std::shared_ptr<Releases *> m_self = std::make_shared<Releases *>(this);
};

} // namespace lambdarium

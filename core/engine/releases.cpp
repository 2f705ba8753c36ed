// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/releases.h"

#include "core/engine/releasesjson.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace lambdarium {

namespace {

const std::string space = "releases";
const std::string latestName = "$LATEST";
/// Weights are drawn in steps of this, with integers, so that every compiler routes the same.
constexpr std::uint64_t weightSteps = 1000000000;

std::optional<std::int64_t> numberOf(const std::string &text)
{
    if (text.size() > 1 && text.front() == '0')
        return std::nullopt; // another spelling would name the same version twice
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

ApiRefusal invalid(std::string message) { return {400, "InvalidParameterValueException", std::move(message), false}; }

} // namespace

Releases::Releases(Parts parts, std::uint64_t seed, std::string codeRoot)
    : m_parts(std::move(parts)), m_ids(Prng(seed).derive(4)), m_routing(Prng(seed).derive(5)),
      m_codeRoot(std::move(codeRoot))
{}

Result<void> Releases::load()
{
    const auto rows = m_parts.store.load(space);
    if (!rows)
        return rows.error();
    for (const auto &[name, text] : *rows) {
        auto releases = releasesjson::read(text, m_codeRoot);
        if (!releases)
            return Error{ErrorCode::Corrupt, "The stored versions of " + name + " cannot be read."};
        m_releases[name] = std::move(*releases);
    }
    return {};
}

const FunctionReleases &Releases::of(const std::string &name) const
{
    static const FunctionReleases none;
    const auto found = m_releases.find(name);
    return found == m_releases.end() ? none : found->second;
}

const PublishedVersion *Releases::version(const std::string &name, const std::string &number) const
{
    const auto wanted = numberOf(number);
    const auto &versions = of(name).versions;
    const auto found = wanted ? versions.find(*wanted) : versions.end();
    return found == versions.end() ? nullptr : &found->second;
}

const FunctionAlias *Releases::alias(const std::string &name, const std::string &alias) const
{
    const auto &aliases = of(name).aliases;
    const auto found = aliases.find(alias);
    return found == aliases.end() ? nullptr : &found->second;
}

std::string Releases::route(const std::string &name, const std::string &qualifier)
{
    if (qualifier.empty() || qualifier == latestName)
        return latestName;
    if (const FunctionAlias *named = alias(name, qualifier)) {
        if (named->otherVersion.empty())
            return named->version;
        const auto share = static_cast<std::uint64_t>(std::llround(named->weight * static_cast<double>(weightSteps)));
        return m_routing.chance(share, weightSteps) ? named->otherVersion : named->version;
    }
    const PublishedVersion *published = version(name, qualifier);
    return published ? std::to_string(published->number) : std::string();
}

std::int64_t Releases::add(FunctionReleases &releases, const Latest &latest,
                           const std::optional<std::string> &description)
{
    PublishedVersion version;
    version.number = releases.next++;
    version.function = releasesjson::versioned(latest.function);
    version.code = latest.code;
    version.description = description && !description->empty() ? *description : latest.function.description;
    version.revisionId = makeUuid(m_ids);
    version.published = m_parts.loop.now();
    const std::int64_t number = version.number;
    releases.versions.emplace(number, std::move(version));
    return number;
}

void Releases::publish(const std::string &name, std::optional<std::string> description, Condition condition,
                       std::function<void(Refusal, std::int64_t)> done)
{
    const auto number = std::make_shared<std::int64_t>(0);
    const auto mutate = [this, name, description = std::move(description), condition = std::move(condition),
                         number](FunctionReleases &releases) -> Refusal {
        const auto latest = m_parts.latest(name);
        if (!latest)
            return ApiRefusal{404, "ResourceNotFoundException",
                              "Function not found: " + m_parts.account.functionArn(name), false};
        if (condition)
            if (auto refusal = condition())
                return refusal;
        if (latest->code.directory.empty())
            return ApiRefusal{409, "ResourceConflictException",
                              "The operation cannot be performed at this time. The function is currently in the "
                              "following state: Failed",
                              false};
        const auto last = releases.versions.find(releases.next - 1);
        const bool same = last != releases.versions.end()
            && last->second.function == releasesjson::versioned(latest->function)
            && last->second.code.directory == latest->code.directory && last->second.code.layers == latest->code.layers;
        *number = same ? last->first : add(releases, *latest, description);
        return std::nullopt;
    };
    change(name, mutate, [number, done = std::move(done)](Refusal refusal) { done(std::move(refusal), *number); });
}

void Releases::removeVersion(const std::string &name, std::int64_t number, Done done)
{
    const auto mutate = [number](FunctionReleases &releases) -> Refusal {
        std::string users;
        const std::string text = std::to_string(number);
        for (const auto &[alias, each] : releases.aliases)
            if (each.version == text || each.otherVersion == text)
                users += (users.empty() ? "" : ", ") + alias;
        if (!users.empty())
            return ApiRefusal{409, "ResourceConflictException",
                              "Unable to delete version because the following aliases reference it: [" + users + "]",
                              false};
        releases.versions.erase(number);
        releases.asyncSettings.erase(text);
        releases.policies.erase(text);
        return std::nullopt;
    };
    change(name, mutate, std::move(done));
}

Releases::Refusal Releases::unknownVersion(const std::string &name, const FunctionReleases &releases,
                                           const std::string &version) const
{
    const auto number = numberOf(version);
    if (version == latestName || (number && releases.versions.contains(*number)))
        return std::nullopt;
    return ApiRefusal{404, "ResourceNotFoundException",
                      "Function not found: " + m_parts.account.functionArn(name, version), false};
}

/// The rules that create and update share; alias has the values so far.
Releases::Refusal Releases::assign(const std::string &name, const FunctionReleases &releases,
                                   const AliasRequest &request, FunctionAlias &alias)
{
    alias.version = request.version.value_or(alias.version);
    alias.description = request.description.value_or(alias.description);
    if (request.weights) {
        if (request.weights->size() > 1)
            return invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        alias.otherVersion = request.weights->empty() ? "" : request.weights->front().first;
        alias.weight = request.weights->empty() ? 0 : request.weights->front().second;
    }
    if (!alias.otherVersion.empty()) {
        if (alias.version == latestName)
            return ApiRefusal{400, "InvalidParameterValueException",
                              "$LATEST is not supported for an alias pointing to more than 1 version", true};
        if (alias.version == alias.otherVersion)
            return invalid("Invalid function version " + alias.version + ". Function version " + alias.version
                           + " is already included in routing configuration.");
    }
    if (auto refusal = unknownVersion(name, releases, alias.version))
        return refusal;
    if (!alias.otherVersion.empty()) {
        if (auto refusal = unknownVersion(name, releases, alias.otherVersion))
            return refusal;
        const Function &one = releases.versions.at(*numberOf(alias.version)).function;
        const Function &other = releases.versions.at(*numberOf(alias.otherVersion)).function;
        // The reference has the rule, not the sentence.
        if (one.role != other.role || one.deadLetterTarget != other.deadLetterTarget)
            return invalid("Both function versions of an alias must have the same execution role and the same dead "
                           "letter target, or no dead letter target.");
    }
    alias.revisionId = makeUuid(m_ids);
    return std::nullopt;
}

void Releases::createAlias(const std::string &name, AliasRequest request, Done done)
{
    const auto mutate = [this, name, request = std::move(request)](FunctionReleases &releases) -> Refusal {
        FunctionAlias alias{.name = request.name};
        if (auto refusal = assign(name, releases, request, alias))
            return refusal;
        if (releases.aliases.contains(request.name))
            return ApiRefusal{409, "ResourceConflictException",
                              "Alias already exists: " + m_parts.account.functionArn(name, request.name), false};
        releases.aliases.emplace(request.name, std::move(alias));
        return std::nullopt;
    };
    change(name, mutate, std::move(done));
}

void Releases::updateAlias(const std::string &name, AliasRequest request, Done done)
{
    const auto mutate = [this, name, request = std::move(request)](FunctionReleases &releases) -> Refusal {
        const auto found = releases.aliases.find(request.name);
        if (found == releases.aliases.end())
            return ApiRefusal{404, "ResourceNotFoundException",
                              "Alias not found: " + m_parts.account.functionArn(name, request.name), false};
        if (!request.revisionId.empty() && request.revisionId != found->second.revisionId)
            return ApiRefusal{412, "PreconditionFailedException",
                              "The Revision Id provided does not match the latest Revision Id. Call the "
                              "GetFunction/GetAlias API to retrieve the latest Revision Id",
                              false};
        return assign(name, releases, request, found->second);
    };
    change(name, mutate, std::move(done));
}

void Releases::removeAlias(const std::string &name, const std::string &alias, Done done)
{
    const auto mutate = [alias](FunctionReleases &releases) -> Refusal {
        releases.aliases.erase(alias);
        releases.asyncSettings.erase(alias);
        releases.policies.erase(alias);
        return std::nullopt;
    };
    change(name, mutate, std::move(done));
}

void Releases::autoPublish(const std::string &name, const std::string &alias, bool all)
{
    const auto mutate = [this, name, alias, all](FunctionReleases &releases) -> Refusal {
        const auto latest = m_parts.latest(name);
        if (!latest || latest->code.directory.empty())
            return std::nullopt; // nothing to publish yet: the next deployment tries again
        const auto named = releases.aliases.find(alias);
        const auto last = releases.versions.empty() ? releases.versions.end() : std::prev(releases.versions.end());
        const bool same = last != releases.versions.end() && last->second.code.directory == latest->code.directory
            && (!all || last->second.function == releasesjson::versioned(latest->function));
        if (same && named != releases.aliases.end())
            return std::nullopt; // as deployed before: what the API did to the alias since then stays
        FunctionAlias &entry = releases.aliases[alias];
        entry.name = alias;
        entry.version = std::to_string(same ? last->first : add(releases, *latest, std::nullopt));
        entry.otherVersion.clear();
        entry.weight = 0;
        entry.revisionId = makeUuid(m_ids);
        return std::nullopt;
    };
    change(name, mutate, [](const Refusal &) {});
}

std::optional<std::int64_t> Releases::reserved(const Function &function) const
{
    const auto &override = of(function.name).reserved;
    return override && override->beside == function.reservedConcurrency ? override->value
                                                                        : function.reservedConcurrency;
}

void Releases::reserve(const std::string &name, std::optional<std::int64_t> value, Condition condition, Done done)
{
    const auto mutate = [this, name, value, condition = std::move(condition)](FunctionReleases &releases) -> Refusal {
        if (condition)
            if (auto refusal = condition())
                return refusal;
        const auto latest = m_parts.latest(name);
        if (latest)
            releases.reserved = ReservedOverride{value, latest->function.reservedConcurrency};
        return std::nullopt;
    };
    change(name, mutate, std::move(done));
}

std::optional<AsyncSettings> Releases::asyncSettings(const Function &function, const std::string &qualifier) const
{
    const std::string key = qualifier.empty() ? latestName : qualifier;
    const bool templates = key == (function.autoPublishAlias.empty() ? latestName : function.autoPublishAlias);
    const std::string said = templates ? releasesjson::asyncText(function) : std::string();
    const auto &all = of(function.name).asyncSettings;
    if (const auto found = all.find(key); found != all.end() && found->second.beside == said) {
        if (found->second.removed)
            return std::nullopt;
        return found->second;
    }
    if (said.empty())
        return std::nullopt;
    AsyncSettings settings;
    settings.maximumRetryAttempts = function.maximumRetryAttempts;
    settings.maximumEventAgeSeconds = function.maximumEventAgeSeconds;
    settings.onSuccess.node = function.onSuccess;
    settings.onFailure.node = function.onFailure;
    return settings;
}

void Releases::setAsyncSettings(const std::string &name, const std::string &qualifier,
                                std::optional<AsyncSettings> settings, Done done)
{
    const std::string key = qualifier.empty() ? latestName : qualifier;
    const auto mutate = [this, name, key, settings = std::move(settings)](FunctionReleases &releases) -> Refusal {
        const auto latest = m_parts.latest(name);
        if (!latest)
            return ApiRefusal{404, "ResourceNotFoundException", "The function doesn't exist.", false};
        const std::string &alias = latest->function.autoPublishAlias;
        const bool templates = key == (alias.empty() ? latestName : alias);
        const std::string said = templates ? releasesjson::asyncText(latest->function) : std::string();
        releases.asyncSettings.erase(key);
        if (!settings && said.empty())
            return std::nullopt;
        AsyncSettings &entry = releases.asyncSettings[key];
        entry = settings.value_or(AsyncSettings{});
        entry.removed = !settings;
        entry.beside = said;
        entry.modified = m_parts.loop.now();
        return std::nullopt;
    };
    change(name, mutate, std::move(done));
}

std::string Releases::recursiveLoop(const Function &function) const
{
    const auto &said = of(function.name).recursiveLoop;
    return said && said->second == function.recursiveLoop ? said->first : function.recursiveLoop;
}

std::map<std::string, Releases::Overlay> Releases::overlays() const
{
    std::map<std::string, Overlay> all;
    for (const auto &[name, releases] : m_releases)
        if (releases.latest || releases.url || !releases.mappings.empty())
            all.emplace(name, Overlay{releases.latest, releases.url, releases.mappings});
    return all;
}

void Releases::change(std::string name, Mutation mutate, Done done)
{
    m_changes.push_back({std::move(name), std::move(mutate), std::move(done)});
    work();
}

void Releases::work()
{
    while (!m_writing && !m_changes.empty()) {
        Change next = std::move(m_changes.front());
        m_changes.pop_front();
        FunctionReleases after = of(next.name);
        auto refusal = next.mutate(after);
        if (!refusal && after != of(next.name)) {
            write(std::move(next), std::move(after));
            continue;
        }
        m_parts.loop.post([weak = std::weak_ptr(m_self), done = std::move(next.done), refusal = std::move(refusal)] {
            if (weak.lock())
                done(refusal);
        });
    }
}

void Releases::write(Change change, FunctionReleases after)
{
    m_writing = true;
    StoreChange rows;
    if (after == FunctionReleases{})
        rows.remove(space, change.name);
    else
        rows.put(space, change.name, releasesjson::write(after, m_codeRoot));
    m_parts.store.append(std::move(rows),
                         [weak = std::weak_ptr(m_self), change = std::move(change),
                          after = std::move(after)](Result<void> written) mutable {
                             const auto self = weak.lock();
                             if (!self)
                                 return;
                             Releases &releases = **self;
                             releases.m_writing = false;
                             Refusal refusal;
                             if (written) {
                                 releases.m_releases[change.name] = std::move(after);
                                 releases.m_parts.changed(change.name);
                             } else {
                                 refusal = ApiRefusal{500, "ServiceException", written.error().message, false};
                             }
                             change.done(std::move(refusal));
                             releases.work();
                         });
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/releasesjson.h"

#include <nlohmann/json.hpp>

#include <tuple>

namespace lambdarium::releasesjson {

namespace {

using Json = nlohmann::json;

std::string stored(const std::string &path, const std::string &root)
{
    return !root.empty() && path.starts_with(root + "/") ? path.substr(root.size() + 1) : path;
}

std::string found(const std::string &path, const std::string &root)
{
    return root.empty() || path.empty() || path.starts_with('/') ? path : root + "/" + path;
}

std::optional<std::int64_t> numberOf(const Json &json)
{
    return json.is_null() ? std::nullopt : std::optional(json.get<std::int64_t>());
}

Json settings(const Function &function)
{
    Json environment = Json::array();
    for (const EnvironmentVariable &variable : function.environment)
        environment.push_back({variable.name, variable.value, variable.reference, variable.literal});
    const LoggingSettings &logging = function.logging;
    return {{"name", function.name},
            {"runtime", function.runtime},
            {"handler", function.handler},
            {"description", function.description},
            {"role", function.role},
            {"memory", function.memoryMb},
            {"timeout", function.timeoutSeconds},
            {"ephemeral", function.ephemeralMb},
            {"environment", std::move(environment)},
            {"layers", function.layers},
            {"logging", {logging.format, logging.applicationLevel, logging.systemLevel, logging.group}},
            {"tracing", function.tracing},
            {"snapStart", function.snapStart},
            {"deadLetter", function.deadLetterTarget}};
}

Function settingsOf(const Json &json)
{
    Function function;
    function.name = json.at("name");
    function.runtime = json.at("runtime");
    function.handler = json.at("handler");
    function.description = json.at("description");
    function.role = json.at("role");
    function.memoryMb = json.at("memory");
    function.timeoutSeconds = json.at("timeout");
    function.ephemeralMb = json.at("ephemeral");
    for (const Json &variable : json.at("environment"))
        function.environment.push_back({variable.at(0), variable.at(1), variable.at(2), variable.at(3)});
    function.layers = json.at("layers").get<std::vector<std::string>>();
    const Json &logging = json.at("logging");
    function.logging = {logging.at(0), logging.at(1), logging.at(2), logging.at(3)};
    function.tracing = json.at("tracing");
    function.snapStart = json.at("snapStart");
    function.deadLetterTarget = json.at("deadLetter");
    return function;
}

Json written(const CodeSnapshot &code, const std::string &root)
{
    Json layers = Json::array();
    for (const std::string &layer : code.layers)
        layers.push_back(stored(layer, root));
    Json json{{"code", stored(code.directory, root)}, {"layers", std::move(layers)}, {"bytes", code.bytes}};
    if (code.package)
        json["package"] = {code.package->sha256, code.package->bytes};
    return json;
}

CodeSnapshot codeOf(const Json &json, const std::string &root)
{
    CodeSnapshot code;
    code.directory = found(json.at("code"), root);
    for (const Json &layer : json.at("layers"))
        code.layers.push_back(found(layer, root));
    code.bytes = json.at("bytes");
    if (const auto package = json.find("package"); package != json.end())
        code.package = CodePackage{package->at(0), package->at(1)};
    return code;
}

Json written(const PublishedVersion &version, const std::string &root)
{
    Json json = written(version.code, root);
    json["number"] = version.number;
    json["settings"] = settings(version.function);
    json["description"] = version.description;
    json["revision"] = version.revisionId;
    json["published"] = version.published.time_since_epoch().count();
    return json;
}

PublishedVersion versionOf(const Json &json, const std::string &root)
{
    PublishedVersion version;
    version.number = json.at("number");
    version.function = settingsOf(json.at("settings"));
    version.code = codeOf(json, root);
    version.description = json.at("description");
    version.revisionId = json.at("revision");
    version.published = Instant{Duration{json.at("published").get<std::int64_t>()}};
    return version;
}

Json written(const LatestOverride &latest, const std::string &root)
{
    return {{"created", latest.created},
            {"settings", latest.settings ? settings(*latest.settings) : Json()},
            {"beside", settings(latest.beside)},
            {"code", latest.code ? written(*latest.code, root) : Json()},
            {"codeBeside", stored(latest.codeBeside, root)},
            {"echoed", latest.echoed},
            {"modified", latest.modified.time_since_epoch().count()}};
}

LatestOverride latestOf(const Json &json, const std::string &root)
{
    LatestOverride latest;
    latest.created = json.at("created");
    if (const Json &wanted = json.at("settings"); !wanted.is_null())
        latest.settings = settingsOf(wanted);
    latest.beside = settingsOf(json.at("beside"));
    if (const Json &code = json.at("code"); !code.is_null())
        latest.code = codeOf(code, root);
    latest.codeBeside = found(json.at("codeBeside"), root);
    latest.echoed = json.at("echoed");
    latest.modified = Instant{Duration{json.at("modified").get<std::int64_t>()}};
    return latest;
}

Json written(const FunctionUrl &url)
{
    return {url.authType,     url.invokeMode,    url.allowOrigins,     url.allowMethods,
            url.allowHeaders, url.exposeHeaders, url.allowCredentials, url.maxAgeSeconds};
}

std::optional<FunctionUrl> urlOf(const Json &json)
{
    if (json.is_null())
        return std::nullopt;
    return FunctionUrl{json.at(0), json.at(1), json.at(2), json.at(3), json.at(4), json.at(5), json.at(6), json.at(7)};
}

Json written(const UrlOverride &url)
{
    return {url.value ? written(*url.value) : Json(), url.beside ? written(*url.beside) : Json(), url.modeGiven,
            url.created.time_since_epoch().count(), url.modified.time_since_epoch().count()};
}

UrlOverride urlOverrideOf(const Json &json)
{
    return {urlOf(json.at(0)), urlOf(json.at(1)), json.at(2), Instant{Duration{json.at(3).get<std::int64_t>()}},
            Instant{Duration{json.at(4).get<std::int64_t>()}}};
}

Json written(const Edge &edge)
{
    return {edge.from,
            edge.to,
            edge.qualifier,
            edge.batchSize,
            edge.batchWindowSeconds,
            edge.enabled,
            edge.reportBatchItemFailures,
            edge.maximumConcurrency ? Json(*edge.maximumConcurrency) : Json()};
}

Edge edgeOf(const Json &json)
{
    Edge edge;
    edge.kind = EdgeKind::QueueToFunction;
    edge.from = json.at(0);
    edge.to = json.at(1);
    edge.qualifier = json.at(2);
    edge.batchSize = json.at(3);
    edge.batchWindowSeconds = json.at(4);
    edge.enabled = json.at(5);
    edge.reportBatchItemFailures = json.at(6);
    edge.maximumConcurrency = numberOf(json.at(7));
    return edge;
}

Json written(const MappingOverride &mapping)
{
    return {written(mapping.edge), mapping.beside ? written(*mapping.beside) : Json(), mapping.removed,
            mapping.modified.time_since_epoch().count()};
}

MappingOverride mappingOf(const Json &json)
{
    return {edgeOf(json.at(0)), json.at(1).is_null() ? std::nullopt : std::optional(edgeOf(json.at(1))), json.at(2),
            Instant{Duration{json.at(3).get<std::int64_t>()}}};
}

Json written(const AsyncSettings &settings)
{
    const auto number = [](const std::optional<std::int64_t> &value) { return value ? Json(*value) : Json(); };
    return {number(settings.maximumRetryAttempts),
            number(settings.maximumEventAgeSeconds),
            settings.onSuccess.arn,
            settings.onSuccess.node,
            settings.onFailure.arn,
            settings.onFailure.node,
            settings.modified.time_since_epoch().count(),
            settings.removed,
            settings.beside};
}

AsyncSettings asyncSettingsOf(const Json &json)
{
    return {numberOf(json.at(0)),
            numberOf(json.at(1)),
            {json.at(2), json.at(3)},
            {json.at(4), json.at(5)},
            Instant{Duration{json.at(6).get<std::int64_t>()}},
            json.at(7),
            json.at(8)};
}

void readSettings(const Json &json, FunctionReleases &releases)
{
    if (const auto reserved = json.find("reserved"); reserved != json.end())
        releases.reserved = ReservedOverride{numberOf(reserved->at(0)), numberOf(reserved->at(1))};
    const Json async = json.value("async", Json::object());
    for (const auto &[qualifier, settings] : async.items())
        releases.asyncSettings.emplace(qualifier, asyncSettingsOf(settings));
    const Json policies = json.value("policies", Json::object());
    for (const auto &[qualifier, policy] : policies.items())
        releases.policies[qualifier] = {policy.at("statements").get<std::vector<std::pair<std::string, std::string>>>(),
                                        policy.at("revision")};
    releases.tags = json.value("tags", std::map<std::string, std::string>());
}

} // namespace

std::string asyncText(const Function &function)
{
    const Function defaults;
    const auto settings = [](const Function &each) {
        return std::tie(each.maximumRetryAttempts, each.maximumEventAgeSeconds, each.onSuccess, each.onFailure);
    };
    if (settings(function) == settings(defaults))
        return {};
    const Json json{function.maximumRetryAttempts, function.maximumEventAgeSeconds, function.onSuccess,
                    function.onFailure};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Function versioned(const Function &function) { return settingsOf(settings(function)); }

Function overlaid(const Function &now, const Function &beside, const Function &wanted)
{
    Json merged = settings(now);
    const Json before = settings(beside), after = settings(wanted);
    for (auto &[member, value] : merged.items())
        if (value == before.at(member))
            value = after.at(member);
    const Function made = settingsOf(merged);
    Function result = now;
    result.runtime = made.runtime;
    result.handler = made.handler;
    result.description = made.description;
    result.role = made.role;
    result.memoryMb = made.memoryMb;
    result.timeoutSeconds = made.timeoutSeconds;
    result.ephemeralMb = made.ephemeralMb;
    result.environment = made.environment;
    result.layers = made.layers;
    result.logging = made.logging;
    result.tracing = made.tracing;
    result.snapStart = made.snapStart;
    result.deadLetterTarget = made.deadLetterTarget;
    return result;
}

std::string write(const FunctionReleases &releases, const std::string &codeRoot)
{
    Json versions = Json::array(), aliases = Json::array();
    for (const auto &[number, version] : releases.versions)
        versions.push_back(written(version, codeRoot));
    for (const auto &[name, alias] : releases.aliases)
        aliases.push_back(
            {alias.name, alias.version, alias.description, alias.otherVersion, alias.weight, alias.revisionId});
    Json json{{"next", releases.next}, {"versions", std::move(versions)}, {"aliases", std::move(aliases)}};
    if (const auto &reserved = releases.reserved)
        json["reserved"] = {reserved->value ? Json(*reserved->value) : Json(),
                            reserved->beside ? Json(*reserved->beside) : Json()};
    for (const auto &[qualifier, settings] : releases.asyncSettings)
        json["async"][qualifier] = written(settings);
    for (const auto &[qualifier, policy] : releases.policies)
        json["policies"][qualifier] = {{"statements", policy.statements}, {"revision", policy.revisionId}};
    if (!releases.tags.empty())
        json["tags"] = releases.tags;
    if (releases.latest)
        json["latest"] = written(*releases.latest, codeRoot);
    if (releases.recursiveLoop)
        json["recursiveLoop"] = {releases.recursiveLoop->first, releases.recursiveLoop->second};
    if (releases.url)
        json["url"] = written(*releases.url);
    for (const auto &[uuid, mapping] : releases.mappings)
        json["mappings"][uuid] = written(mapping);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<FunctionReleases> read(const std::string &text, const std::string &codeRoot)
{
    try {
        const Json json = Json::parse(text);
        FunctionReleases releases;
        releases.next = json.at("next");
        for (const Json &each : json.at("versions")) {
            PublishedVersion version = versionOf(each, codeRoot);
            const std::int64_t number = version.number;
            releases.versions.emplace(number, std::move(version));
        }
        for (const Json &each : json.at("aliases")) {
            FunctionAlias alias{each.at(0), each.at(1), each.at(2), each.at(3), each.at(4), each.at(5)};
            const std::string name = alias.name;
            releases.aliases.emplace(name, std::move(alias));
        }
        readSettings(json, releases);
        if (const auto latest = json.find("latest"); latest != json.end())
            releases.latest = latestOf(*latest, codeRoot);
        if (const auto loop = json.find("recursiveLoop"); loop != json.end())
            releases.recursiveLoop = std::pair<std::string, std::string>(loop->at(0), loop->at(1));
        if (const auto url = json.find("url"); url != json.end())
            releases.url = urlOverrideOf(*url);
        const Json mappings = json.value("mappings", Json::object());
        for (const auto &[uuid, mapping] : mappings.items())
            releases.mappings.emplace(uuid, mappingOf(mapping));
        return releases;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

} // namespace lambdarium::releasesjson

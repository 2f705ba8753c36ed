// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/derive.h"

#include "core/model/networkallow.h"

#include "core/model/limits.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace lambdarium {

namespace {

constexpr std::array<std::pair<std::string_view, NetworkMode>, 5> networkModes{{{"Isolated", NetworkMode::Isolated},
                                                                                {"NoRoute", NetworkMode::NoRoute},
                                                                                {"Endpoints", NetworkMode::Endpoints},
                                                                                {"Egress", NetworkMode::Egress},
                                                                                {"Full", NetworkMode::Full}}};

} // namespace

/// Logging, tracing, SnapStart, layers, and what stands in Metadata.
void Deriver::readSettings(const Source &source, Function &function)
{
    const auto word = [&](NodeIndex node, std::string &target) {
        if (std::string text = m_resolver.text(node); !text.empty())
            target = std::move(text);
    };
    const NodeIndex logging = property(source, "LoggingConfig");
    word(m_tree.find(logging, "LogFormat"), function.logging.format);
    word(m_tree.find(logging, "ApplicationLogLevel"), function.logging.applicationLevel);
    word(m_tree.find(logging, "SystemLogLevel"), function.logging.systemLevel);
    word(m_tree.find(logging, "LogGroup"), function.logging.group);
    const NodeIndex tracing = property(source,
                                       source.type == "AWS::Serverless::Function" ? "Tracing" : "TracingConfig");
    word(m_tree.isMapping(tracing) ? m_tree.find(tracing, "Mode") : tracing, function.tracing);
    readSnapStart(source, function);
    word(property(source, "RecursiveLoop"), function.recursiveLoop);
    if (source.type == "AWS::Serverless::Function") {
        word(property(source, "AutoPublishAlias"), function.autoPublishAlias);
        const NodeIndex all = property(source, "AutoPublishAliasAllProperties");
        function.autoPublishAllProperties = all != noNode && m_resolver.text(all) == "true";
    }
    word(m_tree.find(source.metadata, "BuildMethod"), function.buildMethod);
    for (const NodeIndex layer : m_tree.items(property(source, "Layers"))) {
        const NodeId resource = m_resolver.resource(layer);
        function.layers.push_back(resource.empty() ? m_resolver.text(layer) : resource);
    }
    readNetwork(source, function);
}

void Deriver::readSnapStart(const Source &source, Function &function)
{
    const NodeIndex applyOn = m_tree.find(property(source, "SnapStart"), "ApplyOn");
    if (applyOn == noNode)
        return;
    function.snapStart = m_resolver.text(applyOn);
    if (function.snapStart == "None")
        return;
    if (function.snapStart != "PublishedVersions") {
        note(source, applyOn,
             {Severity::Error, "SnapStart",
              "Value '" + function.snapStart
                  + "' at 'snapStart.applyOn' failed to satisfy constraint: Member must satisfy enum value set: "
                    "[PublishedVersions, None]",
              "SnapStart.ApplyOn"});
        function.snapStart = "None";
    } else if (const auto fault = snapStartFault(function.runtime)) {
        note(source, applyOn, {Severity::Error, "SnapStart", *fault, "SnapStart.ApplyOn"});
    }
}

/// LoggingConfig and TracingConfig (configuration-and-limits.md 1).
void Deriver::checkLogging(const Source &source, const Function &function)
{
    const NodeIndex logging = property(source, "LoggingConfig");
    const auto oneOf = [&](NodeIndex at, const char *path, const char *member, const std::string &value,
                           std::initializer_list<const char *> allowed) {
        std::string list;
        for (const char *word : allowed) {
            if (value == word)
                return;
            list += (list.empty() ? "" : ", ") + std::string(word);
        }
        note(source, at,
             {Severity::Error, "SettingsValue",
              "Value '" + value + "' at '" + member
                  + "' failed to satisfy constraint: Member must satisfy enum value set: [" + list + "]",
              path});
    };
    const LoggingSettings &settings = function.logging;
    const NodeIndex application = m_tree.find(logging, "ApplicationLogLevel");
    const NodeIndex system = m_tree.find(logging, "SystemLogLevel");
    oneOf(m_tree.find(logging, "LogFormat"), "LoggingConfig.LogFormat", "loggingConfig.logFormat", settings.format,
          {"JSON", "Text"});
    oneOf(application, "LoggingConfig.ApplicationLogLevel", "loggingConfig.applicationLogLevel",
          settings.applicationLevel, {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"});
    oneOf(system, "LoggingConfig.SystemLogLevel", "loggingConfig.systemLogLevel", settings.systemLevel,
          {"DEBUG", "INFO", "WARN"});
    if (settings.format == "Text" && (application != noNode || system != noNode))
        note(source, logging,
             {Severity::Error, "LogLevelNeedsJson",
              "ApplicationLogLevel and SystemLogLevel can only be set when LogFormat is JSON.", "LoggingConfig"});
    constexpr std::string_view groupCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_/#";
    if (settings.group.size() > 512 || settings.group.find_first_not_of(groupCharacters) != std::string::npos)
        note(source, m_tree.find(logging, "LogGroup"),
             {Severity::Error, "LogGroup",
              "Value '" + settings.group
                  + "' at 'loggingConfig.logGroup' failed to satisfy constraint: Member must satisfy regular "
                    "expression pattern: [\\.\\-_/#A-Za-z0-9]+",
              "LoggingConfig.LogGroup"});
    const char *tracing = source.type == "AWS::Serverless::Function" ? "Tracing" : "TracingConfig";
    if (function.tracing != "Disabled" || source.type != "AWS::Serverless::Function") // SAM's word for neither
        oneOf(property(source, tracing), tracing, "tracingConfig.mode", function.tracing, {"Active", "PassThrough"});
}

void Deriver::readNetwork(const Source &source, Function &function)
{
    const NodeIndex network = m_tree.find(source.metadata, {"Lambdarium", "Network"});
    if (network == noNode)
        return;
    const NodeIndex mode = m_tree.isMapping(network) ? m_tree.find(network, "Mode") : network;
    const std::string name = m_resolver.text(mode);
    const auto known = std::ranges::find(networkModes, name, [](const auto &entry) { return entry.first; });
    if (known == networkModes.end()) {
        note(source, mode,
             {Severity::Error, "NetworkMode",
              "Network mode '" + name + "' is not one of Isolated, NoRoute, Endpoints, Egress, Full.",
              "Metadata.Lambdarium.Network.Mode"});
        return;
    }
    function.network.mode = known->second;
    for (const NodeIndex item : m_tree.items(m_tree.find(network, "Allow")))
        function.network.allow.push_back(m_resolver.text(item));
    checkAllow(source, function);
}

void Deriver::checkAllow(const Source &source, const Function &function)
{
    const NetworkSettings &network = function.network;
    const NodeIndex list = m_tree.find(source.metadata, {"Lambdarium", "Network", "Allow"});
    const auto complain = [&](NodeIndex at, const char *code, std::string text) {
        note(source, at, {Severity::Error, code, std::move(text), "Metadata.Lambdarium.Network.Allow"});
    };
    const bool egress = network.mode == NetworkMode::Egress;
    if (!egress && network.mode != NetworkMode::Endpoints) {
        if (!network.allow.empty())
            note(source, list,
                 {Severity::Warning, "AllowUnused", "Allow belongs to the network modes Endpoints and Egress.",
                  "Metadata.Lambdarium.Network.Allow"});
        return;
    }
    if (list != noNode && !m_tree.isNull(list) && !m_tree.isSequence(list))
        complain(list, "AllowFormat", "Allow is a list.");
    if (network.allow.size() > allowedHostsMax)
        complain(list, "AllowMaximum", "A function can be allowed 64 hosts and ports at most.");
    const auto items = m_tree.items(list);
    for (std::size_t i = 0; i < network.allow.size(); ++i) {
        const std::string &entry = network.allow[i];
        if (egress && !parseAllowedHost(entry))
            complain(items[i], "AllowFormat",
                     "'" + entry + "' is not host:port, or a port that the environment itself uses.");
        else if (!egress && !isEndpointService(entry))
            complain(items[i], "AllowService", "'" + entry + "' is not a service that has VPC endpoints.");
    }
}

/// AWS's sentences speak of versions; a layer of the template is its first.
void Deriver::checkLayers(const Source &source, const Function &function)
{
    constexpr std::size_t layersMax = 5;
    if (function.layers.size() > layersMax)
        note(source, property(source, "Layers"),
             {Severity::Error, "LayersMaximum", "Cannot reference more than 5 layers.", "Layers"});
    const auto nameOf = [](const std::string &layer) {
        return layer.starts_with("arn:") ? layer.substr(0, layer.rfind(':')) : layer;
    };
    const auto arnOf = [&](const std::string &layer) {
        const Account &account = m_resolver.account();
        return layer.starts_with("arn:")
            ? layer
            : "arn:aws:lambda:" + account.region + ":" + account.id + ":layer:" + layer + ":1";
    };
    for (std::size_t i = 1; i < function.layers.size(); ++i) {
        const auto earlier = std::ranges::find(function.layers.begin(), function.layers.begin() + static_cast<long>(i),
                                               nameOf(function.layers[i]), nameOf);
        if (earlier == function.layers.begin() + static_cast<long>(i))
            continue;
        note(source, property(source, "Layers"),
             {Severity::Error, "LayersTwice",
              "Two different versions of the same layer are not allowed to be referenced in the same function. "
                  + arnOf(*earlier) + " and " + arnOf(function.layers[i]) + " are versions of the same layer.",
              "Layers"});
        return;
    }
}

void Deriver::addLayer(const Source &source)
{
    const bool sam = source.type == "AWS::Serverless::LayerVersion";
    Layer layer{.id = source.id, .name = source.id, .range = source.range};
    if (std::string name = m_resolver.text(m_tree.find(source.properties, "LayerName")); !name.empty())
        layer.name = std::move(name);
    const NodeIndex content = m_tree.find(source.properties, sam ? "ContentUri" : "Content");
    if (m_tree.isScalar(content))
        layer.contentUri = m_resolver.text(content);
    layer.description = m_resolver.text(m_tree.find(source.properties, "Description"));
    for (const NodeIndex runtime : m_tree.items(m_tree.find(source.properties, "CompatibleRuntimes")))
        layer.runtimes.push_back(m_resolver.text(runtime));
    layer.buildMethod = m_resolver.text(m_tree.find(source.metadata, "BuildMethod"));
    m_model.layers.push_back(std::move(layer));
    m_model.others.push_back({source.id, source.type, source.range});
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/lambdacall.h"
#include "core/gateway/restjson.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

// Layers that the API makes (aws-api.md 1). Those of the template are in it.
namespace lambdarium {

using nlohmann::json;

namespace {

std::string layerArn(const GatewayContext &context, const std::string &name)
{
    return "arn:aws:lambda:" + context.account.region + ":" + context.account.id + ":layer:" + name;
}

json layerJson(const GatewayContext &context, const LayerVersion &layer, bool content)
{
    const std::string arn = layerArn(context, layer.name);
    json result{{"LayerVersionArn", arn + ":" + std::to_string(layer.number)},
                {"Version", layer.number},
                {"Description", layer.description},
                {"CreatedDate", isoMillisOffset(layer.created)}};
    if (!layer.runtimes.empty())
        result["CompatibleRuntimes"] = layer.runtimes;
    if (!layer.architectures.empty())
        result["CompatibleArchitectures"] = layer.architectures;
    if (!layer.license.empty())
        result["LicenseInfo"] = layer.license;
    if (!content)
        return result;
    result["LayerArn"] = arn;
    result["Content"] = json::object();
    if (const auto &package = layer.code.package)
        result["Content"] = {{"CodeSha256", package->sha256}, {"CodeSize", package->bytes}};
    return result;
}

/// Name of "name" or of a layer's ARN.
std::string nameOf(const std::string &text)
{
    const std::size_t at = text.find(":layer:");
    const std::string rest = at == std::string::npos ? text : text.substr(at + 7);
    return rest.substr(0, rest.find(':'));
}

std::int64_t numberOf(const std::string &text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : 0;
}

std::vector<std::string> texts(const json &body, const char *member)
{
    std::vector<std::string> list;
    const json given = body.value(member, json::array());
    for (const json &each : given.is_array() ? given : json::array())
        list.push_back(each.is_string() ? each.get<std::string>() : each.dump());
    return list;
}

/// CompatibleRuntime and CompatibleArchitecture of a list.
void filter(const Lambda &lambda, std::vector<LayerVersion> &layers)
{
    const std::string runtime = argument(*lambda.call, "CompatibleRuntime");
    const std::string architecture = argument(*lambda.call, "CompatibleArchitecture");
    std::erase_if(layers, [&](const LayerVersion &layer) {
        return (!runtime.empty() && std::ranges::count(layer.runtimes, runtime) == 0)
            || (!architecture.empty() && std::ranges::count(layer.architectures, architecture) == 0);
    });
}

void answerOne(Lambda &lambda, const std::string &name, std::int64_t number)
{
    LayerRequest request{.kind = LayerRequest::Kind::Find};
    request.layer.name = name;
    request.layer.number = number;
    lambda.context.layers(
        std::move(request),
        [&context = lambda.context, call = lambda.call](const Releases::Refusal &refusal,
                                                        const std::vector<LayerVersion> &found) {
            if (refusal || found.empty() || found.front().removed)
                return fail(call,
                            refusal.value_or(ApiRefusal{404, "ResourceNotFoundException",
                                                        "The resource you requested does not exist.", false}));
            call->finish(restJsonReply(layerJson(context, found.front(), true)));
        });
}

} // namespace

void publishLayer(Lambda &lambda)
{
    const auto body = offered(lambda, bool(lambda.context.layers)) ? readBody(lambda.call) : std::nullopt;
    if (!body)
        return;
    Validation validation;
    LayerRequest request{.kind = LayerRequest::Kind::Publish};
    LayerVersion &layer = request.layer;
    layer.name = nameOf(lambda.segment);
    layer.description = validation.text(*body, "Description").value_or("");
    layer.license = validation.text(*body, "LicenseInfo").value_or("");
    layer.runtimes = texts(*body, "CompatibleRuntimes");
    layer.architectures = texts(*body, "CompatibleArchitectures");
    layer.created = lambda.context.loop.now();
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    };
    if (layer.name.empty() || layer.name.size() > 140 || !std::ranges::all_of(layer.name, allowed))
        validation.fault("'" + layer.name + "'", "layerName",
                         "Member must satisfy regular expression pattern: "
                         "(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+");
    if (layer.description.size() > 256)
        validation.fault("'" + layer.description + "'", "description",
                         "Member must have length less than or equal to 256");
    if (!body->contains("Content") || !(*body)["Content"].is_object())
        validation.fault("null", "content", "Member must not be null");
    if (validation.refused(lambda.call))
        return;
    auto zip = readPackage(lambda, (*body)["Content"]);
    if (!zip)
        return;
    request.zip = std::move(*zip);
    lambda.context.layers(
        std::move(request),
        [&context = lambda.context, call = lambda.call](const Releases::Refusal &refusal,
                                                        const std::vector<LayerVersion> &made) {
            if (refusal || made.empty())
                return fail(call, refusal.value_or(ApiRefusal{500, "ServiceException", "No layer was made.", false}));
            call->finish(restJsonReply(layerJson(context, made.front(), true), 201));
        });
}

void listLayerVersions(Lambda &lambda)
{
    Page page;
    if (!offered(lambda, bool(lambda.context.layers)) || !readPage(lambda.call, page))
        return;
    LayerRequest request{.kind = LayerRequest::Kind::List};
    request.layer.name = nameOf(lambda.segment);
    lambda.context.layers(std::move(request),
                          [self = lambda, page](const Releases::Refusal &, std::vector<LayerVersion> found) {
                              filter(self, found);
                              json all = json::array();
                              for (const LayerVersion &layer : found)
                                  all.push_back(layerJson(self.context, layer, false));
                              finishPage(self.call, all, page, "LayerVersions");
                          });
}

void listLayers(Lambda &lambda)
{
    Page page;
    if (!offered(lambda, bool(lambda.context.layers)))
        return;
    if (argument(*lambda.call, "find") == "LayerVersion") { // GetLayerVersionByArn
        const std::string arn = argument(*lambda.call, "Arn");
        return answerOne(lambda, nameOf(arn), numberOf(arn.substr(arn.rfind(':') + 1)));
    }
    if (!readPage(lambda.call, page))
        return;
    lambda.context.layers({.kind = LayerRequest::Kind::List},
                          [self = lambda, page](const Releases::Refusal &, std::vector<LayerVersion> found) {
                              filter(self, found);
                              json all = json::array();
                              for (const LayerVersion &layer : found)
                                  all.push_back({{"LayerName", layer.name},
                                                 {"LayerArn", layerArn(self.context, layer.name)},
                                                 {"LatestMatchingVersion", layerJson(self.context, layer, false)}});
                              finishPage(self.call, all, page, "Layers");
                          });
}

void describeLayer(Lambda &lambda)
{
    if (offered(lambda, bool(lambda.context.layers)))
        answerOne(lambda, nameOf(lambda.segment), numberOf(lambda.second));
}

void deleteLayer(Lambda &lambda)
{
    if (!offered(lambda, bool(lambda.context.layers)))
        return;
    LayerRequest request{.kind = LayerRequest::Kind::Remove};
    request.layer.name = nameOf(lambda.segment);
    request.layer.number = numberOf(lambda.second);
    lambda.context.layers(std::move(request),
                          [call = lambda.call](const Releases::Refusal &refusal, const std::vector<LayerVersion> &) {
                              if (refusal)
                                  return fail(call, *refusal);
                              call->finish(HttpResponse{.status = 204});
                          });
}

} // namespace lambdarium

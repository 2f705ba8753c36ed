// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/gateway/apicall.h"
#include "core/gateway/functionchange.h"
#include "core/gateway/layerkeeper.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace lambdarium {

class EventLoop;
class Services;

/// What the gateway knows of one deployed function beyond the model.
struct DeployedFunction
{
    CodeSnapshot code;
    std::optional<CodePackage> package; ///< of this code, once somebody asked
    Instant modified{};
    std::string revisionId;
};

/// What the files of the services share. Owned by Gateway; core thread.
struct GatewayContext
{
    EventLoop &loop;
    Engine &engine;
    Services &services;
    Model model;
    Account account;
    LimitsProfile limits;
    std::map<NodeId, DeployedFunction> functions;
    std::uint16_t urlPort = 0;
    /// Gateway::Options::package. Empty: packages are unknown.
    std::function<void(const std::string &, std::function<void(const CodePackage &)>)> package{};
    FunctionChanger change{};                             ///< Gateway::Options::change
    ReleaseChanger changeStored{};                        ///< Gateway::Options::changeStored
    LayerKeeper layers{};                                 ///< Gateway::Options::layers
    std::set<std::string> changing{};                     ///< functions with a change under way, by name
    std::map<std::string, CodePackage> versionPackages{}; ///< of published versions, by code folder, once asked for
    std::shared_ptr<bool> alive = std::make_shared<bool>(true);

    /// "http://127.0.0.1:4567/lambda-url/<id>/"
    std::string urlOf(const Function &function) const;
};

/// What an Invoke answers that has no streamed body: a refusal, 202, 204 or the whole response.
HttpResponse invokeResponse(const InvokeOutcome &outcome, InvocationType type);
/// InvokeWithResponseStream: application/vnd.amazon.eventstream with PayloadChunk events and one InvokeComplete.
void invokeWithResponseStream(GatewayContext &context, const ApiCallPtr &call, InvokeRequest request);
void serveLambda(GatewayContext &context, const ApiCallPtr &call);
void serveSqs(GatewayContext &context, const ApiCallPtr &call);
void serveSns(GatewayContext &context, const ApiCallPtr &call);
void serveS3(GatewayContext &context, const ApiCallPtr &call);
void serveSts(GatewayContext &context, const ApiCallPtr &call);
void serveIam(GatewayContext &context, const ApiCallPtr &call);

/// A URL of a function: GET http://127.0.0.1:4567/lambda-url/<id>/... or http://<id>.lambda-url.localhost:4567/...
void serveFunctionUrl(GatewayContext &context, HttpRequest request, HttpResponder responder);

} // namespace lambdarium

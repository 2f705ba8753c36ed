// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/gateway.h"

#include "core/base/prng.h"
#include "core/engine/factjournal.h"
#include "core/gateway/admission.h"
#include "core/gateway/gatewayparts.h"
#include "core/gateway/lambdadescribe.h"
#include "core/gateway/restjson.h"
#include "core/loop/wallclock.h"
#include "core/services/services.h"

#include <algorithm>

namespace lambdarium {

namespace {

constexpr std::uint16_t firstPort = 4566;
constexpr int portPairs = 50;
constexpr std::uint64_t invokeBytesMax = 6291456;
constexpr std::uint64_t packageRequestBytesMax = 70167211;
constexpr std::uint64_t requestBytesMax = 2 * 1024 * 1024;
constexpr std::uint64_t objectBytesMax = 512ull * 1024 * 1024;
constexpr std::uint64_t objectMemoryBytes = 1024 * 1024;

const std::string urlRole = "url";

bool isUrl(const HttpRequest &request) { return request.listener && request.listener->role == urlRole; }

/// CreateFunction, UpdateFunctionCode and PublishLayerVersion.
bool carriesPackage(const HttpRequest &head, const Route &route)
{
    std::string_view path = head.path;
    while (path.ends_with('/'))
        path.remove_suffix(1);
    constexpr std::string_view functions = "/2015-03-31/functions";
    return route.service == ApiService::Lambda
        && ((head.method == "POST" && path == functions)
            || (head.method == "PUT" && path.starts_with(functions) && path.ends_with("/code"))
            || (head.method == "POST" && path.starts_with("/2018-10-31/layers/")));
}

/// AWS names these faults differently per protocol.
HttpResponse signatureRefusal(const Route &route, Signature signature, const std::string &requestId)
{
    const bool s3 = route.protocol == ApiProtocol::RestXml;
    const std::string suffix = s3 || route.protocol == ApiProtocol::Query ? "" : "Exception";
    switch (signature) {
    case Signature::Missing:
        return s3
            ? apiError(route, 403, "AccessDenied", "Access Denied", requestId)
            : apiError(route, 403, "MissingAuthenticationToken" + suffix, "Missing Authentication Token", requestId);
    case Signature::Expired: return apiError(route, 403, "AccessDenied" + suffix, "Request has expired", requestId);
    default:
        return s3
            ? apiError(route, 400, "AuthorizationHeaderMalformed", "The authorization header is malformed.", requestId)
            : apiError(route, 403, "IncompleteSignature" + suffix,
                       "The Authorization header is not a complete AWS4-HMAC-SHA256 signature.", requestId);
    }
}

/// JSON APIs take their own content type only: a page's form cannot make it.
bool contentTypeAllowed(const HttpRequest &head, const Route &route)
{
    const std::string_view type = head.headers.value("Content-Type");
    if (route.protocol == ApiProtocol::Json)
        return type.starts_with("application/x-amz-json-1.");
    if (route.protocol != ApiProtocol::RestJson)
        return true;
    return !type.starts_with("application/x-www-form-urlencoded") && !type.starts_with("multipart/form-data")
        && !type.starts_with("text/plain");
}

/// Answers a CallUrl as a connection would.
class LocalExchange : public HttpExchange
{
public:
    explicit LocalExchange(std::function<void(Result<UrlResponse>)> reply) : m_reply(std::move(reply)) {}
    void send(HttpResponse response) override
    {
        UrlResponse answer{.status = response.status};
        for (const auto &field : response.headers)
            answer.headers.push_back(field);
        answer.body = std::move(response.body);
        if (const auto reply = std::exchange(m_reply, nullptr))
            reply(std::move(answer));
    }
    void whenDisconnected(std::function<void()>) override {}
    bool connected() const override { return static_cast<bool>(m_reply); }

private:
    std::function<void(Result<UrlResponse>)> m_reply;
};

HttpLimits insideLimits(HttpLimits limits)
{
    // One function's environments share nothing with strangers on the host, but there may be hundreds of them.
    limits.connections = 4096;
    limits.connectionsWithoutHead = 1024;
    return limits;
}

} // namespace

class Gateway::Impl : public HttpHandler
{
public:
    Impl(const Parts &parts, Options options)
        : context{parts.clock.loop(), parts.engine,         parts.services, {}, {}, {}, {}, 0, options.package,
                  options.change,     options.changeStored, options.layers},
          facts(parts.facts), prng(options.seed), outside(parts.clock, *this, withSpool(options)),
          inside(parts.clock, *this, insideLimits(withSpool(options)))
    {}

    static HttpLimits withSpool(const Options &options)
    {
        HttpLimits limits = options.limits;
        limits.spoolDirectory = options.spoolDirectory;
        return limits;
    }

    HttpBodyPolicy bodyPolicy(const HttpRequest &head) override
    {
        HttpBodyPolicy policy{.bytesMax = invokeBytesMax, .memoryBytes = invokeBytesMax};
        if (isUrl(head)) {
            if (!hostAllowed(head.headers.value("Host"), head.listenerPort))
                policy.refuse = HttpResponse{.status = 421, .close = true};
            return policy;
        }
        policy.refuse = refuseStranger(head);
        if (policy.refuse)
            return policy;
        const Route route = routeHead(head);
        policy.refuse = refuseCaller(head, route);
        if (carriesPackage(head, route)) {
            policy.bytesMax = packageRequestBytesMax;
            policy.memoryBytes = objectMemoryBytes;
        } else if (route.service == ApiService::S3) {
            policy.bytesMax = objectBytesMax;
            policy.memoryBytes = objectMemoryBytes;
            policy.decodeAwsChunked = true;
        } else if (route.service != ApiService::Lambda) {
            policy.bytesMax = requestBytesMax;
            policy.memoryBytes = requestBytesMax;
        }
        return policy;
    }

    std::optional<HttpResponse> refuseCaller(const HttpRequest &head, const Route &route)
    {
        const std::string requestId = makeRequestId(route);
        HttpResponse refusal;
        const Signature signature = signatureOf(head, route.query, context.loop.now());
        if (signature != Signature::Valid)
            refusal = signatureRefusal(route, signature, requestId);
        else if (!contentTypeAllowed(head, route))
            refusal = apiError(route, 415, "UnsupportedMediaTypeException", "Unsupported Media Type", requestId);
        else
            return std::nullopt;
        const bool s3 = route.protocol == ApiProtocol::RestXml;
        refusal.headers.add(s3 ? "x-amz-request-id" : "x-amzn-RequestId", requestId);
        return refusal;
    }

    HttpResponse tooLarge(const HttpRequest &head) override
    {
        const Route route = isUrl(head) ? Route{} : routeHead(head);
        const std::string requestId = makeRequestId(route);
        if (route.service == ApiService::S3)
            return apiError(route, 400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size",
                            requestId);
        if (route.service == ApiService::Sqs)
            return apiError(route, 400, "InvalidParameterValue",
                            "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.",
                            requestId);
        if (carriesPackage(head, route))
            return restJsonError(413, "RequestEntityTooLargeException",
                                 "Request must be smaller than " + std::to_string(packageRequestBytesMax)
                                     + " bytes for the "
                                     + (head.method == "PUT"                 ? "UpdateFunctionCode"
                                            : head.path.starts_with("/2018") ? "PublishLayerVersion"
                                                                             : "CreateFunction")
                                     + " operation");
        if (route.service == ApiService::Lambda || isUrl(head))
            return restJsonError(413, "RequestTooLargeException",
                                 "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
        return apiError(route, 413, "RequestEntityTooLargeException", "Request Entity Too Large", requestId);
    }

    void handle(HttpRequest request, HttpResponder responder) override
    {
        if (isUrl(request))
            return serveFunctionUrl(context, std::move(request), std::move(responder));
        // A signed request of a program is the user's word that code may run (security.md B.3).
        context.engine.grantRun();
        Route route = routeHead(request);
        if (route.protocol == ApiProtocol::Query) {
            if (const auto body = request.bodyText())
                routeBody(route, *body);
        }
        const std::string requestId = makeRequestId(route);
        const auto call = std::make_shared<ApiCall>(std::move(request), std::move(responder), std::move(route),
                                                    requestId);
        if (call->http.listener)
            call->caller = call->http.listener->function;
        call->started = context.loop.now();
        call->onFinish([&journal = facts, &loop = context.loop](const ApiCall &done, int status) {
            journal.publish(fact::ServiceCalled{done.route.serviceName, done.route.operation, status, done.caller,
                                                done.requestId, loop.now() - done.started, done.target});
        });
        dispatch(call);
    }

    /// A service without an endpoint in the caller's network: nobody answers, until the caller gives up.
    bool unreachable(const ApiCallPtr &call)
    {
        const auto &listener = call->http.listener;
        if (!listener || !listener->admits || listener->admits(call->route.serviceName))
            return false;
        std::erase_if(unanswered, [](const ApiCallPtr &waiting) { return !waiting->connected(); });
        unanswered.push_back(call);
        return true;
    }

    void dispatch(const ApiCallPtr &call)
    {
        if (unreachable(call))
            return;
        switch (call->route.service) {
        case ApiService::Lambda: return serveLambda(context, call);
        case ApiService::Sqs: return serveSqs(context, call);
        case ApiService::Sns: return serveSns(context, call);
        case ApiService::S3: return serveS3(context, call);
        case ApiService::Sts: return serveSts(context, call);
        case ApiService::Iam: return serveIam(context, call);
        case ApiService::Unknown: break;
        }
        const std::string name = call->route.serviceName.empty() ? "this API" : "'" + call->route.serviceName + "'";
        call->finish(
            apiError(call->route, 501, "UnknownOperationException", name + " is not served here.", call->requestId));
    }

    /// A UUID; S3's are 16 upper-case hex digits.
    std::string makeRequestId(const Route &route)
    {
        if (route.protocol != ApiProtocol::RestXml)
            return makeUuid(prng);
        std::string id;
        for (std::uint64_t bits = prng.next(); id.size() < 16; bits >>= 4)
            id.push_back("0123456789ABCDEF"[bits & 15]);
        return id;
    }

    void deploy(const Deployment &deployment)
    {
        std::map<NodeId, DeployedFunction> next;
        for (const Function &function : deployment.model.functions) {
            const auto code = deployment.code.find(function.id);
            DeployedFunction entry;
            entry.code = code == deployment.code.end() ? CodeSnapshot{} : code->second;
            const auto &latest = context.engine.releases().of(function.name).latest;
            entry.revisionId = revisionOf(function, entry.code, latest ? latest->modified : Instant{});
            const auto before = context.functions.find(function.id);
            const bool same = before != context.functions.end() && before->second.revisionId == entry.revisionId;
            entry.modified = same           ? before->second.modified
                : latest && latest->created ? latest->modified
                                            : context.loop.now();
            if (entry.code.package)
                entry.package = entry.code.package;
            else if (before != context.functions.end() && before->second.code.directory == entry.code.directory)
                entry.package = before->second.package;
            next.emplace(function.id, std::move(entry));
        }
        context.functions = std::move(next);
        context.model = deployment.model;
        context.account = deployment.account;
        context.limits = deployment.limits;
    }

    Result<void> listenPair(std::uint16_t wanted)
    {
        const auto control = outside.listenLoopback(wanted, {.role = "control"});
        if (!control)
            return control.error();
        const auto url = outside.listenLoopback(static_cast<std::uint16_t>(wanted + 1), {.role = urlRole});
        if (!url) {
            outside.close(*control);
            return url.error();
        }
        port = wanted;
        context.urlPort = static_cast<std::uint16_t>(wanted + 1);
        return {};
    }

    GatewayContext context;
    FactJournal &facts;
    Prng prng;
    std::vector<ApiCallPtr> unanswered;
    std::uint16_t port = 0;
    HttpServer outside; ///< last: connections end before what they use
    HttpServer inside;
};

Gateway::Gateway(Parts parts) : Gateway(parts, Options{}) {}

Gateway::Gateway(Parts parts, Options options) : m_impl(std::make_unique<Impl>(parts, std::move(options))) {}

Gateway::~Gateway() = default;

void Gateway::deploy(const Deployment &deployment) { m_impl->deploy(deployment); }

Result<std::uint16_t> Gateway::listen(std::uint16_t port)
{
    const int tries = port == 0 ? portPairs : 1;
    Result<void> listening;
    for (int pair = 0; pair < tries; ++pair) {
        listening = m_impl->listenPair(port == 0 ? static_cast<std::uint16_t>(firstPort + 2 * pair) : port);
        if (listening)
            return m_impl->port;
    }
    return listening.error();
}

std::uint16_t Gateway::port() const { return m_impl->port; }

std::string Gateway::functionUrl(const NodeId &function) const
{
    const Function *found = m_impl->context.model.function(function);
    return found ? m_impl->context.urlOf(*found) : std::string();
}

Result<HttpListenerId> Gateway::serveEnvironment(int listeningDescriptor, HttpListenerTag tag)
{
    tag.role = "environment";
    return m_impl->inside.adopt(listeningDescriptor, std::move(tag));
}

void Gateway::closeEnvironment(HttpListenerId id) { m_impl->inside.close(id); }

void Gateway::callUrl(const NodeId &function, UrlRequest request, std::function<void(Result<UrlResponse>)> reply)
{
    const Function *found = m_impl->context.model.function(function);
    if (!found || !found->url)
        return reply(Error{ErrorCode::NotFound, "'" + function + "' has no function URL"});
    m_impl->context.engine.grantRun();
    HttpRequest http;
    http.method = request.method;
    http.path = "/lambda-url/" + functionUrlId(m_impl->context.account.functionArn(found->name)) + request.path;
    http.query = request.query;
    http.target = http.path + (http.query.empty() ? "" : "?" + http.query);
    http.headers.add("Host", "127.0.0.1:" + std::to_string(m_impl->context.urlPort));
    for (auto &[name, value] : request.headers)
        http.headers.add(std::move(name), std::move(value));
    http.bodyBytes = request.body.size();
    http.body = std::move(request.body);
    http.peerAddress = request.sourceIp;
    serveFunctionUrl(m_impl->context, std::move(http),
                     HttpResponder(std::make_shared<LocalExchange>(std::move(reply))));
}

} // namespace lambdarium

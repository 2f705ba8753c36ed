// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/admission.h"
#include "core/gateway/gatewayparts.h"
#include "core/gateway/responserelay.h"
#include "core/services/functionurl.h"

#include <algorithm>
#include <memory>

namespace lambdarium {

namespace {

constexpr std::string_view pathPrefix = "/lambda-url/";
constexpr std::string_view hostSuffix = ".lambda-url.localhost";

/// Which function, and the path as its handler sees it.
struct UrlTarget
{
    std::string id;
    std::string path;
};

UrlTarget targetOf(const HttpRequest &request)
{
    std::string_view host = request.headers.value("Host");
    host = host.substr(0, host.rfind(':'));
    if (host.ends_with(hostSuffix))
        return {std::string(host.substr(0, host.size() - hostSuffix.size())), request.path};
    if (!request.path.starts_with(pathPrefix))
        return {};
    const std::string_view rest = std::string_view(request.path).substr(pathPrefix.size());
    const std::size_t slash = rest.find('/');
    return {std::string(rest.substr(0, slash)),
            slash == std::string_view::npos ? std::string("/") : std::string(rest.substr(slash))};
}

HttpResponse refusal(const std::string &body)
{
    HttpResponse response{.status = 403};
    response.headers.add("Content-Type", "application/json");
    response.headers.add("x-amzn-ErrorType", "AccessDeniedException");
    response.body = body;
    return response;
}

/// The value of Access-Control-Allow-Origin for this origin, empty when the function allows none.
std::string allowedOrigin(const FunctionUrl &url, std::string_view origin)
{
    for (const std::string &allowed : url.allowOrigins) {
        if (allowed == "*" || (!origin.empty() && allowed == origin))
            return allowed;
    }
    return {};
}

std::string joined(const std::vector<std::string> &values)
{
    std::string text;
    for (const std::string &value : values)
        text.append(text.empty() ? "" : ", ").append(value);
    return text;
}

void addCors(const FunctionUrl &url, std::string_view origin, HttpResponse &response)
{
    const std::string allowed = origin.empty() ? std::string() : allowedOrigin(url, origin);
    if (allowed.empty())
        return;
    response.headers.set("Access-Control-Allow-Origin", allowed);
    if (allowed != "*")
        response.headers.add("Vary", "Origin");
    if (url.allowCredentials)
        response.headers.set("Access-Control-Allow-Credentials", "true");
    if (!url.exposeHeaders.empty())
        response.headers.set("Access-Control-Expose-Headers", joined(url.exposeHeaders));
}

/// A preflight is answered from the configuration; the function never sees it. Where no methods are configured, those
/// are allowed that need no preflight.
HttpResponse preflight(const FunctionUrl &url, std::string_view origin)
{
    HttpResponse response;
    addCors(url, origin, response);
    if (!response.headers.has("Access-Control-Allow-Origin"))
        return response;
    response.headers.add("Access-Control-Allow-Methods",
                         url.allowMethods.empty() ? std::string("GET, HEAD, POST") : joined(url.allowMethods));
    if (!url.allowHeaders.empty())
        response.headers.add("Access-Control-Allow-Headers", joined(url.allowHeaders));
    if (url.maxAgeSeconds > 0)
        response.headers.add("Access-Control-Max-Age", std::to_string(url.maxAgeSeconds));
    return response;
}

HttpResponse toHttp(UrlResponse answer)
{
    HttpResponse response;
    response.status = answer.status;
    for (auto &[name, value] : answer.headers) {
        // Framing belongs to the server; a handler's idea of it would break the connection.
        if (!equalsIgnoringCase(name, "Content-Length") && !equalsIgnoringCase(name, "Transfer-Encoding")
            && !equalsIgnoringCase(name, "Connection"))
            response.headers.add(std::move(name), std::move(value));
    }
    response.body = std::move(answer.body);
    response.headers.set("X-Content-Type-Options", "nosniff");
    return response;
}

UrlRequest toUrlRequest(HttpRequest request, std::string path)
{
    UrlRequest url{.method = std::move(request.method), .path = std::move(path), .query = std::move(request.query)};
    for (const auto &field : request.headers)
        url.headers.push_back(field);
    url.body = std::move(request.body);
    url.sourceIp = std::move(request.peerAddress);
    url.protocol = "HTTP/1." + std::to_string(request.minorVersion);
    return url;
}

/// Where the answer of one call goes, and what every answer carries.
struct UrlAnswer
{
    HttpResponder responder;
    FunctionUrl url;
    std::string origin;
    std::string requestId;

    HttpResponse dress(UrlResponse from) const
    {
        HttpResponse response = toHttp(std::move(from));
        response.headers.set("x-amzn-RequestId", requestId);
        addCors(url, origin, response);
        return response;
    }
};

/// InvokeMode RESPONSE_STREAM: the bytes go out as they come. A handler that does not stream is answered as in
/// BUFFERED mode; a fault behind the first byte breaks the answer off.
void streamAnswer(GatewayContext &context, InvokeRequest invoke, const std::shared_ptr<UrlAnswer> &answer)
{
    const auto stream = std::make_shared<ResponseStream>(context.loop);
    invoke.stream = stream;
    const auto begin = [answer](ResponseStream &from, std::string &bytes) {
        auto head = streamedUrlHead(from.contentType(), bytes);
        return head ? answer->responder.begin(answer->dress(std::move(*head))) : HttpStreamedAnswer();
    };
    const auto relay = std::make_shared<ResponseRelay>(stream, begin, [](std::string bytes) { return bytes; });
    relay->start();
    answer->responder.whenDisconnected([weak = std::weak_ptr(relay)] {
        if (const auto held = weak.lock())
            held->left();
    });
    context.engine.invoke(std::move(invoke), [answer, relay, stream](const InvokeOutcome &outcome) {
        const bool failed = outcome.status >= 400 || !outcome.functionError.empty();
        relay->flush();
        if (relay->answering())
            return relay->finish({}, !failed);
        UrlResponse whole = functionUrlResponse(outcome);
        if (stream->begun() && !failed) // a prelude that never ended
            whole = {502, {{"Content-Type", "application/json"}}, "Internal Server Error"};
        answer->responder.send(answer->dress(std::move(whole)));
    });
}

const Function *findByUrlId(const GatewayContext &context, const std::string &id)
{
    for (const Function &function : context.model.functions) {
        if (function.url && functionUrlId(context.account.functionArn(function.name)) == id)
            return &function;
    }
    return nullptr;
}

} // namespace

std::string GatewayContext::urlOf(const Function &function) const
{
    if (!function.url || urlPort == 0)
        return {};
    return "http://127.0.0.1:" + std::to_string(urlPort) + std::string(pathPrefix)
        + functionUrlId(account.functionArn(function.name)) + "/";
}

void serveFunctionUrl(GatewayContext &context, HttpRequest request, HttpResponder responder)
{
    const UrlTarget target = targetOf(request);
    const Function *function = findByUrlId(context, target.id);
    if (!function)
        return responder.send(refusal(R"({"Message":null})"));
    const FunctionUrl url = *function->url;
    const std::string origin(request.headers.value("Origin"));
    if (request.method == "OPTIONS" && !url.allowOrigins.empty() && !origin.empty()
        && request.headers.has("Access-Control-Request-Method"))
        return responder.send(preflight(url, origin));
    if (url.authType == "AWS_IAM"
        && signatureOf(request, parseQuery(request.query), context.loop.now()) != Signature::Valid)
        return responder.send(
            refusal(R"({"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: )"
                    R"(https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"})"));
    // Opening a workspace runs nothing, and anybody's page can ask for a URL: the user speaks first (security.md B.3).
    if (url.authType == "AWS_IAM")
        context.engine.grantRun();
    if (!context.engine.runGranted())
        return responder.send(refusal(R"({"Message":"This workspace was opened, but nothing may run yet: )"
                                      R"(run a function or start the triggers."})"));
    auto body = request.bodyText();
    if (!body)
        return responder.send(HttpResponse{.status = 500});
    request.body = std::move(*body);
    const std::string requestId = context.engine.makeRequestId();
    UrlContext urlContext{.urlId = target.id,
                          .requestId = requestId,
                          .traceId = std::string(request.headers.value("X-Amzn-Trace-Id")),
                          .time = context.loop.now(),
                          .account = context.account,
                          .port = context.urlPort};
    InvokeRequest invoke{.function = function->id};
    invoke.traceId = urlContext.traceId;
    invoke.payload = functionUrlEvent(toUrlRequest(std::move(request), target.path), urlContext);
    invoke.source = functionUrlNode(function->id);
    invoke.requestId = requestId;
    const auto answer = std::make_shared<UrlAnswer>(UrlAnswer{std::move(responder), url, origin, requestId});
    if (url.invokeMode == "RESPONSE_STREAM")
        return streamAnswer(context, std::move(invoke), answer);
    context.engine.invoke(std::move(invoke), [answer](const InvokeOutcome &outcome) {
        answer->responder.send(answer->dress(functionUrlResponse(outcome)));
    });
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/runtimeapi.h"

#include "core/model/limits.h"
#include "core/runtimes/outcomes.h"
#include "core/runtimes/streamedanswer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace lambdarium {

namespace {

constexpr std::string_view base = "/2018-06-01";
constexpr std::string_view modeHeader = "Lambda-Runtime-Function-Response-Mode";

HttpResponse json(int status, std::string body)
{
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

HttpResponse accepted() { return json(202, "{\"status\":\"OK\"}\n"); }

HttpResponse fault(int status, std::string_view type, std::string_view message)
{
    return json(status, nlohmann::ordered_json{{"errorMessage", message}, {"errorType", type}}.dump());
}

/// Error type a runtime put into its error body, for runtimes that send no header.
std::string typeInBody(const std::string &body)
{
    const auto parsed = nlohmann::json::parse(body, nullptr, false);
    const auto type = parsed.is_object() ? parsed.find("errorType") : parsed.end();
    return parsed.is_object() && type != parsed.end() && type->is_string() ? type->get<std::string>()
                                                                           : "Runtime.Unknown";
}

std::string errorTypeOf(const HttpRequest &request, const std::string &body)
{
    const std::string_view header = request.headers.value("Lambda-Runtime-Function-Error-Type");
    return header.empty() ? typeInBody(body) : normalisedErrorType(header);
}

std::string decodeBase64(std::string_view text)
{
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    int have = 0;
    for (const char c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos)
            continue;
        bits = bits << 6 | static_cast<unsigned>(value);
        have += 6;
        if (have >= 8) {
            have -= 8;
            bytes += static_cast<char>(bits >> have & 0xff);
        }
    }
    return bytes;
}

/// A streamed answer that broke off: the error came behind the body (runtime-api.md 4).
std::optional<InvocationResult> brokenStream(const HttpRequest &request)
{
    const std::string_view type = request.trailers.value("Lambda-Runtime-Function-Error-Type");
    if (type.empty())
        return std::nullopt;
    return functionError(decodeBase64(request.trailers.value("Lambda-Runtime-Function-Error-Body")),
                         normalisedErrorType(type));
}

/// Path below the version, "" when the path is none of ours.
std::string_view below(const std::string &path)
{
    const std::string_view view(path);
    return view.starts_with(base) ? view.substr(base.size()) : std::string_view{};
}

} // namespace

const char *RuntimeApi::name(State state)
{
    switch (state) {
    case State::Started: return "Started";
    case State::InitError: return "InitError";
    case State::RestoreReady: return "RestoreReady";
    case State::Restoring: return "Restoring";
    case State::RestoreError: return "RestoreErrorState";
    case State::Ready: return "Ready";
    case State::Running: return "Running";
    case State::ResponseSent: return "ResponseSent";
    }
    return "";
}

HttpResponse RuntimeApi::forbidden(const char *target) const
{
    return fault(403, "InvalidStateTransition",
                 std::string("State transition from ") + name(m_state) + " to " + target
                     + " failed for runtime. Error: State transition is not allowed");
}

void RuntimeApi::handle(HttpRequest request, HttpResponder responder)
{
    constexpr std::string_view invocation = "/runtime/invocation/";
    const std::string_view path = below(request.path);
    if (request.method == "GET" && path == "/ping") {
        responder.send({.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = "pong"});
    } else if (request.method == "GET" && path == "/runtime/invocation/next") {
        next(std::move(responder));
    } else if (request.method == "POST" && path == "/runtime/init/error") {
        responder.send(initError(request));
        if (m_state == State::InitError && m_answer) {
            const InvocationResult answer = *std::exchange(m_answer, std::nullopt);
            m_events.initFailed(answer.payload, answer.errorType);
        }
    } else if (request.method == "GET" && path == "/runtime/restore/next") {
        restoreNext(std::move(responder));
    } else if (request.method == "POST" && path == "/runtime/restore/error") {
        restoreError(request, std::move(responder));
    } else if (request.method == "POST" && path.starts_with(invocation)) {
        const std::string_view rest = path.substr(invocation.size());
        const std::size_t slash = rest.find('/');
        const std::string_view verb = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
        if (verb == "response" || verb == "error")
            answered(answer(request, std::string(rest.substr(0, slash)), verb == "error"), std::move(responder));
        else
            responder.send(fault(404, "NotFound", "404 page not found"));
    } else {
        responder.send(fault(404, "NotFound", "404 page not found"));
    }
}

void RuntimeApi::next(HttpResponder responder)
{
    switch (m_state) {
    case State::InitError:
    case State::RestoreReady:
    case State::RestoreError: responder.send(forbidden("Ready")); return;
    case State::Restoring:
        m_state = State::Ready;
        m_parked.push_back(std::move(responder));
        m_events.restored();
        return;
    case State::Running:
        if (m_severalWorkers)
            m_parked.push_back(std::move(responder));
        else
            responder.send(eventResponse()); // the same event is handed out again
        return;
    case State::Started:
        m_state = State::Ready;
        m_parked.push_back(std::move(responder));
        m_events.ready();
        return;
    case State::Ready:
        m_parked.push_back(std::move(responder));
        handOut();
        return;
    case State::ResponseSent:
        m_state = State::Ready;
        m_parked.push_back(std::move(responder));
        if (auto result = takeAnswer())
            m_events.finished(std::move(*result));
        return;
    }
}

void RuntimeApi::restoreNext(HttpResponder responder)
{
    if (m_state != State::Started)
        return responder.send(forbidden("RestoreReady"));
    m_state = State::RestoreReady;
    m_parked.push_back(std::move(responder));
    m_events.ready();
}

bool RuntimeApi::restore()
{
    if (m_state != State::RestoreReady)
        return false;
    m_state = State::Restoring;
    for (HttpResponder &parked : std::exchange(m_parked, {}))
        parked.send(json(200, {}));
    return true;
}

void RuntimeApi::restoreError(const HttpRequest &request, HttpResponder responder)
{
    if (m_state != State::Restoring)
        return responder.send(forbidden("RestoreErrorState"));
    const std::string payload = request.bodyText().hasValue() ? *request.bodyText() : std::string{};
    m_state = State::RestoreError;
    responder.send(accepted());
    m_events.restoreFailed(payload, errorTypeOf(request, payload));
}

void RuntimeApi::invoke(InvocationRequest request)
{
    m_event = std::move(request);
    handOut();
}

void RuntimeApi::handOut()
{
    std::erase_if(m_parked, [](const HttpResponder &parked) { return !parked.connected(); });
    if (!m_event || m_state != State::Ready || m_parked.empty())
        return; // a client that hung up asks again
    HttpResponder responder = std::move(m_parked.front());
    m_parked.erase(m_parked.begin());
    m_state = State::Running;
    responder.send(eventResponse());
}

HttpResponse RuntimeApi::eventResponse() const
{
    HttpResponse response = json(200, m_event->payload);
    const auto add = [&](const char *header, const std::string &value) {
        if (!value.empty())
            response.headers.add(header, value);
    };
    add("Lambda-Runtime-Aws-Request-Id", m_event->requestId);
    add("Lambda-Runtime-Deadline-Ms", std::to_string(unixMillis(m_event->deadline)));
    add("Lambda-Runtime-Invoked-Function-Arn", m_event->invokedFunctionArn);
    add("Lambda-Runtime-Trace-Id", m_event->traceId);
    add("Lambda-Runtime-Client-Context", m_event->clientContext);
    return response;
}

HttpResponse RuntimeApi::answer(const HttpRequest &request, const std::string &id, bool failed)
{
    if (m_state != State::Running)
        return forbidden(failed ? "InvocationErrorResponse" : "InvocationResponse");
    if (!m_event || id != m_event->requestId)
        return fault(400, "InvalidRequestID", "Invalid request ID");
    const std::string_view mode = request.headers.value(modeHeader);
    if (!failed && !mode.empty() && !equalsIgnoringCase(mode, "streaming"))
        return fault(400, "InvalidFunctionResponseMode", "Invalid function response mode");
    auto body = request.bodyText();
    if (!body)
        return fault(500, "InternalServerError", "Internal Server Error");
    const auto streamed = std::exchange(m_streamed, nullptr);
    if (failed) {
        const std::string type = errorTypeOf(request, *body);
        m_answer = functionError(std::move(*body), type);
    } else if (auto broken = brokenStream(request)) {
        m_answer = std::move(broken);
    } else if (streamed) {
        m_answer = streamed->end();
    } else {
        m_answer = InvocationResult{.payload = std::move(*body)};
    }
    m_state = State::ResponseSent;
    return accepted();
}

/// The response to the running event, as far as its head says.
bool RuntimeApi::answersEvent(const HttpRequest &head) const
{
    return m_state == State::Running && m_event
        && below(head.path) == "/runtime/invocation/" + m_event->requestId + "/response";
}

HttpBodyPolicy RuntimeApi::bodyPolicy(const HttpRequest &head)
{
    const auto bytes = static_cast<std::uint64_t>(LimitsProfile::current().responsePayloadBytes);
    HttpBodyPolicy policy;
    policy.bytesMax = bytes;
    policy.memoryBytes = bytes; // results stay in memory: they are handed on at once
    if (!answersEvent(head) || !equalsIgnoringCase(head.headers.value(modeHeader), "streaming") || m_streamed)
        return policy;
    m_streamed = std::make_shared<StreamedAnswer>(m_event->stream, std::string(head.headers.value("Content-Type")));
    policy.sink = m_streamed;
    return policy;
}

HttpResponse RuntimeApi::truncated(const HttpRequest &head)
{
    if (answersEvent(head)) {
        m_streamed.reset();
        m_state = State::ResponseSent;
        m_events.broken();
    }
    return fault(400, "TruncatedHTTPRequest", "HTTP request detected as truncated");
}

/// With several workers, one of them may have asked for the next event already.
void RuntimeApi::answered(HttpResponse response, HttpResponder responder)
{
    responder.send(std::move(response));
    endIfAskedFor();
}

void RuntimeApi::endIfAskedFor()
{
    std::erase_if(m_parked, [](const HttpResponder &parked) { return !parked.connected(); });
    if (!m_severalWorkers || m_state != State::ResponseSent || m_parked.empty())
        return;
    m_state = State::Ready;
    if (auto result = takeAnswer())
        m_events.finished(std::move(*result));
}

HttpResponse RuntimeApi::tooLarge(const HttpRequest &head)
{
    if (answersEvent(head)) {
        m_answer = tooLargeResult(LimitsProfile::current().responsePayloadBytes);
        m_state = State::ResponseSent;
        endIfAskedFor();
    }
    return fault(413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (6291556 bytes).");
}

HttpResponse RuntimeApi::initError(const HttpRequest &request)
{
    if (m_state != State::Started)
        return forbidden("InitError");
    const auto body = request.bodyText();
    const std::string payload = body ? *body : std::string{};
    m_state = State::InitError;
    m_answer = functionError(payload, errorTypeOf(request, payload));
    return accepted();
}

std::optional<InvocationResult> RuntimeApi::takeAnswer()
{
    m_event.reset();
    return std::exchange(m_answer, std::nullopt);
}

} // namespace lambdarium

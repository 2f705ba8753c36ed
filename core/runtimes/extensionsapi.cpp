// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/extensionsapi.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lambdarium {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view base = "/2020-01-01/extension/";
constexpr std::string_view identifierHeader = "Lambda-Extension-Identifier";

std::string dump(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

HttpResponse answer(int status, std::string body)
{
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

/// A UUID with or without dashes, as Go's parser takes it.
bool looksLikeUuid(std::string_view text)
{
    const auto digits = std::ranges::count_if(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
    return digits == 32 && std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c) || c == '-'; });
}

bool acceptsAccountId(const HttpRequest &request)
{
    std::string_view features = request.headers.value("Lambda-Extension-Accept-Feature");
    while (!features.empty()) {
        const std::size_t comma = features.find(',');
        std::string_view feature = features.substr(0, comma);
        while (feature.starts_with(' '))
            feature.remove_prefix(1);
        if (feature == "accountId")
            return true;
        features = comma == std::string_view::npos ? std::string_view{} : features.substr(comma + 1);
    }
    return false;
}

/// Nothing when the body is no registration.
std::optional<std::vector<std::string>> eventsOf(const std::string &body)
{
    const auto json = Json::parse(body.empty() ? "{}" : body, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    std::vector<std::string> events;
    const auto list = json.find("events");
    if (list == json.end() || list->is_null())
        return events;
    if (!list->is_array())
        return std::nullopt;
    for (const auto &event : *list) {
        if (!event.is_string())
            return std::nullopt;
        events.push_back(event.get<std::string>());
    }
    return events;
}

} // namespace

HttpResponse apiFault(int status, std::string_view type, std::string_view message)
{
    return answer(status, dump(Json{{"errorMessage", message}, {"errorType", type}}));
}

bool ExtensionsApi::Extension::hears(std::string_view event) const
{
    return std::ranges::find(events, event) != events.end();
}

const char *ExtensionsApi::name(State state)
{
    static constexpr std::array<const char *, 9> names{"Started",     "Registered",     "Ready",
                                                       "Running",     "InitError",      "ExitError",
                                                       "LaunchError", "ShutdownFailed", "Exited"};
    return names[static_cast<std::size_t>(state)];
}

ExtensionsApi::ExtensionsApi(const EnvironmentSpec &spec, Events events)
    : m_spec(spec), m_events(std::move(events)), m_prng(Prng(static_cast<std::uint64_t>(spec.id)).derive(7))
{}

bool ExtensionsApi::expect(std::string name)
{
    auto extension = std::make_unique<Extension>();
    extension->name = std::move(name);
    extension->external = true;
    extension->id = makeUuid(m_prng);
    const bool fits = m_extensions.size() < limit;
    if (!fits)
        extension->state = State::LaunchError;
    m_extensions.push_back(std::move(extension));
    return fits;
}

bool ExtensionsApi::serves(const HttpRequest &request) { return request.path.starts_with(base); }

void ExtensionsApi::handle(const HttpRequest &request, HttpResponder responder)
{
    const std::string_view path = std::string_view(request.path).substr(base.size());
    const bool post = request.method == "POST";
    if (post && path == "register")
        return registerExtension(request, std::move(responder));
    if (!(request.method == "GET" && path == "event/next") && !(post && (path == "init/error" || path == "exit/error")))
        return responder.send(apiFault(404, "NotFound", "404 page not found"));
    const Extension *known = caller(request, responder);
    if (!known)
        return;
    Extension &extension = *find(known->id);
    if (path == "event/next")
        next(extension, std::move(responder));
    else
        error(extension, request, std::move(responder), path == "init/error");
}

const ExtensionsApi::Extension *ExtensionsApi::caller(const HttpRequest &request, HttpResponder &responder)
{
    const std::string_view id = request.headers.value(identifierHeader);
    const Extension *extension = nullptr;
    if (id.empty())
        responder.send(
            apiFault(403, "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header"));
    else if (!looksLikeUuid(id))
        responder.send(apiFault(403, "Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier"));
    else if (extension = find(id); !extension)
        responder.send(apiFault(403, "Extension.UnknownExtensionIdentifier", "Unknown extension " + std::string(id)));
    return extension;
}

ExtensionsApi::Extension *ExtensionsApi::find(std::string_view id)
{
    const auto found = std::ranges::find(m_extensions, id, [](const auto &extension) { return extension->id; });
    return found == m_extensions.end() ? nullptr : found->get();
}

HttpResponse ExtensionsApi::transitionFault(const Extension &extension, State target) const
{
    return apiFault(403, "Extension.InvalidExtensionState",
                    std::string("State transition from ") + name(extension.state) + " to " + name(target)
                        + " failed for extension " + extension.name + ". Error: State transition is not allowed");
}

std::optional<HttpResponse> ExtensionsApi::refusal(const std::string &name, const Extension *external,
                                                   const std::vector<std::string> &events) const
{
    for (const std::string &event : events) {
        if (event == "SHUTDOWN" && !external)
            return apiFault(403, "Extension.InvalidEventType",
                            "SHUTDOWN: ShutdownEventNotSupportedForInternalExtension");
        if (event != "INVOKE" && event != "SHUTDOWN")
            return apiFault(403, "Extension.InvalidEventType", event + ": ErrorInvalidEventType");
    }
    if (external)
        return external->state == State::Started ? std::nullopt
                                                 : std::optional(transitionFault(*external, State::Registered));
    if (!m_open)
        return apiFault(403, "Extension.RegistrationClosed", "Extension registration closed already");
    if (std::ranges::any_of(m_extensions, [&](const auto &known) { return known->name == name; }))
        return apiFault(403, "Extension.InvalidExtensionState", "Extension with this name already registered");
    if (m_extensions.size() >= limit)
        return apiFault(403, "Extension.TooManyExtensions", "Extension limit (10) reached");
    return std::nullopt;
}

void ExtensionsApi::registerExtension(const HttpRequest &request, HttpResponder responder)
{
    const std::string name(request.headers.value("Lambda-Extension-Name"));
    if (name.empty())
        return responder.send(apiFault(403, "Extension.InvalidExtensionName", "Empty extension name"));
    const auto body = request.bodyText();
    const auto events = eventsOf(body ? *body : std::string("?"));
    if (!events)
        return responder.send(apiFault(403, "InvalidRequestFormat", "The body is not a registration"));
    const auto found = std::ranges::find_if(m_extensions,
                                            [&](const auto &known) { return known->external && known->name == name; });
    Extension *extension = found == m_extensions.end() ? nullptr : found->get();
    if (auto refused = refusal(name, extension, *events))
        return responder.send(std::move(*refused));
    if (!extension) {
        m_extensions.push_back(std::make_unique<Extension>());
        extension = m_extensions.back().get();
        extension->name = name;
        extension->id = makeUuid(m_prng);
    }
    extension->state = State::Registered;
    for (const char *event : {"INVOKE", "SHUTDOWN"}) {
        if (std::ranges::find(*events, event) != events->end())
            extension->events.emplace_back(event);
    }
    Json json{{"functionName", m_spec.functionName}, {"functionVersion", m_spec.version}, {"handler", m_spec.handler}};
    if (acceptsAccountId(request))
        json["accountId"] = m_spec.account.id;
    HttpResponse response = answer(200, dump(json));
    response.headers.add(std::string(identifierHeader), extension->id);
    responder.send(std::move(response));
    m_events.changed();
}

void ExtensionsApi::next(Extension &extension, HttpResponder responder)
{
    const bool allowed = extension.state == State::Registered || extension.state == State::Ready
        || extension.state == State::Running;
    if (!allowed)
        return responder.send(transitionFault(extension, State::Ready));
    extension.parked = std::move(responder);
    extension.state = State::Ready;
    if (extension.pending)
        give(extension, *std::exchange(extension.pending, std::nullopt));
    m_events.changed();
}

/// Hands an event out, or keeps it for the next time that the extension asks.
void ExtensionsApi::give(Extension &extension, std::string event)
{
    if (extension.state != State::Ready || !extension.parked || !extension.parked->connected()) {
        extension.pending = std::move(event);
        return;
    }
    HttpResponse response = answer(200, std::move(event));
    response.headers.add("Lambda-Extension-Event-Identifier", makeUuid(m_prng));
    extension.state = State::Running;
    HttpResponder responder = *std::exchange(extension.parked, std::nullopt);
    responder.send(std::move(response));
}

void ExtensionsApi::error(Extension &extension, const HttpRequest &request, HttpResponder responder, bool init)
{
    const std::string type(request.headers.value("Lambda-Extension-Function-Error-Type"));
    const State target = init ? State::InitError : State::ExitError;
    if (type.empty())
        return responder.send(
            apiFault(403, "Extension.MissingHeader", "Lambda-Extension-Function-Error-Type not found"));
    const bool allowed = init ? extension.state == State::Registered
                              : extension.state != State::Started && extension.state != State::InitError;
    if (!allowed || extension.isGone())
        return responder.send(transitionFault(extension, target));
    extension.state = target;
    extension.errorType = type;
    extension.parked.reset();
    responder.send(answer(202, "{\"status\":\"OK\"}\n"));
    if (!m_stopping)
        m_events.failed({init ? "Extension.InitError" : "Extension.ExitError", type});
}

bool ExtensionsApi::hasExternal() const
{
    return std::ranges::any_of(m_extensions, [](const auto &extension) { return extension->external; });
}

bool ExtensionsApi::allExternalRegistered() const
{
    return std::ranges::none_of(m_extensions, [](const auto &extension) { return extension->state == State::Started; });
}

bool ExtensionsApi::allReady() const
{
    return std::ranges::all_of(m_extensions, [](const auto &extension) { return extension->state == State::Ready; });
}

void ExtensionsApi::invoke(const InvocationRequest &request)
{
    if (std::ranges::none_of(m_extensions, [](const auto &extension) { return extension->hears("INVOKE"); }))
        return; // the usual case: nothing is written for nobody
    Json event{{"eventType", "INVOKE"},
               {"deadlineMs", unixMillis(request.deadline)},
               {"requestId", request.requestId},
               {"invokedFunctionArn", request.invokedFunctionArn}};
    if (!request.traceId.empty())
        event["tracing"] = {{"type", "X-Amzn-Trace-Id"}, {"value", request.traceId}};
    const std::string text = dump(event);
    for (const auto &extension : m_extensions) {
        if (extension->hears("INVOKE"))
            give(*extension, text);
    }
}

bool ExtensionsApi::invokeOver() const
{
    return std::ranges::all_of(m_extensions, [](const auto &extension) {
        return !extension->hears("INVOKE") || (extension->state == State::Ready && !extension->pending);
    });
}

void ExtensionsApi::shutdown(ShutdownReason reason, Instant deadline)
{
    static constexpr std::array<const char *, 3> reasons{"spindown", "timeout", "failure"};
    m_stopping = true;
    const std::string text = dump(Json{{"eventType", "SHUTDOWN"},
                                       {"shutdownReason", reasons[static_cast<std::size_t>(reason)]},
                                       {"deadlineMs", unixMillis(deadline)}});
    for (const auto &extension : m_extensions) {
        if (extension->external && extension->hears("SHUTDOWN") && !extension->isGone())
            give(*extension, text);
    }
}

bool ExtensionsApi::awaitsShutdown() const
{
    return std::ranges::any_of(m_extensions, [](const auto &extension) {
        return extension->external && extension->hears("SHUTDOWN") && !extension->isGone();
    });
}

std::optional<PlatformError> ExtensionsApi::exited(std::size_t external, std::string_view how,
                                                   std::string_view launchError)
{
    if (external >= m_extensions.size() || m_extensions[external]->isGone())
        return std::nullopt;
    Extension &extension = *m_extensions[external];
    extension.parked.reset();
    if (!launchError.empty()) {
        extension.state = State::LaunchError;
        return PlatformError{"Extension.LaunchError", std::string(launchError)};
    }
    const bool expected = m_stopping || extension.state == State::InitError || extension.state == State::ExitError;
    extension.state = State::Exited;
    if (expected)
        return std::nullopt;
    return PlatformError{"Extension.Crash", std::string(how)};
}

void ExtensionsApi::endOfTime()
{
    for (const auto &extension : m_extensions) {
        if (extension->external && !extension->isGone())
            extension->state = State::ShutdownFailed;
    }
}

} // namespace lambdarium

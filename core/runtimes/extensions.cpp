// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtimes/extensions.h"

#include "core/runtimes/environmentvariables.h"

#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>

namespace lambdarium {

namespace {

namespace fs = std::filesystem;

// runtime-api.md 2, "SHUTDOWN".
constexpr Duration internalTime = std::chrono::milliseconds(500);
constexpr Duration externalTime = std::chrono::milliseconds(2000);
constexpr Duration handlerTime = std::chrono::milliseconds(600); ///< 30 % beside external extensions

constexpr std::string_view telemetryPath = "/2022-07-01/telemetry";
constexpr std::string_view logsPath = "/2020-08-15/logs";

/// As Go prints how a process ended.
std::string howOf(const CompanionExit &exit)
{
    if (exit.signal != 0)
        return "signal: " + signalName(exit.signal);
    return exit.status == 0 ? "exit code 0" : "exit status " + std::to_string(exit.status);
}

} // namespace

Extensions::Extensions(WallClock &clock, const EnvironmentSpec &spec, Events events)
    : m_clock(clock), m_spec(spec), m_events(std::move(events)),
      m_api(spec,
            {.changed =
                 [this] {
                     // Posted: a request is being answered, and the environment may end over it.
                     m_clock.loop().post(guarded([this] {
                         if (!m_runtimeMayStart && m_api.allExternalRegistered()) {
                             m_runtimeMayStart = true;
                             m_events.startRuntime();
                         } else {
                             m_events.progressed();
                         }
                     }));
                 },
             .failed =
                 [this](const PlatformError &error) {
                     m_clock.loop().post(guarded([this, error] { m_events.failed(error); }));
                 }}),
      m_feed(
          clock.loop(), spec.logging.format == "JSON",
          [this](const TelemetryTarget &target, const std::string &batch, std::function<void(bool)> done) {
              m_delivery->send(target, batch, std::move(done));
          },
          [this](const PlatformEvent &event) { m_events.said(event); })
{}

Extensions::~Extensions()
{
    if (m_timer)
        m_clock.loop().cancel(*m_timer);
}

Task Extensions::guarded(Task task) const
{
    return [alive = std::weak_ptr<bool>(m_alive), task = std::move(task)] {
        if (!alive.expired())
            task();
    };
}

std::vector<std::string> Extensions::externalIn(const std::vector<std::string> &layers)
{
    std::map<std::string, bool> runnable; // later layers cover earlier ones
    for (const std::string &layer : layers) {
        std::error_code error;
        for (const auto &entry : fs::directory_iterator(fs::path(layer) / "extensions", error)) {
            const bool link = entry.is_symlink(error); // leads somewhere inside; what it is shows when it runs
            runnable[entry.path().filename()] = link
                || (entry.is_regular_file(error)
                    && (entry.status(error).permissions() & fs::perms(0111)) != fs::perms());
        }
    }
    std::vector<std::string> names;
    for (const auto &[name, runs] : runnable) {
        if (runs)
            names.push_back(name);
    }
    return names;
}

std::optional<PlatformError> Extensions::find()
{
    m_external = externalIn(m_spec.layers);
    m_runtimeMayStart = m_external.empty();
    for (const std::string &name : m_external) {
        if (!m_api.expect(name))
            return PlatformError{"Extension.LaunchError", "Extension limit (10) reached"};
    }
    return std::nullopt;
}

bool Extensions::addTo(BoxSpec &box) const
{
    for (const std::string &name : m_external)
        box.companions.push_back("/opt/extensions/" + name);
    if (!m_external.empty())
        box.companionEnvironment = extensionVariables(box.environment);
    return !m_external.empty();
}

void Extensions::attach(Box &box)
{
    m_box = &box;
    m_delivery = std::make_unique<TelemetryDelivery>(m_clock, box);
    if (m_external.empty())
        return;
    m_log = std::make_unique<LogPipe>(m_clock, box.takeCompanionLog(), [this](LogLevel level, std::string text) {
        m_feed.addLine(TelemetryFeed::Source::Extension, m_clock.loop().now(), text);
        m_events.line(level, std::move(text));
    });
    box.whenCompanionExited([this](const CompanionExit &exit) { onCompanionExited(exit); });
}

bool Extensions::serves(const HttpRequest &request)
{
    return ExtensionsApi::serves(request) || request.path == telemetryPath || request.path == logsPath;
}

void Extensions::handle(const HttpRequest &request, HttpResponder responder)
{
    if (ExtensionsApi::serves(request))
        m_api.handle(request, std::move(responder));
    else if (request.method == "PUT")
        subscribe(request, std::move(responder));
    else
        responder.send(apiFault(405, "MethodNotAllowed", "405 method not allowed"));
}

void Extensions::subscribe(const HttpRequest &request, HttpResponder responder)
{
    const bool logsApi = request.path == logsPath;
    const std::string prefix = logsApi ? "Logs." : "";
    const ExtensionsApi::Extension *extension = m_api.caller(request, responder);
    if (!extension)
        return;
    if (!m_feed.open())
        return responder.send(
            apiFault(403, logsApi ? "Logs.SubscriptionClosed" : "Telemetry.SubscriptionClosed",
                     std::string(logsApi ? "Logs" : "Telemetry") + " API subscription is closed already"));
    const auto body = request.bodyText();
    auto subscription = TelemetrySubscription::parse(logsApi, body ? *body : std::string());
    if (!subscription)
        return responder.send(apiFault(400, prefix + "ValidationError", subscription.error().message));
    const std::vector<std::string> types = subscription->types;
    if (!m_feed.subscribe(extension->name, std::move(*subscription)))
        return responder.send(
            apiFault(400, prefix + "ValidationError", "the extension is subscribed through the other API already"));
    HttpResponse response;
    response.headers.add("Content-Type", "application/json");
    response.body = "\"OK\"";
    responder.send(std::move(response));
    say(platform::subscription(m_clock.loop().now(), logsApi, extension->name, types));
}

void Extensions::say(const PlatformEvent &event)
{
    m_feed.add(event);
    m_events.said(event);
}

void Extensions::endInit()
{
    drainLog();
    for (const auto &extension : m_api.all())
        say(platform::extension(m_clock.loop().now(), extension->name, ExtensionsApi::name(extension->state),
                                extension->events, extension->errorType));
    m_feed.close();
}

void Extensions::drainLog()
{
    if (m_log)
        m_log->endInvocation();
}

void Extensions::onCompanionExited(const CompanionExit &exit)
{
    drainLog();
    const auto failure = m_api.exited(exit.index, howOf(exit), exit.launchError);
    if (failure && !m_stopping)
        m_events.failed(*failure);
    else if (m_stopping && m_handlerGone && !m_api.awaitsShutdown())
        finishShutdown();
}

// --- SHUTDOWN ----------------------------------------------------------------------------------------------------

void Extensions::setTimer(Duration delay, Task task)
{
    if (m_timer)
        m_clock.loop().cancel(*m_timer);
    m_timer = m_clock.loop().callAfter(delay, [this, task = std::move(task)] {
        m_timer.reset();
        task();
    });
}

void Extensions::shutdown(ShutdownReason reason, bool handlerRuns, std::function<void()> done)
{
    m_stopping = true;
    if (!m_box || m_api.empty())
        return done();
    m_reason = reason;
    m_done = std::move(done);
    const bool external = m_api.hasExternal();
    m_deadline = m_clock.loop().now() + (external ? externalTime : internalTime);
    if (!handlerRuns)
        return handlerGone();
    m_box->signalHandler(SIGTERM);
    setTimer(external ? handlerTime : internalTime, [this] {
        m_box->signalHandler(SIGKILL);
        handlerGone();
    });
}

void Extensions::handlerExited()
{
    if (m_stopping && m_done && !m_handlerGone)
        handlerGone();
}

/// The runtime had its time; what is left of it belongs to external extensions.
void Extensions::handlerGone()
{
    m_handlerGone = true;
    m_feed.flush();
    m_api.shutdown(m_reason, m_deadline);
    if (!m_api.awaitsShutdown())
        return finishShutdown();
    setTimer(m_deadline - m_clock.loop().now(), [this] { finishShutdown(); });
}

void Extensions::finishShutdown()
{
    if (m_timer)
        m_clock.loop().cancel(*m_timer);
    m_timer.reset();
    drainLog();
    m_api.endOfTime();
    if (const auto done = std::exchange(m_done, {}))
        done();
}

void Extensions::lost()
{
    if (m_stopping)
        finishShutdown();
}

} // namespace lambdarium

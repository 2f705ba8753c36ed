// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/http/httpserver.h"
#include "core/loop/wallclock.h"
#include "core/runtimes/extensionsapi.h"
#include "core/runtimes/logpipe.h"
#include "core/runtimes/telemetrydelivery.h"
#include "core/runtimes/telemetryfeed.h"
#include "core/sandbox/box.h"
#include "core/sandbox/boxspec.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

/// Extensions of one environment, their processes, their telemetry and their part in its phases (runtime-api.md 2, 5
/// and 6). Core thread; owned by the environment, whose box outlives it.
class Extensions
{
public:
    /// What the environment hears; never from inside a call into this, except `said` and `line`.
    struct Events
    {
        std::function<void()> startRuntime; ///< every external extension has registered
        std::function<void()> progressed;   ///< INIT or INVOKE may be over now
        std::function<void(const PlatformError &)> failed;
        std::function<void(LogLevel, std::string)> line; ///< an external extension's output
        std::function<void(const PlatformEvent &)> said; ///< for the log; subscribers have it
    };

    Extensions(WallClock &clock, const EnvironmentSpec &spec, Events events);
    ~Extensions();
    Extensions(const Extensions &) = delete;
    Extensions &operator=(const Extensions &) = delete;

    /// Executable files directly in extensions/ of the layers, as they will be seen in /opt/extensions; sorted.
    static std::vector<std::string> externalIn(const std::vector<std::string> &layers);
    /// Looks for external extensions; the failure of those that are too many.
    std::optional<PlatformError> find();
    bool hasExternal() const { return !m_external.empty(); }
    /// Has the box run them beside the handler; true when the handler must wait for them.
    bool addTo(BoxSpec &box) const;
    void attach(Box &box);

    static bool serves(const HttpRequest &request);
    void handle(const HttpRequest &request, HttpResponder responder);

    TelemetryFeed &feed() { return m_feed; }
    const TelemetryFeed &feed() const { return m_feed; }
    /// To subscribers and to the log.
    void say(const PlatformEvent &event);

    /// The runtime asked for its first event: nobody registers any more.
    void runtimeReady() { m_api.closeRegistration(); }
    bool initOver() const { return m_api.allReady(); }
    /// Writes the EXTENSION lines and ends the time of subscribing.
    void endInit();
    void invoke(const InvocationRequest &request) { m_api.invoke(request); }
    bool invokeOver() const { return m_api.invokeOver(); }
    /// Everything written up to now becomes lines.
    void drainLog();

    /// SHUTDOWN; done runs once, perhaps inside the call. handlerRuns: it gets SIGTERM and its share of the time.
    void shutdown(ShutdownReason reason, bool handlerRuns, std::function<void()> done);
    bool stopping() const { return m_stopping; }
    void handlerExited();
    /// The whole box is gone.
    void lost();

private:
    void subscribe(const HttpRequest &request, HttpResponder responder);
    void onCompanionExited(const CompanionExit &exit);
    void handlerGone();
    void finishShutdown();
    void setTimer(Duration delay, Task task);
    Task guarded(Task task) const;

    WallClock &m_clock;
    const EnvironmentSpec &m_spec;
    Events m_events;
    ExtensionsApi m_api;
    TelemetryFeed m_feed;
    std::vector<std::string> m_external;
    Box *m_box = nullptr;
    std::unique_ptr<LogPipe> m_log;
    std::unique_ptr<TelemetryDelivery> m_delivery;
    bool m_runtimeMayStart = false;
    bool m_stopping = false;
    bool m_handlerGone = false;
    ShutdownReason m_reason = ShutdownReason::Spindown;
    Instant m_deadline{};
    std::function<void()> m_done;
    std::optional<TimerId> m_timer;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace lambdarium

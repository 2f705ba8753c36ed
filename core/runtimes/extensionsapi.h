// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/prng.h"
#include "core/engine/sandbox.h"
#include "core/http/httpserver.h"
#include "core/runtimes/outcomes.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// The Extensions API of one environment (runtime-api.md 5) as a state machine over requests and answers; no sockets,
/// no processes. External extensions are announced with expect() before they run, internal ones register themselves
/// from inside the runtime. Core thread; owned by its environment's Extensions.
class ExtensionsApi
{
public:
    static constexpr std::size_t limit = 10; ///< internal and external together

    enum class State {
        Started, ///< launched or known, not registered
        Registered,
        Ready,   ///< waits for an event
        Running, ///< works on one
        InitError,
        ExitError,
        LaunchError,
        ShutdownFailed, ///< was still there at the end of its time
        Exited,
    };
    struct Extension
    {
        std::string name;
        bool external = false;
        std::string id;
        State state = State::Started;
        std::vector<std::string> events; ///< "INVOKE", "SHUTDOWN"
        std::string errorType;
        std::optional<HttpResponder> parked; ///< its event/next, until there is an event
        std::optional<std::string> pending;  ///< an event that it has not asked for yet

        bool hears(std::string_view event) const;
        bool isGone() const { return state == State::Exited || state == State::LaunchError; }
    };
    /// What the owner hears, from inside handle(); it must survive that.
    struct Events
    {
        std::function<void()> changed; ///< somebody registered or asked for the next event
        std::function<void(const PlatformError &)> failed;
    };

    ExtensionsApi(const EnvironmentSpec &spec, Events events);

    /// An external extension is about to run; false when that is one too many.
    bool expect(std::string name);
    static bool serves(const HttpRequest &request);
    void handle(const HttpRequest &request, HttpResponder responder);

    bool allExternalRegistered() const;
    /// The runtime asked for its first event: nobody may register any more.
    void closeRegistration() { m_open = false; }
    /// INIT: everybody who registered asked for an event.
    bool allReady() const;
    /// INVOKE: hands the event to those who subscribed.
    void invoke(const InvocationRequest &request);
    /// Whether those who were told of the invocation asked for the next event.
    bool invokeOver() const;
    /// SHUTDOWN: external subscribers get the event now or when they ask for it.
    void shutdown(ShutdownReason reason, Instant deadline);
    /// Whether a living external extension was subscribed to SHUTDOWN.
    bool awaitsShutdown() const;
    /// The process of an external extension ended; launchError: it never ran. Returns its failure unless it may end.
    std::optional<PlatformError> exited(std::size_t external, std::string_view how, std::string_view launchError);
    void endOfTime();

    bool empty() const { return m_extensions.empty(); }
    bool hasExternal() const;
    const std::vector<std::unique_ptr<Extension>> &all() const { return m_extensions; }
    /// By the header of a request; null when an answer was sent already.
    const Extension *caller(const HttpRequest &request, HttpResponder &responder);
    static const char *name(State state);

private:
    void registerExtension(const HttpRequest &request, HttpResponder responder);
    std::optional<HttpResponse> refusal(const std::string &name, const Extension *external,
                                        const std::vector<std::string> &events) const;
    void next(Extension &extension, HttpResponder responder);
    void error(Extension &extension, const HttpRequest &request, HttpResponder responder, bool init);
    void give(Extension &extension, std::string event);
    HttpResponse transitionFault(const Extension &extension, State target) const;
    Extension *find(std::string_view id);

    const EnvironmentSpec &m_spec;
    Events m_events;
    Prng m_prng;
    bool m_open = true;
    bool m_stopping = false;
    std::vector<std::unique_ptr<Extension>> m_extensions; ///< external ones first, in the order of their launch
};

/// {"errorMessage":...,"errorType":...} as every API of the environment answers.
HttpResponse apiFault(int status, std::string_view type, std::string_view message);

} // namespace lambdarium

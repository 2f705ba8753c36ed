// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/http/httpserver.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lambdarium {

class StreamedAnswer;

/// The Runtime API of one environment (runtime-api.md 1) as a state machine over requests and answers; no sockets.
/// Serves custom runtimes and stock runtime clients. Core thread; owned by its environment.
class RuntimeApi
{
public:
    /// What the owner hears; called from inside handle(), which the owner must survive.
    struct Events
    {
        std::function<void()> ready; ///< first "next": init is over
        std::function<void(std::string payload, std::string errorType)> initFailed;
        /// The runtime answered and asked for more (or answered, as far as ended() is concerned).
        std::function<void(InvocationResult result)> finished;
        /// The response broke off: the invocation is over and so is the environment.
        std::function<void()> broken;
        /// SnapStart: "next" after restore(), or what its hooks raised.
        std::function<void()> restored;
        std::function<void(std::string payload, std::string errorType)> restoreFailed;
    };

    /// severalWorkers: the runtime said that it asks for events from several workers at once. A "next" while an event
    /// is out waits for the following one then, instead of getting the same again.
    explicit RuntimeApi(Events events, bool severalWorkers = false)
        : m_events(std::move(events)), m_severalWorkers(severalWorkers)
    {}

    void handle(HttpRequest request, HttpResponder responder);
    /// The answer to a result beyond the limit; the invocation ends with Function.ResponseSizeTooLarge.
    HttpResponse tooLarge(const HttpRequest &head);
    /// Decided from the head of a request: a streamed response is read as it comes.
    HttpBodyPolicy bodyPolicy(const HttpRequest &head);
    /// The answer to a request whose body broke off; a response that did ends the invocation.
    HttpResponse truncated(const HttpRequest &head);
    /// Hands an event to the runtime. Precondition: the previous one ended.
    void invoke(InvocationRequest request);
    /// SnapStart: lets a runtime that waits for it run its hooks; false when it does not wait.
    bool restore();
    /// The process is gone: a result that was answered but not followed by "next".
    std::optional<InvocationResult> takeAnswer();

private:
    enum class State {
        Started,      ///< init runs
        InitError,    ///< terminal
        RestoreReady, ///< SnapStart: init is over, waits for the restore
        Restoring,    ///< its hooks run
        RestoreError, ///< terminal
        Ready,        ///< asked for an event
        Running,      ///< an event was handed out
        ResponseSent, ///< answered, has not asked for more yet
    };

    void next(HttpResponder responder);
    void restoreNext(HttpResponder responder);
    void restoreError(const HttpRequest &request, HttpResponder responder);
    void handOut();
    void answered(HttpResponse response, HttpResponder responder);
    void endIfAskedFor();
    HttpResponse answer(const HttpRequest &request, const std::string &id, bool failed);
    bool answersEvent(const HttpRequest &head) const;
    HttpResponse initError(const HttpRequest &request);
    HttpResponse forbidden(const char *target) const;
    HttpResponse eventResponse() const;
    static const char *name(State state);

    Events m_events;
    bool m_severalWorkers;
    State m_state = State::Started;
    std::optional<InvocationRequest> m_event; ///< not yet ended
    std::optional<InvocationResult> m_answer;
    std::shared_ptr<StreamedAnswer> m_streamed; ///< a response on its way
    std::vector<HttpResponder> m_parked;        ///< "next" calls waiting; some clients open several
};

} // namespace lambdarium

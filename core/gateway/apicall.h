// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/gateway/route.h"
#include "core/http/httpserver.h"

#include <functional>
#include <memory>
#include <string>

namespace lambdarium {

/// One API request on its way through the gateway: what came, who sent it, and the one way to answer. Shared by
/// the callbacks that may answer it. Core thread.
class ApiCall
{
public:
    using Finished = std::function<void(const ApiCall &call, int status)>;

    ApiCall(HttpRequest request, HttpResponder answerTo, Route where, std::string id)
        : http(std::move(request)), route(std::move(where)), requestId(std::move(id)), m_responder(std::move(answerTo))
    {}

    /// Adds the request id headers of the protocol and sends. Later calls do nothing.
    void finish(HttpResponse response);
    /// Whether the caller still waits.
    bool connected() const { return m_responder.connected(); }
    /// The same for an answer in pieces; ended() follows the last one.
    HttpStreamedAnswer begin(HttpResponse head);
    void ended(int status);
    void whenDisconnected(std::function<void()> callback) { m_responder.whenDisconnected(std::move(callback)); }
    void onFinish(Finished finished) { m_finished = std::move(finished); }
    /// "http://127.0.0.1:4566": how the caller reached us, for URLs in answers.
    std::string endpoint() const { return "http://" + std::string(http.headers.value("Host")); }

    HttpRequest http;
    Route route;
    std::string requestId;
    NodeId caller; ///< the function, when a handler calls; empty: from outside
    NodeId target; ///< resource the operation is about, for the fact; set by the service's file
    Instant started{};

private:
    void addRequestId(HttpResponse &response) const;

    HttpResponder m_responder;
    Finished m_finished;
};

using ApiCallPtr = std::shared_ptr<ApiCall>;

/// The refusal in the protocol of the route: status, AWS's code and text.
HttpResponse apiError(const Route &route, int status, const std::string &code, const std::string &message,
                      const std::string &requestId);

} // namespace lambdarium

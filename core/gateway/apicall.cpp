// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/apicall.h"

#include "core/gateway/jsonprotocol.h"
#include "core/gateway/queryprotocol.h"
#include "core/gateway/restjson.h"
#include "core/gateway/restxml.h"

namespace lambdarium {

void ApiCall::addRequestId(HttpResponse &response) const
{
    if (route.protocol == ApiProtocol::RestXml) {
        response.headers.set("x-amz-request-id", requestId);
        response.headers.set("x-amz-id-2", extendedRequestId(requestId));
    } else if (!response.headers.has("x-amzn-RequestId")) {
        response.headers.add("x-amzn-RequestId", requestId);
    }
}

void ApiCall::finish(HttpResponse response)
{
    addRequestId(response);
    ended(response.status);
    m_responder.send(std::move(response));
}

HttpStreamedAnswer ApiCall::begin(HttpResponse head)
{
    addRequestId(head);
    return m_responder.begin(std::move(head));
}

void ApiCall::ended(int status)
{
    if (const Finished finished = std::exchange(m_finished, nullptr))
        finished(*this, status);
}

HttpResponse apiError(const Route &route, int status, const std::string &code, const std::string &message,
                      const std::string &requestId)
{
    switch (route.protocol) {
    case ApiProtocol::Json: return jsonError(status, code, message);
    case ApiProtocol::Query: return queryError(route.service, {status, code, message}, requestId);
    case ApiProtocol::RestXml: return restXmlError({status, code, message}, route, requestId);
    case ApiProtocol::RestJson: break;
    }
    return restJsonError(status, code, message);
}

} // namespace lambdarium

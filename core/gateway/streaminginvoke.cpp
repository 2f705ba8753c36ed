// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/base64.h"
#include "core/gateway/eventstream.h"
#include "core/gateway/gatewayparts.h"
#include "core/gateway/responserelay.h"

#include <nlohmann/json.hpp>

namespace lambdarium {

namespace {

/// The SDKs take at most 16 MB per message; AWS sends far less.
constexpr std::size_t chunkBytes = 256 * 1024;

std::string payloadChunks(std::string_view bytes)
{
    std::string messages;
    for (std::size_t at = 0; at < bytes.size(); at += chunkBytes)
        messages += eventStreamEvent("PayloadChunk", "application/octet-stream", bytes.substr(at, chunkBytes));
    return messages;
}

/// ErrorCode, ErrorDetails and LogResult only when there is something to say, as the API describes them.
std::string invokeComplete(const InvokeOutcome &outcome)
{
    nlohmann::ordered_json complete = nlohmann::ordered_json::object();
    if (!outcome.functionError.empty()) {
        complete["ErrorCode"] = outcome.functionError;
        complete["ErrorDetails"] = outcome.payload;
    }
    if (!outcome.logTail.empty())
        complete["LogResult"] = base64Encode(outcome.logTail);
    return eventStreamEvent("InvokeComplete", "application/json",
                            complete.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

HttpResponse head()
{
    HttpResponse response;
    response.headers.add("Content-Type", "application/vnd.amazon.eventstream");
    response.headers.add("X-Amz-Executed-Version", "$LATEST");
    return response;
}

} // namespace

void invokeWithResponseStream(GatewayContext &context, const ApiCallPtr &call, InvokeRequest request)
{
    const InvocationType type = request.type;
    const auto stream = std::make_shared<ResponseStream>(context.loop);
    request.stream = stream;
    const auto relay = std::make_shared<ResponseRelay>(
        stream, [call](ResponseStream &, std::string &) { return call->begin(head()); }, payloadChunks);
    relay->start();
    call->whenDisconnected([weak = std::weak_ptr(relay)] {
        if (const auto held = weak.lock())
            held->left();
    });
    context.engine.invoke(std::move(request), [call, relay, stream, type](const InvokeOutcome &outcome) {
        if (outcome.status >= 400 || type == InvocationType::DryRun)
            return call->finish(invokeResponse(outcome, type));
        const bool whole = outcome.functionError.empty() && !stream->begun();
        relay->finish((whole ? payloadChunks(outcome.payload) : std::string()) + invokeComplete(outcome), true);
        call->ended(outcome.status);
    });
}

} // namespace lambdarium

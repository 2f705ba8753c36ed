// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/destinationrecord.h"

#include "core/engine/errorplace.h"
#include "core/engine/jsonfault.h"

#include <nlohmann/json.hpp>

namespace lambdarium {

namespace {

std::string quoted(const std::string &text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string embedded(const std::string &payload)
{
    if (payload.empty())
        return "null";
    return jsonFault(payload) ? quoted(payload) : payload;
}

} // namespace

std::string DestinationRecord::json() const
{
    std::string text = "{\"version\":\"1.0\",\"timestamp\":\"" + isoMillis(time)
        + "\",\"requestContext\":{\"requestId\":" + quoted(requestId) + ",\"functionArn\":" + quoted(functionArn)
        + ",\"condition\":" + quoted(condition) + ",\"approximateInvokeCount\":" + std::to_string(invokeCount)
        + "},\"requestPayload\":" + embedded(requestPayload);
    if (last) {
        text += ",\"responseContext\":{\"statusCode\":" + std::to_string(last->status)
            + ",\"executedVersion\":" + quoted(last->executedVersion);
        if (!last->functionError.empty())
            text += ",\"functionError\":" + quoted(last->functionError);
        text += "},\"responsePayload\":" + embedded(last->payload);
    }
    return text + "}";
}

std::vector<MessageAttribute> DestinationRecord::deadLetterAttributes() const
{
    std::string message = last ? errorDetails(last->payload).message : std::string();
    if (message.size() > 1024) {
        std::size_t end = 1024;
        while (end > 0 && (static_cast<unsigned char>(message[end]) & 0xc0) == 0x80)
            --end; // never inside a UTF-8 sequence
        message.resize(end);
    }
    std::vector<MessageAttribute> attributes{{"RequestID", "String", requestId},
                                             {"ErrorCode", "Number", last ? std::to_string(last->status) : "200"}};
    if (!message.empty())
        attributes.push_back({"ErrorMessage", "String", message});
    return attributes;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/gateway/route.h"
#include "core/http/httpmessage.h"
#include "core/services/serviceresult.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// S3's REST-XML.
namespace lambdarium {

inline constexpr std::string_view s3Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

HttpResponse restXmlReply(std::string xml, int status = 200);
/// <Error> with Code, Message, the resource's member, RequestId and HostId.
HttpResponse restXmlError(const ServiceError &error, const Route &route, const std::string &requestId);
/// x-amz-id-2: derived from the request id, so that both name one request.
std::string extendedRequestId(const std::string &requestId);

/// "Tue, 24 Nov 2026 14:00:00 GMT"
std::string httpTime(Instant time);
/// Seconds since the epoch of such a text.
std::optional<std::int64_t> parseHttpTime(const std::string &text);

/// First and last byte of "bytes=a-b", "bytes=a-" or "bytes=-n" within size.
struct ByteRange
{
    std::int64_t first = 0;
    std::int64_t last = 0;
};
enum class RangeKind {
    None, ///< absent or of another form: the whole object
    Satisfiable,
    Unsatisfiable, ///< 416
};
RangeKind parseRange(std::string_view header, std::int64_t size, ByteRange &range);

/// Keys of a DeleteObjects body; nothing when it is not that XML.
struct DeleteObjectsBody
{
    std::vector<std::string> keys;
    bool quiet = false;
};
std::optional<DeleteObjectsBody> parseDeleteObjects(const std::string &xml);
/// (number, ETag) of a CompleteMultipartUpload body.
std::optional<std::vector<std::pair<int, std::string>>> parseCompleteUpload(const std::string &xml);

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/restxml.h"

#include "core/gateway/base64.h"
#include "core/gateway/xmlwriter.h"

#include <pugixml.hpp>

#include <charconv>
#include <ctime>

namespace lambdarium {

namespace {

constexpr std::size_t batchMax = 10000; // parts of an upload; DeleteObjects allows 1000

bool load(pugi::xml_document &document, const std::string &xml, const char *root)
{
    return document.load_buffer(xml.data(), xml.size()) && std::string_view(document.document_element().name()) == root;
}

std::optional<std::int64_t> number(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

} // namespace

HttpResponse restXmlReply(std::string xml, int status)
{
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "application/xml");
    response.body = std::move(xml);
    return response;
}

HttpResponse restXmlError(const ServiceError &error, const Route &route, const std::string &requestId)
{
    XmlWriter xml;
    xml.begin("Error").text("Code", error.code).text("Message", error.message);
    if (error.code == "NoSuchKey")
        xml.text("Key", route.key);
    else if (error.code.find("Bucket") != std::string::npos)
        xml.text("BucketName", route.bucket);
    else if (const std::string *upload = findArgument(route.query, "uploadId"); upload && error.code == "NoSuchUpload")
        xml.text("UploadId", *upload);
    xml.text("RequestId", requestId).text("HostId", extendedRequestId(requestId));
    return restXmlReply(xml.finish(), error.status);
}

std::string extendedRequestId(const std::string &requestId) { return base64Encode("lambdarium/" + requestId); }

std::string httpTime(Instant time)
{
    const std::time_t seconds = static_cast<std::time_t>(unixMillis(time) / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char buffer[64];
    return std::string(buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts));
}

std::optional<std::int64_t> parseHttpTime(const std::string &text)
{
    std::tm parts{};
    if (!::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts))
        return std::nullopt;
    return static_cast<std::int64_t>(::timegm(&parts));
}

RangeKind parseRange(std::string_view header, std::int64_t size, ByteRange &range)
{
    if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos)
        return RangeKind::None;
    header.remove_prefix(6);
    const std::size_t dash = header.find('-');
    if (dash == std::string_view::npos)
        return RangeKind::None;
    const auto first = number(header.substr(0, dash));
    const auto last = number(header.substr(dash + 1));
    if (!first && !last)
        return RangeKind::None;
    if (!first) { // the last n bytes
        range = {std::max<std::int64_t>(0, size - *last), size - 1};
        return *last == 0 || size == 0 ? RangeKind::Unsatisfiable : RangeKind::Satisfiable;
    }
    if (dash + 1 < header.size() && (!last || *last < *first))
        return RangeKind::None;
    range = {*first, std::min(last.value_or(size - 1), size - 1)};
    return *first >= size ? RangeKind::Unsatisfiable : RangeKind::Satisfiable;
}

std::optional<DeleteObjectsBody> parseDeleteObjects(const std::string &xml)
{
    pugi::xml_document document;
    if (!load(document, xml, "Delete"))
        return std::nullopt;
    DeleteObjectsBody body;
    body.quiet = std::string_view(document.document_element().child_value("Quiet")) == "true";
    for (const pugi::xml_node object : document.document_element().children("Object"))
        body.keys.emplace_back(object.child_value("Key"));
    if (body.keys.empty() || body.keys.size() > 1000)
        return std::nullopt;
    return body;
}

std::optional<std::vector<std::pair<int, std::string>>> parseCompleteUpload(const std::string &xml)
{
    pugi::xml_document document;
    if (!load(document, xml, "CompleteMultipartUpload"))
        return std::nullopt;
    std::vector<std::pair<int, std::string>> parts;
    for (const pugi::xml_node part : document.document_element().children("Part")) {
        const auto partNumber = number(part.child_value("PartNumber"));
        std::string etag = part.child_value("ETag");
        std::erase(etag, '"');
        if (!partNumber || *partNumber < 1 || *partNumber > static_cast<std::int64_t>(batchMax))
            return std::nullopt;
        parts.emplace_back(static_cast<int>(*partNumber), std::move(etag));
    }
    if (parts.empty() || parts.size() > batchMax)
        return std::nullopt;
    return parts;
}

} // namespace lambdarium

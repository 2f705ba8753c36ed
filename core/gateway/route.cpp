// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/route.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lambdarium {

namespace {

struct Known
{
    ApiService service;
    std::string_view name;
    std::string_view targetPrefix;
    std::string_view version; ///< of the Query protocol
};

constexpr std::array knownServices{
    Known{ApiService::Lambda, "lambda", "", ""},     Known{ApiService::Sqs, "sqs", "AmazonSQS", "2012-11-05"},
    Known{ApiService::Sns, "sns", "", "2010-03-31"}, Known{ApiService::S3, "s3", "", ""},
    Known{ApiService::Sts, "sts", "", "2011-06-15"}, Known{ApiService::Iam, "iam", "", "2010-05-08"}};

void choose(Route &route, std::string_view name)
{
    route.serviceName = name;
    const auto found = std::find_if(knownServices.begin(), knownServices.end(),
                                    [name](const Known &known) { return known.name == name; });
    route.service = found == knownServices.end() ? ApiService::Unknown : found->service;
}

/// "/2015-03-31/...": Lambda's API versions lead its paths.
bool isDatedPath(std::string_view path)
{
    static constexpr std::string_view shape = "/dddd-dd-dd/";
    return path.size() >= shape.size()
        && std::equal(shape.begin(), shape.end(), path.begin(),
                      [](char want, char have) { return want == 'd' ? have >= '0' && have <= '9' : want == have; });
}

/// "<bucket>.localhost:4566" and "<bucket>.s3.localhost:4566" (also with a region).
std::string bucketOfHost(std::string_view host)
{
    host = host.substr(0, host.find(':'));
    static constexpr std::string_view suffix = ".localhost";
    if (!host.ends_with(suffix))
        return {};
    std::string_view name = host.substr(0, host.size() - suffix.size());
    const std::size_t service = name.rfind(".s3");
    if (service != std::string_view::npos && (service + 3 == name.size() || name[service + 3] == '.'))
        name = name.substr(0, service);
    return name == "s3" || name.starts_with("s3.") ? std::string() : std::string(name);
}

void routeS3(Route &route, const HttpRequest &head)
{
    route.protocol = ApiProtocol::RestXml;
    choose(route, "s3");
    route.bucket = bucketOfHost(head.headers.value("Host"));
    std::string_view path = head.path;
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    if (route.bucket.empty()) {
        const std::size_t slash = path.find('/');
        route.bucket = percentDecode(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    route.key = percentDecode(path);
}

bool isForm(const HttpRequest &head)
{
    return head.headers.value("Content-Type").starts_with("application/x-www-form-urlencoded");
}

} // namespace

std::string signingService(const HttpRequest &request, const QueryArguments &query)
{
    std::string credential;
    const std::string_view authorization = request.headers.value("Authorization");
    const std::size_t start = authorization.find("Credential=");
    if (start != std::string_view::npos) {
        const std::string_view rest = authorization.substr(start + 11);
        credential = rest.substr(0, rest.find_first_of(", "));
    } else if (const std::string *presigned = findArgument(query, "X-Amz-Credential")) {
        credential = *presigned;
    }
    // AKID/20260101/us-east-1/sqs/aws4_request
    const std::size_t last = credential.rfind('/');
    if (last == std::string::npos || last == 0)
        return {};
    const std::size_t before = credential.rfind('/', last - 1);
    return before == std::string::npos ? std::string() : credential.substr(before + 1, last - before - 1);
}

Route routeHead(const HttpRequest &head)
{
    Route route;
    route.query = parseQuery(head.query);
    const std::string signedFor = signingService(head, route.query);
    if (const std::string_view target = head.headers.value("X-Amz-Target"); !target.empty()) {
        route.protocol = ApiProtocol::Json;
        const std::size_t dot = target.rfind('.');
        const std::string_view prefix = target.substr(0, dot);
        route.operation = dot == std::string_view::npos ? std::string_view() : target.substr(dot + 1);
        const auto found = std::find_if(knownServices.begin(), knownServices.end(), [prefix](const Known &known) {
            return !known.targetPrefix.empty() && known.targetPrefix == prefix;
        });
        choose(route, found != knownServices.end() ? found->name : signedFor.empty() ? prefix : signedFor);
        if (found == knownServices.end())
            route.service = ApiService::Unknown;
        return route;
    }
    if (signedFor == "s3" || findArgument(route.query, "AWSAccessKeyId")) {
        routeS3(route, head);
        return route;
    }
    if (isDatedPath(head.path) && (signedFor.empty() || signedFor == "lambda")) {
        choose(route, "lambda");
        return route;
    }
    if (const std::string *action = findArgument(route.query, "Action"); action || isForm(head)) {
        route.protocol = ApiProtocol::Query;
        choose(route, signedFor);
        return route;
    }
    if (signedFor.empty() && !bucketOfHost(head.headers.value("Host")).empty()) {
        routeS3(route, head);
        return route;
    }
    choose(route, signedFor);
    return route;
}

void routeBody(Route &route, const std::string &body)
{
    if (route.protocol != ApiProtocol::Query)
        return;
    route.form = parseQuery(body);
    route.form.insert(route.form.end(), route.query.begin(), route.query.end());
    if (const std::string *action = findArgument(route.form, "Action"))
        route.operation = *action;
    const std::string *version = findArgument(route.form, "Version");
    if (!version)
        return;
    for (const Known &known : knownServices) {
        // SNS and others share no version date; SES and SNS of old do, so the signing name wins.
        if (known.version == *version && route.serviceName.empty())
            choose(route, known.name);
    }
}

} // namespace lambdarium

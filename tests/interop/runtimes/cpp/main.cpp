// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/lambda-runtime/runtime.h>

#include <cstdio>
#include <cstdlib>
#include <string>

using aws::lambda_runtime::invocation_request;
using aws::lambda_runtime::invocation_response;

namespace {

/// The text of a member up to what ends it; enough for the events of this test.
std::string member(const std::string &json, const std::string &name)
{
    const std::size_t at = json.find('"' + name + "\":");
    if (at == std::string::npos)
        return {};
    const std::size_t begin = at + name.size() + 3;
    return json.substr(begin, json.find_last_of('}') - begin);
}

std::string quoted(const std::string &text) { return '"' + text + '"'; }

invocation_response handle(const invocation_request &request)
{
    const std::string what = member(request.payload, "do").substr(1, 4);
    const std::string value = member(request.payload, "value");
    if (what == "echo")
        return invocation_response::success(value, "application/json");
    if (what == "big\"")
        return invocation_response::success(quoted(std::string(std::stoul(value), 'x')), "application/json");
    if (what == "rais")
        return invocation_response::failure("no", "Interop.Refused", "");
    if (what == "pani")
        std::abort();
    if (what == "abou")
        return invocation_response::success(
            "{\"id\":" + quoted(request.request_id) + ",\"arn\":" + quoted(request.function_arn)
                + ",\"left\":" + std::to_string(request.get_time_remaining().count())
                + ",\"trace\":" + quoted(request.xray_trace_id) + ",\"client\":\"aws-lambda-cpp\"}",
            "application/json");
    std::puts("leaving");
    std::fflush(stdout);
    std::_Exit(3);
}

} // namespace

int main()
{
    if (std::getenv("FAIL_INIT"))
        return 7;
    aws::lambda_runtime::run_handler(handle);
    return 0;
}

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// HTTP load without a client library: plain sockets, kept connections, bytes made once. One thread.
namespace benchmarks {

/// A POST of JSON. Signed: with a well-formed AWS signature, as an AWS client sends; the endpoint does not verify it
/// by default.
std::string postRequest(std::uint16_t port, const std::string &path, const std::string &body, bool isSigned);
/// An invocation by name through the Lambda API.
std::string invokeRequest(std::uint16_t port, const std::string &function, const std::string &body);

struct Load
{
    std::vector<double> microseconds; ///< of each answer
    double seconds = 0;               ///< of all
    int failures = 0;                 ///< not 200, or the connection broke

    double rate() const { return seconds > 0 ? static_cast<double>(microseconds.size()) / seconds : 0; }
    double p50() const;
};

/// Sends `count` copies of the request to 127.0.0.1:port, one at a time on each of `connections` connections. A
/// server that closes after each answer is connected to again.
Load load(std::uint16_t port, const std::string &request, int connections, int count);
/// Whether anything answers there with 200.
bool answers(std::uint16_t port, const std::string &request);

} // namespace benchmarks

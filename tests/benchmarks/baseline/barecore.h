// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// The least that can be called a core: HTTP POST in, one frame down a pipe to a worker, one frame back, HTTP out.
/// No walls, no limits, no logs, no history. The yardstick of W1 and W2; nothing of it is product code.
namespace baseline {

/// An interpreter that answers frames (4-byte little-endian length, then bytes) until its input ends.
class Worker
{
public:
    /// Its own environment, or this program's when none is given.
    explicit Worker(const std::vector<std::string> &argv, const std::vector<std::string> &environment = {});
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// One round trip, blocking.
    std::string call(const std::string &payload) const;
    void send(const std::string &payload) const;
    std::string receive() const;
    int readFd() const { return m_out; }
    int pid() const { return m_pid; }

private:
    int m_in = -1;
    int m_out = -1;
    int m_pid = -1;
};

/// A Python worker that decodes the JSON event, calls a trivial handler and encodes its result.
Worker pythonWorker();
/// The same in Node.js.
Worker nodeWorker();

/// Serves POSTs on 127.0.0.1 in a process of its own until destroyed.
class HttpServer
{
public:
    explicit HttpServer(int workers);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;
    std::uint16_t port() const { return m_port; }

private:
    std::uint16_t m_port = 0;
    int m_pid = -1;
};

} // namespace baseline

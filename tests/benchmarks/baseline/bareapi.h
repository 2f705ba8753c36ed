// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace baseline {

/// The least that can be called a Runtime API: one runtime client on one kept connection, blocking. The yardstick of
/// W4; nothing of it is product code.
class RuntimeApi
{
public:
    /// Starts the client with AWS_LAMBDA_RUNTIME_API set and waits until it asks for its first event.
    explicit RuntimeApi(const std::vector<std::string> &client);
    ~RuntimeApi();
    RuntimeApi(const RuntimeApi &) = delete;
    RuntimeApi &operator=(const RuntimeApi &) = delete;

    /// A full cycle: the event goes out, the response comes back and is acknowledged, the next one is asked for.
    std::string cycle(const std::string &event);

private:
    /// The body of the next request, headers thrown away.
    std::string takeRequest();
    void put(const std::string &text) const;

    int m_pid = -1;
    int m_stream = -1;
    std::string m_input;
};

} // namespace baseline

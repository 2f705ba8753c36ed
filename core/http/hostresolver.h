// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/loop/mailbox.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lambdarium {

/// Asks the machine for the addresses of a name, on other threads. Core thread; a question that is still under way when
/// it is destroyed is never answered and keeps nobody waiting.
class HostResolver
{
public:
    /// Addresses as text, in the machine's order; empty when there are none, and then why.
    using Reply = std::function<void(std::vector<std::string> addresses, const std::string &problem)>;

    explicit HostResolver(Mailbox &mailbox);
    ~HostResolver();
    HostResolver(const HostResolver &) = delete;
    HostResolver &operator=(const HostResolver &) = delete;

    void resolve(const std::string &host, Reply reply);

private:
    struct Shared;
    struct Question
    {
        std::string host;
        Reply reply;
    };
    void ask(Question question);

    std::shared_ptr<Shared> m_shared;
    std::deque<Question> m_waiting;
    int m_asking = 0;
};

} // namespace lambdarium

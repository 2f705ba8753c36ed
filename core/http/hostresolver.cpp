// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/hostresolver.h"

#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <mutex>
#include <thread>

namespace lambdarium {

namespace {

constexpr int threadsMax = 8;

struct Found
{
    std::vector<std::string> addresses;
    std::string problem;
};

Found lookUp(const std::string &host)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    Found found;
    if (const int fault = getaddrinfo(host.c_str(), nullptr, &hints, &list); fault != 0) {
        found.problem = gai_strerror(fault);
        return found;
    }
    for (const addrinfo *each = list; each; each = each->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(each->ai_addr, each->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0)
            found.addresses.emplace_back(text.data());
    }
    freeaddrinfo(list);
    return found;
}

} // namespace

/// What a thread may touch after the resolver has gone.
struct HostResolver::Shared
{
    std::mutex mutex;
    Mailbox *mailbox = nullptr; // guarded by mutex; null: nobody waits any more
};

HostResolver::HostResolver(Mailbox &mailbox) : m_shared(std::make_shared<Shared>()) { m_shared->mailbox = &mailbox; }

HostResolver::~HostResolver()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->mailbox = nullptr;
}

void HostResolver::resolve(const std::string &host, Reply reply)
{
    m_waiting.push_back({host, std::move(reply)});
    if (m_asking < threadsMax) {
        Question next = std::move(m_waiting.front());
        m_waiting.pop_front();
        ask(std::move(next));
    }
}

/// Detached: a name server that does not answer must not hold up the end of the program.
void HostResolver::ask(Question question)
{
    ++m_asking;
    const auto answer = [this, shared = m_shared, reply = std::move(question.reply)](const Found &found) {
        if (!shared->mailbox) // the core thread is the only writer
            return;
        --m_asking;
        if (!m_waiting.empty()) {
            Question next = std::move(m_waiting.front());
            m_waiting.pop_front();
            ask(std::move(next));
        }
        reply(found.addresses, found.problem);
    };
    std::thread([shared = m_shared, answer, host = question.host] {
        Found found = lookUp(host);
        const std::lock_guard lock(shared->mutex);
        if (shared->mailbox)
            shared->mailbox->post([answer, found = std::move(found)] { answer(found); });
    }).detach();
}

} // namespace lambdarium

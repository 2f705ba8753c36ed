// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/dnsresponder.h"

#include "core/http/dnsmessage.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace lambdarium {

DnsResponder::DnsResponder(WallClock &clock, int descriptor, Decide decide)
    : m_descriptor(descriptor), m_decide(std::move(decide)),
      m_watch(clock.watch(descriptor, WallClock::For::Read, [this] { receive(); }))
{}

DnsResponder::~DnsResponder()
{
    m_watch.reset();
    close(m_descriptor);
}

/// A few at a time: a flood of questions must leave the loop its turn.
void DnsResponder::receive()
{
    constexpr int perTurn = 16;
    std::array<char, 1500> packet;
    for (int i = 0; i < perTurn; ++i) {
        sockaddr_in from{};
        socklen_t size = sizeof from;
        const ssize_t bytes = recvfrom(m_descriptor, packet.data(), packet.size(), MSG_DONTWAIT,
                                       reinterpret_cast<sockaddr *>(&from), &size);
        if (bytes < 0)
            return;
        const std::string reply = answer({packet.data(), static_cast<std::size_t>(bytes)});
        // A reply that does not go out is asked for again.
        if (!reply.empty())
            sendto(m_descriptor, reply.data(), reply.size(), MSG_DONTWAIT | MSG_NOSIGNAL,
                   reinterpret_cast<sockaddr *>(&from), size);
    }
}

std::string DnsResponder::answer(std::string_view packet) const
{
    if (!isDnsQuery(packet))
        return {};
    const auto question = parseDnsQuestion(packet);
    if (!question)
        return dnsAnswer(packet, question, DnsCode::FormatError);
    if (question->klass != dnsClassInternet)
        return dnsAnswer(packet, question, DnsCode::NotImplemented);
    const Reply reply = m_decide(question->name);
    if (!reply.exists)
        return dnsAnswer(packet, question, DnsCode::NoSuchName);
    return dnsAnswer(packet, question, DnsCode::NoError,
                     question->type == dnsTypeA ? std::optional(reply.address) : std::nullopt);
}

} // namespace lambdarium

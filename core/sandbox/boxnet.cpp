// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"

#include <linux/rtnetlink.h>

#include <arpa/inet.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace lambdarium {

namespace {

sockaddr_in addressOf(std::uint32_t port, std::uint32_t ip = BoxListener::loopback)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(ip);
    return address;
}

bool isLoopback(std::uint32_t ip) { return ip >> 24 == 127; }

/// A default route over lo: packets for foreign addresses arrive at a host that does not know them, and vanish.
void addBlackHole()
{
    const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    char device[] = "lo";
    rtentry route{};
    route.rt_dst.sa_family = AF_INET;
    route.rt_genmask.sa_family = AF_INET;
    route.rt_dev = device;
    route.rt_flags = RTF_UP;
    if (any < 0 || ioctl(any, SIOCADDRT, &route) != 0)
        failBox("making a route that leads nowhere");
    close(any);
}

/// Makes an address the box's own by a local route (AnyIP), without giving it to a device.
void addOwnAddress(std::uint32_t ip)
{
    struct
    {
        nlmsghdr head{};
        rtmsg route{};
        rtattr destinationHead{};
        std::uint32_t destination = 0;
        rtattr deviceHead{};
        std::uint32_t device = 0;
    } request;
    request.head.nlmsg_len = sizeof request;
    request.head.nlmsg_type = RTM_NEWROUTE;
    request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_REPLACE | NLM_F_ACK;
    request.route.rtm_family = AF_INET;
    request.route.rtm_dst_len = 32;
    request.route.rtm_table = RT_TABLE_LOCAL;
    request.route.rtm_protocol = RTPROT_BOOT;
    request.route.rtm_scope = RT_SCOPE_HOST;
    request.route.rtm_type = RTN_LOCAL;
    request.destinationHead = {RTA_LENGTH(sizeof request.destination), RTA_DST};
    request.destination = htonl(ip);
    request.deviceHead = {RTA_LENGTH(sizeof request.device), RTA_OIF};
    request.device = if_nametoindex("lo");
    const int link = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    alignas(nlmsghdr) char answer[512];
    if (link < 0 || send(link, &request, sizeof request, 0) < 0 || recv(link, answer, sizeof answer, 0) < 0)
        failBox("making an address");
    nlmsgerr error{};
    std::memcpy(&error, answer + NLMSG_HDRLEN, sizeof error);
    errno = -error.error;
    if (error.error != 0)
        failBox("making an address");
    close(link);
}

/// With a backlog of 0 one waiting connection fills the queue; what comes later gets no answer.
void fillQueue(const sockaddr_in &address)
{
    const int filler = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (filler < 0 || connect(filler, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        failBox("closing a port");
    close(filler);
}

} // namespace

void openRoutes(const BoxPlan &plan)
{
    if (plan.header.blackHole != 0)
        addBlackHole();
    for (const BoxPlan::Listener &listener : plan.listeners) {
        if (!isLoopback(listener.address))
            addOwnAddress(listener.address);
    }
}

void bringLoopbackUp()
{
    const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::snprintf(request.ifr_name, sizeof request.ifr_name, "lo");
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    if (any < 0 || ioctl(any, SIOCSIFFLAGS, &request) != 0)
        failBox("bringing up the loopback device");
    close(any);
}

int listenOn(const BoxPlan::Listener &asked)
{
    const bool stream = asked.kind != BoxListener::Kind::Datagram;
    const bool silent = asked.kind == BoxListener::Kind::Silent;
    const int listener = socket(AF_INET, (stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const sockaddr_in address = addressOf(asked.port, asked.address);
    constexpr int backlog = 128;
    if (listener < 0 || bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || (stream && listen(listener, silent ? 0 : backlog) != 0))
        failBox("listening on a port");
    if (silent)
        fillQueue(address);
    return listener;
}

int dialPort(std::uint32_t port)
{
    const int stream = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (stream < 0)
        return -errno;
    const sockaddr_in address = addressOf(port);
    int error = 0;
    if (connect(stream, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        error = errno;
    if (error == EINPROGRESS) { // loopback answers within the call; only a full backlog leaves it undecided
        pollfd writable{stream, POLLOUT, 0};
        constexpr int patienceMs = 2;
        socklen_t size = sizeof error;
        error = 0;
        if (poll(&writable, 1, patienceMs) > 0)
            getsockopt(stream, SOL_SOCKET, SO_ERROR, &error, &size);
    }
    if (error == 0)
        return stream;
    close(stream);
    return -error;
}

} // namespace lambdarium

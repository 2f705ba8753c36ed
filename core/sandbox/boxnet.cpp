// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"

#include <linux/netlink.h>
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

sockaddr_in loopback(std::uint32_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// The benchmarking network 198.18.0.0/15 is nobody's; here its addresses stand for hosts outside.
constexpr std::uint32_t egressNetwork = 0xc6120000;

/// Every address of it is this network namespace's own (AnyIP): a local route, by netlink only.
void addEgressAddresses()
{
    struct
    {
        nlmsghdr head;
        rtmsg route;
        char attributes[64];
    } request{};
    request.head.nlmsg_len = NLMSG_LENGTH(sizeof(rtmsg));
    request.head.nlmsg_type = RTM_NEWROUTE;
    request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_ACK;
    request.route.rtm_family = AF_INET;
    request.route.rtm_dst_len = 15;
    request.route.rtm_table = RT_TABLE_LOCAL;
    request.route.rtm_protocol = RTPROT_BOOT;
    request.route.rtm_scope = RT_SCOPE_HOST;
    request.route.rtm_type = RTN_LOCAL;
    const auto add = [&request](unsigned short type, const void *data, std::size_t size) {
        auto *attribute = reinterpret_cast<rtattr *>(reinterpret_cast<char *>(&request)
                                                     + NLMSG_ALIGN(request.head.nlmsg_len));
        attribute->rta_type = type;
        attribute->rta_len = static_cast<unsigned short>(RTA_LENGTH(size));
        std::memcpy(RTA_DATA(attribute), data, size);
        request.head.nlmsg_len = static_cast<unsigned>(NLMSG_ALIGN(request.head.nlmsg_len)
                                                       + RTA_ALIGN(attribute->rta_len));
    };
    const std::uint32_t network = htonl(egressNetwork);
    const int device = static_cast<int>(if_nametoindex("lo"));
    add(RTA_DST, &network, sizeof network);
    add(RTA_OIF, &device, sizeof device);
    const int link = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    char answer[512];
    const bool asked = link >= 0
        && send(link, &request, request.head.nlmsg_len, 0) == static_cast<ssize_t>(request.head.nlmsg_len);
    const ssize_t size = asked ? recv(link, answer, sizeof answer, 0) : -1;
    const auto *head = reinterpret_cast<const nlmsghdr *>(answer);
    if (size >= static_cast<ssize_t>(NLMSG_LENGTH(sizeof(nlmsgerr))) && head->nlmsg_type == NLMSG_ERROR) {
        errno = -static_cast<const nlmsgerr *>(NLMSG_DATA(head))->error;
        if (errno == 0) {
            close(link);
            return;
        }
    }
    failBox("adding addresses for hosts outside");
}

} // namespace

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

int listenOn(std::uint32_t where)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in address = loopback(where & 0xffff);
    if (const std::uint32_t last = where >> 16)
        address.sin_addr.s_addr = htonl(egressNetwork + last);
    constexpr int backlog = 128;
    if (listener < 0 || bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || listen(listener, backlog) != 0)
        failBox("listening on a port");
    return listener;
}

void addBlackHole()
{
    const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    char device[] = "lo";
    rtentry route{};
    route.rt_dst.sa_family = AF_INET; // 0.0.0.0/0: the kernel drops what comes back over lo and is nobody's
    route.rt_genmask.sa_family = AF_INET;
    route.rt_flags = RTF_UP;
    route.rt_dev = device;
    if (any < 0 || ioctl(any, SIOCADDRT, &route) != 0)
        failBox("adding the route of a closed network");
    close(any);
    addEgressAddresses();
}

int dialPort(std::uint32_t port)
{
    const int stream = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (stream < 0)
        return -errno;
    const sockaddr_in address = loopback(port);
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

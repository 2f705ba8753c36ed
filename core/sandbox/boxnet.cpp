// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

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

int listenOn(std::uint32_t port)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const sockaddr_in address = loopback(port);
    constexpr int backlog = 128;
    if (listener < 0 || bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || listen(listener, backlog) != 0)
        failBox("listening on a port");
    return listener;
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

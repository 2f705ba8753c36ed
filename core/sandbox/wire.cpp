// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/wire.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace lambdarium::wire {

namespace {

struct ControlBuffer
{
    alignas(cmsghdr) char data[CMSG_SPACE(sizeof(int) * maxDescriptors)];
};

} // namespace

int sendPacket(int socket, Bytes bytes, const int *descriptors, std::size_t count)
{
    if (count > maxDescriptors)
        return E2BIG;
    iovec part{const_cast<void *>(bytes.data), bytes.size};
    ControlBuffer control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (count > 0) {
        message.msg_control = control.data;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
        cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int) * count);
        std::memcpy(CMSG_DATA(head), descriptors, sizeof(int) * count);
    }
    while (sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

Received receivePacket(int socket, void *data, std::size_t capacity, bool wait)
{
    iovec part{data, capacity};
    ControlBuffer control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data;
    message.msg_controllen = sizeof control.data;
    Received received;
    // A peer that goes with packets of ours unread resets the connection, which is told once and before the packets
    // that it sent: its last word must still be heard.
    do {
        received.bytes = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
    } while (received.bytes < 0 && (errno == EINTR || errno == ECONNRESET));
    if (received.bytes < 0) {
        received.error = errno;
        return received;
    }
    for (cmsghdr *head = CMSG_FIRSTHDR(&message); head; head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
            continue;
        const std::size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(head) + i * sizeof(int), sizeof fd);
            received.descriptors.emplace_back(fd);
        }
    }
    if (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
        received.bytes = -1;
        received.error = EMSGSIZE;
    }
    return received;
}

} // namespace lambdarium::wire

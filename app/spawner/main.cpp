// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/probes.h"
#include "core/sandbox/spawnerserver.h"

#include <sys/socket.h>

#include <cstdio>

namespace {

/// The core places its end of a SOCK_SEQPACKET pair here.
constexpr int controlFd = 3;

bool isControlSocket(int fd)
{
    int type = 0;
    socklen_t size = sizeof type;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1)
        return lambdarium::runProbes(argc, argv);
    if (!isControlSocket(controlFd)) {
        std::fputs("lambdarium-spawner is started by lambdarium; it does nothing on its own.\n", stderr);
        return 2;
    }
    const int kept[] = {controlFd};
    lambdarium::closeAllExcept(kept, 1);
    return lambdarium::SpawnerServer(controlFd).run();
}

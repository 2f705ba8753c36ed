// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/helperwalls.h"
#include "core/workspace/unpacker.h"

#include <cstdio>
#include <cstring>

#include <fcntl.h>

/// The helper of Unpacker: one zip per process.
int main(int argc, char **argv)
{
    using lambdarium::Unpacker;
    const char *verb = argc == 2 ? argv[1] : "";
    const bool durable = std::strcmp(verb, "unpack-durably") == 0;
    const bool unpacks = durable || std::strcmp(verb, "unpack") == 0;
    const bool known = unpacks || std::strcmp(verb, "inspect") == 0;
    if (!known || fcntl(Unpacker::zipDescriptor, F_GETFD) < 0) {
        std::fputs("lambdarium-unpack is started by lambdarium; it does nothing on its own.\n", stderr);
        return 2;
    }
    if (const char *failed = lambdarium::confineHelper(unpacks ? Unpacker::folderDescriptor : -1)) {
        std::printf("E%d no wall: %s\n", static_cast<int>(lambdarium::ErrorCode::Unavailable), failed);
        return 1;
    }
    return Unpacker::serve(unpacks, durable);
}

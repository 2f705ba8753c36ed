// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/helperwalls.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string>

namespace {

void tell(const char *what, bool came) { std::printf("%s %s\n", what, came ? "through" : "refused"); }

bool opens(const char *path, int flags) { return open(path, flags, 0644) >= 0; }

} // namespace

/// Stands where a helper would after a fault of a library: tries the ways out and prints how each went.
/// helperprobe FOLDER OTHER
int main(int argc, char **argv)
{
    const int folder = argc == 3 ? open(argv[1], O_RDONLY | O_DIRECTORY) : -1;
    if (folder < 0)
        return 2;
    if (const char *failed = lambdarium::confineHelper(folder)) {
        std::printf("no wall: %s\n", failed);
        return 1;
    }
    const std::string inside = std::string(argv[1]) + "/inside", outside = std::string(argv[2]) + "/outside";
    tell("write inside", opens(inside.c_str(), O_WRONLY | O_CREAT | O_EXCL));
    tell("folder inside", mkdirat(folder, "made", 0755) == 0);
    tell("link inside", symlinkat("made", folder, "link") == 0);
    tell("write beside", opens(outside.c_str(), O_WRONLY | O_CREAT));
    tell("read the host", opens("/etc/passwd", O_RDONLY));
    tell("list the host", opens("/", O_RDONLY | O_DIRECTORY));
    tell("device", mknodat(folder, "device", S_IFCHR | 0666, 0) == 0);
    tell("fork", fork() >= 0);
    char program[] = "/bin/true";
    char *arguments[] = {program, nullptr};
    execv(program, arguments); // does not return when it comes through
    tell("execute", false);
    tell("network", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    tell("unix socket", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    tell("signal", kill(getppid(), 0) == 0);
    tell("trace", ptrace(PTRACE_SEIZE, getppid(), nullptr, nullptr) == 0);
    tell("rights", setuid(0) == 0 && geteuid() == 0 && opens("/etc/shadow", O_RDONLY));
    tell("a gigabyte",
         mmap(nullptr, 1U << 30U, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
    return 0;
}

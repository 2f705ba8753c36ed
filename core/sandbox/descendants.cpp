// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/descendants.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace lambdarium {

namespace {

// A record of getdents64 (libc's readdir would allocate): inode 8, offset 8, length 2, type 1, then the name.
constexpr long entryLengthAt = 16;
constexpr long entryNameAt = 19;

/// Calls found(child) for each child that one thread has made.
template <typename Found>
void childrenOfThread(int pid, int thread, Found found)
{
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/task/%d/children", pid, thread);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    char text[2048];
    std::size_t kept = 0; // of a number that the last read cut
    for (ssize_t length = 0; (length = read(fd, text + kept, sizeof text - 1 - kept)) > 0;) {
        const std::size_t end = kept + static_cast<std::size_t>(length);
        text[end] = 0;
        char *at = text;
        for (char *space = nullptr; (space = std::strchr(at, ' ')) != nullptr; at = space + 1)
            found(std::atoi(at));
        kept = end - static_cast<std::size_t>(at - text);
        std::memmove(text, at, kept);
    }
    close(fd);
}

/// Calls found(child) for each child of a process: any of its threads may have made it.
template <typename Found>
void childrenOf(int pid, Found found)
{
    char path[32];
    std::snprintf(path, sizeof path, "/proc/%d/task", pid);
    const int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return;
    alignas(8) char buffer[4096];
    for (long size = 0; (size = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0;) {
        for (long at = 0; at < size;) {
            unsigned short length = 0;
            std::memcpy(&length, buffer + at + entryLengthAt, sizeof length);
            if (const int thread = std::atoi(buffer + at + entryNameAt); thread > 0)
                childrenOfThread(pid, thread, found);
            at += length;
        }
    }
    close(directory);
}

} // namespace

std::size_t Descendants::list()
{
    std::size_t count = 0;
    const auto add = [this, &count](int child) {
        if (child > 0 && count < most)
            m_pids[count++] = child;
    };
    childrenOf(getpid(), add);
    for (std::size_t i = 0; i < count; ++i)
        childrenOf(m_pids[i], add);
    return count;
}

bool Descendants::known(std::size_t count, int pid) const
{
    return std::find(m_signalled, m_signalled + count, pid) != m_signalled + count;
}

void Descendants::signalAll(int number)
{
    std::size_t signalled = 0;
    for (bool news = true; news;) {
        news = false;
        const std::size_t count = list();
        for (std::size_t i = 0; i < count; ++i) {
            if (known(signalled, m_pids[i]))
                continue;
            kill(m_pids[i], number);
            if (signalled < most)
                m_signalled[signalled++] = m_pids[i];
            news = number == SIGSTOP && signalled < most;
        }
    }
}

bool Descendants::killAll()
{
    constexpr int rounds = 2000;
    for (int round = 0; round < rounds; ++round) {
        signalAll(SIGSTOP);
        const std::size_t count = list();
        for (std::size_t i = 0; i < count; ++i)
            kill(m_pids[i], SIGKILL);
        while (waitpid(-1, nullptr, WNOHANG) > 0) {
        }
        if (list() == 0)
            return true;
        constexpr unsigned pauseUs = 1000;
        usleep(pauseUs);
    }
    return false;
}

} // namespace lambdarium

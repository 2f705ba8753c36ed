// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/probes.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

extern char **environ;

namespace lambdarium {

namespace {

/// Attempts of one probe: it holds when each of them was refused.
class Probe
{
public:
    explicit Probe(const char *code) : m_code(code) {}
    ~Probe() { std::printf("%s\t%c\t%s\n", m_code, m_broken ? '-' : m_tried ? '+' : '?', m_detail.c_str()); }
    Probe(const Probe &) = delete;
    Probe &operator=(const Probe &) = delete;

    /// came: whether the attempt got through; errno says why not.
    void attempt(bool came, const std::string &what)
    {
        const std::string said = what + ": " + (came ? "possible" : std::strerror(errno));
        if (came && !m_broken)
            m_detail = said; // the first hole is what counts
        else if (!m_broken)
            m_detail += (m_detail.empty() ? "" : "; ") + said;
        m_broken |= came;
        m_tried = true;
    }
    void state(bool held, const std::string &detail)
    {
        m_broken |= !held;
        m_tried = true;
        m_detail = detail;
    }

private:
    const char *m_code;
    bool m_broken = false;
    bool m_tried = false;
    std::string m_detail;
};

bool canOpen(const std::string &path, int flags)
{
    const int fd = open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

void readHome(const std::string &home)
{
    Probe probe("ReadHome");
    probe.attempt(canOpen(home, O_RDONLY | O_DIRECTORY), home);
    probe.attempt(canOpen(home + "/.ssh", O_RDONLY | O_DIRECTORY), ".ssh");
    probe.attempt(canOpen("/etc/shadow", O_RDONLY), "/etc/shadow");
}

void writeSystem(const std::string &code)
{
    Probe probe("WriteSystem");
    for (const char *path : {"/usr/bin/probe", "/etc/probe", "/opt/probe", "/probe"})
        probe.attempt(canOpen(path, O_WRONLY | O_CREAT), path);
    probe.attempt(canOpen(code + "/probe", O_WRONLY | O_CREAT), "/var/task/probe");
}

void hostLoopback(int port)
{
    Probe probe("HostLoopback");
    const int stream = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    probe.attempt(connect(stream, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0,
                  "127.0.0.1:" + std::to_string(port));
    close(stream);
}

/// A connected datagram socket asks for a route and sends nothing.
void outsideNetwork()
{
    Probe probe("OutsideNetwork");
    for (const char *host : {"169.254.169.254", "192.0.2.1"}) {
        const int datagram = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(80);
        inet_pton(AF_INET, host, &address.sin_addr);
        probe.attempt(connect(datagram, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0, host);
        close(datagram);
    }
}

void abstractSocket(const std::string &name)
{
    Probe probe("AbstractSocket");
    const int stream = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path + 1, sizeof address.sun_path - 2);
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    probe.attempt(connect(stream, reinterpret_cast<const sockaddr *>(&address), size) == 0, "@" + name);
    close(stream);
}

void otherProcesses()
{
    Probe probe("OtherProcesses");
    DIR *directory = opendir("/proc");
    int strangers = 0;
    while (const dirent *entry = directory ? readdir(directory) : nullptr)
        strangers += std::atoi(entry->d_name) > 2 ? 1 : 0;
    if (directory)
        closedir(directory);
    probe.state(directory && strangers == 0, std::to_string(strangers) + " foreign processes in /proc");
}

void touchInit()
{
    Probe probe("TouchInit");
    const int init = getppid(); // 1 where there is a pid namespace
    const std::string place = "/proc/" + std::to_string(init);
    probe.attempt(canOpen(place + "/mem", O_RDWR), place + "/mem");
    probe.attempt(canOpen(place + "/environ", O_RDONLY), place + "/environ");
    probe.attempt(ptrace(PTRACE_SEIZE, init, nullptr, nullptr) == 0, "ptrace");
}

void regainRights()
{
    Probe probe("RegainRights");
    probe.attempt(unshare(CLONE_NEWUSER) == 0, "user namespace");
    probe.attempt(mount("none", "/tmp", "tmpfs", 0, nullptr) == 0, "mount");
    probe.attempt(setuid(0) == 0, "setuid(0)");
    probe.attempt(chroot("/tmp") == 0, "chroot");
}

void inherited()
{
    Probe probe("Inherited");
    int open = 0;
    for (int fd = 3; fd < 256; ++fd)
        open += fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    int variables = 0;
    while (environ[variables])
        ++variables;
    probe.state(open == 0 && variables == 0,
                std::to_string(open) + " descriptors, " + std::to_string(variables) + " variables");
}

void diskBound(long megabytes, const std::string &tmp)
{
    Probe probe("DiskBound");
    const std::string path = tmp + "/probe";
    const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const off_t limit = static_cast<off_t>(megabytes) << 20;
    const bool within = fd >= 0 && posix_fallocate(fd, 0, limit / 2) == 0;
    const int beyond = fd >= 0 ? posix_fallocate(fd, 0, limit + 1) : EIO;
    struct statvfs status
    {};
    statvfs(tmp.c_str(), &status);
    const bool exact = status.f_blocks * status.f_frsize == static_cast<std::uint64_t>(limit);
    probe.state(within && beyond == ENOSPC && exact,
                std::to_string(status.f_blocks * status.f_frsize >> 20) + " MB, then " + std::strerror(beyond));
    if (fd >= 0)
        close(fd);
    unlink(path.c_str());
}

/// What the kernel says of this process; the walls of the report.
void ownState()
{
    FILE *file = std::fopen("/proc/self/status", "re");
    char line[256];
    while (file && std::fgets(line, sizeof line, file)) {
        for (const char *key : {"CapEff:", "CapBnd:", "NoNewPrivs:", "Seccomp:"}) {
            if (std::strncmp(line, key, std::strlen(key)) == 0) {
                line[std::strcspn(line, "\n")] = 0;
                std::printf("State\t?\t%s\n", line);
            }
        }
    }
    if (file)
        std::fclose(file);
    for (const char *space : {"user", "mnt", "pid", "net", "ipc", "uts", "cgroup"}) {
        char target[64] = {};
        const std::string path = std::string("/proc/self/ns/") + space;
        if (readlink(path.c_str(), target, sizeof target - 1) > 0)
            std::printf("Namespace\t?\t%s\n", target);
    }
}

int takeMemory()
{
    constexpr std::size_t step = std::size_t{1} << 20;
    constexpr int most = 192;
    std::vector<char *> kept;
    for (int i = 0; i < most; ++i) {
        kept.push_back(static_cast<char *>(std::malloc(step)));
        if (kept.back())
            std::memset(kept.back(), i + 1, step);
    }
    std::printf("MemoryLimit\t-\t%d MB taken\n", most);
    std::fflush(stdout);
    for (;;)
        pause();
}

int leaveDaemon()
{
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            for (int number = 1; number < NSIG; ++number)
                signal(number, SIG_IGN);
            std::printf("up\n");
            std::fflush(stdout);
            for (;;)
                pause();
        }
        _exit(0);
    }
    for (;;)
        pause();
}

} // namespace

int runProbes(int argc, char **argv)
{
    const std::string verb = argv[1];
    if (verb == "--probe-memory")
        return takeMemory();
    if (verb == "--probe-daemon")
        return leaveDaemon();
    if (verb != "--probe" || argc != 8)
        return 2;
    readHome(argv[4] + std::strlen("home")); // so that nothing takes it for a path inside
    writeSystem(argv[7]);
    hostLoopback(std::atoi(argv[2]));
    outsideNetwork();
    abstractSocket(argv[3]);
    otherProcesses();
    touchInit();
    inherited();
    diskBound(std::atol(argv[5]), argv[6]);
    ownState();
    regainRights(); // last: what it changes would change the others
    return 0;
}

} // namespace lambdarium

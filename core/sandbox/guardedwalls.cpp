// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/guardedroot.h"

#include <linux/landlock.h>

#include <fcntl.h>
#include <glob.h>
#include <seccomp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace lambdarium {

namespace {

// Debian 12's <linux/landlock.h> stops at ABI 2.
constexpr std::uint64_t accessBindTcp = 1;
constexpr std::uint64_t accessConnectTcp = 2;
constexpr std::uint64_t scopeAbstractSocketsAndSignals = 3;
constexpr int ruleNetPort = 2;
struct NetPortRule
{
    std::uint64_t access;
    std::uint64_t port;
};

constexpr std::uint64_t readAndRun = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE
    | LANDLOCK_ACCESS_FS_READ_DIR;
/// What a rule about something that is no directory may speak of (TRUNCATE and IOCTL_DEV are the last two).
constexpr std::uint64_t ofFiles = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE
    | LANDLOCK_ACCESS_FS_WRITE_FILE | (1ULL << 14) | (1ULL << 15);

/// Programs, their libraries and what these read of the system. Names and groups of users are no secret, and a program
/// that looks up its own must not fail; /proc shows other processes, but Landlock keeps their memory and variables.
constexpr const char *systemPaths[] = {"/usr",
                                       "/bin",
                                       "/sbin",
                                       "/lib",
                                       "/lib32",
                                       "/lib64",
                                       "/proc",
                                       "/sys/devices/system/cpu",
                                       "/etc/ld.so.cache",
                                       "/etc/ld.so.conf",
                                       "/etc/ld.so.conf.d",
                                       "/etc/ssl",
                                       "/etc/ca-certificates",
                                       "/etc/pki",
                                       "/etc/alternatives",
                                       "/etc/passwd",
                                       "/etc/group",
                                       "/etc/nsswitch.conf",
                                       "/etc/hosts",
                                       "/etc/localtime",
                                       "/etc/mime.types",
                                       "/dev/null",
                                       "/dev/zero",
                                       "/dev/full",
                                       "/dev/random",
                                       "/dev/urandom"};
constexpr const char *writableDevices[] = {"/dev/null", "/dev/zero", "/dev/full"};

class Ruleset
{
public:
    Ruleset(int abi, bool closedPorts) : m_files(landlockFileAccess(abi))
    {
        struct
        {
            std::uint64_t files;
            std::uint64_t network;
            std::uint64_t scoped;
        } attributes{m_files, closedPorts ? accessBindTcp | accessConnectTcp : 0,
                     abi >= 6 ? scopeAbstractSocketsAndSignals : 0};
        const std::size_t size = abi >= 6 ? 24 : abi >= landlockWithPorts ? 16 : 8;
        m_fd = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
    }
    ~Ruleset() { close(m_fd); }
    Ruleset(const Ruleset &) = delete;
    Ruleset &operator=(const Ruleset &) = delete;

    bool stands() const { return m_fd >= 0; }
    std::uint64_t everything() const { return m_files; }

    /// False (errno) when it is not there.
    bool allow(const char *path, std::uint64_t access) const
    {
        landlock_path_beneath_attr rule{};
        rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
        if (rule.parent_fd < 0)
            return false;
        struct stat info
        {};
        fstat(rule.parent_fd, &info);
        rule.allowed_access = access & m_files & (S_ISDIR(info.st_mode) ? ~0ULL : ofFiles);
        const bool added = syscall(SYS_landlock_add_rule, m_fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
        const int error = errno;
        close(rule.parent_fd);
        errno = error;
        return added;
    }
    bool allowPort(std::uint16_t port) const
    {
        const NetPortRule rule{accessConnectTcp, port};
        return syscall(SYS_landlock_add_rule, m_fd, ruleNetPort, &rule, 0) == 0;
    }
    bool restrictSelf() const { return syscall(SYS_landlock_restrict_self, m_fd, 0) == 0; }

private:
    std::uint64_t m_files;
    int m_fd = -1;
};

void allowConfigurationOfJava(const Ruleset &rules)
{
    glob_t found{};
    if (glob("/etc/java-*", GLOB_NOSORT, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < found.gl_pathc; ++i)
            rules.allow(found.gl_pathv[i], readAndRun);
    }
    globfree(&found);
}

void refuseSocket(scmp_filter_ctx filter, int family, scmp_arg_cmp what)
{
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 2,
                     SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(family)), what);
}

/// Landlock holds connections of plain TCP sockets; every other way out is closed here.
void leaveTcpOnly(scmp_filter_ctx filter, int family)
{
    constexpr scmp_datum_t typeMask = 0xf;
    for (const int type : {SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET, SOCK_DCCP, SOCK_PACKET})
        refuseSocket(filter, family, SCMP_A1(SCMP_CMP_MASKED_EQ, typeMask, static_cast<scmp_datum_t>(type)));
    constexpr scmp_datum_t tcp = 6;
    for (scmp_datum_t protocol = 1; protocol < tcp; ++protocol)
        refuseSocket(filter, family, SCMP_A2(SCMP_CMP_EQ, protocol));
    refuseSocket(filter, family, SCMP_A2(SCMP_CMP_GT, tcp)); // MPTCP is 262
}

/// Sending with it connects, past Landlock's eyes.
void refuseFastOpen(scmp_filter_ctx filter)
{
    constexpr scmp_datum_t fastOpen = MSG_FASTOPEN;
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(sendto), 1,
                     SCMP_A3(SCMP_CMP_MASKED_EQ, fastOpen, fastOpen));
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(sendmsg), 1,
                     SCMP_A2(SCMP_CMP_MASKED_EQ, fastOpen, fastOpen));
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(sendmmsg), 1,
                     SCMP_A3(SCMP_CMP_MASKED_EQ, fastOpen, fastOpen));
}

} // namespace

const char *GuardedRoot::applyLandlock(int abi) const
{
    if (abi == 0)
        return nullptr;
    const bool closedPorts = m_plan.header.machineNetwork == 0 && abi >= landlockWithPorts;
    const Ruleset rules(abi, closedPorts);
    if (!rules.stands())
        return "landlock ruleset";
    for (const char *path : systemPaths)
        rules.allow(path, readAndRun);
    for (const char *path : writableDevices)
        rules.allow(path, rules.everything());
    allowConfigurationOfJava(rules);
    if (m_plan.header.machineNetwork != 0)
        rules.allow("/etc/resolv.conf", readAndRun);
    for (const std::string &path : m_readable) {
        if (!rules.allow(path.c_str(), readAndRun))
            return "landlock, reading";
    }
    for (const std::string &path : m_writable) {
        if (!rules.allow(path.c_str(), rules.everything()))
            return "landlock, writing";
    }
    for (const std::uint32_t port : m_plan.reachablePorts) {
        if (closedPorts && !rules.allowPort(static_cast<std::uint16_t>(port)))
            return "landlock, ports";
    }
    return rules.restrictSelf() ? nullptr : "landlock";
}

std::vector<sock_filter> guardedFilter(int landlockAbi, bool machineNetwork)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return {};
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_EQ, AF_UNIX));
    constexpr scmp_datum_t everybody = 0xffffffff; // pid -1
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), 1,
                     SCMP_A0(SCMP_CMP_MASKED_EQ, everybody, everybody));
    // Without Landlock nothing is promised, and the Runtime API must be reached.
    const bool closed = !machineNetwork && landlockAbi > 0;
    for (const int family : {AF_INET, AF_INET6}) {
        if (!closed)
            continue;
        if (landlockAbi >= landlockWithPorts)
            leaveTcpOnly(filter, family);
        else
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
                             SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(family)));
    }
    if (closed)
        refuseFastOpen(filter);
    std::vector<sock_filter> program = exportFilter(filter);
    seccomp_release(filter);
    return program;
}

} // namespace lambdarium

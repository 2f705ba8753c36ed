// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/boxchild.h"
#include "core/sandbox/descendants.h"
#include "core/sandbox/guardedroot.h"
#include "core/sandbox/meter.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <string_view>
#include <vector>

namespace lambdarium {

namespace {

using Message = wire::BoxMessage;
using Order = wire::BoxOrder;

constexpr std::int64_t shortestTickNs = 5'000'000;
constexpr std::int64_t longestTickNs = 50'000'000;
// With a group: the bound follows /tmp, and close to the limit one looks more often.
constexpr std::int64_t groupTickNs = 10'000'000;
constexpr std::int64_t nearTickNs = 1'000'000;
constexpr std::uint64_t nearKb = 32 * 1024;
constexpr std::int64_t periodNs = 20'000'000; // of the CPU share
constexpr std::int64_t megabytesPerCpu = 1769;
constexpr std::uint64_t busyNs = 200'000; // less between two ticks is idling

std::int64_t monotonicNs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

/// For a handler that ended before the first measurement: includes file pages, so it is a bit high.
std::uint64_t residentPeakKb()
{
    rusage reaped{};
    getrusage(RUSAGE_CHILDREN, &reaped);
    return static_cast<std::uint64_t>(reaped.ru_maxrss);
}

/// pid 1 after set-up: reaps, meters, freezes, throttles, dials, signals. Everything happens on this one thread.
class Init
{
public:
    Init(const BoxPlan &plan, const BoxTree &tree)
        : m_control(plan.descriptors[wire::ControlFd]), m_childSignals(tree.childSignals), m_tree(tree),
          m_limitKb(static_cast<std::uint64_t>(plan.header.memoryMb) * 1024), m_memoryMb(plan.header.memoryMb),
          m_limited(plan.header.cpuLimited != 0), m_byProcesses(tree.copied || plan.keptTmp() >= 0),
          m_meter(m_limitKb, tree.guard ? &m_descendants : nullptr)
    {
        void *page = mmap(nullptr, sizeof(wire::UsagePage), PROT_READ | PROT_WRITE, MAP_SHARED,
                          plan.descriptors[wire::UsageFd], 0);
        if (page == MAP_FAILED)
            failBox("mapping the usage page");
        m_usage = static_cast<wire::UsagePage *>(page);
        close(plan.descriptors[wire::UsageFd]);
    }

    [[noreturn]] void run()
    {
        m_lastNs = monotonicNs();
        if (m_tree.group && m_limited)
            m_tree.group->limitCpu(true);
        for (;;) {
            pollfd watched[2] = {{m_control, POLLIN, 0}, {m_childSignals, POLLIN, 0}};
            const timespec tick{0, m_tickNs};
            ppoll(watched, 2, m_frozen ? nullptr : &tick, nullptr);
            if (watched[1].revents)
                reap();
            if (watched[0].revents)
                obey();
            if (!m_frozen)
                measure(false);
        }
    }

private:
    void tell(Message message, int descriptor = -1)
    {
        wire::sendPacket(m_control, {&message, sizeof message}, &descriptor, descriptor >= 0 ? 1 : 0);
    }

    [[noreturn]] void end(int status, bool outOfMemory)
    {
        Message message;
        message.kind = Message::Kind::Exited;
        message.number = status;
        message.flag = outOfMemory ? 1 : 0;
        tell(message);
        leave();
    }

    /// Ends this process and with it the tree: in a namespace that is the kernel's work.
    [[noreturn]] void leave()
    {
        if (m_tree.guard) {
            m_descendants.killAll();
            m_tree.guard->remove();
        }
        _exit(0);
    }

    /// From pid 1, -1 is every process of the namespace but this one, atomic against fork. Elsewhere it would be
    /// every process of the user.
    void signalAll(int number)
    {
        if (m_tree.guard)
            m_descendants.signalAll(number);
        else
            kill(-1, number);
    }

    void reap()
    {
        signalfd_siginfo info{};
        while (read(m_childSignals, &info, sizeof info) > 0) {
            if (info.ssi_signo == SIGTERM)
                leave(); // the spawner is gone
        }
        int status = 0;
        for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
            if (pid != m_tree.handler) {
                tellIfCompanion(pid, status);
                continue;
            }
            measureLast();
            if (m_tree.companionCount == 0)
                end(status, false);
            m_tree.handler = 0; // its companions hear of it from the core, which then ends this box
            Message message;
            message.kind = Message::Kind::Exited;
            message.number = status;
            tell(message);
        }
    }

    /// When the handler has ended: what was used up to now.
    void measureLast()
    {
        if (m_tree.group) {
            const GroupMeter::Sample last = m_tree.group->sample();
            notePeak(last.peakKb);
            if (last.outOfMemory)
                endOutOfMemory(last.peakKb);
            m_usage->cpuNs = m_tree.group->countsCpu() ? last.cpuNs : m_meter.sample().cpuNs;
        } else {
            m_usage->cpuNs = m_meter.sample().cpuNs;
        }
        if (m_usage->peakMemoryKb == 0)
            m_usage->peakMemoryKb = residentPeakKb();
    }

    void notePeak(std::uint64_t memoryKb)
    {
        m_usage->peakMemoryKb = std::max<std::uint64_t>(m_usage->peakMemoryKb, std::min(memoryKb, m_limitKb));
    }

    [[noreturn]] void endOutOfMemory(std::uint64_t memoryKb)
    {
        m_usage->peakMemoryKb = std::max(memoryKb, m_limitKb + 1);
        end(SIGKILL, true);
    }

    void tellIfCompanion(pid_t pid, int status)
    {
        for (std::size_t i = 0; i < m_tree.companionCount; ++i) {
            if (m_tree.companions[i] != pid)
                continue;
            m_tree.companions[i] = 0;
            Message message;
            message.kind = Message::Kind::CompanionExited;
            message.token = static_cast<std::uint32_t>(i);
            message.number = status;
            tell(message);
        }
    }

    void obey()
    {
        static char packet[wire::maxOrderBytes];
        const auto received = wire::receivePacket(m_control, packet, sizeof packet);
        if (received.bytes < 0 && received.error == EAGAIN)
            return;
        Order order;
        const auto bytes = static_cast<std::size_t>(std::max<std::ptrdiff_t>(received.bytes, 0));
        if (bytes < sizeof order)
            leave(); // the core is gone or let go of this box
        std::memcpy(&order, packet, sizeof order);
        switch (order.kind) {
        case Order::Kind::Freeze: freeze(order); break;
        case Order::Kind::Thaw: thaw(); break;
        case Order::Kind::Dial: dial(order); break;
        case Order::Kind::LimitCpu: limitCpu(order.argument != 0); break;
        case Order::Kind::Measure: answer(Message::Kind::Measured, order); break;
        case Order::Kind::StartHandler: startHandler(order); break;
        case Order::Kind::SignalHandler: signalHandler(static_cast<int>(order.argument)); break;
        case Order::Kind::Assign:
            assign(order, {packet + sizeof order, bytes - sizeof order}, received.descriptors);
            break;
        }
    }

    /// The code of a standby, after which this box is like any other.
    void assign(const Order &order, std::string_view texts, const std::vector<UniqueFd> &trees)
    {
        const char *paths[wire::maxAssigned];
        const std::size_t count = order.argument;
        if (count == 0 || count > wire::maxAssigned || (!trees.empty() && trees.size() != count))
            _exit(0);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t end = texts.find('\0');
            if (end == std::string_view::npos)
                _exit(0);
            paths[i] = texts.data();
            texts.remove_prefix(end + 1);
        }
        int descriptors[wire::maxAssigned];
        for (std::size_t i = 0; i < trees.size(); ++i)
            descriptors[i] = trees[i].value();
        mountAssigned(paths, trees.empty() ? nullptr : descriptors, count);
        if (const char *failed = dropCapabilities())
            failBox(failed);
        Message message;
        message.kind = Message::Kind::Assigned;
        message.token = order.token;
        tell(message);
    }

    void answer(Message::Kind kind, const Order &order)
    {
        measure(true);
        if (kind == Message::Kind::Measured)
            m_usage->filesKb = std::max<std::uint64_t>(m_usage->filesKb, m_meter.filesKb());
        struct statfs disk
        {};
        if (m_tree.guard)
            m_usage->tmpUsedKb = m_tree.guard->tmpUsedKb();
        else if (statfs("tmp", &disk) == 0) // not /tmp: a standby that has no code yet sees the host's
            m_usage->tmpUsedKb = (disk.f_blocks - disk.f_bfree) * static_cast<std::uint64_t>(disk.f_bsize) / 1024;
        Message message;
        message.kind = kind;
        message.token = order.token;
        tell(message);
    }

    void startHandler(const Order &order)
    {
        if (m_tree.hold < 0)
            return;
        if (write(m_tree.hold, "+", 1) != 1)
            leave();
        close(m_tree.hold);
        m_tree.hold = -1;
        awaitHandler(m_tree.status);
        Message message;
        message.kind = Message::Kind::Started;
        message.token = order.token;
        tell(message);
    }

    void signalHandler(int signal)
    {
        // pid 2 leads a session of its own; one that still waits to be started has none yet.
        if (m_tree.handler > 0 && kill(-m_tree.handler, signal) != 0)
            kill(m_tree.handler, signal);
    }

    void freeze(const Order &order)
    {
        if (m_tree.group && m_tree.group->canFreeze())
            m_tree.group->freeze();
        else
            signalAll(SIGSTOP);
        m_frozen = true;
        answer(Message::Kind::Frozen, order);
    }

    void thaw()
    {
        if (!m_frozen)
            return;
        m_frozen = false;
        m_stopped = false;
        m_lastNs = monotonicNs();
        m_tickNs = shortestTickNs;
        if (m_tree.group && m_tree.group->canFreeze())
            m_tree.group->thaw();
        else
            signalAll(SIGCONT);
    }

    void dial(const Order &order)
    {
        const int stream = dialPort(order.argument);
        Message message;
        message.kind = Message::Kind::Dialled;
        message.token = order.token;
        message.number = stream < 0 ? -stream : 0;
        tell(message, stream);
        if (stream >= 0)
            close(stream);
    }

    void limitCpu(bool limited)
    {
        m_limited = limited;
        if (m_tree.group) {
            m_tree.group->limitCpu(limited);
            return;
        }
        m_budgetNs = 0;
        m_chargedNs = m_meter.sample().cpuNs;
        m_lastNs = monotonicNs();
        if (!limited && m_stopped && !m_frozen)
            signalAll(SIGCONT);
        if (!limited)
            m_stopped = false;
    }

    void measure(bool exact)
    {
        if (m_tree.group)
            measureGroup(exact);
        else
            measureProcesses(exact);
    }

    void measureGroup(bool exact)
    {
        const GroupMeter::Sample sample = m_tree.group->sample();
        // A zygote's pages, and those of an earlier box's /tmp, are on another group's account.
        if (m_byProcesses || !m_tree.group->countsCpu())
            measureProcesses(exact);
        if (sample.outOfMemory || sample.memoryKb > m_limitKb)
            endOutOfMemory(std::max(sample.memoryKb, sample.peakKb));
        const std::uint64_t memoryKb = m_byProcesses ? std::max<std::uint64_t>(sample.memoryKb, m_usage->memoryKb)
                                                     : sample.memoryKb;
        m_usage->memoryKb = memoryKb;
        notePeak(std::max(memoryKb, sample.peakKb));
        m_usage->processes = sample.processes;
        if (m_tree.group->countsCpu())
            m_usage->cpuNs = sample.cpuNs;
        const bool busy = m_usage->cpuNs - m_groupSeenNs > busyNs;
        m_groupSeenNs = m_usage->cpuNs;
        const bool near = memoryKb + std::min(nearKb, m_limitKb / 4) > m_limitKb;
        m_tickNs = !busy ? groupTickNs : near ? nearTickNs : shortestTickNs;
    }

    void measureProcesses(bool exact)
    {
        const Meter::Sample sample = m_meter.sample();
        m_usage->cpuNs = sample.cpuNs;
        if (m_tree.group && !m_byProcesses)
            return;
        std::uint64_t memoryKb = sample.memoryKb;
        const bool matters = memoryKb > m_limitKb || memoryKb > m_usage->peakMemoryKb;
        // Twice: a fork or exit during one reading moves shared pages between processes and counts them
        // again.
        if (sample.processes > 1 && (exact || matters))
            memoryKb = std::min({memoryKb, m_meter.exactMemoryKb(), m_meter.exactMemoryKb()});
        m_usage->memoryKb = memoryKb;
        if (memoryKb <= m_limitKb)
            m_usage->peakMemoryKb = std::max<std::uint64_t>(m_usage->peakMemoryKb, memoryKb);
        m_usage->processes = static_cast<std::uint64_t>(sample.processes);
        if (memoryKb > m_limitKb)
            judge(sample.processes);
        if (m_tree.guard)
            boundGuarded(sample.processes);
        const bool busy = m_stopped || sample.cpuNs - m_seenNs > busyNs;
        m_tickNs = busy ? shortestTickNs : std::min(m_tickNs * 2, longestTickNs);
        m_seenNs = sample.cpuNs;
        if (m_limited && !m_frozen && !m_tree.group)
            share(sample.cpuNs);
    }

    /// Over the limit, as far as one can see while the tree runs. Stopped, no fork or exit changes how pages
    /// are shared between two readings, so an innocent tree is told from a guilty one.
    void judge(int processes)
    {
        signalAll(SIGSTOP);
        const std::uint64_t memoryKb = processes > 1 ? m_meter.exactMemoryKb() : m_usage->memoryKb.load();
        if (memoryKb > m_limitKb) {
            m_usage->peakMemoryKb = memoryKb;
            end(SIGKILL, true);
        }
        m_usage->memoryKb = memoryKb;
        if (!m_frozen && !m_stopped)
            signalAll(SIGCONT);
    }

    /// What a mount's size and a user namespace's count of processes bound elsewhere.
    void boundGuarded(int processes)
    {
        constexpr int processesMost = 1024;
        constexpr std::int64_t lookNs = 100'000'000;
        if (processes > processesMost)
            endWith("lambdarium: more than 1024 processes\n");
        if (const std::int64_t now = monotonicNs(); now - m_tmpSeenNs > lookNs) {
            m_tmpSeenNs = now;
            m_usage->tmpUsedKb = m_tree.guard->tmpUsedKb();
            if (m_usage->tmpUsedKb > m_tree.guard->tmpLimitKb())
                endWith("lambdarium: /tmp holds more than the function may, and this machine cannot bound it\n");
        }
    }

    [[noreturn]] void endWith(const char *why)
    {
        if (write(m_tree.words, why, std::strlen(why)) < 0)
            m_tree.words = -1; // the core hears of the end in any case
        end(SIGKILL, false);
    }

    /// Token bucket of at most one period: the tree stops when it is empty and goes on when it is not.
    void share(std::uint64_t cpuNs)
    {
        const std::int64_t now = monotonicNs();
        const std::int64_t earned = (now - m_lastNs) * m_memoryMb / megabytesPerCpu;
        m_lastNs = now;
        m_budgetNs = std::min(m_budgetNs + earned, periodNs * m_memoryMb / megabytesPerCpu);
        m_budgetNs -= static_cast<std::int64_t>(cpuNs - m_chargedNs);
        m_chargedNs = cpuNs;
        if (!m_stopped && m_budgetNs <= 0) {
            signalAll(SIGSTOP);
            m_stopped = true;
        } else if (m_stopped && m_budgetNs > 0) {
            signalAll(SIGCONT);
            m_stopped = false;
        }
    }

    int m_control;
    int m_childSignals;
    BoxTree m_tree;
    std::uint64_t m_limitKb;
    std::int64_t m_memoryMb;
    bool m_limited;
    bool m_byProcesses; // although there is a group
    bool m_frozen = false;
    bool m_stopped = false;    // by the CPU share
    Descendants m_descendants; // used with a guard only
    Meter m_meter;
    wire::UsagePage *m_usage = nullptr;
    std::int64_t m_tickNs = shortestTickNs;
    std::int64_t m_lastNs = 0;
    std::int64_t m_budgetNs = 0;
    std::uint64_t m_chargedNs = 0;
    std::uint64_t m_seenNs = 0;
    std::uint64_t m_groupSeenNs = 0;
    std::int64_t m_tmpSeenNs = 0;
};

} // namespace

void runInit(const BoxPlan &plan, const BoxTree &tree) { Init(plan, tree).run(); }

} // namespace lambdarium

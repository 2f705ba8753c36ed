// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/livebox.h"

#include "core/sandbox/isolation.h"
#include "core/sandbox/pidfd.h"
#include "core/sandbox/spawner.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

namespace lambdarium {

namespace {

/// A page that cannot shrink under the core's feet, whatever becomes of pid 1.
Result<UniqueFd> makeUsagePage(wire::UsagePage *&page)
{
    UniqueFd fd(memfd_create("usage", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    const bool made = fd && ftruncate(fd.value(), sizeof(wire::UsagePage)) == 0
        && fcntl(fd.value(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
    void *mapped = made ? mmap(nullptr, sizeof(wire::UsagePage), PROT_READ | PROT_WRITE, MAP_SHARED, fd.value(), 0)
                        : MAP_FAILED;
    if (mapped == MAP_FAILED)
        return Error::fromErrno("making the usage page", errno);
    page = static_cast<wire::UsagePage *>(mapped);
    return fd;
}

/// Started as root, a box is nobody by the time its code is assigned and may not reach below a closed home: the core
/// makes the mounts then and pid 1 moves them into place. Empty where the core has no right to, as an ordinary user.
std::vector<UniqueFd> detachedMounts(const std::vector<std::string> &paths)
{
    std::vector<UniqueFd> trees;
    if (geteuid() != 0)
        return trees;
    constexpr unsigned cloneTree = 1;      // OPEN_TREE_CLONE of <linux/mount.h>, which clashes with <sys/mount.h>
    constexpr unsigned recursive = 0x8000; // AT_RECURSIVE
    for (const std::string &path : paths) {
        UniqueFd tree(static_cast<int>(
            syscall(SYS_open_tree, AT_FDCWD, path.c_str(), cloneTree | recursive | static_cast<unsigned>(O_CLOEXEC))));
        if (!tree)
            return {};
        trees.push_back(std::move(tree));
    }
    return trees;
}

Result<UniqueFd> duplicate(int fd)
{
    UniqueFd copy(fcntl(fd, F_DUPFD_CLOEXEC, 3));
    if (!copy)
        return Error::fromErrno("duplicating a descriptor", errno);
    return copy;
}

} // namespace

Result<PipeEnds> makePipe()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return Error::fromErrno("making a pipe", errno);
    return PipeEnds{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

void setNonBlocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

Result<std::unique_ptr<LiveBox>> LiveBox::make(WallClock &clock, const BoxSpec &spec, ChildEnds &ends)
{
    std::unique_ptr<LiveBox> box(new LiveBox(clock, spec.listeners));
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
        return Error::fromErrno("making a control socket", errno);
    box->m_control.reset(sockets[0]);
    ends.descriptors.emplace_back(sockets[1]);
    Result<UniqueFd> page = makeUsagePage(box->m_usage);
    if (!page)
        return page.error();
    ends.descriptors.push_back(std::move(*page));
    Result<PipeEnds> log = makePipe();
    if (!log)
        return log.error();
    setNonBlocking(log->read.value());
    box->m_log = std::move(log->read);
    ends.descriptors.push_back(std::move(log->write));
    if (spec.separateErrorLog) {
        Result<PipeEnds> errors = makePipe();
        if (!errors)
            return errors.error();
        setNonBlocking(errors->read.value());
        box->m_errorLog = std::move(errors->read);
        ends.descriptors.push_back(std::move(errors->write));
    } else {
        Result<UniqueFd> copy = duplicate(ends.descriptors.back().value());
        if (!copy)
            return copy.error();
        ends.descriptors.push_back(std::move(*copy));
    }
    if (!spec.companions.empty()) {
        Result<PipeEnds> companions = makePipe();
        if (!companions)
            return companions.error();
        setNonBlocking(companions->read.value());
        box->m_companionLog = std::move(companions->read);
        ends.companionLog = std::move(companions->write);
    }
    box->m_watch = clock.watch(box->m_control.value(), WallClock::For::Read, [self = box.get()] { self->receive(); });
    return box;
}

LiveBox::~LiveBox()
{
    *m_alive = false;
    m_watch.reset();
    LiveBox::kill();
    if (m_usage)
        munmap(m_usage, sizeof *m_usage);
}

void LiveBox::spawned(int pid, UniqueFd pidfd)
{
    m_pid = pid;
    m_pidfd = std::move(pidfd);
    if (m_killed)
        kill();
    reportReady();
}

void LiveBox::refuse(const Error &error)
{
    if (!m_ready)
        return;
    const ReadyCallback ready = std::exchange(m_ready, {});
    ready(&error); // may destroy this
}

void LiveBox::reportReady()
{
    if (!m_ready || !m_isReady || m_pid < 0)
        return;
    const ReadyCallback ready = std::exchange(m_ready, {});
    ready(nullptr); // may destroy this
}

/// One packet per call: a callback may destroy this.
void LiveBox::receive()
{
    wire::BoxMessage message;
    wire::Received received = wire::receivePacket(m_control.value(), &message, sizeof message);
    if (received.bytes < 0 && received.error == EAGAIN)
        return;
    if (received.bytes == static_cast<std::ptrdiff_t>(sizeof message)) {
        message.text[sizeof message.text - 1] = 0;
        handle(message, std::move(received.descriptors));
        return;
    }
    m_watch.reset();
    BoxExit exit;
    exit.signal = SIGKILL;
    exit.lost = true;
    const std::shared_ptr<bool> alive = m_alive;
    handlerStarted(Error{ErrorCode::Unavailable, "The environment ended before its handler started."});
    if (!*alive)
        return;
    if (m_ready)
        refuse({ErrorCode::Unavailable, "The environment ended while it was being set up."});
    else
        reportExit(exit);
}

void LiveBox::handle(const wire::BoxMessage &message, std::vector<UniqueFd> descriptors)
{
    using Kind = wire::BoxMessage::Kind;
    if (message.kind == Kind::Ready) {
        for (std::size_t i = 0; i < m_listeners.size() && i < descriptors.size(); ++i)
            m_listeners[i].socket = std::move(descriptors[i]);
        if (descriptors.size() > m_listeners.size())
            m_tmp = std::move(descriptors[m_listeners.size()]);
        m_isReady = true;
        reportReady();
    } else if (message.kind == Kind::Failed) {
        if (m_started)
            handlerStarted(setupError(message.text, message.number));
        else
            refuse(setupError(message.text, message.number));
    } else if (message.kind == Kind::Started) {
        handlerStarted({});
    } else if (message.kind == Kind::CompanionFailed || message.kind == Kind::CompanionExited) {
        CompanionExit exit{.index = message.token};
        if (message.kind == Kind::CompanionFailed) {
            exit.launchError = std::strerror(message.number);
        } else {
            exit.status = WIFEXITED(message.number) ? WEXITSTATUS(message.number) : 0;
            exit.signal = WIFSIGNALED(message.number) ? WTERMSIG(message.number) : 0;
        }
        m_companionExits.push_back(std::move(exit));
        reportCompanions();
    } else if (message.kind == Kind::Exited) {
        BoxExit exit;
        exit.status = WIFEXITED(message.number) ? WEXITSTATUS(message.number) : 0;
        exit.signal = WIFSIGNALED(message.number) ? WTERMSIG(message.number) : 0;
        exit.oomKilled = message.flag != 0;
        reportExit(exit);
    } else if (const auto found = m_answers.find(message.token); found != m_answers.end()) {
        const Answer answer = std::move(found->second);
        m_answers.erase(found);
        answer(message, descriptors.empty() ? UniqueFd() : std::move(descriptors[0]));
    }
}

void LiveBox::reportExit(BoxExit exit)
{
    if (!m_exit) {
        const BoxUsage last = usage();
        exit.maxMemoryMb = (last.peakMemoryKb + 1023) / 1024;
        exit.cpuNs = last.cpuNs;
        m_exit = exit;
    }
    if (!m_exited || m_exitReported)
        return;
    m_exitReported = true;
    const auto callback = std::exchange(m_exited, {});
    callback(*m_exit); // may destroy this
}

UniqueFd LiveBox::takeListener(std::uint16_t port)
{
    const auto found = std::ranges::find(m_listeners, BoxListener(port), &Listener::asked);
    return found == m_listeners.end() ? UniqueFd() : std::move(found->socket);
}

UniqueFd LiveBox::takeListenerAt(std::size_t index)
{
    return index < m_listeners.size() ? std::move(m_listeners[index].socket) : UniqueFd();
}

void LiveBox::whenExited(std::function<void(BoxExit)> callback)
{
    m_exited = std::move(callback);
    if (!m_exit)
        return;
    m_clock.loop().post([this, alive = m_alive] {
        if (*alive)
            reportExit(*m_exit);
    });
}

void LiveBox::whenCompanionExited(std::function<void(CompanionExit)> callback)
{
    m_companionExited = std::move(callback);
    if (m_companionExits.empty())
        return;
    m_clock.loop().post([this, alive = m_alive] {
        if (*alive)
            reportCompanions();
    });
}

void LiveBox::reportCompanions()
{
    const std::shared_ptr<bool> alive = m_alive;
    while (*alive && m_companionExited && !m_companionExits.empty()) {
        const CompanionExit exit = std::move(m_companionExits.front());
        m_companionExits.erase(m_companionExits.begin());
        const auto callback = m_companionExited;
        callback(exit); // may destroy this
    }
}

void LiveBox::startHandler(std::function<void(Result<void>)> callback)
{
    m_started = std::move(callback);
    order(wire::BoxOrder::Kind::StartHandler);
}

void LiveBox::handlerStarted(Result<void> result)
{
    if (const auto callback = std::exchange(m_started, {}))
        callback(std::move(result)); // may destroy this
}

void LiveBox::signalHandler(int signal)
{
    order(wire::BoxOrder::Kind::SignalHandler, static_cast<std::uint32_t>(signal));
}

void LiveBox::order(wire::BoxOrder::Kind kind, std::uint32_t argument, Answer answer)
{
    wire::BoxOrder order;
    order.kind = kind;
    order.argument = argument;
    order.token = m_nextToken++;
    if (answer)
        m_answers[order.token] = std::move(answer);
    const int error = wire::sendPacket(m_control.value(), {&order, sizeof order});
    if (error == EAGAIN)
        kill(); // pid 1 has hundreds of orders unread: it does not run any more
}

void LiveBox::freeze(std::function<void()> done)
{
    Answer answer;
    if (done)
        answer = [done = std::move(done)](const wire::BoxMessage &, UniqueFd) { done(); };
    order(wire::BoxOrder::Kind::Freeze, 0, std::move(answer));
}

void LiveBox::thaw() { order(wire::BoxOrder::Kind::Thaw); }

void LiveBox::limitCpu(bool limited) { order(wire::BoxOrder::Kind::LimitCpu, limited ? 1 : 0); }

void LiveBox::dial(std::uint16_t port, std::function<void(Result<UniqueFd>)> callback)
{
    order(wire::BoxOrder::Kind::Dial, port,
          [callback = std::move(callback), port](const wire::BoxMessage &message, UniqueFd fd) {
              if (fd)
                  callback(std::move(fd));
              else
                  callback(
                      Error{ErrorCode::Unavailable,
                            "port " + std::to_string(port) + " of the environment: " + std::strerror(message.number)});
          });
}

void LiveBox::measure(std::function<void(BoxUsage)> callback)
{
    order(wire::BoxOrder::Kind::Measure, 0,
          [this, callback = std::move(callback)](const wire::BoxMessage &, UniqueFd) { callback(usage()); });
}

void LiveBox::assign(std::string taskDirectory, std::vector<std::string> layers, std::function<void(Result<void>)> done)
{
    std::vector<std::string> paths = std::move(layers);
    paths.insert(paths.begin(), std::move(taskDirectory));
    wire::BoxOrder order;
    order.kind = wire::BoxOrder::Kind::Assign;
    order.argument = static_cast<std::uint32_t>(paths.size());
    order.token = m_nextToken++;
    std::string packet(reinterpret_cast<const char *>(&order), sizeof order);
    for (const std::string &path : paths)
        packet.append(path.c_str(), path.size() + 1);
    const std::vector<UniqueFd> trees = detachedMounts(paths);
    std::vector<int> descriptors;
    for (const UniqueFd &tree : trees)
        descriptors.push_back(tree.value());
    m_answers[order.token] = [done](const wire::BoxMessage &, UniqueFd) { done({}); };
    const bool fits = packet.size() <= wire::maxOrderBytes && paths.size() <= wire::maxAssigned;
    const bool sent = fits
        && wire::sendPacket(m_control.value(), {packet.data(), packet.size()}, descriptors.data(), descriptors.size())
            == 0;
    if (sent)
        return;
    m_answers.erase(order.token);
    m_clock.loop().post([alive = m_alive, done = std::move(done)] {
        if (*alive)
            done(Error{ErrorCode::Unavailable, "The standing environment does not take its code."});
    });
}

void LiveBox::kill()
{
    m_killed = true;
    if (m_pidfd)
        signalPidfd(m_pidfd.value(), SIGKILL);
}

BoxUsage LiveBox::usage() const
{
    BoxUsage usage;
    usage.memoryKb = static_cast<std::int64_t>(m_usage->memoryKb.load(std::memory_order_relaxed));
    usage.peakMemoryKb = static_cast<std::int64_t>(m_usage->peakMemoryKb.load(std::memory_order_relaxed));
    usage.filesKb = static_cast<std::int64_t>(m_usage->filesKb.load(std::memory_order_relaxed));
    usage.cpuNs = static_cast<std::int64_t>(m_usage->cpuNs.load(std::memory_order_relaxed));
    usage.processes = static_cast<std::int64_t>(m_usage->processes.load(std::memory_order_relaxed));
    usage.tmpUsedKb = static_cast<std::int64_t>(m_usage->tmpUsedKb.load(std::memory_order_relaxed));
    return usage;
}

} // namespace lambdarium

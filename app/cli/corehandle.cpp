// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/corehandle.h"

#include <chrono>
#include <csignal>
#include <mutex>
#include <optional>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace lambdarium {

class CoreHandle::Impl
{
public:
    Impl()
    {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        signalFd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
        wakeFd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    }

    ~Impl()
    {
        subscription.reset();
        close(signalFd);
        close(wakeFd);
    }

    void wake() const
    {
        const std::uint64_t one = 1;
        if (write(wakeFd, &one, sizeof one) < 0) {
            // Full counter: the reader is already awake.
        }
    }

    void printPending()
    {
        const auto batch = mailbox.drain();
        for (const Fact &fact : batch.facts)
            print(fact);
    }

    /// False once a signal came.
    bool turn(int milliseconds)
    {
        pollfd polled[2] = {{signalFd, POLLIN, 0}, {wakeFd, POLLIN, 0}};
        poll(polled, 2, milliseconds);
        std::uint64_t count = 0;
        if (read(wakeFd, &count, sizeof count) < 0) {
            // Nothing pending.
        }
        printPending();
        signalfd_siginfo info{};
        if (read(signalFd, &info, sizeof info) == static_cast<ssize_t>(sizeof info))
            interrupted = true;
        return !interrupted;
    }

    int signalFd = -1;
    int wakeFd = -1;
    bool interrupted = false;
    std::function<void(const Fact &)> print = [](const Fact &) {};
    FactMailbox mailbox{1 << 20, [this] { wake(); }};
    Session *session = nullptr;
    std::unique_ptr<Subscription> subscription;
};

CoreHandle::CoreHandle() : m_impl(std::make_unique<Impl>()) {}

CoreHandle::~CoreHandle() = default;

void CoreHandle::attach(Session &session, std::function<void(const Fact &)> print)
{
    m_impl->session = &session;
    m_impl->print = std::move(print);
    m_impl->subscription = session.subscribe(m_impl->mailbox);
}

Result<CommandOutcome> CoreHandle::call(Command command)
{
    struct Shared
    {
        std::mutex mutex;
        std::optional<Result<CommandOutcome>> result;
    };
    auto shared = std::make_shared<Shared>();
    m_impl->session->submit(std::move(command), [shared, impl = m_impl.get()](Result<CommandOutcome> result) {
        // Within the lock: who sees the result may take the handle down.
        const std::scoped_lock lock(shared->mutex);
        shared->result = std::move(result);
        impl->wake();
    });
    const auto answered = [&] {
        const std::scoped_lock lock(shared->mutex);
        return shared->result.has_value();
    };
    while (!answered())
        if (!m_impl->turn(1000))
            return Error{ErrorCode::Cancelled, "interrupted"};
    m_impl->printPending();
    return *shared->result;
}

bool CoreHandle::wait(Duration limit, const std::function<bool()> &done)
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!done()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline
                                                                                - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return false;
        if (!m_impl->turn(static_cast<int>(std::min<std::int64_t>(left.count(), 50))))
            return false;
    }
    return true;
}

void CoreHandle::waitForSignal()
{
    while (m_impl->turn(-1)) {
    }
}

} // namespace lambdarium

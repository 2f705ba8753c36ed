// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/loop/wallclock.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <ctime>
#include <optional>

namespace lambdarium {

namespace asio = boost::asio;

namespace {

Duration bootTime()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::seconds{now.tv_sec} + Duration{now.tv_nsec};
}

} // namespace

class WallClock::Impl
{
public:
    Impl(EventLoop &loop, Instant notBefore)
        : loop(loop), origin(std::max(wallNow(), notBefore)), bootOrigin(bootTime()), timer(context),
          mailbox([this] { asio::post(context, [this] { turn(); }); })
    {
        loop.advanceTo(origin);
    }

    Instant now() const { return origin + (bootTime() - bootOrigin); }

    void turn()
    {
        if (turning)
            return; // a task caused I/O that completed at once; the outer turn sees its work
        turning = true;
        mailbox.drainInto(loop);
        loop.advanceTo(now());
        turning = false;
        arm();
    }

    void arm()
    {
        const auto next = loop.nextDeadline();
        if (next == armed)
            return;
        armed = next;
        if (!next) {
            timer.cancel();
            return;
        }
        const Duration wait = std::max(Duration{0}, *next - now());
        timer.expires_after(wait);
        timer.async_wait([this](const boost::system::error_code &error) {
            if (error)
                return;
            armed.reset();
            turn();
        });
    }

    EventLoop &loop;
    Instant origin;
    Duration bootOrigin;
    asio::io_context context{1};
    asio::steady_timer timer;
    std::optional<Instant> armed;
    bool turning = false;
    Mailbox mailbox;
};

namespace {

/// Keeps one async_wait outstanding; the shared state outlives the Watch by the one cancelled completion.
class DescriptorWatch : public WallClock::Watch
{
public:
    struct State
    {
        State(asio::io_context &context, int fd) : descriptor(context, fd) {}
        asio::posix::stream_descriptor descriptor;
        std::function<void()> ready;
        std::function<void()> turn;
        asio::posix::descriptor_base::wait_type what = asio::posix::descriptor_base::wait_read;
        bool live = true;
    };

    explicit DescriptorWatch(std::shared_ptr<State> state) : m_state(std::move(state)) { wait(m_state); }
    ~DescriptorWatch() override
    {
        m_state->live = false;
        m_state->descriptor.cancel();
        m_state->descriptor.release(); // the watch does not own the descriptor
    }

private:
    static void wait(const std::shared_ptr<State> &state)
    {
        state->descriptor.async_wait(state->what, [state](const boost::system::error_code &error) {
            if (error || !state->live)
                return;
            // Inside a loop task ready() must see a fresh now(): advance first, then call. What runs then may
            // destroy the watch, and with it what ready() works on.
            state->turn();
            if (!state->live)
                return;
            state->ready();
            state->turn();
            if (state->live)
                wait(state);
        });
    }

    std::shared_ptr<State> m_state;
};

} // namespace

WallClock::WallClock(EventLoop &loop, Instant notBefore) : m_impl(std::make_unique<Impl>(loop, notBefore)) {}

WallClock::~WallClock() = default;

std::unique_ptr<WallClock::Watch> WallClock::watch(int fd, For what, std::function<void()> ready)
{
    auto state = std::make_shared<DescriptorWatch::State>(m_impl->context, fd);
    state->ready = std::move(ready);
    state->turn = [impl = m_impl.get()] { impl->turn(); };
    state->what = what == For::Read ? asio::posix::descriptor_base::wait_read
                                    : asio::posix::descriptor_base::wait_write;
    return std::make_unique<DescriptorWatch>(std::move(state));
}

void WallClock::turn() { m_impl->turn(); }

void WallClock::run()
{
    auto work = asio::make_work_guard(m_impl->context);
    m_impl->turn();
    m_impl->context.run();
    m_impl->context.restart();
}

void WallClock::runFor(Duration limit, const std::function<bool()> &done)
{
    auto work = asio::make_work_guard(m_impl->context);
    const auto deadline = std::chrono::steady_clock::now() + limit;
    m_impl->turn();
    while (!done() && std::chrono::steady_clock::now() < deadline)
        m_impl->context.run_one_until(
            std::min(deadline, std::chrono::steady_clock::now() + std::chrono::milliseconds(50)));
    work.reset(); // stops the context when nothing is outstanding; the next run must not find it so
    m_impl->context.restart();
}

void WallClock::stop() { m_impl->context.stop(); }

Mailbox &WallClock::mailbox() { return m_impl->mailbox; }

boost::asio::io_context &WallClock::ioContext() { return m_impl->context; }

EventLoop &WallClock::loop() { return m_impl->loop; }

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testpaths.h"

#include "core/local/localsession.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <future>
#include <mutex>
#include <optional>
#include <vector>

namespace lambdarium {

/// A session with blocking calls and everything it ever told.
class Watched
{
public:
    explicit Watched(const std::filesystem::path &workspace)
        : Watched(LocalSession::Options{.workspace = workspace, .spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner"})
    {}
    explicit Watched(const LocalSession::Options &options)
    {
        auto opened = LocalSession::open(options);
        if (!opened) {
            problem = opened.error();
            return;
        }
        session = std::move(*opened);
        subscription = session->subscribe(mailbox);
    }

    std::future<Result<CommandOutcome>> submit(Command command)
    {
        auto promise = std::make_shared<std::promise<Result<CommandOutcome>>>();
        auto future = promise->get_future();
        session->submit(std::move(command),
                        [promise](Result<CommandOutcome> result) { promise->set_value(std::move(result)); });
        return future;
    }
    Result<CommandOutcome> call(Command command) { return submit(std::move(command)).get(); }
    std::string invoke(const std::string &function)
    {
        const auto result = call(command::Invoke{.function = function});
        return result ? std::get<InvokeOutcome>(*result).payload : result.error().message;
    }
    Result<QueryOutcome> query(Query query)
    {
        std::promise<Result<QueryOutcome>> promise;
        session->query(std::move(query), [&](Result<QueryOutcome> result) { promise.set_value(std::move(result)); });
        return promise.get_future().get();
    }
    template <typename Body>
    std::vector<Body> told()
    {
        for (Fact &fact : mailbox.drain().facts)
            facts.push_back(std::move(fact));
        std::vector<Body> bodies;
        for (const Fact &fact : facts)
            if (const auto *body = std::get_if<Body>(&fact.body))
                bodies.push_back(*body);
        return bodies;
    }
    bool logged(const std::string &text)
    {
        return std::ranges::any_of(told<fact::LogWritten>(),
                                   [&](const fact::LogWritten &line) { return line.text == text; });
    }
    std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(session->snapshot()->port); }

    std::optional<Error> problem;
    /// True when an environment or an invocation is told of within the time: for what must not happen.
    bool startsSomething(std::chrono::milliseconds time)
    {
        std::unique_lock lock(mutex);
        return woken.wait_for(lock, time, [this] {
            return !told<fact::EnvironmentChanged>().empty() || !told<fact::InvocationStarted>().empty();
        });
    }

    /// True when any fact comes within the time, for what must not happen.
    bool tellsSomething(std::chrono::milliseconds time)
    {
        told<fact::Notice>();
        const std::size_t before = facts.size();
        std::unique_lock lock(mutex);
        return woken.wait_for(lock, time, [&] {
            told<fact::Notice>();
            return facts.size() > before;
        });
    }

    std::mutex mutex;
    std::condition_variable woken;
    FactMailbox mailbox{100000, [this] { woken.notify_all(); }};
    std::vector<Fact> facts;
    std::unique_ptr<LocalSession> session;
    std::unique_ptr<Subscription> subscription;
};

} // namespace lambdarium

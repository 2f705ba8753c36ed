// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/session/session.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace lambdarium {

class WallClock;

/// Lets other `lambdarium` commands of the same user reach this core: a unix socket (0600, SO_PEERCRED checked)
/// that takes one JSON line per request and answers JSON lines (attachjson.h): those of a build under way, then the
/// reply. A peer that goes away cancels the build it asked for. Core thread; owned by LocalSession.
class AttachServer
{
public:
    struct Actions
    {
        std::function<void(Command, Session::Reply)> submit;
        std::function<void(Query, Session::QueryReply)> query;
        std::function<std::shared_ptr<const Snapshot>()> snapshot;
        std::function<void()> raise; ///< a second window was asked for: bring the first to the front. May be empty
    };

    static Result<std::unique_ptr<AttachServer>> listen(WallClock &clock, const std::filesystem::path &socket,
                                                        Actions actions);
    ~AttachServer();

    /// What peers that wait for a build may want to see.
    void publish(const Fact &fact);

private:
    class Impl;
    explicit AttachServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// The other end: a core that runs, asked over its control socket. Every call blocks; any thread.
class AttachClient
{
public:
    using Progress = std::function<void(const fact::LogWritten &)>;

    /// Nothing when no core answers at the socket.
    static std::optional<AttachClient> connect(const std::filesystem::path &socket);

    /// progress gets the lines of a build. InvalidInput for a command without a JSON form.
    Result<CommandOutcome> call(const Command &command, const Progress &progress = {}) const;
    /// query::Environment only.
    Result<QueryOutcome> query(const Query &query) const;
    /// What viewjson.h writes of it; the rest has its defaults.
    Result<Snapshot> snapshot() const;
    /// True when a window was told to show itself.
    bool raise() const;

private:
    explicit AttachClient(std::filesystem::path socket) : m_socket(std::move(socket)) {}
    std::string ask(const std::string &request, const Progress &progress = {}) const;
    std::filesystem::path m_socket;
};

} // namespace lambdarium

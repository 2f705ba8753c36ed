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
/// that takes one JSON line per request and answers one JSON line. Core thread; owned by LocalSession.
class AttachServer
{
public:
    using Handler = std::function<void(command::Invoke, std::function<void(const Result<CommandOutcome> &)>)>;
    struct Actions
    {
        Handler invoke;
        std::function<void()> raise; ///< a second window was asked for: bring the first to the front
    };

    static Result<std::unique_ptr<AttachServer>> listen(WallClock &clock, const std::filesystem::path &socket,
                                                        Actions actions);
    ~AttachServer();

private:
    class Impl;
    explicit AttachServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// The other end, blocking; any thread. Nothing when no core answers at the socket.
std::optional<Result<InvokeOutcome>> invokeThroughSocket(const std::filesystem::path &socket,
                                                         const command::Invoke &request);
/// True when a running window was told to show itself.
bool raiseThroughSocket(const std::filesystem::path &socket);

} // namespace lambdarium

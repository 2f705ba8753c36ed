// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/local/attach.h"
#include "core/local/localsession.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace lambdarium {

class CoreHandle;

/// The core of a workspace as a short verb uses it: the one that runs, reached over its control socket, else one of
/// its own for as long as this lives, without endpoint and sources. Blocking; main thread; owned by the verb.
class CoreAccess
{
public:
    using Progress = AttachClient::Progress;

    static Result<std::unique_ptr<CoreAccess>> open(const LocalSession::Options &options);
    /// Only a core that runs; NotFound when there is none.
    static Result<std::unique_ptr<CoreAccess>> running(const std::filesystem::path &workspace);
    ~CoreAccess();

    /// progress gets the lines of a build as they come. Ctrl+C: Cancelled, or the end of the program.
    Result<CommandOutcome> call(Command command, Progress progress = {});
    /// A running core answers query::Environment only.
    Result<QueryOutcome> query(Query query);
    /// Of a running core, what a terminal shows (attach.h).
    Result<Snapshot> snapshot();
    /// False: the core ends with this object.
    bool attached() const { return m_client.has_value(); }

private:
    CoreAccess();
    std::optional<AttachClient> m_client;
    std::unique_ptr<CoreHandle> m_handle; // before the session: blocks signals in its threads
    std::unique_ptr<LocalSession> m_session;
    Progress m_progress;
};

} // namespace lambdarium

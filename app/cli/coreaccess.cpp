// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/coreaccess.h"

#include "app/cli/corehandle.h"

#include <future>
#include <utility>

namespace lambdarium {

CoreAccess::CoreAccess() = default;

CoreAccess::~CoreAccess()
{
    // The subscription is the handle's, the facts are the session's: the reader goes first.
    m_handle.reset();
    m_session.reset();
}

Result<std::unique_ptr<CoreAccess>> CoreAccess::running(const std::filesystem::path &workspace)
{
    const auto socket = LocalSession::controlSocket(workspace);
    if (!socket)
        return socket.error();
    std::unique_ptr<CoreAccess> access(new CoreAccess);
    access->m_client = AttachClient::connect(*socket);
    if (!access->m_client)
        return Error{ErrorCode::NotFound,
                     "nothing runs in " + workspace.string() + ": open its window or start 'lambdarium serve' first"};
    return access;
}

Result<std::unique_ptr<CoreAccess>> CoreAccess::open(const LocalSession::Options &options)
{
    if (auto access = running(options.workspace))
        return access;
    std::unique_ptr<CoreAccess> access(new CoreAccess);
    access->m_handle = std::make_unique<CoreHandle>();
    LocalSession::Options own = options;
    own.endpoint = false;
    auto session = LocalSession::open(std::move(own));
    if (!session)
        return session.error();
    access->m_session = std::move(*session);
    access->m_handle->attach(*access->m_session, [self = access.get()](const Fact &fact) {
        const auto *line = std::get_if<fact::LogWritten>(&fact.body);
        if (self->m_progress && line != nullptr && line->kind == LogKind::Build)
            self->m_progress(*line);
    });
    return access;
}

Result<CommandOutcome> CoreAccess::call(Command command, Progress progress)
{
    if (m_client)
        return m_client->call(command, progress);
    m_progress = std::move(progress);
    auto outcome = m_handle->call(std::move(command));
    m_progress = {};
    return outcome;
}

Result<QueryOutcome> CoreAccess::query(Query query)
{
    if (m_client)
        return m_client->query(query);
    std::promise<Result<QueryOutcome>> answer;
    m_session->query(std::move(query), [&answer](Result<QueryOutcome> outcome) { answer.set_value(outcome); });
    return answer.get_future().get();
}

Result<Snapshot> CoreAccess::snapshot()
{
    if (m_client)
        return m_client->snapshot();
    return *m_session->snapshot();
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/localcore.h"
#include "core/local/outlet.h"

#include <fstream>
#include <iterator>
#include <utility>

namespace lambdarium {

namespace {

Error errorOf(const ServiceError &refusal)
{
    ErrorCode code = ErrorCode::InvalidInput;
    if (refusal.status == 404 || refusal.code.find("NonExistent") != std::string::npos
        || refusal.code.find("DoesNotExist") != std::string::npos || refusal.code.starts_with("NoSuch"))
        code = ErrorCode::NotFound;
    else if (refusal.status == 429 || refusal.code.find("Throttl") != std::string::npos)
        code = ErrorCode::Throttled;
    else if (refusal.status == 409)
        code = ErrorCode::Conflict;
    else if (refusal.status >= 500)
        code = ErrorCode::Io;
    return {code, refusal.message};
}

/// ServiceReply that passes an Accepted on; id picks it from the value.
template <typename Value, typename Id>
ServiceReply<Value> accepted(Session::Reply reply, Id id)
{
    return [reply = std::move(reply), id](ServiceResult<Value> result) {
        if (result)
            reply(CommandOutcome(Accepted{id(*result)}));
        else
            reply(errorOf(result.error()));
    };
}

ServiceReply<Done> finished(Session::Reply reply)
{
    return accepted<Done>(std::move(reply), [](const Done &) { return std::string(); });
}

Result<std::string> contentOf(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return Error::fromErrno(file, errno);
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

/// These end in code that runs: they wait for a deployment under way, so that saved code is what runs.
bool needsNewestCode(const Command &command)
{
    return !std::holds_alternative<command::ApplyModel>(command)
        && !std::holds_alternative<command::ReloadCode>(command)
        && !std::holds_alternative<command::KillEnvironment>(command)
        && !std::holds_alternative<command::StopEverything>(command)
        && !std::holds_alternative<command::FreezeEnvironment>(command)
        && !std::holds_alternative<command::ThawEnvironment>(command)
        && !std::holds_alternative<command::SetTrust>(command)
        && !std::holds_alternative<command::SetColdStart>(command)
        && !std::holds_alternative<command::CancelBuild>(command)
        && !std::holds_alternative<command::TestIsolation>(command)
        && !std::holds_alternative<command::StopSources>(command);
}

/// Refused while the workspace is restricted; the engine refuses invocations itself, in AWS's shape.
bool runsCode(const Command &command)
{
    return std::holds_alternative<command::StartSources>(command)
        || std::holds_alternative<command::FireSchedule>(command) || std::holds_alternative<command::CallUrl>(command)
        || std::holds_alternative<command::Publish>(command) || std::holds_alternative<command::PutObject>(command)
        || std::holds_alternative<command::DeleteObject>(command) || std::holds_alternative<command::Build>(command);
}

} // namespace

void LocalCore::submit(Command command, Session::Reply reply)
{
    auto visit = [this](Command &&asked, Session::Reply answer) {
        std::visit([&](auto &body) { run(body, std::move(answer)); }, asked);
    };
    if (m_trust.now() == Trust::Restricted && runsCode(command))
        return reply(Error{ErrorCode::Conflict, WorkspaceTrust::restrictedText});
    if (!needsNewestCode(command) || !m_deployer->busy())
        return visit(std::move(command), std::move(reply));
    m_deployer->after([visit, command = std::make_shared<Command>(std::move(command)), reply = std::move(reply)] {
        visit(std::move(*command), reply);
    });
}

void LocalCore::run(const command::ApplyModel &command, Session::Reply reply)
{
    m_modelFromOutside = true;
    m_deployer->setModel(command);
    m_deployer->start([reply = std::move(reply)] { reply(CommandOutcome()); });
}

void LocalCore::run(const command::ReloadCode &, Session::Reply reply)
{
    // Every function is looked at: unchanged folders cost one walk.
    m_deployer->start([reply = std::move(reply)] { reply(CommandOutcome()); });
}

void LocalCore::run(command::Invoke &command, Session::Reply reply)
{
    InvokeRequest request{.function = std::move(command.function),
                          .payload = std::move(command.payload),
                          .type = command.type,
                          .qualifier = std::move(command.qualifier),
                          .clientContext = std::move(command.clientContext),
                          .tail = command.tail};
    m_engine->invoke(std::move(request),
                     [reply = std::move(reply)](InvokeOutcome outcome) { reply(CommandOutcome(std::move(outcome))); });
}

void LocalCore::run(command::SendMessage &command, Session::Reply reply)
{
    SendMessageRequest request{.queue = std::move(command.queue), .body = std::move(command.body)};
    if (command.delay > Duration{0})
        request.delaySeconds = std::chrono::duration_cast<std::chrono::seconds>(command.delay).count();
    m_services->sqs().send(std::move(request), accepted<SentMessage>(std::move(reply), [](const SentMessage &sent) {
                               return sent.messageId;
                           }));
}

void LocalCore::run(command::Publish &command, Session::Reply reply)
{
    m_engine->grantRun();
    m_services->sns().publish({.topic = std::move(command.topic),
                               .message = std::move(command.message),
                               .subject = std::move(command.subject)},
                              accepted<std::string>(std::move(reply), [](const std::string &id) { return id; }));
}

void LocalCore::run(command::PutObject &command, Session::Reply reply)
{
    if (command.file.empty()) {
        std::string content = std::move(command.content);
        return put(std::move(command), std::move(content), std::move(reply));
    }
    m_deployer->run([this, alive = m_alive, command = std::move(command), reply = std::move(reply)] {
        auto content = std::make_shared<Result<std::string>>(contentOf(command.file));
        m_clock.mailbox().post([this, alive, command, reply, content] {
            if (!*alive)
                return;
            if (*content)
                put(command, std::move(**content), reply);
            else
                reply(content->error());
        });
    });
}

void LocalCore::put(command::PutObject command, std::string content, Session::Reply reply)
{
    m_engine->grantRun();
    m_services->s3().putObject(
        {.bucket = std::move(command.bucket), .key = std::move(command.key), .body = std::move(content)},
        accepted<ObjectInfo>(std::move(reply), [](const ObjectInfo &info) { return info.etag; }));
}

void LocalCore::run(command::DeleteObject &command, Session::Reply reply)
{
    m_engine->grantRun();
    m_services->s3().deleteObject({.bucket = std::move(command.bucket), .key = std::move(command.key)},
                                  finished(std::move(reply)));
}

void LocalCore::run(const command::FireSchedule &command, Session::Reply reply)
{
    m_services->schedules().fire(command.schedule,
                                 accepted<std::string>(std::move(reply), [](const std::string &id) { return id; }));
}

void LocalCore::run(command::CallUrl &command, Session::Reply reply)
{
    UrlRequest request{
        .method = std::move(command.method), .path = std::move(command.path), .body = std::move(command.body)};
    if (!request.body.empty())
        request.headers.emplace_back("Content-Type", "application/json");
    if (const auto mark = request.path.find('?'); mark != std::string::npos) {
        request.query = request.path.substr(mark + 1);
        request.path.resize(mark);
    }
    m_gateway->callUrl(command.function, std::move(request), [reply = std::move(reply)](Result<UrlResponse> response) {
        if (response)
            reply(CommandOutcome(std::move(*response)));
        else
            reply(response.error());
    });
}

void LocalCore::run(const command::PurgeQueue &command, Session::Reply reply)
{
    m_services->sqs().purge(command.queue, finished(std::move(reply)));
}

void LocalCore::run(const command::StartSources &, Session::Reply reply)
{
    m_services->startSources();
    m_outlet.refresh();
    reply(CommandOutcome());
}

void LocalCore::run(const command::StopSources &, Session::Reply reply)
{
    m_services->stopSources();
    m_outlet.refresh();
    reply(CommandOutcome());
}

void LocalCore::run(const command::KillEnvironment &command, Session::Reply reply)
{
    if (m_engine->killEnvironment(command.environment))
        return reply(CommandOutcome());
    reply(Error{ErrorCode::NotFound, "There is no environment " + shortId(command.environment) + "."});
}

void LocalCore::run(const command::StopEverything &, Session::Reply reply)
{
    m_services->stopSources();
    m_engine->stopEverything();
    m_outlet.refresh();
    reply(CommandOutcome());
}

void LocalCore::query(Query query, const Session::QueryReply &reply)
{
    if (const auto *invocations = std::get_if<query::Invocations>(&query))
        return m_history->query(*invocations, reply);
    if (const auto *invocation = std::get_if<query::Invocation>(&query))
        return m_history->query(*invocation, reply);
    if (const auto *logs = std::get_if<query::Logs>(&query))
        return m_history->query(*logs, reply);
    if (const auto *messages = std::get_if<query::Messages>(&query))
        return reply(QueryOutcome(m_services->sqs().messages(messages->queue, messages->limit)));
    if (const auto *objects = std::get_if<query::Objects>(&query))
        return reply(QueryOutcome(m_services->s3().objects(objects->bucket, objects->prefix, objects->limit)));
    if (const auto *environment = std::get_if<query::Environment>(&query))
        return inspect(environment->environment, reply);
    if (const auto *plan = std::get_if<query::BuildPlan>(&query))
        return planBuilds(*plan, reply);
    const auto &facts = std::get<query::Facts>(query);
    reply(QueryOutcome(m_journal.range(facts.from, facts.to)));
}

} // namespace lambdarium

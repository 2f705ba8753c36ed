// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/localcore.h"
#include "core/local/outlet.h"
#include "core/packaging/codechoice.h"
#include "core/packaging/package.h"
#include "core/runtimes/interpreters.h"
#include "core/workspace/archive.h"
#include "core/workspace/files.h"

#include <fcntl.h>

#include <utility>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

/// Where the content of a function or layer is kept, and the property that says so.
struct Content
{
    NodeId id;
    std::string uri;
    const char *property;
};

Result<Content> contentOf(const Model &model, const NodeId &resource)
{
    if (const Function *function = model.function(resource)) {
        if (!function->inlineCode.empty())
            return Error{ErrorCode::Conflict,
                         "The code of " + function->id + " stands in the template; give it a CodeUri first."};
        return Content{function->id, function->codeUri, "CodeUri"};
    }
    if (const Layer *layer = model.layer(resource))
        return Content{layer->id, layer->contentUri, "ContentUri"};
    return Error{ErrorCode::NotFound, "The template has no function or layer " + resource + "."};
}

Result<PackageOutcome> exportPackage(const Workspace &workspace, const Model &model,
                                     const command::ExportPackage &command)
{
    fs::path folder;
    if (const Function *function = model.function(command.resource)) {
        Function alone = *function; // layers are packages of their own
        alone.layers.clear();
        CodeSnapshot code = chooseCode(workspace, model, alone);
        if (!code.problem.empty())
            return Error{ErrorCode::Conflict, code.problem};
        folder = code.directory;
    } else if (const Layer *layer = model.layer(command.resource)) {
        auto content = chooseLayer(workspace, *layer);
        if (!content)
            return content.error();
        folder = content->directory;
    } else {
        return Error{ErrorCode::NotFound, "The template has no function or layer " + command.resource + "."};
    }
    return writePackage(folder, fs::absolute(command.file));
}

Result<PackageOutcome> replaceArchive(const Workspace &workspace, const fs::path &file, const fs::path &target)
{
    const auto listing = workspace.unpacker().inspect(file);
    if (!listing)
        return listing.error();
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    const auto bytes = descriptor.valid() ? readAll(descriptor, unzippedBytesMax, file.string())
                                          : Result<std::string>(Error::fromErrno("reading " + file.string(), errno));
    const auto sha256 = bytes ? codeSha256(file) : Result<std::string>(bytes.error());
    if (!sha256)
        return sha256.error();
    const fs::path trash = workspace.root() / ".lambdarium" / "trash";
    auto previous = keepCopy(target, trash);
    if (!previous)
        return previous.error();
    if (auto written = workspace.writeText(target.lexically_relative(workspace.root()), *bytes); !written)
        return written.error();
    return PackageOutcome{static_cast<std::int64_t>(bytes->size()),
                          static_cast<std::int64_t>(listing->unzippedBytes),
                          static_cast<std::int64_t>(listing->files),
                          *sha256,
                          target.string(),
                          previous->string()};
}

Result<PackageOutcome> importPackage(const Workspace &workspace, const Model &model,
                                     const command::ImportPackage &command)
{
    const auto content = contentOf(model, command.resource);
    if (!content)
        return content.error();
    if (workspace.readOnly())
        return Error{ErrorCode::ReadOnly, "The workspace " + workspace.root().string() + " is read-only."};
    if (auto made = workspace.ensureStateDirectory(); !made)
        return made.error();
    auto source = workspace.codeSource(content->id, content->uri, content->property);
    std::error_code failure;
    fs::path target;
    if (source) {
        target = *source;
    } else if (source.error().code == ErrorCode::NotFound) {
        const fs::path relative = fs::path(content->uri).lexically_normal();
        target = workspace.root() / (relative.has_filename() ? relative : relative.parent_path());
        if (!fs::is_directory(target.parent_path(), failure))
            return source.error();
    } else {
        return source.error();
    }
    if (target == workspace.root())
        return Error{ErrorCode::Conflict,
                     std::string(content->property) + " of " + content->id
                         + " is the workspace itself; give it a folder of its own first."};
    if (fs::is_regular_file(target, failure))
        return replaceArchive(workspace, command.file, target);
    return replaceFolder(command.file, target, workspace.root() / ".lambdarium" / "trash", workspace.unpacker());
}

} // namespace

Result<void> LocalCore::startBuilder()
{
    m_builder = std::make_unique<Builder>(Builder::Parts{
        .clock = m_clock,
        .spawner = *m_spawner,
        .workspace = m_workspace,
        .blocking = [this](Task task) { m_deployer->run(std::move(task)); },
        .log = [this](fact::LogWritten line) { m_journal.publish(std::move(line)); },
        .changed = [this] { m_outlet.refresh(); },
        .interpreter = [this](const std::string &runtime) { return m_sandbox->interpreter(runtime); },
    });
    return {};
}

Trust LocalCore::trust() const { return m_trust.now(); }

void LocalCore::runPackaging(std::function<Result<CommandOutcome>()> work, bool deploy, Session::Reply reply)
{
    m_deployer->run([this, alive = m_alive, work = std::move(work), deploy, reply = std::move(reply)] {
        auto outcome = std::make_shared<Result<CommandOutcome>>(work());
        m_clock.mailbox().post([this, alive, deploy, reply, outcome] {
            if (!*alive)
                return;
            if (deploy && *outcome)
                m_deployer->start([reply, outcome] { reply(std::move(*outcome)); });
            else
                reply(std::move(*outcome));
        });
    });
}

void LocalCore::run(const command::Build &command, Session::Reply reply)
{
    if (trust() == Trust::Restricted)
        return reply(Error{ErrorCode::Conflict, "This workspace is restricted: nothing of it runs."});
    auto subjects = buildSubjects(m_workspace, m_deployer->state().model, command.resources);
    if (!subjects)
        return reply(subjects.error());
    m_builder->build(std::move(*subjects), trust(), [this, reply = std::move(reply)](BuildOutcome outcome) {
        auto shared = std::make_shared<BuildOutcome>(std::move(outcome));
        m_deployer->start([this, reply, shared] {
            m_outlet.flush();
            reply(CommandOutcome(std::move(*shared)));
        });
    });
}

void LocalCore::planBuilds(const query::BuildPlan &asked, const Session::QueryReply &reply)
{
    auto subjects = buildSubjects(m_workspace, m_deployer->state().model, asked.resources);
    if (!subjects)
        return reply(subjects.error());
    reply(QueryOutcome(m_builder->plan(*subjects, trust())));
}

void LocalCore::run(const command::CancelBuild &command, Session::Reply reply)
{
    if (m_builder->cancel(command.resource) || command.resource.empty())
        return reply(CommandOutcome());
    reply(Error{ErrorCode::NotFound, "No build of " + command.resource + " is under way."});
}

void LocalCore::run(const command::ExportPackage &command, Session::Reply reply)
{
    runPackaging(
        [workspace = m_workspace, model = m_deployer->state().model, command]() -> Result<CommandOutcome> {
            auto outcome = exportPackage(workspace, model, command);
            return outcome ? Result<CommandOutcome>(CommandOutcome(std::move(*outcome))) : outcome.error();
        },
        false, std::move(reply));
}

void LocalCore::run(const command::ImportPackage &command, Session::Reply reply)
{
    runPackaging(
        [workspace = m_workspace, model = m_deployer->state().model, command]() -> Result<CommandOutcome> {
            auto outcome = importPackage(workspace, model, command);
            return outcome ? Result<CommandOutcome>(CommandOutcome(std::move(*outcome))) : outcome.error();
        },
        true, std::move(reply));
}

void LocalCore::run(const command::AdoptFunction &command, Session::Reply reply)
{
    m_apiFunctions->adopt(command.function, [this, reply = std::move(reply)](Result<NodeId> id) {
        if (!id)
            return reply(id.error());
        if (!m_modelFromOutside)
            templateSaved();
        m_deployer->after([reply, id = std::move(*id)] { reply(CommandOutcome(Accepted{id})); });
    });
}

void LocalCore::run(const command::RemoveFunction &command, Session::Reply reply)
{
    m_apiFunctions->change({.kind = FunctionChange::Kind::Remove, .name = command.function},
                           [reply = std::move(reply)](const Releases::Refusal &refusal) {
                               if (refusal)
                                   return reply(Error{ErrorCode::Conflict, refusal->message});
                               reply(CommandOutcome());
                           });
}

} // namespace lambdarium

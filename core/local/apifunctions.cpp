// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/apifunctions.h"

#include "core/engine/releasesjson.h"
#include "core/packaging/codechoice.h"
#include "core/packaging/layershelf.h"
#include "core/template/template.h"

#include <utility>

namespace lambdarium {

namespace fs = std::filesystem;

/// What the worker found out.
struct ApiFunctions::Prepared
{
    Releases::Refusal refusal;
    std::optional<CodeSnapshot> code;
    std::string templateFolder; ///< of the template's frozen code; empty: none
};

namespace {

/// Errors of archives are "Type: sentence (detail)"; AWS says the sentence alone, the detail helps who packed it.
ApiRefusal refusalOf(const Error &error)
{
    for (const auto &[type, status] :
         {std::pair("InvalidParameterValueException", 400), std::pair("RequestEntityTooLargeException", 413)}) {
        const std::string head = std::string(type) + ": ";
        if (error.message.starts_with(head))
            return {status, type, error.message.substr(head.size()), false};
    }
    if (error.code == ErrorCode::InvalidInput || error.code == ErrorCode::NotFound)
        return {400, "InvalidParameterValueException", error.message, false};
    return {500, "ServiceException", error.message, false};
}

} // namespace

namespace {

/// A folder of this name in the workspace that is not there yet.
fs::path freeFolder(const fs::path &root, const std::string &name)
{
    std::error_code ignored;
    fs::path folder = root / name;
    for (int more = 2; fs::exists(fs::symlink_status(folder, ignored)); ++more)
        folder = root / (name + std::to_string(more));
    return folder;
}

/// Frozen code is for everybody to read and for nobody to write.
Result<void> copyCode(const fs::path &from, const fs::path &folder)
{
    std::error_code failure;
    fs::copy(from, folder, fs::copy_options::recursive | fs::copy_options::copy_symlinks, failure);
    if (failure)
        return Error{ErrorCode::Io, "copying to " + folder.string() + ": " + failure.message()};
    fs::permissions(folder, fs::perms::owner_write, fs::perm_options::add, failure);
    for (const auto &entry : fs::recursive_directory_iterator(folder, failure))
        if (!entry.is_symlink())
            fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add, failure);
    return {};
}

Result<NodeId> adoptInto(const Workspace &workspace, const command::ApplyModel &state, const FunctionReleases &releases)
{
    const LatestOverride &latest = *releases.latest;
    Function function = *latest.settings;
    if (releases.url)
        function.url = releases.url->value;
    std::vector<Edge> mappings;
    for (const auto &[uuid, mapping] : releases.mappings)
        mappings.push_back(mapping.edge);
    if (workspace.readOnly())
        return Error{ErrorCode::ReadOnly, "The workspace " + workspace.root().string() + " is read-only."};
    const fs::path file = workspace.templatePath().filename();
    auto text = workspace.readText(file);
    if (!text)
        return text.error();
    const auto parsed = Template::parse(*text, state.account, state.limits);
    if (!parsed)
        return parsed.error().within(file.string());
    const fs::path folder = freeFolder(workspace.root(), function.name);
    const auto change = parsed->adopt(function, folder.filename().string() + "/", releases.tags, mappings);
    if (!change)
        return change.error();
    if (auto copied = copyCode(latest.code->directory, folder); !copied)
        return copied.error();
    if (auto written = workspace.writeText(file, applied(*text, change->edits)); !written) {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        return written.error();
    }
    return change->node;
}

} // namespace

ApiFunctions::ApiFunctions(Parts parts) : m_parts(std::move(parts))
{
    m_parts.deployer.setOverlays(m_parts.engine.releases().overlays());
}

ApiFunctions::~ApiFunctions() { *m_alive = false; }

const Function *ApiFunctions::ofTemplate(const std::string &name) const
{
    return m_parts.deployer.state().model.function(name);
}

void ApiFunctions::change(FunctionChange change, Releases::Done done)
{
    const auto shared = std::make_shared<FunctionChange>(std::move(change));
    const Function *known = ofTemplate(shared->name);
    const auto work = [shared, workspace = m_parts.workspace, model = m_parts.deployer.state().model,
                       function = known ? std::optional(*known) : std::nullopt]() {
        Prepared prepared;
        for (const std::string &layer : shared->layers)
            if (layerFault(workspace, model, layer))
                prepared.refusal = ApiRefusal{400, "InvalidParameterValueException",
                                              "Layer version " + layer + " does not exist.", false};
        if (!prepared.refusal && shared->zip) {
            auto frozen = freezeZip(workspace, *shared->zip);
            if (frozen)
                prepared.code = std::move(*frozen);
            else
                prepared.refusal = refusalOf(frozen.error());
            shared->zip.reset();
        }
        if (function)
            prepared.templateFolder = chooseCode(workspace, model, *function).directory;
        return prepared;
    };
    m_parts.deployer.run(
        [this, alive = m_alive, &mailbox = m_parts.clock.mailbox(), work, shared, done = std::move(done)] {
            const auto prepared = std::make_shared<Prepared>(work());
            mailbox.post([this, alive, prepared, shared, done] {
                if (*alive)
                    commit(shared, *prepared, done);
            });
        });
}

void ApiFunctions::changeStored(const std::string &name, Releases::Mutation mutate, Releases::Done done)
{
    m_parts.engine.releases().change(
        name, std::move(mutate),
        [this, alive = std::weak_ptr(m_alive), done = std::move(done)](const Releases::Refusal &refusal) {
            if (refusal || alive.expired())
                return done(refusal);
            redeploy([done] { done(std::nullopt); });
        });
}

void ApiFunctions::commit(const std::shared_ptr<FunctionChange> &change, const Prepared &prepared, Releases::Done done)
{
    if (prepared.refusal || change->dryRun)
        return done(prepared.refusal);
    const auto mutate = [this, change, prepared](FunctionReleases &releases) {
        return apply(*change, prepared, releases);
    };
    changeStored(change->name, mutate, std::move(done));
}

Releases::Refusal ApiFunctions::apply(const FunctionChange &change, const Prepared &prepared,
                                      FunctionReleases &releases) const
{
    switch (change.kind) {
    case FunctionChange::Kind::Create: return create(change, prepared, releases);
    case FunctionChange::Kind::Update: return update(change, prepared, releases);
    case FunctionChange::Kind::Remove: break;
    }
    if (ofTemplate(change.name))
        return ApiRefusal{409, "ResourceConflictException",
                          change.name + " stands in the template of this workspace; remove it there.", false};
    if (!releases.latest)
        return ApiRefusal{404, "ResourceNotFoundException",
                          "Function not found: " + m_parts.engine.account().functionArn(change.name), false};
    releases = {};
    return std::nullopt;
}

Releases::Refusal ApiFunctions::create(const FunctionChange &change, const Prepared &prepared,
                                       FunctionReleases &releases) const
{
    if (releases.latest || !Deployer::nameIsFree(m_parts.deployer.state().model, change.name))
        return ApiRefusal{409, "ResourceConflictException", "Function already exist: " + change.name, false};
    LatestOverride latest;
    latest.created = true;
    latest.settings.emplace();
    latest.settings->name = change.name;
    change.apply(*latest.settings);
    latest.code = prepared.code;
    latest.echoed = change.echoed;
    latest.modified = m_parts.clock.loop().now();
    releases = {}; // of a function of this name that the template had once
    releases.latest = std::move(latest);
    releases.tags = change.tags;
    return std::nullopt;
}

Releases::Refusal ApiFunctions::update(const FunctionChange &change, const Prepared &prepared,
                                       FunctionReleases &releases) const
{
    const Function *function = ofTemplate(change.name);
    if (!function && !releases.latest)
        return ApiRefusal{404, "ResourceNotFoundException",
                          "Function not found: " + m_parts.engine.account().functionArn(change.name), false};
    LatestOverride &latest = releases.latest ? *releases.latest : releases.latest.emplace();
    if (function) {
        const Function said = releasesjson::versioned(*function);
        if (change.apply && !latest.settings)
            latest.settings = said;
        else if (latest.settings)
            latest.settings = releasesjson::overlaid(said, latest.beside, *latest.settings);
        latest.beside = said;
    }
    if (change.apply)
        change.apply(*latest.settings);
    if (prepared.code) {
        latest.code = prepared.code;
        latest.codeBeside = prepared.templateFolder;
    }
    if (!change.echoed.empty())
        latest.echoed = change.echoed;
    latest.modified = m_parts.clock.loop().now();
    return std::nullopt;
}

void ApiFunctions::adopt(const std::string &name, std::function<void(Result<NodeId>)> reply)
{
    const FunctionReleases &releases = m_parts.engine.releases().of(name);
    if (!releases.latest || !releases.latest->created || !releases.latest->code)
        return reply(Error{ErrorCode::NotFound, "The Lambda API has made no function " + name + "."});
    m_parts.deployer.run([alive = m_alive, &mailbox = m_parts.clock.mailbox(), workspace = m_parts.workspace,
                          state = m_parts.deployer.state(), releases, reply = std::move(reply)] {
        const auto adopted = std::make_shared<Result<NodeId>>(adoptInto(workspace, state, releases));
        mailbox.post([alive, adopted, reply] {
            if (*alive)
                reply(std::move(*adopted));
        });
    });
}

void ApiFunctions::layers(LayerRequest request, std::function<void(Releases::Refusal, std::vector<LayerVersion>)> done)
{
    struct Answer
    {
        Releases::Refusal refusal;
        std::vector<LayerVersion> versions;
    };
    const auto work = [workspace = m_parts.workspace, request = std::move(request)] {
        const LayerShelf shelf(workspace);
        const LayerVersion &layer = request.layer;
        Answer answer;
        if (request.kind == LayerRequest::Kind::List) {
            answer.versions = shelf.versions(layer.name);
        } else if (request.kind == LayerRequest::Kind::Publish) {
            auto made = shelf.publish(layer, request.zip);
            if (made)
                answer.versions = {std::move(*made)};
            else
                answer.refusal = refusalOf(made.error());
        } else if (request.kind == LayerRequest::Kind::Find) {
            if (auto found = shelf.find(layer.name, layer.number))
                answer.versions = {std::move(*found)};
        } else if (auto removed = shelf.remove(layer.name, layer.number); !removed) {
            answer.refusal = refusalOf(removed.error());
        }
        return answer;
    };
    m_parts.deployer.run([alive = m_alive, &mailbox = m_parts.clock.mailbox(), work, done = std::move(done)] {
        const auto answer = std::make_shared<Answer>(work());
        mailbox.post([alive, answer, done] {
            if (*alive)
                done(answer->refusal, std::move(answer->versions));
        });
    });
}

std::vector<std::string> ApiFunctions::overridden(const Function &deployed, const CodeSnapshot &code) const
{
    std::vector<std::string> names;
    const Function *said = ofTemplate(deployed.name);
    if (!said)
        return names;
    const auto compare = [&](const char *name, auto member) {
        if (!(deployed.*member == said->*member))
            names.push_back(name);
    };
    const auto &latest = m_parts.engine.releases().of(deployed.name).latest;
    if (latest && latest->code && latest->code->directory == code.directory && !code.directory.empty())
        names.push_back("Code");
    compare("Runtime", &Function::runtime);
    compare("Handler", &Function::handler);
    compare("MemorySize", &Function::memoryMb);
    compare("Timeout", &Function::timeoutSeconds);
    compare("EphemeralStorage", &Function::ephemeralMb);
    compare("Environment", &Function::environment);
    compare("Layers", &Function::layers);
    compare("Role", &Function::role);
    compare("Description", &Function::description);
    compare("Tracing", &Function::tracing);
    compare("SnapStart", &Function::snapStart);
    compare("LoggingConfig", &Function::logging);
    compare("DeadLetterQueue", &Function::deadLetterTarget);
    compare("FunctionUrlConfig", &Function::url);
    return names;
}

void ApiFunctions::redeploy(Task done)
{
    m_parts.deployer.setOverlays(m_parts.engine.releases().overlays());
    m_parts.deployer.start(std::move(done));
}

void ApiFunctions::templateChanged()
{
    for (const auto &[name, overlay] : m_parts.engine.releases().overlays()) {
        if (!overlay.latest || !overlay.latest->created || !ofTemplate(name))
            continue;
        const auto forget = [](FunctionReleases &releases) -> Releases::Refusal {
            releases.latest.reset();
            return std::nullopt;
        };
        m_parts.engine.releases().change(name, forget, [this, alive = std::weak_ptr(m_alive)](const auto &) {
            if (!alive.expired())
                m_parts.deployer.setOverlays(m_parts.engine.releases().overlays());
        });
    }
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"

#include "core/workspace/files.h"
#include "core/workspace/snapshot.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view ignored = "*\n!.gitignore\n!layout.json\n!breakpoints.json\n!format\n";

fs::path stateHome()
{
    if (const char *home = std::getenv("XDG_STATE_HOME"); home && *home == '/')
        return home;
    const char *home = std::getenv("HOME");
    return fs::path(home && *home ? home : "/tmp") / ".local/state";
}

bool writable(const fs::path &folder) { return ::access(folder.c_str(), W_OK | X_OK) == 0; }

Error copyFault(const std::error_code &failure, const fs::path &path)
{
    return Error::fromErrno("copying " + path.string(), failure.value());
}

} // namespace

Result<Workspace> Workspace::open(const fs::path &folder)
{
    std::error_code failure;
    const fs::path root = fs::canonical(folder, failure);
    if (failure)
        return Error::fromErrno("opening the workspace " + folder.string(), failure.value());
    if (!fs::is_directory(root, failure))
        return Error{ErrorCode::InvalidInput, root.string() + " is not a folder."};
    Workspace workspace;
    workspace.m_root = root;
    for (const char *name : {"template.yaml", "template.yml", "template.json"}) {
        if (workspace.m_template.empty() && fs::is_regular_file(root / name, failure))
            workspace.m_template = root / name;
    }
    if (workspace.m_template.empty())
        return Error{ErrorCode::NotFound,
                     "There is no template.yaml, template.yml or template.json in " + root.string() + "."};
    const fs::path own = root / ".lambdarium";
    workspace.m_readOnly = !writable(root) || (fs::exists(own, failure) && !writable(own));
    workspace.m_state = workspace.m_readOnly ? stateHome() / "lambdarium" / contentHash(root.string()).substr(0, 16)
                                             : own;
    workspace.m_snapshots = std::make_shared<SnapshotCache>();
    return workspace;
}

Result<Workspace> Workspace::createFrom(const fs::path &sample, const fs::path &folder)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        return copyFault(failure, folder);
    if (!fs::is_empty(folder, failure))
        return Error{ErrorCode::Conflict, folder.string() + " is not empty."};
    fs::recursive_directory_iterator at(sample, failure);
    if (failure)
        return copyFault(failure, sample);
    for (const fs::recursive_directory_iterator end; at != end; at.increment(failure)) {
        const fs::path relative = at->path().lexically_relative(sample);
        if (at->path().filename() == "__pycache__") {
            at.disable_recursion_pending();
            continue;
        }
        if (at->is_directory(failure)) {
            fs::create_directory(folder / relative, failure);
        } else {
            fs::copy_file(at->path(), folder / relative, failure);
            if (!failure) // the sample may be installed read-only
                fs::permissions(folder / relative, fs::perms::owner_write, fs::perm_options::add, failure);
        }
        if (failure)
            return copyFault(failure, relative);
    }
    if (failure)
        return copyFault(failure, sample);
    return open(folder);
}

std::string Workspace::name() const { return m_root.filename().string(); }

Result<void> Workspace::ensureStateDirectory() const
{
    std::error_code failure;
    fs::create_directories(m_state, failure);
    if (failure)
        return Error::fromErrno("making " + m_state.string(), failure.value());
    for (const auto &[name, text] : {std::pair{".gitignore", ignored}, std::pair{"format", std::string_view("1\n")}}) {
        if (fs::exists(m_state / name, failure))
            continue;
        if (auto written = writeAtomically(m_state, name, text); !written)
            return written;
    }
    return {};
}

Result<std::string> Workspace::readText(const fs::path &relative, std::uintmax_t limitBytes) const
{
    const auto file = openBeneath(m_root, relative, O_RDONLY | O_NONBLOCK);
    if (!file)
        return file.error();
    return readAll(*file, limitBytes, relative.string());
}

Result<void> Workspace::writeText(const fs::path &relative, std::string_view text) const
{
    if (m_readOnly)
        return Error{ErrorCode::ReadOnly,
                     relative.string() + " cannot be saved: the workspace " + m_root.string() + " is read-only."};
    return writeAtomically(m_root, relative, text);
}

std::vector<SavedEvent> Workspace::events() const
{
    std::vector<SavedEvent> result;
    std::error_code failure;
    const auto take = [&](const fs::path &folder, const NodeId &function) {
        for (fs::directory_iterator at(folder, failure), end; !failure && at != end; at.increment(failure)) {
            if (at->path().extension() == ".json" && at->is_regular_file(failure) && result.size() < 10000)
                result.push_back({at->path().stem().string(), function, at->path()});
        }
    };
    take(m_root / "events", {});
    for (fs::directory_iterator at(m_root / "events", failure), end; !failure && at != end; at.increment(failure)) {
        std::error_code kind;
        if (at->is_directory(kind) && !at->is_symlink(kind))
            take(at->path(), at->path().filename().string());
    }
    std::ranges::sort(result, {}, [](const SavedEvent &event) { return std::pair(event.function, event.name); });
    return result;
}

std::vector<Problem> Workspace::validate(const Model &model) const
{
    std::vector<Problem> result;
    for (const Function &function : model.functions) {
        if (!function.inlineCode.empty() || function.codeUri.empty())
            continue;
        const auto folder = codeDirectory(function);
        const auto add = [&](std::string code, std::string property, const Error &error) {
            result.push_back({.severity = Severity::Error,
                              .code = std::move(code),
                              .message = error.message,
                              .node = function.id,
                              .property = std::move(property),
                              .range = function.range});
        };
        if (!folder && folder.error().code == ErrorCode::Unavailable
            && codeSource(function.id, function.codeUri, "CodeUri"))
            continue; // a zip
        if (!folder) {
            add(folder.error().code == ErrorCode::InvalidInput ? "CodeOutside" : "CodeMissing", "CodeUri",
                folder.error());
            continue;
        }
        if (function.handler.empty())
            continue; // the template's own finding
        if (const auto file = handlerFile(function); !file && file.error().code != ErrorCode::Unavailable)
            add("HandlerFileMissing", "Handler", file.error());
    }
    for (const Layer &layer : model.layers) {
        if (layer.contentUri.empty())
            continue;
        const auto content = codeSource(layer.id, layer.contentUri, "ContentUri");
        if (!content)
            result.push_back({.severity = Severity::Error,
                              .code = content.error().code == ErrorCode::InvalidInput ? "CodeOutside" : "CodeMissing",
                              .message = content.error().message,
                              .node = layer.id,
                              .property = "ContentUri",
                              .range = layer.range});
    }
    return result;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"
#include "core/workspace/unpacker.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

struct NodePosition
{
    double x = 0;
    double y = 0;
    bool operator==(const NodePosition &) const = default;
};

/// Canvas state in .lambdarium/layout.json; unknown members survive a save.
struct Layout
{
    std::map<NodeId, NodePosition> positions;
    struct Note
    {
        std::string id;
        NodePosition position;
        std::string text; ///< Markdown
        bool operator==(const Note &) const = default;
    };
    std::vector<Note> notes;
    bool operator==(const Layout &) const = default;
};

struct SavedEvent
{
    std::string name; ///< file name without .json
    NodeId function;  ///< empty: serves all functions
    std::filesystem::path path;
};

/// Code as environments see it: content-addressed, never changed again.
struct CodeCopy
{
    std::filesystem::path directory; ///< absolute
    std::uintmax_t bytes = 0;        ///< unzipped
};

/// A folder with a template, code folders, saved events and .lambdarium/ (decisions.md). Value type over the file
/// system; any thread, blocking. Never leaves the root: paths are resolved beneath it.
class Workspace
{
public:
    /// Finds template.yaml, .yml or .json; NotFound when there is none. Makes .lambdarium lazily, at first write;
    /// on a read-only folder state goes to $XDG_STATE_HOME/lambdarium/<id>/.
    static Result<Workspace> open(const std::filesystem::path &folder);
    /// Copies a sample of resources/examples ("orders", "one-function", "queue-worker", "scheduled-job", "empty")
    /// into a new or empty folder.
    static Result<Workspace> createFrom(const std::filesystem::path &sample, const std::filesystem::path &folder);

    const std::filesystem::path &root() const { return m_root; }
    const std::filesystem::path &templatePath() const { return m_template; }
    /// Where state.db, history.db, objects/, code/ and lock live.
    const std::filesystem::path &stateDirectory() const { return m_state; }
    bool readOnly() const { return m_readOnly; }
    /// Who takes zips apart for this copy and its copies; until it is set, this process does.
    void setUnpacker(Unpacker unpacker) { m_unpacker = std::move(unpacker); }
    const Unpacker &unpacker() const { return m_unpacker; }
    std::string name() const;
    /// Makes stateDirectory() with its .gitignore and format file; needed before anything is stored there.
    Result<void> ensureStateDirectory() const;

    Result<std::string> readText(const std::filesystem::path &relative, std::uintmax_t limitBytes = 64 << 20) const;
    /// Atomic: temporary file, fsync, rename; keeps mode bits; makes missing folders. ReadOnly error says why it
    /// cannot.
    Result<void> writeText(const std::filesystem::path &relative, std::string_view text) const;

    Result<Layout> loadLayout() const;
    Result<void> saveLayout(const Layout &layout) const;
    std::vector<SavedEvent> events() const;
    /// The folder of a function's code, beneath the root; InvalidInput when CodeUri leaves it, Unavailable for a zip.
    Result<std::filesystem::path> codeDirectory(const Function &function) const;
    /// The file that holds the handler ("src/app.py"), by the runtime's resolution rules; NotFound names what was
    /// tried.
    Result<std::filesystem::path> handlerFile(const Function &function) const;
    /// Copies a function's code to stateDirectory()/code/<sha256>/, readable by all, and returns that path; the
    /// same content gives the same path without copying again.
    Result<std::filesystem::path> snapshotCode(const Function &function) const;
    /// The same, with its size. CodeUri may name a zip, which is checked and unpacked (archive.h).
    Result<CodeCopy> freezeCode(const Function &function) const;
    /// Copies any folder (or unpacks a zip) to code/<sha256>/; what: whose code it is, for messages.
    /// leftOut: names at the top of the folder that are no part of it.
    Result<CodeCopy> freeze(const std::filesystem::path &source, std::string_view what,
                            const std::vector<std::string> &leftOut = {}) const;
    /// The folder or zip that CodeUri or ContentUri (property) of a resource names, beneath the root. InvalidInput when
    /// it leaves the root, NotFound when it is not there.
    Result<std::filesystem::path> codeSource(std::string_view resource, std::string_view uri,
                                             std::string_view property) const;
    /// Writes a small working handler for a new function where its CodeUri and Handler point; leaves an existing file
    /// alone. Returns its path relative to the root.
    Result<std::filesystem::path> scaffold(const Function &function) const;
    /// Findings that need the folder: missing code folder or handler file, unknown runtime.
    std::vector<Problem> validate(const Model &model) const;

private:
    class SnapshotCache;
    Result<std::filesystem::path> snapshotInline(const Function &function) const;
    Result<CodeCopy> freezeArchive(const std::filesystem::path &archive) const;

    std::shared_ptr<SnapshotCache> m_snapshots;
    Unpacker m_unpacker;
    std::filesystem::path m_root;
    std::filesystem::path m_template;
    std::filesystem::path m_state;
    bool m_readOnly = false;
};

} // namespace lambdarium

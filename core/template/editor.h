// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/emit.h"
#include "core/template/resolver.h"
#include "core/template/template.h"

#include <nlohmann/json_fwd.hpp>

namespace lambdarium {

using TreePath = std::vector<std::string>;

/// Changes a template's text step by step, reparsing after each, and gives the sum as edits of the first text.
/// A step that would not parse is refused and leaves the text as it was. Use on one thread, throw away.
class Editor
{
public:
    Editor(std::string text, Tree tree, bool json);

    /// The text that edits() belong to.
    const std::string &first() const { return m_first; }
    const std::string &text() const { return m_text; }
    const Tree &tree() const { return m_tree; }
    bool isJson() const { return m_json; }
    /// Node at a path of own and inherited entries; noNode when absent.
    NodeIndex find(const TreePath &path) const;

    /// Sets the value at a path from the root, making the maps on the way. What an alias or merge key brought in is
    /// copied here first, so that the shared text stays untouched.
    Result<void> set(const TreePath &path, const nlohmann::ordered_json &value);
    /// Removes the entry, and maps that become empty by it, but none of the first `keep` keys of the path. What is
    /// not written there is already removed.
    Result<void> remove(const TreePath &path, std::size_t keep);
    /// Adds to the list at path; makes it, or turns a single value into a list.
    Result<void> append(const TreePath &path, const nlohmann::ordered_json &value);
    /// Removes an own item of the list at path; an emptied list is removed like remove() does.
    Result<void> removeItem(const TreePath &path, std::size_t index, std::size_t keep);
    /// Puts text right behind the entry at path: "key: value" in the writer's own words, line breaks included.
    Result<void> insertSourceAfter(const TreePath &path, const std::string &entrySource);
    /// Replaces ranges of the current text.
    Result<void> apply(TextEdits edits);
    /// New resources stand apart by an empty line where the others do.
    void separateNextEntry() { m_separate = true; }

    /// All changes so far, as edits of the first text.
    TextEdits edits() const;

private:
    struct Piece
    {
        bool original = true;
        std::size_t offset = 0; ///< in the first text
        std::size_t length = 0;
        std::string inserted;
    };

    Result<void> insertEntry(NodeIndex mapping, std::string_view key, const nlohmann::ordered_json &value);
    Result<void> insertFlowEntry(NodeIndex mapping, std::string_view key, const nlohmann::ordered_json &value);
    Result<void> replaceValue(const TreeEntry &entry, const nlohmann::ordered_json &value);
    Result<void> startDocument(const TreePath &path, const nlohmann::ordered_json &value);
    Result<void> removeOwn(NodeIndex collection, std::size_t index);
    TextRange blockRange(NodeIndex collection, std::size_t index) const;
    TextRange flowRange(NodeIndex collection, std::size_t index) const;
    /// Nothing but blanks or a comment up to the end of the line.
    bool restIsComment(std::size_t offset) const;
    WritingStyle styleFor(NodeIndex mapping) const;
    /// Maps along the path that aliases elsewhere share get their own text: the definition moves to the first of
    /// those aliases, so that what is changed here changes nothing there.
    Result<void> detach(const TreePath &path);
    /// Definitions inside a node that aliases outside of it still need, moved to the first of those aliases.
    TextEdits rescuedAnchors(NodeIndex node) const;
    std::string sourceAsFlow(NodeIndex node, int depth = 0) const;
    std::size_t lineStart(std::size_t offset) const;
    std::size_t lineEnd(std::size_t offset) const;
    std::size_t nextLine(std::size_t offset) const;
    std::string lineIndent(std::size_t offset) const;
    std::size_t colonEnd(NodeIndex key) const;
    bool severalLines(NodeIndex flow) const;
    std::size_t column(std::size_t offset) const;
    void splice(const TextEdit &edit);

    std::string m_first;
    std::string m_text;
    Tree m_tree;
    bool m_json = false;
    bool m_separate = false;
    WritingStyle m_style;
    std::vector<Piece> m_pieces;
};

} // namespace lambdarium

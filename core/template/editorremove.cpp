// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/editor.h"

#include "core/base/check.h"

#include <algorithm>

namespace lambdarium {

using Kind = TreeNode::Kind;
using Style = TreeNode::Style;

namespace {

std::size_t members(const TreeNode &node)
{
    return node.kind == Kind::Mapping ? node.children.size() / 2 : node.children.size();
}

NodeIndex firstOf(const TreeNode &node, std::size_t index)
{
    return node.children[node.kind == Kind::Mapping ? 2 * index : index];
}

NodeIndex lastOf(const TreeNode &node, std::size_t index)
{
    return node.children[node.kind == Kind::Mapping ? 2 * index + 1 : index];
}

} // namespace

Result<void> Editor::remove(const TreePath &path, std::size_t keep)
{
    std::vector<NodeIndex> parents;
    NodeIndex at = m_tree.root();
    for (const std::string &key : path) {
        const TreeEntry own = m_tree.ownEntry(at, key);
        if (own.key == noNode)
            return {};
        parents.push_back(at);
        at = own.value;
    }
    const std::string before = m_text;
    if (auto detached = detach(path); !detached)
        return detached;
    if (m_text != before)
        return remove(path, keep);
    std::size_t depth = path.size() - 1;
    while (depth > keep && m_tree.ownEntries(parents[depth]).size() == 1) {
        const TreeEntry only = m_tree.ownEntries(parents[depth])[0];
        const std::size_t from = colonEnd(m_tree.ownEntry(parents[depth - 1], path[depth - 1]).key);
        const std::size_t to = m_tree.at(only.key).range.begin;
        if (m_text.substr(from, to - from).find('#') != std::string::npos)
            break; // a comment lives in there
        --depth;
    }
    const auto entries = m_tree.ownEntries(parents[depth]);
    const auto entry = std::ranges::find_if(
        entries, [&](const TreeEntry &candidate) { return m_tree.at(candidate.key).value == path[depth]; });
    return removeOwn(parents[depth], static_cast<std::size_t>(entry - entries.begin()));
}

Result<void> Editor::removeItem(const TreePath &path, std::size_t index, std::size_t keep)
{
    if (auto detached = detach(path); !detached)
        return detached;
    TreePath parentPath(path.begin(), path.end() - 1);
    const NodeIndex list = m_tree.ownEntry(find(parentPath), path.back()).value;
    if (list == noNode || m_tree.at(list).kind != Kind::Sequence)
        return remove(path, keep);
    if (index >= m_tree.at(list).children.size())
        return {};
    if (m_tree.at(list).children.size() == 1)
        return remove(path, keep);
    return removeOwn(list, index);
}

TextRange Editor::blockRange(NodeIndex collection, std::size_t index) const
{
    const TreeNode &node = m_tree.at(collection);
    std::size_t begin = m_tree.at(firstOf(node, index)).range.begin;
    std::size_t end = m_tree.at(lastOf(node, index)).range.end;
    if (node.kind == Kind::Mapping)
        end = std::max(end, colonEnd(firstOf(node, index)));
    else if (const std::size_t dash = m_text.rfind('-', begin - 1); dash != std::string::npos)
        begin = dash;
    const std::size_t start = lineStart(begin);
    const std::size_t mark = m_text.find_last_not_of(" \t", begin == 0 ? 0 : begin - 1);
    if (node.kind == Kind::Mapping && mark >= start && mark < begin && m_text[mark] == '?') // "? Key" over ": value"
        begin = mark;
    const bool ownLine = m_text.find_first_not_of(" \t", start) >= begin;
    if (!ownLine) { // "- Key: value": the dash stays
        const std::size_t next = index + 1 < members(node) ? m_tree.at(firstOf(node, index + 1)).range.begin : end;
        return {begin, next};
    }
    const std::size_t next = m_text[end - 1] == '\n' ? end : nextLine(end);
    if (next == m_text.size() && m_text.back() != '\n' && start > 0) // the last line has no line break of its own
        return {lineEnd(lineStart(start - 1)), next};
    return {start, next};
}

bool Editor::restIsComment(std::size_t offset) const
{
    const std::size_t at = m_text.find_first_not_of(" \t\r", offset);
    return at != std::string::npos && (m_text[at] == '\n' || (m_text[at] == '#' && at > offset));
}

TextRange Editor::flowRange(NodeIndex collection, std::size_t index) const
{
    const TreeNode &node = m_tree.at(collection);
    const std::size_t begin = m_tree.at(firstOf(node, index)).range.begin;
    const std::size_t end = m_tree.at(lastOf(node, index)).range.end;
    const bool alone = m_text.find_first_not_of(" \t", lineStart(begin)) == begin;
    if (index + 1 < members(node)) {
        const std::size_t next = m_tree.at(firstOf(node, index + 1)).range.begin;
        const std::size_t behind = std::min(m_text.find(',', end), m_text.size() - 1) + 1;
        // A line of its own goes with the comment at its end; comments below it belong to the next entry.
        if (alone && restIsComment(behind) && nextLine(behind) <= next)
            return {lineStart(begin), nextLine(behind)};
        return {begin, next};
    }
    if (index == 0)
        return {node.content + 1, node.range.end - 1};
    const std::size_t before = m_tree.at(lastOf(node, index - 1)).range.end;
    const bool commented = std::string_view(m_text).substr(before, begin - before).find('#') != std::string_view::npos;
    const std::size_t behind = end + (m_text[end] == ',' ? 1 : 0);
    if (alone && commented && restIsComment(behind)) // only YAML has comments, and YAML allows the comma before it
        return {lineStart(begin), nextLine(behind)};
    return {before, end};
}

Result<void> Editor::removeOwn(NodeIndex collection, std::size_t index)
{
    const TreeNode &node = m_tree.at(collection);
    TextRange range = node.style == Style::Flow ? flowRange(collection, index) : blockRange(collection, index);
    std::string left;
    if (node.style == Style::Block && members(node) == 1) {
        range = {m_tree.at(firstOf(node, 0)).range.begin, node.range.end};
        if (node.kind == Kind::Sequence)
            range.begin = node.content;
        left = node.kind == Kind::Mapping ? "{}" : "[]";
    }
    TextEdits edits = rescuedAnchors(lastOf(node, index));
    std::erase_if(edits, [&](const TextEdit &edit) { return edit.offset >= range.begin && edit.offset < range.end; });
    edits.push_back({range.begin, range.end - range.begin, left});
    std::ranges::sort(edits, {}, &TextEdit::offset);
    return apply(std::move(edits));
}

Result<void> Editor::apply(TextEdits edits)
{
    std::string next = applied(m_text, edits);
    auto tree = Tree::parse(next);
    if (!tree)
        return Error{ErrorCode::InvalidInput,
                     "This cannot be changed without breaking the template; edit its text. (" + tree.error().message
                         + ")"};
    for (std::size_t i = edits.size(); i-- > 0;)
        splice(edits[i]);
    m_text = std::move(next);
    m_tree = std::move(*tree);
    return {};
}

void Editor::splice(const TextEdit &edit)
{
    std::vector<Piece> result;
    const std::size_t from = edit.offset;
    const std::size_t to = edit.offset + edit.removed;
    bool placed = false;
    std::size_t at = 0;
    const auto keep = [&](const Piece &piece, std::size_t begin, std::size_t end) {
        if (begin >= end)
            return;
        if (piece.original)
            result.push_back({true, piece.offset + begin, end - begin, {}});
        else
            result.push_back({false, 0, end - begin, piece.inserted.substr(begin, end - begin)});
    };
    const auto place = [&] {
        if (!placed && !edit.inserted.empty())
            result.push_back({false, 0, edit.inserted.size(), edit.inserted});
        placed = true;
    };
    for (const Piece &piece : m_pieces) {
        const std::size_t end = at + piece.length;
        keep(piece, 0, from <= at ? 0 : std::min(from, end) - at);
        if (from <= end)
            place();
        keep(piece, to <= at ? 0 : std::min(to, end) - at, piece.length);
        at = end;
    }
    place();
    m_pieces = std::move(result);
}

TextEdits Editor::edits() const
{
    TextEdits result;
    std::size_t at = 0;
    std::string inserted;
    const auto flush = [&](std::size_t next) {
        std::size_t begin = at;
        std::size_t end = next;
        std::string_view text = inserted;
        while (begin < end && !text.empty() && m_first[begin] == text.front())
            ++begin, text.remove_prefix(1);
        while (begin < end && !text.empty() && m_first[end - 1] == text.back())
            --end, text.remove_suffix(1);
        if (begin < end || !text.empty())
            result.push_back({begin, end - begin, std::string(text)});
        inserted.clear();
    };
    for (const Piece &piece : m_pieces) {
        if (!piece.original) {
            inserted += piece.inserted;
            continue;
        }
        flush(piece.offset);
        at = piece.offset + piece.length;
    }
    flush(m_first.size());
    LAMBDARIUM_CHECK(applied(m_first, result) == m_text);
    return result;
}

} // namespace lambdarium

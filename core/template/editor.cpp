// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/editor.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

using Json = nlohmann::ordered_json;
using Kind = TreeNode::Kind;
using Style = TreeNode::Style;

namespace {

Error cannot(std::string message) { return {ErrorCode::InvalidInput, std::move(message)}; }

/// {b: {c: value}} for the part of a path that does not exist yet.
Json nested(const TreePath &path, std::size_t from, const Json &value)
{
    Json result = value;
    for (std::size_t i = path.size(); i > from; --i)
        result = Json{{path[i - 1], std::move(result)}};
    return result;
}

bool within(const TextRange &inner, const TextRange &outer)
{
    return inner.begin >= outer.begin && inner.end <= outer.end;
}

} // namespace

Editor::Editor(std::string text, Tree tree, bool json)
    : m_first(text), m_text(std::move(text)), m_tree(std::move(tree)), m_json(json),
      m_style(WritingStyle::of(m_tree, m_text, json))
{
    m_pieces.push_back({true, 0, m_first.size(), {}});
}

NodeIndex Editor::find(const TreePath &path) const
{
    NodeIndex node = m_tree.root();
    for (const std::string &key : path)
        node = m_tree.find(node, key);
    return node;
}

std::size_t Editor::lineStart(std::size_t offset) const
{
    const std::size_t at = offset == 0 ? std::string::npos : m_text.rfind('\n', offset - 1);
    return at == std::string::npos ? 0 : at + 1;
}

std::size_t Editor::lineEnd(std::size_t offset) const
{
    std::size_t at = std::min(m_text.find('\n', offset), m_text.size());
    if (at > offset && at < m_text.size() && m_text[at - 1] == '\r')
        --at;
    return at;
}

std::size_t Editor::nextLine(std::size_t offset) const
{
    const std::size_t at = m_text.find('\n', offset);
    return at == std::string::npos ? m_text.size() : at + 1;
}

std::string Editor::lineIndent(std::size_t offset) const
{
    const std::size_t start = lineStart(offset);
    return m_text.substr(start, std::min(m_text.find_first_not_of(" \t", start), m_text.size()) - start);
}

std::size_t Editor::column(std::size_t offset) const
{
    std::size_t count = 0;
    for (std::size_t at = lineStart(offset); at < offset; ++at)
        count += (static_cast<unsigned char>(m_text[at]) & 0xC0U) != 0x80U;
    return count;
}

std::size_t Editor::colonEnd(NodeIndex key) const
{
    const std::size_t at = m_text.find(':', m_tree.at(key).range.end);
    return at == std::string::npos ? m_text.size() : at + 1;
}

bool Editor::severalLines(NodeIndex flow) const
{
    const TreeNode &node = m_tree.at(flow);
    return !node.children.empty() && m_tree.at(node.children[0]).line != node.line
        && m_tree.at(node.children[0]).range.begin > node.content;
}

WritingStyle Editor::styleFor(NodeIndex mapping) const
{
    WritingStyle style = m_style;
    if (style.json)
        return style;
    std::size_t quotedKeys = 0, quotedValues = 0, plainValues = 0;
    const auto entries = m_tree.ownEntries(mapping);
    for (const TreeEntry &entry : entries) {
        const TreeNode &value = m_tree.at(entry.value);
        quotedKeys += m_tree.at(entry.key).style != Style::Plain;
        const bool quotes = value.style == Style::DoubleQuoted || value.style == Style::SingleQuoted;
        quotedValues += quotes;
        plainValues += value.kind == Kind::Scalar && !quotes && value.tag.empty() && !value.value.empty()
            && !(value.value[0] >= '0' && value.value[0] <= '9') && value.value != "true" && value.value != "false";
        if (quotes && value.style == Style::SingleQuoted)
            style.quote = '\'';
    }
    style.quoteKeys = !entries.empty() && quotedKeys == entries.size();
    style.quoteStrings = quotedValues > 0 && plainValues == 0;
    return style;
}

Result<void> Editor::set(const TreePath &path, const Json &value)
{
    if (m_tree.root() == noNode || m_tree.isNull(m_tree.root()))
        return startDocument(path, value);
    if (auto detached = detach(path); !detached)
        return detached;
    NodeIndex at = m_tree.root();
    for (std::size_t i = 0; i < path.size(); ++i) {
        const TreeEntry own = m_tree.ownEntry(at, path[i]);
        const bool last = i + 1 == path.size();
        if (own.key == noNode) {
            const NodeIndex inherited = last ? noNode : m_tree.find(at, path[i]);
            if (!m_tree.isMapping(inherited))
                return insertEntry(at, path[i], nested(path, i + 1, value));
            if (auto copied = insertEntry(at, path[i], toJson(m_tree, inherited)); !copied)
                return copied;
            return set(path, value);
        }
        if (last || m_tree.isNull(own.value))
            return replaceValue(own, nested(path, i + 1, value));
        if (m_tree.at(own.value).kind == Kind::Alias && m_tree.isMapping(own.value)) {
            const TextRange range = m_tree.at(own.value).range;
            const std::string copy = sourceAsFlow(m_tree.resolved(own.value));
            if (auto copied = apply({{range.begin, range.end - range.begin, copy}}); !copied)
                return copied;
            return set(path, value);
        }
        if (!m_tree.isMapping(own.value) || m_tree.at(own.value).tag.starts_with("!") || intrinsicOf(m_tree, own.value))
            return cannot(path[i] + " is not a plain map here; change it in the text of the template.");
        at = own.value;
    }
    return {};
}

Result<void> Editor::startDocument(const TreePath &path, const Json &value)
{
    std::string inserted;
    if (m_json || m_text.find('{') != std::string::npos)
        return cannot("The template is not an object.");
    if (!m_text.empty() && m_text.back() != '\n')
        inserted = m_style.eol;
    const Json whole = nested(path, 1, value);
    inserted.append(keyText(path[0], m_style, false))
        .append(":")
        .append(blockText(whole, 0, m_style))
        .append(m_style.eol);
    return apply({{m_text.size(), 0, inserted}});
}

Result<void> Editor::insertFlowEntry(NodeIndex mapping, std::string_view key, const Json &value)
{
    const TreeNode &node = m_tree.at(mapping);
    WritingStyle style = styleFor(mapping);
    const std::string head = keyText(key, style, true) + ": ";
    if (node.children.empty()) {
        const std::size_t brace = m_text.find('{', node.content) + 1;
        const bool pretty = m_json && m_first.find('\n') != std::string::npos;
        if (!pretty)
            return apply({{brace, 0, head + flowText(value, style)}});
        const std::string indent = lineIndent(node.range.begin);
        const std::string unit = indent.find('\t') != std::string::npos ? "\t" : std::string(style.step, ' ');
        return apply(
            {{brace, node.range.end - 1 - brace,
              style.eol + indent + unit + head + prettyText(value, indent + unit, unit, style) + style.eol + indent}});
    }
    const TreeNode &last = m_tree.at(node.children.back());
    if (!severalLines(mapping))
        return apply({{last.range.end, 0, ", " + head + flowText(value, style)}});
    const std::string indent = lineIndent(m_tree.at(node.children[0]).range.begin);
    const std::string outer = lineIndent(node.content);
    std::string unit = indent.starts_with(outer) ? indent.substr(outer.size()) : std::string();
    if (unit.empty())
        unit = "  ";
    return apply({{last.range.end, 0, "," + style.eol + indent + head + prettyText(value, indent, unit, style)}});
}

Result<void> Editor::insertEntry(NodeIndex mapping, std::string_view key, const Json &value)
{
    if (m_tree.at(mapping).style == Style::Flow)
        return insertFlowEntry(mapping, key, value);
    const auto entries = m_tree.ownEntries(mapping);
    if (entries.empty())
        return cannot("There is no place for " + std::string(key) + " here.");
    std::size_t after = entries.size() - 1;
    if (!value.is_structured()) { // plain settings stay together, before the maps
        for (std::size_t i = entries.size(); i-- > 0;) {
            if (m_tree.at(entries[i].value).kind == Kind::Scalar) {
                after = i;
                break;
            }
        }
    }
    const WritingStyle style = styleFor(mapping);
    std::size_t begin = m_tree.at(entries[0].key).range.begin;
    const std::size_t line = lineStart(begin);
    const std::size_t mark = m_text.find_first_not_of(' ', line);
    if (m_text[mark] == '?' && m_text.find_first_not_of(' ', mark + 1) == begin)
        begin = mark; // "? Key": the entry stands where its mark does
    const std::size_t indent = column(begin);
    std::string entry = std::string(indent, ' ') + keyText(key, style, false) + ":" + blockText(value, indent, style);
    std::size_t at = std::max(m_tree.at(entries[after].value).range.end, colonEnd(entries[after].key));
    const std::string gap = std::exchange(m_separate, false) ? style.eol : std::string();
    if (at > 0 && at <= m_text.size() && m_text[at - 1] == '\n') // behind a text that keeps its blank lines
        return apply({{at, 0, gap + entry + style.eol}});
    return apply({{lineEnd(at), 0, style.eol + gap + entry}});
}

Result<void> Editor::replaceValue(const TreeEntry &entry, const Json &value)
{
    const TreeNode &old = m_tree.at(entry.value);
    const NodeIndex mapping = m_tree.at(entry.key).parent;
    const bool flow = m_tree.at(mapping).style == Style::Flow;
    WritingStyle style = styleFor(mapping);
    const bool quotedBefore = old.style == Style::DoubleQuoted || old.style == Style::SingleQuoted;
    if (old.kind == Kind::Scalar && !m_tree.isNull(entry.value) && old.tag.empty())
        style.quoteStrings = quotedBefore;
    if (quotedBefore)
        style.quote = old.style == Style::DoubleQuoted ? '"' : '\'';
    Json wanted = value;
    if (quotedBefore && !style.json && (value.is_number() || value.is_boolean()))
        wanted = value.dump(); // "512" stays a quoted number, as its author wrote it
    TextEdits edits = rescuedAnchors(entry.value);
    const std::size_t colon = colonEnd(entry.key);
    std::string written = flow ? flowText(wanted, style)
                               : blockText(wanted, column(m_tree.at(entry.key).range.begin), style);
    const std::string_view gap = old.range.begin > colon
        ? std::string_view(m_text).substr(colon, old.range.begin - colon)
        : std::string_view();
    const bool onKeyLine = gap.find('\n') == std::string_view::npos;
    if (flow) {
        if (severalLines(mapping) && value.is_structured())
            written = prettyText(wanted, lineIndent(m_tree.at(entry.key).range.begin),
                                 lineIndent(m_tree.at(entry.key).range.begin).starts_with('\t') ? "\t" : "  ", style);
        edits.push_back(old.range.begin == old.range.end && old.range.begin <= colon
                            ? TextEdit{colon, 0, " " + written}
                            : TextEdit{old.range.begin, old.range.end - old.range.begin, written});
    } else if (onKeyLine && !value.is_structured() && old.range.end > colon) {
        edits.push_back({old.range.begin, old.range.end - old.range.begin, written.substr(1)});
    } else if (gap.find('#') != std::string_view::npos) { // "Key: # why" with the value below keeps its comment
        const std::size_t end = lineEnd(colon);
        edits.push_back({colon, 0, value.is_structured() ? std::string() : written});
        edits.push_back({end, old.range.end - end, value.is_structured() ? written : std::string()});
    } else {
        edits.push_back({colon, std::max(old.range.end, colon) - colon, written});
    }
    std::ranges::sort(edits, {}, &TextEdit::offset);
    return apply(std::move(edits));
}

Result<void> Editor::append(const TreePath &path, const Json &value)
{
    if (auto detached = detach(path); !detached)
        return detached;
    const NodeIndex list = find(path);
    if (list == noNode || m_tree.isNull(list))
        return set(path, Json::array({value}));
    NodeIndex parent = m_tree.root();
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        parent = m_tree.find(parent, path[i]);
    const TreeEntry own = m_tree.ownEntry(parent, path.back());
    if (own.key == noNode || m_tree.at(own.value).kind != Kind::Sequence || m_tree.at(own.value).children.empty()) {
        Json whole = toJson(m_tree, list);
        if (!m_tree.isSequence(list) || !whole.is_array())
            whole = Json::array({std::move(whole)});
        whole.push_back(value);
        return set(path, whole);
    }
    const TreeNode &sequence = m_tree.at(own.value);
    const TreeNode &last = m_tree.at(sequence.children.back());
    if (sequence.style == Style::Block) {
        const std::size_t dash = column(sequence.content);
        const std::string line = std::string(dash, ' ') + "- " + itemText(value, dash, m_style);
        if (m_text[last.range.end - 1] == '\n')
            return apply({{last.range.end, 0, line + m_style.eol}});
        return apply({{lineEnd(last.range.end), 0, m_style.eol + line}});
    }
    if (!severalLines(own.value))
        return apply({{last.range.end, 0, ", " + flowText(value, m_style)}});
    const std::string indent = lineIndent(m_tree.at(sequence.children[0]).range.begin);
    const std::string unit = indent.find('\t') != std::string::npos ? "\t" : "  ";
    return apply({{last.range.end, 0, "," + m_style.eol + indent + prettyText(value, indent, unit, m_style)}});
}

Result<void> Editor::insertSourceAfter(const TreePath &path, const std::string &entrySource)
{
    TreePath parentPath(path.begin(), path.end() - 1);
    const NodeIndex mapping = find(parentPath);
    const TreeEntry entry = m_tree.ownEntry(mapping, path.back());
    if (entry.key == noNode)
        return cannot(path.back() + " is not written here.");
    const std::size_t end = std::max(m_tree.at(entry.value).range.end, colonEnd(entry.key));
    if (m_tree.at(mapping).style == Style::Flow) {
        const std::string indent = severalLines(mapping) ? m_style.eol + lineIndent(m_tree.at(entry.key).range.begin)
                                                         : " ";
        return apply({{end, 0, "," + indent + entrySource}});
    }
    const std::string indent(column(m_tree.at(entry.key).range.begin), ' ');
    const std::string gap = std::exchange(m_separate, false) ? m_style.eol : std::string();
    if (m_text[end - 1] == '\n')
        return apply({{end, 0, gap + indent + entrySource + (entrySource.ends_with('\n') ? "" : m_style.eol)}});
    return apply({{lineEnd(end), 0, m_style.eol + gap + indent + entrySource}});
}

Result<void> Editor::detach(const TreePath &path)
{
    NodeIndex at = m_tree.root();
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const NodeIndex own = m_tree.ownEntry(at, path[i]).value;
        if (own == noNode || m_tree.at(own).kind == Kind::Alias)
            return {};
        at = own;
        const TreeNode &shared = m_tree.at(own);
        if (shared.anchor.empty())
            continue;
        for (NodeIndex other = 0; other < m_tree.size(); ++other) {
            const TreeNode &alias = m_tree.at(other);
            if (alias.kind != Kind::Alias || alias.target != own || within(alias.range, shared.range))
                continue;
            const std::size_t mark = m_text.find("&" + shared.anchor, shared.range.begin);
            std::size_t end = mark + 1 + shared.anchor.size();
            end += end < shared.content && m_text[end] == ' ' ? 1 : 0;
            if (auto moved = apply({{mark, end - mark, ""},
                                    {alias.range.begin, alias.range.end - alias.range.begin,
                                     "&" + alias.anchor + " " + sourceAsFlow(own)}});
                !moved)
                return moved;
            return detach(path); // indices have changed
        }
    }
    return {};
}

TextEdits Editor::rescuedAnchors(NodeIndex node) const
{
    TextEdits result;
    const TextRange lost = m_tree.at(node).range;
    std::vector<NodeIndex> done;
    for (NodeIndex i = 0; i < m_tree.size(); ++i) {
        const TreeNode &alias = m_tree.at(i);
        if (alias.kind != Kind::Alias || within(alias.range, lost) || !within(m_tree.at(alias.target).range, lost)
            || std::ranges::count(done, alias.target) > 0)
            continue;
        done.push_back(alias.target);
        result.push_back({alias.range.begin, alias.range.end - alias.range.begin,
                          "&" + alias.anchor + " " + sourceAsFlow(alias.target)});
    }
    return result;
}

/// The node in one line with its own spelling of scalars, aliases inside it expanded.
std::string Editor::sourceAsFlow(NodeIndex node, int depth) const
{
    node = m_tree.resolved(node);
    const TreeNode &at = m_tree.at(node);
    const std::string tag = at.tag.starts_with("!") && at.tag.size() > 1 ? at.tag + " " : std::string();
    if (at.kind == Kind::Scalar) {
        const std::string source = m_text.substr(at.content, at.range.end - at.content);
        const bool simple = source.find_first_of("\r\n") == std::string::npos && at.style != Style::Literal
            && at.style != Style::Folded
            && (at.style != Style::Plain || source.find_first_of(",[]{}") == std::string::npos);
        return tag + (simple ? source : scalarText(Json(at.value), m_style, true));
    }
    std::string result;
    if (depth < static_cast<int>(Tree::maxDepth)) {
        for (const TreeEntry &entry : m_tree.entries(node))
            result.append(result.empty() ? "" : ", ")
                .append(keyText(m_tree.at(entry.key).value, m_style, true))
                .append(": ")
                .append(sourceAsFlow(entry.value, depth + 1));
        for (const NodeIndex item : m_tree.items(node))
            result.append(result.empty() ? "" : ", ").append(sourceAsFlow(item, depth + 1));
    }
    return tag + (at.kind == Kind::Mapping ? "{" + result + "}" : "[" + result + "]");
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/tree.h"

#include <yaml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

namespace lambdarium {

namespace {

/// What CloudFormation knows as short forms (security.md B.2.8: no other custom tags).
constexpr std::array knownTags{
    std::string_view{"!And"},          std::string_view{"!Base64"},    std::string_view{"!Cidr"},
    std::string_view{"!Condition"},    std::string_view{"!Equals"},    std::string_view{"!FindInMap"},
    std::string_view{"!GetAZs"},       std::string_view{"!GetAtt"},    std::string_view{"!If"},
    std::string_view{"!ImportValue"},  std::string_view{"!Join"},      std::string_view{"!Length"},
    std::string_view{"!Not"},          std::string_view{"!Or"},        std::string_view{"!Ref"},
    std::string_view{"!Select"},       std::string_view{"!Split"},     std::string_view{"!Sub"},
    std::string_view{"!ToJsonString"}, std::string_view{"!Transform"},
};
constexpr std::string_view coreTagPrefix = "tag:yaml.org,2002:";

bool tagAllowed(std::string_view tag)
{
    return tag.empty() || tag == "!" || tag.starts_with(coreTagPrefix) || std::ranges::count(knownTags, tag) > 0;
}

bool continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::optional<char32_t> hex4(std::string_view digits)
{
    unsigned value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() != 4 || fault != std::errc{} || end != digits.data() + 4)
        return std::nullopt;
    return value;
}

/// JSON writes characters beyond the first plane as two escapes, YAML (and libyaml) as one: "\\ud83d\\uded2" becomes
/// "\\U0001f6d2". places holds where in the result each of them ends; every one is two bytes shorter.
std::string joinedSurrogates(std::string_view text, std::vector<std::size_t> &places)
{
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '\\') {
            result.push_back(text[i++]);
            continue;
        }
        const std::string_view pair = text.substr(i, 12);
        const auto high = pair.size() == 12 && pair[1] == 'u' ? hex4(pair.substr(2, 4)) : std::nullopt;
        const auto low = high && pair.substr(6, 2) == "\\u" ? hex4(pair.substr(8)) : std::nullopt;
        if (low && *high >= 0xD800 && *high < 0xDC00 && *low >= 0xDC00 && *low < 0xE000) {
            const char32_t point = 0x10000 + ((*high - 0xD800) << 10U) + (*low - 0xDC00);
            char escape[16];
            std::snprintf(escape, sizeof escape, "\\U%08x", static_cast<unsigned>(point));
            places.push_back(result.append(escape).size());
            i += 12;
        } else {
            result.append(text.substr(i, 2));
            i += 2;
        }
    }
    return result;
}

/// libyaml counts characters; the text is edited in bytes.
class ByteOffsets
{
public:
    explicit ByteOffsets(std::string_view text, std::vector<std::size_t> joined = {}) : m_joined(std::move(joined))
    {
        if (std::ranges::all_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80U; }))
            return;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (!continuation(text[i]))
                m_offsets.push_back(static_cast<std::uint32_t>(i));
        }
        m_offsets.push_back(static_cast<std::uint32_t>(text.size()));
    }

    std::size_t of(std::size_t character) const
    {
        const std::size_t fed = m_offsets.empty() ? character : m_offsets[std::min(character, m_offsets.size() - 1)];
        const auto before = std::ranges::upper_bound(m_joined, fed) - m_joined.begin();
        return fed + 2 * static_cast<std::size_t>(before);
    }

private:
    std::vector<std::uint32_t> m_offsets; // empty: pure ASCII
    std::vector<std::size_t> m_joined;    // see joinedSurrogates()
};

Error errorAt(std::size_t line, std::size_t column, std::string_view what)
{
    return {ErrorCode::InvalidInput,
            "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + std::string(what)};
}

Error limitError(std::string_view what) { return {ErrorCode::InvalidInput, "The template " + std::string(what)}; }

struct ParserHandle
{
    ParserHandle() { yaml_parser_initialize(&parser); }
    ~ParserHandle() { yaml_parser_delete(&parser); }
    ParserHandle(const ParserHandle &) = delete;
    ParserHandle &operator=(const ParserHandle &) = delete;
    yaml_parser_t parser{};
};

struct EventHandle
{
    EventHandle() = default;
    ~EventHandle() { yaml_event_delete(&event); }
    EventHandle(const EventHandle &) = delete;
    EventHandle &operator=(const EventHandle &) = delete;
    yaml_event_t event{};
};

std::string textOf(const yaml_char_t *text) { return text ? reinterpret_cast<const char *>(text) : std::string(); }

} // namespace

/// Turns libyaml's events into a Tree, refusing what security.md B.2.8 forbids.
class TreeBuilder
{
public:
    explicit TreeBuilder(std::string_view text) : m_text(text)
    {
        if (m_text.starts_with("\xEF\xBB\xBF"))
            m_base = 3;
        m_text.remove_prefix(m_base);
        const std::size_t first = m_text.find_first_not_of(" \t\r\n");
        std::vector<std::size_t> joined;
        if (first != std::string_view::npos && m_text[first] == '{' && m_text.find("\\u") != std::string_view::npos)
            m_fed = joinedSurrogates(m_text, joined);
        m_offsets = ByteOffsets(joined.empty() ? m_text : m_fed, joined);
        if (joined.empty())
            m_fed.clear();
    }

    Result<Tree> build();

private:
    Result<void> take(const yaml_event_t &event);
    Result<void> takeAlias(const yaml_event_t &event);
    Result<void> open(const yaml_event_t &event, TreeNode node, const yaml_char_t *anchor, const yaml_char_t *tag);
    Result<void> close(const yaml_event_t &event);
    Result<void> attach(NodeIndex index);
    Result<void> checkKeys(NodeIndex mapping);
    Result<void> checkAliases();
    Error syntaxError(const yaml_parser_t &parser) const;
    TreeNode started(const yaml_event_t &event) const;
    std::size_t contentStart(const TreeNode &node) const;
    std::size_t trimmed(std::size_t begin, std::size_t end) const;

    std::string_view m_text;
    std::string m_fed; ///< what libyaml reads instead; empty: the text itself
    std::size_t m_base = 0;
    ByteOffsets m_offsets{{}};
    Tree m_tree;
    std::vector<NodeIndex> m_open;
    std::map<std::string, NodeIndex, std::less<>> m_anchors;
    int m_documents = 0;
};

Error TreeBuilder::syntaxError(const yaml_parser_t &parser) const
{
    std::string what = parser.problem ? parser.problem : "not YAML";
    if (parser.context)
        what.append(" ").append(parser.context);
    if (parser.error != YAML_READER_ERROR)
        return errorAt(parser.problem_mark.line + 1, parser.problem_mark.column + 1, what);
    const std::string_view before = m_text.substr(0, std::min(parser.problem_offset, m_text.size()));
    const auto line = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    const std::size_t start = before.rfind('\n');
    return errorAt(line + 1, before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1, what);
}

TreeNode TreeBuilder::started(const yaml_event_t &event) const
{
    TreeNode node;
    node.line = static_cast<int>(event.start_mark.line) + 1;
    node.column = static_cast<int>(event.start_mark.column) + 1;
    node.range = {m_offsets.of(event.start_mark.index), m_offsets.of(event.end_mark.index)};
    return node;
}

/// Steps over "!Tag", "&anchor" and the blanks and line breaks between them and the value.
std::size_t TreeBuilder::contentStart(const TreeNode &node) const
{
    std::size_t at = node.range.begin;
    while (at < m_text.size() && (m_text[at] == '!' || m_text[at] == '&')) {
        const std::size_t blank = m_text.find_first_of(" \t\r\n,]}", at);
        const std::size_t next = m_text.find_first_not_of(" \t\r\n", blank);
        if (blank == std::string_view::npos || next == std::string_view::npos)
            return std::min(blank, m_text.size());
        if (node.range.end <= blank) // "!Ref" alone: an empty value
            return blank;
        at = next;
    }
    return at;
}

std::size_t TreeBuilder::trimmed(std::size_t begin, std::size_t end) const
{
    while (end > begin && (m_text[end - 1] == '\n' || m_text[end - 1] == '\r' || m_text[end - 1] == ' '))
        --end;
    return end;
}

Result<void> TreeBuilder::attach(NodeIndex index)
{
    if (m_tree.m_nodes.size() > Tree::maxNodes)
        return limitError("has more than 100000 nodes.");
    if (m_open.empty()) {
        m_tree.m_root = index;
        return {};
    }
    TreeNode &parent = m_tree.m_nodes[m_open.back()];
    TreeNode &node = m_tree.m_nodes[index];
    node.parent = m_open.back();
    const bool isKey = parent.kind == TreeNode::Kind::Mapping && parent.children.size() % 2 == 0;
    if (isKey && node.kind != TreeNode::Kind::Scalar)
        return errorAt(static_cast<std::size_t>(node.line), static_cast<std::size_t>(node.column),
                       "a key must be text");
    parent.children.push_back(index);
    return {};
}

Result<void> TreeBuilder::open(const yaml_event_t &event, TreeNode node, const yaml_char_t *anchor,
                               const yaml_char_t *tag)
{
    node.tag = textOf(tag);
    node.anchor = textOf(anchor);
    if (!tagAllowed(node.tag))
        return errorAt(event.start_mark.line + 1, event.start_mark.column + 1,
                       "the tag " + node.tag + " is not one of CloudFormation's");
    node.content = contentStart(node);
    const auto index = static_cast<NodeIndex>(m_tree.m_nodes.size());
    if (!node.anchor.empty())
        m_anchors[node.anchor] = index;
    const bool collection = node.kind != TreeNode::Kind::Scalar;
    m_tree.m_nodes.push_back(std::move(node));
    if (auto attached = attach(index); !attached)
        return attached;
    if (!collection)
        return {};
    m_open.push_back(index);
    if (m_open.size() > Tree::maxDepth)
        return errorAt(event.start_mark.line + 1, event.start_mark.column + 1,
                       "the template is nested deeper than 100 levels");
    return {};
}

Result<void> TreeBuilder::checkKeys(NodeIndex mapping)
{
    std::set<std::string_view> seen;
    for (const TreeEntry &entry : m_tree.ownEntries(mapping)) {
        const TreeNode &key = m_tree.at(entry.key);
        if (!seen.insert(key.value).second)
            return errorAt(static_cast<std::size_t>(key.line), static_cast<std::size_t>(key.column),
                           "the key " + key.value + " is there twice");
    }
    return {};
}

Result<void> TreeBuilder::close(const yaml_event_t &event)
{
    const NodeIndex index = m_open.back();
    m_open.pop_back();
    TreeNode &node = m_tree.m_nodes[index];
    if (node.style == TreeNode::Style::Flow) {
        node.range.end = m_offsets.of(event.end_mark.index);
    } else if (!node.children.empty()) { // libyaml's end lies behind blank lines and comments
        node.range.end = 0;
        for (const NodeIndex child : node.children)
            node.range.end = std::max(node.range.end, m_tree.m_nodes[child].range.end);
    }
    if (node.kind == TreeNode::Kind::Mapping)
        return checkKeys(index);
    return {};
}

Result<void> TreeBuilder::takeAlias(const yaml_event_t &event)
{
    TreeNode node = started(event);
    node.kind = TreeNode::Kind::Alias;
    node.anchor = textOf(event.data.alias.anchor);
    node.content = node.range.begin;
    const auto anchor = m_anchors.find(node.anchor);
    const auto line = static_cast<std::size_t>(node.line);
    const auto column = static_cast<std::size_t>(node.column);
    if (anchor == m_anchors.end())
        return errorAt(line, column, "no anchor &" + node.anchor + " before this alias");
    if (std::ranges::count(m_open, anchor->second) > 0)
        return errorAt(line, column, "the alias *" + node.anchor + " contains itself");
    node.target = anchor->second;
    const auto index = static_cast<NodeIndex>(m_tree.m_nodes.size());
    m_tree.m_nodes.push_back(std::move(node));
    return attach(index);
}

Result<void> TreeBuilder::take(const yaml_event_t &event)
{
    TreeNode node = started(event);
    switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
        if (++m_documents > 1)
            return errorAt(event.start_mark.line + 1, 1, "a template is one YAML document");
        return {};
    case YAML_MAPPING_START_EVENT:
        node.kind = TreeNode::Kind::Mapping;
        node.style = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? TreeNode::Style::Flow
                                                                               : TreeNode::Style::Block;
        return open(event, std::move(node), event.data.mapping_start.anchor, event.data.mapping_start.tag);
    case YAML_SEQUENCE_START_EVENT:
        node.kind = TreeNode::Kind::Sequence;
        node.style = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? TreeNode::Style::Flow
                                                                                 : TreeNode::Style::Block;
        return open(event, std::move(node), event.data.sequence_start.anchor, event.data.sequence_start.tag);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: return close(event);
    case YAML_ALIAS_EVENT: return takeAlias(event);
    case YAML_SCALAR_EVENT: break;
    default: return {};
    }
    const auto &scalar = event.data.scalar;
    if (scalar.length > Tree::maxScalarBytes)
        return limitError("holds a text of more than 1 MB.");
    node.value.assign(reinterpret_cast<const char *>(scalar.value), scalar.length);
    switch (scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: node.style = TreeNode::Style::SingleQuoted; break;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: node.style = TreeNode::Style::DoubleQuoted; break;
    case YAML_LITERAL_SCALAR_STYLE: node.style = TreeNode::Style::Literal; break;
    case YAML_FOLDED_SCALAR_STYLE: node.style = TreeNode::Style::Folded; break;
    default: node.style = TreeNode::Style::Plain; break;
    }
    if (node.style == TreeNode::Style::Literal || node.style == TreeNode::Style::Folded) {
        const std::size_t head = m_text.find('\n', node.range.begin);
        const bool keeps = m_text.substr(node.range.begin, head - node.range.begin).find('+') != std::string_view::npos;
        if (!keeps) // with "+" the blank lines belong to the value
            node.range.end = trimmed(node.range.begin, node.range.end);
    }
    return open(event, std::move(node), scalar.anchor, scalar.tag);
}

/// Counts what a full expansion of all aliases would visit, without doing it.
Result<void> TreeBuilder::checkAliases()
{
    // A node's descendants have the indices right behind it, and an alias names an earlier, closed node: one pass
    // with prefix sums is enough.
    std::vector<std::uint64_t> cost(m_tree.m_nodes.size(), 0);
    std::vector<NodeIndex> subtreeEnd(m_tree.m_nodes.size());
    for (std::size_t i = 0; i < m_tree.m_nodes.size(); ++i)
        subtreeEnd[i] = static_cast<NodeIndex>(i + 1);
    for (std::size_t i = m_tree.m_nodes.size(); i-- > 0;) {
        for (const NodeIndex child : m_tree.m_nodes[i].children)
            subtreeEnd[i] = std::max(subtreeEnd[i], subtreeEnd[child]);
    }
    std::vector<std::uint64_t> before(m_tree.m_nodes.size() + 1, 0); // prefix sums of alias costs
    for (std::size_t i = 0; i < m_tree.m_nodes.size(); ++i) {
        const TreeNode &node = m_tree.m_nodes[i];
        if (node.kind == TreeNode::Kind::Alias)
            cost[i] = 1 + (before[subtreeEnd[node.target]] - before[node.target]);
        before[i + 1] = before[i] + cost[i];
        if (before[i + 1] > Tree::maxAliases)
            return errorAt(static_cast<std::size_t>(node.line), static_cast<std::size_t>(node.column),
                           "the aliases of the template expand to more than 10000");
    }
    return {};
}

Result<Tree> TreeBuilder::build()
{
    ParserHandle handle;
    yaml_parser_set_encoding(&handle.parser, YAML_UTF8_ENCODING);
    const std::string_view fed = m_fed.empty() ? m_text : std::string_view(m_fed);
    yaml_parser_set_input_string(&handle.parser, reinterpret_cast<const unsigned char *>(fed.data()), fed.size());
    for (bool done = false; !done;) {
        EventHandle next;
        if (!yaml_parser_parse(&handle.parser, &next.event))
            return syntaxError(handle.parser);
        done = next.event.type == YAML_STREAM_END_EVENT;
        if (auto taken = take(next.event); !taken)
            return taken.error();
    }
    if (auto checked = checkAliases(); !checked)
        return checked.error();
    for (TreeNode &node : m_tree.m_nodes) {
        node.range.begin += m_base;
        node.range.end += m_base;
        node.content += m_base;
    }
    return std::move(m_tree);
}

Result<Tree> Tree::parse(std::string_view text)
{
    if (text.size() > maxInputBytes)
        return Error{ErrorCode::InvalidInput,
                     "The template has " + std::to_string(text.size())
                         + " bytes; CloudFormation's limit, and this program's, is 1 MB (1048576 bytes)."};
    return TreeBuilder(text).build();
}

} // namespace lambdarium

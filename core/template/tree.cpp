// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/tree.h"

#include <algorithm>

namespace lambdarium {

namespace {

constexpr std::string_view mergeKey = "<<";

bool plainMergeKey(const TreeNode &key) { return key.value == mergeKey && key.style == TreeNode::Style::Plain; }

} // namespace

NodeIndex Tree::resolved(NodeIndex node) const
{
    while (node != noNode && m_nodes[node].kind == TreeNode::Kind::Alias)
        node = m_nodes[node].target;
    return node;
}

bool Tree::isMapping(NodeIndex node) const
{
    node = resolved(node);
    return node != noNode && m_nodes[node].kind == TreeNode::Kind::Mapping;
}

bool Tree::isSequence(NodeIndex node) const
{
    node = resolved(node);
    return node != noNode && m_nodes[node].kind == TreeNode::Kind::Sequence;
}

bool Tree::isScalar(NodeIndex node) const
{
    node = resolved(node);
    return node != noNode && m_nodes[node].kind == TreeNode::Kind::Scalar;
}

bool Tree::isNull(NodeIndex node) const
{
    node = resolved(node);
    if (node == noNode)
        return true;
    const TreeNode &scalar = m_nodes[node];
    return scalar.kind == TreeNode::Kind::Scalar && scalar.style == TreeNode::Style::Plain && scalar.tag.empty()
        && (scalar.value.empty() || scalar.value == "~" || scalar.value == "null" || scalar.value == "Null"
            || scalar.value == "NULL");
}

TreeEntry Tree::ownEntry(NodeIndex mapping, std::string_view key) const
{
    if (mapping == noNode || m_nodes[mapping].kind != TreeNode::Kind::Mapping)
        return {};
    const auto &children = m_nodes[mapping].children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        if (m_nodes[children[i]].value == key)
            return {children[i], children[i + 1]};
    }
    return {};
}

std::vector<TreeEntry> Tree::ownEntries(NodeIndex mapping) const
{
    std::vector<TreeEntry> result;
    if (mapping == noNode || m_nodes[mapping].kind != TreeNode::Kind::Mapping)
        return result;
    const auto &children = m_nodes[mapping].children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2)
        result.push_back({children[i], children[i + 1]});
    return result;
}

void Tree::mergeInto(std::vector<TreeEntry> &out, NodeIndex mapping, int depth) const
{
    mapping = resolved(mapping);
    if (depth > 20 || mapping == noNode)
        return;
    if (m_nodes[mapping].kind == TreeNode::Kind::Sequence) { // <<: [*a, *b], the earlier one wins
        for (const NodeIndex item : m_nodes[mapping].children)
            mergeInto(out, item, depth + 1);
        return;
    }
    const auto own = ownEntries(mapping);
    for (const TreeEntry &entry : own) {
        const TreeNode &key = m_nodes[entry.key];
        const auto same = [&](const TreeEntry &other) { return m_nodes[other.key].value == key.value; };
        if (!plainMergeKey(key) && std::ranges::none_of(out, same))
            out.push_back({entry.key, resolved(entry.value)});
    }
    for (const TreeEntry &entry : own) {
        if (plainMergeKey(m_nodes[entry.key]))
            mergeInto(out, entry.value, depth + 1);
    }
}

std::vector<TreeEntry> Tree::entries(NodeIndex mapping) const
{
    std::vector<TreeEntry> result;
    if (isMapping(mapping))
        mergeInto(result, mapping, 0);
    return result;
}

NodeIndex Tree::find(NodeIndex mapping, std::string_view key) const
{
    mapping = resolved(mapping);
    if (!isMapping(mapping))
        return noNode;
    if (const TreeEntry own = ownEntry(mapping, key); own.key != noNode)
        return resolved(own.value);
    if (ownEntry(mapping, mergeKey).key == noNode)
        return noNode;
    for (const TreeEntry &entry : entries(mapping)) {
        if (m_nodes[entry.key].value == key)
            return entry.value;
    }
    return noNode;
}

NodeIndex Tree::find(NodeIndex mapping, std::initializer_list<std::string_view> path) const
{
    for (const std::string_view key : path)
        mapping = find(mapping, key);
    return mapping;
}

std::vector<NodeIndex> Tree::items(NodeIndex sequence) const
{
    std::vector<NodeIndex> result;
    sequence = resolved(sequence);
    if (!isSequence(sequence))
        return result;
    for (const NodeIndex item : m_nodes[sequence].children)
        result.push_back(resolved(item));
    return result;
}

NodeIndex Tree::keyOf(NodeIndex node) const
{
    const NodeIndex parent = node == noNode ? noNode : m_nodes[node].parent;
    if (parent == noNode || m_nodes[parent].kind != TreeNode::Kind::Mapping)
        return noNode;
    const auto &children = m_nodes[parent].children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        if (children[i + 1] == node)
            return children[i];
    }
    return noNode;
}

} // namespace lambdarium

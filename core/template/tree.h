// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

using NodeIndex = std::uint32_t;
constexpr NodeIndex noNode = 0xffffffffU;

/// One node of the YAML or JSON text, with the bytes it stands on.
struct TreeNode
{
    enum class Kind : std::uint8_t { Scalar, Mapping, Sequence, Alias };
    enum class Style : std::uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Block, Flow };

    Kind kind = Kind::Scalar;
    Style style = Style::Plain;
    NodeIndex parent = noNode;
    NodeIndex target = noNode; ///< of an alias
    int line = 1;              ///< 1-based
    int column = 1;
    TextRange range;                 ///< tag and anchor included, trailing blank lines and comments not
    std::size_t content = 0;         ///< where the value begins behind tag and anchor
    std::string tag;                 ///< "!Ref"; empty when implicit
    std::string anchor;              ///< name defined here, or named by an alias
    std::string value;               ///< decoded scalar text
    std::vector<NodeIndex> children; ///< sequence: items; mapping: key, value, key, value
};

struct TreeEntry
{
    NodeIndex key = noNode;
    NodeIndex value = noNode;
};

/// The syntax tree of a template. Immutable; any thread. Read through find() and entries(), which follow aliases
/// and merge keys as the SAM CLI does, or through the plain nodes, which is what edits need.
class Tree
{
public:
    static constexpr std::size_t maxInputBytes = 1U << 20;
    static constexpr std::size_t maxScalarBytes = 1U << 20;
    static constexpr std::size_t maxDepth = 100;
    static constexpr std::size_t maxNodes = 100000;
    static constexpr std::uint64_t maxAliases = 10000;

    /// InvalidInput with "line L, column C: ..." for syntax errors, duplicate keys, unknown tags and limits.
    static Result<Tree> parse(std::string_view text);

    NodeIndex root() const { return m_root; }
    const TreeNode &at(NodeIndex node) const { return m_nodes[node]; }
    std::size_t size() const { return m_nodes.size(); }
    /// Follows an alias; noNode stays noNode.
    NodeIndex resolved(NodeIndex node) const;
    /// The value of a key, merge keys included, aliases followed; noNode when absent or not a mapping.
    NodeIndex find(NodeIndex mapping, std::string_view key) const;
    /// find() along a path.
    NodeIndex find(NodeIndex mapping, std::initializer_list<std::string_view> path) const;
    /// The entry written at this very mapping, without merge keys; aliases not followed.
    TreeEntry ownEntry(NodeIndex mapping, std::string_view key) const;
    std::vector<TreeEntry> ownEntries(NodeIndex mapping) const;
    /// All entries, own ones first, then those that merge keys bring in; values with aliases followed.
    std::vector<TreeEntry> entries(NodeIndex mapping) const;
    std::vector<NodeIndex> items(NodeIndex sequence) const;

    bool isMapping(NodeIndex node) const;
    bool isSequence(NodeIndex node) const;
    bool isScalar(NodeIndex node) const;
    /// An empty, ~ or null scalar.
    bool isNull(NodeIndex node) const;
    /// The key node of which this node is the value; noNode for items and the root.
    NodeIndex keyOf(NodeIndex node) const;

private:
    friend class TreeBuilder;
    void mergeInto(std::vector<TreeEntry> &out, NodeIndex mapping, int depth) const;

    std::vector<TreeNode> m_nodes;
    NodeIndex m_root = noNode;
};

} // namespace lambdarium

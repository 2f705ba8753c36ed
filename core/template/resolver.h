// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/tree.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <optional>

namespace lambdarium {

/// An intrinsic function in its short ("!Ref X") or long ("Ref: X") form.
struct Intrinsic
{
    std::string name; ///< "Ref", "Fn::GetAtt", "Condition"
    NodeIndex argument = noNode;
};

/// Nothing when the node is plain data.
std::optional<Intrinsic> intrinsicOf(const Tree &tree, NodeIndex node);

/// What a property comes to.
struct Resolved
{
    std::string text;
    NodeId reference;    ///< the resource that a Ref or GetAtt named alone
    bool literal = true; ///< no intrinsic function was involved
    bool known = true;   ///< false: only the cloud knows it (ImportValue, attributes of foreign resources)
};

/// A (logical id, attribute) pair that a node names; attribute empty for Ref.
struct ResourceReference
{
    NodeId id;
    std::string attribute;
};

/// Evaluates intrinsic functions as far as a machine without an account can. Reads only; lives as long as its tree.
class Resolver
{
public:
    Resolver(const Tree &tree, const Account &account);

    /// The value as text; collections give an empty text.
    Resolved scalar(NodeIndex node) const;
    std::string text(NodeIndex node) const { return scalar(node).text; }
    /// Nothing unless the value is a whole number.
    std::optional<std::int64_t> integer(NodeIndex node) const;
    bool boolean(NodeIndex node, bool otherwise) const;
    /// Follows aliases and Fn::If to the value that counts; noNode for AWS::NoValue.
    NodeIndex chosen(NodeIndex node) const;
    /// The resource that a value names: by Ref, GetAtt or Sub, or by the ARN, URL or name it spells out.
    NodeId resource(NodeIndex node) const;
    /// Type of a resource ("AWS::SQS::Queue"), empty when there is none.
    std::string type(std::string_view id) const;
    /// Name property, else the logical id (lower-cased for buckets).
    std::string physicalName(std::string_view id) const;
    /// The resource node; noNode when absent.
    NodeIndex resourceNode(std::string_view id) const;
    bool isParameter(std::string_view id) const { return m_tree.find(m_parameters, id) != noNode; }
    /// Every resource reference in a subtree: Ref, GetAtt, Sub.
    std::vector<ResourceReference> references(NodeIndex node) const;

    const Tree &tree() const { return m_tree; }
    const Account &account() const { return m_account; }

private:
    Resolved intrinsic(const Intrinsic &function, int depth) const;
    Resolved resolve(NodeIndex node, int depth) const;
    Resolved refer(std::string_view name, int depth) const;
    Resolved attribute(std::string_view id, std::string_view attribute) const;
    Resolved substitute(NodeIndex argument, int depth) const;
    Resolved join(NodeIndex argument, int depth) const;
    Resolved selected(NodeIndex argument, int depth) const;
    Resolved inMap(NodeIndex argument, int depth) const;
    bool condition(NodeIndex node, int depth) const;
    bool namedCondition(std::string_view name, int depth) const;
    std::vector<std::string> list(NodeIndex node, int depth) const;
    std::optional<std::string> pseudo(std::string_view name) const;

    const Tree &m_tree;
    Account m_account;
    NodeIndex m_resources = noNode;
    NodeIndex m_parameters = noNode;
    std::map<std::string, NodeIndex, std::less<>> m_index;  ///< resource node by logical id
    std::map<std::string, NodeIndex, std::less<>> m_byName; ///< key of the resource by "type|physical name"
    mutable int m_nesting = 0;                              ///< guards names that are made of each other
};

/// "AWS::SQS::Queue" -> "QueueName"; empty for types without a name property.
std::string_view nameProperty(std::string_view type);

/// The subtree as JSON, aliases and merges expanded, short intrinsic forms written long.
nlohmann::ordered_json toJson(const Tree &tree, NodeIndex node);

/// The pairs inside a Sub text: "${Queue.Arn}" -> {Queue, Arn}; "${!x}" is no reference.
std::vector<ResourceReference> substitutions(std::string_view text);

} // namespace lambdarium

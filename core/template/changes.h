// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/editor.h"
#include "core/template/templateimpl.h"

namespace lambdarium {

/// Helpers shared by the changes of a Template; each works on one Editor.

/// Path of a node's property: "Fn" + "Environment.Variables.X", "Fn/Every" + "Schedule", "Fn/FunctionUrl" + "AuthType".
struct PropertyPath
{
    TreePath path;
    std::size_t keep = 3; ///< keys that a removal leaves standing
};
PropertyPath propertyPath(const Tree &tree, std::string_view node, std::string_view property);
/// Path of the node itself: a resource, an event of a function or its FunctionUrlConfig.
TreePath nodePath(const Tree &tree, std::string_view node);

std::string resourceType(const Tree &tree, std::string_view id);
/// A logical id close to the wish that nothing has: letters and digits, counted up from 2.
std::string freeResourceId(const Tree &tree, std::string_view wish);
std::string freeKey(const Tree &tree, NodeIndex mapping, std::string_view wish);
/// Adds a resource at the end of Resources, with the Transform line that SAM types need.
Result<void> addResource(Editor &editor, const std::string &id, const nlohmann::ordered_json &resource);
/// Removes what refers to the ids (short and long intrinsics, DependsOn), each by its smallest meaningful unit.
Result<void> removeReferences(Editor &editor, const std::vector<std::string> &ids);
/// Removes a resource with the comment right above it.
Result<void> removeResource(Editor &editor, const std::string &id);

nlohmann::ordered_json refJson(std::string_view id);
nlohmann::ordered_json attributeJson(std::string_view id, std::string_view attribute);

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/resolver.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace lambdarium {

namespace {

nlohmann::ordered_json scalarJson(const Tree &tree, NodeIndex node)
{
    const TreeNode &scalar = tree.at(node);
    if (scalar.style != TreeNode::Style::Plain)
        return scalar.value;
    if (tree.isNull(node))
        return nullptr;
    if (scalar.value == "true" || scalar.value == "false")
        return scalar.value == "true";
    std::int64_t number = 0;
    const char *end = scalar.value.data() + scalar.value.size();
    const auto [stop, fault] = std::from_chars(scalar.value.data(), end, number);
    if (fault == std::errc() && stop == end && std::to_string(number) == scalar.value)
        return number;
    return scalar.value;
}

nlohmann::ordered_json plainJson(const Tree &tree, NodeIndex node, int depth)
{
    node = tree.resolved(node);
    if (node == noNode || depth > static_cast<int>(Tree::maxDepth))
        return nullptr;
    if (tree.isScalar(node))
        return scalarJson(tree, node);
    nlohmann::ordered_json result;
    const auto add = [&](NodeIndex child) {
        const auto function = intrinsicOf(tree, child);
        const bool tagged = function && tree.resolved(function->argument) == tree.resolved(child);
        nlohmann::ordered_json inner = plainJson(tree, child, depth + 1);
        if (!tagged)
            return inner;
        if (function->name == "Fn::GetAtt" && inner.is_string()) {
            const std::string joined = inner.get<std::string>();
            const std::size_t dot = joined.find('.');
            if (dot != std::string::npos)
                inner = nlohmann::ordered_json::array({joined.substr(0, dot), joined.substr(dot + 1)});
        }
        return nlohmann::ordered_json{{function->name, std::move(inner)}};
    };
    if (tree.isSequence(node)) {
        result = nlohmann::ordered_json::array();
        for (const NodeIndex item : tree.items(node))
            result.push_back(add(item));
        return result;
    }
    result = nlohmann::ordered_json::object();
    for (const TreeEntry &entry : tree.entries(node))
        result[tree.at(entry.key).value] = add(entry.value);
    return result;
}

} // namespace

nlohmann::ordered_json toJson(const Tree &tree, NodeIndex node)
{
    const auto function = intrinsicOf(tree, node);
    nlohmann::ordered_json inner = plainJson(tree, node, 0);
    if (function && tree.resolved(function->argument) == tree.resolved(node))
        return nlohmann::ordered_json{{function->name, std::move(inner)}};
    return inner;
}

} // namespace lambdarium

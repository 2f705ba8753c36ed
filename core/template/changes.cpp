// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/changes.h"

#include "core/template/derive.h"
#include "core/template/resolver.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lambdarium {

using Json = nlohmann::ordered_json;

namespace {

bool alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Resources that only join others: without one end they mean nothing.
bool joinsOthers(std::string_view type)
{
    constexpr std::array types{"AWS::SNS::Subscription",         "AWS::SQS::QueuePolicy",
                               "AWS::SNS::TopicPolicy",          "AWS::S3::BucketPolicy",
                               "AWS::Lambda::Permission",        "AWS::Lambda::EventSourceMapping",
                               "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::Url"};
    return std::ranges::count(types, type) > 0;
}

struct Step
{
    std::string key; ///< of a map; empty for a list
    std::size_t index = 0;
};

std::vector<Step> stepsTo(const Tree &tree, NodeIndex node)
{
    std::vector<Step> result;
    for (NodeIndex at = node; tree.at(at).parent != noNode; at = tree.at(at).parent) {
        const TreeNode &parent = tree.at(tree.at(at).parent);
        const auto place = std::ranges::find(parent.children, at);
        if (parent.kind == TreeNode::Kind::Mapping) {
            const auto offset = place - parent.children.begin();
            result.push_back({tree.at(parent.children[static_cast<std::size_t>(offset - offset % 2)]).value, 0});
        } else {
            result.push_back({{}, static_cast<std::size_t>(place - parent.children.begin())});
        }
    }
    std::ranges::reverse(result);
    return result;
}

bool mentions(const Tree &tree, NodeIndex node, const std::vector<std::string> &ids)
{
    const auto wanted = [&](std::string_view id) { return std::ranges::count(ids, id) > 0; };
    const TreeNode &at = tree.at(node);
    if (at.kind == TreeNode::Kind::Alias)
        return false;
    if (const auto function = intrinsicOf(tree, node)) {
        const NodeIndex argument = function->argument;
        if (function->name == "Ref" && tree.isScalar(argument))
            return wanted(tree.at(argument).value);
        if (function->name == "Fn::GetAtt" && tree.isScalar(argument))
            return wanted(tree.at(argument).value.substr(0, tree.at(argument).value.find('.')));
        if (function->name == "Fn::GetAtt" && !tree.items(argument).empty())
            return wanted(tree.at(tree.items(argument)[0]).value);
        if (function->name == "Fn::Sub") {
            const auto parts = tree.items(argument);
            const NodeIndex body = parts.empty() ? argument : parts[0];
            return std::ranges::any_of(substitutions(tree.at(body).value),
                                       [&](const ResourceReference &reference) { return wanted(reference.id); });
        }
    }
    if (at.kind != TreeNode::Kind::Scalar || !wanted(at.value))
        return false;
    const auto steps = stepsTo(tree, node);
    return steps.size() >= 3 && steps[0].key == "Resources" && steps[2].key == "DependsOn";
}

TreePath keysUpTo(const std::vector<Step> &steps, std::size_t count)
{
    TreePath path;
    for (std::size_t i = 0; i < std::min(count, steps.size()) && !steps[i].key.empty(); ++i)
        path.push_back(steps[i].key);
    return path;
}

/// Removes the unit that a reference at these steps belongs to.
Result<void> removeUnit(Editor &editor, const std::vector<Step> &steps)
{
    const auto is = [&](std::size_t i, std::string_view key) { return i < steps.size() && steps[i].key == key; };
    if (is(0, "Outputs"))
        return editor.remove(keysUpTo(steps, 2), 0);
    if (!is(0, "Resources")) {
        const TreePath path = keysUpTo(steps, steps.size());
        return editor.remove(path, path.size() - 1);
    }
    if (joinsOthers(resourceType(editor.tree(), steps[1].key)))
        return removeResource(editor, steps[1].key);
    std::size_t depth = is(2, "Properties") ? 4 : 3;
    if (is(3, "Environment") || is(3, "EventInvokeConfig"))
        depth = 6;
    else if (is(3, "Events") || is(3, "NotificationConfiguration"))
        depth = 5;
    const TreePath path = keysUpTo(steps, depth);
    const bool list = is(2, "DependsOn") || is(3, "Policies") || is(3, "Layers") || is(3, "Targets")
        || is(3, "Subscription") || is(3, "NotificationConfiguration");
    if (list && path.size() < steps.size() && steps[path.size()].key.empty())
        return editor.removeItem(path, steps[path.size()].index, 2);
    return editor.remove(path, 2);
}

} // namespace

Json refJson(std::string_view id) { return Json{{"Ref", std::string(id)}}; }

Json attributeJson(std::string_view id, std::string_view attribute)
{
    return Json{{"Fn::GetAtt", Json::array({std::string(id), std::string(attribute)})}};
}

std::string resourceType(const Tree &tree, std::string_view id)
{
    const NodeIndex node = tree.find(tree.root(), {"Resources", id, "Type"});
    return tree.isScalar(node) ? tree.at(node).value : std::string();
}

TreePath nodePath(const Tree &tree, std::string_view node)
{
    const std::size_t slash = node.find('/');
    TreePath path{"Resources", std::string(node.substr(0, slash))};
    if (slash == std::string_view::npos)
        return path;
    const std::string event(node.substr(slash + 1));
    path.emplace_back("Properties");
    if (event == "FunctionUrl"
        && tree.find(tree.root(), {"Resources", path[1], "Properties", "Events", event}) == noNode) {
        path.emplace_back("FunctionUrlConfig");
        return path;
    }
    path.emplace_back("Events");
    path.push_back(event);
    return path;
}

PropertyPath propertyPath(const Tree &tree, std::string_view node, std::string_view property)
{
    PropertyPath result{.path = nodePath(tree, node)};
    const bool ofResource = result.path.size() == 2 && property.starts_with("Metadata.");
    if (result.path.back() != "FunctionUrlConfig" && !ofResource)
        result.path.emplace_back("Properties");
    const std::size_t base = result.path.size();
    for (std::size_t from = 0; from <= property.size();) {
        const std::size_t dot = std::min(property.find('.', from), property.size());
        result.path.emplace_back(property.substr(from, dot - from));
        from = dot + 1;
    }
    result.keep = base == 3 ? 2 : base; // a resource without properties needs no Properties
    const bool event = node.find('/') == std::string_view::npos && result.path[base] == "Events"
        && result.path.size() > base + 2 && result.path[base + 2] != "Type" && result.path[base + 2] != "Properties";
    if (event) { // Events.Every.Schedule is Events.Every.Properties.Schedule
        result.path.insert(result.path.begin() + static_cast<std::ptrdiff_t>(base) + 2, "Properties");
        result.keep = base + 3;
    }
    return result;
}

std::string freeKey(const Tree &tree, NodeIndex mapping, std::string_view wish)
{
    std::string clean;
    for (const char c : wish) {
        if (alphanumeric(c))
            clean.push_back(c);
    }
    if (clean.empty())
        clean = "Resource";
    if (clean[0] >= 'a' && clean[0] <= 'z')
        clean[0] = static_cast<char>(clean[0] - 'a' + 'A');
    std::string candidate = clean;
    for (int number = 2; tree.find(mapping, candidate) != noNode; ++number)
        candidate = clean + std::to_string(number);
    return candidate;
}

std::string freeResourceId(const Tree &tree, std::string_view wish)
{
    return freeKey(tree, tree.find(tree.root(), "Resources"), wish.substr(0, 200));
}

Result<void> addResource(Editor &editor, const std::string &id, const Json &resource)
{
    const auto root = [&](std::string_view key) { return editor.tree().find(editor.tree().root(), key); };
    if (editor.tree().root() == noNode || editor.tree().isNull(editor.tree().root())) {
        if (auto done = editor.set({"AWSTemplateFormatVersion"}, "2010-09-09"); !done)
            return done;
    }
    if (resource["Type"].get<std::string>().starts_with("AWS::Serverless::") && root("Transform") == noNode) {
        if (auto done = editor.set({"Transform"}, "AWS::Serverless-2016-10-31"); !done)
            return done;
    }
    const auto entries = editor.tree().ownEntries(root("Resources"));
    bool apart = !entries.empty();
    for (std::size_t i = 1; i < entries.size(); ++i) {
        const std::size_t from = editor.tree().at(entries[i - 1].value).range.end;
        const std::string between = editor.text().substr(from, editor.tree().at(entries[i].key).range.begin - from);
        apart = apart && std::ranges::count(between, '\n') > 1;
    }
    if (apart)
        editor.separateNextEntry();
    return editor.set({"Resources", id}, resource);
}

Result<void> removeReferences(Editor &editor, const std::vector<std::string> &ids)
{
    for (int round = 0; round < 5000; ++round) {
        const Tree &tree = editor.tree();
        NodeIndex found = noNode;
        for (NodeIndex node = 0; node < tree.size() && found == noNode; ++node) {
            if (!mentions(tree, node, ids))
                continue;
            const auto steps = stepsTo(tree, node);
            const bool own = steps.size() > 1 && steps[0].key == "Resources"
                && std::ranges::count(ids, steps[1].key) > 0;
            if (!own && !steps.empty())
                found = node;
        }
        if (found == noNode)
            return {};
        const std::string before = editor.text();
        if (auto done = removeUnit(editor, stepsTo(tree, found)); !done)
            return done;
        if (editor.text() == before)
            return Error{ErrorCode::Conflict,
                         "Something shared refers to " + ids[0] + "; remove it in the text first."};
    }
    return {};
}

Result<void> removeResource(Editor &editor, const std::string &id)
{
    const Tree &tree = editor.tree();
    const NodeIndex resources = tree.find(tree.root(), "Resources");
    const TreeEntry entry = tree.ownEntry(resources, id);
    if (entry.key == noNode)
        return Error{ErrorCode::NotFound, "The template has no resource " + id + "."};
    if (tree.at(resources).style == TreeNode::Style::Flow)
        return editor.remove({"Resources", id}, 1);
    const auto lineBefore = [&](std::size_t start) {
        const std::size_t end = start - 1;
        const std::size_t at = end == 0 ? std::string::npos : editor.text().rfind('\n', end - 1);
        const std::size_t begin = at == std::string::npos ? 0 : at + 1;
        return std::pair(begin, std::string_view(editor.text()).substr(begin, end - begin));
    };
    const auto blank = [](std::string_view line) { return line.find_first_not_of(" \r\t") == std::string_view::npos; };
    const std::size_t key = tree.at(entry.key).range.begin;
    const std::size_t breakBefore = editor.text().rfind('\n', key);
    std::size_t start = breakBefore == std::string::npos ? 0 : breakBefore + 1;
    const std::size_t indent = key - start;
    const std::size_t keyLine = start;
    while (start > 0) {
        const auto [begin, line] = lineBefore(start);
        if (line.find_first_not_of(' ') != indent || line[indent] != '#')
            break;
        start = begin;
    }
    if (start < keyLine) {
        if (auto done = editor.apply({{start, keyLine - start, ""}}); !done)
            return done;
    }
    if (auto done = editor.remove({"Resources", id}, 1); !done)
        return done;
    // One of the two empty lines around it goes, too.
    if (start == 0 || start > editor.text().size())
        return {};
    const std::string_view above = lineBefore(start).second;
    if (!blank(above) && above.find("Resources") == std::string_view::npos)
        return {};
    const std::size_t end = editor.text().find('\n', start);
    if (start == editor.text().size() && blank(above))
        return editor.apply({{lineBefore(start).first, start - lineBefore(start).first, ""}});
    if (end != std::string::npos && blank(std::string_view(editor.text()).substr(start, end - start)))
        return editor.apply({{start, end + 1 - start, ""}});
    return {};
}

} // namespace lambdarium

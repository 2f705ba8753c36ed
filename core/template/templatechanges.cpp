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

Error missing(std::string_view node) { return {ErrorCode::NotFound, "The template has no " + std::string(node) + "."}; }

bool wholeNumber(std::string_view text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    return !text.empty() && text.size() < 16 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })
        && (text.size() == 1 || text[0] != '0');
}

bool numberKey(std::string_view key)
{
    constexpr std::array keys{"MemorySize",
                              "Timeout",
                              "Size",
                              "ReservedConcurrentExecutions",
                              "BatchSize",
                              "MaximumBatchingWindowInSeconds",
                              "MaximumConcurrency",
                              "MaximumRetryAttempts",
                              "MaximumEventAgeInSeconds",
                              "VisibilityTimeout",
                              "DelaySeconds",
                              "MessageRetentionPeriod",
                              "maxReceiveCount",
                              "ReceiveMessageWaitTimeSeconds",
                              "MaxAge"};
    return std::ranges::count(keys, key) > 0;
}

bool booleanKey(std::string_view key)
{
    return key == "Enabled" || key == "FifoQueue" || key == "FifoTopic" || key == "RawMessageDelivery"
        || key == "ContentBasedDeduplication" || key == "AllowCredentials";
}

Json typedValue(const Editor &editor, const PropertyPath &target, const std::string &value)
{
    if (value.starts_with('{') || value.starts_with('[')) {
        Json parsed = Json::parse(value, nullptr, false);
        if (!parsed.is_discarded())
            return parsed;
    }
    const std::string &key = target.path.back();
    const bool variable = target.path.size() > 1 && target.path[target.path.size() - 2] == "Variables";
    const NodeIndex old = editor.find(target.path);
    const bool wasNumber = editor.tree().isScalar(old) && editor.tree().at(old).style == TreeNode::Style::Plain
        && wholeNumber(editor.tree().at(old).value);
    if (wholeNumber(value) && ((!variable && numberKey(key)) || wasNumber))
        return std::stoll(value);
    if (!variable && booleanKey(key) && (value == "true" || value == "false"))
        return value == "true";
    return value;
}

std::string kebab(std::string_view id)
{
    std::string result;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const bool upper = id[i] >= 'A' && id[i] <= 'Z';
        const bool afterLower = i > 0 && !(id[i - 1] >= 'A' && id[i - 1] <= 'Z');
        if (upper && afterLower)
            result.push_back('-');
        result.push_back(upper ? static_cast<char>(id[i] - 'A' + 'a') : id[i]);
    }
    return result;
}

Json functionJson(const std::string &id, std::string_view runtime)
{
    const bool python = runtime.starts_with("python");
    const bool node = runtime.starts_with("nodejs");
    return {{"Type", "AWS::Serverless::Function"},
            {"Properties",
             {{"CodeUri", kebab(id) + "/"},
              {"Handler",
               python     ? "app.handler"
                   : node ? "index.handler"
                          : "bootstrap"},
              {"Runtime", std::string(runtime)}}}};
}

/// Adds a trigger that is part of a function.
Result<NodeId> addToFunction(Editor &editor, ResourceKind kind, std::string_view wish, const std::string &function)
{
    const std::string type = resourceType(editor.tree(), function);
    if (!isFunctionType(type))
        return missing("function " + function);
    const bool url = kind == ResourceKind::FunctionUrl;
    if (type != "AWS::Serverless::Function")
        return Error{ErrorCode::InvalidInput,
                     function
                         + " is an AWS::Lambda::Function; only AWS::Serverless::Function has "
                           "triggers inside. Change its type in the text."};
    if (url) {
        const TreePath path{"Resources", function, "Properties", "FunctionUrlConfig"};
        if (editor.find(path) != noNode)
            return Error{ErrorCode::Conflict, function + " already has a function URL."};
        if (auto done = editor.set(path, Json{{"AuthType", "NONE"}}); !done)
            return done.error();
        return functionUrlNode(function);
    }
    const NodeIndex events = editor.find({"Resources", function, "Properties", "Events"});
    const std::string key = freeKey(editor.tree(), events, wish.empty() ? "Every5Minutes" : wish);
    const Json event{{"Type", "Schedule"}, {"Properties", {{"Schedule", "rate(5 minutes)"}}}};
    if (auto done = editor.set({"Resources", function, "Properties", "Events", key}, event); !done)
        return done.error();
    return function + "/" + key;
}

/// Replaces a logical id in one scalar that mentions it, in the scalar's own spelling.
void renameIn(const Editor &editor, NodeIndex node, std::pair<std::string, std::string> names, TextEdits &edits)
{
    const TreeNode &at = editor.tree().at(node);
    const std::string source = editor.text().substr(at.content, at.range.end - at.content);
    const auto &[from, to] = names;
    const auto replace = [&](std::size_t offset) { edits.push_back({at.content + offset, from.size(), to}); };
    if (at.value == from || at.value.starts_with(from + ".")) {
        if (const std::size_t offset = source.find(from); offset != std::string::npos)
            replace(offset);
        return;
    }
    for (const std::string &mark : {"${" + from + "}", "${" + from + "."}) {
        for (std::size_t offset = source.find(mark); offset != std::string::npos;
             offset = source.find(mark, offset + 1))
            replace(offset + 2);
    }
}

void renameReferences(const Editor &editor, const std::pair<std::string, std::string> &names, TextEdits &edits)
{
    const Tree &tree = editor.tree();
    for (NodeIndex node = 0; node < tree.size(); ++node) {
        if (tree.at(node).kind == TreeNode::Kind::Alias)
            continue;
        const auto function = intrinsicOf(tree, node);
        if (function && (function->name == "Ref" || function->name == "Fn::GetAtt" || function->name == "Fn::Sub")) {
            const auto parts = tree.items(function->argument);
            const NodeIndex scalar = parts.empty() ? function->argument : parts[0];
            if (tree.isScalar(scalar))
                renameIn(editor, scalar, names, edits);
        }
        const NodeIndex key = tree.keyOf(node);
        if (key == noNode || tree.at(key).value != "DependsOn")
            continue;
        for (const NodeIndex item : tree.isScalar(node) ? std::vector{node} : tree.items(node)) {
            if (tree.isScalar(item) && tree.at(item).value == names.first)
                renameIn(editor, item, names, edits);
        }
    }
}

Result<TemplateChange> finished(const Editor &editor, NodeId node, std::vector<std::string> details)
{
    return TemplateChange{editor.edits(), std::move(node), std::move(details), textMark(editor.first())};
}

} // namespace

Result<TemplateChange> Template::set(std::string_view resource, std::string_view path,
                                     std::optional<std::string> value) const
{
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    if (editor.find(nodePath(m_impl->tree, resource)) == noNode)
        return missing(resource);
    if (path.empty() || path.find("..") != std::string_view::npos || path.front() == '.' || path.back() == '.')
        return Error{ErrorCode::InvalidInput, "'" + std::string(path) + "' is not a property path."};
    if (value && !validUtf8(*value))
        return Error{ErrorCode::InvalidInput, "The value is not UTF-8 text."};
    const PropertyPath target = propertyPath(m_impl->tree, resource, path);
    const auto done = value ? editor.set(target.path, typedValue(editor, target, *value))
                            : editor.remove(target.path, target.keep);
    if (!done)
        return done.error();
    return finished(editor, NodeId(resource), {std::string(path) + (value ? " = " + *value : " removed")});
}

Result<TemplateChange> Template::add(ResourceKind kind, std::string_view wishedId, std::string_view function,
                                     std::string_view runtime) const
{
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    if (kind == ResourceKind::Schedule || kind == ResourceKind::FunctionUrl) {
        const auto node = addToFunction(editor, kind, wishedId, std::string(function));
        if (!node)
            return node.error();
        return finished(editor, *node, {*node});
    }
    constexpr std::array names{"Function", "Queue", "Topic", "Bucket"};
    constexpr std::array types{"AWS::Serverless::Function", "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::S3::Bucket"};
    const auto index = static_cast<std::size_t>(kind);
    const std::string id = freeResourceId(m_impl->tree, wishedId.empty() ? names[index] : wishedId);
    Json resource = kind == ResourceKind::Function ? functionJson(id, runtime) : Json{{"Type", types[index]}};
    if (auto done = addResource(editor, id, resource); !done)
        return done.error();
    return finished(editor, id, {std::string(types[index]) + " " + id});
}

Result<TemplateChange> Template::addFunction(std::string_view wishedId, const FunctionSeed &seed) const
{
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    const std::string id = freeResourceId(m_impl->tree, wishedId.empty() ? "Function" : wishedId);
    Json resource = functionJson(id, seed.runtime);
    if (!seed.buildMethod.empty())
        resource["Metadata"] = {{"BuildMethod", seed.buildMethod}};
    Json &properties = resource["Properties"];
    properties["Handler"] = seed.handler;
    if (seed.memoryMb != 0)
        properties["MemorySize"] = seed.memoryMb;
    if (seed.timeoutSeconds != 0)
        properties["Timeout"] = seed.timeoutSeconds;
    if (seed.streamingUrl)
        properties["FunctionUrlConfig"] = {{"AuthType", "NONE"}, {"InvokeMode", "RESPONSE_STREAM"}};
    if (auto done = addResource(editor, id, resource); !done)
        return done.error();
    return finished(editor, id, {"AWS::Serverless::Function " + id});
}

Result<TemplateChange> Template::addLayer(std::string_view wishedId, std::string_view contentUri) const
{
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    const std::string id = freeResourceId(m_impl->tree, wishedId.empty() ? "Layer" : wishedId);
    const Json resource{{"Type", "AWS::Serverless::LayerVersion"},
                        {"Properties", {{"ContentUri", std::string(contentUri)}}}};
    if (auto done = addResource(editor, id, resource); !done)
        return done.error();
    return finished(editor, id, {"AWS::Serverless::LayerVersion " + id});
}

Result<TemplateChange> Template::remove(std::string_view node) const
{
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    const TreePath path = nodePath(m_impl->tree, node);
    if (editor.find(path) == noNode)
        return missing(node);
    std::vector<std::string> ids;
    const bool resource = path.size() == 2;
    if (resource)
        ids.push_back(path[1]);
    if (isFunctionType(resourceType(m_impl->tree, path[1])) && (resource || path.back() == "FunctionUrlConfig")) {
        for (const std::string_view generated : {"Url", "Role"}) { // what SAM makes along with it
            const std::string id = path[1] + std::string(generated);
            if (resourceType(m_impl->tree, id).empty() && (resource || generated == "Url"))
                ids.push_back(id);
        }
    }
    if (!ids.empty()) {
        if (auto done = removeReferences(editor, ids); !done)
            return done.error();
    }
    const auto done = resource ? removeResource(editor, path[1]) : editor.remove(path, 2);
    if (!done)
        return done.error();
    return finished(editor, NodeId(node), {std::string(node) + " removed"});
}

Result<TemplateChange> Template::rename(std::string_view node, std::string_view newId) const
{
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    const TreePath path = nodePath(m_impl->tree, node);
    const Tree &tree = m_impl->tree;
    const bool legal = !newId.empty() && newId.size() <= 255 && std::ranges::all_of(newId, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
    if (!legal)
        return Error{ErrorCode::InvalidInput,
                     "A logical id is made of letters and digits: Template format error: Resource "
                     "name "
                         + std::string(newId) + " is non alphanumeric."};
    if (path.back() == "FunctionUrlConfig")
        return Error{ErrorCode::InvalidInput, "A function URL has no name of its own."};
    const NodeIndex mapping = editor.find(TreePath(path.begin(), path.end() - 1));
    const TreeEntry entry = tree.ownEntry(mapping, path.back());
    if (entry.key == noNode)
        return missing(node);
    if (newId == path.back())
        return finished(editor, NodeId(node), {});
    if (tree.find(mapping, newId) != noNode)
        return Error{ErrorCode::Conflict, "The template already has " + std::string(newId) + "."};
    TextEdits edits;
    renameIn(editor, entry.key, {path.back(), std::string(newId)}, edits);
    const bool resource = path.size() == 2;
    if (resource) {
        renameReferences(editor, {path[1], std::string(newId)}, edits);
        for (const std::string_view generated : {"Url", "Role"}) {
            const std::string old = path[1] + std::string(generated);
            if (isFunctionType(resourceType(tree, path[1])) && resourceType(tree, old).empty())
                renameReferences(editor, {old, std::string(newId) + std::string(generated)}, edits);
        }
    }
    std::ranges::sort(edits, {}, &TextEdit::offset);
    const auto repeated = std::ranges::unique(edits);
    edits.erase(repeated.begin(), repeated.end());
    if (auto done = editor.apply(std::move(edits)); !done)
        return done.error();
    return finished(editor, resource ? NodeId(newId) : path[1] + "/" + std::string(newId),
                    {std::string(node) + " -> " + std::string(newId)});
}

Result<TemplateChange> Template::duplicate(std::string_view node) const
{
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    const TreePath path = nodePath(m_impl->tree, node);
    const Tree &tree = m_impl->tree;
    if (path.back() == "FunctionUrlConfig")
        return Error{ErrorCode::Conflict, "A function has one URL."};
    const NodeIndex mapping = editor.find(TreePath(path.begin(), path.end() - 1));
    const TreeEntry entry = tree.ownEntry(mapping, path.back());
    if (entry.key == noNode)
        return missing(node);
    const std::string id = freeKey(tree, mapping, path.back() + "Copy");
    const TreeNode &key = tree.at(entry.key);
    const TextRange range{key.range.begin, tree.at(entry.value).range.end};
    TextEdits edits{
        {key.content - range.begin + (key.style == TreeNode::Style::Plain ? 0 : 1), path.back().size(), id}};
    for (NodeIndex i = 0; i < tree.size(); ++i) { // an anchor is defined once
        const TreeNode &inner = tree.at(i);
        if (inner.anchor.empty() || inner.kind == TreeNode::Kind::Alias || inner.range.begin < range.begin
            || inner.range.end > range.end)
            continue;
        const std::size_t at = m_impl->text.find("&" + inner.anchor, inner.range.begin);
        const bool space = m_impl->text.substr(at + inner.anchor.size() + 1, 1) == " ";
        edits.push_back({at - range.begin, inner.anchor.size() + 1 + (space ? 1 : 0), ""});
    }
    std::ranges::sort(edits, {}, &TextEdit::offset);
    const std::string source = applied(m_impl->text.substr(range.begin, range.end - range.begin), edits);
    if (path.size() == 2)
        editor.separateNextEntry();
    if (auto done = editor.insertSourceAfter(path, source); !done)
        return done.error();
    TreePath copy = path;
    copy.back() = id;
    const std::string_view name = nameProperty(resourceType(tree, path[1]));
    if (path.size() == 2 && !name.empty()) { // two resources cannot share a physical name
        copy.insert(copy.end(), {"Properties", std::string(name)});
        if (auto done = editor.remove(copy, 2); !done)
            return done.error();
    }
    return finished(editor, path.size() == 2 ? id : path[1] + "/" + id, {std::string(node) + " -> " + id});
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/resolver.h"

#include <algorithm>
#include <charconv>

namespace lambdarium {

namespace {

constexpr int maxDepth = 24;

std::string lowered(std::string text)
{
    for (char &letter : text) {
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return text;
}

std::string_view lastPart(std::string_view text, char separator)
{
    const std::size_t at = text.rfind(separator);
    return at == std::string_view::npos ? text : text.substr(at + 1);
}

bool isFunction(std::string_view type)
{
    return type == "AWS::Serverless::Function" || type == "AWS::Lambda::Function";
}

/// The service that an ARN, a queue URL or a bucket name speaks of, as the types of the template.
std::vector<std::string_view> typesOf(std::string_view value)
{
    if (value.starts_with("arn:aws:sqs:") || value.starts_with("http"))
        return {"AWS::SQS::Queue"};
    if (value.starts_with("arn:aws:sns:"))
        return {"AWS::SNS::Topic"};
    if (value.starts_with("arn:aws:s3:::"))
        return {"AWS::S3::Bucket"};
    if (value.starts_with("arn:aws:lambda:"))
        return {"AWS::Serverless::Function", "AWS::Lambda::Function"};
    if (value.starts_with("arn:"))
        return {};
    return {"AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::S3::Bucket", "AWS::Serverless::Function",
            "AWS::Lambda::Function"};
}

} // namespace

std::optional<Intrinsic> intrinsicOf(const Tree &tree, NodeIndex node)
{
    node = tree.resolved(node);
    if (node == noNode)
        return std::nullopt;
    const TreeNode &at = tree.at(node);
    if (at.tag.size() > 1 && at.tag[0] == '!') {
        const std::string name = at.tag.substr(1);
        return Intrinsic{name == "Ref" || name == "Condition" ? name : "Fn::" + name, node};
    }
    if (at.kind != TreeNode::Kind::Mapping || at.children.size() != 2)
        return std::nullopt;
    const std::string &key = tree.at(at.children[0]).value;
    if (key == "Ref" || key.starts_with("Fn::") || key == "Condition")
        return Intrinsic{key, tree.resolved(at.children[1])};
    return std::nullopt;
}

std::vector<ResourceReference> substitutions(std::string_view text)
{
    std::vector<ResourceReference> result;
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 2)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string_view::npos || text[at + 2] == '!')
            continue;
        const std::string_view inner = text.substr(at + 2, end - at - 2);
        const std::size_t dot = inner.find('.');
        result.push_back({std::string(inner.substr(0, dot)),
                          dot == std::string_view::npos ? std::string() : std::string(inner.substr(dot + 1))});
    }
    return result;
}

std::string_view nameProperty(std::string_view type)
{
    if (isFunction(type))
        return "FunctionName";
    if (type == "AWS::SQS::Queue")
        return "QueueName";
    if (type == "AWS::SNS::Topic")
        return "TopicName";
    if (type == "AWS::S3::Bucket")
        return "BucketName";
    if (type == "AWS::Events::Rule")
        return "Name";
    if (type == "AWS::DynamoDB::Table" || type == "AWS::Serverless::SimpleTable")
        return "TableName";
    return {};
}

Resolver::Resolver(const Tree &tree, const Account &account)
    : m_tree(tree), m_account(account), m_resources(tree.find(tree.root(), "Resources")),
      m_parameters(tree.find(tree.root(), "Parameters"))
{
    const auto resources = tree.entries(m_resources);
    for (const TreeEntry &entry : resources)
        m_index.emplace(tree.at(entry.key).value, entry.value);
    for (const TreeEntry &entry : resources) {
        const std::string &id = tree.at(entry.key).value;
        m_byName.emplace(type(id) + "|" + physicalName(id), entry.key);
    }
}

NodeIndex Resolver::resourceNode(std::string_view id) const
{
    const auto found = m_index.find(id);
    return found == m_index.end() ? noNode : found->second;
}

std::string Resolver::type(std::string_view id) const
{
    const NodeIndex node = m_tree.find(resourceNode(id), "Type");
    return m_tree.isScalar(node) ? m_tree.at(node).value : std::string();
}

std::string Resolver::physicalName(std::string_view id) const
{
    const std::string kind = type(id);
    const std::string_view property = nameProperty(kind);
    if (!property.empty()) {
        const NodeIndex node = m_tree.find(resourceNode(id), {"Properties", property});
        if (node != noNode && m_nesting < 8) {
            ++m_nesting;
            std::string name = text(node);
            --m_nesting;
            if (!name.empty())
                return name;
        }
    }
    return kind == "AWS::S3::Bucket" ? lowered(std::string(id)) : std::string(id);
}

std::optional<std::string> Resolver::pseudo(std::string_view name) const
{
    if (name == "AWS::Region")
        return m_account.region;
    if (name == "AWS::AccountId")
        return m_account.id;
    if (name == "AWS::Partition")
        return "aws";
    if (name == "AWS::URLSuffix")
        return "amazonaws.com";
    if (name == "AWS::StackName")
        return "lambdarium";
    if (name == "AWS::StackId")
        return "arn:aws:cloudformation:" + m_account.region + ":" + m_account.id + ":stack/lambdarium/local";
    if (name == "AWS::NoValue")
        return "";
    return std::nullopt;
}

Resolved Resolver::refer(std::string_view name, int depth) const
{
    Resolved result{.literal = false};
    if (auto value = pseudo(name)) {
        result.text = *value;
        return result;
    }
    if (const NodeIndex parameter = m_tree.find(m_parameters, name); parameter != noNode) {
        const NodeIndex value = m_tree.find(parameter, "Default");
        result.text = value == noNode ? std::string() : resolve(value, depth + 1).text;
        result.known = value != noNode;
        return result;
    }
    const std::string kind = type(name);
    if (kind.empty()) {
        result.known = false;
        return result;
    }
    result.reference = std::string(name);
    const std::string physical = physicalName(name);
    if (kind == "AWS::SQS::Queue")
        result.text = "http://127.0.0.1:4566/" + m_account.id + "/" + physical;
    else if (kind == "AWS::SNS::Topic")
        result.text = m_account.topicArn(physical);
    else
        result.text = physical;
    return result;
}

Resolved Resolver::attribute(std::string_view id, std::string_view attribute) const
{
    const std::string kind = type(id);
    const std::string name = physicalName(id);
    Resolved result{.literal = false};
    if (!kind.empty())
        result.reference = std::string(id);
    if (kind == "AWS::SQS::Queue" && attribute == "QueueUrl")
        result.text = refer(id, 0).text;
    else if (kind == "AWS::SQS::Queue" && attribute == "Arn")
        result.text = m_account.queueArn(name);
    else if (kind == "AWS::SNS::Topic" && attribute == "TopicArn")
        result.text = m_account.topicArn(name);
    else if (kind == "AWS::S3::Bucket" && attribute == "Arn")
        result.text = m_account.bucketArn(name);
    else if (kind == "AWS::S3::Bucket" && attribute.ends_with("DomainName"))
        result.text = name + ".s3.amazonaws.com";
    else if (isFunction(kind) && attribute == "Arn")
        result.text = m_account.functionArn(name);
    else if (kind == "AWS::Events::Rule" && attribute == "Arn")
        result.text = m_account.ruleArn(name);
    else if (kind == "AWS::IAM::Role" && attribute == "Arn")
        result.text = "arn:aws:iam::" + m_account.id + ":role/" + name;
    else if (!kind.empty() && attribute.ends_with("Name"))
        result.text = name;
    else
        result.known = false;
    return result;
}

Resolved Resolver::substitute(NodeIndex argument, int depth) const
{
    NodeIndex body = argument;
    NodeIndex variables = noNode;
    if (m_tree.isSequence(argument)) {
        const auto parts = m_tree.items(argument);
        body = parts.empty() ? noNode : parts[0];
        variables = parts.size() > 1 ? parts[1] : noNode;
    }
    if (!m_tree.isScalar(body))
        return {.literal = false, .known = false};
    const std::string &source = m_tree.at(m_tree.resolved(body)).value;
    Resolved result{.literal = false};
    std::size_t from = 0;
    for (std::size_t at = source.find("${"); at != std::string::npos; at = source.find("${", from)) {
        const std::size_t end = source.find('}', at);
        if (end == std::string::npos)
            break;
        result.text.append(source, from, at - from);
        const std::string name = source.substr(at + 2, end - at - 2);
        const std::size_t dot = name.find('.');
        Resolved part;
        if (name.starts_with("!"))
            part.text = "${" + name.substr(1) + "}";
        else if (const NodeIndex own = m_tree.find(variables, name); own != noNode)
            part = resolve(own, depth + 1);
        else
            part = dot == std::string::npos ? refer(name, depth + 1)
                                            : attribute(name.substr(0, dot), name.substr(dot + 1));
        result.text.append(part.text);
        result.known = result.known && part.known;
        if (at == 0 && end + 1 == source.size())
            result.reference = part.reference;
        from = end + 1;
    }
    result.text.append(source, from);
    return result;
}

std::vector<std::string> Resolver::list(NodeIndex node, int depth) const
{
    std::vector<std::string> result;
    if (const auto function = intrinsicOf(m_tree, node)) {
        if (function->name == "Fn::Split" && m_tree.items(function->argument).size() == 2) {
            const auto parts = m_tree.items(function->argument);
            const std::string separator = resolve(parts[0], depth + 1).text;
            const std::string source = resolve(parts[1], depth + 1).text;
            std::size_t from = 0;
            while (!separator.empty()) {
                const std::size_t at = source.find(separator, from);
                result.push_back(source.substr(from, at == std::string::npos ? at : at - from));
                if (at == std::string::npos)
                    break;
                from = at + separator.size();
            }
            return result;
        }
        const std::string value = resolve(node, depth + 1).text; // a CommaDelimitedList parameter
        for (std::size_t from = 0; from <= value.size();) {
            const std::size_t at = std::min(value.find(',', from), value.size());
            result.push_back(value.substr(from, at - from));
            from = at + 1;
        }
        return result;
    }
    for (const NodeIndex item : m_tree.items(node))
        result.push_back(resolve(item, depth + 1).text);
    return result;
}

Resolved Resolver::join(NodeIndex argument, int depth) const
{
    const auto parts = m_tree.items(argument);
    if (parts.size() != 2)
        return {.literal = false, .known = false};
    const std::string separator = resolve(parts[0], depth + 1).text;
    Resolved result{.literal = false};
    for (const std::string &item : list(parts[1], depth + 1))
        result.text.append(result.text.empty() ? "" : separator).append(item);
    return result;
}

Resolved Resolver::selected(NodeIndex argument, int depth) const
{
    const auto parts = m_tree.items(argument);
    if (parts.size() != 2)
        return {.literal = false, .known = false};
    const auto index = integer(parts[0]);
    const auto values = list(parts[1], depth + 1);
    if (!index || *index < 0 || static_cast<std::size_t>(*index) >= values.size())
        return {.literal = false, .known = false};
    return {.text = values[static_cast<std::size_t>(*index)], .literal = false};
}

Resolved Resolver::inMap(NodeIndex argument, int depth) const
{
    NodeIndex at = m_tree.find(m_tree.root(), "Mappings");
    for (const NodeIndex part : m_tree.items(argument))
        at = m_tree.find(at, resolve(part, depth + 1).text);
    if (at == noNode)
        return {.literal = false, .known = false};
    Resolved result = resolve(at, depth + 1);
    result.literal = false;
    return result;
}

Resolved Resolver::intrinsic(const Intrinsic &function, int depth) const
{
    const NodeIndex argument = function.argument;
    const bool scalarArgument = m_tree.isScalar(argument);
    if (function.name == "Ref" && scalarArgument)
        return refer(m_tree.at(argument).value, depth);
    if (function.name == "Fn::GetAtt") {
        std::string joined;
        if (scalarArgument)
            joined = m_tree.at(argument).value;
        for (const NodeIndex item : m_tree.items(argument))
            joined.append(joined.empty() ? "" : ".").append(resolve(item, depth + 1).text);
        const std::size_t dot = joined.find('.');
        return attribute(joined.substr(0, dot), dot == std::string::npos ? "" : joined.substr(dot + 1));
    }
    if (function.name == "Fn::Sub")
        return substitute(argument, depth);
    if (function.name == "Fn::Join")
        return join(argument, depth);
    if (function.name == "Fn::Select")
        return selected(argument, depth);
    if (function.name == "Fn::FindInMap")
        return inMap(argument, depth);
    return {.literal = false, .known = false};
}

NodeIndex Resolver::chosen(NodeIndex node) const
{
    for (int depth = 0; depth < maxDepth; ++depth) {
        node = m_tree.resolved(node);
        const auto function = intrinsicOf(m_tree, node);
        if (!function)
            return node;
        if (function->name == "Ref" && m_tree.isScalar(function->argument)
            && m_tree.at(function->argument).value == "AWS::NoValue")
            return noNode;
        const auto parts = m_tree.items(function->argument);
        if (function->name != "Fn::If" || parts.size() != 3)
            return node;
        node = namedCondition(resolve(parts[0], depth).text, depth) ? parts[1] : parts[2];
    }
    return noNode;
}

bool Resolver::namedCondition(std::string_view name, int depth) const
{
    const NodeIndex node = m_tree.find(m_tree.root(), {"Conditions", name});
    return node == noNode || condition(node, depth + 1);
}

bool Resolver::condition(NodeIndex node, int depth) const
{
    const auto function = intrinsicOf(m_tree, node);
    if (depth > maxDepth || !function)
        return true;
    const auto parts = m_tree.items(function->argument);
    if (function->name == "Condition")
        return namedCondition(resolve(function->argument, depth + 1).text, depth + 1);
    if (function->name == "Fn::Equals" && parts.size() == 2)
        return resolve(parts[0], depth + 1).text == resolve(parts[1], depth + 1).text;
    const auto holds = [&](NodeIndex part) { return condition(part, depth + 1); };
    if (function->name == "Fn::Not" && parts.size() == 1)
        return !holds(parts[0]);
    if (function->name == "Fn::And")
        return std::ranges::all_of(parts, holds);
    if (function->name == "Fn::Or")
        return std::ranges::any_of(parts, holds);
    return true;
}

Resolved Resolver::resolve(NodeIndex node, int depth) const
{
    if (depth > maxDepth)
        return {.literal = false, .known = false};
    node = m_tree.resolved(node);
    if (node == noNode)
        return {.known = false};
    if (depth == 0 || intrinsicOf(m_tree, node)) {
        const NodeIndex branch = chosen(node);
        if (branch == noNode)
            return {.literal = false};
        if (branch != node) {
            Resolved result = resolve(branch, depth + 1);
            result.literal = false;
            return result;
        }
    }
    if (const auto function = intrinsicOf(m_tree, node)) {
        // The argument of a tagged scalar is the node itself, so it is read raw, never resolved again.
        return intrinsic(*function, depth);
    }
    if (m_tree.at(node).kind != TreeNode::Kind::Scalar)
        return {.known = false};
    return {.text = m_tree.isNull(node) ? std::string() : m_tree.at(node).value};
}

Resolved Resolver::scalar(NodeIndex node) const { return resolve(node, 0); }

std::optional<std::int64_t> Resolver::integer(NodeIndex node) const
{
    const std::string value = text(node);
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (value.empty() || fault != std::errc() || end != value.data() + value.size())
        return std::nullopt;
    return number;
}

bool Resolver::boolean(NodeIndex node, bool otherwise) const
{
    const std::string value = lowered(text(node));
    if (value == "true" || value == "yes" || value == "on" || value == "enabled")
        return true;
    if (value == "false" || value == "no" || value == "off" || value == "disabled")
        return false;
    return otherwise;
}

NodeId Resolver::resource(NodeIndex node) const
{
    const Resolved value = scalar(node);
    if (!value.reference.empty())
        return value.reference;
    if (value.text.empty())
        return {};
    const std::string_view name = value.text.starts_with("http") ? lastPart(value.text, '/')
                                                                 : lastPart(value.text, ':');
    for (const std::string_view kind : typesOf(value.text)) {
        const auto found = m_byName.find(std::string(kind) + "|" + std::string(name));
        if (found != m_byName.end())
            return m_tree.at(found->second).value;
    }
    return resourceNode(name) != noNode && value.text.find(':') == std::string::npos ? NodeId(name) : NodeId();
}

std::vector<ResourceReference> Resolver::references(NodeIndex node) const
{
    std::vector<ResourceReference> result;
    std::vector<NodeIndex> open{node};
    while (!open.empty() && result.size() < Tree::maxNodes) {
        const NodeIndex at = open.back();
        open.pop_back();
        if (at == noNode || m_tree.at(at).kind == TreeNode::Kind::Alias)
            continue;
        const auto function = intrinsicOf(m_tree, at);
        if (function && function->name == "Ref" && m_tree.isScalar(function->argument)) {
            result.push_back({m_tree.at(function->argument).value, {}});
            continue;
        }
        if (function && function->name == "Fn::GetAtt") {
            std::string joined = m_tree.isScalar(function->argument) ? m_tree.at(function->argument).value : "";
            for (const NodeIndex item : m_tree.items(function->argument))
                joined.append(joined.empty() ? "" : ".").append(m_tree.at(item).value);
            const std::size_t dot = joined.find('.');
            result.push_back({joined.substr(0, dot), dot == std::string::npos ? "" : joined.substr(dot + 1)});
            continue;
        }
        if (function && function->name == "Fn::Sub") {
            const auto parts = m_tree.items(function->argument);
            const NodeIndex body = parts.empty() ? function->argument : parts[0];
            const NodeIndex own = parts.size() > 1 ? parts[1] : noNode;
            for (ResourceReference &reference : substitutions(m_tree.at(body).value)) {
                if (m_tree.find(own, reference.id) == noNode)
                    result.push_back(std::move(reference));
            }
        }
        for (const NodeIndex child : m_tree.at(at).children)
            open.push_back(child);
    }
    return result;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/derive.h"
#include "core/template/resolver.h"
#include "core/template/wiring.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lambdarium {

namespace {

/// "Topic/Subscription/2" -> 2.
std::size_t indexIn(std::string_view edgeId)
{
    std::size_t value = 0;
    for (const char digit : edgeId.substr(edgeId.rfind('/') + 1))
        value = digit >= '0' && digit <= '9' ? value * 10 + static_cast<std::size_t>(digit - '0') : value;
    return value;
}

} // namespace

Result<void> Wiring::disconnect(const Edge &edge)
{
    const Tree &tree = m_editor.tree();
    tell(std::string(edgeKindName(edge.kind)) + " " + edge.from + " -> " + edge.to + " removed");
    switch (edge.kind) {
    case EdgeKind::Uses: return disconnectUses(edge);
    case EdgeKind::QueueToDeadLetter: return m_editor.remove(property(edge.from, "RedrivePolicy"), 2);
    case EdgeKind::FunctionDeadLetter:
        return m_editor.remove(property(edge.from, serverless(edge.from) ? "DeadLetterQueue" : "DeadLetterConfig"), 2);
    case EdgeKind::OnFailure:
    case EdgeKind::OnSuccess: return disconnectDestination(edge);
    default: break;
    }
    if (edge.kind == EdgeKind::UrlToFunction && resourceType(tree, edge.eventKey).empty()) {
        if (resourceType(tree, edge.to + "Url").empty()) {
            if (auto done = removeReferences(m_editor, {edge.to + "Url"}); !done)
                return done;
        }
        return m_editor.remove(property(edge.to, "FunctionUrlConfig"), 2);
    }
    if (edge.id.find("/Subscription/") != std::string::npos)
        return m_editor.removeItem(property(edge.from, "Subscription"), indexIn(edge.id), 2);
    if (edge.id.find("/Notification/") != std::string::npos) {
        TreePath path = property(edge.from, "NotificationConfiguration");
        path.emplace_back("LambdaConfigurations");
        return m_editor.removeItem(path, indexIn(edge.id), 2);
    }
    if (!resourceType(tree, edge.eventKey).empty() && edge.id.find('/') == std::string::npos)
        return disconnectResource(edge);
    if (edge.kind == EdgeKind::ScheduleToFunction && edge.from.find('/') == std::string::npos)
        return disconnectResource(edge);
    TreePath path = property(edge.to, "Events");
    path.push_back(edge.eventKey);
    return m_editor.remove(path, 2);
}

Result<void> Wiring::disconnectDestination(const Edge &edge)
{
    const std::string outcome = edge.kind == EdgeKind::OnFailure ? "OnFailure" : "OnSuccess";
    TreePath path = property(edge.from, "EventInvokeConfig");
    path.insert(path.end(), {"DestinationConfig", outcome});
    if (m_editor.find(path) != noNode)
        return m_editor.remove(path, 2);
    const Resolver resolver(m_editor.tree(), m_source.account);
    for (const TreeEntry &entry : m_editor.tree().ownEntries(m_editor.find({"Resources"}))) {
        const std::string id = m_editor.tree().at(entry.key).value;
        if (resolver.type(id) != "AWS::Lambda::EventInvokeConfig"
            || resolver.resource(m_editor.find(property(id, "FunctionName"))) != edge.from)
            continue;
        const NodeIndex config = m_editor.find(property(id, "DestinationConfig"));
        const NodeIndex properties = m_editor.find({"Resources", id, "Properties"});
        if (m_editor.tree().ownEntries(config).size() < 2 && m_editor.tree().ownEntries(properties).size() <= 3)
            return removeResource(m_editor, id); // nothing is left that it configures
        TreePath outcomePath = property(id, "DestinationConfig");
        outcomePath.push_back(outcome);
        return m_editor.remove(outcomePath, 2);
    }
    return {};
}

Result<void> Wiring::disconnectResource(const Edge &edge)
{
    const Tree &tree = m_editor.tree();
    const Resolver resolver(tree, m_source.account);
    std::vector<std::string> gone;
    for (const TreeEntry &entry : tree.ownEntries(m_editor.find({"Resources"}))) { // the permission that belongs to it
        const std::string &id = tree.at(entry.key).value;
        const std::string type = resolver.type(id);
        const bool permission = type == "AWS::Lambda::Permission"
            && resolver.resource(m_editor.find(property(id, "FunctionName"))) == edge.to
            && resolver.resource(m_editor.find(property(id, "SourceArn"))) == edge.from;
        bool policy = type == "AWS::SQS::QueuePolicy" && edge.kind == EdgeKind::TopicToQueue;
        if (policy) {
            const auto references = resolver.references(entry.value);
            const auto names = [&](std::string_view wanted) {
                return std::ranges::any_of(references, [&](const auto &reference) { return reference.id == wanted; });
            };
            policy = names(edge.from) && names(edge.to);
        }
        if (permission || policy)
            gone.push_back(id);
    }
    if (edge.kind != EdgeKind::ScheduleToFunction) {
        gone.push_back(edge.eventKey);
    } else {
        const auto targets = tree.items(m_editor.find(property(edge.from, "Targets")));
        for (std::size_t i = 0; i < targets.size(); ++i) {
            if (resolver.resource(tree.find(targets[i], "Arn")) != edge.to)
                continue;
            if (auto done = m_editor.removeItem(property(edge.from, "Targets"), i, 2); !done)
                return done;
            break;
        }
    }
    for (const std::string &id : gone) {
        if (auto done = removeResource(m_editor, id); !done)
            return done;
    }
    return {};
}

Result<void> Wiring::disconnectUses(const Edge &edge)
{
    const Function *function = m_source.model.function(edge.from);
    const auto literalName = [&](const EnvironmentVariable &variable) { // a bucket named by text, see connectUses()
        const Bucket *bucket = m_source.model.bucket(edge.to);
        return bucket && bucket->id == edge.to && variable.value == bucket->name;
    };
    for (const EnvironmentVariable &variable : function->environment) {
        if (variable.reference != edge.to && !literalName(variable))
            continue;
        TreePath path = property(edge.from, "Environment");
        path.insert(path.end(), {"Variables", variable.name});
        const std::string before = m_editor.text();
        if (auto done = m_editor.remove(path, 2); !done)
            return done;
        if (m_editor.text() == before)
            return Error{ErrorCode::Conflict,
                         variable.name
                             + " comes from Globals or a shared part of the template; remove it "
                               "there in the text."};
    }
    const TreePath policies = property(edge.from, "Policies");
    for (std::size_t i = function->policies.size(); i-- > 0;) {
        const PolicyGrant &grant = function->policies[i];
        if (grant.target != edge.to || grant.kind == "SQSPollerPolicy" || !grant.kind.ends_with("Policy"))
            continue;
        if (auto done = m_editor.removeItem(policies, i, 2); !done)
            return done;
    }
    return {};
}

Result<TemplateChange> Template::connect(const WireRequest &wire) const
{
    const Verdict verdict = judge(wire);
    if (!verdict.possible)
        return Error{ErrorCode::InvalidInput, verdict.message};
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    Wiring wiring(editor, *m_impl);
    if (auto done = wiring.connect(wire); !done)
        return done.error();
    return TemplateChange{editor.edits(), wire.to, wiring.takeDetails(), textMark(editor.first())};
}

Result<TemplateChange> Template::disconnect(std::string_view edgeId) const
{
    const auto edge = std::ranges::find(m_impl->model.edges, edgeId, &Edge::id);
    if (edge == m_impl->model.edges.end())
        return Error{ErrorCode::NotFound, "The template has no wire " + std::string(edgeId) + "."};
    Editor editor(m_impl->text, m_impl->tree, m_impl->json);
    Wiring wiring(editor, *m_impl);
    if (auto done = wiring.disconnect(*edge); !done)
        return done.error();
    return TemplateChange{editor.edits(), edge->to, wiring.takeDetails(), textMark(editor.first())};
}

} // namespace lambdarium

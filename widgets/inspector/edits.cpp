// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/edits.h"

#include "widgets/document/workspacedocument.h"

#include <algorithm>

namespace lambdarium {

namespace {

constexpr std::size_t quickTextBytes = 128 * 1024;

/// The finding speaks of what was just set, or of the group it belongs to.
bool concerns(const Problem &problem, const std::string &path)
{
    if (problem.severity != Severity::Error || problem.property.empty() || problem.code == "QueueVisibility")
        return false;
    return problem.property == path || problem.property.ends_with("." + path)
        || path.starts_with(problem.property + ".");
}

} // namespace

void InspectorEdits::setDocument(WorkspaceDocument *document)
{
    m_document = document;
    m_written.clear();
}

const Model &InspectorEdits::model() const
{
    static const Model nothing;
    return m_document ? m_document->model() : nothing;
}

const Account &InspectorEdits::account() const
{
    static const Account standard;
    return m_document ? m_document->account() : standard;
}

Result<void> InspectorEdits::judge(const NodeId &node, const std::vector<Change> &changes) const
{
    if (!m_document || !m_document->templateFile() || m_document->broken())
        return {}; // the document itself refuses, with the place
    std::optional<Template> next = *m_document->templateFile();
    for (const Change &change : changes) {
        const Result<TemplateChange> edits = next->set(node, change.path, change.value);
        if (!edits)
            return edits.error();
        Result<Template> parsed = Template::parse(applied(next->text(), edits->edits), m_document->account(),
                                                  m_document->limits());
        if (!parsed)
            return parsed.error();
        next = std::move(*parsed);
    }
    const std::vector<Problem> &before = m_document->templateFile()->model().problems;
    for (const Problem &problem : next->model().problems) {
        const bool ours = std::ranges::any_of(
            changes, [&](const Change &change) { return change.value && concerns(problem, change.path); });
        const bool known = std::ranges::any_of(before, [&](const Problem &old) {
            return old.code == problem.code && old.node == problem.node && old.message == problem.message;
        });
        if (ours && !known)
            return Error{ErrorCode::InvalidInput, problem.message};
    }
    return {};
}

Result<void> InspectorEdits::set(const NodeId &node, const std::string &path, std::optional<std::string> value,
                                 int mergeId)
{
    if (!m_document)
        return Error{ErrorCode::Conflict, "No workspace is open."};
    m_document->flushParse();
    if (Result<void> fine = judge(node, {{path, value}}); !fine)
        return fine;
    return m_document->set(node, path, std::move(value), {}, mergeId);
}

Result<void> InspectorEdits::setAll(const NodeId &node, const std::vector<Change> &changes, const QString &undoText)
{
    if (!m_document)
        return Error{ErrorCode::Conflict, "No workspace is open."};
    m_document->flushParse();
    if (Result<void> fine = judge(node, changes); !fine)
        return fine;
    Result<void> result;
    m_document->undoStack()->beginMacro(undoText);
    for (const Change &change : changes) {
        result = m_document->set(node, change.path, change.value);
        if (!result)
            break;
    }
    m_document->undoStack()->endMacro();
    return result;
}

bool InspectorEdits::written(const NodeId &node, const std::string &path) const
{
    if (!m_document || !m_document->templateFile())
        return false;
    if (m_document->templateFile()->text().size() > quickTextBytes)
        return true;
    const auto [known, isNew] = m_written.try_emplace({node, path}, false);
    if (isNew) {
        const Result<TemplateChange> removal = m_document->templateFile()->set(node, path, std::nullopt);
        known->second = removal && !removal->edits.empty();
    }
    return known->second;
}

std::string InspectorEdits::source(const TextRange &range) const
{
    if (!m_document || !m_document->templateFile())
        return {};
    const std::string &text = m_document->templateFile()->text();
    return range.end <= text.size() && range.begin < range.end ? text.substr(range.begin, range.end - range.begin)
                                                               : std::string();
}

bool InspectorEdits::serverless(const Function &function) const
{
    return source(function.range).find("AWS::Serverless::Function") != std::string::npos;
}

std::pair<NodeId, std::string> InspectorEdits::mappingPlace(const Edge &edge) const
{
    if (edge.id == edge.to + "/" + edge.eventKey)
        return {edge.to, "Events." + edge.eventKey + "."};
    return {edge.eventKey, {}};
}

} // namespace lambdarium

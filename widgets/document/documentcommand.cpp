// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/documentcommand.h"

#include "widgets/document/textspan.h"

namespace lambdarium {

DocumentCommand::DocumentCommand(WorkspaceDocument *document, Step step, const QString &text)
    : QUndoCommand(text), m_document(document), m_step(std::move(step))
{}

void DocumentCommand::undo()
{
    m_document->applyEdits(m_step.backward, WorkspaceDocument::ParseWhen::Now);
    m_document->applyLayout(m_step.layout, false);
}

void DocumentCommand::redo()
{
    const bool typed = std::exchange(m_step.typed, false);
    m_document->m_fromEditor = typed;
    m_document->applyLayout(m_step.layout, true);
    m_document->applyEdits(m_step.forward,
                           typed ? WorkspaceDocument::ParseWhen::Soon : WorkspaceDocument::ParseWhen::Now);
    m_document->m_fromEditor = false;
}

bool DocumentCommand::mergeWith(const QUndoCommand *other)
{
    const auto &later = static_cast<const DocumentCommand &>(*other);
    if (!m_step.layout.empty() || !later.m_step.layout.empty())
        return false;
    const std::string &now = m_document->text();
    const std::string before = applied(applied(now, later.m_step.backward), m_step.backward);
    m_step.forward = spanBetween(before, now);
    m_step.backward = inverse(before, m_step.forward);
    setText(later.text());
    setObsolete(m_step.forward.empty());
    return true;
}

} // namespace lambdarium

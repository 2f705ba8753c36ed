// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/layoutdelta.h"
#include "widgets/document/workspacedocument.h"

#include <QUndoCommand>

namespace lambdarium {

/// One step of the document's history: text edits with their inverse, and a layout delta. Owned by the undo stack.
class DocumentCommand : public QUndoCommand
{
public:
    struct Step
    {
        TextEdits forward;
        TextEdits backward;
        LayoutDelta layout;
        int mergeId = -1;
        /// The first redo() is silent: the editor has this text already.
        bool typed = false;
    };

    DocumentCommand(WorkspaceDocument *document, Step step, const QString &text);

    void undo() override;
    void redo() override;
    int id() const override { return m_step.mergeId; }
    bool mergeWith(const QUndoCommand *other) override;

private:
    WorkspaceDocument *m_document;
    Step m_step;
};

} // namespace lambdarium

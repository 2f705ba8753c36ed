// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <set>

namespace lambdarium {

class SessionBridge;
class WorkspaceDocument;
class WorkspaceFiles;

/// Keeps the core informed of what the window edits: ApplyModel after every good parse, ReloadCode after every save
/// of code, a small handler for every function that was added. Starts nothing by itself. GUI thread.
class CoreLink : public QObject
{
    Q_OBJECT

public:
    explicit CoreLink(SessionBridge *bridge, QObject *parent = nullptr);

    /// Null: nothing is open. Call after the bridge has the session.
    void setDocument(WorkspaceDocument *document, WorkspaceFiles *files);
    void codeSaved(const QString &path);
    /// The document has other limits; the core must know.
    void limitsChanged();
    void setSourcesRunning(bool running);
    void stopEverything();

Q_SIGNALS:
    /// The core refused something; one sentence.
    void failed(const QString &sentence);

private:
    void applySoon();
    void apply();
    void scaffold();

    SessionBridge *m_bridge;
    WorkspaceDocument *m_document = nullptr;
    WorkspaceFiles *m_files = nullptr;
    QTimer m_applyTimer;
    std::optional<Model> m_applied;
    std::set<NodeId> m_known; ///< functions that have, or never asked for, a handler of ours
};

} // namespace lambdarium

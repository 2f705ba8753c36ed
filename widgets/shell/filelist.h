// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "widgets/theme/controls.h"

class QTreeWidget;
class QTreeWidgetItem;

namespace lambdarium {

class WorkspaceDocument;
class WorkspaceFiles;

/// The left panel of Code: functions with their files, the template, saved events. GUI thread.
class FileList : public Pane
{
    Q_OBJECT

public:
    explicit FileList(QWidget *parent = nullptr);

    /// Null: nothing is open.
    void setDocument(WorkspaceDocument *document, WorkspaceFiles *files);
    /// Reads the folders again; called when the list becomes visible and after a change.
    void refresh();
    void setCurrentFile(const QString &path);
    /// Paths as shown, for the palette.
    QStringList files() const;

Q_SIGNALS:
    /// A function's heading or a file of it (then the path is not empty) was chosen.
    void functionChosen(const QString &function);
    void fileChosen(const QString &path);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QTreeWidgetItem *addGroup(const QString &title, const QString &icon, const QString &function);
    void addFile(QTreeWidgetItem *group, const QString &path, const QString &title);
    void addEvents(QTreeWidgetItem *group, const std::vector<SavedEvent> &events, const NodeId &function);
    void choose(const QTreeWidgetItem *item);
    void retranslate();

    WorkspaceDocument *m_document = nullptr;
    WorkspaceFiles *m_files = nullptr;
    TextLabel *m_title;
    QTreeWidget *m_tree;
    QString m_current;
};

} // namespace lambdarium

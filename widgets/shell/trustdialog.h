// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QDialog>

class QVBoxLayout;

namespace lambdarium {

/// What a restricted workspace would run, with what network and behind which walls, and the user's choice
/// (security.md B.3). Shown when something is to be run for the first time, never at opening. GUI thread; deletes
/// itself when closed.
class TrustDialog : public QDialog
{
    Q_OBJECT

public:
    /// firstRun: something waits to be run; else the user came to look at the choice.
    TrustDialog(const Model &model, const Snapshot &snapshot, const QString &workspace, bool firstRun,
                QWidget *parent = nullptr);

Q_SIGNALS:
    /// Closing the dialog chooses nothing.
    void chosen(lambdarium::Trust trust);

private:
    void addFunctions(const Model &model);
    void addBuilds(const Model &model);
    void addNetwork(const Model &model);
    void addIsolation(const Snapshot &snapshot);
    void addButtons(Trust current, bool firstRun);
    void addSection(const QString &icon, const QString &title, const QStringList &lines);

    QVBoxLayout *m_column;
};

} // namespace lambdarium

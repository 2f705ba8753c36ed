// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QDialog>

class QLineEdit;
class QScrollArea;
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

    /// What builds would run, line by line, as the core plans it now; until then the dialog says that it is read.
    void showBuilds(const BuildPlanView &plan);
    /// The plan could not be had; says why.
    void showBuildsUnknown(const std::string &reason);

Q_SIGNALS:
    /// Closing the dialog chooses nothing.
    void chosen(lambdarium::Trust trust, bool unprotected);

private:
    void addFunctions(const Model &model);
    QVBoxLayout *emptiedBuilds();
    void fitList();
    void addNetwork(const Model &model);
    void addIsolation(const Snapshot &snapshot);
    void addConsent(QVBoxLayout *outer);
    void addButtons(Trust current, bool firstRun);
    bool consented() const;
    void addBuild(QVBoxLayout *words, const BuildStepView &step);
    void addSection(const QString &icon, const QString &title, const QStringList &lines);

    Trust m_trust;
    QString m_workspace;
    QLineEdit *m_consent = nullptr; ///< where no wall stands: the name of the workspace, to be typed
    bool m_allowed;                 ///< was typed before
    QVBoxLayout *m_column;
    QScrollArea *m_scroll;
    QWidget *m_builds; ///< the section of builds, heading included
};

} // namespace lambdarium

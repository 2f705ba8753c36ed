// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"
#include "widgets/theme/controls.h"

#include <QAbstractButton>
#include <QStringList>

#include <optional>

class QComboBox;
class QPushButton;

namespace lambdarium {

class Actions;

/// The palette's button in the top bar.
class SearchButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SearchButton(QWidget *parent = nullptr);
    void setKey(const QString &key);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_key;
};

/// 52 px: logo, workspace, undo/redo, palette, triggers, event, Run. GUI thread; owned by the window.
class TopBar : public Pane
{
    Q_OBJECT

public:
    explicit TopBar(Actions *actions, QWidget *parent = nullptr);

    /// An empty name: no workspace is open, and what needs one is hidden.
    void setWorkspaceName(const QString &name);
    void setRecent(const QStringList &folders);
    void setEvents(const QStringList &names, const QString &current);
    void setRunnable(bool runnable, const QString &whyNot = {});
    void setRunning(bool running);
    void setSources(bool available, bool running);
    /// Nothing: no core is behind the window.
    void setTrust(std::optional<Trust> trust);
    /// Cold starts last as in the cloud: never without a sign.
    void setSimulated(bool simulated);

Q_SIGNALS:
    void eventChosen(const QString &name);
    void recentChosen(const QString &folder);
    void trustClicked();
    void simulatedClicked();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslate();
    void fillWorkspaceMenu();
    void arrange();

    Actions *m_actions;
    QPushButton *m_workspace;
    QToolButton *m_undo;
    QToolButton *m_redo;
    Chip *m_trust;
    Chip *m_simulated;
    SearchButton *m_search;
    QPushButton *m_sources;
    QComboBox *m_event;
    QPushButton *m_run;
    QStringList m_recent;
    QString m_name;
    QString m_whyNot;
    std::optional<Trust> m_trustNow;
    bool m_open = false;
    bool m_sourcesOn = false;
    bool m_running = false;
};

/// 68 px: the views, and Settings at the foot. A page tab list for assistive technology.
class Rail : public Pane
{
    Q_OBJECT

public:
    explicit Rail(Actions *actions, QWidget *parent = nullptr);
    /// By action id ("view.design"); empty: none.
    void setCurrent(const QString &id);
    /// Views need a workspace; Settings does not.
    void setViewsEnabled(bool enabled);

private:
    void addButton(const QString &id, const QString &icon);
    void retranslate();

    Actions *m_actions;
    QList<QToolButton *> m_buttons;
};

} // namespace lambdarium

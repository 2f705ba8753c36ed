// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>

#include <functional>

class QWidget;

namespace lambdarium {

/// Every command of the window with its key, in one place: menus, palette, tool tips and the list of keys read
/// it (ux.md 5.1). GUI thread; owned by the shell.
class Actions : public QObject
{
    Q_OBJECT

public:
    struct Definition
    {
        QString id;                    ///< "view.design"
        std::function<QString()> text; ///< translated; asked again when the language changes
        QList<QKeySequence> keys;
        QString icon;
        std::function<void()> run;
        bool hidden = false; ///< not listed by the palette
        QString canvasKey;   ///< a single key that the canvas itself takes; shown, not registered
    };

    /// The window receives the shortcuts.
    explicit Actions(QWidget *window);

    QAction *add(const Definition &definition);
    /// Null when there is no such action.
    QAction *find(const QString &id) const;
    /// In order of registration.
    QList<QAction *> all() const { return m_order; }
    bool isHidden(const QAction *action) const;
    /// "Ctrl+Z"; empty: none.
    QString keyText(const QAction *action) const;
    /// "Undo (Ctrl+Z)"
    QString tip(const QString &id) const;
    void trigger(const QString &id);
    void retranslate();

Q_SIGNALS:
    void textsChanged();

private:
    QWidget *m_window;
    QList<QAction *> m_order;
    QHash<QString, Definition> m_definitions;
    QHash<QString, QAction *> m_actions;
};

} // namespace lambdarium

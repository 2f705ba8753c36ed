// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/actions.h"

#include "widgets/theme/theme.h"

#include <QWidget>

namespace lambdarium {

Actions::Actions(QWidget *window) : QObject(window), m_window(window) {}

QAction *Actions::add(const Definition &definition)
{
    auto *action = new QAction(this);
    action->setObjectName(definition.id);
    action->setShortcuts(definition.keys);
    action->setShortcutContext(Qt::WindowShortcut);
    if (!definition.icon.isEmpty())
        action->setIcon(themedIcon(definition.icon));
    action->setText(definition.text());
    connect(action, &QAction::triggered, this, definition.run);
    m_window->addAction(action);
    m_order.append(action);
    m_definitions.insert(definition.id, definition);
    m_actions.insert(definition.id, action);
    return action;
}

QAction *Actions::find(const QString &id) const { return m_actions.value(id); }

bool Actions::isHidden(const QAction *action) const { return m_definitions.value(action->objectName()).hidden; }

QString Actions::keyText(const QAction *action) const
{
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    return key.isEmpty() ? m_definitions.value(action->objectName()).canvasKey : key;
}

QString Actions::tip(const QString &id) const
{
    const QAction *action = find(id);
    if (!action)
        return {};
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    return key.isEmpty() ? action->text() : QStringLiteral("%1 (%2)").arg(action->text(), key);
}

void Actions::trigger(const QString &id)
{
    if (QAction *action = find(id))
        action->trigger();
}

void Actions::retranslate()
{
    for (QAction *action : std::as_const(m_order))
        action->setText(m_definitions.value(action->objectName()).text());
    Q_EMIT textsChanged();
}

} // namespace lambdarium

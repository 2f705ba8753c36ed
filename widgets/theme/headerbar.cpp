// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/controls.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QResizeEvent>
#include <QToolButton>

#include <algorithm>

namespace lambdarium {

HeaderBar::HeaderBar(QWidget *parent) : Pane(Raised, Bottom, parent), m_layout(new QHBoxLayout(this))
{
    setScaledHeight(this, 40);
    m_layout->setContentsMargins(8, 0, 8, 0);
    m_layout->setSpacing(6);
    // The bar decides itself what fits; its items must not widen the window.
    m_layout->setSizeConstraint(QLayout::SetNoConstraint);
    m_more = toolButton(QStringLiteral("ellipsis"), tr("More"), this);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    connect(m_more->menu(), &QMenu::aboutToShow, this, &HeaderBar::fillMenu);
    m_more->hide();
    m_layout->addWidget(m_more);
}

void HeaderBar::addItem(QWidget *item, int priority)
{
    m_layout->insertWidget(m_layout->count() - 1, item);
    m_items.append({.widget = item, .priority = priority});
    relayout();
}

void HeaderBar::addFixed(QWidget *item, int stretch)
{
    m_layout->insertWidget(m_layout->count() - 1, item, stretch);
    m_items.append({.widget = item, .fixed = true});
    relayout();
}

void HeaderBar::addStretch() { m_layout->insertStretch(m_layout->count() - 1, 1); }

void HeaderBar::addSpacing(int px)
{
    m_layout->insertSpacing(m_layout->count() - 1, px);
    m_extra += px;
}

QSize HeaderBar::minimumSizeHint() const
{
    int fixed = 0;
    for (const Item &item : m_items)
        if (item.fixed && item.widget)
            fixed += item.widget->minimumSizeHint().width() + m_layout->spacing();
    return {fixed + dp(48), height()};
}

int HeaderBar::neededWidth() const
{
    const QMargins margins = m_layout->contentsMargins();
    int width = margins.left() + margins.right() + m_extra;
    bool away = false;
    for (const Item &item : m_items) {
        away = away || item.away;
        if (!item.widget || item.away || (!item.fixed && item.widget->isHidden() && !item.overflowed))
            continue;
        const QWidget *w = item.widget;
        const auto *chip = qobject_cast<const Chip *>(w);
        const int hint = item.fixed ? w->minimumSizeHint().width()
            : chip                  ? chip->widthHint(item.compact)
                                    : w->sizeHint().width();
        width += qMax(hint, w->minimumWidth()) + m_layout->spacing();
    }
    return width + (away ? dp(30) + m_layout->spacing() : 0);
}

// Chips shrink to icon and number first, then items leave in order of priority, lowest first. What fits is decided
// before anything is touched: a change asks for a new layout, which leads here again.
void HeaderBar::relayout()
{
    if (m_busy || width() <= 0)
        return;
    m_busy = true;
    QList<Item *> order;
    for (Item &item : m_items) {
        item.away = item.compact = false;
        if (item.widget && !item.fixed)
            order.append(&item);
    }
    std::stable_sort(order.begin(), order.end(), [](Item *a, Item *b) { return a->priority < b->priority; });
    for (Item *item : order) {
        if (neededWidth() <= width())
            break;
        item->compact = qobject_cast<Chip *>(item->widget.data());
    }
    for (Item *item : order) {
        if (neededWidth() <= width())
            break;
        item->away = !item->widget->isHidden() || item->overflowed;
    }
    for (Item *item : order)
        apply(*item);
    m_more->setVisible(std::any_of(m_items.cbegin(), m_items.cend(), [](const Item &item) {
        return item.overflowed && qobject_cast<QAbstractButton *>(item.widget.data());
    }));
    m_busy = false;
}

void HeaderBar::apply(Item &item)
{
    if (auto *chip = qobject_cast<Chip *>(item.widget.data()))
        chip->setCompact(item.compact);
    if (item.away)
        item.widget->hide();
    else if (item.overflowed)
        item.widget->show();
    item.overflowed = item.away;
}

void HeaderBar::fillMenu()
{
    m_more->menu()->clear();
    for (const Item &item : std::as_const(m_items)) {
        auto *button = qobject_cast<QAbstractButton *>(item.widget.data());
        if (!button || !item.overflowed)
            continue;
        const QString text = button->text().isEmpty() ? button->accessibleName() : button->text();
        QAction *action = m_more->menu()->addAction(button->icon(), text);
        action->setCheckable(button->isCheckable());
        action->setChecked(button->isChecked());
        action->setEnabled(button->isEnabled() && button->focusPolicy() != Qt::NoFocus);
        connect(action, &QAction::triggered, button, &QAbstractButton::click);
    }
}

void HeaderBar::resizeEvent(QResizeEvent *event)
{
    Pane::resizeEvent(event);
    relayout();
}

bool HeaderBar::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        relayout();
    else if (event->type() == QEvent::LanguageChange) {
        m_more->setToolTip(tr("More"));
        m_more->setAccessibleName(tr("More"));
    }
    return Pane::event(event);
}

} // namespace lambdarium

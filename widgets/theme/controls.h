// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QLabel>
#include <QList>
#include <QPointer>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QPushButton;
class QToolButton;

/// The small set of widgets all views are built from (ux.md 2.3-2.4). GUI thread; owned by their Qt parent.
namespace lambdarium {

/// A label that follows theme and scale. Text is always plain: data can be shown as it is.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    enum Role { Body, Secondary, Hint, Accent, Error, Warning };

    explicit TextLabel(const QString &text = {}, Role role = Body, qreal px = 13, int weight = QFont::Normal,
                       QWidget *parent = nullptr);
    void setRole(Role role);
    void setMono(bool mono);
    /// One line that shortens with "…" (full text as tool tip) instead of widening its parent.
    void setElided(bool elided);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    Role m_role;
    qreal m_px;
    int m_weight;
    bool m_mono = false;
    bool m_elided = false;
};

/// A flat area with hairlines at chosen edges.
class Pane : public QWidget
{
    Q_OBJECT

public:
    enum Background { Chrome, Surface, Raised, Canvas };
    enum Edge { NoEdge = 0, Left = 1, Top = 2, Right = 4, Bottom = 8 };

    explicit Pane(Background background = Surface, int edges = NoEdge, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Background m_background;
    int m_edges;
};

/// A hairline between groups of a panel.
class Separator : public QWidget
{
    Q_OBJECT

public:
    explicit Separator(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A rounded box: neutral, or tinted by a state (a warning is Warm, an error is Error).
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);
    explicit Card(EnvState state, QWidget *parent = nullptr);
    void setState(EnvState state);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_neutral;
    EnvState m_state = EnvState::Idle;
};

/// An icon as a widget; re-coloured with the theme.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QString &icon, IconRole role = IconRole::Secondary, int px = 16,
                       QWidget *parent = nullptr);
    void setIcon(const QString &icon, IconRole role);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    IconRole m_role;
    int m_px;
};

/// A small fact with icon: "38 throttles". Clickable only after setInteractive(). Compact shows icon and the
/// leading number.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString &text, const QString &icon = {}, QWidget *parent = nullptr);
    Chip(const QString &text, EnvState state, QWidget *parent = nullptr);
    void setContent(const QString &text);
    /// Tinted by a state, or neutral again; icon stays.
    void setState(EnvState state);
    void setNeutral();
    void setIconName(const QString &icon);
    void setInteractive(bool checkable = false);
    void setCompact(bool compact);
    bool isCompact() const { return m_compact; }
    int widthHint(bool compact) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString shownText(bool compact) const;

    QString m_icon;
    EnvState m_state = EnvState::Idle;
    bool m_neutral = true;
    bool m_compact = false;
};

/// A 28 px icon button; tip is its accessible name as well.
QToolButton *toolButton(const QString &icon, const QString &tip, QWidget *parent = nullptr, const QString &text = {});
/// variant: "", "primary", "run", "ghost".
QPushButton *pushButton(const QString &text, const char *variant = "", const QString &icon = {},
                        QWidget *parent = nullptr);

/// State pill as on function nodes.
qreal pillWidth(const QString &text);
void paintPill(QPainter *painter, const QRectF &rect, const QString &text, EnvState state);

/// A 40 px bar whose less important items leave for a "…" menu when the panel is narrow.
class HeaderBar : public Pane
{
    Q_OBJECT

public:
    explicit HeaderBar(QWidget *parent = nullptr);
    /// Higher priority stays longer. Chips first become compact; buttons move to the menu; others are hidden.
    void addItem(QWidget *item, int priority = 0);
    /// Stays always and may stretch.
    void addFixed(QWidget *item, int stretch = 0);
    void addStretch();
    void addSpacing(int px);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Item
    {
        QPointer<QWidget> widget;
        int priority = 0;
        bool fixed = false;
        bool overflowed = false;
        bool compact = false; ///< decided for the next layout
        bool away = false;
    };
    void relayout();
    void apply(Item &item);
    int neededWidth() const;
    void fillMenu();

    QHBoxLayout *m_layout;
    QToolButton *m_more;
    QList<Item> m_items;
    int m_extra = 0;
    bool m_busy = false;
};

/// An empty panel teaches one action (ux.md 5.7).
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const QString &icon, QWidget *parent = nullptr);
    void setContent(const QString &title, const QString &hint);
    /// Adds or renames the button; empty text removes it.
    void setAction(const QString &text);

Q_SIGNALS:
    void activated();

private:
    TextLabel *m_title;
    TextLabel *m_hint;
    QPushButton *m_button;
};

/// Toasts at the bottom of a window: 8 s, never modal, with at most one action.
class ToastHost : public QWidget
{
    Q_OBJECT

public:
    /// Follows host's size; parented to it.
    explicit ToastHost(QWidget *host);
    void showToast(const QString &text, const QString &actionText = {}, std::function<void()> action = {});
    void showError(const QString &text);
    QStringList history() const { return m_history; }
    /// Where in the host toasts stand, at the bottom right; asked at every toast. An empty area, or none: at the
    /// bottom of the host, in the middle.
    void setArea(std::function<QRect()> area) { m_area = std::move(area); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(EnvState state, const QString &text, const QString &actionText, std::function<void()> action);
    void place();

    QStringList m_history;
    std::function<QRect()> m_area;
    QList<QPointer<QWidget>> m_toasts;
};

} // namespace lambdarium

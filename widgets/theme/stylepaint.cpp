// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/style.h"

#include "widgets/theme/theme.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>

/// How the controls look; geometry is in style.cpp.
namespace lambdarium {

namespace {

QString variant(const QWidget *widget) { return widget ? widget->property("variant").toString() : QString(); }

bool invalid(const QWidget *widget) { return widget && widget->property("invalid").toBool(); }

// Saves and restores the painter, with antialiasing on.
class Scope
{
public:
    explicit Scope(QPainter *painter) : m_painter(painter)
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
    }
    ~Scope() { m_painter->restore(); }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

private:
    QPainter *m_painter;
};

QRectF inset(const QRect &rect, qreal by = 0.5) { return QRectF(rect).adjusted(by, by, -by, -by); }

void fillRound(QPainter *painter, const QRectF &rect, qreal radius, const QColor &colour)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawRoundedRect(rect, radius, radius);
}

void strokeRound(QPainter *painter, const QRectF &rect, qreal radius, const QColor &colour, qreal width)
{
    painter->setPen(QPen(colour, width));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(rect, radius, radius);
}

// Outline and ground of every text-like field.
void drawField(QPainter *painter, const QStyleOption *option, bool isInvalid)
{
    const Theme &t = th();
    const Scope scope(painter);
    const bool focus = option->state & QStyle::State_HasFocus;
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool hover = option->state & QStyle::State_MouseOver;
    QRectF r = inset(option->rect);
    if (focus) {
        QColor glow = t.accent;
        glow.setAlphaF(0.22f);
        strokeRound(painter, r.adjusted(1, 1, -1, -1), 6, glow, 3);
        r.adjust(1, 1, -1, -1);
    }
    QColor line = focus ? t.accent : hover ? t.text3 : t.control;
    if (isInvalid)
        line = t.state(EnvState::Error);
    if (!enabled)
        line = t.borderStrong;
    painter->setPen(QPen(line, focus && t.contrast ? 2 : 1));
    painter->setBrush(enabled ? (t.dark ? mix(t.surface, t.chrome, 0.55) : t.surface) : t.raised);
    painter->drawRoundedRect(r, 6, 6);
}

void drawFocusRing(QPainter *painter, const QRect &rect, qreal radius)
{
    const Scope scope(painter);
    const qreal w = th().focusWidth;
    strokeRound(painter, inset(rect, w / 2), radius, th().accent, w);
}

bool keyboardFocus(const QStyleOption *option)
{
    return (option->state & QStyle::State_HasFocus) && (option->state & QStyle::State_KeyboardFocusChange);
}

void drawPopupPanel(QPainter *painter, const QRect &rect)
{
    painter->save();
    painter->setPen(th().borderStrong);
    painter->setBrush(th().raised);
    painter->drawRect(rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void drawChevron(QPainter *painter, QPointF centre, bool up, qreal size)
{
    painter->save();
    painter->translate(centre);
    if (up)
        painter->rotate(180);
    drawIcon(painter, QStringLiteral("chevron-down"), QRectF(-size / 2, -size / 2, size, size), th().text3, 2.4);
    painter->restore();
}

} // namespace

void WbStyle::drawCommandPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Theme &t = th();
    const Scope scope(painter);
    const QString v = variant(widget);
    const bool enabled = option->state & State_Enabled;
    const bool filled = v == u"primary" || v == u"run";
    const bool down = option->state & (State_Sunken | State_On);
    QColor fill = t.dark ? t.raised : t.surface;
    QColor line = t.control;
    if (v == u"primary")
        fill = line = t.accent;
    else if (v == u"run")
        fill = line = t.state(EnvState::Running);
    else if (v == u"ghost")
        fill = line = Qt::transparent;
    if (!enabled && v != u"ghost") {
        fill = t.raised;
        line = t.border;
    }
    const QRectF r = inset(option->rect);
    painter->setPen(line);
    painter->setBrush(fill);
    painter->drawRoundedRect(r, 7, 7);
    if (enabled && ((option->state & State_MouseOver) || down))
        fillRound(painter, r, 7, filled ? QColor(255, 255, 255, down ? 0 : 28) : t.hover);
    if (keyboardFocus(option)) {
        if (filled)
            strokeRound(painter, r.adjusted(2.5, 2.5, -2.5, -2.5), 5, t.onAccent, 1.5);
        strokeRound(painter, r.adjusted(.5, .5, -.5, -.5), 7, filled ? t.text : t.accent, t.focusWidth);
    }
}

void WbStyle::drawToggle(const QStyleOption *option, QPainter *painter) const
{
    const Theme &t = th();
    const Scope scope(painter);
    const bool on = option->state & State_On;
    const bool enabled = option->state & State_Enabled;
    const QRectF r = inset(option->rect);
    const qreal radius = r.height() / 2;
    const QColor fill = on ? (enabled ? t.accent : t.borderStrong) : t.raised;
    painter->setPen(on ? fill : t.control);
    painter->setBrush(fill);
    painter->drawRoundedRect(r, radius, radius);
    const qreal knob = r.height() - 6;
    painter->setPen(Qt::NoPen);
    painter->setBrush(on ? t.onAccent : t.text3);
    painter->drawEllipse(QRectF(on ? r.right() - knob - 3 : r.left() + 3, r.center().y() - knob / 2, knob, knob));
    if (keyboardFocus(option))
        strokeRound(painter, r.adjusted(-1, -1, 1, 1), radius + 1, t.text, t.focusWidth);
}

void WbStyle::drawRadio(const QStyleOption *option, QPainter *painter) const
{
    const Theme &t = th();
    const Scope scope(painter);
    const bool on = option->state & State_On;
    const QRectF r = inset(option->rect, 1.5);
    painter->setPen(QPen(on ? t.accent : t.control, on ? 5 : 1));
    painter->setBrush(on ? t.onAccent : t.surface);
    painter->drawEllipse(on ? r.adjusted(2, 2, -2, -2) : r);
    if (keyboardFocus(option))
        strokeRound(painter, inset(option->rect, 0.5), r.height() / 2, t.accent, t.focusWidth);
}

void WbStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case PE_FrameFocusRect: drawFocusRing(painter, option->rect, 6); return;
    case PE_PanelLineEdit:
        if (widget
            && (qobject_cast<const QAbstractSpinBox *>(widget->parentWidget())
                || qobject_cast<const QComboBox *>(widget->parentWidget()) || variant(widget) == u"bare"))
            return;
        drawField(painter, option, invalid(widget));
        return;
    case PE_PanelButtonCommand: drawCommandPanel(option, painter, widget); return;
    case PE_IndicatorCheckBox: drawToggle(option, painter); return;
    case PE_IndicatorRadioButton: drawRadio(option, painter); return;
    case PE_Frame:
    case PE_FrameLineEdit:
    case PE_FrameTabBarBase:
    case PE_FrameTabWidget:
    case PE_FrameWindow:
    case PE_PanelButtonTool: return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, widget ? widget->palette().color(QPalette::Base) : th().surface);
        return;
    case PE_PanelMenu:
    case PE_FrameMenu:
    case PE_PanelTipLabel: drawPopupPanel(painter, option->rect); return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            if (item->state & State_Selected)
                painter->fillRect(item->rect, th().sel);
            else if (item->state & State_MouseOver)
                painter->fillRect(item->rect, th().hover);
            else if (item->backgroundBrush.style() != Qt::NoBrush)
                painter->fillRect(item->rect, item->backgroundBrush);
        }
        return;
    case PE_PanelItemViewRow:
        if (option->state & State_Selected)
            painter->fillRect(option->rect, th().sel);
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void WbStyle::drawButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *b = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!b)
        return;
    const Theme &t = th();
    const QString v = variant(widget);
    QColor ink = v == u"primary" ? t.onAccent : v == u"run" ? t.onState(EnvState::Running) : t.text;
    if (!(option->state & State_Enabled))
        ink = t.text3;
    painter->save();
    QFont font = widget ? widget->font() : painter->font();
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(ink);
    const QFontMetrics metrics(font);
    const int side = b->icon.isNull() ? 0 : dp(16);
    const int gap = side && !b->text.isEmpty() ? 7 : 0;
    const QString text = metrics.elidedText(b->text, Qt::ElideRight, b->rect.width() - side - gap - 6);
    const int width = metrics.horizontalAdvance(text);
    int x = b->rect.left() + (b->rect.width() - side - gap - width) / 2;
    const bool iconAfter = widget && widget->property("iconAfter").toBool();
    const QRect icon(iconAfter ? x + width + gap : x, b->rect.top() + (b->rect.height() - side) / 2, side, side);
    if (side) {
        const QString name = widget ? widget->property("iconName").toString() : QString();
        if (name.isEmpty())
            b->icon.paint(painter, icon);
        else
            drawIcon(painter, name, icon, ink, 2.2);
    }
    x += iconAfter ? 0 : side + gap;
    painter->drawText(QRect(x, b->rect.top(), width + 4, b->rect.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    painter->restore();
}

void WbStyle::drawComboLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *c = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!c || c->editable)
        return;
    painter->save();
    QRect r = subControlRect(CC_ComboBox, c, SC_ComboBoxEditField, widget);
    if (!c->currentIcon.isNull()) {
        const int side = dp(16);
        c->currentIcon.paint(painter, QRect(r.left(), r.center().y() - side / 2 + 1, side, side));
        r.setLeft(r.left() + side + 7);
    }
    painter->setPen(option->state & State_Enabled ? th().text : th().text3);
    painter->drawText(r, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(c->currentText, Qt::ElideRight, r.width()));
    painter->restore();
}

void WbStyle::drawTabShape(const QStyleOption *option, QPainter *painter) const
{
    const Theme &t = th();
    const Scope scope(painter);
    const QRectF r(option->rect);
    if (option->state & State_Selected)
        fillRound(painter, QRectF(r.left() + 10, r.bottom() - 2.5, r.width() - 20, 2.5), 1.2, t.accent);
    else if (option->state & State_MouseOver)
        fillRound(painter, r.adjusted(3, 5, -3, -5), 6, t.hover);
    if (keyboardFocus(option))
        strokeRound(painter, r.adjusted(4, 5, -4, -5), 6, t.accent, t.focusWidth);
}

void WbStyle::drawTabLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab)
        return;
    painter->save();
    const bool selected = tab->state & State_Selected;
    QFont font = widget ? widget->font() : painter->font();
    font.setWeight(selected ? QFont::DemiBold : QFont::Medium);
    painter->setFont(font);
    painter->setPen(!(tab->state & State_Enabled) ? th().text3 : selected ? th().text : th().text2);
    QRect r = tab->rect;
    if (!tab->icon.isNull()) {
        const QRect icon(r.left() + 10, r.center().y() - 7, 15, 15);
        tab->icon.paint(painter, icon, Qt::AlignCenter, QIcon::Normal, selected ? QIcon::On : QIcon::Off);
        r.setLeft(r.left() + 20);
    }
    painter->drawText(r, Qt::AlignCenter, painter->fontMetrics().elidedText(tab->text, Qt::ElideMiddle, r.width() - 8));
    painter->restore();
}

void WbStyle::drawMenuItem(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (!item)
        return;
    const Theme &t = th();
    const Scope scope(painter);
    const QRect r = item->rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(r.left() + 8, r.center().y(), r.width() - 16, 1, t.border);
        return;
    }
    const bool enabled = item->state & State_Enabled;
    const bool inCombo = widget && widget->inherits("QComboBoxListView");
    if ((item->state & State_Selected) && enabled)
        fillRound(painter, QRectF(r).adjusted(4, 1, -4, -1), 5, t.sel);
    QRect content = r.adjusted(12, 0, -12, 0);
    const bool ticked = item->checkType != QStyleOptionMenuItem::NotCheckable && item->checked;
    const QRect icon(content.left(), r.center().y() - 7, 16, 16);
    if (!item->icon.isNull())
        item->icon.paint(painter, icon, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled,
                         ticked ? QIcon::On : QIcon::Off);
    else if (ticked)
        drawIcon(painter, QStringLiteral("check"), icon, t.accent, 2.2);
    content.setLeft(content.left() + (inCombo && item->icon.isNull() && !ticked ? 0 : 24));
    const int tabAt = static_cast<int>(item->text.indexOf(QLatin1Char('\t')));
    const QString text = tabAt < 0 ? item->text : item->text.left(tabAt);
    painter->setFont(item->font);
    painter->setPen(enabled ? t.text : t.text3);
    painter->drawText(content, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic | Qt::TextSingleLine, text);
    painter->setPen(t.text3);
    if (tabAt >= 0)
        painter->drawText(content, Qt::AlignVCenter | Qt::AlignRight, item->text.mid(tabAt + 1));
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu)
        drawIcon(painter, QStringLiteral("chevron-right"), QRectF(r.right() - 22, r.center().y() - 6, 14, 14), t.text3);
}

void WbStyle::drawHeaderSection(const QStyleOption *option, QPainter *painter) const
{
    const Theme &t = th();
    painter->fillRect(option->rect, t.raised);
    painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, t.border);
}

void WbStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel: drawCommandPanel(option, painter, widget); return;
    case CE_PushButtonLabel: drawButtonLabel(option, painter, widget); return;
    case CE_ComboBoxLabel: drawComboLabel(option, painter, widget); return;
    case CE_TabBarTabShape: drawTabShape(option, painter); return;
    case CE_TabBarTabLabel: drawTabLabel(option, painter, widget); return;
    case CE_MenuItem: drawMenuItem(option, painter, widget); return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: drawHeaderSection(option, painter); return;
    case CE_MenuEmptyArea: painter->fillRect(option->rect, th().raised); return;
    case CE_Splitter: painter->fillRect(option->rect, th().border); return;
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            // Selection is a wash with normal ink, not inverse text.
            QStyleOptionViewItem copy(*item);
            copy.palette.setColor(QPalette::HighlightedText, th().text);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void WbStyle::drawCombo(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (variant(widget) == u"ghost") {
        const Scope scope(painter);
        if (option->state & State_MouseOver)
            fillRound(painter, option->rect, 6, th().hover);
        if (keyboardFocus(option))
            drawFocusRing(painter, option->rect, 6);
    } else {
        drawField(painter, option, invalid(widget));
    }
    drawIcon(painter, QStringLiteral("chevron-down"),
             QRectF(option->rect.right() - 22, option->rect.center().y() - 6, 14, 14), th().text3);
}

void WbStyle::drawSpin(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    drawField(painter, option, invalid(widget));
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!spin || spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const QRectF up(subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget));
    const QRectF down(subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget));
    drawChevron(painter, up.center() + QPointF(-1, 1), true, 10);
    drawChevron(painter, down.center() + QPointF(-1, -1), false, 10);
}

void WbStyle::drawSlider(const QStyleOptionComplex *option, QPainter *painter) const
{
    const auto *s = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!s)
        return;
    const Theme &t = th();
    const Scope scope(painter);
    const qreal handle = dp(18);
    const QRectF r(option->rect);
    const bool enabled = option->state & State_Enabled;
    const QRectF groove(r.left() + 1, r.center().y() - 2, r.width() - 2, 4);
    fillRound(painter, groove, 2, t.dark ? t.borderStrong : mix(t.border, t.borderStrong, 0.4));
    const int x = sliderPositionFromValue(s->minimum, s->maximum, s->sliderPosition, int(r.width() - handle));
    QRectF filled = groove;
    filled.setRight(r.left() + x + handle / 2);
    fillRound(painter, filled, 2, enabled ? t.accent : t.borderStrong);
    const QRectF knob(r.left() + x + 1, r.center().y() - (handle - 2) / 2, handle - 2, handle - 2);
    if (option->state & (State_HasFocus | State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        QColor halo = t.accent;
        halo.setAlphaF(0.25f);
        painter->setBrush(halo);
        painter->drawEllipse(knob.adjusted(-3, -3, 3, 3));
    }
    painter->setBrush(t.dark ? t.text : t.surface);
    painter->setPen(QPen(enabled ? t.accent : t.borderStrong, 2));
    painter->drawEllipse(knob.adjusted(1, 1, -1, -1));
}

void WbStyle::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *s = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!s)
        return;
    // Inherited from the scroll area, which may have a ground of its own.
    painter->fillRect(option->rect, widget ? widget->palette().color(QPalette::Base) : th().surface);
    if (s->maximum <= s->minimum)
        return;
    const Scope scope(painter);
    const QRectF handle =
        QRectF(subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget)).adjusted(3, 3, -3, -3);
    const bool active = option->state & (State_MouseOver | State_Sunken);
    fillRound(painter, handle, 2.5, active ? th().text3 : th().borderStrong);
}

void WbStyle::drawToolButton(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *b = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (!b)
        return;
    const Theme &t = th();
    const Scope scope(painter);
    const bool on = option->state & (State_On | State_Sunken);
    const bool enabled = option->state & State_Enabled;
    const QRectF r = inset(option->rect, 1);
    if (on)
        fillRound(painter, r, 7, t.accentSoft);
    else if ((option->state & State_MouseOver) && enabled)
        fillRound(painter, r, 7, t.hover);
    if (keyboardFocus(option))
        strokeRound(painter, r, 7, t.accent, t.focusWidth);
    const auto state = on ? QIcon::On : QIcon::Off;
    const auto mode = enabled ? QIcon::Normal : QIcon::Disabled;
    painter->setPen(!enabled ? t.text3 : on ? t.accent : t.text2);
    const QRect rect = option->rect;
    const int side = dp(16);
    if (variant(widget) == u"rail") {
        const int big = dp(20);
        b->icon.paint(painter, QRect(rect.center().x() - big / 2 + 1, rect.top() + dp(8), big, big), Qt::AlignCenter,
                      mode, state);
        painter->setFont(uiFont(10.5, on ? QFont::DemiBold : QFont::Medium));
        const QRect label = rect.adjusted(0, dp(31), 0, 0);
        painter->drawText(label, Qt::AlignHCenter | Qt::AlignTop,
                          painter->fontMetrics().elidedText(b->text, Qt::ElideRight, label.width()));
        return;
    }
    if (b->toolButtonStyle == Qt::ToolButtonIconOnly || b->text.isEmpty()) {
        const QPoint corner = rect.center() - QPoint(side / 2 - 1, side / 2 - 1);
        b->icon.paint(painter, QRect(corner, QSize(side, side)), Qt::AlignCenter, mode, state);
        return;
    }
    int x = rect.left() + 9;
    if (!b->icon.isNull()) {
        b->icon.paint(painter, QRect(x, rect.center().y() - side / 2 + 1, side, side), Qt::AlignCenter, mode, state);
        x += side + 6;
    }
    QFont font = widget ? widget->font() : painter->font();
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    painter->drawText(QRect(x, rect.top(), rect.right() - x, rect.height()), Qt::AlignVCenter | Qt::AlignLeft, b->text);
}

void WbStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                 const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox: drawCombo(option, painter, widget); return;
    case CC_SpinBox: drawSpin(option, painter, widget); return;
    case CC_Slider: drawSlider(option, painter); return;
    case CC_ScrollBar: drawScrollBar(option, painter, widget); return;
    case CC_ToolButton: drawToolButton(option, painter, widget); return;
    default: QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace lambdarium

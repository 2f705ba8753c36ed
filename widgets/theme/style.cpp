// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/style.h"

#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QSlider>
#include <QStyleOption>
#include <QTabBar>

/// Metrics and geometry; painting is in stylepaint.cpp.
namespace lambdarium {

WbStyle::WbStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void WbStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
        || qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractSpinBox *>(widget)
        || qobject_cast<QSlider *>(widget) || qobject_cast<QScrollBar *>(widget) || qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int WbStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return 11;
    case PM_ScrollBarSliderMin: return 32;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength: return dp(18);
    case PM_IndicatorWidth: return dp(30);
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return dp(18);
    case PM_ButtonIconSize:
    case PM_SmallIconSize: return dp(16);
    case PM_TabBarTabHSpace: return 24;
    case PM_TabBarTabVSpace: return 14;
    case PM_TabBarBaseHeight:
    case PM_TabBarTabOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_SplitterWidth: return 1;
    case PM_DefaultFrameWidth: return qobject_cast<const QLineEdit *>(widget) ? 3 : 1;
    case PM_ButtonMargin: return 10;
    case PM_ToolTipLabelFrameWidth: return 6;
    case PM_MenuPanelWidth: return 5;
    case PM_MenuHMargin: return 4;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WbStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                       QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut: return 0;
    case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton;
    case SH_ToolTip_WakeUpDelay: return 350;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

QSize WbStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int field = dp(32);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QFont bold = widget ? widget->font() : QFont();
            bold.setWeight(QFont::DemiBold);
            const int text = QFontMetrics(bold).horizontalAdvance(button->text);
            const int icon = button->icon.isNull() ? 0 : dp(16) + (button->text.isEmpty() ? 0 : 7);
            result = QSize(button->text.isEmpty() ? field : text + icon + 28, field);
        }
        break;
    case CT_ComboBox: result = QSize(result.width() + 12, field); break;
    case CT_LineEdit:
    case CT_SpinBox: result.setHeight(field); break;
    case CT_ToolButton:
        if (const auto *b = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            b && b->toolButtonStyle != Qt::ToolButtonTextUnderIcon) {
            const bool iconOnly = b->text.isEmpty() || b->toolButtonStyle == Qt::ToolButtonIconOnly;
            QFont medium = widget ? widget->font() : QFont();
            medium.setWeight(QFont::Medium);
            const int text = QFontMetrics(medium).horizontalAdvance(b->text);
            result = QSize(iconOnly ? dp(30) : text + (b->icon.isNull() ? 22 : 26 + dp(16)), dp(30));
        }
        break;
    case CT_TabBarTab:
        // "tight": four tabs share the inspector's width in every language.
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
            tab && widget && widget->property("tight").toBool())
            result.setWidth(widget->fontMetrics().horizontalAdvance(tab->text) + dp(16));
        result.setHeight(dp(36));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result = QSize(result.width() + 20, qMax(dp(28), result.height()));
        break;
    case CT_ItemViewItem: result.setHeight(qMax(dp(26), result.height())); break;
    default: break;
    }
    return result;
}

QRect WbStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents)
        return option->rect.adjusted(9, 1, -9, -1);
    return QProxyStyle::subElementRect(element, option, widget);
}

static QRect scrollBarRect(const QStyleOptionSlider &s, QStyle::SubControl sub)
{
    const QRect r = s.rect;
    const bool horizontal = s.orientation == Qt::Horizontal;
    const int length = horizontal ? r.width() : r.height();
    const int range = s.maximum - s.minimum;
    int handle = length;
    if (range > 0)
        handle = qBound(qMin(32, length), int(qint64(s.pageStep) * length / (qint64(range) + s.pageStep)), length);
    const int at = QStyle::sliderPositionFromValue(s.minimum, s.maximum, s.sliderPosition, length - handle,
                                                   s.upsideDown);
    const auto part = [&](int from, int size) {
        return horizontal ? QRect(from, 0, size, r.height()) : QRect(0, from, r.width(), size);
    };
    switch (sub) {
    case QStyle::SC_ScrollBarGroove: return r;
    case QStyle::SC_ScrollBarSlider: return part(at, handle);
    case QStyle::SC_ScrollBarSubPage: return part(0, at);
    case QStyle::SC_ScrollBarAddPage: return part(at + handle, length - at - handle);
    default: return {};
    }
}

QRect WbStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                              const QWidget *widget) const
{
    const QRect r = option->rect;
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarRect(*slider, sub);
    }
    if (control == CC_ComboBox) {
        if (sub == SC_ComboBoxArrow)
            return QRect(r.right() - 26, r.top(), 26, r.height());
        if (sub == SC_ComboBoxEditField)
            return r.adjusted(10, 2, -26, -2);
    }
    if (control == CC_SpinBox) {
        const int width = 20;
        const int half = r.height() / 2 - 2;
        switch (sub) {
        case SC_SpinBoxUp: return QRect(r.right() - width, r.top() + 2, width, half);
        case SC_SpinBoxDown: return QRect(r.right() - width, r.center().y() + 1, width, half);
        case SC_SpinBoxEditField: return r.adjusted(1, 1, -width - 1, -1);
        case SC_SpinBoxFrame: return r;
        default: break;
        }
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

} // namespace lambdarium

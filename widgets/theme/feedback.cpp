// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/controls.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace lambdarium {

EmptyState::EmptyState(const QString &icon, QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(new IconLabel(icon, IconRole::Hint, 28), 0, Qt::AlignHCenter);
    m_title = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
    m_hint = new TextLabel({}, TextLabel::Hint, 12.5);
    for (TextLabel *label : {m_title, m_hint}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_button = pushButton({});
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::activated);
    column->addSpacing(4);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch();
}

void EmptyState::setContent(const QString &title, const QString &hint)
{
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void EmptyState::setAction(const QString &text)
{
    m_button->setText(text);
    m_button->setAccessibleName(text);
    m_button->setVisible(!text.isEmpty());
}

namespace {

constexpr int toastMillis = 8000;
constexpr int toastMargin = 20;

class Toast : public QWidget
{
public:
    Toast(EnvState state, const QString &text, QWidget *parent) : QWidget(parent)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(14 + shadow, 8 + shadow, 8 + shadow, 8 + shadow);
        row->setSpacing(10);
        const bool bad = state == EnvState::Error;
        row->addWidget(
            new IconLabel(bad ? QStringLiteral("triangle-alert") : QStringLiteral("circle-check"), iconRole(state)));
        auto *label = new TextLabel(text, TextLabel::Body, 12.5);
        label->setWordWrap(text.size() > 70);
        label->setMaximumWidth(dp(520));
        row->addWidget(label, 1);
        setAccessibleName(text);
    }

    static constexpr int shadow = 12;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF r = QRectF(rect()).adjusted(shadow + .5, shadow + .5, -shadow - .5, -shadow - .5);
        drawShadow(&painter, r, 10, 12, 1.4);
        painter.setPen(th().borderStrong);
        painter.setBrush(th().raised);
        painter.drawRoundedRect(r, 10, 10);
    }
};

} // namespace

ToastHost::ToastHost(QWidget *host) : QWidget(host)
{
    // Only the owner of the toasts: they are children of the host, so that clicks beside them pass through.
    hide();
    host->installEventFilter(this);
}

void ToastHost::showToast(const QString &text, const QString &actionText, std::function<void()> action)
{
    show(EnvState::Running, text, actionText, std::move(action));
}

void ToastHost::showError(const QString &text) { show(EnvState::Error, text, {}, {}); }

void ToastHost::show(EnvState state, const QString &text, const QString &actionText, std::function<void()> action)
{
    m_history.append(text);
    auto *toast = new Toast(state, text, parentWidget());
    auto *row = static_cast<QBoxLayout *>(toast->layout());
    if (!actionText.isEmpty()) {
        auto *button = pushButton(actionText, "ghost");
        connect(button, &QPushButton::clicked, toast, [toast, action = std::move(action)] {
            toast->close();
            toast->deleteLater();
            if (action)
                action();
        });
        row->addWidget(button);
    }
    auto *close = toolButton(QStringLiteral("x"), tr("Dismiss"));
    connect(close, &QToolButton::clicked, toast, &QObject::deleteLater);
    row->addWidget(close);
    connect(toast, &QObject::destroyed, this, [this] { QTimer::singleShot(0, this, &ToastHost::place); });
    // Readers need their own time (ux.md 5.8).
    if (!QAccessible::isActive())
        QTimer::singleShot(toastMillis, toast, &QObject::deleteLater);
    m_toasts.append(toast);
    while (m_toasts.size() > 3) {
        if (QWidget *oldest = m_toasts.takeFirst())
            oldest->deleteLater();
    }
    toast->show();
    place();
    QAccessibleEvent alert(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ToastHost::place()
{
    m_toasts.removeAll(QPointer<QWidget>());
    const QRect area = m_area ? m_area() : QRect();
    constexpr int areaMargin = 10;
    int bottom = area.isEmpty() ? parentWidget()->height() - toastMargin - dp(28) : area.bottom() - areaMargin;
    for (auto it = m_toasts.rbegin(); it != m_toasts.rend(); ++it) {
        QWidget *toast = *it;
        toast->adjustSize();
        bottom -= toast->height();
        const int left = area.isEmpty() ? (parentWidget()->width() - toast->width()) / 2
                                        : area.right() - toast->width() + Toast::shadow - areaMargin;
        toast->move(std::max(0, left), bottom + Toast::shadow);
        toast->raise();
        bottom += Toast::shadow;
    }
}

bool ToastHost::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace lambdarium

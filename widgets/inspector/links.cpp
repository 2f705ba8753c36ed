// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/links.h"

#include "widgets/inspector/inspector.h"

#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace lambdarium {

LinkButton::LinkButton(const QString &text, const QString &purpose, bool mono, QWidget *parent)
    : QAbstractButton(parent), m_mono(mono)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setLink(text, purpose);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void LinkButton::setLink(const QString &text, const QString &purpose)
{
    setText(text);
    setAccessibleName(purpose.isEmpty() ? text : purpose);
    setToolTip(purpose);
    updateGeometry();
    update();
}

QFont LinkButton::shownFont() const { return m_mono ? monoFont(12) : uiFont(12.5, QFont::Medium); }

QSize LinkButton::sizeHint() const { return {QFontMetrics(shownFont()).horizontalAdvance(text()) + 6, dp(28)}; }

QSize LinkButton::minimumSizeHint() const { return {qMin(sizeHint().width(), dp(36)), dp(28)}; }

void LinkButton::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = shownFont();
    font.setUnderline(underMouse());
    painter.setFont(font);
    painter.setPen(isEnabled() ? t.accent : t.text3);
    const QRect words = rect().adjusted(2, 0, -2, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(text(), Qt::ElideMiddle, words.width()));
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, t.focusWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

NodeTile::NodeTile(QWidget *parent) : QWidget(parent)
{
    setFixedSize(dp(36), dp(36));
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        setFixedSize(dp(36), dp(36));
        update();
    });
}

void NodeTile::setIconName(const QString &icon)
{
    m_icon = icon;
    update();
}

void NodeTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(th().accentSoft);
    painter.drawRoundedRect(rect(), 9, 9);
    const qreal inset = width() * 2 / 9.0;
    drawIcon(&painter, m_icon, QRectF(rect()).adjusted(inset, inset, -inset, -inset), th().accent, 2);
}

StatePill::StatePill(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StatePill::setState(EnvState state)
{
    m_state = state;
    setAccessibleName(stateName(state));
    updateGeometry();
    update();
}

QSize StatePill::sizeHint() const { return {int(pillWidth(stateName(m_state))), dp(20)}; }

void StatePill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPill(&painter, rect(), stateName(m_state), m_state);
}

InspectedKind inspectedKindOf(const Model &model, const NodeId &node)
{
    const auto has = [&](const auto &items) {
        return std::ranges::any_of(items, [&](const auto &item) { return item.id == node; });
    };
    if (has(model.functions))
        return InspectedKind::Function;
    if (has(model.queues))
        return InspectedKind::Queue;
    if (has(model.topics))
        return InspectedKind::Topic;
    if (has(model.buckets))
        return InspectedKind::Bucket;
    if (has(model.schedules))
        return InspectedKind::Schedule;
    if (has(model.layers))
        return InspectedKind::Layer;
    if (has(model.others))
        return InspectedKind::Other;
    const bool url = std::ranges::any_of(model.functions, [&](const Function &function) {
        return function.url && functionUrlNode(function.id) == node;
    });
    return url ? InspectedKind::FunctionUrl : InspectedKind::None;
}

QString inspectedName(InspectedKind kind)
{
    switch (kind) {
    case InspectedKind::Function: return Inspector::tr("Function");
    case InspectedKind::Queue: return Inspector::tr("Queue");
    case InspectedKind::Topic: return Inspector::tr("Topic");
    case InspectedKind::Bucket: return Inspector::tr("Bucket");
    case InspectedKind::Schedule: return Inspector::tr("Schedule");
    case InspectedKind::FunctionUrl: return Inspector::tr("Function URL");
    case InspectedKind::Layer: return Inspector::tr("Layer");
    case InspectedKind::Other: return Inspector::tr("Shown, not run here");
    case InspectedKind::Outside: return Inspector::tr("Deployed, not in the template");
    case InspectedKind::None: break;
    }
    return {};
}

QString inspectedIcon(InspectedKind kind)
{
    switch (kind) {
    case InspectedKind::Outside:
    case InspectedKind::Function: return QStringLiteral("square-function");
    case InspectedKind::Queue: return QStringLiteral("inbox");
    case InspectedKind::Topic: return QStringLiteral("bell");
    case InspectedKind::Bucket: return QStringLiteral("database");
    case InspectedKind::Schedule: return QStringLiteral("calendar-clock");
    case InspectedKind::FunctionUrl: return QStringLiteral("globe");
    case InspectedKind::Layer: return QStringLiteral("layers");
    default: return QStringLiteral("box");
    }
}

QString runtimeTitle(const std::string &runtime)
{
    const QString text = QString::fromStdString(runtime);
    static const QRegularExpression parts(QStringLiteral("^(python|nodejs|java|ruby|dotnet)([0-9.]+?)(?:\\.x)?$"));
    const auto match = parts.match(text);
    if (!match.hasMatch())
        return text.startsWith(QStringLiteral("provided.")) ? Inspector::tr("Custom (%1)").arg(text.mid(9)) : text;
    const QString family = match.captured(1);
    const QString name = family == QStringLiteral("nodejs") ? QStringLiteral("Node.js")
        : family == QStringLiteral("dotnet")                ? QStringLiteral(".NET")
                                                            : family.left(1).toUpper() + family.mid(1);
    return name + QLatin1Char(' ') + match.captured(2);
}

} // namespace lambdarium

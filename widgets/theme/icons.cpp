// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace lambdarium {

namespace {

QByteArray iconSource(const QString &name)
{
    static QHash<QString, QByteArray> sources;
    const auto found = sources.constFind(name);
    if (found != sources.constEnd())
        return *found;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    sources.insert(name, text);
    return text;
}

QPixmap renderIcon(const QByteArray &source, int pixels, const QColor &colour, qreal stroke)
{
    QByteArray svg = source;
    svg.replace("currentColor", colour.name().toLatin1());
    const QByteArray width = QByteArray::number(stroke);
    svg.replace("stroke-width=\"2\"", QByteArray("stroke-width=\"").append(width).append('"'));
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer(svg).render(&painter, QRectF(0, 0, pixels, pixels));
    return pixmap;
}

QColor roleColour(IconRole role)
{
    const Theme &t = th();
    switch (role) {
    case IconRole::Secondary: return t.text2;
    case IconRole::Text: return t.text;
    case IconRole::Hint: return t.text3;
    case IconRole::Accent: return t.accent;
    case IconRole::OnAccent: return t.onAccent;
    default: return t.state(static_cast<EnvState>(static_cast<int>(role) - static_cast<int>(IconRole::Cold)));
    }
}

// Keeps name and role only and renders with the colour of the moment: nothing to reload on a theme change.
class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(QString name, IconRole role) : m_name(std::move(name)), m_role(role) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const Theme &t = th();
        QColor colour = roleColour(m_role);
        if (mode == QIcon::Disabled)
            colour = mix(colour, t.surface, 0.55);
        else if (state == QIcon::On && m_role == IconRole::Secondary)
            colour = t.accent;
        drawIcon(painter, m_name, QRectF(rect), colour);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }
    bool isNull() override { return false; }
    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    QString m_name;
    IconRole m_role;
};

} // namespace

IconRole iconRole(EnvState state)
{
    return static_cast<IconRole>(static_cast<int>(IconRole::Cold) + static_cast<int>(state));
}

void drawIcon(QPainter *painter, const QString &name, const QRectF &rect, const QColor &colour, qreal stroke)
{
    const QByteArray source = iconSource(name);
    if (source.isEmpty() || rect.isEmpty())
        return;
    // Quarter steps keep the cache small while a canvas zooms.
    const qreal zoom = qCeil(qMax<qreal>(1.0, painter->worldTransform().m11()) * 4) / 4.0;
    const qreal ratio = painter->device()->devicePixelRatioF() * zoom;
    const int pixels = qMax(1, qCeil(rect.width() * ratio));
    const QString key = QStringLiteral("lambdarium:%1:%2:%3:%4").arg(name, colour.name()).arg(pixels).arg(stroke);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = renderIcon(source, pixels, colour, stroke);
        QPixmapCache::insert(key, pixmap);
    }
    painter->save();
    painter->setOpacity(painter->opacity() * static_cast<qreal>(colour.alphaF()));
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawPixmap(rect, pixmap, QRectF(pixmap.rect()));
    painter->restore();
}

QIcon themedIcon(const QString &name, IconRole role) { return QIcon(new ThemedIconEngine(name, role)); }

QString stateIcon(EnvState state)
{
    switch (state) {
    case EnvState::Cold: return QStringLiteral("snowflake");
    case EnvState::Warm: return QStringLiteral("flame");
    case EnvState::Running: return QStringLiteral("play");
    case EnvState::Throttled: return QStringLiteral("ban");
    case EnvState::Error: return QStringLiteral("triangle-alert");
    case EnvState::Provisioned: return QStringLiteral("lock");
    case EnvState::Idle: break;
    }
    return QStringLiteral("pause");
}

QString stateName(EnvState state)
{
    switch (state) {
    case EnvState::Cold: return QCoreApplication::translate("EnvState", "Cold");
    case EnvState::Warm: return QCoreApplication::translate("EnvState", "Warm");
    case EnvState::Running: return QCoreApplication::translate("EnvState", "Running");
    case EnvState::Throttled: return QCoreApplication::translate("EnvState", "Throttled");
    case EnvState::Error: return QCoreApplication::translate("EnvState", "Error");
    case EnvState::Provisioned: return QCoreApplication::translate("EnvState", "Provisioned");
    case EnvState::Idle: break;
    }
    return QCoreApplication::translate("EnvState", "Idle");
}

} // namespace lambdarium

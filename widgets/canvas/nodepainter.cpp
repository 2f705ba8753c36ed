// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/nodepainter.h"

#include "widgets/canvas/canvastr.h"

#include <QPainter>
#include <QTextDocument>

namespace lambdarium {

namespace {

constexpr qreal fullZoom = 0.7;
constexpr qreal nameZoom = 0.4;

bool isRound(NodeKind kind) { return kind == NodeKind::Url || kind == NodeKind::Schedule || kind == NodeKind::Topic; }

QRectF tileRect(const CanvasNode &node)
{
    const QSizeF size = geometry::nodeSize(node);
    if (node.kind == NodeKind::Function)
        return {12, 12, 30, 30};
    constexpr qreal tile = 28;
    return {isRound(node.kind) ? 11.0 : 10.0, (size.height() - tile) / 2, tile, tile};
}

void paintFrame(QPainter *p, const NodeLook &look, const QPainterPath &outline, const QSizeF &size)
{
    const Theme &t = th();
    const qreal radius = isRound(look.node.kind) ? size.height() / 2 : look.node.kind == NodeKind::Function ? 12 : 8;
    if (look.zoom >= nameZoom)
        drawShadow(p, QRectF(QPointF(), size), radius, 12, look.selected ? 1.5 : 1.0);
    p->setPen(look.node.outside ? QPen(t.borderStrong, 1.4, Qt::DashLine)
                                : QPen(t.dark ? t.borderStrong : mix(t.border, t.borderStrong, 0.6), 1));
    p->setBrush(t.surface);
    p->drawPath(outline);
    p->setBrush(Qt::NoBrush);
    if (look.selected || look.dropTarget) {
        p->setPen(QPen(t.tint(t.accent, 0.28), 6));
        p->drawPath(outline);
        p->setPen(QPen(t.accent, 2));
        p->drawPath(outline);
    }
    if (look.focused) {
        p->setPen(QPen(t.accent, t.focusWidth / 1.5, Qt::DotLine));
        QRectF ring = QRectF(QPointF(), size).adjusted(-7, -7, 7, 7);
        p->drawRoundedRect(ring, radius + 6, radius + 6);
    }
}

void paintTile(QPainter *p, const NodeLook &look)
{
    const Theme &t = th();
    const bool function = look.node.kind == NodeKind::Function;
    const QRectF tile = tileRect(look.node);
    p->setPen(Qt::NoPen);
    p->setBrush(function ? t.accentSoft : t.dark ? t.raised : t.chrome);
    if (isRound(look.node.kind))
        p->drawEllipse(tile);
    else
        p->drawRoundedRect(tile, 8, 8);
    drawIcon(p, kindIcon(look.node.kind), tile.adjusted(6, 6, -6, -6), function ? t.accent : t.text2, 2);
}

void paintPlay(QPainter *p, const NodeLook &look)
{
    const QRectF play = NodePainter::playRect(look.node);
    if (play.isEmpty() || !(look.hovered || look.focused) || look.zoom < fullZoom)
        return;
    const Theme &t = th();
    p->setPen(QPen(t.dark ? t.borderStrong : t.border, 1));
    p->setBrush(t.dark ? t.raised : t.surface);
    p->drawRoundedRect(play, 7, 7);
    drawIcon(p, QStringLiteral("play"), play.adjusted(6, 6, -6, -6), t.stateText(EnvState::Running), 2.2);
}

void paintTexts(QPainter *p, const NodeLook &look)
{
    const Theme &t = th();
    const bool function = look.node.kind == NodeKind::Function;
    const QRectF title = NodePainter::titleRect(look.node);
    const qreal scale = look.zoom < fullZoom ? 1.25 : 1.0;
    if (!look.editing) {
        p->setPen(t.text);
        p->setFont(NodePainter::font((function ? 13.5 : 12.5) * scale, QFont::DemiBold));
        p->drawText(title, Qt::AlignVCenter,
                    p->fontMetrics().elidedText(look.node.title, Qt::ElideRight, int(title.width())));
    }
    if (look.zoom < fullZoom)
        return;
    p->setPen(t.text3);
    p->setFont(NodePainter::font(11));
    const QRectF sub = title.translated(0, 17).adjusted(0, 0, 0, -2);
    const QString fact = look.live.fact.isEmpty() ? look.node.subtitle : look.live.fact;
    p->drawText(sub, Qt::AlignVCenter, p->fontMetrics().elidedText(fact, Qt::ElideRight, int(sub.width())));
}

void paintPill(QPainter *p, const QPointF &corner, EnvState state)
{
    const Theme &t = th();
    const QString word = stateName(state);
    const QFont font = NodePainter::font(11, QFont::DemiBold);
    const QRectF pill(corner, QSizeF(QFontMetricsF(font).horizontalAdvance(word) + 30, 20));
    p->setPen(t.contrast ? QPen(t.stateText(state), 1) : Qt::NoPen);
    p->setBrush(t.tint(t.state(state)));
    p->drawRoundedRect(pill, 10, 10);
    drawIcon(p, stateIcon(state), QRectF(pill.left() + 7, pill.top() + 4, 12, 12), t.stateText(state), 2.4);
    p->setPen(t.stateText(state));
    p->setFont(font);
    p->drawText(pill.adjusted(22, 0, -4, 0), Qt::AlignVCenter, word);
}

void paintCell(QPainter *p, const QRectF &cell, EnvState state)
{
    const Theme &t = th();
    const QColor colour = t.state(state);
    p->setPen(Qt::NoPen);
    switch (state) {
    case EnvState::Running:
    case EnvState::Provisioned:
        p->setBrush(colour);
        p->drawRoundedRect(cell, 2, 2);
        break;
    case EnvState::Error:
        p->setBrush(colour);
        p->drawRoundedRect(cell, 2, 2);
        if (cell.width() >= 7) {
            const qreal side = std::min<qreal>(cell.width() - 1, 10);
            drawIcon(p, stateIcon(state), QRectF(cell.center() - QPointF(side, side) / 2, QSizeF(side, side)),
                     t.onState(state), 2.4);
        }
        break;
    case EnvState::Cold:
        p->setBrush(t.tint(colour, 0.25));
        p->drawRoundedRect(cell, 2, 2);
        p->save();
        p->setClipRect(cell, Qt::IntersectClip);
        p->setPen(QPen(colour, 1.4));
        for (qreal x = -cell.height(); x < cell.width() + cell.height(); x += 4)
            p->drawLine(QPointF(cell.left() + x, cell.bottom()), QPointF(cell.left() + x + cell.height(), cell.top()));
        p->restore();
        break;
    case EnvState::Warm:
        p->setBrush(t.tint(colour, 0.22));
        p->setPen(QPen(colour, 1.2));
        p->drawRoundedRect(cell.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2);
        break;
    default: p->setBrush(t.dark ? t.raised : t.chrome); p->drawRoundedRect(cell, 2, 2);
    }
}

/// Stopped by the user: its state stays to be seen under two bars.
void paintPausedCell(QPainter *p, const QRectF &cell)
{
    const Theme &t = th();
    p->setPen(QPen(t.text2, 1, Qt::DashLine));
    p->setBrush(mix(t.surface, t.state(EnvState::Idle), t.dark ? 0.3 : 0.2));
    p->drawRoundedRect(cell.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2);
    const qreal side = std::min<qreal>(cell.width() - 1, 10);
    if (side >= 4)
        drawIcon(p, QStringLiteral("pause"), QRectF(cell.center() - QPointF(side, side) / 2, QSizeF(side, side)),
                 t.text, 2.6);
}

void paintFunctionRows(QPainter *p, const NodeLook &look, const QSizeF &size)
{
    const Theme &t = th();
    const LiveNode &live = look.live;
    paintPill(p, {12, 52}, live.state);
    p->setPen(t.text2);
    p->setFont(NodePainter::mono(11, QFont::Medium));
    const QString count = live.extra.isEmpty() ? live.count : QString(live.count + QLatin1Char(' ') + live.extra);
    p->drawText(QRectF(12, 52, size.width() - 24, 20), Qt::AlignRight | Qt::AlignVCenter, count);
    const int shown = int(live.cells.size());
    if (shown == 0 || !live.fill)
        paintCell(p, geometry::cellRect(0, 1, true), EnvState::Idle);
    p->save();
    if (live.refusing) {
        // The refused requests have no cell: a cross stands after the row.
        p->setClipRect(QRectF(0, 76, size.width() - 29, 26), Qt::IntersectClip);
    }
    for (int i = 0; i < shown; ++i) {
        const QRectF cell = geometry::cellRect(i, shown, live.fill);
        const auto index = std::size_t(i);
        if (index < live.paused.size() && live.paused[index])
            paintPausedCell(p, cell);
        else
            paintCell(p, cell, live.cells[index]);
    }
    p->restore();
    if (live.refusing)
        drawIcon(p, stateIcon(EnvState::Throttled), QRectF(size.width() - 27, 81, 16, 16), t.state(EnvState::Throttled),
                 2.6);
    if (live.perCell > 1) {
        p->setPen(t.text3);
        p->setFont(NodePainter::font(9.5));
        p->drawText(QRectF(12, 95, size.width() - 24, 12), Qt::AlignRight,
                    Canvas::tr("one cell = %1").arg(live.perCell));
    }
}

void paintBadge(QPainter *p, const NodeLook &look, const QSizeF &size)
{
    if (look.node.problems == 0)
        return;
    const Theme &t = th();
    const EnvState state = look.node.hasError ? EnvState::Error : EnvState::Warm;
    const QPointF centre(size.width() - 4, 4);
    p->setPen(QPen(t.canvas, 2));
    p->setBrush(t.state(state));
    p->drawEllipse(centre, 9, 9);
    p->setPen(t.onState(state));
    p->setFont(NodePainter::font(11, QFont::Bold));
    p->drawText(QRectF(centre - QPointF(9, 9), QSizeF(18, 18)), Qt::AlignCenter,
                look.node.problems > 9 ? QStringLiteral("9+") : QString::number(look.node.problems));
}

void paintGauge(QPainter *p, const NodeLook &look, const QSizeF &size)
{
    const Theme &t = th();
    p->setPen(Qt::NoPen);
    for (int i = 0; i < 5; ++i) {
        const QColor full = look.live.level > 3 ? t.state(EnvState::Throttled) : t.text3;
        p->setBrush(i < look.live.level ? full : t.dark ? t.raised : t.chrome);
        p->drawRoundedRect(QRectF(size.width() - 18, size.height() - 15 - i * 8, 8, 5.5), 1.5, 1.5);
    }
}

void paintNote(QPainter *p, const NodeLook &look, const QSizeF &size)
{
    const Theme &t = th();
    const QColor colour = t.state(EnvState::Warm);
    const QRectF rect = QRectF(QPointF(), size).adjusted(0.5, 0.5, -0.5, -0.5);
    p->setPen(look.selected ? QPen(t.accent, 2, Qt::DashLine) : QPen(t.tint(colour, 0.45), 1));
    p->setBrush(t.tint(colour, t.dark ? 0.10 : 0.12));
    p->drawRoundedRect(rect, 8, 8);
    if (look.focused) {
        p->setBrush(Qt::NoBrush);
        p->setPen(QPen(t.accent, t.focusWidth / 1.5, Qt::DotLine));
        p->drawRoundedRect(rect.adjusted(-6, -6, 6, 6), 12, 12);
    }
    if (look.zoom < nameZoom || look.editing)
        return;
    drawIcon(p, kindIcon(NodeKind::Note), QRectF(12, 10, 15, 15), t.stateText(EnvState::Warm));
    const qsizetype split = look.node.title.indexOf(QLatin1Char('\n'));
    QString head = look.node.title.left(split);
    while (head.startsWith(QLatin1Char('#')))
        head.remove(0, 1);
    p->setPen(t.text);
    p->setFont(NodePainter::font(12, QFont::DemiBold));
    p->drawText(QRectF(34, 8, size.width() - 44, 18), Qt::AlignVCenter,
                p->fontMetrics().elidedText(head.trimmed(), Qt::ElideRight, int(size.width() - 44)));
    if (split < 0)
        return;
    QTextDocument body;
    body.setMarkdown(look.node.title.mid(split + 1).replace(QLatin1Char('\n'), QStringLiteral("  \n")),
                     QTextDocument::MarkdownNoHTML);
    body.setTextWidth(size.width() - 44);
    p->setPen(t.text2);
    p->setFont(NodePainter::font(11.5));
    p->drawText(QRectF(34, 26, size.width() - 44, size.height() - 30), Qt::AlignTop | Qt::TextWordWrap,
                body.toPlainText());
}

void paintBlock(QPainter *p, const NodeLook &look, const QPainterPath &outline, const QSizeF &size)
{
    const Theme &t = th();
    const bool function = look.node.kind == NodeKind::Function;
    const QColor colour = function ? t.state(look.live.state) : t.wire;
    p->setPen(look.selected ? QPen(t.accent, 5) : Qt::NoPen);
    p->setBrush(colour);
    p->drawPath(outline);
    const qreal side = size.height() * 0.56;
    drawIcon(p, function ? stateIcon(look.live.state) : kindIcon(look.node.kind),
             QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side),
             function ? t.onState(look.live.state) : t.surface, 2.2);
}

void paintPorts(QPainter *p, const NodeLook &look, const QSizeF &size)
{
    const Theme &t = th();
    const QColor colour = look.selected ? t.accent : t.dark ? t.text3 : t.borderStrong.darker(115);
    for (const Port port : {Port::In, Port::Out, Port::Failure}) {
        if (const auto centre = geometry::port(look.node.kind, port, size))
            NodePainter::paintPort(p, *centre, port, port == Port::Failure ? t.state(EnvState::Error) : colour);
    }
}

} // namespace

QFont NodePainter::font(qreal px, int weight) { return uiFont(px / ThemeHub::instance().scale(), weight); }

QFont NodePainter::mono(qreal px, int weight) { return monoFont(px / ThemeHub::instance().scale(), weight); }

QRectF NodePainter::bounds(const QSizeF &size) { return {-18, -16, size.width() + 36, size.height() + 38}; }

QRectF NodePainter::playRect(const CanvasNode &node)
{
    const QSizeF size = geometry::nodeSize(node);
    if (node.kind == NodeKind::Note || node.kind == NodeKind::Other)
        return {};
    constexpr qreal side = 24;
    if (node.kind == NodeKind::Function)
        return {size.width() - side - 10, 14, side, side};
    return {size.width() - side - 12, (size.height() - side) / 2, side, side};
}

EnvironmentId NodePainter::environmentAt(const NodeLook &look, const QPointF &position)
{
    if (look.node.kind != NodeKind::Function || look.zoom < fullZoom)
        return {};
    const int shown = int(look.live.environments.size());
    for (int i = 0; i < shown; ++i)
        if (geometry::cellRect(i, shown, look.live.fill).adjusted(-1, -3, 1, 3).contains(position))
            return look.live.environments[std::size_t(i)];
    return {};
}

QRectF NodePainter::titleRect(const CanvasNode &node)
{
    const QSizeF size = geometry::nodeSize(node);
    if (node.kind == NodeKind::Note)
        return {30, 4, size.width() - 36, size.height() - 8};
    const qreal left = tileRect(node).right() + 9;
    const qreal right = node.kind == NodeKind::Queue ? 22 : 10;
    return {left, node.kind == NodeKind::Function ? 11 : size.height() / 2 - 17, size.width() - left - right, 17};
}

void NodePainter::paintPort(QPainter *painter, const QPointF &centre, Port port, const QColor &colour)
{
    painter->setPen(QPen(colour, 2));
    painter->setBrush(th().surface);
    if (port != Port::Failure) {
        painter->drawEllipse(centre, geometry::portRadius, geometry::portRadius);
        return;
    }
    constexpr qreal r = 6;
    const QPointF corners[] = {centre + QPointF(0, -r), centre + QPointF(r, 0), centre + QPointF(0, r),
                               centre + QPointF(-r, 0)};
    painter->drawPolygon(corners, 4);
}

void NodePainter::paint(QPainter *painter, const NodeLook &look)
{
    painter->setRenderHint(QPainter::Antialiasing);
    const QSizeF size = geometry::nodeSize(look.node);
    const QPainterPath outline = geometry::outline(look.node.kind, size);
    if (look.node.kind == NodeKind::Note) {
        paintNote(painter, look, size);
        return;
    }
    if (look.zoom < nameZoom) {
        paintBlock(painter, look, outline, size);
        return;
    }
    paintFrame(painter, look, outline, size);
    paintTile(painter, look);
    paintTexts(painter, look);
    if (look.zoom < fullZoom) {
        if (look.node.kind == NodeKind::Function) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(th().state(look.live.state));
            painter->drawRoundedRect(QRectF(12, size.height() - 26, size.width() - 24, 12), 4, 4);
        }
    } else if (look.node.kind == NodeKind::Function) {
        paintFunctionRows(painter, look, size);
    } else if (look.node.kind == NodeKind::Queue) {
        paintGauge(painter, look, size);
    }
    paintPorts(painter, look, size);
    paintPlay(painter, look);
    paintBadge(painter, look, size);
}

} // namespace lambdarium

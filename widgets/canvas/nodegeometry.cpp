// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/nodegeometry.h"

#include <algorithm>
#include <cmath>

namespace lambdarium::geometry {

namespace {

constexpr qreal noteWidth = 330;
constexpr qreal noteLine = 16;

qreal tangent(const QPointF &from, const QPointF &to)
{
    const qreal dx = std::abs(to.x() - from.x());
    const qreal dy = std::abs(to.y() - from.y());
    return std::max<qreal>(40, std::max(dx / 2, std::min<qreal>(90, 0.36 * dy)));
}

QPainterPath forward(const QPointF &from, const QPointF &to)
{
    QPainterPath path(from);
    const qreal dx = tangent(from, to);
    path.cubicTo(from + QPointF(dx, 0), to - QPointF(dx, 0), to);
    return path;
}

QPainterPath wayBack(const QPointF &from, const QPointF &to, qreal below)
{
    constexpr qreal reach = 44;
    QPainterPath path(from);
    path.cubicTo({from.x() + reach, from.y()}, {from.x() + reach, below}, {from.x(), below});
    path.lineTo(to.x(), below);
    path.cubicTo({to.x() - reach, below}, {to.x() - reach, to.y()}, to);
    return path;
}

QPainterPath downward(const QPointF &from, const QRectF &target, const QPointF &in)
{
    QPainterPath path(from);
    if (target.top() > from.y() + 16) {
        const QPointF top(target.center().x(), target.top());
        const qreal dy = std::max<qreal>(24, (top.y() - from.y()) / 2);
        path.cubicTo(from + QPointF(0, dy), top - QPointF(0, dy), top);
        return path;
    }
    const qreal dx = tangent(from, in);
    path.cubicTo(from + QPointF(0, 72), in - QPointF(dx, 0), in);
    return path;
}

} // namespace

QSizeF nodeSize(const CanvasNode &node)
{
    switch (node.kind) {
    case NodeKind::Function: return {204, 108};
    case NodeKind::Queue: return {160, 60};
    case NodeKind::Bucket: return {150, 56};
    case NodeKind::Note: {
        // 50 characters fit a line at the note's size; longer ones wrap.
        qreal lines = 0;
        for (const QString &line : node.title.split(QLatin1Char('\n')))
            lines += std::max<qreal>(1, std::ceil(line.size() / 50.0));
        return {noteWidth, std::max<qreal>(36, 20 + lines * noteLine)};
    }
    default: return {164, 56};
    }
}

QPainterPath outline(NodeKind kind, const QSizeF &size)
{
    QPainterPath path;
    const QRectF rect(QPointF(), size);
    if (kind == NodeKind::Function || kind == NodeKind::Queue || kind == NodeKind::Bucket || kind == NodeKind::Other
        || kind == NodeKind::Note) {
        const qreal radius = kind == NodeKind::Function ? 12 : 8;
        path.addRoundedRect(rect, radius, radius);
        return path;
    }
    const qreal radius = size.height() / 2;
    constexpr qreal corner = 10;
    path.moveTo(radius, 0);
    path.lineTo(size.width() - corner, 0);
    path.quadTo(size.width(), 0, size.width(), corner);
    path.lineTo(size.width(), size.height() - corner);
    path.quadTo(size.width(), size.height(), size.width() - corner, size.height());
    path.lineTo(radius, size.height());
    path.arcTo(QRectF(0, 0, size.height(), size.height()), 270, -180);
    path.closeSubpath();
    return path;
}

std::optional<QPointF> port(NodeKind kind, Port port, const QSizeF &size)
{
    if (kind == NodeKind::Other || kind == NodeKind::Note)
        return std::nullopt;
    switch (port) {
    case Port::In:
        if (kind == NodeKind::Schedule || kind == NodeKind::Url)
            return std::nullopt;
        return QPointF(0, size.height() / 2);
    case Port::Out: return QPointF(size.width(), size.height() / 2);
    case Port::Failure:
        if (kind != NodeKind::Function && kind != NodeKind::Queue)
            return std::nullopt;
        return QPointF(size.width() / 2, size.height());
    }
    return std::nullopt;
}

Port outPort(EdgeKind kind) { return isFailure(kind) ? Port::Failure : Port::Out; }

QPainterPath wirePath(EdgeKind kind, const End &from, const End &to)
{
    const auto place = [](const End &end, Port which, const QPointF &otherwise) {
        const auto local = port(end.kind, which, end.rect.size());
        return local ? end.rect.topLeft() + *local : otherwise;
    };
    const QPointF in = place(to, Port::In, {to.rect.left(), to.rect.center().y()});
    if (isFailure(kind))
        return downward(place(from, Port::Failure, {from.rect.center().x(), from.rect.bottom()}), to.rect, in);
    const QPointF out = place(from, Port::Out, {from.rect.right(), from.rect.center().y()});
    constexpr qreal roomToTurn = 24;
    if (in.x() < out.x() - roomToTurn && std::abs(in.y() - out.y()) < 150)
        return wayBack(out, in, std::max(from.rect.bottom(), to.rect.bottom()) + 26);
    return forward(out, in);
}

QPainterPath looseWire(const QPointF &from, Port port, const QPointF &to, bool reversed)
{
    if (reversed)
        return forward(to, from);
    if (port == Port::Failure) {
        QPainterPath path(from);
        path.cubicTo(from + QPointF(0, 60), to - QPointF(0, 24), to);
        return path;
    }
    return forward(from, to);
}

QRectF cellRect(int index, int count, bool fill)
{
    constexpr qreal left = 12;
    constexpr qreal width = 180;
    constexpr qreal gap = 2;
    constexpr qreal fixedWidth = 9;
    const qreal cell = fill ? (width - gap * (count - 1)) / count : std::min(fixedWidth, width / count - gap);
    return {left + index * (cell + gap), 82, cell, 14};
}

QPointF snapped(const QPointF &position, const QSizeF &size)
{
    const QPointF half(size.width() / 2, size.height() / 2);
    const QPointF centre = position + half;
    return QPointF(std::round(centre.x() / snapStep) * snapStep, std::round(centre.y() / snapStep) * snapStep) - half;
}

} // namespace lambdarium::geometry

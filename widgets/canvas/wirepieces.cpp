// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/wirepieces.h"

#include <QPainter>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int cuts = 4; ///< 16 pieces a curve

QPointF between(const QPointF &a, const QPointF &b) { return (a + b) / 2; }

} // namespace

WirePieces::WirePieces(const QPainterPath &path)
{
    QPointF at;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.isLineTo()) {
            const QPointF to = element;
            cut({at, at + (to - at) / 3, to - (to - at) / 3, to}, cuts);
        } else if (element.isCurveTo()) {
            const QPointF control = path.elementAt(i + 1), to = path.elementAt(i + 2);
            cut({at, element, control, to}, cuts);
            i += 2;
        }
        at = path.elementAt(i);
    }
}

void WirePieces::cut(const Curve &curve, int depth)
{
    if (depth > 0) {
        const auto &[a, b, c, d] = curve;
        const QPointF ab = between(a, b), bc = between(b, c), cd = between(c, d);
        const QPointF left = between(ab, bc), right = between(bc, cd), middle = between(left, right);
        cut({a, ab, left, middle}, depth - 1);
        cut({middle, right, cd, d}, depth - 1);
        return;
    }
    QPainterPath path(curve[0]);
    path.cubicTo(curve[1], curve[2], curve[3]);
    m_pieces.push_back({curve, path.controlPointRect(), m_length});
    m_length += path.length();
}

void WirePieces::stroke(QPainter *painter, const QPen &pen, const QRectF &seen, bool joined) const
{
    const double margin = pen.widthF() + 1;
    const QRectF near = seen.adjusted(-margin, -margin, margin, margin);
    // Straight pieces have a flat hull, for which QRectF::intersects() is never true.
    const auto visible = [&](const Piece &piece) {
        return piece.hull.left() <= near.right() && piece.hull.right() >= near.left()
            && piece.hull.top() <= near.bottom() && piece.hull.bottom() >= near.top();
    };
    // The raster engine's work grows with the square of what crosses a row in one path.
    for (auto piece = m_pieces.begin(); piece != m_pieces.end();) {
        if (!visible(*piece)) {
            ++piece;
            continue;
        }
        QPainterPath run(piece->curve[0]);
        QPen inked = pen;
        if (pen.style() != Qt::SolidLine)
            inked.setDashOffset(piece->from / pen.widthF());
        do {
            run.cubicTo(piece->curve[1], piece->curve[2], piece->curve[3]);
            ++piece;
        } while (joined && piece != m_pieces.end() && visible(*piece) && piece->curve[0] == run.currentPosition());
        painter->strokePath(run, inked);
    }
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QPen>
#include <QRectF>

#include <array>
#include <vector>

class QPainter;

namespace lambdarium {

/// A path cut into short curves, of which only those in sight are stroked: dashing a wire costs by its length, and
/// most of a long one lies outside of the view. Value type; exact curves, the dashes keep their places.
class WirePieces
{
public:
    explicit WirePieces(const QPainterPath &path);

    /// Strokes what may touch the rectangle, which is in the path's coordinates. joined: neighbours in one stroke,
    /// for lines on which an end in the middle would show; dashes are faster apart.
    void stroke(QPainter *painter, const QPen &pen, const QRectF &seen, bool joined = false) const;
    double length() const { return m_length; }

private:
    using Curve = std::array<QPointF, 4>;
    struct Piece
    {
        Curve curve;
        QRectF hull;
        double from = 0; ///< length of the path before it
    };
    void cut(const Curve &curve, int depth);

    std::vector<Piece> m_pieces;
    double m_length = 0;
};

} // namespace lambdarium

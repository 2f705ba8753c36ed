// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lambdarium {

class CanvasView;

/// All nodes in small with the visible part framed; shown only when the content does not fit. Click or drag moves
/// the view.
class MiniMap : public QWidget
{
    Q_OBJECT

public:
    explicit MiniMap(CanvasView *view);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QTransform toMap() const;
    QRectF shown() const;

    CanvasView *m_view;
};

} // namespace lambdarium

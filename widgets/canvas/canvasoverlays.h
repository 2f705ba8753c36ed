// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QObject>
#include <QWidget>

#include <optional>

class QLabel;
class QToolButton;

namespace lambdarium {

class CanvasView;
class MiniMap;

/// A rounded box that floats above the canvas.
class FloatingBox : public QWidget
{
    Q_OBJECT

public:
    explicit FloatingBox(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// One state of the legend; checked, it dims all nodes that are not in it.
class LegendButton : public QAbstractButton
{
    Q_OBJECT

public:
    LegendButton(EnvState state, QWidget *parent);
    QSize sizeHint() const override;
    EnvState state() const { return m_state; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EnvState m_state;
};

/// Tool bar, zoom box, legend and minimap of one view: made, placed and kept up to date here. GUI thread.
class CanvasOverlays : public QObject
{
    Q_OBJECT

public:
    explicit CanvasOverlays(CanvasView *view);

    void place();
    void setVisible(bool visible);
    void refresh();
    /// Height that fit() keeps free at the bottom.
    int bottomRoom() const;
    QWidget *miniMap() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void createToolBar();
    void createZoomBox();
    void createLegend();
    void toggleFilter(LegendButton *button);

    CanvasView *m_view;
    FloatingBox *m_tools;
    FloatingBox *m_zoom;
    QWidget *m_legend;
    MiniMap *m_map;
    QLabel *m_zoomLabel = nullptr;
    QToolButton *m_select = nullptr;
    QToolButton *m_pan = nullptr;
    bool m_visible = true;
};

} // namespace lambdarium

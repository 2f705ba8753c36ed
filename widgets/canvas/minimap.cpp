// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/minimap.h"

#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr qreal room = 60;
constexpr qreal inset = 6;

} // namespace

MiniMap::MiniMap(CanvasView *view) : QWidget(view), m_view(view)
{
    resize(150, 92);
    setAccessibleName(tr("Overview map"));
    setAttribute(Qt::WA_NoMousePropagation);
    setCursor(Qt::ArrowCursor);
    hide();
    connect(view->canvasScene(), &CanvasScene::liveChanged, this, [this] {
        if (isVisible())
            update();
    });
}

QRectF MiniMap::shown() const { return m_view->canvasScene()->contentRect().adjusted(-room, -room, room, room); }

QTransform MiniMap::toMap() const
{
    const QRectF all = shown();
    const qreal scale = std::min((width() - 2 * inset) / all.width(), (height() - 2 * inset) / all.height());
    QTransform map;
    map.translate(width() / 2.0, height() / 2.0);
    map.scale(scale, scale);
    map.translate(-all.center().x(), -all.center().y());
    return map;
}

void MiniMap::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor background = t.dark ? t.raised : t.surface;
    background.setAlphaF(0.94F);
    p.setPen(t.dark ? t.borderStrong : t.border);
    p.setBrush(background);
    p.drawRoundedRect(box, 8, 8);
    p.setClipRect(box.adjusted(1, 1, -1, -1));
    const QTransform map = toMap();
    p.setPen(Qt::NoPen);
    for (const CanvasNode &node : m_view->canvasScene()->graph().nodes) {
        const NodeItem *item = m_view->canvasScene()->nodeItem(node.id);
        if (!item || node.kind == NodeKind::Note)
            continue;
        p.setBrush(node.kind == NodeKind::Function ? t.state(item->live().state) : t.wire);
        p.drawRoundedRect(map.mapRect(item->sceneRect()), 1.5, 1.5);
    }
    const QRectF seen = m_view->mapToScene(m_view->viewport()->rect()).boundingRect();
    p.setBrush(t.tint(t.accent, 0.08));
    p.setPen(QPen(t.accent, 1.4));
    p.drawRect(map.mapRect(seen).intersected(box.adjusted(2, 2, -2, -2)));
}

void MiniMap::mousePressEvent(QMouseEvent *event) { m_view->centerOn(toMap().inverted().map(event->position())); }

void MiniMap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        m_view->centerOn(toMap().inverted().map(event->position()));
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/canvasoverlays.h"

#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/minimap.h"
#include "widgets/theme/controls.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace lambdarium {

namespace {

constexpr int margin = 6;
constexpr int shadowRoom = 8;

class Hairline : public QWidget
{
public:
    explicit Hairline(QWidget *parent) : QWidget(parent) { setFixedSize(9, 20); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(4, 0, 1, height(), th().border); }
};

QToolButton *checkable(QToolButton *button)
{
    button->setCheckable(true);
    return button;
}

} // namespace

FloatingBox::FloatingBox(QWidget *parent) : QWidget(parent)
{
    // Clicks between the buttons belong to the box, not to the canvas below.
    setAttribute(Qt::WA_NoMousePropagation);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
}

void FloatingBox::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(8.5, 6.5, -8.5, -10.5);
    drawShadow(&p, box, 10, 9);
    p.setPen(th().dark ? th().borderStrong : th().border);
    p.setBrush(th().dark ? th().raised : th().surface);
    p.drawRoundedRect(box, 10, 10);
}

LegendButton::LegendButton(EnvState state, QWidget *parent) : QAbstractButton(parent), m_state(state)
{
    setCheckable(true);
    setText(stateName(state));
    setAccessibleName(CanvasOverlays::tr("Show only %1").arg(stateName(state)));
    setToolTip(accessibleName());
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, &QWidget::updateGeometry);
}

QSize LegendButton::sizeHint() const
{
    return {QFontMetrics(uiFont(11, QFont::Medium)).horizontalAdvance(text()) + dp(30), dp(28)};
}

void LegendButton::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(1, 3, -1, -3);
    if (isChecked() || underMouse()) {
        p.setPen(Qt::NoPen);
        p.setBrush(isChecked() ? t.tint(t.state(m_state)) : t.hover);
        p.drawRoundedRect(pill, 8, 8);
    }
    if (hasFocus()) {
        p.setPen(QPen(t.accent, t.focusWidth));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(pill, 8, 8);
    }
    const int side = dp(12);
    drawIcon(&p, stateIcon(m_state), QRectF(dp(7), (height() - side) / 2.0, side, side), t.state(m_state), 2.4);
    p.setFont(uiFont(11, QFont::Medium));
    p.setPen(t.text2);
    p.drawText(rect().adjusted(dp(24), 0, 0, 0), Qt::AlignVCenter, text());
}

CanvasOverlays::CanvasOverlays(CanvasView *view)
    : QObject(view), m_view(view), m_tools(new FloatingBox(view)), m_zoom(new FloatingBox(view)),
      m_legend(new QWidget(view)), m_map(new MiniMap(view))
{
    createToolBar();
    createZoomBox();
    createLegend();
    view->installEventFilter(this);
    connect(view, &CanvasView::zoomChanged, this, &CanvasOverlays::refresh);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, &CanvasOverlays::place);
}

void CanvasOverlays::createToolBar()
{
    auto *row = new QHBoxLayout(m_tools);
    row->setContentsMargins(14, 11, 14, 15);
    row->setSpacing(3);
    m_select = checkable(toolButton(QStringLiteral("mouse-pointer-2"), tr("Select (V)"), m_tools));
    m_pan = checkable(toolButton(QStringLiteral("hand"), tr("Pan (H, or hold Space)"), m_tools));
    m_select->setChecked(true);
    connect(m_select, &QToolButton::clicked, this, [this] { m_view->setTool(CanvasView::Tool::Select); });
    connect(m_pan, &QToolButton::clicked, this, [this] { m_view->setTool(CanvasView::Tool::Pan); });
    row->addWidget(m_select);
    row->addWidget(m_pan);
    row->addWidget(new Hairline(m_tools));
    const std::pair<ResourceKind, QString> kinds[] = {
        {ResourceKind::Function, tr("Add a function (F)")}, {ResourceKind::FunctionUrl, tr("Add a function URL (A)")},
        {ResourceKind::Queue, tr("Add a queue (Q)")},       {ResourceKind::Topic, tr("Add a topic (T)")},
        {ResourceKind::Schedule, tr("Add a schedule (S)")}, {ResourceKind::Bucket, tr("Add a bucket (B)")},
    };
    for (const auto &[kind, tip] : kinds) {
        QToolButton *button = toolButton(kindIcon(kind), tip, m_tools);
        connect(button, &QToolButton::clicked, m_view, [view = m_view, kind = kind] { view->addNode(kind); });
        row->addWidget(button);
    }
    row->addWidget(new Hairline(m_tools));
    QToolButton *note = toolButton(QStringLiteral("sticky-note"), tr("Add a note (N)"), m_tools);
    connect(note, &QToolButton::clicked, m_view, &CanvasView::addNote);
    row->addWidget(note);
    QToolButton *tidy = toolButton(QStringLiteral("wand-sparkles"), tr("Tidy the layout (L)"), m_tools);
    connect(tidy, &QToolButton::clicked, m_view, &CanvasView::tidy);
    row->addWidget(tidy);
    // The keyboard reaches all of this by single keys on the canvas; the bar must not take the focus from it.
    for (QToolButton *button : m_tools->findChildren<QToolButton *>())
        button->setFocusPolicy(Qt::TabFocus);
}

void CanvasOverlays::createZoomBox()
{
    auto *row = new QHBoxLayout(m_zoom);
    row->setContentsMargins(13, 11, 13, 15);
    row->setSpacing(2);
    QToolButton *out = toolButton(QStringLiteral("minus"), tr("Zoom out (Ctrl+-)"), m_zoom);
    QToolButton *in = toolButton(QStringLiteral("plus"), tr("Zoom in (Ctrl++)"), m_zoom);
    QToolButton *fit = toolButton(QStringLiteral("maximize"), tr("Fit (Ctrl+0)"), m_zoom);
    auto *label = new TextLabel(QString(), TextLabel::Secondary, 11.5, QFont::Medium, m_zoom);
    label->setMono(true);
    label->setAlignment(Qt::AlignCenter);
    m_zoomLabel = label;
    connect(out, &QToolButton::clicked, m_view, &CanvasView::zoomOut);
    connect(in, &QToolButton::clicked, m_view, &CanvasView::zoomIn);
    connect(fit, &QToolButton::clicked, m_view, &CanvasView::fit);
    row->addWidget(out);
    row->addWidget(label);
    row->addWidget(in);
    row->addWidget(fit);
    for (QToolButton *button : {out, in, fit})
        button->setFocusPolicy(Qt::TabFocus);
}

void CanvasOverlays::createLegend()
{
    m_legend->setAccessibleName(tr("Legend"));
    auto *row = new QHBoxLayout(m_legend);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    // Provisioned concurrency is not set anywhere yet, so its colour does not appear.
    for (const EnvState state :
         {EnvState::Running, EnvState::Warm, EnvState::Cold, EnvState::Throttled, EnvState::Error}) {
        auto *button = new LegendButton(state, m_legend);
        row->addWidget(button);
        connect(button, &LegendButton::clicked, this, [this, button] { toggleFilter(button); });
    }
}

bool CanvasOverlays::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::LanguageChange)
        rebuild();
    return QObject::eventFilter(watched, event);
}

void CanvasOverlays::rebuild()
{
    for (QWidget *box : {static_cast<QWidget *>(m_tools), static_cast<QWidget *>(m_zoom), m_legend}) {
        qDeleteAll(box->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
        delete box->layout();
    }
    m_view->canvasScene()->setStateFilter(std::nullopt);
    createToolBar();
    createZoomBox();
    createLegend();
    // place() measures them now; the layout alone would show them later.
    for (QWidget *box : {static_cast<QWidget *>(m_tools), static_cast<QWidget *>(m_zoom), m_legend})
        for (QWidget *child : box->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
            child->show();
    refresh();
    place();
}

void CanvasOverlays::toggleFilter(LegendButton *button)
{
    for (LegendButton *other : m_legend->findChildren<LegendButton *>()) {
        if (other != button)
            other->setChecked(false);
    }
    m_view->canvasScene()->setStateFilter(button->isChecked() ? std::optional(button->state()) : std::nullopt);
}

QWidget *CanvasOverlays::miniMap() const { return m_map; }

int CanvasOverlays::bottomRoom() const { return m_visible ? m_tools->sizeHint().height() : 0; }

void CanvasOverlays::setVisible(bool visible)
{
    m_visible = visible;
    m_tools->setVisible(visible);
    m_zoom->setVisible(visible);
    place();
}

void CanvasOverlays::refresh()
{
    m_zoomLabel->setText(QStringLiteral("%1%").arg(qRound(m_view->zoom() * 100)));
    m_zoomLabel->setMinimumWidth(QFontMetrics(m_zoomLabel->font()).horizontalAdvance(QStringLiteral("100%")) + 6);
    m_zoomLabel->setAccessibleName(tr("Zoom %1").arg(m_zoomLabel->text()));
    m_select->setChecked(m_view->tool() == CanvasView::Tool::Select);
    m_pan->setChecked(m_view->tool() == CanvasView::Tool::Pan);
    const QRectF content = m_view->canvasScene()->contentRect();
    const QRectF seen = m_view->mapToScene(m_view->viewport()->rect()).boundingRect();
    m_map->setVisible(m_visible && !content.isEmpty() && !seen.contains(content));
    m_map->update();
}

void CanvasOverlays::place()
{
    refresh();
    const int width = m_view->width();
    const int height = m_view->height();
    m_tools->adjustSize();
    m_zoom->adjustSize();
    m_legend->adjustSize();
    const int zoomRight = margin + m_zoom->width();
    // Centred, unless that would cover the zoom box; then the two share the line, or the bar goes above.
    int left = (width - m_tools->width()) / 2;
    int top = height - m_tools->height() - margin;
    if (left < zoomRight - shadowRoom)
        left = zoomRight - shadowRoom;
    if (left + m_tools->width() > width) {
        left = std::max(0, (width - m_tools->width()) / 2);
        top -= m_zoom->height() - shadowRoom;
    }
    m_tools->move(left, top);
    m_zoom->move(margin, height - m_zoom->height() - margin);
    m_legend->move(dp(11), dp(8));
    m_map->move(width - m_map->width() - 14, dp(12) + (m_legend->width() + m_map->width() > width ? dp(28) : 0));
}

} // namespace lambdarium

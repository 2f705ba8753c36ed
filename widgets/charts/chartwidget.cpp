// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartwidget.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/charts/charttable.h"
#include "widgets/theme/theme.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

/// Role Chart, with the summary as its text.
class ChartAccessible : public QAccessibleWidget
{
public:
    explicit ChartAccessible(ChartWidget *chart) : QAccessibleWidget(chart, QAccessible::Chart), m_chart(chart) {}
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Description ? m_chart->summary() : QAccessibleWidget::text(kind);
    }

private:
    ChartWidget *m_chart;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *chart = qobject_cast<ChartWidget *>(object);
    return chart ? new ChartAccessible(chart) : nullptr;
}

} // namespace

ChartWidget::ChartWidget(ChartFeed *feed, QWidget *parent) : QWidget(parent), m_feed(feed)
{
    static const bool installed = (QAccessible::installFactory(&makeAccessible), true);
    Q_UNUSED(installed)
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(feed, &ChartFeed::changed, this, &ChartWidget::onFeedChanged);
    connect(time(), &TimeModel::rangeChanged, this, qOverload<>(&QWidget::update));
    connect(time(), &TimeModel::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(time(), &TimeModel::cursorChanged, this, qOverload<>(&QWidget::update));
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
}

void ChartWidget::onFeedChanged()
{
    update();
    if (QAccessible::isActive() && hasFocus()) {
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void ChartWidget::setHeading(const QString &title, const QString &subtitle)
{
    m_title = title;
    m_subtitle = subtitle;
    setAccessibleName(title);
    update();
}

void ChartWidget::setFramed(bool framed)
{
    m_framed = framed;
    update();
}

void ChartWidget::setRelativeTime(bool relative)
{
    m_relative = relative;
    update();
}

void ChartWidget::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

QSize ChartWidget::sizeHint() const { return {dp(420), dp(240)}; }
QSize ChartWidget::minimumSizeHint() const { return {dp(180), dp(110)}; }

QRectF ChartWidget::plotRect() const
{
    const QMarginsF m = plotMargins();
    const double top = m_title.isEmpty() || !m_framed ? m.top() : 46;
    // Whole pixels: cells and steps then have crisp edges.
    return QRectF(dp(m.left()), dp(top), std::max(10, width() - dp(m.left()) - dp(m.right())),
                  std::max(10, height() - dp(top) - dp(m.bottom())));
}

TimeAxis ChartWidget::axis() const
{
    const QRectF plot = plotRect();
    return {time()->range(), plot.left(), plot.width()};
}

void ChartWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(painter);
    const QRectF plot = plotRect();
    if (empty()) {
        painter.setFont(uiFont(12));
        painter.setPen(th().text3);
        painter.drawText(rect().adjusted(dp(20), dp(30), -dp(20), -dp(10)), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
        return;
    }
    const TimeAxis time = axis();
    paintTime(painter, plot, time);
    painter.save();
    paintPlot(painter, plot, time);
    painter.restore();
    paintOverlay(painter, plot, time);
}

void ChartWidget::paintFrame(QPainter &painter)
{
    const Theme &t = th();
    if (!m_framed) {
        painter.fillRect(rect(), t.surface);
    } else {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(t.border);
        painter.setBrush(t.surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), dp(10), dp(10));
        const QRect line(dp(16), dp(9), width() - dp(32), dp(22));
        painter.setFont(uiFont(13, QFont::DemiBold));
        painter.setPen(t.text);
        painter.drawText(line, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_title, Qt::ElideRight, line.width()));
        const int used = painter.fontMetrics().horizontalAdvance(m_title) + dp(10);
        painter.setFont(uiFont(12));
        painter.setPen(t.text3);
        if (used < line.width() - dp(40))
            painter.drawText(line.adjusted(used, 0, 0, 0), Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(m_subtitle, Qt::ElideRight, line.width() - used));
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, t.focusWidth));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), m_framed ? dp(10) : 2, m_framed ? dp(10) : 2);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ChartWidget::paintTime(QPainter &painter, const QRectF &plot, const TimeAxis &axis)
{
    const Theme &t = th();
    painter.setFont(monoFont(10.5));
    const bool relative = m_relative && time()->live();
    const int half = dp(38);
    for (const TimeAxis::Tick &tick : axis.ticks(relative ? dp(62) : dp(94), relative)) {
        const int x = int(std::lround(tick.x));
        painter.fillRect(QRectF(x, m_framed ? plot.top() : plot.bottom(), 1, m_framed ? plot.height() : dp(5)),
                         t.border);
        painter.setPen(t.text3);
        painter.drawText(QRectF(x - half, plot.bottom() + dp(6), 2 * half, dp(16)), Qt::AlignCenter, tick.label);
    }
}

void ChartWidget::paintOverlay(QPainter &painter, const QRectF &plot, const TimeAxis &axis)
{
    const Theme &t = th();
    if (const auto selection = time()->selection()) {
        const double left = std::clamp(axis.x(selection->begin), plot.left(), plot.right());
        const double right = std::clamp(axis.x(selection->end), plot.left(), plot.right());
        if (right > left) {
            painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), t.tint(t.accent, .10));
            painter.fillRect(QRectF(left, plot.top(), 1, plot.height()), t.accent);
            painter.fillRect(QRectF(right - 1, plot.top(), 1, plot.height()), t.accent);
        }
    }
    const auto cursor = time()->cursor();
    if (!cursor || !time()->range().contains(*cursor))
        return;
    const int x = int(std::lround(axis.x(*cursor)));
    painter.fillRect(QRectF(x, plot.top(), 1, plot.height()), t.accent);
    const QString label = axisClock(*cursor, std::chrono::milliseconds(1));
    painter.setFont(monoFont(10.5));
    const int width = painter.fontMetrics().horizontalAdvance(label) + dp(10);
    QRectF box(x - width / 2.0, plot.bottom() + dp(5), width, dp(17));
    box.moveLeft(std::clamp(box.left(), 1.0, std::max(1.0, this->width() - 1.0 - width)));
    painter.fillRect(box, t.accent);
    painter.setPen(t.onAccent);
    painter.drawText(box, Qt::AlignCenter, label);
}

void ChartWidget::paintEdgeLabels(QPainter &painter, const QRectF &plot, QList<EdgeLabel> labels) const
{
    std::ranges::stable_sort(labels, {}, &EdgeLabel::y);
    const double gap = dp(15);
    for (qsizetype i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + gap);
    double limit = plot.bottom() + dp(4);
    for (qsizetype i = labels.size() - 1; i >= 0; --i, limit -= gap)
        labels[i].y = std::min(labels[i].y, limit);
    const double left = plot.right() + dp(10);
    for (const EdgeLabel &label : labels) {
        painter.setFont(uiFont(11.5, label.weight));
        painter.setPen(label.colour);
        const double room = width() - left - dp(4);
        painter.drawText(QRectF(left, label.y - dp(9), room, dp(18)), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(label.text, Qt::ElideRight, int(room)));
    }
}

double ChartWidget::edgeRoom(const QStringList &labels, double least)
{
    constexpr double gaps = 18;
    const QFontMetrics metrics(uiFont(11.5, QFont::DemiBold));
    double widest = 0;
    for (const QString &label : labels)
        widest = std::max(widest, metrics.horizontalAdvance(label) / ThemeHub::instance().scale());
    return std::max(least, widest + gaps);
}

void ChartWidget::paintAxisLabel(QPainter &painter, const QRectF &plot, double y, const QString &text, bool line) const
{
    const Theme &t = th();
    const int row = int(std::lround(y));
    if (line)
        painter.fillRect(QRectF(plot.left(), row, plot.width(), 1), t.border);
    painter.setFont(monoFont(10.5));
    painter.setPen(t.text3);
    painter.drawText(QRectF(0, row - dp(8), plot.left() - dp(8), dp(16)), Qt::AlignRight | Qt::AlignVCenter, text);
}

void ChartWidget::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = event->position();
    else if (event->button() == Qt::MiddleButton)
        m_panned = event->position();
}

void ChartWidget::mouseMoveEvent(QMouseEvent *event)
{
    const TimeAxis here = axis();
    const double x = event->position().x();
    if (m_panned) {
        time()->pan(here.timeAt(m_panned->x()) - here.timeAt(x));
        m_panned = event->position();
        return;
    }
    const QRectF plot = plotRect();
    const double inside = std::clamp(x, plot.left(), plot.right());
    if (m_pressed && std::abs(x - m_pressed->x()) >= 4) {
        const Instant a = here.timeAt(std::clamp(m_pressed->x(), plot.left(), plot.right())), b = here.timeAt(inside);
        time()->setSelection(TimeRange{std::min(a, b), std::max(a, b)});
    }
    const bool over = x >= plot.left() && x <= plot.right() && !empty();
    time()->setCursor(over ? std::optional(here.timeAt(x)) : std::nullopt);
}

void ChartWidget::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_pressed && (event->position() - *m_pressed).manhattanLength() < 4)
        clicked(event->position());
    m_pressed.reset();
    m_panned.reset();
}

void ChartWidget::mouseDoubleClickEvent(QMouseEvent *) { time()->fit(); }

void ChartWidget::leaveEvent(QEvent *event)
{
    time()->setCursor({});
    QWidget::leaveEvent(event);
}

void ChartWidget::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() == 0 || empty()) {
        event->ignore();
        return;
    }
    const QRectF plot = plotRect();
    const Instant about = axis().timeAt(std::clamp(event->position().x(), plot.left(), plot.right()));
    time()->zoom(about, std::pow(1.2, -event->angleDelta().y() / 120.0));
    event->accept();
}

void ChartWidget::keyPressEvent(QKeyEvent *event)
{
    const TimeRange range = time()->range();
    const Duration step = range.span() / 10;
    switch (event->key()) {
    case Qt::Key_Escape: time()->setSelection({}); return;
    case Qt::Key_Left: time()->pan(-step); return;
    case Qt::Key_Right: time()->pan(step); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: time()->zoom(range.begin + range.span() / 2, 1 / 1.2); return;
    case Qt::Key_Minus: time()->zoom(range.begin + range.span() / 2, 1.2); return;
    case Qt::Key_0: time()->fit(); return;
    case Qt::Key_T:
        if (event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
            showTable();
            return;
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void ChartWidget::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Show as table"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T), this, &ChartWidget::showTable);
    menu.addAction(tr("Copy as CSV"), this, &ChartWidget::copyCsv);
    menu.addAction(tr("Copy as picture"), this, &ChartWidget::copyImage);
    menu.addSeparator();
    menu.addAction(tr("Show all of it"), this, [this] { time()->fit(); });
    menu.addAction(tr("Clear the selection"), this, [this] { time()->setSelection({}); })
        ->setEnabled(time()->selection().has_value());
    menu.exec(event->globalPos());
}

bool ChartWidget::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = empty() ? QString() : toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), toolTipText(text), this);
        return true;
    }
    return QWidget::event(event);
}

QString ChartWidget::csv() const
{
    const auto cell = [](QString text) {
        if (!text.isEmpty() && QStringLiteral("=+-@").contains(text.front()) && !text.toDouble())
            text.prepend(QLatin1Char('\''));
        if (text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) || text.contains(QLatin1Char('\n')))
            text = QLatin1Char('"') + text.replace(QStringLiteral("\""), QStringLiteral("\"\"")) + QLatin1Char('"');
        return text;
    };
    // The type is named: a deduced string builder would refer to what is gone by then.
    const auto line = [&](const QStringList &cells) -> QString {
        QStringList out;
        for (const QString &text : cells)
            out << cell(text);
        return out.join(QLatin1Char(',')) + QLatin1Char('\n');
    };
    const Table data = table();
    QString out = line(data.columns);
    for (const QStringList &row : data.rows)
        out += line(row);
    return out;
}

void ChartWidget::copyCsv() const { QApplication::clipboard()->setText(csv()); }
void ChartWidget::copyImage() { QApplication::clipboard()->setPixmap(grab()); }
void ChartWidget::showTable()
{
    showChartTable(this, m_title.isEmpty() ? accessibleName() : m_title, summary(), table());
}

} // namespace lambdarium

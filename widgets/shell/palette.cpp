// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/palette.h"

#include "widgets/shell/fuzzy.h"
#include "widgets/theme/theme.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int shownMax = 60;
constexpr int shadowSpace = 16;
constexpr int widthMax = 620;

} // namespace

class PaletteModel : public QAbstractListModel
{
public:
    enum Role { Detail = Qt::UserRole, IconName, Positions };

    using QAbstractListModel::QAbstractListModel;

    struct Row
    {
        PaletteItem item;
        QVector<int> positions;
        int score = 0;
    };
    void setRows(QList<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    const QList<Row> &rows() const { return m_rows; }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid())
            return {};
        const Row &row = m_rows.at(index.row());
        switch (role) {
        case Qt::DisplayRole: return row.item.title;
        case Qt::AccessibleTextRole:
            return row.item.detail.isEmpty() ? row.item.title : row.item.title + QStringLiteral(", ") + row.item.detail;
        case Detail: return row.item.detail;
        case IconName: return row.item.icon;
        case Positions: return QVariant::fromValue(row.positions);
        default: return {};
        }
    }

private:
    QList<Row> m_rows;
};

namespace {

class PaletteDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, dp(34)}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &t = th();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect r = option.rect.adjusted(6, 1, -6, -1);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(t.sel);
            painter->drawRoundedRect(r, 6, 6);
        }
        const int side = dp(16);
        drawIcon(painter, index.data(PaletteModel::IconName).toString(),
                 QRectF(r.left() + 10, r.center().y() - side / 2.0 + 0.5, side, side), t.text2);
        const QString detail = index.data(PaletteModel::Detail).toString();
        painter->setFont(uiFont(11.5));
        const int detailWidth = qMin(r.width() / 2, painter->fontMetrics().horizontalAdvance(detail) + 4);
        painter->setPen(t.text3);
        painter->drawText(QRect(r.right() - detailWidth - 8, r.top(), detailWidth, r.height()),
                          Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(detail, Qt::ElideLeft, detailWidth));
        paintTitle(painter, QRect(r.left() + 18 + side, r.top(), r.width() - detailWidth - side - 40, r.height()),
                   index);
        painter->restore();
    }

private:
    static void paintTitle(QPainter *painter, const QRect &rect, const QModelIndex &index)
    {
        const QString title = index.data(Qt::DisplayRole).toString();
        const auto positions = index.data(PaletteModel::Positions).value<QVector<int>>();
        int x = rect.left();
        for (int i = 0; i < title.size() && x < rect.right();) {
            const bool hit = positions.contains(i);
            int end = i + 1;
            while (end < title.size() && positions.contains(end) == hit)
                ++end;
            const QString part = title.mid(i, end - i);
            painter->setFont(uiFont(13, hit ? QFont::Bold : QFont::Normal));
            painter->setPen(hit ? th().accent : th().text);
            painter->drawText(QRect(x, rect.top(), rect.right() - x, rect.height()),
                              Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, part);
            x += painter->fontMetrics().horizontalAdvance(part);
            i = end;
        }
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *window) : QWidget(window), m_model(new PaletteModel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(shadowSpace + 6, shadowSpace + 8, shadowSpace + 6, shadowSpace + 8);
    column->setSpacing(6);
    m_field = new QLineEdit;
    setUiFont(m_field, 14);
    m_field->installEventFilter(this);
    m_list = new QListView;
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_field);
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::refresh);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { activate(index.row()); });
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
    retranslate();
    hide();
}

void CommandPalette::open(const QString &text, const QString &kind)
{
    m_kind = kind;
    m_all = m_provider ? m_provider() : QList<PaletteItem>();
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    {
        const QSignalBlocker blocker(m_field);
        m_field->setText(text);
    }
    show();
    refresh();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
    qApp->installEventFilter(this);
}

void CommandPalette::closePalette()
{
    if (!isVisible())
        return;
    qApp->removeEventFilter(this);
    hide();
    if (QPointer<QWidget> before = m_focusBefore)
        before->setFocus();
    m_focusBefore = nullptr;
}

void CommandPalette::refresh()
{
    QString query = m_field->text();
    QList<PaletteModel::Row> rows;
    const QList<PaletteItem> special = m_special ? m_special(query) : QList<PaletteItem>();
    for (const PaletteItem &item : special)
        rows.append({item, {}, 0});
    const bool commandsOnly = query.startsWith(QLatin1Char('>'));
    if (commandsOnly)
        query.remove(0, 1);
    if (rows.isEmpty()) {
        for (const PaletteItem &item : std::as_const(m_all)) {
            if ((!m_kind.isEmpty() && item.kind != m_kind) || (commandsOnly && item.kind != QStringLiteral("command")))
                continue;
            PaletteModel::Row row{item, {}, 0};
            row.score = fuzzyScore(query, item.title, &row.positions);
            if (row.score < 0)
                continue;
            if (const int used = m_recency.value(item.id))
                row.score += qMax(2, 30 - (m_useCount - used) * 4);
            rows.append(row);
        }
        std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.score > b.score; });
    }
    if (rows.size() > shownMax)
        rows.resize(shownMax);
    m_model->setRows(std::move(rows));
    m_list->setCurrentIndex(m_model->index(0, 0));
    place();
}

void CommandPalette::place()
{
    const QWidget *window = parentWidget();
    const int rows = qBound(1, m_model->rowCount(), 11);
    m_list->setFixedHeight(rows * dp(34) + 4);
    const int width = qMin(dp(widthMax), window->width() - 40) + 2 * shadowSpace;
    setFixedWidth(width);
    adjustSize();
    move((window->width() - width) / 2, dp(52) - shadowSpace - 4);
}

void CommandPalette::activate(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const PaletteItem item = m_model->rows().at(row).item;
    m_recency.insert(item.id, ++m_useCount);
    closePalette();
    if (item.act)
        item.act();
}

QStringList CommandPalette::shownTitles() const
{
    QStringList titles;
    for (const PaletteModel::Row &row : m_model->rows())
        titles.append(row.item.title);
    return titles;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && isVisible()) {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && widget != this && !isAncestorOf(widget))
            closePalette();
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int current = m_list->currentIndex().row();
        switch (key->key()) {
        case Qt::Key_Escape: closePalette(); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: activate(current); return true;
        case Qt::Key_Up:
        case Qt::Key_Down:
            if (const int count = m_model->rowCount()) {
                const int step = key->key() == Qt::Key_Down ? 1 : count - 1;
                m_list->setCurrentIndex(m_model->index((current + step) % count, 0));
            }
            return true;
        case Qt::Key_Tab:
            if (current >= 0)
                m_field->setText(m_model->rows().at(current).item.title);
            return true;
        default: break;
        }
    }
    if (watched == m_field && event->type() == QEvent::FocusOut && isVisible()
        && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
        closePalette();
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF r = QRectF(rect()).adjusted(shadowSpace + .5, shadowSpace - 3.5, -shadowSpace - .5, -shadowSpace - .5);
    drawShadow(&painter, r, 10, 14, 1.6);
    painter.setPen(th().borderStrong);
    painter.setBrush(th().surface);
    painter.drawRoundedRect(r, 10, 10);
}

void CommandPalette::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void CommandPalette::retranslate()
{
    m_field->setPlaceholderText(
        tr("Go to a function, file or setting; > for commands, : for a line, = to set a value"));
    m_field->setAccessibleName(tr("Command palette"));
    m_list->setAccessibleName(tr("Matches"));
}

} // namespace lambdarium

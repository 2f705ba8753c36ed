// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/layersection.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/theme/controls.h"

#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QListWidget>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int rowHeight = 28;

/// As CloudFormation writes it: a reference to a layer of the template, else the ARN.
std::string layersJson(const std::vector<std::string> &layers, const Model &model)
{
    QJsonArray list;
    for (const std::string &layer : layers) {
        if (model.layer(layer))
            list.append(QJsonObject{{QStringLiteral("Ref"), QString::fromStdString(layer)}});
        else
            list.append(QString::fromStdString(layer));
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

LayerSection::LayerSection(PageContext context, QWidget *parent) : QWidget(parent), m_context(std::move(context))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_empty = new TextLabel(tr("No layers. Code and libraries of a layer appear below /opt."), TextLabel::Hint, 12);
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("layers"));
    m_list->setAccessibleName(tr("Layers, later wins"));
    m_list->setToolTip(tr("Later layers win. Alt+Up and Alt+Down move, Delete removes, Enter opens."));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->installEventFilter(this);
    m_list->setIconSize(QSize(dp(15), dp(15)));
    setMonoFont(m_list, 12);
    column->addWidget(m_list);
    auto *row = new QHBoxLayout;
    row->setSpacing(2);
    const auto button = [&](const QString &icon, const QString &tip, auto act) {
        QToolButton *one = toolButton(icon, tip);
        connect(one, &QToolButton::clicked, this, act);
        row->addWidget(one);
        return one;
    };
    m_menu = new QMenu(this);
    connect(m_menu, &QMenu::aboutToShow, this, &LayerSection::fillMenu);
    m_add = toolButton(QStringLiteral("plus"), {}, nullptr, tr("Add a layer"));
    m_add->setObjectName(QStringLiteral("layers.add"));
    m_add->setMenu(m_menu);
    m_add->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(m_add);
    m_up = button(QStringLiteral("arrow-up"), tr("Earlier (Alt+Up)"), [this] { move(-1); });
    m_down = button(QStringLiteral("arrow-down"), tr("Later (Alt+Down)"), [this] { move(1); });
    m_open = button(QStringLiteral("arrow-up-right"), tr("Settings of the layer (Enter)"), [this] {
        if (m_list->currentRow() >= 0)
            m_context.goToNode(m_shown[std::size_t(m_list->currentRow())]);
    });
    m_remove = button(QStringLiteral("trash-2"), tr("Remove the layer (Delete)"), [this] { remove(); });
    row->addStretch(1);
    column->addLayout(row);
    m_message = new FieldMessage;
    column->addWidget(m_message);
    connect(m_list, &QListWidget::currentRowChanged, this, &LayerSection::refreshButtons);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &LayerSection::dragged, Qt::QueuedConnection);
    refreshButtons();
}

void LayerSection::fillMenu()
{
    m_menu->clear();
    for (const Layer &layer : m_context.model().layers) {
        if (std::ranges::find(m_shown, layer.id) != m_shown.end())
            continue;
        m_menu->addAction(themedIcon(QStringLiteral("layers")), displayText(layer.name, 60), this,
                          [this, id = layer.id] { add(id); });
    }
    if (!m_menu->isEmpty())
        m_menu->addSeparator();
    m_menu->addAction(themedIcon(QStringLiteral("folder-plus")), tr("New layer from a folder…"), this,
                      [this] { Q_EMIT contentWanted(true); });
    m_menu->addAction(themedIcon(QStringLiteral("archive")), tr("New layer from a zip file…"), this,
                      [this] { Q_EMIT contentWanted(false); });
    m_menu->addAction(themedIcon(QStringLiteral("tag")), tr("Layer by ARN…"), this, &LayerSection::addArn);
}

void LayerSection::addArn()
{
    auto *ask = new QInputDialog(this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(tr("Layer by ARN"));
    ask->setLabelText(tr("ARN of a layer version; it is kept in the template, and its content has to be in the "
                         "workspace to be used here."));
    connect(ask, &QInputDialog::textValueSelected, this, [this](const QString &arn) {
        if (!arn.trimmed().isEmpty())
            add(arn.trimmed().toStdString());
    });
    ask->open();
}

void LayerSection::write(const std::vector<std::string> &layers, const QString &undoText)
{
    const std::optional<std::string> value = layers.empty() ? std::nullopt
                                                            : std::optional(layersJson(layers, m_context.model()));
    const Result<void> done = m_context.edits->setAll(m_context.node, {{"Layers", value}}, undoText);
    if (!done)
        m_message->showMessage(Severity::Error, coreText(done.error().message));
    refresh();
}

void LayerSection::add(const std::string &layer)
{
    std::vector<std::string> layers = m_shown;
    layers.push_back(layer);
    write(layers, tr("Add layer %1 to %2").arg(displayText(layer, 60), nodeName(m_context.node)));
    m_list->setCurrentRow(m_list->count() - 1);
}

void LayerSection::move(int step)
{
    const int from = m_list->currentRow();
    const int to = from + step;
    if (from < 0 || to < 0 || to >= int(m_shown.size()))
        return;
    std::vector<std::string> layers = m_shown;
    std::swap(layers[std::size_t(from)], layers[std::size_t(to)]);
    write(layers, tr("Reorder the layers of %1").arg(nodeName(m_context.node)));
    m_list->setCurrentRow(to);
}

void LayerSection::remove()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    std::vector<std::string> layers = m_shown;
    const QString name = displayText(layers[std::size_t(row)], 60);
    layers.erase(layers.begin() + row);
    write(layers, tr("Remove layer %1 of %2").arg(name, nodeName(m_context.node)));
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
}

void LayerSection::dragged()
{
    std::vector<std::string> layers;
    for (int row = 0; row < m_list->count(); ++row)
        layers.push_back(m_list->item(row)->data(Qt::UserRole).toString().toStdString());
    if (!m_filling && layers != m_shown)
        write(layers, tr("Reorder the layers of %1").arg(nodeName(m_context.node)));
}

int LayerSection::heightFor(int rows) const { return rows * dp(rowHeight) + 2 * m_list->frameWidth(); }

void LayerSection::refresh()
{
    const Function *function = m_context.model().function(m_context.node);
    if (!function)
        return;
    const int row = m_list->currentRow();
    m_filling = true;
    m_shown = function->layers;
    m_list->clear();
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const Layer *layer = m_context.model().layer(m_shown[i]);
        auto *item = new QListWidgetItem(themedIcon(layer ? QStringLiteral("layers") : QStringLiteral("tag")),
                                         displayText(layer ? layer->id : m_shown[i], 200));
        item->setData(Qt::UserRole, QString::fromStdString(m_shown[i]));
        item->setSizeHint(QSize(40, dp(rowHeight)));
        item->setToolTip(layer ? toolTipText(displayText(layer->contentUri, 200))
                               : toolTipText(displayText(m_shown[i], 300)));
        m_list->addItem(item);
    }
    m_filling = false;
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_list->setVisible(!m_shown.empty());
    m_list->setFixedHeight(heightFor(std::max(1, m_list->count())));
    m_empty->setVisible(m_shown.empty());
    const WorkspaceDocument *document = m_context.edits->document();
    const auto found = std::ranges::find_if(document->problems(), [&](const Problem &problem) {
        return problem.node == m_context.node && problem.property.starts_with("Layers");
    });
    if (found == document->problems().end())
        m_message->clear();
    else
        m_message->showMessage(found->severity, coreText(found->message));
    refreshButtons();
}

void LayerSection::refreshButtons()
{
    const int row = m_list->currentRow();
    const int count = int(m_shown.size());
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < count);
    m_remove->setEnabled(row >= 0);
    m_open->setEnabled(row >= 0 && row < count && m_context.model().layer(m_shown[std::size_t(row)]));
    const bool full = m_shown.size() >= layersMax;
    m_add->setEnabled(!full);
    m_add->setToolTip(full ? tr("A function has at most %1 layers.").arg(layersMax) : tr("Add a layer"));
    for (QToolButton *button : {m_up, m_down, m_remove, m_open})
        button->setVisible(count > 0);
}

bool LayerSection::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool alt = key->modifiers() & Qt::AltModifier;
    if (alt && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        move(key->key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (key->key() == Qt::Key_Delete) {
        remove();
        return true;
    }
    if (key->key() == Qt::Key_Return && m_open->isEnabled()) {
        m_open->click();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool LayerSection::focusField(const std::string &path)
{
    if (path != "Layers")
        return false;
    if (m_shown.empty())
        m_add->setFocus(Qt::OtherFocusReason);
    else
        m_list->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace lambdarium

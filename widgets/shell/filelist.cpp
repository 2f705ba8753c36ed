// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/filelist.h"

#include "widgets/document/workspacedocument.h"
#include "widgets/shell/workspacefiles.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr int PathRole = Qt::UserRole + 1;
constexpr int FunctionRole = Qt::UserRole + 2;

QString iconOf(const QString &path)
{
    if (path.endsWith(QLatin1String(".json")))
        return QStringLiteral("file-json");
    if (path.endsWith(QLatin1String(".md")) || path.endsWith(QLatin1String(".txt")))
        return QStringLiteral("file-text");
    return QStringLiteral("file-code");
}

} // namespace

FileList::FileList(QWidget *parent) : Pane(Surface, Right, parent), m_tree(new QTreeWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    auto *header = new HeaderBar;
    m_title = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
    header->addSpacing(8);
    header->addFixed(m_title, 1);
    column->addWidget(header);
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(dp(16));
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    setUiFont(m_tree, 12.5);
    column->addWidget(m_tree, 1);
    connect(m_tree, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem *item) { choose(item); });
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) { choose(item); });
    retranslate();
}

void FileList::setDocument(WorkspaceDocument *document, WorkspaceFiles *files)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_files = files;
    if (document)
        connect(document, &WorkspaceDocument::modelChanged, this, [this] {
            if (isVisible())
                refresh();
        });
    refresh();
}

QTreeWidgetItem *FileList::addGroup(const QString &title, const QString &icon, const QString &function)
{
    auto *group = new QTreeWidgetItem(m_tree, {title});
    group->setIcon(0, themedIcon(icon));
    group->setFont(0, uiFont(12.5, QFont::Medium));
    group->setData(0, FunctionRole, function);
    group->setExpanded(true);
    return group;
}

void FileList::addFile(QTreeWidgetItem *group, const QString &path, const QString &title)
{
    auto *item = group ? new QTreeWidgetItem(group, {title}) : new QTreeWidgetItem(m_tree, {title});
    item->setIcon(0, themedIcon(iconOf(path)));
    item->setToolTip(0, path);
    item->setData(0, PathRole, path);
}

void FileList::addEvents(QTreeWidgetItem *group, const std::vector<SavedEvent> &events, const NodeId &function)
{
    const std::filesystem::path &root = m_document->workspace().root();
    for (const SavedEvent &event : events) {
        if (event.function != function)
            continue;
        const std::filesystem::path path = event.path.is_absolute() ? event.path.lexically_relative(root) : event.path;
        addFile(group, QString::fromStdString(path.generic_string()), QString::fromStdString(event.name));
        group->child(group->childCount() - 1)->setIcon(0, themedIcon(QStringLiteral("zap")));
    }
}

void FileList::refresh()
{
    m_tree->clear();
    if (!m_document)
        return;
    addFile(nullptr, m_files->templateBuffer()->path(), m_files->templateBuffer()->title());
    const std::vector<SavedEvent> events = m_document->workspace().events();
    for (const Function &function : m_document->model().functions) {
        const QString id = QString::fromStdString(function.id);
        QTreeWidgetItem *group = addGroup(id, QStringLiteral("square-function"), id);
        QString top = m_files->codePath(function.id, QString());
        if (!top.endsWith(QLatin1Char('/')))
            top += QLatin1Char('/');
        for (const QString &path : m_files->filesOf(function.id))
            addFile(group, path, path.startsWith(top) ? path.mid(top.size()) : path);
        addEvents(group, events, function.id);
    }
    if (std::ranges::any_of(events, [](const SavedEvent &event) { return event.function.empty(); }))
        addEvents(addGroup(tr("Events of all functions"), QStringLiteral("zap"), {}), events, {});
    setCurrentFile(m_current);
}

QStringList FileList::files() const
{
    QStringList paths;
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
        if (const QString path = (*it)->data(0, PathRole).toString(); !path.isEmpty())
            paths.append(path);
    return paths;
}

void FileList::setCurrentFile(const QString &path)
{
    m_current = path;
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        if ((*it)->data(0, PathRole).toString() != path || path.isEmpty())
            continue;
        m_tree->setCurrentItem(*it);
        return;
    }
}

void FileList::choose(const QTreeWidgetItem *item)
{
    const QString path = item->data(0, PathRole).toString();
    const QTreeWidgetItem *group = item->parent() ? item->parent() : item;
    if (const QString function = group->data(0, FunctionRole).toString(); !function.isEmpty())
        Q_EMIT functionChosen(function);
    if (!path.isEmpty())
        Q_EMIT fileChosen(path);
}

void FileList::showEvent(QShowEvent *event)
{
    refresh();
    Pane::showEvent(event);
}

void FileList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

void FileList::retranslate()
{
    m_title->setText(tr("Files"));
    m_tree->setAccessibleName(tr("Files"));
    refresh();
}

} // namespace lambdarium

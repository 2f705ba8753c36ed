// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shell: what Ctrl+K offers.
#include "widgets/bridge/sessionbridge.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/editor/editorpane.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/deskpage.h"
#include "widgets/shell/filelist.h"
#include "widgets/shell/shell.h"
#include "widgets/shell/workspacefiles.h"

#include <QRegularExpression>

namespace lambdarium {

namespace {

const QString commandKind = QStringLiteral("command");
const QString fileKind = QStringLiteral("file");

} // namespace

QList<PaletteItem> Shell::triggerItems()
{
    QList<PaletteItem> items;
    const auto add = [&](const QString &title, const NodeId &id) {
        items.append({QStringLiteral("play:") + QString::fromStdString(id),
                      title,
                      {},
                      QStringLiteral("play"),
                      commandKind,
                      [this, id] { m_desk->canvas()->play(id); }});
    };
    const Model model = knownModel();
    for (const Function &function : model.functions) {
        const QString name = QString::fromStdString(function.id);
        add(tr("Run %1").arg(name), function.id);
        if (function.url)
            add(tr("Call the URL of %1").arg(name), functionUrlNode(function.id));
    }
    for (const Queue &queue : model.queues)
        add(tr("Send a message to %1").arg(QString::fromStdString(queue.id)), queue.id);
    for (const Topic &topic : model.topics)
        add(tr("Publish to %1").arg(QString::fromStdString(topic.id)), topic.id);
    for (const Bucket &bucket : model.buckets)
        add(tr("Put a file into %1").arg(QString::fromStdString(bucket.id)), bucket.id);
    for (const Schedule &schedule : model.schedules)
        add(tr("Fire %1").arg(QString::fromStdString(schedule.id)), schedule.id);
    return items;
}

QList<PaletteItem> Shell::paletteItems()
{
    QList<PaletteItem> items;
    if (m_document) {
        const auto node = [&](const NodeId &id, const QString &detail, const QString &icon, const QString &kind) {
            items.append({QStringLiteral("node:") + QString::fromStdString(id), QString::fromStdString(id), detail,
                          icon, kind, [this, id] {
                              if (m_page != Page::Design)
                                  setPage(Page::Design);
                              m_desk->canvas()->selectNode(id);
                              m_desk->canvas()->setFocus();
                          }});
        };
        const Model model = knownModel();
        for (const Function &function : model.functions)
            node(function.id, tr("function"), QStringLiteral("square-function"), QStringLiteral("function"));
        for (const Queue &queue : model.queues)
            node(queue.id, tr("queue"), QStringLiteral("inbox"), QStringLiteral("node"));
        for (const Topic &topic : model.topics)
            node(topic.id, tr("topic"), QStringLiteral("bell"), QStringLiteral("node"));
        for (const Bucket &bucket : model.buckets)
            node(bucket.id, tr("bucket"), QStringLiteral("database"), QStringLiteral("node"));
        for (const Schedule &schedule : model.schedules)
            node(schedule.id, tr("schedule"), QStringLiteral("calendar-clock"), QStringLiteral("node"));
        if (m_bridge->hasSession())
            items.append(triggerItems() + environmentItems());
        m_desk->files()->refresh();
        for (const QString &path : m_desk->files()->files())
            items.append({QStringLiteral("file:") + path, path.section(QLatin1Char('/'), -1), path,
                          QStringLiteral("file-code"), fileKind, [this, path] { showFile(path); }});
    }
    for (QAction *action : m_actions->all()) {
        if (m_actions->isHidden(action) || !action->isEnabled())
            continue;
        items.append({QStringLiteral("action:") + action->objectName(), action->text(), m_actions->keyText(action),
                      QStringLiteral("command"), commandKind, [action = QPointer(action)] {
                          if (action)
                              action->trigger();
                      }});
    }
    return items;
}

QList<PaletteItem> Shell::paletteSpecial(const QString &input)
{
    static const QRegularExpression line(QStringLiteral("^:(\\d{1,7})$"));
    static const QRegularExpression setting(QStringLiteral("^=\\s*(\\S+)\\s+(\\S+)\\s+(.+)$"));
    if (!m_document)
        return {};
    if (const QRegularExpressionMatch match = line.match(input); match.hasMatch()) {
        const int number = match.captured(1).toInt();
        return {{QStringLiteral("line"),
                 tr("Go to line %1").arg(number),
                 {},
                 QStringLiteral("code-xml"),
                 commandKind,
                 [this, number] {
                     prepareForCode();
                     if (CodeEditor *editor = m_desk->editor()->currentEditor()) {
                         editor->goTo(number);
                         editor->setFocus();
                     }
                 }}};
    }
    if (const QRegularExpressionMatch match = setting.match(input); match.hasMatch()) {
        const QString path = match.captured(1);
        const QString function = match.captured(2);
        const QString value = match.captured(3);
        return {{QStringLiteral("set"),
                 tr("Set %1 of %2 to %3").arg(path, function, value),
                 {},
                 QStringLiteral("sliders-horizontal"),
                 commandKind,
                 [this, path, function, value] {
                     const auto done = m_document->set(function.toStdString(), path.toStdString(), value.toStdString());
                     if (!done)
                         showError(QString::fromStdString(done.error().message));
                 }}};
    }
    return {};
}

} // namespace lambdarium

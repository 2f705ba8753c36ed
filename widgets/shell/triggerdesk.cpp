// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/triggerdesk.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/shell/triggerdialogs.h"
#include "widgets/theme/controls.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lambdarium {

namespace {

QString named(const NodeId &node) { return QString::fromStdString(node); }

/// What a saved event of the consumer carries: the body a sender would have sent.
QString carriedBody(const Workspace &workspace, const NodeId &function)
{
    for (const SavedEvent &event : workspace.events()) {
        if (event.function != function)
            continue;
        const auto text = workspace.readText(
            event.path.is_absolute() ? event.path.lexically_relative(workspace.root()) : event.path, 1U << 20U);
        if (!text)
            continue;
        const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
        const QJsonObject record = json.value(QLatin1String("Records")).toArray().at(0).toObject();
        for (const QJsonValue &body : {json.value(QLatin1String("body")), record.value(QLatin1String("body")),
                                       record.value(QLatin1String("Sns")).toObject().value(QLatin1String("Message"))})
            if (body.isString())
                return body.toString();
    }
    return {};
}

} // namespace

TriggerDesk::TriggerDesk(SessionBridge *bridge, ToastHost *toasts, QWidget *window)
    : QObject(window), m_bridge(bridge), m_toasts(toasts), m_window(window)
{}

void TriggerDesk::setDocument(WorkspaceDocument *document)
{
    m_document = document;
    m_lastBody.clear();
}

void TriggerDesk::connectCanvas(CanvasView *canvas)
{
    connect(canvas, &CanvasView::sendMessageRequested, this, &TriggerDesk::askSend);
    connect(canvas, &CanvasView::publishRequested, this, &TriggerDesk::askPublish);
    connect(canvas, &CanvasView::putFileRequested, this, [this](const NodeId &bucket) { askPut(bucket); });
    connect(canvas, &CanvasView::callUrlRequested, this, &TriggerDesk::askCall);
    connect(canvas, &CanvasView::purgeRequested, this, &TriggerDesk::askPurge);
    connect(canvas, &CanvasView::fireScheduleRequested, this, &TriggerDesk::fire);
    connect(canvas, &CanvasView::fileDropped, this, &TriggerDesk::drop);
}

void TriggerDesk::show(TriggerDialog *dialog, const NodeId &node)
{
    connect(dialog, &TriggerDialog::sent, this, [this, node](const Command &command, const QString &body) {
        if (!body.isEmpty())
            m_lastBody.insert(named(node), body);
        QString done;
        if (std::holds_alternative<command::SendMessage>(command))
            done = tr("Sent to %1").arg(named(node));
        else if (std::holds_alternative<command::Publish>(command))
            done = tr("Published to %1").arg(named(node));
        else if (const auto *put = std::get_if<command::PutObject>(&command))
            done = tr("Put %1 into %2").arg(displayText(put->key, 120), named(node));
        else if (std::holds_alternative<command::PurgeQueue>(command))
            done = tr("Purged %1").arg(named(node));
        send(command, done);
    });
    dialog->open();
}

QString TriggerDesk::bodyFor(const NodeId &node) const
{
    if (const auto known = m_lastBody.find(named(node)); known != m_lastBody.end())
        return *known;
    if (!m_document)
        return {};
    QString body = carriedBody(m_document->workspace(), node);
    for (const Edge &edge : m_document->model().edges)
        if (body.isEmpty() && edge.from == node)
            body = carriedBody(m_document->workspace(), edge.to);
    return body;
}

QString TriggerDesk::prefixOf(const NodeId &bucket) const
{
    if (m_document)
        for (const Edge &edge : m_document->model().edges)
            if (edge.kind == EdgeKind::BucketToFunction && edge.from == bucket && !edge.s3Prefix.empty())
                return QString::fromStdString(edge.s3Prefix);
    return {};
}

void TriggerDesk::askSend(const NodeId &queue)
{
    const QString body = bodyFor(queue);
    show(TriggerDialog::sendMessage(queue, body.isEmpty() ? QStringLiteral("{\"id\": 1}") : body, m_window), queue);
}

void TriggerDesk::askPublish(const NodeId &topic)
{
    const QString body = bodyFor(topic);
    show(TriggerDialog::publish(topic, body.isEmpty() ? QStringLiteral("{\"id\": 1}") : body, m_window), topic);
}

void TriggerDesk::askPut(const NodeId &bucket, const QStringList &files)
{
    show(TriggerDialog::putFile(bucket, prefixOf(bucket), files, m_window), bucket);
}

void TriggerDesk::askCall(const NodeId &function)
{
    show(TriggerDialog::callUrl(function, bodyFor(function), m_window), function);
}

void TriggerDesk::askPurge(const NodeId &queue)
{
    const QueueView *view = m_bridge->snapshot()->queue(queue);
    show(TriggerDialog::purge(queue, view ? view->visible + view->inFlight + view->delayed : 0, m_window), queue);
}

void TriggerDesk::fire(const NodeId &schedule)
{
    send(command::FireSchedule{schedule}, tr("Fired %1").arg(named(schedule)));
}

void TriggerDesk::drop(const NodeId &bucket, const QStringList &files)
{
    const QString prefix = prefixOf(bucket);
    for (const QString &file : files) {
        const QFileInfo info(file);
        if (!info.isFile()) {
            m_toasts->showError(tr("%1 is not a file.").arg(info.fileName()));
            continue;
        }
        const QString key = prefix + info.fileName();
        send(command::PutObject{bucket, key.toStdString(), info.absoluteFilePath().toStdString(), {}},
             tr("Put %1 into %2").arg(key, named(bucket)));
    }
}

void TriggerDesk::send(const Command &command, const QString &done)
{
    m_bridge->submit(command, this, [this, done](const Result<CommandOutcome> &result) { report(result, done); });
}

void TriggerDesk::report(const Result<CommandOutcome> &result, const QString &done)
{
    if (!result) {
        m_toasts->showError(displayText(coreText(result.error().message), 300));
        return;
    }
    if (const auto *response = std::get_if<UrlResponse>(&*result)) {
        const QString text = tr("%1 · %2").arg(response->status).arg(displayText(response->body, 160));
        if (response->status >= 500)
            m_toasts->showError(text);
        else
            m_toasts->showToast(text);
        return;
    }
    m_toasts->showToast(done);
}

} // namespace lambdarium

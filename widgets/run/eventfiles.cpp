// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/eventpane.h"

#include "widgets/document/coretext.h"
#include "widgets/theme/controls.h"

#include <QComboBox>
#include <QDateTime>
#include <QFile>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>

/// Saved and generated events of the event pane.
namespace lambdarium {

namespace {

constexpr qsizetype nameMax = 100;

/// A name that is one file name everywhere.
bool legalName(const QString &name)
{
    static const QString refused = QStringLiteral("/\\:*?\"<>|");
    return !name.isEmpty() && name.size() <= nameMax && !name.startsWith(QLatin1Char('.'))
        && std::ranges::none_of(name, [](QChar c) { return c.unicode() < 32 || refused.contains(c); });
}

} // namespace

QString sampleTitle(const SampleEvent &sample)
{
    switch (sample.kind) {
    case SampleEventKind::ApiRest: return EventPane::tr("API Gateway, REST");
    case SampleEventKind::HttpApi: return EventPane::tr("API Gateway, HTTP");
    case SampleEventKind::FunctionUrl: return EventPane::tr("Function URL");
    case SampleEventKind::S3Put: return EventPane::tr("S3, object created");
    case SampleEventKind::S3Delete: return EventPane::tr("S3, object removed");
    case SampleEventKind::Sqs: return EventPane::tr("SQS message");
    case SampleEventKind::Sns: return EventPane::tr("SNS notification");
    case SampleEventKind::Schedule: return EventPane::tr("Schedule");
    case SampleEventKind::Kinesis: return EventPane::tr("Kinesis records");
    case SampleEventKind::DynamoDb: return EventPane::tr("DynamoDB changes");
    }
    return QString::fromStdString(sample.title);
}

void EventPane::setWorkspace(const Workspace *workspace)
{
    m_workspace = workspace;
    m_drafts.clear();
    m_lastEvent.clear();
    m_function.clear();
    m_event.clear();
    m_unsavedName.clear();
    m_removedName.clear();
    m_events = workspace ? workspace->events() : std::vector<SavedEvent>();
    fillEvents();
    load();
    Q_EMIT eventsChanged();
}

void EventPane::reload()
{
    if (!m_workspace)
        return;
    const QStringList before = events(m_function);
    m_events = m_workspace->events();
    const bool untouched = !m_event.isEmpty() && !m_drafts.contains(draftKey()) && saved(m_function, m_event);
    if (untouched && m_editor.text() != storedText(m_event))
        load(); // edited elsewhere
    if (events(m_function) == before)
        return;
    if (!m_event.isEmpty() && !saved(m_function, m_event)) { // gone from the disk: its text is not
        m_drafts[m_function + QLatin1Char('\n')] = m_editor.text();
        m_unsavedName = m_event;
        m_event.clear();
    }
    fillEvents();
    refreshButtons();
    Q_EMIT eventsChanged();
}

QStringList EventPane::events(const QString &function) const
{
    QStringList own;
    QStringList shared;
    for (const SavedEvent &event : m_events) {
        const QString name = QString::fromStdString(event.name);
        if (event.function == function.toStdString() && !function.isEmpty())
            own << name;
        else if (event.function.empty())
            shared << name;
    }
    for (const QString &name : std::as_const(shared))
        if (!own.contains(name))
            own << name;
    return own;
}

const SavedEvent *EventPane::saved(const QString &function, const QString &name) const
{
    const SavedEvent *found = nullptr;
    for (const SavedEvent &event : m_events) {
        if (QString::fromStdString(event.name) != name
            || (!event.function.empty() && event.function != function.toStdString()))
            continue;
        if (!found || !event.function.empty()) // the function's own before the shared one
            found = &event;
    }
    return found;
}

QString EventPane::storedText(const QString &name) const
{
    const SavedEvent *event = saved(m_function, name);
    if (!event || !m_workspace)
        return {};
    const auto text = m_workspace->readText(event->path.lexically_relative(m_workspace->root()));
    return text ? QString::fromStdString(*text) : QString();
}

void EventPane::save()
{
    if (m_event.isEmpty()) {
        askName();
        return;
    }
    const SavedEvent *event = saved(m_function, m_event);
    if (!event || !m_workspace)
        return;
    const auto done = m_workspace->writeText(event->path.lexically_relative(m_workspace->root()),
                                             m_editor.text().toStdString());
    if (!done) {
        tell(coreText(done.error().message), true);
        return;
    }
    m_drafts.erase(draftKey());
    fillEvents();
    refreshButtons();
}

void EventPane::askName()
{
    m_name->setText(m_event.isEmpty() ? m_unsavedName : tr("%1 copy").arg(m_event));
    m_naming->show();
    m_name->selectAll();
    m_name->setFocus();
}

void EventPane::saveAs()
{
    const QString name = m_name->text().trimmed();
    if (!m_workspace)
        return;
    if (!legalName(name)) {
        tell(tr("A name has 1 to %1 characters and none of / \\ : * ? \" < > |").arg(nameMax), true);
        return;
    }
    const std::filesystem::path path = std::filesystem::path("events") / m_function.toStdString()
        / (name.toStdString() + ".json");
    const SavedEvent *same = saved(m_function, name);
    if (same && !same->function.empty()) {
        tell(tr("An event named %1 exists already.").arg(name), true);
        return;
    }
    const auto done = m_workspace->writeText(path, m_editor.text().toStdString());
    if (!done) {
        tell(coreText(done.error().message), true);
        return;
    }
    m_drafts.erase(draftKey());
    m_unsavedName.clear();
    m_events = m_workspace->events();
    m_event = name;
    m_lastEvent[m_function] = name;
    fillEvents();
    load();
    Q_EMIT eventsChanged();
}

void EventPane::removeEvent()
{
    const SavedEvent *event = saved(m_function, m_event);
    if (!event || !m_workspace)
        return;
    const QString text = storedText(m_event);
    QFile file(QString::fromStdString(event->path.string()));
    if (!file.remove()) {
        tell(tr("%1 cannot be deleted: %2").arg(m_event, file.errorString()), true);
        return;
    }
    m_removedName = m_event;
    m_removedText = text;
    m_drafts.erase(draftKey());
    m_events = m_workspace->events();
    const QStringList left = events(m_function);
    m_event = left.isEmpty() ? QString() : left.front();
    m_lastEvent[m_function] = m_event;
    fillEvents();
    load();
    tell(tr("Deleted %1.").arg(m_removedName), false, tr("Restore"));
    Q_EMIT eventsChanged();
}

void EventPane::restoreRemoved()
{
    if (!m_workspace || m_removedName.isEmpty())
        return;
    const auto done = m_workspace->writeText(std::filesystem::path("events") / m_function.toStdString()
                                                 / (m_removedName.toStdString() + ".json"),
                                             m_removedText.toStdString());
    if (!done) {
        tell(coreText(done.error().message), true);
        return;
    }
    m_events = m_workspace->events();
    setEvent(std::exchange(m_removedName, QString()));
}

void EventPane::fillSamples()
{
    m_samples->clear();
    for (const SampleEvent &sample : sampleEvents())
        m_samples->addAction(sampleTitle(sample), this, [this, sample] {
            takeSample(sample.kind);
            m_unsavedName = sampleTitle(sample);
            fillEvents();
        });
}

void EventPane::takeSample(SampleEventKind kind)
{
    SampleEventOptions options = sampleOptions();
    if (kind != likelySample())
        options.resource.clear();
    setUnsaved(QString::fromStdString(sampleEventJson(kind, options)), {});
}

SampleEventKind EventPane::likelySample() const
{
    const std::string function = m_function.toStdString();
    for (const Edge &edge : m_model.edges) {
        if (edge.to != function)
            continue;
        switch (edge.kind) {
        case EdgeKind::QueueToFunction: return SampleEventKind::Sqs;
        case EdgeKind::BucketToFunction: return SampleEventKind::S3Put;
        case EdgeKind::TopicToFunction: return SampleEventKind::Sns;
        case EdgeKind::ScheduleToFunction: return SampleEventKind::Schedule;
        case EdgeKind::UrlToFunction: return SampleEventKind::FunctionUrl;
        default: break;
        }
    }
    return SampleEventKind::ApiRest;
}

SampleEventOptions EventPane::sampleOptions() const
{
    SampleEventOptions options;
    options.epochMs = QDateTime::currentMSecsSinceEpoch();
    for (const Edge &edge : m_model.edges) {
        if (edge.to != m_function.toStdString())
            continue;
        if (const Queue *queue = m_model.queue(edge.from); queue && edge.kind == EdgeKind::QueueToFunction)
            options.resource = queue->name;
        else if (const Bucket *bucket = m_model.bucket(edge.from); bucket && edge.kind == EdgeKind::BucketToFunction) {
            options.resource = bucket->name;
            options.key = edge.s3Prefix + "photo" + (edge.s3Suffix.empty() ? ".png" : edge.s3Suffix);
        } else if (const Topic *topic = m_model.topic(edge.from); topic && edge.kind == EdgeKind::TopicToFunction)
            options.resource = topic->name;
        else if (const Schedule *schedule = m_model.schedule(edge.from))
            options.resource = schedule->name;
        else
            continue;
        break;
    }
    return options;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/executionpage.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/inspector/inspector.h"
#include "widgets/inspector/layerpage.h"
#include "widgets/inspector/links.h"
#include "widgets/theme/controls.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace lambdarium {

namespace {

template <typename Read>
std::function<std::string(const Model &)> ofLayer(const NodeId &id, Read read)
{
    return [id, read](const Model &model) -> std::string {
        const Layer *layer = model.layer(id);
        return layer ? std::string(read(*layer)) : std::string();
    };
}

std::string runtimesJson(const std::string &typed)
{
    QJsonArray list;
    for (const QString &part : QString::fromStdString(typed).split(QLatin1Char(','), Qt::SkipEmptyParts))
        list.append(part.trimmed());
    return list.isEmpty() ? std::string() : QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

LayerPage::LayerPage(const PageContext &shared, QWidget *parent) : InspectorPage(shared, parent)
{
    const NodeId &id = context().node;
    const Layer *layer = context().model().layer(id);
    const bool sam = layer
        && context().edits->source(layer->range).find("AWS::Serverless::LayerVersion") != std::string::npos;
    auto *name = add(new TextFieldRow(context().edits,
                                      bind("LayerName", ofLayer(id, [](const Layer &l) { return l.name; })),
                                      Inspector::tr("Layer name"), TextFieldRow::Mono));
    name->setEmptyResets();
    if (sam)
        add(new TextFieldRow(context().edits,
                             bind("ContentUri", ofLayer(id, [](const Layer &l) { return l.contentUri; })),
                             Inspector::tr("Content (folder or zip)"), TextFieldRow::Mono));
    auto *runtimes = add(new TextFieldRow(context().edits,
                                          bind("CompatibleRuntimes",
                                               ofLayer(id,
                                                       [](const Layer &l) {
                                                           std::string all;
                                                           for (const std::string &one : l.runtimes)
                                                               all.append(all.empty() ? "" : ", ").append(one);
                                                           return all;
                                                       })),
                                          Inspector::tr("Runtimes"), TextFieldRow::Mono));
    runtimes->setPlaceholder(Inspector::tr("All; python3.13, …"));
    runtimes->setWriter(runtimesJson);
    runtimes->setEmptyResets();
    auto *description = add(new TextFieldRow(
        context().edits, bind("Description", ofLayer(id, [](const Layer &l) { return l.description; })),
        Inspector::tr("Description"), TextFieldRow::Plain));
    description->setEmptyResets();
    addSection(Inspector::tr("Used by"));
    m_users = new QVBoxLayout;
    m_users->setSpacing(4);
    column()->addLayout(m_users);
    addSection(Inspector::tr("Build and package"));
    m_build = new BuildSection(context());
    column()->addWidget(m_build);
    m_problems = new ProblemsSection(context());
    column()->addWidget(m_problems);
}

void LayerPage::refresh()
{
    InspectorPage::refresh();
    m_build->refresh();
    m_problems->refresh();
    std::vector<NodeId> users;
    for (const Function &function : context().model().functions)
        if (std::ranges::find(function.layers, context().node) != function.layers.end())
            users.push_back(function.id);
    if (m_known && users == m_shown)
        return;
    m_known = true;
    m_shown = users;
    while (QLayoutItem *item = m_users->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const NodeId &user : users) {
        auto *link = new LinkButton(nodeName(user), Inspector::tr("Show %1").arg(nodeName(user)));
        connect(link, &LinkButton::clicked, this, [this, user] { context().goToNode(user); });
        m_users->addWidget(link);
    }
    if (users.empty()) {
        auto *none = new TextLabel(Inspector::tr("No function yet. Add it in the function's Execution settings."),
                                   TextLabel::Hint, 12);
        none->setWordWrap(true);
        m_users->addWidget(none);
    }
}

void LayerPage::showSnapshot(const Snapshot &snapshot) { m_build->showSnapshot(snapshot); }

} // namespace lambdarium

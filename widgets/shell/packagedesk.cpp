// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/packagedesk.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/bridge/environmentwords.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/shell/foldercopy.h"
#include "widgets/shell/newfunctiondialog.h"
#include "widgets/theme/controls.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QRegularExpression>

namespace lambdarium {

namespace {

namespace fs = std::filesystem;

QStringList takenIds(const Model &model)
{
    QStringList ids;
    const auto add = [&](const auto &items) {
        for (const auto &item : items)
            ids << QString::fromStdString(item.id);
    };
    add(model.functions);
    add(model.queues);
    add(model.topics);
    add(model.buckets);
    add(model.others);
    return ids;
}

QString size(std::int64_t bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat); }

} // namespace

PackageDesk::PackageDesk(SessionBridge *bridge, ToastHost *toasts, QWidget *window)
    : QObject(window), m_bridge(bridge), m_toasts(toasts), m_window(window)
{}

void PackageDesk::setDocument(WorkspaceDocument *document) { m_document = document; }

void PackageDesk::fail(const Error &error) { m_toasts->showError(displayText(coreText(error.message), 400)); }

void PackageDesk::askNewFunction(std::optional<NodePosition> at)
{
    if (!m_document)
        return;
    auto *dialog = new NewFunctionDialog(m_bridge->snapshot()->runtimes, takenIds(m_document->model()), m_window);
    connect(dialog, &NewFunctionDialog::chosen, this,
            [this, at](const NewFunctionRequest &request) { create(request, at); });
    dialog->open();
}

void PackageDesk::create(const NewFunctionRequest &request, std::optional<NodePosition> at)
{
    if (!m_document)
        return;
    if (m_document->workspace().readOnly())
        return fail({ErrorCode::Conflict, tr("The workspace is read-only.").toStdString()});
    m_document->flushParse();
    if (m_document->broken() || !m_document->templateFile())
        return fail({ErrorCode::Conflict, tr("The template has an error; correct it first.").toStdString()});
    const auto plan = planNewFunction(m_document->workspace(), *m_document->templateFile(), request);
    if (!plan)
        return fail(plan.error());
    // Files first: the core looks for the handler as soon as the template names it.
    if (const auto written = writeNewFunction(m_document->workspace(), *plan); !written)
        return fail(written.error());
    const NodeId id = plan->change.node;
    const auto done = m_document->apply(plan->change, tr("Add function %1").arg(nodeName(id)),
                                        tr("Added %1").arg(nodeName(id)), at);
    if (!done)
        return fail(done.error());
    Q_EMIT functionCreated(id);
}

void PackageDesk::askNewLayer(const NodeId &function, bool folder)
{
    if (!m_document)
        return;
    auto *chooser = new QFileDialog(m_window, folder ? tr("Content of the layer") : tr("Zip file of the layer"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setDirectory(QString::fromStdString(m_document->workspace().root().string()));
    if (folder) {
        chooser->setFileMode(QFileDialog::Directory);
        chooser->setOption(QFileDialog::ShowDirsOnly);
    } else {
        chooser->setFileMode(QFileDialog::ExistingFile);
        chooser->setNameFilter(tr("Zip files (*.zip)"));
    }
    connect(chooser, &QFileDialog::fileSelected, this,
            [this, function](const QString &chosen) { makeLayer(function, chosen); });
    chooser->open();
}

void PackageDesk::makeLayer(const NodeId &function, const QString &content)
{
    if (!m_document)
        return;
    const fs::path root = m_document->workspace().root();
    const fs::path chosen = fs::path(QFileInfo(content).canonicalFilePath().toStdString());
    std::error_code error;
    fs::path relative = chosen.lexically_relative(fs::canonical(root, error));
    const bool inside = !chosen.empty() && !relative.empty() && *relative.begin() != "..";
    if (inside)
        return addLayer(function, relative, content);
    // The template may only name what lies in the workspace.
    relative = fs::path("layers") / chosen.filename();
    if (fs::exists(root / relative, error))
        return fail(
            {ErrorCode::Conflict,
             tr("%1 exists already in the workspace.").arg(QString::fromStdString(relative.string())).toStdString()});
    copyLayer(chosen, root / relative, [this, function, relative, content] { addLayer(function, relative, content); });
}

void PackageDesk::copyLayer(const fs::path &from, const fs::path &to, std::function<void()> done)
{
    auto *copy = new FolderCopy(from, to, this);
    auto *progress = new QProgressDialog(tr("Copying the layer into the workspace…"), tr("Cancel"), 0, 0, m_window);
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->setWindowModality(Qt::WindowModal);
    progress->setMinimumDuration(400); // ms; what is quicker needs no window
    progress->setAutoClose(false);
    connect(progress, &QProgressDialog::canceled, copy, &FolderCopy::cancel);
    connect(copy, &FolderCopy::progressed, progress, [progress](int files, qint64 bytes) {
        progress->setLabelText(tr("Copying the layer into the workspace…") + QLatin1Char('\n')
                               + tr("%n file(s), %1", nullptr, files).arg(QLocale().formattedDataSize(bytes)));
        progress->setValue(0); // shows it once the time has passed
    });
    connect(
        copy, &FolderCopy::finished, this,
        [this, copy, progress, document = m_document, done = std::move(done)](bool cancelled, const QString &problem) {
            progress->close();
            copy->deleteLater();
            if (cancelled || document != m_document)
                return;
            if (problem.isEmpty())
                return done();
            fail(
                {ErrorCode::Io, tr("The layer could not be copied into the workspace: %1").arg(problem).toStdString()});
        });
    copy->start();
}

void PackageDesk::addLayer(const NodeId &function, const fs::path &relative, const QString &content)
{
    QString name = QFileInfo(content).completeBaseName();
    name.remove(QRegularExpression(QStringLiteral("[^A-Za-z0-9]")));
    if (name.isEmpty())
        name = QStringLiteral("Layer");
    name[0] = name[0].toUpper();
    if (!name.contains(QLatin1String("Layer")))
        name += QStringLiteral("Layer");
    const std::string uri = relative.generic_string() + (QFileInfo(content).isDir() ? "/" : "");
    if (const auto added = m_document->addLayer(name.toStdString(), uri, function); !added)
        fail(added.error());
}

void PackageDesk::act(const BuildRequest &request)
{
    switch (request.kind) {
    case BuildRequest::Kind::Build: build({request.resource}); return;
    case BuildRequest::Kind::Cancel:
        m_bridge->submit(command::CancelBuild{request.resource}, this, [this](const Result<CommandOutcome> &result) {
            if (!result)
                fail(result.error());
        });
        return;
    case BuildRequest::Kind::Export: askExport(request.resource); return;
    case BuildRequest::Kind::Import: askImport(request.resource); return;
    case BuildRequest::Kind::Adopt: adopt(request.resource); return;
    case BuildRequest::Kind::Remove: askRemoval(request.resource); return;
    }
}

void PackageDesk::buildAll() { build({}); }

void PackageDesk::build(std::vector<NodeId> resources)
{
    Q_EMIT buildStarted();
    m_bridge->submit(command::Build{std::move(resources)}, this,
                     [this](const Result<CommandOutcome> &result) { built(result); });
}

void PackageDesk::built(const Result<CommandOutcome> &result)
{
    if (!result)
        return fail(result.error());
    const auto *outcome = std::get_if<BuildOutcome>(&*result);
    if (!outcome)
        return;
    int good = 0;
    QStringList bad;
    for (const BuildView &build : outcome->builds) {
        good += build.state == BuildView::State::Succeeded;
        if (build.state == BuildView::State::Failed)
            bad << (build.problem.empty() ? tr("%1 was not built").arg(nodeName(build.id))
                                          : tr("%1 was not built: %2")
                                                .arg(nodeName(build.id), displayText(coreText(build.problem), 160)));
    }
    if (!bad.isEmpty())
        m_toasts->showError(bad.join(QLatin1Char('\n')));
    else if (good > 0)
        m_toasts->showToast(tr("%n build(s) succeeded", nullptr, good));
    else if (outcome->builds.empty())
        m_toasts->showToast(tr("Nothing has a build step"));
}

void PackageDesk::askExport(const NodeId &resource)
{
    auto *chooser = new QFileDialog(m_window, tr("Export the package of %1").arg(nodeName(resource)));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilter(tr("Zip files (*.zip)"));
    chooser->setDefaultSuffix(QStringLiteral("zip"));
    chooser->selectFile(QString::fromStdString(resource) + QStringLiteral(".zip"));
    connect(chooser, &QFileDialog::fileSelected, this, [this, resource](const QString &file) {
        m_bridge->submit(command::ExportPackage{resource, file.toStdString()}, this,
                         [this, file](const Result<CommandOutcome> &result) {
                             packaged(result, tr("Written: %1").arg(QDir::toNativeSeparators(file)));
                         });
    });
    chooser->open();
}

void PackageDesk::askImport(const NodeId &resource)
{
    auto *chooser = new QFileDialog(m_window, tr("Import a package for %1").arg(nodeName(resource)));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setNameFilter(tr("Zip files (*.zip)"));
    connect(chooser, &QFileDialog::fileSelected, this, [this, resource](const QString &file) {
        m_bridge->submit(command::ImportPackage{resource, file.toStdString()}, this,
                         [this, resource](const Result<CommandOutcome> &result) {
                             packaged(result, tr("The code of %1 was replaced").arg(nodeName(resource)));
                         });
    });
    chooser->open();
}

void PackageDesk::adopt(const NodeId &function)
{
    const FunctionView *view = m_bridge->snapshot()->function(function);
    if (!m_document || !view || !view->outside)
        return m_toasts->showToast(tr("%1 is in the template already.").arg(nodeName(function)));
    // The core writes into the file: what is not saved yet would be in its way.
    if (const auto saved = m_document->save(); !saved)
        return fail(saved.error());
    m_bridge->submit(command::AdoptFunction{function}, this, [this, function](const Result<CommandOutcome> &result) {
        if (!result)
            return fail(result.error());
        const auto *made = std::get_if<Accepted>(&*result);
        const NodeId id = made ? made->id : function;
        if (m_document) // stays where it was, under its new id
            if (const auto place = m_document->layout().positions.find(function);
                place != m_document->layout().positions.end())
                m_document->placeNodes({{id, place->second}});
        m_toasts->showToast(tr("%1 is in the template now, as %2").arg(nodeName(function), nodeName(id)));
    });
}

void PackageDesk::askRemoval(const NodeId &function)
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Delete function"),
                                     tr("Delete %1?").arg(nodeName(function)), QMessageBox::Cancel, m_window);
    question->setInformativeText(tr("Its code, versions, aliases and settings go. This cannot be undone."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *yes = question->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, function] {
        m_bridge->submit(command::RemoveFunction{function}, this,
                         [this, function](const Result<CommandOutcome> &result) {
                             if (!result)
                                 return fail(result.error());
                             m_toasts->showToast(tr("%1 was deleted").arg(nodeName(function)));
                         });
    });
    question->open();
}

void PackageDesk::packaged(const Result<CommandOutcome> &result, const QString &done)
{
    if (!result)
        return fail(result.error());
    const auto *outcome = std::get_if<PackageOutcome>(&*result);
    if (!outcome)
        return m_toasts->showToast(done);
    QString words = tr("%1 · %2 zipped, %3 unzipped, %4 files · sha256 %5")
                        .arg(done, size(outcome->zippedBytes), size(outcome->unzippedBytes),
                             QLocale().toString(qlonglong(outcome->files)), displayText(outcome->sha256, 48));
    if (!outcome->previous.empty())
        words += QLatin1Char('\n') + tr("The code before is kept in %1").arg(displayText(outcome->previous, 300));
    m_toasts->showToast(words);
}

} // namespace lambdarium

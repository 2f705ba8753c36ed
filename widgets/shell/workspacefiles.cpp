// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/workspacefiles.h"

#include "widgets/document/workspacedocument.h"

#include <QDirIterator>

namespace lambdarium {

namespace {

constexpr int filesListed = 300;
constexpr int entriesSeen = 4000;
// Larger files open slowly in any editor and are data, not code.
constexpr std::uintmax_t fileBytesMax = 8U << 20U;

QString relativeTo(const std::filesystem::path &root, const std::filesystem::path &path)
{
    return QString::fromStdString(path.lexically_relative(root).generic_string());
}

bool isShown(const QString &name)
{
    static const QStringList endings{
        QStringLiteral("py"),  QStringLiteral("js"),   QStringLiteral("mjs"),  QStringLiteral("cjs"),
        QStringLiteral("ts"),  QStringLiteral("mts"),  QStringLiteral("json"), QStringLiteral("yaml"),
        QStringLiteral("yml"), QStringLiteral("cpp"),  QStringLiteral("cc"),   QStringLiteral("h"),
        QStringLiteral("hpp"), QStringLiteral("rs"),   QStringLiteral("sh"),   QStringLiteral("md"),
        QStringLiteral("txt"), QStringLiteral("toml"), QStringLiteral("bash")};
    return endings.contains(name.section(QLatin1Char('.'), -1).toLower());
}

bool isForeign(const QString &path)
{
    return path.contains(QLatin1String("node_modules/")) || path.contains(QLatin1String("__pycache__/"));
}

} // namespace

TemplateBuffer::TemplateBuffer(WorkspaceDocument *document, QObject *parent) : TextBuffer(parent), m_document(document)
{
    connect(document, &WorkspaceDocument::textChanged, this, &TextBuffer::textReplaced);
    connect(document, &WorkspaceDocument::textChanged, this, &TextBuffer::dirtyChanged);
    connect(document, &WorkspaceDocument::saved, this, &TextBuffer::saved);
    connect(document, &WorkspaceDocument::saved, this, &TextBuffer::dirtyChanged);
    connect(document, &WorkspaceDocument::saveFailed, this, &TextBuffer::saveFailed);
    connect(document, &WorkspaceDocument::conflictFound, this, &TextBuffer::conflictFound);
}

QString TemplateBuffer::path() const
{
    return QString::fromStdString(m_document->workspace().templatePath().filename().string());
}

QString TemplateBuffer::text() const { return QString::fromStdString(m_document->text()); }

void TemplateBuffer::edit(const QString &text)
{
    m_document->setTemplateText(text.toStdString());
    Q_EMIT dirtyChanged();
}

void TemplateBuffer::save()
{
    // A failure is reported by the document's own signal.
    if (m_document->dirty() && !m_document->inConflict())
        static_cast<void>(m_document->save());
}

bool TemplateBuffer::dirty() const { return m_document->dirty(); }

QString TemplateBuffer::readOnlyReason() const
{
    if (text().toStdString() != m_document->text())
        return tr("%1 is not a UTF-8 text file.").arg(path());
    return m_document->workspace().readOnly() ? tr("This workspace is read-only.") : QString();
}

bool TemplateBuffer::inConflict() const { return m_document->inConflict(); }

void TemplateBuffer::resolveConflict(bool takeTheirs)
{
    m_document->resolveConflict(takeTheirs);
    Q_EMIT conflictResolved();
}

WorkspaceFiles::WorkspaceFiles(WorkspaceDocument *document, QObject *parent)
    : QObject(parent), m_document(document), m_template(new TemplateBuffer(document, this))
{
    connect(m_template, &TextBuffer::dirtyChanged, this, &WorkspaceFiles::stateChanged);
    connect(m_template, &TextBuffer::saveFailed, this,
            [this](const QString &reason) { Q_EMIT saveFailed(m_template->path(), reason); });
    connect(m_template, &TextBuffer::conflictFound, this, [this] { Q_EMIT conflictFound(m_template->path()); });
}

TextBuffer *WorkspaceFiles::opened(const QString &path) const
{
    return path == m_template->path() ? static_cast<TextBuffer *>(m_template) : m_files.value(path);
}

Result<TextBuffer *> WorkspaceFiles::open(const QString &path)
{
    if (TextBuffer *buffer = opened(path))
        return buffer;
    FileBuffer::Access access;
    const Workspace workspace = m_document->workspace();
    const std::string relative = path.toStdString();
    access.read = [workspace, relative] { return workspace.readText(relative, fileBytesMax); };
    access.write = [workspace, relative](const std::string &text) { return workspace.writeText(relative, text); };
    access.absolutePath = QString::fromStdString((workspace.root() / relative).string());
    if (workspace.readOnly())
        access.readOnlyReason = tr("This workspace is read-only.");
    auto buffer = std::make_unique<FileBuffer>(path, std::move(access));
    if (const Result<void> loaded = buffer->load(); !loaded)
        return loaded.error();
    FileBuffer *kept = buffer.release();
    kept->setParent(this);
    m_files.insert(path, kept);
    connect(kept, &TextBuffer::saved, this, [this, path] { Q_EMIT codeSaved(path); });
    connect(kept, &TextBuffer::dirtyChanged, this, &WorkspaceFiles::stateChanged);
    connect(kept, &TextBuffer::saveFailed, this,
            [this, path](const QString &reason) { Q_EMIT saveFailed(path, reason); });
    connect(kept, &TextBuffer::conflictFound, this, [this, path] { Q_EMIT conflictFound(path); });
    return kept;
}

QString WorkspaceFiles::handlerPath(const NodeId &function) const
{
    const Function *found = m_document->model().function(function);
    if (!found)
        return {};
    const Result<std::filesystem::path> file = m_document->workspace().handlerFile(*found);
    if (!file)
        return {};
    return file->is_absolute() ? relativeTo(m_document->workspace().root(), *file)
                               : QString::fromStdString(file->generic_string());
}

QString WorkspaceFiles::codePath(const NodeId &function, const QString &file) const
{
    const Function *found = m_document->model().function(function);
    if (!found)
        return {};
    const Result<std::filesystem::path> folder = m_document->workspace().codeDirectory(*found);
    if (!folder)
        return {};
    const std::filesystem::path path = (*folder / file.toStdString()).lexically_normal();
    const std::filesystem::path &root = m_document->workspace().root();
    return path.is_absolute() ? relativeTo(root, path) : QString::fromStdString(path.generic_string());
}

QStringList WorkspaceFiles::filesOf(const NodeId &function) const
{
    const Function *found = m_document->model().function(function);
    if (!found)
        return {};
    const Result<std::filesystem::path> folder = m_document->workspace().codeDirectory(*found);
    if (!folder)
        return {};
    const std::filesystem::path &root = m_document->workspace().root();
    const std::filesystem::path top = folder->is_absolute() ? *folder : root / *folder;
    QStringList files;
    int seen = 0;
    QDirIterator walk(QString::fromStdString(top.string()), QDir::Files | QDir::NoSymLinks,
                      QDirIterator::Subdirectories);
    while (walk.hasNext() && files.size() < filesListed && ++seen < entriesSeen) {
        const QString path = walk.next();
        if (isShown(path) && !isForeign(path))
            files.append(relativeTo(root, path.toStdString()));
    }
    files.sort();
    return files;
}

std::vector<NodeId> WorkspaceFiles::functionsOf(const QString &path) const
{
    std::vector<NodeId> functions;
    const std::filesystem::path &root = m_document->workspace().root();
    const std::filesystem::path file = (root / path.toStdString()).lexically_normal();
    for (const Function &function : m_document->model().functions) {
        const Result<std::filesystem::path> folder = m_document->workspace().codeDirectory(function);
        if (!folder)
            continue;
        const std::filesystem::path top = (folder->is_absolute() ? *folder : root / *folder).lexically_normal();
        const std::string relative = file.lexically_relative(top).generic_string();
        if (!relative.empty() && !relative.starts_with(".."))
            functions.push_back(function.id);
    }
    return functions;
}

void WorkspaceFiles::saveAll()
{
    m_template->save();
    for (FileBuffer *file : std::as_const(m_files))
        file->save();
}

bool WorkspaceFiles::dirty() const
{
    return m_template->dirty() || std::ranges::any_of(m_files, [](const FileBuffer *file) { return file->dirty(); });
}

void WorkspaceFiles::checkDisk()
{
    for (FileBuffer *file : std::as_const(m_files))
        file->checkDisk();
}

} // namespace lambdarium

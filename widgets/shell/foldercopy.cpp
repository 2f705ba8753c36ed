// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/foldercopy.h"

#include <QElapsedTimer>
#include <QThreadPool>

#include <system_error>
#include <utility>

namespace lambdarium {

namespace fs = std::filesystem;

FolderCopy::FolderCopy(fs::path from, fs::path to, QObject *parent)
    : QObject(parent), m_from(std::move(from)), m_to(std::move(to)), m_pool(new QThreadPool(this))
{
    m_pool->setMaxThreadCount(1);
}

FolderCopy::~FolderCopy()
{
    m_cancelled = true;
    m_pool->waitForDone();
}

void FolderCopy::start()
{
    m_pool->start([this] {
        const std::error_code error = copyAll();
        const bool cancelled = error == std::errc::operation_canceled;
        // Queued; nothing comes when this is gone by then.
        QMetaObject::invokeMethod(
            this,
            [this, cancelled, problem = QString::fromStdString(error ? error.message() : std::string())] {
                Q_EMIT finished(cancelled, problem);
            },
            Qt::QueuedConnection);
    });
}

std::error_code FolderCopy::copyAll()
{
    fs::path half = m_to;
    half += ".part";
    std::error_code error;
    fs::create_directories(m_to.parent_path(), error);
    if (error)
        return error;
    fs::remove_all(half, error);
    error = copyTree(half);
    if (!error)
        fs::rename(half, m_to, error);
    if (error) {
        std::error_code ignored;
        fs::remove_all(half, ignored);
    }
    return error;
}

std::error_code FolderCopy::copyTree(const fs::path &half)
{
    constexpr qint64 reportMs = 100;
    std::error_code error;
    if (!fs::is_directory(m_from, error)) {
        fs::copy(m_from, half, error);
        return error;
    }
    QElapsedTimer told;
    told.start();
    int files = 0;
    qint64 bytes = 0;
    fs::create_directory(half, m_from, error); // with its permissions
    fs::recursive_directory_iterator at(m_from, error);
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
        if (m_cancelled)
            return std::make_error_code(std::errc::operation_canceled);
        const fs::path target = half / at->path().lexically_relative(m_from);
        if (at->is_directory(error) && !at->is_symlink(error)) {
            fs::create_directory(target, at->path(), error);
        } else {
            fs::copy(at->path(), target, fs::copy_options::copy_symlinks, error);
            ++files;
            if (at->is_regular_file(error) && !at->is_symlink(error))
                bytes += qint64(at->file_size(error));
        }
        if (told.elapsed() > reportMs) {
            told.restart();
            Q_EMIT progressed(files, bytes);
        }
    }
    return error;
}

} // namespace lambdarium

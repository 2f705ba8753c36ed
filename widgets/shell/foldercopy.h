// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <atomic>
#include <filesystem>
#include <string>

class QThreadPool;

namespace lambdarium {

/// Copies a folder or file on a thread of its own, all of it or nothing: what is half done lies beside the target under
/// another name and goes when the copy is cancelled, fails, or this is destroyed (which waits for it). Symbolic links
/// stay links. GUI thread; one copy each.
class FolderCopy : public QObject
{
    Q_OBJECT

public:
    FolderCopy(std::filesystem::path from, std::filesystem::path to, QObject *parent = nullptr);
    ~FolderCopy() override;

    void start();
    void cancel() { m_cancelled = true; }

Q_SIGNALS:
    /// Some times a second at most.
    void progressed(int files, qint64 bytes);
    /// Once. problem: empty when the copy stands at its target; cancelled says that it was the user.
    void finished(bool cancelled, const QString &problem);

private:
    std::error_code copyAll();
    std::error_code copyTree(const std::filesystem::path &half);

    std::filesystem::path m_from;
    std::filesystem::path m_to;
    QThreadPool *m_pool;
    std::atomic<bool> m_cancelled = false;
};

} // namespace lambdarium

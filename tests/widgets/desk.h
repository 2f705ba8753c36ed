// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testpaths.h"
#include "widgets/document/workspacedocument.h"

#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <memory>
#include <string>

namespace lambdarium {

/// A copy of a sample workspace in a temporary folder, opened as a document.
struct Desk
{
    QTemporaryDir folder;
    std::unique_ptr<WorkspaceDocument> document;

    explicit Desk(const char *sample = "orders")
    {
        const std::string from = std::string(LAMBDARIUM_SOURCE_DIR "/resources/examples/") + sample;
        std::filesystem::copy(
            from, root(), std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
        open();
    }
    std::filesystem::path root() const { return folder.path().toStdString(); }
    void open()
    {
        document.reset();
        auto opened = WorkspaceDocument::open(root());
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        document = std::move(*opened);
    }
    std::string onDisk() const
    {
        QFile file(folder.filePath(QStringLiteral("template.yaml")));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }
    /// As another editor would: a new file takes the old one's place.
    void overwrite(const std::string &text) const
    {
        QSaveFile file(folder.filePath(QStringLiteral("template.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
        QVERIFY(file.commit());
    }
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "core/workspace/functiontemplates.h"
#include "widgets/inspector/page.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <optional>

namespace lambdarium {

class SessionBridge;
class ToastHost;
class WorkspaceDocument;

/// New functions and layers, builds, and packages in and out: asks, acts, and tells what came of it. GUI thread; owned
/// by the shell.
class PackageDesk : public QObject
{
    Q_OBJECT

public:
    PackageDesk(SessionBridge *bridge, ToastHost *toasts, QWidget *window);

    /// Null: nothing is open.
    void setDocument(WorkspaceDocument *document);
    /// Near a place of the canvas, if there is one.
    void askNewFunction(std::optional<NodePosition> at = {});
    /// Chooses a folder or zip file and makes a layer of it for the function.
    void askNewLayer(const NodeId &function, bool folder);
    void act(const BuildRequest &request);
    void buildAll();
    /// Makes a layer of what was chosen; copies it into the workspace first when it lies outside (in the background,
    /// with progress and a way to cancel).
    void makeLayer(const NodeId &function, const QString &content);

Q_SIGNALS:
    void functionCreated(const lambdarium::NodeId &function);
    /// A build started: its output appears in the log.
    void buildStarted();

private:
    void copyLayer(const std::filesystem::path &from, const std::filesystem::path &to, std::function<void()> done);
    void addLayer(const NodeId &function, const std::filesystem::path &relative, const QString &content);
    void create(const NewFunctionRequest &request, std::optional<NodePosition> at);
    void build(std::vector<NodeId> resources);
    void built(const Result<CommandOutcome> &result);
    void askExport(const NodeId &resource);
    void askImport(const NodeId &resource);
    void adopt(const NodeId &function);
    void askRemoval(const NodeId &function);
    void packaged(const Result<CommandOutcome> &result, const QString &done);
    void fail(const Error &error);

    SessionBridge *m_bridge;
    ToastHost *m_toasts;
    QWidget *m_window;
    WorkspaceDocument *m_document = nullptr;
};

} // namespace lambdarium

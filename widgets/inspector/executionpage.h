// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/page.h"

class QPushButton;

namespace lambdarium {

class Card;
class LayerSection;

/// The build step of a function or layer: what it is, how far it is, Build and Cancel; and its deployment package, in
/// and out. What cannot be done is said, not hidden.
class BuildSection : public QWidget
{
    Q_OBJECT

public:
    explicit BuildSection(PageContext context, QWidget *parent = nullptr);
    void refresh();
    void showSnapshot(const Snapshot &snapshot);

private:
    void request(BuildRequest::Kind kind);
    void showBuild(const BuildView &build, Instant now);

    PageContext m_context;
    TextLabel *m_method;
    Card *m_card;
    IconLabel *m_icon;
    TextLabel *m_state;
    QPushButton *m_build;
    QPushButton *m_cancel;
    QPushButton *m_export;
    QPushButton *m_import;
    std::string m_written; ///< Metadata.BuildMethod
};

/// How a function is executed: layers, network, logging, tracing, SnapStart, build and package.
class ExecutionPage : public InspectorPage
{
    Q_OBJECT

public:
    explicit ExecutionPage(const PageContext &shared, QWidget *parent = nullptr);
    void refresh() override;
    void showSnapshot(const Snapshot &snapshot) override;
    bool focusField(const std::string &path) override;

private:
    void buildNetwork();
    void buildLogging();
    void buildStart();
    void showNetwork();

    LayerSection *m_layers = nullptr;
    TextLabel *m_meaning = nullptr;
    Field *m_allow = nullptr;
    Card *m_notGranted = nullptr;
    TextLabel *m_notGrantedText = nullptr;
    Field *m_applicationLevel = nullptr;
    Field *m_systemLevel = nullptr;
    TextLabel *m_levelHint = nullptr;
    TextLabel *m_snapHint = nullptr;
    BuildSection *m_build = nullptr;
    std::optional<Trust> m_trust; ///< nothing: no session
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/page.h"

namespace lambdarium {

class Card;
class EnvironmentSection;
class LinkButton;

/// A function's URL as a link with copy; hidden while it has none.
class UrlRow : public QWidget
{
    Q_OBJECT

public:
    explicit UrlRow(const PageContext &context, QWidget *parent = nullptr);
    void refresh();
    void showSnapshot(const Snapshot &snapshot);
    /// A hairline below, which comes and goes with the row.
    void addHairline();

private:
    PageContext m_context;
    LinkButton *m_link;
    TextLabel *m_hint;
    QWidget *m_line;
    QString m_url;
};

/// Runtime to environment variables of a function.
class ConfigurePage : public InspectorPage
{
    Q_OBJECT

public:
    explicit ConfigurePage(const PageContext &shared, QWidget *parent = nullptr);
    void refresh() override;
    void showSnapshot(const Snapshot &snapshot) override;
    bool focusField(const std::string &path) override;

private:
    void buildCode();
    void buildLimits();
    void buildRole();
    void buildConcurrency();
    void buildNames();
    void showConcurrency();
    void askDisk();

    Card *m_notDeployed = nullptr;
    TextLabel *m_notDeployedText = nullptr;
    TextLabel *m_runtimeNote = nullptr;
    TextLabel *m_overridden = nullptr; ///< what the Lambda API says instead of the template
    TextLabel *m_policies = nullptr;
    TextLabel *m_inUse = nullptr;
    TextLabel *m_disk = nullptr;
    QTimer *m_diskPoll = nullptr;
    EnvironmentId m_environmentNow{}; ///< a live one, whose /tmp is looked at; 0: none
    MemoryField *m_memory = nullptr;
    NumberFieldRow *m_reserved = nullptr;
    EnvironmentSection *m_environment = nullptr;
    ProblemsSection *m_problems = nullptr;
    std::int64_t m_unreserved = 0;
    std::optional<std::int64_t> m_running; ///< concurrency now; none while the session does not know the function
};

/// What starts a function and where its results go.
class TriggersPage : public InspectorPage
{
    Q_OBJECT

public:
    explicit TriggersPage(const PageContext &shared, QWidget *parent = nullptr);
    void refresh() override;
    void showSnapshot(const Snapshot &snapshot) override;
    bool focusField(const std::string &path) override;

private:
    UrlRow *m_url = nullptr;
    ConnectionsSection *m_connections = nullptr;
};

/// Figures of the running session.
class LivePage : public InspectorPage
{
    Q_OBJECT

public:
    explicit LivePage(const PageContext &shared, QWidget *parent = nullptr);
    void showSnapshot(const Snapshot &snapshot) override;
    bool focusField(const std::string &) override { return false; }

private:
    FigureRow *m_inUse, *m_environments, *m_waiting, *m_invocations, *m_errors, *m_throttles, *m_cold;
    FigureRow *m_p95, *m_median, *m_peak;
    TextLabel *m_old;
};

} // namespace lambdarium

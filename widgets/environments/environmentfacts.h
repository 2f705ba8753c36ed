// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QWidget>

class QVBoxLayout;

namespace lambdarium {

class LevelBar;
class TextLabel;

/// The figures of one environment, in groups: life, memory and CPU, disk, network, extensions. GUI thread.
class EnvironmentFacts : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentFacts(QWidget *parent = nullptr);
    /// From a snapshot: four times a second, without the detail.
    void showView(const EnvironmentView &view, Instant now);
    void showDetail(const EnvironmentDetail &detail);
    /// Back to dashes: another environment.
    void clear();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        TextLabel *name = nullptr;
        TextLabel *value = nullptr;
    };
    TextLabel *addHeading();
    Row addRow();
    void showConnections(const std::vector<fact::Connected> &connections);
    void retranslate();
    void set(const Row &row, const QString &text);

    QVBoxLayout *m_column;
    TextLabel *m_life, *m_use, *m_net, *m_ext;
    Row m_age, m_served, m_request, m_init, m_level, m_stream, m_cpu, m_mode;
    TextLabel *m_note, *m_meaning, *m_connections, *m_extensions;
    LevelBar *m_memory, *m_disk;
    EnvironmentView m_view;
    EnvironmentDetail m_detail;
    Instant m_now{};
    bool m_hasDetail = false;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/page.h"

namespace lambdarium {

class BuildSection;

/// A layer of the template: name, content, runtimes, who uses it, build and package.
class LayerPage : public InspectorPage
{
    Q_OBJECT

public:
    explicit LayerPage(const PageContext &shared, QWidget *parent = nullptr);
    void refresh() override;
    void showSnapshot(const Snapshot &snapshot) override;

private:
    QVBoxLayout *m_users;
    BuildSection *m_build;
    ProblemsSection *m_problems;
    std::vector<NodeId> m_shown;
    bool m_known = false;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/page.h"

#include <vector>

namespace lambdarium {

/// A function that the Lambda API made: what it is, to read, and the way into the template. GUI thread.
class OutsidePage : public InspectorPage
{
    Q_OBJECT

public:
    explicit OutsidePage(PageContext context, QWidget *parent = nullptr);
    void showSnapshot(const Snapshot &snapshot) override;

private:
    void addFact(const QString &title);

    std::vector<TextLabel *> m_values;
};

} // namespace lambdarium

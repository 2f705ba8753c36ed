// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/logs/logview.h"

#include <QString>

namespace lambdarium {

/// Turns rows into text for the clipboard. Text and Markdown hold what is shown; JSON lines hold the bytes as they
/// were written.
class LogExport
{
public:
    LogExport(const LogModel &model, const LogRowPainter &painter) : m_model(model), m_painter(painter) {}

    void add(std::uint64_t row, LogView::CopyForm form);
    QString finished(LogView::CopyForm form) const;

private:
    QString jsonLine(std::uint64_t row) const;

    const LogModel &m_model;
    const LogRowPainter &m_painter;
    QString m_text;
};

} // namespace lambdarium

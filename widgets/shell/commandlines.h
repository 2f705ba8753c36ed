// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace lambdarium {

/// Commands to be read before they are allowed: verbatim, wrapped so that no end of a line hides beside the edge, as
/// high as they need up to ten lines, then scrolling. Can be selected and copied. GUI thread.
class CommandLines : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CommandLines(const QString &text, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace lambdarium {

/// One line of a stack trace; a link when it names a place in the function's own code.
class StackLine : public QAbstractButton
{
    Q_OBJECT

public:
    /// An empty file: plain text that cannot be clicked.
    StackLine(const QString &text, const QString &file, int line, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_link;
};

} // namespace lambdarium

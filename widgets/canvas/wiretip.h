// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QWidget>

namespace lambdarium {

/// The card beside the pointer that says what a wire will mean. Lets the mouse through.
class WireTip : public QWidget
{
    Q_OBJECT

public:
    explicit WireTip(QWidget *parent);

    /// Below the point, inside the parent.
    void showAt(const QPoint &point, EnvState state, const QString &title, const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EnvState m_state = EnvState::Idle;
    QString m_title;
    QString m_text;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/controls.h"

class QPushButton;

namespace lambdarium {

/// One inline sentence above the text with up to two buttons: a failed save, a conflict, a read-only file.
/// GUI thread; owned by the pane.
class EditorNotice : public QWidget
{
    Q_OBJECT

public:
    explicit EditorNotice(QWidget *parent = nullptr);

    void showText(EnvState state, const QString &text, const QString &first = {}, const QString &second = {});

Q_SIGNALS:
    void firstChosen();
    void secondChosen();

private:
    Card *m_card;
    IconLabel *m_icon;
    TextLabel *m_text;
    QPushButton *m_first;
    QPushButton *m_second;
};

} // namespace lambdarium

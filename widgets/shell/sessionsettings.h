// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bridge/sessionbridge.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;

namespace lambdarium {

class TextLabel;

/// The part of Settings that belongs to the open workspace and this session: trust and how cold starts are made.
/// Shows what the core says; every change goes there at once. GUI thread; the bridge outlives it.
class SessionSettings : public QWidget
{
    Q_OBJECT

public:
    explicit SessionSettings(SessionBridge *bridge, QWidget *parent = nullptr);

Q_SIGNALS:
    void trustChosen(lambdarium::Trust trust);
    void coldStartChosen(bool strict, bool simulated);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addRow(TextLabel *&label, TextLabel *&hint, QWidget *control);
    void refresh();
    void retranslate();

    SessionBridge *m_bridge;
    QGridLayout *m_grid;
    TextLabel *m_title;
    TextLabel *m_trustLabel, *m_trustHint, *m_strictLabel, *m_strictHint, *m_simulatedLabel, *m_simulatedHint;
    QComboBox *m_trust;
    QCheckBox *m_strict;
    QCheckBox *m_simulated;
};

} // namespace lambdarium

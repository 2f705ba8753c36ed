// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bridge/sessionbridge.h"
#include "widgets/theme/controls.h"

class QGridLayout;
class QScrollArea;
class QVBoxLayout;

namespace lambdarium {

/// "Isolation of this machine": what the walls promise here and what they do not, which of them stand, and the live
/// self-test (isolation.md A.5). GUI thread; the bridge outlives it.
class IsolationPage : public Pane
{
    Q_OBJECT

public:
    explicit IsolationPage(SessionBridge *bridge, QWidget *parent = nullptr);

Q_SIGNALS:
    void closed();
    /// The self-test was refused; one sentence.
    void failed(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void createHero();
    void createPromises();
    void createRemedy();
    void testAgain();
    void refresh();
    void fillList(QVBoxLayout *list, const QStringList &sentences, const QString &icon, IconRole role);
    void fillProbes(QGridLayout *grid, const std::vector<IsolationProbe> &probes, bool walls);
    void retranslate();

    SessionBridge *m_bridge;
    std::shared_ptr<const IsolationReport> m_shown;
    bool m_testing = false;
    bool m_filled = false;
    int m_state = 0; ///< level shown, or that there is no session

    QVBoxLayout *m_column;
    QToolButton *m_back;
    TextLabel *m_title;
    QPushButton *m_again;
    Card *m_hero;
    IconLabel *m_heroIcon;
    TextLabel *m_heroLevel;
    TextLabel *m_heroWords;
    TextLabel *m_machine;
    TextLabel *m_promised;
    TextLabel *m_notPromised;
    QVBoxLayout *m_promises;
    QVBoxLayout *m_gaps;
    Card *m_remedyCard;
    TextLabel *m_remedyTitle;
    TextLabel *m_remedy;
    QToolButton *m_copy;
    TextLabel *m_wallsTitle;
    TextLabel *m_probesTitle;
    QGridLayout *m_walls;
    QGridLayout *m_probes;
};

} // namespace lambdarium

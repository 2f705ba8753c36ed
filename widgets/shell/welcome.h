// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"
#include "widgets/theme/controls.h"

#include <vector>

class QCheckBox;
class QComboBox;
class QVBoxLayout;

namespace lambdarium {

class Preferences;
class SampleCard;

/// First screen: start with something that runs (ux.md 1.7). No wizard, no sign-in. GUI thread.
class Welcome : public Pane
{
    Q_OBJECT

public:
    Welcome(Preferences *preferences, std::vector<RuntimeView> runtimes, QWidget *parent = nullptr);

    /// One inline sentence below the cards; empty: none.
    void setError(const QString &sentence);
    void setRuntimes(std::vector<RuntimeView> runtimes);

Q_SIGNALS:
    /// "orders", "one-function", "queue-worker", "scheduled-job", "empty"
    void sampleChosen(const QString &sample);
    void openFolderRequested();
    void recentChosen(const QString &folder);

protected:
    void changeEvent(QEvent *event) override;

private:
    void createCards(QVBoxLayout *column);
    void createRecent(QVBoxLayout *column);
    void createRuntimes(QVBoxLayout *column);
    void createChoices(QVBoxLayout *column);
    void fillRecent();
    void fillRuntimes();
    void retranslate();

    Preferences *m_preferences;
    std::vector<RuntimeView> m_runtimes;
    TextLabel *m_title;
    TextLabel *m_subtitle;
    QList<SampleCard *> m_cards;
    QPushButton *m_open;
    TextLabel *m_recentTitle;
    QVBoxLayout *m_recentList;
    TextLabel *m_runtimesTitle;
    QVBoxLayout *m_runtimesList;
    TextLabel *m_error;
    TextLabel *m_languageLabel;
    QComboBox *m_language;
    TextLabel *m_themeLabel;
    QComboBox *m_theme;
    QCheckBox *m_motion;
};

/// A sample as a big button: icon, name, one sentence.
class SampleCard : public QAbstractButton
{
    Q_OBJECT

public:
    SampleCard(const QString &sample, const QString &icon, bool primary, QWidget *parent = nullptr);
    QString sample() const { return m_sample; }
    void setContent(const QString &title, const QString &sentence);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_sample;
    QString m_icon;
    QString m_sentence;
    bool m_primary;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lambdarium {

/// How much of a limit is used, and the most that was: two lengths and a sentence below. GUI thread.
class LevelBar : public QWidget
{
    Q_OBJECT

public:
    explicit LevelBar(const QString &name, QWidget *parent = nullptr);
    void setName(const QString &name);
    /// Any one unit; a limit of 0: the bar has no end and shows the sentence only.
    void setLevel(double used, double peak, double limit, const QString &sentence);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QString m_sentence;
    double m_used = 0;
    double m_peak = 0;
    double m_limit = 0;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QLineEdit;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace lambdarium {

class Chip;
class HeaderBar;
class LogHistogramStrip;
class LogModel;
class LogView;
class SessionBridge;
class TextLabel;
class TimeModel;

/// The bottom panel of Design and the log part of Run: tabs, filter, chips, follow, histogram, log view
/// (ux.md 4). GUI thread; bridge and time outlive it. Several panels may share one LogModel.
class LogPanel : public QWidget
{
    Q_OBJECT

public:
    /// A null model makes an own one, fed by the bridge; a given one is fed by its maker (LogModel::append).
    LogPanel(SessionBridge *bridge, TimeModel *time, LogModel *model = nullptr, QWidget *parent = nullptr);

    LogModel *model() const { return m_model; }
    LogView *view() const { return m_view; }
    QLineEdit *filterField() const { return m_filter; }

    /// Another page beside "Logs" (Response, Events); the panel owns it from here on.
    int addTab(QWidget *page, const QString &title);
    void setTabTitle(int index, const QString &title);
    void setCurrentTab(int index);
    /// Hides the tab bar (Run view) and shows the title instead.
    void setTitle(const QString &title);

    /// Replaces the filter's text; an empty text shows everything.
    void setFilterText(const QString &text);
    /// Only lines of this request; empty: all. Kept apart from the filter's text.
    void setRequest(const QString &requestId);

public Q_SLOTS:
    /// Ctrl+L.
    void focusFilter();
    /// Ctrl+F: find in the shown rows.
    void find();
    void clear();

Q_SIGNALS:
    /// A stack frame was clicked: file is relative to the code folder of the function, line is 1-based.
    void openSource(const QString &function, const QString &file, int line);
    /// Replay was chosen for a request.
    void replayRequested(const QString &function, const QString &requestId);
    /// An environment's id in a line was clicked: the number of an EnvironmentId.
    void environmentRequested(quint64 environment);

protected:
    void changeEvent(QEvent *event) override;

private:
    void createHeader();
    void createFindBar();
    void connectModel();
    void retranslate();
    void refreshCounts();
    void refreshFilter();
    void findNext(bool forward);

    SessionBridge *m_bridge;
    TimeModel *m_time;
    LogModel *m_model;
    HeaderBar *m_header = nullptr;
    QTabBar *m_tabs = nullptr;
    TextLabel *m_title = nullptr;
    QLineEdit *m_filter = nullptr;
    Chip *m_errors = nullptr;
    Chip *m_warnings = nullptr;
    QToolButton *m_follow = nullptr;
    QStackedWidget *m_pages = nullptr;
    LogHistogramStrip *m_histogram = nullptr;
    LogView *m_view = nullptr;
    QWidget *m_findBar = nullptr;
    QLineEdit *m_findField = nullptr;
    TextLabel *m_findResult = nullptr;
    QString m_request;
};

} // namespace lambdarium

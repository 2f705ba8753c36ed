// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QList>
#include <QWidget>

class QSplitter;

namespace lambdarium {

class CanvasView;
class ChartFeed;
class ConcurrencyPanel;
class EditorNotice;
class EditorPane;
class FileList;
class Inspector;
class LogModel;
class LogPanel;
class ProblemsPanel;
class SessionBridge;
class TimeModel;

/// Design and Code are two arrangements of the same panels: canvas or files, editor, inspector at the right, logs
/// and concurrency below (ux.md 1.1, 1.2). GUI thread; owned by its Qt parent. Knows nothing of documents: the
/// shell wires the panels.
class DeskPage : public QWidget
{
    Q_OBJECT

public:
    enum class Mode { Design, Code };
    struct Context
    {
        SessionBridge *bridge = nullptr;
        TimeModel *time = nullptr;
        LogModel *logs = nullptr;
        ChartFeed *feed = nullptr;
    };

    explicit DeskPage(const Context &context, QWidget *parent = nullptr);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);

    CanvasView *canvas() const { return m_canvas; }
    EditorPane *editor() const { return m_editor; }
    FileList *files() const { return m_files; }
    Inspector *inspector() const { return m_inspector; }
    LogPanel *logs() const { return m_logs; }
    ConcurrencyPanel *concurrency() const { return m_concurrency; }
    ProblemsPanel *problems() const { return m_problems; }

    void toggleInspector();
    void toggleDrawer();
    /// Design: the code beside the canvas. Code: the list of files.
    void toggleSide();
    void showDrawer();
    /// One sentence above the canvas with a button; empty: none.
    void setNotice(const QString &sentence, const QString &button = {});
    void showProblems();
    void showInspector();
    /// Where toasts cover least, in the widget's coordinates: neither canvas nor newest log lines. Empty: nowhere.
    QRect toastArea(const QWidget *in) const;
    /// The editor can be seen now.
    bool editorShown() const;
    /// Panels in the order of F6.
    QList<QWidget *> panels() const;

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void expandRequested();
    void noticeChosen();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *createDrawer(const Context &context);
    void arrange();
    void retranslate();
    bool codeBesideFits() const;

    Mode m_mode = Mode::Design;
    CanvasView *m_canvas;
    EditorPane *m_editor;
    FileList *m_files;
    Inspector *m_inspector;
    LogPanel *m_logs = nullptr;
    ConcurrencyPanel *m_concurrency = nullptr;
    ProblemsPanel *m_problems = nullptr;
    EditorNotice *m_notice;
    QString m_noticeText;
    QSplitter *m_outer;  ///< column | inspector
    QSplitter *m_column; ///< top / drawer
    QSplitter *m_top;    ///< files | canvas | editor
    QSplitter *m_drawer = nullptr;
    QList<int> m_topSizes[2]; ///< by mode; empty: not chosen yet
    bool m_sized = false;
    bool m_inspectorOn = true;
    bool m_drawerOn = true;
    bool m_codeBeside = true;
    bool m_filesOn = true;
};

} // namespace lambdarium

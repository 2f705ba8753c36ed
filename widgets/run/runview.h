// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/workspace/workspace.h"
#include "widgets/run/runcontroller.h"

#include <QWidget>

#include <functional>

namespace lambdarium {

class EventPane;
class HistoryPane;
class LogModel;
class LogPanel;
class ResponsePane;
class SessionBridge;
class TimeModel;

/// The widget that edits event JSON: the shell injects the code editor, tests use a plain one.
struct TextEditorHandle
{
    QWidget *widget = nullptr;
    std::function<QString()> text;
    std::function<void(const QString &)> setText;
    /// Calls back on every user change.
    std::function<void(std::function<void()>)> onChanged;
};
using TextEditorFactory = std::function<TextEditorHandle(QWidget *parent)>;

/// The Run view (ux.md 1.3): event on the left, response, phases and that request's logs on the right. GUI thread.
class RunView : public QWidget
{
    Q_OBJECT

public:
    struct Context
    {
        SessionBridge *bridge = nullptr;
        TimeModel *time = nullptr;
        RunController *controller = nullptr;
        LogModel *logs = nullptr;      ///< shared with the log panel
        TextEditorFactory editor = {}; ///< empty: a plain text editor
    };
    explicit RunView(const Context &context, QWidget *parent = nullptr);

    /// Workspace for saved events; nullptr closes it. Borrowed.
    void setWorkspace(const Workspace *workspace);
    void setModel(const Model &model);

    QString function() const;
    /// What Run would send now: the top bar's Run button uses the same.
    RunRequest request() const;
    /// Names of the saved events of a function, for the top bar's chooser.
    QStringList events(const QString &function) const;
    QString currentEvent() const;

public Q_SLOTS:
    void setFunction(const QString &function);
    /// A name of events().
    void setEvent(const QString &name);
    /// Ctrl+Enter.
    void run();
    /// Asks the core for that request's event and sends it again.
    void replay(const QString &function, const QString &requestId);

Q_SIGNALS:
    void functionChosen(const QString &function);
    /// The list or choice of events changed.
    void eventsChanged();
    void openSource(const QString &function, const QString &file, int line);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void send(const RunRequest &request);
    void showRun(const RunSummary &summary);

    Context m_context;
    const Workspace *m_workspace = nullptr;
    EventPane *m_event = nullptr;
    ResponsePane *m_response = nullptr;
    HistoryPane *m_history = nullptr;
    LogPanel *m_log = nullptr;
};

} // namespace lambdarium

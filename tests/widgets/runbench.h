// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk.h"
#include "tests/support/qttext.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/bridge/timemodel.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/logs/logmodel.h"
#include "widgets/logs/logpanel.h"
#include "widgets/run/eventpane.h"
#include "widgets/run/historypane.h"
#include "widgets/run/jsoncheck.h"
#include "widgets/run/responsepane.h"
#include "widgets/run/runview.h"
#include "widgets/run/stackline.h"
#include "widgets/theme/controls.h"

#include <QtTest>
#include <QtWidgets>

namespace lambdarium {

inline InvokeOutcome success(const std::string &payload = "{\"statusCode\":202,\"body\":\"1990\"}",
                             Duration duration = std::chrono::milliseconds(212))
{
    InvokeOutcome outcome;
    outcome.payload = payload;
    outcome.requestId = "91e2aaaa-0000-4000-8000-000000000001";
    outcome.duration = duration;
    outcome.billedMs = 213;
    outcome.initDuration = std::chrono::milliseconds(341);
    outcome.memoryMb = 512;
    outcome.maxMemoryUsedMb = 88;
    return outcome;
}

inline InvokeOutcome failure()
{
    InvokeOutcome outcome = success(
        "{\"errorMessage\":\"'items'\",\"errorType\":\"KeyError\",\"requestId\":\"91e2\",\"stackTrace\":["
        "\"  File \\\"/var/task/app.py\\\", line 18, in handler\\n    for item in order[\\\"items\\\"]:\\n\","
        "\"  File \\\"/usr/lib/python3.11/json/__init__.py\\\", line 346, in loads\\n\"]}");
    outcome.functionError = "Unhandled";
    outcome.outcome = InvocationOutcome::FunctionError;
    outcome.initDuration.reset();
    return outcome;
}

inline InvokeOutcome throttled()
{
    InvokeOutcome outcome;
    outcome.status = 429;
    outcome.errorType = "TooManyRequestsException";
    outcome.payload = "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"Type\":\"User\",\"message\":"
                      "\"Rate Exceeded.\"}";
    return outcome;
}

inline RunRequest times(int repeat, int parallel)
{
    return {.function = QStringLiteral("PlaceOrder"), .payload = "{}", .repeat = repeat, .parallel = parallel};
}

/// One word of another language.
class OneWord : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return QByteArray(source) == "Repeat" ? QStringLiteral("Repetir") : QString();
    }
};

/// The Run view on the orders sample, with a session that answers when it is told to.
struct RunBench
{
    Desk desk;
    RecordedSession session;
    SessionBridge bridge;
    TimeModel time;
    LogModel logs;
    RunController controller{&bridge};
    RunView view;

    explicit RunBench(bool codeEditor = false)
        : view({&bridge, &time, &controller, &logs, codeEditor ? editor : nullptr})
    {
        bridge.setSession(&session);
        view.setWorkspace(&desk.document->workspace());
        view.setModel(desk.document->model());
        view.resize(1200, 800);
        view.show();
        view.activateWindow();
        QCoreApplication::processEvents();
    }
    ~RunBench() { bridge.setSession(nullptr); }

    static TextEditorHandle editor(QWidget *parent)
    {
        auto *code = new CodeEditor(parent);
        code->setSyntax(Syntax::Json);
        return {
            code, [code] { return code->text(); }, [code](const QString &text) { code->setText(text); },
            [code](std::function<void()> changed) { QObject::connect(code, &CodeEditor::textChanged, code, changed); }};
    }
    QPlainTextEdit *plain() { return view.findChild<EventPane *>()->findChild<QPlainTextEdit *>(); }
    void type(const QString &text)
    {
        plain()->setFocus();
        plain()->selectAll();
        const QStringList lines = text.split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (i > 0)
                QTest::keyClick(plain(), Qt::Key_Return);
            QTest::keyClicks(plain(), lines[i]);
        }
    }
    std::vector<command::Invoke> invocations()
    {
        std::vector<command::Invoke> result;
        for (const Command &command : session.submitted())
            if (const auto *invoke = std::get_if<command::Invoke>(&command))
                result.push_back(*invoke);
        return result;
    }
    QAbstractButton *button(const QString &name)
    {
        QCoreApplication::processEvents();
        const auto buttons = view.findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons)
            if (button->isVisible() && button->accessibleName() == name)
                return button;
        qFatal("no button %s", qPrintable(name));
    }
    QLineEdit *nameField()
    {
        const auto all = view.findChildren<QLineEdit *>();
        const auto found = std::ranges::find(all, QStringLiteral("Name of the event"), &QLineEdit::accessibleName);
        return found == all.end() ? nullptr : *found;
    }
    bool says(const QString &words)
    {
        const auto labels = view.findChildren<QLabel *>();
        const auto chips = view.findChildren<Chip *>();
        return std::ranges::any_of(labels, [&](QLabel *l) { return l->isVisible() && l->text().contains(words); })
            || std::ranges::any_of(chips, [&](Chip *c) { return c->isVisible() && c->text().contains(words); });
    }
    QString response() { return view.findChild<ResponsePane *>()->findChild<CodeEditor *>()->text(); }
    QString file(const char *path) const { return desk.folder.filePath(QString::fromUtf8(path)); }
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testpaths.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/preferences.h"

#include <QtTest>
#include <QtWidgets>

/// A whole window with a session that only answers, for GUI tests.
namespace lambdarium {

inline const std::filesystem::path examples = LAMBDARIUM_SOURCE_DIR "/resources/examples";

inline QString readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Says in angle quotes what it was asked for: what stays without them was not translated again.
class Marker : public QTranslator
{
public:
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return QStringLiteral("«") + QString::fromUtf8(source) + QStringLiteral("»");
    }
    bool isEmpty() const override { return false; }
};

template <typename T>
std::vector<T> sent(const RecordedSession &session)
{
    std::vector<T> found;
    for (const Command &command : session.submitted())
        if (const auto *body = std::get_if<T>(&command))
            found.push_back(*body);
    return found;
}

/// A window on a copy of a sample, with a session that answers every command.
class Rig
{
public:
    explicit Rig(const char *sample)
    {
        session.setResponder([](const Command &command) -> Result<CommandOutcome> {
            if (std::holds_alternative<command::Invoke>(command))
                return CommandOutcome(InvokeOutcome{.payload = R"({"statusCode":202})", .requestId = "r-1"});
            return CommandOutcome();
        });
        folder = temporary.path() + QStringLiteral("/work");
        auto made = Workspace::createFrom(examples / sample, folder.toStdString());
        if (!made)
            qFatal("%s", made.error().message.c_str());
        window.resize(1600, 1000);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window is not active");
        auto document = WorkspaceDocument::open(folder.toStdString());
        if (!document)
            qFatal("%s", document.error().message.c_str());
        window.showWorkspace(std::move(*document), &session);
    }
    ~Rig() { window.closeWorkspace(); }

    template <typename T>
    T *part() const
    {
        return window.findChild<T *>();
    }
    CanvasView *canvas() const { return part<CanvasView>(); }
    WorkspaceDocument &document() const { return *window.document(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *target = QApplication::activePopupWidget();
        if (!target)
            target = QApplication::focusWidget() ? QApplication::focusWidget() : &window;
        QTest::keyClick(target, key, modifiers);
    }
    void type(const QString &text)
    {
        for (const QChar letter : text) {
            if (letter == QLatin1Char('\n'))
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
            else
                QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
        }
    }

    QTemporaryDir temporary;
    QString folder;
    RecordedSession session;
    Preferences preferences{QString()};
    MainWindow window{{&preferences, examples, {}}};
};

} // namespace lambdarium

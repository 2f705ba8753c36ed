// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testpaths.h"

#include "core/local/localsession.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/run/runcontroller.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/preferences.h"

#include <QtTest>
#include <QtWidgets>

#include <algorithm>
#include <filesystem>

#include <time.h>

using namespace lambdarium;

namespace {

QString text(const char *latin) { return QString::fromLatin1(latin); }

/// Knows the longest that the GUI thread was busy with one event, in its own CPU time: what a busy machine does to it
/// meanwhile does not count.
class MeteredApplication : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_inside)
            return QApplication::notify(receiver, event);
        m_inside = true;
        const qint64 since = now();
        const bool handled = QApplication::notify(receiver, event);
        m_longest = std::max(m_longest, now() - since);
        m_inside = false;
        return handled;
    }
    void restart() { m_longest = 0; }
    double longestMs() const { return double(m_longest) / 1e6; }
    static MeteredApplication &instance() { return *static_cast<MeteredApplication *>(qApp); }

private:
    static qint64 now()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
    }
    bool m_inside = false;
    qint64 m_longest = 0;
};

/// Does it as an event of its own, as a key press would.
void asEvent(const std::function<void()> &action)
{
    bool done = false;
    QMetaObject::invokeMethod(
        qApp,
        [&] {
            action();
            done = true;
        },
        Qt::QueuedConnection);
    QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
}

} // namespace

/// Every bad input of a workspace, in the window, with the real core behind it: what it says and where, and that the
/// window goes on answering.
class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void faultsOfHandlers_data();
    void faultsOfHandlers();
    void refusals_data();
    void refusals();
    void eventsThatAreNotJsonAreNotSent();
    void brokenTemplates_data();
    void brokenTemplates();

private:
    RunSummary run(const QString &function);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_root;
    std::unique_ptr<LocalSession> m_session;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<MainWindow> m_window;
    RunController *m_runs = nullptr;
};

void TestBadInput::initTestCase()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_root = m_directory->path().toStdString() + "/faults";
    std::filesystem::copy(LAMBDARIUM_SOURCE_DIR "/tests/process/data/faults", m_root,
                          std::filesystem::copy_options::recursive);
    auto session = LocalSession::open(
        {.workspace = m_root, .endpoint = false, .spawner = LAMBDARIUM_BIN_DIR "/lambdarium-spawner"});
    QVERIFY2(session, session ? "" : session.error().message.c_str());
    m_session = std::move(*session);
    auto document = WorkspaceDocument::open(m_root);
    QVERIFY(document);
    m_preferences = std::make_unique<Preferences>(QString());
    m_window = std::make_unique<MainWindow>(
        MainWindow::Options{m_preferences.get(), LAMBDARIUM_SOURCE_DIR "/resources/examples", {}});
    m_window->resize(1366, 768);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->showWorkspace(std::move(*document), m_session.get());
    m_runs = m_window->findChild<RunController *>();
    QVERIFY(m_runs);
}

void TestBadInput::cleanupTestCase()
{
    m_window->closeWorkspace();
    m_window.reset();
    m_session.reset();
}

RunSummary TestBadInput::run(const QString &function)
{
    QSignalSpy finished(m_runs, &RunController::finished);
    asEvent([&] { m_runs->start({.function = function, .payload = "{}"}).hasValue(); });
    if (finished.isEmpty() && !finished.wait(60000))
        return {};
    return m_runs->summary();
}

void TestBadInput::faultsOfHandlers_data()
{
    QTest::addColumn<QString>("function");
    QTest::addColumn<QString>("payload"); ///< a part of it
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");
    QTest::newRow("exception") << text("Raises") << text(R"("errorType": "ValueError")") << text("faults.py") << 5;
    QTest::newRow("exit") << text("Exits") << text("Runtime exited with error: exit status 3") << QString() << 0;
    QTest::newRow("too much time") << text("Loops") << text("Task timed out after 1.00 seconds") << QString() << 0;
    QTest::newRow("too much memory") << text("Eats") << text("Runtime exited with error: signal: killed") << QString()
                                     << 0;
    QTest::newRow("unserialisable") << text("Unserialisable") << text("Object of type set is not JSON serializable")
                                    << QString() << 0;
    QTest::newRow("100 MB of output") << text("Floods") << text("\"done\"") << QString() << 0;
    QTest::newRow("syntax error") << text("BadSyntax") << text("Syntax error in module 'badsyntax'")
                                  << text("badsyntax.py") << 1;
    QTest::newRow("missing import") << text("MissingImport") << text("No module named 'does_not_exist'") << QString()
                                    << 0;
    QTest::newRow("missing handler file") << text("MissingFile") << text("No module named 'nowhere'") << QString() << 0;
}

void TestBadInput::faultsOfHandlers()
{
    QFETCH(QString, function);
    QFETCH(QString, payload);
    QFETCH(QString, file);
    QFETCH(int, line);
    MeteredApplication::instance().restart();
    const RunSummary summary = run(function);
    QVERIFY2(summary.last, "no outcome");
    const InvokeOutcome &outcome = *summary.last;
    QVERIFY2(QString::fromStdString(outcome.payload).contains(payload), outcome.payload.c_str());
    QCOMPARE(QString::fromStdString(outcome.errorFile), file);
    QCOMPARE(outcome.errorLine, line);
    qInfo("longest event of the GUI thread: %.1f ms", MeteredApplication::instance().longestMs());
    QVERIFY(MeteredApplication::instance().longestMs() <= 100);
    QVERIFY(m_window->findChild<CanvasView *>()->canvasScene()->graph().nodes.size() >= 13);
}

void TestBadInput::refusals_data()
{
    QTest::addColumn<QString>("function");
    QTest::addColumn<QString>("said");
    QTest::newRow("unknown runtime") << text("UnknownRuntime") << text("cobol85");
    QTest::newRow("no concurrency") << text("Throttled") << text("Rate Exceeded.");
}

void TestBadInput::refusals()
{
    QFETCH(QString, function);
    QFETCH(QString, said);
    MeteredApplication::instance().restart();
    const RunSummary summary = run(function);
    QVERIFY(summary.last);
    QVERIFY(summary.last->status >= 400);
    QVERIFY2(QString::fromStdString(summary.last->payload).contains(said), summary.last->payload.c_str());
    QVERIFY(MeteredApplication::instance().longestMs() <= 100);
}

void TestBadInput::eventsThatAreNotJsonAreNotSent()
{
    const auto refused = m_runs->start({.function = text("Good"), .payload = "{\n  \"a\": ,\n}"});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidInput);
    QVERIFY2(QString::fromStdString(refused.error().message).contains(text("2")), refused.error().message.c_str());
}

void TestBadInput::brokenTemplates_data()
{
    QTest::addColumn<QByteArray>("broken");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("line");
    QTest::newRow("broken YAML") << QByteArray("Resources:\n  A:\n    Type: [x\n  B: y\n") << text("line") << 4;
    QByteArray bomb("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int level = 1; level < 12; ++level) {
        bomb += "a" + QByteArray::number(level) + ": &a" + QByteArray::number(level) + " [";
        for (int i = 0; i < 10; ++i)
            bomb += (i > 0 ? ",*a" : "*a") + QByteArray::number(level - 1);
        bomb += "]\n";
    }
    QTest::newRow("alias bomb") << bomb << text("alias") << 0;
    QByteArray huge("Resources:\n");
    while (huge.size() < 5 * 1024 * 1024)
        huge += "  R" + QByteArray::number(huge.size()) + ":\n    Type: AWS::SQS::Queue\n";
    QTest::newRow("5 MB") << huge << text("1 MB") << 0;
}

void TestBadInput::brokenTemplates()
{
    QFETCH(QByteArray, broken);
    QFETCH(QString, said);
    QFETCH(int, line);
    WorkspaceDocument &document = *m_window->document();
    CanvasView *canvas = m_window->findChild<CanvasView *>();
    const std::string good = document.text();
    const std::size_t nodes = canvas->canvasScene()->graph().nodes.size();
    MeteredApplication::instance().restart();
    asEvent([&] { document.setTemplateText(broken.toStdString()); });
    QTRY_VERIFY_WITH_TIMEOUT(document.broken(), 20000);
    QVERIFY(!document.problems().empty());
    const Problem &problem = document.problems().front();
    QVERIFY2(QString::fromStdString(problem.message).contains(said), problem.message.c_str());
    if (line > 0)
        QCOMPARE(problem.line, line);
    qInfo("longest event of the GUI thread: %.1f ms", MeteredApplication::instance().longestMs());
    QVERIFY(MeteredApplication::instance().longestMs() <= 100);
    // The last good picture stays, what runs goes on, and nothing that was typed is lost.
    QCOMPARE(canvas->canvasScene()->graph().nodes.size(), nodes);
    QCOMPARE(document.text(), broken.toStdString());
    QVERIFY(run(text("Good")).good());
    document.setTemplateText(good);
    QTRY_VERIFY_WITH_TIMEOUT(!document.broken(), 20000);
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestBadInput test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_badinput.moc"

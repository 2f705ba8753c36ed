// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfacts.h"
#include "tests/support/qttext.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/bridge/sessionbridge.h"
#include "widgets/logs/logmodel.h"
#include "widgets/logs/logpanel.h"
#include "widgets/logs/logtext.h"
#include "widgets/logs/logview.h"
#include "widgets/theme/theme.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

std::vector<Fact> requests(int count, int from = 0)
{
    LogFacts log;
    for (int i = from; i < from + count; ++i) {
        const std::string id = "request-" + std::to_string(i);
        log.start("F", id);
        log.line("F", id, "line of " + std::to_string(i));
        log.end("F", id);
    }
    return log.take();
}

struct Shown
{
    LogModel model;
    LogView view{&model};
    Shown()
    {
        view.resize(900, 400);
        view.show();
        view.setFocus();
    }
    bool atEnd() const { return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum(); }
};

} // namespace

/// The log as it is seen and worked.
class TestLogView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildLinks_data();
    void buildLinks();
    void initTestCase();
    void followsUntilScrolled();
    void rowsKeepTheirPlaceWhileOldOnesGo();
    void copiesWhatIsSelected();
    void findsForwardAndBack();
    void keysWalkAndFold();
    void stackFramesOpenTheSource();
    void clearingForgetsTheSelection();
    void paintsOnlyWhatIsInSight();
    void panelFilters();
    void panelTakesFactsFromTheBridge();
};

void TestLogView::initTestCase() { installTheme(*qApp, ThemeKind::Light); }

void TestLogView::followsUntilScrolled()
{
    Shown s;
    s.model.append(requests(200));
    QVERIFY(s.view.following() && s.atEnd());
    s.view.verticalScrollBar()->setValue(100);
    QVERIFY(!s.view.following());
    const int value = s.view.verticalScrollBar()->value();
    s.model.append(requests(10, 200));
    QCOMPARE(s.view.verticalScrollBar()->value(), value);
    QVERIFY(s.view.unseen() > 0);
    QSignalSpy following(&s.view, &LogView::followingChanged);
    s.view.setFollowing(true);
    QVERIFY(s.atEnd());
    QCOMPARE(s.view.unseen(), std::size_t{0});
    QCOMPARE(following.count(), 1);
    s.view.verticalScrollBar()->setValue(0);
    s.view.verticalScrollBar()->setValue(s.view.verticalScrollBar()->maximum());
    QVERIFY(s.view.following()); // scrolling to the end follows again
}

void TestLogView::rowsKeepTheirPlaceWhileOldOnesGo()
{
    LogModel model(nullptr, 400);
    LogView view(&model);
    view.resize(900, 300);
    view.show();
    model.append(requests(100));
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    const QPoint spot(200, 150);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, spot);
    const QString row = view.currentText();
    QVERIFY(row.size() > 5);
    const int before = view.verticalScrollBar()->value();
    model.append(requests(10, 100)); // forty rows go at the top, three of four were shown
    QVERIFY(view.verticalScrollBar()->value() < before);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, spot);
    QCOMPARE(view.currentText(), row); // what one reads does not move away
}

void TestLogView::copiesWhatIsSelected()
{
    Shown s;
    s.model.append(requests(2));
    QCOMPARE(s.view.selectedCount(), std::size_t{0});
    QVERIFY(s.view.selectionText(LogView::CopyForm::Text).isEmpty());
    s.view.selectAll();
    QCOMPARE(s.view.selectedCount(), std::size_t{6});
    const QStringList lines =
        s.view.selectionText(LogView::CopyForm::Text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 6);
    QVERIFY(lines[1].contains(QStringLiteral("line of 0")));
    const QStringList json =
        s.view.selectionText(LogView::CopyForm::JsonLines).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    const QJsonObject object = QJsonDocument::fromJson(json[1].toUtf8()).object();
    QCOMPARE(object[QStringLiteral("message")].toString(), QStringLiteral("line of 0"));
    QCOMPARE(object[QStringLiteral("requestId")].toString(), QStringLiteral("request-0"));
    QCOMPARE(object[QStringLiteral("function")].toString(), QStringLiteral("F"));
    QCOMPARE(QJsonDocument::fromJson(json[2].toUtf8()).object()[QStringLiteral("durationMs")].toDouble(), 10.0);
    const QString markdown = s.view.selectionText(LogView::CopyForm::Markdown);
    QVERIFY(markdown.startsWith(QStringLiteral("```text\n")) && markdown.endsWith(QStringLiteral("```\n")));
    QTest::keyClick(&s.view, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("line of 1")));
}

void TestLogView::findsForwardAndBack()
{
    Shown s;
    s.model.append(requests(3000));
    QSignalSpy found(&s.view, &LogView::found);
    s.view.find(QStringLiteral("line of 1234"), true);
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 1, 20000);
    QVERIFY(found.last().first().toBool());
    QVERIFY(s.view.currentText().contains(QStringLiteral("line of 1234")));
    QVERIFY(!s.view.following());
    s.view.find(QStringLiteral("line of"), true);
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 2, 20000);
    QVERIFY(s.view.currentText().contains(QStringLiteral("line of 1235")));
    s.view.find(QStringLiteral("line of"), false);
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 3, 20000);
    QVERIFY(s.view.currentText().contains(QStringLiteral("line of 1234")));
    s.view.find(QStringLiteral("line of 12 "), true); // nowhere
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 4, 20000);
    QVERIFY(!found.last().first().toBool());
    QVERIFY(s.view.currentText().contains(QStringLiteral("line of 1234")));
}

void TestLogView::keysWalkAndFold()
{
    Shown s;
    s.model.append(requests(3));
    QTest::keyClick(&s.view, Qt::Key_Home);
    QCOMPARE(*s.view.currentRow(), s.model.shownRow(0));
    QTest::keyClick(&s.view, Qt::Key_Down);
    QTest::keyClick(&s.view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(s.view.selectedCount(), std::size_t{2});
    QTest::keyClick(&s.view, Qt::Key_Left);
    QCOMPARE(s.model.shownCount(), std::size_t{7}); // the first request is folded
    QCOMPARE(*s.view.currentRow(), s.model.shownRow(0));
    QTest::keyClick(&s.view, Qt::Key_Right);
    QCOMPARE(s.model.shownCount(), std::size_t{9});
    QTest::keyClick(&s.view, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(s.model.shownCount(), std::size_t{3});
}

void TestLogView::stackFramesOpenTheSource()
{
    Shown s;
    LogFacts log;
    log.start("F", "r");
    log.line("F", "r", "  File \"/var/task/app.py\", line 12, in handler");
    s.model.append(log.take());
    QSignalSpy opened(&s.view, &LogView::openSource);
    QTest::keyClick(&s.view, Qt::Key_Home);
    QTest::keyClick(&s.view, Qt::Key_Return);
    QCOMPARE(opened.count(), 0);
    QTest::keyClick(&s.view, Qt::Key_Down);
    QTest::keyClick(&s.view, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toString(), QStringLiteral("F"));
    QCOMPARE(opened[0][1].toString(), QStringLiteral("app.py"));
    QCOMPARE(opened[0][2].toInt(), 12);
}

void TestLogView::clearingForgetsTheSelection()
{
    Shown s;
    s.model.append(requests(5));
    s.view.selectAll();
    s.model.clear();
    s.model.append(requests(50));
    QCOMPARE(s.view.selectedCount(), std::size_t{0});
    QVERIFY(!s.view.currentRow());
}

void TestLogView::paintsOnlyWhatIsInSight()
{
    Shown s;
    for (int i = 0; i < 50; ++i)
        s.model.append(requests(2000, i * 2000));
    QVERIFY(s.model.shownCount() == 300'000);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i) {
        s.view.verticalScrollBar()->setValue(s.view.verticalScrollBar()->maximum() / 20 * i);
        s.view.viewport()->repaint();
    }
    QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed()))); // hours, if it drew them all
    const QImage image = s.view.viewport()->grab().toImage();
    QVERIFY(!image.isNull());
}

void TestLogView::panelFilters()
{
    TimeModel time;
    LogModel model;
    LogPanel panel(nullptr, &time, &model);
    panel.resize(1000, 400);
    panel.show();
    model.append(requests(10));
    panel.setFilterText(QStringLiteral("\"line of 7\""));
    QTRY_COMPARE_WITH_TIMEOUT(model.shownCount(), std::size_t{1}, 10000);
    panel.setFilterText(QStringLiteral("re:/(/")); // wrong: says so, the last good filter stays
    QVERIFY(panel.filterField()->toolTip().startsWith(QStringLiteral("The regular expression is wrong")));
    QVERIFY(panel.filterField()->property("invalid").toBool());
    QCOMPARE(model.shownCount(), std::size_t{1});
    panel.setFilterText({});
    panel.setRequest(QStringLiteral("request-3"));
    QTRY_COMPARE_WITH_TIMEOUT(model.shownCount(), std::size_t{3}, 10000);
    panel.setRequest({});
    QTRY_COMPARE_WITH_TIMEOUT(model.shownCount(), std::size_t{30}, 10000);
    panel.clear();
    QCOMPARE(model.rowCount(), std::size_t{0});
}

void TestLogView::panelTakesFactsFromTheBridge()
{
    RecordedSession session(requests(3));
    SessionBridge bridge;
    TimeModel time;
    LogPanel panel(&bridge, &time);
    panel.show();
    bridge.setSession(&session);
    QCoreApplication::processEvents();
    QCOMPARE(panel.model()->rowCount(), std::size_t{0}); // nothing was told yet
    session.play();
    QTRY_COMPARE_WITH_TIMEOUT(panel.model()->shownCount(), std::size_t{9}, 10000);
    bridge.setSession(nullptr);
    QTRY_COMPARE_WITH_TIMEOUT(panel.model()->rowCount(), std::size_t{0}, 10000);
}

void TestLogView::buildLinks_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("level");
    const auto row = [](const char *line, const char *file, int number, LogLevel level) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(file) << number << int(level);
    };
    row("src/main.cpp:12:5: error: expected ';'", "src/main.cpp", 12, LogLevel::Error);
    row("/build/x/src/main.cpp:7:1: warning: unused", "/build/x/src/main.cpp", 7, LogLevel::Warn);
    row("  --> src/main.rs:4:5", "src/main.rs", 4, LogLevel::None);
    row("./main.go:7:2: undefined: x", "main.go", 7, LogLevel::None);
    row("[ERROR] /build/src/main/java/App.java:[12,9] ';' expected", "/build/src/main/java/App.java", 12,
        LogLevel::Error);
    row("CMake Error at CMakeLists.txt:5 (add_executable):", "CMakeLists.txt", 5, LogLevel::Error);
    row("Collecting boto3==1.34 from 10.0.0.1:80", "", 0, LogLevel::None);
    row("npm WARN deprecated x@1.0.0: gone", "", 0, LogLevel::None);
}

void TestLogView::buildLinks()
{
    QFETCH(QString, line);
    QFETCH(QString, file);
    QFETCH(int, number);
    QFETCH(int, level);
    const auto link = buildLink(line);
    QCOMPARE(link ? link->file : QString(), file);
    QCOMPARE(link ? link->line : 0, number);
    QVERIFY(!link || link->begin + link->length <= line.size());
    QCOMPARE(int(buildLevel(line.toStdString())), level);
}

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"

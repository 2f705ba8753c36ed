// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/windowrig.h"
#include "widgets/bridge/timemodel.h"
#include "widgets/shell/actions.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/topbar.h"
#include "widgets/theme/controls.h"

using namespace lambdarium;

namespace {

/// Every text a third longer and with accents, as other languages are.
class Longer : public QTranslator
{
public:
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return text + QString(text.size() * 35 / 100 + 1, QChar(0xE3));
    }
    bool isEmpty() const override { return false; }
};

QString nameOf(const QWidget *widget)
{
    return QStringLiteral("%1 %2 \"%3\"")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
             widget->property("text").toString());
}

bool scrolls(const QWidget *widget, const QWidget *window)
{
    for (const QWidget *above = widget->parentWidget(); above && above != window; above = above->parentWidget())
        if (qobject_cast<const QAbstractScrollArea *>(above))
            return true;
    return false;
}

/// Visible widgets that stand beyond the window, or on the right of their own parent.
QStringList outside(const MainWindow &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->isWindow() || scrolls(widget, &window))
            continue;
        const int right = widget->mapTo(&window, QPoint(widget->width(), 0)).x();
        if (right > window.width() || widget->geometry().right() >= widget->parentWidget()->width() + 1)
            found.append(nameOf(widget) + QStringLiteral(" %1").arg(right));
    }
    return found;
}

/// Counts what makes a window work although nothing happens.
class LayoutCounter : public QObject
{
public:
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::LayoutRequest;
        return false;
    }
};

const MainWindow::View views[] = {MainWindow::View::Design, MainWindow::View::Code, MainWindow::View::Run,
                                  MainWindow::View::Observe};

} // namespace

/// What must hold of every view as it looks and speaks, whatever it shows.
class TestWindowLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("HOME", m_home.path().toUtf8());
        m_appearance = std::make_unique<Appearance>(*qApp, m_preferences);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void namesEveryControl();
    void usesEveryKeyOnce();
    void theCommandLinesChoiceIsNotStored();
    void fitsLongerWords_data();
    void fitsLongerWords();
    void fitsLargerControls();
    void restsBetweenFacts();

private:
    QTemporaryDir m_home;
    Preferences m_preferences{QString()};
    std::unique_ptr<Appearance> m_appearance;
};

void TestWindowLooks::namesEveryControl()
{
    Rig rig("orders");
    QStringList nameless;
    for (const MainWindow::View view : views) {
        rig.window.setView(view);
        QCoreApplication::processEvents();
        for (QWidget *widget : rig.window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || !widget->isEnabled())
                continue;
            // Parts of a control answer for it: a spin box's field, a list's viewport.
            if (qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
                || qobject_cast<QComboBox *>(widget->parentWidget())
                || qobject_cast<QAbstractScrollArea *>(widget->parentWidget()))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            if (!face || face->text(QAccessible::Name).isEmpty())
                nameless.append(nameOf(widget));
        }
    }
    nameless.removeDuplicates();
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral("\n"))));
}

void TestWindowLooks::usesEveryKeyOnce()
{
    Rig rig("orders");
    const auto *actions = rig.window.findChild<Actions *>();
    QHash<QString, QString> owner;
    for (const QAction *action : actions->all()) {
        QVERIFY(!action->text().isEmpty());
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!owner.contains(key.toString()), qPrintable(key.toString() + owner.value(key.toString())));
            owner.insert(key.toString(), action->objectName());
        }
    }
    QVERIFY(owner.size() > 20);
}

void TestWindowLooks::theCommandLinesChoiceIsNotStored()
{
    const QString path = m_home.path() + QStringLiteral("/preferences.json");
    {
        Preferences preferences(path);
        preferences.setTheme(ThemeChoice::Light);
        preferences.setLanguage(QStringLiteral("en"));
        preferences.overrideForThisRun(ThemeChoice::Dark, QStringLiteral("pt_BR"));
        QCOMPARE(preferences.theme(), ThemeChoice::Dark);
        QCOMPARE(preferences.language(), QStringLiteral("pt_BR"));
        preferences.setScale(1.5); // stores all of them
    }
    {
        Preferences preferences(path);
        QCOMPARE(preferences.theme(), ThemeChoice::Light);
        QCOMPARE(preferences.language(), QStringLiteral("en"));
        preferences.overrideForThisRun(ThemeChoice::Dark, {});
        preferences.setTheme(ThemeChoice::Dark); // what the user chooses is
    }
    QCOMPARE(Preferences(path).theme(), ThemeChoice::Dark);
}

void TestWindowLooks::fitsLongerWords_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize &size : {QSize(1100, 700), QSize(1366, 768), QSize(1600, 1000)})
        QTest::addRow("%dx%d", size.width(), size.height()) << size;
}

void TestWindowLooks::fitsLongerWords()
{
    QFETCH(QSize, size);
    Rig rig("orders");
    Longer longer;
    QVERIFY(QCoreApplication::installTranslator(&longer));
    const auto guard = qScopeGuard([&] { QCoreApplication::removeTranslator(&longer); });
    QStringList faults;
    for (const MainWindow::View view : views) {
        rig.window.setView(view);
        rig.window.resize(size);
        QCoreApplication::processEvents();
        QCOMPARE(rig.window.size(), size);
        faults += outside(rig.window);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QStringLiteral("\n"))));
}

void TestWindowLooks::fitsLargerControls()
{
    Rig rig("orders");
    m_preferences.setScale(1.5);
    const auto guard = qScopeGuard([&] { m_preferences.setScale(1.0); });
    QStringList faults;
    for (const MainWindow::View view : views) {
        rig.window.setView(view);
        rig.window.resize(1920, 1080);
        QCoreApplication::processEvents();
        QCOMPARE(rig.window.size(), QSize(1920, 1080));
        faults += outside(rig.window);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QStringLiteral("\n"))));
}

void TestWindowLooks::restsBetweenFacts()
{
    Rig rig("orders");
    // Narrow panels: chips and tools have to give way.
    rig.window.resize(1100, 700);
    fact::InvocationStarted start;
    start.function = "PlaceOrder";
    start.requestId = "r-1";
    start.environment = EnvironmentId{1};
    start.cold = true;
    rig.session.publish(wallNow(),
                        fact::EnvironmentChanged{"PlaceOrder", EnvironmentId{1}, EnvironmentState::Initialising, {}});
    rig.session.publish(wallNow(), start);
    const auto shown = [&] {
        return std::ranges::any_of(rig.window.findChildren<Chip *>(), [](const Chip *chip) {
            return chip->isVisible() && chip->text().contains(QStringLiteral("cold start"));
        });
    };
    QTRY_VERIFY(shown());
    LayoutCounter counter;
    qApp->installEventFilter(&counter);
    // Three steps of the time axis take about a second; a loop of layouts would come to thousands.
    QSignalSpy moved(rig.window.findChild<TimeModel *>(), &TimeModel::rangeChanged);
    QTRY_VERIFY(moved.size() >= 3);
    QVERIFY2(counter.count < 200, qPrintable(QString::number(counter.count)));
}

QTEST_MAIN(TestWindowLooks)
#include "tst_windowlooks.moc"

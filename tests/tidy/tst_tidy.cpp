// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "testpaths.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QtTest>

namespace {

struct Source
{
    QString path; ///< relative to the project
    QStringList lines;
    QString folder() const { return path.left(path.lastIndexOf(QLatin1Char('/'))); }
};

const QStringList &roots()
{
    static const QStringList list{QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("widgets"),
                                  QStringLiteral("tests")};
    return list;
}

/// What each folder may include, transitively closed by hand from architecture.md 2. Nothing points up or sideways.
const QMap<QString, QStringList> &arrows()
{
    static const auto list = [] {
        const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
        QMap<QString, QStringList> map;
        map[QStringLiteral("core/base")] = words("core/base");
        map[QStringLiteral("core/loop")] = words("core/base core/loop");
        map[QStringLiteral("core/model")] = words("core/base core/model");
        map[QStringLiteral("core/template")] = words("core/base core/model core/template");
        map[QStringLiteral("core/workspace")] = words("core/base core/model core/template core/workspace");
        map[QStringLiteral("core/session")] = words("core/base core/model core/session");
        const QStringList engine = words("core/base core/loop core/model core/session core/engine");
        map[QStringLiteral("core/engine")] = engine;
        for (const char *name : {"core/services", "core/store", "core/sandbox"})
            map[QString::fromLatin1(name)] = engine + words(name);
        map[QStringLiteral("core/http")] = words("core/base core/loop core/http");
        map[QStringLiteral("core/runtimes")] = engine + words("core/sandbox core/http core/runtimes");
        map[QStringLiteral("core/packaging")] = map[QStringLiteral("core/runtimes")]
            + words("core/template core/workspace core/packaging");
        map[QStringLiteral("core/gateway")] = engine + words("core/services core/http core/gateway");
        return map;
    }();
    return list;
}

QString where(const Source &source, int line) { return QStringLiteral("%1:%2").arg(source.path).arg(line + 1); }

} // namespace

/// Style that a reviewer should not have to look for: sizes, columns, arrows, banned words, files nobody builds.
class TestTidy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesAreShort();
    void linesFitTheColumns();
    void everySourceNamesItsLicence();
    void includesFollowTheArrows();
    void bannedWordsStayOut();
    void noLooseEnds();
    void everySourceIsBuilt();

private:
    void report(const QStringList &faults) const
    {
        if (!faults.isEmpty())
            QFAIL(qPrintable(faults.mid(0, 40).join(QLatin1Char('\n'))));
    }

    QList<Source> m_sources;
};

void TestTidy::initTestCase()
{
    const QString project = QStringLiteral(LAMBDARIUM_SOURCE_DIR);
    for (const QString &root : roots()) {
        QDirIterator it(project + QLatin1Char('/') + root, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                        QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            m_sources.append(
                {it.filePath().mid(project.size() + 1), QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))});
        }
    }
    QVERIFY(m_sources.size() > 30);
}

void TestTidy::filesAreShort()
{
    QStringList faults;
    for (const Source &source : m_sources)
        if (source.lines.size() > 601)
            faults << QStringLiteral("%1: %2 lines, at most 600").arg(source.path).arg(source.lines.size());
    report(faults);
}

void TestTidy::linesFitTheColumns()
{
    QStringList faults;
    for (const Source &source : m_sources)
        for (int i = 0; i < source.lines.size(); ++i)
            if (source.lines[i].size() > 120)
                faults << QStringLiteral("%1: %2 columns").arg(where(source, i)).arg(source.lines[i].size());
    report(faults);
}

void TestTidy::everySourceNamesItsLicence()
{
    QStringList faults;
    for (const Source &source : m_sources)
        if (source.lines.size() < 2 || !source.lines[0].startsWith(QStringLiteral("// SPDX-FileCopyrightText"))
            || source.lines[1] != QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later"))
            faults << source.path + QStringLiteral(": no SPDX header");
    report(faults);
}

void TestTidy::includesFollowTheArrows()
{
    static const QRegularExpression include(QStringLiteral("^#include \"((core|widgets|app)/[^\"]+)/[^/\"]+\""));
    QStringList faults;
    for (const Source &source : m_sources) {
        const QString folder = source.folder();
        for (int i = 0; i < source.lines.size(); ++i) {
            const auto match = include.match(source.lines[i]);
            if (!match.hasMatch())
                continue;
            const QString target = match.captured(1);
            bool allowed = true;
            if (const auto rule = arrows().find(folder); rule != arrows().end())
                allowed = rule->contains(target);
            else if (folder.startsWith(QStringLiteral("widgets/")))
                allowed = target.startsWith(QStringLiteral("widgets/")) || target == QStringLiteral("core/base")
                    || target == QStringLiteral("core/session") || target == QStringLiteral("core/model")
                    || target == QStringLiteral("core/template") || target == QStringLiteral("core/workspace");
            if (!allowed)
                faults << QStringLiteral("%1: %2 must not include %3").arg(where(source, i), folder, target);
        }
    }
    report(faults);
}

void TestTidy::bannedWordsStayOut()
{
    struct Ban
    {
        QRegularExpression folder;
        QRegularExpression word;
        const char *why;
    };
    const auto re = [](const char *text) { return QRegularExpression(QString::fromLatin1(text)); };
    const QList<Ban> bans{
        {re("^core/"), re("^#include <Q"), "the core is Qt-free"},
        {re("^core/(engine|services)"), re("system_clock|steady_clock|std::thread|\\brand\\("),
         "the engine knows only the EventLoop's time and Prng"},
        {re("^widgets/"), re("^#include <(boost|sqlite3|spdlog)"), "widgets see values, never the engine"},
        {re("^(core/(?!local)|widgets/)"), re("^#include .*core/local/"), "only app composes"},
        {re("^tests/"), re("\\bqWait\\(|\\bqSleep\\(|\\bQSKIP\\(|\\busleep\\("), "no sleeps and no skips in tests"},
    };
    QStringList faults;
    for (const Source &source : m_sources) {
        if (source.path == QStringLiteral("tests/tidy/tst_tidy.cpp"))
            continue;
        for (int i = 0; i < source.lines.size(); ++i)
            for (const Ban &ban : bans)
                if (ban.folder.match(source.path).hasMatch() && ban.word.match(source.lines[i]).hasMatch())
                    faults << where(source, i) + QStringLiteral(": ") + QString::fromLatin1(ban.why);
    }
    // A header that pulls these in costs every includer seconds (architecture.md 10).
    static const QRegularExpression heavy(QStringLiteral("^#include <(nlohmann/json\\.hpp|boost/|spdlog/|Qsci/)"));
    for (const Source &source : m_sources)
        // scintilla.h is where QScintilla's headers come in, for the sources of one folder.
        if (source.path.endsWith(QStringLiteral(".h")) && source.path != QStringLiteral("widgets/editor/scintilla.h"))
            for (int i = 0; i < source.lines.size(); ++i)
                if (heavy.match(source.lines[i]).hasMatch())
                    faults << where(source, i) + QStringLiteral(": heavy include in a header");
    report(faults);
}

void TestTidy::noLooseEnds()
{
    static const QRegularExpression loose(QStringLiteral("\\b(TODO|FIXME|XXX|HACK)\\b"));
    QStringList faults;
    for (const Source &source : m_sources)
        for (int i = 0; i < source.lines.size(); ++i)
            if (!source.path.startsWith(QStringLiteral("tests/tidy/")) && loose.match(source.lines[i]).hasMatch())
                faults << where(source, i);
    report(faults);
}

void TestTidy::everySourceIsBuilt()
{
    QHash<QString, QString> lists;
    QStringList faults;
    const QString project = QStringLiteral(LAMBDARIUM_SOURCE_DIR) + QLatin1Char('/');
    for (const Source &source : m_sources) {
        if (!source.path.endsWith(QStringLiteral(".cpp")))
            continue;
        const QString name = source.path.section(QLatin1Char('/'), -1);
        const QString test = name.chopped(4);
        bool listed = false;
        for (QString folder = source.folder(); !folder.isEmpty() && !listed;
             folder = folder.left(qMax(0, folder.lastIndexOf(QLatin1Char('/'))))) {
            if (!lists.contains(folder)) {
                QFile file(project + folder + QStringLiteral("/CMakeLists.txt"));
                lists[folder] = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
            }
            static const QRegularExpression wordEdge(QStringLiteral("[\\s/)(]"));
            const QStringList words = lists[folder].split(wordEdge);
            listed = words.contains(name) || words.contains(test);
        }
        if (!listed)
            faults << source.path + QStringLiteral(": in no CMakeLists.txt");
    }
    report(faults);
}

QTEST_APPLESS_MAIN(TestTidy)
#include "tst_tidy.moc"

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/template.h"
#include "testpaths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace lambdarium;

namespace {

/// A setting of the inspector with two legal values.
struct Setting
{
    const char *path;
    const char *first;
    const char *second;
    bool samOnly = false;
};

const std::vector<Setting> &settings()
{
    static const std::vector<Setting> list{
        {"MemorySize", "1024", "2048"},
        {"Timeout", "45", "60"},
        {"EphemeralStorage.Size", "2048", "4096"},
        {"ReservedConcurrentExecutions", "7", "0"},
        {"Handler", "src/other.main", "mod-2.fn_x"},
        {"Runtime", "nodejs22.x", "provided.al2023"},
        {"Role", "arn:aws:iam::123456789012:role/service/x", "arn:aws:iam::123456789012:role/y"},
        {"Description", "it's: a #test, \"quoted\" {x} [y] \xC3\xA9 \xF0\x9F\x9B\x92", "two\nlines\t- or: more \\"},
        {"FunctionName", "renamed-one", "null"},
        {"CodeUri", "new folder/", "./x", true},
        {"Environment.Variables.STAGE", "yes", "012"},
        {"Environment.Variables.NEW_ONE", "a: b # c", "*x &y !z %"},
        {"Environment.Variables.JSONISH", "2020-01-01", " leading and trailing "},
        {"EventInvokeConfig.MaximumRetryAttempts", "0", "1", true},
        {"Metadata.Lambdarium.Network.Mode", "NoRoute", "Endpoints"},
    };
    return list;
}

/// A byte order mark at the begin is kept, which fromUtf8() takes away.
QString q(std::string_view text)
{
    const QString all = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return text.starts_with("\xEF\xBB\xBF") ? QChar(0xFEFF) + all : all;
}

QDir dataFolder() { return QDir(QStringLiteral(LAMBDARIUM_SOURCE_DIR "/tests/template/data")); }

std::string read(const QString &file)
{
    QFile in(dataFolder().filePath(file));
    return in.open(QIODevice::ReadOnly) ? in.readAll().toStdString() : std::string();
}

/// What the model says of the setting; nothing when it does not carry it.
std::optional<std::string> modelled(const Function &function, std::string_view path)
{
    if (path == "MemorySize")
        return std::to_string(function.memoryMb);
    if (path == "Timeout")
        return std::to_string(function.timeoutSeconds);
    if (path == "EphemeralStorage.Size")
        return std::to_string(function.ephemeralMb);
    if (path == "ReservedConcurrentExecutions")
        return function.reservedConcurrency ? std::to_string(*function.reservedConcurrency) : std::string();
    if (path == "EventInvokeConfig.MaximumRetryAttempts")
        return std::to_string(function.maximumRetryAttempts);
    if (path == "Handler")
        return function.handler;
    if (path == "Runtime")
        return function.runtime;
    if (path == "Role")
        return function.role;
    if (path == "Description")
        return function.description;
    if (path == "FunctionName")
        return function.name;
    if (path == "Metadata.Lambdarium.Network.Mode")
        return function.network.mode == NetworkMode::NoRoute  ? std::string("NoRoute")
            : function.network.mode == NetworkMode::Endpoints ? std::string("Endpoints")
                                                              : std::string("other");
    if (path.starts_with("Environment.Variables."))
        for (const EnvironmentVariable &variable : function.environment)
            if (variable.name == path.substr(22))
                return variable.value;
    return std::nullopt;
}

QStringList pathOf(const std::string &function, const char *setting)
{
    QStringList path{QStringLiteral("Resources"), q(function)};
    if (!std::string_view(setting).starts_with("Metadata."))
        path << QStringLiteral("Properties");
    return path + q(setting).split(QLatin1Char('.'));
}

} // namespace

/// Every settable key of every function in templates of all styles: set, changed, reset, undone. Each edit is judged
/// by checkedits.py with parsers that are not the program's own.
class TestTemplateEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thereAreEnoughStyles();
    void everyEdit_data();
    void everyEdit();
    void anIndependentParserAgrees();
    void theJudgeFindsFaults_data();
    void theJudgeFindsFaults();

private:
    struct Edit
    {
        QString name;
        std::string before;
        TextEdits edits;
        QStringList path;
        std::optional<std::string> value;
        int keep = 2;
        std::optional<std::string> original; ///< before the key was set for the first time
    };
    /// Applies, undoes, parses and notes an edit; the text after it.
    std::string note(Edit edit);
    void editOne(const QString &file, const std::string &text, const std::string &function, const Setting &setting);
    static QByteArray line(const Edit &edit, const std::string &after);
    static QString judge(const QByteArray &lines, int *exitCode);

    QByteArray m_lines;
};

void TestTemplateEdits::initTestCase() { m_lines.clear(); }

void TestTemplateEdits::thereAreEnoughStyles()
{
    const QStringList files = dataFolder().entryList(QDir::Files);
    QVERIFY(files.size() >= 30);
    int crlf = 0, tabs = 0, json = 0;
    for (const QString &file : files) {
        const std::string text = read(file);
        crlf += text.find("\r\n") != std::string::npos;
        tabs += text.find('\t') != std::string::npos;
        json += file.endsWith(QStringLiteral(".json"));
        const auto parsed = Template::parse(text);
        QVERIFY2(parsed.hasValue(), qPrintable(file + (parsed ? QString() : q(": " + parsed.error().message))));
        QVERIFY2(!parsed->model().functions.empty(), qPrintable(file));
    }
    QVERIFY(crlf >= 3 && tabs >= 2 && json >= 5); // as written: no tool may have changed the line ends
}

QByteArray TestTemplateEdits::line(const Edit &edit, const std::string &after)
{
    QJsonArray edits;
    for (const TextEdit &one : edit.edits)
        edits << QJsonArray{static_cast<qint64>(one.offset), static_cast<qint64>(one.removed), q(one.inserted)};
    QJsonObject object{{QStringLiteral("name"), edit.name},
                       {QStringLiteral("before"), q(edit.before)},
                       {QStringLiteral("after"), q(after)},
                       {QStringLiteral("path"), QJsonArray::fromStringList(edit.path)},
                       {QStringLiteral("op"), edit.value ? QStringLiteral("set") : QStringLiteral("remove")},
                       {QStringLiteral("keep"), edit.keep},
                       {QStringLiteral("edits"), edits}};
    if (edit.value)
        object[QStringLiteral("value")] = q(*edit.value);
    if (edit.original)
        object[QStringLiteral("original")] = q(*edit.original);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::string TestTemplateEdits::note(Edit edit)
{
    const std::string after = applied(edit.before, edit.edits);
    if (applied(after, inverse(edit.before, edit.edits)) != edit.before)
        QTest::qFail(qPrintable(edit.name + QStringLiteral(": undo does not restore the bytes")), __FILE__, __LINE__);
    const auto parsed = Template::parse(after);
    if (!parsed)
        QTest::qFail(qPrintable(edit.name + q(": " + parsed.error().message)), __FILE__, __LINE__);
    m_lines += line(edit, after);
    return after;
}

void TestTemplateEdits::everyEdit_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &file : dataFolder().entryList(QDir::Files))
        QTest::newRow(qPrintable(file)) << file;
}

void TestTemplateEdits::everyEdit()
{
    QFETCH(QString, file);
    const std::string text = read(file);
    const auto parsed = Template::parse(text);
    QVERIFY(parsed.hasValue());
    const Model model = parsed->model();
    for (const Function &function : model.functions)
        for (const Setting &setting : settings())
            if (!setting.samOnly || text.find("AWS::Serverless-2016-10-31") != std::string::npos)
                editOne(file, text, function.id, setting);
}

void TestTemplateEdits::editOne(const QString &file, const std::string &text, const std::string &function,
                                const Setting &setting)
{
    const QString name = file + QLatin1Char(' ') + q(function) + QLatin1Char(' ') + q(setting.path);
    const QStringList path = pathOf(function, setting.path);
    std::string now = text;
    for (const char *value : {setting.first, setting.second}) {
        const auto parsed = Template::parse(now);
        const auto change = parsed->set(function, setting.path, std::string(value));
        QVERIFY2(change.hasValue(), qPrintable(name + q(": " + (change ? std::string() : change.error().message))));
        now = note({name + QStringLiteral(" = ") + q(value), now, change->edits, path, value, 2, {}});
        const auto again = Template::parse(now);
        QVERIFY(again.hasValue());
        const Function *edited = again->model().function(function);
        QVERIFY2(edited, qPrintable(name));
        if (const auto read = modelled(*edited, setting.path))
            QCOMPARE(name + q("=" + *read), name + q("=" + std::string(value)));
    }
    const auto parsed = Template::parse(now);
    const auto reset = parsed->set(function, setting.path, std::nullopt);
    QVERIFY2(reset.hasValue(), qPrintable(name));
    note({name + QStringLiteral(" reset"), now, reset->edits, path, {}, 2, text});
    const auto first = Template::parse(text);
    const auto removed = first->set(function, setting.path, std::nullopt);
    QVERIFY2(removed.hasValue(), qPrintable(name));
    note({name + QStringLiteral(" removed"), text, removed->edits, path, {}, 2, {}});
}

QString TestTemplateEdits::judge(const QByteArray &lines, int *exitCode)
{
    QTemporaryFile file;
    if (!file.open() || file.write(lines) != lines.size())
        return QStringLiteral("no temporary file");
    file.close();
    QProcess python;
    python.setProcessChannelMode(QProcess::SeparateChannels);
    python.start(QStringLiteral("/usr/bin/env"),
                 {QStringLiteral("python3"), QStringLiteral(LAMBDARIUM_SOURCE_DIR "/tests/template/checkedits.py"),
                  file.fileName()});
    python.waitForFinished(120000);
    *exitCode = python.exitStatus() == QProcess::NormalExit ? python.exitCode() : -1;
    return QString::fromUtf8(python.readAllStandardOutput() + python.readAllStandardError());
}

void TestTemplateEdits::anIndependentParserAgrees()
{
    QVERIFY(m_lines.count('\n') > 2000);
    int exitCode = -1;
    const QString report = judge(m_lines, &exitCode);
    if (exitCode != 0)
        for (const QString &fault : report.split(QLatin1Char('\n')))
            qInfo().noquote() << fault;
    QCOMPARE(exitCode, 0);
    QVERIFY2(report.contains(QStringLiteral(" edits judged, 0 faults")), qPrintable(report));
}

void TestTemplateEdits::theJudgeFindsFaults_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("fault");
    QTest::newRow("wrong value") << QByteArray("A: {B: {P: {M: 2}}}\n# c\n") << QStringLiteral("something else");
    QTest::newRow("another key lost") << QByteArray("A: {B: {P: {M: 1}}}\n") << QStringLiteral("outside of the value");
    QTest::newRow("not YAML") << QByteArray("A: {B: {P: {M: 1}}\n# c\n") << QStringLiteral("Error");
}

void TestTemplateEdits::theJudgeFindsFaults()
{
    QFETCH(QByteArray, after);
    QFETCH(QString, fault);
    const std::string before = "A: {B: {P: {M: 0}}}\n# c\n";
    const std::string text = after.toStdString();
    const Edit edit{QStringLiteral("x.yaml"),
                    before,
                    {{0, before.size(), text}},
                    {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("P"), QStringLiteral("M")},
                    "1",
                    2,
                    {}};
    int exitCode = -1;
    const QString report = judge(line(edit, text), &exitCode);
    QCOMPARE(exitCode, 1);
    QVERIFY2(report.contains(fault), qPrintable(report));
}

QTEST_GUILESS_MAIN(TestTemplateEdits)
#include "tst_templateedits.moc"

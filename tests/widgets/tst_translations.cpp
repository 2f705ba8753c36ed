// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demofacts.h"
#include "testpaths.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/preferences.h"
#include "widgets/shell/triggerdialogs.h"

#include <QtTest>
#include <QtWidgets>
#include <QXmlStreamReader>

using namespace lambdarium;
using namespace std::literals;

namespace {

const QString translations = QStringLiteral(LAMBDARIUM_SOURCE_DIR "/translations/");
const std::filesystem::path examples = LAMBDARIUM_SOURCE_DIR "/resources/examples";

struct Message
{
    QString context;
    QString source;
    bool counted = false;
    bool finished = true;
    QStringList forms;

    QString name() const { return context + QStringLiteral(": ") + source; }
    bool operator<(const Message &other) const { return name() < other.name(); }
};

/// Of one .ts file, in its order.
std::vector<Message> messagesIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(path));
    std::vector<Message> all;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QStringLiteral("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QStringLiteral("message")) {
            all.push_back({context, {}, xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes")});
        } else if (xml.name() == QStringLiteral("source")) {
            all.back().source = xml.readElementText();
        } else if (xml.name() == QStringLiteral("translation")) {
            all.back().finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            if (!all.back().counted)
                all.back().forms.append(xml.readElementText());
        } else if (xml.name() == QStringLiteral("numerusform")) {
            all.back().forms.append(xml.readElementText());
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    return all;
}

QStringList markersIn(const QString &text, bool count)
{
    static const QRegularExpression marker(QStringLiteral("%L?(?:\\d+|n)"));
    QStringList found;
    for (auto it = marker.globalMatch(text); it.hasNext();) {
        const QString one = it.next().captured();
        if (count || !one.endsWith(QLatin1Char('n')))
            found.append(one);
    }
    found.sort();
    return found;
}

/// The end that a label or menu entry must keep: a shortcut, an ellipsis or a colon.
QString endOf(const QString &text)
{
    const qsizetype tab = text.indexOf(QLatin1Char('\t'));
    if (tab >= 0)
        return text.mid(tab);
    return text.endsWith(QChar(0x2026)) || text.endsWith(QLatin1Char(':')) ? text.right(1) : QString();
}

QString edgesOf(const QString &text)
{
    const qsizetype length = text.size();
    const qsizetype front = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); }) - text.begin();
    return front == length ? text
                           : text.left(front) + QLatin1Char('|') + (text.back().isSpace() ? text.right(1) : QString());
}

/// What is wrong with one translation; empty: nothing.
QString faultOf(const Message &message, const QString &form, bool last)
{
    if (form.isEmpty())
        return QStringLiteral("empty");
    if (markersIn(form, last) != markersIn(message.source, last))
        return QStringLiteral("other markers");
    if (form.count(QLatin1Char('&')) != message.source.count(QLatin1Char('&')))
        return QStringLiteral("other mnemonics");
    if (edgesOf(form) != edgesOf(message.source))
        return QStringLiteral("other spaces around");
    return endOf(form) == endOf(message.source) ? QString() : QStringLiteral("another ending");
}

QStringList faultsOf(const std::vector<Message> &messages, bool countedOnly)
{
    QStringList faults;
    for (const Message &message : messages) {
        if (countedOnly && !message.counted)
            continue;
        if (!message.finished)
            faults.append(message.name() + QStringLiteral(" (unfinished)"));
        if (message.forms.size() != (message.counted ? 2 : 1))
            faults.append(message.name() + QStringLiteral(" (forms)"));
        for (const QString &form : message.forms) {
            const QString fault = faultOf(message, form, &form == &message.forms.back());
            if (!fault.isEmpty())
                faults.append(QStringLiteral("%1 (%2: %3)").arg(message.name(), fault, form));
        }
    }
    return faults;
}

/// Brazilian Portuguese that remembers what it was asked for in vain.
class Recorder : public QTranslator
{
public:
    Recorder()
    {
        for (const Message &message : messagesIn(translations + QStringLiteral("lambdarium_pt_BR.ts")))
            m_known.insert(message.name());
    }
    QString translate(const char *context, const char *source, const char *comment, int n) const override
    {
        const QString where = QString::fromUtf8(context);
        // Qt's own contexts are the classes with a Q and two from the platforms.
        const bool ours = !where.isEmpty() && !where.startsWith(QLatin1Char('Q'))
            && where != QStringLiteral("CloseButton") && where != QStringLiteral("MAC_APPLICATION_MENU");
        const QString name = Message{where, QString::fromUtf8(source), false, true, {}}.name();
        if (ours && *source)
            (m_known.contains(name) ? m_met : m_missing).insert(name);
        return QTranslator::translate(context, source, comment, n);
    }
    QStringList missing() const { return m_missing.values(); }
    qsizetype met() const { return m_met.size(); }

private:
    QSet<QString> m_known;
    mutable QSet<QString> m_missing;
    mutable QSet<QString> m_met;
};

/// Every text 35 % longer and at least two letters, markers and shortcuts untouched.
class Longer : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        if (context[0] == 'Q' || text.trimmed().size() < 2)
            return text;
        const qsizetype end = text.indexOf(QLatin1Char('\t'));
        const qsizetype letters = end < 0 ? text.size() : end;
        QString more;
        while (more.size() * 100 < letters * 35 || more.size() < 2)
            more += more.size() % 7 == 3 ? QLatin1Char(' ') : QLatin1Char('o');
        return text.left(letters) + more + text.mid(letters);
    }
    bool isEmpty() const override { return false; }
};

/// A window on a copy of the demo, with a recorded rush hour behind it.
class Rig
{
public:
    Rig()
    {
        session.setResponder([](const Command &) -> Result<CommandOutcome> { return CommandOutcome(); });
        const QString folder = temporary.path() + QStringLiteral("/work");
        if (auto made = Workspace::createFrom(examples / "orders", folder.toStdString()); !made)
            qFatal("%s", made.error().message.c_str());
        window.resize(1366, 768);
        window.show();
        auto document = WorkspaceDocument::open(folder.toStdString());
        if (!document)
            qFatal("%s", document.error().message.c_str());
        window.showWorkspace(std::move(*document), &session);
        session.setSnapshot(demo::snapshots().back());
        session.play();
        QCoreApplication::processEvents();
    }
    ~Rig() { window.closeWorkspace(); }

    void page(const char *action)
    {
        window.findChild<QAction *>(QString::fromLatin1(action))->trigger();
        QCoreApplication::processEvents();
        window.grab(); // painted texts are asked for now
    }

    QTemporaryDir temporary;
    RecordedSession session{demo::facts()};
    Preferences preferences{QString()};
    MainWindow window{{&preferences, examples, {}}};
};

constexpr std::array pages{"view.design", "view.code", "view.run", "view.observe", "view.settings"};

/// Every page, every node in the inspector, every dialog of the triggers.
void visitAll(Rig &rig)
{
    auto *canvas = rig.window.findChild<CanvasView *>();
    for (const CanvasNode &node : canvas->canvasScene()->graph().nodes) {
        canvas->selectNode(node.id);
        QCoreApplication::processEvents();
        rig.window.grab();
    }
    for (const char *page : pages)
        rig.page(page);
    std::unique_ptr<TriggerDialog> dialogs[] = {
        std::unique_ptr<TriggerDialog>(TriggerDialog::sendMessage("OrdersQueue", {}, nullptr)),
        std::unique_ptr<TriggerDialog>(TriggerDialog::putFile("PhotosBucket", QStringLiteral("uploads/"), {}, nullptr)),
        std::unique_ptr<TriggerDialog>(TriggerDialog::callUrl("PlaceOrder", {}, nullptr)),
        std::unique_ptr<TriggerDialog>(TriggerDialog::purge("OrdersQueue", 3, nullptr)),
    };
    for (const auto &dialog : dialogs)
        dialog->grab();
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("HOME", m_home.path().toUtf8());
        qunsetenv("XDG_CONFIG_HOME");
        m_appearance = std::make_unique<Appearance>(*qApp, m_preferences);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void portugueseIsComplete();
    void englishCounts();
    void filesHoldWhatTheSourcesSay();
    void asksForNothingThatIsMissing();
    void staysWithinTheScreenWhenTextsGrow_data();
    void staysWithinTheScreenWhenTextsGrow();
    void knowsWhatTheCoreSays();
    void keepsNamesInTheCoresSentences();

private:
    QTemporaryDir m_home;
    Preferences m_preferences{QString()};
    std::unique_ptr<Appearance> m_appearance;
};

void TestTranslations::portugueseIsComplete()
{
    const auto messages = messagesIn(translations + QStringLiteral("lambdarium_pt_BR.ts"));
    QVERIFY(messages.size() > 500);
    const QStringList faults = faultsOf(messages, false);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void TestTranslations::englishCounts()
{
    const auto messages = messagesIn(translations + QStringLiteral("lambdarium_en.ts"));
    const QStringList faults = faultsOf(messages, true);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void TestTranslations::filesHoldWhatTheSourcesSay()
{
    QTemporaryDir folder;
    const QString fresh = folder.filePath(QStringLiteral("fresh.ts"));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(LAMBDARIUM_SOURCE_DIR));
    lupdate.start(QStringLiteral(LAMBDARIUM_LUPDATE),
                  {QStringLiteral("-silent"), QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-locations"),
                   QStringLiteral("none"), QStringLiteral("-source-language"), QStringLiteral("en"),
                   QStringLiteral("-target-language"), QStringLiteral("pt_BR"), QStringLiteral("widgets"),
                   QStringLiteral("app"), QStringLiteral("-ts"), fresh});
    QVERIFY(lupdate.waitForFinished(60000));
    QCOMPARE(lupdate.exitCode(), 0);
    // It warns of texts that will be looked up under another name than it wrote down.
    QCOMPARE(QString::fromUtf8(lupdate.readAllStandardError()), QString());
    const auto namesIn = [](const QString &path) {
        QStringList names;
        for (const Message &message : messagesIn(path))
            names.append(message.name() + (message.counted ? QStringLiteral(" (counted)") : QString()));
        names.sort();
        return names;
    };
    const QStringList said = namesIn(fresh);
    QVERIFY(said.size() > 500);
    for (const char *file : {"lambdarium_en.ts", "lambdarium_pt_BR.ts"}) {
        const QStringList held = namesIn(translations + QString::fromLatin1(file));
        QStringList differing;
        std::ranges::set_symmetric_difference(said, held, std::back_inserter(differing));
        QVERIFY2(differing.isEmpty(),
                 qPrintable(QStringLiteral("run packaging/dev translate and fill %1:\n%2")
                                .arg(QString::fromLatin1(file), differing.join(QLatin1Char('\n')))));
    }
}

void TestTranslations::asksForNothingThatIsMissing()
{
    Recorder recorder;
    QVERIFY(recorder.load(QStringLiteral(":/i18n/lambdarium_pt_BR.qm")));
    QVERIFY(QCoreApplication::installTranslator(&recorder));
    {
        Preferences preferences{QString()};
        MainWindow welcome({&preferences, examples, {}});
        welcome.show();
        welcome.grab();
    }
    Rig rig;
    visitAll(rig);
    QCOMPARE(rig.window.findChild<QToolButton *>(QStringLiteral("view.code"))->text(), QStringLiteral("Código"));
    QCoreApplication::removeTranslator(&recorder);
    QVERIFY2(recorder.met() > 200, qPrintable(QString::number(recorder.met())));
    QVERIFY2(recorder.missing().isEmpty(), qPrintable(recorder.missing().join(QLatin1Char('\n'))));
}

void TestTranslations::staysWithinTheScreenWhenTextsGrow_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("a small laptop") << 1366;
    QTest::newRow("the narrowest window") << 1100;
}

void TestTranslations::staysWithinTheScreenWhenTextsGrow()
{
    QFETCH(int, width);
    Longer longer;
    QVERIFY(QCoreApplication::installTranslator(&longer));
    Rig rig;
    rig.window.resize(width, 768);
    QStringList tooWide;
    for (const char *page : pages) {
        rig.page(page);
        const QSize least = rig.window.minimumSizeHint();
        if (least.width() > width || least.height() > 768 || rig.window.width() > width || rig.window.height() > 768)
            tooWide.append(
                QStringLiteral("%1 needs %2x%3").arg(QString::fromLatin1(page)).arg(least.width()).arg(least.height()));
    }
    QCoreApplication::removeTranslator(&longer);
    QVERIFY2(tooWide.isEmpty(), qPrintable(tooWide.join(QStringLiteral(", "))));
}

void TestTranslations::knowsWhatTheCoreSays()
{
    Rig rig;
    const WorkspaceDocument &document = *rig.window.document();
    const Model &model = document.model();
    std::vector<NodeId> nodes;
    for (const CanvasNode &node : rig.window.findChild<CanvasView *>()->canvasScene()->graph().nodes)
        nodes.push_back(node.id);
    QStringList unknown;
    int judged = 0;
    for (int kind = 0; kind <= static_cast<int>(EdgeKind::Uses); ++kind) {
        for (const NodeId &from : nodes) {
            for (const NodeId &to : nodes) {
                const auto verdict = document.templateFile()->judge({.kind = EdgeKind(kind), .from = from, .to = to});
                ++judged;
                // The one refusal in AWS's own words.
                if (!isCoreText(verdict.message) && !verdict.message.starts_with("You can't specify the function"))
                    unknown.append(QString::fromStdString(verdict.message));
            }
        }
    }
    QVERIFY(judged > 500);
    QVERIFY(!model.functions.empty());
    unknown.removeDuplicates();
    QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(QLatin1Char('\n'))));
}

void TestTranslations::keepsNamesInTheCoresSentences()
{
    QTranslator portuguese;
    QVERIFY(portuguese.load(QStringLiteral(":/i18n/lambdarium_pt_BR.qm")));
    QVERIFY(QCoreApplication::installTranslator(&portuguese));
    QCOMPARE(coreText("Asynchronous events that still fail after 2 retries go to Dead%1."sv),
             QStringLiteral("Eventos assíncronos que ainda falham após 2 novas tentativas vão para Dead%1."));
    QCOMPARE(coreText("No file for handler a.b of ƒ (tried x/a.py)."sv),
             QStringLiteral("Nenhum arquivo para o handler a.b de ƒ (tentado: x/a.py)."));
    // AWS's words stay: people search for them.
    constexpr std::string_view aws =
        "Value '1' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900";
    QCOMPARE(coreText(aws), QString::fromLatin1(aws.data(), qsizetype(aws.size())));
    QCOMPARE(coreText(""sv), QString::fromLatin1(""));
    QCoreApplication::removeTranslator(&portuguese);
    QCOMPARE(coreText("This replaces Old."sv), QStringLiteral("This replaces Old."));
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"

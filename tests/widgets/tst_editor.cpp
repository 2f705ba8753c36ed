// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/codeeditor.h"
#include "widgets/editor/editorpane.h"
#include "widgets/editor/textbuffer.h"
#include "widgets/theme/theme.h"

#include <QtTest>
#include <QtWidgets>

using namespace lambdarium;

namespace {

const QString python = QStringLiteral(
    "import json\n\n\ndef handler(event, context):\n    order = json.loads(event[\"body\"])\n"
    "    if not order:\n        return {\"statusCode\": 400}\n    return "
    "{\"statusCode\": 202}\n");

QWidget *textArea(CodeEditor &editor) { return editor.focusProxy(); }

FileBuffer::Access accessTo(const QString &path, bool *refuse = nullptr)
{
    FileBuffer::Access access;
    access.read = [path]() -> Result<std::string> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::NotFound, "no such file"};
        return file.readAll().toStdString();
    };
    access.write = [path, refuse](const std::string &text) -> Result<void> {
        if (refuse && *refuse)
            return Error{ErrorCode::ReadOnly, "the folder is read-only"};
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(text)) < 0 || !file.commit())
            return Error{ErrorCode::Io, "cannot write"};
        return {};
    };
    access.absolutePath = path;
    return access;
}

void writeFile(const QString &path, const QString &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text.toUtf8());
}

QString readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLanguageColoursItsKeywords_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("plain");
        QTest::newRow("python") << "handler.py"
                                << "def f():\n    pass\n"
                                << 0 << 4;
        QTest::newRow("javascript") << "index.mjs"
                                    << "const a = await b;\n"
                                    << 0 << 6;
        QTest::newRow("typescript") << "index.ts"
                                    << "interface Order { id: string }\n"
                                    << 0 << 10;
        QTest::newRow("json") << "event.json"
                              << "{\"a\": 12}\n"
                              << 1 << 5;
        QTest::newRow("yaml") << "template.yaml"
                              << "# note\nkey: value\n"
                              << 0 << 8;
        QTest::newRow("c++") << "main.cpp"
                             << "class A {};\n"
                             << 0 << 6;
        QTest::newRow("rust") << "main.rs"
                              << "fn main() {}\n"
                              << 0 << 3;
        QTest::newRow("bash") << "bootstrap"
                              << "if true; then echo; fi\n"
                              << 0 << 8;
    }
    void everyLanguageColoursItsKeywords()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(int, at);
        QFETCH(int, plain);
        CodeEditor editor;
        editor.setSyntax(syntaxOf(file));
        editor.setText(text);
        QVERIFY(editor.styleAt(at) != editor.styleAt(plain));
    }

    void unknownExtensionsArePlain()
    {
        QCOMPARE(syntaxOf(QStringLiteral("notes.txt")), Syntax::Plain);
        QCOMPARE(syntaxOf(QStringLiteral("a/b.TS")), Syntax::TypeScript);
    }

    void typingIsUndoneAndRedone()
    {
        CodeEditor editor;
        editor.setSyntax(Syntax::Python);
        editor.setText(python);
        QVERIFY(!editor.isModified());
        QSignalSpy changes(&editor, &CodeEditor::textChanged);
        QTest::keyClicks(textArea(editor), QStringLiteral("x = 1"));
        QVERIFY(editor.text().startsWith(QStringLiteral("x = 1")));
        QVERIFY(editor.isModified());
        QVERIFY(changes.count() > 0);
        editor.undo();
        QCOMPARE(editor.text(), python);
        QVERIFY(!editor.isModified());
        editor.redo();
        QVERIFY(editor.isModified());
    }

    void functionsFold()
    {
        CodeEditor editor;
        editor.setSyntax(Syntax::Python);
        editor.setText(python);
        QVERIFY(editor.foldAt(4));
        QVERIFY(!editor.foldAt(2));
    }

    void goToLineShowsTheLine()
    {
        CodeEditor editor;
        editor.resize(400, 300);
        editor.setText(QStringLiteral("line\n").repeated(500));
        editor.show();
        QSignalSpy moves(&editor, &CodeEditor::cursorMoved);
        editor.goTo(321, 3);
        QCOMPARE(editor.line(), 321);
        QCOMPARE(editor.column(), 3);
        // Scintilla tells after it has painted.
        QTRY_VERIFY(!moves.isEmpty());
        QCOMPARE(moves.last().at(0).toInt(), 321);
        editor.goTo(9999);
        QCOMPARE(editor.line(), 501);
    }

    void findCountsWrapsAndHonoursItsOptions()
    {
        CodeEditor editor;
        editor.setText(QStringLiteral("Order order orders\norder 42\n"));
        QCOMPARE(editor.highlight({.text = QStringLiteral("order")}), 4);
        QCOMPARE(editor.highlight({.text = QStringLiteral("order"), .caseSensitive = true}), 3);
        QCOMPARE(editor.highlight({.text = QStringLiteral("order"), .wholeWord = true}), 3);
        QCOMPARE(editor.highlight({.text = QStringLiteral("[0-9]+"), .regularExpression = true}), 1);
        QCOMPARE(editor.highlight({.text = QStringLiteral("(unclosed"), .regularExpression = true}), 0);
        QCOMPARE(editor.highlight({}), 0);
        const CodeEditor::FindOptions options{.text = QStringLiteral("42")};
        QVERIFY(editor.findNext(options));
        QCOMPARE(editor.line(), 2);
        QVERIFY(editor.findNext(options));
        QCOMPARE(editor.line(), 2);
        QVERIFY(!editor.findNext({.text = QStringLiteral("absent")}));
    }

    void replaceAllIsOneUndoStep()
    {
        CodeEditor editor;
        editor.setText(QStringLiteral("a b a b a\n"));
        QCOMPARE(editor.replaceAll({.text = QStringLiteral("a")}, QStringLiteral("aa")), 3);
        QCOMPARE(editor.text(), QStringLiteral("aa b aa b aa\n"));
        editor.undo();
        QCOMPARE(editor.text(), QStringLiteral("a b a b a\n"));
        QVERIFY(editor.findNext({.text = QStringLiteral("b")}));
        editor.replaceCurrent({.text = QStringLiteral("b")}, QStringLiteral("c"));
        QCOMPARE(editor.text(), QStringLiteral("a c a b a\n"));
    }

    void problemsStayWithTheirLine()
    {
        CodeEditor editor;
        editor.setSyntax(Syntax::Python);
        editor.setText(python);
        editor.setProblem(5, QStringLiteral("KeyError: 'body'"));
        QCOMPARE(editor.problemAt(5), QStringLiteral("KeyError: 'body'"));
        QTest::keyClick(textArea(editor), Qt::Key_Return);
        QCOMPARE(editor.problemAt(6), QStringLiteral("KeyError: 'body'"));
        editor.clearProblems();
        QVERIFY(editor.problemAt(6).isEmpty());
        editor.setProblem(999, QStringLiteral("beyond the end"));
    }

    void readOnlyRefusesTypingAndSaysWhy()
    {
        CodeEditor editor;
        editor.setText(python);
        editor.setReadOnlyReason(QStringLiteral("The folder is read-only."));
        QSignalSpy refused(&editor, &CodeEditor::editRefused);
        QTest::keyClicks(textArea(editor), QStringLiteral("x"));
        QCOMPARE(editor.text(), python);
        QCOMPARE(refused.count(), 1);
        QCOMPARE(refused.at(0).at(0).toString(), QStringLiteral("The folder is read-only."));
    }

    void crlfFilesKeepTheirLineEnds()
    {
        CodeEditor editor;
        editor.setText(QStringLiteral("a\r\nb\r\n"));
        QTest::keyClick(textArea(editor), Qt::Key_Return);
        QCOMPARE(editor.text(), QStringLiteral("\r\na\r\nb\r\n"));
    }

    void themeChangesRecolourTheText()
    {
        CodeEditor editor;
        editor.resize(300, 200);
        editor.setSyntax(Syntax::Python);
        editor.setText(python);
        ThemeHub::instance().apply(ThemeKind::Dark);
        editor.show();
        const QRgb dark = editor.grab().toImage().pixel(290, 190);
        QCOMPARE(QColor(dark), th().surface);
        ThemeHub::instance().apply(ThemeKind::Light);
        QCOMPARE(QColor(editor.grab().toImage().pixel(290, 190)), th().surface);
    }

    void typedTextIsSavedByItself()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("handler.py"));
        writeFile(path, python);
        FileBuffer buffer(QStringLiteral("src/handler.py"), accessTo(path));
        QVERIFY(buffer.load());
        EditorPane pane;
        pane.setPinned({&buffer});
        QSignalSpy saved(&buffer, &TextBuffer::saved);
        QTest::keyClicks(textArea(*pane.currentEditor()), QStringLiteral("# new"));
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(readFile(path).startsWith(QStringLiteral("# new")));
        QVERIFY(!pane.currentEditor()->isModified());
        QVERIFY(!buffer.dirty());
    }

    void aChangeOnDiskIsTakenOverWhileClean()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("handler.py"));
        writeFile(path, python);
        FileBuffer buffer(QStringLiteral("handler.py"), accessTo(path));
        QVERIFY(buffer.load());
        EditorPane pane;
        pane.setPinned({&buffer});
        writeFile(path, QStringLiteral("changed = True\n"));
        QTRY_COMPARE(pane.currentEditor()->text(), QStringLiteral("changed = True\n"));
        QVERIFY(!buffer.dirty());
        pane.currentEditor()->undo();
        QCOMPARE(pane.currentEditor()->text(), python);
    }

    void aChangeOnDiskAsksWhileEdited_data()
    {
        QTest::addColumn<bool>("theirs");
        QTest::newRow("load theirs") << true;
        QTest::newRow("keep mine") << false;
    }
    void aChangeOnDiskAsksWhileEdited()
    {
        QFETCH(bool, theirs);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("handler.py"));
        writeFile(path, python);
        FileBuffer buffer(QStringLiteral("handler.py"), accessTo(path));
        QVERIFY(buffer.load());
        EditorPane pane;
        pane.setPinned({&buffer});
        pane.resize(600, 400);
        pane.show();
        QTest::keyClicks(textArea(*pane.currentEditor()), QStringLiteral("mine"));
        pane.flush();
        writeFile(path, QStringLiteral("theirs\n"));
        buffer.save();
        QVERIFY(buffer.inConflict());
        QCOMPARE(readFile(path), QStringLiteral("theirs\n"));
        const auto buttons = pane.findChildren<QPushButton *>();
        for (QPushButton *button : buttons)
            if (button->isVisible()
                && button->text() == (theirs ? QStringLiteral("Load theirs") : QStringLiteral("Keep mine")))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!buffer.inConflict());
        QCOMPARE(readFile(path), pane.currentEditor()->text());
        QCOMPARE(readFile(path).startsWith(QStringLiteral("theirs")), theirs);
    }

    void aRefusedSaveIsToldInPlaceAndTriedAgain()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("handler.py"));
        writeFile(path, python);
        bool refuse = true;
        FileBuffer buffer(QStringLiteral("handler.py"), accessTo(path, &refuse));
        QVERIFY(buffer.load());
        EditorPane pane;
        pane.setPinned({&buffer});
        pane.resize(600, 400);
        pane.show();
        QTest::keyClicks(textArea(*pane.currentEditor()), QStringLiteral("x"));
        pane.saveAll();
        const auto labels = pane.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](QLabel *label) {
            return label->isVisible() && label->text().contains(QStringLiteral("the folder is read-only"));
        }));
        QVERIFY(buffer.dirty());
        refuse = false;
        pane.saveAll();
        QVERIFY(!buffer.dirty());
        QVERIFY(readFile(path).startsWith(QLatin1Char('x')));
    }

    void filesThatAreNotTextCannotBeEdited()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("image.png"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("\x89PNG\x00\xff", 6));
        file.close();
        FileBuffer buffer(QStringLiteral("image.png"), accessTo(path));
        QVERIFY(buffer.load());
        QVERIFY(!buffer.readOnlyReason().isEmpty());
        buffer.edit(QStringLiteral("text"));
        QVERIFY(!buffer.dirty());
    }

    void everyControlHasAName()
    {
        FileBuffer buffer(QStringLiteral("handler.py"),
                          {[]() -> Result<std::string> { return std::string("x"); }, {}, {}, {}});
        QVERIFY(buffer.load());
        EditorPane pane;
        pane.showBuffer(&buffer);
        pane.currentEditor()->showReplace();
        const auto widgets = pane.findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(&pane)
                || (widget->inherits("QAbstractScrollArea") && !widget->inherits("QsciScintilla")))
                continue;
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(named, widget->metaObject()->className());
        }
        pane.closeAll();
    }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    installTheme(app, ThemeKind::Light);
    TestEditor test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_editor.moc"

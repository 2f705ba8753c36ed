// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/codeeditor.h"

#include "widgets/editor/findbar.h"
#include "widgets/editor/lexers.h"
#include "widgets/editor/scintilla.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

using Sci = QsciScintilla;

constexpr int numberMargin = 1;
constexpr int foldMargin = 2;
constexpr int problemMarker = 1;
constexpr int matchIndicator = 8;
constexpr int matchesMax = 10000;

// Scintilla wants colours as 0x00BBGGRR.
long bgr(const QColor &c) { return long(c.red() | c.green() << 8 | c.blue() << 16); }

QsciStyle &problemStyle()
{
    // QScintilla has few style numbers of its own; all editors share one.
    static QsciStyle style(-1, QStringLiteral("problem"), QColor(), QColor(), QFont());
    return style;
}

struct Match
{
    long begin = -1;
    long end = -1;
};

} // namespace

class CodeEditor::Impl : public QsciScintilla
{
public:
    explicit Impl(QWidget *parent) : QsciScintilla(parent) {}

    long send(unsigned message, unsigned long a = 0, long b = 0) const { return SendScintilla(message, a, b); }

    void setUp();
    void restyleText(Syntax syntax);
    void restyleChrome();
    void fitNumberMargin();
    Match matchIn(const FindOptions &options, long from, long to) const;
    void select(const Match &match);

    QsciLexer *tokens = nullptr;
};

void CodeEditor::Impl::setUp()
{
    setUtf8(true);
    setFrameShape(NoFrame);
    setMarginType(0, SymbolMargin);
    setMarginWidth(0, 0);
    setMarginType(numberMargin, NumberMargin);
    // Margins show markers by mask: numbers stay clean, folds show only folds.
    setMarginMarkerMask(numberMargin, 0);
    setMarginType(foldMargin, SymbolMargin);
    setMarginWidth(foldMargin, 14);
    setFolding(PlainFoldStyle, foldMargin);
    setMarginMarkerMask(foldMargin, int(SC_MASK_FOLDERS));
    send(SCI_MARKERDEFINE, SC_MARKNUM_FOLDER, SC_MARK_ARROW);
    send(SCI_MARKERDEFINE, SC_MARKNUM_FOLDEROPEN, SC_MARK_ARROWDOWN);
    for (const unsigned marker : {SC_MARKNUM_FOLDERSUB, SC_MARKNUM_FOLDERTAIL, SC_MARKNUM_FOLDEREND,
                                  SC_MARKNUM_FOLDEROPENMID, SC_MARKNUM_FOLDERMIDTAIL})
        send(SCI_MARKERDEFINE, marker, SC_MARK_EMPTY);
    setIndentationsUseTabs(false);
    setTabWidth(4);
    setAutoIndent(true);
    setIndentationGuides(true);
    setBraceMatching(SloppyBraceMatch);
    setCaretLineVisible(true);
    setCaretWidth(2);
    setWrapMode(WrapNone);
    setEolMode(EolUnix);
    setAnnotationDisplay(AnnotationStandard);
    markerDefine(Background, problemMarker);
    send(SCI_SETSCROLLWIDTH, 200);
    send(SCI_SETSCROLLWIDTHTRACKING, 1);
    send(SCI_SETEXTRAASCENT, 2);
    send(SCI_SETEXTRADESCENT, 2);
    send(SCI_SETMARGINLEFT, 0, 6);
    send(SCI_SETMULTIPLESELECTION, 1);
    send(SCI_SETADDITIONALSELECTIONTYPING, 1);
    // The window's action registry owns these keys.
    for (const int key : {'L', 'T', 'U', 'D'})
        send(SCI_CLEARCMDKEY, static_cast<unsigned long>(key | (SCMOD_CTRL << 16)));
    send(SCI_INDICSETSTYLE, matchIndicator, INDIC_ROUNDBOX);
    send(SCI_INDICSETALPHA, matchIndicator, 60);
    send(SCI_INDICSETOUTLINEALPHA, matchIndicator, 120);
}

void CodeEditor::Impl::restyleText(Syntax syntax)
{
    const Theme &t = th();
    const QFont font = sciFont(13);
    const QFont strong = sciFont(13, QFont::DemiBold);
    setFont(font);
    setPaper(t.surface);
    setColor(t.text);
    if (!tokens) {
        for (int style = 0; style <= STYLE_DEFAULT; ++style) {
            send(SCI_STYLESETFORE, static_cast<unsigned long>(style), bgr(t.text));
            send(SCI_STYLESETBACK, static_cast<unsigned long>(style), bgr(t.surface));
        }
        return;
    }
    tokens->setDefaultFont(font);
    tokens->setDefaultColor(t.text);
    tokens->setDefaultPaper(t.surface);
    for (int style = 0; style <= tokenStyleMax; ++style) {
        if (tokens->description(style).isEmpty())
            continue;
        const TokenRole role = tokenRole(syntax, style);
        tokens->setFont(role == TokenRole::Function && syntax == Syntax::Python ? strong : font, style);
        tokens->setPaper(t.surface, style);
        tokens->setColor(tokenColour(role), style);
    }
}

void CodeEditor::Impl::restyleChrome()
{
    const Theme &t = th();
    setMarginsFont(sciFont(11));
    setMarginsForegroundColor(t.text3);
    setMarginsBackgroundColor(t.surface);
    setFoldMarginColors(t.surface, t.surface);
    setCaretForegroundColor(t.accent);
    setCaretLineBackgroundColor(t.caretLine);
    setSelectionBackgroundColor(t.sel);
    resetSelectionForegroundColor();
    setIndentationGuidesForegroundColor(t.border);
    setIndentationGuidesBackgroundColor(t.surface);
    setMatchedBraceBackgroundColor(t.sel);
    setMatchedBraceForegroundColor(t.accent);
    setUnmatchedBraceBackgroundColor(t.surface);
    setUnmatchedBraceForegroundColor(t.stateText(EnvState::Error));
    // QScintilla ignores colours of fold markers it did not define itself.
    for (unsigned marker = SC_MARKNUM_FOLDEREND; marker <= SC_MARKNUM_FOLDEROPEN; ++marker) {
        send(SCI_MARKERSETFORE, marker, bgr(t.text3));
        send(SCI_MARKERSETBACK, marker, bgr(t.text3));
    }
    const QColor wash = mix(t.surface, t.state(EnvState::Error), t.contrast ? 0.0 : t.dark ? 0.16 : 0.08);
    setMarkerBackgroundColor(wash, problemMarker);
    QsciStyle &style = problemStyle();
    style.setColor(t.stateText(EnvState::Error));
    style.setPaper(wash);
    style.setFont(sciFont(11.5, QFont::Medium, false));
    style.apply(this);
    send(SCI_INDICSETFORE, matchIndicator, bgr(t.state(EnvState::Warm)));
    // Only this role is set: the others keep following the application.
    QPalette p;
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::Window, t.surface);
    setPalette(p);
    fitNumberMargin();
}

void CodeEditor::Impl::fitNumberMargin()
{
    const QString widest = QString::number(qMax(100, lines()));
    setMarginWidth(numberMargin, QStringLiteral("0") + widest);
}

Match CodeEditor::Impl::matchIn(const FindOptions &options, long from, long to) const
{
    const QByteArray needle = options.text.toUtf8();
    if (needle.isEmpty())
        return {};
    int flags = 0;
    if (options.caseSensitive)
        flags |= SCFIND_MATCHCASE;
    if (options.wholeWord)
        flags |= SCFIND_WHOLEWORD;
    if (options.regularExpression)
        flags |= SCFIND_REGEXP | SCFIND_CXX11REGEX;
    send(SCI_SETSEARCHFLAGS, static_cast<unsigned long>(flags));
    send(SCI_SETTARGETSTART, static_cast<unsigned long>(from));
    send(SCI_SETTARGETEND, static_cast<unsigned long>(to));
    const long at = SendScintilla(SCI_SEARCHINTARGET, static_cast<unsigned long>(needle.size()), needle.constData());
    if (at < 0)
        return {};
    return {send(SCI_GETTARGETSTART), send(SCI_GETTARGETEND)};
}

void CodeEditor::Impl::select(const Match &match)
{
    send(SCI_ENSUREVISIBLE,
         static_cast<unsigned long>(send(SCI_LINEFROMPOSITION, static_cast<unsigned long>(match.begin))));
    send(SCI_SETSEL, static_cast<unsigned long>(match.begin), match.end);
    send(SCI_SCROLLCARET);
}

CodeEditor::CodeEditor(QWidget *parent) : QWidget(parent)
{
    m_impl = std::make_unique<Impl>(this);
    m_impl->setUp();
    m_impl->setAccessibleName(tr("Source code"));
    m_impl->installEventFilter(this);
    setFocusProxy(m_impl.get());
    m_findBar = new FindBar(this);
    m_findBar->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_findBar);
    column->addWidget(m_impl.get(), 1);
    connect(m_impl.get(), &QsciScintilla::textChanged, this, &CodeEditor::textChanged);
    connect(m_impl.get(), &QsciScintilla::modificationChanged, this, &CodeEditor::modifiedChanged);
    connect(m_impl.get(), &QsciScintilla::linesChanged, this, [this] { m_impl->fitNumberMargin(); });
    connect(m_impl.get(), &QsciScintilla::cursorPositionChanged, this,
            [this](int line, int index) { Q_EMIT cursorMoved(line + 1, index + 1); });
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, &CodeEditor::restyle);
    restyle();
}

CodeEditor::~CodeEditor()
{
    // Before the members it refers to.
    m_impl->disconnect(this);
    m_impl->setLexer(nullptr);
}

void CodeEditor::setSyntax(Syntax syntax)
{
    m_syntax = syntax;
    QsciLexer *before = m_impl->tokens;
    m_impl->tokens = makeLexer(syntax, m_impl.get());
    m_impl->setTabWidth(syntax == Syntax::Python || syntax == Syntax::Cpp || syntax == Syntax::Rust ? 4 : 2);
    m_impl->setLexer(m_impl->tokens);
    delete before;
    restyle();
}

void CodeEditor::restyle()
{
    m_impl->restyleText(m_syntax);
    m_impl->restyleChrome();
    m_impl->zoomTo(m_zoom);
}

QString CodeEditor::text() const { return m_impl->text(); }

void CodeEditor::setText(const QString &text)
{
    const QSignalBlocker blocker(this);
    const bool readOnly = m_impl->isReadOnly();
    m_impl->setReadOnly(false);
    m_impl->setText(text);
    // The file's own line ends stay as they are; new lines follow the majority's example, the first line.
    const qsizetype newline = text.indexOf(QLatin1Char('\n'));
    m_impl->setEolMode(newline > 0 && text.at(newline - 1) == QLatin1Char('\r') ? Sci::EolWindows : Sci::EolUnix);
    m_impl->send(Sci::SCI_EMPTYUNDOBUFFER);
    m_impl->setModified(false);
    m_impl->setReadOnly(readOnly);
    m_impl->fitNumberMargin();
}

void CodeEditor::replaceText(const QString &text)
{
    if (text == m_impl->text())
        return;
    int line = 0;
    int index = 0;
    m_impl->getCursorPosition(&line, &index);
    const int top = m_impl->firstVisibleLine();
    const bool readOnly = m_impl->isReadOnly();
    m_impl->setReadOnly(false);
    m_impl->beginUndoAction();
    const QByteArray bytes = text.toUtf8();
    m_impl->send(Sci::SCI_SETTARGETSTART, 0);
    m_impl->send(Sci::SCI_SETTARGETEND, static_cast<unsigned long>(m_impl->length()));
    m_impl->SendScintilla(Sci::SCI_REPLACETARGET, static_cast<unsigned long>(bytes.size()), bytes.constData());
    m_impl->endUndoAction();
    m_impl->setReadOnly(readOnly);
    m_impl->setCursorPosition(line, index);
    m_impl->setFirstVisibleLine(top);
}

bool CodeEditor::isModified() const { return m_impl->isModified(); }

void CodeEditor::markSaved() { m_impl->setModified(false); }

void CodeEditor::setReadOnlyReason(const QString &reason)
{
    m_readOnlyReason = reason;
    m_impl->setReadOnly(!reason.isEmpty());
}

bool CodeEditor::isReadOnly() const { return m_impl->isReadOnly(); }

int CodeEditor::line() const
{
    int line = 0;
    int index = 0;
    m_impl->getCursorPosition(&line, &index);
    return line + 1;
}

int CodeEditor::column() const
{
    int line = 0;
    int index = 0;
    m_impl->getCursorPosition(&line, &index);
    return index + 1;
}

int CodeEditor::lineCount() const { return m_impl->lines(); }

QString CodeEditor::lineText(int line) const
{
    QString text = m_impl->text(line - 1);
    while (text.endsWith(QLatin1Char('\n')) || text.endsWith(QLatin1Char('\r')))
        text.chop(1);
    return text;
}

void CodeEditor::goTo(int line, int column)
{
    const int target = qBound(0, line - 1, m_impl->lines() - 1);
    m_impl->send(Sci::SCI_ENSUREVISIBLEENFORCEPOLICY, static_cast<unsigned long>(target));
    m_impl->setCursorPosition(target, qMax(0, column - 1));
    // A third from the top: what follows the line matters more than what leads to it.
    const long visible = m_impl->send(Sci::SCI_LINESONSCREEN);
    const long shown = m_impl->send(Sci::SCI_VISIBLEFROMDOCLINE, static_cast<unsigned long>(target));
    m_impl->send(Sci::SCI_SETFIRSTVISIBLELINE, static_cast<unsigned long>(qMax(0L, shown - visible / 3)));
}

void CodeEditor::setProblem(int line, const QString &text)
{
    if (line < 1 || line > m_impl->lines())
        return;
    m_impl->annotate(line - 1, QStringLiteral("   ") + text, problemStyle());
    m_impl->markerDelete(line - 1, problemMarker);
    m_impl->markerAdd(line - 1, problemMarker);
}

void CodeEditor::clearProblems()
{
    m_impl->clearAnnotations();
    m_impl->markerDeleteAll(problemMarker);
}

QString CodeEditor::problemAt(int line) const { return m_impl->annotation(line - 1).trimmed(); }

int CodeEditor::highlight(const FindOptions &options)
{
    m_impl->send(Sci::SCI_SETINDICATORCURRENT, matchIndicator);
    m_impl->send(Sci::SCI_INDICATORCLEARRANGE, 0, m_impl->length());
    int count = 0;
    const long end = m_impl->length();
    for (long from = 0; count < matchesMax && from <= end;) {
        const Match match = m_impl->matchIn(options, from, end);
        if (match.begin < 0)
            break;
        ++count;
        m_impl->send(Sci::SCI_INDICATORFILLRANGE, static_cast<unsigned long>(match.begin), match.end - match.begin);
        from = match.end > match.begin ? match.end : match.end + 1;
    }
    return count;
}

bool CodeEditor::findNext(const FindOptions &options, bool forward)
{
    const long end = m_impl->length();
    const long selectionBegin = m_impl->send(Sci::SCI_GETSELECTIONSTART);
    const long selectionEnd = m_impl->send(Sci::SCI_GETSELECTIONEND);
    Match match = forward ? m_impl->matchIn(options, selectionEnd, end) : m_impl->matchIn(options, selectionBegin, 0);
    if (match.begin < 0)
        match = forward ? m_impl->matchIn(options, 0, end) : m_impl->matchIn(options, end, 0);
    if (match.begin < 0)
        return false;
    m_impl->select(match);
    return true;
}

bool CodeEditor::replaceCurrent(const FindOptions &options, const QString &with)
{
    if (m_impl->isReadOnly())
        return false;
    const long begin = m_impl->send(Sci::SCI_GETSELECTIONSTART);
    const long end = m_impl->send(Sci::SCI_GETSELECTIONEND);
    const Match match = m_impl->matchIn(options, begin, end);
    if (match.begin == begin && match.end == end && end > begin) {
        const QByteArray bytes = with.toUtf8();
        const unsigned message = options.regularExpression ? Sci::SCI_REPLACETARGETRE : Sci::SCI_REPLACETARGET;
        m_impl->SendScintilla(message, static_cast<unsigned long>(bytes.size()), bytes.constData());
        const long after = m_impl->send(Sci::SCI_GETTARGETEND);
        m_impl->send(Sci::SCI_SETSEL, static_cast<unsigned long>(after), after);
    }
    return findNext(options);
}

int CodeEditor::replaceAll(const FindOptions &options, const QString &with)
{
    if (m_impl->isReadOnly())
        return 0;
    const QByteArray bytes = with.toUtf8();
    const unsigned message = options.regularExpression ? Sci::SCI_REPLACETARGETRE : Sci::SCI_REPLACETARGET;
    int count = 0;
    m_impl->beginUndoAction();
    for (long from = 0; from <= m_impl->length();) {
        const Match match = m_impl->matchIn(options, from, m_impl->length());
        if (match.begin < 0)
            break;
        m_impl->SendScintilla(message, static_cast<unsigned long>(bytes.size()), bytes.constData());
        const long after = m_impl->send(Sci::SCI_GETTARGETEND);
        // An empty match (say "^") must not be found again at the same place.
        from = match.end > match.begin ? after : after + 1;
        ++count;
    }
    m_impl->endUndoAction();
    return count;
}

bool CodeEditor::canUndo() const { return m_impl->isUndoAvailable(); }

bool CodeEditor::canRedo() const { return m_impl->isRedoAvailable(); }

void CodeEditor::setZoom(int steps)
{
    m_zoom = qBound(-8, steps, 20);
    m_impl->zoomTo(m_zoom);
    m_impl->fitNumberMargin();
}

int CodeEditor::styleAt(int position) const
{
    m_impl->send(Sci::SCI_COLOURISE, 0, -1);
    return int(m_impl->send(Sci::SCI_GETSTYLEAT, static_cast<unsigned long>(position)));
}

bool CodeEditor::foldAt(int line)
{
    m_impl->send(Sci::SCI_COLOURISE, 0, -1);
    const auto index = static_cast<unsigned long>(line - 1);
    if (!(m_impl->send(Sci::SCI_GETFOLDLEVEL, index) & Sci::SC_FOLDLEVELHEADERFLAG))
        return false;
    m_impl->send(Sci::SCI_TOGGLEFOLD, index);
    return true;
}

void CodeEditor::undo() { m_impl->undo(); }

void CodeEditor::redo() { m_impl->redo(); }

void CodeEditor::selectAll() { m_impl->selectAll(); }

QString CodeEditor::selectedOrWord() const
{
    const QString selected = m_impl->selectedText();
    return selected.contains(QLatin1Char('\n')) ? QString() : selected;
}

void CodeEditor::showFind() { m_findBar->open(FindBar::Mode::Find, selectedOrWord()); }

void CodeEditor::showReplace() { m_findBar->open(FindBar::Mode::Replace, selectedOrWord()); }

void CodeEditor::showGoToLine() { m_findBar->open(FindBar::Mode::GoTo); }

void CodeEditor::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_impl->setAccessibleName(tr("Source code"));
    QWidget::changeEvent(event);
}

bool CodeEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_impl.get() && event->type() == QEvent::KeyPress && m_impl->isReadOnly()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->text().isEmpty() && key->text().at(0).isPrint() && !(key->modifiers() & Qt::ControlModifier))
            Q_EMIT editRefused(m_readOnlyReason);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lambdarium

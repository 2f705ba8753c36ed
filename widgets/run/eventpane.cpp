// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/eventpane.h"

#include "widgets/document/workspacedocument.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/run/jsoncheck.h"
#include "widgets/theme/controls.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace lambdarium {

namespace {

TextEditorHandle plainEditor(QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    setMonoFont(edit, 12.5);
    edit->setFrameShape(QFrame::NoFrame);
    edit->setTabChangesFocus(true);
    return {edit, [edit] { return edit->toPlainText(); }, [edit](const QString &text) { edit->setPlainText(text); },
            [edit](std::function<void()> changed) {
                QObject::connect(edit, &QPlainTextEdit::textChanged, edit, std::move(changed));
            }};
}

/// Marks the line where the JSON ends; 0 removes the mark.
void markLine(QWidget *editor, int line, const QString &sentence)
{
    if (auto *code = qobject_cast<CodeEditor *>(editor)) {
        code->clearProblems();
        if (line > 0)
            code->setProblem(line, sentence);
        return;
    }
    auto *plain = qobject_cast<QPlainTextEdit *>(editor);
    if (!plain)
        return;
    QList<QTextEdit::ExtraSelection> marks;
    if (line > 0) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(plain->document()->findBlockByNumber(line - 1));
        mark.format.setBackground(th().tint(th().state(EnvState::Error)));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks << mark;
    }
    plain->setExtraSelections(marks);
}

QSpinBox *counter(int most)
{
    auto *box = new QSpinBox;
    box->setRange(1, most);
    setMonoFont(box, 12);
    setScaledWidth(box, 84);
    return box;
}

} // namespace

EventPane::EventPane(const TextEditorFactory &editor, QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(createChooser());
    column->addWidget(createNaming());
    m_editor = editor ? editor(this) : plainEditor(this);
    m_editor.onChanged([this] { textChanged(); });
    column->addWidget(m_editor.widget, 1);
    column->addWidget(createRunBar());
    retranslate();
    load();
}

QWidget *EventPane::createChooser()
{
    auto *bar = new Pane(Pane::Surface, Pane::Bottom);
    auto *rows = new QVBoxLayout(bar);
    rows->setContentsMargins(16, 10, 10, 10);
    rows->setSpacing(6);
    auto *first = new QHBoxLayout;
    first->setSpacing(4);
    m_functions = new QComboBox;
    m_names = new QComboBox;
    for (QComboBox *combo : {m_functions, m_names}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(8);
        setUiFont(combo, 12.5);
        first->addWidget(combo, 1);
    }
    rows->addLayout(first);
    connect(m_functions, &QComboBox::activated, this, [this] {
        const QString chosen = m_functions->currentText();
        setFunction(chosen);
        Q_EMIT functionChosen(chosen);
    });
    connect(m_names, &QComboBox::activated, this, [this] { setEvent(m_names->currentData().toString()); });
    auto *second = new QHBoxLayout;
    second->setSpacing(2);
    m_samples = new QMenu(this);
    m_generate = toolButton(QStringLiteral("sparkles"), {}, nullptr, QStringLiteral(" "));
    m_generate->setPopupMode(QToolButton::InstantPopup);
    m_generate->setMenu(m_samples);
    m_save = toolButton(QStringLiteral("save"), {});
    m_saveAs = toolButton(QStringLiteral("file-plus"), {});
    m_delete = toolButton(QStringLiteral("trash-2"), {});
    second->addWidget(m_generate);
    second->addStretch(1);
    for (QToolButton *button : {m_save, m_saveAs, m_delete})
        second->addWidget(button);
    rows->addLayout(second);
    connect(m_save, &QToolButton::clicked, this, &EventPane::save);
    connect(m_saveAs, &QToolButton::clicked, this, &EventPane::askName);
    connect(m_delete, &QToolButton::clicked, this, &EventPane::removeEvent);
    return bar;
}

QWidget *EventPane::createNaming()
{
    auto *both = new QWidget;
    auto *rows = new QVBoxLayout(both);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_naming = new Pane(Pane::Raised, Pane::Bottom);
    auto *row = new QHBoxLayout(m_naming);
    row->setContentsMargins(16, 8, 10, 8);
    row->setSpacing(6);
    m_name = new QLineEdit;
    setUiFont(m_name, 12.5);
    m_nameOk = pushButton({}, "primary");
    m_nameCancel = toolButton(QStringLiteral("x"), {});
    row->addWidget(m_name, 1);
    row->addWidget(m_nameOk);
    row->addWidget(m_nameCancel);
    connect(m_name, &QLineEdit::returnPressed, this, &EventPane::saveAs);
    connect(m_nameOk, &QPushButton::clicked, this, &EventPane::saveAs);
    connect(m_nameCancel, &QToolButton::clicked, m_naming, &QWidget::hide);
    m_naming->hide();
    rows->addWidget(m_naming);
    m_notice = new Pane(Pane::Raised, Pane::Bottom);
    auto *line = new QHBoxLayout(m_notice);
    line->setContentsMargins(16, 6, 10, 6);
    line->setSpacing(8);
    m_noticeText = new TextLabel({}, TextLabel::Secondary, 12);
    m_noticeText->setWordWrap(true);
    m_noticeAction = pushButton({});
    connect(m_noticeAction, &QPushButton::clicked, this, &EventPane::restoreRemoved);
    line->addWidget(m_noticeText, 1);
    line->addWidget(m_noticeAction);
    m_notice->hide();
    rows->addWidget(m_notice);
    return both;
}

QWidget *EventPane::createRunBar()
{
    auto *bar = new Pane(Pane::Surface, Pane::Top);
    auto *rows = new QVBoxLayout(bar);
    rows->setContentsMargins(16, 10, 10, 10);
    rows->setSpacing(8);
    auto *counts = new QHBoxLayout;
    counts->setSpacing(6);
    m_repeatLabel = new TextLabel({}, TextLabel::Secondary, 12, QFont::Medium);
    m_parallelLabel = new TextLabel({}, TextLabel::Secondary, 12, QFont::Medium);
    m_repeat = counter(10'000);
    m_parallel = counter(1'000);
    m_repeatLabel->setBuddy(m_repeat);
    m_parallelLabel->setBuddy(m_parallel);
    counts->addWidget(m_repeatLabel);
    counts->addWidget(m_repeat);
    counts->addSpacing(8);
    counts->addWidget(m_parallelLabel);
    counts->addWidget(m_parallel);
    counts->addStretch(1);
    rows->addLayout(counts);
    auto *send = new QHBoxLayout;
    send->setSpacing(8);
    m_type = new QComboBox;
    setUiFont(m_type, 12.5);
    send->addWidget(m_type, 1);
    m_run = pushButton({}, "run", QStringLiteral("play"));
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT cancelRequested();
        else
            Q_EMIT runRequested();
    });
    send->addWidget(m_run);
    rows->addLayout(send);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    setScaledHeight(m_progress, 4);
    m_progress->hide();
    rows->addWidget(m_progress);
    return bar;
}

void EventPane::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text) {
        widget->setAccessibleName(text);
        widget->setToolTip(text);
    };
    name(m_functions, tr("Function"));
    name(m_names, tr("Event"));
    name(m_generate, tr("Write a sample event"));
    m_generate->setText(tr("Sample"));
    name(m_save, tr("Save the event"));
    name(m_saveAs, tr("Save the event under a new name"));
    name(m_delete, tr("Delete the saved event"));
    m_name->setAccessibleName(tr("Name of the event"));
    m_name->setPlaceholderText(tr("Name of the event"));
    m_nameOk->setText(tr("Save"));
    name(m_nameCancel, tr("Do not save"));
    m_editor.widget->setAccessibleName(tr("Event as JSON"));
    m_repeatLabel->setText(tr("Repeat"));
    m_parallelLabel->setText(tr("Parallel"));
    name(m_repeat, tr("How many times"));
    name(m_parallel, tr("How many at once"));
    const int type = std::max(0, m_type->currentIndex());
    m_type->clear();
    m_type->addItem(tr("Wait for the response"));
    m_type->addItem(tr("Send as an event"));
    m_type->setCurrentIndex(type);
    name(m_type, tr("How the function is invoked"));
    m_progress->setAccessibleName(tr("Progress of the run"));
    fillSamples();
    fillEvents();
    refreshButtons();
}

void EventPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EventPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

void EventPane::setModel(const Model &model)
{
    m_model = model;
    fillFunctions();
    if (!m_model.function(m_function.toStdString()))
        setFunction(m_model.functions.empty() ? QString() : QString::fromStdString(m_model.functions.front().id));
    fillSamples();
}

void EventPane::fillFunctions()
{
    m_functions->clear();
    for (const Function &function : m_model.functions)
        m_functions->addItem(QString::fromStdString(function.id));
    m_functions->setCurrentIndex(m_functions->findText(m_function));
}

void EventPane::setFunction(const QString &function)
{
    if (function == m_function)
        return;
    m_function = function;
    m_functions->setCurrentIndex(m_functions->findText(function));
    m_unsavedName.clear();
    const QStringList names = events(function);
    const auto last = m_lastEvent.find(function);
    const bool known = last != m_lastEvent.end() && (last->second.isEmpty() || names.contains(last->second));
    m_event = known ? last->second : names.isEmpty() ? QString() : names.front();
    fillEvents();
    load();
    Q_EMIT eventsChanged();
}

void EventPane::setEvent(const QString &name)
{
    if (name == m_event)
        return;
    m_event = name;
    m_lastEvent[m_function] = name;
    fillEvents();
    load();
    Q_EMIT eventsChanged();
}

void EventPane::setUnsaved(const QString &text, const QString &name)
{
    m_event.clear();
    m_unsavedName = name;
    m_lastEvent[m_function] = QString();
    m_drafts[draftKey()] = text;
    fillEvents();
    load();
    Q_EMIT eventsChanged();
}

void EventPane::fillEvents()
{
    m_names->clear();
    const QStringList names = events(m_function);
    for (const QString &name : names)
        m_names->addItem(m_drafts.contains(m_function + QLatin1Char('\n') + name) ? tr("%1 (edited)").arg(name) : name,
                         name);
    if (m_event.isEmpty() || m_drafts.contains(m_function + QLatin1Char('\n')))
        m_names->addItem(m_unsavedName.isEmpty() ? tr("Unsaved event") : m_unsavedName, QString());
    m_names->setCurrentIndex(m_names->findData(m_event));
}

void EventPane::load()
{
    m_notice->hide();
    m_naming->hide();
    const auto draft = m_drafts.find(draftKey());
    QString text;
    if (draft != m_drafts.end())
        text = draft->second;
    else if (!m_event.isEmpty())
        text = storedText(m_event);
    else if (!m_function.isEmpty())
        text = QString::fromStdString(sampleEventJson(likelySample(), sampleOptions()));
    m_loading = true;
    m_editor.setText(text);
    m_loading = false;
    markLine(m_editor.widget, 0, {});
    refreshButtons();
}

void EventPane::textChanged()
{
    if (m_loading)
        return;
    const QString text = m_editor.text();
    const bool before = m_drafts.contains(draftKey());
    if (!m_event.isEmpty() && text == storedText(m_event))
        m_drafts.erase(draftKey());
    else
        m_drafts[draftKey()] = text;
    if (before != m_drafts.contains(draftKey()))
        fillEvents();
    markLine(m_editor.widget, 0, {});
    m_notice->hide();
    refreshButtons();
}

RunRequest EventPane::request() const
{
    return {.function = m_function,
            .payload = m_editor.text().toUtf8(),
            .eventName = !m_event.isEmpty() ? m_event
                : m_unsavedName.isEmpty()   ? tr("unsaved event")
                                            : m_unsavedName,
            .repeat = m_repeat->value(),
            .parallel = m_parallel->value(),
            .type = m_type->currentIndex() == 1 ? InvocationType::Event : InvocationType::RequestResponse};
}

bool EventPane::showProblem()
{
    const std::optional<JsonFault> fault = findJsonFault(m_editor.text().toUtf8());
    if (!fault)
        return false;
    markLine(m_editor.widget, fault->line, fault->reason);
    tell(tr("The event is not JSON. %1").arg(fault->sentence()), true);
    if (auto *code = qobject_cast<CodeEditor *>(m_editor.widget))
        code->goTo(fault->line, fault->column);
    m_editor.widget->setFocus();
    return true;
}

void EventPane::setProgress(const RunSummary &summary, bool running)
{
    m_running = running;
    m_progress->setVisible(running && summary.request.repeat > 1);
    m_progress->setRange(0, summary.request.repeat);
    m_progress->setValue(summary.done);
    refreshButtons();
}

void EventPane::refreshButtons()
{
    m_save->setEnabled(m_workspace && (m_event.isEmpty() || m_drafts.contains(draftKey())) && !m_function.isEmpty());
    m_saveAs->setEnabled(m_workspace && !m_function.isEmpty());
    m_delete->setEnabled(m_workspace && !m_event.isEmpty());
    m_generate->setEnabled(!m_function.isEmpty());
    m_run->setEnabled(m_running || !m_function.isEmpty());
    m_run->setProperty("iconName", m_running ? QStringLiteral("square") : QStringLiteral("play"));
    m_run->setText(m_running ? tr("Stop") : tr("Run"));
    m_run->setAccessibleName(m_run->text());
    m_run->setToolTip(m_running ? tr("Send no more; those on their way are awaited")
                                : tr("Send the event (Ctrl+Enter)"));
}

void EventPane::tell(const QString &text, bool problem, const QString &action)
{
    m_noticeText->setRole(problem ? TextLabel::Error : TextLabel::Secondary);
    m_noticeText->setText(text);
    m_noticeAction->setText(action);
    m_noticeAction->setAccessibleName(action);
    m_noticeAction->setVisible(!action.isEmpty());
    m_notice->setVisible(true);
}

} // namespace lambdarium

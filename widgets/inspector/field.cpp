// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/field.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/theme/controls.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace lambdarium {

namespace {

// AWS lists every runtime and measures whole environments in its sentences.
constexpr qsizetype sentenceMax = 220;
// What AWS recommends for a queue in front of a function.
constexpr std::int64_t visibilityFactor = 6;

} // namespace

FieldMessage::FieldMessage(QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(6);
    m_icon = new IconLabel(QStringLiteral("circle-alert"), IconRole::Error, 14);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    m_text = new TextLabel({}, TextLabel::Error, 11.5);
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    m_button = pushButton({});
    setUiFont(m_button, 12);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto fix = m_fix; // the button may go while it works
        if (fix)
            fix();
    });
    row->addWidget(m_button, 0, Qt::AlignVCenter);
    hide();
}

void FieldMessage::showMessage(Severity severity, const QString &sentence)
{
    m_sentence = sentence;
    m_text->setText(displayText(sentence, sentenceMax));
    m_text->setToolTip(sentence.size() > sentenceMax ? toolTipText(displayLines(sentence.toStdString())) : QString());
    m_text->setRole(severity == Severity::Error         ? TextLabel::Error
                        : severity == Severity::Warning ? TextLabel::Warning
                                                        : TextLabel::Hint);
    m_icon->setIcon(severity == Severity::Hint ? QStringLiteral("info") : QStringLiteral("circle-alert"),
                    severity == Severity::Error         ? IconRole::Error
                        : severity == Severity::Warning ? IconRole::Warm
                                                        : IconRole::Hint);
    setFix({}, {});
    show();
}

void FieldMessage::setFix(const QString &text, std::function<void()> fix)
{
    m_fix = std::move(fix);
    m_button->setText(text);
    m_button->setAccessibleName(text);
    m_button->setVisible(!text.isEmpty());
}

void FieldMessage::clear()
{
    m_sentence.clear();
    setFix({}, {});
    hide();
}

ResetDot::ResetDot(const QString &purpose, QWidget *parent) : QAbstractButton(parent)
{
    setAccessibleName(purpose);
    setToolTip(purpose);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy stay(QSizePolicy::Fixed, QSizePolicy::Fixed);
    stay.setRetainSizeWhenHidden(true);
    setSizePolicy(stay);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize ResetDot::sizeHint() const { return {dp(18), dp(18)}; }

void ResetDot::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre = QRectF(rect()).center();
    if (underMouse() || hasFocus()) {
        const qreal side = dp(13);
        drawIcon(&painter, QStringLiteral("rotate-ccw"),
                 QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), t.accent, 2.2);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawEllipse(centre, dp(3), dp(3));
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, t.focusWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

Field::Field(InspectorEdits *edits, Binding binding, const QString &label, Shape shape, QWidget *parent)
    : QWidget(parent), m_edits(edits), m_binding(std::move(binding)), m_labelText(label)
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(5);
    m_top = new QHBoxLayout;
    m_top->setSpacing(4);
    m_column->addLayout(m_top);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    m_top->addLayout(names, 1);
    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    names->addLayout(line);
    m_label = new TextLabel(label, shape == Beside ? TextLabel::Body : TextLabel::Secondary,
                            shape == Beside ? 12.5 : 12, shape == Beside ? QFont::Normal : QFont::Medium);
    m_label->setElided(true); // other languages are longer
    line->addWidget(m_label);
    m_reset = new ResetDot(tr("Reset %1 to its default").arg(label));
    connect(m_reset, &QAbstractButton::clicked, this, &Field::reset);
    line->addWidget(m_reset);
    line->addStretch(1);
    if (shape == Beside) {
        m_subtitle = new TextLabel({}, TextLabel::Secondary, 11);
        m_subtitle->setWordWrap(true);
        m_subtitle->hide();
        names->addWidget(m_subtitle);
    }
    m_figure = new TextLabel({}, TextLabel::Hint, 11.5);
    m_figure->setMono(true);
    m_figure->hide();
    m_top->addWidget(m_figure, 0, Qt::AlignVCenter);
    m_message = new FieldMessage;
    m_column->addWidget(m_message);
}

void Field::place(QWidget *editor, int width)
{
    m_editor = editor;
    editor->setAccessibleName(m_labelText);
    m_label->setBuddy(editor);
    if (width > 0) {
        setScaledWidth(editor, width);
        m_top->addWidget(editor, 0, Qt::AlignVCenter);
    } else {
        m_column->insertWidget(1, editor);
    }
    setTabOrder(editor, m_reset); // the value first
}

void Field::addBelow(QWidget *widget)
{
    m_column->insertWidget(m_column->indexOf(m_message) < 0 ? m_column->count() : m_column->indexOf(m_message), widget);
}

void Field::setSubtitle(const QString &text)
{
    if (!m_subtitle)
        return;
    m_subtitle->setText(text);
    m_subtitle->setVisible(!text.isEmpty());
}

void Field::setFigure(const QString &text)
{
    m_figure->setText(text);
    m_figure->setVisible(!text.isEmpty());
}

FieldMessage *Field::takeMessage()
{
    m_column->removeWidget(m_message);
    return m_message;
}

void Field::focusEditor()
{
    if (m_editor)
        m_editor->setFocus(Qt::OtherFocusReason);
}

void Field::refresh()
{
    const std::string now = m_binding.value(m_edits->model());
    const bool same = m_known && now == m_value;
    if (same && m_refused)
        return;
    m_value = now;
    m_known = true;
    m_refused = false;
    display(now);
    m_reset->setVisible(
        m_edits->written(m_binding.node, m_binding.written.empty() ? m_binding.path : m_binding.written));
    showFindings();
}

bool Field::commit(std::optional<std::string> value, int mergeId)
{
    if (value && *value == m_value && m_known) {
        m_refused = false;
        showFindings();
        return true;
    }
    m_refused = false;
    const Result<void> done = m_edits->set(m_binding.node, m_binding.path, std::move(value), mergeId);
    if (done) {
        refresh();
        Q_EMIT committed();
        return true;
    }
    m_refused = true;
    setInvalid(true);
    m_message->showMessage(Severity::Error, coreText(done.error().message));
    if (const std::string legal = remedy(); !legal.empty())
        m_message->setFix(tr("Set %1").arg(QString::fromStdString(legal)), [this, legal] { commit(legal); });
    return false;
}

void Field::revert()
{
    m_refused = false;
    display(m_value);
    showFindings();
}

void Field::reset()
{
    m_refused = false;
    const std::string path = m_binding.written.empty() ? m_binding.path : m_binding.written;
    const Result<void> done = m_edits->set(m_binding.node, path, std::nullopt);
    if (!done) {
        m_message->showMessage(Severity::Error, coreText(done.error().message));
        return;
    }
    refresh();
    focusEditor();
    Q_EMIT committed();
}

void Field::showFindings()
{
    const WorkspaceDocument *document = m_edits->document();
    const std::string &path = m_binding.path;
    const auto about = [&](const Problem &problem) {
        return problem.node == m_binding.node && !problem.property.empty()
            && (problem.property == path || path.starts_with(problem.property + "."));
    };
    if (document) {
        const auto found = std::ranges::find_if(document->problems(), about);
        if (found != document->problems().end()) {
            setInvalid(found->severity == Severity::Error);
            m_message->showMessage(found->severity, coreText(found->message));
            offerFix(*found);
            return;
        }
    }
    setInvalid(false);
    m_message->clear();
}

void Field::offerFix(const Problem &problem)
{
    if (problem.code == "QueueVisibility") {
        const Function *function = m_edits->model().function(m_binding.node);
        if (!function)
            return;
        for (const Edge &edge : m_edits->model().edges) {
            const Queue *queue = m_edits->model().queue(edge.from);
            if (edge.kind != EdgeKind::QueueToFunction || edge.to != function->id || !queue
                || queue->visibilityTimeoutSeconds >= function->timeoutSeconds)
                continue;
            const auto wanted = std::to_string(function->timeoutSeconds * visibilityFactor);
            m_message->setFix(tr("Raise it to %1 s").arg(QString::fromStdString(wanted)),
                              [edits = m_edits, id = queue->id, wanted] {
                                  static_cast<void>(edits->set(id, "VisibilityTimeout", wanted));
                              });
            return;
        }
    } else if (const std::string legal = remedy(); problem.severity == Severity::Error && !legal.empty()) {
        m_message->setFix(tr("Set %1").arg(QString::fromStdString(legal)), [this, legal] { commit(legal); });
    }
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/welcome.h"

#include "widgets/shell/choices.h"
#include "widgets/shell/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

constexpr int columnWidth = 760;
constexpr int recentShown = 5;

} // namespace

SampleCard::SampleCard(const QString &sample, const QString &icon, bool primary, QWidget *parent)
    : QAbstractButton(parent), m_sample(sample), m_icon(icon), m_primary(primary)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SampleCard::setContent(const QString &title, const QString &sentence)
{
    setText(title);
    m_sentence = sentence;
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    update();
}

QSize SampleCard::sizeHint() const { return {dp(180), dp(m_primary ? 84 : 142)}; }

QSize SampleCard::minimumSizeHint() const { return {dp(120), sizeHint().height()}; }

void SampleCard::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF r = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(hasFocus() ? t.accent : m_primary ? t.accent : t.borderStrong, hasFocus() ? t.focusWidth : 1));
    painter.setBrush(m_primary ? mix(t.surface, t.accent, t.contrast ? 0 : t.dark ? 0.16 : 0.07) : t.surface);
    painter.drawRoundedRect(r, 10, 10);
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.hover);
        painter.drawRoundedRect(r, 10, 10);
    }
    const qreal tile = dp(36);
    const QRectF icon(16, m_primary ? (height() - tile) / 2 : 14, tile, tile);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.accentSoft);
    painter.drawRoundedRect(icon, 9, 9);
    drawIcon(&painter, m_icon, icon.adjusted(tile * .22, tile * .22, -tile * .22, -tile * .22), t.accent, 2);
    const qreal left = m_primary ? icon.right() + 14 : 16;
    const qreal top = m_primary ? (height() - dp(42)) / 2.0 : icon.bottom() + 8;
    painter.setPen(t.text);
    painter.setFont(uiFont(m_primary ? 15 : 13, QFont::DemiBold));
    painter.drawText(QRectF(left, top, width() - left - 14, dp(20)), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, int(width() - left - 14)));
    painter.setPen(t.text2);
    painter.setFont(uiFont(12));
    painter.drawText(QRectF(left, top + dp(21), width() - left - 14, height() - top - dp(21) - 6),
                     Qt::AlignLeft | Qt::TextWordWrap, m_sentence);
}

Welcome::Welcome(Preferences *preferences, std::vector<RuntimeView> runtimes, QWidget *parent)
    : Pane(Canvas, NoEdge, parent), m_preferences(preferences), m_runtimes(std::move(runtimes))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    outer->addWidget(scroll);
    auto *page = new QWidget;
    scroll->setWidget(page);
    page->setAutoFillBackground(false); // setWidget() turned it on
    auto *centre = new QHBoxLayout(page);
    centre->setContentsMargins(24, 40, 24, 32);
    centre->addStretch(1);
    auto *box = new QWidget;
    box->setMaximumWidth(columnWidth);
    centre->addWidget(box, 100);
    centre->addStretch(1);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addStretch(1);
    m_title = new TextLabel({}, TextLabel::Body, 25, QFont::DemiBold);
    m_subtitle = new TextLabel({}, TextLabel::Secondary, 13);
    m_subtitle->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addSpacing(8);
    createCards(column);
    m_error = new TextLabel({}, TextLabel::Error, 12.5);
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    column->addSpacing(10);
    auto *lower = new QHBoxLayout;
    lower->setSpacing(32);
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    left->setSpacing(8); // not the gap between the two
    right->setSpacing(8);
    createRecent(left);
    createRuntimes(right);
    lower->addLayout(left, 1);
    lower->addLayout(right, 1);
    lower->setAlignment(left, Qt::AlignTop);
    lower->setAlignment(right, Qt::AlignTop);
    column->addLayout(lower);
    column->addSpacing(14);
    column->addWidget(new Separator);
    createChoices(column);
    column->addStretch(2);
    connect(m_preferences, &Preferences::recentChanged, this, &Welcome::fillRecent);
    retranslate();
}

void Welcome::createCards(QVBoxLayout *column)
{
    const auto card = [this](const QString &sample, const QString &icon, bool primary) {
        auto *button = new SampleCard(sample, icon, primary);
        connect(button, &QAbstractButton::clicked, this, [this, sample] { Q_EMIT sampleChosen(sample); });
        m_cards.append(button);
        return button;
    };
    column->addWidget(card(QStringLiteral("orders"), QStringLiteral("workflow"), true));
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(card(QStringLiteral("one-function"), QStringLiteral("square-function"), false));
    row->addWidget(card(QStringLiteral("queue-worker"), QStringLiteral("inbox"), false));
    row->addWidget(card(QStringLiteral("scheduled-job"), QStringLiteral("calendar-clock"), false));
    row->addWidget(card(QStringLiteral("empty"), QStringLiteral("file-plus"), false));
    column->addLayout(row);
}

void Welcome::createRecent(QVBoxLayout *column)
{
    m_recentTitle = new TextLabel({}, TextLabel::Secondary, 12, QFont::Medium);
    column->addWidget(m_recentTitle);
    m_recentList = new QVBoxLayout;
    m_recentList->setSpacing(2);
    column->addLayout(m_recentList);
    m_open = pushButton({}, "", QStringLiteral("folder-open"));
    connect(m_open, &QPushButton::clicked, this, &Welcome::openFolderRequested);
    column->addSpacing(4);
    column->addWidget(m_open, 0, Qt::AlignLeft);
}

void Welcome::createRuntimes(QVBoxLayout *column)
{
    m_runtimesTitle = new TextLabel({}, TextLabel::Secondary, 12, QFont::Medium);
    column->addWidget(m_runtimesTitle);
    m_runtimesList = new QVBoxLayout;
    m_runtimesList->setSpacing(6);
    column->addLayout(m_runtimesList);
    column->addStretch();
}

void Welcome::createChoices(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_languageLabel = new TextLabel({}, TextLabel::Secondary, 12.5);
    m_language = new QComboBox;
    m_themeLabel = new TextLabel({}, TextLabel::Secondary, 12.5);
    m_theme = new QComboBox;
    m_motion = new QCheckBox;
    bindLanguage(m_language, m_preferences);
    bindTheme(m_theme, m_preferences);
    bindMotion(m_motion, m_preferences);
    row->addWidget(m_languageLabel);
    row->addWidget(m_language);
    row->addSpacing(12);
    row->addWidget(m_themeLabel);
    row->addWidget(m_theme);
    row->addSpacing(12);
    row->addWidget(m_motion);
    row->addStretch();
    column->addSpacing(6);
    column->addLayout(row);
}

void Welcome::setError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
}

void Welcome::setRuntimes(std::vector<RuntimeView> runtimes)
{
    m_runtimes = std::move(runtimes);
    fillRuntimes();
}

void Welcome::fillRecent()
{
    while (QLayoutItem *item = m_recentList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int shown = 0;
    const QStringList recent = m_preferences->recent();
    for (const QString &folder : recent) {
        if (shown == recentShown || !QFileInfo(folder).isDir())
            continue;
        ++shown;
        auto *button = toolButton(QStringLiteral("folder"), QDir::toNativeSeparators(folder), nullptr,
                                  QDir(folder).dirName());
        connect(button, &QToolButton::clicked, this, [this, folder] { Q_EMIT recentChosen(folder); });
        m_recentList->addWidget(button, 0, Qt::AlignLeft);
    }
    m_recentTitle->setVisible(shown > 0);
}

void Welcome::fillRuntimes()
{
    while (QLayoutItem *item = m_runtimesList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_runtimesTitle->setVisible(!m_runtimes.empty());
    for (const RuntimeView &runtime : m_runtimes) {
        const bool found = !runtime.version.empty();
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        row->addWidget(new IconLabel(found ? QStringLiteral("check") : QStringLiteral("minus"),
                                     found ? IconRole::Running : IconRole::Hint, 14));
        const QString family = QString::fromStdString(runtime.family);
        auto *text = new TextLabel(found ? family + QLatin1Char(' ') + QString::fromStdString(runtime.version)
                                         : tr("%1 not found").arg(family),
                                   found ? TextLabel::Body : TextLabel::Hint, 12.5);
        row->addWidget(text);
        auto *detail = new TextLabel(QString::fromStdString(found ? runtime.path : runtime.remedy), TextLabel::Hint,
                                     11.5);
        detail->setElided(true);
        row->addWidget(detail, 1);
        m_runtimesList->addWidget(line);
    }
}

void Welcome::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

void Welcome::retranslate()
{
    m_title->setText(tr("Start with something that runs"));
    m_subtitle->setText(tr("Functions, queues, topics and buckets on this machine. No account, no network."));
    const struct
    {
        QString title, sentence;
    } texts[] = {
        {tr("Open the orders demo"),
         tr("An order comes in by URL, waits in a queue, is charged; images get thumbnails; a schedule reconciles.")},
        {tr("One function"), tr("A handler and an event to call it with.")},
        {tr("Queue worker"), tr("A queue, its consumer and a dead-letter queue.")},
        {tr("Scheduled job"), tr("A function that runs every few minutes.")},
        {tr("Empty project"), tr("A template and a canvas.")},
    };
    for (int i = 0; i < m_cards.size(); ++i)
        m_cards.at(i)->setContent(texts[i].title, texts[i].sentence);
    m_open->setText(tr("Open a folder…"));
    m_open->setToolTip(tr("A folder with template.yaml, .yml or .json"));
    m_recentTitle->setText(tr("Recent"));
    m_runtimesTitle->setText(tr("Runtimes found"));
    m_languageLabel->setText(tr("Language"));
    m_themeLabel->setText(tr("Appearance"));
    m_motion->setText(tr("Reduce motion"));
    m_language->setAccessibleName(tr("Language"));
    m_theme->setAccessibleName(tr("Appearance"));
    fillRecent();
    fillRuntimes();
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/topbar.h"

#include "widgets/bridge/environmentwords.h"
#include "widgets/shell/actions.h"

#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

// Below these widths, less important things leave the bar (ux.md 1).
constexpr int narrowWidth = 1240;
constexpr int tinyWidth = 900;

class Logo : public QWidget
{
public:
    explicit Logo(QWidget *parent) : QWidget(parent) { setFixedSize(28, 28); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &t = th();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.text);
        painter.drawRoundedRect(QRectF(1, 1, 26, 26), 7, 7);
        const QColor cells[] = {t.state(EnvState::Running), t.chrome, t.chrome, t.state(EnvState::Cold)};
        for (int i = 0; i < 4; ++i) {
            painter.setBrush(cells[i]);
            painter.drawRoundedRect(QRectF(7 + (i % 2) * 7.6, 7 + (i / 2) * 7.6, 6, 6), 1.6, 1.6);
        }
    }
};

} // namespace

SearchButton::SearchButton(QWidget *parent) : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&ThemeHub::instance(), &ThemeHub::changed, this, qOverload<>(&QWidget::update));
}

void SearchButton::setKey(const QString &key)
{
    m_key = key;
    update();
}

QSize SearchButton::sizeHint() const { return {dp(380), dp(32)}; }

QSize SearchButton::minimumSizeHint() const { return {dp(44), dp(32)}; }

void SearchButton::paintEvent(QPaintEvent *)
{
    const Theme &t = th();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus()       ? t.accent
                            : t.contrast ? t.control
                            : t.dark     ? t.border
                                         : mix(t.border, t.borderStrong, .4),
                        hasFocus() ? t.focusWidth : 1));
    painter.setBrush(underMouse() ? t.surface : t.dark ? t.surface : mix(t.chrome, t.surface, .6));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, .5, -1, -.5), 8, 8);
    const qreal side = dp(14);
    drawIcon(&painter, QStringLiteral("search"), QRectF(12, (height() - side) / 2, side, side), t.text3);
    painter.setFont(uiFont(11, QFont::Medium));
    const int keyWidth = painter.fontMetrics().horizontalAdvance(m_key) + 14;
    const bool showKey = width() > keyWidth + dp(120);
    const QRectF key(width() - keyWidth - 8, (height() - dp(18)) / 2.0, keyWidth, dp(18));
    if (showKey) {
        painter.setPen(t.border);
        painter.setBrush(t.dark ? t.raised : t.surface);
        painter.drawRoundedRect(key, 5, 5);
        painter.setPen(t.text2);
        painter.drawText(key, Qt::AlignCenter, m_key);
    }
    painter.setPen(t.text3);
    painter.setFont(uiFont(12.5));
    const int left = 12 + int(side) + 8;
    const QRect label(left, 0, (showKey ? int(key.left()) : width()) - left - 8, height());
    if (label.width() > dp(40))
        painter.drawText(label, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, label.width()));
}

TopBar::TopBar(Actions *actions, QWidget *parent) : Pane(Chrome, Bottom, parent), m_actions(actions)
{
    setScaledHeight(this, 52);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 14, 0);
    row->setSpacing(8);
    row->addWidget(new Logo(this));
    m_workspace = pushButton({}, "ghost", QStringLiteral("chevron-down"));
    setUiFont(m_workspace, 13.5, QFont::DemiBold);
    m_workspace->setProperty("iconAfter", true);
    auto *menu = new QMenu(m_workspace);
    connect(menu, &QMenu::aboutToShow, this, &TopBar::fillWorkspaceMenu);
    connect(m_workspace, &QPushButton::clicked, this,
            [this, menu] { menu->popup(m_workspace->mapToGlobal(QPoint(0, m_workspace->height()))); });
    row->addWidget(m_workspace);
    const auto button = [&](const QString &id, const QString &icon) {
        QToolButton *b = toolButton(icon, {});
        connect(b, &QToolButton::clicked, this, [this, id] { m_actions->trigger(id); });
        QAction *action = m_actions->find(id);
        const auto sync = [this, b, id, action] {
            b->setEnabled(action->isEnabled());
            b->setToolTip(m_actions->tip(id));
        };
        connect(action, &QAction::changed, b, sync);
        sync();
        row->addWidget(b);
        return b;
    };
    m_undo = button(QStringLiteral("edit.undo"), QStringLiteral("undo-2"));
    m_redo = button(QStringLiteral("edit.redo"), QStringLiteral("redo-2"));
    m_trust = new Chip({}, QStringLiteral("lock"));
    m_trust->setObjectName(QStringLiteral("trust.chip"));
    m_trust->setInteractive();
    connect(m_trust, &Chip::clicked, this, &TopBar::trustClicked);
    row->addWidget(m_trust);
    m_simulated = new Chip({}, QStringLiteral("timer"));
    m_simulated->setObjectName(QStringLiteral("simulated.chip"));
    m_simulated->setState(EnvState::Cold);
    m_simulated->setInteractive();
    m_simulated->hide();
    connect(m_simulated, &Chip::clicked, this, &TopBar::simulatedClicked);
    row->addWidget(m_simulated);
    row->addStretch(1);
    m_search = new SearchButton;
    connect(m_search, &QAbstractButton::clicked, this, [this] { m_actions->trigger(QStringLiteral("palette")); });
    row->addWidget(m_search, 4);
    row->addStretch(1);
    m_sources = pushButton({}, "", QStringLiteral("power"));
    connect(m_sources, &QPushButton::clicked, this, [this] { m_actions->trigger(QStringLiteral("sources.toggle")); });
    row->addWidget(m_sources);
    m_event = new QComboBox;
    setUiFont(m_event, 12.5);
    m_event->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_event->setMinimumContentsLength(14);
    connect(m_event, &QComboBox::activated, this,
            [this](int index) { Q_EMIT eventChosen(m_event->itemData(index).toString()); });
    row->addWidget(m_event);
    m_run = pushButton({}, "run", QStringLiteral("play"));
    connect(m_run, &QPushButton::clicked, this, [this] { m_actions->trigger(QStringLiteral("run")); });
    row->addWidget(m_run);
    connect(m_actions, &Actions::textsChanged, this, &TopBar::retranslate);
    retranslate();
}

void TopBar::setWorkspaceName(const QString &name)
{
    m_name = name;
    m_open = !name.isEmpty();
    for (QWidget *w : std::initializer_list<QWidget *>{m_undo, m_redo, m_event, m_run, m_sources})
        w->setVisible(m_open);
    retranslate();
    arrange();
}

void TopBar::setRecent(const QStringList &folders) { m_recent = folders; }

void TopBar::fillWorkspaceMenu()
{
    QMenu *menu = qobject_cast<QMenu *>(sender());
    menu->clear();
    menu->addAction(m_actions->find(QStringLiteral("workspace.open")));
    menu->addAction(m_actions->find(QStringLiteral("workspace.welcome")));
    bool first = true;
    for (const QString &folder : std::as_const(m_recent)) {
        if (!QFileInfo(folder).isDir())
            continue;
        if (first)
            menu->addSeparator();
        first = false;
        QAction *action = menu->addAction(themedIcon(QStringLiteral("folder")),
                                          QDir(folder).dirName() + QLatin1Char('\t')
                                              + QDir::toNativeSeparators(QFileInfo(folder).path()));
        connect(action, &QAction::triggered, this, [this, folder] { Q_EMIT recentChosen(folder); });
    }
}

void TopBar::setEvents(const QStringList &names, const QString &current)
{
    const QSignalBlocker blocker(m_event);
    m_event->clear();
    for (const QString &name : names)
        m_event->addItem(themedIcon(QStringLiteral("zap")), tr("Event: %1").arg(name), name);
    m_event->setCurrentIndex(m_event->findData(current));
    m_event->setEnabled(!names.isEmpty());
}

void TopBar::setRunnable(bool runnable, const QString &whyNot)
{
    m_whyNot = whyNot;
    m_run->setEnabled(runnable);
    m_run->setToolTip(runnable ? m_actions->tip(QStringLiteral("run")) : whyNot);
}

void TopBar::setRunning(bool running)
{
    m_running = running;
    m_run->setProperty("iconName", running ? QStringLiteral("square") : QStringLiteral("play"));
    retranslate();
}

void TopBar::setSources(bool available, bool running)
{
    m_sourcesOn = running;
    m_sources->setEnabled(available);
    retranslate();
}

void TopBar::setTrust(std::optional<Trust> trust)
{
    if (trust == m_trustNow)
        return;
    m_trustNow = trust;
    retranslate();
}

void TopBar::setSimulated(bool simulated)
{
    if (simulated == !m_simulated->isHidden())
        return;
    m_simulated->setVisible(simulated);
    arrange();
}

void TopBar::arrange()
{
    const bool narrow = width() < dp(narrowWidth);
    m_trust->setCompact(narrow);
    m_simulated->setCompact(narrow);
    m_trust->setToolTip(m_trustNow ? tr("%1\n%2").arg(trustName(*m_trustNow), trustMeaning(*m_trustNow)) : QString());
    m_simulated->setToolTip(
        tr("Cold starts are lengthened as in the cloud (simulated). Durations you see are not only measured."));
    m_sources->setText(width() < dp(narrowWidth) ? QString()
                           : m_sourcesOn         ? tr("Stop triggers")
                                                 : tr("Start triggers"));
    m_event->setVisible(m_open && width() >= dp(tinyWidth));
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    Pane::resizeEvent(event);
    arrange();
}

void TopBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (int i = 0; i < m_event->count(); ++i)
            m_event->setItemText(i, tr("Event: %1").arg(m_event->itemData(i).toString()));
        retranslate();
    }
    Pane::changeEvent(event);
}

void TopBar::retranslate()
{
    m_workspace->setText(m_open ? m_name : tr("Lambdarium"));
    m_workspace->setAccessibleName(tr("Workspace: %1").arg(m_workspace->text()));
    for (const auto &[button, id] :
         {std::pair{m_undo, QStringLiteral("edit.undo")}, std::pair{m_redo, QStringLiteral("edit.redo")}}) {
        button->setToolTip(m_actions->tip(id));
        button->setAccessibleName(m_actions->find(id)->text());
    }
    m_search->setText(tr("Go to a function, log, setting or command"));
    m_search->setAccessibleName(tr("Go to or run a command"));
    m_search->setKey(m_actions->find(QStringLiteral("palette"))
                         ->shortcut()
                         .toString(QKeySequence::NativeText)
                         .replace(QLatin1Char('+'), QLatin1Char(' ')));
    m_event->setAccessibleName(tr("Test event"));
    m_event->setToolTip(tr("The event that Run sends"));
    m_run->setText(m_running ? tr("Stop") : tr("Run"));
    m_run->setAccessibleName(m_run->text());
    m_run->setToolTip(m_whyNot.isEmpty() ? m_actions->tip(QStringLiteral("run")) : m_whyNot);
    m_trust->setVisible(m_open && m_trustNow);
    if (m_trustNow) {
        m_trust->setContent(trustName(*m_trustNow));
        m_trust->setAccessibleName(tr("This workspace: %1").arg(trustName(*m_trustNow)));
        m_trust->setIconName(trustIcon(*m_trustNow));
        if (*m_trustNow == Trust::Restricted)
            m_trust->setState(EnvState::Warm);
        else
            m_trust->setNeutral();
    }
    m_simulated->setContent(tr("Simulated cold starts"));
    const QString sources = m_sourcesOn ? tr("Stop triggers") : tr("Start triggers");
    m_sources->setAccessibleName(sources);
    m_sources->setToolTip(m_sourcesOn ? tr("Queues are read and schedules fire. Click to stop them.")
                                      : tr("Let queues be read and schedules fire."));
    m_sources->setProperty("iconName", m_sourcesOn ? QStringLiteral("square") : QStringLiteral("power"));
    m_sources->update();
    arrange();
}

Rail::Rail(Actions *actions, QWidget *parent) : Pane(Chrome, Right, parent), m_actions(actions)
{
    setScaledWidth(this, 68);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 8, 7, 8);
    column->setSpacing(4);
    addButton(QStringLiteral("view.design"), QStringLiteral("workflow"));
    addButton(QStringLiteral("view.code"), QStringLiteral("code-xml"));
    addButton(QStringLiteral("view.run"), QStringLiteral("circle-play"));
    addButton(QStringLiteral("view.observe"), QStringLiteral("chart-area"));
    column->addStretch();
    addButton(QStringLiteral("view.settings"), QStringLiteral("settings"));
    connect(m_actions, &Actions::textsChanged, this, &Rail::retranslate);
    retranslate();
}

void Rail::addButton(const QString &id, const QString &icon)
{
    auto *button = new QToolButton;
    button->setObjectName(id);
    button->setProperty("variant", QStringLiteral("rail"));
    button->setIcon(themedIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    setScaledWidth(button, 55);
    setScaledHeight(button, 52);
    connect(button, &QToolButton::clicked, this, [this, id, button] {
        button->setChecked(true);
        m_actions->trigger(id);
    });
    m_buttons.append(button);
    layout()->addWidget(button);
}

void Rail::setCurrent(const QString &id)
{
    for (QToolButton *button : std::as_const(m_buttons))
        button->setChecked(button->objectName() == id);
}

void Rail::setViewsEnabled(bool enabled)
{
    for (QToolButton *button : std::as_const(m_buttons))
        if (button->objectName() != QStringLiteral("view.settings"))
            button->setEnabled(enabled);
}

void Rail::retranslate()
{
    for (QToolButton *button : std::as_const(m_buttons)) {
        const QAction *action = m_actions->find(button->objectName());
        button->setText(action->text());
        button->setAccessibleName(action->text());
        button->setToolTip(m_actions->tip(button->objectName()));
    }
}

} // namespace lambdarium

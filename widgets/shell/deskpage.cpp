// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/deskpage.h"

#include "widgets/canvas/canvasview.h"
#include "widgets/charts/concurrencypanel.h"
#include "widgets/editor/editornotice.h"
#include "widgets/editor/editorpane.h"
#include "widgets/inspector/inspector.h"
#include "widgets/logs/logpanel.h"
#include "widgets/shell/filelist.h"
#include "widgets/shell/problemspanel.h"

#include <QDataStream>
#include <QEvent>
#include <QSplitter>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

constexpr int inspectorWidth = 316;
constexpr int inspectorMinimum = 280;
constexpr int filesWidth = 220;
// Below this width canvas and code would both be too narrow to work with.
constexpr int codeBesideWidth = 1380;
constexpr qreal codeBesideShare = 0.345;
constexpr qreal drawerShare = 0.315;
constexpr qreal logsShare = 0.655;
constexpr quint32 layoutVersion = 1;

QSplitter *splitter(Qt::Orientation orientation)
{
    auto *made = new QSplitter(orientation);
    made->setChildrenCollapsible(false);
    return made;
}

} // namespace

DeskPage::DeskPage(const Context &context, QWidget *parent)
    : QWidget(parent), m_canvas(new CanvasView), m_editor(new EditorPane), m_files(new FileList),
      m_inspector(new Inspector(context.bridge)), m_outer(splitter(Qt::Horizontal)), m_column(splitter(Qt::Vertical)),
      m_top(splitter(Qt::Horizontal))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_outer);
    m_canvas->setMinimumSize(dp(320), dp(180));
    m_editor->setMinimumWidth(dp(280));
    m_files->setMinimumWidth(dp(150));
    m_inspector->setMinimumWidth(dp(inspectorMinimum));
    m_top->addWidget(m_files);
    m_top->addWidget(m_canvas);
    m_top->addWidget(m_editor);
    m_top->setStretchFactor(0, 0);
    m_top->setStretchFactor(1, 3);
    m_top->setStretchFactor(2, 2);
    m_notice = new EditorNotice;
    m_notice->hide();
    connect(m_notice, &EditorNotice::firstChosen, this, &DeskPage::noticeChosen);
    auto *top = new Pane(Pane::Surface);
    auto *stack = new QVBoxLayout(top);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    stack->addWidget(m_notice);
    stack->addWidget(m_top, 1);
    m_column->addWidget(top);
    m_column->addWidget(createDrawer(context));
    m_column->setStretchFactor(0, 3);
    m_column->setStretchFactor(1, 1);
    m_outer->addWidget(m_column);
    m_outer->addWidget(m_inspector);
    m_outer->setStretchFactor(0, 1);
    m_outer->setStretchFactor(1, 0);
    retranslate();
    arrange();
}

QWidget *DeskPage::createDrawer(const Context &context)
{
    m_drawer = splitter(Qt::Horizontal);
    m_logs = new LogPanel(context.bridge, context.time, context.logs);
    m_problems = new ProblemsPanel;
    m_logs->addTab(m_problems, tr("Problems"));
    m_concurrency = new ConcurrencyPanel(context.feed);
    m_logs->setMinimumSize(dp(300), dp(110));
    m_concurrency->setMinimumWidth(dp(240));
    for (QWidget *panel : {static_cast<QWidget *>(m_logs), static_cast<QWidget *>(m_concurrency)}) {
        auto *surface = new Pane(Pane::Surface);
        auto *box = new QVBoxLayout(surface);
        box->setContentsMargins(0, 0, 0, 0);
        box->addWidget(panel);
        m_drawer->addWidget(surface);
    }
    m_drawer->setStretchFactor(0, 3);
    m_drawer->setStretchFactor(1, 2);
    connect(m_concurrency, &ConcurrencyPanel::expandRequested, this, &DeskPage::expandRequested);
    return m_drawer;
}

bool DeskPage::codeBesideFits() const { return width() >= dp(codeBesideWidth); }

bool DeskPage::editorShown() const { return isVisible() && !m_editor->isHidden(); }

QRect DeskPage::toastArea(const QWidget *in) const
{
    if (!m_concurrency->isVisible())
        return {};
    return {m_concurrency->mapTo(in, QPoint()), m_concurrency->size()};
}

void DeskPage::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    if (m_sized)
        m_topSizes[static_cast<int>(m_mode)] = m_top->sizes();
    m_mode = mode;
    arrange();
}

void DeskPage::arrange()
{
    const bool design = m_mode == Mode::Design;
    m_files->setVisible(!design && m_filesOn);
    m_canvas->setVisible(design);
    m_notice->setVisible(design && !m_noticeText.isEmpty());
    m_editor->setVisible(!design || (m_codeBeside && codeBesideFits()));
    m_inspector->setVisible(m_inspectorOn);
    m_drawer->setVisible(m_drawerOn);
    if (!m_sized)
        return;
    QList<int> &sizes = m_topSizes[static_cast<int>(m_mode)];
    if (sizes.isEmpty()) {
        const int total = m_top->width();
        const int beside = int(total * codeBesideShare);
        sizes = design ? QList<int>{0, total - beside, beside} : QList<int>{dp(filesWidth), 0, total - dp(filesWidth)};
    }
    m_top->setSizes(sizes);
}

void DeskPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_sized && width() > dp(600)) {
        m_sized = true;
        m_outer->setSizes({width() - dp(inspectorWidth), dp(inspectorWidth)});
        m_column->setSizes({int(height() * (1 - drawerShare)), int(height() * drawerShare)});
        const int column = width() - dp(inspectorWidth);
        m_drawer->setSizes({int(column * logsShare), int(column * (1 - logsShare))});
    }
    arrange();
}

void DeskPage::setNotice(const QString &sentence, const QString &button)
{
    m_noticeText = sentence;
    if (!sentence.isEmpty())
        m_notice->showText(EnvState::Error, sentence, button);
    m_notice->setVisible(!sentence.isEmpty() && m_mode == Mode::Design);
}

void DeskPage::toggleInspector()
{
    m_inspectorOn = !m_inspectorOn;
    arrange();
}

void DeskPage::toggleDrawer()
{
    m_drawerOn = !m_drawerOn;
    arrange();
}

void DeskPage::toggleSide()
{
    bool &side = m_mode == Mode::Design ? m_codeBeside : m_filesOn;
    side = !side;
    arrange();
}

void DeskPage::showDrawer()
{
    m_drawerOn = true;
    arrange();
}

void DeskPage::showProblems()
{
    showDrawer();
    m_logs->setCurrentTab(1);
}

void DeskPage::showInspector()
{
    m_inspectorOn = true;
    arrange();
}

QList<QWidget *> DeskPage::panels() const
{
    QList<QWidget *> shown;
    for (QWidget *panel :
         {static_cast<QWidget *>(m_files), static_cast<QWidget *>(m_canvas), static_cast<QWidget *>(m_editor),
          static_cast<QWidget *>(m_inspector), static_cast<QWidget *>(m_logs), static_cast<QWidget *>(m_concurrency)})
        if (panel->isVisible())
            shown.append(panel);
    return shown;
}

QByteArray DeskPage::saveLayout() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    QList<int> tops[2] = {m_topSizes[0], m_topSizes[1]};
    if (m_sized)
        tops[static_cast<int>(m_mode)] = m_top->sizes();
    out << layoutVersion << m_inspectorOn << m_drawerOn << m_codeBeside << m_filesOn << m_outer->saveState()
        << m_column->saveState() << m_drawer->saveState() << tops[0] << tops[1] << m_sized;
    return state;
}

void DeskPage::restoreLayout(const QByteArray &state)
{
    QDataStream in(state);
    quint32 version = 0;
    in >> version;
    if (version != layoutVersion)
        return;
    QByteArray outer;
    QByteArray column;
    QByteArray drawer;
    in >> m_inspectorOn >> m_drawerOn >> m_codeBeside >> m_filesOn >> outer >> column >> drawer >> m_topSizes[0]
        >> m_topSizes[1] >> m_sized;
    if (m_sized) {
        m_outer->restoreState(outer);
        m_column->restoreState(column);
        m_drawer->restoreState(drawer);
    }
    arrange();
}

void DeskPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DeskPage::retranslate()
{
    m_logs->setTabTitle(1, tr("Problems"));
    m_canvas->setAccessibleName(tr("Canvas"));
}

} // namespace lambdarium

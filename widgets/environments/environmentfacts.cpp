// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/environments/environmentfacts.h"

#include "widgets/bridge/displaytext.h"
#include "widgets/document/coretext.h"
#include "widgets/bridge/environmentwords.h"
#include "widgets/environments/levelbar.h"
#include "widgets/theme/controls.h"

#include <QEvent>
#include <QLocale>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

constexpr std::size_t connectionsShown = 12;
constexpr double bytesPerMegabyte = 1024.0 * 1024;

} // namespace

EnvironmentFacts::EnvironmentFacts(QWidget *parent) : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(20, 16, 20, 16);
    outer->setSpacing(0);
    m_column = new QVBoxLayout;
    m_column->setSpacing(7);
    outer->addLayout(m_column);
    outer->addStretch(1);
    m_life = addHeading();
    m_age = addRow();
    m_served = addRow();
    m_request = addRow();
    m_init = addRow();
    m_level = addRow();
    m_stream = addRow();
    m_note = new TextLabel({}, TextLabel::Hint, 11.5);
    m_note->setWordWrap(true);
    m_note->hide();
    m_column->addWidget(m_note);
    m_use = addHeading();
    m_memory = new LevelBar({});
    m_disk = new LevelBar({});
    m_column->addWidget(m_memory);
    m_column->addWidget(m_disk);
    m_cpu = addRow();
    m_net = addHeading();
    m_mode = addRow();
    m_meaning = new TextLabel({}, TextLabel::Hint, 11.5);
    m_meaning->setWordWrap(true);
    m_column->addWidget(m_meaning);
    m_connections = new TextLabel({}, TextLabel::Body, 11.5);
    m_connections->setMono(true);
    m_connections->setWordWrap(true);
    m_connections->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(m_connections);
    m_ext = addHeading();
    m_extensions = new TextLabel({}, TextLabel::Body, 11.5);
    m_extensions->setMono(true);
    m_extensions->setWordWrap(true);
    m_column->addWidget(m_extensions);
    clear();
}

TextLabel *EnvironmentFacts::addHeading()
{
    if (m_column->count() > 0) {
        m_column->addSpacing(6);
        m_column->addWidget(new Separator);
        m_column->addSpacing(2);
    }
    auto *heading = new TextLabel({}, TextLabel::Body, 13, QFont::DemiBold);
    m_column->addWidget(heading);
    return heading;
}

EnvironmentFacts::Row EnvironmentFacts::addRow()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    Row row{new TextLabel({}, TextLabel::Secondary, 12.5), new TextLabel({}, TextLabel::Body, 12)};
    row.value->setMono(true);
    row.value->setElided(true);
    row.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line->addWidget(row.name);
    line->addWidget(row.value, 1);
    m_column->addLayout(line);
    return row;
}

void EnvironmentFacts::set(const Row &row, const QString &text)
{
    row.value->setText(text.isEmpty() ? QStringLiteral("–") : text);
    row.value->setAccessibleName(row.name->text() + QStringLiteral(": ") + text);
}

void EnvironmentFacts::clear()
{
    m_view = {};
    m_detail = {};
    m_now = {};
    m_hasDetail = false;
    retranslate();
}

void EnvironmentFacts::showView(const EnvironmentView &view, Instant now)
{
    m_view = view;
    m_now = now;
    const bool known = std::uint64_t(view.id) != 0;
    set(m_age, known && view.created != Instant{} && now > view.created ? spanText(now - view.created) : QString());
    set(m_served, known ? QLocale().toString(qlonglong(view.served)) : QString());
    set(m_request, view.requestId.empty() ? QString() : displayText(view.requestId, 64));
    set(m_init,
        !known                              ? QString()
            : view.initType == "snap-start" ? tr("Restored (SnapStart)")
            : view.initType == "on-demand"  ? tr("On demand")
                                            : displayText(view.initType, 40));
    set(m_level, view.isolationLevel < 0 ? QString() : isolationName(view.isolationLevel));
    if (view.memoryKb > 0 && view.memoryMb > 0)
        m_memory->setLevel(double(view.memoryKb), double(view.peakMemoryKb), double(view.memoryMb) * 1024,
                           tr("%1, peak %2 of %3 MB")
                               .arg(memoryText(view.memoryKb), memoryText(view.peakMemoryKb))
                               .arg(view.memoryMb));
    else
        m_memory->setLevel(0, 0, 0, known ? tr("not measured yet") : QStringLiteral("–"));
    set(m_cpu, known ? spanText(view.cpu) : QString());
}

void EnvironmentFacts::showDetail(const EnvironmentDetail &detail)
{
    m_detail = detail;
    m_hasDetail = true;
    set(m_stream, displayText(detail.logStream, 120));
    const QString note = displayText(coreText(detail.runtimeNote), 300);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    const double used = double(detail.tmpUsedBytes) / bytesPerMegabyte;
    const double limit = double(detail.tmpLimitBytes) / bytesPerMegabyte;
    m_disk->setLevel(
        used, used, limit,
        limit > 0 ? tr("%1 of %2 MB")
                        .arg(QLocale().toString(used, 'f', used < 100 ? 1 : 0), QLocale().toString(limit, 'f', 0))
                  : QStringLiteral("–"));
    set(m_mode, networkName(detail.network));
    m_meaning->setText(networkMeaning(detail.network));
    m_meaning->show();
    showConnections(detail.connections);
    QStringList extensions;
    for (const std::string &extension : detail.extensions)
        extensions << displayText(extension, 200);
    m_extensions->setText(extensions.isEmpty() ? tr("None") : extensions.join(QLatin1Char('\n')));
}

void EnvironmentFacts::showConnections(const std::vector<fact::Connected> &connections)
{
    if (connections.empty()) {
        m_connections->setText(tr("No connection to the outside yet"));
        m_connections->setRole(TextLabel::Hint);
        return;
    }
    QStringList lines;
    const std::size_t skipped = connections.size() > connectionsShown ? connections.size() - connectionsShown : 0;
    for (std::size_t i = connections.size(); i > skipped; --i) {
        const fact::Connected &one = connections[i - 1];
        const QString place = QStringLiteral("%1:%2").arg(displayText(one.host, 80)).arg(one.port);
        lines << (one.allowed && one.reason.empty() ? tr("✓ %1").arg(place)
                      : one.allowed ? tr("✗ %1 failed: %2").arg(place, displayText(coreText(one.reason), 80))
                                    : tr("⊘ %1 refused: %2").arg(place, displayText(coreText(one.reason), 80)));
    }
    if (skipped > 0)
        lines << tr("… and %n earlier", nullptr, int(skipped));
    m_connections->setRole(TextLabel::Body);
    m_connections->setText(lines.join(QLatin1Char('\n')));
}

void EnvironmentFacts::retranslate()
{
    m_life->setText(tr("Life"));
    m_age.name->setText(tr("Age"));
    m_served.name->setText(tr("Invocations served"));
    m_request.name->setText(tr("Running request"));
    m_init.name->setText(tr("Initialisation"));
    m_level.name->setText(tr("Isolation"));
    m_stream.name->setText(tr("Log stream"));
    m_use->setText(tr("What it uses"));
    m_memory->setName(tr("Memory"));
    m_disk->setName(tr("Disk (/tmp)"));
    m_cpu.name->setText(tr("CPU time"));
    m_net->setText(tr("Network"));
    m_mode.name->setText(tr("Mode"));
    m_ext->setText(tr("Extensions"));
    showView(m_view, m_now);
    if (m_hasDetail) {
        showDetail(EnvironmentDetail(m_detail));
        return;
    }
    set(m_stream, {});
    set(m_mode, {});
    m_note->hide();
    m_meaning->hide();
    m_disk->setLevel(0, 0, 0, QStringLiteral("–"));
    m_connections->setText(QStringLiteral("–"));
    m_extensions->setText(QStringLiteral("–"));
}

void EnvironmentFacts::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace lambdarium

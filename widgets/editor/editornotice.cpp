// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/editornotice.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace lambdarium {

EditorNotice::EditorNotice(QWidget *parent) : QWidget(parent)
{
    auto *frame = new QHBoxLayout(this);
    frame->setContentsMargins(10, 6, 10, 6);
    m_card = new Card(EnvState::Warm);
    frame->addWidget(m_card);
    auto *row = new QHBoxLayout(m_card);
    row->setContentsMargins(10, 6, 8, 6);
    row->setSpacing(8);
    m_icon = new IconLabel(QStringLiteral("circle-alert"), IconRole::Warm);
    m_text = new TextLabel({}, TextLabel::Secondary, 12);
    m_text->setWordWrap(true);
    m_first = pushButton({});
    m_second = pushButton({});
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_first);
    row->addWidget(m_second);
    connect(m_first, &QPushButton::clicked, this, &EditorNotice::firstChosen);
    connect(m_second, &QPushButton::clicked, this, &EditorNotice::secondChosen);
}

void EditorNotice::showText(EnvState state, const QString &text, const QString &first, const QString &second)
{
    m_card->setState(state);
    m_icon->setIcon(state == EnvState::Idle ? QStringLiteral("lock") : QStringLiteral("circle-alert"), iconRole(state));
    m_text->setText(text);
    for (auto [button, label] : {std::pair{m_first, first}, std::pair{m_second, second}}) {
        button->setText(label);
        button->setVisible(!label.isEmpty());
    }
    show();
}

} // namespace lambdarium

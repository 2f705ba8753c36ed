// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/commandlines.h"

#include "widgets/theme/theme.h"

#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

constexpr qreal textPx = 11.5;
constexpr int linesMax = 10;

} // namespace

CommandLines::CommandLines(const QString &text, QWidget *parent) : QPlainTextEdit(text, parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFont(monoFont(textPx));
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    fitHeight();
}

void CommandLines::fitHeight()
{
    // Blocks are laid out when they are asked for, not when the width changes.
    qreal height = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        height += blockBoundingRect(block).height();
    const qreal most = linesMax * fontMetrics().lineSpacing();
    const qreal frame = 2 * (frameWidth() + document()->documentMargin());
    setFixedHeight(int(std::ceil(std::min(height, most) + frame)));
}

void CommandLines::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fitHeight();
}

} // namespace lambdarium

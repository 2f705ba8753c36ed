// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/logs/logmodel.h"
#include "widgets/logs/logtext.h"

#include <QCoreApplication>
#include <QFont>
#include <QRect>

class QPainter;

namespace lambdarium {

/// Draws rows of the log and answers where things are in them. Fonts and metrics are renewed by refresh(). GUI
/// thread; owned by LogView.
class LogRowPainter
{
    Q_DECLARE_TR_FUNCTIONS(lambdarium::LogRowPainter)

public:
    struct State
    {
        bool selected = false;
        bool hovered = false;
        bool current = false;  ///< keyboard focus is here
        bool connected = true; ///< neighbours are shown too: brackets run through
    };

    explicit LogRowPainter(const LogModel &model) : m_model(model) { refresh(); }

    /// After a change of theme or scale.
    void refresh();
    int rowHeight() const { return m_rowHeight; }
    /// Brackets drawn beside each other, 1 to LogRow::laneCount; the text begins after them.
    /// overflow: some row in sight says how many more are open, between the brackets and the text.
    void setLanes(int lanes, bool overflow) { m_lanes = lanes, m_overflow = overflow; }
    int textLeft() const;

    void paint(QPainter &painter, const QRect &rect, std::uint64_t sequence, State state) const;

    /// The chevron of START.
    QRect foldRect(const QRect &row) const;
    /// Where the source link is drawn; empty: none.
    QRect linkRect(const QRect &row, std::uint64_t sequence, std::optional<SourceLink> *link = nullptr) const;
    /// Where START names its environment; empty: it names none.
    QRect environmentRect(const QRect &row, std::uint64_t sequence) const;
    /// What the row says in words: for copying, tool tips and assistive tools.
    QString plainText(std::uint64_t sequence) const;

    /// Colour of a function's bracket.
    QColor functionColour(std::uint16_t function) const;

private:
    void paintBracket(QPainter &painter, const QRect &rect, const LogRow &row, bool connected) const;
    void paintStart(QPainter &painter, QRect rect, const LogRow &row) const;
    void paintFolded(QPainter &painter, QRect rect, const LogRequest &request) const;
    void paintReport(QPainter &painter, QRect rect, const LogRow &row) const;
    void paintText(QPainter &painter, QRect rect, const LogRow &row, bool connected) const;
    void paintBuildEnd(QPainter &painter, QRect rect, const LogRow &row) const;
    QString environmentText(const LogRequest &request) const;
    std::optional<SourceLink> linkOf(const LogRow &row, const QString &text) const;
    int levelColumn() const;
    /// Draws and moves rect's left edge past the text.
    void put(QPainter &painter, QRect &rect, const QString &text, const QFont &font, const QColor &colour,
             int gap) const;
    QStringList reportFacts(const LogRequest &request) const;

    const LogModel &m_model;
    QFont m_mono, m_monoMedium, m_monoBold, m_monoSmall, m_ui, m_uiMedium, m_uiBold;
    int m_rowHeight = 24;
    int m_timeWidth = 0;
    int m_monoWidth = 7;
    int m_lanes = 1;
    bool m_overflow = false;
};

} // namespace lambdarium

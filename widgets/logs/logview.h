// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/logs/logrowpainter.h"

#include <QAbstractScrollArea>
#include <QPointer>

class QPushButton;

namespace lambdarium {

/// The log itself: draws only the rows in sight, over any number of them (performance.md F). GUI thread; the
/// model outlives it.
class LogView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class CopyForm { Text, JsonLines, Markdown };

    explicit LogView(LogModel *model, QWidget *parent = nullptr);

    LogModel *model() const { return m_model; }
    /// The end stays in sight as rows arrive.
    bool following() const { return m_follow; }
    void setFollowing(bool follow);
    /// Rows that arrived below the sight since following ended.
    std::size_t unseen() const { return m_unseen; }

    /// Shown rows, first to last; count 0: nothing selected.
    std::size_t selectedCount() const;
    void selectAll();
    void copySelection(CopyForm form = CopyForm::Text);
    QString selectionText(CopyForm form) const;

    /// Makes the next shown row that contains text current, from the current one on, wrapping round. Long logs
    /// are searched in slices; found() tells the end.
    void find(const QString &text, bool forward);
    /// Row under the keyboard; nothing shown: no value.
    std::optional<std::uint64_t> currentRow() const { return m_current; }
    /// What assistive tools read for the current row.
    QString currentText() const;
    void setEmptyText(const QString &title, const QString &hint);

Q_SIGNALS:
    void followingChanged(bool follow);
    void openSource(const QString &function, const QString &file, int line);
    void replayRequested(const QString &function, const QString &requestId);
    /// The number of an EnvironmentId.
    void environmentRequested(quint64 environment);
    /// The context menu asked for all lines of this request.
    void requestFilterRequested(const QString &requestId);
    void found(bool hit);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void refreshTheme();
    void onAppended(std::size_t dropped);
    void onRebuilt();
    void updateScroll();
    void updatePill();
    void placePill();
    std::optional<std::size_t> positionAt(int y) const;
    QRect rowRect(std::size_t position) const;
    int topPosition() const;
    void setCurrent(std::size_t position, bool extend);
    void ensureVisible(std::size_t position);
    void fold(std::uint64_t row, bool folded);
    bool activateLink(std::uint64_t row, const QPoint &at);
    void openLink(std::uint64_t row);
    std::pair<std::uint64_t, std::uint64_t> selectionRange() const;
    void findSlice();
    void measureLanes();
    void paintEmpty(QPainter &painter);
    void announce();

    LogModel *m_model;
    LogRowPainter m_painter;
    QPushButton *m_pill;
    bool m_follow = true;
    bool m_adjusting = false;
    std::size_t m_unseen = 0;
    std::optional<std::uint64_t> m_anchor; ///< other end of the selection
    std::optional<std::uint64_t> m_current;
    std::optional<std::uint64_t> m_topRow; ///< keeps its place when rows come and go
    std::optional<std::size_t> m_hover;
    bool m_dragging = false;
    QString m_emptyTitle, m_emptyHint;

    QTimer m_findTimer;
    std::string m_needle;
    bool m_findForward = true;
    bool m_findCase = false;
    std::size_t m_findAt = 0;
    std::size_t m_findLeft = 0;
};

} // namespace lambdarium

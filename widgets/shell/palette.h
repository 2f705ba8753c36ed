// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QWidget>

#include <functional>

class QLineEdit;
class QListView;

namespace lambdarium {

class PaletteModel;

/// One row the palette can offer.
struct PaletteItem
{
    QString id; ///< stable, for ranking by recency
    QString title;
    QString detail; ///< where it is, or its key
    QString icon;
    QString kind; ///< "function", "file", "command", "setting"
    std::function<void()> act;
};

/// Ctrl+K: go to anything or run a command (ux.md 5.2). An overlay of the window, closed by Esc or a click
/// elsewhere. GUI thread; owned by the window.
class CommandPalette : public QWidget
{
    Q_OBJECT

public:
    /// Items are asked for at every opening; `special` answers prefixed input (":22", "= MemorySize F 512").
    using Provider = std::function<QList<PaletteItem>()>;
    using Special = std::function<QList<PaletteItem>(const QString &input)>;

    explicit CommandPalette(QWidget *window);
    void setProvider(Provider provider) { m_provider = std::move(provider); }
    void setSpecial(Special special) { m_special = std::move(special); }

    /// Opens with this text; a kind limits what is offered ("file").
    void open(const QString &text = {}, const QString &kind = {});
    void closePalette();
    QLineEdit *field() const { return m_field; }
    /// Titles as shown, best first.
    QStringList shownTitles() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void activate(int row);
    void place();
    void retranslate();

    Provider m_provider;
    Special m_special;
    QString m_kind;
    QList<PaletteItem> m_all;
    QHash<QString, int> m_recency;
    int m_useCount = 0;
    QLineEdit *m_field;
    QListView *m_list;
    PaletteModel *m_model;
    QWidget *m_focusBefore = nullptr;
};

} // namespace lambdarium

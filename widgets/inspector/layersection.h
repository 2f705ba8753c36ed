// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/page.h"

class QListWidget;
class QMenu;
class QToolButton;

namespace lambdarium {

/// The layers of a function in their order, later wins: add one of the template, a new one from a folder or zip, or an
/// ARN; reorder by keyboard, buttons and drag; remove. At most five. Each change is one undo step.
class LayerSection : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t layersMax = 5;

    explicit LayerSection(PageContext context, QWidget *parent = nullptr);
    void refresh();
    /// "Layers".
    bool focusField(const std::string &path);
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    /// A layer's content is to be chosen: a folder, or a zip file.
    void contentWanted(bool folder);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fillMenu();
    void write(const std::vector<std::string> &layers, const QString &undoText);
    void add(const std::string &layer);
    void addArn();
    void move(int step);
    void remove();
    void dragged();
    void refreshButtons();
    int heightFor(int rows) const;

    PageContext m_context;
    QListWidget *m_list;
    QMenu *m_menu;
    QToolButton *m_add;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_remove;
    QToolButton *m_open;
    TextLabel *m_empty;
    FieldMessage *m_message;
    std::vector<std::string> m_shown;
    bool m_filling = false;
};

} // namespace lambdarium

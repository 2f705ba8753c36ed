// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <QDialog>
#include <QString>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace lambdarium {

class TextLabel;

/// A small form that ends in one command: title, fields, a hint, Send and Cancel. GUI thread; deletes itself when
/// closed. The sent() signal carries the command; nothing is sent by the dialog.
class TriggerDialog : public QDialog
{
    Q_OBJECT

public:
    /// Body is what was sent to this node last, or an example.
    static TriggerDialog *sendMessage(const NodeId &queue, const QString &body, QWidget *parent);
    static TriggerDialog *publish(const NodeId &topic, const QString &body, QWidget *parent);
    /// prefix: the key's beginning that a notification waits for.
    static TriggerDialog *putFile(const NodeId &bucket, const QString &prefix, const QStringList &files,
                                  QWidget *parent);
    static TriggerDialog *callUrl(const NodeId &function, const QString &body, QWidget *parent);
    static TriggerDialog *purge(const NodeId &queue, qint64 messages, QWidget *parent);

Q_SIGNALS:
    void sent(const lambdarium::Command &command, const QString &body);

private:
    explicit TriggerDialog(QWidget *parent);
    QLineEdit *addLine(const QString &label, const QString &text);
    QPlainTextEdit *addText(const QString &label, const QString &text);
    void addHint(const QString &text);
    void addButtons(const QString &send, const QString &icon);

    QFormLayout *m_form;
    QPushButton *m_send = nullptr;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/triggerdialogs.h"

#include "widgets/theme/controls.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace lambdarium {

namespace {

QString named(const NodeId &node) { return QString::fromStdString(node); }

constexpr int delayMaxSeconds = 900;

} // namespace

TriggerDialog::TriggerDialog(QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(14);
    m_form = new QFormLayout;
    m_form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_form->setVerticalSpacing(8);
    column->addLayout(m_form);
    setMinimumWidth(dp(460));
}

QLineEdit *TriggerDialog::addLine(const QString &label, const QString &text)
{
    auto *line = new QLineEdit(text);
    line->setAccessibleName(label);
    m_form->addRow(new TextLabel(label, TextLabel::Secondary, 12), line);
    return line;
}

QPlainTextEdit *TriggerDialog::addText(const QString &label, const QString &text)
{
    auto *edit = new QPlainTextEdit(text);
    edit->setAccessibleName(label);
    edit->setTabChangesFocus(true);
    setMonoFont(edit, 12);
    edit->setMinimumHeight(dp(140));
    m_form->addRow(new TextLabel(label, TextLabel::Secondary, 12), edit);
    return edit;
}

void TriggerDialog::addHint(const QString &text)
{
    auto *hint = new TextLabel(text, TextLabel::Hint, 12);
    hint->setWordWrap(true);
    m_form->addRow(hint);
}

void TriggerDialog::addButtons(const QString &send, const QString &icon)
{
    auto *row = new QHBoxLayout;
    row->addStretch();
    auto *cancel = pushButton(tr("Cancel"));
    m_send = pushButton(send, "primary", icon);
    m_send->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(cancel);
    row->addWidget(m_send);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

TriggerDialog *TriggerDialog::sendMessage(const NodeId &queue, const QString &body, QWidget *parent)
{
    auto *dialog = new TriggerDialog(parent);
    dialog->setWindowTitle(tr("Send a message to %1").arg(named(queue)));
    QPlainTextEdit *text = dialog->addText(tr("Message body"), body);
    auto *delay = new QSpinBox;
    delay->setRange(0, delayMaxSeconds);
    delay->setSuffix(tr(" s"));
    delay->setAccessibleName(tr("Delay"));
    dialog->m_form->addRow(new TextLabel(tr("Delay"), TextLabel::Secondary, 12), delay);
    dialog->addButtons(tr("Send"), QStringLiteral("send"));
    connect(dialog->m_send, &QPushButton::clicked, dialog, [dialog, queue, text, delay] {
        command::SendMessage message{queue, text->toPlainText().toStdString(), std::chrono::seconds(delay->value())};
        Q_EMIT dialog->sent(message, text->toPlainText());
        dialog->accept();
    });
    text->setFocus();
    return dialog;
}

TriggerDialog *TriggerDialog::publish(const NodeId &topic, const QString &body, QWidget *parent)
{
    auto *dialog = new TriggerDialog(parent);
    dialog->setWindowTitle(tr("Publish to %1").arg(named(topic)));
    QLineEdit *subject = dialog->addLine(tr("Subject (optional)"), {});
    QPlainTextEdit *text = dialog->addText(tr("Message"), body);
    dialog->addButtons(tr("Publish"), QStringLiteral("send"));
    connect(dialog->m_send, &QPushButton::clicked, dialog, [dialog, topic, text, subject] {
        command::Publish message{topic, text->toPlainText().toStdString(), subject->text().toStdString()};
        Q_EMIT dialog->sent(message, text->toPlainText());
        dialog->accept();
    });
    text->setFocus();
    return dialog;
}

TriggerDialog *TriggerDialog::putFile(const NodeId &bucket, const QString &prefix, const QStringList &files,
                                      QWidget *parent)
{
    auto *dialog = new TriggerDialog(parent);
    dialog->setWindowTitle(tr("Put a file into %1").arg(named(bucket)));
    QLineEdit *file = dialog->addLine(tr("File"), files.value(0));
    QLineEdit *key = dialog->addLine(tr("Key"), prefix + QFileInfo(files.value(0)).fileName());
    auto *browse = pushButton(tr("Choose a file…"), "", QStringLiteral("folder-open"));
    dialog->m_form->addRow(browse);
    if (!prefix.isEmpty())
        dialog->addHint(tr("A function waits for keys that begin with %1").arg(prefix));
    dialog->addButtons(tr("Put"), QStringLiteral("upload"));
    const auto check = [dialog, file, key] {
        dialog->m_send->setEnabled(QFileInfo(file->text()).isFile() && !key->text().isEmpty());
    };
    connect(file, &QLineEdit::textChanged, dialog, check);
    connect(key, &QLineEdit::textChanged, dialog, check);
    connect(browse, &QPushButton::clicked, dialog, [dialog, file, key, prefix] {
        auto *chooser = new QFileDialog(dialog, tr("Choose a file"));
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setFileMode(QFileDialog::ExistingFile);
        connect(chooser, &QFileDialog::fileSelected, dialog, [file, key, prefix](const QString &chosen) {
            file->setText(chosen);
            key->setText(prefix + QFileInfo(chosen).fileName());
        });
        chooser->open();
    });
    connect(dialog->m_send, &QPushButton::clicked, dialog, [dialog, bucket, file, key] {
        const QFileInfo chosen(file->text());
        command::PutObject put{bucket, key->text().toStdString(), chosen.absoluteFilePath().toStdString(), {}};
        Q_EMIT dialog->sent(put, {});
        dialog->accept();
    });
    check();
    return dialog;
}

TriggerDialog *TriggerDialog::callUrl(const NodeId &function, const QString &body, QWidget *parent)
{
    auto *dialog = new TriggerDialog(parent);
    dialog->setWindowTitle(tr("Call the URL of %1").arg(named(function)));
    auto *method = new QComboBox;
    method->addItems({QStringLiteral("GET"), QStringLiteral("POST"), QStringLiteral("PUT"), QStringLiteral("PATCH"),
                      QStringLiteral("DELETE"), QStringLiteral("HEAD")});
    method->setCurrentText(body.isEmpty() ? QStringLiteral("GET") : QStringLiteral("POST"));
    method->setAccessibleName(tr("Method"));
    dialog->m_form->addRow(new TextLabel(tr("Method"), TextLabel::Secondary, 12), method);
    QLineEdit *path = dialog->addLine(tr("Path and query"), QStringLiteral("/"));
    QPlainTextEdit *text = dialog->addText(tr("Body"), body);
    dialog->addButtons(tr("Call"), QStringLiteral("globe"));
    connect(dialog->m_send, &QPushButton::clicked, dialog, [dialog, function, method, path, text] {
        QString target = path->text();
        if (!target.startsWith(QLatin1Char('/')))
            target.prepend(QLatin1Char('/'));
        command::CallUrl call{function, method->currentText().toStdString(), target.toStdString(),
                              text->toPlainText().toStdString()};
        Q_EMIT dialog->sent(call, text->toPlainText());
        dialog->accept();
    });
    text->setFocus();
    return dialog;
}

TriggerDialog *TriggerDialog::purge(const NodeId &queue, qint64 messages, QWidget *parent)
{
    auto *dialog = new TriggerDialog(parent);
    dialog->setWindowTitle(tr("Purge %1").arg(named(queue)));
    auto *text = new TextLabel(
        tr("Delete all messages of %1? %n message(s) are lost for good.", nullptr, static_cast<int>(messages))
            .arg(named(queue)),
        TextLabel::Body, 13);
    text->setWordWrap(true);
    dialog->m_form->addRow(text);
    dialog->addButtons(tr("Purge"), QStringLiteral("trash-2"));
    connect(dialog->m_send, &QPushButton::clicked, dialog, [dialog, queue] {
        Q_EMIT dialog->sent(command::PurgeQueue{queue}, {});
        dialog->accept();
    });
    return dialog;
}

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/snapshot.h"
#include "core/workspace/functiontemplates.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace lambdarium {

class Card;
class TextLabel;

/// A new function: kind, runtime and name, with what this machine still lacks for it. GUI thread; deletes itself when
/// closed; changes nothing itself.
class NewFunctionDialog : public QDialog
{
    Q_OBJECT

public:
    /// taken: logical ids of the template.
    NewFunctionDialog(std::vector<RuntimeView> runtimes, QStringList taken, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const lambdarium::NewFunctionRequest &request);

private:
    const FunctionTemplate &current() const;
    void kindChanged();
    void check();
    QString missing(const FunctionTemplate &kind) const;

    std::vector<RuntimeView> m_machine;
    QStringList m_taken;
    QListWidget *m_kinds;
    QComboBox *m_runtime;
    QLineEdit *m_name;
    TextLabel *m_nameProblem;
    TextLabel *m_summary;
    Card *m_missing;
    TextLabel *m_missingText;
    QPushButton *m_create;
};

/// The template's titles and summaries in the window's language.
QString functionTemplateTitle(const FunctionTemplate &kind);
QString functionTemplateSummary(const FunctionTemplate &kind);

} // namespace lambdarium

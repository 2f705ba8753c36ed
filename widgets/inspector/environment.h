// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/page.h"

class QToolButton;

namespace lambdarium {

/// One environment variable: name, value, reveal, remove. References to resources are links and keep their
/// intrinsic function; names that sound like secrets are masked while the eye is not held.
class VariableRow : public QWidget
{
    Q_OBJECT

public:
    /// Without a variable: a new row, written when both of its boxes were left.
    VariableRow(const PageContext &context, const EnvironmentVariable *variable, QWidget *parent = nullptr);
    void refresh(const EnvironmentVariable &variable);
    const std::string &name() const { return m_name; }
    bool isNew() const { return m_name.empty(); }
    void focusName();
    void focusValue();

Q_SIGNALS:
    /// A new row was given up.
    void abandoned();
    /// A new row became a variable.
    void added();

private:
    void build(const EnvironmentVariable *variable);
    void buildReference(const EnvironmentVariable &variable, QWidget *line);
    void commitName();
    void commitValue();
    void commitNew();
    void remove();
    void mask();
    void tell(const Result<void> &done);
    void showFindings();

    PageContext m_context;
    std::string m_name;
    std::string m_value;
    bool m_refused = false;
    TextBox *m_nameBox = nullptr;
    TextBox *m_valueBox = nullptr;
    QToolButton *m_eye = nullptr;
    FieldMessage *m_message = nullptr;
};

/// The variables of a function, with add and remove; each change is one undo step.
class EnvironmentSection : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentSection(PageContext context, QWidget *parent = nullptr);
    void refresh();
    /// Opens an empty row and puts the keyboard there.
    void addVariable();
    /// "Environment.Variables.X" or "Environment".
    bool focusField(const std::string &path);

private:
    void rebuild(const std::vector<EnvironmentVariable> &variables);
    void dropNew();

    PageContext m_context;
    QVBoxLayout *m_rows;
    TextLabel *m_empty;
    FieldMessage *m_message;
    std::vector<VariableRow *> m_shown;
    VariableRow *m_new = nullptr;
};

} // namespace lambdarium

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/limits.h"
#include "core/session/snapshot.h"
#include "widgets/inspector/editors.h"

#include <QVBoxLayout>

namespace lambdarium {

/// What the build section asks the shell for.
struct BuildRequest
{
    enum class Kind {
        Build,
        Cancel,
        Export,
        Import,
        Adopt, ///< a function of the Lambda API becomes part of the template
        Remove ///< of a function of the Lambda API
    } kind = Kind::Build;
    NodeId resource;
};

/// What pages of the inspector share; copied. Functions may be empty.
struct PageContext
{
    InspectorEdits *edits = nullptr;
    NodeId node;
    std::function<void(const NodeId &)> goToNode;
    std::function<void(int)> goToLine;
    LimitsProfile limits;
    std::function<bool()> sessionRuns;                         ///< a core is behind the window
    std::function<void(const BuildRequest &)> build;           ///< build, cancel, export or import
    std::function<void()> askTrust;                            ///< the choice about this workspace
    std::function<void(const NodeId &, bool folder)> newLayer; ///< choose content, make a layer of it
    /// Bytes of /tmp used and allowed in a live environment, asked of the core now.
    std::function<void(EnvironmentId, QObject *, std::function<void(std::int64_t, std::int64_t)>)> diskUse;

    const Model &model() const { return edits->model(); }
};

/// One scrolled page of settings for one node. Built once per node; refresh() reads the model again.
class InspectorPage : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPage(PageContext context, QWidget *parent = nullptr);

    virtual void refresh();
    virtual void showSnapshot(const Snapshot &) {}
    /// Empty: the first field. False when this page has none of that path.
    virtual bool focusField(const std::string &path);

protected:
    const PageContext &context() const { return m_context; }
    QVBoxLayout *column() { return m_column; }
    /// A hairline and a heading; returns the heading's row for what stands at its right.
    QHBoxLayout *addSection(const QString &title, bool hairline = true);
    template <typename Row>
    Row *add(Row *field)
    {
        m_fields.push_back(field);
        m_column->addWidget(field);
        return field;
    }
    void addPair(Field *left, Field *right);
    /// Registers a field that stands somewhere else.
    void adopt(Field *field) { m_fields.push_back(field); }
    Field::Binding bind(std::string path, std::function<std::string(const Model &)> value) const;

private:
    PageContext m_context;
    QVBoxLayout *m_column;
    std::vector<Field *> m_fields;
};

/// The findings of one node, each with the line it speaks of. Hidden while there are none.
class ProblemsSection : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsSection(PageContext context, QWidget *parent = nullptr);
    void refresh();

private:
    PageContext m_context;
    QVBoxLayout *m_rows;
    std::vector<Problem> m_shown;
};

/// The wires of one node as links, with the settings that live on a wire: batches, filters, redrive.
class ConnectionsSection : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionsSection(PageContext context, QWidget *parent = nullptr);
    void refresh();
    bool focusField(const std::string &path);

private:
    void rebuild();
    void addEdge(const Edge &edge);
    void addMapping(const Edge &edge);
    void addFilter(const Edge &edge);
    void addField(Field *field);
    void addFieldPair(Field *left, Field *right);

    PageContext m_context;
    QVBoxLayout *m_rows;
    std::vector<Field *> m_fields;
    std::vector<std::string> m_shown;
};

/// A figure by name: "p95   184 ms".
class FigureRow : public QWidget
{
    Q_OBJECT

public:
    explicit FigureRow(const QString &name, QWidget *parent = nullptr);
    void setFigure(const QString &text, bool alarming = false);

private:
    TextLabel *m_name;
    TextLabel *m_value;
};

/// Pages by the node's kind.
std::vector<std::pair<QString, InspectorPage *>> makePages(const PageContext &context);

} // namespace lambdarium

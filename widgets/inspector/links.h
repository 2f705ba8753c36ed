// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>

namespace lambdarium {

/// Words that lead somewhere, as a flat button: shortened with "…" when narrow, underlined under the pointer.
class LinkButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LinkButton(const QString &text, const QString &purpose, bool mono = false, QWidget *parent = nullptr);
    void setLink(const QString &text, const QString &purpose);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont shownFont() const;

    bool m_mono;
};

/// The tile left of the node's name.
class NodeTile : public QWidget
{
    Q_OBJECT

public:
    explicit NodeTile(QWidget *parent = nullptr);
    void setIconName(const QString &icon);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
};

/// What the function is doing, as on its node.
class StatePill : public QWidget
{
    Q_OBJECT

public:
    explicit StatePill(QWidget *parent = nullptr);
    void setState(EnvState state);
    EnvState state() const { return m_state; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EnvState m_state = EnvState::Idle;
};

enum class InspectedKind { None, Function, Queue, Topic, Bucket, Schedule, FunctionUrl, Layer, Other, Outside };
InspectedKind inspectedKindOf(const Model &model, const NodeId &node);
QString inspectedName(InspectedKind kind);
QString inspectedIcon(InspectedKind kind);
/// "python3.13" -> "Python 3.13".
QString runtimeTitle(const std::string &runtime);

} // namespace lambdarium

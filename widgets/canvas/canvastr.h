// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace lambdarium {

/// Translation context of the canvas for code that is no QObject.
struct Canvas
{
    Q_DECLARE_TR_FUNCTIONS(lambdarium::Canvas)
};

} // namespace lambdarium

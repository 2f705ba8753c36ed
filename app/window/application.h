// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/options.h"

namespace lambdarium {

/// The window, until it is closed. Returns the exit code of decisions.md. Main thread, before any QApplication.
int runWindow(int &argc, char **argv, const Options &options);

/// Opens a copy of the workspace, lets its triggers run for real and writes a picture of the view to options.out.
/// Works without a display. The same rules as runWindow.
int runScreenshot(int &argc, char **argv, const Options &options);

} // namespace lambdarium

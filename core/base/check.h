// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lambdarium {

/// Logs the failed expression and aborts. On in all builds: a broken invariant must not corrupt the store.
[[noreturn]] void checkFailed(const char *expression, const char *file, int line);

} // namespace lambdarium

#define LAMBDARIUM_CHECK(expression)                                                                                   \
    ((expression) ? static_cast<void>(0) : ::lambdarium::checkFailed(#expression, __FILE__, __LINE__))

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace lambdarium {

void checkFailed(const char *expression, const char *file, int line)
{
    std::fprintf(stderr, "lambdarium: check failed: %s (%s:%d)\n", expression, file, line);
    std::abort();
}

} // namespace lambdarium

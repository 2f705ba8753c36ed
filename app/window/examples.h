// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace lambdarium {

/// The samples: beside the installed program, else in the source tree. After QCoreApplication was made.
std::filesystem::path examplesFolder();

} // namespace lambdarium

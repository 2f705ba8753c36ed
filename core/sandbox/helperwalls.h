// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lambdarium {

/// Confines this process for good, before it reads what a stranger made: it may use the descriptors that it has and
/// make files and folders beneath `folder` (-1: nowhere), and no more. No other file is opened, no program executed, no
/// process or socket made; no privileges of root are left. 512 MB of memory, 60 s of CPU, files of 250 MB. Where the
/// kernel has no Landlock, the system call filter and the limits stand alone.
///
/// nullptr, or the name of the wall that does not stand (errno is set): the caller must end then. One thread only.
const char *confineHelper(int folder);

} // namespace lambdarium

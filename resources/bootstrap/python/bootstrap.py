# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Kept to one line of work: a script is compiled at every start, an imported module is read from its cache.
import lambdarium_runtime

lambdarium_runtime.main()

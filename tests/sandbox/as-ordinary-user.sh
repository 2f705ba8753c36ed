#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test program without root's rights, whoever starts the tests. Never skips.
if [ "$(id -u)" != 0 ]; then
    exec "$@"
fi
user=$(id -u lambdarium-test 2>/dev/null || echo 61234)
exec setpriv --reuid="$user" --regid="$user" --clear-groups --inh-caps=-all -- "$@"

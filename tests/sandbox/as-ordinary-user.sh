#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test program without root's rights, whoever starts the tests, with a home of its own. Never skips.
home=$(mktemp -d /tmp/lambdarium-user-XXXXXX) || exit 1
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_RUNTIME_DIR="$home"
unset XDG_STATE_HOME XDG_CONFIG_HOME XDG_DATA_HOME
if [ "$(id -u)" != 0 ]; then
    "$@"
    exit $?
fi
user=$(id -u lambdarium-test 2>/dev/null || echo 61234)
chown "$user" "$home" || exit 1
cd "$home" || exit 1
setpriv --reuid="$user" --regid="$user" --clear-groups --inh-caps=-all -- "$@"

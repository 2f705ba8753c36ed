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

as_user() {
    setpriv --reuid="$user" --regid="$user" --clear-groups --inh-caps=-all -- "$@"
}

# A clone below a closed folder (root's home): open the way to it, in a mount namespace of this test alone.
project=$(cd "$(dirname "$0")/../.." && pwd)
if ! as_user test -x "$project/tests"; then
    closed=
    rest=${project#/}
    while as_user test -x "$closed/"; do
        closed=$closed/${rest%%/*}
        rest=${rest#*/}
    done
    export project user home closed
    unshare -m --propagation private sh -c '
        umask 022
        mkdir "$home/project" && mount --bind "$project" "$home/project" || exit 1
        mount -t tmpfs -o mode=755 tmpfs "$closed" && mkdir -p "$project" || exit 1
        mount --move "$home/project" "$project" || exit 1
        cd "$home" || exit 1
        exec setpriv --reuid="$user" --regid="$user" --clear-groups --inh-caps=-all -- "$@"
    ' sh "$@"
    exit $?
fi
cd "$home" || exit 1
as_user "$@"

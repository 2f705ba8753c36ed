#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs inside the guest as root, once: the tests of boxes and the doctor, as an ordinary user in a session of systemd and
# as root. Prints to the console; the machine is switched off afterwards.
# The copy of this script in the image may be older than the one that came along.
if [ "${1:-}" != current ]; then
    mount -o ro /dev/vdb /mnt && exec bash /mnt/packaging/guest/inside.sh current
    exit 1
fi
{ read -r root; read -r build; read -r tests; } < /mnt/place
mkdir -p "$root"
mount --bind /mnt "$root" || exit 1
failed=0
export QT_QPA_PLATFORM=offscreen LAMBDARIUM_EXPECT_GROUPS=2 LAMBDARIUM_PATIENCE=100
patience=900 # seconds for one program; emulated, everything takes ten times as long

said() {
    local name=$1
    shift
    echo "---- $name"
    timeout "$patience" bash -c '"$@"' sh "$@" 2>&1 | grep -Ev '^(PASS|\*{9}|Config)' | tail -60
    local status=${PIPESTATUS[0]}
    [ "$status" = 0 ] || { failed=$((failed + 1)); echo "---- FAILED ($status): $name"; }
}

# A login of the user, as ssh or a desktop makes one: pam_systemd starts its manager.
as_tester() { runuser -l tester -w QT_QPA_PLATFORM,LAMBDARIUM_EXPECT_GROUPS,LAMBDARIUM_PATIENCE -c "$*"; }

left_groups() { find /sys/fs/cgroup -name 'lambdarium-[0-9]*' | wc -l; }

level_four() {
    local seen
    seen=$("$@") || true
    printf '%s\n' "$seen"
    grep -q '^Isolation level 4 Enforced' <<<"$seen" && grep -q 'ok .*control groups: version 2' <<<"$seen"
}

nothing_left() {
    local i
    for i in $(seq 50); do
        [ "$(left_groups)" = 0 ] && return 0
        sleep 0.2
    done
    find /sys/fs/cgroup -name 'lambdarium-[0-9]*'
    return 1
}

export -f as_tester left_groups level_four nothing_left
echo "kernel $(uname -r), $(systemctl --version | head -1)"
stat -f -c 'control groups: %T' /sys/fs/cgroup
for who in tester root; do
    run=
    [ "$who" = tester ] && run=as_tester
    said "doctor as $who" level_four $run "$build/bin/lambdarium" doctor
    for test in $tests; do
        said "$test as $who" $run "$build/tests/$test"
    done
    said "no group is left of $who" nothing_left
done
# As root: systemd 252 tells nobody else that a scope is delegated.
said "groups in a scope that the program was started in" systemd-run --scope --quiet -p Delegate=yes \
    "$build/tests/tst_controlgroups"
said "groups as root without systemd" unshare -m sh -c 'mount -t tmpfs none /run/systemd && exec "$@"' sh \
    "$build/tests/tst_controlgroups"
said "no group is left" nothing_left
if [ "$failed" = 0 ]; then echo "GUEST RESULT: all passed"; else echo "GUEST RESULT: $failed failed"; fi

#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# packaging/dev guest: boots a stock Debian 12 (systemd, control groups v2) in QEMU and runs there what this machine may
# have no control groups for: inside.sh. Needs root for the image; keeps everything in build/guest; ends by itself.
# Arguments: the build folder (default build/release). LAMBDARIUM_GUEST_MINUTES bounds the run (default 20; emulated three
# times as long).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$(cd "${1:-$root/build/release}" && pwd)
place=$root/build/guest
tests=${LAMBDARIUM_GUEST_TESTS:-tst_controlgroups tst_boxlife tst_walls tst_guarded tst_standby tst_zygote tst_companions}
minutes=${LAMBDARIUM_GUEST_MINUTES:-20}
system=$place/system.ext4
files=$place/files.ext4
log=$place/console.log

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_tools() {
    local missing=() package
    for package in qemu-system-x86 mmdebstrap e2fsprogs; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    say "Installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

programs() {
    local test
    printf '%s\n' "$build"/bin/lambdarium "$build"/bin/lambdarium-spawner "$build"/bin/lambdarium-scope \
        "$build"/bin/liblambdarium-zygote.so "$build"/tests/boxholder "$build"/tests/withoutnamespaces
    for test in tst_controlgroups $tests; do
        printf '%s\n' "$build/tests/$test"
    done | sort -u
}

# The Debian packages whose libraries our programs load.
libraries() {
    programs | xargs ldd 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | sort -u | while read -r file; do
        dpkg-query -S "$file" 2>/dev/null || dpkg-query -S "$(readlink -f "$file")" 2>/dev/null \
            || dpkg-query -S "/usr$file" 2>/dev/null || true
    done | sed 's/:.*//' | sort -u
}

# From the same archive as this machine's own packages.
archive() {
    local uri
    uri=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 2>/dev/null \
        | awk '$2 ~ /^bookworm$/ && $1 ~ /debian/ { print $1; exit }')
    [ -n "$uri" ] || { say "apt knows no archive of bookworm to make the guest from"; return 1; }
    printf '%s\n' "$uri"
}

make_system() {
    local packages wanted tree
    packages="linux-image-cloud-amd64 initramfs-tools systemd systemd-sysv dbus dbus-user-session libpam-systemd udev \
        util-linux procps python3 nodejs $(libraries | tr '\n' ' ')"
    wanted=$(printf '%s\n' $packages | sort -u | sha256sum)
    [ -e "$system" ] && [ "$(cat "$place/packages.sum" 2>/dev/null)" = "$wanted" ] && return 0
    say "Making a Debian 12 image (some minutes, once)"
    tree=$place/tree
    as_root rm -rf "$tree"
    as_root mmdebstrap --quiet --variant=minbase --include="$(printf '%s\n' $packages | sort -u | paste -sd,)" \
        bookworm "$tree" "deb $(archive) bookworm main"
    as_root install -m 0755 "$root/packaging/guest/inside.sh" "$tree/usr/local/sbin/lambdarium-guest"
    as_root tee "$tree/etc/systemd/system/lambdarium-guest.service" >/dev/null <<'TXT'
[Unit]
Description=Tests of Lambdarium
After=multi-user.target systemd-logind.service dbus.service
[Service]
Type=oneshot
ExecStart=/usr/local/sbin/lambdarium-guest
ExecStopPost=/bin/systemctl poweroff --no-block
StandardOutput=tty
StandardError=tty
TTYPath=/dev/ttyS0
[Install]
WantedBy=graphical.target
TXT
    as_root ln -sf /etc/systemd/system/lambdarium-guest.service "$tree/etc/systemd/system/default.target.wants" 2>/dev/null || true
    as_root chroot "$tree" systemctl -q enable lambdarium-guest.service
    as_root chroot "$tree" systemctl -q set-default graphical.target
    as_root chroot "$tree" systemctl -q mask serial-getty@ttyS0.service apt-daily.timer apt-daily-upgrade.timer
    as_root chroot "$tree" useradd -m -s /bin/bash tester
    echo '/dev/vda / ext4 defaults 0 1' | as_root tee "$tree/etc/fstab" >/dev/null
    as_root cp "$tree"/boot/vmlinuz-* "$place/vmlinuz"
    as_root cp "$tree"/boot/initrd.img-* "$place/initrd"
    as_root mke2fs -q -F -t ext4 -d "$tree" "$system" 4G
    as_root rm -rf "$tree"
    printf '%s\n' "$wanted" > "$place/packages.sum"
}

# The programs under the path they were built for, and the script as it is now.
make_files() {
    local tree=$place/staging
    rm -rf "$tree"
    mkdir -p "$tree/build/$(basename "$build")/bin" "$tree/build/$(basename "$build")/tests" "$tree/tests/sandbox" \
        "$tree/packaging/guest"
    programs | while read -r file; do
        strip -o "$tree/${file#"$root"/}" "$file" 2>/dev/null || cp "$file" "$tree/${file#"$root"/}"
    done
    cp "$root"/tests/sandbox/*.py "$root"/tests/sandbox/*.sh "$tree/tests/sandbox/"
    cp "$root/packaging/guest/inside.sh" "$tree/packaging/guest/"
    printf '%s\n%s\n%s\n' "$root" "$build" "$tests" > "$tree/place"
    rm -f "$files"
    mke2fs -q -F -t ext4 -d "$tree" "$files" "$(($(du -sm "$tree" | cut -f1) * 5 / 4 + 32))M"
    rm -rf "$tree"
}

machine() {
    as_root qemu-system-x86_64 -machine q35 "$@" -smp 2 -m 3072 -nodefaults -display none -no-reboot -serial stdio \
        -net none -kernel "$place/vmlinuz" -initrd "$place/initrd" \
        -drive "file=$system,format=raw,if=virtio,snapshot=on" \
        -drive "file=$files,format=raw,if=virtio,readonly=on" </dev/null 2>&1
}

# A machine that is virtual itself may offer /dev/kvm and still not boot a kernel with it: one look tells.
fast_enough() {
    [ -z "${LAMBDARIUM_GUEST_EMULATE:-}" ] && as_root test -w /dev/kvm || return 1
    local console=$place/kvm.log i here
    machine -accel kvm -cpu host,-arch-capabilities -append "console=ttyS0 panic=-1 rdinit=/bin/false" > "$console" &
    here=$!
    for i in $(seq 30); do
        grep -q 'Linux version' "$console" && break
        kill -0 "$here" 2>/dev/null || break
        sleep 1
    done
    kill_tree "$here"
    grep -q 'Linux version' "$console"
}

# Our own background job, and what sudo or the shell put between.
kill_tree() {
    local child
    for child in $(pgrep -P "$1"); do kill_tree "$child"; done
    as_root kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

boot() {
    local wait=$((minutes * 60)) here
    local how=(-accel kvm -cpu host,-arch-capabilities)
    if ! fast_enough; then
        say "KVM boots no guest here: emulating, which takes much longer"
        how=(-accel "tcg,thread=multi" -cpu max)
        wait=$((wait * 3))
    fi
    say "Booting (bounded to $((wait / 60)) minutes); the console is in ${log#"$root"/}"
    machine "${how[@]}" -append "root=/dev/vda rw console=ttyS0 quiet systemd.show_status=0 panic=-1" > "$log" &
    here=$!
    tail -f --pid="$here" "$log" &
    while kill -0 "$here" 2>/dev/null && [ "$wait" -gt 0 ]; do
        sleep 1
        wait=$((wait - 1))
    done
    kill_tree "$here"
    wait
}

install_tools
mkdir -p "$place"
make_system
make_files
boot || true
if grep -q 'GUEST RESULT: all passed' "$log"; then
    say "The guest passed"
else
    say "The guest failed, or did not come to an end"
    exit 1
fi

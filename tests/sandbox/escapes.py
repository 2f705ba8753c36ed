# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Twenty-five ways out of a box, each tried once from a handler's process: prints "name errno-name" a line.
With a process id it only sends that process the signal which it would send to pid 1."""
import ctypes
import errno
import os
import socket
import sys
import time

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    ctypes.set_errno(0)
    words = [a if isinstance(a, (bytes, ctypes.Array)) or a is None else ctypes.c_long(a) for a in arguments]
    result = libc.syscall(ctypes.c_long(number), *words)
    return ctypes.get_errno() if result < 0 else 0


def opened(path, flags):
    try:
        os.close(os.open(path, flags))
        return 0
    except OSError as error:
        return error.errno


def made(family, kind, protocol=0):
    try:
        socket.socket(family, kind, protocol).close()
        return 0
    except OSError as error:
        return error.errno


def signalled(pid):
    """The kernel may drop a signal to pid 1 without a word; then only being alive afterwards tells."""
    try:
        os.kill(pid, 9)
    except OSError as error:
        return error.errno
    return 0


if len(sys.argv) > 1:
    sys.exit(signalled(int(sys.argv[1])))

buffer = ctypes.create_string_buffer(4096)
CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWNET = 0x10000000, 0x00020000, 0x40000000
attempts = [
    ("unshare user", lambda: call(272, CLONE_NEWUSER)),
    ("unshare mounts", lambda: call(272, CLONE_NEWNS)),
    ("clone net", lambda: call(56, CLONE_NEWNET | 17, 0, 0, 0, 0)),
    ("clone3", lambda: call(435, buffer, 64)),
    ("setns", lambda: call(308, os.open("/proc/self/ns/net", os.O_RDONLY), 0)),
    ("mount", lambda: call(165, b"none", b"/tmp", b"tmpfs", 0, 0)),
    ("remount", lambda: call(165, b"none", b"/", b"", 32, 0)),
    ("umount", lambda: call(166, b"/proc", 2)),
    ("pivot_root", lambda: call(155, b"/tmp", b"/tmp")),
    ("chroot", lambda: call(161, b"/tmp")),
    ("open_tree", lambda: call(428, -100, b"/", 1)),
    ("fsopen", lambda: call(430, b"tmpfs", 0)),
    ("ptrace pid 1", lambda: call(101, 0x4206, 1, 0, 0)),
    ("read pid 1's memory", lambda: opened("/proc/1/mem", os.O_RDWR)),
    ("process_vm_readv", lambda: call(310, 1, buffer, 1, buffer, 1, 0)),
    ("kill pid 1", lambda: signalled(1)),
    ("bpf", lambda: call(321, 0, buffer, 64)),
    ("perf_event_open", lambda: call(298, buffer, 0, -1, -1, 0)),
    ("keyctl", lambda: call(250, 0, -3, 1)),
    ("userfaultfd", lambda: call(323, 0)),
    ("io_uring_setup", lambda: call(425, 1, buffer)),
    ("memfd_create", lambda: call(319, b"x", 0)),
    ("open_by_handle_at", lambda: call(304, -100, buffer, 0)),
    ("packet socket", lambda: made(socket.AF_PACKET, socket.SOCK_RAW)),
    ("vsock", lambda: made(40, socket.SOCK_STREAM)),
]
for name, attempt in attempts:
    error = attempt()
    print(name, errno.errorcode.get(error, error) if error else "CAME THROUGH", sep="\t")
# Had pid 1 taken the signal, nobody would be left to write what is buffered until here.
time.sleep(0.2)

# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SnapStart's runtime hooks, as functions import them. Those before a snapshot run last registered first."""

_before_snapshot = []
_after_restore = []


def _register(hooks, call, args, kwargs):
    if not callable(call):
        raise TypeError("A runtime hook must be callable, not %s" % type(call).__name__)
    hooks.append((call, args, kwargs))
    return call


def register_before_snapshot(func, *args, **kwargs):
    return _register(_before_snapshot, func, args, kwargs)


def register_after_restore(func, *args, **kwargs):
    return _register(_after_restore, func, args, kwargs)


def get_before_snapshot():
    return _before_snapshot


def get_after_restore():
    return _after_restore

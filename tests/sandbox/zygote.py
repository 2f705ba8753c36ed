# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The smallest zygote: what a bootstrap has to do around the library. argv: library.
import ctypes
import gc
import os
import sys

library = ctypes.PyDLL(sys.argv[1])
library.lambdarium_zygote_environment.restype = ctypes.POINTER(ctypes.c_char_p)
library.lambdarium_zygote_arguments.restype = ctypes.POINTER(ctypes.c_char_p)


def strings(array):
    found = []
    while array[len(found)] is not None:
        found.append(os.fsdecode(array[len(found)]))
    return found


gc.freeze()
if library.lambdarium_zygote_serve(3) != 0:
    sys.exit(0)

# From here on this process is pid 2 of a new box.
os.environ.clear()
for pair in strings(library.lambdarium_zygote_environment()):
    name, _, value = pair.partition("=")
    os.environ[name] = value
arguments = strings(library.lambdarium_zygote_arguments())
exec(compile(arguments[1], arguments[0], "exec"), {"__name__": "__main__"})

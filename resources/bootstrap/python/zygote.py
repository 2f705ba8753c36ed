# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A warm interpreter that becomes execution environments (core/sandbox/README.md, "Zygote").

Started outside the walls with: library, path of lambdarium_runtime.py. It holds interpreter and runtime only, never a
user's module, and imports nothing that an ordinary start would not have: logging stays out, for its hook.
"""
import ctypes
import gc
import importlib.machinery
import json
import os
import sys
import time

INSIDE = "/var/runtime"


def load_runtime(path):
    """As if imported from where it will lie inside: tracebacks name that path."""
    name = "lambdarium_runtime"
    inside = INSIDE + "/" + name + ".py"
    with open(path, "rb") as source:
        code = compile(source.read(), inside, "exec", dont_inherit=True)
    module = type(sys)(name)
    module.__file__ = inside
    module.__spec__ = importlib.machinery.ModuleSpec(name, None, origin=inside)
    sys.modules[name] = module
    exec(code, module.__dict__)
    return module


def strings(array):
    found = []
    while array[len(found)] is not None:
        found.append(os.fsdecode(array[len(found)]))
    return found


def become(library, runtime):
    """From here on this process is pid 2 of a new box: forget where it came from."""
    os.environ.clear()
    for pair in strings(library.lambdarium_zygote_environment()):
        name, _, value = pair.partition("=")
        os.environ[name] = value
    time.tzset()
    extra = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    sys.path[:] = [INSIDE] + extra + sys.path[1:]
    sys.path_importer_cache.clear()
    sys.argv[:] = [INSIDE + "/bootstrap.py"]
    del sys.modules["ctypes"], sys.modules["_ctypes"]
    main = sys.modules["__main__"]
    main.__file__ = sys.argv[0]
    main.__doc__ = None
    for name in [name for name in vars(main) if not name.startswith("__")]:
        delattr(main, name)  # this module's own globals: nothing of it may be used from here on
    runtime.main()


def serve():
    library = ctypes.PyDLL(sys.argv[1])
    library.lambdarium_zygote_environment.restype = ctypes.POINTER(ctypes.c_char_p)
    runtime = load_runtime(sys.argv[2])
    runtime.make_marshaller()(json.loads("{}"))
    gc.collect()
    gc.freeze()
    os.write(1, b"ready\n")
    if library.lambdarium_zygote_serve(3) != 0:
        sys.exit(0)
    become(library, runtime)


serve()

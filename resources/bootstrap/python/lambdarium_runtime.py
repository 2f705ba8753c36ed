# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a Python handler inside an execution environment (Python 3.8 and later).

Talks to the core over a pair of pipes (core/runtimes/README.md): 4 bytes of little-endian length, then the frame.
Imports as little as it can, because every import here is paid by every cold start: logging, traceback and decimal
are touched only once the function, or a fault, brings them in; json is used without its Python half, whose regular
expressions cost more than the rest of the start.
"""
import _json
import os
import sys
import time

RESPONSE_MAX = 6 * 1024 * 1024 + 100
FRAME_TEXT = 0xA55A0003
FRAME_JSON = 0xA55A0002
LEVELS = {"TRACE": 0x04, "DEBUG": 0x08, "INFO": 0x0C, "WARNING": 0x10, "ERROR": 0x14, "CRITICAL": 0x18}
NBSP_INDENT = "\u00a0\u00a0"
LAMBDA_WARNING = (
    "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. "
    "However, in rare cases, a Lambda runtime update can cause unexpected function behavior. "
    "For functions using managed runtimes, runtime updates can be triggered by a function change, or can be "
    "applied automatically. To determine if the runtime has been updated, check the runtime version in the "
    "INIT_START log entry. If this error correlates with a change in the runtime version, you may be able to "
    "mitigate this error by temporarily rolling back to the previous runtime version. For more information, "
    "see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html"
)


class Fault(Exception):
    """A fault the runtime itself names (Runtime.ImportModuleError, ...)."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type = error_type
        self.message = message
        self.trace = trace or []


# --- the pipe pair ---------------------------------------------------------------------------------------------


class Channel:
    """One frame in, one frame out; never two of the same direction in flight."""

    def __init__(self, read_fd, write_fd, held_fd=-1):
        self._read_fd = read_fd
        self._write_fd = write_fd
        self._held_fd = held_fd
        for fd in (read_fd, write_fd, held_fd):
            if fd >= 0:
                os.set_inheritable(fd, False)

    def held_ms(self):
        """How long the user has stopped this environment so far."""
        if self._held_fd < 0:
            return 0
        try:
            return int.from_bytes(os.pread(self._held_fd, 8, 0), "little")
        except OSError:  # the function closed what is not its own
            return 0

    def receive(self):
        data = os.read(self._read_fd, 65536)
        while len(data) < 4:
            if not data:
                os._exit(0)  # the core is gone
            data += os.read(self._read_fd, 65536)
        size = int.from_bytes(data[:4], "little") + 4
        if len(data) < size:
            parts = [data]
            have = len(data)
            while have < size:
                part = os.read(self._read_fd, min(size - have, 1 << 20))
                if not part:
                    os._exit(0)
                parts.append(part)
                have += len(part)
            data = b"".join(parts)
        return data

    def send(self, kind, body):
        frame = (len(body) + 1).to_bytes(4, "little") + kind + body
        written = os.write(self._write_fd, frame)
        if written < len(frame):
            view = memoryview(frame)
            while written < len(frame):
                written += os.write(self._write_fd, view[written:])

    def send_error(self, kind, error_type, error):
        import json

        body = json.dumps(error, ensure_ascii=sys.version_info < (3, 12), default=str)
        self.send(kind, error_type.encode("utf-8", "replace") + b"\0" + body.encode("utf-8", "backslashreplace"))


# --- log -------------------------------------------------------------------------------------------------------


def write_event(text, level=0, frame=FRAME_TEXT):
    """One log event however many lines it has: a telemetry frame inside the standard output, so order is kept."""
    try:
        sys.stdout.flush()
    except Exception:
        pass
    message = text.encode("utf-8", "backslashreplace")
    stamp = time.time_ns() // 1000
    frame = (
        (frame | level).to_bytes(4, "big") + len(message).to_bytes(4, "big") + stamp.to_bytes(8, "big") + message
    )
    view = memoryview(frame)
    while view:
        view = view[os.write(1, view):]


def is_json_log():
    return os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"


def write_json(entry, level):
    import json

    write_event(json.dumps(entry, ensure_ascii=False, default=str), level, FRAME_JSON)


def log_init_warning():
    if not is_json_log():
        write_event(LAMBDA_WARNING)
    elif os.environ.get("AWS_LAMBDA_LOG_LEVEL", "") not in ("ERROR", "FATAL"):
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        entry = {"timestamp": stamp, "level": "WARNING", "message": LAMBDA_WARNING, "logger": "root", "requestId": ""}
        write_json(entry, LEVELS["WARNING"])


def log_error(error):
    if is_json_log():
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        write_json({"timestamp": stamp, "log_level": "ERROR", **error}, LEVELS["ERROR"])
        return
    lines = ["[ERROR]"]
    if error.get("errorType"):
        lines[0] += " " + error["errorType"]
    if error.get("errorMessage"):
        lines[0] += (": " if error.get("errorType") else " ") + error["errorMessage"]
    lines.append("Traceback (most recent call last):")
    for element in error.get("stackTrace") or []:
        for line in element.splitlines() or [""]:
            indent = (len(line) - len(line.lstrip(" "))) // 2
            lines.append(NBSP_INDENT * indent + line[2 * indent:])
    write_event("\n".join(lines), LEVELS["ERROR"])


def install_log_handler(logging):
    """What AWS's runtime does at start, done when the function first imports logging."""

    if is_json_log():
        install_json_log_handler(logging)
        return

    class Formatter(logging.Formatter):
        converter = time.gmtime
        default_time_format = "%Y-%m-%dT%H:%M:%S"

        def format(self, record):
            record.aws_request_id = State.request_id
            return super().format(record)

    class Handler(logging.Handler):
        def emit(self, record):
            write_event(self.format(record), LEVELS.get(record.levelname, 0))

    handler = Handler()
    handler.setFormatter(
        Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    )
    logging.root.addHandler(handler)


def install_json_log_handler(logging):
    # What every record has; anything else came with the call (extra=...) and is shown.
    common = set(vars(logging.makeLogRecord({}))) | {"taskName", "asctime"}

    def place(record):
        return "%s:%s:%s" % (record.pathname, record.funcName, record.lineno)

    def entry(record):
        shown = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": State.request_id,
        }
        if record.exc_info:
            import traceback

            kind, error, trace = record.exc_info
            shown["stackTrace"] = traceback.format_tb(trace)
            shown["errorType"] = getattr(kind, "__name__", str(kind))
            shown["errorMessage"] = str(error)
            shown["location"] = place(record)
        for name, value in vars(record).items():
            if name not in common and name not in shown and value is not None:
                shown[name] = value
        return shown

    class Handler(logging.Handler):
        def emit(self, record):
            try:
                write_json(entry(record), LEVELS.get(record.levelname, 0))
            except Exception:
                self.handleError(record)

    level = {"TRACE": "DEBUG"}.get(os.environ.get("AWS_LAMBDA_LOG_LEVEL"), os.environ.get("AWS_LAMBDA_LOG_LEVEL"))
    if level in logging._nameToLevel:
        logging.root.setLevel(level)
    logging.root.addHandler(Handler())


def point_botocore_at_endpoint(session_module):
    """botocore before 1.31 (boto3 before 1.28, Debian 12's) does not know AWS_ENDPOINT_URL."""
    import botocore

    parts = [int(part) if part.isdigit() else 0 for part in botocore.__version__.split(".")[:2]]
    if tuple(parts) >= (1, 31):
        return
    create_client = session_module.Session.create_client

    def create_client_at_endpoint(self, service_name, *args, **kwargs):
        if len(args) < 5 and kwargs.get("endpoint_url") is None:
            name = "AWS_ENDPOINT_URL_" + service_name.upper().replace("-", "_")
            url = os.environ.get(name) or os.environ.get("AWS_ENDPOINT_URL")
            if url:
                kwargs["endpoint_url"] = url
                if not State.endpoint_told:
                    State.endpoint_told = True
                    write_event(
                        "[INFO] botocore %s does not know AWS_ENDPOINT_URL; its clients were pointed at %s"
                        % (botocore.__version__, url),
                        LEVELS["INFO"],
                    )
        return create_client(self, service_name, *args, **kwargs)

    session_module.Session.create_client = create_client_at_endpoint


class ImportWatch:
    """Runs a function once right after a module was imported, without importing it ourselves."""

    hooks = {"logging": install_log_handler, "botocore.session": point_botocore_at_endpoint}

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        hook = cls.hooks.get(name)
        if hook is None:
            return None
        finder = sys.modules["_frozen_importlib_external"].PathFinder
        spec = finder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            if cls.hooks.pop(name, None):
                hook(module)

        spec.loader.exec_module = exec_module
        return spec


# --- what the handler sees -------------------------------------------------------------------------------------


class State:
    request_id = ""
    endpoint_told = False


class _Record:
    def __init__(self, fields):
        for name, value in fields.items():
            setattr(self, name, value)

    def __repr__(self):
        inside = ",".join("%s=%r" % item for item in self.__dict__.items())
        return "%s([%s])" % (type(self).__name__, inside)


class CognitoIdentity(_Record):
    pass


class Client(_Record):
    pass


class ClientContext(_Record):
    pass


def client_context_from(text):
    if not text:
        return None
    import json

    data = json.loads(text)
    client = data.get("client")
    names = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")
    return ClientContext(
        {
            "custom": data.get("custom"),
            "env": data.get("env"),
            "client": Client({name: client.get(name) for name in names}) if client else None,
        }
    )


class LambdaContext:
    def __init__(self, request_id, deadline_ms, arn, client_context, held_ms):
        environ = os.environ
        self.aws_request_id = request_id
        self.log_group_name = environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = arn
        self.tenant_id = None
        self.client_context = client_context_from(client_context)
        self.identity = CognitoIdentity({"cognito_identity_id": None, "cognito_identity_pool_id": None})
        self._epoch_deadline_time_in_ms = deadline_ms
        self._held_ms = held_ms
        self._held_before = held_ms()

    def get_remaining_time_in_millis(self):
        held = self._held_ms() - self._held_before
        remaining = self._epoch_deadline_time_in_ms + held - int(time.time() * 1000)
        return remaining if remaining > 0 else 0

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        inside = ",".join("%s=%s" % item for item in self.__dict__.items() if not item[0].startswith("_"))
        return "LambdaContext([%s])" % inside


# --- results ---------------------------------------------------------------------------------------------------


class ScannerSettings:
    """What _json's scanner asks of a JSONDecoder."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = {"-Infinity": float("-inf"), "Infinity": float("inf"), "NaN": float("nan")}.__getitem__
    memo = {}


def make_loads():
    scan = _json.make_scanner(ScannerSettings)

    def loads(data):
        try:
            text = data.decode("utf-8").strip(" \t\n\r")
            value, end = scan(text, 0)
            if end == len(text):
                return value
        except (StopIteration, UnicodeDecodeError):
            pass
        import json

        return json.loads(data)  # other encodings, and the fault in the words every user knows

    return loads


def exact_dumps(value, ascii_only):
    """Results that hold decimals: each is written as a number with its own digits."""
    import json

    class DecimalText(float):
        """A float only to reach the encoder's number branch."""

    def default(item):
        decimal = sys.modules["decimal"]
        if not isinstance(item, decimal.Decimal):
            raise TypeError("Object of type %s is not JSON serializable" % type(item).__name__)
        number = DecimalText()
        number.text = str(item)
        return number

    def number(item):
        if type(item) is DecimalText:
            return item.text
        if item != item:
            return "NaN"
        if item in (float("inf"), float("-inf")):
            return "Infinity" if item > 0 else "-Infinity"
        return float.__repr__(item)

    encoder = json.encoder
    text = encoder.encode_basestring_ascii if ascii_only else encoder.encode_basestring
    write = encoder._make_iterencode({}, default, text, None, number, ": ", ", ", False, False, False)
    return "".join(write(value, 0))


def make_marshaller():
    ascii_only = sys.version_info < (3, 12)

    class SawDecimal(Exception):
        pass

    def default(value):
        decimal = sys.modules.get("decimal")
        if decimal is not None and isinstance(value, decimal.Decimal):
            raise SawDecimal
        raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)

    text = _json.encode_basestring_ascii if ascii_only else _json.encode_basestring

    def marshal(value):
        if type(value) is bytes:
            return value
        try:
            try:
                encode = _json.make_encoder({}, default, text, None, ": ", ", ", False, False, True)
                return "".join(encode(value, 0)).encode("utf-8", "surrogatepass")
            except SawDecimal:
                return exact_dumps(value, ascii_only).encode("utf-8", "surrogatepass")
        except Exception as fault:
            raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % fault)

    return marshal


def make_error(message, error_type, trace, request_id):
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def describe(exception, request_id):
    """AWS's error object: frames of this file are left out, frames are plain tuples (no carets)."""
    if isinstance(exception, Fault):
        return make_error(exception.message, exception.error_type, exception.trace, request_id)
    import traceback

    frames = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(exception.__traceback__)]
    while frames and frames[0][0] == __file__:
        del frames[0]
    trace = traceback.format_list(frames)
    return make_error(str(exception), type(exception).__name__, trace, request_id)


# --- start -----------------------------------------------------------------------------------------------------


def set_up_paths(site_directories):
    environ = os.environ
    task = environ.get("LAMBDA_TASK_ROOT", "/var/task")
    opt = environ.pop("_LAMBDARIUM_OPT", "/opt")
    layers = [opt + "/python/lib/python%d.%d/site-packages" % sys.version_info[:2], opt + "/python"]
    paths = [task] + layers
    for path in sys.path + site_directories + layers:
        if path not in paths or path in layers:
            paths.append(path)
    sys.path[:] = paths


def set_up_builtins():
    """site is skipped for speed (-S); exit(), quit() and friends are what functions miss."""
    import builtins

    if hasattr(builtins, "exit"):
        return
    import _sitebuiltins

    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D (i.e. EOF)")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D (i.e. EOF)")
    builtins.help = _sitebuiltins._Helper()


def load_handler(name):
    import importlib

    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as fault:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '%s': %s" % (name, fault))
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict", "Cannot use built-in module %s as a handler module" % module_name
        )
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as fault:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, fault))
    except SyntaxError as fault:
        trace = ['  File "%s" Line %s\n    %s' % (fault.filename, fault.lineno, fault.text)]
        raise Fault("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, fault), trace)
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function_name, module_name))


def flush_output():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass


def run_hooks(which, error_type):
    """SnapStart: what the function registered with snapshot_restore_py; raises a Fault for the first that fails."""
    hooks = sys.modules.get("snapshot_restore_py")
    if hooks is None:
        return
    registered = getattr(hooks, "get_" + which)()
    for call, args, kwargs in reversed(registered) if which == "before_snapshot" else list(registered):
        try:
            call(*args, **kwargs)
        except Exception as exception:
            raise Fault(error_type, str(exception), describe(exception, "")["stackTrace"])


def give_up(channel, fault, code):
    error = describe(fault, "")
    log_error(error)
    flush_output()
    channel.send_error(b"I", error["errorType"], error)
    sys.exit(code)


def after_restore(channel):
    try:
        run_hooks("after_restore", "Runtime.AfterRestoreError")
    except Fault as fault:
        give_up(channel, fault, 65)
    flush_output()
    channel.send(b"N", b"")


def serve(channel, handler):
    """One turn per invocation; the fields of an event are joined by NUL, which JSON and headers cannot hold."""
    marshal = make_marshaller()
    loads = make_loads()
    environ = os.environ
    held_ms = channel.held_ms
    while True:
        frame = channel.receive()
        head = int.from_bytes(frame[4:8], "little") + 8
        if head == 8:
            after_restore(channel)
            continue
        request_id, deadline, arn, trace_id, client_context = frame[8:head].decode().split("\0")
        State.request_id = request_id
        if trace_id:
            environ["_X_AMZN_TRACE_ID"] = trace_id
        try:
            try:
                event = loads(frame[head:])
            except Exception as fault:
                raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % fault)
            result = marshal(handler(event, LambdaContext(request_id, int(deadline), arn, client_context, held_ms)))
        except Exception as exception:
            error = describe(exception, request_id)
            log_error(error)
            flush_output()
            channel.send_error(b"E", error["errorType"], error)
            del exception, error
        else:
            flush_output()
            if len(result) > RESPONSE_MAX:
                channel.send(b"O", str(len(result)).encode())
            else:
                channel.send(b"R", result)
            del result


def await_function(channel):
    """A standing environment: code and layers are mounted by the time that the function's variables come."""
    data = channel.receive()
    block = data[8 + int.from_bytes(data[4:8], "little"):]
    os.environ.clear()
    for pair in block.split(b"\0"):
        name, _, value = pair.partition(b"=")
        os.environb[name] = value
    time.tzset()
    try:
        os.chdir(os.environ["LAMBDA_TASK_ROOT"])  # what was there before lies underneath
    except OSError:
        pass


def main():
    environ = os.environ
    channel = Channel(*map(int, environ.pop("_LAMBDARIUM_CHANNEL").split()))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    site_directories = environ.pop("_LAMBDARIUM_SITE", "").split(os.pathsep)
    set_up_builtins()
    if environ.pop("_LAMBDARIUM_STANDBY", None):
        await_function(channel)
    set_up_paths(site_directories)
    sys.meta_path.insert(0, ImportWatch)
    try:
        handler = load_handler(environ.get("_HANDLER", ""))
    except Exception as exception:
        error = describe(exception, "")
        log_init_warning()
        log_error(error)
        flush_output()
        channel.send_error(b"I", error["errorType"], error)
        sys.exit(1)
    if environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
        try:
            run_hooks("before_snapshot", "Runtime.BeforeSnapshotError")
        except Fault as fault:
            give_up(channel, fault, 64)
    flush_output()
    channel.send(b"N", b"")
    serve(channel, handler)

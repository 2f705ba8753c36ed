# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys

if os.environ.get("FAIL_INIT"):
    raise RuntimeError("no init")


def handler(event, context):
    what = event["do"]
    if what == "echo":
        return event["value"]
    if what == "about":
        return {
            "id": context.aws_request_id,
            "arn": context.invoked_function_arn,
            "left": context.get_remaining_time_in_millis(),
            "trace": os.environ["_X_AMZN_TRACE_ID"],
            "client": sys.modules["awslambdaric"].__file__,
        }
    if what == "raise":
        raise ValueError("no")
    if what == "big":
        return "x" * event["value"]
    print("leaving")
    sys.stdout.flush()
    os._exit(3)

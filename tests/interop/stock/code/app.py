import sys
import time


def handler(event, context):
    print("asked for", event.get("do"))
    if event.get("do") == "raise":
        raise ValueError("no")
    if event.get("do") == "sleep":
        time.sleep(60)
    return {
        "client": sys.modules["awslambdaric"].__file__,
        "version": sys.modules["awslambdaric"].__version__,
        "arn": context.invoked_function_arn,
        "id": context.aws_request_id,
        "left": context.get_remaining_time_in_millis(),
    }

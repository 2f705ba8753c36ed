import json


# The one rule of the scenarios, real and modelled: an event that speaks of something bad fails.
def handler(event, context):
    if "bad" in json.dumps(event):
        raise ValueError("bad")
    return "done"

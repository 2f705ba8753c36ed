import json
import logging

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def handler(event, context):
    logger.info("event: %s", json.dumps(event))
    name = event.get("name", "world") if isinstance(event, dict) else "world"
    return {"message": f"Hello, {name}, from {context.function_name}"}

"""Counts the words of a text."""
import base64
import json
import os
import re
from collections import Counter

TOP = int(os.environ.get("TOP", "5"))


def handler(event, context):
    text = event.get("body") or ""
    if event.get("isBase64Encoded"):
        text = base64.b64decode(text).decode("utf-8", "replace")
    words = re.findall(r"\w+", text.lower())
    print(f"INFO {len(words)} words in {len(text)} characters")
    if not words:
        return {"statusCode": 400, "body": json.dumps({"error": "send some text"})}
    counted = Counter(words)
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"words": len(words), "different": len(counted), "top": counted.most_common(TOP)}),
    }

"""Every five minutes: what waits in the queues, and which photos still lack a thumbnail?"""
import json
import logging
import os

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)
sqs = boto3.client("sqs")
s3 = boto3.client("s3")

COUNTS = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed")


def handler(event, context):
    waiting = depth(os.environ["ORDERS_QUEUE_URL"])
    dead = depth(os.environ["ORDERS_DLQ_URL"])
    missing = without_thumbnail(os.environ["PHOTOS_BUCKET"])
    summary = {
        "at": event.get("time"),
        "ordersWaiting": waiting["ApproximateNumberOfMessages"],
        "ordersInFlight": waiting["ApproximateNumberOfMessagesNotVisible"],
        "ordersDead": dead["ApproximateNumberOfMessages"],
        "photosWithoutThumbnail": missing,
    }
    logger.info("summary %s", json.dumps(summary))
    if summary["ordersDead"]:
        logger.warning("%d orders could not be charged, see OrdersDLQ", summary["ordersDead"])
    return summary


def depth(url):
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(COUNTS))["Attributes"]
    return {name: int(attributes.get(name, 0)) for name in COUNTS}


def without_thumbnail(bucket):
    done = {key.removeprefix("thumbnails/") for key in keys(bucket, "thumbnails/")}
    photos = [key for key in keys(bucket, "uploads/") if key.lower().endswith(".png")]
    return sorted(key for key in photos if key.removeprefix("uploads/") not in done)


def keys(bucket, prefix):
    token = {}
    while True:
        page = s3.list_objects_v2(Bucket=bucket, Prefix=prefix, **token)
        yield from (entry["Key"] for entry in page.get("Contents", []))
        if not page.get("IsTruncated"):
            return
        token = {"ContinuationToken": page["NextContinuationToken"]}

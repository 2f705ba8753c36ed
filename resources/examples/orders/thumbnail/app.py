"""Makes a thumbnail of every PNG that is uploaded, with nothing but the standard library."""
import logging
import os
import time
from urllib.parse import unquote_plus

import boto3

import png

logger = logging.getLogger()
logger.setLevel(logging.INFO)
s3 = boto3.client("s3")

SIDE = int(os.environ.get("THUMBNAIL_SIDE", "96"))


def handler(event, context):
    written = []
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"])
        if not key.lower().endswith(".png"):
            logger.warning("%s is not a PNG, skipped", key)
            continue
        started = time.monotonic()
        body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        picture = png.decode(body)
        small = png.shrink(picture, SIDE)
        target = "thumbnails/" + key.split("/", 1)[-1]
        data = png.encode(small)
        s3.put_object(Bucket=bucket, Key=target, Body=data, ContentType="image/png")
        logger.info(
            "%s %dx%d -> %s %dx%d, %d -> %d bytes in %.0f ms",
            key, picture.width, picture.height, target, small.width, small.height,
            len(body), len(data), (time.monotonic() - started) * 1000,
        )
        written.append(target)
    return {"thumbnails": written}

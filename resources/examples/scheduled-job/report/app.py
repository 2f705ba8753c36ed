"""Writes one line per run to a daily report in S3."""
import logging
import os
import platform
import resource

import boto3
from botocore.exceptions import ClientError

logger = logging.getLogger()
logger.setLevel(logging.INFO)
s3 = boto3.client("s3")


def handler(event, context):
    time = event.get("time", "1970-01-01T00:00:00Z")
    bucket, key = os.environ["REPORTS_BUCKET"], f"reports/{time[:10]}.csv"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = previous(bucket, key) + [f"{time},{platform.python_version()},{memory} MB"]
    s3.put_object(Bucket=bucket, Key=key, Body="\n".join(lines) + "\n", ContentType="text/csv")
    logger.info("%s has %d lines", key, len(lines))
    return {"key": key, "lines": len(lines)}


def previous(bucket, key):
    try:
        return s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode().splitlines()
    except ClientError as fault:
        if fault.response["Error"]["Code"] not in ("NoSuchKey", "404"):
            raise
        logger.warning("%s is new", key)
        return ["time,python,memory"]

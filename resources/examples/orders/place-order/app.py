"""Checks an order that arrives over HTTP, prices it and queues it for payment."""
import base64
import json
import logging
import os
import uuid
from decimal import Decimal, InvalidOperation

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)
sqs = boto3.client("sqs")

MAX_ITEMS = 100


class InvalidOrder(ValueError):
    """The customer's mistake: answered with 400, never retried."""


def handler(event, context):
    try:
        order = priced(parse(event))
    except InvalidOrder as problem:
        logger.warning("order refused: %s", problem)
        return answer(400, {"error": str(problem)})
    sqs.send_message(
        QueueUrl=os.environ["ORDERS_QUEUE_URL"],
        MessageBody=json.dumps(order),
    )
    logger.info("order %s queued: %d items, %s", order["id"], len(order["items"]), order["total"])
    return answer(202, {"id": order["id"], "total": order["total"]})


def parse(event):
    """The order in the body of a function URL request; a bare order is taken as it is."""
    body = event.get("body", event) if isinstance(event, dict) else event
    if isinstance(event, dict) and event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode("utf-8", "replace")
    if isinstance(body, str):
        try:
            body = json.loads(body, parse_float=Decimal)
        except json.JSONDecodeError as fault:
            raise InvalidOrder(f"not JSON: {fault.msg} at line {fault.lineno}") from fault
    if not isinstance(body, dict):
        raise InvalidOrder("an order is a JSON object")
    return body


def priced(order):
    items = order.get("items")
    if not isinstance(items, list) or not items:
        raise InvalidOrder("an order needs at least one item")
    if len(items) > MAX_ITEMS:
        raise InvalidOrder(f"an order has at most {MAX_ITEMS} items")
    card = order.get("card")
    if not isinstance(card, str) or not card.replace(" ", "").isdigit():
        raise InvalidOrder("an order needs a card number")
    lines = [line(number, item) for number, item in enumerate(items, 1)]
    total = sum(Decimal(entry["price"]) * entry["quantity"] for entry in lines)
    return {
        "id": order.get("id") or f"A-{uuid.uuid4().hex[:8]}",
        "customer": str(order.get("customer", "guest")),
        "card": card.replace(" ", ""),
        "items": lines,
        "total": str(total.quantize(Decimal("0.01"))),
    }


def line(number, item):
    if not isinstance(item, dict) or not item.get("sku"):
        raise InvalidOrder(f"item {number} has no sku")
    try:
        price = Decimal(str(item["price"]))
        quantity = int(item.get("quantity", 1))
    except (KeyError, InvalidOperation, TypeError, ValueError) as fault:
        raise InvalidOrder(f"item {number} has no usable price or quantity") from fault
    if not price.is_finite() or price < 0 or not 1 <= quantity <= 1000:
        raise InvalidOrder(f"item {number} has no usable price or quantity")
    return {"sku": str(item["sku"]), "price": str(price), "quantity": quantity}


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }

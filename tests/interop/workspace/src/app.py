def handler(event, context):
    for record in event.get("Records", []) if isinstance(event, dict) else []:
        print("received", record["body"])
    return {"echo": event}

def handler(event, context):
    print("seen", event.get("name"))
    return {"hello": event.get("name", "nobody")}

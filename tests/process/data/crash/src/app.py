# Every result is a file of its own in the bucket: its bytes hold the number of the message or event.
import http.client, time

AUTH = ("AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, "
        "SignedHeaders=host;x-amz-date, Signature=" + "0" * 64)

def put(name):
    connection = http.client.HTTPConnection("127.0.0.1", 4566)
    connection.request("PUT", "/results/" + name, "done " + name,
                       {"Authorization": AUTH, "x-amz-date": "20260101T000000Z"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(answer.status)

def on_message(event, context):
    for record in event["Records"]:
        put(record["body"])
        time.sleep(0.005)

def on_event(event, context):
    time.sleep(0.03)
    put(event["name"])

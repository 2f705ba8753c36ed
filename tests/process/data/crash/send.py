import json, sys, boto3
port, messages, events = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
make = lambda service: boto3.client(service, endpoint_url="http://127.0.0.1:" + port, region_name="us-east-1",
                                    aws_access_key_id="test", aws_secret_access_key="test")
sqs, functions = make("sqs"), make("lambda")
url = sqs.get_queue_url(QueueName="Work")["QueueUrl"]
for first in range(0, messages, 10):
    answer = sqs.send_message_batch(QueueUrl=url, Entries=[
        {"Id": str(i), "MessageBody": "m%d" % i} for i in range(first, first + 10)])
    assert len(answer["Successful"]) == 10, answer
for i in range(events):
    answer = functions.invoke(FunctionName="OnEvent", InvocationType="Event", Payload=json.dumps({"name": "e%d" % i}))
    assert answer["StatusCode"] == 202, answer

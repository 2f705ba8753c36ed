# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions made and changed by boto3, unmodified. Usage: functions.py PORT PHASE [FOLDER]"""
import base64
import hashlib
import io
import json
import sys
import time
import urllib.error
import urllib.request
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::000000000000:role/worker"
CODE = "import os\ndef handler(event, context):\n    return ['%s', os.environ.get('MODE'), context.memory_limit_in_mb]\n"


def client(service):
    return boto3.client(service, endpoint_url="http://127.0.0.1:" + sys.argv[1], region_name="us-east-1",
                        aws_access_key_id="k", aws_secret_access_key="s",
                        config=Config(retries={"max_attempts": 0}))


def package(text, name="app.py"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return data.getvalue()


def digest(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def call(name, **more):
    answer = lam.invoke(FunctionName=name, Payload=b"{}", **more)
    assert "FunctionError" not in answer, answer["Payload"].read()
    return json.loads(answer["Payload"].read())


def refused(code, text, operation, **arguments):
    try:
        operation(**arguments)
    except ClientError as error:
        said = error.response["Error"]
        assert said["Code"] == code, said
        assert text in said["Message"], said
        return
    raise AssertionError("not refused: " + text)


def create(name, **more):
    arguments = {"FunctionName": name, "Runtime": "python3.13", "Role": ROLE, "Handler": "app.handler",
                 "Code": {"ZipFile": package(CODE % "first")}}
    arguments.update(more)
    return lam.create_function(**arguments)


def roles():
    iam = client("iam")
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    role = iam.create_role(RoleName="maker", AssumeRolePolicyDocument=json.dumps(trust), Description="for tests",
                           Tags=[{"Key": "team", "Value": "blue"}])["Role"]
    assert role["Arn"] == "arn:aws:iam::000000000000:role/maker" and role["RoleId"].startswith("AROA"), role
    assert role["AssumeRolePolicyDocument"] == trust and role["MaxSessionDuration"] == 3600, role
    refused("EntityAlreadyExists", "Role with name maker already exists.", iam.create_role, RoleName="maker",
            AssumeRolePolicyDocument=json.dumps(trust))
    refused("MalformedPolicyDocument", "invalid Json", iam.create_role, RoleName="x", AssumeRolePolicyDocument="no")
    refused("NoSuchEntity", "The role with name none cannot be found.", iam.get_role, RoleName="none")
    iam.attach_role_policy(RoleName="maker",
                           PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
    own = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}
    policy = iam.create_policy(PolicyName="queues", PolicyDocument=json.dumps(own))["Policy"]
    iam.attach_role_policy(RoleName="maker", PolicyArn=policy["Arn"])
    refused("NoSuchEntity", "is not attachable", iam.attach_role_policy, RoleName="maker", PolicyArn=policy["Arn"] + "x")
    names = [each["PolicyName"] for each in iam.list_attached_role_policies(RoleName="maker")["AttachedPolicies"]]
    assert sorted(names) == ["AWSLambdaBasicExecutionRole", "queues"], names
    assert iam.get_policy(PolicyArn=policy["Arn"])["Policy"]["AttachmentCount"] == 1
    assert iam.get_policy_version(PolicyArn=policy["Arn"], VersionId="v1")["PolicyVersion"]["Document"] == own
    iam.put_role_policy(RoleName="maker", PolicyName="inline", PolicyDocument=json.dumps(own))
    assert iam.get_role_policy(RoleName="maker", PolicyName="inline")["PolicyDocument"] == own
    assert iam.list_role_policies(RoleName="maker")["PolicyNames"] == ["inline"]
    refused("DeleteConflict", "must detach all policies first", iam.delete_role, RoleName="maker")
    refused("DeleteConflict", "attached to entities", iam.delete_policy, PolicyArn=policy["Arn"])
    stranger = iam.create_role(RoleName="stranger", AssumeRolePolicyDocument=json.dumps(
        {"Version": "2012-10-17", "Statement": []}))["Role"]["Arn"]
    refused("InvalidParameterValueException", "cannot be assumed by Lambda", create, name="x", Role=stranger)
    create("Roled", Role=role["Arn"])
    assert lam.get_function_configuration(FunctionName="Roled")["Role"] == role["Arn"]
    lam.delete_function(FunctionName="Roled")
    for each in iam.list_attached_role_policies(RoleName="maker")["AttachedPolicies"]:
        iam.detach_role_policy(RoleName="maker", PolicyArn=each["PolicyArn"])
    iam.delete_role_policy(RoleName="maker", PolicyName="inline")
    iam.delete_policy(PolicyArn=policy["Arn"])
    iam.delete_role(RoleName="maker")
    assert [each["RoleName"] for each in iam.list_roles()["Roles"]] == ["stranger"]


def made():
    data = package(CODE % "first")
    answer = create("Hello", Code={"ZipFile": data}, Environment={"Variables": {"MODE": "one"}},
                    Architectures=["arm64"], Tags={"team": "blue"}, Description="said hello")
    assert answer["State"] == "Pending" and "LastUpdateStatus" not in answer, answer
    assert answer["CodeSha256"] == digest(data) and answer["CodeSize"] == len(data), answer
    lam.get_waiter("function_active_v2").wait(FunctionName="Hello")
    assert call("Hello") == ["first", "one", "128"]
    whole = lam.get_function(FunctionName="Hello")
    assert whole["Tags"] == {"team": "blue"}, whole
    assert whole["Configuration"]["Architectures"] == ["arm64"], whole
    names = [each["FunctionName"] for each in lam.list_functions()["Functions"]]
    assert names == ["Hello", "WordCount"], names
    # From a bucket, and published at once.
    s3 = client("s3")
    s3.create_bucket(Bucket="packages")
    s3.put_object(Bucket="packages", Key="a/b.zip", Body=package(CODE % "stored"))
    answer = create("Stored", Code={"S3Bucket": "packages", "S3Key": "a/b.zip"}, Publish=True)
    assert answer["Version"] == "1" and answer["FunctionArn"].endswith(":function:Stored"), answer
    assert call("Stored", Qualifier="1") == ["stored", None, "128"]


def changed():
    before = lam.get_function_configuration(FunctionName="Hello")
    answer = lam.update_function_configuration(FunctionName="Hello", MemorySize=256, Timeout=7,
                                               Environment={"Variables": {"MODE": "two"}},
                                               RevisionId=before["RevisionId"])
    assert answer["LastUpdateStatus"] == "InProgress" and answer["State"] == "Active", answer
    lam.get_waiter("function_updated").wait(FunctionName="Hello")
    assert call("Hello") == ["first", "two", "256"]
    refused("PreconditionFailedException", "does not match the latest Revision Id",
            lam.update_function_configuration, FunctionName="Hello", Timeout=8, RevisionId=before["RevisionId"])
    data = package(CODE % "second")
    dry = lam.update_function_code(FunctionName="Hello", ZipFile=data, DryRun=True)
    assert call("Hello") == ["first", "two", "256"] and "LastUpdateStatusReason" not in dry, dry
    answer = lam.update_function_code(FunctionName="Hello", ZipFile=data, Publish=True)
    assert answer["Version"] == "1" and answer["FunctionArn"].endswith(":Hello:1"), answer
    assert call("Hello") == ["second", "two", "256"]
    lam.update_function_code(FunctionName="Hello", ZipFile=package(CODE % "third"))
    assert call("Hello") == ["third", "two", "256"]
    assert call("Hello", Qualifier="1") == ["second", "two", "256"]
    assert lam.get_function_configuration(FunctionName="Hello", Qualifier="1")["CodeSha256"] == digest(data)
    same = lam.get_function_configuration(FunctionName="Hello")["RevisionId"]
    lam.update_function_configuration(FunctionName="Hello")
    assert lam.get_function_configuration(FunctionName="Hello")["RevisionId"] != same


def overlaid():
    """A function of the template: what the API says counts until the template says something else."""
    lam.update_function_configuration(FunctionName="WordCount", MemorySize=512, Timeout=9)
    now = lam.get_function_configuration(FunctionName="WordCount")
    assert (now["MemorySize"], now["Timeout"]) == (512, 9), now
    assert now["Environment"]["Variables"]["TOP"] == "5", now
    lam.update_function_code(FunctionName="WordCount", ZipFile=package(CODE % "from outside"))
    assert call("WordCount") == ["from outside", None, "512"]
    refused("ResourceConflictException", "stands in the template", lam.delete_function, FunctionName="WordCount")


def kept():
    """After a restart, and after the template changed its Timeout alone."""
    assert call("Hello") == ["third", "two", "256"]
    assert call("Hello", Qualifier="1") == ["second", "two", "256"]
    now = lam.get_function_configuration(FunctionName="WordCount")
    assert (now["MemorySize"], now["Timeout"]) == (512, 6), now
    assert call("WordCount") == ["from outside", None, "512"]
    assert lam.get_function_url_config(FunctionName="Hello")["AuthType"] == "AWS_IAM"
    assert call("Layered") == "two" and lam.get_layer_version(LayerName="tools", VersionNumber=3)["Version"] == 3
    assert client("iam").get_role(RoleName="stranger")["Role"]["RoleId"].startswith("AROA")
    assert [each["State"] for each in lam.list_event_source_mappings()["EventSourceMappings"]] == ["Disabled"]


def reloaded():
    """After its code was edited: the template's counts again."""
    assert call("WordCount") == "edited"


def removed():
    lam.create_alias(FunctionName="Hello", Name="live", FunctionVersion="1")
    lam.delete_function(FunctionName="Hello")
    refused("ResourceNotFoundException", "Function not found: arn:aws:lambda:us-east-1:000000000000:function:Hello",
            lam.get_function, FunctionName="Hello")
    refused("ResourceNotFoundException", "Function not found", lam.invoke, FunctionName="Hello", Qualifier="live")
    refused("ResourceNotFoundException", "Function not found", lam.delete_function, FunctionName="Hello")
    create("Hello", Code={"ZipFile": package(CODE % "again")})
    assert call("Hello") == ["again", None, "128"]
    assert lam.list_aliases(FunctionName="Hello")["Aliases"] == []
    assert lam.publish_version(FunctionName="Hello")["Version"] == "1"


def urls():
    refused("ResourceNotFoundException", "Function does not exist", lam.create_function_url_config,
            FunctionName="none", AuthType="NONE")
    made = lam.create_function_url_config(FunctionName="Hello", AuthType="NONE", Cors={
        "AllowOrigins": ["https://a.example"], "AllowMethods": ["PUT"], "AllowHeaders": ["x-id"], "MaxAge": 60,
        "AllowCredentials": True, "ExposeHeaders": ["x-seen"]})
    assert "InvokeMode" not in made and "LastModifiedTime" not in made and made["CreationTime"], made
    assert json.loads(urllib.request.urlopen(made["FunctionUrl"]).read())[0] == "third"
    asked = urllib.request.Request(made["FunctionUrl"], method="OPTIONS", headers={
        "Origin": "https://a.example", "Access-Control-Request-Method": "PUT"})
    headers = urllib.request.urlopen(asked).headers
    told = [headers["Access-Control-" + name] for name in ("Allow-Origin", "Allow-Methods", "Allow-Headers", "Max-Age",
                                                           "Allow-Credentials", "Expose-Headers")]
    assert told == ["https://a.example", "PUT", "x-id", "60", "true", "x-seen"], told
    refused("ResourceConflictException", "FunctionUrlConfig exists", lam.create_function_url_config,
            FunctionName="Hello", AuthType="NONE")
    refused("ValidationException", "Value 'SOME' at 'authType'", lam.update_function_url_config, FunctionName="Hello",
            AuthType="SOME")
    changed = lam.update_function_url_config(FunctionName="Hello", AuthType="AWS_IAM")
    assert changed["AuthType"] == "AWS_IAM", changed
    assert changed["Cors"]["AllowMethods"] == ["PUT"], changed
    try:
        urllib.request.urlopen(made["FunctionUrl"])
        raise AssertionError("answered without a signature")
    except urllib.error.HTTPError as error:
        assert error.code == 403
    lam.create_function_url_config(FunctionName="Stored", AuthType="NONE", Cors={"AllowOrigins": ["*"], "MaxAge": 9})
    # The template's own can be changed and deleted, too.
    before = lam.get_function_url_config(FunctionName="WordCount")
    lam.update_function_url_config(FunctionName="WordCount", AuthType="AWS_IAM")
    now = lam.get_function_url_config(FunctionName="WordCount")
    assert now["FunctionUrl"] == before["FunctionUrl"] and now["AuthType"] == "AWS_IAM", now
    lam.delete_function_url_config(FunctionName="WordCount")
    refused("ResourceNotFoundException", "The resource you requested does not exist", lam.get_function_url_config,
            FunctionName="WordCount")
    assert lam.list_function_url_configs(FunctionName="WordCount")["FunctionUrlConfigs"] == []


CONSUMER = """import json, os, urllib.request
def handler(event, context):
    print('got', [record['body'] for record in event['Records']], context.invoked_function_arn)
"""


def mappings():
    sqs = client("sqs")
    url = sqs.create_queue(QueueName="work", Attributes={"VisibilityTimeout": "30"})["QueueUrl"]
    arn = "arn:aws:sqs:us-east-1:000000000000:work"
    create("Consumer", Code={"ZipFile": package(CONSUMER)}, Publish=True,
           DeadLetterConfig={"TargetArn": arn})
    assert lam.get_function(FunctionName="Consumer")["Configuration"]["DeadLetterConfig"]["TargetArn"] == arn
    lam.create_alias(FunctionName="Consumer", Name="live", FunctionVersion="1")
    make = lam.create_event_source_mapping
    invalid = "InvalidParameterValueException"
    refused(invalid, "Function does not exist", make, FunctionName="none", EventSourceArn=arn)
    refused(invalid, "Function does not exist", make, FunctionName="Consumer:gone", EventSourceArn=arn)
    refused(invalid, "Unrecognized event source.", make, FunctionName="Consumer")
    refused(invalid, "The specified queue does not exist", make, FunctionName="Consumer", EventSourceArn=arn + "x")
    refused(invalid, "Maximum batch window in seconds must be greater than 0", make, FunctionName="Consumer",
            EventSourceArn=arn, BatchSize=100)
    refused(invalid, "Filters are not served here", make, FunctionName="Consumer", EventSourceArn=arn,
            FilterCriteria={"Filters": [{"Pattern": "{}"}]})
    made = make(FunctionName="Consumer:live", EventSourceArn=arn, BatchSize=5)
    assert made["State"] == "Creating" and made["BatchSize"] == 5, made
    assert made["FunctionArn"].endswith(":function:Consumer:live"), made
    refused("ResourceConflictException", "already exists. Please update or delete the existing mapping with UUID "
            + made["UUID"], make, FunctionName="Consumer", EventSourceArn=arn)
    sqs.send_message(QueueUrl=url, MessageBody="one")
    wait(lambda: count(sqs, url) == 0)
    changed = lam.update_event_source_mapping(UUID=made["UUID"], Enabled=False, BatchSize=3)
    assert changed["State"] == "Disabling", changed
    now = lam.get_event_source_mapping(UUID=made["UUID"])
    assert (now["State"], now["BatchSize"]) == ("Disabled", 3), now
    sqs.send_message(QueueUrl=url, MessageBody="two")
    time.sleep(1)
    assert count(sqs, url) == 1
    lam.update_event_source_mapping(UUID=made["UUID"], Enabled=True)
    wait(lambda: count(sqs, url) == 0)
    assert lam.delete_event_source_mapping(UUID=made["UUID"])["State"] == "Deleting"
    refused("ResourceNotFoundException", "The resource you requested does not exist", lam.get_event_source_mapping,
            UUID=made["UUID"])
    assert make(FunctionName="Consumer", EventSourceArn=arn, Enabled=False)["State"] == "Disabled"


def layers():
    arn = "arn:aws:lambda:us-east-1:000000000000:layer:tools"
    data = package("def word():\n    return 'one'\n", "python/tools.py")
    made = lam.publish_layer_version(LayerName="tools", Content={"ZipFile": data}, Description="words",
                                     CompatibleRuntimes=["python3.13"], LicenseInfo="MIT")
    assert made["LayerVersionArn"] == arn + ":1" and made["LayerArn"] == arn and made["Version"] == 1, made
    assert made["Content"]["CodeSha256"] == digest(data) and made["Content"]["CodeSize"] == len(data), made
    second = lam.publish_layer_version(LayerName="tools", Content={
        "ZipFile": package("def word():\n    return 'two'\n", "python/tools.py")})
    assert second["Version"] == 2
    assert [each["Version"] for each in lam.list_layer_versions(LayerName="tools")["LayerVersions"]] == [2, 1]
    assert [each["LayerName"] for each in lam.list_layers()["Layers"]] == ["tools"]
    assert lam.list_layer_versions(LayerName="none")["LayerVersions"] == []
    assert lam.list_layer_versions(LayerName="tools", CompatibleRuntime="python3.13")["LayerVersions"][0]["Version"] == 1
    assert lam.get_layer_version_by_arn(Arn=arn + ":1")["Description"] == "words"
    refused("InvalidParameterValueException", "Could not unzip", lam.publish_layer_version, LayerName="tools",
            Content={"ZipFile": b"no zip"})
    code = {"ZipFile": package("import tools\ndef handler(event, context):\n    return tools.word()\n")}
    create("Layered", Code=code, Layers=[arn + ":1"])
    assert call("Layered") == "one"
    lam.update_function_configuration(FunctionName="Layered", Layers=[arn + ":2"])
    assert call("Layered") == "two"
    lam.delete_layer_version(LayerName="tools", VersionNumber=2)
    lam.delete_layer_version(LayerName="tools", VersionNumber=7)
    refused("ResourceNotFoundException", "The resource you requested does not exist", lam.get_layer_version,
            LayerName="tools", VersionNumber=2)
    assert call("Layered") == "two"
    refused("InvalidParameterValueException", "Layer version " + arn + ":2 does not exist", create, name="x",
            Layers=[arn + ":2"])
    third = lam.publish_layer_version(LayerName="tools", Content={"ZipFile": data})
    assert third["Version"] == 3, third


LOOPER = """import json, os, boto3
def client(service):
    return boto3.client(service, endpoint_url=os.environ['AWS_ENDPOINT_URL'])
def handler(event, context):
    sqs = client('sqs')
    url = lambda name: sqs.get_queue_url(QueueName=name)['QueueUrl']
    sqs.send_message(QueueUrl=url('seen'), MessageBody='once')
    if os.environ['HOW'] == 'queue':
        sqs.send_message(QueueUrl=url('round'), MessageBody='again')
        return
    try:
        client('lambda').invoke(FunctionName=context.function_name, InvocationType='Event')
    except Exception as fault:
        sqs.send_message(QueueUrl=url('stopped'), MessageBody=fault.response['Error']['Code'])
"""


def loops():
    """A function that causes itself, by itself or through a queue, is stopped after 16 invocations in one chain."""
    sqs = client("sqs")
    queue = {name: sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("seen", "stopped", "round", "dead")}
    code = {"ZipFile": package(LOOPER)}
    create("Looper", Code=code, Timeout=20, MemorySize=256, Environment={"Variables": {"HOW": "invoke"}})
    lam.invoke(FunctionName="Looper", InvocationType="Event")
    wait(lambda: count(sqs, queue["stopped"]) == 1)
    stopped = sqs.receive_message(QueueUrl=queue["stopped"])["Messages"][0]["Body"]
    assert stopped == "RecursiveInvocationException" and count(sqs, queue["seen"]) == 16, (stopped, count(sqs, queue["seen"]))
    sqs.purge_queue(QueueUrl=queue["seen"])
    lam.update_function_configuration(FunctionName="Looper", Environment={"Variables": {"HOW": "queue"}})
    sqs.set_queue_attributes(QueueUrl=queue["round"], Attributes={"RedrivePolicy": json.dumps({
        "deadLetterTargetArn": "arn:aws:sqs:us-east-1:000000000000:dead", "maxReceiveCount": 5})})
    mapping = lam.create_event_source_mapping(FunctionName="Looper",
                                              EventSourceArn="arn:aws:sqs:us-east-1:000000000000:round")
    sqs.send_message(QueueUrl=queue["round"], MessageBody="begin")
    wait(lambda: count(sqs, queue["dead"]) == 1)
    wait(lambda: count(sqs, queue["round"]) == 0)  # the last invocation ends after what it sent was dropped
    assert count(sqs, queue["seen"]) == 16, count(sqs, queue["seen"])
    lam.delete_event_source_mapping(UUID=mapping["UUID"])


def count(sqs, url):
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return sum(int(value) for value in sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"].values())


def wait(condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def adopted():
    """The template has it, with the code and the URL that it had; its version stays."""
    url = lam.get_function_url_config(FunctionName="Stored")
    assert url["Cors"] == {"AllowOrigins": ["*"], "MaxAge": 9}, url
    assert json.loads(urllib.request.urlopen(url["FunctionUrl"]).read())[0] == "stored"
    assert call("Stored") == ["stored", None, "128"]
    assert call("Stored", Qualifier="1") == ["stored", None, "128"]
    refused("ResourceConflictException", "stands in the template", lam.delete_function, FunctionName="Stored")


def faults():
    invalid = "InvalidParameterValueException"
    refused("ResourceConflictException", "Function already exist: WordCount", create, name="WordCount")
    refused("ValidationException", "at 'functionName' failed to satisfy constraint", create, name="he llo")
    refused(invalid, "length less than or equal to 64", create, name="a" * 65)
    refused("ValidationException", "Value 'worker' at 'role'", create, name="x", Role="worker")
    refused(invalid, "Value python3.1 at 'runtime'", create, name="x", Runtime="python3.1")
    refused(invalid, "no longer supported for creating", create, name="x", Runtime="go1.x")
    refused("ValidationException", "Value '901' at 'timeout'", create, name="x", Timeout=901)
    refused("ValidationException", "2 validation errors detected", create, name="x", Timeout=901,
            Description="d" * 257)
    refused(invalid, "less than or equal to 10240", create, name="x", MemorySize=20000)
    refused(invalid, "Reserved keys used in this request: AWS_REGION", create, name="x",
            Environment={"Variables": {"AWS_REGION": "here"}})
    refused(invalid, "exceeded the 4KB limit", create, name="x", Environment={"Variables": {"LONG": "x" * 4100}})
    refused(invalid, "Could not unzip uploaded file", create, name="x", Code={"ZipFile": b"no zip"})
    refused(invalid, "Could not unzip uploaded file", create, name="x",
            Code={"ZipFile": package("x", "../outside.py")})
    refused(invalid, "S3 Error Code: NoSuchKey", create, name="x", Code={"S3Bucket": "packages", "S3Key": "none"})
    refused(invalid, "S3 Error Code: NoSuchBucket", create, name="x", Code={"S3Bucket": "nowhere", "S3Key": "none"})
    refused(invalid, "Container images cannot run here", create, name="x", PackageType="Image")
    refused(invalid, "nodejs22.x is not supported for SnapStart", create, name="x", Runtime="nodejs22.x",
            SnapStart={"ApplyOn": "PublishedVersions"})
    refused(invalid, "The subnet ID 'subnet-1' does not exist", create, name="x",
            VpcConfig={"SubnetIds": ["subnet-1"], "SecurityGroupIds": []})
    layer = "arn:aws:lambda:us-east-1:000000000000:layer:tools:"
    refused(invalid, "Layer version " + layer + "1 does not exist", create, name="x", Layers=[layer + "1"])
    refused(invalid, "are versions of the same layer", create, name="x", Layers=[layer + "1", layer + "2"])
    refused(invalid, "Layers are expected to be in region us-east-1", create, name="x",
            Layers=["arn:aws:lambda:eu-west-1:000000000000:layer:tools:1"])
    refused(invalid, "permissions to call SendMessage on SQS", create, name="x",
            DeadLetterConfig={"TargetArn": "arn:aws:sqs:us-east-1:000000000000:none"})
    refused("ResourceNotFoundException", "Function not found", lam.update_function_code, FunctionName="none",
            ZipFile=package("x"))
    names = [each["FunctionName"] for each in lam.list_functions()["Functions"]]
    assert "x" not in names, names


lam = client("lambda")
globals()[sys.argv[2]]()

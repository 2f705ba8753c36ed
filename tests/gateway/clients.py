# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the endpoint with Debian's unmodified boto3; any surprise ends with a traceback and a status of 1."""
import base64
import hashlib
import io
import json
import os
import sys
import tempfile
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
URL_ENDPOINT = sys.argv[2]


def client(service, **config):
    return boto3.client(service, endpoint_url=ENDPOINT, region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE",
                        aws_secret_access_key="secret", config=Config(retries={"max_attempts": 0}, **config))


def refused(code, status, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error.response
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error.response
        return error.response["Error"]["Message"]
    raise AssertionError("%s was not refused with %s" % (call, code))


def lambdas():
    api = client("lambda")
    reply = api.invoke(FunctionName="Echo", Payload=json.dumps({"a": "ä"}), LogType="Tail",
                       ClientContext="eyJjdXN0b20iOnt9fQ==")
    assert reply["StatusCode"] == 200 and "FunctionError" not in reply and reply["ExecutedVersion"] == "$LATEST"
    assert json.load(reply["Payload"]) == {"echo": {"a": "ä"}}
    assert "LogResult" in reply
    headers = reply["ResponseMetadata"]["HTTPHeaders"]
    assert headers["content-type"] == "application/json" and len(headers["x-amzn-requestid"]) == 36
    assert api.invoke(FunctionName="Echo", InvocationType="Event", Payload="{}")["StatusCode"] == 202
    assert api.invoke(FunctionName="Echo", InvocationType="DryRun")["StatusCode"] == 204
    failed = api.invoke(FunctionName="Fails")
    assert failed["FunctionError"] == "Unhandled" and json.load(failed["Payload"])["errorType"] == "Boom"
    message = refused("ResourceNotFoundException", 404, api.invoke, FunctionName="Nobody")
    assert message == "Function not found: arn:aws:lambda:us-east-1:000000000000:function:Nobody:$LATEST", message
    refused("InvalidRequestContentException", 400, api.invoke, FunctionName="Echo", Payload="{")
    refused("RequestTooLargeException", 413, api.invoke, FunctionName="Echo", Payload=b'"' + b"x" * 6291456 + b'"')

    invoked_the_old_way(api)
    functions = api.list_functions()["Functions"]
    assert [each["FunctionName"] for each in functions] == ["Echo", "Fails"]
    assert "State" not in functions[0] and functions[0]["MemorySize"] == 256
    page = api.list_functions(MaxItems=1)
    assert len(page["Functions"]) == 1
    assert api.list_functions(Marker=page["NextMarker"])["Functions"][0]["FunctionName"] == "Fails"
    if hasattr(api, "invoke_with_response_stream"):  # boto3 1.28; Debian 12 has 1.26
        answer = api.invoke_with_response_stream(FunctionName="Echo", Payload=b'{"a": 1}', LogType="Tail")
        events = list(answer["EventStream"])
        chunks = b"".join(event["PayloadChunk"]["Payload"] for event in events[:-1])
        assert json.loads(chunks) == {"echo": {"a": 1}}, chunks
        assert base64.b64decode(events[-1]["InvokeComplete"]["LogResult"]).startswith(b"START RequestId: "), events
        events = list(api.invoke_with_response_stream(FunctionName="Fails")["EventStream"])
        assert events[-1]["InvokeComplete"]["ErrorCode"] == "Unhandled", events
        assert json.loads(events[-1]["InvokeComplete"]["ErrorDetails"])["errorType"] == "Boom", events
    if hasattr(api, "put_function_recursion_config"):  # boto3 of 2024
        assert api.get_function_recursion_config(FunctionName="Echo")["RecursiveLoop"] == "Terminate"
        assert api.put_function_recursion_config(FunctionName="Echo", RecursiveLoop="Allow")["RecursiveLoop"] == "Allow"
        assert api.get_function_recursion_config(FunctionName="Echo")["RecursiveLoop"] == "Allow"
        refused("ValidationException", 400, api.put_function_recursion_config, FunctionName="Echo", RecursiveLoop="x")
    function = api.get_function(FunctionName="arn:aws:lambda:us-east-1:000000000000:function:Echo")
    assert function["Configuration"]["State"] == "Active"
    assert function["Configuration"]["Environment"]["Variables"] == {"STAGE": "test"}
    assert function["Concurrency"]["ReservedConcurrentExecutions"] == 7
    qualified = api.get_function_configuration(FunctionName="Echo", Qualifier="$LATEST")
    assert qualified["FunctionArn"].endswith(":function:Echo:$LATEST")
    message = refused("ResourceNotFoundException", 404, api.get_function, FunctionName="Echo", Qualifier="prod")
    assert message == "Function not found: arn:aws:lambda:us-east-1:000000000000:function:Echo:prod", message
    assert api.get_function_concurrency(FunctionName="Echo")["ReservedConcurrentExecutions"] == 7
    assert "ReservedConcurrentExecutions" not in api.get_function_concurrency(FunctionName="Fails")
    settings = api.get_account_settings()
    assert settings["AccountLimit"]["ConcurrentExecutions"] == 1000
    assert settings["AccountLimit"]["UnreservedConcurrentExecutions"] == 993
    assert settings["AccountUsage"]["FunctionCount"] == 2
    mapping = api.list_event_source_mappings(FunctionName="Echo")["EventSourceMappings"][0]
    assert mapping["EventSourceArn"] == "arn:aws:sqs:us-east-1:000000000000:Work" and mapping["BatchSize"] == 5
    assert api.get_event_source_mapping(UUID=mapping["UUID"])["UUID"] == mapping["UUID"]
    refused("UnknownOperationException", 501, api.list_code_signing_configs)
    url = api.get_function_url_config(FunctionName="Echo")
    assert url["AuthType"] == "NONE" and url["FunctionUrl"].startswith(URL_ENDPOINT + "/lambda-url/")
    del url["ResponseMetadata"]
    url_descriptions(api, url)
    arns_of_another_region(api)
    versions_and_aliases(api)
    settings_beside_the_template(api)
    permissions(api)
    function_urls(url["FunctionUrl"])


def invoked_the_old_way(api):
    accepted = api.invoke_async(FunctionName="Echo", InvokeArgs=b'{"a": 1}')
    assert accepted["Status"] == 202 and len(accepted["ResponseMetadata"]["RequestId"]) == 36, accepted
    assert api.invoke_async(FunctionName="Echo:$LATEST", InvokeArgs=b"")["Status"] == 202
    unknown = "Function not found: arn:aws:lambda:us-east-1:000000000000:function:"
    for name, args, code, status, text in (
            ("Nobody", b"{}", "ResourceNotFoundException", 404, unknown + "Nobody:$LATEST"),
            ("Echo:gone", b"{}", "ResourceNotFoundException", 404, unknown + "Echo:gone"),
            ("Echo", b"{", "InvalidRequestContentException", 400, "Could not parse request body into json: "),
            ("Echo", b'"' + b"x" * 1048576 + b'"', "RequestTooLargeException", 413, "Request must be smaller than ")):
        message = refused(code, status, api.invoke_async, FunctionName=name, InvokeArgs=args)
        assert message.startswith(text), message


def arns_of_another_region(api):
    foreign = "arn:aws:lambda:eu-west-1:000000000000:function:Echo"
    for call, arguments in (
            (api.get_function, {}), (api.put_function_concurrency, {"ReservedConcurrentExecutions": 1}),
            (api.delete_function_concurrency, {}), (api.publish_version, {}), (api.list_versions_by_function, {}),
            (api.create_alias, {"Name": "far", "FunctionVersion": "$LATEST"}), (api.list_aliases, {}),
            (api.put_function_event_invoke_config, {"MaximumRetryAttempts": 0}), (api.get_policy, {}),
            (api.delete_function_event_invoke_config, {}), (api.list_function_url_configs, {}),
            (api.invoke, {"Payload": "{}"}), (api.invoke_async, {"InvokeArgs": b"{}"})):
        message = refused("ResourceNotFoundException", 404, call, FunctionName=foreign, **arguments)
        assert message == "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')", (call, message)
    assert api.get_function_concurrency(FunctionName="Echo")["ReservedConcurrentExecutions"] == 7


def url_descriptions(api, url):
    assert api.list_function_url_configs(FunctionName="Echo")["FunctionUrlConfigs"] == [url]
    assert api.list_function_url_configs(FunctionName="Fails")["FunctionUrlConfigs"] == []
    unvalidated = client("lambda", parameter_validation=False)
    nothing = "The resource you requested does not exist."
    pattern = "Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)"
    faulty = "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
    foreign = "arn:aws:lambda:eu-west-1:000000000000:function:Echo"
    unreachable = "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')"
    for arguments, code, status, text in (
            ({"FunctionName": "Fails"}, "ResourceNotFoundException", 404, nothing),
            ({"FunctionName": "Nobody"}, "ResourceNotFoundException", 404, nothing),
            ({"FunctionName": "Echo", "Qualifier": "other"}, "ResourceNotFoundException", 404, nothing),
            ({"FunctionName": "Echo:other"}, "ResourceNotFoundException", 404, nothing),
            ({"FunctionName": foreign}, "ResourceNotFoundException", 404, unreachable),
            ({"FunctionName": "Echo:a", "Qualifier": "b"}, "InvalidParameterValueException", 400,
             "The derived qualifier from the function name does not match the specified qualifier."),
            ({"FunctionName": "Echo", "Qualifier": "1"}, "ValidationException", 400,
             faulty % ("1", "qualifier", pattern)),
            ({"FunctionName": "Echo", "Qualifier": "$LATEST"}, "ValidationException", 400,
             faulty % ("$LATEST", "qualifier", pattern)),
            ({"FunctionName": "Echo", "Qualifier": "q" * 129}, "ValidationException", 400,
             faulty % ("q" * 129, "qualifier", "Member must have length less than or equal to 128"))):
        message = refused(code, status, unvalidated.get_function_url_config, **arguments)
        assert message == text, message
    for arguments, code, status, text in (
            ({"FunctionName": "Nobody"}, "ResourceNotFoundException", 404, "Function does not exist"),
            ({"FunctionName": foreign}, "ResourceNotFoundException", 404, unreachable),
            ({"FunctionName": "Echo", "MaxItems": 0}, "ValidationException", 400,
             faulty % ("0", "maxItems", "Member must have value greater than or equal to 1")),
            ({"FunctionName": "Echo", "Marker": "?"}, "InvalidParameterValueException", 400, "Invalid marker")):
        message = refused(code, status, unvalidated.list_function_url_configs, **arguments)
        assert message == text, message


def settings_beside_the_template(api):
    arn = "arn:aws:lambda:us-east-1:000000000000:function:"
    assert api.put_function_concurrency(FunctionName="Fails", ReservedConcurrentExecutions=0)[
        "ReservedConcurrentExecutions"] == 0
    assert api.get_function_concurrency(FunctionName="Fails")["ReservedConcurrentExecutions"] == 0
    assert api.get_function(FunctionName="Fails")["Concurrency"] == {"ReservedConcurrentExecutions": 0}
    try:
        api.invoke(FunctionName="Fails")
        raise AssertionError("a function with no concurrency ran")
    except ClientError as error:
        assert error.response["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded", error.response
    message = refused("InvalidParameterValueException", 400, api.put_function_concurrency, FunctionName="Fails",
                      ReservedConcurrentExecutions=900)
    assert message == ("Specified ReservedConcurrentExecutions for function decreases account's "
                       "UnreservedConcurrentExecution below its minimum value of [100]."), message
    message = refused("InvalidParameterValueException", 400, api.put_function_concurrency, FunctionName="Fails:1",
                      ReservedConcurrentExecutions=1)
    assert message.startswith("This operation is permitted on Lambda functions only."), message
    message = refused("ResourceNotFoundException", 404, api.put_function_concurrency, FunctionName="Nobody",
                      ReservedConcurrentExecutions=1)
    assert message == "Function not found: " + arn + "Nobody:$LATEST", message
    assert api.put_function_concurrency(FunctionName="Fails", ReservedConcurrentExecutions=893)
    assert api.get_account_settings()["AccountLimit"]["UnreservedConcurrentExecutions"] == 100
    api.delete_function_concurrency(FunctionName="Fails")
    assert "ReservedConcurrentExecutions" not in api.get_function_concurrency(FunctionName="Fails")

    message = refused("ResourceNotFoundException", 404, api.get_function_event_invoke_config, FunctionName="Fails")
    assert message == "The function " + arn + "Fails:$LATEST doesn't have an EventInvokeConfig", message
    refused("ResourceNotFoundException", 404, api.update_function_event_invoke_config, FunctionName="Fails",
            MaximumRetryAttempts=1)
    message = refused("InvalidParameterValueException", 400, api.put_function_event_invoke_config, FunctionName="Fails")
    assert message == "You must specify at least one of error handling or destination setting.", message
    message = refused("ResourceNotFoundException", 404, api.put_function_event_invoke_config, FunctionName="Fails",
                      Qualifier="gone", MaximumRetryAttempts=1)
    assert message == "The function doesn't exist.", message
    for target, text in ((arn + "Fails", "You can't specify the function as a destination for itself."),
                         ("arn:aws:sqs:us-east-1:000000000000:No",
                          "The destination ARN arn:aws:sqs:us-east-1:000000000000:No is invalid.")):
        message = refused("InvalidParameterValueException", 400, api.put_function_event_invoke_config,
                          FunctionName="Fails", DestinationConfig={"OnFailure": {"Destination": target}})
        assert message == text, message
    queue = "arn:aws:sqs:us-east-1:000000000000:Work"
    config = api.put_function_event_invoke_config(FunctionName="Fails", MaximumRetryAttempts=0,
                                                  DestinationConfig={"OnFailure": {"Destination": queue}})
    assert config["FunctionArn"] == arn + "Fails:$LATEST" and config["MaximumRetryAttempts"] == 0, config
    assert config["DestinationConfig"] == {"OnSuccess": {}, "OnFailure": {"Destination": queue}}, config
    merged = api.update_function_event_invoke_config(FunctionName="Fails", MaximumEventAgeInSeconds=60)
    assert merged["MaximumRetryAttempts"] == 0 and merged["MaximumEventAgeInSeconds"] == 60, merged
    assert merged["DestinationConfig"] == config["DestinationConfig"], merged
    replaced = api.put_function_event_invoke_config(FunctionName="Fails", MaximumEventAgeInSeconds=70)
    assert "MaximumRetryAttempts" not in replaced and replaced["DestinationConfig"]["OnFailure"] == {}, replaced
    listed = api.list_function_event_invoke_configs(FunctionName="Fails")["FunctionEventInvokeConfigs"]
    assert [each["MaximumEventAgeInSeconds"] for each in listed] == [70], listed
    api.delete_function_event_invoke_config(FunctionName="Fails")
    refused("ResourceNotFoundException", 404, api.delete_function_event_invoke_config, FunctionName="Fails")

    assert api.list_tags(Resource=arn + "Fails")["Tags"] == {} and "Tags" not in api.get_function(FunctionName="Fails")
    api.tag_resource(Resource=arn + "Fails", Tags={"team": "blue", "stage": "dev"})
    assert api.get_function(FunctionName="Fails")["Tags"] == {"team": "blue", "stage": "dev"}
    api.untag_resource(Resource=arn + "Fails", TagKeys=["team", "absent"])
    assert api.list_tags(Resource=arn + "Fails")["Tags"] == {"stage": "dev"}
    message = refused("InvalidParameterValueException", 400, api.list_tags, Resource=arn + "Fails:1")
    assert message.startswith("Tags on function aliases and versions are not supported."), message
    message = refused("InvalidParameterValueException", 400, api.tag_resource, Resource=arn + "Fails",
                      Tags={"k%d" % n: "v" for n in range(50)})
    assert message == "Number of tags exceeds resource tag limit.", message
    api.untag_resource(Resource=arn + "Fails", TagKeys=["stage"])


def permissions(api):
    arn = "arn:aws:lambda:us-east-1:000000000000:function:Echo"
    message = refused("ResourceNotFoundException", 404, api.get_policy, FunctionName="Echo")
    assert message == "The resource you requested does not exist.", message
    added = api.add_permission(FunctionName="Echo", StatementId="s3", Action="lambda:InvokeFunction",
                               Principal="s3.amazonaws.com", SourceArn="arn:aws:s3:::b", SourceAccount="123456789012")
    assert added["ResponseMetadata"]["HTTPStatusCode"] == 201
    statement = ('{"Sid":"s3","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},'
                 '"Action":"lambda:InvokeFunction","Resource":"' + arn + '",'
                 '"Condition":{"StringEquals":{"AWS:SourceAccount":"123456789012"},'
                 '"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::b"}}}')
    assert added["Statement"] == statement, added
    message = refused("ResourceConflictException", 409, api.add_permission, FunctionName="Echo", StatementId="s3",
                      Action="lambda:InvokeFunction", Principal="*")
    assert message.startswith("The statement id (s3) provided already exists."), message
    refused("PreconditionFailedException", 412, api.add_permission, FunctionName="Echo", StatementId="x",
            Action="lambda:InvokeFunction", Principal="*", RevisionId="stale")
    message = refused("ValidationException", 400, api.add_permission, FunctionName="Echo", StatementId="a b",
                      Action="s3:GetObject", Principal="*")
    assert message.startswith("2 validation errors detected: "), message
    message = refused("InvalidParameterValueException", 400, api.add_permission, FunctionName="Echo", StatementId="x",
                      Action="lambda:InvokeFunction", Principal="*", Qualifier="$LATEST")
    assert message == "We currently do not support adding policies for $LATEST.", message
    message = refused("ResourceNotFoundException", 404, api.add_permission, FunctionName="Echo", StatementId="x",
                      Action="lambda:InvokeFunction", Principal="*", Qualifier="gone")
    assert message == "Cannot find alias arn: " + arn + ":gone", message
    policy = api.get_policy(FunctionName="Echo")
    assert policy["Policy"] == '{"Version":"2012-10-17","Id":"default","Statement":[' + statement + "]}", policy
    message = refused("ResourceNotFoundException", 404, api.remove_permission, FunctionName="Echo", StatementId="no")
    assert message == "Statement no is not found in resource policy.", message
    api.remove_permission(FunctionName="Echo", StatementId="s3", RevisionId=policy["RevisionId"])
    message = refused("ResourceNotFoundException", 404, api.remove_permission, FunctionName="Echo", StatementId="s3")
    assert message == "No policy is associated with the given resource.", message
    message = refused("ResourceNotFoundException", 404, api.remove_permission, FunctionName="No", StatementId="s3")
    assert message == "No policy found for: " + arn.replace("Echo", "No"), message


def versions_and_aliases(api):
    arn = "arn:aws:lambda:us-east-1:000000000000:function:Echo"
    before = api.get_function_configuration(FunctionName="Echo")["RevisionId"]
    message = refused("PreconditionFailedException", 412, api.publish_version, FunctionName="Echo", RevisionId="stale")
    assert message.startswith("The Revision Id provided does not match the latest Revision Id."), message
    refused("InvalidParameterValueException", 400, api.publish_version, FunctionName="Echo", CodeSha256="other")
    first = api.publish_version(FunctionName="Echo", Description="first", RevisionId=before)
    assert first["ResponseMetadata"]["HTTPStatusCode"] == 201 and first["FunctionArn"] == arn + ":1", first
    assert first["Version"] == "1" and first["Description"] == "first" and first["State"] == "Active"
    assert first["LastUpdateStatus"] == "Successful" and first["MemorySize"] == 256
    after = api.get_function_configuration(FunctionName="Echo")["RevisionId"]
    assert len({before, after, first["RevisionId"]}) == 3  # publishing changes that of $LATEST, too
    assert api.publish_version(FunctionName="Echo", Description="again")["Version"] == "1"
    listed = api.list_versions_by_function(FunctionName="Echo")["Versions"]
    assert [each["Version"] for each in listed] == ["$LATEST", "1"] and "State" not in listed[1], listed
    assert listed[0]["FunctionArn"] == arn + ":$LATEST" and listed[1]["RevisionId"] == first["RevisionId"]
    page = api.list_versions_by_function(FunctionName="Echo", MaxItems=1)
    assert [each["Version"] for each in page["Versions"]] == ["$LATEST"]
    rest = api.list_versions_by_function(FunctionName="Echo", Marker=page["NextMarker"])
    assert [each["Version"] for each in rest["Versions"]] == ["1"] and "NextMarker" not in rest
    everything = [each["FunctionArn"] for each in api.list_functions(FunctionVersion="ALL")["Functions"]]
    assert everything[:2] == [arn + ":$LATEST", arn + ":1"], everything
    api.get_waiter("published_version_active").wait(FunctionName="Echo", Qualifier="1")
    api.get_waiter("function_active_v2").wait(FunctionName="Echo")
    api.get_waiter("function_updated").wait(FunctionName="Echo")
    reply = api.invoke(FunctionName="Echo:1", Payload="{}")
    assert reply["ExecutedVersion"] == "1", reply
    message = refused("ResourceNotFoundException", 404, api.invoke, FunctionName="Echo", Qualifier="9")
    assert message == "Function not found: " + arn + ":9", message
    refused("ValidationException", 400, api.get_function, FunctionName="Echo", Qualifier="a b")

    message = refused("ResourceNotFoundException", 404, api.get_alias, FunctionName="Echo", Name="live")
    assert message == "Cannot find alias arn: " + arn + ":live", message
    alias = api.create_alias(FunctionName="Echo", Name="live", FunctionVersion="1", Description="the one")
    assert alias["ResponseMetadata"]["HTTPStatusCode"] == 201 and alias["AliasArn"] == arn + ":live", alias
    assert alias["FunctionVersion"] == "1" and "RoutingConfig" not in alias
    message = refused("ResourceConflictException", 409, api.create_alias, FunctionName="Echo", Name="live",
                      FunctionVersion="1")
    assert message == "Alias already exists: " + arn + ":live", message
    message = refused("ValidationException", 400, api.create_alias, FunctionName="Echo", Name="12",
                      FunctionVersion="x")
    assert message.startswith("2 validation errors detected: Value '12' at 'name' failed"), message
    message = refused("ValidationException", 400, api.create_alias, FunctionName="Echo", Name="two",
                      FunctionVersion="1", RoutingConfig={"AdditionalVersionWeights": {"2": 2.0}})
    assert message == ("1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' "
                       "failed to satisfy constraint: Map value must satisfy constraint: [Member must have value "
                       "less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must "
                       "not be null]"
                       ), message
    through = api.get_function_configuration(FunctionName="Echo", Qualifier="live")
    assert through["FunctionArn"] == arn + ":live" and through["Version"] == "1", through
    assert through["RevisionId"] == first["RevisionId"]
    assert api.invoke(FunctionName=arn + ":live", Payload="{}")["ExecutedVersion"] == "1"
    assert api.get_alias(FunctionName="Echo", Name="live")["RevisionId"] == alias["RevisionId"]
    assert [each["Name"] for each in api.list_aliases(FunctionName="Echo")["Aliases"]] == ["live"]
    assert api.list_aliases(FunctionName="Echo", FunctionVersion="2")["Aliases"] == []
    message = refused("InvalidParameterValueException", 400, api.update_alias, FunctionName="Echo", Name="live",
                      FunctionVersion="$LATEST", RoutingConfig={"AdditionalVersionWeights": {"1": 0.5}})
    assert message == "$LATEST is not supported for an alias pointing to more than 1 version", message
    refused("PreconditionFailedException", 412, api.update_alias, FunctionName="Echo", Name="live", RevisionId="stale")
    moved = api.update_alias(FunctionName="Echo", Name="live", FunctionVersion="$LATEST",
                             RevisionId=alias["RevisionId"])
    assert moved["FunctionVersion"] == "$LATEST" and moved["Description"] == "the one", moved
    assert api.invoke(FunctionName="Echo", Qualifier="live", Payload="{}")["ExecutedVersion"] == "$LATEST"
    message = refused("ResourceNotFoundException", 404, api.update_alias, FunctionName="Echo", Name="gone")
    assert message == "Alias not found: " + arn + ":gone", message

    api.update_alias(FunctionName="Echo", Name="live", FunctionVersion="1")
    message = refused("ResourceConflictException", 409, api.delete_function, FunctionName="Echo", Qualifier="1")
    assert message == "Unable to delete version because the following aliases reference it: [live]", message
    message = refused("InvalidParameterValueException", 400, api.delete_function, FunctionName="Echo", Qualifier="live")
    assert message == "Deletion of aliases is not currently supported.", message
    message = refused("InvalidParameterValueException", 400, api.delete_function, FunctionName="Echo",
                      Qualifier="$LATEST")
    assert message == "$LATEST version cannot be deleted without deleting the function.", message
    for _ in range(2):  # what is gone already is no error
        assert api.delete_alias(FunctionName="Echo", Name="live")["ResponseMetadata"]["HTTPStatusCode"] == 204
        api.delete_function(FunctionName="Echo", Qualifier="1")
    assert len(api.list_versions_by_function(FunctionName="Echo")["Versions"]) == 1
    assert api.publish_version(FunctionName="Echo")["Version"] == "2"  # numbers are never used again


def fetch(url, data=None, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=data, headers=headers)) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def function_urls(url):
    status, headers, body = fetch(url + "items/7?q=1&q=2", b'{"n":1}', **{"Content-Type": "application/json"})
    event = json.loads(body)["echo"]
    assert status == 200 and event["version"] == "2.0" and event["rawPath"] == "/items/7", body
    assert event["queryStringParameters"] == {"q": "1,2"} and event["body"] == '{"n":1}'
    assert event["requestContext"]["http"]["method"] == "POST"
    assert headers["X-Content-Type-Options"] == "nosniff"
    name = url.split("/lambda-url/")[1].strip("/")
    port = URL_ENDPOINT.rsplit(":", 1)[1]
    status, _, body = fetch(URL_ENDPOINT + "/x", Host="%s.lambda-url.localhost:%s" % (name, port))
    assert status == 200 and json.loads(body)["echo"]["rawPath"] == "/x"
    status, headers, body = fetch(URL_ENDPOINT + "/lambda-url/unknown/")
    assert status == 403 and body == b'{"Message":null}' and headers["x-amzn-ErrorType"] == "AccessDeniedException"
    status, headers, _ = fetch(url, Origin="https://app.example")
    assert status == 200 and headers["Access-Control-Allow-Origin"] == "https://app.example"
    status, headers, _ = fetch(url, Origin="https://other.example")
    assert status == 200 and "Access-Control-Allow-Origin" not in headers
    assert fetch(url, Host="evil.example:" + port)[0] == 421


def queues():
    api = client("sqs")
    url = api.create_queue(QueueName="jobs", Attributes={"VisibilityTimeout": "45"})["QueueUrl"]
    assert url == ENDPOINT + "/000000000000/jobs", url
    assert api.get_queue_url(QueueName="jobs")["QueueUrl"] == url
    assert url in api.list_queues(QueueNamePrefix="jo")["QueueUrls"]
    assert "QueueUrls" not in api.list_queues(QueueNamePrefix="zzz")
    attributes = api.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout", "QueueArn"])["Attributes"]
    assert attributes == {"VisibilityTimeout": "45", "QueueArn": "arn:aws:sqs:us-east-1:000000000000:jobs"}, attributes
    api.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "0", "VisibilityTimeout": "50"})
    sent = api.send_message(QueueUrl=url, MessageBody="höllo <&>", MessageAttributes={
        "kind": {"DataType": "String", "StringValue": "new"}, "raw": {"DataType": "Binary", "BinaryValue": b"\0\1"}})
    assert sent["MD5OfMessageBody"] == hashlib.md5("höllo <&>".encode()).hexdigest()
    received = api.receive_message(QueueUrl=url, AttributeNames=["All"], MessageAttributeNames=["All"],
                                   WaitTimeSeconds=2)["Messages"]
    message = received[0]
    assert len(received) == 1 and message["MessageId"] == sent["MessageId"] and message["Body"] == "höllo <&>"
    assert message["MessageAttributes"]["raw"]["BinaryValue"] == b"\0\1", message
    assert message["Attributes"]["ApproximateReceiveCount"] == "1"
    api.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    again = api.receive_message(QueueUrl=url, WaitTimeSeconds=2)["Messages"][0]
    assert "Attributes" not in again and again["Body"] == "höllo <&>"
    api.delete_message(QueueUrl=url, ReceiptHandle=again["ReceiptHandle"])
    assert "Messages" not in api.receive_message(QueueUrl=url)
    batch = api.send_message_batch(QueueUrl=url, Entries=[{"Id": str(n), "MessageBody": "m%d" % n} for n in range(10)])
    assert len(batch["Successful"]) == 10 and "Failed" not in batch
    many = api.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    done = api.delete_message_batch(QueueUrl=url, Entries=[{"Id": str(n), "ReceiptHandle": each["ReceiptHandle"]}
                                                           for n, each in enumerate(many)])
    assert len(done["Successful"]) == len(many)
    api.purge_queue(QueueUrl=url)
    message = refused("AWS.SimpleQueueService.NonExistentQueue", 400, api.get_queue_url, QueueName="nobody")
    query = boto3.__version__ < "1.28."  # Debian's speaks Query, newer ones JSON; each has its own text
    assert message == "The specified queue does not exist%s." % (" for this wsdl version" if query else ""), message
    refused("InvalidParameterValue", 400, api.receive_message, QueueUrl=url, MaxNumberOfMessages=11)
    api.delete_queue(QueueUrl=url)


def topics():
    api = client("sns")
    sqs = client("sqs")
    arn = api.create_topic(Name="news")["TopicArn"]
    assert arn == "arn:aws:sns:us-east-1:000000000000:news"
    assert {"TopicArn": arn} in api.list_topics()["Topics"]
    url = sqs.create_queue(QueueName="inbox")["QueueUrl"]
    queue = "arn:aws:sqs:us-east-1:000000000000:inbox"
    subscription = api.subscribe(TopicArn=arn, Protocol="sqs", Endpoint=queue,
                                 Attributes={"RawMessageDelivery": "true"})["SubscriptionArn"]
    assert api.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"][0]["SubscriptionArn"] == subscription
    assert api.list_subscriptions()["Subscriptions"][0]["Endpoint"] == queue
    assert api.get_topic_attributes(TopicArn=arn)["Attributes"]["SubscriptionsConfirmed"] == "1"
    assert api.publish(TopicArn=arn, Message="hi", Subject="s", MessageAttributes={
        "k": {"DataType": "String", "StringValue": "v"}})["MessageId"]
    received = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=5, MessageAttributeNames=["All"])["Messages"][0]
    assert received["Body"] == "hi" and received["MessageAttributes"]["k"]["StringValue"] == "v", received
    api.unsubscribe(SubscriptionArn=subscription)
    assert api.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"] == []
    refused("NotFound", 404, api.publish, TopicArn=arn + "x", Message="m")
    api.delete_topic(TopicArn=arn)


def buckets():
    api = client("s3")
    api.create_bucket(Bucket="photos")
    assert "photos" in [each["Name"] for each in api.list_buckets()["Buckets"]]
    api.head_bucket(Bucket="photos")
    assert api.get_bucket_location(Bucket="photos")["LocationConstraint"] is None
    refused("404", 404, api.head_bucket, Bucket="nothere")
    put = api.put_object(Bucket="photos", Key="a b/ü&.txt", Body=b"hello world", ContentType="text/plain",
                         Metadata={"owner": "ann"}, CacheControl="no-cache")
    assert put["ETag"] == '"%s"' % hashlib.md5(b"hello world").hexdigest()
    headers = put["ResponseMetadata"]["HTTPHeaders"]
    assert len(headers["x-amz-request-id"]) == 16 and headers["x-amz-id-2"]
    got = api.get_object(Bucket="photos", Key="a b/ü&.txt")
    assert got["Body"].read() == b"hello world" and got["Metadata"] == {"owner": "ann"}
    assert got["ContentType"] == "text/plain" and got["CacheControl"] == "no-cache"
    part = api.get_object(Bucket="photos", Key="a b/ü&.txt", Range="bytes=6-")
    assert part["Body"].read() == b"world" and part["ContentRange"] == "bytes 6-10/11"
    assert part["ResponseMetadata"]["HTTPStatusCode"] == 206
    refused("InvalidRange", 416, api.get_object, Bucket="photos", Key="a b/ü&.txt", Range="bytes=99-")
    refused("304", 304, api.get_object, Bucket="photos", Key="a b/ü&.txt", IfNoneMatch=put["ETag"])
    refused("PreconditionFailed", 412, api.get_object, Bucket="photos", Key="a b/ü&.txt", IfMatch='"x"')
    head = api.head_object(Bucket="photos", Key="a b/ü&.txt")
    assert head["ContentLength"] == 11
    refused("404", 404, api.head_object, Bucket="photos", Key="nothing")
    refused("NoSuchKey", 404, api.get_object, Bucket="photos", Key="nothing")
    refused("NoSuchBucket", 404, api.list_objects_v2, Bucket="nothere")
    api.copy_object(Bucket="photos", Key="copy", CopySource={"Bucket": "photos", "Key": "a b/ü&.txt"})
    assert api.head_object(Bucket="photos", Key="copy")["Metadata"] == {"owner": "ann"}
    listing = api.list_objects_v2(Bucket="photos", Delimiter="/")
    assert [each["Key"] for each in listing["Contents"]] == ["copy"]
    assert listing["CommonPrefixes"] == [{"Prefix": "a b/"}]
    assert [each["Key"] for each in api.list_objects(Bucket="photos")["Contents"]] == ["a b/ü&.txt", "copy"]
    pages = api.get_paginator("list_objects_v2").paginate(Bucket="photos", PaginationConfig={"PageSize": 1})
    assert [each["Key"] for page in pages for each in page["Contents"]] == ["a b/ü&.txt", "copy"]
    uploads(api)
    link = api.generate_presigned_url("get_object", Params={"Bucket": "photos", "Key": "copy"}, ExpiresIn=60)
    assert fetch(link)[2] == b"hello world"
    assert fetch(ENDPOINT + "/photos/copy")[0] == 403
    refused("BucketNotEmpty", 409, api.delete_bucket, Bucket="photos")
    api.delete_object(Bucket="photos", Key="copy")
    gone = api.delete_objects(Bucket="photos", Delete={"Objects": [{"Key": "a b/ü&.txt"}, {"Key": "big"}, {"Key": "c"}]})
    assert len(gone["Deleted"]) == 3
    api.delete_bucket(Bucket="photos")


def uploads(api):
    content = os.urandom(20 * 1024 * 1024)
    api.upload_fileobj(io.BytesIO(content), "photos", "big", Config=TransferConfig(multipart_threshold=8 << 20))
    assert api.head_object(Bucket="photos", Key="big")["ETag"].endswith('-3"')
    back = io.BytesIO()
    api.download_fileobj("photos", "big", back)
    assert hashlib.sha256(back.getvalue()).digest() == hashlib.sha256(content).digest()
    upload = api.create_multipart_upload(Bucket="photos", Key="c")["UploadId"]
    part = api.upload_part_copy(Bucket="photos", Key="c", UploadId=upload, PartNumber=1,
                                CopySource={"Bucket": "photos", "Key": "big"}, CopySourceRange="bytes=0-4")
    assert api.list_multipart_uploads(Bucket="photos")["Uploads"][0]["UploadId"] == upload
    assert api.list_parts(Bucket="photos", Key="c", UploadId=upload)["Parts"][0]["Size"] == 5
    api.complete_multipart_upload(Bucket="photos", Key="c", UploadId=upload, MultipartUpload={
        "Parts": [{"PartNumber": 1, "ETag": part["CopyPartResult"]["ETag"]}]})
    assert api.get_object(Bucket="photos", Key="c")["Body"].read() == content[:5]
    dropped = api.create_multipart_upload(Bucket="photos", Key="d")["UploadId"]
    api.abort_multipart_upload(Bucket="photos", Key="d", UploadId=dropped)
    refused("NoSuchUpload", 404, api.list_parts, Bucket="photos", Key="d", UploadId=dropped)


def others():
    identity = client("sts").get_caller_identity()
    assert identity["Account"] == "000000000000" and identity["Arn"] == "arn:aws:iam::000000000000:root"
    refused("UnknownOperationException", 501, client("dynamodb").list_tables)


for name in sys.argv[3:]:
    {"lambda": lambdas, "sqs": queues, "sns": topics, "s3": buckets, "others": others}[name]()
    print(name, "ok")

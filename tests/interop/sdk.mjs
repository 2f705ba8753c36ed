// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// AWS's JavaScript clients, unmodified, against a served workspace: node sdk.mjs ENDPOINT PACKAGES
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

const [endpoint, packages] = process.argv.slice(2);
const require = createRequire(`${packages}/package.json`);
const load = (name) => require(`@aws-sdk/client-${name}`);
const config = {
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  maxAttempts: 1,
};

async function refused(name, status, promise) {
  const error = await promise.then(() => null, (reason) => reason);
  assert.ok(error, `${name} was expected`);
  assert.equal(error.name, name, String(error));
  assert.equal(error.$metadata.httpStatusCode, status);
  assert.ok(error.$metadata.requestId, 'every answer has a request id');
  return error.message;
}

async function lambdas() {
  const { LambdaClient, InvokeCommand, ListFunctionsCommand, GetFunctionCommand, paginateListFunctions,
    InvokeWithResponseStreamCommand,
    GetFunctionUrlConfigCommand, ListEventSourceMappingsCommand } = load('lambda');
  const client = new LambdaClient(config);
  const event = { a: 'ä', n: [1, 2.5, null] };
  const done = await client.send(new InvokeCommand({
    FunctionName: 'Echo', Payload: JSON.stringify(event), LogType: 'Tail' }));
  assert.equal(done.StatusCode, 200);
  assert.equal(done.FunctionError, undefined);
  assert.equal(done.ExecutedVersion, '$LATEST');
  assert.deepEqual(JSON.parse(done.Payload.transformToString()), { echo: event });
  assert.match(Buffer.from(done.LogResult, 'base64').toString(), /REPORT RequestId: /);
  const accepted = await client.send(new InvokeCommand({ FunctionName: 'Echo', InvocationType: 'Event', Payload: '{}' }));
  assert.equal(accepted.StatusCode, 202);
  const failed = await client.send(new InvokeCommand({ FunctionName: 'Fails' }));
  assert.equal(failed.FunctionError, 'Unhandled');
  assert.equal(JSON.parse(failed.Payload.transformToString()).errorType, 'Boom');
  await refused('ResourceNotFoundException', 404, client.send(new InvokeCommand({ FunctionName: 'Nobody' })));
  await refused('InvalidRequestContentException', 400,
    client.send(new InvokeCommand({ FunctionName: 'Echo', Payload: '{' })));
  const large = JSON.stringify('x'.repeat(5 << 20));
  const back = await client.send(new InvokeCommand({ FunctionName: 'Echo', Payload: large }));
  assert.equal(back.Payload.length, large.length + '{"echo": }'.length);

  const streamed = await client.send(new InvokeWithResponseStreamCommand({
    FunctionName: 'Echo', Payload: JSON.stringify(event), LogType: 'Tail' }));
  const chunks = [];
  let complete;
  for await (const each of streamed.EventStream) {
    if (each.PayloadChunk) chunks.push(Buffer.from(each.PayloadChunk.Payload));
    if (each.InvokeComplete) complete = each.InvokeComplete;
  }
  assert.deepEqual(JSON.parse(Buffer.concat(chunks)), { echo: event });
  assert.equal(complete.ErrorCode, undefined);
  assert.match(Buffer.from(complete.LogResult, 'base64').toString(), /REPORT RequestId: /);
  const broken = await client.send(new InvokeWithResponseStreamCommand({ FunctionName: 'Fails' }));
  for await (const each of broken.EventStream) complete = each.InvokeComplete;
  assert.equal(complete.ErrorCode, 'Unhandled');
  assert.equal(JSON.parse(complete.ErrorDetails).errorType, 'Boom');

  const names = (await client.send(new ListFunctionsCommand({}))).Functions.map((each) => each.FunctionName);
  assert.deepEqual(names, ['Echo', 'Fails']);
  const pages = [];
  for await (const page of paginateListFunctions({ client, pageSize: 1 }, {})) pages.push(page.Functions.length);
  assert.deepEqual(pages.filter((count) => count > 0), [1, 1]);
  const { Configuration, Concurrency } = await client.send(new GetFunctionCommand({ FunctionName: 'Echo' }));
  assert.equal(Configuration.Runtime, 'python3.13');
  assert.equal(Configuration.State, 'Active');
  assert.equal(Concurrency.ReservedConcurrentExecutions, 7);
  const url = await client.send(new GetFunctionUrlConfigCommand({ FunctionName: 'Echo' }));
  const reply = await fetch(`${url.FunctionUrl}orders/7?x=1`, { method: 'POST', body: 'hello' });
  const seen = (await reply.json()).echo;
  assert.equal(seen.rawPath, '/orders/7');
  assert.equal(seen.requestContext.http.method, 'POST');
  const mappings = await client.send(new ListEventSourceMappingsCommand({ FunctionName: 'Echo' }));
  assert.equal(mappings.EventSourceMappings[0].BatchSize, 5);
}

async function queues() {
  const sqs = load('sqs');
  const client = new sqs.SQSClient(config);
  const send = (name, input) => client.send(new sqs[`${name}Command`](input));
  const QueueUrl = (await send('CreateQueue', { QueueName: 'sdk', Attributes: { VisibilityTimeout: '45' } })).QueueUrl;
  assert.equal((await send('GetQueueUrl', { QueueName: 'sdk' })).QueueUrl, QueueUrl);
  assert.ok((await send('ListQueues', {})).QueueUrls.includes(QueueUrl));
  // The client checks the MD5 of body and attributes itself and fails when they differ.
  const sent = await send('SendMessage', { QueueUrl, MessageBody: 'höllo <&>', MessageAttributes: {
    kind: { DataType: 'String', StringValue: 'new' },
    raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 255]) } } });
  const { Messages } = await send('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 2, MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'] });
  assert.equal(Messages.length, 1);
  assert.equal(Messages[0].MessageId, sent.MessageId);
  assert.equal(Messages[0].Body, 'höllo <&>');
  assert.deepEqual([...Messages[0].MessageAttributes.raw.BinaryValue], [0, 1, 255]);
  assert.equal(Messages[0].Attributes.ApproximateReceiveCount, '1');
  await send('ChangeMessageVisibility', { QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle, VisibilityTimeout: 0 });
  const again = (await send('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 2 })).Messages[0];
  await send('DeleteMessage', { QueueUrl, ReceiptHandle: again.ReceiptHandle });
  const batch = await send('SendMessageBatch', { QueueUrl,
    Entries: [...Array(10).keys()].map((n) => ({ Id: String(n), MessageBody: `m${n}` })) });
  assert.equal(batch.Successful.length, 10);
  const { Attributes } = await send('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
  assert.equal(Attributes.ApproximateNumberOfMessages, '10');
  await send('PurgeQueue', { QueueUrl });
  assert.equal((await send('ReceiveMessage', { QueueUrl })).Messages, undefined);
  await refused('QueueDoesNotExist', 400, send('GetQueueUrl', { QueueName: 'nobody' }));
  await send('DeleteQueue', { QueueUrl });
  // The queue that a function is wired to: its poller runs the function, which prints what it received.
  const work = (await send('GetQueueUrl', { QueueName: 'Work' })).QueueUrl;
  await send('SendMessage', { QueueUrl: work, MessageBody: 'from the sdk' });
}

async function topics() {
  const sns = load('sns');
  const sqs = load('sqs');
  const client = new sns.SNSClient(config);
  const inboxes = new sqs.SQSClient(config);
  const { TopicArn } = await client.send(new sns.CreateTopicCommand({ Name: 'sdk-news' }));
  const { QueueUrl } = await inboxes.send(new sqs.CreateQueueCommand({ QueueName: 'sdk-inbox' }));
  await client.send(new sns.SubscribeCommand({ TopicArn, Protocol: 'sqs',
    Endpoint: 'arn:aws:sqs:us-east-1:000000000000:sdk-inbox' }));
  const { MessageId } = await client.send(new sns.PublishCommand({ TopicArn, Message: 'hi', Subject: 'S',
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'new' } } }));
  const { Messages } = await inboxes.send(new sqs.ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  const envelope = JSON.parse(Messages[0].Body);
  assert.equal(envelope.MessageId, MessageId);
  assert.equal(envelope.Message, 'hi');
  assert.equal(envelope.MessageAttributes.kind.Value, 'new');
  const batch = await client.send(new sns.PublishBatchCommand({ TopicArn,
    PublishBatchRequestEntries: [{ Id: 'a', Message: '1' }, { Id: 'b', Message: '2' }] }));
  assert.equal(batch.Successful.length, 2);
  await refused('NotFoundException', 404, client.send(new sns.PublishCommand({ TopicArn: `${TopicArn}x`, Message: 'm' })));
}

async function buckets() {
  const s3 = load('s3');
  const client = new s3.S3Client({ ...config, forcePathStyle: true });
  const send = (name, input) => client.send(new s3[`${name}Command`]({ Bucket: 'sdk-files', ...input }));
  await send('CreateBucket', {});
  // The client adds a CRC32 of its own to what it sends and checks the one it gets back.
  const put = await send('PutObject', { Key: 'a b/ü&.txt', Body: 'hello world', ContentType: 'text/plain',
    Metadata: { owner: 'ann' } });
  assert.equal(put.ETag, `"${createHash('md5').update('hello world').digest('hex')}"`);
  const got = await send('GetObject', { Key: 'a b/ü&.txt' });
  assert.equal(await got.Body.transformToString(), 'hello world');
  assert.equal(got.ContentType, 'text/plain');
  assert.deepEqual(got.Metadata, { owner: 'ann' });
  const part = await send('GetObject', { Key: 'a b/ü&.txt', Range: 'bytes=6-' });
  assert.equal(await part.Body.transformToString(), 'world');
  await refused('NoSuchKey', 404, send('GetObject', { Key: 'nothing' }));
  await send('CopyObject', { Key: 'copy', CopySource: 'sdk-files/a%20b/%C3%BC%26.txt' });
  const listing = await send('ListObjectsV2', { Delimiter: '/' });
  assert.deepEqual(listing.Contents.map((each) => each.Key), ['copy']);
  assert.deepEqual(listing.CommonPrefixes.map((each) => each.Prefix), ['a b/']);
  await multipart(send);
  const gone = await send('DeleteObjects', { Delete: { Objects: ['a b/ü&.txt', 'copy', 'big'].map((Key) => ({ Key })) } });
  assert.equal(gone.Deleted.length, 3);
  await send('DeleteBucket', {});
  await refused('NoSuchBucket', 404, send('ListObjectsV2', {}));
}

async function multipart(send) {
  const content = randomBytes(20 << 20);
  const { UploadId } = await send('CreateMultipartUpload', { Key: 'big' });
  const Parts = [];
  for (let at = 0; at < content.length; at += 8 << 20) {
    const PartNumber = Parts.length + 1;
    const { ETag } = await send('UploadPart', { Key: 'big', UploadId, PartNumber, Body: content.subarray(at, at + (8 << 20)) });
    Parts.push({ PartNumber, ETag });
  }
  const done = await send('CompleteMultipartUpload', { Key: 'big', UploadId, MultipartUpload: { Parts } });
  assert.match(done.ETag, /-3"$/);
  const back = await (await send('GetObject', { Key: 'big' })).Body.transformToByteArray();
  assert.ok(content.equals(Buffer.from(back)), '20 MB came back unchanged');
}

async function identity() {
  const { STSClient, GetCallerIdentityCommand } = load('sts');
  const who = await new STSClient(config).send(new GetCallerIdentityCommand({}));
  assert.equal(who.Account, '000000000000');
  assert.equal(who.Arn, 'arn:aws:iam::000000000000:root');
}

for (const [name, run] of Object.entries({ lambdas, queues, topics, buckets, identity })) {
  await run();
  console.log(name, 'ok');
}

// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a Node.js handler (CommonJS or ESM, Node 16 and later) inside an execution environment.
//
// Talks to the core over a pair of pipes (core/runtimes/README.md): 4 bytes of little-endian length, then the frame.
// Between invocations it sits in a blocking read, so the event loop stands still as it does in a frozen environment.
'use strict';

const fs = require('fs');
const path = require('path');
const util = require('util');

const RESPONSE_MAX = 6 * 1024 * 1024 + 100;
const FRAME_TEXT = 0xa55a0003;
const FRAME_JSON = 0xa55a0002;
const LEVELS = { TRACE: 0x04, DEBUG: 0x08, INFO: 0x0c, WARN: 0x10, ERROR: 0x14, FATAL: 0x18 };
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const PIECE_MAX = 4096 - 5; // a frame of at most PIPE_BUF bytes is never mixed with another
const NODE_EXIT_MESSAGE =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise ' +
  'that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

// --- the pipe pair ---------------------------------------------------------------------------------------------

function writeAll(fd, buffer) {
  let done = 0;
  while (done < buffer.length) {
    try {
      done += fs.writeSync(fd, buffer, done, buffer.length - done);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

class Channel {
  constructor(readFd, writeFd, heldFd) {
    this.readFd = readFd;
    this.writeFd = writeFd;
    this.heldFd = heldFd;
    this.held = Buffer.alloc(8);
    this.buffer = Buffer.allocUnsafe(65536);
  }

  /** How long the user has stopped this environment so far. */
  heldMs() {
    if (this.heldFd === undefined) return 0;
    try {
      fs.readSync(this.heldFd, this.held, 0, 8, 0);
    } catch {
      return 0; // the function closed what is not its own
    }
    return this.held.readUIntLE(0, 6);
  }

  /** Blocks until a whole frame is here; never more than one is on its way. */
  receive() {
    let have = 0;
    let size = 4;
    let data = this.buffer;
    while (have < size) {
      const count = fs.readSync(this.readFd, data, have, data.length - have, null);
      if (count === 0) process.reallyExit(0); // the core is gone
      have += count;
      if (size === 4 && have >= 4) {
        size = data.readUInt32LE(0) + 4;
        if (size > data.length) {
          const larger = Buffer.allocUnsafe(size);
          data.copy(larger, 0, 0, have);
          data = larger;
        }
      }
    }
    return data.subarray(0, size);
  }

  send(kind, body) {
    const payload = Buffer.isBuffer(body) ? body : Buffer.from(body);
    const frame = Buffer.allocUnsafe(5 + payload.length);
    frame.writeUInt32LE(payload.length + 1, 0);
    frame.write(kind, 4, 'latin1');
    payload.copy(frame, 5);
    writeAll(this.writeFd, frame);
  }

  /** Sends a buffer as pieces without blocking the event loop; a slow caller makes it slow. */
  sendPieces(buffer, done, from = 0) {
    if (from >= buffer.length) return done();
    const payload = buffer.subarray(from, from + PIECE_MAX);
    const frame = Buffer.allocUnsafe(5 + payload.length);
    frame.writeUInt32LE(payload.length + 1, 0);
    frame.write('C', 4, 'latin1');
    payload.copy(frame, 5);
    fs.write(this.writeFd, frame, (error) => (error ? done(error) : this.sendPieces(buffer, done, from + payload.length)));
    return undefined;
  }

  sendError(kind, error) {
    this.send(kind, `${error.errorType}\0${stringifyError(error)}`);
  }
}

// --- log -------------------------------------------------------------------------------------------------------

let currentRequestId;

/** One log event however many lines it has: a telemetry frame inside the standard output, so order is kept. */
function writeEvent(level, text, frameType = FRAME_TEXT) {
  const message = Buffer.from(text);
  const frame = Buffer.allocUnsafe(16 + message.length);
  frame.writeUInt32BE((frameType | LEVELS[level]) >>> 0, 0);
  frame.writeUInt32BE(message.length, 4);
  frame.writeBigUInt64BE(BigInt(Date.now()) * 1000n, 8);
  message.copy(frame, 16);
  writeAll(1, frame);
}

function logAs(level) {
  return (...args) => {
    writeEvent(level, `${new Date().toISOString()}\t${currentRequestId}\t${level}\t${util.format(...args)}`);
  };
}

const isJsonLog = () => (process.env.AWS_LAMBDA_LOG_FORMAT || '').toUpperCase() === 'JSON';

function errorFields(error) {
  const name = error.constructor && error.constructor.name;
  return {
    errorType: name || 'UnknownError',
    errorMessage: error.message,
    stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : [],
  };
}

/** One line of the JSON format: a single argument stays what it is, several become text. */
function jsonLine(level, args) {
  const line = { timestamp: new Date().toISOString(), level, requestId: currentRequestId };
  const withErrors = (key, value) => (isError(value) ? { ...errorFields(value), ...value } : value);
  if (args.length === 1) {
    line.message = args[0];
    try {
      return JSON.stringify(line, withErrors);
    } catch (fault) {
      line.message = util.format(args[0]); // circular, BigInt
      return JSON.stringify(line);
    }
  }
  line.message = util.format(...args);
  const error = args.find(isError);
  if (error) Object.assign(line, errorFields(error));
  return JSON.stringify(line);
}

function patchConsoleForJson() {
  const lowest = LEVELS[process.env.AWS_LAMBDA_LOG_LEVEL] || LEVELS.INFO;
  const logAsJson = (level) =>
    LEVELS[level] < lowest ? () => {} : (...args) => writeEvent(level, jsonLine(level, args), FRAME_JSON);
  console.log = logAsJson('INFO');
  console.info = logAsJson('INFO');
  console.debug = logAsJson('DEBUG');
  console.warn = logAsJson('WARN');
  console.error = logAsJson('ERROR');
  console.fatal = logAsJson('FATAL');
  console.trace = logAsJson('TRACE');
}

function patchConsole() {
  if (isJsonLog()) {
    patchConsoleForJson();
    return;
  }
  console.log = logAs('INFO');
  console.info = logAs('INFO');
  console.debug = logAs('DEBUG');
  console.warn = logAs('WARN');
  console.error = logAs('ERROR');
  console.fatal = logAs('FATAL');
  const trace = logAs('TRACE');
  console.trace = (...args) => {
    const here = { name: 'Trace', message: util.format(...args) };
    Error.captureStackTrace(here, console.trace);
    trace(here.stack);
  };
}

// --- errors ----------------------------------------------------------------------------------------------------

function runtimeError(name, reason) {
  const error = new Error(String(reason));
  error.name = name;
  if (util.types.isNativeError(reason) && typeof reason.stack === 'string') {
    // A syntax error carries its place in the first line of its stack, not in a frame.
    const place = /^(?:file:\/\/)?(\/[^\n]*:\d+)\n/.exec(reason.stack);
    const frames = reason.stack.split('\n').filter((line) => /^ {4}at /.test(line));
    if (place) frames.unshift(`    at ${place[1]}`);
    error.stack = [`${name}: ${error.message}`, ...frames].join('\n');
  }
  return error;
}

function isError(value) {
  return util.types.isNativeError(value) || value instanceof Error;
}

/** What the caller gets. */
function toResponse(error) {
  if (!isError(error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  const response = { errorType: error.name, errorMessage: error.message };
  if ('reason' in error && error.name === 'Runtime.UnhandledPromiseRejection') {
    response.reason = withEnumerableProperties(error.reason);
    response.promise = {};
  }
  response.trace = String(error.stack || '').split('\n');
  return response;
}

function withEnumerableProperties(error) {
  if (!isError(error)) return error;
  const copy = Object.assign({ errorType: error.name, errorMessage: error.message, code: error.code }, error);
  delete copy.name;
  if (typeof error.stack === 'string') copy.stack = error.stack.split('\n');
  return copy;
}

function stringifyError(value) {
  try {
    return JSON.stringify(value, (key, item) => withEnumerableProperties(item));
  } catch (fault) {
    return JSON.stringify({ errorType: String(value.errorType), errorMessage: String(value.errorMessage), trace: [] });
  }
}

function logError(title, error) {
  if (isJsonLog()) {
    console.error(title, error);
    return;
  }
  let text;
  try {
    text = JSON.stringify(withEnumerableProperties(error), (key, item) => withEnumerableProperties(item));
  } catch (fault) {
    text = JSON.stringify(toResponse(error));
  }
  console.error(title, `\t${text}`);
}

// --- finding the handler ---------------------------------------------------------------------------------------

function isModulePackage(directory, root) {
  for (let at = directory; ; at = path.dirname(at)) {
    const file = path.join(at, 'package.json');
    if (fs.existsSync(file)) {
      try {
        return JSON.parse(fs.readFileSync(file, 'utf8')).type === 'module';
      } catch (error) {
        return false;
      }
    }
    if (at === root || at === path.dirname(at)) return false;
  }
}

async function importModule(file) {
  return import(require('url').pathToFileURL(file).href);
}

async function loadModule(root, moduleRoot, moduleName) {
  const requireFrom = require('module').createRequire('/var/runtime/index.mjs');
  const base = path.resolve(root, moduleRoot, moduleName);
  if (fs.existsSync(base) && fs.statSync(base).isFile()) return requireFrom(base);
  if (fs.existsSync(`${base}.js`)) {
    return isModulePackage(path.dirname(base), root) ? importModule(`${base}.js`) : requireFrom(`${base}.js`);
  }
  if (fs.existsSync(`${base}.mjs`)) return importModule(`${base}.mjs`);
  if (fs.existsSync(`${base}.cjs`)) return requireFrom(`${base}.cjs`);
  const found = requireFrom.resolve(moduleName, { paths: [root, moduleRoot && path.join(root, moduleRoot)].filter(Boolean) });
  return requireFrom(found);
}

/** Handlers with a callback work up to Node.js 22, with a warning, and end the start from 24 on. */
function checkCallbackSupport(handler) {
  const major = Number((/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV || '') || [])[1] || 0);
  if (handler.length < 3 || handler[STREAMING]) return;
  if (major >= 24) {
    throw runtimeError(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need ' +
        'to modify this function to use a supported handler signature to use Node.js 24 or later. For more ' +
        'information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.'
    );
  }
  const silenced = process.env.AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING !== undefined;
  if (silenced || handler.length !== 3 || util.types.isAsyncFunction(handler)) return;
  console.warn(
    'AWS Lambda plans to remove support for callback-based function handlers starting with Node.js 24. You will need ' +
      'to update this function to use an async handler to use Node.js 24 or later. For more information and to ' +
      'provide feedback on this change, see ' +
      'https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/137. To disable this warning, set ' +
      'the AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING environment variable.'
  );
}

async function loadHandler(root, name) {
  if (name.includes('..')) {
    throw runtimeError(
      'Runtime.MalformedHandlerName',
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`
    );
  }
  const baseName = path.basename(name);
  const moduleRoot = name.substring(0, name.length - baseName.length);
  const match = /^([^.]*)\.(.*)$/.exec(baseName);
  if (!match) throw runtimeError('Runtime.MalformedHandlerName', 'Bad handler');
  let module;
  try {
    module = await loadModule(root, moduleRoot, match[1]);
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError('Runtime.UserCodeSyntaxError', error);
    if (error && error.code === 'MODULE_NOT_FOUND') throw runtimeError('Runtime.ImportModuleError', error);
    throw error;
  }
  const find = (object) => match[2].split('.').reduce((at, key) => at && at[key], object);
  let handler = find(module);
  if (handler === undefined && module && module.default) handler = find(module.default);
  if (handler === undefined || handler === null) {
    throw runtimeError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (typeof handler !== 'function') throw runtimeError('Runtime.HandlerNotFound', `${name} is not a function`);
  checkCallbackSupport(handler);
  return handler;
}

// --- streaming handlers ----------------------------------------------------------------------------------------

const HTTP_STREAM_TYPE = 'application/vnd.awslambda.http-integration-response';

function installStreaming() {
  globalThis.awslambda = {
    streamifyResponse(handler, options) {
      handler[STREAMING] = 'response';
      if (options && options.highWaterMark) handler[HIGH_WATER_MARK] = parseInt(options.highWaterMark, 10);
      return handler;
    },
    HttpResponseStream: {
      from(stream, prelude) {
        stream.setContentType(HTTP_STREAM_TYPE);
        stream.beforeFirstWrite = () => Buffer.concat([Buffer.from(JSON.stringify(prelude)), Buffer.alloc(8)]);
        return stream;
      },
    },
  };
}

/** What the handler writes to: each write is on its way to the caller before the next one is taken. */
function makeResponseStream(runtime, invocation) {
  const { Writable } = require('stream');
  const { channel } = runtime;
  let contentType = '';
  const begin = () => {
    stream.begun = true;
    channel.send('S', contentType);
    return stream.beforeFirstWrite ? stream.beforeFirstWrite() : Buffer.alloc(0);
  };
  const stream = new Writable({
    highWaterMark: runtime.handler[HIGH_WATER_MARK],
    write(chunk, encoding, done) {
      if (runtime.pending !== invocation) return done(new Error('The invocation of this response stream has ended.'));
      return channel.sendPieces(stream.begun ? chunk : Buffer.concat([begin(), chunk]), done);
    },
    final(done) {
      channel.sendPieces(stream.begun ? Buffer.alloc(0) : begin(), done);
    },
  });
  stream.begun = false;
  const write = stream.write;
  stream.write = function (chunk, ...rest) {
    const plain = typeof chunk === 'string' || Buffer.isBuffer(chunk) || chunk instanceof Uint8Array;
    return write.call(stream, plain ? chunk : JSON.stringify(chunk), ...rest);
  };
  stream.setContentType = (type) => {
    if (stream.begun) throw runtimeError('Runtime.InvalidStreamingOperation', 'Cannot set content-type, too late.');
    contentType = type;
  };
  return stream;
}

// --- invocations -----------------------------------------------------------------------------------------------

class Runtime {
  constructor(channel) {
    this.channel = channel;
    this.handler = undefined;
    this.pending = undefined; // the running invocation, until its outcome was sent
  }

  next() {
    const frame = this.channel.receive();
    const headEnd = 8 + frame.readUInt32LE(4);
    const [requestId, deadline, arn, traceId, clientContext] = frame.toString('utf8', 8, headEnd).split('\0');
    currentRequestId = requestId;
    if (traceId) process.env._X_AMZN_TRACE_ID = traceId;
    this.pending = { awaitsLoop: false, result: undefined };
    let event;
    try {
      event = JSON.parse(frame.toString('utf8', headEnd));
    } catch (error) {
      error.name = 'Runtime.UnmarshalError';
      return this.fail(error);
    }
    return this.run(event, this.makeContext(requestId, Number(deadline), arn, clientContext));
  }

  makeContext(requestId, deadline, arn, clientContext) {
    const env = process.env;
    const invocation = this.pending;
    const heldBefore = this.channel.heldMs();
    const context = {
      functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
      functionName: env.AWS_LAMBDA_FUNCTION_NAME,
      memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
      clientContext: clientContext ? JSON.parse(clientContext) : undefined,
      identity: undefined,
      invokedFunctionArn: arn,
      awsRequestId: requestId,
      tenantId: undefined,
      getRemainingTimeInMillis: () => Math.max(0, deadline + this.channel.heldMs() - heldBefore - Date.now()),
      done: (error, result) => this.callback(invocation, error, result, true),
      fail: (error) => this.callback(invocation, error || 'handled', undefined, true),
      succeed: (result) => this.callback(invocation, null, result, true),
    };
    invocation.waitsForLoop = true;
    Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
      enumerable: true,
      get: () => invocation.waitsForLoop,
      set: (value) => {
        invocation.waitsForLoop = Boolean(value);
      },
    });
    return context;
  }

  run(event, context) {
    const invocation = this.pending;
    if (this.handler[STREAMING]) return this.runStreaming(invocation, event, context);
    let returned;
    try {
      returned = this.handler(event, context, (error, result) => this.callback(invocation, error, result, false));
    } catch (error) {
      return this.fail(error);
    }
    if (returned && typeof returned.then === 'function') {
      invocation.isAsync = true;
      returned.then(
        (result) => this.settle(invocation, undefined, result),
        (error) => this.settle(invocation, error === undefined ? new Error('undefined') : error)
      );
    }
    return undefined;
  }

  runStreaming(invocation, event, context) {
    const stream = makeResponseStream(this, invocation);
    invocation.isAsync = true;
    invocation.stream = stream;
    const finished = new Promise((resolve, reject) => {
      stream.on('finish', resolve);
      stream.on('error', reject);
    });
    Promise.resolve()
      .then(() => this.handler(event, stream, context))
      .then(() => finished)
      .then(
        () => this.endStream(invocation),
        (reason) => {
          const error = reason === undefined ? new Error('undefined') : reason;
          if (!stream.begun) return this.endStream(invocation, error);
          stream.end(); // what was written before the fault still arrives before it
          const end = () => this.endStream(invocation, error);
          return finished.then(end, end);
        }
      );
  }

  /** An error behind the first piece goes behind the pieces; the caller has those already. */
  endStream(invocation, error) {
    if (invocation !== this.pending) return undefined;
    if (error !== undefined && !invocation.stream.begun) return this.fail(error);
    if (error === undefined) {
      this.channel.send('F', '');
    } else {
      logError('Invoke Error', error);
      this.channel.sendError('F', toResponse(error));
    }
    this.pending = undefined;
    setImmediate(() => this.next());
    return undefined;
  }

  /** A callback's answer waits for an empty event loop unless the function said otherwise. */
  callback(invocation, error, result, now) {
    if (invocation !== this.pending || invocation.called) return;
    invocation.called = true;
    invocation.outcome = { error: error === null ? undefined : error, result };
    if (now || !invocation.waitsForLoop || invocation.outcome.error !== undefined) {
      setImmediate(() => this.settle(invocation, invocation.outcome.error, result));
    }
  }

  settle(invocation, error, result) {
    if (invocation !== this.pending) return;
    if (error !== undefined) this.fail(error);
    else this.succeed(result);
  }

  succeed(result) {
    let body;
    try {
      body = Buffer.from(JSON.stringify(result) || 'null');
    } catch (fault) {
      return this.fail(new Error('Unable to stringify response body'));
    }
    this.pending = undefined;
    if (body.length > RESPONSE_MAX) this.channel.send('O', String(body.length));
    else this.channel.send('R', body);
    setImmediate(() => this.next());
    return undefined;
  }

  fail(error) {
    logError('Invoke Error', error);
    this.pending = undefined;
    this.channel.sendError('E', toResponse(error));
    setImmediate(() => this.next());
  }

  /** The event loop ran dry: a callback's answer is due, or nobody will ever answer. */
  loopDrained() {
    const invocation = this.pending;
    if (!invocation) return;
    if (invocation.isAsync) this.die('Unexpected exit', runtimeError('Runtime.NodeJsExit', NODE_EXIT_MESSAGE), 1);
    else if (invocation.outcome) this.settle(invocation, invocation.outcome.error, invocation.outcome.result);
    else this.succeed(null);
  }

  /** Reports an error that ends the process: init errors and faults outside the handler's reach. */
  die(title, error, code) {
    logError(title, error);
    this.channel.sendError(this.pending ? 'X' : 'I', toResponse(error));
    process.exit(code);
  }
}

function watchFaults(runtime) {
  process.on('uncaughtException', (error) => runtime.die('Uncaught Exception', error, 129));
  process.on('unhandledRejection', (reason) => {
    const error = runtimeError('Runtime.UnhandledPromiseRejection', reason);
    error.reason = reason;
    runtime.die('Unhandled Promise Rejection', error, 128);
  });
  process.on('beforeExit', () => runtime.loopDrained());
}

/** What Node compiles and looks up when it loads its first module is done before anybody waits for it. */
function warmUp() {
  const Module = require('module');
  Module._initPaths();
  Module.createRequire('/var/runtime/index.mjs').resolve('/var/runtime/bootstrap.cjs');
  new Module('/var/runtime/nothing.js')._compile('', '/var/runtime/nothing.js');
  isModulePackage('/var/runtime', '/var/runtime');
}

/** A standing environment: code and layers are mounted by the time that the function's variables come. */
function awaitFunction(channel) {
  const frame = channel.receive();
  const block = frame.toString('utf8', 8 + frame.readUInt32LE(4));
  const wanted = new Map();
  for (const pair of block.split('\0')) {
    const equals = pair.indexOf('=');
    wanted.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  // What is the same stays untouched: without TZ for a moment, Node would look through all of the zone database.
  for (const [name, value] of wanted) {
    if (process.env[name] !== value) process.env[name] = value;
  }
  for (const name of Object.keys(process.env)) {
    if (!wanted.has(name)) delete process.env[name];
  }
  require('module')._initPaths(); // NODE_PATH was read when the interpreter started
  try {
    process.chdir(process.env.LAMBDA_TASK_ROOT); // what was there before lies underneath
  } catch (error) {
    // the function has no code folder: loading it says so
  }
}

async function main() {
  const channel = new Channel(...process.env._LAMBDARIUM_CHANNEL.split(' ').map(Number));
  delete process.env._LAMBDARIUM_CHANNEL;
  delete process.env._LAMBDARIUM_SITE;
  delete process.env._LAMBDARIUM_OPT;
  const standby = process.env._LAMBDARIUM_STANDBY;
  patchConsole();
  installStreaming();
  const runtime = new Runtime(channel);
  watchFaults(runtime);
  if (standby) {
    warmUp();
    awaitFunction(channel);
    patchConsole(); // the log format is the function's
  }
  try {
    runtime.handler = await loadHandler(process.env.LAMBDA_TASK_ROOT || '/var/task', process.env._HANDLER || '');
  } catch (error) {
    runtime.die('Uncaught Exception', error, 1);
  }
  channel.send('N', '');
  setImmediate(() => runtime.next());
}

main();

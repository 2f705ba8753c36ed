// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { createRequire } from 'node:module';

if (process.env.FAIL_INIT) throw new RangeError('no init');

export const handler = async (event, context) => {
  switch (event.do) {
    case 'echo':
      return event.value;
    case 'about':
      return {
        id: context.awsRequestId,
        arn: context.invokedFunctionArn,
        left: context.getRemainingTimeInMillis(),
        trace: process.env._X_AMZN_TRACE_ID,
        client: createRequire('/var/task/').resolve('aws-lambda-ric'),
      };
    case 'raise':
      throw new TypeError('no');
    case 'big':
      return 'x'.repeat(event.value);
    case 'panic':
      setTimeout(() => {
        throw new Error('late');
      }, 1);
      return new Promise((resolve) => setTimeout(resolve, 5000));
    default:
      console.log('leaving');
      process.exit(3);
  }
};

export const streaming = globalThis.awslambda?.streamifyResponse(async (event, stream) => {
  stream.write('first ');
  stream.write('x'.repeat(event.value));
  stream.end();
});

import { setTimeout as pause } from 'node:timers/promises';

// The function URL of this function streams: each write reaches the caller at once.
export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {
  console.log('event:', JSON.stringify(event));
  responseStream.setContentType('text/plain');
  for (const word of ['Hello,', event?.name ?? 'world,', 'from', context.functionName]) {
    responseStream.write(word + ' ');
    await pause(20);
  }
  responseStream.end();
});

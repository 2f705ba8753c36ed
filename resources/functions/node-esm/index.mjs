export const handler = async (event, context) => {
  console.log('event:', JSON.stringify(event));
  const name = event?.name ?? 'world';
  return { message: `Hello, ${name}, from ${context.functionName}` };
};

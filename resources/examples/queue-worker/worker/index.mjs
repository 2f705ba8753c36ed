// Each message is a job: {"job": "primes", "below": 10000} or {"job": "sleep", "ms": 500}.

function primesBelow(limit) {
  if (!Number.isInteger(limit) || limit < 2 || limit > 5_000_000) throw new RangeError(`below must be 2 to 5000000, not ${limit}`);
  const composite = new Uint8Array(limit);
  let count = 0;
  for (let n = 2; n < limit; n++) {
    if (composite[n]) continue;
    count++;
    for (let m = n * n; m < limit; m += n) composite[m] = 1;
  }
  return count;
}

async function run(job) {
  switch (job.job) {
    case 'primes':
      return `${primesBelow(job.below)} primes below ${job.below}`;
    case 'sleep':
      await new Promise((resolve) => setTimeout(resolve, Math.min(Number(job.ms) || 0, 4000)));
      return `slept ${job.ms} ms`;
    default:
      throw new TypeError(`unknown job ${JSON.stringify(job.job)}`);
  }
}

export const handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      console.info(`${record.messageId}: ${await run(JSON.parse(record.body))}`);
    } catch (error) {
      console.error(`${record.messageId}: ${error.message}`);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};

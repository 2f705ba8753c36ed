// Charges the card of each queued order. A bad card fails its own message only: SQS delivers that one again
// and, after three receives, moves it to OrdersDLQ.
import { createHash } from 'node:crypto';

export class CardDeclined extends Error {
  constructor(message) {
    super(message);
    this.name = 'CardDeclined';
  }
}

/** The check digit rule of ISO/IEC 7812. */
export function passesLuhn(number) {
  if (!/^[0-9]{12,19}$/.test(number)) return false;
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    let digit = Number(number[number.length - 1 - i]);
    if (i % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
}

/** Stands in for a payment provider: the same order always gets the same code. */
export function authorise(order) {
  const card = String(order.card ?? '').replace(/\s+/g, '');
  const masked = `•••• ${card.slice(-4)}`;
  if (!passesLuhn(card)) throw new CardDeclined(`card ${masked} is not a valid number`);
  if (Number(order.total) > 10000) throw new CardDeclined(`${order.total} is over the limit of card ${masked}`);
  const digest = createHash('sha256').update(`${order.id}|${card}|${order.total}`).digest('hex');
  return { code: digest.slice(0, 8).toUpperCase(), masked };
}

export const handler = async (event) => {
  const records = event.Records ?? [];
  console.info(`batch of ${records.length} records received`);
  const batchItemFailures = [];
  for (const record of records) {
    try {
      const order = JSON.parse(record.body);
      const { code, masked } = authorise(order);
      console.info(`order ${order.id}: ${order.total} charged to ${masked}, authorisation ${code}`);
    } catch (error) {
      const receives = Number(record.attributes?.ApproximateReceiveCount ?? 1);
      if (receives < 3) console.warn(`message ${record.messageId} failed, receive ${receives} of 3: ${error.message}`);
      else console.error(`message ${record.messageId} failed for the last time`, error);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  // When nothing could be charged, say so as an error: a whole failed batch is worth an alarm.
  if (records.length > 0 && batchItemFailures.length === records.length) {
    throw new CardDeclined(`none of ${records.length} orders could be charged`);
  }
  return { batchItemFailures };
};

import { createHmac, timingSafeEqual } from 'node:crypto';
import { DeliveryIncomplete, DeliveryStale, SignatureWrong } from './errors.ts';

/** How far the clocks of both sides may be apart, and how long a delivery is fresh. */
export const freshSeconds = 300;

/** The headers of a delivery, as the Standard Webhooks specification (standardwebhooks.com) names them. */
export interface Delivery {
  id: string;
  timestamp: string;
  signature: string;
}

export function deliveryOf(headers: Headers): Delivery {
  const id = headers.get('webhook-id') ?? '';
  const timestamp = headers.get('webhook-timestamp') ?? '';
  const signature = headers.get('webhook-signature') ?? '';
  if (!/^[\x21-\x7e]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp) || signature === '')
    throw new DeliveryIncomplete();
  return { id, timestamp, signature };
}

/** HMAC-SHA256 over `id.timestamp.body`, as the header carries it. */
export function signatureOf(
  secret: Buffer,
  { id, timestamp }: Pick<Delivery, 'id' | 'timestamp'>,
  body: Buffer,
): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

/** That it is from whoever knows one of the secrets, and was signed just now. The header may hold several. */
export function requireSigned(
  delivery: Delivery,
  body: Buffer,
  secrets: readonly Buffer[],
  now = Temporal.Now.instant(),
): void {
  const age = now.epochMilliseconds / 1000 - Number(delivery.timestamp);
  if (Math.abs(age) > freshSeconds) throw new DeliveryStale();
  const given = delivery.signature.split(' ').slice(0, 10);
  const right = secrets.map((secret) => Buffer.from(signatureOf(secret, delivery, body)));
  const matches = given
    .map((one) => Buffer.from(one))
    .filter((one) => right.some((it) => it.length === one.length && timingSafeEqual(it, one)));
  if (matches.length === 0) throw new SignatureWrong();
}

import { randomUUID } from 'node:crypto';
import type { HookInput, HookMade } from '../../../shared/platform/hooks.ts';
import type { Caller, Reply } from '../../testing/company.ts';
import { signatureOf } from './signature.ts';

/** Another system that knows the address of a door, and its secret. */
export class Sender {
  readonly id: string;
  readonly #path: string;
  readonly #door: Caller;
  secret: string;

  constructor(door: Caller, { id, address, secret }: Pick<HookMade, 'id' | 'address' | 'secret'>) {
    this.id = id;
    this.#door = door;
    this.#path = new URL(address).pathname;
    this.secret = secret;
  }

  /** Delivers as the specification has it, or with what a test says instead. */
  deliver(
    content: unknown,
    {
      id = randomUUID() as string,
      at = Temporal.Now.instant(),
      secret = this.secret,
      headers = {} as Record<string, string>,
    } = {},
  ): Promise<Reply<{ result?: string; code?: string; detail?: string }>> {
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    const timestamp = String(Math.floor(at.epochMilliseconds / 1000));
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    return this.#door.send('POST', this.#path, {
      body,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf(key, { id, timestamp }, Buffer.from(body)),
        ...headers,
      },
    });
  }
}

export async function newSender(
  owner: Caller,
  stranger: Caller,
  input: Pick<HookInput, 'name' | 'purpose'> & { keeperId?: string },
): Promise<Sender> {
  const { body } = await owner.post<HookMade>('hooks', input);
  return new Sender(stranger, body);
}

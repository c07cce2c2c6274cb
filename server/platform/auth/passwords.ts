import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  describePasswordProblem,
  normalisePassword,
  passwordProblem,
} from '../../../shared/platform/passwords.ts';
import { PasswordNotAccepted, TooBusy } from './errors.ts';

/** OWASP's Argon2id settings for a sign-in: 19 MiB, two passes, one lane. */
const memory = 19 * 1024;
const passes = 2;
const parallelism = 1;
const tagLength = 32;

/** More at once would starve the other work of the machine; a longer queue would only hide an attack. */
const atOnce = 4;
const mostWaiting = 50;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw new TooBusy();
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    // The place is handed over rather than freed, so that a newcomer cannot slip in between.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

interface Settings {
  memory: number;
  passes: number;
  parallelism: number;
  tagLength: number;
}

function derive(password: string, nonce: Buffer, settings: Settings): Promise<Buffer> {
  const message = Buffer.from(normalisePassword(password), 'utf8');
  return inTurn(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        argon2('argon2id', { message, nonce, ...settings }, (error, tag) =>
          error ? reject(error) : resolve(tag),
        );
      }),
  );
}

/** The hash in PHC form, which carries its own settings: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive(password, nonce, { memory, passes, parallelism, tagLength });
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

const phc =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export async function verifyPassword({
  hash,
  password,
}: {
  hash: string;
  password: string;
}): Promise<boolean> {
  const parts = phc.exec(hash);
  if (!parts) return false;
  const [, m, t, p, salt, tag] = parts;
  const expected = Buffer.from(tag!, 'base64');
  const actual = await derive(password, Buffer.from(salt!, 'base64'), {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

/** Refuses a password that is too short, too long, or one of the first an attacker would try. */
export function requireGoodPassword(password: string, about: string[], field = 'password'): void {
  const problem = passwordProblem(password, about);
  if (problem) throw new PasswordNotAccepted(field, describePasswordProblem(problem));
}

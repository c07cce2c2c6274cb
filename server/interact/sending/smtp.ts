import { once } from 'node:events';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type {
  ConnectionProblem,
  ImapSecret,
  ImapSettings,
  SmtpSettings,
} from '../../../shared/platform/connections.ts';
import { isToken, type Token } from '../../platform/connections/connector.ts';
import { ConnectionTrouble, problemOf } from '../../platform/connections/errors.ts';
import type { Egress } from '../../platform/egress/egress.ts';

/** Submission over TLS, and with STARTTLS (RFC 8314). */
const usualPorts = [465, 587];
const patience = { connect: 20_000, greeting: 20_000, silence: 120_000 };
const longestWords = 500;

/** What a server said about one recipient, or about all. */
export interface Verdict {
  state: 'accepted' | 'deferred' | 'failed' | 'unknown';
  code: number | null;
  words: string | null;
}

export type HandedOver =
  /** It never came so far that a server could have taken anything. */
  | { kind: 'not begun'; problem: ConnectionProblem; words: string | null }
  | { kind: 'answered'; of: (address: string) => Verdict };

export interface Sending {
  from: string;
  to: readonly string[];
  bytes: Buffer;
}

export interface Submission {
  smtp: SmtpSettings;
  user: string;
  key: string | Token;
}

/** How a mailbox sends; null where it does not. */
export function submissionOf(settings: ImapSettings, key: ImapSecret | Token): Submission | null {
  const { smtp } = settings;
  if (!smtp) return null;
  return {
    smtp,
    user: smtp.user ?? settings.user,
    key: isToken(key) ? key : (key.smtpPassword ?? key.password),
  };
}

/**
 * Hands one mail to the server of its mailbox over a connection of its own (RFC 5321, RFC 6409). SMTP cannot
 * repeat an answer: when the line is lost after the server began to take the mail, nobody knows whether it
 * has it, and that is the answer.
 */
export async function handOver(
  egress: Egress,
  submission: Submission,
  { from, to, bytes }: Sending,
): Promise<HandedOver> {
  let connection: SMTPConnection;
  try {
    connection = await open(egress, submission);
  } catch (error) {
    return { kind: 'not begun', problem: problemOf(error), words: wordsOf(error) };
  }
  let isTaking = false;
  // Read for the first time when the server has said 354: from then on it may have the mail.
  const body = new Readable({
    read() {
      isTaking = true;
      this.push(bytes);
      this.push(null);
    },
  });
  try {
    const told = await submit(connection, { from, to: [...to], size: bytes.byteLength }, body);
    const refused = new Map(told.rejectedErrors?.map((error) => [error.recipient, error]));
    return {
      kind: 'answered',
      of: (address) => {
        const error = refused.get(address);
        return error ? verdictOf(error, false) : { state: 'accepted', ...saying(told.response) };
      },
    };
  } catch (error) {
    const each = new Map(
      (error as Failed).rejectedErrors?.map((refusal) => [refusal.recipient, refusal]),
    );
    if (each.size === 0 && !isAnswered(error) && !isTaking) {
      return { kind: 'not begun', problem: troubleOf(error).problem, words: wordsOf(error) };
    }
    return {
      kind: 'answered',
      of: (address) => verdictOf(each.get(address) ?? (error as Failed), isTaking),
    };
  } finally {
    connection.close();
  }
}

/** Signs in and leaves. Throws ConnectionTrouble or Unanswered. */
export async function trySubmission(egress: Egress, submission: Submission): Promise<void> {
  (await open(egress, submission)).quit();
}

interface Failed extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
  command?: string;
  recipient?: string;
  rejectedErrors?: Failed[];
}

const isAnswered = (error: unknown) => (error as Failed).responseCode !== undefined;

function verdictOf(error: Failed, isTaking: boolean): Verdict {
  const { responseCode = null, response } = error;
  if (responseCode === null) return { state: isTaking ? 'unknown' : 'deferred', ...saying(null) };
  // What else a server may say after a mail is no answer to it.
  const state = responseCode >= 500 ? 'failed' : responseCode >= 400 ? 'deferred' : 'unknown';
  return { state, code: responseCode, words: tidy(response ?? null) };
}

function saying(response: string | null | undefined) {
  const code = /^\d{3}/.exec(response ?? '')?.[0];
  return { code: code ? Number(code) : null, words: tidy(response ?? null) };
}

const tidy = (text: string | null): string | null =>
  text
    ?.replace(/[\p{Cc}\s]+/gu, ' ')
    .toWellFormed()
    .slice(0, longestWords) ?? null;

const wordsOf = (error: unknown) => tidy((error as Failed).response ?? null);

async function open(egress: Egress, { smtp, user, key }: Submission): Promise<SMTPConnection> {
  const { address, host, isNamed } = await egress.reach(smtp.host, smtp.port, usualPorts);
  if (smtp.encryption === 'none' && !isNamed) throw new ConnectionTrouble('not encrypted');
  const connection = new SMTPConnection({
    host: address,
    port: smtp.port,
    secure: smtp.encryption === 'tls',
    requireTLS: smtp.encryption === 'starttls',
    ignoreTLS: smtp.encryption === 'none',
    // Named to the server instead of this machine.
    name: '[127.0.0.1]',
    servername: host,
    tls: { servername: host, minVersion: 'TLSv1.2', rejectUnauthorized: true },
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    maxResponseSize: 64 * 1024,
    logger: false,
  });
  try {
    await within(connection, (done) => connection.connect(done));
    if (typeof key !== 'string') {
      await within(connection, (done) => connection.login(bearing(user, key), done));
    } else if (key) {
      await within(connection, (done) =>
        connection.login({ credentials: { user, pass: key } }, done),
      );
    }
  } catch (error) {
    connection.close();
    throw troubleOf(error);
  }
  return connection;
}

/** XOAUTH2, in the form in which the library asks for it. One that was refused is not shown a second time. */
function bearing(user: string, { accessToken }: Token) {
  return {
    user,
    oauth2: {
      getToken: (isAgain: boolean, done: (error: Error | null, token?: string) => void) =>
        isAgain ? done(new Error('The token was refused.')) : done(null, accessToken),
      buildXOAuth2Token: (token: string) =>
        Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString('base64'),
    },
  } as unknown as Parameters<SMTPConnection['login']>[0];
}

/** A callback of the library, or the error event of the connection, whichever comes first. */
async function within<T>(
  connection: SMTPConnection,
  work: (done: (error?: Error | null, result?: T) => void) => void,
): Promise<T | undefined> {
  const over = new AbortController();
  const broken = once(connection, 'error', { signal: over.signal }).then(
    ([error]) => {
      throw error;
    },
    (error) => {
      throw error;
    },
  );
  const done = new Promise<T | undefined>((resolve, reject) => {
    work((error, result) => (error ? reject(error) : resolve(result)));
  });
  try {
    return await Promise.race([done, broken]);
  } finally {
    over.abort();
    broken.catch(() => undefined);
    done.catch(() => undefined);
    // Later trouble of a line that nobody waits for any more.
    connection.on('error', () => undefined);
  }
}

interface Told {
  response: string;
  rejectedErrors?: Failed[] | undefined;
}

async function submit(
  connection: SMTPConnection,
  envelope: { from: string; to: string[]; size: number },
  body: Readable,
): Promise<Told> {
  const told = await within<Told>(connection, (done) =>
    connection.send(envelope, body, (error, info) => done(error, info as Told | undefined)),
  );
  return told!;
}

const troubles: Record<string, ConnectionProblem> = {
  EAUTH: 'sign-in refused',
  ENOAUTH: 'sign-in refused',
  ETLS: 'certificate',
  ETIMEDOUT: 'too slow',
  ECONNECTION: 'no answer',
  ESOCKET: 'no answer',
  EDNS: 'unknown host',
  EPROTOCOL: 'not understood',
};

function troubleOf(error: unknown): ConnectionTrouble {
  if (error instanceof ConnectionTrouble) return error;
  const { code = '', responseCode, message } = error as Failed;
  const isCertificate = /certificate|self.signed|altnames|unable to verify/i.test(message);
  const problem = isCertificate
    ? 'certificate'
    : code === 'ETLS' && /STARTTLS/.test(message) && responseCode !== undefined
      ? 'not encrypted'
      : code === 'EAUTH' && responseCode !== undefined && responseCode < 500
        ? 'no answer'
        : (troubles[code] ?? 'failed');
  return Object.assign(new ConnectionTrouble(problem, { cause: error }), {
    response: (error as Failed).response,
  });
}

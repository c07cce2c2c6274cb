import { isIP } from 'node:net';
import { ImapFlow, type ImapFlowError } from 'imapflow';
import pg from 'pg';
import type {
  ConnectionProblem,
  ImapSecret,
  ImapSettings,
} from '../../../shared/platform/connections.ts';
import { isToken, type Token } from '../../platform/connections/connector.ts';
import { ConnectionTrouble } from '../../platform/connections/errors.ts';
import { Unanswered, unanswered } from '../../platform/egress/errors.ts';
import type { House } from '../../platform/house.ts';

/** Larger mails are listed and left on the server. */
export const largestMail = 35 * 1024 * 1024;
/** An answer in one line, such as the numbers of a million messages. */
const longestLine = 16 * 1024 * 1024;

const usualPorts = [993, 143];
const connectMilliseconds = 20_000;
/** No command of ours lets a server be silent for longer. */
const silenceMilliseconds = 60_000;

/** Opens a mailbox at its server. Throws ConnectionTrouble or Unanswered. */
export async function openMailbox(
  { egress }: House,
  settings: ImapSettings,
  key: ImapSecret | Token,
): Promise<ImapFlow> {
  const { address, host, isNamed } = await egress.reach(settings.host, settings.port, usualPorts);
  if (settings.encryption === 'none' && !isNamed) throw new ConnectionTrouble('not encrypted');
  const client = new ImapFlow({
    host: address,
    port: settings.port,
    secure: settings.encryption === 'tls',
    doSTARTTLS: settings.encryption === 'starttls',
    ...(isIP(host) ? {} : { servername: host }),
    tls: { minVersion: 'TLSv1.2' },
    auth: {
      user: settings.user,
      ...(isToken(key) ? { accessToken: key.accessToken } : { pass: key.password }),
    },
    clientInfo: { name: 'Rapport' },
    logger: false,
    disableAutoIdle: true,
    qresync: true,
    connectionTimeout: connectMilliseconds,
    greetingTimeout: connectMilliseconds,
    maxLiteralSize: largestMail,
    maxLineLength: longestLine,
    maxResponseSize: largestMail + longestLine,
  });
  // Whatever it tells is told by the command in flight as well; unheard it would end the process.
  client.on('error', () => undefined);
  try {
    await answered(client, client.connect());
    return client;
  } catch (error) {
    client.close();
    throw troubleOf(error, `${host}:${settings.port}`);
  }
}

/** A command that stays unanswered ends the connection: its promise may otherwise wait for ever. */
export async function answered<T>(
  client: ImapFlow,
  command: Promise<T>,
  milliseconds = silenceMilliseconds,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ConnectionTrouble('too slow'));
      client.close();
    }, milliseconds);
  });
  try {
    return await Promise.race([command, silence]);
  } finally {
    clearTimeout(timer);
  }
}

const problems: Record<string, ConnectionProblem> = {
  CONNECT_TIMEOUT: 'too slow',
  GREETING_TIMEOUT: 'too slow',
  UPGRADE_TIMEOUT: 'too slow',
  ETIMEOUT: 'too slow',
  NoConnection: 'no answer',
  EConnectionClosed: 'no answer',
  StateLogout: 'no answer',
  ClosedAfterConnectText: 'no answer',
  ClosedAfterConnectTLS: 'no answer',
  LineTooLarge: 'not understood',
  LiteralTooLarge: 'not understood',
  ResponseTooLarge: 'not understood',
  InvalidResponse: 'not understood',
  UnexpectedTag: 'not understood',
  ResponseProcessingFailed: 'not understood',
  STARTTLS_INJECTION: 'not understood',
  MissingServerExtension: 'not encrypted',
};

/** What went wrong with a server, by the library's codes and Node's. */
export function troubleOf(error: unknown, host: string): Error {
  if (error instanceof ConnectionTrouble || error instanceof Unanswered) return error;
  // A fault of our own database has a code as well, and is nothing that the server did.
  if (error instanceof pg.DatabaseError) return error;
  const { code = '', authenticationFailed, responseStatus } = error as ImapFlowError;
  if (authenticationFailed) return new ConnectionTrouble('sign-in refused', { cause: error });
  const problem = problems[code] ?? (/^ParserError|^MAX_IMAP/.test(code) && 'not understood');
  if (problem) return new ConnectionTrouble(problem, { cause: error });
  // The server said no, or bad, to a command that it should know.
  if (responseStatus) return new ConnectionTrouble('not understood', { cause: error });
  return code ? unanswered(error, host) : (error as Error);
}

import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAddress, type SMTPServerOptions } from 'smtp-server';
import { seal } from '../../platform/auth/sealing.ts';
import { nextId } from '../../platform/database/ids.ts';
import { type Company, openCompany } from '../../testing/company.ts';
import { Desk } from './work.ts';

/** What a server says at each point of a mail; nothing: it takes it. */
export interface Behaviour {
  mail?: number;
  rcpt?: (address: string) => number | undefined;
  /** After DATA was asked for, before the mail. */
  data?: number;
  afterDot?: number;
  /** Hangs up: before the mail, or when it has all of it. */
  cut?: 'before data' | 'after dot';
  /** Called when it has all of it, before it says so. */
  holding?: () => Promise<void>;
}

export interface Received {
  from: string;
  to: string[];
  raw: string;
}

/** A server that takes mail, or says why not, without any encryption, as the operator of a test names it. */
export async function openPostOffice({
  opens,
}: {
  /** Which mailbox a token opens, where it lets people in by tokens. */
  opens?: (token: string) => Promise<string | null>;
} = {}) {
  const received: Received[] = [];
  let behaviour: Behaviour = {};
  const refuse = (code: number) => Object.assign(new Error(`said ${code}`), { responseCode: code });
  const addressOf = (address: SMTPServerAddress | false) => (address ? address.address : '');
  const options: SMTPServerOptions = {
    disabledCommands: ['STARTTLS'],
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    ...(opens ? { authMethods: ['PLAIN', 'XOAUTH2'] } : {}),
    onAuth: ({ username, password, accessToken }, _session, done) => {
      const settle = (isRight: boolean) =>
        isRight
          ? done(null, { user: username ?? '' })
          : done(Object.assign(new Error('no'), { responseCode: 535 }));
      if (opens && accessToken) void opens(accessToken).then((mine) => settle(mine === username));
      else settle(password === 'right');
    },
    onMailFrom: (_address, _session, done) =>
      done(behaviour.mail ? refuse(behaviour.mail) : undefined),
    onRcptTo: ({ address }, _session, done) => {
      const code = behaviour.rcpt?.(address);
      done(code ? refuse(code) : undefined);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const mail = {
          from: addressOf(session.envelope.mailFrom),
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString(),
        };
        void (async () => {
          await behaviour.holding?.();
          if (behaviour.afterDot) return done(refuse(behaviour.afterDot));
          received.push(mail);
          if (behaviour.cut === 'after dot') return hangUp();
          done();
        })();
      });
    },
  };
  const server = new SMTPServer(options);
  server.on('error', () => undefined);
  const hangUp = () => {
    for (const connection of server.connections) {
      (connection as unknown as { _socket: { destroy: () => void } })._socket.destroy();
    }
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    hangUp,
    behave: (next: Behaviour) => {
      behaviour = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  };
}
export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>;

/** The company of the tests with a mailbox of Max's that sends through the post office. */
export async function openSendingCompany(): Promise<
  Company & { office: PostOffice; mailbox: string; work: () => Promise<void>; desk: Desk }
> {
  const office = await openPostOffice();
  const company = await openCompany({ RAPPORT_ALLOWED_HOSTS: `127.0.0.1:${office.port}` });
  const mailbox = await connectMailbox(company, company.max, office.port);
  const desk = new Desk(company.house, new AbortController().signal);
  return {
    ...company,
    office,
    mailbox,
    desk,
    /** Everything that is due is done, until nothing is. */
    async work() {
      for (let round = 0; round < 6; round++) {
        await company.sql(
          `update outgoing_mails set send_at = now() where state = 'waiting' and send_at < now() + interval '1 minute'`,
        );
        await desk.look();
        await desk.idle();
      }
    },
    async close() {
      await company.close();
      await office.close();
    },
  };
}

/** A mailbox of a colleague's, as connecting leaves it. */
export async function connectMailbox(
  { house, sql, workspaces }: Company,
  { id: ownerId, name }: { id: string; name: string },
  smtpPort: number,
  { visibility = 'everyone', password = 'right' } = {},
): Promise<string> {
  const id = nextId();
  const { kettle } = workspaces;
  const address = `${name.toLowerCase()}@kettle.example`;
  const settings = {
    address,
    host: '127.0.0.1',
    port: 143,
    encryption: 'none',
    user: address,
    smtp: { host: '127.0.0.1', port: smtpPort, encryption: 'none' },
  };
  const secret = seal(
    house.auth.secret,
    'connection',
    `${kettle} ${id}`,
    Buffer.from(JSON.stringify({ password })),
  );
  await sql(
    `insert into connections (workspace_id, id, kind, audience, visibility, owner_id, name, settings, secret, state)
     values ($1, $2, 'imap', $3, $4, $5, $6, $7, $8, 'paused')`,
    [
      kettle,
      id,
      visibility === 'private' ? ownerId : kettle,
      visibility,
      ownerId,
      address,
      JSON.stringify(settings),
      secret,
    ],
  );
  return id;
}

import { createHmac, randomBytes, randomUUIDv7 } from 'node:crypto';
import type { AccessLevel } from '../../shared/platform/access.ts';
import { insertAccount } from '../platform/auth/accounts.ts';
import { createToken } from '../platform/auth/tokens.ts';
import { sessionSecret } from '../platform/config/secret.ts';
import { type Installation, openInstallation, origin } from './installation.ts';

/** An answer, read to its end. */
export interface Reply<Body = unknown> {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

export interface Request {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Somebody at the door: a browser with a session, a program with a token, or a stranger. */
export class Caller {
  readonly #installation: Installation;
  readonly headers: Record<string, string>;

  constructor(installation: Installation, headers: Record<string, string> = {}) {
    this.#installation = installation;
    this.headers = headers;
  }

  /** The answer as it comes, for streams. */
  async open(method: string, path: string, { body, headers }: Request = {}): Promise<Response> {
    const raw = typeof body === 'string' || body instanceof Uint8Array ? body : undefined;
    return this.#installation.app.request(path.startsWith('/') ? path : `/api/v1/${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: (raw as BodyInit) ?? JSON.stringify(body) }),
    });
  }

  async send<Body = unknown>(
    method: string,
    path: string,
    request: Request = {},
  ): Promise<Reply<Body>> {
    const response = await this.open(method, path, request);
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (json && text ? JSON.parse(text) : undefined) as Body,
    };
  }

  get<Body = unknown>(path: string): Promise<Reply<Body>> {
    return this.send('GET', path);
  }
  post<Body = { id: string; event: string }>(path: string, body?: unknown): Promise<Reply<Body>> {
    return this.send('POST', path, { body });
  }
  patch<Body = { event: string; version: number }>(
    path: string,
    body: unknown,
  ): Promise<Reply<Body>> {
    return this.send('PATCH', path, { body });
  }
  delete<Body = { event: string; version: number }>(path: string): Promise<Reply<Body>> {
    return this.send('DELETE', path);
  }
}

/** A user of the company, signed in in a browser. */
export class Colleague extends Caller {
  readonly id: string;
  readonly name: string;
  readonly level: AccessLevel;
  readonly workspaceId: string;
  readonly #installation: Installation;

  constructor(
    installation: Installation,
    user: { id: string; name: string; level: AccessLevel; workspaceId: string },
    headers: Record<string, string>,
  ) {
    super(installation, headers);
    this.#installation = installation;
    this.id = user.id;
    this.name = user.name;
    this.level = user.level;
    this.workspaceId = user.workspaceId;
  }

  /** A program that works with a token of this user's. */
  async program(scope: 'read' | 'full'): Promise<Caller> {
    const { house, sql } = this.#installation;
    const { id, token } = await createToken(house.auth, {
      workspaceId: this.workspaceId,
      userId: this.id,
      name: scope,
      scope,
    });
    // Its first use would be noted down, and nothing is to be written by reading.
    await sql('update auth.api_tokens set last_used_at = now() where id = $1', [id]);
    return new Caller(this.#installation, { authorization: `Bearer ${token}` });
  }
}

/** A session as signing in leaves it, without the work of hashing a password. */
async function signIn(installation: Installation, userId: string): Promise<Record<string, string>> {
  const { house } = installation;
  const token = randomBytes(24).toString('base64url');
  await house.auth.database.query(
    `insert into auth.sessions (id, user_id, token, expires_at)
     values ($1, $2, $3, now() + interval '30 days')`,
    [randomUUIDv7(), userId, token],
  );
  const signature = createHmac('sha256', sessionSecret(house.config.dataDir))
    .update(token)
    .digest('base64');
  const cookie = `rapport.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  return { cookie, origin, 'sec-fetch-site': 'same-origin' };
}

export async function addWorkspace(installation: Installation, name: string): Promise<string> {
  const { auth } = installation.house;
  const id = randomUUIDv7();
  await auth.database.transaction((query) => auth.memberships.createWorkspace(query, { id, name }));
  return id;
}

export async function addColleague(
  installation: Installation,
  workspaceId: string,
  name: string,
  level: AccessLevel,
): Promise<Colleague> {
  const { auth } = installation.house;
  const email = `${name.toLowerCase()}@kettle.example`;
  const id = await auth.database.transaction(async (query) => {
    const userId = await insertAccount(query, { email, name, passwordHash: 'none' });
    await auth.memberships.create(query, { workspaceId, userId, name, email, level, by: null });
    return userId;
  });
  return new Colleague(
    installation,
    { id, name, level, workspaceId },
    await signIn(installation, id),
  );
}

/**
 * Two companies on one installation. In Kettle, North is Mara's team: Max, Tom and the reader Rita are in
 * it; Nora is in South. Otto and Tilda are at Teapot and have nothing to do with any of it.
 */
export type Company = Awaited<ReturnType<typeof openCompany>>;

export async function openCompany(settings: Record<string, string> = {}) {
  const installation = await openInstallation(settings);
  const kettle = await addWorkspace(installation, 'Kettle');
  const teapot = await addWorkspace(installation, 'Teapot');
  const at = (workspace: string) => (name: string, level: AccessLevel) =>
    addColleague(installation, workspace, name, level);
  const inKettle = at(kettle);
  const inTeapot = at(teapot);
  const olga = await inKettle('Olga', 'owner');
  const mara = await inKettle('Mara', 'manager');
  const max = await inKettle('Max', 'member');
  const tom = await inKettle('Tom', 'member');
  const rita = await inKettle('Rita', 'reader');
  const nora = await inKettle('Nora', 'member');
  const otto = await inTeapot('Otto', 'owner');
  const tilda = await inTeapot('Tilda', 'member');

  const team = async (owner: Colleague, name: string, members: Colleague[]) => {
    const { body } = await owner.post('teams', { name });
    for (const { id } of members) await owner.send('PUT', `teams/${body.id}/users/${id}`);
    return body.id;
  };
  const north = await team(olga, 'North', [mara, max, tom, rita]);
  const south = await team(olga, 'South', [nora]);
  const brown = await team(otto, 'Brown', [tilda]);
  // A change of teams is believed after half a second at the latest; here nobody has to wait for it.
  installation.house.actors.forget();
  return {
    ...installation,
    installation,
    workspaces: { kettle, teapot },
    teams: { north, south, brown },
    olga,
    mara,
    max,
    tom,
    rita,
    nora,
    otto,
    tilda,
    /** Nobody in particular: no session, no token. */
    stranger: new Caller(installation),
  };
}

import { randomBytes } from 'node:crypto';
import { asActor, type Transaction, type UserActor } from '../../access/actor.ts';
import { mint, spend } from '../../auth/challenges.ts';
import { seal, unseal } from '../../auth/sealing.ts';
import { record } from '../../events/events.ts';
import type { House } from '../../house.ts';
import { ConnectionTrouble } from '../errors.ts';
import { connectionToChange, sealSecret } from '../kept.ts';
import { addressToSignIn, exchange, type Registration } from './asking.ts';
import { NotBySignIn, PermissionMissing, SignInOfAnother } from './errors.ts';
import { redirectUriOf } from './providers.ts';
import { providerOf, registrationOf } from './tokens.ts';

const purpose = 'mailbox sign-in';

/** So long somebody may take at the provider; the ticket in the state says the same (challenges.ts). */
export const minutesAway = 10;

/** What the browser keeps, sealed, between leaving for the provider and coming back. */
interface Begun {
  workspaceId: string;
  sessionId: string;
  connectionId: string;
  provider: string;
  codeVerifier: string;
}

interface Who {
  actor: UserActor;
  sessionId: string;
}

/**
 * The address at which somebody signs in, and the cookie that only their browser holds. The state opens the
 * cookie and the cookie names session, workspace and connection: an answer that comes back elsewhere, or to
 * somebody else, is none.
 */
export async function setOut(
  house: House,
  transaction: Transaction,
  id: string,
  { actor, sessionId }: Who,
): Promise<{ url: string; cookie: string }> {
  const row = await connectionToChange(transaction, id);
  const provider = providerOf(row);
  if (provider === undefined) throw new NotBySignIn();
  const registration = await registered(house, transaction, provider);
  const state = mint(house.auth.secret, purpose);
  const begun: Begun = {
    workspaceId: actor.workspaceId,
    sessionId,
    connectionId: id,
    provider,
    codeVerifier: randomBytes(32).toString('base64url'),
  };
  const cookie = seal(house.auth.secret, purpose, state, Buffer.from(JSON.stringify(begun)));
  const { codeVerifier } = begun;
  const redirectUri = redirectUriOf(house);
  const url = await addressToSignIn(registration, { state, codeVerifier, redirectUri });
  return { url: url.href, cookie: cookie.toString('base64url') };
}

/** From the provider's answer to a connection that works; its id. */
export async function comeBack(
  house: House,
  { query, cookie }: { query: string; cookie: string | undefined },
  { actor, sessionId }: Who,
): Promise<string> {
  const url = new URL(redirectUriOf(house));
  url.search = query;
  const state = url.searchParams.get('state') ?? '';
  const begun = await begunWith(house, state, cookie);
  if (begun?.workspaceId !== actor.workspaceId || begun.sessionId !== sessionId) {
    throw new SignInOfAnother();
  }
  const { connectionId: id, provider, codeVerifier } = begun;
  // What changed since: another provider, perhaps, or whose it is.
  const registration = await asActor(house.db, actor, async (transaction) => {
    const row = await connectionToChange(transaction, id);
    if (providerOf(row) !== provider) throw new SignInOfAnother();
    return registered(house, transaction, provider);
  });
  const tokens = await exchange(registration, { url, state, codeVerifier });
  await asActor(house.db, actor, async (transaction) => {
    const row = await connectionToChange(transaction, id);
    if (providerOf(row) !== provider) throw new SignInOfAnother();
    await transaction.db
      .updateTable('connections')
      .set({
        secret: sealSecret(house, actor.workspaceId, id, tokens),
        state: row.state === 'paused' ? 'paused' : 'on',
        problem: null,
        failures: 0,
        next_try_at: Temporal.Now.instant(),
        version: row.version + 1,
      })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute();
    await record(transaction, {
      subject: 'connection',
      subjectId: id,
      audience: row.audience,
      verb: 'signed in',
      particulars: { kind: row.kind, name: row.name },
    });
  });
  return id;
}

/** What was begun with this state in this browser: once, and within minutes. */
async function begunWith(
  { auth }: House,
  state: string,
  cookie: string | undefined,
): Promise<Begun | undefined> {
  if (!state || !cookie) return undefined;
  const plain = unseal(auth.secret, purpose, state, Buffer.from(cookie, 'base64url'));
  if (!plain || !(await spend(auth.database.query, auth.secret, purpose, state))) return undefined;
  return JSON.parse(plain.toString()) as Begun;
}

async function registered(
  house: House,
  transaction: Transaction,
  provider: string,
): Promise<Registration> {
  return registrationOf(house, transaction, provider).catch((cause: unknown) => {
    if (cause instanceof ConnectionTrouble) throw new PermissionMissing('client', { cause });
    throw cause;
  });
}

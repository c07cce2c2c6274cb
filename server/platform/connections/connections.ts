import type { z } from 'zod';
import type { ActivityVisibility } from '../../../shared/platform/access.ts';
import type {
  ConnectionChange,
  ConnectionInput,
  ConnectionKind,
  ConnectionProblem,
  ConnectionTrial,
  ConnectionView,
} from '../../../shared/platform/connections.ts';
import { asActor, type Transaction, type UserActor } from '../access/actor.ts';
import { audienceOf, ChangedMeanwhile, mayEdit, NotYourTeam } from '../access/reach.ts';
import { nextId } from '../database/ids.ts';
import { record } from '../events/events.ts';
import type { House } from '../house.ts';
import { InvalidInput } from '../http/problems.ts';
import { type Connector, connectorOf } from './connector.ts';
import { NotInSample, problemOf, ReachNotYours, SecretNeeded, StillSpreading } from './errors.ts';
import { type ConnectionRow, connectionToChange, reachOf, sealSecret, secretOf } from './kept.ts';
import { requireHosts } from './sign-in/hosts.ts';
import { withKey } from './sign-in/tokens.ts';

export { type ConnectionRow, findConnection, reachOf } from './kept.ts';

export async function listConnections(transaction: Transaction): Promise<ConnectionView[]> {
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('connections')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'connections.workspace_id')
        .onRef('users.id', '=', 'connections.owner_id'),
    )
    .selectAll('connections')
    .select('users.name as owner_name')
    .where('connections.workspace_id', '=', actor.workspaceId)
    .orderBy('connections.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ConnectionKind,
    name: row.name,
    owner: { id: row.owner_id, name: row.owner_name ?? '?' },
    visibility: row.visibility as ActivityVisibility,
    teamId: row.visibility === 'team' ? row.audience : null,
    spreading: row.reach_was ? { done: row.reach_done, total: row.reach_total } : null,
    settings: row.settings as Record<string, unknown>,
    state: row.state as ConnectionView['state'],
    problem: row.problem as ConnectionProblem | null,
    succeededAt: row.succeeded_at?.toString() ?? null,
    triedAt: row.tried_at?.toString() ?? null,
    nextTryAt: row.state === 'on' && row.problem ? row.next_try_at.toString() : null,
    version: row.version,
    can: { edit: mayEdit(transaction, row) },
  }));
}

/** Tries to get in with these settings. Whatever goes wrong is an answer. */
export async function tryConnection(
  house: House,
  actor: UserActor,
  trial: z.output<typeof ConnectionTrial>,
): Promise<ConnectionProblem | null> {
  const connector = connectorOf(trial.kind);
  const settings = read(connector, 'settings', trial.settings);
  const probe = (secret: unknown) => connector.probe(house, settings, secret);
  const kept = trial.secret
    ? undefined
    : await keptFor(house, actor, connector, settings, trial.id);
  const typed =
    trial.secret && trial.id
      ? await keptFor(house, actor, connector, settings, trial.id).then(
          (row) => besideKept(house, row, trial.secret!),
          () => trial.secret,
        )
      : trial.secret;
  try {
    await (kept ? withKey(house, kept, probe) : probe(read(connector, 'secret', typed)));
    return null;
  } catch (error) {
    const problem = problemOf(error);
    if (problem === 'failed') house.log.warn({ err: error }, 'trying a connection');
    return problem;
  }
}

/** The kept secret goes to whom it was given for, and to nobody else. */
async function keptFor(
  house: House,
  actor: UserActor,
  connector: Connector,
  settings: unknown,
  id: string | undefined,
): Promise<ConnectionRow> {
  const row =
    id === undefined
      ? undefined
      : await asActor(house.db, actor, (transaction) => connectionToChange(transaction, id));
  if (!row || connector.addressee(row.settings) !== connector.addressee(settings)) {
    throw new SecretNeeded();
  }
  return row;
}

/** Of several words that open it those that are not typed anew stay. */
function besideKept(
  house: House,
  row: ConnectionRow,
  typed: Record<string, unknown>,
): Record<string, unknown> {
  try {
    return { ...(secretOf(house, row) as Record<string, unknown>), ...typed };
  } catch {
    // Nobody can read any more what was kept.
    return typed;
  }
}

/** Connects with something; the work begins at once. */
export async function connect(
  house: House,
  transaction: Transaction,
  input: z.output<typeof ConnectionInput>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const connector = connectorOf(input.kind);
  const settings = read(connector, 'settings', input.settings);
  const signIn = connector.signIn?.(settings);
  // Nothing opens it before its owner has signed in.
  const secret = signIn ? undefined : read(connector, 'secret', input.secret);
  await requireCompany(transaction);
  if (signIn) await requireHosts(transaction, signIn);
  if (
    input.visibility === 'team' &&
    actor.kind === 'user' &&
    !actor.teamIds.includes(input.teamId ?? '')
  ) {
    throw new NotYourTeam();
  }
  const id = nextId();
  const ownerId = actor.userId!;
  const audience = audienceOf(actor.workspaceId, input.visibility, ownerId, input.teamId);
  await db
    .insertInto('connections')
    .values({
      workspace_id: actor.workspaceId,
      id,
      kind: input.kind,
      audience,
      visibility: input.visibility,
      owner_id: ownerId,
      name: input.name,
      settings: JSON.stringify(settings),
      ...(signIn
        ? { state: 'needs attention', problem: 'sign in needed' }
        : { state: 'on', secret: sealSecret(house, actor.workspaceId, id, secret) }),
      created_by: ownerId,
    })
    .execute();
  await connector.prepare?.(transaction, {
    id,
    reach: { audience, visibility: input.visibility, ownerId },
    settings,
  });
  const [event] = await record(transaction, {
    subject: 'connection',
    subjectId: id,
    audience,
    verb: 'made',
    particulars: { kind: input.kind, name: input.name },
  });
  return { id, event: event! };
}

/** Changes, pauses or goes on with a connection. A change of where it leads asks for its secret again. */
export async function changeConnection(
  house: House,
  transaction: Transaction,
  id: string,
  change: z.output<typeof ConnectionChange>,
): Promise<{ event: string; version: number }> {
  const { db, actor } = transaction;
  const row = await connectionToChange(transaction, id);
  if (row.version !== change.version) throw new ChangedMeanwhile();
  const connector = connectorOf(row.kind as ConnectionKind);
  const settings = change.settings && read(connector, 'settings', change.settings);
  const signIn = connector.signIn?.(settings ?? row.settings);
  const isElsewhere =
    settings !== undefined && connector.addressee(settings) !== connector.addressee(row.settings);
  const secret = signIn
    ? undefined
    : change.secret &&
      read(
        connector,
        'secret',
        isElsewhere ? change.secret : besideKept(house, row, change.secret),
      );
  if (isElsewhere && !signIn && !secret) throw new SecretNeeded();
  if (settings && signIn) await requireHosts(transaction, signIn);
  // What was allowed for one mailbox is not shown to another server.
  const isToSignIn = signIn !== undefined && (isElsewhere || row.secret === null);
  const reach = change.visibility && newReach(transaction, row, change);
  const verb = reach
    ? 'shared'
    : change.state === undefined
      ? 'changed'
      : change.state === 'paused'
        ? 'paused'
        : 'resumed';
  await db
    .updateTable('connections')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(settings ? { settings: JSON.stringify(settings) } : {}),
      ...(secret ? { secret: sealSecret(house, actor.workspaceId, id, secret) } : {}),
      ...(isToSignIn ? { secret: null } : {}),
      ...(reach
        ? {
            audience: reach.audience,
            visibility: reach.visibility,
            reach_was: JSON.stringify([
              ...((row.reach_was ?? []) as unknown as KeptReach[]),
              { audience: row.audience, visibility: row.visibility },
            ]),
            reach_total: null,
            reach_done: 0,
          }
        : {}),
      state: isToSignIn
        ? 'needs attention'
        : (change.state ?? (row.state === 'paused' ? 'paused' : 'on')),
      problem: isToSignIn ? 'sign in needed' : null,
      failures: 0,
      next_try_at: Temporal.Now.instant(),
      version: row.version + 1,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  if (settings || reach) {
    await connector.prepare?.(transaction, {
      id,
      reach: { ...reachOf(row), ...reach },
      settings: settings ?? connector.settings.parse(row.settings),
    });
  }
  const [event] = await record(transaction, {
    subject: 'connection',
    subjectId: id,
    audience: reach?.audience ?? row.audience,
    verb,
    particulars: { kind: row.kind, name: change.name ?? row.name },
    ...(reach
      ? {
          before: { visibility: row.visibility, teamId: teamOf(row) },
          after: { visibility: reach.visibility, teamId: teamOf(reach) },
        }
      : {}),
  });
  return { event: event!, version: row.version + 1 };
}

/** Readers under which something that a connection brought may lie. */
export interface KeptReach {
  audience: string;
  visibility: ActivityVisibility;
}

const teamOf = ({ visibility, audience }: { visibility: string; audience: string }) =>
  visibility === 'team' ? audience : null;

/** Who is to see what comes, and what has come; undefined where they do already. */
function newReach(
  { actor }: Transaction,
  row: ConnectionRow,
  { visibility, teamId }: z.output<typeof ConnectionChange>,
): KeptReach | undefined {
  if (row.owner_id !== actor.userId || row.kind === 'feed') throw new ReachNotYours();
  if (visibility === 'team' && actor.kind === 'user' && !actor.teamIds.includes(teamId ?? '')) {
    throw new NotYourTeam();
  }
  const audience = audienceOf(actor.workspaceId, visibility!, row.owner_id, teamId);
  return audience === row.audience && visibility === row.visibility
    ? undefined
    : { audience, visibility: visibility! };
}

/** What it brought stays; what it knows of the other side goes. */
export async function disconnect(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const row = await connectionToChange(transaction, id);
  if (row.version !== version) throw new ChangedMeanwhile();
  if (row.reach_was) throw new StillSpreading();
  await db
    .deleteFrom('connections')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  const [event] = await record(transaction, {
    subject: 'connection',
    subjectId: id,
    audience: row.audience,
    verb: 'removed',
    particulars: { kind: row.kind, name: row.name },
  });
  return { event: event! };
}

async function requireCompany({ db, actor }: Transaction): Promise<void> {
  const { kind } = await db
    .selectFrom('workspaces')
    .select('kind')
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  if (kind === 'sample') throw new NotInSample();
}

/** Each wrong field is named as the form has it: `settings.host`. */
function read(connector: Connector, part: 'settings' | 'secret', value: unknown): unknown {
  const parsed = connector[part].safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    parsed.error.issues.map(({ path, message }) => ({ path: [part, ...path], message })),
  );
}

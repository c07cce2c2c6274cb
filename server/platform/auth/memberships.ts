import type { AccessLevel } from '../../../shared/platform/access.ts';
import { systemActor } from '../access/actor.ts';
import { record } from '../events/events.ts';
import { databaseOn, type Query } from './database.ts';

export interface Membership {
  workspaceId: string;
  workspace: string;
  kind: 'company' | 'sample';
  name: string;
  email: string;
  level: AccessLevel;
  disabled: boolean;
  /** From when on this workspace asks for more than a password. */
  secondFactorFrom: Temporal.Instant | null;
  /** Passwords open nothing of it. */
  singleSignOnOnly: boolean;
}

interface Place {
  workspaceId: string;
  userId: string;
}

/**
 * What signing in needs of workspaces. Each function runs inside the caller's transaction, so that an
 * account and its place in a workspace come into being together or not at all. `by` is the acting user,
 * for the stream; null is the operator at the command line or the house itself.
 */
export interface Memberships {
  createWorkspace: (
    query: Query,
    workspace: {
      id: string;
      name: string;
      country?: string | undefined;
      zone?: string | undefined;
    },
  ) => Promise<void>;
  workspaceName: (query: Query, workspaceId: string) => Promise<string | undefined>;
  create: (
    query: Query,
    membership: Place & { name: string; email: string; level: AccessLevel; by: string | null },
  ) => Promise<void>;
  /** Every place of this user, the disabled ones included. */
  find: (query: Query, userId: string) => Promise<Membership[]>;
  /** Everybody who has a place here, the disabled ones included. */
  userIds: (query: Query, workspaceId: string) => Promise<string[]>;
  /** The owners who are not disabled, locked until the transaction ends so that two cannot step down at once. */
  lockOwners: (query: Query, workspaceId: string) => Promise<string[]>;
  setLevel: (
    query: Query,
    change: Place & { level: AccessLevel; by: string | null },
  ) => Promise<void>;
  setDisabled: (
    query: Query,
    change: Place & { disabled: boolean; by: string | null },
  ) => Promise<void>;
  /** Whether passwords open nothing of a workspace. */
  isSingleSignOnOnly: (query: Query, workspaceId: string) => Promise<boolean>;
  /** Changes how people come in to a workspace, and writes into its stream what was changed. */
  changeSignIn: (query: Query, change: SignInChange) => Promise<void>;
  /**
   * Writes into the stream of every company of this user what happened to their account: who signed in,
   * what guards it. It is for the person themself, and for owners in the audit log.
   */
  note: (query: Query, about: AccountHappening) => Promise<void>;
}

export interface SignInChange {
  workspaceId: string;
  only: boolean;
  verb: string;
  by: string;
  source: string;
  before?: object;
  after?: object;
  particulars?: object;
}

export interface AccountHappening {
  userId: string;
  verb: string;
  particulars?: object;
  /** Who did it; null is the operator at the command line. */
  by: string | null;
  /** Where the request came from. */
  source?: string;
  /** The one workspace it concerns. */
  only?: string;
}

/** The memberships of this installation: the tables `workspaces` and `users` of the ground. */
export const memberships: Memberships = {
  createWorkspace: (query, { id, name, country = 'US', zone = 'UTC' }) =>
    asHouse(query, id, async () => {
      await query(
        `insert into workspaces (workspace_id, name, kind, country, zone) values ($1, $2, 'company', $3, $4)`,
        [id, name, country, zone],
      );
    }),

  workspaceName: (query, workspaceId) =>
    asHouse(query, workspaceId, async () => {
      const [row] = await query<{ name: string }>(
        'select name from workspaces where workspace_id = $1',
        [workspaceId],
      );
      return row?.name;
    }),

  create: (query, { workspaceId, userId, name, email, level, by }) =>
    asHouse(query, workspaceId, async () => {
      await query(
        `insert into users (workspace_id, id, name, email, level) values ($1, $2, $3, $4, $5)`,
        [workspaceId, userId, name, email, level],
      );
      await recordFor(query, {
        workspaceId,
        userId,
        by,
        verb: 'joined',
        after: { level },
      });
    }),

  async find(query, userId) {
    await query(`select set_config('rapport.user', $1, true)`, [userId]);
    const rows = await query<Membership>(
      `select u.workspace_id as "workspaceId", w.name as workspace, w.kind, u.name, u.email, u.level,
              u.disabled_at is not null as disabled, w.second_factor_from as "secondFactorFrom",
              w.single_sign_on_only as "singleSignOnOnly"
       from users u join workspaces w using (workspace_id) where u.id = $1 order by u.created_at`,
      [userId],
    );
    await query(`select set_config('rapport.user', '', true)`);
    return rows;
  },

  userIds: (query, workspaceId) =>
    asHouse(query, workspaceId, async () => {
      const rows = await query<{ id: string }>('select id from users where workspace_id = $1', [
        workspaceId,
      ]);
      return rows.map(({ id }) => id);
    }),

  lockOwners: (query, workspaceId) =>
    asHouse(query, workspaceId, async () => {
      const rows = await query<{ id: string }>(
        `select id from users where workspace_id = $1 and level = 'owner' and disabled_at is null
         order by id for update`,
        [workspaceId],
      );
      return rows.map((row) => row.id);
    }),

  setLevel: (query, { workspaceId, userId, level, by }) =>
    asHouse(query, workspaceId, async () => {
      const [before] = await query<{ level: AccessLevel }>(
        'select level from users where workspace_id = $1 and id = $2 for update',
        [workspaceId, userId],
      );
      await query('update users set level = $3 where workspace_id = $1 and id = $2', [
        workspaceId,
        userId,
        level,
      ]);
      await recordFor(query, {
        workspaceId,
        userId,
        by,
        verb: 'level changed',
        before,
        after: { level },
      });
    }),

  setDisabled: (query, { workspaceId, userId, disabled, by }) =>
    asHouse(query, workspaceId, async () => {
      await query(
        `update users set disabled_at = case when $3 then now() end where workspace_id = $1 and id = $2`,
        [workspaceId, userId, disabled],
      );
      await recordFor(query, { workspaceId, userId, by, verb: disabled ? 'disabled' : 'enabled' });
    }),

  isSingleSignOnOnly: (query, workspaceId) =>
    asHouse(query, workspaceId, async () => {
      const [row] = await query<{ only: boolean }>(
        'select single_sign_on_only as only from workspaces where workspace_id = $1',
        [workspaceId],
      );
      return row?.only ?? false;
    }),

  changeSignIn: (query, { workspaceId, only, source, verb, by, ...said }) =>
    asHouse(query, workspaceId, async () => {
      await query(
        `update workspaces set single_sign_on_only = $2
         where workspace_id = $1 and single_sign_on_only <> $2`,
        [workspaceId, only],
      );
      await query(`select set_config('rapport.source', $1, true)`, [source]);
      await record(
        { db: databaseOn(query), actor: systemActor(workspaceId, by) },
        { subject: 'workspace', subjectId: workspaceId, audience: workspaceId, verb, ...said },
      );
    }),

  async note(query, { userId, by, verb, particulars = {}, source = '', only }) {
    await query(`select set_config('rapport.source', $1, true)`, [source]);
    for (const { workspaceId, kind } of await memberships.find(query, userId)) {
      if (kind !== 'company' || (only !== undefined && workspaceId !== only)) continue;
      await asHouse(query, workspaceId, () =>
        record(
          { db: databaseOn(query), actor: systemActor(workspaceId, by) },
          { subject: 'account', subjectId: userId, audience: userId, verb, particulars },
        ),
      );
    }
  },
};

/**
 * For the length of `work` this connection acts as the house in one workspace instead of as 'auth':
 * the policies of the company's tables know nothing of accounts.
 */
async function asHouse<T>(query: Query, workspaceId: string, work: () => Promise<T>): Promise<T> {
  const [named] = await query<{ workspace: string | null }>(
    `select current_setting('rapport.workspace', true) as workspace`,
  );
  await query(
    `select set_config('rapport.actor', 'system', true), set_config('rapport.workspace', $1, true),
            set_config('rapport.audiences', $1, true)`,
    [workspaceId],
  );
  const result = await work();
  await query(
    `select set_config('rapport.actor', 'auth', true), set_config('rapport.workspace', $1, true),
            set_config('rapport.audiences', '', true)`,
    [named?.workspace ?? ''],
  );
  return result;
}

/** From here on this transaction finds accounts' rows of one workspace alone (0029_single_sign_on.sql). */
export async function within(query: Query, workspaceId: string): Promise<void> {
  await query(`select set_config('rapport.workspace', $1, true)`, [workspaceId]);
}

function recordFor(
  query: Query,
  happening: Place & { by: string | null; verb: string; before?: object; after?: object },
): Promise<unknown> {
  const { workspaceId, userId, by, verb, before, after } = happening;
  return record(
    { db: databaseOn(query), actor: systemActor(workspaceId, by) },
    {
      subject: 'user',
      subjectId: userId,
      audience: workspaceId,
      verb,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
    },
  );
}

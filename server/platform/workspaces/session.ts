import type { AccessLevel } from '../../../shared/platform/access.ts';
import type {
  OwnChange,
  SessionView,
  WorkspaceChange,
} from '../../../shared/platform/workspace.ts';
import { asHouse, type Transaction, type UserActor } from '../access/actor.ts';
import type { SignedIn } from '../auth/sessions.ts';
import { isWithin } from '../auth/switching.ts';
import { record } from '../events/events.ts';

type Acting = Transaction & { actor: UserActor };

/** The person who asks, their workspaces and their teams: what every screen needs to know first. */
export async function viewSession({ db, actor }: Acting, who: SignedIn): Promise<SessionView> {
  const { workspaceId, userId } = actor;
  const user = await db
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const workspace = await db
    .selectFrom('workspaces')
    .select([
      'workspace_id as id',
      'name',
      'kind',
      'country',
      'zone',
      'held_since as heldSince',
      'second_factor_from as secondFactorFrom',
      'merges_exact as mergesExact',
    ])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  const teams = await db
    .selectFrom('teams')
    .innerJoin('team_users', (join) =>
      join
        .onRef('team_users.workspace_id', '=', 'teams.workspace_id')
        .onRef('team_users.team_id', '=', 'teams.id'),
    )
    .select(['teams.id', 'teams.name'])
    .where('teams.workspace_id', '=', workspaceId)
    .where('team_users.user_id', '=', userId)
    .orderBy('teams.name')
    .execute();
  const own = {
    ...workspace,
    kind: workspace.kind as SessionView['workspace']['kind'],
    heldSince: workspace.heldSince?.toString() ?? null,
    secondFactorFrom: workspace.secondFactorFrom?.toString() ?? null,
  };
  return {
    user: { ...user, level: actor.level satisfies AccessLevel },
    workspace: own,
    teams,
    workspaces:
      who.by === 'token'
        ? [{ id: own.id, name: own.name, kind: own.kind }]
        : await places(db, { userId, confinedTo: who.confinedTo }),
  };
}

/** One's own company first; the policies show no workspace without a place of one's own in it. */
async function places(
  db: Acting['db'],
  { userId, confinedTo }: { userId: string; confinedTo: string | null },
): Promise<SessionView['workspaces']> {
  const rows = await db
    .selectFrom('users')
    .innerJoin('workspaces', 'workspaces.workspace_id', 'users.workspace_id')
    .select(['workspaces.workspace_id as id', 'workspaces.name', 'workspaces.kind'])
    .where('users.id', '=', userId)
    .where('users.disabled_at', 'is', null)
    .orderBy('users.created_at')
    .orderBy('workspaces.workspace_id')
    .execute();
  const reached = rows.filter(({ id: workspaceId, kind }) =>
    isWithin(confinedTo, { workspaceId, kind }),
  );
  return reached as SessionView['workspaces'];
}

/** One's own name, as colleagues read it. The row is the workspace's, hence written by the house. */
export async function renameOneself(transaction: Acting, { name }: OwnChange): Promise<void> {
  const { workspaceId, userId } = transaction.actor;
  await asHouse(transaction, async (house) => {
    const before = await house.db
      .selectFrom('users')
      .select('name')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', userId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (before.name === name) return;
    await house.db
      .updateTable('users')
      .set({ name })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', userId)
      .execute();
    await record(house, {
      subject: 'user',
      subjectId: userId,
      audience: workspaceId,
      verb: 'renamed',
      before,
      after: { name },
    });
  });
}

/** The company's own name, how phone numbers and times without more are read, and the end of a hold. */
export async function changeWorkspace(
  transaction: Transaction,
  change: WorkspaceChange,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  const { heldSince, mergesExact, ...rest } = change;
  const { db, actor } = transaction;
  const before = await db
    .selectFrom('workspaces')
    .select(['name', 'country', 'zone', 'held_since as heldSince', 'merges_exact as mergesExact'])
    .where('workspace_id', '=', actor.workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await db
    .updateTable('workspaces')
    .set({
      ...rest,
      ...(heldSince === null ? { held_since: null } : {}),
      ...(mergesExact === undefined ? {} : { merges_exact: mergesExact }),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .execute();
  await record(transaction, {
    subject: 'workspace',
    subjectId: actor.workspaceId,
    audience: actor.workspaceId,
    verb: 'changed',
    before,
    after: { ...before, ...change },
  });
}

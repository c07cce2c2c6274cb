import { randomUUIDv7 } from 'node:crypto';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { TeamInput, TeamView } from '../../../shared/platform/workspace.ts';
import type { Transaction } from '../access/actor.ts';
import { record } from '../events/events.ts';
import { userExists } from './workspaces.ts';

export class TeamNotFound extends Refusal {
  constructor() {
    super('team.not-found', 404, 'There is no such team. Somebody may have removed it meanwhile.');
  }
}

export class TeamNameTaken extends Refusal {
  constructor(name: string) {
    const sentence = `There is a team called “${name}” already. Choose another name.`;
    super('team.name-taken', 409, sentence, { fields: { name: sentence } });
  }
}

export class TeamInUse extends Refusal {
  constructor() {
    super(
      'team.in-use',
      409,
      'Records have been shared with this team, and without it nobody would see them. Nothing was changed; take its members out instead.',
    );
  }
}

export class NotAUser extends Refusal {
  constructor() {
    super('user.not-found', 404, 'This person has no active account in this workspace.');
  }
}

export async function listTeams({ db, actor }: Transaction): Promise<TeamView[]> {
  const teams = await db
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const places = await db
    .selectFrom('team_users')
    .select(['team_id', 'user_id'])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('user_id')
    .execute();
  const userIds = Map.groupBy(places, (place) => place.team_id);
  return teams.map((team) => ({
    ...team,
    userIds: (userIds.get(team.id) ?? []).map((place) => place.user_id),
  }));
}

export async function createTeam(
  transaction: Transaction,
  { name }: TeamInput,
): Promise<{ id: string }> {
  const { db, actor } = transaction;
  await requireFreeName(transaction, name);
  const id = randomUUIDv7();
  await db.insertInto('teams').values({ workspace_id: actor.workspaceId, id, name }).execute();
  await tell(transaction, id, 'created', { after: { name } });
  return { id };
}

export async function renameTeam(
  transaction: Transaction,
  id: string,
  { name }: TeamInput,
): Promise<void> {
  const { db, actor } = transaction;
  const before = await findTeam(transaction, id);
  if (before.name === name) return;
  await requireFreeName(transaction, name);
  await db
    .updateTable('teams')
    .set({ name })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  await tell(transaction, id, 'renamed', { before, after: { name } });
}

/** Only a team that nothing was ever shared with can go; the stream remembers. */
export async function removeTeam(transaction: Transaction, id: string): Promise<void> {
  const { db, actor } = transaction;
  const before = await findTeam(transaction, id);
  const shared = await db
    .selectFrom('events')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('audience', '=', id)
    .limit(1)
    .executeTakeFirst();
  if (shared) throw new TeamInUse();
  await db
    .deleteFrom('teams')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  await tell(transaction, id, 'removed', { before });
}

/** Saying it twice changes nothing. */
export async function joinTeam(
  transaction: Transaction,
  teamId: string,
  userId: string,
): Promise<void> {
  const { db, actor } = transaction;
  await findTeam(transaction, teamId);
  if (!(await userExists(transaction, userId))) throw new NotAUser();
  const [joined] = await db
    .insertInto('team_users')
    .values({ workspace_id: actor.workspaceId, team_id: teamId, user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .execute();
  if (joined) await tell(transaction, teamId, 'joined', { particulars: { userId } });
}

export async function leaveTeam(
  transaction: Transaction,
  teamId: string,
  userId: string,
): Promise<void> {
  const { db, actor } = transaction;
  await findTeam(transaction, teamId);
  const [left] = await db
    .deleteFrom('team_users')
    .where('workspace_id', '=', actor.workspaceId)
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .returning('user_id')
    .execute();
  if (left) await tell(transaction, teamId, 'left', { particulars: { userId } });
}

async function findTeam({ db, actor }: Transaction, id: string): Promise<{ name: string }> {
  const team = await db
    .selectFrom('teams')
    .select('name')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!team) throw new TeamNotFound();
  return team;
}

async function requireFreeName({ db, actor }: Transaction, name: string): Promise<void> {
  const taken = await db
    .selectFrom('teams')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (taken) throw new TeamNameTaken(name);
}

/** Everyone may know which teams there are; every server forgets what it believed of who is in them. */
function tell(
  transaction: Transaction,
  subjectId: string,
  verb: string,
  what: { before?: object; after?: object; particulars?: object },
): Promise<unknown> {
  const audience = transaction.actor.workspaceId;
  return record(transaction, { subject: 'team', subjectId, audience, verb, ...what });
}

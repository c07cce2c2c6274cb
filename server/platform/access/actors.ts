import { sql } from 'kysely';
import type { AccessLevel } from '../../../shared/platform/access.ts';
import type { Database } from '../database/database.ts';
import type { UserActor } from './actor.ts';

/** What a user may do is believed this long; a change of level or team takes effect after it everywhere. */
const believedFor = 500;
const mostBelieved = 10_000;

/** An actor as found, with what their workspace asks of a sign-in. */
export interface FoundActor extends UserActor {
  /** From when on a password alone is not enough; null: it is. */
  secondFactorFrom: Temporal.Instant | null;
  /** Passwords open nothing there. */
  singleSignOnOnly: boolean;
  workspaceKind: string;
}

export interface Actors {
  /** The actor for a user in a workspace (by default their first); undefined when they have no place there. */
  find: (userId: string, workspaceId?: string) => Promise<FoundActor | undefined>;
  /** A level, a team or a user changed. */
  forget: () => void;
}

/** Who may see and edit what follows from level and teams; worked out once and kept for half a second. */
export function openActors(db: Database): Actors {
  const believed = new Map<string, { actor: FoundActor | undefined; until: number }>();
  return {
    async find(userId, workspaceId) {
      const key = `${userId} ${workspaceId ?? ''}`;
      const known = believed.get(key);
      if (known && known.until > performance.now()) return known.actor;
      const actor = await findActor(db, userId, workspaceId);
      if (believed.size >= mostBelieved) believed.clear();
      believed.set(key, { actor, until: performance.now() + believedFor });
      return actor;
    },
    forget: () => believed.clear(),
  };
}

export async function findActor(
  db: Database,
  userId: string,
  workspaceId?: string,
): Promise<FoundActor | undefined> {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('rapport.actor', 'user', true), set_config('rapport.user', ${userId}, true)`.execute(
      transaction,
    );
    let query = transaction
      .selectFrom('users')
      .innerJoin('workspaces', 'workspaces.workspace_id', 'users.workspace_id')
      .select([
        'users.workspace_id',
        'level',
        'second_factor_from',
        'single_sign_on_only',
        'workspaces.kind',
      ])
      .where('users.id', '=', userId)
      .where('disabled_at', 'is', null)
      .orderBy('users.created_at')
      .orderBy('users.workspace_id');
    if (workspaceId) query = query.where('users.workspace_id', '=', workspaceId);
    const place = await query.executeTakeFirst();
    if (!place) return undefined;

    await sql`select set_config('rapport.workspace', ${place.workspace_id}, true)`.execute(
      transaction,
    );
    const level = place.level as AccessLevel;
    const { rows: teams } = await sql<{ team_id: string; mine: boolean }>`
      select teams.id as team_id, bool_or(team_users.user_id = ${userId}) is true as mine
      from teams left join team_users on team_users.workspace_id = teams.workspace_id and team_id = teams.id
      where teams.workspace_id = ${place.workspace_id} group by teams.id`.execute(transaction);
    const teamIds = teams.filter((team) => team.mine).map((team) => team.team_id);
    const seen = level === 'owner' ? teams.map((team) => team.team_id) : teamIds;
    const teammates =
      level === 'manager' && teamIds.length > 0
        ? await transaction
            .selectFrom('team_users')
            .select('user_id')
            .distinct()
            .where('workspace_id', '=', place.workspace_id)
            .where('team_id', 'in', teamIds)
            .execute()
        : [];
    return {
      kind: 'user',
      workspaceId: place.workspace_id,
      userId,
      level,
      teamIds,
      audiences: [place.workspace_id, userId, ...seen],
      edits:
        level === 'reader' ? [] : [...new Set([userId, ...teammates.map((mate) => mate.user_id)])],
      readOnly: level === 'reader',
      secondFactorFrom: place.second_factor_from,
      singleSignOnOnly: place.single_sign_on_only,
      workspaceKind: place.kind,
    };
  });
}

import { z } from 'zod';
import { Id, InstantText } from '../../../shared/platform/values.ts';
import type { Transaction } from '../access/actor.ts';
import { UnusableCursor } from '../catalog/query.ts';

export const EventView = z.object({
  id: Id,
  at: InstantText,
  actor: z.string(),
  actorName: z.string().nullable(),
  subject: z.string(),
  subjectId: Id,
  verb: z.string(),
  particulars: z.unknown(),
  before: z.unknown(),
  after: z.unknown(),
  importId: Id.nullable(),
  actId: Id.nullable(),
});
export type EventView = z.infer<typeof EventView>;

type Companions = (transaction: Transaction, subjectId: string) => Promise<string[]>;
const companions: Companions[] = [];

/** A room names what else belongs to the history of a record, such as its ties, by their ids. */
export function historyIncludes(room: Companions): void {
  companions.push(room);
}

/** What happened to a record, or everywhere the actor can see, newest first. */
export async function history(
  transaction: Transaction,
  request: { subjectId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ rows: EventView[]; next: string | null }> {
  const { db, actor } = transaction;
  let query = db
    .selectFrom('events')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'events.workspace_id')
        .onRef('users.id', '=', 'events.actor_id'),
    )
    .select([
      'events.id',
      'at',
      'actor',
      'users.name as actor_name',
      'subject',
      'subject_id',
      'verb',
      'particulars',
      'before',
      'after',
      'import_id',
      'act_id',
    ])
    .where('events.workspace_id', '=', actor.workspaceId)
    .orderBy('events.id', 'desc')
    .limit(request.limit + 1);
  if (request.subjectId) {
    const subjects = [request.subjectId];
    for (const room of companions) subjects.push(...(await room(transaction, request.subjectId)));
    query =
      subjects.length === 1
        ? query.where('subject_id', '=', request.subjectId)
        : query.where('subject_id', 'in', subjects);
  }
  if (request.cursor) {
    if (!Id.safeParse(request.cursor).success) throw new UnusableCursor();
    query = query.where('events.id', '<', request.cursor);
  }
  const rows = await query.execute();
  const shown = rows.slice(0, request.limit);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      at: row.at.toString(),
      actor: row.actor,
      actorName: row.actor_name,
      subject: row.subject,
      subjectId: row.subject_id,
      verb: row.verb,
      particulars: row.particulars,
      before: row.before,
      after: row.after,
      importId: row.import_id,
      actId: row.act_id,
    })),
    next: rows.length > request.limit ? shown.at(-1)!.id : null,
  };
}

import type { ActivityKind } from '../../../shared/interact/activities.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';
import { activityToEdit } from '../activities/activities.ts';
import { ActivityNotFound, TextNotShared } from '../activities/errors.ts';
import { rewriteEntry } from '../activities/writing.ts';

export type Terms = { what: string; date: string };

/**
 * A day stands for its noon where the company works, so that it is the same day for whoever reads it nearby;
 * today before noon for this moment, because nothing that was written down is still to come.
 */
export async function momentOf(transaction: Transaction, date: string): Promise<Temporal.Instant> {
  const now = Temporal.Now.zonedDateTimeISO(await workspaceZone(transaction));
  const noon = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: now.timeZoneId,
    plainTime: '12:00',
  });
  const isAhead = now.toPlainDate().equals(date) && Temporal.ZonedDateTime.compare(noon, now) > 0;
  return (isAhead ? now : noon).toInstant();
}

/** An entry of this kind that the actor may change, at the version on which the change was made. */
export async function entryToChange(
  transaction: Transaction,
  kind: ActivityKind,
  id: string,
  version: number,
) {
  const entry = await activityToEdit(transaction, id, version);
  if (entry.kind !== kind) throw new ActivityNotFound();
  if (entry.visibility === 'headers' && entry.owner_id !== transaction.actor.userId)
    throw new TextNotShared();
  return entry;
}

/** Moves the entry to its day and renames it, and tells what changed of its terms. */
export async function changeEntry<Changing extends Terms>(
  transaction: Transaction,
  entry: Awaited<ReturnType<typeof entryToChange>>,
  { before, after }: { before: Changing; after: Changing },
): Promise<Changed> {
  const { db, actor } = transaction;
  const { id, version } = entry;
  const at =
    after.date === before.date ? entry.occurred_at : await momentOf(transaction, after.date);
  const text = await db
    .selectFrom('activity_texts')
    .select('body')
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .executeTakeFirstOrThrow();
  await rewriteEntry(transaction, entry, { at, subject: after.what, body: text.body });
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience: entry.visibility === 'headers' ? entry.owner_id : entry.audience,
    verb: 'terms changed',
    particulars: { kind: entry.kind },
    before,
    after,
  });
  return { event: event!, version: version + 1 };
}

import { randomUUIDv7 } from 'node:crypto';
import type { OwnTieKind, TieKindChange, TieKindInput } from '../../../shared/identify/ties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { record } from '../../platform/events/events.ts';
import type { Changed } from '../parties/editing.ts';
import { TieKindExists, TieKindNotFound } from './errors.ts';

/** The kinds of tie this workspace has added, retired ones too: there may be ties of them. */
export async function ownTieKinds({ db, actor }: Transaction): Promise<OwnTieKind[]> {
  const rows = await db
    .selectFrom('tie_kinds')
    .select(['id', 'name', 'reverse_name', 'retired_at', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    reverseName: row.reverse_name,
    retiredAt: row.retired_at?.toString() ?? null,
    version: row.version,
  }));
}

export async function addTieKind(
  transaction: Transaction,
  { name, reverseName }: TieKindInput,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const id = randomUUIDv7();
  await db
    .insertInto('tie_kinds')
    .values({ workspace_id: actor.workspaceId, id, name, reverse_name: reverseName })
    .execute()
    .catch(translateTaken);
  const event = await tell(transaction, id, 'added', { after: { name, reverseName } });
  return { id, event };
}

/** Renames a kind, with every tie of it, or retires it. */
export async function changeTieKind(
  transaction: Transaction,
  id: string,
  { version, ...change }: TieKindChange,
): Promise<Changed> {
  const { db, actor } = transaction;
  const kind = (await ownTieKinds(transaction)).find((one) => one.id === id);
  if (!kind) throw new TieKindNotFound();
  if (kind.version !== version) throw new ChangedMeanwhile();
  const { numUpdatedRows } = await db
    .updateTable('tie_kinds')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.reverseName === undefined ? {} : { reverse_name: change.reverseName }),
      ...(change.retired === undefined
        ? {}
        : { retired_at: change.retired ? Temporal.Now.instant() : null }),
      version: version + 1,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
    .catch(translateTaken);
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  const event = await tell(transaction, id, 'changed', {
    before: { name: kind.name, reverseName: kind.reverseName, retired: kind.retiredAt !== null },
    after: change,
  });
  return { event, version: version + 1 };
}

function translateTaken(error: unknown): never {
  if (violatedConstraint(error) === 'tie_kinds_by_name') throw new TieKindExists(error);
  throw error;
}

async function tell(
  transaction: Transaction,
  id: string,
  verb: 'added' | 'changed',
  what: { before?: object; after: object },
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'tie kind',
    subjectId: id,
    audience: transaction.actor.workspaceId,
    verb,
    ...what,
  });
  return event!;
}

import type { DraftInput, StrategyDraft } from '../../shared/strategy/strategy.ts';
import type { Transaction } from '../platform/access/actor.ts';
import { record } from '../platform/events/events.ts';
import { undoable } from '../platform/events/undo.ts';
import { DraftChanged } from './errors.ts';
import { readChoices, versionInForce } from './strategy.ts';

/** What is about to be proposed, if anything. */
export async function findDraft({ db, actor }: Transaction): Promise<StrategyDraft | null> {
  const row = await db
    .selectFrom('strategy_drafts')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'strategy_drafts.workspace_id')
        .onRef('users.id', '=', 'strategy_drafts.changed_by'),
    )
    .select([
      'version',
      'based_on',
      'strategy_drafts.name',
      'choices',
      'changed_at',
      'users.name as changer',
    ])
    .where('strategy_drafts.workspace_id', '=', actor.workspaceId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    version: row.version,
    basedOn: row.based_on,
    name: row.name,
    choices: readChoices(row.choices),
    changedAt: row.changed_at.toString(),
    changedBy: row.changer,
  };
}

/** Writes the draft, unless somebody else wrote it since it was read. */
export async function saveDraft(
  transaction: Transaction,
  { version: known, name, choices }: DraftInput,
): Promise<{ version: number }> {
  const { db, actor } = transaction;
  const { version: basedOn } = await versionInForce(transaction);
  const version = known + 1;
  const row = {
    version,
    based_on: basedOn,
    name,
    choices: JSON.stringify(choices),
    changed_at: Temporal.Now.instant(),
    changed_by: actor.userId,
  };
  const { numInsertedOrUpdatedRows: written } =
    known === 0
      ? await db
          .insertInto('strategy_drafts')
          .values({ workspace_id: actor.workspaceId, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow()
      : {
          numInsertedOrUpdatedRows: (
            await db
              .updateTable('strategy_drafts')
              .set(row)
              .where('workspace_id', '=', actor.workspaceId)
              .where('version', '=', known)
              .executeTakeFirstOrThrow()
          ).numUpdatedRows,
        };
  if (!written) throw new DraftChanged();
  // A draft is written every few seconds while somebody thinks; what it says counts once it is adopted.
  await record(transaction, {
    subject: 'strategy',
    subjectId: actor.workspaceId,
    audience: actor.workspaceId,
    verb: known === 0 ? 'draft begun' : 'draft changed',
    particulars: { draft: version },
  });
  return { version };
}

/** Throws the draft away; the event keeps it, so that it can be taken back. */
export async function discardDraft(
  transaction: Transaction,
  version: number,
): Promise<{ event: string }> {
  const draft = await findDraft(transaction);
  if (draft?.version !== version) throw new DraftChanged();
  await remove(transaction, version);
  const { actor } = transaction;
  const [event] = await record(transaction, {
    subject: 'strategy',
    subjectId: actor.workspaceId,
    audience: actor.workspaceId,
    verb: 'draft discarded',
    particulars: { draft: version },
    before: { name: draft.name, choices: draft.choices },
  });
  return { event: event! };
}

/** The draft is adopted and gone; one that somebody has changed since is not what was looked at. */
export async function dropAdopted(
  transaction: Transaction,
  version: number | undefined,
): Promise<void> {
  if (version === undefined) return;
  if (!(await remove(transaction, version))) throw new DraftChanged();
}

export function registerDraftUndo(): void {
  undoable('strategy', 'draft discarded', async (transaction, { before }) => {
    const { actor } = transaction;
    await saveDraft(transaction, {
      version: 0,
      name: String(before?.name),
      choices: readChoices(before?.choices),
    });
    const [event] = await record(transaction, {
      subject: 'strategy',
      subjectId: actor.workspaceId,
      audience: actor.workspaceId,
      verb: 'draft restored',
    });
    return { event: event! };
  });
}

async function remove({ db, actor }: Transaction, version: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('strategy_drafts')
    .where('workspace_id', '=', actor.workspaceId)
    .where('version', '=', version)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

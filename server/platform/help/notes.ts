import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { HelpNote, HelpNoteInput } from '../../../shared/platform/help.ts';
import type { Transaction } from '../access/actor.ts';
import { projectRoot } from '../config/config.ts';
import { nextId } from '../database/ids.ts';
import { record } from '../events/events.ts';
import { undoable } from '../events/undo.ts';

export class NoteNotFound extends Refusal {
  constructor() {
    super('help.note-not-found', 404, 'There is no such note, or it is settled already.');
  }
}

const mostShown = 500;

const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
  version: string;
};

/** Keeps what somebody tells about the tool. It goes nowhere else. */
export async function writeNote(
  transaction: Transaction,
  { text, page }: z.output<typeof HelpNoteInput>,
): Promise<{ id: string }> {
  const { db, actor } = transaction;
  const id = nextId();
  await db
    .insertInto('help_notes')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: actor.userId!,
      user_id: actor.userId!,
      text,
      page,
      version,
    })
    .execute();
  await record(transaction, {
    subject: 'help note',
    subjectId: id,
    audience: actor.userId!,
    verb: 'written',
  });
  return { id };
}

/** What owners have not settled yet, newest first; others read what they wrote themselves. */
export async function listNotes({ db, actor }: Transaction): Promise<HelpNote[]> {
  const rows = await db
    .selectFrom('help_notes')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'help_notes.workspace_id')
        .onRef('users.id', '=', 'help_notes.user_id'),
    )
    .select([
      'help_notes.id',
      'text',
      'page',
      'version',
      'help_notes.user_id',
      'users.name',
      'help_notes.created_at',
      'settled_at',
    ])
    .where('help_notes.workspace_id', '=', actor.workspaceId)
    .where('settled_at', 'is', null)
    .orderBy('help_notes.id', 'desc')
    .limit(mostShown)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    page: row.page,
    version: row.version,
    userId: row.user_id,
    userName: row.name ?? '',
    createdAt: row.created_at.toString(),
    settledAt: row.settled_at?.toString() ?? null,
  }));
}

/** An owner has read it and needs it no longer. */
export async function settleNote(
  transaction: Transaction,
  id: string,
  isSettled = true,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const { numUpdatedRows } = await db
    .updateTable('help_notes')
    .set({
      settled_at: isSettled ? Temporal.Now.instant() : null,
      settled_by: isSettled ? actor.userId : null,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('settled_at', isSettled ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NoteNotFound();
  const [event] = await record(transaction, {
    subject: 'help note',
    subjectId: id,
    audience: actor.userId!,
    verb: isSettled ? 'done' : 'restored',
  });
  return { event: event! };
}

export function registerNoteUndo(): void {
  undoable('help note', 'done', (transaction, { subjectId }) =>
    settleNote(transaction, subjectId, false),
  );
  undoable('help note', 'restored', (transaction, { subjectId }) =>
    settleNote(transaction, subjectId),
  );
}

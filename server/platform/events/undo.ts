import { Refusal } from '../../../shared/platform/errors.ts';
import type { Transaction } from '../access/actor.ts';

/** An event as undoing reads it. */
export interface Past {
  id: string;
  subject: string;
  subjectId: string;
  verb: string;
  particulars: Record<string, unknown>;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

type Undo = (transaction: Transaction, past: Past) => Promise<{ event: string }>;
const undoers = new Map<string, Undo>();

export class NotUndoable extends Refusal {
  constructor() {
    super(
      'event.not-undoable',
      409,
      'This act cannot be taken back by itself. Change the record instead; nothing was changed now.',
    );
  }
}

export class EventNotFound extends Refusal {
  constructor() {
    super('event.not-found', 404, 'There is no such act of yours.');
  }
}

/** A room says how its acts are taken back; the undoing is an act of the same verbs, with the same guards. */
export function undoable(subject: string, verb: string, undo: Undo): void {
  undoers.set(`${subject} ${verb}`, undo);
}

/** Takes back an act of the actor's own. */
export async function undoEvent(transaction: Transaction, id: string): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const event = await db
    .selectFrom('events')
    .select(['id', 'subject', 'subject_id', 'verb', 'particulars', 'before', 'after'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('actor_id', '=', actor.userId)
    .executeTakeFirst();
  if (!event) throw new EventNotFound();
  const undo = undoers.get(`${event.subject} ${event.verb}`);
  if (!undo) throw new NotUndoable();
  return undo(transaction, {
    id: event.id,
    subject: event.subject,
    subjectId: event.subject_id,
    verb: event.verb,
    particulars: event.particulars as Past['particulars'],
    before: event.before as Past['before'],
    after: event.after as Past['after'],
  });
}

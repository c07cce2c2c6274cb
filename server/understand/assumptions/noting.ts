import { sql } from 'kysely';
import { z } from 'zod';
import { PartyKind } from '../../../shared/identify/parties.ts';
import { DateText, Id } from '../../../shared/platform/values.ts';
import {
  type AssumptionNote,
  type RestingInput,
  restingKinds,
} from '../../../shared/understand/assumptions.ts';
import { CannotSeeRecord, NoSuchUser } from '../../identify/parties/errors.ts';
import { partyToEdit } from '../../identify/parties/parties.ts';
import { StatementNotFound } from '../../identify/statements/errors.ts';
import { isCurrent } from '../../identify/statements/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { record } from '../../platform/events/events.ts';
import { requireUnchanged, undoable } from '../../platform/events/undo.ts';
import { subjectOfStatement } from '../facts/facts.ts';
import { NothingToRest, RestsAlready } from './errors.ts';
import { liesBetween } from './resting.ts';

/** Somebody edits what is said about a statement: whom it is about, and how the stream is told. */
async function subjectToEdit(transaction: Transaction, id: string) {
  const { id: partyId, kind, version } = await subjectOfStatement(transaction, id);
  const party = await partyToEdit(transaction, kind, partyId, version);
  const { db, actor } = transaction;
  const { topic } = await db
    .selectFrom('statements')
    .select('topic')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const tell = async (verb: string, { particulars, ...change }: Told) => {
    const [event] = await record(transaction, {
      subject: kind,
      subjectId: party.id,
      audience: party.audience,
      verb,
      particulars: { statement: id, topic, ...particulars },
      ...change,
    });
    return { event: event! };
  };
  return { party, tell };
}

interface Told {
  particulars?: object;
  before?: object;
  after?: object;
}

async function assumptionToEdit(transaction: Transaction, id: string) {
  const subject = await subjectToEdit(transaction, id);
  if (!(await isCurrent(transaction, [id]))) throw new StatementNotFound();
  return subject;
}

/** What somebody said about an assumption, as the stream keeps it. */
const Noted = z.object({
  because: z.string(),
  believer: Id,
  checkOn: DateText.nullable(),
});
type Noted = z.infer<typeof Noted>;

async function notedOf({ db, actor }: Transaction, id: string): Promise<Noted | null> {
  const note = await db
    .selectFrom('assumptions')
    .select(['because', 'believer_id', 'check_on'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('statement_id', '=', id)
    .executeTakeFirst();
  return note
    ? {
        because: note.because,
        believer: note.believer_id,
        checkOn: note.check_on?.toString() ?? null,
      }
    : null;
}

async function writeNote(
  { db, actor }: Transaction,
  id: string,
  party: { id: string; audience: string },
  noted: Noted,
): Promise<void> {
  const said = {
    because: noted.because,
    believer_id: noted.believer,
    check_on: noted.checkOn === null ? null : Temporal.PlainDate.from(noted.checkOn),
  };
  await db
    .insertInto('assumptions')
    .values({
      workspace_id: actor.workspaceId,
      statement_id: id,
      party_id: party.id,
      audience: party.audience,
      ...said,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'statement_id'])
        .doUpdateSet({ ...said, said_at: Temporal.Now.instant() }),
    )
    .execute();
}

/** Why we believe it, who does, and when it is to be checked; a new date is what "still open" means. */
export async function noteAssumption(
  transaction: Transaction,
  id: string,
  { because, believerId, checkOn }: AssumptionNote,
): Promise<{ event: string }> {
  const { party, tell } = await assumptionToEdit(transaction, id);
  const believer = believerId ?? transaction.actor.userId!;
  const reader = (await readersOf(transaction, party.audience)).find((one) => one.id === believer);
  if (!reader) throw new NoSuchUser();
  if (!reader.sees) throw new CannotSeeRecord(reader.name);
  const before = await notedOf(transaction, id);
  const after: Noted = { because, believer, checkOn };
  await writeNote(transaction, id, party, after);
  return tell('assumption noted', { ...(before ? { before } : {}), after });
}

/** Something that lies between us declares that it rests on this. */
export async function restUpon(
  transaction: Transaction,
  id: string,
  { what, whatId }: RestingInput,
): Promise<{ event: string }> {
  const { party, tell } = await assumptionToEdit(transaction, id);
  if (!(await liesBetween(transaction, party.id, what, whatId))) throw new NothingToRest();
  if ((await declaredFor(transaction, id, whatId)).length > 0) throw new RestsAlready();
  await declare(transaction, party, [{ statement: id, what, whatId }]);
  return tell('assumption carries', { particulars: { what, whatId } });
}

/** It rests on it no more. */
export async function restNoMore(
  transaction: Transaction,
  id: string,
  whatId: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const { tell } = await subjectToEdit(transaction, id);
  const rests = await declaredFor(transaction, id, whatId);
  const [first] = rests;
  if (!first) throw new NothingToRest();
  await db
    .deleteFrom('rests_on')
    .where('workspace_id', '=', actor.workspaceId)
    .where('what_id', '=', whatId)
    .where(
      'statement_id',
      'in',
      rests.map(({ statement }) => statement),
    )
    .execute();
  return tell('assumption freed', { particulars: { what: first.what, whatId, rests } });
}

const Rest = z.object({ statement: Id, what: z.enum(restingKinds), whatId: Id });
type Rest = z.infer<typeof Rest>;

/** As it was declared for this statement, or for one in whose place it came. */
async function declaredFor(
  { db, actor }: Transaction,
  id: string,
  whatId: string,
): Promise<Rest[]> {
  const { rows } = await sql<Rest>`
    with recursive past (id) as (
      select ${id}::uuid
      union
      select s.id from statements s join past on s.superseded_by = past.id
      where s.workspace_id = ${actor.workspaceId})
    select r.statement_id as statement, r.what, r.what_id as "whatId" from rests_on r
    where r.workspace_id = ${actor.workspaceId} and r.what_id = ${whatId}
      and r.statement_id in (select id from past)
    order by r.declared_at`.execute(db);
  return rows;
}

async function declare(
  { db, actor }: Transaction,
  party: { id: string; audience: string },
  rests: readonly Rest[],
): Promise<void> {
  await db
    .insertInto('rests_on')
    .values(
      rests.map(({ statement, what, whatId }) => ({
        workspace_id: actor.workspaceId,
        statement_id: statement,
        what_id: whatId,
        party_id: party.id,
        audience: party.audience,
        what,
        declared_by: actor.userId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const OfStatement = z.object({ statement: Id });
const Carried = OfStatement.extend({ whatId: Id });
const Freed = OfStatement.extend({ what: z.enum(restingKinds), whatId: Id, rests: z.array(Rest) });

/** What was said about an assumption is taken back as it was before, whatever stands in its place by now. */
export function registerAssumptionUndo(): void {
  for (const kind of PartyKind.options) {
    undoable(kind, 'assumption noted', async (transaction, { particulars, before, after }) => {
      const { statement } = OfStatement.parse(particulars);
      const { party, tell } = await subjectToEdit(transaction, statement);
      const now = await notedOf(transaction, statement);
      requireUnchanged({ now }, { now: after ? Noted.parse(after) : null });
      const then = before ? Noted.parse(before) : null;
      if (then) await writeNote(transaction, statement, party, then);
      else await forgetNote(transaction, statement);
      return tell('assumption noted', {
        ...(now ? { before: now } : {}),
        ...(then ? { after: then } : {}),
      });
    });
    undoable(
      kind,
      'assumption carries',
      (transaction, { particulars }) => {
        const { statement, whatId } = Carried.parse(particulars);
        return restNoMore(transaction, statement, whatId);
      },
      'assumption freed',
    );
    undoable(
      kind,
      'assumption freed',
      async (transaction, { particulars }) => {
        const { statement, what, whatId, rests } = Freed.parse(particulars);
        const { party, tell } = await subjectToEdit(transaction, statement);
        await declare(transaction, party, rests);
        return tell('assumption carries', { particulars: { what, whatId } });
      },
      'assumption carries',
    );
  }
}

async function forgetNote({ db, actor }: Transaction, id: string): Promise<void> {
  await db
    .deleteFrom('assumptions')
    .where('workspace_id', '=', actor.workspaceId)
    .where('statement_id', '=', id)
    .execute();
}

import { sql } from 'kysely';
import { z } from 'zod';
import { type Answered, taughtBy } from '../../../models/next-action/next-action.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import {
  type ActionKind,
  type AnswerInput,
  actionKinds,
  type LearntView,
  treatments,
} from '../../../shared/understand/actions.ts';
import { findStandingSide } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ReadOnly } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { ChangedSince, undoable, undoEvent } from '../../platform/events/undo.ts';
import { useSeed as volunteer } from '../interests/using.ts';
import { AnswerNotFound, PutOffTooFar } from './errors.ts';
import type { Found } from './looking.ts';

/** Nothing is put off for longer. */
const longestDays = 366;
const mostKept = 200;

export interface Answers {
  taught: Map<ActionKind, Answered>;
  /** Done, put off, or never again: it is not proposed now. */
  keepsAway: (found: Found) => boolean;
}

/** What the actor has answered about these, and what all their answers have taught. */
export async function answersOf(
  transaction: Transaction,
  partyIds: readonly string[],
  now: Temporal.Instant,
): Promise<Answers> {
  const { db, actor } = transaction;
  const { rows } = await sql<{ party_id: string; kind: ActionKind; about: string; never: boolean }>`
    select party_id, kind, about, answer = 'never' as never from action_answers
    where workspace_id = ${actor.workspaceId} and user_id = ${actor.userId} and withdrawn_at is null
      and party_id = any (${partyIds}::uuid[])
      and (until is null or until > ${now.toString()}::timestamptz)`.execute(db);
  const away = new Set(
    rows.map(({ party_id, kind, about, never }) => `${party_id} ${kind} ${never ? '' : about}`),
  );
  return {
    taught: await countTaught(transaction),
    keepsAway: ({ party, kind, about }) =>
      away.has(`${party.id} ${kind} `) || away.has(`${party.id} ${kind} ${about}`),
  };
}

async function countTaught({ db, actor }: Transaction): Promise<Map<ActionKind, Answered>> {
  const { rows } = await sql<Answered & { kind: ActionKind }>`
    select kind, (count(*) filter (where answer = 'done'))::integer as done,
      (count(*) filter (where answer = 'not now'))::integer as "notNow",
      (count(*) filter (where answer = 'never'))::integer as never
    from action_answers
    where workspace_id = ${actor.workspaceId} and user_id = ${actor.userId} and withdrawn_at is null
      and teaches and answered_at > '-infinity' group by kind`.execute(db);
  return new Map(rows.map(({ kind, ...counts }) => [kind, counts]));
}

/** Says that it is done, does not suit now, or is never wanted for this person. */
export async function answerAction(
  transaction: Transaction,
  { kind, partyId, about, answer, until }: AnswerInput,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user') throw new ReadOnly();
  const party = await findStandingSide(transaction, partyId);
  const now = Temporal.Now.instant();
  const rest = treatments[kind].restDays;
  const kept =
    answer === 'not now'
      ? until
        ? Temporal.Instant.from(until)
        : now.add({ hours: 24 })
      : answer === 'done' && rest !== null
        ? now.add({ hours: 24 * rest })
        : null;
  if (
    answer === 'not now' &&
    kept &&
    (Temporal.Instant.compare(kept, now) <= 0 ||
      Temporal.Instant.compare(kept, now.add({ hours: 24 * longestDays })) > 0)
  )
    throw new PutOffTooFar();
  // Told to them is told to them, wherever it is said.
  let part: string | null = null;
  if (kind === 'seed' && answer === 'done')
    part = (await volunteer(transaction, party.id, { seedId: about, outcome: 'used' })).event;
  const id = nextId();
  await db
    .insertInto('action_answers')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: actor.userId,
      user_id: actor.userId,
      party_id: party.id,
      kind,
      about,
      answer,
      until: kept,
    })
    .execute();
  return { id, event: await tell(transaction, id, 'answered', { kind, answer, part }) };
}

/** As if it had not been said: it may be proposed again, and teaches nothing. */
export async function withdrawAnswer(
  transaction: Transaction,
  id: string,
): Promise<{ event: string }> {
  await setWithdrawn(transaction, id, Temporal.Now.instant());
  return { event: await tell(transaction, id, 'withdrawn') };
}

async function setWithdrawn(
  { db, actor }: Transaction,
  id: string,
  at: Temporal.Instant | null,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('action_answers')
    .set({ withdrawn_at: at })
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .where('id', '=', id)
    .where('withdrawn_at', at ? 'is' : 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new AnswerNotFound();
}

/** One’s own: nobody else hears of it. */
async function tell(
  transaction: Transaction,
  id: string,
  verb: 'answered' | 'withdrawn',
  particulars: object = {},
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'action',
    subjectId: id,
    audience: transaction.actor.userId!,
    verb,
    particulars,
  });
  return event!;
}

/** What Rapport has learned from one’s own answers, and what they keep away. */
export async function viewLearnt(transaction: Transaction): Promise<LearntView> {
  const { db, actor } = transaction;
  const counts = await countTaught(transaction);
  const { overall, of } = taughtBy(counts);
  const { rows } = await sql<{
    id: string;
    kind: ActionKind;
    answer: 'not now' | 'never';
    party_id: string;
    party_kind: PartyKind;
    name: string;
    until: Temporal.Instant | null;
    answered_at: Temporal.Instant;
  }>`
    select x.id, x.kind, x.answer, p.id as party_id, p.kind as party_kind, p.name, x.until, x.answered_at
    from (select * from action_answers x
      where x.workspace_id = ${actor.workspaceId} and x.user_id = ${actor.userId} and x.withdrawn_at is null
        and x.answered_at > '-infinity' and (x.answer = 'never' or x.answer = 'not now' and x.until > now())
      order by x.answered_at desc limit ${sql.lit(mostKept)}) x
    join parties p on p.workspace_id = x.workspace_id and p.id = x.party_id and p.trashed_at is null
    order by x.answered_at desc, x.id`.execute(db);
  return {
    overall,
    kinds: actionKinds.map((kind) => ({
      kind,
      ...(counts.get(kind) ?? { done: 0, notNow: 0, never: 0 }),
      chance: of(kind),
    })),
    kept: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      answer: row.answer,
      party: { id: row.party_id, kind: row.party_kind, name: row.name },
      until: row.until?.toString() ?? null,
      at: row.answered_at.toString(),
    })),
  };
}

/** Begins anew: what is kept away stays away, and teaches nothing any more. */
export async function forgetAnswers({ db, actor }: Transaction): Promise<{ forgotten: number }> {
  const { numUpdatedRows } = await db
    .updateTable('action_answers')
    .set({ teaches: false })
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .where('withdrawn_at', 'is', null)
    .where('teaches', '=', true)
    .executeTakeFirst();
  return { forgotten: Number(numUpdatedRows) };
}

const Parts = z.object({ part: z.string().nullish() });

export function registerAnswerUndo(): void {
  undoable(
    'action',
    'answered',
    async (transaction, { subjectId, particulars }) => {
      const { part } = Parts.parse(particulars);
      if (part) await undoEvent(transaction, part);
      await setWithdrawn(transaction, subjectId, Temporal.Now.instant());
      return { event: await tell(transaction, subjectId, 'withdrawn', { part }) };
    },
    'withdrawn',
  );
  undoable('action', 'withdrawn', async (transaction, { subjectId, particulars }) => {
    // What was volunteered and taken back is volunteered anew, on the page of the person.
    if (Parts.parse(particulars).part) throw new ChangedSince();
    await setWithdrawn(transaction, subjectId, null);
    return { event: await tell(transaction, subjectId, 'answered') };
  });
}

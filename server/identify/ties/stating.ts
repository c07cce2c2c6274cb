import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { isBuiltIn, ownWord, ruleOf } from '../../../shared/identify/tie-rules.ts';
import type { TieChange, TieInput } from '../../../shared/identify/ties.ts';
import type { PartyVisibility } from '../../../shared/platform/access.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import {
  audienceOf,
  ChangedMeanwhile,
  mayShare,
  NotYourTeam,
  ReadOnly,
} from '../../platform/access/reach.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { record } from '../../platform/events/events.ts';
import type { Changed } from '../parties/editing.ts';
import { NotYoursToShare, PartyNotFound } from '../parties/errors.ts';
import {
  FamilyByHearsay,
  FamilyForEveryone,
  NoInfluenceHere,
  NoSuchEntry,
  NoSuchTieKind,
  TieExists,
  TieNotFound,
  TieToItself,
  WrongEnds,
} from './errors.ts';
import { requireNoCircle } from './group.ts';
import { findTie, inStoredOrder, kindOf, requireOwn, type Tie, tieToEdit } from './ties.ts';

interface End {
  id: string;
  kind: PartyKind;
  name: string;
  audience: string;
}

/** Writes down that two parties stand to each other in some way. Whoever sees both may. */
export async function stateTie(
  transaction: Transaction,
  input: z.output<typeof TieInput>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly) throw new ReadOnly();
  const { from, to, ends } = await endsOf(transaction, input);
  await requireUsableKind(transaction, input.kind, from, to);
  const rule = ruleOf(input.kind);
  if (input.influence && !rule.buying) throw new NoInfluenceHere();
  const visibility = input.visibility ?? (rule.family ? 'private' : 'everyone');
  const audience = audienceFor(transaction, visibility, actor.userId, input.teamId);
  requireTact(input.kind, visibility, input.basis);
  if (input.kind === 'subsidiary of' && isPresent(input.to))
    await requireNoCircle(transaction, from, to);
  if (input.activityId) await requireActivity(transaction, input.activityId);

  const id = randomUUIDv7();
  const [fromId, toId] = inStoredOrder(input.kind, from.id, to.id);
  await db
    .insertInto('ties')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience,
      visibility,
      owner_id: actor.userId,
      from_id: fromId,
      from_audience: ends.get(fromId)!.audience,
      to_id: toId,
      to_audience: ends.get(toId)!.audience,
      kind: isBuiltIn(input.kind) ? input.kind : 'own',
      own_kind_id: isBuiltIn(input.kind) ? null : input.kind,
      from_date: dateOf(input.from),
      to_date: dateOf(input.to),
      influence: input.influence ?? null,
      basis: input.basis,
      evidence: input.evidence,
      activity_id: input.activityId ?? null,
      stated_by: actor.userId,
    })
    .execute()
    .catch(translateExisting);
  const tie = await findTie(transaction, id);
  if (!tie) throw new TieNotFound();
  return { id, event: await tell(transaction, tie, 'stated', { after: told(tie) }) };
}

/** Corrects when and how, or who may see it. Another kind or another end is another tie. */
export async function changeTie(
  transaction: Transaction,
  id: string,
  { version, ...change }: TieChange,
  undoes?: string,
): Promise<Changed> {
  const tie = await tieToEdit(transaction, id, version);
  const rule = ruleOf(kindOf(tie));
  if (change.influence && !rule.buying) throw new NoInfluenceHere();
  let audience = tie.audience;
  if (change.visibility) {
    if (!mayShare(transaction, { ...tie, assigned_to: null })) throw new NotYoursToShare();
    audience = audienceFor(transaction, change.visibility, tie.owner_id, change.teamId);
  }
  const after = {
    visibility: change.visibility ?? tie.visibility,
    basis: change.basis ?? tie.basis,
    evidence: change.evidence ?? tie.evidence,
    influence: change.influence === undefined ? tie.influence : change.influence,
    from_date: change.from === undefined ? tie.from_date : dateOf(change.from),
    to_date: change.to === undefined ? tie.to_date : dateOf(change.to),
  };
  requireTact(kindOf(tie), after.visibility, after.basis);
  if (tie.kind === 'subsidiary of' && isPresent(after.to_date?.toString()))
    await requireNoCircle(transaction, fromOf(tie), toOf(tie));
  await update(transaction, tie, { ...after, audience });
  const changed = (await findTie(transaction, id))!;
  const event = await tell(transaction, changed, 'changed', {
    before: told(tie),
    after: told(changed),
    ...(undoes ? { undoes } : {}),
  });
  return { event, version: tie.version + 1 };
}

/** A tie that was never so, or should not be kept: it stays in the history and no longer counts. */
export async function withdrawTie(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const tie = await tieToEdit(transaction, id, version);
  await update(transaction, tie, {
    withdrawn_at: Temporal.Now.instant(),
    withdrawn_by: transaction.actor.userId,
  });
  const event = await tell(transaction, tie, 'withdrawn', { before: told(tie) });
  return { event, version: tie.version + 1 };
}

export async function restoreTie(transaction: Transaction, id: string): Promise<Changed> {
  const tie = await findTie(transaction, id);
  if (!tie) throw new TieNotFound();
  requireOwn(transaction, tie);
  if (tie.withdrawn_at) {
    if (tie.kind === 'subsidiary of' && isPresent(tie.to_date?.toString()))
      await requireNoCircle(transaction, fromOf(tie), toOf(tie));
    await update(transaction, tie, { withdrawn_at: null, withdrawn_by: null });
  }
  const event = await tell(transaction, tie, 'restored', { after: told(tie) });
  return { event, version: tie.withdrawn_at ? tie.version + 1 : tie.version };
}

async function endsOf(
  { db, actor }: Transaction,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<{ from: End; to: End; ends: Map<string, End> }> {
  if (fromId === toId) throw new TieToItself();
  const found = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'name', 'audience'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', [fromId, toId])
    .where('trashed_at', 'is', null)
    .execute();
  const ends = new Map(found.map((end) => [end.id, { ...end, kind: end.kind as PartyKind }]));
  const from = ends.get(fromId);
  const to = ends.get(toId);
  if (!from || !to) throw new PartyNotFound();
  return { from, to, ends };
}

async function requireUsableKind(
  { db, actor }: Transaction,
  kind: string,
  from: End,
  to: End,
): Promise<void> {
  if (isBuiltIn(kind)) {
    const rule = ruleOf(kind);
    if (!rule.from.includes(from.kind) || !rule.to.includes(to.kind)) throw new WrongEnds(kind);
    return;
  }
  const own = await db
    .selectFrom('tie_kinds')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', kind)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (!own) throw new NoSuchTieKind();
}

async function requireActivity({ db, actor }: Transaction, id: string): Promise<void> {
  const activity = await db
    .selectFrom('activities')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
  if (!activity) throw new NoSuchEntry();
}

function audienceFor(
  { actor }: Transaction,
  visibility: PartyVisibility,
  ownerId: string,
  teamId: string | undefined,
): string {
  const audience = audienceOf(actor.workspaceId, visibility, ownerId, teamId);
  if (actor.kind === 'user' && !actor.audiences.includes(audience)) throw new NotYourTeam();
  return audience;
}

/** Family is for named confidants, and only by the word of whom it concerns. */
function requireTact(kind: string, visibility: string, basis: Tie['basis']): void {
  if (!ruleOf(kind).family) return;
  if (visibility === 'everyone') throw new FamilyForEveryone();
  if (!ownWord.includes(basis)) throw new FamilyByHearsay();
}

async function update(
  { db, actor }: Transaction,
  tie: Tie,
  change: {
    audience?: string;
    visibility?: string;
    basis?: string;
    evidence?: string;
    influence?: string | null;
    from_date?: Temporal.PlainDate | null;
    to_date?: Temporal.PlainDate | null;
    withdrawn_at?: Temporal.Instant | null;
    withdrawn_by?: string | null;
  },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('ties')
    .set({ ...change, version: tie.version + 1, updated_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', tie.id)
    .where('version', '=', tie.version)
    .executeTakeFirst()
    .catch(translateExisting);
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

function translateExisting(error: unknown): never {
  if (violatedConstraint(error) === 'ties_as_they_stand') throw new TieExists(error);
  throw error;
}

/** What the history tells of a tie at a moment, and what taking a change back needs. */
function told(tie: Tie) {
  return {
    from: tie.from_date?.toString() ?? null,
    to: tie.to_date?.toString() ?? null,
    influence: tie.influence,
    basis: tie.basis,
    evidence: tie.evidence,
    visibility: tie.visibility,
    teamId: tie.visibility === 'team' ? tie.audience : null,
  };
}

async function tell(
  transaction: Transaction,
  tie: Tie,
  verb: 'stated' | 'changed' | 'withdrawn' | 'restored',
  { undoes, ...what }: { before?: object; after?: object; undoes?: string },
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'tie',
    subjectId: tie.id,
    audience: tie.audience,
    heardBy: narrowest(transaction, tie),
    verb,
    particulars: {
      kind: kindOf(tie),
      ...(tie.own_name ? { ownName: tie.own_name } : {}),
      fromId: tie.from_id,
      fromName: tie.from_name,
      toId: tie.to_id,
      toName: tie.to_name,
      ...(undoes ? { undoes } : {}),
    },
    ...what,
  });
  return event!;
}

/**
 * Whom a live update may reach: nobody who does not see the tie and both ends. Where two teams meet, only
 * whoever acted is known to see both; the others learn of it when they look.
 */
function narrowest({ actor }: Transaction, tie: Tie): string {
  const narrow = new Set([tie.audience, tie.from_audience, tie.to_audience]);
  narrow.delete(actor.workspaceId);
  const [only] = narrow;
  if (only === undefined) return actor.workspaceId;
  return narrow.size === 1 ? only : actor.userId!;
}

function dateOf(text: string | null | undefined): Temporal.PlainDate | null {
  return text ? Temporal.PlainDate.from(text) : null;
}

function isPresent(to: string | null | undefined): boolean {
  return !to || to >= Temporal.Now.plainDateISO().toString();
}

function fromOf(tie: Tie) {
  return { id: tie.from_id, name: tie.from_name };
}

function toOf(tie: Tie) {
  return { id: tie.to_id, name: tie.to_name };
}

import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Basis } from '../../../shared/identify/statements.ts';
import { isBuiltIn, ruleOf } from '../../../shared/identify/tie-rules.ts';
import type { Influence, TieView } from '../../../shared/identify/ties.ts';
import type { PartyVisibility } from '../../../shared/platform/access.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, mayEdit, mayShare } from '../../platform/access/reach.ts';
import { PartyNotFound } from '../parties/errors.ts';
import { findParty } from '../parties/parties.ts';
import { TieNotFound, TieNotYours, TieWithdrawn } from './errors.ts';

/** The tie as it is stored, with the names of both ends. */
export interface Tie {
  id: string;
  kind: string;
  own_kind_id: string | null;
  own_name: string | null;
  from_id: string;
  from_kind: PartyKind;
  from_name: string;
  from_audience: string;
  to_id: string;
  to_kind: PartyKind;
  to_name: string;
  to_audience: string;
  audience: string;
  visibility: PartyVisibility;
  owner_id: string;
  from_date: Temporal.PlainDate | null;
  to_date: Temporal.PlainDate | null;
  influence: Influence | null;
  basis: Basis;
  evidence: string;
  activity_id: string | null;
  version: number;
  withdrawn_at: Temporal.Instant | null;
}

/** The kind as the interface names it. */
export function kindOf(tie: { kind: string; own_kind_id: string | null }): string {
  return tie.own_kind_id ?? tie.kind;
}

/** A tie among those the actor may see, withdrawn or not. */
export async function findTie({ db, actor }: Transaction, id: string): Promise<Tie | undefined> {
  const { rows } = await sql<Tie>`
    select t.id, t.kind, t.own_kind_id, k.name as own_name, t.from_id, f.kind as from_kind, f.name as from_name, t.from_audience,
      t.to_id, o.kind as to_kind, o.name as to_name, t.to_audience, t.audience, t.visibility, t.owner_id,
      t.from_date, t.to_date, t.influence, t.basis, t.evidence, t.activity_id, t.version, t.withdrawn_at
    from ties t
      join parties f on f.workspace_id = t.workspace_id and f.id = t.from_id
      join parties o on o.workspace_id = t.workspace_id and o.id = t.to_id
      left join tie_kinds k on k.workspace_id = t.workspace_id and k.id = t.own_kind_id
    where t.workspace_id = ${actor.workspaceId} and t.id = ${id}`.execute(db);
  return rows[0];
}

/** A tie the actor may change, at the version on which the change was made. */
export async function tieToEdit(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Tie> {
  const tie = await findTie(transaction, id);
  if (!tie) throw new TieNotFound();
  requireOwn(transaction, tie);
  if (tie.withdrawn_at) throw new TieWithdrawn();
  if (tie.version !== version) throw new ChangedMeanwhile();
  return tie;
}

export function requireOwn(
  transaction: Transaction,
  tie: Pick<Tie, 'owner_id' | 'visibility'>,
): void {
  if (!mayEdit(transaction, { ...tie, assigned_to: null })) throw new TieNotYours();
}

interface TieRow extends Omit<Tie, 'from_date' | 'to_date' | 'from_kind' | 'to_kind'> {
  reverse_name: string | null;
  from_date: Temporal.PlainDate | null;
  to_date: Temporal.PlainDate | null;
  other_kind: PartyKind;
  other_name: string;
  other_title: string | null;
  other_company: string | null;
  seen_activity: string | null;
  stated_at: Temporal.Instant;
  stated_by: string | null;
}

/** The present and past ties of a person or company: those that last first, by the other end's name. */
export async function tiesOf(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
): Promise<TieView[]> {
  const { db, actor } = transaction;
  if (!(await findParty(transaction, kind, id))) throw new PartyNotFound();
  // Each end by its own index; whoever does not see an entry of the timeline is not led to it.
  const side = (here: 'from_id' | 'to_id', there: 'from_id' | 'to_id') => sql`
    select t.id, t.kind, t.own_kind_id, t.from_id, t.to_id, t.audience, t.visibility, t.owner_id,
      t.from_date, t.to_date, t.influence, t.basis, t.evidence, t.version, t.stated_at,
      users.name as stated_by, k.name as own_name, k.reverse_name,
      o.kind as other_kind, o.name as other_name, o.sort_name, o.title as other_title,
      o.company_name as other_company, a.id as seen_activity
    from ties t
      join parties o on o.workspace_id = t.workspace_id and o.id = t.${sql.ref(there)}
        and o.trashed_at is null
      left join tie_kinds k on k.workspace_id = t.workspace_id and k.id = t.own_kind_id
      left join users on users.workspace_id = t.workspace_id and users.id = t.stated_by
      left join activities a on a.workspace_id = t.workspace_id and a.id = t.activity_id
        and a.trashed_at is null
    where t.workspace_id = ${actor.workspaceId} and t.${sql.ref(here)} = ${id} and t.withdrawn_at is null`;
  const { rows } = await sql<TieRow>`
    ${side('from_id', 'to_id')} union all ${side('to_id', 'from_id')}
    order by to_date desc nulls first, sort_name, id limit 500`.execute(db);
  return rows.map((row) => viewOf(transaction, row, id));
}

function viewOf(transaction: Transaction, row: TieRow, id: string): TieView {
  const isForward = row.from_id === id;
  const owned = { ...row, assigned_to: null };
  return {
    id: row.id,
    kind: kindOf(row),
    direction: isForward ? 'forward' : 'reverse',
    ownName: isForward ? row.own_name : row.reverse_name,
    other: {
      id: isForward ? row.to_id : row.from_id,
      kind: row.other_kind,
      name: row.other_name,
      title: row.other_title,
      companyName: row.other_company,
    },
    from: row.from_date?.toString() ?? null,
    to: row.to_date?.toString() ?? null,
    influence: row.influence,
    basis: row.basis,
    evidence: row.evidence,
    activityId: row.seen_activity,
    statedAt: row.stated_at.toString(),
    statedBy: row.stated_by,
    visibility: row.visibility,
    teamId: row.visibility === 'team' ? row.audience : null,
    version: row.version,
    can: { edit: mayEdit(transaction, owned), share: mayShare(transaction, owned) },
  };
}

/** As much of a party as names an end. */
export const endColumns = sql`p.id, p.kind, p.name, p.title, p.company_name as "companyName"`;

/** Both ends stand to each other alike, so it does not matter which was named first. */
export function inStoredOrder(kind: string, fromId: string, toId: string): [string, string] {
  const isMutual = isBuiltIn(kind) && ruleOf(kind).mutual === true;
  return isMutual && toId < fromId ? [toId, fromId] : [fromId, toId];
}

/** The ties a record has or had, for its history. */
export async function tieIdsOf({ db, actor }: Transaction, partyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ties where workspace_id = ${actor.workspaceId} and from_id = ${partyId}
    union all
    select id from ties where workspace_id = ${actor.workspaceId} and to_id = ${partyId}
    limit 1000`.execute(db);
  return rows.map(({ id }) => id);
}

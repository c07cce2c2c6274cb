import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { buyingRoles, gapsOf } from '../../../shared/identify/tie-rules.ts';
import type {
  BuyingPart,
  BuyingRole,
  Influence,
  RoleMapView,
  TieEnd,
} from '../../../shared/identify/ties.ts';
import type { PartyVisibility } from '../../../shared/platform/access.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { PartyNotFound } from '../parties/errors.ts';
import { findParty } from '../parties/parties.ts';
import { endColumns } from './ties.ts';

/** More people than one map holds. */
const mostPeople = 200;

interface Part {
  tie_id: string;
  person_id: string;
  role: BuyingRole;
  influence: Influence | null;
  version: number;
  owner_id: string;
  visibility: PartyVisibility;
}

/**
 * Who plays which part in what a company buys, with those who work there and play none that we know of. The
 * weightiest come first; past parts and people who have left are not on the map.
 */
export async function roleMapOf(transaction: Transaction, companyId: string): Promise<RoleMapView> {
  const { db, actor } = transaction;
  if (!(await findParty(transaction, 'company', companyId))) throw new PartyNotFound();
  const { rows: parts } = await sql<Part>`
    select t.id as tie_id, t.from_id as person_id, t.kind as role, t.influence, t.version, t.owner_id, t.visibility
    from ties t
    where t.workspace_id = ${actor.workspaceId} and t.to_id = ${companyId} and t.withdrawn_at is null
      and t.kind in (${sql.join(buyingRoles)}) and (t.to_date is null or t.to_date >= current_date)
      and (t.from_date is null or t.from_date <= current_date)
    order by t.id limit 1000`.execute(db);
  const { rows: people } = await sql<TieEnd & { kind: PartyKind }>`
    select ${endColumns} from parties p
    where p.workspace_id = ${actor.workspaceId} and p.trashed_at is null and (
      p.id = any (${parts.map(({ person_id }) => person_id)}::uuid[])
      or p.id = any (array(select a.party_id from affiliations a
        where a.workspace_id = ${actor.workspaceId} and a.company_id = ${companyId}
          and (a.to_date is null or a.to_date >= current_date) limit ${mostPeople})))
    order by p.sort_name, p.id limit ${mostPeople + 1}`.execute(db);
  const partsOf = Map.groupBy(parts, ({ person_id }) => person_id);
  const shown = people.slice(0, mostPeople).map((person) => ({
    person,
    parts: (partsOf.get(person.id) ?? [])
      .map((part) => viewOf(transaction, part))
      .sort((one, other) => placeOf(one) - placeOf(other)),
  }));
  return {
    people: shown.sort((one, other) => weightOf(other.parts) - weightOf(one.parts)),
    gaps: gapsOf(shown.flatMap((one) => one.parts)),
    isCut: people.length > mostPeople,
  };
}

function viewOf(transaction: Transaction, part: Part): BuyingPart {
  return {
    tieId: part.tie_id,
    role: part.role,
    influence: part.influence,
    version: part.version,
    can: { edit: mayEdit(transaction, { ...part, assigned_to: null }) },
  };
}

function placeOf({ role }: BuyingPart): number {
  return buyingRoles.indexOf(role);
}

const weights: Record<Influence, number> = { low: 1, medium: 2, high: 3 };

function weightOf(parts: readonly BuyingPart[]): number {
  return Math.max(0, ...parts.map(({ influence }) => 0.5 + (influence ? weights[influence] : 0)));
}

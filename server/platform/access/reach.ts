import { type Expression, type SqlBool, sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { Actor, Transaction } from './actor.ts';

/** What the access rules read of a record of its own (a party, an activity). */
export interface Owned {
  owner_id: string;
  assigned_to: string | null;
  visibility: string;
}

/**
 * Its owner, whoever it is assigned to, a manager of either, and owners of the workspace change a record;
 * a team's manager also the team's records. The same sentence stands as a policy in the database, which
 * decides; this one says what a screen may offer.
 */
export function mayEdit({ actor }: Transaction, record: Owned): boolean {
  if (actor.kind === 'system') return true;
  if (actor.readOnly || actor.level === 'reader') return false;
  return (
    actor.level === 'owner' ||
    actor.edits.includes(record.owner_id) ||
    (record.assigned_to !== null && actor.edits.includes(record.assigned_to)) ||
    (actor.level === 'manager' && record.visibility === 'team')
  );
}

/** Only the owner of a record, and owners of the workspace, decide who else sees it. */
export function mayShare({ actor }: Transaction, record: Owned): boolean {
  if (actor.kind === 'system') return true;
  return !actor.readOnly && (actor.level === 'owner' || record.owner_id === actor.userId);
}

/** The one id that stands for "who may see this". */
export function audienceOf(
  workspaceId: string,
  visibility: string,
  ownerId: string,
  teamId: string | null | undefined,
): string {
  if (visibility === 'private') return ownerId;
  if (visibility !== 'team') return workspaceId;
  if (!teamId) throw new TypeError('A record for a team needs the team.');
  return teamId;
}

export class ChangedMeanwhile extends Refusal {
  constructor() {
    super(
      'version.conflict',
      409,
      'Somebody changed this record meanwhile. Nothing of yours was written; load it again and repeat your change.',
    );
  }
}

export class NotYourTeam extends Refusal {
  constructor() {
    super('team.not-yours', 403, 'You are not in that team. Choose one of yours.', {
      fields: { teamId: 'Choose one of your teams.' },
    });
  }
}

export class ReadOnly extends Refusal {
  constructor() {
    super(
      'access.read-only',
      403,
      'You may read here but not change anything. An owner of the workspace can raise your access level.',
    );
  }
}

/** `mayEdit` as a condition on the rows of a table of records. */
export function editableBy(actor: Actor): Expression<SqlBool> {
  if (actor.kind === 'system') return sql<SqlBool>`true`;
  if (actor.readOnly || actor.level === 'reader') return sql<SqlBool>`false`;
  if (actor.level === 'owner') return sql<SqlBool>`true`;
  const ofTeam = actor.level === 'manager' ? sql`or visibility = 'team'` : sql``;
  return sql<SqlBool>`(owner_id = any (${actor.edits}::uuid[])
    or coalesce(assigned_to = any (${actor.edits}::uuid[]), false) ${ofTeam})`;
}

/** `mayShare` as a condition on the rows of a table of records. */
export function sharableBy(actor: Actor): Expression<SqlBool> {
  if (actor.kind === 'system') return sql<SqlBool>`true`;
  if (actor.readOnly) return sql<SqlBool>`false`;
  return actor.level === 'owner' ? sql<SqlBool>`true` : sql<SqlBool>`owner_id = ${actor.userId}`;
}

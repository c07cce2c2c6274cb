import { sql } from 'kysely';
import type {
  ConfidenceView,
  LegalGround,
  SensitiveSubject,
} from '../../../shared/understand/confidences.ts';
import { findStandingSide } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ConfidenceNotFound } from './errors.ts';

interface Confided {
  id: string;
  party_id: string;
  subject: SensitiveSubject;
  detail: string;
  ground: LegalGround;
  ground_note: string;
  told_by: 'themselves' | 'third person';
  need_id: string | null;
  need: string | null;
  stated_at: Temporal.Instant;
  stated_by: string | null;
  confidants: { id: string; name: string }[];
}

/**
 * What was confided about somebody to whoever asks, newest first. What was confided of a record that became
 * part of another stays with it, so that a merge by somebody who must not know touches nothing; it is read
 * from the record that stands.
 */
export async function confidencesAbout(
  transaction: Transaction,
  partyId: string,
): Promise<ConfidenceView[]> {
  const { db, actor } = transaction;
  const { id: standing } = await findStandingSide(transaction, partyId);
  const { rows } = await sql<Confided>`
    with recursive merged (id) as (
      select ${standing}::uuid
      union
      select p.id from parties p join merged m on p.merged_into = m.id
      where p.workspace_id = ${actor.workspaceId})
    select c.id, c.party_id, c.subject, c.detail, c.ground, c.ground_note, c.told_by, c.need_id, c.stated_at,
      u.name as stated_by, s.value ->> 'text' as need,
      (select coalesce(json_agg(json_build_object('id', k.id, 'name', k.name) order by k.name), '[]')
        from users k where k.workspace_id = c.workspace_id and k.id = any (c.confidants)) as confidants
    from confidences c
    left join users u on u.workspace_id = c.workspace_id and u.id = c.stated_by
    left join statements s on s.workspace_id = c.workspace_id and s.id = c.need_id
      and s.superseded_at is null
    where c.workspace_id = ${actor.workspaceId} and c.party_id in (select id from merged)
    order by c.stated_at desc, c.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    detail: row.detail,
    ground: row.ground,
    groundNote: row.ground_note,
    toldBy: row.told_by,
    confidants: row.confidants,
    need: row.need,
    statedAt: row.stated_at.toString(),
    statedBy: row.stated_by,
  }));
}

/** One that was confided to the actor. */
export async function findConfidence({ db, actor }: Transaction, id: string) {
  const found = await db
    .selectFrom('confidences')
    .select(['id', 'party_id', 'confidants', 'need_id', 'stated_by'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw new ConfidenceNotFound();
  return found;
}

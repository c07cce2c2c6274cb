import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { recordQuietly } from '../../platform/events/events.ts';
import { project } from '../statements/projection.ts';
import { currentStatements, refresh } from '../statements/statements.ts';

/** A server that slept for a season still notices on waking. */
const lookBackDays = 100;

/** Roles and jobs begin and end on a day; the fields that show the present ones follow when it has come. */
export async function refreshPresent(house: Transaction): Promise<number> {
  const { db, actor } = house;
  const today = Temporal.Now.plainDateISO();
  const since = today.subtract({ days: lookBackDays });
  const passed = sql`(x.from_date between ${since} and ${today} or x.to_date between ${since} and ${today})`;
  const { rows } = await sql<Dated>`
    select p.id, p.kind, p.audience, p.version, p.roles, p.title, p.company_id
    from parties p where p.workspace_id = ${actor.workspaceId} and p.trashed_at is null and p.id in (
      select x.party_id from party_roles x where x.workspace_id = ${actor.workspaceId} and ${passed}
      union select x.party_id from affiliations x where x.workspace_id = ${actor.workspaceId} and ${passed})`.execute(
    db,
  );
  let refreshed = 0;
  for (const party of rows) {
    const { fields } = project(party.kind, await currentStatements(house, party.id));
    const same =
      fields.roles.join() === party.roles.join() &&
      fields.title === party.title &&
      fields.company_id === party.company_id;
    if (same) continue;
    await refresh(house, party);
    refreshed++;
  }
  return refreshed;
}

interface Dated {
  id: string;
  kind: PartyKind;
  audience: string;
  version: number;
  roles: string[];
  title: string | null;
  company_id: string | null;
}

/**
 * Removes for good what was put into the trash before this moment. A company that somebody is said to
 * work for stays there: without it, what is known of that person would point to nothing.
 */
export async function purgeParties(house: Transaction, before: Temporal.Instant): Promise<number> {
  const { db, actor } = house;
  const { rows } = await sql<{ id: string; kind: string; audience: string }>`
    delete from parties where workspace_id = ${actor.workspaceId} and trashed_at < ${before.toString()}
      -- What leads to another record does so for as long as that one is there.
      and merged_into is null
      and id not in (select (s.value ->> 'companyId')::uuid from statements s
        where s.workspace_id = ${actor.workspaceId} and s.topic = 'affiliation'
          and s.value ->> 'companyId' is not null)
    returning id, kind, audience`.execute(db);
  await recordQuietly(
    house,
    rows.map(({ id, kind, audience }) => ({
      subject: kind,
      subjectId: id,
      audience,
      verb: 'purged',
    })),
  );
  return rows.length;
}

import { sql } from 'kysely';
import { type Profile, profileOf } from '../../../shared/identify/duplicates/profile.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Topic } from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { otherLabel } from '../statements/projection.ts';

const telling: readonly Topic[] = [
  'name',
  'email',
  'phone',
  'address',
  'birthday',
  'affiliation',
  'domain',
];

export interface Known {
  id: string;
  kind: PartyKind;
  audience: string;
  profile: Profile;
}

/** What these parties are told from others by; those in the trash are told from nobody. */
export async function readProfiles(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const { rows: parties } = await sql<{ id: string; kind: PartyKind; audience: string }>`
    select id, kind, audience from parties
    where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[]) and trashed_at is null`.execute(
    db,
  );
  const { rows: statements } = await sql<{ party_id: string; topic: Topic; value: unknown }>`
    select party_id, topic, value from statements
    where workspace_id = ${actor.workspaceId} and party_id = any (${ids}::uuid[])
      and topic = any (${telling}::text[]) and superseded_at is null
    -- What shows comes before what stands beside it.
    order by label is not distinct from ${otherLabel}, stated_at, id`.execute(db);
  const said = Map.groupBy(statements, ({ party_id }) => party_id);
  return new Map(
    parties.map(({ id, kind, audience }) => [
      id,
      { id, kind, audience, profile: profileOf(kind, said.get(id) ?? []) },
    ]),
  );
}

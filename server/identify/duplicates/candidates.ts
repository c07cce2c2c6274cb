import { sql } from 'kysely';
import type { z } from 'zod';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type {
  CandidateQuery,
  CandidateView,
  Judgement,
} from '../../../shared/identify/duplicates/pairs.ts';
import { profileOfDraft } from '../../../shared/identify/duplicates/profile.ts';
import { parsePhone } from '../../../shared/identify/phones.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { companyDomain } from '../parties/creation.ts';
import { keysOf, mostUnderKey } from './keys.ts';
import { judge } from './linking.ts';
import { modelOf } from './models.ts';
import { readProfiles } from './profiles.ts';

const mostShown = 3;
const mostCompared = 60;
/** A name alone proves little; whoever types it sees at once whether somebody is there by that name. */
const worthAsking = 0.02;

/** Whom somebody may mean who is writing down a new person or company, of those the actor sees. */
export async function candidatesFor(
  transaction: Transaction,
  draft: z.output<typeof CandidateQuery>,
): Promise<CandidateView[]> {
  const { db, actor } = transaction;
  const country = await workspaceCountry(transaction);
  const email = normaliseEmail(draft.email);
  const domain =
    draft.kind === 'company'
      ? companyDomain(draft.web ? [draft.web] : [], email ? [email] : [])
      : undefined;
  const profile = profileOfDraft({
    kind: draft.kind,
    name: draft.name,
    emails: email ? [email] : [],
    phones: draft.phone ? [parsePhone(draft.phone, country).value] : [],
    firms: draft.company ? [draft.company] : [],
    domains: domain ? [domain] : [],
  });
  const keys = keysOf(profile);
  if (keys.length === 0) return [];
  const { rows: met } = await sql<{ party_id: string }>`
    select party_id from (
      select k.party_id, count(*) over (partition by asked.key) as under
      from unnest(${keys}::text[]) as asked (key) cross join lateral (
        select o.party_id from duplicate_keys o
        where o.workspace_id = ${actor.workspaceId} and o.kind = ${draft.kind} and o.key = asked.key
        limit ${sql.lit(mostUnderKey + 1)}) k) met
    where under <= ${sql.lit(mostUnderKey)}
    group by party_id order by sum(1.0 / under) desc, party_id limit ${sql.lit(mostCompared)}`.execute(
    db,
  );
  const known = await readProfiles(
    transaction,
    met.map(({ party_id }) => party_id),
  );
  const model = await asHouse(transaction, (house) => modelOf(house, draft.kind));
  const judged = [...known.values()]
    .map((other) => ({ id: other.id, judgement: judge(model, profile, other.profile) }))
    .filter(({ judgement }) => judgement.probability >= worthAsking || isTheirs(judgement))
    .sort((one, other) => other.judgement.weight - one.judgement.weight)
    .slice(0, mostShown);
  if (judged.length === 0) return [];
  const ids = judged.map(({ id }) => id);
  const { rows } = await sql<Omit<CandidateView, 'judgement'>>`
    select id, name, email, phone, title, company_name as "companyName", city from parties
    where workspace_id = ${actor.workspaceId} and id = any (${ids}::uuid[])`.execute(db);
  const shown = new Map(rows.map((row) => [row.id, row]));
  return judged.flatMap(({ id, judgement }) => {
    const row = shown.get(id);
    return row ? [{ ...row, judgement }] : [];
  });
}

/** A number or an address that somebody has already is worth a look, whatever stands in the name so far. */
function isTheirs({ reasons }: Judgement): boolean {
  return reasons.some(
    ({ field, likeness }) => likeness === 'same' && (field === 'email' || field === 'phone'),
  );
}

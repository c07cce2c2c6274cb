import { sql } from 'kysely';
import { phoneDigits } from '../../../shared/identify/phones.ts';
import type { SearchHit } from '../../../shared/interact/search.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { ownFields } from '../../identify/fields/fields.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { choosing } from '../../platform/catalog/query.ts';
import { readEntries } from '../timeline/entries.ts';

/** Of very common words not every match is ranked; more letters find what these leave out. */
const mostRanked = 500;
const mostActivitiesRanked = 2_000;
/** Trigrams say nothing about one or two letters; names beginning with them are found by their order. */
const shortestForTrigrams = 3;
/** So few hits may mean that a word was misspelt. */
const fewFound = 3;
/** A misspelt word shares at least this much of its trigrams with the right one. */
const similarEnough = '0.45';

/**
 * Finds people, companies and activities by parts of words, phone digits or, where that finds little, by
 * similar words. The ids are chosen by the id-choosing role with the actor's reach in the statement; what
 * is shown is then read under the actor's own policies.
 */
export async function search(
  transaction: Transaction,
  request: { q: string; only?: 'parties' | 'activities' | undefined; limit: number },
): Promise<SearchHit[]> {
  const text = foldForSearch(request.q.replaceAll('\0', ''));
  if (text === '') return [];
  const parties =
    request.only === 'activities' ? [] : await findParties(transaction, text, request);
  const activities =
    request.only === 'parties'
      ? []
      : await findActivities(transaction, text, Math.ceil(request.limit / 2));
  return [...parties, ...activities].slice(0, request.limit);
}

async function findParties(
  transaction: Transaction,
  text: string,
  { q, limit }: { q: string; limit: number },
): Promise<SearchHit[]> {
  const { db, actor } = transaction;
  const ids = await partyIds(transaction, text, phoneDigits(q), limit);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'name', 'email', 'phone', 'title', 'company_name', 'domain', 'city'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const about =
      row.kind === 'person'
        ? [[row.title, row.company_name].filter(Boolean).join(', '), row.email ?? row.phone]
        : [row.domain, row.city];
    return {
      kind: row.kind as 'person' | 'company',
      id,
      title: row.name,
      subtitle: about.filter(Boolean).join(' · '),
      at: null,
      partyId: null,
      partyKind: null,
    };
  });
}

async function partyIds(
  transaction: Transaction,
  text: string,
  digits: string,
  limit: number,
): Promise<string[]> {
  const words = text.split(' ').filter((word) => word.length >= shortestForTrigrams);
  if (words.length === 0) return partiesNamed(transaction, text, limit);
  // "0660 123" and "+43 660 123" are found by the digits they share, whatever stands between them.
  const number = digits.replace(/^0+/, '');
  const parts = number.length >= 5 && /^[\d\s+()/.-]+$/.test(text) ? [number] : words;
  const { rows } = await choosing(
    transaction,
    (visible) => sql<{ id: string }>`
      select id from (
        select id, search_text from parties
        where ${visible} and trashed_at is null
          and ${sql.join(
            parts.map((part) => sql`search_text like ${`%${escapeLike(part)}%`}`),
            sql` and `,
          )}
        limit ${sql.lit(mostRanked)}
      ) found
      order by (search_text like ${`${escapeLike(text)}%`}) desc,
        (' ' || search_text like ${`% ${escapeLike(parts[0]!)}%`}) desc, length(search_text), id
      limit ${limit}`,
  );
  const found = new Set(rows.map(({ id }) => id));
  if (found.size < limit) {
    for (const id of await partiesHolding(transaction, parts, limit)) found.add(id);
  }
  if (found.size >= fewFound || parts !== words) return [...found].slice(0, limit);
  for (const id of await similarParties(transaction, text, limit)) found.add(id);
  return [...found].slice(0, limit);
}

/** People and companies of whom a field of the company's own, one that the actor sees, says the words. */
async function partiesHolding(
  transaction: Transaction,
  words: readonly string[],
  limit: number,
): Promise<string[]> {
  const fields = (await ownFields(transaction)).map(({ id }) => id);
  if (fields.length === 0) return [];
  const { rows } = await choosing(
    transaction,
    (visible) => sql<{ party_id: string }>`
      select distinct party_id from party_values
      where ${visible} and field_id = any (${fields}::uuid[])
        and ${sql.join(
          words.map((word) => sql`search_text like ${`%${escapeLike(word)}%`}`),
          sql` and `,
        )}
      limit ${limit}`,
  );
  return rows.map((row) => row.party_id);
}

async function partiesNamed(
  { db, actor }: Transaction,
  start: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    (select id from parties where workspace_id = ${actor.workspaceId} and kind = 'person' and trashed_at is null
      and sort_name >= ${start} and sort_name < ${`${start}\u{10ffff}`} order by sort_name limit ${limit})
    union all
    (select id from parties where workspace_id = ${actor.workspaceId} and kind = 'company' and trashed_at is null
      and sort_name >= ${start} and sort_name < ${`${start}\u{10ffff}`} order by sort_name limit ${limit})
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

async function similarParties(
  transaction: Transaction,
  text: string,
  limit: number,
): Promise<string[]> {
  await expectSimilar(transaction);
  const { rows } = await choosing(
    transaction,
    (visible) => sql<{ id: string }>`
      select id from (
        select id, search_text from parties
        where ${visible} and trashed_at is null and ${text} <% search_text
        limit ${sql.lit(mostRanked)}
      ) found
      order by word_similarity(${text}, search_text) desc, id
      limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

async function expectSimilar({ db }: Transaction): Promise<void> {
  await sql`select set_config('pg_trgm.word_similarity_threshold', ${similarEnough}, true)`.execute(
    db,
  );
}

async function findActivities(
  transaction: Transaction,
  text: string,
  limit: number,
): Promise<SearchHit[]> {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0 || text.length < shortestForTrigrams) return [];
  const query = words.map((word) => `${word}:*`).join(' & ');
  const { rows } = await choosing(
    transaction,
    (visible) => sql<{ activity_id: string }>`
      select activity_id from (
        select activity_id, occurred_at from activity_texts
        where ${visible} and search @@ to_tsquery('simple', ${query})
        limit ${sql.lit(mostActivitiesRanked)}
      ) found
      order by occurred_at desc, activity_id desc limit ${limit}`,
  );
  let ids = rows.map((row) => row.activity_id);
  if (ids.length === 0) ids = await subjectsWith(transaction, text, limit);
  if (ids.length < fewFound) {
    ids = [...new Set([...ids, ...(await similarSubjects(transaction, text, limit))])];
    ids = ids.slice(0, limit);
  }
  const entries = await readEntries(transaction, ids);
  const kinds = await kindsOf(
    transaction,
    entries.flatMap(({ participants }) => participants.flatMap(({ partyId }) => partyId ?? [])),
  );
  return entries
    .filter(({ headersOnly }) => !headersOnly)
    .map((entry) => {
      const others = entry.participants.filter(({ ours }) => !ours);
      const party = others.find(({ partyId }) => partyId !== null);
      return {
        kind: 'activity',
        id: entry.id,
        title: entry.subject || entry.preview || entry.kind,
        subtitle: others
          .slice(0, 3)
          .map(({ name, address }) => name || address || '')
          .filter(Boolean)
          .join(', '),
        at: entry.occurredAt,
        partyId: party?.partyId ?? null,
        partyKind: party?.partyId ? (kinds.get(party.partyId) ?? null) : null,
      };
    });
}

/** The middle of a word in a subject, where no word begins with what was typed. */
async function subjectsWith(
  transaction: Transaction,
  text: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await choosing(
    transaction,
    (visible) => sql<{ activity_id: string }>`
      select activity_id from (
        select activity_id, occurred_at from activity_texts
        where ${visible} and subject_folded like ${`%${escapeLike(text)}%`}
        limit ${sql.lit(mostActivitiesRanked)}
      ) found
      order by occurred_at desc, activity_id desc limit ${limit}`,
  );
  return rows.map((row) => row.activity_id);
}

async function similarSubjects(
  transaction: Transaction,
  text: string,
  limit: number,
): Promise<string[]> {
  await expectSimilar(transaction);
  const { rows } = await choosing(
    transaction,
    (visible) => sql<{ activity_id: string }>`
      select activity_id from (
        select activity_id, occurred_at, subject_folded from activity_texts
        where ${visible} and ${text} <% subject_folded
        limit ${sql.lit(mostRanked)}
      ) found
      order by word_similarity(${text}, subject_folded) desc, occurred_at desc, activity_id desc
      limit ${limit}`,
  );
  return rows.map((row) => row.activity_id);
}

async function kindsOf(
  { db, actor }: Transaction,
  ids: string[],
): Promise<Map<string, 'person' | 'company'>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('parties')
    .select(['id', 'kind'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, kind }) => [id, kind as 'person' | 'company']));
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

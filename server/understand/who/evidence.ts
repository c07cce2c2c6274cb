import { sql } from 'kysely';
import { credence, factTopic, type Measures } from '../../../shared/identify/credence.ts';
import type { StatementSource, Topic, TopicValue } from '../../../shared/identify/statements.ts';
import { type Saying, sayingOf, testimonyOf } from '../../../shared/understand/facts.ts';
import { tooPersonalWord } from '../../../shared/understand/interests/personal.ts';
import {
  brevity,
  commonFrom,
  type Finding,
  type Place,
  worthOf,
} from '../../../shared/understand/who.ts';
import { ownFields } from '../../identify/fields/fields.ts';
import { readEntries } from '../../interact/timeline/entries.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { choosing } from '../../platform/catalog/query.ts';
import { type Asked, says, wordsIn } from './question.ts';

/** One thing that is known of somebody and says a word of the question. */
export interface Evidence extends Finding {
  /** Which word of the question. */
  at: number;
  partyId: string;
  /** Whether everyone of the company sees it: only that counts when it is counted how many have it. */
  isPublic: boolean;
  text: string;
  heardAt: Temporal.Instant;
  activityId: string | null;
  worth: number;
}

/** So many of the newest entries are looked at for each word. */
const mostEntries = 100;
/** What was said among more than these is nobody's own matter. */
const mostParticipants = 5;
const entryKinds = ['email', 'call', 'meeting', 'note'];

interface Reading {
  asked: readonly Asked[];
  measures: Measures;
  now: Temporal.Instant;
}

/** All that is known of whomever the actor sees and says a word of the question. */
export async function evidenceFor(
  transaction: Transaction,
  reading: Reading,
): Promise<{ evidence: Evidence[]; tooCommon: ReadonlySet<number> }> {
  const stated = await statementsSaying(transaction, reading.asked);
  const companies = await companiesCalled(transaction, reading.asked);
  const tooCommon = new Set(
    [...Map.groupBy([...stated, ...companies], ({ at }) => at)]
      .filter(([, rows]) => rows.length > commonFrom)
      .map(([at]) => at),
  );
  const counts = ({ at }: { at: number }) => !tooCommon.has(at);
  const evidence = [
    ...(await readStatements(transaction, stated.filter(counts), reading)),
    ...(await readCompanies(transaction, companies.filter(counts), reading)),
    ...(await readTimeline(transaction, reading, tooCommon)),
  ];
  return { evidence, tooCommon };
}

interface Chosen {
  at: number;
  id: string;
}

async function statementsSaying(
  transaction: Transaction,
  asked: readonly Asked[],
): Promise<Chosen[]> {
  const texts = ['text', 'longText', 'web'];
  const fields = (await ownFields(transaction)).filter(({ type }) => texts.includes(type));
  const { rows: worded } = await choosing(
    transaction,
    (visible) => sql<Chosen>`
      select q.at::integer as at, s.id
      from unnest(${asked.map(({ word }) => `${word}:*`)}::text[], ${asked.map(({ workOnly }) => workOnly)}::boolean[])
        with ordinality q (query, work_only, at)
      cross join lateral (
        select id from statements
        where ${visible} and superseded_at is null
          and topic in ('affiliation', 'tag', 'note', 'extra', 'field', 'interest', 'own')
          and to_tsvector('simple'::regconfig, value_key) @@ to_tsquery('simple'::regconfig, q.query)
          and (not q.work_only or topic = 'affiliation')
          and (topic <> 'field' or field_id = any (${fields.map(({ id }) => id)}::uuid[]))
        limit ${sql.lit(commonFrom + 1)}) s`,
  );
  const chosen = worded.map(({ at, id }) => ({ at: at - 1, id }));
  for (const [at, { nodes }] of asked.entries()) {
    if (nodes.size === 0) continue;
    const { rows } = await choosing(
      transaction,
      (visible) => sql<{ id: string }>`
        select id from statements
        where ${visible} and topic = 'interest' and superseded_at is null
          and value ->> 'node' = any (${[...nodes]}::text[])
        limit ${sql.lit(commonFrom + 1)}`,
    );
    chosen.push(...rows.map(({ id }) => ({ at, id })));
  }
  const known = new Set<string>();
  return chosen.filter(({ at, id }) => {
    const key = `${at} ${id}`;
    return !known.has(key) && known.add(key);
  });
}

async function readStatements(
  { db, actor }: Transaction,
  chosen: readonly Chosen[],
  { measures, now }: Reading,
): Promise<Evidence[]> {
  const words = Map.groupBy(chosen, ({ id }) => id);
  const { rows } = await sql<{
    id: string;
    party_id: string;
    audience: string;
    topic: Topic;
    value: unknown;
    value_key: string;
    label: string | null;
    field_id: string | null;
    basis: Saying['basis'];
    source: StatementSource;
    heard_at: Temporal.Instant;
  }>`
    select s.id, s.party_id, s.audience, s.topic, s.value, s.value_key, s.label, s.field_id, s.basis, s.source,
      coalesce(s.confirmed_at, s.stated_at) as heard_at
    from statements s join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
    where s.workspace_id = ${actor.workspaceId} and s.id = any (${[...words.keys()]}::uuid[])
      and p.trashed_at is null and p.merged_into is null
    order by s.id`.execute(db);
  // Several records of one value are witnesses of one fact.
  const facts = Map.groupBy(rows, (row) => `${row.party_id} ${sayingOf(sayingFrom(row))}`);
  return [...facts.values()].flatMap((records) => {
    const [first] = records;
    const sayings = records.map(sayingFrom);
    const about = placeOf(first!.topic, first!.value, now);
    if (isTooPersonal(about.place, first!.value_key)) return [];
    const finding: Finding = {
      place: about.place,
      credence: credence(sayings.map(testimonyOf), factTopic(first!), now, measures),
      brevity: brevity(wordsIn(first!.value_key).length),
    };
    const ats = new Set(records.flatMap(({ id }) => words.get(id)!.map(({ at }) => at)));
    return [...ats].map((at) => ({
      ...finding,
      at,
      partyId: first!.party_id,
      isPublic: first!.audience === actor.workspaceId,
      text: about.text,
      heardAt: sayings
        .map(({ confirmedAt }) => confirmedAt)
        .reduce((one, other) => (Temporal.Instant.compare(one, other) >= 0 ? one : other)),
      activityId: null,
      worth: worthOf(finding) * about.share,
    }));
  });
}

function sayingFrom(row: {
  id: string;
  topic: Topic;
  value: unknown;
  value_key: string;
  label: string | null;
  field_id: string | null;
  basis: Saying['basis'];
  source: StatementSource;
  heard_at: Temporal.Instant;
}): Saying {
  return {
    id: row.id,
    topic: row.topic,
    value: row.value,
    valueKey: row.value_key,
    label: row.label,
    fieldId: row.field_id,
    basis: row.basis,
    source: row.source,
    confirmedAt: row.heard_at,
    isCurrent: true,
    isReplaced: false,
  };
}

/** Where it stands, in which words it is shown, and how much of it is theirs: of an interest the involvement. */
function placeOf(
  topic: Topic,
  value: unknown,
  now: Temporal.Instant,
): { place: Place; text: string; share: number } {
  switch (topic) {
    case 'affiliation': {
      const { title, department, companyName, to } = value as TopicValue<'affiliation'>;
      const today = now.toZonedDateTimeISO('UTC').toPlainDate().toString();
      const text = [title, department, companyName].filter(Boolean).join(', ');
      return { place: to && to < today ? 'former work' : 'work', text, share: 1 };
    }
    case 'interest': {
      const { text, involvement } = value as TopicValue<'interest'>;
      return { place: 'interest', text, share: involvement };
    }
    case 'own':
      return { place: 'own', text: (value as TopicValue<'own'>).text, share: 1 };
    default:
      return { place: topic as Place, text: shortened(String(value)), share: 1 };
  }
}

async function companiesCalled(
  transaction: Transaction,
  asked: readonly Asked[],
): Promise<Chosen[]> {
  const { rows } = await choosing(
    transaction,
    (visible) => sql<Chosen>`
      select q.at::integer as at, p.id
      from unnest(${asked.map(({ word }) => `%${word}%`)}::text[]) with ordinality q (pattern, at)
      cross join lateral (
        select id from parties
        where ${visible} and kind = 'company' and trashed_at is null and search_text like q.pattern
        limit ${sql.lit(commonFrom + 1)}) p`,
  );
  return rows.map(({ at, id }) => ({ at: at - 1, id }));
}

async function readCompanies(
  { db, actor }: Transaction,
  chosen: readonly Chosen[],
  { asked, measures }: Reading,
): Promise<Evidence[]> {
  const words = Map.groupBy(chosen, ({ id }) => id);
  const { rows } = await sql<{
    id: string;
    name: string;
    audience: string;
    updated_at: Temporal.Instant;
  }>`
    select id, name, audience, updated_at from parties
    where workspace_id = ${actor.workspaceId} and id = any (${[...words.keys()]}::uuid[])
      and trashed_at is null and merged_into is null order by id`.execute(db);
  return rows.flatMap((row) =>
    words.get(row.id)!.flatMap(({ at }): Evidence[] => {
      if (!says(row.name, asked[at]!.word)) return [];
      const finding: Finding = {
        place: 'company name',
        credence: measures.weights.told,
        brevity: brevity(wordsIn(row.name).length),
      };
      return [
        {
          ...finding,
          at,
          partyId: row.id,
          isPublic: row.audience === actor.workspaceId,
          text: row.name,
          heardAt: row.updated_at,
          activityId: null,
          worth: worthOf(finding),
        },
      ];
    }),
  );
}

/** What was written or noted with somebody; it fades as a place of work does. */
async function readTimeline(
  transaction: Transaction,
  { asked, measures, now }: Reading,
  tooCommon: ReadonlySet<number>,
): Promise<Evidence[]> {
  const looked = asked.flatMap(({ word, workOnly }, at) =>
    workOnly || tooCommon.has(at) ? [] : [{ at, query: `${word}:*` }],
  );
  const { rows } = await choosing(
    transaction,
    (visible) => sql<{ at: number; activity_id: string }>`
      select q.at, found.activity_id
      from unnest(${looked.map(({ query }) => query)}::text[], ${looked.map(({ at }) => at)}::integer[]) q (query, at)
      cross join lateral (
        select activity_id from (
          select activity_id, occurred_at from activity_texts
          where ${visible} and search @@ to_tsquery('simple'::regconfig, q.query)
          limit ${sql.lit(commonFrom + 1)}) newest
        order by occurred_at desc, activity_id desc limit ${sql.lit(mostEntries)}) found`,
  );
  const words = Map.groupBy(rows, ({ activity_id }) => activity_id);
  const entries = await readEntries(transaction, [...words.keys()]);
  return entries.flatMap((entry) => {
    const others = new Set(
      entry.participants.flatMap(({ ours, partyId }) => (ours || !partyId ? [] : [partyId])),
    );
    const isTheirs = others.size > 0 && others.size <= mostParticipants;
    if (!entryKinds.includes(entry.kind) || entry.headersOnly || !isTheirs) return [];
    if (isTooPersonal('entry', `${entry.subject} ${entry.preview}`)) return [];
    const heardAt = Temporal.Instant.from(entry.occurredAt);
    const testimony = { basis: 'seen' as const, witness: entry.id, confirmedAt: heardAt };
    const finding: Finding = {
      place: 'entry',
      credence: credence([testimony], 'affiliation', now, measures),
      brevity: 1,
    };
    return [...others].flatMap((partyId) =>
      words.get(entry.id)!.map(({ at }) => ({
        ...finding,
        at,
        partyId,
        isPublic: false,
        text: shortened(entry.subject || entry.preview || ''),
        heardAt,
        activityId: entry.id,
        worth: worthOf(finding),
      })),
    );
  });
}

/** What tells of health, belief, politics or trouble in the family suggests nobody, whatever else it says. */
const isTooPersonal = (place: Place, text: string): boolean =>
  place !== 'work' && place !== 'former work' && tooPersonalWord(text) !== undefined;

const shortened = (text: string): string =>
  text.length > 160 ? `${text.slice(0, 159).toWellFormed()}…` : text;

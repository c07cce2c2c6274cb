import { randomUUIDv7 } from 'node:crypto';
import os from 'node:os';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type OwnFieldType, ownFieldTypes } from '../../../shared/identify/field-rules.ts';
import { inboxShares, inboxSplits } from '../../../shared/interact/inbox.ts';
import type { Condition, Filter, FilterValue } from '../../../shared/platform/filters.ts';
import { ImportOptions } from '../../../shared/platform/import/imports.ts';
import { candidatesFor } from '../../identify/duplicates/candidates.ts';
import { checkNext } from '../../identify/duplicates/checking.ts';
import { recentMerges } from '../../identify/duplicates/merges.ts';
import { pairsPage } from '../../identify/duplicates/pairs.ts';
import { partyEntity } from '../../identify/fields/entity.ts';
import { partyEntities } from '../../identify/parties/catalog.ts';
import { listColumns, viewParty } from '../../identify/parties/parties.ts';
import { findTags } from '../../identify/tags/tags.ts';
import { groupOf } from '../../identify/ties/group.ts';
import { householdOf } from '../../identify/ties/household.ts';
import { networkAround } from '../../identify/ties/network.ts';
import { roleMapOf } from '../../identify/ties/role-map.ts';
import { tieIdsOf, tiesOf } from '../../identify/ties/ties.ts';
import { readAgenda } from '../../interact/agenda/agenda.ts';
import { callsWithoutLine, knownUnder } from '../../interact/calls/calls.ts';
import { linkCalls } from '../../interact/calls/linking.ts';
import { commentsOn, countComments } from '../../interact/comments/comments.ts';
import { bestContacts } from '../../interact/contacts/best-contacts.ts';
import { viewDealings } from '../../interact/dealings/dealings.ts';
import { listRelationships } from '../../interact/dealings/relationships.ts';
import { followOf } from '../../interact/following/following.ts';
import { finishInteractions } from '../../interact/importing/finish.ts';
import {
  conversationOf,
  countSplits,
  countWaiting,
  inboxPage,
  openConversation,
} from '../../interact/inbox/conversations.ts';
import { subjectNeighbours } from '../../interact/mail/threading.ts';
import { listMentions } from '../../interact/mentions/mentions.ts';
import { countUnread, notificationsOf } from '../../interact/notifications/notifications.ts';
import { search } from '../../interact/search/search.ts';
import { remindOfTasks } from '../../interact/tasks/reminding.ts';
import { tasksAbout, tasksOf } from '../../interact/tasks/tasks.ts';
import { nextMeetingWith } from '../../interact/templates/next-meeting.ts';
import { timelinePage, timelineSummary } from '../../interact/timeline/timeline.ts';
import { viewToday } from '../../interact/today/today.ts';
import { toldTo } from '../../interact/writing/told.ts';
import { seedCompany } from '../../seed/seed.ts';
import { cloneDatabase } from '../../testing/postgres.ts';
import { rankedActions } from '../../understand/actions/actions.ts';
import { viewLearnt } from '../../understand/actions/answering.ts';
import { listAssumptions } from '../../understand/assumptions/assumptions.ts';
import { briefFor } from '../../understand/brief/brief.ts';
import { confidencesAbout } from '../../understand/confidences/confidences.ts';
import { pageRow } from '../../understand/disclosure/links.ts';
import { objectsToPersonal } from '../../understand/disclosure/objections.ts';
import { viewPages } from '../../understand/disclosure/viewing.ts';
import { viewFacts } from '../../understand/facts/facts.ts';
import { viewCommonGround } from '../../understand/interests/ground.ts';
import { needsOf, unmetNeeds } from '../../understand/needs/needs.ts';
import { whoKnows } from '../../understand/who/who.ts';
import { asActor, asHouse, type Transaction, type UserActor } from '../access/actor.ts';
import { readLog } from '../audit/log.ts';

import { type Entity, type Field, operatorsOfField } from '../catalog/catalog.ts';
import { listPage } from '../catalog/query.ts';
import { history } from '../events/history.ts';
import { openFiles } from '../files/files.ts';
import type { Importing } from '../import/registry.ts';
import { openDatabase } from './database.ts';

/**
 * Under a policy only leakproof operators use an index, and nothing but the plan tells. Reading rows is
 * made dear here, so that the few of a test do not invite to reading all; a scan that then still walks a
 * whole table, or a whole workspace of it, has no index it can use.
 */
const dearRows = `set local enable_seqscan = off; set local enable_hashjoin = off;
  set local enable_mergejoin = off; set local cpu_tuple_cost = 100`;

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let opened: ReturnType<typeof openDatabase>;
let member: UserActor;
let person: string;
let company: string;

interface Sent {
  text: string;
  values: unknown[];
}
const sent: Sent[] = [];

beforeAll(async () => {
  database = await cloneDatabase(inject('cluster'));
  const { workspaceId, staff } = await seedCompany(database.ownerConfig, { people: 400, seed: 1 });
  const user = staff.users.find(({ level }) => level === 'member')!;
  const team = staff.teams[user.teams[0]!]!.id;
  member = {
    kind: 'user',
    workspaceId,
    userId: user.id,
    level: 'member',
    teamIds: [team],
    audiences: [workspaceId, user.id, team],
    edits: [user.id],
    readOnly: false,
  };
  await tieThem(workspaceId, user.id);
  await giveThemFields(workspaceId);
  await talkAboutThem(workspaceId, user.id);
  await dealWithThem(workspaceId, user.id);
  await hearOfThem(workspaceId, user.id);
  await shareInterests(workspaceId, user.id);
  // The server takes statistics by itself after a while; the plans here are those it makes with them.
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  await client.query('vacuum (analyze)');
  await client.end();
  opened = openDatabase(database.servingConfig, 1);
  opened.pool.on('connect', noteStatements);
  const first = (kind: 'person' | 'company') =>
    asActor(opened.db, member, async ({ db }) => {
      const { rows } = await sql<{ id: string }>`
        select id from parties where kind = ${kind} and visibility = 'everyone'
        order by last_contact_at desc nulls last, id limit 1`.execute(db);
      return rows[0]!.id;
    });
  person = await first('person');
  company = await first('company');
}, 120_000);

afterAll(async () => {
  await opened.db.destroy();
  await database.drop();
});

/** Everybody influences the next, and every company belongs to the one before. */
async function tieThem(workspaceId: string, userId: string): Promise<void> {
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  await client.query(
    `insert into ties (workspace_id, id, audience, visibility, owner_id, from_id, from_audience, to_id, to_audience,
       kind, basis)
     select $1, gen_random_uuid(), $1, 'everyone', $2, id, audience, next, audience,
       case kind when 'person' then 'influences' else 'subsidiary of' end, 'told'
     from (select id, kind, audience, lead(id) over (partition by kind order by id) as next from parties) p
     where next is not null`,
    [workspaceId, userId],
  );
  await client.end();
}

/** Something was said of everybody, which everybody was told, and everybody has changed hands. */
async function talkAboutThem(workspaceId: string, userId: string): Promise<void> {
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  await client.query(
    `insert into comments (workspace_id, id, audience, party_id, author_id, text)
     select $1, gen_random_uuid(), audience, id, $2, 'Hello' from parties where workspace_id = $1`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into notifications (workspace_id, id, audience, user_id, kind, because, party_id, bundle)
     select $1, gen_random_uuid(), u.id, u.id, 'comment', 'following', p.id, p.id
     from parties p join users u using (workspace_id) where workspace_id = $1`,
    [workspaceId],
  );
  await client.query(
    `insert into handovers (workspace_id, id, audience, from_id, to_id, proposed_by, reason, note, records, state)
     select $1, gen_random_uuid(), $1, u.id, $2, u.id, 'other', '', 1, 'ended'
     from parties p join users u using (workspace_id) where workspace_id = $1 and u.id <> $2`,
    [workspaceId, userId],
  );
  await client.end();
}

/** One in ten told us of an interest, everybody is left alone with one, and was told something. */
async function shareInterests(workspaceId: string, userId: string): Promise<void> {
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  await client.query(
    `insert into statements (workspace_id, id, party_id, audience, topic, value, value_key, basis, source, stated_at)
     select $1, gen_random_uuid(), id, audience, 'interest',
       '{"text": "Chess", "node": "chess", "involvement": 1}', 'chess', 'told',
       jsonb_build_object('kind', 'person', 'userId', $2::text), now()
     from parties where workspace_id = $1 and kind = 'person' and hashtext(id::text) % 10 = 0`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into own_interests (workspace_id, id, audience, user_id, visibility, text, node, involvement)
     select $1, gen_random_uuid(), $1, id, 'everyone', 'Chess', 'chess', 1 from users where workspace_id = $1`,
    [workspaceId],
  );
  const { rows } = await client.query<{ id: string }>(
    `insert into seeds (workspace_id, id, audience, visibility, owner_id, text, nodes)
     values ($1, gen_random_uuid(), $1, 'everyone', $2, 'We play.', '{chess}') returning id`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into seed_uses (workspace_id, id, audience, seed_id, party_id, user_id, node, outcome)
     select $1, gen_random_uuid(), audience, $2, id, $3, 'chess', 'used'
     from parties where workspace_id = $1`,
    [workspaceId, rows[0]!.id, userId],
  );
  await client.query(
    `insert into topics_left_alone (workspace_id, id, audience, party_id, node)
     select $1, gen_random_uuid(), audience, id, 'choir' from parties where workspace_id = $1`,
    [workspaceId],
  );
  await client.query(
    `insert into ambitions (workspace_id, id, audience, user_id, party_id, ambition)
     select $1, gen_random_uuid(), $2, $2, id, 'trusted' from parties where workspace_id = $1`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into action_answers (workspace_id, id, audience, user_id, party_id, kind, about, answer, until)
     select $1, gen_random_uuid(), $2, $2, id, 'revive', 'x', 'not now', now() from parties where workspace_id = $1`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into contacts (workspace_id, party_id, activity_id, audience, happened_at, direction, weight, amount, shared)
     select x.workspace_id, x.party_id, x.activity_id, p.audience, x.occurred_at, 'both', 2, 1, true
     from participants x join parties p on p.workspace_id = x.workspace_id and p.id = x.party_id
     where x.workspace_id = $1 and x.kind = 'task' and x.party_id is not null`,
    [workspaceId],
  );
  await client.query(
    `insert into consents (workspace_id, id, audience, party_id, purpose, channel, decision, ground, source, stated_at)
     select $1, gen_random_uuid(), audience, id, 'offers', 'email', 'given', 'consent', 'spoken', now()
     from parties where workspace_id = $1 and kind = 'person'`,
    [workspaceId],
  );
  await client.query(
    `update parties set quiet_from = now() - interval '3 days' where workspace_id = $1 and owner_id = $2`,
    [workspaceId, userId],
  );
  await client.end();
}

/** Everybody supplies something, gave their word for it, offered it and is to be paid. */
async function dealWithThem(workspaceId: string, userId: string): Promise<void> {
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  await client.query(
    `insert into promises (workspace_id, id, audience, party_id, direction, what, due_on, keeper_id)
     select $1, gen_random_uuid(), audience, id, 'ours', 'A visit', '2026-03-14', $2
     from parties where workspace_id = $1`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into supplies (workspace_id, id, audience, party_id, name)
     select $1, gen_random_uuid(), audience, id, 'Oak' from parties where workspace_id = $1`,
    [workspaceId],
  );
  await client.query(
    `insert into contracts (workspace_id, id, audience, party_id, what)
     select $1, gen_random_uuid(), audience, id, 'Upkeep' from parties where workspace_id = $1`,
    [workspaceId],
  );
  // Of one in fifty something is only believed, and of as many something fades.
  await client.query(
    `insert into statements (workspace_id, id, party_id, audience, topic, value, value_key, basis, source, stated_at, stated_by)
     select $1, gen_random_uuid(), id, audience, case when n % 50 = 1 then 'goal' else 'need' end,
       case when n % 50 = 1 then '"To grow"' else '{"text":"A roof","kind":"need","priority":2,"offering":""}' end::jsonb,
       'x', case when n % 50 = 1 then 'assumed' else 'told' end, '{"kind":"seed"}',
       case when n % 50 = 2 then now() - interval '2 years' else now() end, $2
     from (select *, row_number() over () as n from parties where workspace_id = $1) each`,
    [workspaceId, userId],
  );
  await client.query(
    `with offered as (
       insert into offerings (workspace_id, id, audience, name)
       values ($1, gen_random_uuid(), $1, 'Roofing') returning id)
     insert into need_offerings (workspace_id, statement_id, offering_id, party_id, audience, tied_by)
     select s.workspace_id, s.id, o.id, s.party_id, s.audience, $2 from statements s, offered o
     where s.workspace_id = $1 and s.topic = 'need'`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into assumptions (workspace_id, statement_id, party_id, audience, believer_id)
     select workspace_id, id, party_id, audience, $2 from statements
     where workspace_id = $1 and basis = 'assumed'`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into rests_on (workspace_id, statement_id, what_id, party_id, audience, what)
     select s.workspace_id, s.id, p.id, s.party_id, s.audience, 'promise' from (
       select * from statements where workspace_id = $1 and topic = 'goal' limit 20) s
     join promises p on p.workspace_id = s.workspace_id and p.party_id = s.party_id`,
    [workspaceId],
  );
  await client.query(
    `insert into private_pages (workspace_id, id, audience, party_id, token_hash, made_by, expires_at)
     select $1, gen_random_uuid(), audience, id, id::text, $2, now() + interval '30 days' from parties
     where workspace_id = $1 and kind = 'person'`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into page_acts (workspace_id, id, audience, party_id, page_id, ticket, kind, purpose)
     select $1, gen_random_uuid(), audience, id, id, id::text, 'object',
       case when n % 20 = 0 then 'personal' else 'all' end
     from (select *, row_number() over () as n from parties where workspace_id = $1 and kind = 'person') each`,
    [workspaceId],
  );
  // Even the owner of the database writes into them only as somebody who is named.
  await client.query(
    `select set_config('rapport.workspace', $1, false), set_config('rapport.user', $2, false),
       set_config('rapport.level', 'owner', false)`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into confidences (workspace_id, id, party_id, confidants, subject, detail, ground, told_by)
     select $1, gen_random_uuid(), id, array[$2::uuid], 'health', 'A bad back', 'consent', 'themselves'
     from parties where workspace_id = $1`,
    [workspaceId, userId],
  );
  for (const [kind, table, terms] of [
    ['offer', 'offers', 'amount, currency, valid_until'],
    ['purchase', 'purchases', 'amount, currency, due_on'],
  ]) {
    await client.query(
      `with new as materialized (select gen_random_uuid() as activity, id from parties where workspace_id = $1),
         entries as (
           insert into activities (workspace_id, id, kind, audience, visibility, owner_id, occurred_at, touch, direction)
           select $1, activity, $3, $1, 'everyone', $2, '2026-03-01T12:00:00Z', 'personal', 'out' from new returning id),
         texts as (
           insert into activity_texts (workspace_id, activity_id, audience, occurred_at)
           select $1, activity, $1, '2026-03-01T12:00:00Z' from new),
         sides as (
           insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours, party_id)
           select $1, activity, 0, $1, $3, '2026-03-01T12:00:00Z', 'from', false, id from new)
       insert into ${table!} (workspace_id, activity_id, audience, dated_on, ${terms!})
       select $1, activity, $1, '2026-03-01', 100, 'EUR', '2026-03-31' from new`,
      [workspaceId, userId, kind],
    );
  }
  await client.query(
    `insert into orders (workspace_id, activity_id, audience, ref, amount, currency, changed_at, mark)
     select $1, id, $1, id::text, 1, 'EUR', now(), '' from activities where workspace_id = $1 and kind = 'purchase'`,
    [workspaceId],
  );
  await client.query(
    `with new as (
       insert into activities (workspace_id, id, kind, audience, visibility, owner_id, occurred_at, touch, direction)
       select $1, gen_random_uuid(), 'mention', $1, 'everyone', $2, '2026-03-01T12:00:00Z', 'personal', 'in'
       from parties where workspace_id = $1 returning id)
     insert into mentions (workspace_id, activity_id, audience, at, source, ref)
     select $1, id, $1, '2026-03-01T12:00:00Z', 'News', encode(sha256(id::text::bytea), 'hex') from new`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into attachments (workspace_id, id, activity_id, audience, name, media_type, bytes, sha256)
     select $1, gen_random_uuid(), id, $1, 'offer.pdf', 'application/pdf', 1, 'none'
     from activities where workspace_id = $1 and kind = 'offer'`,
    [workspaceId],
  );
  await client.query(
    `with new as materialized (select gen_random_uuid() as activity, id from parties where workspace_id = $1),
       entries as (
         insert into activities (workspace_id, id, kind, audience, visibility, owner_id, occurred_at, touch)
         select $1, activity, 'task', $1, 'everyone', $2, '2026-03-01T12:00:00Z', 'personal' from new returning id),
       texts as (
         insert into activity_texts (workspace_id, activity_id, audience, occurred_at)
         select $1, activity, $1, '2026-03-01T12:00:00Z' from new),
       sides as (
         insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours, party_id)
         select $1, activity, 0, $1, 'task', '2026-03-01T12:00:00Z', 'about', false, id from new)
     insert into tasks (workspace_id, activity_id, audience, keeper_id, zone, due_on, late_at, outcome, settled_at)
     select $1, activity, $1, $2, 'UTC', '2026-03-01', '2026-03-02',
       case when row_number() over () % 50 > 0 then 'done' end,
       case when row_number() over () % 50 > 0 then now() end from new`,
    [workspaceId, userId],
  );
  await client.end();
}

/** A telephone system told a call of everybody, and everybody may be the same as the next. */
async function hearOfThem(workspaceId: string, userId: string): Promise<void> {
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  await client.query(
    `with new as materialized (
       select gen_random_uuid() as activity, id, row_number() over () as n from parties where workspace_id = $1),
       entries as (
         insert into activities (workspace_id, id, kind, audience, visibility, owner_id, occurred_at, touch)
         select $1, activity, 'call', $1, 'everyone', $2, '2026-03-01T12:00:00Z', 'personal' from new returning id),
       texts as (
         insert into activity_texts (workspace_id, activity_id, audience, occurred_at)
         select $1, activity, $1, '2026-03-01T12:00:00Z' from new),
       sides as (
         insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours, party_id)
         select $1, activity, 0, $1, 'call', '2026-03-01T12:00:00Z', 'from', false, id from new)
     insert into calls (workspace_id, activity_id, audience, number, hook_id, ref)
     select $1, activity, $1, '+43316' || n, $2, n from new`,
    [workspaceId, userId],
  );
  await client.query(
    `insert into messages (workspace_id, activity_id, audience, hook_id, ref, number, way)
     select workspace_id, activity_id, audience, hook_id, ref, number, 'sms' from calls
     where workspace_id = $1 and hook_id is not null`,
    [workspaceId],
  );
  await client.query(
    `insert into duplicate_pairs (workspace_id, id, audience, kind, first_id, second_id, state, certain, weight, judgement)
     select $1, gen_random_uuid(), $1, kind, id, next, 'proposed', false, 3, '{}'
     from (select *, lead(id) over (partition by kind order by id) as next from parties where workspace_id = $1) p
     where next is not null`,
    [workspaceId],
  );
  await client.end();
}

/** A field of every type, which two of three people have a value of. */
async function giveThemFields(workspaceId: string): Promise<void> {
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  for (const [position, type] of ownFieldTypes.entries()) {
    const choices = [{ key: 'gold', label: 'Gold', folded: 'gold' }];
    const settings = { choices, currency: 'EUR', decimals: 1 };
    await client.query('alter table fields no force row level security');
    const { rows } = await client.query<{ id: string }>(
      `insert into fields (workspace_id, id, audience, kind, name, label, type, settings, position)
       values ($1, gen_random_uuid(), $1, 'person', $2, $2, $3, $4, $5) returning id`,
      [workspaceId, `own${type}`, type, settings, position],
    );
    const column = columnsHolding[type];
    await client.query(
      `insert into party_values (workspace_id, party_id, field_id, ordinal, audience, statement_id, search_text${column})
       select workspace_id, id, $2, 0, audience, gen_random_uuid(), 'word ' || n${column && `, ${exampleOf[type]}`}
       from (select *, row_number() over (order by id) as n from parties where kind = 'person') p
       where workspace_id = $1 and n % 3 > 0`,
      [workspaceId, rows[0]!.id],
    );
  }
  await client.query('alter table fields force row level security');
  await client.end();
}

const columnsHolding: Record<OwnFieldType, string> = {
  text: ', text_value, sort_value',
  longText: '',
  web: ', text_value, sort_value',
  number: ', number_value',
  money: ', number_value',
  date: ', date_value',
  boolean: ', number_value',
  choice: ', text_value, number_value',
  choices: ', text_value',
  person: ', reference',
  company: ', reference',
  user: ', reference',
};
const exampleOf: Record<OwnFieldType, string> = {
  text: `'word ' || n, 'word ' || n`,
  longText: '',
  web: `'word ' || n, 'word ' || n`,
  number: 'n',
  money: 'n',
  date: `date '2026-01-01' + n::integer`,
  boolean: 'n % 2',
  choice: `'gold', 1`,
  choices: `'gold'`,
  person: 'id',
  company: 'id',
  user: 'id',
};

function noteStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client);
  client.query = ((...args: unknown[]) => {
    sent.push({ text: String(args[0]), values: (args[1] as unknown[]) ?? [] });
    return Reflect.apply(query, client, args);
  }) as typeof client.query;
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Index Name'?: string;
  Plans?: Node[];
}

/** What of the statements of `work` would read a table from end to end, in words. */
async function wholeScans(work: (transaction: Transaction) => Promise<unknown>): Promise<string[]> {
  return (await scans(work))
    .filter(({ scan }) => readsAll(scan))
    .map(({ scan, text }) => {
      const { 'Node Type': node, 'Relation Name': table } = scan;
      return `${node} on ${table} by ${conditionOf(scan) ?? 'nothing'}: ${text}`;
    });
}

/** How the statements of `work` would read their tables. */
async function scans(
  work: (transaction: Transaction) => Promise<unknown>,
): Promise<{ scan: Node; text: string }[]> {
  sent.length = 0;
  await asActor(opened.db, member, work);
  const statements = sent.splice(0);
  const found: { scan: Node; text: string }[] = [];
  const client = await opened.pool.connect();
  try {
    for (const { text, values } of statements) {
      if (text === 'commit') continue;
      if (!/^\s*(?:with|select|\()[\s\S]*\bfrom\b/i.test(text) || /set_config/.test(text)) {
        await client.query(text, values);
        continue;
      }
      await client.query(dearRows);
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
        `explain (format json) ${text}`,
        values,
      );
      for (const scan of scansOf(rows[0]!['QUERY PLAN'][0].Plan)) found.push({ scan, text });
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  return found;
}

function scansOf(node: Node): Node[] {
  return [...(node['Relation Name'] ? [node] : []), ...(node.Plans ?? []).flatMap(scansOf)];
}

/** Tables with a handful of rows in every company. */
const small = [
  'workspaces',
  'warmth_basis',
  'users',
  'teams',
  'team_users',
  'own_addresses',
  'tie_kinds',
  'fields',
  'duplicate_models',
  'interest_nodes',
  'own_interests',
  'seeds',
  'offerings',
];

/**
 * Hold the companies with a domain, what is only assumed, what rests on it, needs that nothing meets, and no others: to read all of them
 * is to read what was asked for.
 */
const exact = [
  'companies_by_domain',
  'statements_assumed',
  'statements_unmet',
  'rests_on_pkey',
  'rests_on_of_party',
];

function readsAll(node: Node): boolean {
  if (small.includes(node['Relation Name']!) || exact.includes(node['Index Name']!)) return false;
  const condition = conditionOf(node);
  if (condition === undefined) return true;
  // The workspace alone narrows nothing down where there is only one.
  return !condition.includes(' AND ') && condition.includes('workspace_id');
}

/** By what rows are found; a bitmap is filled by the index scans below it. */
function conditionOf(node: Node): string | undefined {
  if (node['Index Cond']) return node['Index Cond'];
  const below = (node.Plans ?? []).flatMap((each) => conditionOf(each) ?? []);
  return below.length > 0 ? below.join(' AND ') : undefined;
}

function list(entity: Entity, filter: Condition | undefined, field: string) {
  return (transaction: Transaction) =>
    listPage(transaction, entity, { filter, sort: field, limit: 50 }, listColumns);
}

function valueFor({ type, choices }: Field): FilterValue {
  switch (type) {
    case 'choice':
      return choices![0]!;
    case 'user':
    case 'party':
      return member.userId;
    case 'number':
    case 'money':
      return 3;
    case 'boolean':
      return true;
    case 'date':
      return '2026-03-14';
    case 'instant':
      return '2026-03-14T09:00:00Z';
    case 'text':
    case 'tag':
      return 'graz';
  }
}

function conditionsOn(field: Field): Condition[] {
  return operatorsOfField(field).map((operator): Condition => {
    if (operator === 'empty' || operator === 'not empty') return [field.name, operator];
    if (['within days', 'older than days', 'next days'].includes(operator))
      return [field.name, operator, 30];
    if (operator === 'during') return [field.name, operator, 'this month'];
    const value = valueFor(field);
    return [field.name, operator, operator === 'one of' ? [value as string] : value];
  });
}

describe('what colleagues say', () => {
  it('is read, counted and told by an index', async () => {
    const about = { partyId: person };
    const page = (transaction: Transaction) => commentsOn(transaction, about, { limit: 50 });
    expect(await wholeScans(page)).toEqual([]);
    expect(await wholeScans((transaction) => countComments(transaction, about))).toEqual([]);
    expect(await wholeScans((transaction) => followOf(transaction, about))).toEqual([]);
    expect(await wholeScans(countUnread)).toEqual([]);
    const told = (transaction: Transaction) => notificationsOf(transaction, { limit: 30 });
    expect(await wholeScans(told)).toEqual([]);
  });
});

describe('who waits for an answer', () => {
  it('is listed, opened and counted by an index', async () => {
    const { rows } = await asActor(opened.db, member, ({ db }) =>
      sql<{
        id: string;
        newest_id: string;
      }>`select id, newest_id from conversations limit 1`.execute(db),
    );
    const { id, newest_id: mail } = rows[0]!;
    for (const whose of inboxShares) {
      for (const split of inboxSplits) {
        const page = (transaction: Transaction) =>
          inboxPage(transaction, { split, whose, limit: 50 });
        expect(await wholeScans(page), `${split} ${whose}`).toEqual([]);
      }
      expect(await wholeScans((transaction) => countSplits(transaction, whose))).toEqual([]);
    }
    expect(await wholeScans(countWaiting)).toEqual([]);
    expect(await wholeScans((transaction) => openConversation(transaction, id))).toEqual([]);
    expect(await wholeScans((transaction) => conversationOf(transaction, mail))).toEqual([]);
  });
});

describe('what we have in common with somebody', () => {
  it('is read by the indexes of the person, and counted by that of interests', async () => {
    expect(await wholeScans((transaction) => viewCommonGround(transaction, person))).toEqual([]);
  });
});

describe('what somebody needs, and who could help', () => {
  it('is read and found by indexes', async () => {
    const readings: ((transaction: Transaction) => Promise<unknown>)[] = [
      (transaction) => needsOf(transaction, person),
      (transaction) => unmetNeeds(transaction),
      (transaction) => whoKnows(transaction, { text: 'chess oak', about: person }),
    ];
    for (const reading of readings) {
      const scans = await wholeScans(reading);
      expect(scans.filter((scan) => !scan.includes('on strategies'))).toEqual([]);
    }
  });
});

describe('what lies between us and somebody', () => {
  it('what was told to somebody, before the next mail goes to them', async () => {
    const { rows } = await asActor(opened.db, member, ({ db }) =>
      sql<{ address: string }>`select address from party_emails where party_id = ${person}`.execute(
        db,
      ),
    );
    const to = rows.map(({ address }) => address).join(',');
    expect(to).not.toBe('');
    const asked = { to, zone: 'Europe/Vienna', monthFirst: false };
    expect(await wholeScans((transaction) => toldTo(transaction, asked))).toEqual([]);
    expect(await wholeScans((transaction) => nextMeetingWith(transaction, person))).toEqual([]);
  });

  it('is read by the indexes of the party', async () => {
    expect(await wholeScans((transaction) => viewDealings(transaction, company))).toEqual([]);
  });

  it('is understood, confided and assumed of a party, and of everybody, by indexes', async () => {
    const readings: ((transaction: Transaction) => Promise<unknown>)[] = [
      (transaction) => viewFacts(transaction, company),
      (transaction) => confidencesAbout(transaction, company),
      (transaction) => listAssumptions(transaction, company),
      (transaction) => listAssumptions(transaction),
      (transaction) => viewPages(transaction, company),
      (transaction) => objectsToPersonal(transaction, company),
      (transaction) => pageRow(transaction, { hash: company }),
    ];
    for (const reading of readings) {
      const scans = await wholeScans(reading);
      // Of a company there are a handful of strategies.
      expect(scans.filter((scan) => !scan.includes('on strategies'))).toEqual([]);
    }
  });

  it('was said of the company in public, newest first, by an index', async () => {
    for (const state of ['open', 'settled'] as const)
      expect(await wholeScans((transaction) => listMentions(transaction, state))).toEqual([]);
  });

  it('is written about a call, and found under a number, by index', async () => {
    expect(await wholeScans(callsWithoutLine)).toEqual([]);
    const known = (transaction: Transaction) => knownUnder(transaction, ['+436641234567']);
    expect(await wholeScans(known)).toEqual([]);
    expect(
      await wholeScans((transaction) =>
        asHouse(transaction, (house) => linkCalls(house, [person])),
      ),
    ).toEqual([]);
  });

  it('is to be done, and told when its moment comes, by the indexes of tasks', async () => {
    expect(await wholeScans((transaction) => tasksAbout(transaction, company))).toEqual([]);
    expect(
      await wholeScans((transaction) => tasksOf(transaction, transaction.actor.userId!)),
    ).toEqual([]);
    expect(await wholeScans((transaction) => asHouse(transaction, remindOfTasks))).toEqual([]);
  });

  it('deserves attention today by indexes of time and of whose it is', async () => {
    expect(await wholeScans((transaction) => viewToday(transaction, 'Europe/Vienna'))).toEqual([]);
  });

  it('is worth somebody’s minutes by indexes of whose it is and of when', async () => {
    for (const reading of [
      (transaction: Transaction) => rankedActions(transaction, 'Europe/Vienna'),
      (transaction: Transaction) => briefFor(transaction, person, 'Europe/Vienna'),
      viewLearnt,
    ]) {
      const scans = await wholeScans(reading);
      // Of a company there are a handful of strategies and of purposes.
      expect(
        scans.filter((scan) => !/on (strategies|consent_purposes|consent_wordings) /.test(scan)),
      ).toEqual([]);
    }
  });

  it('stands in a calendar by indexes of time and of whose it is', async () => {
    const week = { from: '2026-03-02T00:00:00Z', to: '2026-03-09T00:00:00Z' };
    expect(await wholeScans((transaction) => readAgenda(transaction, week))).toEqual([]);
  });

  it('stands in a list of those who are this to us, however it is sorted and filtered', async () => {
    const sorts = ['name', 'openOffers', '-nextPayment', 'nextPromise', '-supplyCount'];
    const filters: (Condition | undefined)[] = [
      undefined,
      ['openPromises', 'at least', 1],
      ['name', 'contains', 'an'],
    ];
    for (const role of ['supplier', 'staff', 'nothing'])
      for (const sort of sorts)
        for (const filter of filters) {
          const page = (transaction: Transaction) =>
            listRelationships(transaction, role, { sort, filter, limit: 50 });
          expect([role, sort, filter, await wholeScans(page)]).toEqual([role, sort, filter, []]);
        }
  });
});

describe.for(Object.values(partyEntities))('a list of $name', (entity) => {
  const sorts = entity.fields.filter(({ sort }) => sort).flatMap(({ name }) => [name, `-${name}`]);
  const filters = entity.fields.filter(({ filter }) => filter);

  it.for(sorts)('sorted by %s reads an index in its order', async (sort) => {
    expect(await wholeScans(list(entity, undefined, sort))).toEqual([]);
  });

  it.for(filters)(
    'filtered by $name finds its rows by an index, however compared',
    async (field) => {
      for (const condition of conditionsOn(field)) {
        expect(await wholeScans(list(entity, condition, 'name'))).toEqual([]);
      }
    },
  );

  it.for(sorts)(
    'filtered by anything and sorted by %s finds its rows by an index',
    async (sort) => {
      for (const field of filters) {
        expect(await wholeScans(list(entity, conditionsOn(field)[0], sort))).toEqual([]);
      }
    },
  );

  it('goes on from any place by an index', async () => {
    for (const sort of sorts) {
      const { next } = await asActor(opened.db, member, (transaction) =>
        listPage(transaction, entity, { sort, limit: 50 }, listColumns),
      );
      if (next === null) throw new Error('The company is too small for a second page.');
      const further = (transaction: Transaction) =>
        listPage(transaction, entity, { sort, limit: 50, cursor: next }, listColumns);
      expect(await wholeScans(further)).toEqual([]);
    }
  });

  it('enters the index at its place, not where the filter begins', async () => {
    const filter: Filter = ['created', 'older than days', 0];
    const page = (cursor?: string) => (transaction: Transaction) =>
      listPage(transaction, entity, { filter, sort: '-created', limit: 20, cursor }, listColumns);
    const { next } = await asActor(opened.db, member, page());
    if (next === null) throw new Error('The company is too small for a second page.');
    const found = await scans(page(next));
    const { scan } = found.find((each) => each.scan['Index Name'] === 'parties_by_creation')!;
    // PostgreSQL begins at the first of two bounds.
    expect(scan['Index Cond']).toMatch(/ROW\(created_at, id\) < .*\(created_at < /);
  });
});

describe('a list by fields of the company’s own', () => {
  const entity = () => asActor(opened.db, member, partyEntity('person'));
  const own = async () => (await entity()).fields.filter(({ shown }) => shown?.own);

  it('finds its rows by an index, however a field is compared', async () => {
    const people = await entity();
    for (const field of await own()) {
      for (const condition of conditionsOn(field)) {
        expect([condition, await wholeScans(list(people, condition, 'name'))]).toEqual([
          condition,
          [],
        ]);
      }
    }
  });

  it('stands in the order of a field by an index, from any place, filtered or not', async () => {
    const people = await entity();
    const filters: (Condition | undefined)[] = [undefined, ['city', 'is', 'Graz']];
    for (const { name } of (await own()).filter(({ sort }) => sort)) {
      for (const sort of [name, `-${name}`]) {
        for (const filter of filters)
          expect([sort, await wholeScans(list(people, filter, sort))]).toEqual([sort, []]);
        const { next } = await asActor(opened.db, member, (transaction) =>
          listPage(transaction, people, { sort, limit: 50 }, listColumns),
        );
        const further = (transaction: Transaction) =>
          listPage(transaction, people, { sort, limit: 50, cursor: next! }, listColumns);
        expect([sort, await wholeScans(further)]).toEqual([sort, []]);
      }
    }
  });
});

describe('tags', () => {
  it('are suggested from tag to tag, however many bear them', async () => {
    await asActor(opened.db, member, async ({ db, actor }) => {
      await sql`insert into party_tags select workspace_id, gen_random_uuid(), id, audience, 'Fair', 'fair'
        from parties where workspace_id = ${actor.workspaceId} and owner_id = ${actor.userId}`.execute(
        db,
      );
    });
    const found = await scans((transaction) => findTags(transaction, 'f', 20));
    const ofTags = found.filter(({ scan }) => scan['Relation Name'] === 'party_tags');
    expect(ofTags.length).toBeGreaterThan(1);
    for (const { scan } of ofTags) expect(scan['Index Name']).toBe('party_tags_by_key');
  });
});

describe('an import', () => {
  it('ends by index, however much was there before', async () => {
    const importing: Importing = {
      importId: randomUUIDv7(),
      actor: member,
      options: ImportOptions.parse({}),
      reach: { audience: member.workspaceId, visibility: 'everyone', ownerId: member.userId },
      country: 'AT',
      zone: 'Europe/Vienna',
      files: openFiles(os.tmpdir()),
      fileId: '',
      fileName: '',
      decisions: [],
      corrections: [],
      grounds: [],
      mappings: [],
      memory: new Map(),
    };
    expect(await wholeScans((house) => finishInteractions(house, importing))).toEqual([]);
  });
});

describe('threading', () => {
  it('looks among mails under the same subject only at those of the days around', async () => {
    const mail = {
      id: 'new',
      messageId: 'new@fuchs.example',
      contentHash: 'new',
      inReplyTo: [],
      references: [],
      subject: 'Re: Introduction to a colleague',
      sentAt: '2026-03-14T09:00:00Z',
      from: 'jana@fuchs.example',
      recipients: [],
    };
    const found = await scans((transaction) =>
      subjectNeighbours(transaction, member.workspaceId, [mail]),
    );
    const ofMails = found.filter(({ scan }) => scan['Relation Name'] === 'mails');
    expect(ofMails.map(({ scan }) => scan['Index Name'])).toEqual([
      'mails_by_subject',
      'answers_by_subject',
    ]);
    for (const { scan } of ofMails) {
      expect(scan['Index Cond']).toMatch(/subject_key = .*occurred_at >= .*occurred_at <= /);
    }
  });
});

describe('records and timelines', () => {
  it('are read by index, a person’s', async () => {
    expect(await wholeScans((transaction) => viewParty(transaction, 'person', person))).toEqual([]);
    const page = (transaction: Transaction) =>
      timelinePage(transaction, 'person', person, { kinds: undefined, limit: 50 });
    expect(await wholeScans(page)).toEqual([]);
    const summary = (transaction: Transaction) => timelineSummary(transaction, 'person', person);
    expect(await wholeScans(summary)).toEqual([]);
  });

  it('are read by index, a company’s with all its people', async () => {
    expect(await wholeScans((transaction) => viewParty(transaction, 'company', company))).toEqual(
      [],
    );
    const page = (transaction: Transaction) =>
      timelinePage(transaction, 'company', company, { kinds: ['email'], limit: 50 });
    expect(await wholeScans(page)).toEqual([]);
  });

  it('are read with their ties by index', async () => {
    const reads = [
      (transaction: Transaction) => tiesOf(transaction, 'person', person),
      (transaction: Transaction) => tieIdsOf(transaction, person),
      (transaction: Transaction) => householdOf(transaction, person),
      (transaction: Transaction) => groupOf(transaction, company),
      (transaction: Transaction) => roleMapOf(transaction, company),
      (transaction: Transaction) => networkAround(transaction, 'person', person, 2),
      (transaction: Transaction) => bestContacts(transaction, company),
      (transaction: Transaction) => history(transaction, { subjectId: person, limit: 50 }),
    ];
    for (const read of reads) expect(await wholeScans(read)).toEqual([]);
  });

  it('are searched by index, whatever is typed', async () => {
    for (const q of ['gra', 'müller', 'angebot', '0664 123', 'mülelr berlni', 'ab', 'xyzzyx']) {
      const look = (transaction: Transaction) => search(transaction, { q, limit: 20 });
      expect(await wholeScans(look)).toEqual([]);
    }
  });

  it('find whom one may mean, what a record may be the same as, and merges, by index', async () => {
    const draft = { name: 'Anna Gruber', email: 'anna@gruber.example', phone: '0664 123456' };
    const reads = [
      (transaction: Transaction) =>
        candidatesFor(transaction, { kind: 'person', ...draft, web: '', company: 'Brandt' }),
      (transaction: Transaction) => pairsPage(transaction, { of: person, limit: 3 }),
      (transaction: Transaction) => recentMerges(transaction, 50),
      (transaction: Transaction) => asHouse(transaction, checkNext),
    ];
    for (const read of reads) expect(await wholeScans(read)).toEqual([]);
  });

  it('are read in the audit log by index, whoever and whatever is asked for', async () => {
    const asked = { kind: 'all', limit: 50 } as const;
    const id = person;
    const to = Temporal.Now.instant().toString();
    for (const query of [
      { ...asked, by: member.userId },
      { ...asked, subject: id },
      { ...asked, cursor: id },
      { ...asked, to, from: '2020-01-01T00:00:00Z' },
    ]) {
      const read = (transaction: Transaction) => readLog(transaction, query);
      expect(await wholeScans(read), JSON.stringify(query)).toEqual([]);
    }
    // An index of these alone is read from its end, which looks like all of it.
    const accounts = await scans((transaction) =>
      readLog(transaction, { ...asked, kind: 'accounts' }),
    );
    expect(accounts.map(({ scan }) => scan['Index Name'])).toContain('audit_entries_of_accounts');
  });

  it('can tell: a condition that leaks walks the whole table', async () => {
    const leaky = ({ db }: Transaction) =>
      sql`select id from parties where search_text like ${'%graz%'}`.execute(db);
    expect(await wholeScans(leaky)).not.toEqual([]);
  });
});

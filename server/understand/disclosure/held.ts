import { yieldsToRefusal } from '../../../shared/identify/consent.ts';
import {
  personalTopics,
  type StatementSource,
  type Topic,
} from '../../../shared/identify/statements.ts';
import { isBuiltIn } from '../../../shared/identify/tie-rules.ts';
import type { ActivityKind, TimelineEntry } from '../../../shared/interact/activities.ts';
import { conflictsAmong, type Fact } from '../../../shared/understand/facts.ts';
import { viewConsents } from '../../identify/consent/recording.ts';
import { ownFields } from '../../identify/fields/fields.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { findParty, withFields } from '../../identify/parties/parties.ts';
import { readRules } from '../../identify/retention/retention.ts';
import type { StatementRow } from '../../identify/statements/reading.ts';
import { readStatements } from '../../identify/statements/reading.ts';
import { tiesOf } from '../../identify/ties/ties.ts';
import { viewDealings } from '../../interact/dealings/dealings.ts';
import { timelinePage } from '../../interact/timeline/timeline.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';
import { viewWords } from '../../strategy/words.ts';
import { factsOf, sayingOfRow } from '../facts/facts.ts';
import { readNodes } from '../interests/nodes.ts';
import { leftAlone, usesWith } from '../interests/told.ts';
import { actsOf } from './acts.ts';
import { objectsToPersonal } from './objections.ts';
import { labelOf, valueWords, type Wording } from './values.ts';
import { dateIn, dayIn, monthIn, nameOf, type PageLanguage, pageWords, put } from './words.ts';

/** One line of the page: what it is, what is held, and what is known about that. */
export interface HeldRow {
  label: string;
  value: string;
  about: string[];
  /** A value that can be said to be wrong, and what it was when it was shown. */
  correct?: { statement: string; seen: string };
  /** Something that can be stopped. */
  stop?: { purpose: string; channel: string };
}

export interface HeldSection {
  key: string;
  title: string;
  lead?: string;
  rows: HeldRow[];
}

/** Everything on the page, in the words of one language; the page, its preview and its archive are made of it. */
export interface Held {
  name: string;
  language: PageLanguage;
  sections: HeldSection[];
  canObject: { all: boolean; personal: boolean };
}

/** Of what passed between us so much is shown; a page is to be read. */
const mostEntries = 400;

/** What may be told by name of what others wrote: nothing that only we wrote down. */
const theirsToo: readonly ActivityKind[] = [
  'email',
  'message',
  'form',
  'offer',
  'purchase',
  'campaign message',
  'case message',
];
/** What a colleague keeps for themselves is not on the page. */
const ourNotes: readonly ActivityKind[] = ['note', 'task', 'mention'];

/**
 * What is held about a person, as far as the actor sees it. What was confided is never among it, whoever asks, so that
 * no page differs from another by it; nor are other people, nor what a colleague keeps for themselves alone.
 */
export async function heldAbout(
  transaction: Transaction,
  partyId: string,
  language: PageLanguage,
  maker: { name: string; company: string },
): Promise<Held> {
  const party = await findParty(transaction, 'person', partyId);
  if (!party || party.trashed_at) throw new PartyNotFound();
  const words = pageWords[language];
  const { facts, choices } = await factsOf(transaction, { id: partyId, kind: 'person' });
  const fields = await ownFields(transaction, { kind: 'person' });
  const wording: Wording = {
    language,
    company: await viewWords(transaction),
    topics: choices.topics,
    fields: new Map(fields.map((field) => [field.id, field])),
  };
  const isPrivate = party.visibility === 'private';
  const rows = await readStatements(transaction, [partyId]);
  const audiences = new Map(
    (
      await transaction.db
        .selectFrom('statements')
        .select(['id', 'audience'])
        .where('workspace_id', '=', transaction.actor.workspaceId)
        .where('party_id', '=', partyId)
        .execute()
    ).map(({ id, audience }) => [id, audience]),
  );
  const { workspaceId } = transaction.actor;
  const seenBy = (audience: string | undefined) => {
    const by =
      audience === workspaceId ? words.everyone : audience && isPrivate ? words.one : words.team;
    return `${words.seenBy}: ${by}`;
  };
  const disputed = new Set(conflictsAmong(facts).flat());
  const factRow = (fact: Fact): HeldRow => {
    const [first] = fact.current;
    const surety = fact.isAssumption
      ? words.assumption
      : fact.line === 'known'
        ? words.known
        : words.fading;
    return {
      label: labelOf(first!, wording),
      value: valueWords(first!, wording),
      about: [
        [sourceWords(first!, language), monthIn(language, fact.confirmedAt)].join(', '),
        surety,
        ...(disputed.has(fact) ? [words.disputed] : []),
        seenBy(audiences.get(first!.id)),
      ],
      ...(fact.topic === 'domain'
        ? {}
        : { correct: { statement: first!.id, seen: first!.valueKey } }),
    };
  };
  const shown = facts.filter(({ topic }) => !(isPrivate && topic === 'note'));
  const isPersonal = ({ topic }: Fact) => personalTopics.includes(topic);
  const sections: HeldSection[] = [
    section('facts', words.facts, shown.filter((fact) => !isPersonal(fact)).map(factRow)),
    section('personal', words.personal, shown.filter(isPersonal).map(factRow)),
  ];

  const nodes = await readNodes(transaction);
  const alone = await leftAlone(transaction, partyId);
  const told = await usesWith(transaction, partyId);
  const noPersonal = await objectsToPersonal(transaction, partyId);
  sections.push(
    section(
      'alone',
      words.alone,
      alone.map(({ node }) => {
        const one = nodes.all.get(nodes.standing(node) ?? node);
        return { label: '', value: one?.[language] ?? node, about: [] };
      }),
    ),
    section(
      'volunteered',
      words.volunteered,
      told.map(({ text, at }) => ({
        label: monthIn(language, Temporal.Instant.from(at)),
        value: text,
        about: [],
      })),
    ),
    { ...(await consentSection(transaction, partyId, language)) },
  );
  if (noPersonal)
    sections.at(-1)!.rows.push({ label: words.objectPersonal, value: words.noPersonal, about: [] });
  sections.push(
    await contactSection(transaction, partyId, language),
    ...(await dealingSections(transaction, partyId, language)),
    await tieSection(transaction, partyId, language),
    {
      ...section(
        'earlier',
        words.earlier,
        await earlierRows(transaction, rows, wording, isPrivate),
      ),
      lead: words.earlierLead,
    },
    await askedSection(transaction, partyId, wording, rows),
    { key: 'calculated', title: words.calculated, lead: words.calculatedWords, rows: [] },
    await retentionSection(transaction, language),
    { key: 'ground', title: words.ground, lead: words.groundWords, rows: [] },
    {
      key: 'complete',
      title: words.complete,
      lead: put(words.completeWords, { maker: maker.name, company: maker.company }),
      rows: [],
    },
  );
  const consents = sections.find(({ key }) => key === 'consents')!;
  return {
    name: party.name,
    language,
    sections: sections.filter(({ key, rows: some }) => some.length > 0 || always.includes(key)),
    canObject: {
      all: consents.rows.some(({ stop }) => stop),
      personal: !noPersonal,
    },
  };
}

/** Said even where there is nothing: that there is nothing is an answer too. */
const always = ['facts', 'contacts', 'consents', 'calculated', 'retention', 'ground', 'complete'];

const section = (key: string, title: string, rows: HeldRow[]): HeldSection => ({
  key,
  title,
  rows,
});

/** How we came to know something, without naming who told us. */
function sourceWords(
  { topic, basis, source }: { topic: Topic; basis: string; source: StatementSource },
  language: PageLanguage,
): string {
  const words = pageWords[language];
  if (basis === 'assumed') return source.kind === 'default' ? words.fromDefault : words.assumed;
  if (basis === 'third party') return words.thirdParty;
  if (basis === 'calculated') return words.worked;
  if (source.kind === 'person' && source.way) return words[source.way];
  if (source.kind === 'import') return words.fromFile;
  if (source.kind === 'activity') return words.fromEntry;
  if (basis === 'seen') return words.seen;
  // Needs alike, whoever noted them and on whose word: nothing tells one from another.
  return topic === 'need' || source.kind !== 'person' ? words.fromUs : words.told;
}

async function earlierRows(
  transaction: Transaction,
  rows: readonly StatementRow[],
  wording: Wording,
  isPrivate: boolean,
): Promise<HeldRow[]> {
  const over = rows.filter(
    ({ superseded_at, topic }) => superseded_at !== null && !(isPrivate && topic === 'note'),
  );
  const current = new Set(
    rows
      .filter(({ superseded_at }) => superseded_at === null)
      .map(({ topic, value_key }) => `${topic} ${value_key}`),
  );
  const seen = await withFields(transaction, 'person', [...over]);
  const words = pageWords[wording.language];
  const told = new Set<string>();
  return seen.flatMap((row) => {
    const key = `${row.topic} ${row.value_key}`;
    // What was confirmed stands above; what was said twice is told once.
    if (current.has(key) || told.has(key)) return [];
    told.add(key);
    const said = sayingOfRow(row);
    return [
      {
        label: labelOf(said, wording),
        value: valueWords(said, wording),
        about: [
          [sourceWords(said, wording.language), monthIn(wording.language, row.stated_at)].join(
            ', ',
          ),
          ...(said.basis === 'assumed' ? [words.assumption] : []),
        ],
      },
    ];
  });
}

async function consentSection(
  transaction: Transaction,
  partyId: string,
  language: PageLanguage,
): Promise<HeldSection> {
  const words = pageWords[language];
  const { purposes, permissions } = await viewConsents(transaction, partyId);
  const named = new Map(
    purposes.map(({ key, name }) => [key, name ?? nameOf('purpose', key, language)]),
  );
  return {
    key: 'consents',
    title: words.consents,
    lead: words.consentsLead,
    // What may not be sent on several ways for one reason is one line; what can be stopped is a line of its own.
    rows: [
      ...Map.groupBy(permissions, ({ purpose, channel, allowed, reason }) =>
        [purpose, reason, allowed ? channel : ''].join(' '),
      ).values(),
    ].map((alike) => {
      const { purpose, channel, allowed, reason, ground, since } = alike[0]!;
      const ways = alike.map((one) => nameOf('channel', one.channel, language));
      return {
        label: [named.get(purpose) ?? purpose, ...ways].join(', '),
        value: nameOf('permission', reason, language),
        about: [
          ...(allowed && ground ? [nameOf('ground', ground, language)] : []),
          ...(since && dated.includes(reason)
            ? [monthIn(language, Temporal.Instant.from(since))]
            : []),
        ],
        ...(allowed && ground && yieldsToRefusal(ground) ? { stop: { purpose, channel } } : {}),
      };
    }),
  };
}

const dated = ['agreed', 'entry', 'refused', 'withdrawn'];

async function contactSection(
  transaction: Transaction,
  partyId: string,
  language: PageLanguage,
): Promise<HeldSection> {
  const words = pageWords[language];
  const zone = await workspaceZone(transaction);
  const entries: TimelineEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await timelinePage(transaction, 'person', partyId, {
      kinds: undefined,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    entries.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor && entries.length < mostEntries);
  const shown = entries.filter(
    ({ kind, visibility }) => !(visibility === 'private' && ourNotes.includes(kind)),
  );
  return {
    key: 'contacts',
    title: words.contacts,
    lead: cursor ? `${words.contactsLead} ${words.contactsMore}` : words.contactsLead,
    rows: shown.map(({ kind, direction, subject, occurredAt, visibility }) => ({
      label: dayIn(language, Temporal.Instant.from(occurredAt), zone),
      value: [
        nameOf('activity', kind, language),
        ...(direction ? [nameOf('direction', direction, language)] : []),
        // What they wrote or were written they have seen; what we called something is ours.
        ...(subject && theirsToo.includes(kind) && isBetweenUs(direction)
          ? [quoted(subject, language)]
          : []),
      ].join(', '),
      about: [
        `${words.seenBy}: ${
          visibility === 'private' || visibility === 'headers'
            ? words.one
            : visibility === 'team'
              ? words.team
              : words.everyone
        }`,
      ],
    })),
  };
}

const quoted = (text: string, language: PageLanguage) =>
  language === 'de' ? `„${text}“` : `“${text}”`;

const isBetweenUs = (direction: TimelineEntry['direction']) =>
  direction === 'in' || direction === 'out';

async function dealingSections(
  transaction: Transaction,
  partyId: string,
  language: PageLanguage,
): Promise<HeldSection[]> {
  const words = pageWords[language];
  const { promises, contracts, supplies } = await viewDealings(transaction, partyId);
  return [
    section(
      'promises',
      words.promises,
      promises.map(({ direction, what, due, state }) => ({
        label: direction === 'ours' ? words.ours : words.theirs,
        value: what,
        about: [dateIn(language, due), nameOf('promise', state, language)],
      })),
    ),
    section('dealings', words.dealings, [
      ...contracts.map(({ what, from, to }) => ({
        label: '',
        value: what,
        about: [from, to].flatMap((day) => (day ? [dateIn(language, day)] : [])),
      })),
      ...supplies.map(({ name }) => ({ label: '', value: name, about: [] })),
    ]),
  ];
}

/** Companies are named; of people those of whom they told us themselves. */
async function tieSection(
  transaction: Transaction,
  partyId: string,
  language: PageLanguage,
): Promise<HeldSection> {
  const words = pageWords[language];
  const ties = await tiesOf(transaction, 'person', partyId);
  return section(
    'ties',
    words.ties,
    ties.map(({ kind, direction, ownName, other, from, to, basis }) => {
      const isNamed = other.kind === 'company' || basis === 'told';
      const reverse = `${kind} reverse`;
      const called = isBuiltIn(kind)
        ? direction === 'reverse' && nameOf('tie', reverse, language) !== reverse
          ? nameOf('tie', reverse, language)
          : nameOf('tie', kind, language)
        : (ownName ?? '');
      return {
        label: called,
        value: isNamed ? other.name : words.notNamed,
        about: [from, to].flatMap((day) => (day ? [dateIn(language, day)] : [])),
      };
    }),
  );
}

async function askedSection(
  transaction: Transaction,
  partyId: string,
  wording: Wording,
  rows: readonly StatementRow[],
): Promise<HeldSection> {
  const { language } = wording;
  const words = pageWords[language];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const acts = await actsOf(transaction, partyId);
  const settled = {
    'taken over': words.takenOver,
    corrected: words.takenOver,
    kept: words.kept,
    answered: words.answered,
    'taken back': words.takenBack,
  } as const;
  return section(
    'asked',
    words.asked,
    acts
      .filter(({ kind }) => kind !== 'download')
      .map((act) => {
        const row = byId.get(act.statement_id ?? '');
        const about =
          act.kind === 'object'
            ? nameOf('objection', act.purpose ?? '', language)
            : act.kind === 'withdraw'
              ? [
                  nameOf('purpose', act.purpose ?? '', language),
                  nameOf('channel', act.channel ?? '', language),
                ].join(', ')
              : row
                ? `${labelOf(sayingOfRow(row), wording)}: ${act.said}`
                : act.said;
        const waits =
          act.kind === 'object' || act.kind === 'withdraw' ? words.inEffect : words.waiting;
        return {
          label: nameOf('act', act.kind, language),
          value: about,
          about: [
            monthIn(language, act.at),
            act.outcome ? [settled[act.outcome], act.answer].filter(Boolean).join(' ') : waits,
          ],
        };
      }),
  );
}

async function retentionSection(
  transaction: Transaction,
  language: PageLanguage,
): Promise<HeldSection> {
  const words = pageWords[language];
  const rules = await readRules(transaction);
  return section(
    'retention',
    words.retention,
    // Where no period is set at all, it is said once.
    (rules.every(({ months }) => months === null) ? rules.slice(0, 1) : rules).map(
      ({ kind, months }, _at, { length }) => ({
        label: length === 1 ? '' : nameOf('retention', kind, language),
        value: months === null ? words.retentionNone : put(words.months, { count: months }),
        about: [],
      }),
    ),
  );
}

import { sql } from 'kysely';
import {
  credence,
  type FactTopic,
  factLine,
  measuresOf,
  type Testimony,
  witnessOf,
} from '../../../shared/identify/credence.ts';
import { partsToSortBy } from '../../../shared/identify/names.ts';
import {
  isNamePrefix,
  letterSalutation,
  splitPrefix,
} from '../../../shared/identify/salutations.ts';
import type { Basis, StatementSource, TopicValue } from '../../../shared/identify/statements.ts';
import type { Fact } from '../../../shared/interact/templates/filling.ts';
import type { TemplateLanguage } from '../../../shared/interact/templates/templates.ts';
import { ownFields } from '../../identify/fields/fields.ts';
import { affiliationsOf } from '../../identify/parties/affiliations.ts';
import { readStatements, type StatementRow } from '../../identify/statements/reading.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { nextMeetingWith } from './next-meeting.ts';
import { dateLocale } from './own-words.ts';
import { wordsOfValue } from './values.ts';

interface About {
  address: string;
  zone: string;
  language: TemplateLanguage;
}

/** What is known of whoever has this address, as far as the actor may see it, with how surely it is. */
export async function factsOf(
  transaction: Transaction,
  names: ReadonlySet<string>,
  about: About,
): Promise<Map<string, Fact>> {
  const party = await partyAt(transaction, about.address);
  if (!party) return new Map();
  const said = await readStatements(transaction, [party.id]);
  const current = said.filter(({ superseded_at }) => superseded_at === null);
  const now = Temporal.Now.instant();
  const measures = measuresOf(await currentChoices(transaction));
  const facts = new Map<string, Fact>();
  /** What says the same and was not taken back tells of it as well. */
  const put = (
    name: string,
    value: string,
    topic: FactTopic,
    stated: StatementRow | undefined,
    isSame: (other: StatementRow) => boolean = () => false,
    label: string | null = null,
  ) => {
    if (!stated || value.trim() === '') return;
    const witnesses = said.filter(
      (one) =>
        one.id === stated.id ||
        ((one.superseded_at === null || one.superseded_by !== null) &&
          one.topic === stated.topic &&
          isSame(one)),
    );
    const testimonies = witnesses.map(testimonyOf);
    facts.set(name, {
      name,
      label,
      value,
      state: factLine(credence(testimonies, topic, now, measures), measures),
      basis: stated.basis as Basis,
      confirmedAt: (stated.confirmed_at ?? stated.stated_at).toString(),
      by: stated.stated_by,
    });
  };

  const named = current.find(({ topic }) => topic === 'name');
  const name = named?.value as TopicValue<'name'> | undefined;
  const display = name?.display ?? party.name;
  const sameName = (other: StatementRow) => (other.value as TopicValue<'name'>).display === display;
  put('name', display, 'name', named, sameName);
  if (party.kind === 'person') {
    const guessed = partsToSortBy(display);
    const given = name?.given || guessed.given;
    const family = name?.family || guessed.family;
    put('firstName', given, 'name', named, sameName);
    put('lastName', family, 'name', named, sameName);
    const salutation = salutationAmong(current);
    const words = letterSalutation({ salutation, display, family }, about.language);
    put('salutation', words, 'name', named, sameName);
    if (names.has('title') || names.has('company')) {
      const today = Temporal.Now.plainDateISO(about.zone).toString();
      const works = (await affiliationsOf(transaction, 'person', party.id)).find(
        ({ to }) => to === null || to >= today,
      );
      const stated = current.find(({ id }) => id === works?.statementId);
      if (works && stated) {
        const at = (row: StatementRow) => row.value as TopicValue<'affiliation'>;
        const sameCompany = (other: StatementRow) => at(other).companyId === works.companyId;
        put('company', works.companyName, 'affiliation', stated, sameCompany);
        put(
          'title',
          works.title ?? '',
          'title',
          stated,
          (other) => sameCompany(other) && at(other).title === works.title,
        );
      }
    }
  } else {
    put('company', display, 'name', named, sameName);
    put(
      'salutation',
      letterSalutation({ salutation: '', display, family: '' }, about.language),
      'name',
      named,
      sameName,
    );
  }

  const lives = current.find(({ topic }) => topic === 'address');
  const city = (lives?.value as TopicValue<'address'> | undefined)?.locality ?? '';
  put(
    'city',
    city,
    'address',
    lives,
    (other) => (other.value as TopicValue<'address'>).locality === city,
  );

  const wanted = [...names].filter((one) => one.startsWith('field.'));
  if (wanted.length > 0) {
    const fields = await ownFields(transaction, { kind: party.kind });
    for (const field of fields) {
      if (!names.has(`field.${field.name}`)) continue;
      const stated = current.find(({ field_id }) => field_id === field.id);
      if (!stated) continue;
      const value = await wordsOfValue(transaction, field, stated.value, about.language);
      const key = JSON.stringify(stated.value);
      put(
        `field.${field.name}`,
        value,
        'field',
        stated,
        (other) => other.field_id === field.id && JSON.stringify(other.value) === key,
        field.label,
      );
    }
  }

  if (names.has('nextMeeting')) {
    const at = await nextMeetingWith(transaction, party.id);
    if (at) {
      const when = at.toZonedDateTimeISO(about.zone).toLocaleString(dateLocale(about.language), {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        hour: '2-digit',
        minute: '2-digit',
      });
      facts.set('nextMeeting', {
        name: 'nextMeeting',
        label: null,
        value: when,
        state: 'known',
        basis: null,
        confirmedAt: null,
        by: null,
      });
    }
  }
  return facts;
}

/** Whoever has the address among those the actor sees; of several the one that fewest see. */
async function partyAt({ db, actor }: Transaction, address: string) {
  const { rows } = await sql<{ id: string; kind: 'person' | 'company'; name: string }>`
    select p.id, p.kind, p.name from party_emails e
    join parties p on p.workspace_id = e.workspace_id and p.id = e.party_id and p.trashed_at is null
    where e.workspace_id = ${actor.workspaceId} and e.address = ${address}
    order by p.audience = ${actor.workspaceId}, p.audience <> ${actor.userId}, p.id limit 1`.execute(
    db,
  );
  return rows[0];
}

function testimonyOf(row: StatementRow): Testimony {
  const basis = row.basis as Basis;
  return {
    basis,
    witness: witnessOf(basis, row.source as StatementSource),
    confirmedAt: row.confirmed_at ?? row.stated_at,
  };
}

/** How a file said that somebody is addressed: kept as it stood there (`row-to-draft.ts`). */
function salutationAmong(current: readonly StatementRow[]): string {
  for (const { topic, label, value } of current) {
    if (topic !== 'extra' || typeof value !== 'string' || !label) continue;
    if (!/anrede|salutation|prefix|präfix|civilit/i.test(label) || !isNamePrefix(value)) continue;
    const { salutation } = splitPrefix(value);
    if (salutation) return salutation;
  }
  return '';
}

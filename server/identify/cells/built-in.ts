import type { Cell } from '../../../shared/identify/cells.ts';
import { countryCode } from '../../../shared/identify/importing/countries.ts';
import { roleOf } from '../../../shared/identify/importing/role-words.ts';
import {
  type PostalAddress,
  type Topic,
  type TopicValue,
  topicValues,
} from '../../../shared/identify/statements.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { Id } from '../../../shared/platform/values.ts';
import { roles } from '../../../shared/strategy/roles.ts';
import { languages, roleName } from '../../../shared/strategy/words.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { audiencesOf, readersOf } from '../../platform/access/readers.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { type Edits, noAddress, nothing, readValue } from '../bulk/edits.ts';
import { RoleNotForMany } from '../bulk/errors.ts';
import { colleagues } from '../fields/colleagues.ts';
import { CompanyTooPrivate, NoSuchUser } from '../parties/errors.ts';
import { usualAudience } from '../parties/usual-audience.ts';
import { type CurrentStatement, isPresent, shownStatements } from '../statements/projection.ts';
import { type PreparedValue, prepareValue } from '../statements/values.ts';
import type { CellColumn, CellEdit, Shown, Surroundings } from './columns.ts';
import { CellRefused } from './errors.ts';
import { type Called, partiesCalled } from './names.ts';

/** A column that every company has. Of several values the cell is the one that the list shows. */
export async function builtIn(
  transaction: Transaction,
  name: string,
  around: Surroundings,
  given: readonly Cell[],
): Promise<CellColumn> {
  switch (name) {
    case 'tag':
      return listed(
        'tag',
        around,
        ({ fields }) => fields.tags,
        (text) => text,
      );
    case 'role':
      return rolesOf(transaction, around);
    case 'city':
    case 'country':
      return addressPart(name, around);
    case 'title':
      return titles(around);
    case 'companyName':
      return companies(transaction, around, given);
    case 'assignedTo':
      return assignees(transaction);
    default:
      return single(name as SingleTopic, around);
  }
}

type SingleTopic = 'name' | 'email' | 'phone' | 'web' | 'domain';

const textOf = (cell: Exclude<Cell, null>): string => {
  const value = typeof cell === 'string' ? cell : cell.is;
  if (value === null) return '';
  if (typeof value === 'string') return value.trim();
  throw new CellRefused('value', 'This column takes a text.');
};

function single(topic: SingleTopic, { country }: Surroundings): CellColumn {
  return {
    name: topic,
    topic,
    shown: ({ fields }: Shown) => fields[topic],
    read: (cell) => {
      const text = textOf(cell);
      if (!text) {
        if (topic !== 'name') return (_, current) => withoutShown(topic, current);
        throw new CellRefused(
          'value',
          'A record goes by its name. Write another one instead of taking it away.',
        );
      }
      const value = readValue(topic, topic === 'name' ? { display: text } : text, country);
      return (_, current) => inPlaceOfShown(topic, current, value);
    },
  };
}

function withoutShown(topic: Topic, current: CurrentStatement[]): Edits {
  const shown = shownStatements(current).get(topic);
  return shown ? { stated: [], withdrawn: [shown.id] } : nothing;
}

/** The value stands where the one stood that was shown; if it was among the others, it is there once. */
function inPlaceOfShown(topic: Topic, current: CurrentStatement[], value: PreparedValue): Edits {
  const shown = shownStatements(current).get(topic);
  if (
    shown &&
    JSON.stringify(essence(topic, shown.value)) === JSON.stringify(essence(topic, value.value))
  )
    return nothing;
  const twice = current.filter((one) => one !== shown && one.valueKey === value.valueKey);
  return {
    stated: [
      {
        ...value,
        label: topic === 'name' ? null : (shown?.label ?? null),
        replaces: shown?.id ?? null,
      },
    ],
    withdrawn: twice.map(({ id }) => id),
  };
}

/** Of a name a cell says nothing but how it is shown. */
function essence(topic: Topic, value: unknown): unknown {
  return topic === 'name' ? (value as TopicValue<'name'>).display : value;
}

/** Several values in one cell, separated as people do: what the cell no longer names goes. */
function listed(
  topic: 'tag' | 'role',
  { country }: Surroundings,
  shown: (shown: Shown) => string[],
  meant: (text: string) => string,
  check: (keys: readonly string[]) => void = () => undefined,
): CellColumn {
  return {
    name: topic,
    topic,
    shown,
    read: (cell) => {
      const texts = typeof cell === 'string' ? cell.split(/[;,|\n]/) : [cell.is ?? []].flat();
      const values = texts
        .map((text) => (typeof text === 'string' ? text.trim() : ''))
        .filter(Boolean)
        .map((text) => readValue(topic, meant(text), country));
      const wanted = new Map(values.map((value) => [value.valueKey, value]));
      return (_, current) => {
        const here = topic === 'role' ? current.filter(isOfToday) : current;
        const held = new Set(here.map(({ valueKey }) => valueKey));
        const added = [...wanted.values()].filter(({ valueKey }) => !held.has(valueKey));
        check(added.map(({ valueKey }) => valueKey));
        return {
          stated: added.map((value) => ({ ...value, label: null, replaces: null })),
          withdrawn: here.filter(({ valueKey }) => !wanted.has(valueKey)).map(({ id }) => id),
        };
      };
    },
  };
}

function isOfToday({ value }: CurrentStatement): boolean {
  const { from = null, to = null } = value as TopicValue<'role'>;
  return isPresent({ from, to });
}

/** Kinds of relationship by their key, by what this company calls them, and by what others do. */
async function rolesOf(transaction: Transaction, around: Surroundings): Promise<CellColumn> {
  const choices = await currentChoices(transaction);
  const known = [...new Set([...choices.relationships.map(({ role }) => role), ...roles])];
  const byName = new Map(
    known.flatMap((role) =>
      languages.flatMap((language) =>
        Object.values(roleName(role, choices, language)).map((name): [string, string] => [
          foldForSearch(name),
          role,
        ]),
      ),
    ),
  );
  const kept = new Set<string>();
  for (const role of known) {
    const { visibility } = await usualAudience(transaction, [{ role }]);
    if (visibility !== 'everyone') kept.add(role);
  }
  const meant = (text: string) => {
    const role = known.includes(text) ? text : (byName.get(foldForSearch(text)) ?? roleOf(text));
    if (role) return role;
    throw new CellRefused(
      'unmatched',
      `“${text.slice(0, 100)}” is no kind of relationship here. Choose among: ${known.map((each) => roleName(each, choices, 'en').one).join(', ')}.`,
    );
  };
  return listed(
    'role',
    around,
    ({ fields }) => fields.roles,
    meant,
    (added) => {
      const role = added.find((key) => kept.has(key));
      if (role) throw new RoleNotForMany(role);
    },
  );
}

/** City and country are parts of the address that lists show. */
function addressPart(name: 'city' | 'country', { country }: Surroundings): CellColumn {
  const part = name === 'city' ? 'locality' : 'country';
  return {
    name,
    topic: 'address',
    shown: ({ fields }) => fields[name],
    read: (cell) => {
      const text = textOf(cell);
      const value = part === 'country' && text ? countryCode(text) : text;
      if (text && !value) {
        throw new CellRefused(
          'unmatched',
          `“${text.slice(0, 100)}” is no country. Write its name or its two letters, such as AT.`,
        );
      }
      const parsed = topicValues.address.safeParse({ [part]: value });
      if (!parsed.success) throw new CellRefused('value', parsed.error.issues[0]!.message);
      const wanted = parsed.data[part];
      return (_, current) => {
        const shown = shownStatements(current).get('address');
        const before = (shown?.value as PostalAddress | undefined) ?? noAddress;
        if (before[part] === wanted) return nothing;
        const next = { ...before, [part]: wanted };
        if (Object.values(next).every((line) => line === '')) {
          return { stated: [], withdrawn: shown ? [shown.id] : [] };
        }
        return replacing(shown, prepareValue('address', next, country));
      };
    },
  };
}

function replacing(shown: CurrentStatement | undefined, value: PreparedValue): Edits {
  return {
    stated: [{ ...value, label: shown?.label ?? null, replaces: shown?.id ?? null }],
    withdrawn: [],
  };
}

const workOf = (current: CurrentStatement[]) => {
  const shown = shownStatements(current).get('affiliation');
  return { shown, value: shown?.value as TopicValue<'affiliation'> | undefined };
};

/** What somebody is at the place of work that the list shows. */
function titles({ country }: Surroundings): CellColumn {
  return {
    name: 'title',
    topic: 'affiliation',
    shown: ({ fields }) => fields.title,
    read: (cell) => {
      const title = textOf(cell);
      if (title.length > 300) {
        throw new CellRefused('value', 'A title takes 300 characters. Shorten it.');
      }
      return (_, current) => {
        const { shown, value } = workOf(current);
        if (!value && !title) return nothing;
        if (!value) {
          throw new CellRefused(
            'value',
            'A title belongs to a place of work. Give the company first.',
          );
        }
        if (value.title === title) return nothing;
        return replacing(shown, prepareValue('affiliation', { ...value, title }, country));
      };
    },
  };
}

/** The company that the list shows; one that is there, because nobody makes companies by pasting. */
async function companies(
  transaction: Transaction,
  { country }: Surroundings,
  given: readonly Cell[],
): Promise<CellColumn> {
  const { workspaceId } = transaction.actor;
  const called = await partiesCalled(
    transaction,
    'company',
    given.filter((cell) => typeof cell === 'string' && cell.trim() !== '') as string[],
  );
  const at =
    (company: Called): CellEdit =>
    (one, current) => {
      const { shown, value } = workOf(current);
      if (value?.companyId === company.id) return nothing;
      if (company.audience !== workspaceId && company.audience !== one.audience) {
        throw new CellRefused('value', new CompanyTooPrivate().message);
      }
      const next = {
        title: '',
        department: '',
        ...value,
        companyId: company.id,
        companyName: company.name,
      };
      return replacing(shown, prepareValue('affiliation', next, country));
    };
  return {
    name: 'companyName',
    topic: 'affiliation',
    shown: ({ fields }) => fields.company_name,
    read: async (cell) => {
      if (typeof cell === 'string' && cell.trim()) return at(called(cell));
      const id = typeof cell === 'string' ? null : cell.is;
      if (id === null) return (_, current) => withoutShown('affiliation', current);
      return at(await companyOf(transaction, id));
    },
  };
}

async function companyOf({ db, actor }: Transaction, id: unknown): Promise<Called> {
  const company =
    Id.safeParse(id).success &&
    (await db
      .selectFrom('parties')
      .select(['id', 'name', 'audience'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', String(id))
      .where('kind', '=', 'company')
      .where('trashed_at', 'is', null)
      .executeTakeFirst());
  if (company) return company;
  throw new CellRefused('unmatched', 'There is no such company, or you may not see it.');
}

async function assignees(transaction: Transaction): Promise<CellColumn> {
  const users = await colleagues(transaction);
  const ids = new Set(users.values());
  const names = new Map(
    (await readersOf(transaction, transaction.actor.workspaceId)).map(({ id, name }) => [id, name]),
  );
  return {
    name: 'assignedTo',
    topic: null,
    shown: ({ assignedTo }) => assignedTo,
    read: async (cell) => {
      const text = textOf(cell);
      const to = ids.has(text) ? text : users.get(foldForSearch(text));
      if (text && !to) {
        throw typeof cell === 'string'
          ? new CellRefused(
              'unmatched',
              `Nobody here is called “${text.slice(0, 100)}”. Choose a colleague.`,
            )
          : new NoSuchUser();
      }
      const assignTo = to ?? null;
      const seen = to ? await audiencesOf(transaction, to) : [];
      return (one) => {
        if (one.assigned_to === assignTo) return nothing;
        if (to && !seen.includes(one.audience)) {
          throw new CellRefused(
            'value',
            `${names.get(to) ?? text} cannot see this record and could not look after it. Share the record first.`,
          );
        }
        return { ...nothing, assignTo };
      };
    },
  };
}

import { z } from 'zod';
import { type ExportedRecord, Fact, type FactTopic } from './record.ts';

/**
 * A whole record as one row of a table: a group of columns for each value ("Email", "Email label",
 * "Email 2", …), in English whatever the reader's language, because a machine is to find them again. What
 * finds no column stands in the last one, so that a row always holds everything.
 */

interface Group {
  topic: FactTopic;
  heading: string;
  /** Parts of the value by their keys; the empty key is the value itself, when it is a text. */
  parts: Record<string, string>;
}

const groups: Group[] = [
  { topic: 'name', heading: 'Name', parts: { display: '', given: 'given', family: 'family' } },
  { topic: 'email', heading: 'Email', parts: { '': '' } },
  { topic: 'phone', heading: 'Phone', parts: { '': '' } },
  {
    topic: 'affiliation',
    heading: 'Company',
    parts: {
      companyName: '',
      title: 'title',
      department: 'department',
      from: 'from',
      to: 'to',
      companyId: 'ID',
    },
  },
  { topic: 'role', heading: 'Role', parts: { role: '', from: 'from', to: 'to' } },
  {
    topic: 'address',
    heading: 'Address',
    parts: {
      street: 'street',
      postalCode: 'postal code',
      locality: 'city',
      region: 'region',
      country: 'country',
      text: 'as written',
    },
  },
  { topic: 'web', heading: 'Website', parts: { '': '' } },
  { topic: 'domain', heading: 'Domain', parts: { '': '' } },
  { topic: 'birthday', heading: 'Birthday', parts: { '': '' } },
  { topic: 'tag', heading: 'Tag', parts: { '': '' } },
  { topic: 'note', heading: 'Note', parts: { '': '' } },
  { topic: 'handle', heading: 'Handle', parts: { '': '' } },
  { topic: 'extra', heading: 'Further value', parts: { '': '' } },
];

/** By this heading in the first column our own tables are known again. */
export const ownHeading = 'Rapport ID';
const kindHeading = 'Kind';
const restHeading = 'More';

/** More values of one topic than this stand in the last column: one person with 200 tags widens no table. */
const mostSlots = 10;

/** How many values of each topic the records have at most, and whether any of them is labelled. */
export type Extent = Partial<Record<FactTopic, { most: number; labelled: boolean }>>;

interface Column {
  heading: string;
  topic: FactTopic;
  /** The how-manieth value of its topic, from 0. */
  slot: number;
  /** A part of the value, or its label. */
  part: string | { label: true };
}

export interface Layout {
  headings: string[];
  columns: Column[];
}

export function layoutOf(extent: Extent): Layout {
  const columns = groups.flatMap((group): Column[] => {
    const { most, labelled } = extent[group.topic] ?? { most: 0, labelled: false };
    const parts: Column['part'][] = [...Object.keys(group.parts), ...(labelled ? [labelPart] : [])];
    return Array.from({ length: Math.min(most, mostSlots) }, (_, slot) =>
      parts.map((part) => ({
        heading: headingOf(group, slot, part),
        topic: group.topic,
        slot,
        part,
      })),
    ).flat();
  });
  return {
    headings: [ownHeading, kindHeading, ...columns.map(({ heading }) => heading), restHeading],
    columns,
  };
}

const labelPart = { label: true } as const;

function headingOf({ heading, parts }: Group, slot: number, part: Column['part']): string {
  const words = typeof part === 'string' ? parts[part] : 'label';
  return [heading, slot > 0 ? String(slot + 1) : '', words].filter(Boolean).join(' ');
}

/** The cells of a record under the headings of a layout. */
export function cellsOf(record: ExportedRecord, { columns }: Layout): string[] {
  const byTopic = Map.groupBy(record.facts, ({ topic }) => topic);
  const placed = new Set<Fact>();
  const fitting = new Map<FactTopic, Set<string>>();
  for (const { topic, slot, part } of columns) {
    const key = `${slot} ${typeof part === 'string' ? part : 'label'}`;
    const keys = fitting.get(topic) ?? new Set();
    fitting.set(topic, keys.add(key));
  }
  for (const [topic, facts] of byTopic) {
    for (const [slot, fact] of facts.entries()) {
      const keys = fitting.get(topic);
      const needed = [...partsOf(fact)];
      // Behind the first one without columns of its own all stand in the last column, so that the order holds.
      if (!keys || needed.length === 0 || !needed.every((part) => keys.has(`${slot} ${part}`)))
        break;
      placed.add(fact);
    }
  }
  const cells = columns.map(({ topic, slot, part }) => {
    const fact = byTopic.get(topic)?.[slot];
    if (!fact || !placed.has(fact)) return '';
    return typeof part === 'string' ? textOf(fact.value, part) : (fact.label ?? '');
  });
  const rest = record.facts.filter((fact) => !placed.has(fact));
  return [record.id, record.kind, ...cells, rest.length > 0 ? JSON.stringify(rest) : ''];
}

function textOf(value: unknown, part: string): string {
  if (part === '') return typeof value === 'string' ? value : '';
  const text = (value as Record<string, unknown> | null)?.[part];
  return typeof text === 'string' ? text : '';
}

/** The columns a fact needs to be told whole; one that has a part without a column needs what no table has. */
function* partsOf({ topic, value, label }: Fact): Generator<string> {
  if (label !== null) yield 'label';
  if (typeof value === 'string') {
    yield '';
    return;
  }
  const { parts } = groups.find((group) => group.topic === topic) ?? { parts: {} };
  for (const [part, text] of Object.entries(value as object)) {
    // An empty part says as much as one that is not there.
    if (text === '') continue;
    yield typeof text === 'string' && Object.hasOwn(parts, part) ? part : '?';
  }
}

export interface OwnTable {
  /** Reads one row; null where it holds no record. */
  recordOf: (cells: readonly string[]) => ExportedRecord | null;
}

/** Recognises the headings of our own table, in whatever order its columns were put since. */
export function ownTable(headings: readonly string[]): OwnTable | null {
  if (!headings.includes(ownHeading) || !headings.includes(kindHeading)) return null;
  const columns = headings.map(columnOf);
  const at = (heading: string) => headings.indexOf(heading);
  return {
    recordOf(cells) {
      const id = cells[at(ownHeading)]?.trim() ?? '';
      const kind = cells[at(kindHeading)]?.trim() ?? '';
      const facts = new Map<string, { topic: FactTopic; parts: Record<string, string> }>();
      for (const [index, column] of columns.entries()) {
        const text = cells[index] ?? '';
        if (!column || text === '') continue;
        const key = `${column.topic} ${String(column.slot).padStart(6, '0')}`;
        const fact = facts.get(key) ?? { topic: column.topic, parts: {} };
        fact.parts[typeof column.part === 'string' ? column.part : 'label '] = text;
        facts.set(key, fact);
      }
      const told = [...facts.entries()]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([, { topic, parts }]) => factOf(topic, parts));
      const read = Read.safeParse({
        kind,
        id,
        facts: [...told, ...restOf(cells[at(restHeading)])],
      });
      return read.success ? read.data : null;
    },
  };
}

export function isOwnHeading(heading: string): boolean {
  return [ownHeading, kindHeading, restHeading].includes(heading) || columnOf(heading) !== null;
}

const Read = z.object({
  kind: z.enum(['person', 'company']),
  id: z.uuid(),
  facts: z.array(Fact).max(10_000),
});

function columnOf(heading: string): Column | null {
  // Longer headings first: "Company ID" is a part of "Company".
  for (const group of groups) {
    const [, slot, words = ''] =
      new RegExp(`^${group.heading}(?: (\\d+))?(?: (.+))?$`).exec(heading) ?? [];
    if (!heading.startsWith(group.heading)) continue;
    const part =
      words === 'label'
        ? labelPart
        : Object.keys(group.parts).find((key) => group.parts[key] === words);
    if (part === undefined) continue;
    return { heading, topic: group.topic, slot: slot ? Number(slot) - 1 : 0, part };
  }
  return null;
}

/** Parts whose absence the shape of the value writes as an empty text. */
const always: Partial<Record<FactTopic, string[]>> = {
  address: ['street', 'locality', 'region', 'postalCode', 'country', 'text'],
  affiliation: ['title', 'department'],
};

function factOf(topic: FactTopic, { 'label ': label, ...parts }: Record<string, string>): Fact[] {
  const keys = Object.keys(parts);
  if (keys.length === 0) return [];
  const value =
    '' in parts
      ? parts['']
      : { ...Object.fromEntries((always[topic] ?? []).map((key) => [key, ''])), ...parts };
  return [{ topic, value, label: label ?? null }];
}

function restOf(text: string | undefined): Fact[] {
  if (!text) return [];
  try {
    return z.array(Fact).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

import type { ShownTopic } from '../../../shared/identify/duplicates/pairs.ts';
import { singleTopics, type Topic, understoodTopics } from '../../../shared/identify/statements.ts';
import { inPlace } from '../statements/places.ts';
import {
  type CurrentStatement,
  isPreferred,
  otherLabel,
  preferredLabel,
  shownStatements,
} from '../statements/projection.ts';

/** A statement, current or superseded, as far as merging reads it. */
export interface Held extends CurrentStatement {
  partyId: string;
  superseded_at: unknown;
  superseded_by: string | null;
}

/** What a merge does to one statement beside moving it. */
export interface Arrangement {
  id: string;
  label?: string | null;
  /** The same was said on the other side: this one stays in the history behind that one. */
  supersededBy?: string;
}

/**
 * How the statements of two records, oldest first, stand together. Nothing is lost: what both say stands there
 * once, with the other saying behind it; of two names, birthdays or domains one shows and the other stands
 * beside it; where a record has one value at its head it is the chosen one, else that of the record that stays.
 * So it is with a field of the company's own, of which the other value stays behind the one.
 */
export function arrange(
  all: readonly Held[],
  keptId: string,
  show: Partial<Record<ShownTopic, string>>,
  fields: Readonly<Record<string, string>> = {},
): Arrangement[] {
  const { kept = [], absorbed = [] } = Object.groupBy(all, ({ partyId }) =>
    partyId === keptId ? 'kept' : 'absorbed',
  );
  const [here, there] = [inPlace(kept), inPlace(absorbed)];
  const twins = twinsOf(here, there, new Set(Object.values(fields)));
  const together = inPlace(
    all.map((held) => {
      const twin = twins.get(held.id);
      return twin ? { ...held, superseded_at: true, superseded_by: twin } : held;
    }),
  );
  const first = shownStatements(here);
  const second = shownStatements(there);
  const labels = new Map<string, string | null>();
  for (const [topic, given] of Map.groupBy(together, (statement) => statement.topic)) {
    // None of them has a place at the head of a record; where they disagree, somebody settles it.
    if (understoodTopics.some((one) => one === topic)) continue;
    const asked = show[topic as ShownTopic];
    const usual = first.get(topic)?.id ?? second.get(topic)?.id;
    const chosen = [asked, usual]
      .map((id) => given.find((statement) => statement.id === (twins.get(id ?? '') ?? id)))
      .find(Boolean);
    if (!chosen) continue;
    const changed = singleTopics.includes(topic) ? beside(given, chosen) : ahead(given, chosen);
    for (const [statement, label] of changed) labels.set(statement.id, label);
  }
  return [
    ...[...twins].map(([id, supersededBy]) => ({ id, supersededBy })),
    ...[...labels].map(([id, label]) => ({ id, label })),
  ];
}

/** Topics whose key says all there is to say; of the others the whole value has to be the same. */
const saidByKey: readonly Topic[] = [
  'name',
  'email',
  'handle',
  'phone',
  'web',
  'domain',
  'birthday',
  'tag',
];

/** What both records say, with the saying that stays: of a field the chosen one, else that of the kept record. */
function twinsOf(
  here: readonly Held[],
  there: readonly Held[],
  chosen: ReadonlySet<string>,
): Map<string, string> {
  const said = new Map(here.toReversed().map((statement) => [sayingOf(statement), statement.id]));
  return new Map(
    there.flatMap(({ id, ...statement }): [string, string][] => {
      const twin = said.get(sayingOf(statement));
      if (!twin) return [];
      return statement.topic === 'field' && chosen.has(id) ? [[twin, id]] : [[id, twin]];
    }),
  );
}

function sayingOf({ topic, value, valueKey, label, fieldId }: Omit<Held, 'id'>): string {
  // A field has one value at a time: that of the record that stays, with the other one behind it.
  if (topic === 'field') return JSON.stringify([topic, fieldId]);
  if (topic === 'extra') return JSON.stringify([topic, label, value]);
  if (saidByKey.includes(topic)) return JSON.stringify([topic, valueKey]);
  return JSON.stringify([topic, value]);
}

type Labels = [Held, string | null][];

/** Of several of which one shows, the others stand beside it. */
function beside(given: readonly Held[], chosen: Held): Labels {
  return given.flatMap((statement): Labels => {
    const isOther = statement.label === otherLabel;
    if (statement === chosen) return isOther ? [[statement, null]] : [];
    return isOther ? [] : [[statement, otherLabel]];
  });
}

/** Of several of which all show, the chosen one comes first: without a mark where it does so by itself. */
function ahead(given: readonly Held[], chosen: Held): Labels {
  if (shownStatements(given).get(chosen.topic)?.id === chosen.id) return [];
  const others: Labels = given
    .filter((statement) => statement !== chosen && isPreferred(statement.label))
    .map((statement) => [statement, withoutPreference(statement.label)]);
  if (isPreferred(chosen.label)) return others;
  return [...others, [chosen, [preferredLabel, chosen.label].filter(Boolean).join(' ')]];
}

function withoutPreference(label: string | null): string | null {
  return (
    (label ?? '')
      .split(/[\s,]+/)
      .filter((word) => !isPreferred(word))
      .join(' ') || null
  );
}

/** What a merge remembers of the statements, to take them apart again. */
export interface StatementMoves {
  /** Those that came with the absorbed record. */
  came: string[];
  /** Those that the kept record had. */
  stayed: string[];
  /** Labels that were changed, before and after. */
  labels: [id: string, before: string | null, after: string | null][];
}

export interface Separation {
  /** Statements that go back to the absorbed record. */
  leaving: string[];
  /** Statements that are current again, because what stood in their place goes, or stays, without them. */
  reinstated: string[];
  labels: [id: string, label: string | null][];
}

/**
 * Takes the statements of a merged record apart again, whatever was done to it since. A later value follows the
 * one it corrected: in place of a value that came with the absorbed record it goes back there, everything else
 * stays. Where one later value stands in place of values of both, it stays, and the absorbed record has again
 * what it brought. What was withdrawn stays withdrawn.
 */
export function separate(now: readonly Held[], moves: StatementMoves): Separation {
  const leaving = new Set(moves.came.filter((id) => now.some((held) => held.id === id)));
  const stayed = new Set(moves.stayed);
  const replaced = Map.groupBy(
    now.filter(({ superseded_by }) => superseded_by !== null),
    ({ superseded_by }) => superseded_by!,
  );
  for (let before = -1; before !== leaving.size; ) {
    before = leaving.size;
    for (const { id } of now) {
      if (leaving.has(id) || stayed.has(id)) continue;
      const earlier = replaced.get(id);
      if (earlier?.every((held) => leaving.has(held.id))) leaving.add(id);
    }
  }
  const known = new Set(now.map(({ id }) => id));
  const labelNow = new Map(now.map(({ id, label }) => [id, label]));
  return {
    leaving: [...leaving],
    reinstated: now
      .filter(
        ({ id, superseded_by: by }) =>
          by !== null && known.has(by) && leaving.has(id) !== leaving.has(by),
      )
      .map(({ id }) => id),
    labels: moves.labels
      .filter(([id, , after]) => labelNow.has(id) && labelNow.get(id) === after)
      .map(([id, before]) => [id, before]),
  };
}

import type { OwnWord } from './own-words.ts';
import type { StrategyChoices } from './strategy.ts';

/** Lists whose items have a key; an item stays the same one while its key does. */
const keys = {
  relationships: 'role',
  promises: 'key',
  topics: 'key',
  stages: 'key',
  signs: 'key',
} as const;
export type ListName = keyof typeof keys;

const groups = ['purpose', 'limits', 'constants'] as const;
export type GroupName = (typeof groups)[number];
type Item = Record<string, unknown>;

/**
 * One difference between two versions. Together they are the whole difference: applied to the one version
 * they give the other.
 */
export type Difference =
  | { kind: 'set'; in: GroupName; field: string; before: unknown; after: unknown }
  | { kind: 'style'; before: string; after: string }
  | {
      kind: 'word';
      role: string;
      language: keyof OwnWord;
      before: OwnWord[keyof OwnWord];
      after: OwnWord[keyof OwnWord];
    }
  | { kind: 'added'; in: ListName; key: string; after: Item }
  | { kind: 'removed'; in: ListName; key: string; before: Item }
  | {
      kind: 'changed';
      in: ListName;
      key: string;
      field: string;
      /** As it is afterwards, to speak of it. */
      item: Item;
      before: unknown;
      after: unknown;
    }
  | { kind: 'ordered'; in: ListName; before: string[]; after: string[] };

/** Values as JSON holds them: order of fields does not count. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].every((field) => same((one as Item)[field], (other as Item)[field]));
}

const itemsOf = (choices: StrategyChoices, list: ListName) =>
  choices[list] as unknown as readonly Item[];
const keyIn = (list: ListName) => (item: Item) => String(item[keys[list]]);

/** What is different in `after`, in the order of the record. */
export function differences(before: StrategyChoices, after: StrategyChoices): Difference[] {
  return [
    ...ofGroup('purpose', before, after),
    ...ofList('relationships', before, after),
    ...ofWords(before, after),
    ...(before.germanStyle === after.germanStyle
      ? []
      : [{ kind: 'style' as const, before: before.germanStyle, after: after.germanStyle }]),
    ...ofList('promises', before, after),
    ...ofGroup('limits', before, after),
    ...ofList('topics', before, after),
    ...ofList('stages', before, after),
    ...ofList('signs', before, after),
    ...ofGroup('constants', before, after),
  ];
}

function ofGroup(
  group: GroupName,
  { [group]: before }: StrategyChoices,
  { [group]: after }: StrategyChoices,
): Difference[] {
  return Object.keys(before).flatMap((field) => {
    const [was, is] = [(before as Item)[field], (after as Item)[field]];
    return same(was, is)
      ? []
      : [{ kind: 'set' as const, in: group, field, before: was, after: is }];
  });
}

function ofWords({ words: before }: StrategyChoices, { words: after }: StrategyChoices) {
  const roles = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...roles].flatMap((role) =>
    (['en', 'de'] as const).flatMap((language): Difference[] => {
      const [was, is] = [before[role]?.[language], after[role]?.[language]];
      return same(was, is) ? [] : [{ kind: 'word', role, language, before: was, after: is }];
    }),
  );
}

function ofList(list: ListName, before: StrategyChoices, after: StrategyChoices): Difference[] {
  const keyOf = keyIn(list);
  const was = new Map(itemsOf(before, list).map((item) => [keyOf(item), item]));
  const is = new Map(itemsOf(after, list).map((item) => [keyOf(item), item]));
  const found: Difference[] = [];
  for (const [key, item] of was)
    if (!is.has(key)) found.push({ kind: 'removed', in: list, key, before: item });
  for (const [key, item] of is) {
    const earlier = was.get(key);
    if (!earlier) found.push({ kind: 'added', in: list, key, after: item });
    else
      for (const field of Object.keys(item))
        if (!same(earlier[field], item[field]))
          found.push({
            kind: 'changed',
            in: list,
            key,
            field,
            item,
            before: earlier[field],
            after: item[field],
          });
  }
  // As they would stand without a word about the order: those that stayed, then the new ones.
  const unsaid = [
    ...[...was.keys()].filter((key) => is.has(key)),
    ...[...is.keys()].filter((key) => !was.has(key)),
  ];
  if (!same(unsaid, [...is.keys()]))
    found.push({ kind: 'ordered', in: list, before: unsaid, after: [...is.keys()] });
  return found;
}

/** The version that these differences lead to. */
export function applied(before: StrategyChoices, found: readonly Difference[]): StrategyChoices {
  const after = structuredClone(before);
  const items = (list: ListName) => after[list] as unknown as Item[];
  for (const one of found) {
    switch (one.kind) {
      case 'set':
        (after[one.in] as Item)[one.field] = one.after;
        break;
      case 'style':
        after.germanStyle = one.after as StrategyChoices['germanStyle'];
        break;
      case 'word': {
        const { [one.language]: _, ...rest } = after.words[one.role] ?? {};
        const word: OwnWord = one.after ? { ...rest, [one.language]: one.after } : rest;
        if (Object.keys(word).length > 0) after.words[one.role] = word;
        else delete after.words[one.role];
        break;
      }
      case 'added':
        items(one.in).push(structuredClone(one.after));
        break;
      case 'removed':
        items(one.in).splice(
          items(one.in).findIndex((item) => keyIn(one.in)(item) === one.key),
          1,
        );
        break;
      case 'changed': {
        const item = items(one.in).find((each) => keyIn(one.in)(each) === one.key);
        if (item) item[one.field] = one.after;
        break;
      }
      case 'ordered':
        items(one.in).sort(
          (a, b) => one.after.indexOf(keyIn(one.in)(a)) - one.after.indexOf(keyIn(one.in)(b)),
        );
        break;
    }
  }
  return after;
}

import { foldForSearch } from '../platform/folding.ts';

/** What a company's own field can hold. */
export const ownFieldTypes = [
  'text',
  'longText',
  'web',
  'number',
  'money',
  'date',
  'boolean',
  'choice',
  'choices',
  'person',
  'company',
  'user',
] as const;
export type OwnFieldType = (typeof ownFieldTypes)[number];

export const ownFieldLimits = { fields: 500, choices: 200, text: 500, longText: 20_000 } as const;

/** "Kundennummer (alt)" becomes `kundennummerAlt`: what programs and files call a field or a choice. */
export function nameOf(label: string, taken: ReadonlySet<string>): string {
  const words = foldForSearch(label).match(/[a-z0-9]+/g) ?? [];
  const joined = words
    .map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1)))
    .join('')
    .slice(0, 50);
  const start = /^[a-z]/.test(joined) ? joined : `field${joined}`;
  let name = start;
  for (let count = 2; taken.has(name); count++) name = `${start}${String(count)}`;
  return name;
}

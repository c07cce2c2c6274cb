import { z } from 'zod';
import { PartyKind } from '../identify/parties.ts';
import { warmthWords } from '../identify/warmth.ts';
import { foldForSearch } from '../platform/folding.ts';
import { Id, InstantText } from '../platform/values.ts';

/** So many words of a question are looked for. */
export const mostWords = 12;
/** What more than this many are described by says nothing of anybody. */
export const commonFrom = 5_000;

/** Where it stands that somebody has to do with a word, and how much that says. */
export const places = {
  work: 1,
  'former work': 0.8,
  'company name': 0.9,
  interest: 0.9,
  own: 0.9,
  tag: 0.9,
  field: 0.9,
  extra: 0.8,
  note: 0.7,
  entry: 0.5,
} as const satisfies Record<string, number>;
export type Place = keyof typeof places;

/** Words that carry a sentence and no matter, folded. */
const empty = new Set(
  `the and for who whom which what that this these those with without from into about our your their his her its
  need needs needed want wants someone somebody anyone anybody knows know has have had can could would should are was
  were been not all any some more most very also than then them they you
  der die das den dem des ein eine einen einem einer eines und oder fur wer wen wem was wie mit ohne von vom zum zur
  bei uber unser ihre ihr sein seine jemand jemanden jemandem kennt kennen braucht brauchen bedarf hat haben kann
  konnte wurde ist sind war nicht alle auch als dann sie ich wir auf aus nach oder sich dass einen`
    .split(/\s+/)
    .filter(Boolean),
);

/** Endings of the plural and of cases, in English and German; what is left has at least four letters. */
const endings = ['innen', 'en', 'es', 'n', 's', 'e'];

/** The beginning by which a word is found in all its forms. */
export function stemOf(word: string): string {
  if (word.length < 6) return word;
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= 4);
  return ending ? word.slice(0, -ending.length) : word;
}

/** The words of a question that carry it, as they are looked for; in its order, each once. */
export function questionWords(text: string): string[] {
  const words = foldForSearch(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3 && !empty.has(word));
  return [...new Set(words.map(stemOf))].slice(0, mostWords);
}

/** A word that few are described by tells more: `log₂(1 + N / (n + 1))`. */
export const rarity = (bearers: number, of: number): number => Math.log2(1 + of / (bearers + 1));

/** What stands among many words says less of each: whole up to a dozen, then by the root. */
export const brevity = (words: number): number => Math.min(1, Math.sqrt(12 / Math.max(1, words)));

/** How much one finding says: where it stands, how surely it is known, among how many words. */
export interface Finding {
  place: Place;
  credence: number;
  brevity: number;
}
export const worthOf = ({ place, credence, brevity: share }: Finding): number =>
  places[place] * credence * share;

/** `Σ rarity · best worth / Σ rarity`: of each word only the best finding counts, however often it is said. */
export function relevanceOf(rarities: readonly number[], best: readonly number[]): number {
  const all = rarities.reduce((sum, one) => sum + one, 0);
  if (all === 0) return 0;
  return rarities.reduce((sum, one, at) => sum + one * (best[at] ?? 0), 0) / all;
}

/** Whoever is warm to us can be asked; by a tie half as well, by two a quarter. */
export const reachThrough = (warmth: number, steps: number): number => warmth / 2 ** steps;

export const scoreOf = (relevance: number, reach: number): number => (relevance * (1 + reach)) / 2;

export const WhoQuery = z.object({
  text: z.string().trim().min(2).max(500),
  /** Whose need it is: neither found nor asked through. */
  about: Id.optional(),
});
export type WhoQuery = z.infer<typeof WhoQuery>;

const PartyName = z.object({ id: Id, kind: PartyKind, name: z.string() });
const Colleague = z.object({ id: Id, name: z.string() });

export const FoundView = z.object({
  /** The word of the question, as it was looked for. */
  word: z.string(),
  place: z.enum(Object.keys(places) as [Place, ...Place[]]),
  text: z.string(),
  credence: z.number(),
  brevity: z.number(),
  worth: z.number(),
  /** When it was last heard. */
  at: InstantText,
  activityId: Id.nullable(),
});
export type FoundView = z.infer<typeof FoundView>;

/** One step from somebody towards whom we know: a tie as it stands between them, or where they work. */
export const StepView = z.object({
  party: PartyName,
  tie: z
    .object({
      kind: z.string(),
      ownName: z.string().nullable(),
      direction: z.enum(['forward', 'reverse']),
    })
    .nullable(),
});
export type StepView = z.infer<typeof StepView>;

export const WhoHit = z.object({
  party: PartyName.extend({
    title: z.string().nullable(),
    companyName: z.string().nullable(),
    roles: z.array(z.string()),
    formerRoles: z.array(z.string()),
  }),
  score: z.number(),
  relevance: z.number(),
  reach: z.number(),
  /** Of the one at the end of the path. */
  warmth: z.enum(warmthWords),
  /** Who of us knows the one at the end of the path, the best first; names and nothing else. */
  knownBy: z.array(Colleague),
  /** Who looks after the record. */
  owner: Colleague,
  /** From them to somebody whom one of us knows; empty where they are known themselves. */
  path: z.array(StepView),
  found: z.array(FoundView),
});
export type WhoHit = z.infer<typeof WhoHit>;

export const WhoView = z.object({
  words: z.array(
    z.object({
      word: z.string(),
      /** How much it tells; null where too many are described by it. */
      rarity: z.number().nullable(),
    }),
  ),
  hits: z.array(WhoHit),
  /** Colleagues who share an interest that the question names. */
  colleagues: z.array(Colleague.extend({ interests: z.array(z.string()) })),
});
export type WhoView = z.infer<typeof WhoView>;

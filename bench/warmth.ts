import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fitNextContact, nextContact, type State } from '../models/warmth/next-contact.ts';
import { reciprocity } from '../models/warmth/reciprocity.ts';
import {
  chanceWithin,
  fitRhythms,
  type Gaps,
  gapsBetween,
  type Rhythms,
} from '../models/warmth/rhythm.ts';
import { amount, strengthAt, warmthOf } from '../models/warmth/strength.ts';

/**
 * Which pairs of a message log exchange again: `node bench/warmth.ts FOLDER`, a folder with a text or CSV file
 * of rows "from, to, seconds". What Rapport shows of each pair at the end of the first 70 % of the time is held
 * against what it did in the rest, beside simple rankings. Nothing is fitted but the rhythm of the log, and
 * that to the first part alone.
 */
const folder = process.argv[2];
if (!folder) throw new Error('Name a folder with a message log: node bench/warmth.ts FOLDER');

interface Message {
  from: string;
  to: string;
  at: number;
}

const dayMs = 86_400_000;

function messagesIn(file: string): Message[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [from, to, seconds] = line.trim().split(/[\s,;]+/);
      const at = Number(seconds) * 1_000;
      return from && to && from !== to && Number.isFinite(at) && at > 0 ? [{ from, to, at }] : [];
    })
    .toSorted((one, other) => one.at - other.at);
}

interface Pair {
  /** Moments of all messages, and whether the one whose name sorts first wrote it. */
  messages: { at: number; first: boolean }[];
}

function pairsOf(messages: readonly Message[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const { from, to, at } of messages) {
    const first = from < to;
    const key = first ? `${from} ${to}` : `${to} ${from}`;
    const pair = pairs.get(key) ?? { messages: [] };
    pair.messages.push({ at, first });
    pairs.set(key, pair);
  }
  return pairs;
}

/** The chance that a random pair of the one kind is ranked above one of the other; ties count half. */
function auc(scores: readonly { score: number; again: boolean }[]): number {
  const sorted = scores.toSorted((one, other) => one.score - other.score);
  let rankSum = 0;
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end]!.score === sorted[at]!.score) end++;
    const rank = (at + 1 + end) / 2;
    for (; at < end; at++) if (sorted[at]!.again) rankSum += rank;
  }
  const yes = sorted.filter(({ again }) => again).length;
  return (rankSum - (yes * (yes + 1)) / 2) / (yes * (sorted.length - yes));
}

interface Known extends Pair {
  state: State;
  rhythms: Rhythms;
  weights: readonly number[] | undefined;
  days: number;
}

const count = ({ messages }: Pair) => messages.length;
const outOf = ({ messages }: Pair) => messages.filter(({ first }) => first).length;

const rankings: Record<string, (known: Known) => number> = {
  'Number of messages': count,
  'Newest message': ({ messages }) => messages.at(-1)!.at,
  'Messages of whoever wrote less': (pair) => Math.min(outOf(pair), count(pair) - outOf(pair)),
  Warmth: ({ state }) => warmthOf(state.strength),
  'Chance by the gaps alone': ({ rhythms, state, days }) => chanceWithin(rhythms, state, days),
  'Chance of contact, as shown': ({ rhythms, weights, state, days }) =>
    nextContact(rhythms, weights, state, days),
};

/** What is known of a pair at a moment. */
function stateOf({ messages }: Pair, gaps: Gaps, now: number): State {
  const sum = messages.reduce((total, { at }) => total + amount(1, at), 0n);
  return {
    gaps,
    silentDays: (now - messages.at(-1)!.at) / dayMs,
    strength: strengthAt(sum, now),
  };
}

/** All pairs as they stood at a moment, and the rhythm of all. */
function standingAt(messages: readonly Message[], moment: number) {
  const pairs = pairsOf(messages.filter(({ at }) => at < moment));
  const known = [...pairs].map(([key, pair]) => ({
    ...pair,
    key,
    gaps: gapsBetween(pair.messages.map(({ at }) => at)),
  }));
  return {
    rhythms: fitRhythms(known.map(({ gaps }) => gaps)),
    known: known.map((pair) => ({ ...pair, state: stateOf(pair, pair.gaps, moment) })),
  };
}

function table(messages: readonly Message[], from: number, share: number, until: number): void {
  const split = from + share * (until - from);
  const after = pairsOf(messages.filter(({ at }) => at >= split && at <= until));
  const { rhythms, known: standing } = standingAt(messages, split);
  // As every night in Rapport: how much each sign tells is learnt from an earlier moment and what came of it.
  const earlier = from + share * (split - from);
  const past = standingAt(messages, earlier);
  const since = pairsOf(messages.filter(({ at }) => at >= earlier && at < split));
  const weights = fitNextContact(
    past.rhythms,
    past.known.map(({ key, state }) => ({ state, again: since.has(key) })),
    (split - earlier) / dayMs,
  );
  const days = (until - split) / dayMs;
  const known = standing.map((pair): Known & { key: string } => ({
    ...pair,
    rhythms,
    weights,
    days,
  }));
  const again = {
    'any message again': ({ key }: { key: string }) => after.has(key),
    'both write again': ({ key }: { key: string }) => {
      const pair = after.get(key);
      return pair !== undefined && outOf(pair) > 0 && outOf(pair) < count(pair);
    },
  };
  console.log(
    `${String(known.length)} pairs in the first part, of ${String(Math.round((split - from) / dayMs))} days; rhythms of all:`,
    rhythms,
    'weights:',
    weights,
  );
  console.log(`| Ranking | ${Object.keys(again).join(' | ')} |`);
  for (const [name, score] of Object.entries(rankings)) {
    const scores = known.map((each) => ({ each, score: score(each) }));
    const figures = Object.values(again).map((is) =>
      auc(scores.map(({ each, score: of }) => ({ score: of, again: is(each) }))).toFixed(4),
    );
    console.log(`| ${name} | ${figures.join(' | ')} |`);
  }
}

for (const file of globSync('**/*.{txt,csv,tsv}', { cwd: folder })) {
  const messages = messagesIn(path.join(folder, file));
  if (messages.length === 0) continue;
  const [from, until] = [messages[0]!.at, messages.at(-1)!.at];
  console.log(`${file}: ${String(messages.length)} messages`);
  const sides = [...pairsOf(messages).values()].map(
    (pair) => reciprocity(outOf(pair), count(pair) - outOf(pair)) ?? 0,
  );
  console.log(
    `Reciprocity of a pair, on average: ${(sides.reduce((sum, each) => sum + each, 0) / sides.length).toFixed(4)}`,
  );
  // Within the first part alone: what a change of the rankings may be judged by.
  if (process.argv.includes('--within')) table(messages, from, 0.7, from + 0.7 * (until - from));
  else table(messages, from, 0.7, until);
}

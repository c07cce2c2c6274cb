import { splitText } from '../mail/quoting.ts';
import { type Phrase, phrases, type ToneKind } from './tone-phrases.ts';

/** A place in a text that may sound otherwise than it is meant. */
export interface ToneHint {
  kind: ToneKind;
  from: number;
  to: number;
  /** Why, and how else it could be said; ids of sentences that stand with the pages. */
  phrase: Phrase['id'];
}

/** What a word is not meant for: somebody else's words, a question of facts, a thing that is called so. */
const QUOTED = /["“„»][^"“”„«»\n]{0,200}["”“«]/gu;
const longestText = 20_000;
const mostHints = 20;

/**
 * Pressure, pleading, false urgency, feigned familiarity and blame, by their phrases alone, in English and German.
 * What is quoted is not judged, nor what stands under a signature. It is shown to whoever writes and kept nowhere.
 */
export function toneOf(text: string): ToneHint[] {
  const whole = text.slice(0, longestText);
  const found: ToneHint[] = [];
  for (const { from, words } of freshOf(whole)) {
    const spoken = words.replace(QUOTED, (quote) => ' '.repeat(quote.length));
    for (const { id, kind, pattern, unless } of phrases) {
      for (const hit of spoken.matchAll(pattern)) {
        const to = hit.index + hit[0].length;
        if (unless?.test(sentenceAround(spoken, hit.index, to))) continue;
        found.push({ kind, phrase: id, from: from + hit.index, to: from + to });
      }
    }
  }
  return withoutOverlaps(found).slice(0, mostHints);
}

/** The own words of a text with where they stand in it. */
function freshOf(text: string): { from: number; words: string }[] {
  let at = 0;
  return splitText(text).parts.flatMap(({ kind, text: words }) => {
    const from = text.indexOf(words, at);
    if (from < 0) return [];
    at = from + words.length;
    return kind === 'new' ? [{ from, words }] : [];
  });
}

function sentenceAround(text: string, from: number, to: number): string {
  const before = text.slice(0, from).search(/[^.!?\n]*$/u);
  const after = text.slice(to).search(/[.!?\n]|$/u);
  return text.slice(before, to + after + 1);
}

/** Of two hints at one place the longer says more. */
function withoutOverlaps(hints: readonly ToneHint[]): ToneHint[] {
  const sorted = hints.toSorted((one, other) => one.from - other.from || other.to - one.to);
  return sorted.filter((hint, at) => !sorted.slice(0, at).some(({ to }) => hint.from < to));
}

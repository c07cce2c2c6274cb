/** What typed text may hold of either language: people write in the one they spoke. */

/** A pattern that begins and ends where words do; JavaScript's own `\b` knows no umlauts. */
export function words(source: string, flags = 'giu'): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_@])(?:${source})(?![\\p{L}\\p{N}_])`, flags);
}

/** A stretch of the text, from one place up to before another. */
export interface Span {
  from: number;
  to: number;
}

/** The text with stretches blanked out that are understood already; every place stays where it was. */
export function without(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { from, to } of spans)
    rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
  return rest;
}

/** Where one thought ends and the next begins: only what stands with the call is about the call. */
const BREAKS = new RegExp(
  [
    String.raw`[;!?\n]`,
    String.raw`[.,:](?=\s|$)`,
    String.raw`\s[–—-]\s`,
    String.raw`(?<!\p{L})(?:and|und) (?=\p{Ll})(?!a half)`,
    String.raw`(?<!\p{L})(?:because|that|dass|weil|damit|who|if|whether|ob|wegen|about|regarding|re)(?!\p{L})`,
  ].join('|'),
  'gu',
);

/** The clauses of a text, without gaps. A dot in "Dr. Novak" or "12. Mai" ends none. */
export function clausesOf(text: string): Span[] {
  const clauses: Span[] = [];
  let from = 0;
  for (const found of text.matchAll(BREAKS)) {
    const before = text.slice(from, found.index);
    if (
      found[0] === '.' &&
      /(?:\d|(?<!\p{L})(?:dr|mr|mrs|ms|prof|mag|ing|dipl|hr|fr|st|a\.m|p\.m|ca|bzw|tel|nr))$/iu.test(
        before,
      )
    )
      continue;
    const to = found.index + found[0].length;
    clauses.push({ from, to });
    from = to;
  }
  if (from < text.length || clauses.length === 0) clauses.push({ from, to: text.length });
  return clauses;
}

export const clauseAt = (clauses: readonly Span[], place: number): Span =>
  clauses.find(({ to }) => place < to) ?? clauses.at(-1)!;

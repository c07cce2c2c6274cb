/** What the palette was asked for: everything, only commands (`>`), or only people (`@`). */
export interface Wish {
  only: 'all' | 'commands' | 'people';
  text: string;
}

export function wishOf(typed: string): Wish {
  const text = typed.trimStart();
  if (text.startsWith('>')) return { only: 'commands', text: text.slice(1).trim() };
  if (text.startsWith('@')) return { only: 'people', text: text.slice(1).trim() };
  return { only: 'all', text: text.trim() };
}

/** Entries whose label has every word of the text at the beginning of one of its words, best first. */
export function matching<Entry extends { label: string }>(
  entries: readonly Entry[],
  text: string,
): Entry[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const ranked = entries.flatMap((entry) => {
    const label = fold(entry.label);
    const parts = label.split(/[^\p{Letter}\p{Number}]+/u);
    if (!words.every((word) => parts.some((part) => part.startsWith(word)))) return [];
    return [{ entry, rank: label.startsWith(words[0] ?? '') ? 0 : 1 }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}

/** How contact is, in words; each begins at this warmth. */
export const warmthWords = ['cold', 'cool', 'warm', 'close'] as const;
export type WarmthWord = (typeof warmthWords)[number];
export const warmthLines: Record<WarmthWord, number> = {
  cold: 0,
  cool: 0.1,
  warm: 0.35,
  close: 0.7,
};

export const wordOfWarmth = (warmth: number): WarmthWord =>
  warmthWords.findLast((word) => warmth >= warmthLines[word]) ?? 'cold';

/** The strength from which on contact is so warm. */
export const strengthOfWord = (word: WarmthWord): number => -4 * Math.log1p(-warmthLines[word]);

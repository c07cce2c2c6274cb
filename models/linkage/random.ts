/** Numbers from 0 to 1 that are the same on every run (Marsaglia 2003, xorshift of 32 bits). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0 || 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

/** So many pairs of different items, drawn at random; of a small set every pair once. */
export function* randomPairs<Item>(
  items: readonly Item[],
  count: number,
  seed = 1,
): Generator<[Item, Item]> {
  const { length } = items;
  if ((length * (length - 1)) / 2 <= count) {
    for (let one = 0; one < length; one++) {
      for (let other = one + 1; other < length; other++) yield [items[one]!, items[other]!];
    }
    return;
  }
  const random = seededRandom(seed);
  for (let drawn = 0; drawn < count; ) {
    const one = Math.floor(random() * length);
    const other = Math.floor(random() * length);
    if (one === other) continue;
    drawn++;
    yield [items[one]!, items[other]!];
  }
}

/** How alike two short texts are. All of them are symmetric and know no language. */

/**
 * Jaro (1989): the share of letters that both have about the same distance from the beginning, less half of
 * those that stand in another order. 1 for equal texts, 0 for texts without a letter in common.
 */
export function jaro(one: string, other: string): number {
  if (one === other) return 1;
  // Between texts of different length the result would depend on which is walked first.
  const isFirst = one.length === other.length ? one < other : one.length < other.length;
  const shorter = isFirst ? one : other;
  const longer = isFirst ? other : one;
  if (shorter.length === 0) return 0;
  const reach = Math.max(0, Math.floor(longer.length / 2) - 1);
  // Which letters are taken, a bit each: names are short, and this is done millions of times.
  const there = new Uint8Array(longer.length);
  const here = new Uint8Array(shorter.length);
  let common = 0;
  for (let at = 0; at < shorter.length; at++) {
    const letter = shorter.charCodeAt(at);
    const end = Math.min(longer.length - 1, at + reach);
    for (let place = Math.max(0, at - reach); place <= end; place++) {
      if (there[place] === 1 || longer.charCodeAt(place) !== letter) continue;
      there[place] = 1;
      here[at] = 1;
      common++;
      break;
    }
  }
  if (common === 0) return 0;
  let moved = 0;
  let place = 0;
  for (let at = 0; at < shorter.length; at++) {
    if (here[at] === 0) continue;
    while (there[place] === 0) place++;
    if (shorter.charCodeAt(at) !== longer.charCodeAt(place)) moved++;
    place++;
  }
  return (common / shorter.length + common / longer.length + (common - moved / 2) / common) / 3;
}

/**
 * Winkler (1990): Jaro, with texts that begin alike closer by a tenth of what is missing for each of their
 * first four letters, because people seldom mistype a beginning.
 */
export function jaroWinkler(one: string, other: string): number {
  const base = jaro(one, other);
  if (base < 0.7) return base;
  let prefix = 0;
  while (prefix < 4 && prefix < one.length && one[prefix] === other[prefix]) prefix++;
  return base + prefix * 0.1 * (1 - base);
}

/**
 * Damerau (1964), Levenshtein (1966), each stretch changed once: how many letters have to be added, dropped,
 * replaced or swapped with their neighbour. Beyond `most` it only says that it is more.
 */
export function editDistance(one: string, other: string, most = 3): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  const width = other.length + 1;
  let beforeLast = new Uint16Array(width);
  let last = new Uint16Array(width);
  let line = new Uint16Array(width);
  for (let column = 0; column < width; column++) last[column] = column;
  for (let row = 1; row <= one.length; row++) {
    const letter = one.charCodeAt(row - 1);
    line[0] = row;
    let leastOfRow = row;
    for (let column = 1; column < width; column++) {
      const there = other.charCodeAt(column - 1);
      let least = last[column - 1]! + (letter === there ? 0 : 1);
      if (last[column]! + 1 < least) least = last[column]! + 1;
      if (line[column - 1]! + 1 < least) least = line[column - 1]! + 1;
      if (
        row > 1 &&
        column > 1 &&
        letter === other.charCodeAt(column - 2) &&
        one.charCodeAt(row - 2) === there &&
        beforeLast[column - 2]! + 1 < least
      ) {
        least = beforeLast[column - 2]! + 1;
      }
      line[column] = least;
      if (least < leastOfRow) leastOfRow = least;
    }
    if (leastOfRow > most) return most + 1;
    [beforeLast, last, line] = [last, line, beforeLast];
  }
  return Math.min(last[other.length]!, most + 1);
}

/** So many things a day can hold; the rest waits behind "later". */
export const mostToday = 20;

/**
 * How many things of each block are shown: nobody's block is pushed out by a long one before it. Each gets its
 * even share; what one does not need goes to the others, the first of them first.
 */
export function sharesOf(counts: readonly number[], most = mostToday): number[] {
  const shares = counts.map(() => 0);
  let left = most;
  for (;;) {
    const wanting = counts.flatMap((count, at) => (count > shares[at]! ? [at] : []));
    if (left === 0 || wanting.length === 0) return shares;
    const each = Math.max(1, Math.floor(left / wanting.length));
    for (const at of wanting) {
      const given = Math.min(each, counts[at]! - shares[at]!, left);
      shares[at]! += given;
      left -= given;
    }
  }
}

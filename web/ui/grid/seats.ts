/**
 * Which element draws which row. A row keeps its own while it is drawn; one that comes takes over that of
 * one that left, because other words in elements that are there cost a fraction of new elements. They are
 * handed on in their order, so that after a jump none has to move.
 */
export function seated(
  before: ReadonlyMap<string, number>,
  keys: readonly string[],
): Map<string, number> {
  const staying = new Set(keys);
  const left = [...before].filter(([key]) => !staying.has(key)).map(([, seat]) => seat);
  let fresh = Math.max(-1, ...before.values()) + 1;
  return new Map(keys.map((key) => [key, before.get(key) ?? left.shift() ?? fresh++]));
}

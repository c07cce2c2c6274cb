/** Rows as they are shown, and those of them that stand elsewhere, or nowhere, once the list is loaded again. */
export interface SteadyRows<Row> {
  rows: readonly Row[];
  wouldMove: ReadonlySet<string>;
}

/**
 * A row that somebody has just written in stays where they wrote: it must not leave from under their hands
 * because it no longer fits the filter or the order. `before` is the order shown so far, `held` are the rows to
 * keep with what is known of them.
 */
export function steadyRows<Row extends { id: string }>(
  fresh: readonly Row[],
  held: ReadonlyMap<string, Row>,
  before: readonly string[],
): SteadyRows<Row> {
  const kept = before.filter((id) => held.has(id));
  if (kept.length === 0) return { rows: fresh, wouldMove: new Set() };
  const staying = new Set(kept);
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const others = fresh.filter(({ id }) => !staying.has(id));
  const places = new Map(others.map(({ id }, at) => [id, at]));

  // Behind which of the others each stands, by its place among them; −1 is before all.
  const behind = new Map<number, string[]>();
  const placeOf = new Map<string, number>();
  let last = -1;
  for (const id of before) {
    const place = places.get(id);
    if (place !== undefined) last = place;
    else if (staying.has(id)) {
      behind.set(last, [...(behind.get(last) ?? []), id]);
      placeOf.set(id, last);
    }
  }
  const here = (place: number) =>
    (behind.get(place) ?? []).flatMap((id) => byId.get(id) ?? held.get(id) ?? []);
  const rows = [...here(-1), ...others.flatMap((row, at) => [row, ...here(at)])];

  const wouldMove = new Set(kept.filter((id) => !byId.has(id)));
  let now = -1;
  for (const { id } of fresh) {
    if (!staying.has(id)) now += 1;
    else if (placeOf.get(id) !== now) wouldMove.add(id);
  }
  return { rows, wouldMove };
}

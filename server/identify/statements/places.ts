interface Placed {
  id: string;
  superseded_at: unknown;
  superseded_by: string | null;
}

/**
 * Current statements in the order in which their values came: what corrects an earlier value stands where
 * that one stood, so that mending a spelling does not make somebody's main address their last one.
 * `rows` are all statements of a party, oldest first, the superseded ones included.
 */
export function inPlace<Row extends Placed>(rows: readonly Row[]): Row[] {
  const places = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    const place = places.get(row.id) ?? at;
    places.set(row.id, place);
    if (row.superseded_by) {
      places.set(row.superseded_by, Math.min(place, places.get(row.superseded_by) ?? place));
    }
  }
  return rows
    .filter(({ superseded_at }) => superseded_at === null)
    .sort((a, b) => places.get(a.id)! - places.get(b.id)!);
}

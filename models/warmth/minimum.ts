/** The place where a function of a few numbers is smallest (Nelder and Mead 1965), from a first guess. */
export function minimum(
  of: (place: readonly number[]) => number,
  from: readonly number[],
): readonly number[] {
  const at = (place: readonly number[]) => ({ place, value: of(place) });
  let corners = [
    from,
    ...from.map((_, axis) => from.map((x, i) => (i === axis ? x + 0.5 : x))),
  ].map(at);
  for (let step = 0; step < 600; step++) {
    corners = corners.toSorted((one, other) => one.value - other.value);
    const best = corners[0]!;
    const worst = corners.at(-1)!;
    if (worst.value - best.value < 1e-9 * (1 + Math.abs(best.value))) break;
    const others = corners.slice(0, -1);
    const centre = from.map(
      (_, axis) => others.reduce((sum, { place }) => sum + place[axis]!, 0) / others.length,
    );
    const beyond = (by: number) =>
      at(centre.map((middle, axis) => middle + by * (middle - worst.place[axis]!)));
    const mirrored = beyond(1);
    const further = mirrored.value < best.value ? beyond(2) : undefined;
    const next =
      further && further.value < mirrored.value
        ? further
        : mirrored.value < others.at(-1)!.value
          ? mirrored
          : beyond(mirrored.value < worst.value ? 0.5 : -0.5);
    corners =
      next.value < worst.value
        ? [...others, next]
        : corners.map(({ place }) =>
            at(place.map((x, axis) => best.place[axis]! + (x - best.place[axis]!) / 2)),
          );
  }
  return corners.toSorted((one, other) => one.value - other.value)[0]!.place;
}

/** An automatic backup is named by the day on which it was made. */
export const nameOfDay = (day: Temporal.PlainDate) => `${day}.rapport`;

const dayOf = /^(\d{4}-\d{2}-\d{2})\.rapport$/;
const kept = { days: 7, weeks: 5, months: 12 };

/**
 * Which automatic backups have had their time: the newest of each of the last days, weeks and months that
 * have one stay, so that a mistake found late can still be undone. Other files are nobody's to remove.
 */
export function outlived(names: readonly string[]): string[] {
  const days = daysOf(names);
  const stays = new Set<string>();
  const keepNewestOf = (most: number, span: (day: Temporal.PlainDate) => string) => {
    const newest = new Map<string, string>();
    for (const day of days) {
      if (!newest.has(span(day))) newest.set(span(day), nameOfDay(day));
    }
    for (const name of [...newest.values()].slice(0, most)) stays.add(name);
  };
  keepNewestOf(kept.days, String);
  keepNewestOf(kept.weeks, ({ yearOfWeek, weekOfYear }) => `${yearOfWeek} ${weekOfYear}`);
  keepNewestOf(kept.months, ({ year, month }) => `${year} ${month}`);
  return days.map(nameOfDay).filter((name) => !stays.has(name));
}

/** Of when the newest automatic backup among these files is. */
export function newestDay(names: readonly string[]): Temporal.PlainDate | undefined {
  return daysOf(names)[0];
}

/** The newest first. */
function daysOf(names: readonly string[]): Temporal.PlainDate[] {
  return names
    .flatMap((name) => dayOf.exec(name)?.[1] ?? [])
    .map((day) => Temporal.PlainDate.from(day))
    .sort(Temporal.PlainDate.compare)
    .reverse();
}

/**
 * The moment somebody means by a day and a time as they write it ("14:30", "9", "9.15"): undefined for
 * right now, null for a time that is none.
 */
export function momentOf(
  day: Temporal.PlainDate | null,
  time: string,
  zone = Temporal.Now.timeZoneId(),
): string | undefined | null {
  const written = time.trim();
  if (!day && !written) return undefined;
  const [, hour, minute] = /^(\d{1,2})(?:[:.h](\d{2}))?$/.exec(written) ?? [];
  if (written && (hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59)) return null;
  const date = day ?? Temporal.Now.plainDateISO(zone);
  const at = written
    ? Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute ?? 0) })
    : Temporal.PlainTime.from('12:00');
  return date.toZonedDateTime({ timeZone: zone, plainTime: at }).toInstant().toString();
}

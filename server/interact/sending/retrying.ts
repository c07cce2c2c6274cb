/** Minutes to the next try after a server said "not now": twice in the first hours, then every three (RFC 5321, 4.5.4.1). */
const afterRefusal = [30, 30, 60, 120];
const later = 180;
/** The line or the server is away, which is often over soon. */
const afterTrouble = [1, 2, 5, 10, 15];
const longestAfterTrouble = 30;
/** Where somebody has to do something; it goes on by itself when they did. */
const afterNeed = 60;
/** "At least 4–5 days", says the same section. */
const giveUpAfter = { hours: 5 * 24 };

export type Reason = 'refused for now' | 'trouble' | 'needs somebody';

/** When a mail is tried again after so many tries; null when it is time to give up. */
export function nextTry(
  now: Temporal.Instant,
  {
    firstTriedAt,
    tries,
    reason,
  }: { firstTriedAt: Temporal.Instant; tries: number; reason: Reason },
): Temporal.Instant | null {
  const at = now.add({ minutes: minutesUntil(tries, reason) });
  return Temporal.Instant.compare(at, firstTriedAt.add(giveUpAfter)) > 0 ? null : at;
}

function minutesUntil(tries: number, reason: Reason): number {
  if (reason === 'needs somebody') return afterNeed;
  if (reason === 'trouble') return afterTrouble[tries - 1] ?? longestAfterTrouble;
  return afterRefusal[tries - 1] ?? later;
}

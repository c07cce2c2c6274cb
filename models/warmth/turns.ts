/**
 * When both sides had contact: a meeting or call, or something written that follows what the other side wrote.
 * Whoever writes three times without an answer has not had contact three times.
 */
export function turnsAmong(contacts: readonly { at: number; direction: string }[]): number[] {
  let last: string | undefined;
  return contacts.flatMap(({ at, direction }) => {
    if (direction === 'both') return [at];
    const answers = last !== undefined && last !== direction;
    last = direction;
    return answers ? [at] : [];
  });
}

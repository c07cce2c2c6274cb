import type { WorkingHours } from './booking.ts';

/** Hours as people write them: `9:00–12:00, 13:00–17:00`. */
export function writtenHours(hours: readonly WorkingHours[]): string {
  return hours.map(({ from, until }) => `${from}–${until}`).join(', ');
}

/** What was written; undefined where it cannot be read. */
export function readHours(text: string): WorkingHours[] | undefined {
  if (text.trim() === '') return [];
  const read = text.split(/[,;]/).map((span) => {
    const [, hour, minute = '00', later, end = '00'] =
      /^\s*(\d{1,2})(?:[:.](\d\d))?\s*(?:-|–|bis|to)\s*(\d{1,2})(?:[:.](\d\d))?\s*$/i.exec(span) ??
      [];
    if (!hour || !later) return undefined;
    const from = `${hour.padStart(2, '0')}:${minute}`;
    const until = `${later.padStart(2, '0')}:${end}`;
    const isClock = [from, until].every((clock) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(clock));
    return isClock && from < until ? { from, until } : undefined;
  });
  return read.every((span) => span !== undefined) && read.length <= 4 ? read : undefined;
}

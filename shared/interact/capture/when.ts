import { readMoment } from './moments.ts';
import { instantOf, type ReadingContext } from './reading.ts';
import { without } from './words.ts';

export interface When {
  /** Null is now. */
  instant: Temporal.Instant | null;
  /** How long it lasted, where that was said as well. */
  minutes: number | null;
}

const NOW = /^(?:now|right now|just now|jetzt|gerade(?: eben)?|eben)$/iu;
const HOUR = /^(\d{1,2})(?:[.h](\d{2}))?$/;

/**
 * Reads a box that asks when something was: "yesterday 15:00", "vorgestern um drei, 20 Minuten", "9.15". By the
 * same rules as the capture box; null where it says something else, so that nothing is taken for now by mistake.
 */
export function readWhen(
  text: string,
  { now, monthFirst, isPast }: ReadingContext & { isPast: boolean },
): When | null {
  const written = text.trim();
  if (written === '' || NOW.test(written)) return { instant: null, minutes: null };
  const [, hour, minute] = HOUR.exec(written) ?? [];
  if (hour !== undefined) {
    if (Number(hour) > 23 || Number(minute ?? 0) > 59) return null;
    const time = new Temporal.PlainTime(Number(hour), Number(minute ?? 0));
    return {
      instant: instantOf({ day: null, time, instant: null, minutes: null }, now),
      minutes: null,
    };
  }
  const { spans, dues, ...moment } = readMoment(written, {
    now,
    monthFirst,
    isPast,
    cue: { from: 0, to: 0 },
  });
  if (spans.length === 0 || /\p{L}{3,}/u.test(without(written, spans))) return null;
  return { instant: instantOf(moment, now), minutes: moment.minutes };
}

import type { z } from 'zod';
import type { ConsentChannel } from '../identify/consent.ts';
import { topicValues } from '../identify/statements.ts';

export type Wish = z.infer<typeof topicValues.wish>;
export const Wish = topicValues.wish;

/** Words by which a way to reach somebody is named, in both languages. */
const channelWords: Record<ConsentChannel, RegExp> = {
  email: /e-?mail|\bmails?\b|newsletter|rundbrief/iu,
  phone: /phone|\bcall|\bring\b|telefon|anruf|angerufen|anrufen/iu,
  letter: /\bletter|\bpost\b|\bbrief(?!ing)|postalisch/iu,
  message: /\bsms\b|whats ?app|\bchat|\btext(?:s|ed|ing)?\b|messenger|kurznachricht/iu,
};

const channelsIn = (text: string): ConsentChannel[] =>
  (Object.keys(channelWords) as ConsentChannel[]).filter((each) => channelWords[each].test(text));

/** Other words of what is never to happen: about something that is no way to begin contact. */
const elsewhere = /invoice|rechnung|billing|discount|rabatt|first name|vornamen|duzen|\bdu\b/iu;

const clock = String.raw`(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr|h|am|pm|o’clock|o'clock)?`;
const range = new RegExp(
  String.raw`(?:from|between|von|zwischen)?\s*${clock}\s*(?:-|–|to|till|until|and|bis|und)\s*${clock}`,
  'iu',
);
const after = new RegExp(String.raw`(?:after|from|nach|ab)\s+${clock}`, 'iu');
const before = new RegExp(String.raw`(?:before|until|till|vor|bis)\s+${clock}`, 'iu');

const minutesOf = (hour = '', minute = '0', text = ''): number => {
  const pm = /pm/iu.test(text) && Number(hour) < 12 ? 12 : 0;
  return (Number(hour) + pm) * 60 + Number(minute);
};

/** From when to when of the day somebody wants to hear from us, in minutes; nothing where it is not said so. */
export function hoursIn(text: string): { from: number; until: number } | undefined {
  const both = range.exec(text);
  const said = (from: number, until: number) =>
    from < until && until <= 24 * 60 ? { from, until } : undefined;
  if (both) return said(minutesOf(both[1], both[2]), minutesOf(both[3], both[4], both[0]));
  const later = after.exec(text);
  if (later) return said(minutesOf(later[1], later[2], later[0]), 24 * 60);
  const earlier = before.exec(text);
  return earlier ? said(0, minutesOf(earlier[1], earlier[2], earlier[0])) : undefined;
}

export interface Obeyed {
  /** Nobody begins a contact with them. */
  never: boolean;
  /** Ways on which they are not to be reached; all but one where they named the one they want. */
  notBy: ConsentChannel[];
  /** They said when they want to hear from us, and it is another hour now. */
  notAtThisHour: boolean;
}

/** What follows from what somebody wishes for, for a contact that we would begin now. */
export function obey(wishes: readonly Wish[], minuteOfDay: number): Obeyed {
  const all = Object.keys(channelWords) as ConsentChannel[];
  const notBy = new Set<ConsentChannel>();
  let never = false;
  let notAtThisHour = false;
  for (const { kind, text } of wishes) {
    if (kind === 'never') {
      const named = channelsIn(text);
      for (const channel of named) notBy.add(channel);
      if (named.length === 0 && !elsewhere.test(text)) never = true;
    }
    if (kind === 'channel') {
      const wanted = channelsIn(text);
      if (wanted.length > 0)
        for (const channel of all) if (!wanted.includes(channel)) notBy.add(channel);
    }
    if (kind === 'hours') {
      const hours = hoursIn(text);
      if (hours && (minuteOfDay < hours.from || minuteOfDay >= hours.until)) notAtThisHour = true;
    }
  }
  return { never, notBy: [...notBy], notAtThisHour };
}

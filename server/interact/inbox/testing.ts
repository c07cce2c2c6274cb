import type { ConversationView } from '../../../shared/interact/inbox.ts';
import type { ImportOptions } from '../../../shared/platform/import/imports.ts';
import type { Colleague, Company } from '../../testing/company.ts';
import { bring, letter } from '../importing/testing.ts';

let made = 0;

export interface SomeMail {
  from?: string;
  to?: string;
  subject?: string;
  id?: string;
  answers?: string;
  text?: string;
  headers?: string;
  /** So long ago it was written. */
  hours?: number;
}

/** Mail reaches a colleague's mailbox, as a file of it does. */
export async function mailArrives(
  company: Company,
  who: Colleague,
  { hours = 1, ...mail }: SomeMail = {},
  options: Partial<ImportOptions> = {},
): Promise<string> {
  const id = mail.id ?? `mail${++made}@lanterns.example`;
  const at = Temporal.Now.instant().subtract({ minutes: Math.round(hours * 60) });
  await bring(
    company,
    who,
    {
      'mail.eml': letter({
        from: 'Ida Holm <ida@lanterns.example>',
        to: `${who.name.toLowerCase()}@kettle.example`,
        subject: 'Which kettle?',
        ...mail,
        id,
        at: inHeader(at),
      }),
    },
    { visibility: 'private', ...options },
  );
  return id;
}

function inHeader(at: Temporal.Instant): string {
  const there = at.toZonedDateTimeISO('UTC');
  const name = (options: Intl.DateTimeFormatOptions) => there.toLocaleString('en', options);
  const { day, year } = there;
  const time = there.toPlainTime().toString({ smallestUnit: 'second' });
  return `${name({ weekday: 'short' })}, ${day} ${name({ month: 'short' })} ${year} ${time} +0000`;
}

export async function inboxOf(
  who: Colleague,
  asked: { split?: string; whose?: string } = {},
): Promise<ConversationView[]> {
  const query = new URLSearchParams({ split: 'others', whose: 'all', ...asked });
  const { body } = await who.get<{ rows: ConversationView[] }>(`inbox?${query}`);
  return body.rows;
}

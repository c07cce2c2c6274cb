import type { Fact } from '../../../shared/interact/templates/filling.ts';
import type { TemplateLanguage } from '../../../shared/interact/templates/templates.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { htmlToText } from '../mail/html-text.ts';
import { listSenders } from '../sending/outgoing.ts';

/** What a mail says of its writer and its day: nobody has to be believed for that. */
export async function ownWords(
  transaction: Transaction,
  names: ReadonlySet<string>,
  { from, zone, language }: { from: string | undefined; zone: string; language: TemplateLanguage },
): Promise<Map<string, Fact>> {
  const { db, actor } = transaction;
  const words = new Map<string, Fact>();
  const put = (name: string, value: string) =>
    words.set(name, {
      name,
      label: null,
      value,
      state: 'known',
      basis: null,
      confirmedAt: null,
      by: null,
    });
  if (names.has('date')) {
    const today = Temporal.Now.plainDateISO(zone);
    put('date', today.toLocaleString(dateLocale(language), { dateStyle: 'long' }));
  }
  if (names.has('myName')) {
    const me = await db
      .selectFrom('users')
      .select('name')
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', actor.userId)
      .executeTakeFirst();
    put('myName', me?.name ?? '');
  }
  if (names.has('signature')) {
    const senders = await listSenders(transaction);
    const sender = senders.find(({ id }) => id === from) ?? senders[0];
    put('signature', htmlToText(sender?.signature ?? '').trim());
  }
  return words;
}

/** English as most of Europe writes it: the day before the month, which nobody takes for the other. */
export function dateLocale(language: TemplateLanguage): string {
  return language === 'de' ? 'de' : 'en-GB';
}

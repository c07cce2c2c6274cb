import type { ActivityView } from '../../../shared/interact/activities.ts';
import type { SenderView } from '../../../shared/interact/outgoing.ts';
import type { Say } from '../../ui/words.ts';
import { type Draft, emptyDraft, type Recipient } from './useDraft.ts';

/** A mail to somebody, with what stands under the mails from that mailbox. */
export function mailTo(to: Recipient[], sender: SenderView | undefined): Draft {
  return { ...emptyDraft, to, from: sender?.id ?? null, html: withSignature('', sender) };
}

export interface Answering {
  say: Say;
  locale: string;
  senders: readonly SenderView[];
  all: boolean;
}

/** An answer: to its writer, or to all who took part but oneself; on what we wrote, to the same people again. */
export function answerTo(mail: ActivityView, { say, locale, senders, all }: Answering): Draft {
  const own = new Set(senders.map(({ address }) => address.toLowerCase()));
  const people = (...roles: string[]) =>
    mail.participants.flatMap(({ role, address, name }): Recipient[] =>
      roles.includes(role) && address && !own.has(address.toLowerCase())
        ? [{ address, name: name ?? '' }]
        : [],
    );
  const writers = people('from');
  const to = writers.length > 0 ? writers : people('to');
  const others = all ? people('to', 'cc') : [];
  const there = new Set(to.map(({ address }) => address));
  const met = mail.participants.find(({ address }) => address && own.has(address.toLowerCase()));
  const sender = senders.find(({ address }) => address === met?.address) ?? senders[0];
  const subject = mail.subject?.trim() ?? '';
  return {
    ...emptyDraft,
    from: sender?.id ?? null,
    to,
    cc: others.filter(({ address }) => !there.has(address)),
    subject: /^(?:re|aw|antw)\s*:/i.test(subject) ? subject : `Re: ${subject}`,
    html: withSignature(quoteOf(mail, say, locale), sender),
  };
}

function withSignature(quote: string, sender: SenderView | undefined): string {
  const { signature = '' } = sender ?? {};
  if (!signature && !quote) return '';
  return `<p></p>${signature ? `<p>-- </p>${signature}` : ''}${quote}`;
}

/** What was written before, as a quote under a line that says whose words they are. */
function quoteOf(mail: ActivityView, say: Say, locale: string): string {
  const writer = mail.participants.find(({ role }) => role === 'from');
  const when = Temporal.Instant.from(mail.occurredAt).toLocaleString(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const line = say('outgoing.quoted', {
    when,
    name: writer?.name ?? writer?.address ?? '?',
  });
  const text = mail.body.map((part) => part.text.trim()).join('\n\n');
  const lines = text
    .split('\n')
    .map((each) => `<p>${escaped(each)}</p>`)
    .join('');
  return `<p>${escaped(line)}</p><blockquote>${lines}</blockquote>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

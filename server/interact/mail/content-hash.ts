import { hash } from 'node:crypto';
import { readSubject } from '../../../shared/interact/mail/subject.ts';

export interface HashedParts {
  messageId: string | null;
  /** From the Date header only: relays and mailboxes add other dates of their own. */
  statedAt: string | null;
  fromKey: string;
  subject: string;
  text: string;
  attachmentHashes: readonly string[];
}

/**
 * Identity of a mail is its normalised Message-ID together with this hash. The hash covers what the
 * writer made (date, author, subject, words) and leaves out what transport made: Received and Status
 * headers, line ends, wrapping with the quote marks it repeats, the tag and footer of a list, ">From " stuffing. So two mailboxes with
 * the same mail agree, and a program that reuses a Message-ID does not make mails disappear. The
 * attachments count only where there are no words, because archives remove them.
 */
export function contentHash(parts: HashedParts): string {
  const body = bareText(parts.text);
  const material = [
    parts.messageId ?? '',
    parts.statedAt ?? '',
    parts.fromKey,
    readSubject(parts.subject).base,
    body,
    ...(body ? [] : [...parts.attachmentHashes].sort()),
  ];
  return hash('sha256', JSON.stringify(material), 'hex');
}

function bareText(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/^[> ]+/, ''));
  return withoutListFooter(lines)
    .join(' ')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();
}

/** Mailman adds a line of underscores and the address of the list; other copies of the mail lack it. */
function withoutListFooter(lines: string[]): string[] {
  const rule = lines.findLastIndex((line) => /^_{20,}\s*$/.test(line));
  const footer = rule < 0 ? [] : lines.slice(rule + 1);
  const isFooter =
    footer.length <= 12 && footer.some((line) => /https?:|mailto:|@|list/i.test(line));
  return isFooter ? lines.slice(0, rule) : lines;
}

import { isAutomaticAddress } from '../../../shared/identify/addresses.ts';
import type { MailKind } from '../../../shared/interact/mail/message.ts';

/**
 * Headers by which lists, mailings and machines are known (RFC 2369, 2919, 3834, 8058 and habit), and those in
 * which servers say to which address a mail came and whether it is whose it says.
 */
export const tellingHeaders: ReadonlySet<string> = new Set([
  'list-id',
  'list-post',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-help',
  'list-archive',
  'mailing-list',
  'x-beenthere',
  'x-mailman-version',
  'precedence',
  'auto-submitted',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-auto-submitted',
  'return-path',
  'feedback-id',
  'x-campaign',
  'x-campaignid',
  'x-mailer',
  'x-failed-recipients',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-delivered-to',
  'authentication-results',
]);

/** How Outlook and others begin the subject of an automatic answer, which not all of them mark besides. */
const answersByItself =
  /^\s*(?:automatic reply|automatische antwort|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office(?: (?:auto)?reply)?|abwesenheitsnotiz|abwesenheitsassistent|automatische abwesenheitsnotiz)\s*(?::|$)/i;

/**
 * Whether a person wrote this to persons. A machine's answer is recognised before everything else,
 * since vacation notes also come from lists; a discussion list is told from a mailing by the address
 * one may post to, which senders of campaigns do not offer.
 */
export function kindOf(
  headers: readonly (readonly [name: string, value: string])[],
  from: { key: string; mailable: boolean } | null,
  { contentType, subject }: { contentType: string; subject: string },
): MailKind {
  const values = new Map<string, string>();
  for (const [name, value] of headers)
    if (!values.has(name)) values.set(name, value.trim().toLowerCase());
  const precedence = values.get('precedence') ?? '';
  const submitted = (values.get('auto-submitted') ?? 'no').split(/[;\s(]/)[0];
  if (
    submitted !== 'no' ||
    precedence === 'auto_reply' ||
    values.has('x-autoreply') ||
    values.has('x-autorespond') ||
    values.has('x-failed-recipients') ||
    values.get('return-path') === '<>' ||
    /^multipart\/report/i.test(contentType) ||
    answersByItself.test(subject) ||
    (from?.mailable && isAutomaticAddress(from.key))
  ) {
    return 'automatic';
  }
  if (precedence === 'bulk' || precedence === 'junk') {
    return values.has('list-post') || values.has('x-beenthere') ? 'list' : 'bulk';
  }
  const postable = values.has('list-post') && values.get('list-post') !== 'no';
  if (postable || values.has('x-beenthere') || values.has('mailing-list') || precedence === 'list')
    return 'list';
  if (
    values.has('list-unsubscribe') ||
    values.has('feedback-id') ||
    values.has('x-campaign') ||
    values.has('x-campaignid')
  ) {
    return 'bulk';
  }
  return values.has('list-id') ? 'list' : 'personal';
}

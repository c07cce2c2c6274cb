import {
  type Placeholder,
  placeholderNames,
  placeholdersOf,
  placeholdersOfHtml,
  strayBraces,
  strayBracesInHtml,
} from '../../../shared/interact/templates/placeholders.ts';
import { ownFields } from '../../identify/fields/fields.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { BrokenPlaceholder, UnknownPlaceholder } from './errors.ts';

/** A placeholder that nothing is known of is refused when it is written, not when the mail is. */
export async function requireKnownPlaceholders(
  transaction: Transaction,
  { subject, html }: { subject: string; html: string },
): Promise<void> {
  if (strayBraces(subject)) throw new BrokenPlaceholder('subject');
  if (strayBracesInHtml(html)) throw new BrokenPlaceholder('html');
  const used = { subject: placeholdersOf(subject), html: placeholdersOfHtml(html) };
  if (used.subject.length + used.html.length === 0) return;
  const own = (await ownFields(transaction)).map(({ name }) => `field.${name}`);
  const known = new Set<string>([...placeholderNames, ...own]);
  const requireKnown = (field: 'subject' | 'html', placeholders: readonly Placeholder[]) => {
    const unknown = placeholders.find(({ name }) => !known.has(name));
    if (unknown) throw new UnknownPlaceholder(field, unknown.name);
  };
  requireKnown('subject', used.subject);
  requireKnown('html', used.html);
}

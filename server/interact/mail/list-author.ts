import type { MailAddress } from '../../../shared/interact/mail/message.ts';
import { cleanName } from './people.ts';

/** "'Gina Berg' via Sales", in the languages of Google Groups. */
const rewritten = /^(.+?)\s(?:via|über|par|mediante|a través de|tramite)\s.+$/iu;

/**
 * Lists write their own address into From, so that checks of the writer's domain do not fail on the way
 * (DMARC), and note the writer elsewhere. Null when the From is the writer's own.
 */
export function authorBehindList(
  people: (header: string) => MailAddress[],
  values: (header: string) => string[],
): MailAddress | null {
  const [list] = people('from');
  const said = rewritten.exec(list?.name ?? '')?.[1];
  const stated = ['list-id', 'mailing-list', 'x-original-from', 'x-original-sender'];
  if (!list || !said || !stated.some((header) => values(header).length > 0)) return null;
  const author = ['x-original-from', 'x-original-sender', 'reply-to']
    .flatMap((header) => people(header)[0] ?? [])
    .find(({ key }) => key !== list.key);
  return author ? { ...author, name: author.name || cleanName(said) } : null;
}
